"""Quotations that no word of saying gives to anybody: they are whoever's who was quoted last.

A paragraph, or a sentence behind what somebody said, that is all quotation needs no "he said". What the speaker says in
it that others said or want is nested in it, and claims it for nobody else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.language.document import Attribution, Document
from communique.language.quotations import Quotation
from communique.model import Span

FREE = 0.6  # confidence, by hand
FEWEST = 5  # words of a quotation that is somebody's speech
NEAR = 700  # characters between it and the words of whoever was quoted last
SENTENCE_ENDS = ".!?…"


def free_standing(document: Document, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """One attribution, without a cue, for each such quotation."""
    outside = [a for a in found if a.cue and not document.in_quotation(a.cue[0].start)]
    claimed = [c for a in found for c in a.content if not a.cue or not document.in_quotation(a.cue[0].start)]
    for q in document.quotations:
        if not _whole(document, q) or any(c.overlaps(q.span) for c in claimed):
            continue
        before = [a for a in outside if a.source and max(a.cue[-1].end, a.content[-1].end) <= q.start]
        last = max(before, key=lambda a: max(a.cue[-1].end, a.content[-1].end), default=None)
        if last is not None and _leads_to(document, last, q):
            yield Attribution(last.source, (), (q.span,), FREE, "rules")


def _whole(document: Document, q: Quotation) -> bool:
    """Whether it is a sentence or more, with nothing else in its sentence."""
    words = q.span.of(document.view).split()
    if not (q.opened and q.closed) or q.continues or len(words) < FEWEST:
        return False
    if document.view[q.end - 1] not in SENTENCE_ENDS:
        return False
    first = document.sentence_at(q.start)
    return not any(ch.isalnum() for ch in document.view[first.start : q.start])


def _leads_to(document: Document, a: Attribution, q: Quotation) -> bool:
    """Whether an attribution stands right before, leads in with a colon, or is of a quotation not far before."""
    end = max(a.cue[-1].end, a.content[-1].end)
    gap = document.view[end : q.start]
    if q.start - end > NEAR or gap.strip().count("\n\n") > 1:
        return False
    between = Span(end, q.start)
    nobody = not any(document.in_quotation(t.idx) for t in document.tokens_in(between))
    quoted = any(document.in_quotation((c.start + c.end) // 2) for c in a.content)
    follows = not any(ch.isalnum() for ch in gap)
    led_in = gap.rstrip("“\"‘' \n").endswith(":") and "\n\n" not in gap.rstrip("“\"‘' \n")
    return nobody and (follows or led_in or (quoted and gap.count(".") <= 2))
