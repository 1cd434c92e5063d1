"""Make the act head: silver of the rules, then gold, and its layer grafted behind the encoder's fourth.

    python -m training.acts --silver REPORTS --gold GOLD [GOLD ...] --corpus corpus.jsonl --out RUN
    python -m training.acts --base ENCODER [--silver REPORTS] --gold GOLD [GOLD ...] --corpus corpus.jsonl --out RUN

``REPORTS`` are any reports of foreign affairs, in a form that ``communique read`` takes, none of them in the gold; what
the program tells of them is learned first, in every second one with the names of states exchanged. With ``--base``
training starts from the layer of an act head that was made before. Then come the reports of
``GOLD`` (folders or lines of records, every event and position annotated) and the corpus without ``test``, in each
epoch one half of them as they are and the other with names exchanged. ``RUN`` then holds ``encoder-0.onnx`` ...
``encoder-2.onnx``, each of which has not seen the gold of one part (``training/ballot.py`` and
``training/positions.py`` need them), and ``encoder.onnx``, which has seen all; ``--ship`` puts its layer into the
encoder that the package has. ``training/ballot.py`` is not to be fitted on what ``--base`` has learned from.
"""

from __future__ import annotations

import argparse
import copy
import random
from collections.abc import Sequence
from pathlib import Path

import msgspec
import torch
from corpus.splits import read_splits

from communique.errors import InputError
from communique.evaluate import load_gold
from communique.evaluate.gold import Gold
from communique.language.attribution.weights import FOLDER, manifest
from communique.model import Report
from communique.reader import Reader
from communique.sources import open_reports
from training.act_data import StateReader, Window, gold_words, silver
from training.act_head import ActHead, train
from training.ballot import FOLDS, fold_of
from training.graft import grafted, taken
from training.manifest import same_states, write_manifest
from training.reports import report_of
from training.swaps import swapped

LONGEST = 25_000  # characters of a report of silver
AGAIN, AGAIN_WEIGHS = 90, 0.3  # reports of silver that gold is mixed with, and what their labels weigh
SILVER = 2, 2e-4, 1e-3  # epochs, rate of the layer and of what reads it
GOLD = 3, 2e-4, 1e-3
INVENTED = 0.6  # what a label of the corpus weighs


Texts = list[tuple[str, list[list[Window]]]]
"""The name of each report, and its windows as it is and with names exchanged."""


def silver_windows(paths: Sequence[Path], states: StateReader, gold: Sequence[Gold]) -> Texts:
    """The windows of each report of silver that is in no gold, in one of its forms."""
    known = {g.text[:200] for g in gold}
    reader = Reader()
    found: Texts = []
    for n, report in enumerate(open_reports(paths)):
        if not isinstance(report, Report) or len(report.text) > LONGEST or report.text[:200] in known:
            continue
        if n % 2:
            report = msgspec.structs.replace(report, text=swapped(report.text, n)[0])
        try:
            view, words = silver(reader, report)
        except InputError:
            continue
        found.append((report.id, [list(states(view, words, AGAIN_WEIGHS))]))
    return found


def gold_windows(gold: Sequence[Gold], states: StateReader, weight: float) -> Texts:
    """The windows of each report of gold, as it is and with names exchanged."""
    reader = Reader(())
    found: Texts = []
    for n, g in enumerate(gold):
        document = reader.document(report_of(g))
        words = gold_words(document, g)
        text, moved = swapped(document.view, n)
        found.append(
            (g.name, [list(states(document.view, words, weight)), list(states(text, words.moved(moved), weight))])
        )
        document.let_go()
    return found


def restored(encoder: Path) -> ActHead:
    """The act head of an encoder, to be trained further; a reading that it lacks begins anew."""
    head = ActHead()
    block, heads = taken(encoder)
    head.block.load_state_dict({name: torch.from_numpy(value.copy()) for name, value in block.items()})
    with torch.no_grad():
        for name, linear in head.readings().items():
            if name in heads:
                linear.weight.copy_(torch.from_numpy(heads[name][0].T.copy()))
                linear.bias.copy_(torch.from_numpy(heads[name][1].copy()))
    return head


def write(head: ActHead, encoder: Path, path: Path) -> None:
    """Write ``encoder`` with this act head."""
    block = {name: value.detach().numpy() for name, value in head.block.state_dict().items()}
    heads = {n: (x.weight.detach().numpy().T, x.bias.detach().numpy()) for n, x in head.readings().items()}
    grafted(encoder, block, heads, path)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--silver", type=Path, nargs="+", default=[])
    parser.add_argument("--base", type=Path)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--ship", action="store_true", help="put the layer where the package has it")
    options = parser.parse_args()
    if not options.silver and options.base is None:
        parser.error("give --silver, --base or both: gold alone is too little to begin with")
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    encoder = FOLDER / "encoder.onnx"
    states = StateReader(encoder)
    test = {name for name, split in read_splits().items() if split == "test"}
    real = [g for path in options.gold for g in load_gold(path)]
    invented = [g for g in load_gold(options.corpus) if g.name not in test]

    again: Texts = []
    base = restored(options.base) if options.base is not None else ActHead()
    if options.silver:
        listed = silver_windows(options.silver, states, real)
        train(base, [one for _, one in listed], *SILVER, seed=0)
        torch.save(base.state_dict(), options.out / "silver.pt")
        if options.base is None:
            again = random.Random(5).sample(listed, min(AGAIN, len(listed)))
    told = [*gold_windows(real, states, 1.0), *gold_windows(invented, states, INVENTED)]
    for fold in range(FOLDS + 1):
        head = copy.deepcopy(base)
        own = [forms for name, forms in told if fold_of(name) != fold]
        train(head, [*own, *(one for _, one in again)], *GOLD, seed=fold)
        name = f"encoder-{fold}.onnx" if fold < FOLDS else "encoder.onnx"
        write(head, encoder, options.out / name)
        print(f"{name}: {len(own)} reports of gold", flush=True)
    if options.ship:
        ship(options.out / "encoder.onnx")


def ship(encoder: Path) -> None:
    """Put the layer of an encoder into the one that the package has, and its checksum into the manifest."""
    about = manifest(FOLDER)
    grafted(FOLDER / "encoder.onnx", *taken(encoder), FOLDER / "encoder.onnx")
    write_manifest(FOLDER, about.name, about.decoding, about.confidence, about.run)
    same_states(about.files["encoder.onnx"].sha256, FOLDER / "encoder.onnx")


if __name__ == "__main__":
    main()
