"""Fine-tunes encoder and heads together, keeps the best moving average on development text, can be resumed."""

from __future__ import annotations

import json
import queue
import random
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from training.batches import Augmentation, Window, collate, epoch
from training.data import Labelled
from training.evaluate import encode_with, evaluate, linker_of
from training.model import Model


@dataclass(frozen=True)
class Plan:
    """One training run."""

    steps: int = 700
    batch: int = 12  # windows of full length, or as many pieces in shorter ones
    rate: float = 1.5e-4  # of the top layer; each layer below has ``layer_decay`` of it
    layer_decay: float = 0.85
    head_rate: float = 5e-4
    warm_up: int = 40
    link_weight: float = 0.3
    average: float = 0.99
    check: int = 100  # steps between looks at the development text
    patience: int = 3  # looks without a better figure before it stops
    repeat: int = 8  # passes over the corpus in each pass over PolNeAR
    workers: int = 2  # threads of one core each; with more than one the order of random draws is not fixed
    seed: int = 1
    augmentation: Augmentation = field(default_factory=Augmentation)


class Trainer:
    """Runs a plan; everything that it needs to go on lies in ``folder``."""

    def __init__(self, model: Model, plan: Plan, folder: Path) -> None:
        self.model, self.plan, self.folder = model, plan, folder
        self.step = 0
        self.passes = 0
        self.best = -1.0
        self.stale = 0
        self.seconds = 0.0
        torch.manual_seed(plan.seed)
        self.optimiser = torch.optim.AdamW(_groups(model, plan), weight_decay=0.01, betas=(0.9, 0.98))
        self.parameters = [p for g in self.optimiser.param_groups for p in g["params"]]
        self.average = {k: v.detach().clone() for k, v in model.state_dict().items()}
        folder.mkdir(parents=True, exist_ok=True)

    def run(self, texts: Sequence[Labelled], often: Sequence[Labelled], dev: Sequence[Labelled]) -> None:
        """Train until the plan's steps or ``patience`` are used up; ``best.pt`` then holds the best average."""
        begun = time.monotonic() - self.seconds
        pool = _Workers(self.model, self.parameters, self.plan)
        self._look(dev)
        running = 0.0
        while self.step < self.plan.steps and self.stale < self.plan.patience:
            rng = random.Random(self.plan.seed * 1000 + self.passes)
            for windows in epoch(texts, often, self.plan.repeat, self.plan.batch, self.plan.augmentation, rng):
                loss = pool.gradients(windows)
                self._update()
                running = loss if not running else 0.97 * running + 0.03 * loss
                self.seconds = time.monotonic() - begun
                if self.step % 20 == 0:
                    self.log(event="step", step=self.step, loss=round(running, 4), seconds=round(self.seconds))
                if self.step % self.plan.check == 0:
                    self._look(dev)
                    self.save()
                if self.step >= self.plan.steps or self.stale >= self.plan.patience:
                    break
            self.passes += 1
        pool.close()

    def _update(self) -> None:
        torch.nn.utils.clip_grad_norm_([p for p in self.parameters if p.grad is not None], 1.0)
        warm = min(1.0, (self.step + 1) / self.plan.warm_up)
        share = warm * (1 - self.step / self.plan.steps)
        for group in self.optimiser.param_groups:
            group["lr"] = group["full"] * share
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.step += 1
        with torch.no_grad():
            for name, value in self.model.state_dict().items():
                mean = self.average[name]
                if mean.is_floating_point():
                    mean.lerp_(value, 1 - min(self.plan.average, self.step / (self.step + 10)))

    def _look(self, dev: Sequence[Labelled]) -> None:
        """Figures of the moving average on ``dev``; keep it if it is the best so far."""
        current = {k: v.detach().clone() for k, v in self.model.state_dict().items()}
        self.model.load_state_dict(self.average)
        self.model.eval()
        figures = evaluate(dev, encode_with(self.model), linker_of(self.model))
        whole = [figures[k] for k in ("polnear", "corpus") if k in figures]
        score = sum(f.f1("relation") + f.f1("speaker") for f in whole) / (2 * len(whole))
        better = score > self.best
        self.best, self.stale = (score, 0) if better else (self.best, self.stale + 1)
        if better:
            torch.save(self.average, self.folder / "best.pt")
        self.model.load_state_dict(current)
        self.model.train()
        shown = {k: str(figures[k]) for k in ("polnear", "corpus") if k in figures}
        self.log(event="dev", step=self.step, score=round(score, 4), kept=better, **shown)

    def save(self) -> None:
        """Write a checkpoint, whole or not at all."""
        state = {k: getattr(self, k) for k in ("step", "passes", "best", "stale", "seconds")}
        whole = {
            **state,
            "model": self.model.state_dict(),
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
        }
        partial = self.folder / "checkpoint.part"
        torch.save(whole, partial)
        partial.replace(self.folder / "checkpoint.pt")

    def resume(self) -> None:
        """Go on from the last checkpoint in the folder."""
        stored = torch.load(self.folder / "checkpoint.pt")
        self.model.load_state_dict(stored["model"])
        self.optimiser.load_state_dict(stored["optimiser"])
        self.average = stored["average"]
        for k in ("step", "passes", "best", "stale", "seconds"):
            setattr(self, k, stored[k])
        self.passes += 1  # the pass that was cut off is not repeated: the next has windows of its own

    def log(self, **what: Any) -> None:
        """One line of JSON to the log and to standard output."""
        line = json.dumps(what)
        print(line, flush=True)
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as f:
            f.write(line + "\n")

    def describe(self) -> dict[str, Any]:
        """What the manifest says about the run."""
        minutes = round(self.seconds / 60, 1)
        return {"plan": asdict(self.plan), "steps": self.step, "minutes": minutes, "score": round(self.best, 4)}


