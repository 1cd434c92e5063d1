"""Small closed lists of words that rules ask for; the table ``data/words.tsv`` says what each holds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from communique.knowledge.tables import overlay_folder, read_table


def word_list(name: str, overlay: Path | str | None = None) -> frozenset[str]:
    """The words of a list, in lower case.

    Raises:
        KeyError: there is no list of that name.
    """
    return _lists(overlay_folder(overlay))[name]


@cache
def _lists(folder: Path | None) -> Mapping[str, frozenset[str]]:
    return {
        row["name"]: frozenset(row["words"].split())
        for row in read_table("words", ("name", "about", "words"), ("name",), folder)
    }
