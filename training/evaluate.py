"""Figures on annotated text, in wordpieces: quick ones, for choosing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch

from communique.language.attribution.encoder import FIRST, LAST, Encoding, log_softmax, windows
from communique.language.attribution.fragments import CONTENT, CUE, SOURCE, fragments
from communique.language.attribution.linker import Linker
from communique.language.attribution.pieces import Pieces
from communique.language.attribution.tagger import attribution
from communique.language.votes import NONE
from communique.model.span import Span
from training.data import Labelled
from training.model import Model

Encode = Callable[[str, Pieces], Encoding]
OVERLAP = 0.5  # intersection over union from which two spans count as the same


@dataclass
class Figures:
    """Counts of one group of texts, and the shares made of them."""

    gold: int = 0
    system: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("content", "speaker", "relation", "exact"), 0))

    def f1(self, name: str) -> float:
        """F1 of "content" (overlap), "speaker" (content and source), "relation" (all three), "exact"."""
        return 2 * self.right[name] / max(1, self.gold + self.system)

    def __str__(self) -> str:
        shares = " ".join(f"{name} {100 * self.f1(name):.1f}" for name in self.right)
        return f"{shares} ({self.gold} gold, {self.system} found)"


def encode_with(model: Model) -> Encode:
    """The network in training form as an encoder of whole texts."""

    def encode(text: str, p: Pieces) -> Encoding:
        tags, hidden = np.zeros((len(p), 7), np.float32), np.zeros((len(p), 384), np.float32)
        for start, end, a, b in windows(p.ids):
            ids = torch.tensor([[FIRST, *p.ids[start:end].tolist(), LAST]])
            kinds = torch.tensor([[0, *p.capital[start:end].tolist(), 0]])
            with torch.inference_mode():
                scores, states = model(ids, torch.ones_like(ids), kinds)
            tags[a:b] = scores[0, a - start + 1 : b - start + 1].numpy()
            hidden[a:b] = states[0, a - start + 1 : b - start + 1].numpy()
        return Encoding(text, p, log_softmax(tags), hidden, NONE)

    return encode


def linker_of(model: Model, no_source: float = 0.0, no_cue: float = 0.0) -> Linker:
    """The model's link head as the package runs it."""
    weights = {name: value.detach().numpy() for name, value in model.link.state_dict().items()}
    return Linker(weights, no_source, no_cue)


def evaluate(texts: Iterable[Labelled], encode: Encode, linker: Linker, outside: float = 0.0) -> dict[str, Figures]:
    """Figures by style and for each whole collection ("polnear", "corpus")."""
    out: dict[str, Figures] = {}
    for x in texts:
        encoding = encode(x.source.text, x.pieces)
        found = fragments(encoding, outside)
        system = [attribution(encoding, found, link, 0.0) for link in linker(encoding, found)]
        golds = [covered(encoding, g.source, g.cue, g.content) for g in x.source.gold if g.content]
        ours = [covered(encoding, a.source, a.cue, a.content) for a in system]
        names = {x.source.style, "polnear" if x.source.style == "polnear" else "corpus"}
        for name in names:
            count(golds, ours, out.setdefault(name, Figures()))
    return out


Covered = tuple[frozenset[int], frozenset[int], frozenset[int]]


def covered(encoding: Encoding, *roles: Sequence[Span]) -> Covered:
    """The pieces under the spans of source, cue and content."""
    sets = [frozenset(i for s in spans for i in range(*encoding.over(s))) for spans in roles]
    return sets[SOURCE], sets[CUE], sets[CONTENT]


def iou(a: frozenset[int], b: frozenset[int]) -> float:
    """Intersection over union; two empty sets agree."""
    return len(a & b) / len(a | b) if a or b else 1.0


def count(gold: Sequence[Covered], system: Sequence[Covered], into: Figures) -> None:
    """Match one to one, the greatest overlap of contents first, and count."""
    into.gold += len(gold)
    into.system += len(system)
    scored = [
        (iou(g[CONTENT], s[CONTENT]), iou(g[SOURCE], s[SOURCE]), i, j)
        for i, g in enumerate(gold)
        for j, s in enumerate(system)
    ]
    left, right = set(range(len(gold))), set(range(len(system)))
    for content, source, i, j in sorted(scored, reverse=True):
        if content < OVERLAP or i not in left or j not in right:
            continue
        left.discard(i)
        right.discard(j)
        cue = iou(gold[i][CUE], system[j][CUE])
        into.right["content"] += 1
        into.right["speaker"] += source >= OVERLAP
        into.right["relation"] += source >= OVERLAP and cue >= OVERLAP
        into.right["exact"] += content == source == cue == 1.0
