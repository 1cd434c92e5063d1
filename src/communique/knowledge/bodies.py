"""Bodies that every state has, and national ones by name: "defense ministry", "upper house", "State Department".

The table is ``data/bodies.tsv``. A title's ``body`` (see ``titles``) is the name of a row here, so "the Russian foreign
minister" and "the Russian Foreign Ministry" speak for one body.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

import msgspec

from communique.knowledge.states import by_code
from communique.knowledge.surface_forms import normalise
from communique.knowledge.tables import overlay_folder, read_table
from communique.memory import remembered

__all__ = ["OF_STATES", "Body", "body", "match", "vocabulary"]

COLUMNS = ("name", "aliases", "sector", "country", "generic")

OF_STATES = ("GOV", "MIL", "LEG", "COP", "JUD", "SPY")
"""Sectors of the bodies and offices by which a state acts."""

LONGEST = 8
"""Tokens that the name of a body has at most."""

MINISTRY = re.compile(r"^(?:ministry (?:of|for) (?:the )?(?P<of>[a-z ]+)|(?P<before>[a-z ]+) ministry)$")
"""A ministry that the table has not: "fisheries ministry", "ministry of hajj affairs"."""


class Body(msgspec.Struct, frozen=True):
    """A body: its usual name ("foreign ministry"), PLOVER sector, and its state's code when the name tells it.

    ``generic`` is what a national body is: "foreign ministry" for "State Department"; else its own name.
    """

    name: str
    sector: str
    country: str | None
    generic: str


def body(text: str, overlay: Path | str | None = None) -> Body | None:
    """The body of this name ("the Ministry of Foreign Affairs", "PENTAGON"), or None. Any ministry is one."""
    form = normalise(text).removeprefix("the ")
    found = _table(overlay_folder(overlay)).get(form)
    if found is None and (ministry := MINISTRY.match(form)) is not None:
        name = f"{ministry['of'] or ministry['before']} ministry"
        found = Body(name, "GOV", None, name)
    return found


def vocabulary(overlay: Path | str | None = None) -> Mapping[str, Body]:
    """Every form of every body, normalised as by ``surface.normalise``."""
    return _table(overlay_folder(overlay))


def match(words: Sequence[str], start: int, overlay: Path | str | None = None) -> tuple[Body, int] | None:
    """The longest body of the table that begins at ``words[start]``, and where it ends (exclusive), or None."""
    if not 0 <= start < len(words):
        return None
    folder = overlay_folder(overlay)
    if _normal(words[start]).split(" ")[0] not in _first_words(folder):
        return None
    table = _table(folder)
    for end in range(min(len(words), start + LONGEST), start, -1):
        form = " ".join(part for word in words[start:end] if (part := _normal(word)))
        if form in table and _normal(words[end - 1]):
            return table[form], end
    return None


@remembered
def _normal(word: str) -> str:
    return normalise(word)


@cache
def _first_words(folder: Path | None) -> frozenset[str]:
    return frozenset(form.split(" ")[0] for form in _table(folder))


@cache
def _table(folder: Path | None) -> Mapping[str, Body]:
    rows = read_table("bodies", COLUMNS, ("name",), folder)
    names = {row["name"] for row in rows}
    table: dict[str, Body] = {}
    for row in rows:
        if row["country"] and by_code(row["country"], folder) is None:
            raise row.error(f"there is no state {row['country']!r}", "Use a code of states.tsv.")
        if row["generic"] and row["generic"] not in names:
            raise row.error(f"there is no body {row['generic']!r}", "Use the name of another row.")
        entry = Body(row["name"], row.required("sector"), row["country"] or None, row["generic"] or row["name"])
        for form in (row["name"], *row.items("aliases")):
            table[normalise(form)] = entry
    return MappingProxyType(table)
