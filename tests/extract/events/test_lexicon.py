"""The lexicon keeps its word: every rule reads its own example, every type and mode too."""

from __future__ import annotations

import pytest

from communique.knowledge import plover
from tests.extract.events.reading import listed
from tests.extract.reading import read_all as read

RULES = [r for r in plover.rules() if r.example]
KINDS = [(kind, mode, told.example) for (kind, mode), told in plover.types().items() if told.example]


def test_all_rules_have_examples() -> None:
    assert [r.name for r in plover.rules() if not r.example] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_a_rule_reads_its_example(rule: plover.EventRule) -> None:
    records = dict(zip((r.example for r in RULES), read([r.example for r in RULES]), strict=True))
    assert rule.name in [e["rule"] for e in listed(records[rule.example])]


@pytest.mark.parametrize(("kind", "mode", "example"), KINDS)
def test_an_example_of_a_type_is_of_it(kind: str, mode: str, example: str) -> None:
    records = dict(zip((k[2] for k in KINDS), read([k[2] for k in KINDS]), strict=True))
    found = [(e["type"], e["mode"] or "") for e in listed(records[example])]
    assert (kind, mode) in found if mode else kind in [k for k, _ in found]


def test_every_type_and_mode_of_a_rule_is_explained() -> None:
    known = plover.types()
    assert {(r.type, r.mode or "") for r in plover.rules()} - set(known) == set()


def test_every_type_has_an_example() -> None:
    assert len({k for k, _, _ in KINDS}) == 16
