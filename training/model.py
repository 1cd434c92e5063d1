"""The network: one encoder, and heads beside each other that share its pass.

A further head is a module with a loss, listed in ``Model``; its reader is in data.py, its decoder in the package.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from communique.language.attribution.fragments import CONTENT, CUE, SOURCE, collect
from communique.language.attribution.pairs import FEATURES, MarkCounts, pairs
from training.batches import Batch, Window
from training.initial import load_into, minilm_folder

WIDTH = 384
NOTHING = -1e4


@dataclass(frozen=True)
class Regularisation:
    """What keeps the network from learning its training text by heart."""

    dropout: float = 0.1
    smoothing: float = 0.03
    frozen: int = 2  # lowest layers that are not trained; word embeddings never are


class TagHead(nn.Linear):
    """BIO tags of source, cue and content. Tags marked -100 do not count."""

    def __init__(self, smoothing: float) -> None:
        super().__init__(WIDTH, 7)
        self.smoothing = smoothing

    def loss(self, scores: Tensor, batch: Batch) -> Tensor:
        """Mean cross-entropy of ``scores`` [b, t, 7]."""
        flat = scores.reshape(-1, 7)
        return functional.cross_entropy(flat, batch.tags.reshape(-1), ignore_index=-100, label_smoothing=self.smoothing)


@dataclass
class Linkable:
    """Fragments of some windows or texts folded together, with candidate pairs and which of them are right.

    Index tensors count fragments; ``*_0`` are pairs of a cue with a source, ``*_1`` of a cue with a content.
    """

    role: Tensor
    cue_0: Tensor
    other_0: Tensor
    features_0: Tensor
    right_0: Tensor
    cue_1: Tensor
    other_1: Tensor
    features_1: Tensor
    right_1: Tensor
    gold: Tensor  # the fragment is part of an annotated attribution
    sourceless: Tensor  # and that one has no source


class LinkHead(nn.Module):
    """Scores of pairs of fragments; ``communique.language.attribution.linker`` runs it and names its weights alike."""

    def __init__(self, size: int = 96, dropout: float = 0.3) -> None:
        super().__init__()
        self.size = size
        self.drop = nn.Dropout(dropout)
        self.inp = nn.ModuleList(nn.Linear(3 * WIDTH, size) for _ in range(3))
        self.pair = nn.ModuleList(nn.Linear(3 * size + FEATURES, size) for _ in range(2))
        self.out = nn.ModuleList(
            nn.Sequential(nn.ReLU(), nn.Dropout(dropout), nn.Linear(size, 48), nn.ReLU(), nn.Linear(48, 1))
            for _ in range(2)
        )
        self.null = nn.ModuleList(nn.Sequential(nn.Linear(size, 48), nn.ReLU(), nn.Linear(48, 1)) for _ in range(2))

    def forward(self, states: Tensor, x: Linkable) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Scores of source pairs [p0], of no source [f], of content pairs [p1], of no cue [f]."""
        states = self.drop(states)
        units = torch.zeros(len(states), self.size)
        for role in (SOURCE, CUE, CONTENT):
            of = x.role == role
            units[of] = torch.relu(self.inp[role](states[of]))
        out = []
        for head, (cue, other, features) in enumerate(
            ((x.cue_0, x.other_0, x.features_0), (x.cue_1, x.other_1, x.features_1))
        ):
            a, b = units[cue], units[other]
            out.append(self.out[head](self.pair[head](torch.cat([a, b, a * b, features], 1))).squeeze(1))
            out.append(self.null[head](units).squeeze(1))
        return out[0], out[1], out[2], out[3]

    def loss(self, states: Tensor, x: Linkable) -> Tensor:
        """Each annotated cue among its sources or none, each content among its cues or none; several may be right."""
        sources, no_source, cues, no_cue = self(states, x)
        n = len(x.role)
        never = torch.full((n,), NOTHING)
        reached = torch.zeros(n, dtype=torch.bool)
        reached[x.cue_0[x.right_0]] = True
        every = torch.logaddexp(log_sum(sources, x.cue_0, n), no_source)
        right = torch.logaddexp(
            log_sum(sources.masked_fill(~x.right_0, NOTHING), x.cue_0, n), torch.where(x.sourceless, no_source, never)
        )
        ask = (x.role == CUE) & x.gold & (reached | x.sourceless)
        total = states.sum() * 0
        if ask.any():
            total = total + (every - right)[ask].mean()
        reached = torch.zeros(n, dtype=torch.bool)
        reached[x.other_1[x.right_1]] = True
        every = torch.logaddexp(log_sum(cues, x.other_1, n), no_cue)
        right = torch.where(reached, log_sum(cues.masked_fill(~x.right_1, NOTHING), x.other_1, n), no_cue)
        ask = x.role == CONTENT
        if ask.any():
            total = total + (every - right)[ask].mean()
        return total


