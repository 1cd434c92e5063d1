"""Meetings and agreements told by many reports: one entity, every citation kept, judgements on them undoable."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from sqlalchemy import select

from communique.cli.calendar import command
from communique.database.schema import identities
from communique.errors import StoreError
from communique.model import Actor, Agreement, Meeting, Mention, Place, Record, Span
from communique.model.identity import fact_identity
from communique.store import Store
from tests.database.toy import record, report

MET = re.compile(r"(\w+ \w+) met (\w+ \w+) in (\w+) on (\S+)\.")
"""A meeting in the toy's language: "Anna Berg met Bela Kovacs in Oslo on 2013-04-17."."""
CITED = re.compile(r"They cited the ([\w ]+)\.")
"""An agreement: "They cited the Oslo accord of 1999."."""

TEXTS = [
    "Anna Berg met Bela Kovacs in Oslo on 2013-04-17. They cited the Taif Agreement.",
    "It is told that Bela Kovacs met Anna Berg in Oslo on 2013-04-17. They cited the Taif Accord.",
    "Anna Berg met Bela Kovacs in Oslo on 2013-06-20. They cited the Tirana protocol.",
    "Carl Dahl met Dora Elek in Rome on 2013-04-17. They cited the Taif Agreement.",
]


def _read(item) -> Record:
    text, actors, meetings, agreements = item.text, [], [], []
    for m in MET.finditer(text):
        ids = []
        for n in (1, 2):
            at = Mention(m.start(n), m.end(n), "name")
            ids.append(fact_identity("actor", item.text_id, [at.span]))
            actors.append(Actor(ids[-1], m[n], "person", (at,)))
        here = (Span(*m.span()),)
        meetings.append(
            Meeting(
                fact_identity("meeting", item.text_id, here), "talks", "talks", "held", here, start=m[4], end=m[4],
                place=Place(m[3], None), participants=tuple(ids), confidence=0.7, extractor="toy",
            )
        )  # fmt: skip
    for m in CITED.finditer(text):
        here = (Span(*m.span(1)),)
        agreements.append(
            Agreement(fact_identity("agreement", item.text_id, here), m[1], here, confidence=0.6, extractor="toy")
        )
    return msgspec.structs.replace(
        record(item), actors=tuple(actors), meetings=tuple(meetings), agreements=tuple(agreements)
    )


class Reader:
    """Understands the two sentences above."""

    def read_many(self, items):
        """The records in order."""
        for item in items:
            yield _read(item)


@pytest.fixture
def told(place: Store, fill) -> Store:
    fill(place, [report(text, f"{n}.txt", f"2013-0{6 if '06' in text else 4}-2{n}") for n, text in enumerate(TEXTS)],
         Reader)  # fmt: skip
    return place


def _state(store: Store) -> list[list[tuple[object, ...]]]:
    queries = (
        "SELECT * FROM identities ORDER BY 1", "SELECT * FROM names ORDER BY 1, 2",
        "SELECT * FROM name_keys ORDER BY 1, 2",
        "SELECT id, name, kind, same_as FROM entities WHERE key IN (SELECT entity FROM identities) ORDER BY 1",
    )  # fmt: skip
    with store.engine().connect() as connection:
        return [[tuple(row) for row in connection.exec_driver_sql(query)] for query in queries]


def _found(store: Store, what: str, **question: object) -> list[tuple[str | None, list[str]]]:
    return [(x.date, [c.source for c in (x.citation, *x.also)]) for x in store.find(what, **question)]


def test_a_meeting_told_twice_is_one_with_both_citations(told: Store) -> None:
    assert _found(told, "meetings") == [
        ("2013-04-17", ["0.txt", "1.txt"]), ("2013-04-17", ["3.txt"]), ("2013-06-20", ["2.txt"]),
    ]  # fmt: skip
    assert _found(told, "meetings", limit=1) == [("2013-04-17", ["0.txt", "1.txt"])]
    assert _found(told, "meetings", by="Dora Elek") == [("2013-04-17", ["3.txt"])]


def test_an_agreement_under_several_names_is_one(told: Store) -> None:
    found = told.find("agreements")
    assert [[c.source for c in (x.citation, *x.also)] for x in found] == [["0.txt", "1.txt", "3.txt"], ["2.txt"]]


def test_batches_of_their_own_join_what_is_there(place: Store, fill) -> None:
    for n, text in enumerate(TEXTS):
        fill(place, [report(text, f"{n}.txt", "2013-06-21")], Reader)
    assert sorted(len(x.also) for x in place.find("meetings")) == [0, 0, 1]
    assert sorted(len(x.also) for x in place.find("agreements")) == [0, 2]


def test_every_citation_yields_its_words(told: Store) -> None:
    for what in ("meetings", "agreements"):
        for answer in told.find(what):
            for c in (answer.citation, *answer.also):
                text = told.record(c.report).report.text
                assert 0 <= c.start < c.end <= len(text)
    assert not told.check().problems


@pytest.mark.parametrize("what", ["meetings", "agreements"])
def test_merging_and_undoing(told: Store, what: str) -> None:
    before, ids = _state(told), [x.entity for x in told.find(what)]
    told.merge(*ids)
    [one] = told.find(what)
    assert len(one.also) == 3
    told.undo()
    assert _state(told) == before


