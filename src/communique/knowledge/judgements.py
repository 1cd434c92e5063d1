"""Words by which a speaker judges another: what is said of somebody with them accuses him or speaks for him.

The table is ``data/judgements.tsv``, whose header names its source.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast, get_args

from communique.knowledge import plover
from communique.knowledge.inflection import noun_forms, spellings
from communique.knowledge.tables import overlay_folder, read_table

__all__ = ["Judgement", "judgement"]

Judgement = Literal["ACCUSE", "SUPPORT"]
"""The PLOVER type of the act that judging so is."""
PartOfSpeech = Literal["adj", "noun", "verb"]


def judgement(form: str, pos: PartOfSpeech, overlay: Path | str | None = None) -> Judgement | None:
    """What a form of a word says of whom it is said; None if it judges nobody.

    Raises:
        KnowledgeError: a row of the table is none.
    """
    return _table(overlay_folder(overlay)).get((pos, form.casefold()))


@cache
def _table(folder: Path | None) -> Mapping[tuple[str, str], Judgement]:
    found: dict[tuple[str, str], Judgement] = {}
    columns = ("judgement", "pos", "lemmas", "example")
    for row in read_table("judgements", columns, ("judgement", "pos"), folder):
        if row["judgement"] not in get_args(Judgement):
            raise row.error(
                f"there is no judgement {row['judgement']!r}", f"Use one of: {', '.join(get_args(Judgement))}."
            )
        if row["pos"] not in get_args(PartOfSpeech):
            raise row.error(f"there is no part of speech {row['pos']!r}", "Write adj, noun or verb.")
        for lemma in row.items("lemmas"):
            for form in _forms(lemma, row["pos"], folder):
                found.setdefault((row["pos"], form), cast("Judgement", row["judgement"]))
    return MappingProxyType(found)


def _forms(lemma: str, pos: str, folder: Path | None) -> frozenset[str]:
    if pos == "verb":
        return plover.verb_forms_of(lemma, folder)
    return noun_forms(lemma) if pos == "noun" else frozenset(spellings(lemma))
