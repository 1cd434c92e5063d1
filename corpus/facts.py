"""The tables of facts above the text: positions, conditionals, meetings, agreements, relations, events, times.

Facts name actors by their keys and the text by its words in braces (:mod:`corpus.quoting`). GUIDELINES.md tells what is
marked; here is how it is written. Every table is read into the record's own form, ids and offsets included; a row that
breaks a rule becomes a problem with its line and a remedy, and the rest is read on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus import vocabulary
from corpus.consistency import inconsistencies
from corpus.quoting import Found, QuoteError, occurrences, span_of, spans_of

TABLES = ("positions", "conditionals", "meetings", "agreements", "relations", "events", "times", "nobody")
SHAPES = {
    "positions": "actor | stance | label {issue} | {evidence} [| date=...]",
    "conditionals": "speaker | kind | {condition} | {consequence}",
    "meetings": "number | format | status | participants | {evidence} ... [| start=...; place=Name, CODE; ...]",
    "agreements": "number | status | parties | {evidence} ... [| name=...; date=...]",
    "relations": "source | type | target | {evidence} [| topic={...}; polarity=negated; since=...; until=...]",
    "events": "TYPE/mode | modality | actors | recipients | {act} [| date=...; place=Name, CODE; meeting=...; ...]",
    "times": "TYPE | value | {words} ...",
    "nobody": "{word} ...",
}
ATTRIBUTES = {
    "positions": "date told",
    "conditionals": "told",
    "meetings": "title start end place body host moved_from told",
    "agreements": "name date told",
    "relations": "topic polarity since until told",
    "events": "date place meeting contexts dead injured arrested size told",
    "times": "",
}
MAGNITUDES = ("dead", "injured", "arrested", "size")
BAR = re.compile(r"\|(?![^{}]*\})")  # a bar that is not in braces
SEMICOLON = re.compile(r";(?![^{}]*\})")
COUNTRY = re.compile(r"(.+?),\s*([A-Z]{3})")  # "Sochi, RUS"
DETERMINER = re.compile(r"(?:the|an?|this|that|its|his|her|their|our)\s+", re.IGNORECASE)

Span = tuple[int, int]


class RowError(ValueError):
    """What is wrong with a row."""


@dataclass
class Row:
    """A line of a table, split at its bars."""

    line: int
    fields: list[str]
    attributes: dict[str, str]


@dataclass
class Facts:
    """What the tables hold, in the record's form; ``lines`` gives the line of each fact, by table and number."""

    found: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in TABLES[:-1]})
    lines: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in TABLES[:-1]})
    nobody: list[Found] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    problems: list[tuple[int, str]] = field(default_factory=list)


@dataclass
class Around:
    """What the tables refer to: the text, its date, actors with their members, and statements' contents."""

    text: str
    date: str | None
    members: dict[str, list[str]]
    contents: dict[int, list[Span]]

    def innermost(self, span: Span) -> str | None:
        """The statement with the shortest content in which the span lies."""
        around = [
            (sum(end - start for start, end in spans), number)
            for number, spans in self.contents.items()
            if any(start <= span[0] and span[1] <= end for start, end in spans)
        ]
        return f"s{min(around)[1]}" if around else None


def read_facts(rows: dict[str, list[tuple[int, str]]], around: Around) -> Facts:
    """All tables, read; what is wrong is in ``problems``."""
    facts = Facts()
    for table in TABLES:
        for line, raw in rows.get(table, ()):
            try:
                if table == "nobody":
                    facts.nobody += spans_of(raw, around.text)
                    continue
                for fact in READERS[table](_row(table, line, raw), _Reader(around, facts)):
                    facts.found[table].append(fact)
                    facts.lines[table].append(line)
            except (RowError, QuoteError) as error:
                facts.problems.append((line, f"{table}: {error}"))
    _number(facts)
    facts.problems += inconsistencies(facts.found, facts.lines)
    facts.problems.sort()
    return facts


