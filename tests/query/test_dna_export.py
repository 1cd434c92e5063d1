"""Stores out to Discourse Network Analyzer and back, and how far those agree who coded the same."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from communique.cli.program import cli
from communique.errors import CommuniqueError, UsageError
from communique.export.dna import write_dna
from communique.model.codebook import Codebook, Concept
from communique.sources.dna import read_codings, read_dna
from communique.store import Store
from tests.database.toy import report
from tests.query.test_concepts import TEXTS
from tests.query.test_issues import Taking

COMPARED = (
    "id", "person", "organization", "concept", "agreement", "date", "start", "end", "source", "type", "words",
    "machine", "values",
)  # fmt: skip


@pytest.fixture
def store(place: Store, fill) -> Store:
    undated = report("President Omar Sarrad of Peru said that the ferry.", "5.txt")
    fill(place, [*(report(text, f"{n}.txt", date=day) for n, (day, text) in enumerate(TEXTS)), undated], Taking)
    return place


def run(*words: str) -> str:
    result = CliRunner().invoke(cli, list(words), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_store_written_for_dna_reads_back_the_same(store: Store, tmp_path: Path) -> None:
    store.review.put_codebook(Codebook("x", "", (
        Concept("Force", "By arms", ("military intervention in Syria",), broader="War"), Concept("War"),
    )))  # fmt: skip
    made = tmp_path / "made.dna"
    told = run("export", "dna", "--store", str(store.path), "-o", str(made))
    assert "6 statements in 6 documents" in told
    assert "password when it opens the file: communique" in told
    ours, back = store.codings().statements, read_codings(made).statements
    assert len(ours) == 6
    for name in COMPARED:
        assert [getattr(s, name) for s in back] == [getattr(s, name) for s in ours], name
    assert [s.certainty for s in back] == [round(s.certainty, 2) for s in ours]
    file = read_dna(made)
    kept = {e.value: (e.parent, e.attributes["Notes"]) for e in file.entities if e.variable == "concept" and e.parent}
    assert kept == {"Force": ("War", "By arms")}
    assert {e.attributes["Type"] for e in file.entities if e.value == "Omar Sarrad"} == {"person"}
    assert "Report " in file.documents[0].notes


def test_what_was_coded_by_hand_stands_beside_ours(store: Store, tmp_path: Path) -> None:
    first, both, ana = tmp_path / "first.dna", tmp_path / "both.dna", str(tmp_path / "ana.dna")
    run("export", "dna", "--store", str(store.path), "-o", str(first))
    file = read_dna(first)
    by_hand = [
        msgspec.structs.replace(s, coder="Ana", values={**s.values, "agreement": int(n != 1), "certainty": 0})
        for n, s in enumerate(file.statements[:5])
    ]
    write_dna(msgspec.structs.replace(file, statements=tuple(by_hand), coders=("Admin", "Ana")), Path(ana))
    told = run("export", "dna", "--store", str(store.path), "-o", str(both), "--beside", ana)
    assert "beside them 5 of 1 other file" in told
    assert (len(read_dna(both).documents), len(read_dna(both).statements)) == (6, 11)
    for source in ((str(both),), (str(store.path), ana), (ana, str(store.path))):
        table = run("agreement", *source, "--samples", "0")
        assert "5 marked by both of 5 and 5 in 5 documents (F1 1.00)" in table
        assert "concept         1.00" in table
    rows = run("agreement", str(both), "--format", "csv", "--variable", "agreement", "--samples", "50")
    assert "agreement,Ana; communique,nominal,5," in rows


def test_coders_of_a_store_and_the_machine(store: Store) -> None:
    with pytest.raises(UsageError, match="nobody has judged a position"):
        run("agreement", str(store.path))
    for n, one in enumerate([one.id for one in store.positions()]):
        store.review.judge(one, "accept", by="Ana")
        if n == 0:
            store.review.judge(one, "correct", stance="against", by="Ben")
        else:
            store.review.judge(one, "reject" if n == 1 else "accept", by="Ben")
    table = run("agreement", str(store.path), "--samples", "0", "--format", "csv")
    rows = {tuple(line.split(",")[:2]): line.split(",") for line in table.splitlines()}
    assert rows["stance", "Ana; Ben"][3:5] == ["5", "0.8"]
    assert rows["position", "Ana; Ben"][3:5] == ["6", "0.8333"]
    assert rows["stance", "Ana; machine"][4] == "1"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["export", "dna"], "name a file for it with -o"),
        (["export", "dna", "-o", "x.dna", "--judged"], "leave --what, --judged"),
        (["export", "jsonl", "--password", "x"], "are of dna alone"),
        (["export", "dna", "-o", "x.dna", "--beside", "none.dna"], "cannot be opened"),
        (["export", "dna", "-o", "x.dna", "--beside", "x.dna"], "one of the files that are read"),
    ],
)
def test_wrong_usage_says_what_to_do(words: list[str], told: str, store: Store) -> None:
    with pytest.raises(CommuniqueError, match=told):
        run(*words, "--store", str(store.path))


def test_a_store_without_positions_is_a_file_without_statements(place: Store, fill, tmp_path: Path) -> None:
    fill(place, [report("It rains.", "1.txt", date="2013-04-01")], Taking)
    made = tmp_path / "made.dna"
    assert "can be coded by hand" in run("export", "dna", "--store", str(place.path), "-o", str(made))
    assert [d.text for d in read_dna(made).documents] == ["It rains."]
