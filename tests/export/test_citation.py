"""How to cite: the figures are those of the manual, the numbers those of what was read."""

from __future__ import annotations

import re
from pathlib import Path

from communique.export.citation import AUTHORS, TITLE, OriginCounter, _figures, how_to_cite
from communique.model import KINDS, Record
from communique.query.origin import fingerprint

ROOT = Path(__file__).parents[2]


def test_it_tells_what_was_read(record: Record, bare: Record) -> None:
    counter = OriginCounter()
    assert [counter.add(one) for one in (record, bare)] == [record, bare]
    told = "\n".join(how_to_cite(counter.origin))
    assert (
        "2 reports (2 different texts, published from 2026-04-27 to 2026-04-27) were read with communique 0.1.0" in told
    )
    assert "It found 4 statements, 1 meeting, 1 agreement, 1 conditional, 1 position, 1 relation and 1 event." in told
    assert "statements 0.70 and 0.63" in told
    assert "model: tagger abc123" in told
    assert fingerprint([bare.report.id, record.report.id]) in told


def test_nothing_read_is_told_too() -> None:
    assert "It found nothing." in "\n".join(how_to_cite(OriginCounter().origin))


def test_the_figures_are_those_of_the_manual() -> None:
    page = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    assert set(_figures()) == {kind.field for kind in KINDS}
    for kind, (precision, recall, people) in _figures().items():
        row = next(line for line in page.splitlines() if line.startswith(f"| {kind} | {100 * people:.0f} |"))
        assert re.search(rf"\| {100 * precision:.1f} / {100 * recall:.1f} / ", row), kind


def test_it_is_the_citation_file_s() -> None:
    cff = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert TITLE in cff
    assert f"- name: {AUTHORS}" in cff
