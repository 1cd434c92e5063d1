"""A capital or seat of government is its state when it acts, and a place when things happen there."""

from __future__ import annotations

import pytest

from tests.conftest import Read
from tests.reading import mentions

ACTS = [
    ("Hanoi called for restraint on Sunday.", "Vietnam", "Hanoi"),
    ("The envoy accused Quito of lying about the wells.", "Ecuador", "Quito"),
    ("Relations with Nairobi have worsened since May.", "Kenya", "Nairobi"),
    ("Talks between Oslo and Helsinki broke down.", "Norway", "Oslo"),
    ("Talks between Oslo and Helsinki broke down.", "Finland", "Helsinki"),
    ("The states are at odds, with Lima leading calls for talks.", "Peru", "Lima"),
    ("Lisbon's ambassador was called in.", "Portugal", "Lisbon"),
    ("Bern is ready to help both of them.", "Switzerland", "Bern"),
    ("The ban was condemned by Accra.", "Ghana", "Accra"),
    ("He put pressure on Dakar to release the men.", "Senegal", "Dakar"),
    ("They sought answers from Lima.", "Peru", "Lima"),
    ("The deal is a precedent for Lisbon.", "Portugal", "Lisbon"),
    ("There was a change in Hanoi's statements.", "Vietnam", "Hanoi"),
    ("Sudan gave Oslo its biggest order.", "Norway", "Oslo"),
    ("For Accra, the plan had failed.", "Ghana", "Accra"),
]
PLACES = [
    ("Ministers met in Hanoi on Sunday.", "Vietnam"),
    ("Thousands marched through Quito and Nairobi.", "Ecuador"),
    ("He flew from Oslo to Helsinki.", "Norway"),
    ("Lima's airport was closed by fog.", "Peru"),
    pytest.param(
        "Bern was calm on Sunday.",
        "Switzerland",
        marks=pytest.mark.xfail(strict=True, reason="every adjective behind a copula is taken for a stance"),
    ),
    ("The train left Lisbon at noon.", "Portugal"),
    ("Dakar lies on the sea.", "Senegal"),
    ("He gave a speech to students in Lima.", "Peru"),
    ("The train to Lisbon was late.", "Portugal"),
]


@pytest.mark.parametrize(("text", "state", "capital"), ACTS)
def test_a_capital_that_acts(read: Read, text: str, state: str, capital: str) -> None:
    (record,) = read([text])
    assert mentions(record, state, "metonym") == [capital]


@pytest.mark.parametrize(("text", "state"), PLACES)
def test_a_capital_that_is_a_place(read: Read, text: str, state: str) -> None:
    (record,) = read([text])
    assert state not in [a.name for a in record.actors]


def test_both_in_one_report(read: Read) -> None:
    (record,) = read(["Nairobi said the road in Nairobi would be mended. Kenya is poor."])
    assert mentions(record, "Kenya") == ["Nairobi", "Kenya"]


HOUSES = [
    ("The White House said that Peru had left.", "White House", ["White House"]),
    ("Peru told the White House that it would leave.", "White House", ["White House"]),
    ("The Pentagon warned Peru.", "Pentagon", ["Pentagon"]),
    ("They met at the White House.", "White House", None),
    ("They gathered near the Pentagon.", "Pentagon", None),
]


@pytest.mark.parametrize(("text", "name", "said"), HOUSES)
def test_a_body_that_is_called_by_its_house(read: Read, text: str, name: str, said: list[str] | None) -> None:
    (record,) = read([text])
    found = [a for a in record.actors if a.name == name]
    assert (mentions(record, name, "name") if found else None) == said
    assert all((a.kind, a.country) == ("organization", "USA") for a in found)


def test_the_kremlin_is_its_state(read: Read) -> None:
    (record,) = read(["The Kremlin denied it."])
    assert mentions(record, "Russia", "metonym") == ["Kremlin"]
