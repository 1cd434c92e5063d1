"""Answers as lines: what a line tells twice, it tells once."""

from __future__ import annotations

import pytest

from communique.export.answers import DATE, render
from communique.query.answers import ActorLabel, Citation
from communique.query.fact_answers import FactAnswer

CITED = Citation("a" * 64, 0, 9, "2013-04-17", "The Post", "Talks", "a.txt", None)


def shown(kind: str, label: str, words: str, **details: int | str) -> str:
    who = (ActorLabel("Norway", None, "NOR", "Norway"),)
    fact = FactAnswer("f1", kind, label, who, words, None, 0.9, details, CITED)
    [text] = render([fact], width=200)
    return text.splitlines()[0]


@pytest.mark.parametrize(
    ("kind", "label", "words", "details", "line"),
    [
        ("position", "for the plan", "the plan", {}, "Norway  for the plan"),
        ("position", "for a truce", "calls for a truce", {}, "Norway  for a truce  calls for a truce"),
        ("position", "for a plan", "backs the plan … backs the plan", {}, "Norway  for a plan  backs the plan"),
        ("conditional", "threat", "Peru pays … we leave", {"condition_start": 0, "consequence_start": 20},
         "Norway  threat  if Peru pays ⇒ we leave"),
        ("conditional", "threat", "we leave … Peru pays", {"condition_start": 20, "consequence_start": 0},
         "Norway  threat  if Peru pays ⇒ we leave"),
    ],
)  # fmt: skip
def test_a_fact(kind: str, label: str, words: str, details: dict[str, int | str], line: str) -> None:
    assert shown(kind, label, words, **details)[DATE:] == line
