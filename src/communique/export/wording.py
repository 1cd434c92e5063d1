"""How a record's parts are put in words, the same in every export."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from communique.model import Actor, Record, Span, Statement, hull

__all__ = ["ActorNames", "date_words", "dating_words", "headline", "known_by", "statement_tree", "tone"]

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_TONES = {
    "open": ("demand", "urge", "propose", "ask", "predict", "announce", "planned", "proposed", "postponed",
             "prediction", "ambivalent", "REQUEST", "CONSULT"),
    "bad": ("deny", "warn", "threaten", "reject", "accuse", "condemn", "fear", "concern", "doubt", "regret", "decline",
            "against", "cancelled", "rejected", "suspended", "broken", "threat", "ACCUSE", "REJECT", "THREATEN",
            "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "at_odds"),
    "good": ("agree", "praise", "welcome", "promise", "hope", "reaffirm", "for", "held", "signed", "in_force",
             "SUPPORT", "AGREE", "AID", "CONCEDE", "COOPERATE", "RETREAT", "supports", "ally_of"),
}  # fmt: skip
_TONE_OF = {word: name for name, words in _TONES.items() for word in words}


def tone(word: str) -> str:
    """Whether an act, stance, status or event type is friendly, hostile or open: good, bad, open or none."""
    return _TONE_OF.get(word, "none")


def date_words(value: str | None) -> str:
    """An ISO 8601 date or interval as people write it: "11 March 2025", "March 2025", "12 to 15 November 2024".

    What is no such date is given back as it stands.
    """
    if not value:
        return ""
    if "/" in value:
        first, _, last = value.partition("/")
        return _interval(first, last)
    parts = value[:10].split("-")
    if not all(p.isdigit() for p in parts) or len(parts) > 3 or len(parts[0]) != 4:
        return value
    if len(parts) == 1:
        return parts[0]
    month = int(parts[1])
    if not 1 <= month <= 12:
        return value
    named = f"{_MONTHS[month - 1]} {parts[0]}"
    return named if len(parts) == 2 else f"{int(parts[2])} {named}"


def _interval(first: str, last: str) -> str:
    a, b = date_words(first), date_words(last)
    if not a or not b or a == b:
        return a or b
    if first[:7] == last[:7] and len(first) == len(last) == 10:
        a = a.split()[0]
    elif first[:4] == last[:4] and len(first) == len(last) == 10:
        a = a.rsplit(maxsplit=1)[0]
    return f"{a} to {b}"


def period_words(start: str | None, end: str | None) -> str:
    """A beginning and an end in words."""
    return _interval(start or "", end or "")


def known_by(record: Record) -> str:
    """The report's date and how it is known, in words."""
    p = record.report.published
    if p.value is None:
        if p.earliest and p.latest:
            return f"date unknown, between {date_words(p.earliest)} and {date_words(p.latest)}"
        if p.earliest:
            return f"date unknown, not before {date_words(p.earliest)}"
        return f"date unknown, not after {date_words(p.latest)}" if p.latest else "date unknown"
    how = {"metadata": "", "dateline": " (from its dateline)", "inferred": " (inferred)", "unknown": ""}[p.basis]
    return date_words(p.value) + how


def dating_words(record: Record) -> tuple[str, ...]:
    """How a date that the report does not give was found: the days between which it lies, then the reasons."""
    published = record.report.published
    if published.basis != "inferred" or not published.reasons:
        return ()
    held = []
    if published.earliest and published.latest:
        likeliest = f"; likeliest {date_words(published.value)}" if published.value else ""
        held = [f"between {date_words(published.earliest)} and {date_words(published.latest)}{likeliest}"]
    return (*held, *published.reasons)


def headline(record: Record) -> str:
    """The report's title, or else its first line where that is short enough to be one, or else its file's name."""
    source = record.report.source.rsplit("/", 1)[-1] or record.report.source
    if record.report.title and record.report.title.strip():
        return record.report.title
    for line in record.report.text.splitlines():
        if line.strip():
            short = line.strip()
            return short if len(short) <= 90 and not short.endswith((".", "”", '"')) else source
    return source


def span_label(spans: Sequence[Span]) -> str:
    """Where it stands in the text, in code points: "62–139", with the number of further places: "62–139 +1"."""
    if not spans:
        return ""
    return f"{spans[0].start}–{spans[0].end}" + (f" +{len(spans) - 1}" if len(spans) > 1 else "")


def statement_span(s: Statement) -> Span:
    """From the first to the last character of cue and content: the speaker's name may stand sentences before them.

    Of a statement with neither its evidence; (0, 0) where it has none.
    """
    return hull([*s.content, *([s.cue] if s.cue is not None else [])] or s.evidence or [Span(0, 0)])


