"""Whoever the title or heading of an official text names is its first person."""

from __future__ import annotations

import pytest

from communique.model import Record, make_report
from communique.reader import Reader
from tests.reading import means

# title, text, word, whom it means and his country
TITLED = [
    ("Statement by President Lena Marr of Kenya on Togo", "I condemn the raid in Peru.", "I", ("Lena Marr", "KEN")),
    ("Statement by Dutch Prime Minister Pieter van der Meulen on Chad", "I urge Chad to return.", "I",
     ("Pieter van der Meulen", "NLD")),
    ("Remarks by the Foreign Minister of Ghana, Esi Adjei, at the summit", "What an honour: I thank Togo.", "I",
     ("Esi Adjei", "GHA")),
    ("Message from Prime Minister Ola Berg of Norway", "I wrote to my friends in Chile.", "my", ("Ola Berg", "NOR")),
    (None, "Statement by the Prime Minister of Sweden, Karin Lofgren\n\nI welcome the accord.", "I",
     ("Karin Lofgren", "SWE")),
    ("Press Statement by Chilean President Ana Ruiz on the raid", "Peru attacked us. I spoke to Brazil.", "I",
     ("Ana Ruiz", "CHL")),
    ("Statement by President Lena Marr of Kenya", "\"I am tired,\" Malian Foreign Minister Omar Keita said.", "I",
     ("Omar Keita", "MLI")),
    ("Statement by President Lena Marr of Kenya", "We call on Chad to withdraw.", "We", ("Kenya", "KEN")),
    # these name nobody, several, or somebody of whom the report tells
    ("Joint Statement by President Lena Marr of Kenya and President Ana Ruiz of Chile", "I thank Chad.", "I", None),
    ("Remarks by President Lena Marr and President Ana Ruiz", "I thank Chad.", "I", None),
    ("President Lena Marr of Kenya dismisses statement by President Ana Ruiz", "I saw Chad's note.", "I", None),
    ("Statement by the embassy of Togo", "I saw Chad's note.", "I", None),
    (None, "I saw Chad's note.", "I", None),
]  # fmt: skip


@pytest.fixture(scope="module")
def records() -> dict[tuple[str | None, str], Record]:
    """Every case read once."""
    reader = Reader(rules_only=True)
    reports = [make_report(text, "test.txt", title=title, date="2021-03-09") for title, text, *_ in TITLED]
    read = zip(TITLED, reader.read_many(reports), strict=True)
    return {(case[0], case[1]): record for case, record in read if isinstance(record, Record)}


@pytest.mark.parametrize(("title", "text", "word", "who"), TITLED)
def test_whose_the_first_person_is(
    records: dict[tuple[str | None, str], Record], title: str | None, text: str, word: str, who: tuple[str, str] | None
) -> None:
    record = records[title, text]
    name = means(record, word)
    assert name == (who[0] if who else None)
    if who:
        assert next(a.country for a in record.actors if a.name == name) == who[1]
