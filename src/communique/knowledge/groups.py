"""Armed groups, movements, factions and further parties by name: Hamas, the Taliban, FARC, the Houthis.

The table is ``data/groups.tsv``; it is built as that of ``organizations`` and repeats nothing of it. Spellings that
differ in hyphens, accents, case or blanks ("al- Qaida", "Al Qaida", "AL-QAIDA") are one form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast, get_args

import msgspec

from communique.knowledge.name_tables import NameTable, name_entry
from communique.knowledge.states import by_code
from communique.knowledge.surface_forms import (
    Form,
    NameEntry,
    Remarks,
    Surface,
    parse_remarks,
    parse_surface,
)
from communique.knowledge.tables import Row, overlay_folder, read_table

__all__ = ["Group", "Kind", "by_key", "by_name", "groups", "vocabulary"]

Kind = Literal["organization", "group"]

COLUMNS = (
    "key", "name", "aliases", "abbreviations", "kind", "sector", "country", "since", "until", "plural", "ambiguous",
    "cased",
)  # fmt: skip


class Group(msgspec.Struct, frozen=True):
    """An armed group, movement, faction or party.

    ``key`` is its id ("al-qaeda"); ``kind`` is group for a mass of people without an organisation; ``sector`` is a
    PLOVER sector; ``country`` the state where it is at home, None for those of many. ``since`` and ``until`` are years.
    """

    key: str
    name: str
    aliases: tuple[Surface, ...]
    abbreviations: tuple[Surface, ...]
    kind: Kind
    sector: str
    country: str | None
    since: int | None
    until: int | None
    plural: bool
    remarks: Remarks


def groups(overlay: Path | str | None = None) -> tuple[Group, ...]:
    """All groups, in the order of the table; ``overlay`` as in ``tables``."""
    return tuple(_table(overlay_folder(overlay)).by_key.values())


def by_key(key: str, overlay: Path | str | None = None) -> Group | None:
    """The group with this key ("hamas"), or None."""
    return _table(overlay_folder(overlay)).by_key.get(key)


def by_name(text: str, year: int | None = None, overlay: Path | str | None = None) -> Group | None:
    """The one group with this name, alias or abbreviation ("the Taliban", "PKK"), in ``year`` when it is given."""
    return _table(overlay_folder(overlay)).only(text, year)


def vocabulary(overlay: Path | str | None = None) -> Mapping[str, tuple[NameEntry, ...]]:
    """Every surface form of every group, normalised as by ``surface.normalise``, with its entries.

    An entry's ``code`` is the group's key.
    """
    return _table(overlay_folder(overlay)).vocabulary


@cache
def _table(folder: Path | None) -> NameTable[Group]:
    table: dict[str, Group] = {}
    for row in read_table("groups", COLUMNS, ("key",), folder):
        if row["country"] and by_code(row["country"], folder) is None:
            raise row.error(f"there is no state {row['country']!r}", "Use a code of states.tsv.")
        table[row["key"]] = _group(row)
    return NameTable(MappingProxyType(table), _entries)


def _group(row: Row) -> Group:
    if row["kind"] not in get_args(Kind):
        raise row.error(f"there is no kind {row['kind']!r}", f"Use one of: {', '.join(get_args(Kind))}.")
    if row["plural"] not in ("", "y"):
        raise row.error(f"{row['plural']!r} in the column plural", "Write y, or nothing.")
    since, until = row.year("since"), row.year("until")
    if since is not None and until is not None and until < since:
        raise row.error("it ends before it begins", "Mend the columns since and until.")
    return Group(
        key=row["key"],
        name=row.required("name"),
        aliases=tuple(parse_surface(row, item) for item in row.items("aliases")),
        abbreviations=tuple(parse_surface(row, item) for item in row.items("abbreviations")),
        kind=cast("Kind", row["kind"]),
        sector=row.required("sector"),
        country=row["country"] or None,
        since=since,
        until=until,
        plural=bool(row["plural"]),
        remarks=parse_remarks(row),
    )


def _entries(group: Group) -> Iterator[NameEntry]:
    forms: list[tuple[Form, Surface]] = [("name", s) for s in (Surface(group.name), *group.aliases)]
    forms += [("abbreviation", s) for s in group.abbreviations]
    for form, surface in forms:
        # A group is named in the news long after its end, so its years narrow a form only where the table dates it.
        dated = surface.since is not None or surface.until is not None
        yield name_entry(
            group.key, form, surface, group.remarks, cased=form == "abbreviation", plural=group.plural,
            years=(surface.since, surface.until) if dated else (group.since, None), sector=group.sector,
        )  # fmt: skip
