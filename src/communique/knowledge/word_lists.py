"""Small closed lists of words that rules ask for; ``words.tsv`` and ``plover_words.tsv`` say what each holds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from communique.knowledge.tables import held, overlay_folder, read_table

TABLES = ("words", "plover_words")
"""The tables of lists; a name stands in one of them."""


def word_list(name: str, overlay: Path | str | None = None) -> frozenset[str]:
    """The words of a list, in lower case.

    Raises:
        KeyError: there is no list of that name.
    """
    if overlay is not None or (found := held.get()) is None:
        return _lists(overlay_folder(overlay))[name]
    if not found.lists:
        found.lists = _lists(found.folder)
    return found.lists[name]


@cache
def _lists(folder: Path | None) -> Mapping[str, frozenset[str]]:
    return {
        row["name"]: frozenset(row["words"].split())
        for table in TABLES
        for row in read_table(table, ("name", "about", "words"), ("name",), folder)
    }
