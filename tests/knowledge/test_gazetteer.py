"""Cities: their country, and which is meant where several have the name."""

from __future__ import annotations

import pytest

from communique.knowledge.gazetteer import cities, city_country, find_city

CASES = [
    ("Shanghai", (), "CHN"),
    ("Kirkuk", (), "IRQ"),
    ("Basra", (), "IRQ"),
    ("Tripoli", ("LBY",), "LBY"),
    ("Tripoli", ("LBN",), "LBN"),
    ("Victoria", (), None),  # a given name, a state, a lake
    ("Nosuchtown", (), None),
]


@pytest.mark.parametrize(("name", "near", "country"), CASES)
def test_country(name: str, near: tuple[str, ...], country: str | None) -> None:
    assert city_country(name, near) == country


def test_coordinates() -> None:
    city = find_city("Nairobi")
    assert city is not None
    assert (round(city.latitude, 1), round(city.longitude, 1)) == (-1.3, 36.8)


def test_the_largest_first() -> None:
    found = cities("Paris")
    assert found[0].country == "FRA"
    assert [c.population for c in found] == sorted((c.population for c in found), reverse=True)
