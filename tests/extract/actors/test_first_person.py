"""Whom "we" means where the rules alone would be wrong, and where they stay."""

from __future__ import annotations

import pytest

from communique.reader import Reader
from communique.sources import from_text
from tests.reading import means

CASES = [
    # a senator of whom no word tells the state, and a column: the state where the outlet is read
    (
        '"Our allies will never forgive us," Senator Ted Marr told reporters in Washington. '
        "The United States withdrew its troops from Syria.",
        "USA Today",
        "Our",
        "United States",
    ),
    (
        "Russia must pay for this. The United States cannot leave its allies alone, and our interests are at stake.",
        "USA Today",
        "our",
        "United States",
    ),
    # all people are nobody
    ('"We have to protect the planet that we all share," Kenyan President Amina Otieno said.', None, "we", None),
    ('"We all know how this ends," said Erik Lund, a historian.', None, "We", None),
    # what both who met have between them
    (
        "Readout of Foreign Minister Otieno's Call with Ana Vega of Peru\n\nForeign Minister Amina Otieno "
        "spoke today with Foreign Minister Ana Vega of Peru. They agreed to deepen our alliance.",
        "Embassy of Kenya",
        "our",
        "Peru and Kenya",
    ),
    (
        "Readout of Foreign Minister Otieno's Call with Ana Vega of Peru\n\nForeign Minister Amina Otieno "
        "spoke today with Foreign Minister Ana Vega of Peru. She asked for support of our troops.",
        "Embassy of Kenya",
        "our",
        "Kenya",
    ),
    # offices stay the rules'
    ('"We do not comment," said Omar Keita, a spokesman for the African Union.', None, "We", "African Union"),
    (
        '"We will not accept it," Kenyan Foreign Minister Amina Otieno said. "Our position is clear."',
        None,
        "Our",
        "Kenya",
    ),
]


@pytest.mark.parametrize(("text", "publisher", "word", "who"), CASES)
def test_whom_we_means(text: str, publisher: str | None, word: str, who: str | None) -> None:
    assert means(Reader().read(from_text(text, publisher=publisher)), word) == who