def _row(table: str, line: int, raw: str) -> Row:
    parts = [part.strip() for part in BAR.split(raw.strip())]
    needed = SHAPES[table].split(" [|")[0].count("|") + 1
    allowed = ATTRIBUTES[table].split()
    if not needed <= len(parts) <= needed + bool(allowed):
        raise RowError(f"expected {SHAPES[table]!r}, not {raw.strip()!r}")
    attributes: dict[str, str] = {}
    for pair in filter(None, (p.strip() for p in SEMICOLON.split(parts[needed] if len(parts) > needed else ""))):
        key, equals, value = (part.strip() for part in pair.partition("="))
        if not equals or not value or key not in allowed or key in attributes:
            raise RowError(f"attributes are 'key=value; key=value', each once, of {', '.join(allowed)}: {pair!r}")
        attributes[key] = value
    return Row(line, parts[:needed], attributes)


@dataclass
class _Reader:
    """Reads the fields of a row."""

    around: Around
    facts: Facts

    def one_of(self, value: str, allowed: Iterable[str], what: str) -> str:
        if value not in allowed:
            raise RowError(f"{what} is one of {', '.join(sorted(allowed))}, not {value!r}")
        return value

    def key(self, value: str) -> str:
        """An actor's key; a group stays a group."""
        if value not in self.around.members:
            raise RowError(f"the actor {value!r} is not declared; declare it under 'actors:' or mend the key")
        self.facts.used.add(value)
        return value

    def keys(self, value: str) -> list[str]:
        """Actors' keys between commas, or '-'; a group of declared members stands for its members."""
        out: list[str] = []
        for part in [] if value == "-" else [p.strip() for p in value.split(",")]:
            for key in self.around.members.get(self.key(part)) or [part]:
                if key in out:
                    raise RowError(f"the actor {key!r} stands twice")
                out.append(key)
        return out

    def spans(self, value: str) -> list[Found]:
        return spans_of(value, self.around.text)

    def date(self, row: Row, name: str) -> str | None:
        """An ISO date; 'report' is the report's own."""
        value = row.attributes.get(name)
        if value == "report":
            if not self.around.date:
                raise RowError(f"{name}=report, but the header gives no date; leave it out")
            return self.around.date
        if value is not None and not vocabulary.is_date(value):
            raise RowError(
                f"{name} is 'report', YYYY, YYYY-MM, YYYY-MM-DD or an interval of two with '/' (a week is one), "
                f"not {value!r}"
            )
        return value

    def place(self, row: Row) -> dict[str, str | None] | None:
        value = row.attributes.get("place")
        if value is None:
            return None
        name, country = m.groups() if (m := COUNTRY.fullmatch(value)) else (value, None)
        if country is not None and country not in vocabulary.countries():
            raise RowError(f"{country!r} is no ISO 3166 code of a country")
        if not occurrences(name, self.around.text):
            raise RowError(f"the place {name!r} is not in the text; write it as it stands there, then ', CODE'")
        return {"name": name, "country": country}

    def fact(self, row: Row, evidence: Sequence[Found], values: dict[str, Any]) -> dict[str, Any]:
        told = row.attributes.get("told")
        if told is not None and told != "-" and not (told.isdecimal() and int(told) in self.around.contents):
            raise RowError(f"told is the number of a statement or '-', not {told!r}")
        inside = self.around.innermost(evidence[0]) if told is None else None if told == "-" else f"s{told}"
        return {"evidence": [_span(e) for e in sorted(evidence)], "statement": inside, **values}

    def words(self, span: Found) -> str:
        """The quoted words as a label: no determiner, blanks made one."""
        return DETERMINER.sub("", " ".join(self.around.text[slice(*span)].split()), count=1)


def _span(found: Found) -> dict[str, int]:
    return {"start": found[0], "end": found[1]}


