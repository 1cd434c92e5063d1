"""Who is the same across reports: small sets of reports, and who must be one and who apart."""

from __future__ import annotations

import logging

import pytest

from communique.entities.gather import StoredActor
from communique.entities.resolver import _known
from communique.linking.features import FEATURES, NAMES, EntityProfile, same_entity
from communique.store import Store
from tests.database.toy import report

DAVUTOGLU = "Foreign Minister Ahmet Davutoglu of Turkey said that it is late."
LAVROV = "Foreign Minister Sergei Lavrov of Russia said that it rains."


def persons(store: Store) -> dict[str, list[str]]:
    """Entity -> the sources of the reports that tell of it; persons without one under their source."""
    found: dict[str, list[str]] = {}
    for record in store.records():
        for actor in record.actors:
            if actor.kind == "person":
                found.setdefault(actor.entity or record.report.source, []).append(record.report.source)
    return found


@pytest.mark.parametrize(
    ("case", "texts", "groups"),
    [
        (
            "accents and transliteration",
            [(DAVUTOGLU, "2013-04-17"), (DAVUTOGLU.replace("oglu", "oğlu"), "2013-04-18")],
            "01",
        ),
        (
            "surname, country",
            [(DAVUTOGLU, "2013-04-17"), ("Davutoglu of Turkey said that it is early.", "2013-04-20")],
            "01",
        ),
        (
            "office at that date",
            [(DAVUTOGLU, "2013-04-17"), ("The foreign minister of Turkey said that it is fine.", "2013-04-19")],
            "01",
        ),
        (
            "office first, name later",
            [("The foreign minister of Turkey said that it is fine.", "2013-04-16"), (DAVUTOGLU, "2013-04-17")],
            "01",
        ),
        (
            "office years later",
            [(DAVUTOGLU, "2013-04-17"), ("The foreign minister of Turkey said that it is fine.", "2019-04-19")],
            "0 1",
        ),
        (
            "a successor",
            [
                (DAVUTOGLU, "2013-04-17"),
                (DAVUTOGLU.replace("Ahmet Davutoglu", "Feridun Sinirlioglu"), "2015-09-01"),
                ("The foreign minister of Turkey said that it is fine.", "2015-09-10"),
            ],
            "0 12",
        ),
        (
            "another given name",
            [(LAVROV, "2013-04-17"), ("Igor Lavrov of Russia said that he is no minister.", "2013-04-17")],
            "0 1",
        ),
        ("another country", [(LAVROV, "2013-04-17"), ("Lavrov of Bulgaria said that it snows.", "2013-04-17")], "0 1"),
        (
            "a surname of two",
            [
                (LAVROV, "2013-04-17"),
                ("Igor Lavrov of Russia said that he is none.", "2013-04-17"),
                ("Lavrov said that nobody can tell.", "2013-04-17"),
            ],
            "0 1 2",
        ),
        (
            "a head of state by the surname",
            [
                ("President Barack Obama of USA said that it is late.", "2012-04-17"),
                ("President Obama of USA said that it rains.", "2012-09-13"),
                ("President Obama of USA said that it snows.", "2015-09-13"),
            ],
            "012",
        ),
        (
            "the surname before the full name",
            [
                ("President Obama of USA said that it rains.", "2012-09-13"),
                ("President Barack Obama of USA said that it is late.", "2012-10-17"),
            ],
            "01",
        ),
        (
            "two presidents of one surname",
            [
                ("President Bush of USA said that it rains.", "1990-09-13"),
                ("President Bush of USA said that it snows.", "2005-09-13"),
                ("President George W. Bush of USA said that it is late.", "2004-10-17"),
            ],
            "0 12",
        ),
        (
            "brother and sister",
            [
                ("President Kim Jong-un of DPRK said that it rains.", "2018-06-02"),
                ("Kim Yo-jong of DPRK said that it snows.", "2018-06-03"),
                ("President Kim of DPRK said that it is late.", "2018-06-04"),
            ],
            "02 1",
        ),
        (
            "fathers and sons",
            [
                ("Peter Obrecht Jr said that it rains.", "2018-06-02"),
                ("Daniel Soto Jr said that it snows.", "2018-06-03"),
                ("Peter Obrecht said that it is late.", "2018-06-04"),
            ],
            "0 1 2",
        ),
        (
            "a short form",
            [("William Obrecht said that it rains.", "2018-06-02"), ("Bill Obrecht said that it rains.", "2018-06-04")],
            "01",
        ),
        ("a surname alone", [(LAVROV, "2013-04-17"), ("Lavrov said that nobody can tell.", "2013-04-17")], "0 1"),
    ],
)
def test_who_is_one(place: Store, fill, case: str, texts: list[tuple[str, str]], groups: str) -> None:
    for batch in ([report(text, str(n), date)] for n, (text, date) in enumerate(texts)):
        fill(place, batch)
    assert sorted("".join(sorted(set(g))) for g in persons(place).values()) == sorted(groups.split()), case


