"""A fact with all that its row needs: the record that tells it, the actors, who else tells the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from communique.model import Actor, Record, Span, Statement, kind_of
from communique.model.span import hull

__all__ = ["Telling", "pieces", "tellings"]

JOINT = "; "
"""Between the values of one cell."""


class Telling(msgspec.Struct, frozen=True):
    """One fact of a record, as a table has it."""

    kind: str
    """The record's field: "meetings"."""
    fact: Any
    record: Record
    actors: Mapping[str, Actor]
    statements: Mapping[str, Statement]
    printings: int = 1
    entity: str | None = None
    """Of an occasion: which one of a store it is."""
    issue: str | None = None
    """What a store calls the issue of a position."""
    judgement: str | None = None
    """What coders decided of it, in a store: "accepted"."""
    others: tuple[Telling, ...] = ()
    """Those of other reports that tell of the same."""

    def actor(self, one: str | None) -> Actor | None:
        """The actor of that id, if the record has him."""
        return self.actors.get(one or "")

    def words(self, spans: Sequence[Span] | Span | None) -> str | None:
        """The words of spans, as on one line."""
        listed = () if spans is None else (spans,) if isinstance(spans, Span) else spans
        text = self.record.report.text
        return " … ".join(" ".join(s.of(text).split()) for s in listed) or None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The pieces of the text that tell it."""
        evidence: tuple[Span, ...] = self.fact.evidence
        return evidence or (self.fact.content if isinstance(self.fact, Statement) else ())

    @property
    def place(self) -> str:
        """Where it stands: "3f2a9c1d0b7e:120-240"."""
        at = hull(self.spans) if self.spans else Span(0, 0)
        return f"{self.record.report.id[:12]}:{at.start}-{at.end}"

    def all_parties(self, field: str) -> list[Actor]:
        """The actors in a field that names several: of all who tell of the same, each once."""
        found: dict[str, Actor] = {}
        for told in (self, *self.others):
            for one in getattr(told.fact, field):
                if (actor := told.actor(one)) is not None:
                    found.setdefault(actor.entity or actor.name.casefold(), actor)
        return list(found.values())


def tellings(record: Record, kind: str) -> Iterator[Telling]:
    """The facts of a kind of one record, in text order.

    Raises:
        KeyError: there is no such kind.
    """
    actors, statements = {a.id: a for a in record.actors}, {s.id: s for s in record.statements}
    for fact in getattr(record, kind_of(kind).field):
        yield Telling(kind, fact, record, actors, statements)


def pieces(spans: Iterable[Span]) -> str:
    """Spans as a cell has them: "120-240; 260-300"."""
    return JOINT.join(f"{s.start}-{s.end}" for s in spans)