def _positions(row: Row, read: _Reader) -> list[dict[str, Any]]:
    who, stance, issue, evidence = row.fields
    label, brace, quoted = issue.partition("{")
    span = span_of(brace + quoted, read.around.text) if brace else None
    if not label.strip() and span is None:
        raise RowError("a position has an issue: a label, the words of the text in braces, or both")
    about = {
        "label": label.strip() or read.words(span or Found(0, 0)),
        "span": None if span is None else _span(span),
        "entity": None,
    }
    values = {"issue": about, "stance": read.one_of(stance, vocabulary.STANCES, "a stance")}
    holders = read.keys(who)
    if not holders:
        raise RowError("a position has an actor")
    found, when = read.spans(evidence), read.date(row, "date")
    return [read.fact(row, found, {"actor": holder, "speaks_for": None, **values, "date": when}) for holder in holders]


def _conditionals(row: Row, read: _Reader) -> list[dict[str, Any]]:
    speaker, kind, condition, consequence = row.fields
    one, two = (span_of(words, read.around.text) for words in (condition, consequence))
    if one.start < two.end and two.start < one.end:
        raise RowError("condition and consequence share words")
    values = {
        "speaker": None if speaker == "-" else read.key(speaker),
        "condition": _span(one),
        "consequence": _span(two),
        "kind": read.one_of(kind, vocabulary.CONDITIONALS, "a conditional's kind"),
    }
    return [read.fact(row, [one, two], values)]


def _number_of(row: Row) -> int:
    if not row.fields[0].isdecimal():
        raise RowError(f"the row begins with a number, not {row.fields[0]!r}")
    return int(row.fields[0])


def _meetings(row: Row, read: _Reader) -> list[dict[str, Any]]:
    _, form, status, participants, evidence = row.fields
    found, get = read.spans(evidence), row.attributes.get
    start, end = read.date(row, "start"), read.date(row, "end")
    values = {
        "number": _number_of(row),
        "title": get("title") or read.words(found[0]),
        "format": read.one_of(form, vocabulary.FORMATS, "a format"),
        "status": read.one_of(status, vocabulary.STATUSES, "a meeting's status"),
        "start": start,
        "end": end or (start if start and len(start) == 10 else None),
        "place": read.place(row),
        "body": read.key(row.attributes["body"]) if get("body") else None,
        "host": read.key(row.attributes["host"]) if get("host") else None,
        "participants": read.keys(participants),
        "moved_from": read.date(row, "moved_from"),
    }
    for name, value in (("start", start), ("end", end)):
        if value and "/" in value:
            raise RowError(f"{name} is one date; an interval is written start=...; end=...")
    if start and end and end < start[: len(end)]:
        raise RowError(f"it ends on {end}, before it starts on {start}")
    return [read.fact(row, found, values)]


def _agreements(row: Row, read: _Reader) -> list[dict[str, Any]]:
    _, status, parties, evidence = row.fields
    found = read.spans(evidence)
    values = {
        "number": _number_of(row),
        "name": row.attributes.get("name") or read.words(found[0]),
        "date": read.date(row, "date"),
        "parties": read.keys(parties),
        "status": None if status == "-" else read.one_of(status, vocabulary.BINDING, "an agreement's status"),
    }
    return [read.fact(row, found, values)]


def _relations(row: Row, read: _Reader) -> list[dict[str, Any]]:
    sources, kind, targets, evidence = row.fields
    topic = row.attributes.get("topic")
    values = {
        "topic": None if topic is None else _span(span_of(topic, read.around.text)),
        "polarity": read.one_of(
            row.attributes.get("polarity", "affirmed"), ("affirmed", "negated"), "a relation's polarity"
        ),
        "since": read.date(row, "since"),
        "until": read.date(row, "until"),
    }
    read.one_of(kind, vocabulary.RELATIONS, "a relation's type")
    found = read.spans(evidence)
    ends = [(a, b) for a in read.keys(sources) for b in read.keys(targets)]
    if not ends or any(a == b for a, b in ends):
        raise RowError("a relation has a source and another actor as its target")
    return [read.fact(row, found, {"type": kind, "source": a, "target": b, **values}) for a, b in ends]


