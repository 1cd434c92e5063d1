"""Agreements: the nouns that name them, the words that tell how they stand, and well-known ones with their dates.

The tables are ``data/agreement_nouns.tsv``, ``data/agreement_status.tsv`` and ``data/agreements.tsv``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

import msgspec

from communique.knowledge.inflection import noun_forms, spellings, verb_forms
from communique.knowledge.surface_forms import normalise
from communique.knowledge.tables import overlay_folder, read_table

__all__ = ["AgreementNoun", "KnownAgreement", "Standing", "by_name", "known_agreements", "nouns", "standings"]

Class = Literal["agreement", "ceasefire", "resolution", "text"]
Standing = Literal["signed", "in_force", "proposed", "rejected", "suspended", "broken", "sought"]

NOUN_COLUMNS = ("noun", "class", "needs", "example")
STATUS_COLUMNS = ("word", "pos", "status", "forms")
COLUMNS = ("key", "name", "aliases", "date")


class AgreementNoun(msgspec.Struct, frozen=True):
    """A noun that names agreements: what kind, and what must stand with it."""

    noun: str
    kind: Class
    needs: tuple[str, ...]
    weak: bool


class KnownAgreement(msgspec.Struct, frozen=True):
    """An agreement that is known by name; ``date`` is when it was made, None for a series."""

    key: str
    name: str
    aliases: tuple[str, ...]
    date: str | None


def nouns(overlay: Path | str | None = None) -> Mapping[str, AgreementNoun]:
    """Every form of every noun, in lower case; some have several words."""
    return _nouns(overlay_folder(overlay))


def standings(pos: str, overlay: Path | str | None = None) -> Mapping[str, Standing]:
    """What the forms of a part of speech (verb, noun, adj) say of an agreement that they govern."""
    return _standings(overlay_folder(overlay))[pos]


def known_agreements(overlay: Path | str | None = None) -> Mapping[str, KnownAgreement]:
    """Every name and alias, normalised, with the agreement it names."""
    return _known(overlay_folder(overlay))


def by_name(text: str, overlay: Path | str | None = None) -> KnownAgreement | None:
    """The agreement of this name ("the Oslo Accords"), or None."""
    return known_agreements(overlay).get(normalise(text).removeprefix("the "))


@cache
def _nouns(folder: Path | None) -> Mapping[str, AgreementNoun]:
    found: dict[str, AgreementNoun] = {}
    for row in read_table("agreement_nouns", NOUN_COLUMNS, ("noun",), folder):
        if row["class"] not in get_args(Class):
            raise row.error(f"there is no class {row['class']!r}", f"Use one of: {' '.join(get_args(Class))}.")
        needs = row["needs"].split()
        for lemma in row["noun"].split("/"):
            entry = AgreementNoun(
                lemma, cast("Class", row["class"]), tuple(n for n in needs if n != "weak"), "weak" in needs
            )
            forms = {lemma} if " " in lemma else noun_forms(lemma)
            for form in forms:
                found[form] = entry
    return found


@cache
def _standings(folder: Path | None) -> Mapping[str, Mapping[str, Standing]]:
    found: dict[str, dict[str, Standing]] = {"verb": {}, "noun": {}, "adj": {}}
    for row in read_table("agreement_status", STATUS_COLUMNS, ("word", "pos"), folder):
        if row["pos"] not in found:
            raise row.error(f"there is no part of speech {row['pos']!r}", "Use verb, noun or adj.")
        if row["status"] not in get_args(Standing):
            raise row.error(f"there is no status {row['status']!r}", f"Use one of: {' '.join(get_args(Standing))}.")
        for lemma in row["word"].split("/"):
            forms = verb_forms(lemma, row["forms"].split()) if row["pos"] == "verb" else set(spellings(lemma))
            for form in forms:
                found[row["pos"]][form] = cast("Standing", row["status"])
    return found


@cache
def _known(folder: Path | None) -> Mapping[str, KnownAgreement]:
    found: dict[str, KnownAgreement] = {}
    for row in read_table("agreements", COLUMNS, ("key",), folder):
        entry = KnownAgreement(row["key"], row.required("name"), row.items("aliases"), row["date"] or None)
        for surface in (entry.name, *entry.aliases):
            found[normalise(surface)] = entry
    return found
