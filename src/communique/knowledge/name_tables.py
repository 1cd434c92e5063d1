"""Tables of things with names: found by key, by a name that is theirs alone, and in running text by every form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Generic, TypeVar

from communique.knowledge.surface_forms import (
    Demonym,
    Form,
    NameEntry,
    Remarks,
    Surface,
    in_force,
    normalise,
    vocabulary_of,
)
from communique.memory import remembered

__all__ = ["NameTable", "demonyms", "name_entry"]

T = TypeVar("T")


class NameTable(Generic[T]):
    """The things of a table.

    Args:
        by_key: each under its key or code, in the order of the table.
        entries: the surface forms of one, the name first.
    """

    def __init__(self, by_key: Mapping[str, T], entries: Callable[[T], Iterable[NameEntry]]) -> None:
        self.by_key = by_key
        self._entries = entries

    @cached_property
    def vocabulary(self) -> Mapping[str, tuple[NameEntry, ...]]:
        """Every form, normalised, with its entries; see :func:`communique.knowledge.surface_forms.vocabulary_of`."""
        return vocabulary_of(self._every())

    @cached_property
    def _by_form(self) -> Mapping[str, tuple[NameEntry, ...]]:
        # Unlike the vocabulary this keeps "Vatican City" the capital beside "Vatican City" the name.
        found: dict[str, list[NameEntry]] = {}
        for one in self._every():
            found.setdefault(normalise(one.surface), []).append(one)
        return {form: tuple(entries) for form, entries in found.items()}

    def _every(self) -> Iterator[NameEntry]:
        return (one for thing in self.by_key.values() for one in self._entries(thing))

    @remembered
    def only(self, text: str, year: int | None = None, *forms: Form) -> T | None:
        """The one thing that ``text`` can name, with or without an article; None for none or several.

        Args:
            text: as it is written, in any case.
            year: when the name held; None: holds still. Where none did, all count.
            forms: what the text may be to it; none: anything.
        """
        form = normalise(text)
        entries = self._by_form.get(form) or self._by_form.get(form.removeprefix("the "), ())
        keys = {e.code for e in in_force((e for e in entries if not forms or e.form in forms), year)}
        return self.by_key[keys.pop()] if len(keys) == 1 else None


def name_entry(
    code: str,
    form: Form,
    surface: Surface,
    remarks: Remarks,
    *,
    cased: bool = False,
    plural: bool = False,
    years: tuple[int | None, int | None] = (None, None),
    sector: str | None = None,
) -> NameEntry:
    """One meaning of a surface form, with what its row remarks on it.

    Args:
        code: of the thing that it names.
        form: what it is to that thing.
        surface: as the row writes it.
        remarks: those of the row.
        cased: whether it is only meant as written, though the row does not remark so.
        plural: whether it names several.
        years: from when to when it holds.
        sector: PLOVER's.
    """
    key = normalise(surface.text)
    since, until = years
    return NameEntry(
        code=code, form=form, surface=surface.text, ambiguous=remarks.is_ambiguous(key),
        case_sensitive=cased or key in remarks.cased, capitals=key not in remarks.no_capitals, plural=plural,
        since=since, until=until, sector=sector,
    )  # fmt: skip


def demonyms(adjectives: Iterable[Surface], nouns: Iterable[Demonym]) -> Iterator[tuple[Surface, bool]]:
    """What a people is called, each form with whether it is a plural: "Turkish", "Turk", "Turks"."""
    for adjective in adjectives:
        yield adjective, False
    for noun in nouns:
        yield noun.singular, False
        yield noun.plural, noun.plural.text != noun.singular.text
