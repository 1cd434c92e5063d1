"""Windows and segments cover every piece exactly once."""

from __future__ import annotations

import numpy as np
import pytest

from communique.language.attribution import AttributionTagger
from communique.language.attribution.encoder import MARGIN, WINDOW, segments, windows
from communique.language.attribution.pieces import PARAGRAPH, Pieces
from communique.model.span import Span


@pytest.mark.parametrize("n", [0, 1, WINDOW, WINDOW + 1, WINDOW + MARGIN, 2 * WINDOW, 1000, 5000])
@pytest.mark.parametrize("every", [0, 20, 100, WINDOW, 400])
def test_windows_answer_for_each_piece_once(n: int, every: int) -> None:
    ids = np.full(n, 5, np.int32)
    if every:
        ids[every - 1 :: every] = PARAGRAPH
    made = windows(ids)
    assert [k for _, _, a, b in made for k in range(a, b)] == list(range(n))
    for start, end, a, b in made:
        assert 0 <= start <= a < b <= end <= n
        assert end - start <= WINDOW
        assert a - start >= MARGIN or (a == start and (a == 0 or ids[a - 1] == PARAGRAPH))
        assert end - b >= MARGIN or (b == end and (b == n or ids[b - 1] == PARAGRAPH))


def test_what_ends_with_paragraphs_is_read_once() -> None:
    ids = np.full(1000, 5, np.int32)
    ids[99::100] = PARAGRAPH
    assert sum(end - start for start, end, _, _ in windows(ids)) == 1000


def made_of(ids: list[int]) -> Pieces:
    at = np.arange(len(ids), dtype=np.int32)
    return Pieces(np.asarray(ids, np.int32), at, at + 1, np.zeros(len(ids), np.int8))


@pytest.mark.parametrize(
    ("ids", "lengths"),
    [
        ([5] * 7, [7]),
        ([5] * 25, [10, 10, 5]),
        ([5] * 7 + [PARAGRAPH] + [5] * 8, [8, 8]),
        ([5, PARAGRAPH] + [5] * 12, [10, 4]),  # a break too early to be worth a cut
        ([], []),
    ],
)
def test_segments_end_at_paragraphs(ids: list[int], lengths: list[int]) -> None:
    parts = list(segments(made_of(ids), size=10))
    assert [len(p) for p in parts] == lengths
    assert [int(s) for p in parts for s in p.start] == list(range(len(ids)))


def test_other_heads_find_their_spans(tagger: AttributionTagger) -> None:
    text = "The envoy left Geneva.\n\nShe returned on Monday."
    (encoding,) = tagger.encode(text)
    at = text.index("She")
    first, last = encoding.over(Span(at, at + 3))
    assert last == first + 1
    vector = encoding.vector(Span(at, at + 3))
    assert vector is not None
    assert vector.shape == (768,)
    assert encoding.vector(Span(len(text), len(text) + 5)) is None
