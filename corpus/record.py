"""A passage in the form in which communique writes its records; offsets are Unicode code points into the text."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Any

from corpus.passage import Actor, Passage, Span, Statement, split_role
from corpus.spans import capital_tells, mention_form, mode_of


def record(passage: Passage) -> dict[str, Any]:
    """The passage in the record's form; kinds of facts that nobody annotated here are left out, not empty.

    ``complete`` is set where every kind is: there a fact that is not in the record is not in the text.
    """
    text, head = passage.text, passage.header
    given = [text, head.get("publisher") or None, head.get("date") or None, head.get("title") or None, None]
    made: dict[str, Any] = {
        "report": {
            "id": _digest(json.dumps(given, ensure_ascii=False)),
            "text_id": _digest(text),
            "source": passage.path.name,
            "title": head.get("title") or None,
            "publisher": head.get("publisher") or None,
            "url": None,
            "language": "en",
            "text": text,
            "boilerplate": [],
            "genre": head["genre"],
            "published": _published(head.get("date") or None),
        },
        "actors": [_actor(passage, key, actor) for key, actor in passage.actors.items()],
        "statements": [_statement(passage, n, s) for n, s in sorted(passage.statements.items())],
    }
    return {**made, **passage.facts.found, "complete": True} if passage.complete else made


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _published(value: str | None) -> dict[str, Any]:
    basis = "metadata" if value else "unknown"
    return {"value": value, "earliest": value, "latest": value, "basis": basis, "evidence": [], "alternatives": [],
            "confidence": 1.0 if value else None}  # fmt: skip


def _actor(passage: Passage, key: str, actor: Actor) -> dict[str, Any]:
    forms = [
        mention_form(passage.text[slice(*m)], actor.kind, actor.names, capital_tells(passage.text, *m))
        for m in actor.mentions
    ]
    return {
        "id": key,
        "name": actor.names[0],
        "kind": actor.kind,
        "country": actor.country,
        "roles": [
            {"title": title, "of": of, "evidence": _title_near(passage.text, title, actor.mentions)}
            for title, of in (split_role(role, passage.actors) for role in actor.roles)
        ],
        "members": actor.members,
        "mentions": [{**m._asdict(), "form": form} for m, form in zip(actor.mentions, forms, strict=True)],
    }


def _title_near(text: str, title: str, mentions: Sequence[Span]) -> dict[str, int] | None:
    """The title's span within 80 characters of a mention, else None: the text need not give a role in these words."""
    for found in re.finditer(re.escape(title), text, re.IGNORECASE):
        if any(m.start - 80 <= found.end() and found.start() <= m.end + 80 for m in mentions):
            return {"start": found.start(), "end": found.end()}
    return None


def _statement(passage: Passage, number: int, statement: Statement) -> dict[str, Any]:
    get = statement.attributes.get
    return {
        "id": f"s{number}",
        "evidence": [span._asdict() for span in sorted(statement.cue + statement.content)],
        "statement": None,
        "speaker": statement.speaker,
        "speaks_for": get("speaks_for"),
        "via": get("via"),
        "source": statement.source[0]._asdict() if statement.source else None,
        "cue": statement.cue[0]._asdict() if statement.cue else None,
        "content": [span._asdict() for span in statement.content],
        "mode": get("mode") or mode_of(passage.text, statement.content, statement.cue),
        "act": get("act"),
        "addressee": get("addressee"),
        "polarity": get("polarity") or "affirmed",
        "factuality": get("factuality") or "actual",
        "parent": None if statement.parent is None else f"s{statement.parent}",
    }
