"""PLOVER's contexts, as words tell them: "warheads" are of cbrn, "the ambassador" is of diplomacy.

Contexts are those of the PLOVER codebook (Open Event Data Alliance, manual 0.8); the words are in
``data/plover_contexts.tsv``, whose header names their source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from communique.knowledge.inflection import noun_phrase_forms
from communique.knowledge.tables import overlay_folder, read_table

__all__ = ["contexts"]


@cache
def _contexts(folder: Path | None) -> Mapping[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for row in read_table("plover_contexts", ("context", "words"), ("context",), folder):
        for word in row.items("words"):
            for form in noun_phrase_forms(word):
                table.setdefault(form, []).append(row["context"])
    return MappingProxyType({form: tuple(found) for form, found in table.items()})


def contexts(words: Iterable[str], overlay: Path | str | None = None) -> tuple[str, ...]:
    """PLOVER's contexts that a sentence's words tell, each once, in the order of the words."""
    folder = overlay_folder(overlay)
    table, lengths = _contexts(folder), _context_lengths(folder)
    low = [w.casefold() for w in words]
    found: dict[str, None] = {}
    for at, word in enumerate(low):
        for length in lengths.get(word, ()):
            found.update(dict.fromkeys(table.get(" ".join(low[at : at + length]), ())))
    return tuple(found)


@cache
def _context_lengths(folder: Path | None) -> Mapping[str, tuple[int, ...]]:
    """First word -> how many words what begins with it has, three at most, the longest first."""
    lengths: dict[str, set[int]] = {}
    for form in _contexts(folder):
        first, *others = form.split(" ")
        lengths.setdefault(first, set()).add(1 + len(others))
    return MappingProxyType(
        {w: tuple(sorted((n for n in found if n <= 3), reverse=True)) for w, found in lengths.items()}
    )
