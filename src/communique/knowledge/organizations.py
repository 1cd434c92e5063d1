"""Organisations, their organs, formats such as the Quartet, media, parties and services: names, parents and members.

The facts are in ``data/organizations.tsv`` and ``data/memberships.tsv``; this module only looks them up. A form that
stands for two organisations at one time gives None where one is asked for; ``vocabulary`` gives all entries.
"""

from __future__ import annotations

import calendar
import datetime
import functools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, get_args

import msgspec

from communique.knowledge.name_tables import NameTable, name_entry
from communique.knowledge.states import by_code
from communique.knowledge.surface_forms import (
    Form,
    NameEntry,
    Remarks,
    Surface,
    normalise,
    parse_remarks,
    parse_surface,
)
from communique.knowledge.tables import Row, overlay_folder, read_table

__all__ = [
    "Kind",
    "Membership",
    "Organization",
    "by_key",
    "by_name",
    "members",
    "memberships",
    "organizations",
    "parents",
    "vocabulary",
]

Kind = Literal["igo", "alliance", "forum", "body", "court", "bank", "ngo", "media", "company", "party"]

COLUMNS = (
    "key", "name", "aliases", "abbreviations", "kind", "sector", "country", "part_of", "metonyms", "seat", "founded",
    "dissolved", "plural", "ambiguous", "cased",
)  # fmt: skip

MEMBERSHIP_COLUMNS = ("member", "organization", "since", "until")

PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
"""A date as precise as known: "1949-04-04", "2017-01", "2002"."""


class Organization(msgspec.Struct, frozen=True):
    """An organisation.

    ``key`` is its id ("un-security-council"), ``sector`` a PLOVER sector (IGO, NGO, JRN, LEG ...). ``country`` is the
    state it belongs to, or None for international ones; ``part_of`` the key of the body above it. ``seat`` is a city,
    ``metonyms`` are places that stand for it.
    """

    key: str
    name: str
    aliases: tuple[Surface, ...]
    abbreviations: tuple[str, ...]
    kind: Kind
    sector: str
    country: str | None
    part_of: str | None
    metonyms: tuple[Surface, ...]
    seat: str | None
    founded: int | None
    dissolved: int | None
    plural: bool
    remarks: Remarks


class Membership(msgspec.Struct, frozen=True):
    """A state (by code) or organisation (by key) in an organisation; ``since`` and ``until`` as precise as known."""

    member: str
    organization: str
    since: str | None = None
    until: str | None = None

    def holds(self, on: datetime.date) -> bool:
        """Whether it held on that day; a date known to the year or month counts from its first to its last day."""
        began = self.since is None or _day(self.since, last=False) <= on
        return began and (self.until is None or on <= _day(self.until, last=True))


def organizations(overlay: Path | str | None = None) -> tuple[Organization, ...]:
    """All organisations, in the order of the table; ``overlay`` as in ``tables``."""
    return tuple(_table(overlay_folder(overlay)).by_key.values())


def by_key(key: str, overlay: Path | str | None = None) -> Organization | None:
    """The organisation with this key ("nato"), or None."""
    return _table(overlay_folder(overlay)).by_key.get(key)


def by_name(text: str, year: int | None = None, overlay: Path | str | None = None) -> Organization | None:
    """The one organisation with this name, alias or abbreviation ("the Security Council", "OPEC"), in ``year``."""
    return _table(overlay_folder(overlay)).only(text, year, "name", "abbreviation")


def parents(key: str, overlay: Path | str | None = None) -> tuple[Organization, ...]:
    """The bodies above an organisation, nearest first: of "kfor" NATO; none when the key is unknown."""
    table = _table(overlay_folder(overlay)).by_key
    chain: list[Organization] = []
    here = table.get(key)
    while here is not None and here.part_of is not None:
        here = table[here.part_of]
        chain.append(here)
    return tuple(chain)


def memberships(overlay: Path | str | None = None) -> tuple[Membership, ...]:
    """All memberships, past ones too."""
    return _memberships(overlay_folder(overlay))


def members(key: str, on: datetime.date | None = None, overlay: Path | str | None = None) -> tuple[str, ...]:
    """The members of an organisation on a day, None: those that have not left: codes of states, keys of organisations.

    Sorted; empty when none are listed, which does not mean that it has none.
    """
    every = (m for m in _memberships(overlay_folder(overlay)) if m.organization == key)
    return tuple(sorted({m.member for m in every if (m.until is None if on is None else m.holds(on))}))


