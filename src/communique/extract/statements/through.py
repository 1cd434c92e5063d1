"""What somebody says "according to the agency": his own statement, which the agency only passes on.

Where an outlet is given with "according to" beside a whole sentence in which somebody else says something, the sentence
is no statement of the outlet's: its speaker is who says it, and the outlet is its ``via``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from communique.extract.statements.outlets import Outlets
from communique.knowledge.word_lists import word_list
from communique.language.document import Document
from communique.model import Statement

WHOLE = 0.85
"""Share of the outlet's words that the other's statement must take with its source and cue."""


def passed_on(document: Document, statements: Sequence[Statement], outlets: Outlets) -> Iterator[Statement]:
    """The statements without those of outlets that only pass on another's, which have the outlet as their ``via``.

    The parents are to be found anew.
    """
    through: dict[str, str] = {}
    gone: set[str] = set()
    for outer in statements:
        if outer.speaker is None or outer.speaker not in outlets.ids or not _cited(document, outer):
            continue
        own = [s for s in statements if s.parent == outer.id and _tells_all(s, outer) and s.speaker not in outlets.ids]
        if len(own) == 1:
            gone.add(outer.id)
            through[own[0].id] = outer.speaker
    for s in statements:
        if s.id in through and through[s.id] not in (s.addressee, s.speaker):
            yield msgspec.structs.replace(s, via=s.via or through[s.id])
        elif s.id not in gone:
            yield s


def _cited(document: Document, outer: Statement) -> bool:
    """Whether the outlet is given with "according to"; one that "reported" tells something itself."""
    cited = outer.cue.of(document.view).casefold().split()[:1] if outer.cue is not None else []
    return bool(set(cited) & word_list("citing_words"))


def _tells_all(s: Statement, outer: Statement) -> bool:
    """Whether a statement, with who says it, is all that the one around it holds."""
    if s.speaker is None or s.cue is None or s.source is None:
        return False
    start, end = min(e.start for e in s.evidence), max(e.end for e in s.evidence)
    whole = sum(len(c) for c in outer.content)
    held = sum(max(0, min(end, c.end) - max(start, c.start)) for c in outer.content)
    return held >= WHOLE * whole
