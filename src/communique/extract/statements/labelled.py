"""Whose a quotation is that no verb gives to anybody: ““We go.” — Jane Roe”, ““We go,” Jane Roe in a letter”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from communique.knowledge.word_lists import word_list
from communique.language.document import Attribution, Document
from communique.language.phrases import trimmed
from communique.language.tags import PROPER_NOUNS, VERBS_AND_MODALS
from communique.model import Span

LABELLED = 0.7  # confidence, by hand
LONGEST = 100  # characters of a label
FEWEST = 3  # words of a quotation that is somebody's speech
DASH = re.compile(r"[”\"’'»]?\s*[—–-]{1,2}\s*(?=[A-Z])")  # ``.” — Jane Roe``
BESIDE = re.compile(r"[”\"’'»]?\s+(?=[A-Z])")  # ``,” Foreign Minister Jane Roe in a statement``


def labelled(document: Document, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Attributions of the quotations that nobody claims and that a name follows, to the end of its paragraph."""
    claimed = [c for a in found for c in a.content]
    for q in document.quotations:
        if len(q.span.of(document.view).split()) < FEWEST or any(c.overlaps(q.span) for c in claimed):
            continue
        paragraph = next((p for p in document.paragraphs if p.start <= q.start < p.end), None)
        if paragraph is None:
            continue
        dash = DASH.match(document.view, q.end)
        beside = BESIDE.match(document.view, q.end) if document.view[q.end - 1] == "," else None
        label = dash or beside
        if label is None or label.end() >= paragraph.end or paragraph.end - label.end() > LONGEST:
            continue
        source = trimmed(document.view, Span(label.end(), paragraph.end))
        if source is None:
            continue
        tokens = document.tokens_in(source)
        if any(t.tag_ in VERBS_AND_MODALS for t in tokens) or not any(t.tag_ in PROPER_NOUNS for t in tokens):
            continue
        if dash is None and not any(t.text.casefold() in word_list("occasions_of_speech") for t in tokens):
            continue
        head = next(t for t in tokens if t.tag_ in PROPER_NOUNS)
        end = next((t.idx for t in tokens if t.i > head.i and t.text in (",", "(", "in")), source.end)
        named = trimmed(document.view, Span(source.start, max(end, head.idx + len(head.text))))
        if named is not None:
            yield Attribution((named,), (), (q.span,), LABELLED, "rules")
