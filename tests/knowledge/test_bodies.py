from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import KnowledgeError
from communique.knowledge import bodies, titles


@pytest.mark.parametrize(
    ("text", "name", "sector", "country", "generic"),
    [
        ("foreign ministry", "foreign ministry", "GOV", None, "foreign ministry"),
        ("the Ministry of Foreign Affairs", "foreign ministry", "GOV", None, "foreign ministry"),
        ("DEFENSE MINISTRY", "defence ministry", "GOV", None, "defence ministry"),
        ("State Department", "State Department", "GOV", "USA", "foreign ministry"),
        ("the Pentagon", "Pentagon", "MIL", "USA", "defence ministry"),
        ("Quai d'Orsay", "Quai d'Orsay", "GOV", "FRA", "foreign ministry"),
        ("Élysée Palace", "Elysee", "GOV", "FRA", "presidency"),
        ("National Assembly", "parliament", "LEG", None, "parliament"),
        ("upper house of parliament", "senate", "LEG", None, "senate"),
        ("armed forces", "army", "MIL", None, "army"),
        ("security services", "intelligence service", "SPY", None, "intelligence service"),
        ("Constitutional Court", "supreme court", "JUD", None, "supreme court"),
        ("fisheries ministry", "fisheries ministry", "GOV", None, "fisheries ministry"),
        ("Ministry of Hajj Affairs", "hajj affairs ministry", "GOV", None, "hajj affairs ministry"),
    ],
)
def test_bodies(text: str, name: str, sector: str, country: str | None, generic: str) -> None:
    assert bodies.body(text) == bodies.Body(name, sector, country, generic)


@pytest.mark.parametrize("text", ["", "the", "ministry of", "Washington", "garden"])
def test_what_is_no_body(text: str) -> None:
    assert bodies.body(text) is None


@pytest.mark.parametrize(
    ("words", "start", "found"),
    [
        (["the", "Russian", "Foreign", "Ministry", "said"], 2, ("foreign ministry", 4)),
        (["the", "Russian", "Foreign", "Ministry", "said"], 1, None),
        (["its", "lower", "house", "of", "parliament", "voted"], 1, ("parliament", 5)),
        (["the", "U.S.", "State", "Department"], 2, ("State Department", 4)),
        ([], 0, None),
        (["army"], 1, None),
    ],
)
def test_the_longest_body_that_begins_at_a_word(words: list[str], start: int, found: tuple[str, int] | None) -> None:
    got = bodies.match(words, start)
    assert (got and (got[0].name, got[1])) == found


def test_titles_imply_bodies_that_there_are() -> None:
    organizations = {  # bodies of no state, which organizations.tsv has
        "European Commission", "European Council", "European Parliament", "European Union", "United Nations", "NATO",
        "UN General Assembly", "UN Security Council", "International Monetary Fund", "World Bank", "Holy See", "CIA",
        "FBI", "Mossad", "Federal Reserve", "UN mission",
    }  # fmt: skip
    plain = {"commission", "committee", "council", "politburo"}
    implied = {title.body for title in titles.titles() if title.body} - organizations - plain
    assert {name for name in implied if bodies.body(name) is None} == set()


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("Zorpium\tGOV\tXYZ\t", "there is no state 'XYZ'"),
        ("Zorpium\tGOV\tCOL\tzorpery", "there is no body 'zorpery'"),
        ("Zorpium\t\tCOL\t", "the column sector is empty"),
    ],
)
def test_a_malformed_row_is_named(tmp_path: Path, row: str, complaint: str) -> None:
    (tmp_path / "bodies.tsv").write_text("name\tsector\tcountry\tgeneric\n" + row, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=complaint):
        bodies.body("Zorpium", tmp_path)