def statement_tree(statements: Iterable[Statement]) -> list[tuple[Statement, int]]:
    """The statements in text order, each followed by those told inside it, with their depths.

    A parent that is missing, or a chain of parents that goes round, counts as none.
    """
    listed = list(statements)
    by_id = {s.id: s for s in listed}

    def root(s: Statement) -> bool:
        return s.parent is None or s.parent not in by_id

    children: dict[str, list[Statement]] = {}
    for s in listed:
        if not root(s) and s.parent is not None:
            children.setdefault(s.parent, []).append(s)
    ordered: list[tuple[Statement, int]] = []
    seen: set[int] = set()

    def walk(first: Statement) -> None:
        stack = [(first, 0)]
        while stack:
            s, depth = stack.pop()
            if id(s) not in seen:
                seen.add(id(s))
                ordered.append((s, depth))
                stack.extend((c, depth + 1) for c in reversed(children.get(s.id, ())))

    for s in listed:
        if root(s):
            walk(s)
    for s in listed:
        walk(s)  # what stood in a circle
    return ordered


_ARTICLED = ("United ", "Netherlands", "Philippines", "Maldives", "Bahamas", "Gambia", "Seychelles", "Comoros")
_ARTICLED_ENDS = (" Republic", " Islands", " Emirates", " Union", " Congo")


def _with_article(state: str) -> str:
    """A state's name as it stands behind "of": "the United States"."""
    return f"the {state}" if state.startswith(_ARTICLED) or state.endswith(_ARTICLED_ENDS) else state


@dataclass(frozen=True)
class ActorNames:
    """A record's actors by id, and what to call them."""

    record: Record
    said: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        said: dict[str, int] = {}
        for s in self.record.statements:
            if s.speaker is not None:
                said[s.speaker] = said.get(s.speaker, 0) + 1
        object.__setattr__(self, "said", said)

    @cached_property
    def by_id(self) -> dict[str, Actor]:
        """Every actor by its id."""
        return {a.id: a for a in self.record.actors}

    def name(self, actor: str | None) -> str:
        """The name of the actor of that id; of one that is not in the record, the id."""
        found = self.by_id.get(actor or "")
        return found.name if found else actor or ""

    def names(self, ids: Iterable[str]) -> str:
        """Several names: "Iceland, Norway and Britain"."""
        listed = [self.name(i) for i in ids]
        return " and ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)

    def role(self, a: Actor, *, full: bool = True) -> str:
        """An actor's roles: "Foreign Minister of Kyrgyzstan"; without the state where ``full`` is false."""
        told: list[str] = []
        for r in a.roles:
            of = self.by_id.get(r.of or "")
            own_state = of is not None and of.kind == "state" and of.country == a.country
            words = r.title
            if of is not None and of.kind == "state":
                words += f" of {_with_article(of.name)}" if full or not own_state else ""
            elif of is not None:
                words += f", {of.name}"
            if words.lower() not in (t.lower() for t in told):
                told.append(words)
        return "; ".join(told)

    def weight(self, a: Actor) -> int:
        """How much of the report an actor has: mentions, and thrice its statements."""
        return len(a.mentions) + 3 * self.said.get(a.id, 0)

    def own_sides(self, actor: str | None) -> set[str]:
        """Those for whom an actor speaks by what it is: itself, its state, the bodies of its roles."""
        a = self.by_id.get(actor or "")
        if a is None:
            return set()
        state = self.state_of(a)
        return {a.id, *(r.of for r in a.roles if r.of), *([state.id] if state else [])}

    @cached_property
    def active(self) -> frozenset[str]:
        """Ids of all who speak, act or meet."""
        r = self.record
        meeting = (i for m in r.meetings for i in (*m.participants, m.body, m.host) if i is not None)
        return frozenset((*self.said, *(i for e in r.events for i in e.actors), *meeting))

    def is_minor(self, a: Actor) -> bool:
        """Whether an actor only passes by: says nothing, does nothing that is kept, and is named at most once."""
        return a.id not in self.active and len(a.mentions) <= 1 and not a.members

    def state_of(self, a: Actor) -> Actor | None:
        """The state among the actors to whose side an actor belongs."""
        for r in a.roles:
            of = self.by_id.get(r.of or "")
            if of is not None and of.kind == "state":
                return of
        return self.states.get(a.country or "")

    @cached_property
    def states(self) -> dict[str, Actor]:
        """The states among the actors, by country."""
        return {a.country: a for a in reversed(self.record.actors) if a.kind == "state" and a.country}

    @cached_property
    def parents(self) -> dict[str, str]:
        """The bodies to which actors belong, by the actors' ids."""
        return {
            r.source: r.target
            for r in reversed(self.record.relations)
            if r.type == "part_of" and r.polarity == "affirmed"
        }

    def told(self, a: Actor, *, full: bool = True) -> str:
        """What there is to say of an actor beside its name: its members, its roles, or the body that it is part of."""
        if a.members:
            members = self.names(a.members)
            return "" if members == a.name else members
        parent = self.parents.get(a.id)
        return self.role(a, full=full) or (f"part of {self.name(parent)}" if parent else "")
