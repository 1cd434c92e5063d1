"""Guesses whether a name is a man's or a woman's, so that "he" and "she" find their person.

The tables are ``data/given_names.tsv`` and, for short forms, ``data/short_names.tsv``. The guess says what bearers of
such a name mostly are, nothing about one person.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast

from communique.knowledge.surface_forms import fold
from communique.knowledge.tables import overlay_folder, read_table
from communique.knowledge.titles import match

__all__ = ["gender", "is_family_name_first", "is_given_name", "short_forms"]

Gender = Literal["m", "f"]
_Entry = Literal["m", "f", "u", "family"]

COLUMNS = ("name", "gender")
ALLOWED = ("m", "f", "u", "family")


def gender(name: str, overlay: Path | str | None = None) -> Gender | None:
    """``m`` or ``f`` as a name's title or given name tells it, else None.

    ``name`` is a given name ("Sergei"), a full name ("Park Geun-hye", "Kim Jong Un", "HILLARY CLINTON") or one with
    titles ("Mrs. Thatcher", "Crown Prince Mohammed bin Salman", "Foreign Minister Hina Rabbani Khar").
    """
    table = _table(overlay_folder(overlay))
    words = name.split()
    whole = table.get(_key(" ".join(words)))
    if whole == "m" or whole == "f":
        return whole
    start = 0
    while (found := match(words, start, overlay)) is not None and (found.end < len(words) or found.title.gender):
        if _key(words[start]) in table and not found.title.gender:
            break  # a name that is a word for a role elsewhere: "Marshal", "Major"
        if found.title.gender is not None:
            return found.title.gender
        start = found.end
    return _of_name(words[start:], table)


def is_given_name(word: str, overlay: Path | str | None = None) -> bool:
    """Whether the word, or what stands before its first hyphen, is in the table as a given name."""
    table = _table(overlay_folder(overlay))
    return any(table.get(key, "family") != "family" for key in (_key(word), _key(word.split("-")[0])))


def is_family_name_first(word: str, overlay: Path | str | None = None) -> bool:
    """Whether the word is a family name of those that come first ("Kim", "Xi")."""
    return _table(overlay_folder(overlay)).get(_key(word)) == "family"


def short_forms(name: str, overlay: Path | str | None = None) -> frozenset[str]:
    """By what short forms a given name goes in papers, in small letters: "Michael" -> "mike", "mick"."""
    return _short(overlay_folder(overlay)).get(_key(name), frozenset())


def _of_name(words: list[str], table: Mapping[str, _Entry]) -> Gender | None:
    if not words:
        return None
    first, rest = words[0], words[1:]
    known = [table.get(_key(" ".join(words)))]
    if rest and ("-" in rest[0] or table.get(_key(first)) == "family"):
        # East Asian order; the given name is one hyphenated word ("Geun-hye") or two ("Jong Un").
        known += [table.get(_key("-".join(rest[:2]))), table.get(_key(rest[0]))]
    known += [table.get(_key(first)), table.get(_key(first.split("-")[0]))]
    for entry in known:
        if entry == "m" or entry == "f":
            return entry
    return None


def _key(word: str) -> str:
    return fold(word).casefold().strip(".,'’")


@cache
def _table(folder: Path | None) -> Mapping[str, _Entry]:
    table: dict[str, _Entry] = {}
    for row in read_table("given_names", COLUMNS, ("name",), folder):
        if row["gender"] not in ALLOWED:
            raise row.error(f"the gender {row['gender']!r} is unknown", f"Use one of: {', '.join(ALLOWED)}.")
        table[_key(row["name"])] = cast("_Entry", row["gender"])
    return MappingProxyType(table)


@cache
def _short(folder: Path | None) -> Mapping[str, frozenset[str]]:
    rows = read_table("short_names", ("name", "short"), ("name",), folder)
    return MappingProxyType({_key(row["name"]): frozenset(map(_key, row.items("short"))) for row in rows})
