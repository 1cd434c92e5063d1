"""Who held which office, and when.

The table is ``data/offices.tsv``: facts, not complete. It tells what a name without a title may stand for ("Lavrov" in
2013), what a title without a name may ("the Russian foreign minister"), and spellings of one person's name.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast

import msgspec

from communique.knowledge import groups, organizations
from communique.knowledge.given_names import is_family_name_first
from communique.knowledge.states import by_code
from communique.knowledge.surface_forms import normalise
from communique.knowledge.tables import Row, overlay_folder, read_table
from communique.knowledge.titles import title as title_of

__all__ = ["SHARED_RANKS", "Office", "by_office", "holders", "offices"]

COLUMNS = ("person", "aliases", "title", "of", "since", "until", "gender")
KEY = ("person", "title", "of", "since")

DATE = re.compile(r"^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$")  # "2013", "2013-04", "2013-04-17"
INITIAL = re.compile(r"(?<=\s)[A-Za-z]\.?(?=\s)")  # the "F." in "John F. Kerry"
JUNIOR = re.compile(r",?\s(?:Jr|Sr)\.?$")  # "Ferdinand Marcos, Jr."
NUMBER_OR_JUNIOR = re.compile(r"^(?:[ivx]+|jr|sr)$")  # "John Paul II", "Ferdinand Marcos Jr."

SHARED_RANKS = frozenset(
    {
        "head_of_state",
        "head_of_government",
        "foreign_minister",
        "defence_minister",
        "deputy_head_of_state",
        "spokesperson",
    }
)
"""Ranks of which a state has one office, under whatever title: its "foreign minister" may be a Secretary of State."""

FAMILY_NAME_FIRST = frozenset({"CHN", "TWN", "HKG", "SGP", "KOR", "PRK", "KHM"})

BOTH_ORDERS = frozenset({"JPN", "HUN"})
"""Where some papers put the family name first and some last: "Kishida Fumio", "Fumio Kishida"."""


class Office(msgspec.Struct, frozen=True):
    """One person in one office for one time.

    ``title`` is one of ``titles``; ``of`` a state's code or the key of an organisation or group. ``since`` and
    ``until`` are as precise as known ("2013", "2013-04", "2013-04-17"); ``until`` is None for who was still in office.
    """

    person: str
    aliases: tuple[str, ...]
    title: str
    of: str
    since: str
    until: str | None
    gender: Literal["m", "f"]

    def holds(self, on: datetime.date) -> bool:
        """Whether the office was held on that day; a month or year counts whole."""
        return self.days_from(on) == 0

    def days_from(self, on: datetime.date) -> int:
        """Days between that day and the time in which the office was held: 0 within it."""
        first = _day(self.since, last=False)
        last = _day(self.until, last=True) if self.until is not None else max(on, first)
        return max(0, (first - on).days, (on - last).days)


def offices(overlay: Path | str | None = None) -> tuple[Office, ...]:
    """The whole table, in its order."""
    return _offices(overlay_folder(overlay))


def holders(
    name: str | Sequence[str], on: datetime.date | None = None, overlay: Path | str | None = None
) -> tuple[Office, ...]:
    """The offices of everybody whom ``name`` can mean, latest first; only those held on a day, when one is given.

    ``name`` is a full name, any of its spellings ("Muammar Qaddafi", "JOHN F. KERRY") or a family name ("Merkel",
    "al-Assad", "Xi", "von der Leyen"), as one string or in words; titles are not taken off.
    """
    text = name if isinstance(name, str) else " ".join(name)
    table = _names(overlay_folder(overlay))
    text = JUNIOR.sub("", text)
    found = table.get(normalise(text)) or table.get(normalise(INITIAL.sub("", text)), ())
    return tuple(office for office in found if on is None or office.holds(on))


def by_office(
    title: str, of: str, on: datetime.date | None = None, overlay: Path | str | None = None
) -> tuple[Office, ...]:
    """Who held an office on a day, or, without a day, who held it when the table was written; several in a handover.

    ``title`` is any spelling of a title ("premier", "Secretary-General"), ``of`` a state's code or a key. When nobody
    is listed under the title, those of its rank are given: the "prime minister" of Germany is its chancellor.
    """
    found = title_of(title, overlay)
    if found is None:
        return ()
    here = [
        o for o in _by_body(overlay_folder(overlay)).get(of, ()) if (o.until is None if on is None else o.holds(on))
    ]
    same = tuple(o for o in here if o.title == found.title.title)
    if same or found.title.rank not in SHARED_RANKS:
        return same
    return tuple(o for o in here if _rank(o.title, overlay) == found.title.rank)


@cache
def _offices(folder: Path | None) -> tuple[Office, ...]:
    return tuple(_office(row, folder) for row in read_table("offices", COLUMNS, KEY, folder))


def _office(row: Row, folder: Path | None) -> Office:
    found = title_of(row["title"], folder)
    if found is None:
        raise row.error(f"there is no title {row['title']!r}", "Use a title of titles.tsv, or add it there.")
    known = by_code(row["of"], folder) or organizations.by_key(row["of"], folder) or groups.by_key(row["of"], folder)
    if known is None:
        raise row.error(f"there is no state, organisation or group {row['of']!r}", "Use a code or key of their tables.")
    if row["gender"] not in ("m", "f"):
        raise row.error(f"the gender {row['gender']!r} is unknown", "Use m or f.")
    for column in ("since", "until"):
        if row[column] and not _is_date(row[column]):
            raise row.error(f"{row[column]!r} in the column {column} is no date", "Write YYYY, YYYY-MM or YYYY-MM-DD.")
    if row["until"] and _day(row["until"], last=True) < _day(row["since"], last=False):
        raise row.error("the office ends before it begins", "Mend the columns since and until.")
    return Office(
        person=row["person"],
        aliases=row.items("aliases"),
        title=found.title.title,
        of=row["of"],
        since=row["since"],
        until=row["until"] or None,
        gender=cast('Literal["m", "f"]', row["gender"]),
    )


@cache
def _names(folder: Path | None) -> Mapping[str, tuple[Office, ...]]:
    table: dict[str, dict[Office, None]] = {}
    every = sorted(_offices(folder), key=lambda office: office.since, reverse=True)
    spellings: dict[str, set[str]] = {}
    for office in every:  # an alias given at one office of a person serves for all
        spellings.setdefault(office.person, set()).update(_forms(office, folder))
    for office in every:
        for form in spellings[office.person]:
            table.setdefault(form, {})[office] = None
    return MappingProxyType({form: tuple(found) for form, found in table.items()})


def _forms(office: Office, folder: Path | None) -> Iterable[str]:
    """The name and its aliases, and the family name in the ways it can stand alone, normalised."""
    for name in (office.person, *office.aliases):
        full = normalise(name)
        yield full
        words = full.split()
        while len(words) > 1 and NUMBER_OR_JUNIOR.match(words[-1]):
            words = words[:-1]
            yield " ".join(words)
        if len(words) < 2:
            continue
        first, _, rest = name.partition(" ")
        if (office.of in FAMILY_NAME_FIRST or "-" in rest.split(" ")[0]) and is_family_name_first(first, folder):
            yield words[0]
            continue
        if office.of in BOTH_ORDERS and len(words) == 2:
            yield f"{words[1]} {words[0]}"
        if len(words) == len(full.split()) or office.title not in {"king", "queen", "pope", "emperor"}:
            for length in range(1, min(4, len(words))):
                yield " ".join(words[-length:])


@cache
def _by_body(folder: Path | None) -> Mapping[str, tuple[Office, ...]]:
    table: dict[str, list[Office]] = {}
    for office in _offices(folder):
        table.setdefault(office.of, []).append(office)
    return MappingProxyType({of: tuple(found) for of, found in table.items()})


def _rank(title: str, overlay: Path | str | None) -> str | None:
    found = title_of(title, overlay)
    return found.title.rank if found else None


def _is_date(value: str) -> bool:
    try:
        _day(value, last=False)
    except ValueError:
        return False
    return True


def _day(value: str, *, last: bool) -> datetime.date:
    found = DATE.match(value)
    if found is None:
        raise ValueError(value)
    year = int(found[1])
    month = int(found[2] or (12 if last else 1))
    day = int(found[3] or (calendar.monthrange(year, month)[1] if last else 1))
    return datetime.date(year, month, day)
