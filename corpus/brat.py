"""Passages as brat standoff (Stenetorp et al., EACL 2012): a `.txt` and an `.ann` each, and one `annotation.conf`.

brat's format was chosen because it holds what is annotated here as it is: spans in parts, spans that cross, facts with
any number of participants, each in a role; because a text file a fact a line needs no library to be read; and because
INCEpTION, and converters to most other formats, read it.

Mentions and times are entities, statements and facts are brat's events: the trigger is the cue, act or first evidence,
participants are the mentions nearest to it. Mentions of one actor are joined by an `Equiv` line. Fields that brat has
no place for (keys, labels, dates, participants whom the text never mentions) stand in the annotator's note of each fact
and of each actor, as JSON, so that nothing is lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

Record = dict[str, Any]
Span = tuple[int, int]

ENTITIES = {"person": "Person", "state": "State", "organization": "Organization", "group": "Group"}
EVENTS = {  # brat's type of a fact, with the fields that are participants, by kind
    "statements": ("Statement", {"speaker": "Speaker", "addressee": "Addressee", "via": "Via", "speaks_for": "For"}),
    "positions": ("Position", {"actor": "Holder"}),
    "conditionals": ("Conditional", {"speaker": "Speaker"}),
    "meetings": ("Meeting", {"participants": "Participant", "host": "Host", "body": "Body"}),
    "agreements": ("Agreement", {"parties": "Party"}),
    "relations": ("Relation", {"source": "From", "target": "To"}),
    "events": ("Event", {"actors": "Actor", "recipients": "Recipient"}),
}
PARTS = {  # spans of a fact other than its trigger: brat's type and role
    "statements": {"source": "Source", "content": "Content"},
    "positions": {"issue": "Issue"},
    "conditionals": {"condition": "Condition", "consequence": "Consequence"},
    "relations": {"topic": "Topic"},
}
EVIDENCE = "Evidence"


def configuration() -> str:
    """`annotation.conf`: every type and role that :func:`written` uses."""
    parts = sorted({name for roles in PARTS.values() for name in roles.values()} | {EVIDENCE})
    lines = ["[entities]", *ENTITIES.values(), "Time", *parts, "", "[relations]", ""]
    lines += ["<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>", "", "[events]"]
    actors = "|".join(ENTITIES.values())
    for kind, (name, roles) in EVENTS.items():
        arguments = [f"{role}*:{actors}" for role in roles.values()]
        arguments += [f"{part}*:{part}" for part in PARTS.get(kind, {}).values()] + [f"{EVIDENCE}*:{EVIDENCE}"]
        lines.append(f"{name}\t{', '.join(arguments)}")
    return "\n".join([*lines, "", "[attributes]", "Timex\tArg:Time, Value:DATE|TIME|DURATION|SET", ""])


def written(record: Record) -> str:
    """The `.ann` of one record; its `.txt` is the report's text."""
    return "\n".join(_Writer(record).lines()) + "\n"


