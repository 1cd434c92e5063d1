"""Texts for the act head: the states of the encoder's fourth layer, and which words tell acts of which type.

Silver is what the rules tell; gold is what people marked. A gold act is a stretch of words, any of whose content words
may be the one that tells it, so that the head finds out which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from communique.evaluate.gold import Gold
from communique.extract.events import ACTS, act_span
from communique.extract.events.modality import HELD
from communique.language.attribution.encoder import feed, segments, windows
from communique.language.attribution.pieces import Pieces, pieces
from communique.language.attribution.standins import StandIns
from communique.language.document import Document
from communique.language.tags import COMMON_NOUNS, VERBS
from communique.language.votes import TYPES
from communique.model import Report
from communique.reader import Reader
from training.graft import BEHIND, LIKE

Half = npt.NDArray[np.float16]
STATES = LIKE.format(BEHIND) + "output/LayerNorm/LayerNormalization_output_0"
WORDS = COMMON_NOUNS | VERBS | {"JJ"}
"""Tags of the words that may tell an act."""
NONE = 0


class Label(NamedTuple):
    """Words, one of which is of this class: 0 for no act, else one more than the number of its type."""

    pieces: tuple[int, ...]
    """Their first pieces, counted in the window with its mark at the beginning."""
    kind: int


class Window(NamedTuple):
    """What the network reads at once: states float16 [n, 384] with both marks, labels, and what a label weighs."""

    states: Half
    labels: list[Label]
    weight: float


class StateReader:
    """The encoder, opened so that it gives the states that the act head reads."""

    def __init__(self, encoder: Path) -> None:
        import onnx
        import onnxruntime
        from onnx import TensorProto, helper
        from tokenizers import Tokenizer

        whole = onnx.load(str(encoder))
        del whole.graph.output[:]
        whole.graph.output.append(helper.make_tensor_value_info(STATES, TensorProto.FLOAT, None))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            whole.SerializeToString(), options, providers=["CPUExecutionProvider"],
            disabled_optimizers=["SkipLayerNormFusion"],
        )  # fmt: skip
        self._tokenizer = Tokenizer.from_file(str(encoder.with_name("tokenizer.json")))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._stand_ins = StandIns(self._tokenizer)

    def __call__(self, text: str, words: Sequence[tuple[tuple[int, ...], int]], weight: float) -> Iterator[Window]:
        """The windows of a text; ``words`` are offsets of words, one of which is of a class."""
        for part in segments(pieces(self._tokenizer, text, (), self._stand_ins)):
            for start, end, _, _ in windows(part.ids):
                states = self._session.run([STATES], feed(part, start, end))[0][0].astype(np.float16)
                yield Window(states, list(_inside(part, words, start, end)), weight)


def _inside(part: Pieces, words: Sequence[tuple[tuple[int, ...], int]], start: int, end: int) -> Iterator[Label]:
    for offsets, kind in words:
        first = np.searchsorted(part.end, offsets, side="right")
        held = [int(k) - start + 1 for k, at in zip(first, offsets, strict=True)
                if start <= k < end and part.start[k] <= at]  # fmt: skip
        if held:
            yield Label(tuple(held), kind)


def silver(reader: Reader, report: Report) -> tuple[str, list[tuple[tuple[int, ...], int]]]:
    """What the encoder sees of a report, and its words with the classes that rules tell.

    An act that did not happen, by its modality, says nothing of its word.
    """
    document = reader.document(report)
    events = {(e.spans.act, e.type): e for e in reader.record(document).events}
    kinds: dict[int, int] = {}
    for act in document.layers[ACTS].acts:
        event = events.get((act_span(act.match), act.shape.type))
        if event is not None and event.modality in HELD and event.type in TYPES:
            kinds[act.match.token.idx] = 1 + TYPES.index(event.type)
        else:
            kinds.setdefault(act.match.token.idx, -1)
    words = [((t,), kinds.get(t, NONE)) for t in _words(document) if kinds.get(t, NONE) >= 0]
    document.let_go()
    return document.view, words


def gold_words(document: Document, gold: Gold, moved: Callable[[int], int]) -> list[tuple[tuple[int, ...], int]]:
    """The document's words with the classes that people marked; ``moved`` gives where an offset of theirs lies."""
    words = list(_words(document, middle=True))
    marked: set[int] = set()
    found: list[tuple[tuple[int, ...], int]] = []
    for event in gold.record.get("events") or []:
        span = _act(event)
        if span is None or event["type"] not in TYPES:
            continue
        start, end = moved(span[0]), moved(span[1])
        inside = tuple(at for at, middle in words if start <= middle < end)
        marked.update(inside)
        if inside and (event.get("modality") or "actual") in HELD:
            found.append((inside, 1 + TYPES.index(event["type"])))
    return [*found, *(((at,), NONE) for at, _ in words if at not in marked)]


def _act(event: Mapping[str, Any]) -> tuple[int, int] | None:
    span = (event.get("spans") or {}).get("act") or next(iter(event.get("evidence") or []), None)
    return (span["start"], span["end"]) if span else None


def _words(document: Document, *, middle: bool = False) -> Iterable[Any]:
    """Offsets of the words that may tell an act; with ``middle`` each with that of its middle."""
    listed = [t for t in document.syntax if t.tag_ in WORDS and len(t.text) > 1]
    return [(t.idx, t.idx + len(t.text) // 2) for t in listed] if middle else [t.idx for t in listed]
