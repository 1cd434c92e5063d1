"""A record's parts as cards for a page: a key, the words as HTML, and the marks that the card has in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.export.safe import escape
from communique.export.segments import Marked
from communique.export.wording import Named, date_words, period, place, tone, tree, turned, whole
from communique.model import Record, Span, Statement
from communique.model.span import span_words

__all__ = ["Card", "Section", "sections", "side_of"]

SIDES = 8  # colours for sides; later ones share the neutral colour


@dataclass(frozen=True)
class Card:
    """One actor or fact beside the text. ``html`` is escaped already; everything else is not."""

    key: str
    label: str
    tone: str
    html: str
    where: str
    marks: tuple[Marked, ...]
    side: int = -1
    depth: int = 0
    confidence: float | None = None
    minor: bool = False


@dataclass(frozen=True)
class Section:
    """Cards of one kind under a heading."""

    name: str
    title: str
    cards: tuple[Card, ...]


def sections(record: Record, prefix: str) -> list[Section]:
    """Everything the record has, in its order; kinds that it has none of are left out. ``prefix`` starts every key."""
    made = _Maker(record, prefix)
    listed = [
        Section("actors", "Who takes part", tuple(made.actors())),
        Section("statements", "What they said", tuple(made.statements())),
        Section("meetings", "Meetings", tuple(made.meetings())),
        Section("agreements", "Agreements", tuple(made.agreements())),
        Section("conditionals", "If … then", tuple(made.conditionals())),
        Section("positions", "Positions", tuple(made.positions())),
        Section("relations", "Relations", tuple(made.relations())),
        Section("events", "Events", tuple(made.events())),
        Section("times", "Times", tuple(made.times())),
    ]
    return [s for s in listed if s.cards]


def side_of(names: Named) -> dict[str, int]:
    """The number of each actor's side, heaviest first; -1 for actors on none and for sides after the eighth."""
    totals: dict[str, int] = {}
    own: dict[str, str] = {}
    for a in names.record.actors:
        state = a if a.kind == "state" else names.state_of(a)
        body = next((r.of for r in a.roles if r.of is not None), a.id if a.kind == "organization" else None)
        side = state.id if state is not None else a.country or body
        if side is not None:
            own[a.id] = side
            totals[side] = totals.get(side, 0) + names.weight(a)
    ranked = sorted(totals, key=lambda s: totals[s], reverse=True)[:SIDES]
    number = {side: i for i, side in enumerate(ranked)}
    return {a: number.get(side, -1) for a, side in own.items()}


