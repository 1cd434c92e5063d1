"""A record's parts as cards for a page: a key, the words as HTML, and the marks that the card has in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.export.captions import Piece, caption
from communique.export.safe import escape
from communique.export.segments import Mark
from communique.export.wording import ActorNames, date_words, span_label, statement_span, statement_tree, tone
from communique.model import KINDS, Kind, Record, Span, Statement
from communique.model.kinds import Look
from communique.model.span import span_words

__all__ = ["Card", "Section", "sections", "side_of"]

_TAGS: dict[Look, tuple[str, str]] = {
    "name": ("<b>", "</b>"), "cue": ('<i class="cue">', "</i>"), "content": ('<span class="said">', "</span>"),
    "quiet": ("", ""), "plain": ("", ""),
}  # fmt: skip
SIDES = 8  # colours for sides; later ones share the neutral colour


@dataclass(frozen=True)
class Card:
    """One actor or fact beside the text. ``html`` is escaped already; everything else is not."""

    key: str
    label: str
    tone: str
    html: str
    where: str
    marks: tuple[Mark, ...]
    side: int = -1
    depth: int = 0
    confidence: float | None = None
    minor: bool = False
    fact: str = ""
    """The id of the fact; empty of actors and times."""
    entity: str | None = None
    """Of an actor: who it is across the reports of a store."""


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
        *(Section(k.field, k.heading, tuple(made.facts(k) if k.caption else made.statements())) for k in KINDS),
        Section("times", "Times", tuple(made.times())),
    ]
    return [s for s in listed if s.cards]


def side_of(names: ActorNames) -> dict[str, int]:
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
        self.names = ActorNames(record)
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

    def evidence(self, key: str, spans: Sequence[Span]) -> tuple[Mark, ...]:
        return tuple(Mark(s.start, s.end, key, "e") for s in spans)

    # cards

    def actors(self) -> Iterator[Card]:
        numbered = list(enumerate(self.record.actors))
        weigh = self.names.weight
        for i, a in sorted(numbered, key=lambda n: (self.names.is_minor(n[1]), -weigh(n[1]))):
            key = self.key("a", i)
            side = self.sides.get(a.id, -1)
            marks = tuple(Mark(m.start, m.end, key, f"a c{side}") for m in a.mentions)
            said = self.names.said.get(a.id, 0)
            html = self.who(a.id) + _notes(self.names.told(a), f"{said} statement{'s' * (said != 1)}" if said else "")
            yield Card(key, a.kind, "none", html, a.country or "", marks, side, confidence=a.confidence,
                       minor=self.names.is_minor(a), entity=a.entity)  # fmt: skip

    def statements(self) -> Iterator[Card]:
        numbers = {id(s): i for i, s in enumerate(self.record.statements)}
        for s, depth in statement_tree(self.record.statements):
            key = self.key("s", numbers[id(s)])
            marks = [Mark(c.start, c.end, key, "s") for c in s.content]
            marks += [Mark(c.start, c.end, key, look) for c, look in ((s.cue, "q"), (s.source, "src")) if c is not None]
            side = self.sides.get(s.speaker or "", -1)
            label = "" if s.act == "other" else s.act
            html, where = self.said(s), span_label([statement_span(s)])
            yield Card(key, label, tone(s.act), html, where, tuple(marks), side, depth, s.confidence, fact=s.id)

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

    def facts(self, kind: Kind) -> Iterator[Card]:
        """The cards of a kind: its caption, notes in small print, and what has a line of its own."""
        for i, fact in enumerate(getattr(self.record, kind.field)):
            key = self.key(kind.singular, i)
            told = caption(kind, fact, self.names)
            html = " ".join(self.piece(piece, n) for n, piece in enumerate(told.pieces))
            html += _notes(*(piece.words for piece in told.notes if not piece.part.own_line))
            for piece in told.notes:
                if piece.part.own_line:
                    html += f'<span class="line">{self.piece(piece, 0)}</span>'
            yield Card(key, told.words.lower(), tone(told.label), html, span_label(fact.evidence),
                       self.evidence(key, fact.evidence), confidence=fact.confidence, fact=fact.id)  # fmt: skip

    def piece(self, piece: Piece, n: int) -> str:
        """The n-th piece of a caption; actors in the colours of their sides."""
        before, after = _TAGS[piece.part.look]
        named = piece.words != piece.part.otherwise
        words = self.who(*piece.actors) or (f"{before}{escape(piece.words)}{after}" if named else escape(piece.words))
        sign = piece.part.sign if n else ""
        return f'<span class="to">{sign}</span> {words}' if sign else words

    def times(self) -> Iterator[Card]:
        for i, t in enumerate(self.record.times):
            key = self.key("t", i)
            html = f'{escape(self.text[t.start : t.end])} <span class="to">=</span> <code>{escape(t.value)}</code>'
            yield Card(key, t.type.lower(), "none", html, f"{t.start}–{t.end}", (Mark(t.start, t.end, key, "t"),),
                       confidence=t.confidence)  # fmt: skip


def _notes(*notes: str) -> str:
    """Small print behind the words, those notes that there are."""
    shown = " · ".join(escape(n) for n in notes if n)
    return f'<small class="notes">{shown}</small>' if shown else ""
