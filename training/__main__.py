"""One command from annotated text to the files that ship. See MODEL_CARD.md for what it has made."""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from corpus.splits import read_splits
from tokenizers import Tokenizer
from torch import Tensor

from communique.language.attribution.encoder import Encoder, Encoding, feed, windows
from communique.language.attribution.linker import Linker
from communique.language.attribution.standins import StandIns
from communique.language.attribution.weights import manifest
from training import tune
from training.data import Labelled, corpus, divided, label, polnear
from training.evaluate import evaluate
from training.export import export_encoder, export_linker, export_tokenizer
from training.initial import dequantised, load_into
from training.linking import Example, LinkPlan, examples, fit
from training.manifest import write_manifest
from training.model import LinkHead, Model, Regularisation
from training.train import Plan, Trainer

SAMPLE = 14  # every so many training articles are looked at for how far activations reach
QUICK = 5  # every fifth article of the development set is looked at during training


def arguments() -> argparse.Namespace:
    """The command line."""
    p = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    p.add_argument("--polnear", type=Path, required=True, metavar="DIR", help="folder of train.jsonl.gz and dev.jsonl")
    p.add_argument(
        "--corpus", type=Path, required=True, metavar="FILE", help="what `python -m corpus.markup build` wrote"
    )
    p.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="checkpoints, log, report and the files to ship"
    )
    p.add_argument(
        "--init", type=Path, metavar="FILE", help="start from this encoder.onnx instead of the plain MiniLM-L6"
    )
    p.add_argument("--steps", type=int, default=Plan.steps, help="of %(default)s batches of about 3,000 wordpieces")
    p.add_argument("--rate", type=float, default=Plan.rate, help="learning rate of the top layer (%(default)s)")
    p.add_argument("--frozen", type=int, default=Regularisation.frozen, help="lowest layers to leave as they are")
    p.add_argument("--workers", type=int, default=Plan.workers, help="threads of one core each")
    p.add_argument("--seed", type=int, default=Plan.seed)
    p.add_argument("--resume", action="store_true", help="go on from the checkpoint in --out")
    p.add_argument("--finish", action="store_true", help="no training: export the best checkpoint in --out, link, tune")
    p.add_argument(
        "--refit", action="store_true", help="no training: write the encoder of --init in eight bits anew, link, tune"
    )
    p.add_argument("--keep", choices=("best", "last"), default="best", help="which moving average to export")
    p.add_argument(
        "--blend", type=float, default=1.0, help="share of the trained weights against those of --init, 0..1"
    )
    p.add_argument("--name", default="attribution-1", help="what the manifest calls the weights")
    return p.parse_args()