class _Maker:
    def __init__(self, record: Record, prefix: str) -> None:
        self.record = record
        self.prefix = prefix
        self.text = record.report.text
        self.names = Named(record)
        self.sides = side_of(self.names)

    # words

    def who(self, *actors: str | None) -> str:
        """Names in bold, each with its side's colour."""
        return ", ".join(
            f'<b class="who c{self.sides.get(a, -1)}">{escape(self.names.name(a))}</b>' for a in actors if a is not None
        )

    def of(self, span: Span | None) -> str:
        return escape(span.of(self.text)) if span is not None else ""

    def key(self, kind: str, i: int) -> str:
        return f"{self.prefix}{kind}{i}"

    def evidence(self, key: str, spans: Sequence[Span]) -> tuple[Marked, ...]:
        return tuple(Marked(s.start, s.end, key, "e") for s in spans)

    # cards

    def actors(self) -> Iterator[Card]:
        numbered = list(enumerate(self.record.actors))
        weigh = self.names.weight
        for i, a in sorted(numbered, key=lambda n: (self.names.is_minor(n[1]), -weigh(n[1]))):
            key = self.key("a", i)
            side = self.sides.get(a.id, -1)
            marks = tuple(Marked(m.start, m.end, key, f"a c{side}") for m in a.mentions)
            said = self.names.said.get(a.id, 0)
            html = self.who(a.id) + _notes(self.names.told(a), f"{said} statement{'s' * (said != 1)}" if said else "")
            yield Card(key, a.kind, "none", html, a.country or "", marks, side, confidence=a.confidence,
                       minor=self.names.is_minor(a))  # fmt: skip

    def statements(self) -> Iterator[Card]:
        numbers = {id(s): i for i, s in enumerate(self.record.statements)}
        for s, depth in tree(self.record.statements):
            key = self.key("s", numbers[id(s)])
            marks = [Marked(c.start, c.end, key, "s") for c in s.content]
            marks += [
                Marked(c.start, c.end, key, look) for c, look in ((s.cue, "q"), (s.source, "src")) if c is not None
            ]
            side = self.sides.get(s.speaker or "", -1)
            label = "" if s.act == "other" else s.act
            html, where = self.said(s), place([whole(s)])
            yield Card(key, label, tone(s.act), html, where, tuple(marks), side, depth, s.confidence)

    def said(self, s: Statement) -> str:
        """Speaker, cue, addressee, content and what else is known of a statement."""
        unnamed = f'<b class="who c-1">{self.of(s.source) or "speaker not named"}</b>'
        parts = [self.who(s.speaker) or unnamed]
        if s.cue is not None:
            parts.append(f'<i class="cue">{self.of(s.cue)}</i>')
        if s.addressee is not None:
            parts.append(f'<span class="to">→ {self.who(s.addressee)}</span>')
        quoted = span_words(s.content, self.text, quoted=s.mode == "direct")
        notes: list[str] = [n for n in (s.polarity, s.factuality) if n not in ("affirmed", "actual")]
        if s.speaks_for and s.speaks_for not in self.names.own_sides(s.speaker):
            notes.append(f"for {self.names.name(s.speaks_for)}")
        if s.via:
            notes.append(f"via {self.names.name(s.via)}")
        notes.append(date_words(s.date))
        return f'{" ".join(parts)} <span class="said">{escape(quoted)}</span>{_notes(s.mode, *notes)}'

    def meetings(self) -> Iterator[Card]:
        for i, m in enumerate(self.record.meetings):
            key = self.key("m", i)
            host = f"host {self.names.name(m.host)}" if m.host else ""
            html = f"<b>{escape(m.title)}</b>"
            html += _notes(m.format, period(m.start, m.end), m.place.name if m.place else "", host)
            people = self.who(*m.participants) or self.who(m.body)
            html += f'<span class="line">{people}</span>' if people else ""
            yield Card(key, m.status, tone(m.status), html, place(m.evidence), self.evidence(key, m.evidence),
                       confidence=m.confidence)  # fmt: skip

    def agreements(self) -> Iterator[Card]:
        for i, a in enumerate(self.record.agreements):
            key, status = self.key("g", i), (a.status or "cited").replace("_", " ")
            html = f"<b>{escape(a.name)}</b>{_notes(date_words(a.date))}"
            html += f'<span class="line">{self.who(*a.parties)}</span>' if a.parties else ""
            yield Card(key, status, tone(a.status or ""), html, place(a.evidence), self.evidence(key, a.evidence),
                       confidence=a.confidence)  # fmt: skip

    def conditionals(self) -> Iterator[Card]:
        for i, c in enumerate(self.record.conditionals):
            key = self.key("c", i)
            html = (f'{self.who(c.speaker)} {turned(self.text, c)}{self.of(c.condition)} <span class="to">⇒</span> '
                    f'<span class="said">{self.of(c.consequence)}</span>')  # fmt: skip
            yield Card(key, c.kind, tone(c.kind), html, place(c.evidence),
                       self.evidence(key, (c.condition, c.consequence)), confidence=c.confidence)  # fmt: skip

    def positions(self) -> Iterator[Card]:
        for i, p in enumerate(self.record.positions):
            key = self.key("p", i)
            html = f"{self.who(p.actor)} {escape(p.issue.label)}{_notes(date_words(p.date))}"
            yield Card(key, p.stance, tone(p.stance), html, place(p.evidence), self.evidence(key, p.evidence),
                       confidence=p.confidence)  # fmt: skip

    def relations(self) -> Iterator[Card]:
        for i, r in enumerate(self.record.relations):
            key = self.key("r", i)
            label = "not " * (r.polarity == "negated") + r.type.replace("_", " ")
            html = f'{self.who(r.source)} <span class="to">–</span> {self.who(r.target)}'
            html += _notes(r.topic.of(self.text) if r.topic is not None else "", period(r.since, r.until))
            yield Card(key, label, tone(r.type), html, place(r.evidence), self.evidence(key, r.evidence),
                       confidence=r.confidence)  # fmt: skip

    def events(self) -> Iterator[Card]:
        for i, e in enumerate(self.record.events):
            key = self.key("e", i)
            html = f'{self.who(*e.actors) or "somebody"} <i class="cue">{self.of(e.spans.act)}</i>'
            html += f' <span class="to">→ {self.who(*e.recipients)}</span>' if e.recipients else ""
            html += _notes("" if e.modality == "actual" else e.modality, e.mode or "", date_words(e.date),
                           e.place.name if e.place else "")  # fmt: skip
            yield Card(key, e.type.lower(), tone(e.type), html, place(e.evidence), self.evidence(key, e.evidence),
                       confidence=e.confidence)  # fmt: skip

    def times(self) -> Iterator[Card]:
        for i, t in enumerate(self.record.times):
            key = self.key("t", i)
            html = f'{escape(self.text[t.start : t.end])} <span class="to">=</span> <code>{escape(t.value)}</code>'
            yield Card(key, t.type.lower(), "none", html, f"{t.start}–{t.end}", (Marked(t.start, t.end, key, "t"),),
                       confidence=t.confidence)  # fmt: skip


def _notes(*notes: str) -> str:
    """Small print behind the words, those notes that there are."""
    shown = " · ".join(escape(n) for n in notes if n)
    return f'<small class="notes">{shown}</small>' if shown else ""
