"""A reader without models for tests of what comes after reading: it understands one kind of sentence.

"Foreign Minister Ahmet Davutoglu of Turkey warned that talks may fail." has a person with a role, a state and a
statement; "Davutoglu said that ..." and "The foreign minister of Turkey said that ..." have less.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator

from communique.errors import InputError
from communique.knowledge import states
from communique.model import Actor, MadeBy, Mention, Record, Report, Role, Span, Statement, Time
from communique.model.identity import fact_identity
from communique.sources import from_text
from communique.version import SCHEMA, __version__

SENTENCE = re.compile(
    r"(?:(?P<title>(?:The )?(?:[Ff]oreign [Mm]inister|[Pp]resident|[Ss]pokesman)) ?)?"
    r"(?P<name>(?:[A-Z][\w’'-]+ ?){1,4}?)?(?:of (?P<state>[A-Z]\w+) )?"
    r"(?P<cue>(?P<act>say|warn|demand|said|warned|demanded)) that (?P<words>[^.]+)\."
)
ACTS = {"said": "say", "warned": "warn", "demanded": "demand"}
DATE = re.compile(r"\d{4}-\d\d-\d\d")
"""A date in a text, for the times: "2013-04-03"."""


def record(report: Report, version: str = __version__, more: float = 0.0) -> Record:
    """The record of a report; ``more`` is added to confidences, as a newer version's would differ."""
    text, text_id = report.text, report.text_id
    actors: dict[str, dict[str, object]] = {}
    statements = []
    for m in SENTENCE.finditer(text):
        if not m["name"] and not m["title"]:
            continue
        state = None
        if m["state"] and (found := states.by_name(m["state"])):
            at = Mention(m.start("state"), m.end("state"), "name")
            state = actors.setdefault(
                found.code, {"name": found.name, "kind": "state", "country": found.code, "mentions": [], "roles": []}
            )
            state["mentions"].append(at)  # type: ignore[attr-defined]
            state.setdefault("id", fact_identity("actor", text_id, [at.span], found.code))
        name = (m["name"] or "").strip()
        same = next((k for k in actors if name and (k == name or k.endswith(" " + name))), None)
        key = same or name or f"{m['title']} {m['state']}"
        start = m.start("name") if name else m.start("title")
        at = Mention(start, start + len(name) if name else m.end("title"), "name" if name else "nominal")
        who = actors.setdefault(
            key, {"name": name or m["title"], "kind": "person", "country": None, "mentions": [], "roles": []}
        )
        who["mentions"].append(at)  # type: ignore[attr-defined]
        who.setdefault("id", fact_identity("actor", text_id, [at.span], key))
        if state is not None:
            who["country"] = state["country"]
            if m["title"]:
                who["roles"].append(Role(m["title"].removeprefix("The "), str(state["id"]), Span(*m.span("title"))))  # type: ignore[attr-defined]
        content = Span(*m.span("words"))
        statements.append(
            Statement(
                fact_identity("statement", text_id, [content]), (content,), (Span(m.start(), m.end()),), str(who["id"]),
                None if state is None else str(state["id"]), cue=Span(*m.span("cue")), act=ACTS.get(m["act"], m["act"]),  # type: ignore[arg-type]
                confidence=0.5 + more, extractor="toy",
            )
        )  # fmt: skip
    made = tuple(
        Actor(
            str(a["id"]), str(a["name"]), a["kind"], tuple(a["mentions"]), None, a["country"], None, tuple(a["roles"])
        )  # type: ignore[arg-type]
        for a in actors.values()
    )
    times = tuple(Time(*m.span(), "DATE", m.group(), 0.9) for m in DATE.finditer(text))
    return Record(MadeBy(SCHEMA, version, {"toy": "1"}), report, made, times, tuple(statements))


class ToyReader:
    """Reads by :func:`record`; as slow as it is told to be."""

    def __init__(self, version: str = __version__, more: float = 0.0, pause: float = 0.0) -> None:
        self.version, self.more, self.pause = version, more, pause

    def read_many(self, items: Iterable[Report | InputError]) -> Iterator[Record | InputError]:
        """Records in the order of the reports."""
        for item in items:
            time.sleep(self.pause)
            yield item if isinstance(item, InputError) else record(item, self.version, self.more)


def slow_reader() -> ToyReader:
    """A reader that can be killed while it reads."""
    return ToyReader(pause=0.002)


def report(text: str, source: str = "made.txt", date: str | None = "2013-04-17", **more: str | None) -> Report:
    """A report in the toy's language, whatever it is."""
    return from_text(text, source, date, any_language=True, **more)