def main() -> None:
    """Train, export, fit the linker, tune, calibrate, report."""
    a = arguments()
    if a.refit and not a.init:
        raise SystemExit("--refit needs --init, the encoder to refit")
    torch.set_num_threads(1)
    a.out.mkdir(parents=True, exist_ok=True)
    export_tokenizer(a.out / "tokenizer.json")
    tokenizer = Tokenizer.from_file(str(a.out / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    stand_ins = StandIns(tokenizer)
    passages, held = divided(corpus(a.corpus), read_splits())
    train, dev, often, seldom = (
        [label(tokenizer, x, stand_ins) for x in texts]
        for texts in (polnear(a.polnear / "train.jsonl.gz"), polnear(a.polnear / "dev.jsonl"), passages, held)
    )
    encoder, tag = dequantised(a.init) if a.init else (None, None)
    model = Model(Regularisation(frozen=a.frozen), encoder)
    if tag:
        load_into(model.tag, tag)
    sample = [feed(x.pieces, *w[:2]) for x in train[::SAMPLE] for w in windows(x.pieces.ids)]
    if a.refit:
        about = earlier(a.init, model.link)
        export_encoder(model, a.out / "encoder.onnx", sample)
        finish(a.out, a.name, model.link, train, often, dev, seldom, about)
        return
    start = {k: v.detach().clone() for k, v in model.state_dict().items()}
    plan = Plan(steps=a.steps, rate=a.rate, workers=a.workers, seed=a.seed)
    trainer = Trainer(model, plan, a.out)
    if a.resume or a.finish:
        trainer.resume()
    if not a.finish:
        trainer.run(train, often, [*dev[::QUICK], *seldom])
    trained = torch.load(a.out / "best.pt") if a.keep == "best" else trainer.average
    model.load_state_dict(blended(start, trained, a.blend))
    export_encoder(model, a.out / "encoder.onnx", sample)
    about = {**trainer.describe(), "init": _checksum(a.init) if a.init else "all-MiniLM-L6-v2"}
    about.update(keep=a.keep, blend=a.blend)
    about["texts"] = {"polnear": len(train), "corpus": len(often), "held out of the corpus": len(seldom)}
    finish(a.out, a.name, model.link, train, often, dev, seldom, about)


def earlier(init: Path, link: LinkHead) -> dict[str, Any]:
    """What the manifest beside ``init`` says about its run, and the link head there as where the next fit starts."""
    before = manifest(init.parent)
    with np.load(init.parent / "linker.npz") as stored:
        link.load_state_dict({name: torch.from_numpy(stored[name].astype(np.float32)) for name in stored.files})
    kept = {k: v for k, v in before.run.items() if k not in {"figures", "linker", "linker_minutes", "refit"}}
    return {**kept, "refit": {"encoder.onnx": _checksum(init), "was": before.name}}


def blended(start: Mapping[str, Tensor], trained: Mapping[str, Tensor], share: float) -> dict[str, Tensor]:
    """Encoder and tagger between where they started (0) and where training led (1); the link head as trained.

    Fine-tuning on new text forgets some of the old; a point on the way keeps more of both (Wortsman et al., CVPR 2022).
    """
    whole = dict(trained)
    for name, value in trained.items():
        if not name.startswith("link.") and value.is_floating_point():
            whole[name] = torch.lerp(start[name], value, share)
    return whole


def finish(
    out: Path, name: str, link: LinkHead, train: Sequence[Labelled], often: Sequence[Labelled],
    dev: Sequence[Labelled], held: Sequence[Labelled], about: dict[str, Any],
) -> None:  # fmt: skip
    """From an encoder.onnx in ``out`` to everything else there."""
    begun = time.monotonic()
    encoder = Encoder(out / "encoder.onnx")

    def read(texts: Sequence[Labelled]) -> list[Encoding]:
        return [encoder(x.source.text, x.pieces) for x in texts]

    def learn(texts: Sequence[Labelled]) -> list[Example]:
        return [e for x in texts for e in examples(x, encoder(x.source.text, x.pieces))]

    plan = LinkPlan()
    fit(link, learn(train), learn(often), plan)
    export_linker(link.state_dict(), out / "linker.npz")
    weights = {k: v.detach().numpy().astype("float16") for k, v in link.state_dict().items()}

    def linker(no_source: float, no_cue: float) -> Linker:
        return Linker(weights, no_source, no_cue)

    both, seen = [*dev, *held], read([*dev, *held])
    decoding = tune.settings(both, seen, linker)
    tuned = linker(decoding["no_source"], decoding["no_cue"])
    half = len(dev) // 2
    sure = tune.confidence(dev[:half], seen[:half], tuned, decoding["outside"])
    stored = {id(x.pieces): e for x, e in zip(both, seen, strict=True)}
    figures = evaluate(both, lambda _, p: stored[id(p)], tuned, decoding["outside"])
    about = {**about, "linker": asdict(plan), "linker_minutes": round((time.monotonic() - begun) / 60, 1)}
    about["figures"] = {k: str(v) for k, v in sorted(figures.items())}
    write_manifest(out, name, decoding, sure, about)
    print(json.dumps(about["figures"], indent=1))


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
