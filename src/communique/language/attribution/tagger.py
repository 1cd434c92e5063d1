"""The attribution tagger: who said what, as spans of the text."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from communique.errors import ModelError
from communique.language.attribution.confidence import confidence
from communique.language.attribution.encoder import Encoder, Encoding, Floats, segments
from communique.language.attribution.fragments import Fragments, fragments
from communique.language.attribution.linker import Link, Linker
from communique.language.attribution.pieces import pieces
from communique.language.attribution.standins import StandIns
from communique.language.attribution.states import StateScores, joined_scores, scored
from communique.language.attribution.weights import FOLDER, REMEDY, Manifest, manifest, verify
from communique.language.document import Attribution
from communique.language.votes import Votes, joined
from communique.model.span import Span

LOG = logging.getLogger("communique")
NO_DIRECTIONS: Floats = np.zeros((384, 0), np.float32)


class TaggedText(NamedTuple):
    """What one pass of the encoder tells of a text."""

    attributions: list[Attribution]
    votes: Votes
    scores: StateScores


class AttributionTagger:
    """Finds attributions with a small encoder that ships with the package.

    Nothing is read from disk before ``load`` (which the first use calls). One tagger may be shared by threads.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._manifest: Manifest | None = None
        self._parts: tuple[Any, StandIns, Encoder, Linker] | None = None

    @property
    def checksum(self) -> str:
        """One sha-256 over the weights, as the manifest gives it."""
        return self._about().checksum

    @property
    def name(self) -> str:
        """What the weights are called."""
        return self._about().name

    def load(self) -> None:
        """Verify and load the weights; does nothing the second time.

        Raises:
            ModelError: the weights are missing, truncated, damaged or of another version. Reading by rules still works.
        """
        with self._lock:
            if self._parts is None:
                begin = time.perf_counter()
                self._parts = self._read()
                LOG.debug("%s %s loaded in %.2f s", self.name, self.checksum[:12], time.perf_counter() - begin)

    def tag(self, texts: Sequence[str], skip: Sequence[Sequence[Span]] = ()) -> list[list[Attribution]]:
        """The attributions of each text, in the order of their cues.

        ``skip`` has for each text the spans (boilerplate) that are not read; it may be empty altogether. What is
        found in a text does not depend on the others. Memory stays flat however long a text is.

        Raises:
            ModelError: see ``load``.
            ValueError: ``skip`` is neither empty nor as long as ``texts``.
        """
        return [read.attributions for read in self.read(texts, skip)]

    def read(
        self, texts: Sequence[str], skip: Sequence[Sequence[Span]] = (), directions: Floats = NO_DIRECTIONS
    ) -> list[TaggedText]:
        """The same, with what the act head says of each text's words and what their states say in some directions.

        ``directions`` float32 [384, k] may be empty, [384, 0].

        Raises:
            ModelError: see ``load``.
            ValueError: see ``tag``.
        """
        if skip and len(skip) != len(texts):
            raise ValueError(f"skip has {len(skip)} entries for {len(texts)} texts")
        return [self._all(text, hole, directions) for text, hole in zip(texts, skip or [()] * len(texts), strict=True)]

    def _all(self, text: str, skip: Sequence[Span], directions: Floats) -> TaggedText:
        found: list[Attribution] = []
        votes: list[Votes] = []
        scores: list[StateScores] = []
        for part in self.encode(text, skip):
            found += self.decode(part)
            votes.append(part.votes)
            scores.append(scored(part, directions))
        return TaggedText(found, joined(votes), joined_scores(scores, directions.shape[1]))

    def encode(self, text: str, skip: Sequence[Span] = ()) -> Iterator[Encoding]:
        """The one pass of the encoder over ``text``, some thousand words at a time, for all heads to share."""
        tokenizer, stand_ins, encoder, _ = self._loaded()
        for part in segments(pieces(tokenizer, text, skip, stand_ins)):
            yield encoder(text, part)

    def decode(self, encoding: Encoding) -> list[Attribution]:
        """The attributions of one segment."""
        *_, linker = self._loaded()
        about = self._about()
        found = fragments(encoding, about.decoding["outside"])
        return [
            attribution(encoding, found, link, confidence(found, link, about.confidence))
            for link in linker(encoding, found)
        ]

    def _about(self) -> Manifest:
        if self._manifest is None:
            self._manifest = manifest(self._folder)
        return self._manifest

    def _loaded(self) -> tuple[Any, StandIns, Encoder, Linker]:
        self.load()
        assert self._parts is not None
        return self._parts

    def _read(self) -> tuple[Any, StandIns, Encoder, Linker]:
        from tokenizers import Tokenizer

        about = self._about()
        paths = verify(about, self._folder)
        try:
            tokenizer = Tokenizer.from_file(str(paths["tokenizer.json"]))
            tokenizer.no_truncation()
            tokenizer.no_padding()
            encoder = Encoder(paths["encoder.onnx"])
            with np.load(paths["linker.npz"]) as stored:
                arrays: Mapping[str, Any] = {name: stored[name] for name in stored.files}
            linker = Linker(arrays, about.decoding["no_source"], about.decoding["no_cue"])
        except Exception as e:  # onnxruntime and tokenizers raise bare exceptions of their own
            raise ModelError(f"the attribution tagger's weights in {self._folder} do not load ({e}). {REMEDY}") from e
        return tokenizer, StandIns(tokenizer), encoder, linker


def attribution(encoding: Encoding, f: Fragments, link: Link, sure: float) -> Attribution:
    """A link of fragments as spans of the text."""

    def span(k: int) -> Span:
        return Span(int(encoding.pieces.start[f.first[k]]), int(encoding.pieces.end[f.last[k] - 1]))

    source = () if link.source < 0 else (span(link.source),)
    return Attribution(source, (span(link.cue),), tuple(span(c) for c in link.contents), sure, by="tagger")
