"""Questions to a small store, and their answers."""

from __future__ import annotations

import pytest

from communique.errors import StoreError, UsageError
from communique.model import Report
from communique.query.question import parse_question
from communique.query.reports import told_period
from communique.store import Store
from tests.database.toy import report

REPORTS = [
    ("Foreign Minister Ahmet Davutoglu of Turkey said that military intervention would be a mistake.",
     "2013-04-17", "A"),
    ("Foreign Minister Sergei Lavrov of Russia warned that sanctions do not help. "
     "Davutoglu of Turkey said that he agrees.",
     "2013-04-18", "A"),
    ("Foreign Minister Sergei Lavrov of Russia demanded that the military stays out of the Café.", "2013-05-02", "B"),
    ("Lavrov of Russia said that all is well in the world today.", None, "B"),
]  # fmt: skip


def _reports() -> list[Report]:
    return [report(text, f"{n}.txt", date, publisher=p, title=f"T{n}") for n, (text, date, p) in enumerate(REPORTS)]


@pytest.fixture(scope="module")
def asked(shared_place: Store, fill) -> Store:
    fill(shared_place, _reports())
    return shared_place


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ({}, ["military intervention", "sanctions", "he agrees", "the military stays", "all is well"]),
        ({"by": "Lavrov"}, ["sanctions", "the military stays", "all is well"]),
        ({"by": "sergei lavrov"}, ["sanctions", "the military stays", "all is well"]),
        ({"by": "Davutoğlu"}, ["military intervention", "he agrees"]),
        ({"by": "Lavroff"}, []),
        ({"by": "Lavroff", "fuzzy": True}, ["sanctions", "the military stays", "all is well"]),
        ({"by": "Nobody"}, []),
        ({"about": "military"}, ["military intervention", "the military stays"]),
        ({"about": "cafe OR sanction"}, ["sanctions", "the military stays"]),
        ({"about": "NEAR(intervention mistake, 3)"}, ["military intervention"]),
        ({"by": "Lavrov", "about": "military"}, ["the military stays"]),
        ({"act": "warn,demand"}, ["sanctions", "the military stays"]),
        ({"act": ("say",), "by": "Davutoglu"}, ["military intervention", "he agrees"]),
        ({"mode": "direct"}, []),
        ({"country": "Turkey"}, ["military intervention", "he agrees"]),
        ({"country": "rus", "about": "sanctions"}, ["sanctions"]),
        ({"body": "Russia"}, ["sanctions", "the military stays", "all is well"]),
        ({"since": "2013-04-18"}, ["sanctions", "he agrees", "the military stays"]),
        ({"since": "2013-04", "until": "2013-04"}, ["military intervention", "sanctions", "he agrees"]),
        ({"until": "2013-04-17"}, ["military intervention"]),
        ({"publisher": "b"}, ["the military stays", "all is well"]),
        ({"source": "0"}, ["military intervention"]),
        ({"confidence": 0.6}, []),
        ({"limit": 2}, ["military intervention", "sanctions"]),
    ],
)
def test_statements(asked: Store, question: dict, words: list[str]) -> None:
    found = asked.statements(**question)
    assert len(found) == len(words), [s.words for s in found]
    assert all(s.words.startswith(start) for s, start in zip(found, words, strict=True))


def test_every_answer_can_be_checked_by_its_citation(asked: Store) -> None:
    for answer in asked.statements():
        text = asked.record(answer.citation.report).report.text
        assert answer.words in text[answer.citation.start : answer.citation.end]


