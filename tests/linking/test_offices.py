"""Which titles are offices of a state or body."""

from __future__ import annotations

import pytest

from communique.linking.offices import is_office


@pytest.mark.parametrize(
    "title",
    ["foreign minister", "head of state", "deputy prime minister", "foreign ministry spokesman", "ambassador",
     "secretary general", "opposition leader", "governor", "judge", "commander", "special envoy"],
)  # fmt: skip
def test_offices(title: str) -> None:
    assert is_office(title)


@pytest.mark.parametrize(
    "title", ["student", "analyst", "journalist", "activist", "dissident", "rebel", "lawyer", "professor", "mr",
              "first lady", "friend", "candidate"],
)  # fmt: skip
def test_what_somebody_only_is(title: str) -> None:
    assert not is_office(title)
