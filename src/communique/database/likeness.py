"""Fingerprints by which printings of one story find each other, and the measure that decides.

A text's fingerprint has two parts. Bands of a MinHash signature (Broder 1997; rensa's RMinHash) meet for texts that are
alike as wholes. A sample of the shingles themselves (those whose hash is divisible, as in winnowing and FracMinHash)
meets for a shortened copy, which shares all its words with a text that it is little like. Both only propose; what
decides is :func:`overlap`, counted on the texts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Sequence
from hashlib import blake2b

import msgspec

from communique.model import Span

__all__ = ["Overlap", "fingerprint", "overlap", "overlap_of_each", "shingles"]

WORD = re.compile(r"\w+")
"""A word or number: "co", "operate", "2013"."""
SIZE = 4
"""Words of a shingle."""
BANDS, ROWS = 10, 4
"""Bands of the signature and numbers in each: texts with half their shingles in common meet with probability .48, with
.7 of them .94, with .3 of them .08 (1 - (1 - s^4)^10)."""
SAMPLE = 32
"""One shingle of so many is kept as it is."""
LAST = (SAMPLE - 1) << 1
"""The bits of a digest's last byte that are 0 where its number is divisible by :data:`SAMPLE`."""
LEAST = 6
"""Shingles kept even of a short text."""


class Overlap(msgspec.Struct, frozen=True):
    """How much two texts share. ``likeness`` is Jaccard's over both, ``contained`` the share of the shorter's."""

    likeness: float
    contained: float
    shorter: float
    """The shorter's length as a share of the longer's."""

    @property
    def same_story(self) -> bool:
        """Whether one is a copy, an edited version or a shortened version of the other.

        A shortened version has at least a fifth of the length, so that a digest does not join all that it sums up.
        """
        return self.likeness >= 0.5 or (self.contained >= 0.7 and self.shorter >= 0.2)


def shingles(text: str, boilerplate: Sequence[Span] = ()) -> list[tuple[str, ...]]:
    """Every run of four words outside the boilerplate, small letters, marks left out, in text order."""
    parts, at = [], 0
    for span in sorted(boilerplate):
        parts.append(text[at : max(at, span.start)])
        at = max(at, span.end)
    words = WORD.findall(" ".join([*parts, text[at:]]).casefold())
    return list(zip(*(words[n:] for n in range(SIZE)), strict=False))


def fingerprint(text: str, boilerplate: Sequence[Span] = ()) -> list[int]:
    """The numbers of 31 bits under which a text is filed; none for a text of fewer than eight words.

    They need not be without collisions, since they only propose.
    """
    from rensa import RMinHash  # compiled code, loaded when reports are added

    found = list(map(" ".join, shingles(text, boilerplate)))
    if len(found) < SIZE + 1:
        return []
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=1)
    sketch.update(found)
    signature = sketch.digest()
    edition = str(getattr(RMinHash, "ALGORITHM_VERSION", ""))
    bands = (signature[i * ROWS : (i + 1) * ROWS] for i in range(BANDS))
    numbers = {_number(f"band {edition} {i} {band}") for i, band in enumerate(bands)}
    # Those of the sample are divisible by its size, so that their last bits would tell nothing.
    return sorted({n // SAMPLE % 2**31 for n in numbers | set(_sample(found))})


def overlap(a: Iterable[Hashable], b: Iterable[Hashable]) -> Overlap:
    """What two texts' shingles have in common."""
    one = frozenset(a)
    return overlap_of_each(one, b if isinstance(b, frozenset) else frozenset(b))


def overlap_of_each(one: frozenset[Hashable], other: Collection[Hashable]) -> Overlap:
    """The same of shingles of which each is there once."""
    least, most = sorted((len(one), len(other)))
    if not least:
        return Overlap(0.0, 0.0, 0.0)
    shared = len(one.intersection(other))
    return Overlap(shared / (least + most - shared), shared / least, least / most)


def _sample(found: Sequence[str]) -> list[int]:
    digests = {blake2b(s.encode("utf-8", "replace"), digest_size=8).digest() for s in found}
    divisible = [d for d in digests if not d[-1] & LAST]
    if len(divisible) < LEAST:
        # Digests lie in the order of their numbers.
        divisible += sorted(d for d in digests if d[-1] & LAST)[: LEAST - len(divisible)]
    return list(map(_of_digest, divisible))


def _number(words: str) -> int:
    return _of_digest(blake2b(words.encode("utf-8", "replace"), digest_size=8).digest())


def _of_digest(digest: bytes) -> int:
    return int.from_bytes(digest, "big") >> 1
