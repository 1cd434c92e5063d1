"""A store's positions as coded statements: whose they are, once a text, as people judged them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
import pytest

from communique.errors import UsageError
from communique.model import Actor, Mention, Record, Report
from communique.model.identity import fact_identity
from communique.query.question import parse_question
from communique.store import Store
from tests.database.toy import ToyReader, report
from tests.query.test_issues import TEXTS, Taking


@pytest.fixture
def store(place: Store, fill) -> Store:
    fill(place, [report(text, f"{n}.txt", date=day) for n, (day, text) in enumerate(TEXTS)], Taking)
    return place


def coded(store: Store) -> list[tuple[str, str, object, str, int | None]]:
    """Who, for whom, of which state, on what, on which side."""
    told = store.codings().statements
    return [(s.person, s.organization, s.value("state"), s.concept, s.agreement) for s in told]


def test_whose_positions_are(store: Store) -> None:
    issue = "military intervention in Syria"
    assert coded(store)[:3] == [
        ("Ahmet Davutoglu", "Turkey", "Turkey", issue, 1),
        ("Omar Sarrad", "Peru", "Peru", issue, 0),
        ("Omar Sarrad", "Peru", "Peru", "the deal", 1),
    ]


def test_words_and_documents_are_those_of_the_report(store: Store) -> None:
    told = store.codings()
    texts = {record.report.id: record.report.text for record in store.records()}
    for one in told.statements:
        assert " ".join(texts[one.document][one.start : one.end].split()) == one.words
        assert (one.machine, one.coder) == (True, "")
        assert 0 < one.certainty < 1
    assert [one.date for one in told.statements] == sorted(str(one.date) for one in told.statements)


def test_two_deals_are_two_nodes(store: Store) -> None:
    names = {one.concept for one in store.codings().statements}
    assert len(names) == 3


def test_a_question_narrows_the_reports(store: Store) -> None:
    assert len(store.codings(parse_question(since="2013-05-01")).statements) == 1


def test_the_network_of_a_store(store: Store) -> None:
    made = store.network(aggregation="conflict")
    assert [(e.source, e.target, e.weight) for e in made.edges()] == [("Peru", "Turkey", 1)]
    assert made.attributes["organization"]["Peru"]["Type"] == "state"
    with pytest.raises(UsageError):
        store.network(aggregation="war")


def test_what_people_rejected_is_gone_and_what_they_confirmed_is_certain(store: Store) -> None:
    first, second, *_ = store.codings().statements
    store.review.judge(first.id, "reject", by="Ana")
    store.review.judge(second.id, "accept", by="Ana")
    told = {one.id: one for one in store.codings().statements}
    assert first.id not in told
    assert (told[second.id].certainty, told[second.id].coder, told[second.id].machine) == (1.0, "Ana", False)


def test_a_corrected_stance_counts(store: Store) -> None:
    first = store.codings().statements[0]
    store.review.judge(first.id, "correct", stance="against", by="Ana")
    assert next(one for one in store.codings().statements if one.id == first.id).agreement == 0


class Together(ToyReader):
    """The second position is one of both speakers, as a group."""

    def read_many(self, items: Iterable[Report]) -> Iterator[Record]:
        for found in Taking().read_many(items):
            people = [a for a in found.actors if a.kind == "person"]
            if len(people) < 2:
                yield found
                continue
            span = people[0].mentions[0]
            group = Actor(
                fact_identity("actor", found.report.text_id, [span.span], "group"), "both", "group",
                mentions=(Mention(span.start, span.end, "nominal"),), members=tuple(a.id for a in people),
            )  # fmt: skip
            last = msgspec.structs.replace(found.positions[-1], actor=group.id)
            yield msgspec.structs.replace(found, actors=(*found.actors, group), positions=(*found.positions[:-1], last))


def test_what_a_group_holds_its_members_hold(place: Store, fill) -> None:
    text = f"{TEXTS[0][1]} President Omar Sarrad of Peru said that a truce in Yemen."
    fill(place, [report(text, "1.txt", date="2013-04-01")], Together)
    told = [one for one in place.codings().statements if "truce" in one.concept]
    assert [(one.person, one.id[-2:]) for one in told] == [("Ahmet Davutoglu", "/1"), ("Omar Sarrad", "/2")]


def test_an_empty_store_says_so(place: Store, fill) -> None:
    fill(place, [report("Nothing was said.", "1.txt", date="2013-04-01")], Taking)
    told = place.codings()
    assert told.statements == ()
    assert "no positions" in told.notes[0]
    assert place.network().notes[-1].endswith("the network is empty")
