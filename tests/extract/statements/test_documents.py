"""Who speaks through a document."""

from __future__ import annotations

import pytest

from tests.conftest import Read
from tests.reading import name_of, told


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("The Kenyan Foreign Ministry said in a statement that the talks had failed. "
         "The statement added that the border would stay shut.", "stay shut", "Kenyan Foreign Ministry"),
        ("Ugandan lawmakers have signed a letter to the president. The letter warns that aid may end.",
         "may end", "Ugandan lawmakers"),
        ("A statement by the African Union urged restraint. The statement said both sides had broken the truce.",
         "broken the truce", "African Union"),
        ("Kenya's communique called for talks.", "talks", "Kenya"),
        # a document that nobody is told to have made
        ("Kenya received a letter. The letter warns that aid may end.", "may end", None),
        ("The report said that 40 people had died.", "had died", None),
    ],
)  # fmt: skip
def test_issuer(read_dated: Read, text: str, words: str, speaker: str | None) -> None:
    (record,) = read_dated([text])
    assert name_of(record, told(record, words).speaker) == speaker