class _Writer:
    def __init__(self, record: Record) -> None:
        self.record, self.text = record, record["report"]["text"]
        self.out: list[str] = []
        self.numbers = dict.fromkeys("TEA#", 0)
        self.mentions: dict[str, list[tuple[Span, str]]] = {}

    def next(self, letter: str) -> str:
        self.numbers[letter] += 1
        return f"{letter}{self.numbers[letter]}"

    def entity(self, kind: str, spans: Sequence[Span]) -> str:
        """A text-bound line; brat's spans end with their line."""
        fragments = [
            (start + m.start(), start + m.end())
            for start, end in spans
            for m in re.finditer(r"[^\n]+", self.text[start:end])
        ]
        offsets = ";".join(f"{a} {b}" for a, b in fragments)
        name = self.next("T")
        self.out.append(f"{name}\t{kind} {offsets}\t{' '.join(self.text[a:b] for a, b in fragments)}")
        return name

    def note(self, of: str, value: Any) -> None:
        self.out.append(
            f"{self.next('#')}\tAnnotatorNotes {of}\t{json.dumps(value, ensure_ascii=False, sort_keys=True)}"
        )

    def lines(self) -> list[str]:
        for actor in self.record["actors"]:
            at = [(m["start"], m["end"]) for m in actor["mentions"]]
            names = [self.entity(ENTITIES[actor["kind"]], [span]) for span in at]
            self.mentions[actor["id"]] = list(zip(at, names, strict=True))
            if len(names) > 1:
                self.out.append(f"*\tEquiv {' '.join(names)}")
            self.note(names[0] if names else "ACTOR", actor)
        for time in self.record.get("times", ()):
            name = self.entity("Time", [(time["start"], time["end"])])
            self.out.append(f"{self.next('A')}\tTimex {name} {time['type']}")
            self.note(name, time)
        for kind in EVENTS:
            for fact in self.record.get(kind, ()):
                self.fact(kind, fact)
        self.note("REPORT", {**{k: v for k, v in self.record.items() if k in ("complete",)}, **self.head()})
        return self.out

    def head(self) -> Record:
        return {"report": {k: v for k, v in self.record["report"].items() if k != "text"}}

    def fact(self, kind: str, fact: Record) -> None:
        name, roles = EVENTS[kind]
        trigger, *more = _anchors(kind, fact)
        arguments = [
            (role, self.nearest(key, trigger))
            for field, role in roles.items()
            for key in (fact[field] if isinstance(fact[field], list) else [fact[field]])
            if key is not None
        ]
        start = self.entity(name, [trigger])
        arguments += [(part, self.entity(part, spans)) for part, spans in _parts(kind, fact)]
        arguments += [(EVIDENCE, self.entity(EVIDENCE, [span])) for span in more]
        event, seen, listed = self.next("E"), dict.fromkeys((role for role, _ in arguments), 0), []
        for role, target in arguments:
            if target is not None:
                seen[role] += 1
                listed.append(f"{role}{seen[role] if seen[role] > 1 else ''}:{target}")
        self.out.append(f"{event}\t{' '.join([f'{name}:{start}', *listed])}")
        self.note(event, {"layer": kind, **fact})  # a conditional has a kind of its own

    def nearest(self, actor: str, to: Span) -> str | None:
        """The mention nearest to a span; None of an actor without one."""
        found = self.mentions.get(actor) or []
        return min(found, key=lambda m: max(m[0][0] - to[1], to[0] - m[0][1]))[1] if found else None


def _span(value: Record) -> Span:
    return value["start"], value["end"]


def _anchors(kind: str, fact: Record) -> list[Span]:
    """The trigger, and the evidence besides."""
    if kind == "statements":
        return [_span(fact["cue"] or fact["source"] or fact["content"][0])]
    if kind == "events":
        return [_span(fact["spans"]["act"])]
    if kind == "conditionals":
        return [_span(fact["condition"])]
    return [_span(e) for e in fact["evidence"]]


def _parts(kind: str, fact: Record) -> Iterator[tuple[str, list[Span]]]:
    for field, name in PARTS.get(kind, {}).items():
        value = fact[field]["span"] if field == "issue" else fact[field]
        if value:
            yield name, [_span(v) for v in (value if isinstance(value, list) else [value])]


def read(text: str, annotation: str) -> Record:
    """The record of a `.txt` and its `.ann`, from the notes."""
    record: Record = {"actors": [], "statements": []}
    notes = [line.split("\t") for line in annotation.splitlines() if line.startswith("#")]
    for _, head, value in notes:
        target, note = head.split(" ")[1], json.loads(value)
        if target == "REPORT":
            record |= {**note, "report": {**note["report"], "text": text}}
        elif "layer" in note:
            kind = note.pop("layer")
            record.setdefault(kind, []).append(note)
        else:
            record.setdefault("actors" if "mentions" in note else "times", []).append(note)
    for kind in (*EVENTS, "times") if record.get("complete") else ():
        record.setdefault(kind, [])
    return record
