"""In which state groups are of whom no words tell it."""

from __future__ import annotations

import pytest

from tests.conftest import Read
from tests.reading import actor


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Peruvian rebels took a town. Rebel fighters fled.", "Rebel fighters", "PER"),
        ("Peruvian rebels took a town. The army came. Government forces left.", "Government forces", "PER"),
        ("Police arrested dozens of protesters in Lima.", "protesters", "PER"),
        ("Foreign fighters attacked a town in Chad.", "Foreign fighters", None),
        ("Chadian soldiers came. Dismissed soldiers shot at them.", "Dismissed soldiers", None),
        ("Chadian rebels and Peruvian rebels met. Armed rebels fled.", "Armed rebels", None),
    ],
)
def test_where_they_are_at_home(read: Read, text: str, name: str, country: str | None) -> None:
    (record,) = read([text])
    assert actor(record, name).country == country


def test_an_analyst_is_of_the_state_of_his_institute(read: Read) -> None:
    (record,) = read(["It failed, said Adam Moyo, an analyst at the Brookings Institution."])
    assert actor(record, "Adam Moyo").country == "USA"


def test_officials_of_a_seat_and_of_the_country(read: Read) -> None:
    (record,) = read(["All Pentagon officials were safe. Chad rejected it. The country's negotiators left."])
    assert actor(record, "Pentagon officials").country == "USA"
    assert actor(record, "country's negotiators").country == "TCD"
