"""States and territories: their names, demonyms, capitals and the seats that stand for their governments.

The facts are in ``data/states.tsv``; this module only looks them up. Where a form stands for two states at one time
("Congo", "Korean"), the look-ups of one state give None, since nothing is guessed; ``vocabulary`` gives all entries.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from communique.knowledge.surface_forms import (
    Demonym,
    Entry,
    Form,
    Remarks,
    Surface,
    in_force,
    normalise,
    parse_demonym,
    parse_remarks,
    parse_surface,
    vocabulary_of,
)
from communique.knowledge.tables import Row, overlay_folder, read_table

__all__ = [
    "State",
    "by_capital",
    "by_code",
    "by_demonym",
    "by_name",
    "by_seat",
    "states",
    "states_with",
    "vocabulary",
]

COLUMNS = (
    "code", "name", "aliases", "abbreviations", "adjectives", "nouns", "capitals", "seats", "tags",
    "since", "until", "ambiguous", "cased",
)  # fmt: skip


class State(msgspec.Struct, frozen=True):
    """A state or territory.

    ``code`` is ISO 3166-1 alpha-3, or PSE, XKX, or for a past state the letters of ISO 3166-3. ``name`` is the usual
    one in English-language news. ``tags`` are groups that news speak of ("arab", "western", "gulf", "latin_american").
    """

    code: str
    name: str
    aliases: tuple[Surface, ...]
    abbreviations: tuple[str, ...]
    adjectives: tuple[Surface, ...]
    nouns: tuple[Demonym, ...]
    capitals: tuple[Surface, ...]
    seats: tuple[Surface, ...]
    tags: frozenset[str]
    since: int | None
    until: int | None
    remarks: Remarks

    @property
    def past(self) -> bool:
        """Whether the state has ceased to exist."""
        return self.until is not None


def states(overlay: Path | str | None = None) -> tuple[State, ...]:
    """All states and territories, past ones too, by code; ``overlay`` as in ``tables``."""
    return _states(overlay_folder(overlay))


def by_code(code: str, overlay: Path | str | None = None) -> State | None:
    """The state with this code ("RUS"), or None."""
    return _codes(overlay_folder(overlay)).get(code)


def by_name(text: str, year: int | None = None, overlay: Path | str | None = None) -> State | None:
    """The one state with this name or abbreviation ("the Russian Federation", "U.S."), in ``year`` if given."""
    return _one(text, ("name", "abbreviation"), year, overlay)


def by_demonym(text: str, year: int | None = None, overlay: Path | str | None = None) -> State | None:
    """The one state whose adjective or people this is ("Turkish", "Turk", "Turks")."""
    return _one(text, ("demonym",), year, overlay)


def by_capital(text: str, year: int | None = None, overlay: Path | str | None = None) -> State | None:
    """The one state whose capital this is; "Moscow" is Russia's today and the Soviet Union's in 1987."""
    return _one(text, ("capital",), year, overlay)


def by_seat(text: str, year: int | None = None, overlay: Path | str | None = None) -> State | None:
    """The one state for whose government this place stands ("the Kremlin", "Downing Street")."""
    return _one(text, ("seat",), year, overlay)


def states_with(tag: str, overlay: Path | str | None = None) -> tuple[State, ...]:
    """The states in a group that news speak of ("arab", "western", "baltic"); none when there is no such group."""
    return tuple(state for state in states(overlay) if tag in state.tags)


def vocabulary(overlay: Path | str | None = None) -> Mapping[str, tuple[Entry, ...]]:
    """Every surface form of every state, normalised as by ``surface.normalise``, with its entries.

    Forms carry no article, except where they mean nothing without it ("the hague").
    """
    return _vocabulary(overlay_folder(overlay))


def _one(text: str, forms: tuple[Form, ...], year: int | None, overlay: Path | str | None) -> State | None:
    folder = overlay_folder(overlay)
    form = normalise(text)
    table = _forms(folder)
    entries = table.get(form) or table.get(form.removeprefix("the "), ())
    codes = {entry.code for entry in in_force((e for e in entries if e.form in forms), year)}
    return _codes(folder)[codes.pop()] if len(codes) == 1 else None


@functools.cache
def _states(folder: Path | None) -> tuple[State, ...]:
    rows = read_table("states", COLUMNS, ("code",), folder)
    return tuple(sorted((_state(row) for row in rows), key=lambda state: state.code))


@functools.cache
def _codes(folder: Path | None) -> Mapping[str, State]:
    return {state.code: state for state in _states(folder)}


@functools.cache
def _vocabulary(folder: Path | None) -> Mapping[str, tuple[Entry, ...]]:
    return vocabulary_of(entry for state in _states(folder) for entry in _entries(state))


@functools.cache
def _forms(folder: Path | None) -> Mapping[str, tuple[Entry, ...]]:
    # Unlike the vocabulary this keeps "Vatican City" the capital beside "Vatican City" the name.
    found: dict[str, list[Entry]] = {}
    for state in _states(folder):
        for entry in _entries(state):
            found.setdefault(normalise(entry.surface), []).append(entry)
    return {form: tuple(entries) for form, entries in found.items()}


def _state(row: Row) -> State:
    code = row.required("code")
    if not (len(code) == 3 and code.isascii() and code.isupper()):
        raise row.error(f"{code!r} is not a code", "Write three capital letters (ISO 3166-1 alpha-3).")
    return State(
        code=code,
        name=row.required("name"),
        aliases=tuple(parse_surface(row, item) for item in row.items("aliases")),
        abbreviations=row.items("abbreviations"),
        adjectives=tuple(parse_surface(row, item) for item in row.items("adjectives")),
        nouns=tuple(parse_demonym(row, item) for item in row.items("nouns")),
        capitals=tuple(_spellings(row, row.items("capitals"))),
        seats=tuple(parse_surface(row, item) for item in row.items("seats")),
        tags=frozenset(row.items("tags")),
        since=row.year("since"),
        until=row.year("until"),
        remarks=parse_remarks(row),
    )


def _spellings(row: Row, items: Iterable[str]) -> Iterator[Surface]:
    for item in items:
        main = ""
        for spelling in item.split("="):
            surface = parse_surface(row, spelling, main)
            main = main or surface.text
            yield surface


def _entries(state: State) -> Iterator[Entry]:
    yield _entry(state, "name", Surface(state.name))
    for alias in state.aliases:
        yield _entry(state, "name", alias)
    for text in state.abbreviations:
        yield _entry(state, "abbreviation", Surface(text))
    for adjective in state.adjectives:
        yield _entry(state, "demonym", adjective)
    for noun in state.nouns:
        yield _entry(state, "demonym", noun.singular)
        yield _entry(state, "demonym", noun.plural, plural=noun.plural.text != noun.singular.text)
    for capital in state.capitals:
        yield _entry(state, "capital", capital)
    for seat in state.seats:
        yield _entry(state, "seat", seat)


def _entry(state: State, form: Form, surface: Surface, *, plural: bool = False) -> Entry:
    key = normalise(surface.text)
    return Entry(
        code=state.code,
        form=form,
        surface=surface.text,
        ambiguous=state.remarks.is_ambiguous(key),
        case_sensitive=form in ("abbreviation", "seat") or key in state.remarks.cased,
        capitals=key not in state.remarks.no_capitals,
        plural=plural,
        since=surface.since if surface.since is not None else state.since,
        until=surface.until if surface.until is not None else state.until,
        sector=surface.sector or ("GOV" if form == "seat" else None),
    )
