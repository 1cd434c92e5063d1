"""When a position was held: the time that hangs on the word that tells it, else when its holder said so."""

from __future__ import annotations

from communique.extract.circumstances import circumstances
from communique.extract.positions.stances import StanceMention
from communique.extract.statement_index import StatementIndex
from communique.extract.time_index import TimeIndex
from communique.language.document import Document
from communique.model import Actor, Span, Statement
from communique.sources.dates import after_report


def held_on(document: Document, times: TimeIndex, told: StatementIndex, found: StanceMention) -> str | None:
    """The day or days on which the holder took the position, ISO 8601, or None where the text does not tell.

    A time in the issue is none of these, and of a position that somebody else tells of him neither is the time of
    telling.
    """
    statement = told.at(found.evidence)
    day = _own(document, times, told, found)
    if day is None and statement is not None and _his_own(document, statement, found.actor):
        day = statement.date
    return None if day and after_report(day, document.published.latest) else day


def _own(document: Document, times: TimeIndex, told: StatementIndex, found: StanceMention) -> str | None:
    if found.word is None:
        return None
    at = Span(found.word.idx, found.word.idx + len(found.word.text))
    around = told.content_at(at) or Span(0, len(document.view))
    for host in circumstances([found.word]):
        days = [
            (a.time, a.dates)
            for a in times.adjuncts(host)
            if a.then
            and around.start <= a.time.start < around.end
            and not found.issue.start <= a.time.start < found.issue.end
        ]
        if days:
            return times.joined(days).iso
    return None


def _his_own(document: Document, statement: Statement, holder: Actor) -> bool:
    """Whether the holder speaks, or somebody in office for him: "the minister said that Peru rejects the plan"."""
    if holder.id in (statement.speaker, statement.speaks_for):
        return True
    speaker = document.actor(statement.speaker)
    offices = [role.of for role in speaker.roles] if speaker is not None else []
    return holder.kind == "state" and holder.id in offices
