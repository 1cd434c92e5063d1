"""What coders type of a fact, field by field, as the log keeps it (:mod:`communique.review.fields`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from communique.database.days import bounds
from communique.errors import UsageError, printable
from communique.model import Actor, Record, Span, kind_of
from communique.review.fields import FactField, actor_as_kept, fields_of, mentioned, span_list, words_of

__all__ = ["parse_span", "parse_values"]

OFFSETS = re.compile(r"(\d+)\s*[-–]\s*(\d+)")
"""A span as it is typed: "120-131"."""
NONE = ("", "none", "null", "-")
"""How an empty field is typed."""


def parse_values(record: Record, kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed of a fact, by the struct's fields, as the log keeps it.

    Raises:
        UsageError: there is no such field, or it cannot hold that; the message says what it can.
    """
    known = {field.name: field for field in fields_of(kind)}
    found: dict[str, Any] = {}
    for name, value in given.items():
        if (field := known.get(name)) is None:
            of = kind_of(kind).singular
            raise UsageError(f"{of}s have no {printable(name)!r} to say. Say one of: {', '.join(known)}")
        empty = value is None or (isinstance(value, str) and value.strip().casefold() in NONE)
        if empty and field.need:
            raise UsageError(f"{name} cannot be empty. Say what it is, or reject the fact")
        found[field.field] = ([] if field.sort == "actors" else None) if empty else _parsed(record, kind, field, value)
    return found


def _parsed(record: Record, kind: str, field: FactField, value: Any) -> Any:
    text = record.report.text
    match field.sort:
        case "actor":
            return _actor(record, value)
        case "actors":
            listed = [one for one in value.split(";") if one.strip()] if isinstance(value, str) else list(value)
            return [_actor(record, one) for one in listed]
        case "word":
            return _word(kind, field, str(value).strip())
        case "date":
            if bounds(str(value).strip()) is None:
                raise UsageError(
                    f"{printable(str(value))!r} is no date. Write YYYY-MM-DD, YYYY-MM, YYYY, or two of them with a /"
                )
            return str(value).strip()
        case "span":
            return span_list([parse_span(text, value)])[0]
        case "spans":
            parts = [value] if isinstance(value, (str, Span)) or _is_pair(value) else list(value)
            parts = [one for part in parts for one in (part.split(";") if _is_offsets(part) else [part])]
            return span_list(sorted(parse_span(text, one) for one in parts))
        case "issue":
            return _issue(text, value)
        case _:
            return " ".join(str(value).split())


def _word(kind: str, field: FactField, value: str) -> str:
    words = words_of(kind, field.field)
    found = next((word for word in words if word.casefold() == value.casefold()), None)
    if words and found is None:
        raise UsageError(f"there is no {field.name} {printable(value)!r}. Use one of: {', '.join(words)}")
    return found or value


def _is_offsets(value: Any) -> bool:
    return isinstance(value, str) and all(OFFSETS.fullmatch(part.strip()) for part in value.split(";") if part.strip())


def _is_pair(value: Any) -> bool:
    return isinstance(value, (tuple, list)) and len(value) == 2 and all(isinstance(part, int) for part in value)


def parse_span(text: str, value: Any) -> Span:
    """A span of a text: a :class:`Span`, a pair, "120-131", or words that stand in it once.

    Raises:
        UsageError: it does not lie in the text, holds nothing but blanks, or the words stand there never or often.
    """
    if isinstance(value, Span):
        found = value
    elif _is_pair(value):
        found = Span(*value)
    elif (typed := OFFSETS.fullmatch(str(value).strip())) is not None:
        found = Span(int(typed[1]), int(typed[2]))
    else:
        return _span_of_words(text, str(value))
    if not 0 <= found.start < found.end <= len(text):
        raise UsageError(
            f"the span {found.start}-{found.end} does not lie in the text, which has {len(text)} characters. "
            "`communique show REPORT` numbers them"
        )
    if not found.of(text).strip():
        raise UsageError(f"there are only blanks from {found.start} to {found.end}. Name a span with words")
    return found


def _span_of_words(text: str, words: str) -> Span:
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [Span(*m.span()) for m in re.finditer(pattern, text)] if pattern else []
    if not found:
        raise UsageError(f"{printable(words)!r} does not stand in the text. Copy words from it, or write START-END")
    if len(found) > 1:
        places = ", ".join(f"{s.start}-{s.end}" for s in found[:6])
        raise UsageError(f"{printable(words)!r} stands in the text {len(found)} times: {places}. Write one of these")
    return found[0]


def _issue(text: str, value: Any) -> dict[str, Any]:
    if _is_offsets(value) or isinstance(value, Span) or _is_pair(value):
        at = parse_span(text, value)
        return {"label": " ".join(at.of(text).split()), "span": [at.start, at.end]}
    label = " ".join(str(value).split())
    if not label:
        raise UsageError("an issue needs words. Write what it is about")
    first = text.find(label)
    return {"label": label, "span": [first, first + len(label)] if first >= 0 and text.count(label) == 1 else None}


def _actor(record: Record, value: Any) -> dict[str, Any]:
    """An actor as the log keeps him: by id, by name, or by a span of the words that name somebody new."""
    if _is_offsets(value) or isinstance(value, Span) or _is_pair(value):
        at = parse_span(record.report.text, value)
        if (known := mentioned(record.actors, at)) is not None:
            return actor_as_kept(known)
        return {"name": " ".join(at.of(record.report.text).split()), "at": [at.start, at.end], "kind": "person"}
    words = " ".join(str(value).split())
    own = [a for a in record.actors if words in (a.id, a.entity)]
    called = own or [a for a in record.actors if a.name.casefold() == words.casefold()]
    called = called or [a for a in record.actors if _goes_by(record, a, words)]
    if len(called) == 1:
        return actor_as_kept(called[0])
    some = called or record.actors
    listed = ", ".join(f"{printable(a.name, 40)} {a.id}" for a in some[:12]) + (" ..." if len(some) > 12 else "")
    many = f"can be {len(called)} actors of this report" if called else "is no actor of this report"
    raise UsageError(
        f"{printable(words)!r} {many}. Name one by its id, or by the span START-END of its words: "
        f"{listed or 'it has none'}"
    )


def _goes_by(record: Record, actor: Actor, words: str) -> bool:
    text = record.report.text
    return any(m.form != "pronoun" and m.span.of(text).casefold() == words.casefold() for m in actor.mentions)
