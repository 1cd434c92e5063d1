"""What the tables know of the names in a text."""

from __future__ import annotations

import pytest

from communique.extract.offices import office_country, seated_at
from communique.extract.states_in_phrases import adjective, states_in
from communique.extract.table_names import known_names
from communique.extract.title_index import title_spans
from communique.language.lexicon import cells
from communique.language.read import documents
from communique.language.tree import Tokens
from communique.model import make_report


def tokens(text: str) -> Tokens:
    (document,) = documents([make_report(text, "a.txt")])
    return document.syntax


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kenya left.", [("Kenya", "state", "KEN")]),
        ("Kenyan officials left.", [("Kenyan", "demonym", "KEN")]),
        ("The United States and Peru left.", [("United States", "state", "USA"), ("Peru", "state", "PER")]),
        ("The European Union left.", [("European Union", "organization", None)]),
        ("Nairobi rejected it.", [("Nairobi", "capital", "KEN")]),
        ("The river rose.", []),
    ],
)
def test_names_that_the_tables_know(text: str, found: list[tuple[str, str, str | None]]) -> None:
    read = tokens(text)
    words = [t.text for t in read]
    known = [(" ".join(words[i:j]), k.kind, k.country) for i, j, k in known_names(cells(read), read)]
    assert [(w.removeprefix("The "), kind, country) for w, kind, country in known] == found


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Foreign Minister Amina Otieno met President Ana Silva.", ["Foreign Minister", "President"]),
        ("The deputy prime minister left.", ["deputy prime minister"]),
        ("The road was closed.", []),
    ],
)
def test_titles(text: str, titles: list[str]) -> None:
    read = tokens(text)
    assert [" ".join(t.text for t in read[i:j]) for i, j, _ in title_spans(read)] == titles


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Turkish and Greek ships", {"TUR", "GRC"}),
        ("the U.S. Secretary of State", {"USA"}),
        ("tell us more", set()),  # small letters are no abbreviation
        ("the Democratic Republic of the Congo", {"COD"}),
        ("a bridge", set()),
        ("", set()),
    ],
)
def test_states_in_a_phrase(text: str, codes: set[str]) -> None:
    assert states_in(text) == codes


def test_seats_and_adjectives() -> None:
    assert seated_at("Brussels")
    assert seated_at("Oxbow Creek") == ()
    assert adjective("SYR") == "Syrian"
    assert adjective("ZZZ") == "ZZZ"


@pytest.mark.parametrize(("name", "title", "country"), [("Otieno", None, None), ("Nobody Atall", None, None)])
def test_a_surname_alone_tells_no_country(name: str, title: str | None, country: str | None) -> None:
    assert office_country(name, title) == country
