"""Where a meeting was: names of places, not of bodies, people, meetings and texts that stand where a place could."""

from __future__ import annotations

import pytest

from .reading import read

BODIES = [
    "the Association", "the Federation", "the Commission", "the Council of Ministers", "the African Union",
    "the United Nations", "NATO", "the Bank", "the Ministry", "the Munich Security Conference",
    "the Summit of the Americas", "the Vienna Convention", "the European Commission",
]  # fmt: skip
HOUSES = [
    ("the Foreign Ministry", "Foreign Ministry", None),
    ("the Ministry of Foreign Affairs", "Ministry of Foreign Affairs", None),
    ("the Ministry of the People's Armed Forces", "Ministry of the People's Armed Forces", None),
    ("the Embassy of Peru", "Embassy of Peru", None),
    ("the People's Theatre", "People's Theatre", None),
    ("the State Department", "State Department", "USA"),
    ("the White House", "White House", "USA"),
    ("the Hilton Hotel", "Hilton Hotel", None),
    ("Columbia University", "Columbia University", None),
    ("the United Nations headquarters", "United Nations headquarters", None),
    ("the Peace Palace", "Peace Palace", "NLD"),
    ("Camp David", "Camp David", "USA"),
]
WHERE = [
    # A body is no place, but it sits in one.
    ("The ministers met at the Association of Southeast Asian Nations headquarters in Jakarta on Monday.", "Jakarta"),
    ("The ministers met at the African Union in Addis Ababa on Monday.", "Addis Ababa"),
    # A part of the earth by its common noun, whose name stands beside it.
    ("The ministers of Peru and Chile met in the border town of Tacna on Monday.", "Tacna"),
    ("The ministers of Kenya and Uganda met in the capital, Nairobi, on Monday.", "Nairobi"),
    ("The ministers of Kenya and Uganda met on the outskirts of Nairobi on Monday.", "Nairobi"),
    ("The ministers of Kenya and Uganda met in part of a hotel on Monday.", None),
    # Beside what they met.
    ("Kenyan President Jane Otieno met Tom Roe on Monday on the margins of a forum in Oslo.", "Oslo"),
    # Nor is a person, a day or who holds an office.
    ("The envoys of Kenya held talks in Mr. Otieno on Monday.", None),
    ("The President of Kenya paid a visit to the President of Peru.", None),
    # What hosts is where it is held if it is a town, not if it is a government.
    ("Kenya and Uganda held talks hosted by Geneva.", "Geneva"),
    ("A conference hosted by Davos will open on Monday.", "Davos"),
    ("Kenya and Uganda held talks hosted by Norway.", None),
    ("Kenya and Uganda held talks hosted by the Association.", None),
    ("Kenya and Uganda held talks attended by Geneva.", None),
]


def place(text: str) -> tuple[str, str | None] | None:
    [found] = [m.place for m in read(text).meetings]
    return (found.name, found.country) if found is not None else None


@pytest.mark.parametrize("body", BODIES)
def test_a_body_is_no_place(body: str) -> None:
    meeting = read(f"The ministers of Kenya and Uganda met at {body} on Monday.").meetings[0]
    assert meeting.place is None


@pytest.mark.parametrize(("words", "name", "country"), HOUSES)
def test_a_house_is_a_place(words: str, name: str, country: str | None) -> None:
    assert place(f"The ministers of Kenya and Uganda met at {words} on Monday.") == (name, country)


@pytest.mark.parametrize(("text", "name"), WHERE)
def test_where(text: str, name: str | None) -> None:
    found = place(text)
    assert (found[0] if found else None) == name


@pytest.mark.parametrize("body", ["the African Union", "the European Commission", "the Ministry"])
def test_a_visit_to_a_body_is_one_without_a_place(body: str) -> None:
    assert place(f"Kenyan President Jane Otieno visited {body} on Monday.") is None
