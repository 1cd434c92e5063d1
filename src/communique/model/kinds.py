"""The kinds of facts as data: one row a kind, in the order in which brief and page show them.

Brief, page, the store's tables, find, timeline, CSV and the scorer follow from a row; ``docs/extractors.md`` shows how
a kind is added.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from communique.model.agreement import Agreement
from communique.model.conditional import Conditional
from communique.model.event import Event
from communique.model.meeting import Meeting
from communique.model.position import Position
from communique.model.record import Record
from communique.model.relation import Relation
from communique.model.statement import Statement

Look = Literal["name", "cue", "content", "quiet", "plain"]


class Part(msgspec.Struct, frozen=True):
    """A piece of what brief and page tell of a fact; where the field is empty it is left out."""

    field: str
    """A field of the fact ("speaker"), or of a struct in it ("spans.act"). A span is told by its words, an actor's id
    by his name, a date in words."""
    look: Look = "plain"
    """How it stands out."""
    sign: str = ""
    """What stands between it and the part before: "→"."""
    before: str = ""
    """Words before it: "host "."""
    colon: bool = False
    """Whether the brief has a colon behind it."""
    until: str = ""
    """The field in which a period that begins here ends."""
    instead: str = ""
    """The field that is told where this one is empty."""
    otherwise: str = ""
    """Words for an empty field: "somebody"."""
    untold: str = ""
    """A value that goes without saying: "actual"."""
    turned_by: str = ""
    """A word that is told too where it stands right before the span, since it turns it round: "unless"."""
    page_only: bool = False
    """Whether the brief leaves it out."""
    own_line: bool = False
    """Whether it has a line of its own on the page."""


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of fact. Fields of the struct are named as there; those of a struct in it with a dot: "issue.label"."""

    field: str
    """The field of the record, the store's table, and what ``find`` is asked for: "meetings"."""
    singular: str
    """As ``findings.kind`` of a store has it; its first letter begins the ids."""
    struct: type[Any]
    """The frozen struct of one fact."""
    heading: str
    """Above its facts in brief and page."""
    label: str
    """The field that tells in a word what a fact is: "status"."""
    unlabelled: str = ""
    """The word where that field is empty."""
    names: tuple[str, ...]
    """The fields that name a fact in answers of a store: status, format, title."""
    called: tuple[str, ...] = ()
    """The fields that call it something in words of the report or near to them; ``--about`` looks in them too."""
    caption: tuple[Part, ...] = ()
    """What brief and page tell of a fact. None of statements, which have a layout of their own."""
    notes: tuple[Part, ...] = ()
    """What they tell behind it."""
    actors: tuple[str, ...] = ()
    """Fields that hold the id of one actor."""
    parties: tuple[tuple[str, str], ...] = ()
    """Fields that hold ids of several, each with what one of them is: ("participants", "participant")."""
    dates: tuple[str, ...] = ()
    """Fields that hold ISO 8601 dates, the fact's own date first."""
    codes: tuple[str, ...] = ()
    """Fields of type ``str`` that hold words of a closed list all the same: PLOVER's types."""
    indexed: tuple[str, ...] = ()
    """Fields besides actors by which the store is searched."""
    timeline: bool = False
    """Whether a timeline shows it."""
    occasion: bool = False
    """Whether several reports tell of the same one, which is then one entity of the store."""


KINDS = (
    Kind(
        field="statements", singular="statement", struct=Statement, heading="What they said",
        label="act", names=("act",), actors=("speaker", "speaks_for", "via", "addressee"), dates=("date",),
        timeline=True,
    ),
    Kind(
        field="meetings", singular="meeting", struct=Meeting, heading="Meetings",
        label="status", names=("status", "format", "title"), called=("title", "place.name"),
        caption=(Part("title", "name"),),
        notes=(
            Part("format", page_only=True), Part("start", until="end"), Part("moved_from", before="moved from "),
            Part("place.name"),
            Part("participants", instead="body", own_line=True), Part("host", before="host "),
        ),
        actors=("body", "host"), parties=(("participants", "participant"),), dates=("start", "end"),
        indexed=("start",), timeline=True, occasion=True,
    ),
    Kind(
        field="agreements", singular="agreement", struct=Agreement, heading="Agreements",
        label="status", unlabelled="cited", names=("status", "name"), called=("name",),
        caption=(Part("name", "name"),), notes=(Part("date"), Part("parties", own_line=True)),
        parties=(("parties", "party"),), dates=("date",), indexed=("date",), timeline=True, occasion=True,
    ),
    Kind(
        field="conditionals", singular="conditional", struct=Conditional, heading="If … then",
        label="kind", names=("kind",),
        caption=(
            Part("speaker", "name", colon=True), Part("condition", turned_by="unless"),
            Part("consequence", "content", sign="⇒"),
        ),
        actors=("speaker",),
    ),
    Kind(
        field="positions", singular="position", struct=Position, heading="Positions",
        label="stance", names=("stance", "issue.label"), called=("issue.label",),
        caption=(Part("actor", "name", colon=True), Part("issue.label")), notes=(Part("date", "quiet"),),
        actors=("actor", "speaks_for"), dates=("date",),
    ),
    Kind(
        field="relations", singular="relation", struct=Relation, heading="Relations",
        label="type", names=("polarity", "type"),
        caption=(Part("source", "name"), Part("target", "name", sign="–")),
        notes=(Part("topic"), Part("since", until="until")),
        actors=("source", "target"), dates=("since", "until"),
    ),
    Kind(
        field="events", singular="event", struct=Event, heading="Events",
        label="type", names=("type", "modality"), called=("place.name",),
        caption=(
            Part("actors", "name", otherwise="somebody"), Part("spans.act", "cue"),
            Part("recipients", "name", sign="→"),
        ),
        notes=(
            Part("modality", "quiet", untold="actual"), Part("mode", page_only=True), Part("date", "quiet"),
            Part("place.name", "quiet"),
        ),
        parties=(("actors", "actor"), ("recipients", "recipient")), dates=("date",), codes=("type", "mode"),
        indexed=("date",), timeline=True,
    ),
)  # fmt: skip
"""Every kind of fact."""

FACT_KINDS = tuple(field for field in Record.__struct_fields__ if any(kind.field == field for kind in KINDS))
"""The record's fields that hold facts, in their order."""

OCCASIONS = tuple(kind.singular for kind in KINDS if kind.occasion)
"""What several reports tell of once: entities of a store that are no actors."""

ISSUE = "issue"
"""What positions are about: entities of a store that are no actors either."""
NO_ACTORS = (*OCCASIONS, ISSUE)
"""Kinds of entities that are no actors."""


def kind_of(field: str) -> Kind:
    """The kind whose facts are in that field of the record.

    Raises:
        KeyError: there is none.
    """
    return _BY_FIELD[field]


_BY_FIELD = {kind.field: kind for kind in KINDS}