def _groups(model: Model, plan: Plan) -> list[dict[str, Any]]:
    """Parameter groups with their full rate: heads, and each layer less than the one above."""
    groups = [{"params": [*model.tag.parameters(), *model.link.parameters()], "full": plan.head_rate}]
    depth = len(model.enc.encoder.layer)
    for k, layer in enumerate(model.enc.encoder.layer):
        part = [p for p in layer.parameters() if p.requires_grad]
        if part:
            groups.append({"params": part, "full": plan.rate * plan.layer_decay ** (depth - 1 - k)})
    low = [p for p in model.enc.embeddings.parameters() if p.requires_grad]
    if low:
        groups.append({"params": low, "full": plan.rate * plan.layer_decay**depth})
    return groups


class _Workers:
    """Threads that share the model and each work out the gradients of a part of the batch."""

    def __init__(self, model: Model, parameters: list[Tensor], plan: Plan) -> None:
        self._model, self._parameters, self._weight = model, parameters, plan.link_weight
        self._jobs: queue.Queue[tuple[list[Window], float] | None] = queue.Queue()
        self._done: queue.Queue[Any] = queue.Queue()
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(plan.workers)]
        torch.set_num_threads(1)
        for t in self._threads:
            t.start()

    def gradients(self, windows: list[Window]) -> float:
        """Put the gradients of the mean loss into the parameters; the loss of tagging is returned."""
        ordered = sorted(windows, key=lambda w: len(w.pieces))
        part = max(1, -(-len(ordered) // (2 * len(self._threads))))
        parts = [ordered[k : k + part] for k in range(0, len(ordered), part)]
        whole = sum(len(w.pieces) for w in windows)
        for p in parts:
            self._jobs.put((p, sum(len(w.pieces) for w in p) / whole))
        total = 0.0
        for _ in parts:
            answer = self._done.get()
            if isinstance(answer, Exception):
                raise answer
            loss, gradients = answer
            total += loss
            for parameter, g in zip(self._parameters, gradients, strict=True):
                if g is not None:
                    parameter.grad = g if parameter.grad is None else parameter.grad.add_(g)
        return total

    def _work(self) -> None:
        torch.set_num_threads(1)
        while (job := self._jobs.get()) is not None:
            windows, share = job
            try:
                loss, tagging = self._model.loss(collate(windows), self._weight)
                gradients = torch.autograd.grad(loss * share, self._parameters, allow_unused=True)
                self._done.put((float(tagging.detach()) * share, gradients))
            except Exception as e:
                self._done.put(e)

    def close(self) -> None:
        """End the threads."""
        for _ in self._threads:
            self._jobs.put(None)
