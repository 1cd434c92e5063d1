"""Readers of annotated text, and its labels on wordpieces. A further head needs one more reader here."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from communique.language.attribution.fragments import CONTENT, CUE, SOURCE
from communique.language.attribution.pieces import Pieces, pieces
from communique.language.attribution.standins import StandIns
from communique.model.span import Span

ROLES = ((CUE, "cue"), (SOURCE, "source"), (CONTENT, "content"))  # in the order of who wins an overlap


@dataclass(frozen=True)
class Gold:
    """One annotated attribution: spans by role; no source spans means that the text names none."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]

    def of(self, role: int) -> tuple[Span, ...]:
        """The spans of ``role``."""
        return (self.source, self.cue, self.content)[role]


@dataclass(frozen=True)
class Annotated:
    """An annotated text. ``style`` groups figures ("polnear", or a style of the corpus)."""

    name: str
    text: str
    gold: tuple[Gold, ...]
    skip: tuple[Span, ...] = ()
    style: str = "polnear"


@dataclass
class Labelled:
    """An annotated text as wordpieces: ``tags`` int64 [n]; ``fragments`` maps (role, first, last) to attributions."""

    source: Annotated
    pieces: Pieces
    tags: npt.NDArray[np.int64]
    fragments: dict[tuple[int, int, int], frozenset[int]] = field(default_factory=dict)
    sourceless: frozenset[int] = frozenset()


def polnear(path: Path) -> list[Annotated]:
    """PolNeAR as JSON Lines: {id, text, attributions: [{source, cue, content}], discard}, spans [[start, end], ...]."""

    def spans(value: Any) -> tuple[Span, ...]:
        return tuple(Span(a, b) for a, b in value or ())

    return [
        Annotated(
            line["id"],
            line["text"],
            tuple(Gold(spans(a["source"]), spans(a["cue"]), spans(a["content"])) for a in line["attributions"]),
            spans(line.get("discard")),
        )
        for line in _lines(path)
    ]


def corpus(path: Path) -> list[Annotated]:
    """The project's own corpus, as ``python -m corpus.markup build`` writes it; nested statements are left out."""

    def spans(value: Any) -> tuple[Span, ...]:
        listed = value if isinstance(value, list) else [value] if value else []
        return tuple(Span(s["start"], s["end"]) for s in listed)

    out = []
    for line in _lines(path):
        report = line["report"]
        name = Path(report["source"]).stem
        outer = [s for s in line["statements"] if s.get("parent") is None]
        gold = tuple(Gold(spans(s["source"]), spans(s["cue"]), spans(s["content"])) for s in outer)
        out.append(Annotated(name, report["text"], gold, style=name.rsplit("-", 1)[0]))
    return sorted(out, key=lambda a: a.name)


def divided(passages: Sequence[Annotated], splits: Mapping[str, str]) -> tuple[list[Annotated], list[Annotated]]:
    """(for training, for development), as ``corpus/splits.tsv`` has it; the test passages are in neither."""
    return [a for a in passages if splits[a.name] == "train"], [a for a in passages if splits[a.name] == "dev"]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as f:
        for line in f:
            yield json.loads(line)


def label(tokenizer: Tokenizer, annotated: Annotated, stand_ins: StandIns | None = None) -> Labelled:
    """Wordpieces, tags and fragments of one text. Where roles overlap, a cue wins over a source over a content."""
    read = pieces(tokenizer, annotated.text, annotated.skip, stand_ins)
    n = len(read)
    owner = np.full(n, -1)
    runs: dict[tuple[int, int, int], set[int]] = {}
    for role, _ in ROLES:
        for number, gold in enumerate(annotated.gold):
            for span in gold.of(role):
                first = int(np.searchsorted(read.end, span.start, side="right"))
                last = int(np.searchsorted(read.start, span.end, side="left"))
                same = runs.get((role, first, last))
                if same is not None:
                    same.add(number)
                    continue
                for a, b in _free(owner, first, last):
                    runs[role, a, b] = {number}
                    owner[a:b] = role
    tags = np.zeros(n, np.int64)
    for role, a, b in runs:
        tags[a] = 1 + 2 * role
        tags[a + 1 : b] = 2 + 2 * role
    sourceless = frozenset(k for k, gold in enumerate(annotated.gold) if not gold.source)
    ordered = sorted(runs.items(), key=lambda r: r[0][1])
    return Labelled(annotated, read, tags, {k: frozenset(v) for k, v in ordered}, sourceless)


def _free(owner: npt.NDArray[Any], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The runs of ``first``..``last`` that no fragment owns yet."""
    at = first
    while at < last:
        if owner[at] >= 0:
            at += 1
            continue
        end = at
        while end < last and owner[end] < 0:
            end += 1
        yield at, end
        at = end
