"""The steps: ``Acts`` finds acts and the actors that only they name, ``Events`` gives the acts as events."""

from __future__ import annotations

import msgspec

from communique.extract.confidence import likelihood
from communique.extract.events import casting, own_weights
from communique.extract.events.act import Act, act_span
from communique.extract.events.act_finder import ACTS, ActFinder
from communique.extract.events.ballot import Weights, sure, vote
from communique.extract.events.casting import AS_RULED, Casting, cast
from communique.extract.events.evidence import features, of_cast
from communique.extract.events.folding import folded
from communique.extract.events.magnitude import magnitude_of
from communique.extract.events.modality import HELD
from communique.extract.events.options import Stage
from communique.extract.events.participants import Participant
from communique.extract.events.private import is_private
from communique.extract.events.setting import bygone, dated, to_come, told_ahead, told_date
from communique.extract.events.where import place_of, place_read_out, with_country
from communique.extract.meeting_layer import MEETINGS
from communique.extract.places import located
from communique.extract.step import Step
from communique.knowledge.contexts import contexts
from communique.language.document import ACTORS, NAMED, PUBLISHED, STATEMENTS, TIMES, Document
from communique.language.layers import Layer
from communique.language.span_index import SpanIndex
from communique.language.votes import VOTES
from communique.model import Event, EventSpans, Meeting, Span, hull
from communique.model.identity import fact_identity

EVENTS: Layer[tuple[Event, ...]] = Layer("events", "events")


class Acts(Step):
    """Who did what to whom, before it is events; and the actors with those that only acts name, and with sectors.

    Args:
        weights: which acts are told; by default the user's own, or those that ship.
        casters: who takes part in them; by default what ships.
    """

    name = "acts"
    needs = (NAMED, TIMES, STATEMENTS, PUBLISHED, VOTES)
    gives = (ACTS, ACTORS)

    def __init__(self, weights: Weights | None = None, casters: Casting | None = None) -> None:
        self._weights = weights
        self._casting = casters
        self._own: str | None = None

    def models(self) -> dict[str, str]:
        """The checksum of the user's own weights, if he has some."""
        return {own_weights.NAME: self._own} if self._own is not None else {}

    def __call__(self, document: Document) -> None:
        """The acts, and the actors, the new ones behind the others."""
        from communique.extract.events.groups import GroupStates
        from communique.extract.events.sectors import described_alone, settled

        found = document.layers.give(ACTS, ActFinder(document))
        if len(document.layers[VOTES]):
            vote(document, found, self._weights or own_weights.in_force())
            self._own = None if self._weights else own_weights.checksum()
            self._cast(document, found)
        used = {p.actor.id for a in (*found.acts, *found.voted) for p in (*a.actors, *a.recipients)}
        company = found.company
        known = {a.id for a in document.actors}
        added = [a for id_, a in company.added.items() if id_ in used and id_ not in known]
        alone = [] if added else described_alone(company)
        now = (company.added.get(a.id, a) for a in document.actors)  # with the mentions that acts brought
        told = [*(settled(document, a, company.coder) for a in now), *added, *alone]
        document.layers.give(ACTORS, tuple(GroupStates(document, told, company.coder).settled()))

    def _cast(self, document: Document, found: ActFinder) -> None:
        """Weigh who takes part in the acts that are told."""
        if self._casting is AS_RULED:
            return
        stage = Stage(document, found.company, (a for a in (*found.acts, *found.voted) if not a.dropped))
        for act in stage.acts:
            if act.own is None and act.shape.modality in HELD:  # of others no gold tells who takes part
                cast(stage, act, self._casting or casting.shipped())


class Events(Step):
    """Who did what to whom."""

    name = "events"
    needs = (ACTS, ACTORS, TIMES, PUBLISHED, MEETINGS)
    gives = (EVENTS,)

    def __call__(self, document: Document) -> None:
        """The events of a document in text order."""
        found: dict[str, tuple[Event, Act, str | None]] = {}
        held = document.layers[MEETINGS]
        meetings = SpanIndex((e.start, e.end, n) for n, meeting in enumerate(held) for e in meeting.evidence)
        acts = document.layers[ACTS]
        for act in sorted((*acts.acts, *acts.voted), key=lambda a: a.match.token.i):
            if act.dropped or is_private(document, act):
                continue
            done = act.shape.modality in HELD
            told = told_date(document, act.match, held=done)
            if not act.match.bare and done and told_ahead(told, document.published.value):
                told = None  # "spoke ahead of the summit in April"
            event = _event(document, act, told, meetings)
            found.setdefault(event.id, (event, act, told))
        events = folded(sorted(found.values(), key=lambda f: (f[0].spans.act, f[0].type)))
        document.layers.give(EVENTS, tuple(sorted(events, key=lambda e: (e.spans.act, e.type))))


