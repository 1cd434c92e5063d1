"""Whose a name is: short forms, two bearers of a surname, names that are also states, months and titles."""

from __future__ import annotations

import pytest

from tests.conftest import Read
from tests.reading import actor, means, mentions

# text, words, which occurrence, who
BEARERS = [
    ("President Daniel Obrecht met General Felix Obrecht. President Obrecht left.", "Obrecht", 2, "Daniel Obrecht"),
    ("President Daniel Obrecht met General Felix Obrecht. Gen. Obrecht left.", "Obrecht", 2, "Felix Obrecht"),
    ("Senator Paul Sander met envoy Sarah Sander. Mr Sander left.", "Sander", 2, "Paul Sander"),
    ("Senator Paul Sander met envoy Sarah Sander. Ms Sander left.", "Sander", 2, "Sarah Sander"),
    ("Foreign Minister Ravi Menon met Asha Menon. Minister Menon left.", "Menon", 2, "Ravi Menon"),
    ("President Donald Harrow dined with First Lady Milena Harrow. Harrow left.", "Harrow", 2, "Donald Harrow"),
    ("Ivo Mares spoke. Mares met Ana Mares. Then Mares left.", "Mares", 3, "Ivo Mares"),
    ("Ravi Menon left. Mrs Menon stayed.", "Menon", 1, "Menon"),
    ("Secretary Daniel R. Fulton left. Daniel Fulton is ill.", "Daniel Fulton", 0, "Daniel R. Fulton"),
    ("Hanna Rode Clay left. Hanna Clay is ill.", "Hanna Clay", 0, "Hanna Rode Clay"),
    ("D. Fulton left. Daniel Fulton is ill.", "D. Fulton", 0, "Daniel Fulton"),
    ('Juma "the Lion" Bakari left. Bakari is ill.', "Bakari", 1, 'Juma "the Lion" Bakari'),
    ("Ibrahim (Ib) Sall left. Sall is ill.", "Sall", 1, "Ibrahim (Ib) Sall"),
]


@pytest.mark.parametrize(("text", "words", "nth", "who"), BEARERS)
def test_whose_a_short_form_is(read: Read, text: str, words: str, nth: int, who: str) -> None:
    (record,) = read([text])
    end = -1
    for _ in range(nth + 1):
        end = text.index(words, end + 1)
    end += len(words)
    assert next(a.name for a in record.actors for m in a.mentions if m.end == end) == who


# text, two names that are two people
APART = [
    ("Gen. Mark A. Milles and Gen. Mark T. Milles left.", "Mark A. Milles", "Mark T. Milles"),
    ("Kim Song-un met Kim Sol Jin. Both left.", "Kim Song-un", "Kim Sol Jin"),
    ("Ana Ruiz met Ada Ruiz.", "Ana Ruiz", "Ada Ruiz"),
]


@pytest.mark.parametrize(("text", "one", "other"), APART)
def test_two_full_names_are_two_people(read: Read, text: str, one: str, other: str) -> None:
    (record,) = read([text])
    assert {means(record, one), means(record, other)} == {one, other}


def test_a_surname_of_two_with_equal_claim_is_neither_of_them(read: Read) -> None:
    (record,) = read(["Ravi Menon and Asha Menon met the envoy. Menon said no."])
    assert mentions(record, "Ravi Menon") == ["Ravi Menon"]
    assert mentions(record, "Asha Menon") == ["Asha Menon"]


# text, the person's name, the person's country, a state that must not be there
NAMED_LIKE_STATES = [
    ("Israeli Foreign Minister Israel Kadmon left. Kadmon flew home.", "Israel Kadmon", "ISR", None),
    ("Foreign Minister Amir Rostam left.", "Amir Rostam", None, None),
    ("Ambassador April Gladwin left.", "April Gladwin", None, None),
    ("Deputy chief Jan Erlandson left.", "Jan Erlandson", None, None),
    ("Interior Minister August Kells and his deputy, Paris Vance, left.", "Paris Vance", None, "FRA"),
    ("Interior Minister August Kells and his deputy, Paris Vance, left.", "August Kells", None, "FRA"),
    ("Opposition leader Jordan Delmas said no.", "Jordan Delmas", None, "JOR"),
    ("The lawyer Chad Meyers spoke. Chad said no.", "Chad Meyers", None, "TCD"),
    ("Brazilian envoy Eva Lima spoke. Lima said no.", "Eva Lima", "BRA", "PER"),
    ("Defence Secretary Jack London spoke. London said no.", "Jack London", None, "GBR"),
    ("Senator Rob Ireland wrote. Mr Ireland said no.", "Rob Ireland", None, "IRL"),
    ("Mr Ireland left.", "Ireland", None, "IRL"),
    ("Foreign Minister Zork Lima said no.", "Zork Lima", None, "PER"),
]


@pytest.mark.parametrize(("text", "name", "country", "state"), NAMED_LIKE_STATES)
def test_people_named_like_states_months_and_titles(
    read: Read, text: str, name: str, country: str | None, state: str | None
) -> None:
    (record,) = read([text])
    found = actor(record, name)
    assert (found.kind, found.country) == ("person", country)
    assert state is None or state not in {a.country for a in record.actors}


# text, state, mentions of it
STATES_NONE_THE_LESS = [
    ("Carla Jordan met the king in Amman. Jordan, which hosts refugees, wants aid.", "Jordan", ["Jordan"]),
    ("Eva Lima spoke in Lima. Peru said no.", "Peru", ["Peru"]),
    ("Israel Radio said so. Israel denied it.", "Israel", ["Israel"]),
    ("Israel and Jordan signed.", "Jordan", ["Jordan"]),
]


@pytest.mark.parametrize(("text", "state", "named"), STATES_NONE_THE_LESS)
def test_a_state_beside_its_namesake(read: Read, text: str, state: str, named: list[str]) -> None:
    (record,) = read([text])
    assert mentions(record, state) == named


# text, name, sector
SECTORS = [
    ("Kim Jong-un left.", "Kim Jong-un", "GOV"),
    ("Former minister Stig Vold left.", "Stig Vold", "ELI"),
]


@pytest.mark.parametrize(("text", "name", "sector"), SECTORS)
def test_sectors_by_the_office_held_now(read: Read, text: str, name: str, sector: str) -> None:
    (record,) = read([text])
    assert actor(record, name).sector == sector


# text, name, its mentions
OPENERS = [
    ("Minister Yuval Sternitz left. Triggering Sternitz was a leak.", "Yuval Sternitz", ["Yuval Sternitz", "Sternitz"]),
    ("Though Sternitz left, Yuval Sternitz is ill.", "Yuval Sternitz", ["Sternitz", "Yuval Sternitz"]),
    ("Russia's Orlov phoned Spain's Calvo.", "Calvo", ["Calvo"]),
]


@pytest.mark.parametrize(("text", "name", "named"), OPENERS)
def test_names_without_the_words_that_open_sentences(read: Read, text: str, name: str, named: list[str]) -> None:
    (record,) = read([text])
    assert mentions(record, name) == named
