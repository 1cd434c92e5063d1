"""Fits the link head on the states of the finished, quantised encoder: a matter of minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from communique.language.attribution.encoder import Encoding
from communique.language.attribution.fragments import Fragments, collect, fragments
from communique.language.attribution.linker import spans
from communique.language.attribution.pairs import MarkCounts
from training.data import Labelled
from training.model import Linkable, LinkHead, fold, linkable


@dataclass(frozen=True)
class LinkPlan:
    """One fit of the link head."""

    passes: int = 8
    batch: int = 8  # texts
    rate: float = 1e-3
    repeat: int = 3  # how often the corpus is seen in each pass over PolNeAR
    seed: int = 0


@dataclass
class Example:
    """One text's fragments: their states [f, 3 * 384] and candidate pairs."""

    states: Tensor
    links: Linkable


def examples(x: Labelled, encoding: Encoding) -> list[Example]:
    """The text once with its annotated fragments and once with those the tagger finds."""
    annotated = list(x.fragments)
    given = collect(annotated, encoding.tags, x.tags)
    out = []
    for f in (given, fragments(encoding)):
        if len(f):
            owners = aligned(x, f)
            states = torch.from_numpy(spans(encoding.hidden, f))
            out.append(Example(states, linkable(MarkCounts(x.pieces), f, owners, x.sourceless)))
    return out


def aligned(x: Labelled, f: Fragments) -> list[frozenset[int]]:
    """For each fragment the attributions whose annotated fragment of its role overlaps it most."""
    out = []
    for role, first, last in zip(f.role.tolist(), f.first.tolist(), f.last.tolist(), strict=True):
        share: dict[int, float] = {}
        for (kind, a, b), owners in x.fragments.items():
            common = min(last, b) - max(first, a)
            if kind == role and common > 0:
                for owner in owners:
                    share[owner] = max(share.get(owner, 0.0), common / max(last - first, b - a))
        top = max(share.values(), default=0.0)
        out.append(frozenset(k for k, v in share.items() if v >= top))
    return out


def fit(head: LinkHead, texts: Sequence[Example], often: Sequence[Example], plan: LinkPlan) -> LinkHead:
    """Train ``head`` in place; the moving average of its weights is what stays."""
    torch.manual_seed(plan.seed)
    rng = np.random.default_rng(plan.seed)
    optimiser = torch.optim.AdamW(head.parameters(), lr=plan.rate, weight_decay=0.01)
    average = {k: v.detach().clone() for k, v in head.state_dict().items()}
    pool = [*texts, *(list(often) * plan.repeat)]
    steps, step = plan.passes * (len(pool) // plan.batch), 0
    head.train()
    for _ in range(plan.passes):
        order = rng.permutation(len(pool))
        for k in range(0, len(order) - plan.batch + 1, plan.batch):
            chosen = [pool[i] for i in order[k : k + plan.batch]]
            loss = head.loss(torch.cat([e.states for e in chosen]), fold([e.links for e in chosen]))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            for group in optimiser.param_groups:
                group["lr"] = plan.rate * min(1.0, (step + 1) / 50) * (1 - step / steps)
            optimiser.step()
            optimiser.zero_grad()
            step += 1
            with torch.no_grad():
                for name, value in head.state_dict().items():
                    average[name].lerp_(value, 0.01)
    head.load_state_dict(average)
    return head.eval()
