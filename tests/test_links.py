"""Whatever a record's facts name is in the record: the statement in which each is told, and each statement's parent."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from communique.model import FACT_KINDS, Record, make_report
from communique.reader import Reader
from tests.conftest import Read

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # the corpus stands beside the package

EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
NESTED = sorted((ROOT / "corpus" / "passages").glob("nested-*.txt"))
CHAINS = [
    # Who says what the letter says has no name, so that statement goes; what the mayor said in it stays.
    "Envoy Ana Silva said the letter said Mayor Ivo Stahl had said that the bridge was closed.",
    "Kenya said the report says that Uganda says that Peru has paid.",
    "President Ivo Stahl claimed rumours said that some had said that Minister Ana Morel denied that she would go.",
]


def dangling(record: Record) -> list[tuple[str, str, str]]:
    """Links to statements that the record does not have: kind, extractor, the first words of the evidence."""
    there = {s.id for s in record.statements} | {None}
    return [
        (kind, fact.extractor, fact.evidence[0].of(record.report.text)[:60])
        for kind in FACT_KINDS
        for fact in getattr(record, kind)
        if not {fact.statement, getattr(fact, "parent", None)} <= there
    ]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_in_the_examples(read: Read, path: Path) -> None:
    (record,) = read([path.read_text(encoding="utf-8")])
    assert record.statements
    assert dangling(record) == []


def test_in_the_corpus(reader: Reader) -> None:
    from corpus.passage import read_passage

    passages = [read_passage(path) for path in NESTED]
    assert passages
    records = reader.read_many(make_report(p.text, p.path.name) for p in passages)
    found = {p.path.name: dangling(r) for p, r in zip(passages, records, strict=True) if isinstance(r, Record)}
    assert len(found) == len(passages)
    assert {name: links for name, links in found.items() if links} == {}


@pytest.mark.parametrize("text", CHAINS)
def test_in_chains_of_statements(read: Read, read_by_rules: Read, text: str) -> None:
    for record in (*read([text]), *read_by_rules([text])):
        assert dangling(record) == []
