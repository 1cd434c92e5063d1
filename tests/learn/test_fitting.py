"""Weights fitted to judgements: what they learn, and what they are measured on."""

from __future__ import annotations

import pytest

from communique.errors import UsageError
from communique.extract.events.ballot import Weights
from communique.learn.fitting import fitted, limit
from communique.learn.judged import JudgedAct

BASE = Weights({"always": 1.0, "rule:meet": 0.5}, keep=0.3, add=0.5)


def judged(rule: str, right: int, of: int, *, ruled: bool = True) -> list[JudgedAct]:
    """``of`` acts of a rule over ten reports, the first ``right`` of them right."""
    return [JudgedAct(f"t{n % 10}", "CONSULT", ruled, {f"rule:{rule}": 1.0}, n < right) for n in range(of)]


def test_a_rule_that_is_always_wrong_is_told_no_more() -> None:
    outcome = fitted([*judged("visit", 0, 40), *judged("meet", 36, 40)], BASE)
    assert outcome.weights.chance({"rule:visit": 1.0}) < BASE.keep < outcome.weights.chance({"rule:meet": 1.0})
    assert (outcome.judgements, outcome.reports) == (80, 10)
    assert (outcome.before.told, outcome.before.right) == (80, 36)
    assert outcome.after.told < 50
    assert outcome.after.right >= 34
    assert outcome.after.loss < outcome.before.loss


def test_judgements_that_agree_change_little() -> None:
    outcome = fitted([*judged("visit", 29, 40), *judged("meet", 33, 40)], BASE)
    assert outcome.after.told == outcome.before.told
    assert abs(outcome.weights.chance({"rule:visit": 1.0}) - BASE.chance({"rule:visit": 1.0})) < 0.1


def test_what_helps_nowhere_else_is_not_learned() -> None:
    """A mark that holds of each report alone tells nothing of another."""
    acts = [
        JudgedAct(f"t{n % 10}", "CONSULT", True, {"rule:meet": 1.0, f"only t{n % 10}": 1.0}, n % 10 % 4 != 0)
        for n in range(40)
    ]
    outcome = fitted(acts, Weights({"always": 0.8}, keep=0.3, add=0.5))
    assert outcome.penalty is None
    assert outcome.weights.weights == {"always": 0.8}
    assert outcome.before.loss == outcome.after.loss


@pytest.mark.parametrize(("low", "keep"), [(0.34, 0.3), (0.38, 0.35), (0.44, 0.4), (0.9, 0.5)])
def test_the_limit_rises_while_it_costs_few_right_acts(low: float, keep: float) -> None:
    """One right act in ten stands low: a limit above it would cost too many."""
    acts = judged("meet", 40, 40)
    assert limit(acts, [low if n % 10 == 0 else 0.9 for n in range(40)], BASE) == keep


def test_limits_and_head_stay() -> None:
    weights = fitted([*judged("visit", 29, 40), *judged("meet", 33, 40)], BASE).weights
    assert weights.head == BASE.head
    assert weights.keep >= BASE.keep
    assert weights.add >= weights.keep


@pytest.mark.parametrize(
    ("acts", "why"),
    [
        ([], "there are 0 judgements on events, and it takes 30"),
        (judged("visit", 20, 29), "it takes 30"),
        (judged("visit", 40, 40), "all judgements on events say the same"),
        ([a._replace(text="t") for a in judged("visit", 20, 40)], "all judgements are of one report"),
    ],
)
def test_too_little_is_said(acts: list[JudgedAct], why: str) -> None:
    with pytest.raises(UsageError, match=why):
        fitted(acts, BASE)
