"""The record: everything communique found in one report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from communique.model.actor import Actor
from communique.model.agreement import Agreement
from communique.model.conditional import Conditional
from communique.model.event import Event
from communique.model.meeting import Meeting
from communique.model.position import Position
from communique.model.relation import Relation
from communique.model.report import Report
from communique.model.statement import Statement
from communique.model.time import Time

if TYPE_CHECKING:
    import pandas as pd


class MadeBy(msgspec.Struct, frozen=True):
    """What made a record, so that every number can be reproduced."""

    schema: int
    """Version of this form of record."""
    version: str
    """Version of communique."""
    models: dict[str, str]
    """Name of each model and table used, and its checksum or version."""


class Record(msgspec.Struct, frozen=True):
    """A report and what it tells: actors and, between them, facts. Facts stand in text order."""

    made_by: MadeBy
    """What made the record."""
    report: Report
    """The source."""
    actors: tuple[Actor, ...] = ()
    """Who takes part."""
    times: tuple[Time, ...] = ()
    """Every time expression."""
    statements: tuple[Statement, ...] = ()
    """Who said what."""
    positions: tuple[Position, ...] = ()
    """Who is for and against what."""
    conditionals: tuple[Conditional, ...] = ()
    """What follows if what happens."""
    meetings: tuple[Meeting, ...] = ()
    """Who met, and who will."""
    agreements: tuple[Agreement, ...] = ()
    """Treaties, communiqués, resolutions that the report invokes."""
    relations: tuple[Relation, ...] = ()
    """Ties between actors that last."""
    events: tuple[Event, ...] = ()
    """Who did what to whom."""

    def actor(self, actor_id: str | None) -> Actor | None:
        """The actor of that id, or None."""
        return next((a for a in self.actors if a.id == actor_id), None)

    def to_json(self) -> str:
        """One line of JSON, keys in the order of the fields."""
        return msgspec.json.encode(self).decode("utf-8")

    @classmethod
    def from_json(cls, line: str | bytes) -> Record:
        """The inverse of :meth:`to_json`.

        Raises:
            msgspec.ValidationError: the line is no record.
        """
        return msgspec.json.decode(line, type=cls)

    def frames(self) -> dict[str, pd.DataFrame]:
        """Its tables as data frames of pandas, by the tables' names: "statements", "events" ...

        Raises:
            UsageError: pandas is not installed.
        """
        from communique.export.tables.frames import record_frames  # a record should not need its tables to exist

        return record_frames([self])

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from communique.export.html import notebook_html  # a record should not need its page to exist

        return notebook_html(self)

    def to_dict(self) -> dict[str, Any]:
        """Plain dictionaries and lists, as in the JSON."""
        built: dict[str, Any] = msgspec.to_builtins(self)
        return built