class Model(nn.Module):
    """Encoder and heads. Without ``encoder`` it starts from the pretrained MiniLM-L6."""

    def __init__(self, rules: Regularisation, encoder: Mapping[str, Tensor] | None = None) -> None:
        super().__init__()
        self.enc = BertModel.from_pretrained(
            minilm_folder(),
            attention_probs_dropout_prob=0.0,
            hidden_dropout_prob=rules.dropout,
            attn_implementation="sdpa",
            add_pooling_layer=False,
        )
        if encoder is None:
            with torch.no_grad():  # the second kind of token, never seen in pretraining, marks capitals here
                kinds = self.enc.embeddings.token_type_embeddings.weight
                kinds[1] = kinds[0]
        else:
            load_into(self.enc, dict(encoder))
        self.enc.embeddings.word_embeddings.weight.requires_grad = False
        for layer in self.enc.encoder.layer[: rules.frozen]:
            layer.requires_grad_(False)
        if rules.frozen:
            self.enc.embeddings.requires_grad_(False)
        self.tag = TagHead(rules.smoothing)
        self.link = LinkHead()

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> tuple[Tensor, Tensor]:
        """(tag scores [b, t, 7], hidden states [b, t, 384])."""
        hidden = self.enc(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        return self.tag(hidden), hidden

    def loss(self, batch: Batch, link_weight: float) -> tuple[Tensor, Tensor]:
        """(the loss to minimise, the tagger's part of it)."""
        scores, hidden = self(batch.ids, batch.mask, batch.kinds)
        tagging = self.tag.loss(scores, batch)
        found = folded(batch.windows, scores.detach())
        if found is None:
            return tagging, tagging
        states = fragment_states(hidden, found[1])
        return tagging + link_weight * self.link.loss(states, found[0]), tagging


def log_sum(values: Tensor, group: Tensor, n: int) -> Tensor:
    """log(sum(exp(values))) within each of ``n`` groups; about -70 for an empty one."""
    top = torch.full((n,), NOTHING).scatter_reduce(0, group, values.detach(), "amax", include_self=True)
    top = torch.where(top <= NOTHING, torch.zeros(()), top)
    return top + torch.log(torch.zeros(n).scatter_add(0, group, torch.exp(values - top[group])) + 1e-30)


def fragment_states(hidden: Tensor, where: list[tuple[int, int, int]]) -> Tensor:
    """First, last and mean state [f, 3 * 384] of fragments given as (row, first, last) in ``hidden`` [b, t, 384]."""
    row = torch.tensor([w[0] for w in where])
    first = torch.tensor([w[1] for w in where])
    last = torch.tensor([w[2] for w in where])
    total = functional.pad(torch.cumsum(hidden, 1), (0, 0, 1, 0))
    mean = (total[row, last] - total[row, first]) / (last - first)[:, None]
    return torch.cat([hidden[row, first], hidden[row, last - 1], mean], 1)


def folded(windows: list[Window], scores: Tensor) -> tuple[Linkable, list[tuple[int, int, int]]] | None:
    """The annotated fragments of all windows of a batch, and where they stand in its tensors."""
    parts = []
    where: list[tuple[int, int, int]] = []
    for row, w in enumerate(windows):
        if not w.fragments:
            continue
        tags = torch.log_softmax(scores[row, 1 : len(w.pieces) + 1], -1).numpy()
        f = collect([k for k, _ in w.fragments], tags, np.asarray(w.tags))
        owners = [owner for _, owner in w.fragments]
        parts.append(linkable(MarkCounts(w.pieces), f, owners, w.sourceless))
        where += [(row, first + 1, last + 1) for (_, first, last), _ in w.fragments]
    return (fold(parts), where) if parts else None


def linkable(layout: MarkCounts, f: object, owners: list[frozenset[int]], sourceless: frozenset[int]) -> Linkable:
    """One text's or window's fragments ``f`` with their candidate pairs; ``owners`` are numbers of attributions."""
    tensors = []
    for role in (SOURCE, CONTENT):
        p = pairs(layout, f, role)  # type: ignore[arg-type]
        right = [bool(owners[a] & owners[b]) for a, b in zip(p.cue.tolist(), p.other.tolist(), strict=True)]
        tensors += [torch.from_numpy(p.cue), torch.from_numpy(p.other), torch.from_numpy(p.features)]
        tensors.append(torch.tensor(right, dtype=torch.bool))
    gold = torch.tensor([bool(o) for o in owners])
    without = torch.tensor([bool(o) and o <= sourceless for o in owners])
    return Linkable(torch.from_numpy(f.role), *tensors, gold, without)  # type: ignore[attr-defined]


def fold(parts: list[Linkable]) -> Linkable:
    """Several texts' fragments as one, their numbers shifted."""
    columns: dict[str, list[Tensor]] = {}
    shift = 0
    for p in parts:
        for name, value in vars(p).items():
            shifted = value + shift if name.startswith(("cue_", "other_")) else value
            columns.setdefault(name, []).append(shifted)
        shift += len(p.role)
    return Linkable(**{name: torch.cat(values) for name, values in columns.items()})
