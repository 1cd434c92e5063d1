"""What a fact is about: its own sentences first, the whole report where that is asked for; and words in an order."""

from __future__ import annotations

import re

import msgspec
import pytest

from communique.model import Meeting, Span
from communique.model.identity import fact_identity
from communique.query import selection
from communique.store import Store
from tests.database.toy import record, report

MET = re.compile(r"(?:talks|a summit)(?= on)")
TEXTS = [
    "There were talks on sanctions in Oslo. It rained. Later there was a summit on Café prices, not on grain.",
    "Sanctions were nowhere named but here. There were talks on grain.",
]


class Meetings:
    """Finds "talks on" and "a summit on"; of two talks in a text the second place is one of the first's."""

    def read_many(self, items):
        """The records in order."""
        for item in items:
            found = []
            for m in MET.finditer(item.text):
                here = (Span(*m.span()),)
                fact = fact_identity("meeting", item.text_id, here)
                found.append(Meeting(fact, m[0], "talks", "held", here, confidence=0.5, extractor="toy"))
            yield msgspec.structs.replace(record(item), meetings=tuple(found))


@pytest.fixture
def told(place: Store, fill) -> Store:
    fill(place, [report(text, f"{n}.txt", f"2013-04-1{n}") for n, text in enumerate(TEXTS)], Meetings)
    return place


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ({}, [(0, 11), (0, 66), (1, 50)]),
        ({"about": "sanctions"}, [(0, 11)]),
        ({"about": "sanction"}, [(0, 11)]),  # by its stem
        ({"about": "cafe"}, [(0, 66)]),  # without accents
        ({"about": "grain"}, [(0, 66), (1, 50)]),
        ({"about": "grain NOT cafe"}, [(1, 50)]),
        ({"about": "grain OR oslo"}, [(0, 11), (0, 66), (1, 50)]),
        ({"about": '"on grain"', "limit": 1}, [(0, 66)]),
        ({"about": "NEAR(talks oslo, 4)"}, [(0, 11)]),
        ({"about": "sanctions grain"}, []),
        ({"anywhere": "sanctions grain"}, [(0, 11), (0, 66), (1, 50)]),
        ({"anywhere": "nowhere"}, [(1, 50)]),
        ({"anywhere": "sanctions", "about": "grain", "until": "2013-04-10"}, [(0, 66)]),
        ({"about": "rained"}, []),
    ],
)
def test_meetings_about(told: Store, question: dict, places: list[tuple[int, int]]) -> None:
    found = [(int(x.citation.source[0]), x.citation.start) for x in told.find("meetings", **question)]
    assert found == places


def test_statements_and_reports_take_words_anywhere(place: Store, fill) -> None:
    fill(place, ["Foreign Minister Sergei Lavrov of Russia said that it rains. The weather was discussed."])
    assert place.statements(about="weather") == []
    assert [s.words for s in place.statements(anywhere="weather")] == ["it rains"]
    assert [s.words for s in place.statements(anywhere="weather", about="rain", by="Lavrov")] == ["it rains"]
    assert place.statements(anywhere="snow") == []
    assert {a.name for a in place.actors(anywhere="weather")} == {"Sergei Lavrov", "Russia"}
    assert [e.kind for e in place.timeline(anywhere="weather")] == ["statement"]


SAID = (
    "Sergei Lavrov said that peace talks begin. Sergei Lavrov said that talks on peace end.",
    "Sergei Lavrov warned that the peace of the talks is thin. Ahmet Davutoglu said that the Peace Talks failed.",
    "Ahmet Davutoglu said that war is near and peace far.",
)


@pytest.mark.parametrize("few", [0, 3_000])
@pytest.mark.parametrize(
    ("about", "by", "found"),
    [
        ('"peace talks"', None, ["peace talks begin", "the Peace Talks failed"]),
        ('"peace talks"', "Lavrov", ["peace talks begin"]),
        ('"talks peace"', None, []),
        ("peace-talk", "Davutoglu", ["the Peace Talks failed"]),
        ("NEAR(peace talks, 1)", "Lavrov", ["peace talks begin", "talks on peace end"]),
        ('peace NOT "peace talks"', "Lavrov", ["talks on peace end", "the peace of the talks is thin"]),
        ('"peace far" OR "talks failed"', None, ["the Peace Talks failed", "war is near and peace far"]),
    ],
)
def test_words_in_an_order(
    place: Store, fill, monkeypatch: pytest.MonkeyPatch, about: str, by: str | None, found: list[str], few: int
) -> None:
    monkeypatch.setattr(selection, "FEW", few)
    fill(place, SAID)
    assert sorted(s.words for s in place.statements(about=about, by=by)) == sorted(found)
