"""Why a sentence tells the events that it tells: the rules that fit, and for each other one what it misses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.errors import InputError
from communique.extract.events.extractor import PRODUCT, Act, Events, Participants, Reading, act_span
from communique.knowledge import plover
from communique.language.document import Document
from communique.model import Actor, Event, Report, Span

if TYPE_CHECKING:
    from communique.reader import Reader


class _Keeping(Participants):
    """The step that keeps its reading for who wants to see it."""

    def __init__(self) -> None:
        self.reading: Reading | None = None
        self.document: Document | None = None

    def __call__(self, document: Document) -> tuple[Actor, ...]:
        """As the step itself."""
        found = super().__call__(document)
        self.reading, self.document = document.products[PRODUCT][0], document
        return found


def explain(reader: Reader, report: Report | InputError) -> str:
    """The explanation of a report's events, word by word.

    Raises:
        InputError: the report could not be read.
    """
    if isinstance(report, InputError):
        raise report
    from communique.reader import Reader as Pipeline

    keeping = _Keeping()
    before = [s for s in reader.steps if s.name not in ("participants", "events")]
    wanted = [s for s in before if s.gives in ("actors", "times", "statements")]
    record = Pipeline((*wanted, keeping, Events()), rules_only=True).read(report)
    reading = keeping.reading
    assert reading is not None
    by_span: dict[tuple[Span, str], Event] = {(e.spans.act, e.type): e for e in record.events}
    lines: list[str] = []
    for act in reading.acts:
        event = by_span.get((act_span(act.match), act.shape.type))
        if event is not None:
            lines += _of_act(
                report, act, event, {a.id: f"{a.name} [{a.country or '?'} {a.sector or '?'}]" for a in record.actors}
            )
    lines += _refused(reading, {a.match.token.i for a in reading.acts})
    return "\n".join(lines or ["No word here is in the lexicon of acts."]) + "\n"


def _of_act(report: Report, act: Act, event: Event, names: dict[str, str]) -> list[str]:
    rule = act.match.rule
    found = [
        f"{event.type}{'/' + event.mode if event.mode else ''} {event.modality}, CAMEO {event.cameo or 'none'}: "
        f"“{event.spans.act.of(report.text)}”",
        f"    rule {rule.name}"
        + (
            f", whose conditions hold: {' '.join(c.text for c in rule.conditions)}"
            if rule.conditions
            else ", which has no conditions"
        ),
        f"    actors: {', '.join(names[a] for a in event.actors) or 'none found'}"
        + (f" (looked for in {', '.join(s.place for s in rule.actor)})" if rule.actor else ""),
        f"    recipients: {', '.join(names[a] for a in event.recipients) or 'none found'}"
        + (f" (looked for in {', '.join(s.place for s in rule.recipient)})" if rule.recipient else ""),
    ]
    if act.shape.why:
        found.append(f"    {act.shape.why}")
    if act.judged.why:
        found.append(f"    {act.judged.modality}, because of “{act.judged.why}”")
    if act.statement is not None:
        found.append("    told in a statement: somebody says it rather than the report")
    if rule.example:
        found.append(f"    like: {rule.example}")
    return found


def _refused(reading: Reading, acted: set[int]) -> list[str]:
    lines: list[str] = []
    held = {r.name: r for r in plover.rules()}
    tokens = reading.document.syntax
    words = sorted({r.token for r in reading.refusals})
    for i in words:
        lines.append(f"“{tokens[i].text}”" + (" is no other act:" if i in acted else " tells no act:"))
        seen: set[tuple[str, str]] = set()
        for refusal in reading.refusals:
            if refusal.token == i and (refusal.rule, refusal.reason) not in seen:
                seen.add((refusal.rule, refusal.reason))
                rule = held.get(refusal.rule)
                lines.append(f"    not {rule.type + ' by ' if rule else ''}{refusal.rule}: {refusal.reason}")
    return lines