def _event(document: Document, act: Act, told: str | None, meetings: SpanIndex[int]) -> Event:
    match, shape = act.match, act.shape
    span = act_span(match)
    actor = _hull(act.actors)
    recipient = _hull(act.recipients)
    statement = act.statement
    words = [t.text for t in document.tokens_in(document.sentence_at(span.start))]
    modality = shape.modality
    if modality == "actual" and match.bare and shape.type == "CONSULT" and to_come(told, document.published.value):
        modality = "planned"  # "a Monday meeting with"
    elif modality == "actual" and bygone(document, act, told):
        modality = "past"
    date, basis = dated(document, act, told) if modality == shape.modality else (told, "text" if told else None)
    meeting = _meeting(document, act, span, meetings) if shape.type == "CONSULT" else None
    if meeting is not None and meeting.moved_from is not None:
        date, basis = meeting.start, "text"  # not the day that it had before
        modality = "planned" if meeting.status in ("planned", "postponed") and modality == "past" else modality
    met = meeting.place if meeting is not None else place_read_out(document, act)
    place = place_of(document, match) or met
    event = Event(
        id=fact_identity("event", document.report.text_id, [span], shape.type),
        type=shape.type,
        modality=modality,  # type: ignore[arg-type]
        spans=EventSpans(span, actor, recipient),
        evidence=(_evidence(document, span, actor, recipient),),
        mode=shape.mode,
        contexts=tuple(dict.fromkeys((*match.rule.contexts, *contexts(words)))),
        cameo=shape.cameo,
        actors=ids_of(document, act.actors),
        recipients=ids_of(document, act.recipients),
        date=date,
        date_basis=basis,
        place=located(with_country(document, place, match.token) if place is not None else None),
        meeting=meeting.id if meeting is not None else None,
        magnitude=magnitude_of(match),
        statement=statement.id if statement else None,
        extractor=f"events/{match.rule.name}",
    )
    evidence = features(event, document.actor, statement, document.report.text) | of_cast(act)
    asked = act.chance is not None and modality in HELD
    told_sure = (
        sure(document.layers[ACTS].whole, evidence, act.chance or 0.0) if asked else likelihood("events", evidence)
    )
    return msgspec.structs.replace(event, confidence=told_sure)


def _meeting(document: Document, act: Act, span: Span, meetings: SpanIndex[int]) -> Meeting | None:
    """The meeting that an act is: one of whose mentions lies with it, and which somebody attends who acts."""
    touching = [document.layers[MEETINGS][n] for n in sorted(meetings.touching(span.start, span.end))]
    if len(touching) > 1:
        people = {p.actor.id for p in (*act.actors, *act.recipients)}
        touching = [m for m in touching if people & set(m.participants)] or touching
    return touching[0] if touching else None


def ids_of(document: Document, people: list[Participant]) -> tuple[str, ...]:
    """Ids of the participants; of a group that is called by the names of its members those of the members."""
    found: dict[str, None] = {}
    for p in people:
        members = [m for m in (document.actor(i) for i in p.actor.members) if m is not None]
        called = members and all(m.name in p.actor.name for m in members)
        found.update(dict.fromkeys(m.id for m in members) if called else {p.actor.id: None})
    return tuple(found)


def _hull(people: list[Participant]) -> Span | None:
    return hull(p.span for p in people) if people else None


def _evidence(document: Document, span: Span, *others: Span | None) -> Span:
    """The clause: everything from the first to the last of actor, act and recipient in its sentence."""
    sentence = document.sentence_at(span.start)
    inside = [s for s in others if s is not None and sentence.overlaps(s)]
    return hull([span, *inside])