@pytest.mark.parametrize(
    "question",
    [
        {"act": "shout"}, {"mode": "loud"}, {"since": "31.2.2013"}, {"since": "2013-02-31"}, {"until": "2013-13"},
        {"since": "2014", "until": "2013"}, {"country": "Atlantis"}, {"confidence": 2.0}, {"by": " "}, {"about": "OR"},
        {"count": "heads"}, {"limit": -1}, {"since": "0000"},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(question: dict) -> None:
    with pytest.raises(UsageError):
        parse_question(**question)


def test_repeats_count_as_asked(place: Store, fill) -> None:
    story = " ".join(["Foreign Minister Sergei Lavrov of Russia warned that sanctions do not help. "
                      "It was said in Moscow"]
                     + [f"after {n} hours of talks on the matter" for n in range(9)]) + "."  # fmt: skip
    made = [report(story, f"{p}.txt", publisher=p) for p in "ABC"]
    made.append(report(story + " The ministry gave no more than that.", "d.txt", publisher="D"))
    fill(place, made)
    counts = {count: place.statements(count=count) for count in ("stories", "texts", "printings")}
    assert {count: len(found) for count, found in counts.items()} == {"stories": 1, "texts": 2, "printings": 4}
    assert counts["stories"][0].citation.printings == 4


def test_search_gives_the_passage_and_its_place(asked: Store) -> None:
    [first, second] = asked.search("military")
    assert "\x02military\x03" in first.words
    text = asked.record(first.citation.report).report.text
    assert "military" in text[first.citation.start : first.citation.end]
    assert {first.citation.title, second.citation.title} == {"T0", "T2"}
    assert [r.citation.title for r in asked.search("T2")] == ["T2"]


def test_actors_are_counted_across_reports(asked: Store) -> None:
    found = {a.name: a for a in asked.actors()}
    assert found["Sergei Lavrov"].reports == 3
    assert found["Sergei Lavrov"].statements == 3
    assert found["Sergei Lavrov"].roles == ("foreign minister of Russia",)
    assert found["Ahmet Davutoglu"].reports == 2
    assert [a.name for a in asked.actors(country="Turkey", since="2013-04-18")] == ["Turkey", "Ahmet Davutoglu"]


def test_a_dossier(asked: Store) -> None:
    found = asked.dossier("Lavrov")
    assert (found.name, found.reports, found.first, found.last) == ("Sergei Lavrov", 3, "2013-04-18", "2013-05-02")
    [held] = found.offices
    assert (held.title, held.of, held.first, held.last, held.reports) == (
        "foreign minister", "Russia", "2013-04-18", "2013-05-02", 2)  # fmt: skip
    assert found.acts == {"demand": 1, "say": 1, "warn": 1}
    assert [w.name for w, _ in found.with_others] == ["Russia", "Turkey", "Ahmet Davutoglu"]


def test_a_dossier_of_nobody_and_of_two(place: Store, fill) -> None:
    fill(place, [*_reports(), report("Igor Lavrov said that he is another man.")])
    with pytest.raises(StoreError, match="nobody"):
        place.dossier("Talleyrand")
    with pytest.raises(StoreError, match="Name one by its id"):
        place.dossier("Lavrov")


@pytest.mark.parametrize(
    ("row", "period"),
    [
        (("2013-04-01", "2013-05-02", "1999-01-01", "2027-12-31"), ("2013-04-01", "2013-05-02")),
        ((None, None, "2013-04-01", "2013-05-02"), ("2013-04-01?", "2013-05-02?")),
        ((None, None, None, None), (None, None)),
    ],
)
def test_a_period_that_was_concluded_has_its_mark(row: tuple[str | None, ...], period: tuple[str | None, ...]) -> None:
    assert told_period(row) == period


def test_what_is_undated_is_so_everywhere(asked: Store) -> None:
    undated = {x.citation.report for x in asked.statements(count="printings") if x.citation.date is None}
    assert asked.stats().undated == len(undated) > 0


def test_dates_of_a_dossier_are_those_of_its_reports(asked: Store) -> None:
    for held in asked.dossier("Sergei Lavrov").offices:
        assert held.citation is not None
        assert held.first == held.citation.date


def test_a_timeline_is_in_order(asked: Store) -> None:
    dates = [e.date for e in asked.timeline()]
    assert dates == ["2013-04-17", "2013-04-18", "2013-04-18", "2013-05-02", None]


def test_unknown_kinds_and_reports_are_refused(asked: Store) -> None:
    with pytest.raises(UsageError):
        asked.find("rumours")
    with pytest.raises(StoreError):
        asked.record("ffffffffffff")
    with pytest.raises(StoreError):
        asked.record("")


@pytest.mark.parametrize(
    "kind", ["positions", "conditionals", "meetings", "agreements", "relations", "events", "unsure"]
)
def test_kinds_that_are_not_there_give_nothing(asked: Store, kind: str) -> None:
    assert asked.find(kind, by="Lavrov", country="RUS", about="military") == []
