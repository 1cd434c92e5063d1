"""The record, one file a kind. Start with :mod:`communique.model.record`."""

from communique.model.actor import Actor, Mention, Role
from communique.model.agreement import Agreement
from communique.model.coding import CodedEntity, CodedStatement, CodingTable, CodingVariable
from communique.model.conditional import Conditional
from communique.model.event import Count, Event, EventSpans, Magnitude
from communique.model.kinds import FACT_KINDS, KINDS, Kind, kind_of
from communique.model.meeting import Meeting, Place
from communique.model.position import Issue, Position
from communique.model.record import MadeBy, Record
from communique.model.relation import Relation
from communique.model.report import Published, Report, make_report
from communique.model.span import Span, hull
from communique.model.statement import Statement
from communique.model.time import Time

__all__ = [
    "FACT_KINDS",
    "KINDS",
    "Actor",
    "Agreement",
    "CodedEntity",
    "CodedStatement",
    "CodingTable",
    "CodingVariable",
    "Conditional",
    "Count",
    "Event",
    "EventSpans",
    "Issue",
    "Kind",
    "MadeBy",
    "Magnitude",
    "Meeting",
    "Mention",
    "Place",
    "Position",
    "Published",
    "Record",
    "Relation",
    "Report",
    "Role",
    "Span",
    "Statement",
    "Time",
    "hull",
    "kind_of",
    "make_report",
]
