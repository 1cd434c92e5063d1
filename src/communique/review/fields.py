"""What coders say of a fact, field by field: as the log keeps it, and put into the fact.

The log keeps an actor by id, name and first mention, so that he is known again when another reading gives him another
id; spans as pairs of offsets; words, dates and labels as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from communique.errors import UsageError
from communique.knowledge import plover
from communique.model import Actor, Event, EventSpans, Issue, Mention, Record, Span, Statement, kind_of
from communique.model.identity import fact_identity

__all__ = [
    "SAME", "FactField", "actor_as_kept", "added_id", "apply_value", "changed_field", "fields_of", "mentioned",
    "new_fact", "saw", "share", "span_list", "words_of",
]  # fmt: skip

Sort = Literal["actor", "actors", "word", "date", "span", "spans", "text", "issue"]
SAME = 0.5
"""Two stretches of a text are the same if they share this part, as where records are scored against gold."""


class FactField(msgspec.Struct, frozen=True):
    """One thing that can be said of facts of a kind."""

    name: str
    """As coders type it: "recipient"."""
    field: str
    """The field of the struct: "addressee"."""
    sort: Sort
    need: bool = False
    """Whether a fact cannot be without it."""


_SPAN = FactField("span", "evidence", "spans", True)
_FIELDS: dict[str, tuple[FactField, ...]] = {
    "statements": (
        FactField("speaker", "speaker", "actor"), FactField("act", "act", "word", True),
        FactField("recipient", "addressee", "actor"), FactField("date", "date", "date"),
        FactField("span", "content", "spans", True),
    ),
    "positions": (
        FactField("actor", "actor", "actor", True), FactField("stance", "stance", "word", True),
        FactField("issue", "issue", "issue", True), FactField("date", "date", "date"), _SPAN,
    ),
    "conditionals": (
        FactField("speaker", "speaker", "actor"), FactField("type", "kind", "word", True),
        FactField("condition", "condition", "span", True), FactField("consequence", "consequence", "span", True), _SPAN,
    ),
    "meetings": (
        FactField("participants", "participants", "actors"), FactField("status", "status", "word", True),
        FactField("type", "format", "word", True), FactField("host", "host", "actor"),
        FactField("date", "start", "date"), FactField("until", "end", "date"), _SPAN,
    ),
    "agreements": (
        FactField("parties", "parties", "actors"), FactField("status", "status", "word"),
        FactField("name", "name", "text", True), FactField("date", "date", "date"), _SPAN,
    ),
    "relations": (
        FactField("actor", "source", "actor", True), FactField("type", "type", "word", True),
        FactField("recipient", "target", "actor", True), FactField("polarity", "polarity", "word", True), _SPAN,
    ),
    "events": (
        FactField("actor", "actors", "actors"), FactField("type", "type", "word", True),
        FactField("recipient", "recipients", "actors"), FactField("modality", "modality", "word", True),
        FactField("date", "date", "date"), _SPAN,
    ),
}  # fmt: skip
_UNSAID: dict[str, dict[str, Any]] = {
    "statements": {"act": "say"}, "meetings": {"status": "held", "format": "other"},
    "relations": {"polarity": "affirmed"}, "events": {"modality": "actual"},
}  # fmt: skip
"""What a fact is that coders add and of which they do not say it."""


def fields_of(kind: str) -> tuple[FactField, ...]:
    """What can be said of facts of a kind ("statements")."""
    if kind in _FIELDS:
        return _FIELDS[kind]
    row = kind_of(kind)
    return (
        *(FactField(name, name, "actor") for name in row.actors),
        *(FactField(name, name, "actors") for name, _ in row.parties),
        *(FactField(name, name, "date") for name in row.dates), _SPAN,
    )  # fmt: skip


@cache
def words_of(kind: str, field: str) -> tuple[str, ...]:
    """The words that a field of the struct may hold, where they are a closed list."""
    if (kind, field) == ("events", "type"):
        told = (*(name for name, _ in plover.types()), *(rule.type for rule in plover.rules()))
        return tuple(dict.fromkeys(told))  # the user's own too
    return tuple(_literals(get_type_hints(kind_of(kind).struct)[field]))


def _literals(of: Any) -> list[str]:
    if get_origin(of) is Literal:
        return [str(word) for word in get_args(of)]
    return [word for part in get_args(of) for word in _literals(part)]


# what a coder saw


def span_list(spans: Iterable[Span]) -> list[list[int]]:
    """Spans as the log keeps them."""
    return [[s.start, s.end] for s in spans]


def actor_as_kept(actor: Actor) -> dict[str, Any]:
    """An actor as the log keeps him."""
    first = actor.mentions[0] if actor.mentions else None
    return {"id": actor.id, "name": actor.name, "at": [first.start, first.end] if first else None}


def mentioned(actors: Iterable[Actor], at: Span) -> Actor | None:
    """Of these actors the one who has a mention there."""
    return next((a for a in actors for m in a.mentions if m.span == at), None)


def saw(record: Record, kind: str, fact: Any) -> dict[str, Any]:
    """The fields of a fact that coders judge, as the log keeps them."""
    actors = {a.id: a for a in record.actors}

    def kept(field: FactField) -> Any:
        value = getattr(fact, field.field)
        match field.sort:
            case "actor":
                return None if value is None else actor_as_kept(actors[value])
            case "actors":
                return [actor_as_kept(actors[one]) for one in value]
            case "span":
                return None if value is None else [value.start, value.end]
            case "spans":
                return span_list(value)
            case "issue":
                return {"label": value.label, "span": [value.span.start, value.span.end] if value.span else None}
            case _:
                return value

    return {field.field: kept(field) for field in fields_of(kind)}


def changed_field(record: Record, kind: str, fact: Any, seen: Mapping[str, Any]) -> str | None:
    """The name of the first field that says something else than a coder saw; None if the fact says the same."""
    now = saw(record, kind, fact)
    for field in fields_of(kind):
        if field.field in seen and not _alike(field.sort, seen[field.field], now[field.field], record):
            return field.name
    return None


def _alike(sort: Sort, then: Any, now: Any, record: Record) -> bool:
    match sort:
        case "actor":
            return then is None if now is None else then is not None and _same(then, now, record)
        case "actors":
            left = list(now)
            for one in then:
                if (found := next((x for x in left if _same(one, x, record)), None)) is None:
                    return False
                left.remove(found)
            return not left
        case "issue":
            return bool(then["label"] == now["label"])
        case "span":
            return (then is None and now is None) or bool(then and now and share([then], [now]) >= SAME)
        case "spans":
            return share(then, now) >= SAME
        case _:
            return bool(then == now)


def share(one: Iterable[Sequence[int]], other: Iterable[Sequence[int]]) -> float:
    """Of the characters that either of two lists of spans has the part that both have (Jaccard 1901), 0..1."""
    a, b = ({n for start, end in spans for n in range(start, end)} for spans in (one, other))
    return len(a & b) / len(a | b) if a and b else 0.0


def _same(then: Mapping[str, Any], now: Mapping[str, Any], record: Record) -> bool:
    """Whether an actor of another reading is this one of the record: the same id or name, or a mention where he was."""
    if then.get("id") == now["id"] or then["name"].casefold() == now["name"].casefold():
        return True
    own = record.actor(now["id"])
    at = then.get("at")
    return own is not None and at is not None and any(m.span == Span(*at) for m in own.mentions)


# into the fact


def apply_value(fact: Any, field: FactField, value: Any, actors: dict[str, Actor], text_id: str) -> Any:
    """A fact with one field as a coder says; ``actors`` (by their ids) gets those who were not there.

    What follows from the field goes with it: the mode of an event's former type, on what its date rests.
    """
    made = _value(field, value, actors, text_id)
    more: dict[str, Any] = {field.field: made}
    if isinstance(fact, Event):
        if field.field == "type" and (made, fact.mode or "") not in plover.types():
            more |= {"mode": None, "cameo": None}
        elif field.field == "type" and made != fact.type:
            more |= {"cameo": None}
        elif field.field == "date":
            more |= {"date_basis": None if made is None else "text"}
        elif field.field == "evidence" and not any(one.covers(fact.spans.act) for one in made):
            more |= {"spans": EventSpans(made[0])}
    if isinstance(fact, Statement) and field.field == "content":
        rest = tuple(span for span in (fact.source, fact.cue) if span is not None)
        more |= {"evidence": tuple(sorted({*made, *rest}))}
    return msgspec.structs.replace(fact, **more)


def _value(field: FactField, value: Any, actors: dict[str, Actor], text_id: str) -> Any:
    """What the log keeps, as the struct has it."""
    match field.sort:
        case "actor":
            return None if value is None else _resolved(value, actors, text_id)
        case "actors":
            return tuple(dict.fromkeys(_resolved(one, actors, text_id) for one in value))
        case "span":
            return None if value is None else Span(*value)
        case "spans":
            return tuple(Span(*one) for one in value)
        case "issue":
            return Issue(value["label"], Span(*value["span"]) if value["span"] else None)
        case _:
            return value


def _resolved(value: Mapping[str, Any], actors: dict[str, Actor], text_id: str) -> str:
    """The id of the actor whom the log means; he is made if the record has none such."""
    own, at = value.get("id"), Span(*value["at"]) if value.get("at") else None
    if own in actors:
        return str(own)
    if at is not None and (found := mentioned(actors.values(), at)) is not None:
        return found.id
    if own is not None or at is None:
        same = [a for a in actors.values() if a.name.casefold() == value["name"].casefold()]
        if len(same) == 1:
            return same[0].id
    made = own or fact_identity("actor", text_id, [at] if at else [], "judged", value["name"])
    mentions = () if at is None else (Mention(at.start, at.end, "name"),)
    actors[made] = Actor(made, value["name"], value.get("kind", "person"), mentions, confidence=1.0)
    return str(made)


def new_fact(kind: str, text_id: str, values: Mapping[str, Any], actors: dict[str, Actor], text: str) -> Any:
    """A fact that coders added, of what the log keeps of it.

    Raises:
        UsageError: what a fact of this kind cannot be without is not said.
    """
    known = {field.field: field for field in fields_of(kind)}
    given = {**_UNSAID.get(kind, {}), **values}
    spans = tuple(Span(*one) for one in given.get("evidence") or given.get("content") or ())
    words = " ".join(spans[0].of(text).split()) if spans else ""
    if kind == "agreements":
        given.setdefault("name", words)
    if missing := [f.name for f in known.values() if f.need and f.field not in given and f.name != "span"]:
        one = kind_of(kind).singular
        raise UsageError(f"a {one} needs {' and '.join(missing)}. Say it: {missing[0]}=...")
    made: dict[str, Any] = {field: _value(known[field], value, actors, text_id) for field, value in given.items()
                            if field in known}  # fmt: skip
    made |= {"id": added_id(kind, text_id, spans), "evidence": spans, "confidence": 1.0, "extractor": "coder"}
    if kind == "meetings":
        made["title"] = words
    if kind == "events":
        made |= {"spans": EventSpans(spans[0]), "date_basis": "text" if made.get("date") else None}
    try:
        return kind_of(kind).struct(**made)
    except TypeError as error:
        raise UsageError(f"{kind} cannot be added by hand ({error}). Add what its fields tell of") from None


def added_id(kind: str, text_id: str, spans: Sequence[Span]) -> str:
    """The id of a fact that coders added: the same whoever adds it."""
    return fact_identity(kind_of(kind).singular, text_id, spans, "added")
