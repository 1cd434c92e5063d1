"""Which coded statements a picture shows: of whom, on what, and those who say most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import count

from communique.errors import UsageError, printable
from communique.export.safe import one_line
from communique.model.coding import CodedStatement

__all__ = ["LEVELS", "STANCES", "chosen", "days_told", "most", "short", "short_names", "stance_of"]

LEVELS = ("organization", "person", "state")
STANCES = {1: "for", 0: "against", None: "ambivalent"}


def stance_of(one: CodedStatement) -> str:
    """ "for", "against" or "ambivalent"."""
    return STANCES.get(one.agreement, "ambivalent")


def chosen(
    statements: Sequence[CodedStatement], level: str, *, by: Collection[str] = (), about: Collection[str] = (),
    since: str | None = None, until: str | None = None,
) -> list[CodedStatement]:  # fmt: skip
    """The statements of these actors on these concepts, each named wholly or by words in its name; dated as asked.

    Raises:
        UsageError: nobody and nothing is called so; the message names some that there are.
    """
    found = [one for one in statements if one.value(level) and one.concept]
    for option, variable, asked in (("--by", level, by), ("--about", "concept", about)):
        if asked:
            names = Counter(str(one.value(variable)) for one in found)
            meant = {name for words in asked for name in _meant(words, names, option)}
            found = [one for one in found if one.value(variable) in meant]
    if since:
        found = [one for one in found if one.date and one.date[:10] >= since[: len(one.date)]]
    if until:
        found = [one for one in found if one.date and one.date[: len(until)] <= until]
    return found


def _meant(words: str, names: Counter[str], option: str) -> Collection[str]:
    small = words.casefold()
    exact = {name for name in names if name.casefold() == small}
    parts = small.split()
    found = exact or {name for name in names if all(part in name.casefold() for part in parts)}
    if not found:
        some = ", ".join(printable(name, 50) for name, _ in names.most_common(6)) or "nobody"
        raise UsageError(f"nothing is called {printable(words)!r} for {option}. There are, among others: {some}")
    return found


def most(statements: Sequence[CodedStatement], variable: str, many: int) -> list[str]:
    """The values with most statements, the first first; those with as many by name."""
    counted = Counter(str(one.value(variable)) for one in statements)
    return sorted(counted, key=lambda name: (-counted[name], name))[:many]


def short(name: str, length: int = 42) -> str:
    """A name for an axis."""
    told = one_line(name)
    return told if len(told) <= length else told[: length - 1].rstrip() + "…"


def short_names(names: Iterable[str], length: int = 42) -> dict[str, str]:
    """Of each name a short one for an axis, which is no other's."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in dict.fromkeys(names):
        told, number = short(name, length), count(2)
        while told in taken:
            told = f"{short(name, length - 4)} ({next(number)})"
        taken.add(told)
        found[name] = told
    return found


def days_told(statements: Sequence[CodedStatement]) -> str:
    """ "2013-04-01 to 2014-02-03", one day, or "undated"."""
    days = sorted(one.date[:10] for one in statements if one.date)
    if not days:
        return "undated"
    return days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"