@pytest.mark.parametrize("what", ["meetings", "agreements"])
def test_splitting_and_undoing(told: Store, what: str) -> None:
    before, many = _state(told), len(told.find(what))
    one = told.find(what)[0]
    _, moved, new = told.split(one.entity, reports=[one.also[0].report])
    assert moved == {what.removesuffix("s"): 1}
    found = told.find(what)
    assert len(found) == many + 1
    assert new.id in {x.entity for x in found}
    told.undo()
    assert _state(told) == before


def test_scattered_mentions_are_shown_by_the_longest(place: Store, fill) -> None:
    class Twice(Reader):
        def read_many(self, items):
            for item in items:
                found = _read(item)
                [one] = found.agreements
                late = item.text.rindex("accord")
                spans = (*one.evidence, Span(late, late + 6))
                yield msgspec.structs.replace(
                    found, agreements=(msgspec.structs.replace(one, evidence=spans),)
                )  # fmt: skip

    fill(place, [report("They cited the Taif Accord. It rained for long. Nobody loved the accord.")], Twice)
    [answer] = place.find("agreements")
    assert answer.words == "Taif Accord"
    assert (answer.citation.start, answer.citation.end) == (15, 26)


STORY = " ".join(f"After hour {n} the guards changed and the square before the hall was quiet." for n in range(9))
VAGUE = re.compile(r"(the \w+) (talks|deal)")


class VagueReader:
    """Knows meetings and agreements that have nothing but words: "the night talks", "the water deal"."""

    def read_many(self, items):
        """The records in order."""
        for item in items:
            meetings, agreements = [], []
            for m in VAGUE.finditer(item.text):
                here = (Span(*m.span()),)
                if m[2] == "talks":
                    fact = fact_identity("meeting", item.text_id, here)
                    meetings.append(Meeting(fact, m[0], "talks", "held", here, confidence=0.5, extractor="toy"))
                else:
                    fact = fact_identity("agreement", item.text_id, here)
                    agreements.append(Agreement(fact, "deal", here, confidence=0.5, extractor="toy"))
            yield msgspec.structs.replace(record(item), meetings=tuple(meetings), agreements=tuple(agreements))


def test_two_printings_of_a_story_tell_one_meeting_and_one_agreement(place: Store, fill) -> None:
    texts = [
        f"{STORY} Nobody spoke of the night talks. Most hailed the water deal.",
        f"{STORY} Nobody spoke of the night talks. Most hailed the water deal. It rained.",
        "It snowed. Nobody spoke of the night talks. Most hailed the water deal.",
    ]
    # None of them tells its day: the story alone joins the first two.
    fill(place, [report(text, f"{n}.txt", None) for n, text in enumerate(texts)], VagueReader)
    for what, third in (("meetings", ["2.txt"]), ("agreements", ["2.txt"])):
        assert [s for _, s in _found(place, what)] == [["0.txt", "1.txt"], third], what
    with place.engine().connect() as connection:
        rows = connection.execute(select(identities.c.score, identities.c.reasons)).all()
    why = [row.reasons for row in rows if row.reasons]
    assert len(why) == 2
    assert all("told by one story" in reasons for reasons in why)


def test_an_agreement_can_be_merged_by_its_name(told: Store) -> None:
    told.merge("Taif Agreement", "Tirana protocol")
    assert len(told.find("agreements")) == 1


def test_different_kinds_are_not_merged(told: Store) -> None:
    with pytest.raises(StoreError, match="different kinds"):
        told.merge(told.find("meetings")[0].entity, told.find("agreements")[0].entity)


def test_reading_anew_keeps_what_was_decided(told: Store, fill) -> None:
    ids = [x.entity for x in told.find("meetings")]
    told.merge(ids[0], ids[1])
    before = (_found(told, "meetings"), _found(told, "agreements"))
    fill(told, [report(text, f"{n}.txt", f"2013-0{6 if '06' in text else 4}-2{n}") for n, text in enumerate(TEXTS)],
         Reader, again=True)  # fmt: skip
    assert (_found(told, "meetings"), _found(told, "agreements")) == before
    assert not told.check().problems


def test_meetings_and_agreements_are_no_actors(told: Store) -> None:
    assert {a.kind for a in told.actors()} == {"person"}
    assert told.actors(by="Taif Agreement") == []
    assert {w.name for w, _ in told.dossier("Anna Berg").with_others} == {"Bela Kovacs"}


def test_the_calendar_of_a_store_prints_each_once_as_judged(told: Store, tmp_path: Path) -> None:
    def days() -> list[str]:
        result = CliRunner().invoke(command, ["--store", str(told.path)])
        assert result.exit_code == 0, result.output
        return re.findall(r"^  (\d{4}-\d\d-\d\d)", result.stdout, re.MULTILINE)

    assert days() == ["2013-04-17", "2013-04-17", "2013-06-20"]
    told.merge(*[x.entity for x in told.find("meetings")][:2])
    assert days() == ["2013-04-17", "2013-06-20"]
