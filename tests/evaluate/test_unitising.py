"""Which statements of several coders are one unit, and how far they agree."""

from __future__ import annotations

import pytest

from communique.errors import UsageError
from communique.evaluate.coding_agreement import coding_agreement
from communique.evaluate.unitising import overlapping_units
from communique.model.coding import CodedStatement


def said(coder: str, start: int, end: int, concept: str = "toll", side: int = 1, document: str = "1") -> CodedStatement:
    return CodedStatement(
        id=f"{coder}{start}", person="Orla Quist", concept=concept, agreement=side, document=document, coder=coder,
        start=start, end=end,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("statements", "units"),
    [
        ([said("Ana", 0, 10), said("Ben", 0, 10)], ["Ana Ben"]),
        ([said("Ana", 0, 10), said("Ben", 0, 20)], ["Ana Ben"]),
        ([said("Ana", 0, 10), said("Ben", 0, 21)], ["Ana", "Ben"]),
        ([said("Ana", 0, 10), said("Ben", 10, 20)], ["Ana", "Ben"]),
        ([said("Ana", 0, 10), said("Ana", 0, 10, "ferry"), said("Ben", 0, 10, "Ferry")], ["Ana", "Ana Ben"]),
        ([said("Ana", 0, 10), said("Ben", 2, 12), said("Cem", 0, 12)], ["Ana Ben Cem"]),
        ([said("Ana", 0, 10), said("Ben", 0, 10, document="2")], ["Ana", "Ben"]),
        ([said("", 0, 10), said("Ben", 0, 10)], ["Ben machine"]),
    ],
)
def test_units(statements, units) -> None:
    assert sorted(" ".join(sorted(one.values)) for one in overlapping_units(statements)) == sorted(units)


def test_two_coders() -> None:
    ana = [said("Ana", 10 * n, 10 * n + 8, side=n % 2) for n in range(10)]
    ben = [said("Ben", 10 * n, 10 * n + 8, side=n % 2 if n else 1) for n in range(8)]
    told = coding_agreement(overlapping_units([*ana, *ben]), samples=200)
    rows = {one.variable: one for one in told.variables}
    assert (told.units, told.coders, told.drawn) == (10, {"Ana": 10, "Ben": 8}, "units")
    assert rows["agreement"].units == 8
    assert rows["agreement"].percent.value == pytest.approx(7 / 8)
    assert rows["agreement"].kappa.value == pytest.approx(0.75)
    assert rows["agreement"].kappa.low is not None
    assert rows["person"].alpha.value is None  # both say the same name throughout
    [shared] = told.shared
    assert (shared.by_one, shared.by_other, shared.both) == (10, 8, 8)
    assert shared.f1 == pytest.approx(16 / 18)


def test_three_coders_are_compared_together_and_two_by_two() -> None:
    told = coding_agreement(
        overlapping_units([said(c, 10 * n, 10 * n + 5, side=n % 2) for c in ("Ana", "Ben", "Cem") for n in range(4)]),
        variables=["Agreement"], samples=0,
    )  # fmt: skip
    assert [one.coders for one in told.variables] == [
        ("Ana", "Ben", "Cem"), ("Ana", "Ben"), ("Ana", "Cem"), ("Ben", "Cem"),
    ]  # fmt: skip
    assert {one.kappa.value for one in told.variables} == {1.0}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"coders": ["Zed"]}, "no coder 'Zed'. There are: Ana, Ben"),
        ({"variables": ["zeal"]}, "no variable 'zeal'"),
        ({"coders": ["Ana"]}, "two coders or more"),
    ],
)
def test_what_is_not_there_says_so(given, told) -> None:
    with pytest.raises(UsageError, match=told):
        coding_agreement(overlapping_units([said("Ana", 0, 5), said("Ben", 0, 5)]), **given)
