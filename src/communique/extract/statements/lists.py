"""What a lead-in gives to whoever it names: "The minister said:", and behind it a statement in each item of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from communique.knowledge import cues
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Attribution, Document
from communique.language.phrases import noun_phrase, trimmed
from communique.language.tags import COMMON_NOUNS, VERBS
from communique.language.tree import Token
from communique.model import Span

LISTED = 0.7  # confidence, by hand
LONGEST = 240  # characters of a lead-in
SURE = 0.6  # strength of a cue that leads in
ITEM = re.compile(
    r"[ \t]*(?:[•·*▪‣–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])[ \t]+(?=\S)"
)  # ``- to leave``, ``(a) to leave``
LINE = re.compile(r"[^\n]+")


def with_items(document: Document, found: Sequence[Attribution]) -> list[Attribution]:
    """``found`` with one attribution for each item of a list that nobody claims, behind a line that ends with a colon.

    What runs over several items of a list claims none of them.
    """
    items = list(_items(document))
    kept = [a for a in found if sum(any(c.overlaps(i.content[0]) for c in a.content) for i in items) < 2]
    claimed = [c for a in kept for c in a.content]
    return [*kept, *(i for i in items if not any(c.overlaps(i.content[0]) for c in claimed))]


def _items(document: Document) -> Iterator[Attribution]:
    lead: tuple[Span, Span] | None = None
    for m in LINE.finditer(document.view):
        line = Span(m.start(), m.end())
        if not m.group().strip():
            continue
        item = ITEM.match(document.view, line.start, line.end)
        if item is None:
            lead = _lead(document, line)
            continue
        content = trimmed(document.view, Span(item.end(), line.end)) if lead is not None else None
        if lead is not None and content is not None:
            source, cue = lead
            yield Attribution((source,), (cue,), (content,), LISTED, "rules")


def _lead(document: Document, line: Span) -> tuple[Span, Span] | None:
    """Who speaks and by what word, in a line that leads in a list; None of every other line."""
    if not line.of(document.view).rstrip().endswith(":") or len(line) > LONGEST:
        return None
    tokens = document.tokens_in(line)
    for token in reversed(tokens):
        if token.tag_ in VERBS:
            cue = cues.verb(token.text)
            subject = clauses.subject(token) if cue is not None and cue.strength >= SURE else None
            if subject is None or not line.start <= subject.idx < token.idx:
                return None
            return noun_phrase(subject), _word(token)
        if token.tag_ in COMMON_NOUNS and token.text.casefold().removesuffix("s") in word_list("occasions_of_speech"):
            by = next((o for p, o in clauses.prepositional([token]) if p in word_list("of_whose")), None)
            if by is not None:
                return noun_phrase(by), _word(token)
    return None


def _word(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token.text))
