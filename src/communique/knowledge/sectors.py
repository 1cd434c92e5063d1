"""What words tell of the sector of those who act: "the ministry" is GOV, "militants" are REB.

Sectors are those of the PLOVER codebook (Open Event Data Alliance, manual 0.8); the words are in
``data/plover_agents.tsv``, whose header names their source.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

import msgspec

from communique.knowledge.inflection import noun_phrase_forms
from communique.knowledge.tables import overlay_folder, read_table

__all__ = ["Sector", "agent_words", "sector_of_words"]


class Sector(msgspec.Struct, frozen=True):
    """What a word tells of those whom it describes: PLOVER's sector, and whether any stronger word goes before it."""

    code: str
    strong: bool


@cache
def agent_words(folder: Path | None = None) -> Mapping[str, Sector]:
    """Every form of every word that tells a sector, in lower case; strong rows go before weak ones."""
    rows = read_table("plover_agents", ("sector", "weight", "words"), ("sector", "weight"), folder)
    table: dict[str, Sector] = {}
    for row in sorted(rows, key=lambda r: r["weight"] != "strong"):
        for word in row.items("words"):
            for form in noun_phrase_forms(word):
                table.setdefault(form, Sector(row["sector"], row["weight"] == "strong"))
    return MappingProxyType(table)


def sector_of_words(words: Sequence[str], overlay: Path | str | None = None) -> Sector | None:
    """The sector that a description tells, its words in order up to the head; None when no word tells any.

    "former" and its like make everybody who held office one of the elite; then strong words go before weak ones, longer
    expressions before shorter, and the head before what modifies it, the last modifier first.
    """
    table = agent_words(overlay_folder(overlay))
    found: list[tuple[bool, int, int, Sector]] = []
    low = [w.casefold() for w in words]
    for end in range(len(low), 0, -1):
        for length in (3, 2, 1):
            if end >= length and (told := table.get(" ".join(low[end - length : end]))) is not None:
                found.append((told.strong, length, end, told))  # noqa: PERF401 (clearer so)
    elite = [f for f in found if f[3].code == "ELI"]
    best = max((f for f in found if f[3].code != "ELI"), key=lambda f: f[:3], default=None)
    if elite and (best is None or best[3].code in ("GOV", "LEG", "MIL", "SPY", "JUD", "COP", "UNK")):
        return elite[0][3]
    return best[3] if best else elite[0][3] if elite else None
