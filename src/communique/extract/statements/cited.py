"""Whom an outlet cites for what it says: "The agency, citing a foreign ministry spokesman, said that ..."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from communique.extract.statements.outlets import Outlets
from communique.knowledge.nominals import nominals
from communique.knowledge.word_lists import word_list
from communique.language.document import Document
from communique.model import Span, Statement
from communique.model.identity import fact_identity


class SourceOfOutlet(NamedTuple):
    """Whom an outlet cites."""

    actor: str | None
    """None of somebody who is no actor: "an unnamed source"."""
    words: Span


def with_cited(document: Document, statements: Sequence[Statement], outlets: Outlets) -> Iterator[Statement]:
    """The statements, with what outlets say on others' word as these others' statement, nested in the outlet's own.

    "Citing [the minister]" is then no statement about the minister.
    """
    for s in statements:
        who = _cited(document, s, outlets)
        told = _said_beside(document, s, statements) if who is not None else None
        if who is None or told is None or s.cue is None:
            yield s
            continue
        yield msgspec.structs.replace(
            told,
            id=fact_identity("statement", document.report.text_id, [who.words, s.cue, *told.content]),
            evidence=tuple(sorted({who.words, s.cue, *told.content})),
            speaker=who.actor,
            speaks_for=None,
            via=s.speaker,
            source=who.words,
            cue=s.cue,
            addressee=None,
            date=None,
            parent=told.id,
            statement=told.id,
        )


def _cited(document: Document, s: Statement, outlets: Outlets) -> SourceOfOutlet | None:
    """Whom an outlet cites, and the words for him; None where the statement is another one."""
    if s.cue is None or s.speaker not in outlets.ids or len(s.content) > 1:
        return None
    if s.cue.of(document.view).casefold() not in word_list("quoting"):
        return None
    words = s.content[0]
    head = next((t for t in document.tokens_in(words) if not words.start <= t.head.idx < words.end), None)
    if head is None:
        return None
    end = head.idx + len(head.text)
    actor = next((a.id for m, a in document.mentions_in(words) if m.start < end <= m.end and a.id != s.speaker), None)
    known = nominals().get(head.text.casefold())
    return SourceOfOutlet(actor, words) if actor is not None or (known is not None and known.kind == "person") else None


def _said_beside(document: Document, cited: Statement, statements: Sequence[Statement]) -> Statement | None:
    """What the outlet says in the same sentence."""
    if cited.cue is None:
        return None
    here = document.sentence_number(cited.cue.start)
    return next(
        (
            s
            for s in statements
            if s is not cited
            and s.speaker == cited.speaker
            and s.cue is not None
            and document.sentence_number(s.cue.start) == here
            and not any(c.overlaps(cited.cue) for c in s.content)
        ),
        None,
    )