def vocabulary(overlay: Path | str | None = None) -> Mapping[str, tuple[NameEntry, ...]]:
    """Every surface form of every organisation, normalised as by ``surface.normalise``, with its entries.

    An entry's ``code`` is the organisation's key; forms carry no article, except where they mean nothing without it.
    """
    return _table(overlay_folder(overlay)).vocabulary


@functools.cache
def _table(folder: Path | None) -> NameTable[Organization]:
    rows = read_table("organizations", COLUMNS, ("key",), folder)
    table = {row["key"]: _organization(row) for row in rows}
    for row in rows:
        if row["country"] and by_code(row["country"], folder) is None:
            raise row.error(f"there is no state {row['country']!r}", "Use a code of states.tsv.")
        _check_parents(row, table)
    return NameTable(table, _entries)


@functools.cache
def _memberships(folder: Path | None) -> tuple[Membership, ...]:
    rows = read_table("memberships", MEMBERSHIP_COLUMNS, ("member", "organization", "since"), folder)
    table = _table(folder).by_key
    found: list[Membership] = []
    for row in rows:
        if row["organization"] not in table:
            raise row.error(f"there is no organisation {row['organization']!r}", "Use a key of organizations.tsv.")
        if row["member"] not in table and by_code(row["member"], folder) is None:
            raise row.error(f"there is no member {row['member']!r}", "Use a code of states.tsv or a key.")
        for column in ("since", "until"):
            _check_date(row, column)
        found.append(Membership(row["member"], row["organization"], row["since"] or None, row["until"] or None))
    return tuple(found)


def _organization(row: Row) -> Organization:
    kind = row.required("kind")
    if kind not in get_args(Kind):
        raise row.error(f"there is no kind {kind!r}", f"Use one of: {' '.join(get_args(Kind))}.")
    if row["plural"] not in ("", "y"):
        raise row.error(f"{row['plural']!r} in the column plural", "Write y, or nothing.")
    return Organization(
        key=row.required("key"),
        name=row.required("name"),
        aliases=tuple(parse_surface(row, item) for item in row.items("aliases")),
        abbreviations=row.items("abbreviations"),
        kind=msgspec.convert(kind, Kind),
        sector=row.required("sector"),
        country=row["country"] or None,
        part_of=row["part_of"] or None,
        metonyms=tuple(parse_surface(row, item) for item in row.items("metonyms")),
        seat=row["seat"] or None,
        founded=row.year("founded"),
        dissolved=row.year("dissolved"),
        plural=bool(row["plural"]),
        remarks=parse_remarks(row),
    )


def _check_parents(row: Row, table: Mapping[str, Organization]) -> None:
    seen = {row["key"]}
    above = row["part_of"]
    while above:
        if above not in table:
            raise row.error(f"there is no organisation {above!r} it could be part of", "Use a key of the same table.")
        if above in seen:
            raise row.error("it is part of itself", "Mend the column part_of.")
        seen.add(above)
        above = table[above].part_of or ""


def _check_date(row: Row, column: str) -> None:
    if row[column]:
        try:
            _day(row[column], last=False)
        except ValueError as error:
            raise row.error(f"{row[column]!r} in the column {column} is not a date", "Write YYYY-MM-DD.") from error


def _day(value: str, *, last: bool) -> datetime.date:
    found = PARTIAL_DATE.fullmatch(value)
    if found is None:
        raise ValueError(value)
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    whole_month = month if month is not None else (12 if last else 1)
    if not 1 <= whole_month <= 12 or year == 0:
        raise ValueError(value)
    return datetime.date(year, whole_month, day or (calendar.monthrange(year, whole_month)[1] if last else 1))


def _entries(organization: Organization) -> Iterator[NameEntry]:
    forms: list[tuple[Form, Surface]] = [("name", s) for s in (Surface(organization.name), *organization.aliases)]
    forms += [("abbreviation", Surface(text)) for text in organization.abbreviations]
    forms += [("seat", place) for place in organization.metonyms]
    for form, surface in forms:
        dated = surface.since is not None or surface.until is not None
        yield name_entry(
            organization.key, form, surface, organization.remarks,
            cased=form != "name" or " " not in normalise(surface.text), plural=organization.plural,
            years=(surface.since, surface.until) if dated else (organization.founded, organization.dissolved),
            sector=organization.sector,
        )  # fmt: skip
