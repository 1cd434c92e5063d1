"""Titles and words for roles: "foreign minister", "Secretary-General", "former deputy prime minister", "Lt. Gen.".

The tables are ``data/titles.tsv``, ``data/title_modifiers.tsv`` and ``data/title_abbreviations.tsv``; their headers
explain the columns. Titles are
matched without case, dots, accents and hyphens, however a tokenizer cuts them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast, get_args

import msgspec

from communique.knowledge.surface_forms import normalise, word_parts
from communique.knowledge.tables import Row, overlay_folder, read_table

__all__ = ["Modifier", "Title", "TitleMatch", "beginnings", "in_full", "match", "may_begin", "title", "titles"]

ModifierKind = Literal[
    "former", "dead", "acting", "outgoing", "future", "current", "deputy", "contested", "opposition", "rank", "none"
]
Relation = Literal["leads", "represents", "none"]
Gender = Literal["m", "f"]

COLUMNS = ("title", "plural", "sector", "rank", "gender", "relation", "before_name", "body", "cased")
MODIFIER_COLUMNS = ("modifier", "kind", "position")

REACH = 14
"""Tokens looked at for one title with its modifiers; the longest in the tables has eight words."""


class Title(msgspec.Struct, frozen=True):
    """One title or word for a role.

    ``sector`` is a PLOVER sector, ``relation`` how its holder stands to the state or body named with it, ``body`` the
    body that it implies ("foreign ministry"). ``cased``: it is a title only with a capital ("Major").
    """

    title: str
    plural: str
    sector: str
    rank: str
    gender: Gender | None
    relation: Relation
    before_name: bool
    body: str | None
    cased: bool


class Modifier(msgspec.Struct, frozen=True):
    """A word that modifies a title: "former", "deputy", "-elect"."""

    modifier: str
    kind: ModifierKind
    after: bool


class TitleMatch(msgspec.Struct, frozen=True):
    """A title in a row of words, ``words[start:end]``, its modifiers included."""

    title: Title
    modifiers: tuple[Modifier, ...]
    plural: bool
    start: int
    end: int

    def has(self, *kinds: ModifierKind) -> bool:
        """Whether a modifier of one of these kinds stands with the title."""
        return any(modifier.kind in kinds for modifier in self.modifiers)


def titles(overlay: Path | str | None = None) -> tuple[Title, ...]:
    """All titles of the table, in its order."""
    return _titles(overlay_folder(overlay))


def title(text: str, overlay: Path | str | None = None) -> TitleMatch | None:
    """The title that ``text`` is, from its first word to its last ("former Vice-President"), or None."""
    words = text.split()
    found = match(words, 0, overlay)
    return found if found is not None and found.end == len(words) else None


def match(words: Sequence[str], start: int, overlay: Path | str | None = None) -> TitleMatch | None:
    """The longest title that begins at ``words[start]``, modifiers before and after included; None if there is none.

    Of two readings of the same length the one with fewer modifiers is taken: "deputy foreign minister" is a title of
    its own. Words may be in any case; titles that need a capital ask for one.
    """
    if not 0 <= start < len(words):
        return None
    index = _index(overlay_folder(overlay))
    first = word_parts(words[start])
    if not first or first[0] not in index.longest:
        return None
    longest = index.longest[first[0]]
    ahead = list(first)
    for word in words[start + 1 : start + REACH]:
        if len(ahead) >= longest:
            break
        ahead += word_parts(word)
    forms = [" ".join(ahead[:length]) for length in range(1, longest + 1)]
    if not any(form in index.titles or form in index.before for form in forms):
        return None
    flat = [(part, at) for at in range(start, min(start + REACH, len(words))) for part in word_parts(words[at])]
    best: TitleMatch | None = None
    for found, length in _readings([part for part, _ in flat], words, flat, index):
        if length < len(flat) and flat[length][1] == flat[length - 1][1]:
            continue  # it would end inside a token
        end = flat[length - 1][1] + 1
        if best is None or (end, -len(found[1])) > (best.end, -len(best.modifiers)):
            best = TitleMatch(found[0][0], found[1], found[0][1], start, end)
    return best


def in_full(text: str, overlay: Path | str | None = None) -> str:
    """A title with its abbreviations written out: "Senator" of "Sen.", "Lieutenant General" of "Lt. Gen."."""
    full = _abbreviations(overlay_folder(overlay))
    return " ".join(full.get(word.rstrip("."), word) for word in text.split())


@cache
def _abbreviations(folder: Path | None) -> Mapping[str, str]:
    rows = read_table("title_abbreviations", ("abbreviation", "full"), ("abbreviation",), folder)
    return MappingProxyType({row["abbreviation"]: row.required("full") for row in rows})


class _Index(msgspec.Struct, frozen=True):
    titles: Mapping[str, tuple[Title, bool]]
    """Normalised form -> the title and whether the form is its plural."""
    before: Mapping[str, Modifier]
    after: Mapping[str, Modifier]
    longest: Mapping[str, int]
    """First word -> the most words that a title or modifier beginning with it has."""


_Found = tuple[tuple[Title, bool], tuple[Modifier, ...]]


def _readings(
    parts: list[str], words: Sequence[str], flat: list[tuple[str, int]], index: _Index
) -> Iterator[tuple[_Found, int]]:
    """Every way to read a title off the beginning, with the number of parts it takes."""
    waiting: list[tuple[int, tuple[Modifier, ...]]] = [(0, ())]
    while waiting:
        at, modifiers = waiting.pop()
        if at >= len(parts):
            continue
        for length in range(min(index.longest.get(parts[at], 0), len(parts) - at), 0, -1):
            form = " ".join(parts[at : at + length])
            entry = index.titles.get(form)
            if entry is not None and (not entry[0].cased or words[flat[at][1]][:1].isupper()):
                yield (entry, modifiers), at + length
                yield from _with_modifier_after(parts, at + length, entry, modifiers, index)
            if form in index.before and len(modifiers) < 4:
                waiting.append((at + length, (*modifiers, index.before[form])))


def _with_modifier_after(
    parts: list[str], at: int, entry: tuple[Title, bool], modifiers: tuple[Modifier, ...], index: _Index
) -> Iterator[tuple[_Found, int]]:
    for length in (1, 2):
        modifier = index.after.get(" ".join(parts[at : at + length]))
        if modifier is not None and at + length <= len(parts):
            yield (entry, (*modifiers, modifier)), at + length


@cache
def _titles(folder: Path | None) -> tuple[Title, ...]:
    return tuple(_title(row) for row in read_table("titles", COLUMNS, ("title",), folder))


def _title(row: Row) -> Title:
    return Title(
        title=row["title"],
        plural=row["plural"] or row["title"],
        sector=row.required("sector"),
        rank=row["rank"] or "none",
        gender=cast("Gender | None", _one_of(row, "gender", ("", *get_args(Gender))) or None),
        relation=cast("Relation", _one_of(row, "relation", get_args(Relation))),
        before_name=_one_of(row, "before_name", ("yes", "no")) == "yes",
        body=row["body"] or None,
        cased=_one_of(row, "cased", ("yes", "no", "")) == "yes",
    )


def _one_of(row: Row, column: str, allowed: Sequence[str]) -> str:
    if row[column] not in allowed:
        shown = ", ".join(value or "(empty)" for value in allowed)
        raise row.error(f"{row[column]!r} in the column {column} is unknown", f"Use one of: {shown}.")
    return row[column]


@cache
def _index(folder: Path | None) -> _Index:
    forms: dict[str, tuple[Title, bool]] = {}
    for entry in _titles(folder):
        forms[normalise(entry.title)] = entry, False
    for entry in _titles(folder):
        forms.setdefault(normalise(entry.plural), (entry, True))
    sides: tuple[dict[str, Modifier], dict[str, Modifier]] = {}, {}
    for row in read_table("title_modifiers", MODIFIER_COLUMNS, ("modifier", "position"), folder):
        kind = cast("ModifierKind", _one_of(row, "kind", get_args(ModifierKind)))
        after = _one_of(row, "position", ("before", "after")) == "after"
        sides[after][normalise(row["modifier"])] = Modifier(row["modifier"], kind, after)
    longest: dict[str, int] = {}
    for form in (*forms, *sides[0]):
        parts = form.split()
        longest[parts[0]] = max(longest.get(parts[0], 0), len(parts))
    return _Index(
        titles=MappingProxyType(forms),
        before=MappingProxyType(sides[0]),
        after=MappingProxyType(sides[1]),
        longest=MappingProxyType(longest),
    )


def beginnings(words: Sequence[str], overlay: Path | str | None = None) -> list[int]:
    """The places of those words with which a title or a modifier of one may begin."""
    longest = _index(overlay_folder(overlay)).longest
    return [at for at, word in enumerate(words) if (parts := word_parts(word)) and parts[0] in longest]


def may_begin(word: str, overlay: Path | str | None = None) -> bool:
    """Whether a title or a modifier of one may begin with this word; a quick test before ``match``."""
    parts = word_parts(word)
    return bool(parts) and parts[0] in _index(overlay_folder(overlay)).longest
