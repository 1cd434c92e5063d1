"""Layouts follow from the kinds' rows: what goes into a row comes out again."""

from __future__ import annotations

import msgspec
import pytest

from communique.database.layout import LAYOUTS, layout_of
from communique.model import Event, EventSpans, Issue, Kind, Meeting, Place, Position, Span
from communique.model.kinds import Part

TEXT = "Kenya expelled the envoy. Kenya backs the plan."
KEYS = {"ken": 7}
BY_FIELD = {layout.field: layout for layout in LAYOUTS}
COMMON = {"confidence": 0.5, "extractor": "", "statement": None}


@pytest.mark.parametrize(
    ("field", "fact", "own"),
    [
        (
            "positions", Position("p1", "ken", Issue("the plan", Span(38, 46)), "for", (Span(26, 46),)),
            {"label": None, "issue_start": 38, "issue_end": 46, "stance": "for", "actor": 7},  # the span's own words
        ),
        (
            "positions", Position("p1", "ken", Issue("a plan", Span(38, 46)), "for", (Span(26, 46),)),
            {"label": "a plan", "issue_start": 38},
        ),
        ("positions", Position("p1", "ken", Issue("a plan"), "for", (Span(26, 46),)), {"issue_start": None}),
        (
            "events",
            Event("e1", "EXPEL", "actual", EventSpans(Span(6, 14), Span(0, 5)), (Span(0, 24),), contexts=("legal",)),
            {"act_start": 6, "actor_end": 5, "recipient_start": None, "contexts": ["legal"], "place": None},
        ),
        (
            "meetings", Meeting("m1", "talks", "talks", "held", (Span(0, 5),), "2026", place=Place("Oslo", "NOR")),
            {"start_date": "2026", "end_date": None, "place": "Oslo", "place_country": "NOR", "host": None},
        ),
    ],
)  # fmt: skip
def test_a_fact_and_its_row(field: str, fact: Position, own: dict[str, object]) -> None:
    layout = BY_FIELD[field]
    row = layout.row(fact, KEYS, TEXT)
    assert {name: row[name] for name in own} == own
    more = COMMON | {"id": fact.id, "evidence": fact.evidence} | dict.fromkeys(layout.many, ())
    assert layout.fact(row, {7: "ken"}, TEXT, more) == fact


@pytest.mark.parametrize(
    ("field", "path", "column"),
    [
        ("positions", "issue.label", "label"), ("positions", "date", "date"), ("meetings", "start", "start_date"),
        ("meetings", "place.name", "place"), ("relations", "type", "type"),
    ],
)  # fmt: skip
def test_the_column_of_a_field(field: str, path: str, column: str) -> None:
    assert BY_FIELD[field].column(path) == column


def test_a_field_that_no_column_holds() -> None:
    class Odd(msgspec.Struct, frozen=True):
        id: str
        many: dict[str, int]
        evidence: tuple[Span, ...] = ()

    odd = Kind(
        field="odds", singular="odd", struct=Odd, heading="Odd", label="id", names=("id",), caption=(Part("id"),)
    )
    with pytest.raises(TypeError, match=r"Odd\.many: the store has no column"):
        layout_of(odd)
