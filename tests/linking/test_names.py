"""Names compared."""

from __future__ import annotations

import pytest

from communique.knowledge.surface_forms import normalise
from communique.linking.bodies import national_body
from communique.linking.names import (
    called_by_office,
    initials,
    organization_form,
    person_form,
    sound_key,
    surnames,
    two_persons,
    variant,
)
from communique.linking.offices import office_title


@pytest.mark.parametrize(
    ("a", "b", "least", "most"),
    [
        ("Ahmet Davutoğlu", "Ahmet Davutoglu", 1.0, 1.0),
        ("Sergei Lavrov", "Sergey Lavrov", 0.8, 1.0),
        ("Viktor Yanukovych", "Viktor Janukowitsch", 0.8, 1.0),
        ("Muammar Gaddafi", "Moammar Qaddafi", 0.7, 1.0),
        ("John F. Kerry", "John Kerry", 0.9, 1.0),
        ("J. Kerry", "John Kerry", 0.8, 0.9),
        ("Recep Tayyip Erdogan", "Tayyip Erdogan", 0.8, 0.9),
        ("Bashar al-Assad", "Bashar Assad", 1.0, 1.0),
        ("Xi Jinping", "Jinping Xi", 0.9, 0.9),
        ("Sergei Ivanov", "Igor Ivanov", -1.0, -1.0),
        ("George Bush", "Jeb Bush", -1.0, -1.0),
        ("Sergei Lavrov", "Sergei Ryabkov", 0.0, 0.0),
        ("Angela Merkel", "Markus Merk", -1.0, 0.0),
        ("Ana Maria Ruiz", "Ana Rosa Ruiz", -1.0, -1.0),
        ("Ana Maria Ruiz", "Ana M. Ruiz", 0.8, 1.0),
        ("Bill Obrecht", "William Obrecht", 0.9, 0.9),
        ("Ted Obrecht", "William Obrecht", -1.0, -1.0),
        ("Georgina Obrecht", "George Obrecht", -1.0, -1.0),
        ("Peter R. Obrecht Jr.", "Daniel T. Soto Jr.", 0.0, 0.0),
        ("Peter Obrecht II", "Peter Obrecht III", -1.0, -1.0),
        ("Kim Yo Jong", "Kim Jong-un", -1.0, -1.0),
        ("Kim Jong-un", "Kim Jong Un", 1.0, 1.0),
        ("Moon Jae-in", "Moon Chung-in", -1.0, -1.0),
        ("Park Geun-hye", "Park Geunhye", 0.9, 0.9),
        ("Kim Darroch", "Kim Jong-un", 0.0, 0.0),
        ("George H. W. Bush", "George W. Bush", -1.0, -1.0),  # as the table of office holders knows
        ("Joe Biden", "Joseph R. Biden Jr.", 0.9, 0.9),
    ],
)
def test_variants(a: str, b: str, least: float, most: float) -> None:
    assert least <= variant(person_form(a), person_form(b)) <= most
    assert variant(person_form(a), person_form(b)) == variant(person_form(b), person_form(a))


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Foreign Minister Ahmet Davutoğlu", "ahmet davutoglu"),
        ("President Barack Obama's", "barack obama"),
        ("Mr. Lavrov", "lavrov"),
        ("Lavrov’s", "lavrov"),
        ("President", "president"),
    ],
)
def test_persons(name: str, form: str) -> None:
    assert person_form(name) == form


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Ahmet Davutoglu", ("davutoglu",)),
        ("Kim Jong Un", ("kim",)),
        ("Xi Jinping", ("xi", "jinping")),
        ("Peter Obrecht Jr.", ("obrecht",)),
        ("Lula", ("lula",)),
        ("\u0301", ()),
    ],
)
def test_surnames(name: str, found: tuple[str, ...]) -> None:
    assert surnames(person_form(name)) == found


@pytest.mark.parametrize(
    ("names", "others", "two"),
    [
        (["Peter Obrecht", "P. Obrecht"], ["Paul Obrecht"], True),  # the initial alone would do for both
        (["Peter Obrecht", "P. Obrecht"], ["P. J. Obrecht"], False),
        (["Peter Obrecht"], ["Peter Obrecht", "Paul Obrecht"], False),
        (["Recep Tayyip Erdogan", "Recep Erdogan"], ["Tayyip Erdogan"], False),
        (["Kim Jong Un"], ["Kim Yo Jong"], True),
    ],
)
def test_two_full_names_are_two_persons(names: list[str], others: list[str], two: bool) -> None:
    one, other = ([person_form(name) for name in side] for side in (names, others))
    assert two_persons(one, other) is two_persons(other, one) is two


@pytest.mark.parametrize(
    ("name", "office"),
    [
        ("president", True),
        ("Turkey's president", True),
        ("the sitting U.S. President", True),
        ("Nigeria's new president", True),
        ("Muhammadu Buhari", False),
        ("Stephen King", False),
        ("Pope Francis", False),
    ],
)
def test_an_office_is_no_name(name: str, office: bool) -> None:
    assert called_by_office(normalise(name)) is office


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("The Boeing Company", "boeing"),
        ("Airbus S.A.S.", "airbus"),
        ("the World Bank", "world bank"),
        ("Company", "company"),
    ],
)
def test_organizations(name: str, form: str) -> None:
    assert organization_form(name) == form


def test_initials() -> None:
    assert initials("european aeronautic defence and space company") == ("eadsc", "eads")
    assert initials("world bank") == ()


@pytest.mark.parametrize(
    ("a", "b"), [("Lavrov", "Lavroff"), ("Assad", "Asad"), ("Davutoglu", "Davutoglou"), ("Gorbachev", "Gorbatchov")]
)
def test_sounds(a: str, b: str) -> None:
    assert sound_key(a) == sound_key(b)


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("the US Department of Labor", "labour ministry", "USA"),
        ("Russian Foreign Ministry", "foreign ministry", "RUS"),
        ("the Foreign Ministry of Russia", "foreign ministry", "RUS"),
        ("Turkey's parliament", "parliament", "TUR"),
        ("the Foreign Ministry", "foreign ministry", None),
    ],
)
def test_bodies_that_every_state_has(name: str, kind: str, country: str | None) -> None:
    found = national_body(name)
    assert found is not None
    assert found[:2] == (kind, country)


def test_a_company_is_no_body_of_a_state() -> None:
    assert national_body("Turkish Airlines") is None


@pytest.mark.parametrize(
    ("words", "title", "unique", "past"),
    [
        ("Foreign Minister", "foreign minister", True, False),
        ("Minister of Foreign Affairs", "foreign minister", True, False),
        ("former Foreign Minister", "foreign minister", True, True),
        ("spokesman", "spokesman", False, False),
        ("Deputy Foreign Minister", None, False, False),
        ("President", "head of state", True, False),
    ],
)
def test_offices(words: str, title: str | None, unique: bool, past: bool) -> None:
    found = office_title(words)
    assert title is None or found.title == title
    assert (found.unique, found.past) == (unique, past)
