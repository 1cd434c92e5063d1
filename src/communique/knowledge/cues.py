"""Cues: the words by which news says that somebody said, thought, wanted or judged something.

The table is ``data/cues.tsv``; its header explains the columns. A cue's frames say in which syntactic shapes the word
is an attribution, and what it then means: "agreed that" is a belief, "agreed to" a commitment. Forms are looked up
case-folded, so text in capitals finds the same cues.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast, get_args

import msgspec

from communique.knowledge.inflection import noun_forms, spellings, verb_forms
from communique.knowledge.tables import Row, overlay_folder, read_table
from communique.model.statement import Act, Attitude, Factuality, Polarity

__all__ = ["MAX_GAP", "Cue", "CueFrame", "Multiword", "adjective", "brings", "match", "multiword", "noun", "verb"]

PartOfSpeech = Literal["verb", "noun", "adj", "multi"]
Shape = Literal[
    "clause", "wh", "quote", "inf", "ing", "np", "addr", "addr_to", "pp", "np_as", "np_comp", "np_inf", "np_pp",
    "passive", "source",
]  # fmt: skip

COLUMNS = (
    "lemma", "pos", "act", "attitude", "frames", "polarity", "factuality", "strength", "light", "forms", "example",
)  # fmt: skip
KEY = ("lemma", "pos", "act", "factuality")

MAX_GAP = 5
"""Words that "..." in a multiword cue may stand for, at most."""

FRAME = re.compile(r"^(?P<shape>[a-z_]+)(?::(?P<preps>[^\s@]\S*))?(?:@(?P<strength>[\d.]+))?$")  # "np_for@.6", "pp:at"
PREPOSITION = re.compile(r"^(?P<word>[a-z]+)(?:@(?P<strength>[\d.]+))?$")  # "over@.5"
POSSESSIVES = frozenset({"one's", "my", "our", "your", "his", "her", "its", "their"})
REFLEXIVES = frozenset({"oneself", "myself", "ourselves", "yourself", "himself", "herself", "itself", "themselves"})


class CueFrame(msgspec.Struct, frozen=True):
    """One syntactic shape in which a word is an attribution, and what it means in that shape.

    ``preposition`` belongs to the shapes ``pp`` and ``np_pp``; ``strength`` (0..1) is how often the word in this shape
    is an attribution.
    """

    shape: Shape
    preposition: str | None
    strength: float
    act: Act
    attitude: Attitude
    polarity: Polarity
    factuality: Factuality


class Cue(msgspec.Struct, frozen=True):
    """A word or phrase that can make an attribution. Its own classes are those of its first row in the table.

    ``light`` holds the lemmas of verbs that bring a noun to say it ("express" for "concern").
    """

    lemma: str
    pos: PartOfSpeech
    act: Act
    attitude: Attitude
    polarity: Polarity
    factuality: Factuality
    strength: float
    frames: tuple[CueFrame, ...]
    light: frozenset[str] = frozenset()

    def frame(self, shape: Shape, preposition: str | None = None) -> CueFrame | None:
        """The surest frame of that shape (and preposition, when one is named), or None."""
        fitting = [f for f in self.frames if f.shape == shape and preposition in (None, f.preposition)]
        return max(fitting, key=lambda f: f.strength, default=None)

    def prepositions(self, shape: Shape = "pp") -> frozenset[str]:
        """The prepositions that can bring the content after this cue."""
        return frozenset(f.preposition for f in self.frames if f.shape == shape and f.preposition)


class Multiword(msgspec.Struct, frozen=True):
    """A cue of several words: for each place the forms that fit, or None for a gap of 1 to ``MAX_GAP`` words."""

    cue: Cue
    words: tuple[frozenset[str] | None, ...]


class _Lexeme(msgspec.Struct, frozen=True):
    cue: Cue
    spellings: tuple[str, ...]
    irregular: tuple[str, ...]


def verb(form: str, overlay: Path | str | None = None) -> Cue | None:
    """The verb cue of which this is a form ("SLAMMED", "criticising"), or None."""
    return _forms("verb", overlay_folder(overlay)).get(form.casefold())


def noun(form: str, overlay: Path | str | None = None) -> Cue | None:
    """The noun cue of which this is a singular or plural ("concerns"), or None."""
    return _forms("noun", overlay_folder(overlay)).get(form.casefold())


def adjective(form: str, overlay: Path | str | None = None) -> Cue | None:
    """The adjective cue ("adamant"), or None."""
    return _forms("adj", overlay_folder(overlay)).get(form.casefold())


def brings(verb_form: str, cue: Cue, overlay: Path | str | None = None) -> bool:
    """Whether a form of a light verb brings this noun cue to say it: "voiced" and "concern"."""
    folder = overlay_folder(overlay)
    return any(verb_form.casefold() in _verb_forms(lemma, folder) for lemma in cue.light)


def multiword(overlay: Path | str | None = None) -> tuple[Multiword, ...]:
    """All cues of several words, for matching over case-folded words."""
    return _multiwords(overlay_folder(overlay))


def match(words: Sequence[str], start: int, overlay: Path | str | None = None) -> tuple[Multiword, int] | None:
    """The longest multiword cue that begins at ``words[start]``, and where it ends (exclusive); None if there is none.

    Of cues that end at the same place the one with fewer gaps is preferred. Words may be in any case.
    """
    if not 0 <= start < len(words):
        return None
    best: tuple[Multiword, int] | None = None
    for candidate in _by_first_word(overlay_folder(overlay)).get(words[start].casefold(), ()):
        end = _end(candidate.words, words, start)
        if end is not None and (best is None or (end, -_gaps(candidate)) > (best[1], -_gaps(best[0]))):
            best = candidate, end
    return best


def _end(pattern: tuple[frozenset[str] | None, ...], words: Sequence[str], at: int) -> int | None:
    for place, fitting in enumerate(pattern):
        if fitting is None:
            ends = (_end(pattern[place + 1 :], words, at + skip) for skip in range(1, MAX_GAP + 1))
            return next((end for end in ends if end is not None), None)
        if at >= len(words) or words[at].casefold() not in fitting:
            return None
        at += 1
    return at


def _gaps(pattern: Multiword) -> int:
    return pattern.words.count(None)


@cache
def _lexemes(folder: Path | None) -> tuple[_Lexeme, ...]:
    """Every cue with its spellings and irregular forms; the rows of one lemma and part of speech are one cue."""
    grouped: dict[tuple[str, str], list[Row]] = {}
    for row in read_table("cues", COLUMNS, KEY, folder):
        grouped.setdefault((row["lemma"], row["pos"]), []).append(row)
    return tuple(
        _Lexeme(
            cue=_cue(rows),
            spellings=tuple(lemma.split("/")),
            irregular=tuple(dict.fromkeys(form for row in rows for form in row["forms"].split())),
        )
        for (lemma, _), rows in grouped.items()
    )


def _cue(rows: Sequence[Row]) -> Cue:
    first = rows[0]
    act, attitude, polarity, factuality = _classes(first)
    return Cue(
        lemma=first["lemma"].split("/")[0],
        pos=cast("PartOfSpeech", _one_of(first, "pos", get_args(PartOfSpeech))),
        act=act,
        attitude=attitude,
        polarity=polarity,
        factuality=factuality,
        strength=_strength(first, first["strength"]),
        frames=tuple(frame for row in rows for frame in _frames(row)),
        light=frozenset(lemma for row in rows for lemma in row["light"].split()),
    )


def _frames(row: Row) -> Iterator[CueFrame]:
    act, attitude, polarity, factuality = _classes(row)
    for written in row["frames"].split():
        found = FRAME.match(written)
        shape, preps, own = found.group("shape", "preps", "strength") if found else ("", None, None)
        if shape.startswith("np_") and shape not in get_args(Shape):
            shape, preps = "np_pp", shape.removeprefix("np_")
        items = [PREPOSITION.match(item) for item in (preps or "").split(",")] if preps else []
        if shape not in get_args(Shape) or (shape in {"pp", "np_pp"}) != bool(preps) or None in items:
            raise row.error(f"{written!r} is no frame", "Write it like clause, np_for@.6 or pp:over,at@.5.")
        for word, strength in [item.group("word", "strength") for item in items if item] or [(None, None)]:
            value = _strength(row, strength or own or row["strength"])
            yield CueFrame(cast("Shape", shape), word, value, act, attitude, polarity, factuality)


def _classes(row: Row) -> tuple[Act, Attitude, Polarity, Factuality]:
    return (
        cast("Act", _one_of(row, "act", get_args(Act))),
        cast("Attitude", _one_of(row, "attitude", get_args(Attitude))),
        cast("Polarity", _one_of(row, "polarity", get_args(Polarity))),
        cast("Factuality", _one_of(row, "factuality", get_args(Factuality))),
    )


def _one_of(row: Row, column: str, allowed: Sequence[str]) -> str:
    if row[column] not in allowed:
        raise row.error(f"{row[column]!r} in the column {column} is unknown", f"Use one of: {', '.join(allowed)}.")
    return row[column]


def _strength(row: Row, written: str) -> float:
    try:
        value = float(written)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise row.error(f"the strength {written!r} is no number between 0 and 1", "Write it like 0.8.")
    return value


@cache
def _forms(pos: PartOfSpeech, folder: Path | None) -> Mapping[str, Cue]:
    lexemes = [lexeme for lexeme in _lexemes(folder) if lexeme.cue.pos == pos]
    table: dict[str, Cue] = {}
    for lexeme in lexemes:  # first all lemmas, so that none is shadowed by another's inflected form
        for lemma in lexeme.spellings:
            table.update(dict.fromkeys(spellings(lemma), lexeme.cue))
    for lexeme in lexemes:
        for lemma in lexeme.spellings:
            for form in _inflected(pos, lemma, lexeme.irregular):
                table.setdefault(form, lexeme.cue)
    return MappingProxyType(table)


def _inflected(pos: PartOfSpeech, lemma: str, irregular: Sequence[str]) -> frozenset[str]:
    if pos == "verb":
        return verb_forms(lemma, irregular)
    return noun_forms(lemma, irregular) if pos == "noun" else frozenset({lemma})


@cache
def _verb_forms(lemma: str, folder: Path | None) -> frozenset[str]:
    return verb_forms(lemma, _irregular_verbs(folder).get(lemma, ()))


@cache
def _irregular_verbs(folder: Path | None) -> Mapping[str, tuple[str, ...]]:
    rows = read_table("irregular_verbs", ("lemma", "forms"), ("lemma",), folder)
    table = {row["lemma"]: tuple(row["forms"].split()) for row in rows}
    for lexeme in _lexemes(folder):
        if lexeme.cue.pos == "verb" and lexeme.irregular:
            table.update(dict.fromkeys(lexeme.spellings, lexeme.irregular))
    return MappingProxyType(table)


@cache
def _multiwords(folder: Path | None) -> tuple[Multiword, ...]:
    return tuple(
        Multiword(lexeme.cue, tuple(_fitting(word, folder) for word in words))
        for lexeme in _lexemes(folder)
        if lexeme.cue.pos == "multi"
        for words in _variants(lexeme.spellings[0].split())
    )


def _variants(pattern: list[str]) -> Iterator[list[str]]:
    """The pattern, and again with hyphens as words of their own, as some tokenizers have them ("go - ahead")."""
    yield pattern
    if any("-" in word for word in pattern):
        yield [part for word in pattern for part in re.split(r"(-)", word)]


def _fitting(word: str, folder: Path | None) -> frozenset[str] | None:
    if word == "...":
        return None
    if word == "one's":
        return POSSESSIVES
    if word == "oneself":
        return REFLEXIVES
    return _verb_forms(word[:-1], folder) if word.endswith("*") else frozenset({word})


@cache
def _by_first_word(folder: Path | None) -> Mapping[str, tuple[Multiword, ...]]:
    table: dict[str, list[Multiword]] = {}
    for entry in _multiwords(folder):
        for form in entry.words[0] or ():
            table.setdefault(form, []).append(entry)
    return MappingProxyType({form: tuple(entries) for form, entries in table.items()})
