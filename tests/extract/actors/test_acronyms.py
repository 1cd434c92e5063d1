"""What an abbreviation stands for in a text."""

from __future__ import annotations

import pytest

from communique.model import Record
from tests.conftest import Read
from tests.reading import mentions


def names(record: Record) -> set[str]:
    return {a.name for a in record.actors}


# text, abbreviation, the actor that it names
MEANT = [
    ("The SDF fought on. The Syrian Democratic Forces (SDF) took the town.", "SDF", "Syrian Democratic Forces"),
    ("The SDF sent ships, Japan said.", "SDF", "Self-Defense Forces"),
    ("The PRI lost in Mexico.", "PRI", "Institutional Revolutionary Party"),
    ("The Higher Negotiation Committee (HNC) left.", "Higher Negotiation Committee", "High Negotiations Committee"),
    ("Chad, Mali and Togo (AUKUS) met. AUKUS said no.", "AUKUS", "AUKUS"),
    ("The European Community (EC) met. EC ministers left. The EC said no.", "EC", "European Union"),
]


@pytest.mark.parametrize(("text", "short", "name"), MEANT)
def test_the_body_that_the_text_tells(read: Read, text: str, short: str, name: str) -> None:
    (record,) = read([text])
    assert short in mentions(record, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Barry Posen of MIT said that the talks in Chile had failed.", "National Intelligence Organization"),
        ("The Policy and Research Institute (PRI) in Mexico met.", "Institutional Revolutionary Party"),
        ("He was moved out of the ICU, Chile said.", "Islamic Courts Union"),
    ],
)
def test_bodies_of_which_the_text_has_nothing(read: Read, text: str, name: str) -> None:
    (record,) = read([text])
    assert name not in names(record)


def test_an_office_that_is_abbreviated_as_an_agency_is(read: Read) -> None:
    (record,) = read(["National Security Advisor Jane Roe met NSA Moyo of Chad. The NSA spoke. NSA Moyo left."])
    assert "National Security Agency" not in names(record)
    assert mentions(record, "Moyo") == ["Moyo", "The NSA", "Moyo"]
    (record,) = read(["The NSA said that it had tapped phones."])
    assert "National Security Agency" in names(record)
