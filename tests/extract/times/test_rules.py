"""Every rule's own example, and that the table's patterns are well-formed."""

from __future__ import annotations

import itertools

import pytest

from communique.errors import KnowledgeError
from communique.extract.times.grammar import grammar, prefix
from communique.extract.times.values import KINDS
from communique.extract.times.word_sequence import tokens
from communique.knowledge.times import TimeRule, time_rules

from .conftest import times


@pytest.mark.parametrize("rule", time_rules(), ids=lambda r: r.name)
def test_a_rule_reads_its_own_example(rule: TimeRule) -> None:
    assert (rule.extent, rule.type, rule.value) in times(rule.example)


@pytest.mark.parametrize("rule", time_rules(), ids=lambda r: r.name)
def test_a_rule_is_complete(rule: TimeRule) -> None:
    assert rule.kind in KINDS
    assert rule.extent in rule.example
    assert rule.value


@pytest.mark.parametrize(
    "pattern", ["(the", "the)", "the NOTHING", "the ; week", "(?<=the|in the) week*+"], ids=lambda p: p
)
def test_a_malformed_pattern_is_named(pattern: str) -> None:
    import re

    with pytest.raises((KnowledgeError, re.error)):
        re.compile(prefix(pattern))


def test_hits_do_not_overlap() -> None:
    words = tokens(
        "In late March 2012 and on the night of 3-4 May 2012, two years ago, they met every other Friday at 0900 GMT."
    )
    hits = list(grammar().hits(words))
    assert len(hits) >= 6
    assert all(a.j <= b.i for a, b in itertools.pairwise(hits))