def _events(row: Row, read: _Reader) -> list[dict[str, Any]]:
    name, modality, actors, recipients, act = row.fields
    kind, slash, mode = name.partition("/")
    read.one_of(kind, vocabulary.plover(), "an event's type")
    if slash:
        read.one_of(mode, vocabulary.plover()[kind] or ("none",), f"a mode of {kind}")
    if modality in ("planned", "conditional", "negated"):
        raise RowError(f"{modality} acts are no events of this corpus; take the row out")
    span, get = span_of(act, read.around.text), row.attributes.get
    listed = [c.strip() for c in get("contexts", "").split(",") if c.strip()]
    for context in listed:
        read.one_of(context, vocabulary.contexts(), "a context")
    who, whom = read.keys(actors), read.keys(recipients)
    if not who and not whom:
        raise RowError("an event has an actor or a recipient")
    if both := set(who) & set(whom):
        raise RowError(f"the actor {min(both)!r} both acts and receives")
    meeting = get("meeting")
    if meeting is not None and not meeting.isdecimal():
        raise RowError(f"meeting is the number of a meeting, not {meeting!r}")
    when = read.date(row, "date")
    values = {
        "type": kind,
        "mode": mode or None,
        "contexts": listed,
        "cameo": None,
        "actors": who,
        "recipients": whom,
        "date": when,
        "date_basis": None if when is None else "report" if get("date") == "report" else "text",
        "place": read.place(row),
        "meeting": None if meeting is None else f"m{meeting}",
        "magnitude": _magnitude(row, read),
        "modality": read.one_of(modality, vocabulary.MODALITIES, "an event's modality"),
        "spans": {"actor": None, "act": _span(span), "recipient": None},
    }
    return [read.fact(row, [span], values)]


def _magnitude(row: Row, read: _Reader) -> dict[str, Any] | None:
    """ "dead=12 {a dozen people}": the number and its words."""
    out: dict[str, Any] = {}
    for name in MAGNITUDES:
        if name not in row.attributes:
            continue
        number, brace, quoted = row.attributes[name].partition("{")
        if not brace or not number.strip().isdecimal():
            raise RowError(f"{name} is a number and its words, '{name}=12 {{a dozen people}}'")
        span = span_of(brace + quoted, read.around.text)
        out[name] = {"value": int(number), "span": _span(span)}
    return {name: out.get(name) for name in MAGNITUDES} if out else None


def _times(row: Row, read: _Reader) -> list[dict[str, Any]]:
    kind, value, evidence = row.fields
    read.one_of(kind, vocabulary.TIMES, "a time's type")
    if not vocabulary.TIMEX[kind].fullmatch(value):
        raise RowError(
            f"{value!r} is no TIMEX3 value of a {kind}; such are 2013-04-17, 2013-W15, PAST_REF (DATE), "
            "2013-04-17TMO (TIME), P2Y, PT3H (DURATION), P1W, XXXX-WXX-5 (SET)"
        )
    return [{**_span(span), "type": kind, "value": value} for span in read.spans(evidence)]


READERS: dict[str, Callable[[Row, _Reader], list[dict[str, Any]]]] = {
    "positions": _positions,
    "conditionals": _conditionals,
    "meetings": _meetings,
    "agreements": _agreements,
    "relations": _relations,
    "events": _events,
    "times": _times,
}


def _number(facts: Facts) -> None:
    """Ids: the rows' own numbers for meetings and agreements, running ones for the rest."""
    letters = {
        "positions": "p",
        "conditionals": "c",
        "meetings": "m",
        "agreements": "a",
        "relations": "r",
        "events": "e",
    }
    for table, letter in letters.items():
        for i, fact in enumerate(facts.found[table], 1):
            number = fact.pop("number", i)
            facts.found[table][i - 1] = {"id": f"{letter}{number}", **fact}
