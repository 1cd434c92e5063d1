"""Sector and country of those whom words describe."""

from __future__ import annotations

import pytest

from communique.knowledge.sectors import sector_of_words
from tests.extract.reading import read_all as read

ALONE = [
    ("Norwegian soldiers", "NOR", "MIL"),
    ("Lagos police", "NGA", "COP"),
    ("Muslim clerics in Kenya", "KEN", "REL"),
    ("a group of smugglers", None, "CRM"),
    ("several trade unions in Peru", "PER", "LAB"),
    ("a former Chilean minister", "CHL", "ELI"),
    ("antigovernment protesters", None, "OPP"),
    ("the Ghanaian president's office", "GHA", "GOV"),
    ("the National Guard (Cuban)", "CUB", "MIL"),
    ("professor of history at the University of Oslo", "NOR", "EDU"),
]
SECTORS = [
    ("heavily armed police", "COP"),
    ("human rights group", "NGO"),
    ("opposition leader", "OPP"),
    ("army spokesman", "MIL"),
    ("former CIA official", "ELI"),
    ("government supporters", "CVL"),
    ("rebel commanders", "REB"),
]


@pytest.mark.parametrize(("text", "country", "sector"), ALONE)
def test_a_text_that_is_a_description(text: str, country: str | None, sector: str) -> None:
    (record,) = read([text])
    first = min((a for a in record.actors if a.mentions), key=lambda a: (a.mentions[0].start, -a.mentions[0].end))
    assert (first.country, first.sector) == (country, sector)


@pytest.mark.parametrize(("words", "sector"), SECTORS)
def test_the_sector_of_words(words: str, sector: str) -> None:
    found = sector_of_words(words.split())
    assert found is not None
    assert found.code == sector


def test_a_description_that_acts_becomes_an_actor() -> None:
    (record,) = read(["Burundian militiamen attacked a camp of Congolese refugees."])
    (event,) = record.events
    actor = record.actor(event.actors[0])
    assert actor is not None
    assert (actor.country, actor.sector) == ("BDI", "PRM")
    assert actor.mentions[0].span.of(record.report.text) == "Burundian militiamen"
