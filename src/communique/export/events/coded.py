"""Events with their participants' codes, dates and citation: what every format of event data is written from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec

from communique.knowledge.plover import mutual_types
from communique.model import Actor, Event, Record, Report
from communique.query.event_rows import Party

__all__ = ["CodedEvent", "Party", "coded", "dyads"]

QUADS = ("VC", "MC", "VX", "MX")
"""PLOVER's quad classes, 1 to 4: verbal and material cooperation, verbal and material conflict."""


class CodedEvent(msgspec.Struct, frozen=True):
    """One event of one report."""

    event: Event
    report: Report
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    text: str
    """The words of the event: the stretch of the report that states it."""
    speaker: str | None
    """Who tells it, where somebody does rather than the report."""

    @property
    def date(self) -> str | None:
        """The event's date, else the report's."""
        return self.event.date or self.report.published.value

    @property
    def mutual(self) -> bool:
        """Whether those who act do it to one another, since no recipient is named and the type is such: CONSULT."""
        return not self.targets and self.event.type in mutual_types()

    @property
    def targets(self) -> tuple[Party, ...]:
        """Those acted upon who are not among those who act: nobody is his own target ("they cut their aid")."""
        if not self.recipients:
            return ()
        return tuple(party for party in self.recipients if party not in self.actors)

    @property
    def citation(self) -> str:
        """Where it stands: publisher, date, title, and the report's id with the characters."""
        evidence = self.event.evidence[0]
        parts = [self.report.publisher, self.report.published.value, self.report.title]
        return ", ".join([*(p for p in parts if p), f"{self.report.id[:12]}:{evidence.start}-{evidence.end}"])


def coded(records: Iterable[Record], only: Collection[str] | None = None) -> Iterator[CodedEvent]:
    """The events of records in their order; only those with these ids, if some are given."""
    for record in records:
        known = {a.id: a for a in record.actors}
        speakers = {s.id: known.get(s.speaker or "") for s in record.statements}
        for event in record.events:
            if only is not None and event.id not in only:
                continue
            teller = speakers.get(event.statement or "")
            yield CodedEvent(
                event,
                record.report,
                _parties(event.actors, known),
                _parties(event.recipients, known),
                " … ".join(" ".join(s.of(record.report.text).split()) for s in event.evidence),
                teller.name if teller else None,
            )


def _parties(ids: Iterable[str], known: Mapping[str, Actor]) -> tuple[Party, ...]:
    """The participants, each once; of a group whose members' states are known the members."""
    found: dict[str, Party] = {}
    for one in (known[i] for i in ids if i in known):
        members = [known[i] for i in one.members if i in known]
        listed = members if len({m.country for m in members if m.country}) > 1 else [one]
        for actor in listed:
            found.setdefault(actor.id, _party(actor))
    return tuple(found.values())


def _party(actor: Actor) -> Party:
    return Party(actor.name, actor.entity, actor.country, actor.sector)


def dyads(event: CodedEvent) -> list[tuple[Party | None, Party | None]]:
    """Every pair of actor and recipient; of actors who do together what is mutual, every pair of them.

    Who act together otherwise are sources without a target: "Egypt and Jordan condemned the attack".
    """
    if event.targets:
        return [(a, r) for a in event.actors or (None,) for r in event.targets]
    if len(event.actors) > 1 and event.mutual:
        return [(a, b) for n, a in enumerate(event.actors) for b in event.actors[n + 1 :]]
    return [(a, None) for a in event.actors or (None,)]
