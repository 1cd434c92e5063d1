"""Tag probabilities to fragments: runs of wordpieces that are a source, a cue or a content."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from communique.language.attribution.encoder import Encoding, Floats
from communique.language.attribution.pieces import PARAGRAPH

SOURCE, CUE, CONTENT = 0, 1, 2
FORBIDDEN = -1e4


@dataclass(frozen=True)
class Fragments:
    """The fragments of one encoding in the order of the text.

    ``role`` int64 [f] of SOURCE, CUE, CONTENT; ``first`` and ``last`` int64 [f] half-open ranges of pieces; ``sure``
    float32 [f] mean log-probability of the tags along it, ``edge`` float32 [f] of the less certain of its two ends.
    """

    role: npt.NDArray[np.int64]
    first: npt.NDArray[np.int64]
    last: npt.NDArray[np.int64]
    sure: Floats
    edge: Floats

    def __len__(self) -> int:
        return len(self.role)


CLEAR = 0.01
"""By how much a tag must lead for it to be beyond doubt; sums of log-probabilities are exact to far less."""


def viterbi(tags: Floats) -> npt.NDArray[np.int64]:
    """The likeliest well-formed sequence of tags, int64 [n], for log-probabilities [n, 7].

    Well-formed: inside a role only after its beginning or inside. Of two as likely the tag that is listed first wins.

    Where no role is so likely that whatever came before, the best path goes through it, the sequence falls apart; and
    where the likeliest tags of a part are clear and well-formed, they are its path. Only what is left is walked.
    """
    n = len(tags)
    if n == 0:
        return np.zeros(0, np.int64)
    path = tags.argmax(1)
    ranked = np.partition(tags, 5, 1)
    doubted = ranked[:, 6] - ranked[:, 5] < CLEAR
    inside = (path > 0) & (path % 2 == 0)
    before = np.concatenate([[0], path[:-1]])
    doubted |= inside & (before != path) & (before != path - 1)
    if not doubted.any():
        return np.asarray(path, np.int64)
    # A path with another tag at a sure place gains by that at most what going on inside a role gains over beginning it.
    lead = tags[:, 0] - tags[:, 1:].max(1)
    gain = np.concatenate([(tags[1:, 2::2] - tags[1:, 1::2]).max(1), [0.0]])
    sure = np.flatnonzero(lead > np.maximum(gain, 0.0) + CLEAR)
    bounds = np.concatenate([[0], sure + 1, [n]])
    parts = np.searchsorted(sure, np.flatnonzero(doubted), side="left")
    for k in dict.fromkeys(parts.tolist()):
        first, last = int(bounds[k]), int(bounds[k + 1])
        path[first:last] = _walked(tags[first:last])
    return np.asarray(path, np.int64)


def _walked(tags: Floats) -> npt.NDArray[np.int64]:
    """The same for a part that begins anew, step by step."""
    rows = tags.tolist()
    best: list[float] = (tags[0] + np.asarray([0, 0, FORBIDDEN, 0, FORBIDDEN, 0, FORBIDDEN], np.float32)).tolist()
    back: list[tuple[int, ...]] = [(0,) * 7]
    for o, b1, i1, b2, i2, b3, i3 in rows[1:]:  # plain numbers: seven are too few for an array's calls to pay
        top = max(best)
        at = best.index(top)
        _, s, in_s, c, in_c, k, in_k = best
        back.append((at, at, 1 if s >= in_s else 2, at, 3 if c >= in_c else 4, at, 5 if k >= in_k else 6))
        reached = (
            top + o, top + b1, max(s, in_s) + i1, top + b2, max(c, in_c) + i2, top + b3, max(k, in_k) + i3,
        )  # fmt: skip
        best = array("f", reached).tolist()  # in the tags' own precision, where ties are decided
    path = [best.index(max(best))]
    for t in range(len(tags) - 1, 0, -1):
        path.append(back[t][path[-1]])
    return np.asarray(path[::-1], np.int64)


def fragments(encoding: Encoding, outside: float = 0.0) -> Fragments:
    """The fragments of ``encoding``; ``outside`` is added to the log-probability of no role (negative finds more)."""
    scores = encoding.tags.copy()
    scores[:, 0] += outside
    path = viterbi(scores)
    found: list[tuple[int, int, int]] = []
    for t in np.flatnonzero(path).tolist():
        tag = int(path[t])
        role = (tag - 1) // 2
        if tag % 2 == 0 and found and found[-1][0] == role and found[-1][2] == t:
            found[-1] = (role, found[-1][1], t + 1)
        else:
            found.append((role, t, t + 1))
    trimmed = [f for f in (_trim(f, encoding) for f in found) if f[2] > f[1]]
    return collect(trimmed, encoding.tags, path)


def _trim(f: tuple[int, int, int], encoding: Encoding) -> tuple[int, int, int]:
    role, first, last = f
    ids = encoding.pieces.ids
    while last > first and ids[first] == PARAGRAPH:
        first += 1
    while last > first and ids[last - 1] == PARAGRAPH:
        last -= 1
    return role, first, last


def collect(found: list[tuple[int, int, int]], tags: Floats, path: npt.NDArray[np.int64]) -> Fragments:
    """Fragments from (role, first, last) triples and the path of tags that they lie on."""
    table = np.asarray(found, np.int64).reshape(-1, 3)
    along = tags[np.arange(len(path)), path] if len(path) else np.zeros(0, np.float32)
    total = np.concatenate([[0.0], np.cumsum(along, dtype=np.float64)])
    role, first, last = table[:, 0], table[:, 1], table[:, 2]
    sure = (total[last] - total[first]) / np.maximum(last - first, 1)
    after = np.append(along, 0.0)[last] if len(table) else np.zeros(0)
    edge = np.minimum(along[first], after) if len(table) else np.zeros(0)
    return Fragments(role, first, last, sure.astype(np.float32), edge.astype(np.float32))
