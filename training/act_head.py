"""The act head: one layer of the pretrained encoder's shape behind the fourth, and the classes of words above it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from communique.language.votes import SCORES
from training.act_data import Window
from training.initial import minilm_folder
from training.model import WIDTH

LIKE = 4
"""Number, from 0, of the pretrained layer that it starts from."""
BATCH = 16
WARM_UP = 50


class ActHead(nn.Module):
    """Scores of no act and of each type for every wordpiece."""

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
        nn.init.normal_(self.out.weight, std=0.02)

    def states(self, x: Tensor, mask: Tensor) -> Tensor:
        """States [b, t, 384] of the layer above ``x`` [b, t, 384]; ``mask`` bool [b, t] says what is there."""
        hidden = torch.zeros(mask.shape[0], 1, 1, mask.shape[1]).masked_fill(~mask[:, None, None, :], -1e4)
        found = self.block(x, attention_mask=hidden)
        return found[0] if isinstance(found, tuple) else found

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Scores [b, t, 17]."""
        return self.out(self.drop(self.states(x, mask)))


def loss_of(scores: Tensor, batch: Sequence[Window]) -> Tensor:
    """Weighted mean over labels of -log of the probability that one of a label's words is of its class."""
    log = torch.log_softmax(scores, -1)
    total, weight = log.sum() * 0, 0.0
    single = [(r, label.pieces[0], label.kind, w.weight) for r, w in enumerate(batch) for label in w.labels
              if len(label.pieces) == 1]  # fmt: skip
    if single:
        rows, places, kinds, weights = zip(*single, strict=True)
        total = total - (log[list(rows), list(places), list(kinds)] * torch.tensor(weights)).sum()
        weight += sum(weights)
    for r, w in enumerate(batch):
        for label in w.labels:
            if len(label.pieces) > 1:
                total = total - w.weight * torch.logsumexp(log[r, list(label.pieces), label.kind], 0)
                weight += w.weight
    return total / max(weight, 1.0)


def train(head: ActHead, windows: Sequence[Window], epochs: int, rate: float, head_rate: float, seed: int) -> None:
    """AdamW over the windows, the rates rising for a while and then falling in a line."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    groups = [
        {"params": list(head.block.parameters()), "lr": rate},
        {"params": list(head.out.parameters()), "lr": head_rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps, step = epochs * max(1, len(windows) // BATCH), 0
    head.train()
    for _ in range(epochs):
        for batch in batches(windows, rng):
            factor = min(1.0, (step + 1) / WARM_UP) * max(0.02, 1 - step / steps)
            for group, base in zip(optimizer.param_groups, (rate, head_rate), strict=True):
                group["lr"] = base * factor
            x, mask = tensors(batch)
            loss = loss_of(head(x, mask), batch)
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
