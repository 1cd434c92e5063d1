"""Words in an order are found where they stand so, whoever says them and however many do."""

from __future__ import annotations

import pytest

from communique.query import selection
from communique.store import Store

TEXTS = (
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
    fill(place, TEXTS)
    assert sorted(s.words for s in place.statements(about=about, by=by)) == sorted(found)
