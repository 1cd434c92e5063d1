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


def spans_of(value: Any) -> list[tuple[int, int]]:
    """Every span in a record's plain form, wherever it stands."""
    if isinstance(value, dict):
        here = [(value["start"], value["end"])] if isinstance(value.get("start"), int) and "end" in value else []
        return here + [s for v in value.values() for s in spans_of(v)]
    return [s for v in value for s in spans_of(v)] if isinstance(value, list | tuple) else []


def gist(record: Record, shift: int = 0) -> dict[str, Any]:
    """Actors and statements without ids and confidences, offsets counted from ``shift``."""

    def at(span: Span | None) -> tuple[int, int] | None:
        return (span.start - shift, span.end - shift) if span else None

    return {
        "actors": [
            (
                a.name,
                a.kind,
                a.country,
                a.sector,
                [(m.start - shift, m.end - shift, m.form) for m in a.mentions],
                [(r.title, name_of(record, r.of)) for r in a.roles],
                sorted(filter(None, (name_of(record, m) for m in a.members))),
            )
            for a in record.actors
        ],
        "statements": [
            (
                [at(c) for c in s.content],
                at(s.source),
                at(s.cue),
                *(name_of(record, x) for x in (s.speaker, s.speaks_for, s.addressee)),
                *(s.mode, s.act, s.attitude, s.polarity, s.factuality, s.parent is None),
            )
            for s in record.statements
        ],
    }
