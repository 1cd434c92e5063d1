"""What is told of a fact, by its kind's row."""

from __future__ import annotations

from typing import Any

import pytest

from communique.export.captions import caption
from communique.export.wording import ActorNames
from communique.model import (
    Actor,
    Conditional,
    Event,
    EventSpans,
    MadeBy,
    Meeting,
    Place,
    Record,
    Relation,
    Span,
    kind_of,
    make_report,
)

TEXT = "Kenya and Uganda will meet unless the border stays shut. Kenya denied it."
BORDER, STAYS, MEET, DENIED = Span(34, 55), Span(38, 55), Span(0, 26), Span(63, 69)


@pytest.fixture
def names() -> ActorNames:
    actors = (Actor("ken", "Kenya", "state"), Actor("uga", "Uganda", "state"), Actor("eac", "EAC", "organization"))
    return ActorNames(Record(MadeBy(1, "0.1.0", {}), make_report(TEXT, "a.txt"), actors))


@pytest.mark.parametrize(
    ("field", "fact", "label", "pieces", "notes"),
    [
        (
            "meetings", Meeting("m", "talks", "talks", "planned", (MEET,), "2026-05-04", "2026-05-05", Place("Kigali"),
                                participants=("ken", "uga"), host="eac"),
            "planned", ["talks"], ["talks", "4 to 5 May 2026", "Kigali", "Kenya and Uganda", "host EAC"],
        ),
        ("meetings", Meeting("m", "a session", "other", "held", (MEET,), body="eac"), "held", ["a session"],
         ["other", "EAC"]),
        ("conditionals", Conditional("c", BORDER, MEET, "threat", (BORDER,), "ken"), "threat",
         ["Kenya", "unless the border stays shut", TEXT[:26]], []),
        ("conditionals", Conditional("c", STAYS, MEET, "threat", (STAYS,)), "threat",
         ["border stays shut", TEXT[:26]], []),
        ("relations", Relation("r", "at_odds", "ken", "uga", (MEET,), polarity="negated", since="2013"), "not at odds",
         ["Kenya", "Uganda"], ["2013"]),
        ("events", Event("e", "REJECT", "actual", EventSpans(DENIED), (DENIED,)), "REJECT", ["somebody", "denied"], []),
        ("events", Event("e", "REJECT", "alleged", EventSpans(DENIED), (DENIED,), mode="deny", actors=("ken",)),
         "REJECT", ["Kenya", "denied"], ["alleged", "deny"]),
    ],
)  # fmt: skip
def test_a_caption(names: ActorNames, field: str, fact: Any, label: str, pieces: list[str], notes: list[str]) -> None:
    told = caption(kind_of(field), fact, names)
    assert told.words == label
    assert [piece.words for piece in told.pieces] == pieces
    assert [piece.words for piece in told.notes] == notes
