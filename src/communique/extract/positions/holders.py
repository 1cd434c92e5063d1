"""Who holds a position, and for whom: whoever says "we reject it" for his state holds what his state does."""

from __future__ import annotations

from typing import NamedTuple

from communique.extract.statement_index import StatementIndex
from communique.language.document import Document
from communique.model import Actor, Span, Statement
from communique.model.span import hull

__all__ = ["HolderAndState", "holder_of"]

FIRST_PERSON = frozenset(("we", "us", "our", "ours", "ourselves"))


class HolderAndState(NamedTuple):
    """Ids of actors."""

    actor: str
    speaks_for: str | None


def holder_of(document: Document, told: StatementIndex, actor: Actor, evidence: Span) -> HolderAndState:
    """The most specific who holds a position that was found as ``actor``'s, and for whom he speaks."""
    statement = told.at(evidence)
    spokesman = _spokesman(document, told, statement, actor, evidence) if actor.kind != "person" else None
    if spokesman is not None:
        return HolderAndState(spokesman, actor.id)
    own = statement is not None and statement.speaker == actor.id
    return HolderAndState(actor.id, statement.speaks_for if own and statement is not None else None)


def _spokesman(
    document: Document, told: StatementIndex, statement: Statement | None, actor: Actor, evidence: Span
) -> str | None:
    """Who says "we" of a state or body for which he speaks, in this statement or in one around it."""
    within = hull([evidence, *((statement.source,) if statement is not None and statement.source is not None else ())])
    said = any(
        of.id == actor.id and mention.form == "pronoun" and mention.span.of(document.text).casefold() in FIRST_PERSON
        for mention, of in document.mentions_in(within)
    )
    while said and statement is not None:
        if statement.speaker is not None and statement.speaker != actor.id and statement.speaks_for == actor.id:
            return statement.speaker
        statement = told.by_id.get(statement.parent or "")
    return None
