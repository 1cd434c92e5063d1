"""The brief: a record on a page that a desk officer would like to be handed.

Who takes part, then what each said in text order, then what else the record has. The column on the right is the place
in the text: ``text[start:end]``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.export.captions import Caption, caption
from communique.export.layout import Line, Segment, coloured, wrapped
from communique.export.safe import cells, one_line
from communique.export.wording import (
    ActorNames,
    date_words,
    dating_words,
    headline,
    known_by,
    span_label,
    statement_span,
    statement_tree,
    tone,
)
from communique.model import KINDS, Actor, Record, Span, Statement
from communique.model.kinds import Look
from communique.model.span import span_words

__all__ = ["render"]

_LABEL = 11  # columns of the label: "reaffirm", "postponed"
_LEAST_WIDTH = 48
_STYLES: dict[Look, str] = {"name": "name", "cue": "cue", "content": "", "quiet": "dim", "plain": ""}


def render(record: Record, *, color: bool = False, width: int = 100) -> str:
    """The record as a page of text, lines at most ``width`` columns wide (48 at least), ending in a line feed.

    With ``color`` the lines carry ANSI escapes of their own; those of the report are made harmless either way. Columns
    are those of a terminal: a wide character takes two (Unicode Standard Annex 11).
    """
    page = _Page(record, max(width, _LEAST_WIDTH))
    lines = list(page.lines())
    if not color:
        return "".join("".join(words for words, _ in line).rstrip() + "\n" for line in lines)
    return coloured(lines)


class _Page:
    """One record laid out in lines."""

    def __init__(self, record: Record, width: int) -> None:
        self.record = record
        self.text = record.report.text
        self.width = width
        self.names = ActorNames(record)
        self.right = max(9, 2 * len(str(len(self.text))) + 4)

    def lines(self) -> Iterator[Line]:
        """The whole page."""
        yield from self.top()
        yield from self.people()
        yield from self.statements()
        yield from self.others()
        if not self.record.actors and not self.record.statements:
            yield []
            yield [("  Nothing for the record was found in this report.", "dim")]

    # the frame

    def top(self) -> Iterator[Line]:
        """Title, date, source."""
        report = self.record.report
        title = headline(self.record)
        yield from wrapped([(one_line(title), "title")], self.width, "", "")
        facts = [known_by(self.record), report.publisher, report.source if title != report.source else None]
        if report.genre != "news":
            facts.append({"readout": "read-out", "communique": "communiqué"}.get(report.genre, report.genre))
        shown = [one_line(f) for f in facts if f]
        yield from wrapped([(" · ".join(shown), "dim")], self.width, "", "")
        if report.url:
            yield from wrapped([(one_line(report.url), "dim")], self.width, "", "")
        yield [("─" * self.width, "rule")]
        yield from self.when()

    def when(self) -> Iterator[Line]:
        """How a date that the report does not give was found: the interval, the reasons, the other days left open."""
        first, *reasons = dating_words(self.record) or ("",)
        if not first:
            return
        yield from self.head("When it was written")
        if first.startswith("between "):
            yield from wrapped([(first, "")], self.width, "  ", "  ")
        else:
            reasons.insert(0, first)
        for reason in reasons:
            yield from wrapped([(one_line(reason), "dim")], self.width, "  – ", "    ")

    def head(self, title: str) -> Iterator[Line]:
        """A section's heading."""
        yield []
        yield [(title.upper(), "head")]

    def row(
        self, label: str, body: Sequence[Segment], spans: Sequence[Span], depth: int = 0, mark: str = ""
    ) -> Iterator[Line]:
        """A fact: its label, its words, its place in the text on the right of the first line."""
        lead = "    " + "  " * min(depth, 6)
        where = span_label(spans)
        shown = "" if label == "other" else label.replace("_", " ")
        start: Line = [(lead, ""), (mark, "dim"), ((shown + " ").ljust(_LABEL - len(mark)), tone(label))]
        room = self.width - self.right - 2
        indent = len(lead) + max(_LABEL, len(mark) + len(shown) + 1)
        for i, line in enumerate(wrapped(body, room, "", " " * indent, first=indent)):
            if i == 0:
                used = indent + sum(cells(w) for w, _ in line)
                gap = " " * max(1, self.width - used - cells(where))
                yield [*start, *line, (gap, ""), (where, "place")]
            else:
                yield line

    # who

    def people(self) -> Iterator[Line]:
        """Who takes part: by side, main actors first, the minor ones folded into a line."""
        if not self.record.actors:
            return
        yield from self.head("Who takes part")
        minor: list[Actor] = []
        for heading, members in self.sides():
            kept = [a for a in members if not self.names.is_minor(a)]
            if heading is not None and (kept or not self.names.is_minor(heading)):
                minor += [a for a in members if self.names.is_minor(a)]
                yield from self.person(heading, 0)
                for a in kept:
                    yield from self.person(a, 1)
            elif heading is None:
                minor += [a for a in members if self.names.is_minor(a)]
                for a in kept:
                    yield from self.person(a, 0)
            else:
                minor += [heading, *members]
        if minor:
            words = "; ".join(self.in_short(a) for a in minor)
            yield from wrapped([("also named  ", "dim"), (words, "dim")], self.width, "  ", " " * 14)

    def sides(self) -> list[tuple[Actor | None, list[Actor]]]:
        """Every state with those on its side, heaviest first; then those on none."""
        under: dict[str, list[Actor]] = {}
        states = {a.id: a for a in self.record.actors if a.kind == "state"}
        rest: list[Actor] = []
        for a in self.record.actors:
            state = None if a.kind == "state" else self.names.state_of(a)
            if state is not None:
                under.setdefault(state.id, []).append(a)
            elif a.kind != "state":
                rest.append(a)
        weigh = self.names.weight

        def total(s: Actor) -> int:
            return weigh(s) + sum(weigh(a) for a in under.get(s.id, ()))

        order = sorted(states.values(), key=total, reverse=True)
        sides: list[tuple[Actor | None, list[Actor]]] = [
            (s, sorted(under.get(s.id, ()), key=weigh, reverse=True)) for s in order
        ]
        kinds = {"person": 0, "organization": 1, "group": 2}
        return [*sides, (None, sorted(rest, key=lambda a: (kinds.get(a.kind, 3), -weigh(a))))]

    def person(self, a: Actor, depth: int) -> Iterator[Line]:
        """One actor: name, what it is, how often it speaks."""
        told = self.names.told(a, full=depth == 0)
        if a.kind == "state":
            told = a.country or ""
        elif depth == 0 and a.country:
            told = f"{told}, {a.country}" if told else a.country
        said = self.names.said.get(a.id, 0)
        note = f"{said} statement{'s' * (said != 1)}" if said else ""
        lead = "  " + "  " * depth
        column = min(34, self.width // 3)
        name = one_line(a.name)
        line: Line = [(lead, ""), (name, "name")]
        if told:
            shown = one_line(told)
            pad = max(2, column - len(lead) - cells(name))
            if len(lead) + cells(name) + pad + cells(shown) <= self.width:
                line += [(" " * pad, ""), (shown, "dim" if a.kind == "state" else "")]
            else:
                yield from wrapped(line[1:], self.width, lead, lead + "  ")
                yield from wrapped([(shown, "")], self.width, lead + "    ", lead + "    ")
                return
        used = sum(cells(words) for words, _ in line)
        if used > self.width:
            yield from wrapped(line[1:], self.width, lead, lead + "  ")
            return
        gap = self.width - used - len(note)
        yield [*line, (" " * gap, ""), (note, "dim")] if gap > 1 else line

    def in_short(self, a: Actor) -> str:
        """An actor of the last line: its name, role and country."""
        told = ", ".join(t for t in (self.names.role(a, full=False), a.country) if t)
        return one_line(a.name) + (f" ({one_line(told)})" if told else "")

    # what they said

    def statements(self) -> Iterator[Line]:
        """What they said, in text order; the speaker is named wherever he changes."""
        if not self.record.statements:
            return
        yield from self.head("What they said")
        last: str | None = None
        introduced: set[str | None] = set()
        for s, depth in statement_tree(self.record.statements):
            if depth == 0:
                who = self.speaker(s)
                if who != last:
                    yield []
                    yield from wrapped(self.introduction(s, who, introduced), self.width, "  ", "      ")
                last = who
            yield from self.row(s.act, self.words_of(s, depth), [statement_span(s)], depth, "└ " if depth else "")

    def speaker(self, s: Statement) -> str:
        """What a statement's speaker is called: the actor's name, or else the words that stand there."""
        if s.speaker is not None:
            return one_line(self.names.name(s.speaker))
        return one_line(s.source.of(self.text)) if s.source is not None else "speaker not named"

    def introduction(self, s: Statement, who: str, introduced: set[str | None]) -> Line:
        """The line above a speaker's statements; the first time with his role."""
        a = self.names.by_id.get(s.speaker or "")
        told = ""
        if a is not None and a.id not in introduced:
            introduced.add(a.id)
            told = self.names.role(a)
            if s.speaks_for and s.speaks_for not in self.names.own_sides(a.id):
                told = f"{told}, " * bool(told) + f"for {self.names.name(s.speaks_for)}"
        return [(who, "name"), (f", {one_line(told)}" if told else "", "")]

    def words_of(self, s: Statement, depth: int) -> Line:
        """Cue, addressee and content."""
        body: Line = []
        if depth:
            body.append((self.speaker(s) + " ", "name"))
        cue = one_line(s.cue.of(self.text)) if s.cue is not None else ""
        if cue:
            body.append((cue, "cue"))
        if s.addressee is not None:
            body.append((f" → {one_line(self.names.name(s.addressee))}", "cue"))
        content = one_line(span_words(s.content, self.text, quoted=s.mode == "direct"))
        body.append((": " if cue or s.addressee is not None else "", "cue"))
        body.append((content, ""))
        notes: list[str] = [n for n in (s.polarity, s.factuality) if n not in ("affirmed", "actual")]
        if s.via is not None:
            notes.append(f"via {one_line(self.names.name(s.via))}")
        if s.date:
            notes.append(date_words(s.date))
        if notes:
            body.append((f" ({', '.join(notes)})", "dim"))
        return body

    # what else the record has

    def others(self) -> Iterator[Line]:
        """Facts but statements, kind by kind, and times: only those that there are."""
        for kind in KINDS:
            facts = getattr(self.record, kind.field)
            if facts and kind.caption:
                yield from self.head(kind.heading)
                for fact in facts:
                    told = caption(kind, fact, self.names)
                    label = "not " * told.negated + told.label
                    yield from self.row(label, _body(told), fact.evidence)
        if self.record.times:
            yield from self.head("Times")
            times: Line = []
            for t in self.record.times:
                times += [(one_line(self.text[t.start : t.end]), "name"), (f" = {one_line(t.value)} ", "")]
                times.append((f"({t.start}–{t.end})   ", "place"))
            yield from wrapped(times, self.width, "    ", "    ")


def _body(told: Caption) -> Line:
    """A fact's words in a line: its pieces with their signs between them, the notes behind commas."""
    body: Line = []
    for piece in told.pieces:
        part = piece.part
        if body:
            body.append((f" {part.sign} ", "dim") if part.sign else (" ", ""))
        body.append((one_line(piece.words), _STYLES[part.look]))
        if part.colon:
            body.append((":", _STYLES[part.look]))
    notes = (piece for piece in told.notes if not piece.part.page_only)
    return [*body, *((f", {one_line(piece.words)}", _STYLES[piece.part.look]) for piece in notes)]
