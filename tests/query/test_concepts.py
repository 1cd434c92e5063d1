"""Codebooks over a store: what positions are coded as, by whom, and what a change affects."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from communique.cli.program import cli
from communique.errors import StoreError, UsageError
from communique.model.codebook import Codebook, Concept
from communique.query.issues import sides
from communique.sources.codebook import read_codebook
from communique.store import Store
from tests.database.toy import report
from tests.query.test_issues import Taking

TEXTS = (
    ("2013-04-01", "Foreign Minister Ahmet Davutoglu of Turkey said that military intervention in Syria."),
    ("2013-05-02", "Foreign Minister Ahmet Davutoglu of Turkey warned that intervening militarily in Syria."),
    ("2013-04-20", "President Omar Sarrad of Peru warned that any measure of military intervention."),
    ("2013-04-21", "President Omar Sarrad of Peru said that arming the rebels."),
    ("2013-04-22", "Foreign Minister Ahmet Davutoglu of Turkey said that weapons deliveries."),
)
FIRST = Codebook("Syria", "1", (Concept("Force", examples=("military intervention in Syria",)),
                                Concept("Arms", examples=("arming the rebels",))))  # fmt: skip
SECOND = Codebook("Syria", "2", (Concept("Force", "By arms", ("military intervention in Syria",)),
                                 Concept("Arms", examples=("arming the rebels", "weapons deliveries"))))  # fmt: skip


@pytest.fixture
def store(place: Store, fill) -> Store:
    fill(place, [report(text, f"{n}.txt", date=day) for n, (day, text) in enumerate(TEXTS)], Taking)
    return place


def coded(store: Store) -> list[tuple[str, str]]:
    return [(one.issue, one.coded) for one in store.positions()]


def test_without_a_codebook_three_wordings_are_one_concept(store: Store) -> None:
    assert [one.positions for one in store.issues()] == [3, 1, 1]
    assert {how for _, how in coded(store)} == {"machine"}


def test_a_codebook_pins_issues_to_concepts(store: Store) -> None:
    store.review.put_codebook(FIRST)
    assert coded(store) == [
        ("Force", "example"), ("Force", "words"), ("Arms", "example"), ("weapons deliveries", "machine"),
        ("Force", "words"),
    ]  # fmt: skip
    assert len(store.positions(issue="force")) == 3
    assert [(x.issue, x.who, x.in_favour, x.against) for x in sides(store.positions(issue="Force"))] == [
        ("Force", "Ahmet Davutoglu", 1, 1), ("Force", "Omar Sarrad", 0, 1),
    ]  # fmt: skip
    counts = store.review.concepts()
    assert [(x.concept, x.positions, x.in_codebook) for x in counts] == [
        ("Force", 3, True), ("Arms", 1, True), ("weapons deliveries", 1, False),
    ]  # fmt: skip
    with pytest.raises(StoreError, match="no issue in the store"):
        store.positions(issue="zebras")


def test_tables_have_the_concept_as_the_issue(store: Store) -> None:
    store.review.put_codebook(FIRST)
    assert [row["issue"] for row in store.rows("positions")] == [
        "Force",
        "Force",
        "Arms",
        "weapons deliveries",
        "Force",
    ]


def test_an_issue_is_pinned_by_its_id(store: Store) -> None:
    one = store.issue("weapons deliveries").id
    store.review.put_codebook(Codebook("x", "", (Concept("Arms", issues=(one,)), Concept("Nothing said"))))
    assert ("Arms", "issue") in coded(store)
    assert store.review.codebook().book.version == "1"
    assert store.positions(issue="Nothing said") == []


def test_a_coder_beats_the_codebook_and_the_machine(store: Store) -> None:
    one = store.positions()[0]
    store.review.judge(one.id, "correct", issue="Somewhere else", by="Ana")
    assert coded(store)[0] == ("Somewhere else", "coder")
    store.review.put_codebook(FIRST)
    assert coded(store)[0] == ("Somewhere else", "coder")
    store.review.judge(one.id, "correct", issue="arms", by="Ana")
    assert coded(store)[0] == ("Arms", "coder")


def test_what_people_keep_apart_is_not_one_concept_by_words(store: Store) -> None:
    force = store.issue("military intervention").id
    _, _, own = store.split(force, actors=[store.positions()[-1].id])
    store.apart(force, own.id)
    store.review.put_codebook(FIRST)
    assert coded(store)[-1] == ("intervening militarily in Syria", "machine")
    assert coded(store)[0] == ("Force", "example")


def test_a_change_flags_what_it_affects_until_somebody_looks(store: Store) -> None:
    store.review.put_codebook(FIRST)
    assert store.review.flagged() == []
    store.review.put_codebook(SECOND)
    flags = store.review.flagged()
    assert [(x.before, x.after, x.why) for x in flags] == [
        ("Force", "Force", "changed in its concept: description"),
        ("Force", "Force", "changed in its concept: description"),
        ("Arms", "Arms", "changed in its concept: examples"),
        ("weapons deliveries", "Arms", "it is coded as Arms"),
        ("Force", "Force", "changed in its concept: description"),
    ]
    store.review.judge(flags[0].fact, "accept", by="Ana")
    assert len(store.review.flagged()) == 4
    number = store.review.put_codebook(FIRST, note="back").number
    assert ("Arms", "weapons deliveries", "it is coded as no concept") in [
        (x.before, x.after, x.why) for x in store.review.flagged()
    ]
    store.undo(number)
    assert len(store.review.flagged()) == 4
    assert not store.check().problems


def test_versions(store: Store) -> None:
    store.review.put_codebook(FIRST)
    again = store.review.put_codebook(FIRST)
    assert [j.kind for j in store.log()] == ["codebook"]
    assert again.number == 1
    with pytest.raises(UsageError, match="version 1 of the codebook Syria is in force"):
        store.review.put_codebook(Codebook("Syria", "1", (Concept("Else"),)))
    assert store.review.put_codebook(Codebook("Syria", "", (Concept("Else"),))).book.version == "2"


def run(*words: str) -> str:
    result = CliRunner().invoke(cli, ["codebook", *words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_command(store: Store, tmp_path: Path) -> None:
    own = ("--store", str(store.path))
    book = tmp_path / "book.yaml"
    run("draft", *own, "-o", str(book), "--name", "drafted")
    drafted = read_codebook(book)
    assert drafted.concepts[0].name == "military intervention in Syria"
    assert "5 of 5 positions are coded as 3 concepts" in run("use", str(book), *own)
    assert "is in force already" in run("use", str(book), *own)
    one = store.positions()[0].id
    assert "is on arming the rebels" in run("pin", one, "Arming the rebels", *own)
    assert "1 by coders" in run("show", *own)
    run("export", *own, "-o", str(tmp_path / "book.csv"))
    assert read_codebook(tmp_path / "book.csv").concepts == drafted.concepts
    assert "nothing contradicts itself" in run("check", str(book), *own)
    assert "no position waits" in run("flagged", *own)
    log = CliRunner().invoke(cli, ["log", *own]).output
    assert "drafted, version 1: 3 concepts" in log
    refused = CliRunner().invoke(cli, ["codebook", "pin", one, "zebras", *own])
    assert "no concept 'zebras'" in str(refused.exception)


def test_issues_that_are_called_alike_are_counted_apart(place: Store, fill) -> None:
    texts = ("President Omar Sarrad of Peru said that the deal.", "President Ira Vance of Chile warned that the deal.")
    fill(place, [report(text, f"{n}.txt", date=f"2013-0{n + 1}-01") for n, text in enumerate(texts)], Taking)
    counts = place.review.concepts()
    assert [(one.concept, one.positions) for one in counts] == [("the deal", 1), ("the deal", 1)]
    assert "deal" not in run("draft", "--store", str(place.path))
