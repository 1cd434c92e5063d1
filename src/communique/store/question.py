"""What the words and parts of a question mean to a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from communique.database.connect import Connection
from communique.errors import UsageError, printable

if TYPE_CHECKING:
    from communique.query.question import Question

__all__ = ["asked_question", "found_facts"]


def found_facts(connection: Connection, what: str, asked: Question) -> list[Any]:
    """What a question about facts of one kind, actors or unsure pairs finds."""
    from communique.query import actors, facts, statements
    from communique.query.candidate_pairs import candidate_clusters

    if what == "statements":
        return list(statements.statements(connection, asked))
    if what == "actors":
        return list(actors.actors(connection, asked))
    if what == "unsure":
        return list(candidate_clusters(connection, asked))
    return list(facts.facts(connection, what, asked))


def asked_question(parts: dict[str, Any]) -> Question:
    """The question that its parts make.

    Raises:
        UsageError: there is no such part, or it makes no sense.
    """
    from communique.query.question import Question, parse_question

    if unknown := sorted(set(parts) - set(Question.__struct_fields__)):
        known = ", ".join(Question.__struct_fields__)
        raise UsageError(f"a question has no part {printable(unknown[0])!r}. Its parts are: {known}")
    return parse_question(**parts)
