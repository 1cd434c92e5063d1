"""Texts for the act head: the states of the encoder's fourth layer, and which words tell acts and stances.

Silver is what the program tells of reports; gold is what people marked. An act or a stance of gold is a stretch of
words, any of whose content words may be the one that tells it, so that the head finds out which. The words of a stance
are those of its evidence without those of its issue, unless nothing else is left.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from communique.evaluate.gold import Gold
from communique.extract.events import ACTS, act_span
from communique.extract.events.modality import HELD
from communique.extract.positions.votes import SIDES, TELLING
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
SURE = 0.5
"""A position that the rules tell is learned from if it is at least so sure."""
Words = list[tuple[tuple[int, ...], int]]
"""Offsets of words, one of which is of a class, and the class."""


class Marked(NamedTuple):
    """The words of a text with their classes: of acts, and of stances."""

    acts: Words
    stances: Words

    def moved(self, moved: Callable[[int], int]) -> Marked:
        """The same words where they lie in another text."""
        return Marked(*([(tuple(map(moved, at)), kind) for at, kind in words] for words in self))


class Label(NamedTuple):
    """Words, one of which is of this class: 0 for no act, else one more than the number of its type."""

    pieces: tuple[int, ...]
    """Their first pieces, counted in the window with its mark at the beginning."""
    kind: int


class Window(NamedTuple):
    """What the network reads at once: states float16 [n, 384] with both marks, labels, and what a label weighs."""

    states: Half
    labels: list[Label]
    stances: list[Label]
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

    def __call__(self, text: str, words: Marked, weight: float) -> Iterator[Window]:
        """The windows of a text."""
        for part in segments(pieces(self._tokenizer, text, (), self._stand_ins)):
            for start, end, _, _ in windows(part.ids):
                states = self._session.run([STATES], feed(part, start, end))[0][0].astype(np.float16)
                acts, stances = (list(_inside(part, w, start, end)) for w in words)
                yield Window(states, acts, stances, weight)


def _inside(part: Pieces, words: Words, start: int, end: int) -> Iterator[Label]:
    for offsets, kind in words:
        first = np.searchsorted(part.end, offsets, side="right")
        held = [int(k) - start + 1 for k, at in zip(first, offsets, strict=True)
                if start <= k < end and part.start[k] <= at]  # fmt: skip
        if held:
            yield Label(tuple(held), kind)


def silver(reader: Reader, report: Report) -> tuple[str, Marked]:
    """What the encoder sees of a report, and its words with the classes that the program tells.

    An act that did not happen, by its modality, says nothing of its word.
    """
    document = reader.document(report)
    record = reader.record(document)
    events = {(e.spans.act, e.type): e for e in record.events}
    kinds: dict[int, int] = {}
    acts_found = document.layers[ACTS]
    for act in (*acts_found.acts, *acts_found.voted):
        event = events.get((act_span(act.match), act.shape.type))
        if event is not None and event.modality in HELD and event.type in TYPES:
            kinds[act.match.token.idx] = 1 + TYPES.index(event.type)
        elif not act.dropped:
            kinds.setdefault(act.match.token.idx, -1)
    acts: Words = [((t,), kinds.get(t, NONE)) for t, _ in _words(document, WORDS) if kinds.get(t, NONE) >= 0]
    sides = [
        (SIDES.get(p.stance, -1) if p.confidence >= SURE else -1, [(e.start, e.end) for e in p.evidence],
         (p.issue.span.start, p.issue.span.end) if p.issue.span else None)
        for p in record.positions
    ]  # fmt: skip
    found = Marked(acts, _sided(document, sides))
    view = document.view
    document.let_go()
    return view, found


def gold_words(document: Document, gold: Gold) -> Marked:
    """The document's words with the classes that people marked."""
    words = list(_words(document, WORDS))
    marked: set[int] = set()
    found: Words = []
    for event in gold.record.get("events") or []:
        span = _act(event)
        if span is None or event["type"] not in TYPES:
            continue
        inside = _within(words, *span)
        marked.update(inside)
        if inside and (event.get("modality") or "actual") in HELD:
            found.append((inside, 1 + TYPES.index(event["type"])))
    sides = [
        (SIDES.get(p["stance"], -1), [(e["start"], e["end"]) for e in p.get("evidence") or []], _issue(p))
        for p in gold.record.get("positions") or []
    ]
    return Marked([*found, *(((at,), NONE) for at, _ in words if at not in marked)], _sided(document, sides))


def _sided(document: Document, sides: Sequence[tuple[int, list[tuple[int, int]], tuple[int, int] | None]]) -> Words:
    """The words that take a stance and those that take none; of those of issues, and of side -1, nothing is said."""
    words = list(_words(document, TELLING))
    found: Words = []
    marked: set[int] = set()
    for side, evidence, issue in sides:
        told = {at for e in evidence for at in _within(words, *e)}
        about = set(_within(words, *issue)) if issue else set()
        marked |= told | about
        if side > 0 and (own := tuple(sorted(told - about or told or about))):
            found.append((own, side))
    return [*dict.fromkeys(found), *(((at,), NONE) for at, _ in words if at not in marked)]


def _within(words: Iterable[tuple[int, int]], start: int, end: int) -> tuple[int, ...]:
    return tuple(at for at, middle in words if start <= middle < end)


def _act(event: Mapping[str, Any]) -> tuple[int, int] | None:
    span = (event.get("spans") or {}).get("act") or next(iter(event.get("evidence") or []), None)
    return (span["start"], span["end"]) if span else None


def _issue(position: Mapping[str, Any]) -> tuple[int, int] | None:
    span = (position.get("issue") or {}).get("span")
    return (span["start"], span["end"]) if span else None


def _words(document: Document, tags: Collection[str]) -> list[tuple[int, int]]:
    """Offsets of the words with one of the tags, each with that of its middle."""
    return [(t.idx, t.idx + len(t.text) // 2) for t in document.syntax if t.tag_ in tags and len(t.text) > 1]
