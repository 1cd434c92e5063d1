"""Words that name meetings and tell what became of them: ``data/meeting_nouns.tsv`` and ``data/meeting_status.tsv``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

import msgspec

from communique.knowledge.inflection import noun_forms, spellings, verb_forms
from communique.knowledge.tables import Row, overlay_folder, read_table

__all__ = ["Format", "MeetingWord", "Status", "StatusWord", "nouns", "status_words", "verbs"]

Format = Literal["talks", "visit", "summit", "call", "conference", "vote", "other"]
Status = Literal["held", "planned", "proposed", "postponed", "cancelled", "none"]
Needs = Literal[
    "who", "time", "place", "body", "definite", "of", "with", "object", "both", "phone", "receive", "intransitive"
]
StatusPart = Literal["verb", "noun", "adj", "prep"]

COLUMNS = ("word", "pos", "format", "needs", "after", "forms", "example")
STATUS_COLUMNS = ("word", "pos", "status", "weak", "forms")


class MeetingWord(msgspec.Struct, frozen=True):
    """A word that names a meeting: its format, what it needs beside it and what it must not stand beside."""

    word: str
    format: Format
    needs: tuple[Needs, ...]
    not_beside: tuple[str, ...]


class StatusWord(msgspec.Struct, frozen=True):
    """What a word says of the meeting it stands by; a weak one gives way to the tense of the clause."""

    status: Status
    particle: str | None
    weak: bool


def nouns(overlay: Path | str | None = None) -> Mapping[str, MeetingWord]:
    """Every form of every noun, in lower case; some have two words ("phone call")."""
    return _words(overlay_folder(overlay))["noun"]


def verbs(overlay: Path | str | None = None) -> Mapping[str, MeetingWord]:
    """Every form of every verb, in lower case."""
    return _words(overlay_folder(overlay))["verb"]


def status_words(part: StatusPart, overlay: Path | str | None = None) -> Mapping[str, tuple[StatusWord, ...]]:
    """Every form of the words of a part of speech that tell a status; those with a particle first."""
    return _status(overlay_folder(overlay))[part]


@cache
def _words(folder: Path | None) -> Mapping[str, Mapping[str, MeetingWord]]:
    found: dict[str, dict[str, MeetingWord]] = {"noun": {}, "verb": {}}
    for row in read_table("meeting_nouns", COLUMNS, ("word", "pos"), folder):
        if row["pos"] not in found:
            raise row.error(f"there is no part of speech {row['pos']!r}", "Use noun or verb.")
        if row["format"] not in get_args(Format):
            raise row.error(f"there is no format {row['format']!r}", f"Use one of: {' '.join(get_args(Format))}.")
        needs = tuple(row["needs"].split())
        for need in needs:
            if need not in get_args(Needs):
                raise row.error(f"there is no need {need!r}", f"Use some of: {' '.join(get_args(Needs))}.")
        word = MeetingWord(
            row["word"], cast("Format", row["format"]), cast("tuple[Needs, ...]", needs), tuple(row["after"].split())
        )
        for form in _forms(row, row["word"]):
            found[row["pos"]][form] = word
    return found


@cache
def _status(folder: Path | None) -> Mapping[str, Mapping[str, tuple[StatusWord, ...]]]:
    found: dict[str, dict[str, list[StatusWord]]] = {part: {} for part in get_args(StatusPart)}
    for row in read_table("meeting_status", STATUS_COLUMNS, ("word", "pos"), folder):
        if row["pos"] not in found:
            raise row.error(f"there is no part of speech {row['pos']!r}", f"Use one of: {' '.join(found)}.")
        if row["status"] not in get_args(Status):
            raise row.error(f"there is no status {row['status']!r}", f"Use one of: {' '.join(get_args(Status))}.")
        lemma, _, particle = row["word"].partition(" ")
        word = StatusWord(cast("Status", row["status"]), particle or None, row["weak"] == "y")
        forms = _forms(row, lemma) if row["pos"] in ("verb", "noun") else {lemma}
        for form in forms:
            found[row["pos"]].setdefault(form, []).append(word)
    return {
        part: {form: tuple(sorted(words, key=lambda w: w.particle is None)) for form, words in table.items()}
        for part, table in found.items()
    }


def _forms(row: Row, word: str) -> set[str]:
    forms: set[str] = set()
    given = row["forms"].split()
    for lemma in word.split("/"):
        if row["pos"] == "verb":
            forms |= verb_forms(lemma, given)
        elif lemma.endswith("s"):
            forms |= set(spellings(lemma))
        else:
            forms |= noun_forms(lemma)
    return forms
