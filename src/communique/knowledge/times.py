"""What time expressions are made of: words, the rules that join them, holidays. Tables that users may overlay."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from communique.knowledge.tables import overlay_folder, read_table

WORD_COLUMNS = ("word", "class", "value", "flags")
PART_COLUMNS = ("name", "pattern")
RULE_COLUMNS = ("name", "type", "kind", "settings", "pattern", "example", "extent", "value")
LANDMARK_COLUMNS = ("term", "since", "until", "fades")
CONTEST_COLUMNS = ("rivals", "since", "until")
LAG_COLUMNS = ("kind", "lag", "share")
LIST_COLUMNS = ("name", "about", "words")
HOLIDAY_COLUMNS = ("name", "day")
TYPES = ("DATE", "TIME", "DURATION", "SET")
# "12-25", "11-4-4", "5-1--1", "easter-2"
HOLIDAY_DAY = re.compile(r"(\d\d)-(\d\d)|(\d\d?)-([1-7])-(-1|[1-5])|easter([+-]\d+)")


class TimeWord(msgspec.Struct, frozen=True):
    """One word in one of its classes."""

    word: str
    """In small letters."""
    kind: str
    """Its class: ``MONTH``, ``UNIT`` ..."""
    value: str
    """What it stands for in the class: ``4``, ``W``, ``SP``."""
    capital: bool
    """Counts only with a capital: "May", not "may"."""
    upper: bool
    """Counts only in capitals: "GMT"."""


class TimeRule(msgspec.Struct, frozen=True):
    """A pattern over words, and how its value is made."""

    name: str
    type: str
    """TIMEX3 type."""
    kind: str
    settings: tuple[str, ...]
    pattern: str
    example: str
    extent: str
    """The words of the example that it reads."""
    value: str
    """Their TIMEX3 value in a report of 2013-04-17; empty when the rule only keeps others away."""


class Holiday(msgspec.Struct, frozen=True):
    """A day of every year that has a name."""

    name: str
    month: int = 0
    day: int = 0
    weekday: int = 0
    """1 Monday to 7 Sunday, with ``number``: the fourth Thursday of November."""
    number: int = 0
    easter: int | None = None
    """Days behind Easter Sunday."""


def time_words(overlay: Path | str | None = None) -> tuple[TimeWord, ...]:
    """The words of time expressions. Raises ``KnowledgeError`` when the table is malformed."""
    return _words(overlay_folder(overlay))


def time_parts(overlay: Path | str | None = None) -> tuple[tuple[str, str], ...]:
    """Names and patterns of the parts that rules are put together from, each after those that it uses."""
    return _parts(overlay_folder(overlay))


def time_rules(overlay: Path | str | None = None) -> tuple[TimeRule, ...]:
    """The rules in the order in which they are tried. Raises ``KnowledgeError`` when the table is malformed."""
    return _rules(overlay_folder(overlay))


def holidays(overlay: Path | str | None = None) -> tuple[Holiday, ...]:
    """Days that have a name. Raises ``KnowledgeError`` when the table is malformed."""
    return _holidays(overlay_folder(overlay))


def time_list(name: str, overlay: Path | str | None = None) -> frozenset[str]:
    """A closed list of words. Raises ``KeyError`` when there is no list of that name."""
    return _lists(overlay_folder(overlay))[name]


@cache
def _lists(folder: Path | None) -> dict[str, frozenset[str]]:
    rows = read_table("time_lists", LIST_COLUMNS, ("name",), folder)
    return {r["name"]: frozenset(r["words"].split()) for r in rows}


@cache
def _words(folder: Path | None) -> tuple[TimeWord, ...]:
    rows = read_table("time_words", WORD_COLUMNS, ("word", "class"), folder)
    return tuple(
        TimeWord(
            r["word"].casefold(),
            r["class"],
            r.required("value"),
            "capital" in r.items("flags"),
            "upper" in r.items("flags"),
        )
        for r in rows
    )


@cache
def _parts(folder: Path | None) -> tuple[tuple[str, str], ...]:
    rows = read_table("time_parts", PART_COLUMNS, ("name",), folder)
    return tuple((r["name"], r.required("pattern")) for r in rows)


@cache
def _rules(folder: Path | None) -> tuple[TimeRule, ...]:
    rules = []
    for row in read_table("time_rules", RULE_COLUMNS, ("name",), folder):
        if row["type"] not in TYPES:
            raise row.error("the column type is none of TIMEX3's", f"Write one of {', '.join(TYPES)}.")
        settings = tuple(row["settings"].split())
        rules.append(
            TimeRule(
                row["name"], row["type"], row.required("kind"), settings, row.required("pattern"),
                row["example"], row["extent"], row["value"],
            )
        )  # fmt: skip
    return tuple(rules)


@cache
def _holidays(folder: Path | None) -> tuple[Holiday, ...]:
    found = []
    for row in read_table("time_holidays", HOLIDAY_COLUMNS, ("name",), folder):
        match = HOLIDAY_DAY.fullmatch(row["day"])
        if match is None:
            raise row.error("the column day is no day", 'Write "12-25", "11-4-4" or "easter-2".')
        month, day, of, weekday, number, easter = match.groups()
        found.append(
            Holiday(
                row["name"], int(month or of or 0), int(day or 0), int(weekday or 0), int(number or 0),
                int(easter) if easter else None,
            )
        )  # fmt: skip
    return tuple(found)


class Landmark(msgspec.Struct, frozen=True):
    """Words that date the text that uses them."""

    term: str
    since: date
    """The day on which it began or became known."""
    until: date | None
    """The last on which it existed, was in office or in the news; None when it stays, or was the news of a day."""
    fades: int | None
    """Days behind ``until``, or ``since``, within which half of what names it later was written."""


@cache
def landmarks(overlay: Path | str | None = None) -> tuple[Landmark, ...]:
    """The table of words that date a text.

    Raises:
        KnowledgeError: it is malformed.
    """
    found = []
    for row in read_table("time_landmarks", LANDMARK_COLUMNS, ("term",), overlay_folder(overlay)):
        try:
            since = date.fromisoformat(row.required("since"))
            until = date.fromisoformat(row["until"]) if row["until"] else None
            fades = int(row["fades"]) if row["fades"] else None
        except ValueError as error:
            raise row.error(
                f"a date or number is malformed ({error})", "Write YYYY-MM-DD, and days as figures."
            ) from error
        found.append(Landmark(row["term"], since, until, fades))
    return tuple(found)


class Contest(msgspec.Struct, frozen=True):
    """Two rivals for an office, and when they ran for it."""

    rivals: tuple[str, str]
    since: date
    until: date


@cache
def contests(overlay: Path | str | None = None) -> tuple[Contest, ...]:
    """The table of rivals for an office.

    Raises:
        KnowledgeError: it is malformed.
    """
    found = []
    for row in read_table("time_contests", CONTEST_COLUMNS, ("rivals",), overlay_folder(overlay)):
        try:
            one, other = row.items("rivals")
            found.append(
                Contest((one, other), *(date.fromisoformat(row.required(name)) for name in ("since", "until")))
            )
        except ValueError as error:
            raise row.error(f"it is no contest ({error})", "Write two names and two days as YYYY-MM-DD.") from error
    return tuple(found)


@cache
def lags(kind: str, overlay: Path | str | None = None) -> tuple[tuple[int, float], ...]:
    """(years or months behind the latest time named, share of reports) of one kind, ascending; see time_lags.tsv.

    Raises:
        KnowledgeError: the table is malformed.
    """
    found = []
    for row in read_table("time_lags", LAG_COLUMNS, ("kind", "lag"), overlay_folder(overlay)):
        try:
            lag, share = int(row["lag"]), float(row["share"])
        except ValueError as error:
            raise row.error(
                f"a number is malformed ({error})", "Write whole numbers, and the share as 0.23."
            ) from error
        if row["kind"] == kind:
            found.append((lag, share))
    return tuple(sorted(found))


def writes_day_first(publisher: str | None, host: str | None, overlay: Path | str | None = None) -> bool | None:
    """Whether a publisher, or the host of a web address, writes 3/4/2013 for 3 April; None when it is not known."""
    orders = _orders(overlay_folder(overlay))
    if publisher and (known := orders.get(publisher.strip().casefold())) is not None:
        return known
    if host and "." in host:
        return orders.get("." + host.rstrip(".").rpartition(".")[2].casefold())
    return None


@cache
def _orders(folder: Path | None) -> dict[str, bool]:
    found = {}
    for row in read_table("time_orders", ("key", "order"), ("key",), folder):
        if row["order"] not in ("day", "month"):
            raise row.error(f"the order {row['order']!r} is unknown", "Write day or month.")
        found[row["key"].casefold()] = row["order"] == "day"
    return found