def test_unsure_pairs_are_listed_with_their_reasons(place: Store, fill) -> None:
    fill(place, [report(LAVROV)])
    fill(place, [report("Lavrov said that nobody can tell.")])
    [pair] = place.find("unsure")
    assert {pair.one.name, pair.other.name} == {"Lavrov", "Sergei Lavrov"}
    assert pair.reasons["short_name"] > 0
    place.merge(pair.one.entity, pair.other.entity)
    assert place.find("unsure") == []


def test_the_order_of_batches_does_not_decide_who_is_one(place: Store, fill) -> None:
    texts = [DAVUTOGLU, LAVROV, DAVUTOGLU.replace("late", "early"), LAVROV.replace("rains", "snows")]
    fill(place, [report(text, str(n)) for n, text in enumerate(texts)])
    assert sorted(map(sorted, persons(place).values())) == [["0", "2"], ["1", "3"]]


def test_a_score_is_the_sum_of_its_reasons() -> None:
    a = EntityProfile("person", frozenset({"sergei lavrov"}), "RUS")
    b = EntityProfile("person", frozenset({"sergey lavrov"}), "RUS", rivals=1)
    found = same_entity(a, b)
    assert found.value == pytest.approx(sum(found.reasons.values()))
    assert set(found.reasons) == {"name_variant", "same_country"}


def test_features_have_names_and_weights() -> None:
    for features in FEATURES.values():
        assert len({f.name for f in features}) == len(features)
        assert all(-1 <= f.weight <= 1 and f.weight for f in features)
        assert {f.name for f in features} & NAMES


def test_the_log_tells_why_somebody_is_who(place: Store, fill, caplog: pytest.LogCaptureFixture) -> None:
    text = "Foreign Minister Ahmet Davutoglu of Turkey said that it is late."
    with caplog.at_level(logging.DEBUG, "communique"):
        fill(place, [report(text, "1"), report(text.replace("late", "early"), "2")])
    assert any("Ahmet Davutoglu" in m and "same_name +0.85 (ahmet davutoglu)" in m for m in caplog.messages)


@pytest.mark.parametrize(
    ("name", "country", "day", "called", "of"),
    [
        ("Islamic State", None, "2015-11-16", "Islamic State", None),
        ("ISIL", "USA", "2014-08-11", "Islamic State", None),  # whatever a report took it for
        ("Islamic State of Iraq and the Levant", "IRQ", None, "Islamic State", None),
        ("Taliban", "AFG", "2001-10-07", "Taliban", "AFG"),
        ("Hizbollah", None, "2006-07-12", "Hezbollah", "LBN"),
        ("United Nations", None, "2014-08-11", "United Nations", None),
        ("Tarsa Brigade", "IRQ", "2014-08-11", None, None),
    ],
)
def test_armed_groups_are_known_by_the_table(
    name: str, country: str | None, day: str | None, called: str | None, of: str | None
) -> None:
    """One entity whatever reports call it, so that two which differ by a slip never keep all others apart."""
    actor = StoredActor(1, "a1", 1, day, day, "organization", name, country, "REB", [(name.casefold(), name)], [], 1)
    found = _known(actor)
    assert (found and found.name, found and found.country) == (called, of)
    if called == "Islamic State":
        same = _known(StoredActor(2, "a2", 2, "2016", "2016", "organization", "Daesh", None, "REB", [], [], 1))
        assert same is not None
        assert found is not None
        assert found.id == same.id
