"""Tag probabilities to fragments: runs of wordpieces that are a source, a cue or a content."""

from __future__ import annotations

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


def _transitions() -> Floats:
    """Log-weights [7, 7] from tag to tag: inside a role only after its beginning or inside."""
    table = np.zeros((7, 7), np.float32)
    for before in range(7):
        for inside in (2, 4, 6):
            if before not in (inside, inside - 1):
                table[before, inside] = FORBIDDEN
    return table


def viterbi(tags: Floats) -> npt.NDArray[np.int64]:
    """The likeliest well-formed sequence of tags, int64 [n], for log-probabilities [n, 7]."""
    n = len(tags)
    if n == 0:
        return np.zeros(0, np.int64)
    step = np.ascontiguousarray(_transitions().T)  # [to, from]
    best = tags[0].copy()
    best[[2, 4, 6]] += FORBIDDEN
    back = np.zeros((n, 7), np.int64)
    for t in range(1, n):
        reach = step + best
        back[t] = reach.argmax(1)
        best = reach.max(1) + tags[t]
    path = np.empty(n, np.int64)
    path[-1] = best.argmax()
    for t in range(n - 1, 0, -1):
        path[t - 1] = back[t, path[t]]
    return path


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
