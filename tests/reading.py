"""What the tables of cases say of a record: names instead of ids, words instead of offsets."""

from __future__ import annotations

from typing import Any

from communique.model import Actor, Record, Span, Statement


def actor(record: Record, name: str) -> Actor:
    """The actor of that name; fails with the names that there are."""
    found = [a for a in record.actors if a.name == name]
    assert len(found) == 1, f"{name!r}: {len(found)} among {sorted(a.name for a in record.actors)}"
    return found[0]


def name_of(record: Record, actor_id: str | None) -> str | None:
    """The name behind an id."""
    found = record.actor(actor_id)
    return found.name if found else None


def mentions(record: Record, name: str, form: str | None = None) -> list[str]:
    """The words that mention an actor, in order."""
    found = actor(record, name).mentions
    return [record.report.text[m.start : m.end] for m in found if form in (None, m.form)]


def means(record: Record, words: str, nth: int = 0) -> str | None:
    """The name of the actor whose mention the n-th occurrence of these words is."""
    text = record.report.text
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    span = Span(start, start + len(words))
    return next((a.name for a in record.actors for m in a.mentions if m.span == span), None)


def told(record: Record, words: str) -> Statement:
    """The innermost statement whose content holds these words."""
    text = record.report.text
    start = text.index(words)
    span = Span(start, start + len(words))
    found = [s for s in record.statements if any(c.covers(span) for c in s.content)]
    assert found, f"nobody says {words!r}; said: {[content(record, s) for s in record.statements]}"
    return min(found, key=lambda s: sum(map(len, s.content)))


def content(record: Record, statement: Statement) -> str:
    """The words of a statement, its parts joined by `` | ``."""
    return " | ".join(c.of(record.report.text) for c in statement.content)


def classes(record: Record, statement: Statement) -> dict[str, Any]:
    """Everything that a case may ask of a statement."""
    text = record.report.text
    return {
        "speaker": name_of(record, statement.speaker),
        "speaks_for": name_of(record, statement.speaks_for),
        "addressee": name_of(record, statement.addressee),
        "cue": statement.cue.of(text) if statement.cue else None,
        "source": statement.source.of(text) if statement.source else None,
        "content": content(record, statement),
        "mode": statement.mode,
        "act": statement.act,
        "attitude": statement.attitude,
        "polarity": statement.polarity,
        "factuality": statement.factuality,
    }
