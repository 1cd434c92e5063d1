"""Two annotations of facts: what counts as the same, and how what differs is classed."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus.agreement import Pairing, fact_table, main, measure_facts, pairs_of
from corpus.fact_agreement import KINDS, FactAgreement, compare
from corpus.passage import read_passage

from tests.corpus.test_facts import GOOD, written


def laid(folder: Path, second: str) -> Pairing:
    for name, content in (("a", written()), ("b", second)):
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "wire-001.txt").write_text(content, encoding="utf-8")
    return Pairing.of(*(read_passage(folder / name / "wire-001.txt") for name in ("a", "b")))


def compared(folder: Path, second: str) -> tuple[FactAgreement, list[str]]:
    figures, pairing = FactAgreement(), laid(folder, second)
    differences = compare(pairing.first, pairing.second, pairing.actors, figures)
    return figures, [d.line(pairing.first) for d in differences]


def test_an_annotation_agrees_with_itself(tmp_path: Path) -> None:
    figures, lines = compared(tmp_path, written())
    assert [figures.kinds[kind].f1 for kind in KINDS] == [1.0] * 7
    assert lines == []


@pytest.mark.parametrize(
    ("old", "new", "kind", "f1", "line"),
    [
        ("silva | for | signing", "silva | against | signing", "positions", 0.0, "positions, another stance: for"),
        ("silva | for | signing", "bra | for | signing", "positions", 1.0, None),  # she speaks for her state
        ("silva | for | signing", "per | for | signing", "positions", 0.0, "positions, another actor: for silva"),
        ("- | prediction", "- | threat", "conditionals", 1.0, "conditionals, other kind: prediction"),
        ("{If it rains}", "{rains}", "conditionals", 0.0, "conditionals, another spans"),
        ("talks | held | both", "summit | held | both", "meetings", 1.0, "meetings, other format"),
        ("talks | held | both", "talks | held | per", "meetings", 1.0, "meetings, other participants: held bra,per"),
        ("1 | proposed | both", "1 | signed | bra", "agreements", 1.0, "agreements, other parties"),
        ("represents | bra", "leads | bra", "relations", 0.0, "relations, another type: represents silva bra"),
        ("REQUEST |", "ACCUSE |", "events", 2 / 3, "events, another type: REQUEST silva"),
        ("alleged | per |", "past | per |", "events", 1.0, "events, other modality: SANCTION per"),
        ("alleged | per | -", "alleged | bra | -", "events", 2 / 3, "events, another actors: SANCTION per"),
        ("actual | silva | per", "actual | silva | -", "events", 1.0, "events, other recipients"),
        ("{expelled an envoy} | date=2019-03-04", "{expelled an envoy}", "events", 1.0, "events, other date"),
        ("2019-03-04 | {Monday}", "2019-03-11 | {Monday}", "times", 1.0, "times, other value: DATE 2019-03-04"),
    ],
)  # fmt: skip
def test_disagreement(tmp_path: Path, old: str, new: str, kind: str, f1: float, line: str | None) -> None:
    assert old in written()
    figures, lines = compared(tmp_path, written().replace(old, new))
    assert figures.kinds[kind].f1 == pytest.approx(f1)
    assert any(found.startswith(line) for found in lines) if line else not lines, lines


def test_what_only_one_has(tmp_path: Path) -> None:
    figures, lines = compared(tmp_path, written(agreements="", times=GOOD["times"] + "\n  DURATION | PXD | {If}"))
    assert figures.kinds["agreements"].f1 == 0.0
    assert lines == [
        "agreements, only first: proposed “the Lima pact” / –",
        "times, only second: – / DURATION PXD “If”",
    ]
    assert figures.classes["times"]["only second"] == 1


def test_kappa_is_of_pairs_made_without_the_field(tmp_path: Path) -> None:
    figures, _ = compared(tmp_path, written().replace("REQUEST |", "ACCUSE |"))
    assert sorted(figures.values["events type"]) == [("CONSULT",) * 2, ("REQUEST", "ACCUSE"), ("SANCTION",) * 2]
    assert figures.kappa("events type") == pytest.approx((2 / 3 - 2 / 9) / (1 - 2 / 9))
    assert figures.kappa("events modality") == 1.0
    assert figures.share("events recipients") == 1.0


def test_the_table_and_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laid(tmp_path, written().replace("REQUEST |", "ACCUSE |"))
    styles, found = measure_facts(pairs_of(tmp_path / "a", tmp_path / "b", complete=True))
    assert "| wire | 1 | 100 (1/1) | 100 (1/1) | 100 (1/1) | 100 (1/1) | 100 (1/1) | 67 (3/3) |" in fact_table(styles)
    assert len(found["wire-001"]) == 1
    assert main(["--first", str(tmp_path / "a"), "--second", str(tmp_path / "b"), "--differences"]) == 0
    assert "events differ: another type 1" in capsys.readouterr().out


def test_passages_without_all_kinds_are_left_out(tmp_path: Path) -> None:
    laid(tmp_path, written().replace("kinds: all\n", ""))
    assert pairs_of(tmp_path / "a", tmp_path / "b", complete=True) == []
    assert measure_facts(pairs_of(tmp_path / "a", tmp_path / "b"))[0]["all"].passages == 0
