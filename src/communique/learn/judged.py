"""What people have judged of a store's events, as rows to learn from: the traits of an act, and whether it is one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from communique.extract.events import ACTS, Act, Acts, act_span
from communique.extract.events.ballot import Weights, traits
from communique.extract.events.casting import AS_RULED
from communique.extract.events.modality import HELD
from communique.extract.events.voted import voted
from communique.model import Report, Span
from communique.model.identity import fact_identity
from communique.reader import Reader, all_steps, leading_to

if TYPE_CHECKING:
    from communique.review.verdicts import Verdict
    from communique.store import Store

OPEN = Weights({"always": 0.0}, keep=0.0, add=2.0)
"""Drops no act and adds none: whoever reads with them sees all that rules tell."""


class JudgedAct(NamedTuple):
    """An act that was judged."""

    text: str
    """The id of the text that tells it."""
    type: str
    ruled: bool
    """Whether a rule tells it; else the act head alone does."""
    traits: dict[str, float]
    right: bool


class Candidate(NamedTuple):
    """An act that rules or the act head tell, before anybody decides."""

    act: Act
    span: Span
    id: str
    """The id of the event that it is."""
    ruled: bool
    traits: dict[str, float]


def open_reader() -> Reader:
    """A reader that goes as far as the acts and decides on none, nor on who takes part."""
    steps = [Acts(OPEN, AS_RULED) if isinstance(step, Acts) else step for step in all_steps()]
    return Reader(leading_to(ACTS, steps))


def candidates(reader: Reader, report: Report) -> Iterator[Candidate]:
    """Every act of a report that may be an event, by rules or by the act head, in the order in which they were found.

    Raises:
        InputError: the report cannot be read.
    """
    document = reader.document(report)
    found = document.layers[ACTS]
    more = voted(document, found.company, found.acts, found.matches, found.told_in)
    for act, ruled in (*((a, True) for a in found.acts), *((a, False) for a in more)):
        if act.shape.modality in HELD:
            span = act_span(act.match)
            event = fact_identity("event", document.report.text_id, [span], act.shape.type)
            yield Candidate(act, span, event, ruled, traits(document, act))
    document.let_go()


def judged_acts(store: Store) -> list[JudgedAct]:
    """The acts of a store that people have decided on, in the order of their reports.

    A report that was read whole tells of each act that nobody took for an event that it is none.

    Raises:
        StoreError: the store cannot be read.
    """
    standing = store.review.standing()
    by_text: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in standing.verdicts.values():
        if verdict.kind == "events" and verdict.decided:
            by_text[verdict.text].append(verdict)
    reader = open_reader()
    found: list[JudgedAct] = []
    for record in store.records():
        text = record.report.text_id
        if text in by_text:
            of = by_text.pop(text)  # a text that several reports have is learned from once
            found += rows_of(text, list(candidates(reader, record.report)), of, whole=text in standing.whole)
    return found


def rows_of(
    text: str, listed: Sequence[Candidate], verdicts: Iterable[Verdict], *, whole: bool = False
) -> Iterator[JudgedAct]:
    """The candidates of a text that verdicts say something of."""
    decided = {v.fact: v for v in verdicts}
    added = [v.set for v in decided.values() if v.state == "added"]
    retyped = {
        (v.set["type"], fact) for fact, v in decided.items() if v.state == "corrected" and v.set.get("type")
    }  # fmt: skip
    spans = {c.id: c.span for c in listed}
    for c in listed:
        verdict = decided.get(c.id)
        right: bool | None = None
        if verdict is not None:
            right = verdict.stands and verdict.set.get("type", c.act.shape.type) == c.act.shape.type
        elif any(kind == c.act.shape.type and spans.get(fact) == c.span for kind, fact in retyped) or any(
            s.get("type") == c.act.shape.type and _touches(s, c.span) for s in added
        ):
            right = True
        elif whole:
            right = False
        if right is not None:
            yield JudgedAct(text, c.act.shape.type, c.ruled, c.traits, right)


def _touches(told: Mapping[str, Any], span: Span) -> bool:
    """Whether what coders added stands on some character of a span."""
    return any(start < span.end and span.start < end for start, end in told.get("evidence") or ())
