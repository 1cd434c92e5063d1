"""Make the act head: silver of the rules, then gold, and its layer grafted behind the encoder's fourth.

    python -m training.acts --silver REPORTS --gold GOLD [GOLD ...] --corpus corpus.jsonl --out RUN

``REPORTS`` are any reports of foreign affairs, in a form that ``communique read`` takes, none of them in the gold; what
the rules tell of them is learned first, in every second one with the names of states exchanged. Then come the reports
of ``GOLD`` (folders or lines of records, every event annotated) and the corpus without ``test``, each as it is and
with names exchanged. ``RUN`` then holds ``encoder-0.onnx`` ... ``encoder-4.onnx``, each of which has not seen the gold
of one fifth (``training/ballot.py`` needs them), and ``encoder.onnx``, which has seen all; ``--ship`` puts that where
the package has it.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import torch
from corpus.splits import read_splits

from communique.errors import InputError
from communique.evaluate import load_gold
from communique.evaluate.gold import Gold
from communique.extract.events import ACTS
from communique.language.attribution.weights import FOLDER, manifest
from communique.model import Report
from communique.reader import Reader, all_steps, leading_to
from communique.sources import open_reports
from training.act_data import StateReader, Window, gold_words, silver
from training.act_head import ActHead, train
from training.ballot import FOLDS, fold_of
from training.graft import OUTPUT, grafted
from training.manifest import write_manifest
from training.reports import report_of
from training.swaps import swapped

LONGEST = 25_000  # characters of a report of silver
AGAIN, AGAIN_WEIGHS = 90, 0.3  # reports of silver that gold is mixed with, and what their labels weigh
INVENTED = 0.6  # what a label of the corpus weighs


def silver_windows(paths: Sequence[Path], states: StateReader, gold: Sequence[Gold]) -> list[list[Window]]:
    """The windows of each report of silver that is in no gold."""
    known = {g.text[:200] for g in gold}
    reader = Reader()
    found: list[list[Window]] = []
    for n, report in enumerate(open_reports(paths)):
        if not isinstance(report, Report) or len(report.text) > LONGEST or report.text[:200] in known:
            continue
        if n % 2:
            report = msgspec.structs.replace(report, text=swapped(report.text, n)[0])
        try:
            view, words = silver(reader, report)
        except InputError:
            continue
        found.append(list(states(view, words, 1.0)))
    return found


def gold_windows(gold: Sequence[Gold], states: StateReader, weight: float) -> Iterator[tuple[str, list[Window]]]:
    """The name of each report of gold with its windows, as it is and with names exchanged."""
    reader = Reader(leading_to(ACTS, all_steps()))
    for n, g in enumerate(gold):
        for seed in (None, n):
            report: Any = report_of(g)
            text, moved = (report.text, int) if seed is None else swapped(report.text, seed)
            document = reader.document(msgspec.structs.replace(report, text=text))
            yield g.name, list(states(document.view, gold_words(document, g, moved), weight))
            document.let_go()


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--silver", type=Path, nargs="+", required=True)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--ship", action="store_true", help="put the encoder where the package has it")
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    encoder = FOLDER / "encoder.onnx"
    states = StateReader(encoder)
    test = {name for name, split in read_splits().items() if split == "test"}
    real = [g for path in options.gold for g in load_gold(path)]
    invented = [g for g in load_gold(options.corpus) if g.name not in test]

    listed = silver_windows(options.silver, states, real)
    base = ActHead()
    train(base, [w for windows in listed for w in windows], epochs=2, rate=3e-4, head_rate=1e-3, seed=0)
    torch.save(base.state_dict(), options.out / "silver.pt")

    again = random.Random(5).sample(listed, min(AGAIN, len(listed)))
    mixed = [w._replace(weight=AGAIN_WEIGHS) for windows in again for w in windows]
    told = [*gold_windows(real, states, 1.0), *gold_windows(invented, states, INVENTED)]
    for fold in range(FOLDS + 1):
        head = ActHead()
        head.load_state_dict(base.state_dict())
        own = [w for name, windows in told if fold_of(name) != fold for w in windows]
        train(head, [*own, *mixed], epochs=3, rate=2e-4, head_rate=3e-4, seed=fold)
        block = {name: value.detach().numpy() for name, value in head.block.state_dict().items()}
        weight, bias = head.out.weight.detach().numpy().T, head.out.bias.detach().numpy()
        name = f"encoder-{fold}.onnx" if fold < FOLDS else "encoder.onnx"
        grafted(encoder, block, {OUTPUT: (weight, bias)}, options.out / name)
        print(f"{name}: {len(own)} windows of gold", flush=True)
    if options.ship:
        ship(options.out / "encoder.onnx")


def ship(encoder: Path) -> None:
    """Put an encoder where the package has it, and its checksum into the manifest."""
    about = manifest(FOLDER)
    (FOLDER / "encoder.onnx").write_bytes(encoder.read_bytes())
    write_manifest(FOLDER, about.name, about.decoding, about.confidence, about.run)


if __name__ == "__main__":
    main()
