"""The act head: one layer of the pretrained encoder's shape behind the fourth; acts and stances of words above it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from communique.language.attribution.encoder import ACTS, TAKEN
from communique.language.votes import SCORES, STANCES
from training.act_data import Label, Window
from training.initial import minilm_folder
from training.model import WIDTH

LIKE = 4
"""Number, from 0, of the pretrained layer that it starts from."""
BATCH = 16
WARM_UP = 50
SIDED = 1.0
"""What stances weigh beside acts."""


class ActHead(nn.Module):
    """Scores of no act and of each type, and of no stance, for and against, for every wordpiece."""

    def __init__(self) -> None:
        super().__init__()
        from transformers import BertModel

        encoder = BertModel.from_pretrained(
            minilm_folder(), attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.1, attn_implementation="sdpa",
            add_pooling_layer=False,
        )  # fmt: skip
        self.block = encoder.encoder.layer[LIKE]
        self.drop = nn.Dropout(0.2)
        self.out = nn.Linear(WIDTH, SCORES)
        self.sides = nn.Linear(WIDTH, STANCES)
        for linear in (self.out, self.sides):
            nn.init.normal_(linear.weight, std=0.02)

    def states(self, x: Tensor, mask: Tensor) -> Tensor:
        """States [b, t, 384] of the layer above ``x`` [b, t, 384]; ``mask`` bool [b, t] says what is there."""
        hidden = torch.zeros(mask.shape[0], 1, 1, mask.shape[1]).masked_fill(~mask[:, None, None, :], -1e4)
        found = self.block(x, attention_mask=hidden)
        return found[0] if isinstance(found, tuple) else found

    def readings(self) -> dict[str, nn.Linear]:
        """The linear heads by the names of their outputs."""
        return {ACTS: self.out, TAKEN: self.sides}

    def forward(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Scores [b, t, 17] of acts and [b, t, 3] of stances."""
        states = self.drop(self.states(x, mask))
        return self.out(states), self.sides(states)


def loss_of(scores: tuple[Tensor, Tensor], batch: Sequence[Window]) -> Tensor:
    """The loss of acts and, weighed by ``SIDED``, that of stances, each a weighted mean over labels.

    Of an act that is -log of the sum of its words' probabilities: any may tell it, all may. Of a stance it is -log of
    the probability that one of its words at least takes it (noisy or), as its stretches are longer.
    """
    acts, sides = (torch.log_softmax(s.float(), -1) for s in scores)
    told = _mean(acts, [w.labels for w in batch], batch, lambda log: torch.logsumexp(log, 0))
    return told + SIDED * _mean(sides, [w.stances for w in batch], batch, _one_of)


def _one_of(log: Tensor) -> Tensor:
    """Log of the probability that at least one of independent things holds."""
    return torch.log1p(-torch.exp(torch.log1p(-log.exp().clamp(max=1 - 1e-6)).sum(0)).clamp(max=1 - 1e-6))


def _mean(
    log: Tensor, labels: Sequence[Sequence[Label]], batch: Sequence[Window], together: Callable[[Tensor], Tensor]
) -> Tensor:
    total, weight = log.sum() * 0, 0.0
    single = [(r, label.pieces[0], label.kind, w.weight) for r, w in enumerate(batch) for label in labels[r]
              if len(label.pieces) == 1]  # fmt: skip
    if single:
        rows, places, kinds, weights = zip(*single, strict=True)
        total = total - (log[list(rows), list(places), list(kinds)] * torch.tensor(weights)).sum()
        weight += sum(weights)
    for r, w in enumerate(batch):
        for label in labels[r]:
            if len(label.pieces) > 1:
                total = total - w.weight * together(log[r, list(label.pieces), label.kind])
                weight += w.weight
    return total / max(weight, 1.0)


def train(
    head: ActHead, texts: Sequence[Sequence[Sequence[Window]]], epochs: int, rate: float, head_rate: float, seed: int
) -> None:
    """AdamW over texts, each given by its windows in one form or more, the rates rising and then falling in a line.

    Of a text with two forms one is seen in an epoch and the other in the next. Products are taken in bfloat16, weights
    stay float32.
    """
    rng = random.Random(seed)
    torch.manual_seed(seed)
    groups = [
        {"params": list(head.block.parameters()), "lr": rate},
        {"params": [p for linear in head.readings().values() for p in linear.parameters()], "lr": head_rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    turns = [rng.randrange(2) for _ in texts]
    steps, step = epochs * max(1, sum(len(forms[0]) for forms in texts) // BATCH), 0
    head.train()
    for epoch in range(epochs):
        windows = [w for forms, turn in zip(texts, turns, strict=True) for w in forms[(epoch + turn) % len(forms)]]
        for batch in batches(windows, rng):
            factor = min(1.0, (step + 1) / WARM_UP) * max(0.02, 1 - step / steps)
            for group, base in zip(optimizer.param_groups, (rate, head_rate), strict=True):
                group["lr"] = base * factor
            x, mask = tensors(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = head(x, mask)
            loss = loss_of(scores, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            step += 1
    head.eval()


def batches(windows: Sequence[Window], rng: random.Random) -> Iterator[list[Window]]:
    """Windows of like length together, in a random order."""
    order = rng.sample(range(len(windows)), len(windows))
    for at in range(0, len(order), 20 * BATCH):
        near = sorted(order[at : at + 20 * BATCH], key=lambda k: len(windows[k].states))
        groups = [near[k : k + BATCH] for k in range(0, len(near), BATCH)]
        rng.shuffle(groups)
        yield from ([windows[k] for k in group] for group in groups)


def tensors(batch: Sequence[Window]) -> tuple[Tensor, Tensor]:
    """States float32 [b, t, 384] and mask bool [b, t]."""
    longest = max(len(w.states) for w in batch)
    x, mask = torch.zeros(len(batch), longest, WIDTH), torch.zeros(len(batch), longest, dtype=torch.bool)
    for r, w in enumerate(batch):
        x[r, : len(w.states)] = torch.from_numpy(w.states.astype(np.float32))
        mask[r, : len(w.states)] = True
    return x, mask
