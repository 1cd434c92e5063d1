"""Issues and sides as lines."""

from __future__ import annotations

from communique.export.issues import render
from communique.query.issues import SidesAnswer


def side(who: str, entity: str, issue: str = "deal") -> SidesAnswer:
    return SidesAnswer(who, None, issue, entity, 1, 0, 0, "2015-04-02", "2015-04-02", "for")


def test_two_issues_of_one_name_stand_apart() -> None:
    shown = "".join(render([side("Chile", "e1"), side("Peru", "e1"), side("the rebels", "e2")]))
    assert [line for line in shown.splitlines() if line.startswith("deal")] == ["deal  e1", "deal  e2"]
