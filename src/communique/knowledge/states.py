"""States and territories: their names, demonyms, capitals and the seats that stand for their governments.

The facts are in ``data/states.tsv``; this module only looks them up. Where a form stands for two states at one time
("Congo", "Korean"), the look-ups of one state give None, since nothing is guessed; ``vocabulary`` gives all entries.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from communique.knowledge.name_tables import NameTable, demonyms, name_entry
from communique.knowledge.surface_forms import (
    Demonym,
    Form,
    NameEntry,
    Remarks,
    Surface,
    parse_demonym,
    parse_remarks,
    parse_surface,
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
    return tuple(_table(overlay_folder(overlay)).by_key.values())


def by_code(code: str, overlay: Path | str | None = None) -> State | None:
    """The state with this code ("RUS"), or None."""
    return _table(overlay_folder(overlay)).by_key.get(code)


def by_name(text: str, year: int | None = None, overlay: Path | str | None = None) -> State | None:
    """The one state with this name or abbreviation ("the Russian Federation", "U.S."), in ``year`` if given."""
    return _table(overlay_folder(overlay)).only(text, year, "name", "abbreviation")


def by_demonym(text: str, year: int | None = None, overlay: Path | str | None = None) -> State | None:
    """The one state whose adjective or people this is ("Turkish", "Turk", "Turks")."""
    return _table(overlay_folder(overlay)).only(text, year, "demonym")


def by_capital(text: str, year: int | None = None, overlay: Path | str | None = None) -> State | None:
    """The one state whose capital this is; "Moscow" is Russia's today and the Soviet Union's in 1987."""
    return _table(overlay_folder(overlay)).only(text, year, "capital")


def by_seat(text: str, year: int | None = None, overlay: Path | str | None = None) -> State | None:
    """The one state for whose government this place stands ("the Kremlin", "Downing Street")."""
    return _table(overlay_folder(overlay)).only(text, year, "seat")


def states_with(tag: str, overlay: Path | str | None = None) -> tuple[State, ...]:
    """The states in a group that news speak of ("arab", "western", "baltic"); none when there is no such group."""
    return tuple(state for state in states(overlay) if tag in state.tags)


def vocabulary(overlay: Path | str | None = None) -> Mapping[str, tuple[NameEntry, ...]]:
    """Every surface form of every state, normalised as by ``surface.normalise``, with its entries.

    Forms carry no article, except where they mean nothing without it ("the hague").
    """
    return _table(overlay_folder(overlay)).vocabulary


def beginnings(overlay: Path | str | None = None) -> frozenset[str]:
    """The first words of the forms in :func:`vocabulary`."""
    return _beginnings(overlay_folder(overlay))


@functools.cache
def _beginnings(folder: Path | None) -> frozenset[str]:
    return frozenset(form.split()[0] for form in _table(folder).vocabulary)


@functools.cache
def _table(folder: Path | None) -> NameTable[State]:
    rows = read_table("states", COLUMNS, ("code",), folder)
    listed = sorted((_state(row) for row in rows), key=lambda state: state.code)
    return NameTable({state.code: state for state in listed}, _entries)


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


def _entries(state: State) -> Iterator[NameEntry]:
    forms: list[tuple[Form, Surface, bool]] = [("name", s, False) for s in (Surface(state.name), *state.aliases)]
    forms += [("abbreviation", Surface(text), False) for text in state.abbreviations]
    forms += [("demonym", s, plural) for s, plural in demonyms(state.adjectives, state.nouns)]
    forms += [("capital", s, False) for s in state.capitals]
    forms += [("seat", s, False) for s in state.seats]
    for form, surface, plural in forms:
        since = surface.since if surface.since is not None else state.since
        until = surface.until if surface.until is not None else state.until
        yield name_entry(
            state.code, form, surface, state.remarks, cased=form in ("abbreviation", "seat"), plural=plural,
            years=(since, until), sector=surface.sector or ("GOV" if form == "seat" else None),
        )  # fmt: skip
