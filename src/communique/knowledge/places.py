"""Places that are no states: regions, breakaway territories, seas, sites of conferences, cities, and misleading names.

A place tells which state something happened in ("Crimea", "Sharm el-Sheikh"); a group of states stands for its members
("the West", "Arab world"); and a compound ("Washington Post", "Paris Agreement", "South China Sea") keeps a reader from
finding a state where none is named. The facts are in ``data/places.tsv``.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, get_args

import msgspec

from communique.knowledge.name_tables import NameTable, demonyms, name_entry
from communique.knowledge.states import by_code, states_with
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

__all__ = ["Kind", "KnownPlace", "by_key", "by_name", "members", "places", "vocabulary"]

Kind = Literal["group", "breakaway", "subdivision", "sea", "site", "city", "compound"]

BREAKAWAY = "PRE"
"""The PLOVER sector of those who rule a breakaway territory."""

COLUMNS = (
    "key", "name", "aliases", "abbreviations", "kind", "states", "tag", "adjectives", "nouns", "ambiguous", "cased",
)  # fmt: skip


class KnownPlace(msgspec.Struct, frozen=True):
    """A place; ``states`` are the codes of those it lies in, several where it is shared or claimed.

    ``tag`` names the states of a group as ``states.states_with`` knows them.
    """

    key: str
    name: str
    aliases: tuple[Surface, ...]
    abbreviations: tuple[str, ...]
    kind: Kind
    states: tuple[str, ...]
    tag: str | None
    adjectives: tuple[Surface, ...]
    nouns: tuple[Demonym, ...]
    remarks: Remarks

    @property
    def country(self) -> str | None:
        """The one state it lies in; None when there are several, or none."""
        return self.states[0] if len(self.states) == 1 else None


def places(overlay: Path | str | None = None) -> tuple[KnownPlace, ...]:
    """All places, in the order of the table; ``overlay`` as in ``tables``."""
    return tuple(_table(overlay_folder(overlay)).by_key.values())


def by_key(key: str, overlay: Path | str | None = None) -> KnownPlace | None:
    """The place with this key ("west-bank"), or None."""
    return _table(overlay_folder(overlay)).by_key.get(key)


def by_name(text: str, overlay: Path | str | None = None) -> KnownPlace | None:
    """The one place with this name, adjective or people ("Crimea", "Chechen", "Europeans"), or None."""
    return _table(overlay_folder(overlay)).only(text)


def members(key: str, overlay: Path | str | None = None) -> tuple[str, ...]:
    """Codes of the states a place lies in, or that a group has today, without territories; sorted, empty if unknown."""
    folder = overlay_folder(overlay)
    place = _table(folder).by_key.get(key)
    if place is None:
        return ()
    tagged = states_with(place.tag, folder) if place.tag else ()
    current = (state.code for state in tagged if not state.past and "territory" not in state.tags)
    return tuple(sorted({*place.states, *current}))


def vocabulary(overlay: Path | str | None = None) -> Mapping[str, tuple[NameEntry, ...]]:
    """Every surface form of every place, normalised as by ``surface.normalise``; an entry's ``code`` is a key."""
    return _table(overlay_folder(overlay)).vocabulary


@functools.cache
def _table(folder: Path | None) -> NameTable[KnownPlace]:
    rows = read_table("places", COLUMNS, ("key",), folder)
    return NameTable({row["key"]: _place(row, folder) for row in rows}, _entries)


def _place(row: Row, folder: Path | None) -> KnownPlace:
    kind = row.required("kind")
    if kind not in get_args(Kind):
        raise row.error(f"there is no kind {kind!r}", f"Use one of: {' '.join(get_args(Kind))}.")
    for code in row.items("states"):
        if by_code(code, folder) is None:
            raise row.error(f"there is no state {code!r}", "Use a code of states.tsv.")
    if row["tag"] and not states_with(row["tag"], folder):
        raise row.error(f"no state has the tag {row['tag']!r}", "Use a tag of states.tsv.")
    return KnownPlace(
        key=row.required("key"),
        name=row.required("name"),
        aliases=tuple(parse_surface(row, item) for item in row.items("aliases")),
        abbreviations=row.items("abbreviations"),
        kind=msgspec.convert(kind, Kind),
        states=row.items("states"),
        tag=row["tag"] or None,
        adjectives=tuple(parse_surface(row, item) for item in row.items("adjectives")),
        nouns=tuple(parse_demonym(row, item) for item in row.items("nouns")),
        remarks=parse_remarks(row),
    )


def _entries(place: KnownPlace) -> Iterator[NameEntry]:
    forms: list[tuple[Form, Surface, bool]] = [("place", s, False) for s in (Surface(place.name), *place.aliases)]
    forms += [("abbreviation", Surface(text), False) for text in place.abbreviations]
    forms += [("demonym", s, plural) for s, plural in demonyms(place.adjectives, place.nouns)]
    for form, surface, plural in forms:
        yield name_entry(
            place.key, form, surface, place.remarks, cased=form == "abbreviation", plural=plural,
            years=(surface.since, surface.until), sector=BREAKAWAY if place.kind == "breakaway" else None,
        )  # fmt: skip
