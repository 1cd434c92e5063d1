"""What the stance head says of words, as features that hold or do not: whether they take a stance, and which.

A feature says that a probability reaches a level. Where nothing was asked (``Reader(rules_only=True)``) there are none.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from communique.extract.positions.issues import Stance
from communique.language.document import Document
from communique.language.tags import ADJECTIVES, COMMON_NOUNS, VERBS_AND_MODALS
from communique.language.tree import Token
from communique.language.votes import VOTES, Floats
from communique.model import Span

LEVELS = (0.03, 0.08, 0.15, 0.3, 0.5, 0.7, 0.85)
"""Probabilities that features tell apart."""
SIDES = {"for": 1, "against": 2}
TELLING = COMMON_NOUNS | VERBS_AND_MODALS | ADJECTIVES
"""Tags of the words of which the head has learned."""


def vote_of(document: Document, token: Token) -> Floats | None:
    """The probabilities of no stance, for and against, float32 [3]; None if the word was not read."""
    found = document.layers[VOTES].stance(token.idx, token.idx + len(token.text))
    return None if found is None else np.exp(found)


def stronger(document: Document, tokens: Iterable[Token]) -> Floats | None:
    """For each class the greatest probability (of no stance: the least) among the content words, float32 [3]."""
    listed = document.layers[VOTES].stances_at([t.idx for t in tokens if t.tag_ in TELLING])
    if not len(listed):
        return None
    chances = np.exp(listed)
    found = np.asarray(chances.max(0), np.float32)
    found[0] = chances[:, 0].min()
    return found


def of_word(document: Document, word: Token | None, evidence: Span, issue: Span, stance: Stance) -> set[str]:
    """The features of a rule's position: what the head says of its word and of what is told beside the issue."""
    found: set[str] = set()
    own = vote_of(document, word) if word is not None else None
    beside = [t for t in document.tokens_in(evidence) if not issue.start <= t.idx < issue.end]
    for name, votes in (("word", own), ("beside", stronger(document, beside or document.tokens_in(evidence)))):
        if votes is None:
            continue
        mine, others = float(votes[SIDES[stance]]), float(votes[3 - SIDES[stance]])
        found |= {f"votes {name} same>{x}" for x in LEVELS if mine >= x}
        found |= {f"votes {name} other>{x}" for x in LEVELS if others >= x}
        found.add(f"votes {name}: {'same' if mine > others else 'other'}")
    return found


def of_part(document: Document, part: Span, cue: Span | None, head: Token) -> set[str]:
    """The features of a clause of a statement: what the head says of its words, of the cue and of its head."""
    found: set[str] = set()
    within = stronger(document, document.tokens_in(part))
    before = stronger(document, document.tokens_in(cue)) if cue is not None else None
    own = vote_of(document, head)
    every = [v for v in (within, before) if v is not None]
    either = np.max(every, axis=0) if every else None
    for name, votes in (("part", within), ("cue", before), ("top", own), ("either", either)):
        if votes is None:
            continue
        for side, n in SIDES.items():
            found |= {f"votes {name} {side}>{x}" for x in LEVELS if votes[n] >= x}
        more = float(votes[2]) / max(float(votes[1] + votes[2]), 1e-6)
        found |= {f"votes {name} against share>{x}" for x in (0.2, 0.35, 0.5, 0.65, 0.8) if more >= x}
        best = float(max(votes[1], votes[2]))
        found |= {f"votes {name}>{x}" for x in LEVELS if best >= x}
    return found
