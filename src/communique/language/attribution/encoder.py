"""The one pass of the encoder that all heads share.

Windows of wordpieces go through the network one at a time. That costs nothing against batches on a CPU, where a window
fills the matrix units by itself, needs no padding, and makes the outcome independent of what else is being read: the
quantised network scales its activations by the extremes of everything that goes through together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.language.attribution.pieces import PARAGRAPH, Pieces
from communique.language.votes import NONE, SCORES, STANCES, Votes
from communique.model.span import Span

Floats = npt.NDArray[np.float32]

WINDOW = 254  # wordpieces, without the two marks at the ends
MARGIN = 31  # pieces at a window's edge inside a paragraph that the neighbouring window answers for
SEGMENT = 6144  # pieces that are encoded, decoded and forgotten together; holds memory down for book-length reports
ACTS, TAKEN = "acts", "stances"  # the outputs of the act head, which a graph in training lacks
FIRST, LAST = 101, 102  # [CLS], [SEP]
SLOW_FUSIONS = ("SkipLayerNormFusion",)
"""Optimisations of onnxruntime that make the network slower; it is not to do them when it loads the file."""


@dataclass(frozen=True)
class Encoding:
    """What one pass of the encoder knows about a stretch of text; every head decodes from it.

    ``tags`` float32 [n, 7] log-probabilities of O, B-source, I-source, B-cue, I-cue, B-content, I-content;
    ``hidden`` float32 [n, 384] the encoder's last layer; ``votes`` what the act head says of the pieces.
    """

    text: str
    pieces: Pieces
    tags: Floats
    hidden: Floats
    votes: Votes

    def over(self, span: Span) -> tuple[int, int]:
        """The half-open range of pieces that overlap ``span``; empty (a, a) if none does."""
        first = int(np.searchsorted(self.pieces.end, span.start, side="right"))
        last = int(np.searchsorted(self.pieces.start, span.end, side="left"))
        return first, max(first, last)

    def vector(self, span: Span) -> Floats | None:
        """First and last hidden state of ``span``, joined, float32 [768]; None if no piece of it was read here."""
        first, last = self.over(span)
        return np.concatenate([self.hidden[first], self.hidden[last - 1]]) if last > first else None


def segments(pieces: Pieces, size: int = SEGMENT) -> Iterator[Pieces]:
    """Cut into stretches of at most ``size`` pieces, at a paragraph break in their last half if there is one."""
    at = 0
    while len(pieces) - at > size:
        breaks = np.flatnonzero(pieces.ids[at + size // 2 : at + size] == PARAGRAPH)
        cut = at + size // 2 + int(breaks[-1]) + 1 if len(breaks) else at + size
        yield pieces.part(at, cut)
        at = cut
    if len(pieces) > at:
        yield pieces.part(at, len(pieces))


def windows(ids: npt.NDArray[np.int32]) -> list[tuple[int, int, int, int]]:
    """Windows over pieces as (start, end, from, to): a window reads start..end and answers for from..to.

    A window ends with the last paragraph that it can hold, if that fills half of it. Two windows that cut a paragraph
    share its pieces around the cut, so that each answers for those that it sees from both sides.
    """
    n = len(ids)
    ends = np.flatnonzero(ids == PARAGRAPH) + 1
    found: list[tuple[int, int, int, int]] = []
    start = answered = 0
    while n - start > WINDOW:
        whole = ends[(ends > start + WINDOW // 2) & (ends <= start + WINDOW)]
        if len(whole):
            end = following = int(whole[-1])
            until = end
        else:
            end = start + WINDOW
            until, following = end - MARGIN, end - 2 * MARGIN
        found.append((start, end, answered, until))
        start, answered = following, until
    return [*found, (start, n, answered, n)] if n else []


def feed(pieces: Pieces, start: int, end: int) -> dict[str, npt.NDArray[np.int64]]:
    """What the network is fed with for the window ``start``..``end``, int64 [1, end - start + 2] each."""
    ids = np.empty((1, end - start + 2), np.int64)
    ids[0, 0], ids[0, -1] = FIRST, LAST
    ids[0, 1:-1] = pieces.ids[start:end]
    kinds = np.zeros_like(ids)
    kinds[0, 1:-1] = pieces.capital[start:end]
    return {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": kinds}


class Encoder:
    """The quantised network under onnxruntime, on one thread."""

    def __init__(self, path: Path) -> None:
        """Load ``path``; what onnxruntime raises for a damaged file goes through to the caller."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False
        self._session: Any = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW_FUSIONS
        )
        given = {output.name for output in self._session.get_outputs()}
        self._outputs = ["tag", "hidden", *(name for name in (ACTS, TAKEN) if name in given)]

    def __call__(self, text: str, pieces: Pieces) -> Encoding:
        """Encode one segment of ``text``."""
        tags = np.empty((len(pieces), 7), np.float32)
        hidden = np.empty((len(pieces), 384), np.float32)
        more = {ACTS: np.empty((len(pieces), SCORES), np.float16), TAKEN: np.empty((len(pieces), STANCES), np.float16)}
        heads = self._outputs[2:]
        for start, end, a, b in windows(pieces.ids):
            scores, states, *others = self._session.run(self._outputs, feed(pieces, start, end))
            tags[a:b] = scores[0, a - start + 1 : b - start + 1]
            hidden[a:b] = states[0, a - start + 1 : b - start + 1]
            for name, values in zip(heads, others, strict=True):
                more[name][a:b] = log_softmax(values[0, a - start + 1 : b - start + 1])
        told = Votes(pieces.start, pieces.end, *(more[name] for name in heads)) if ACTS in heads else NONE
        return Encoding(text, pieces, log_softmax(tags), hidden, told)


def log_softmax(x: Floats) -> Floats:
    """Log-probabilities along the last axis."""
    shifted = x - x.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)), np.float32)
