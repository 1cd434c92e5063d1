"""Months that are people, and people beside months."""

from __future__ import annotations

import pytest

from .times.conftest import times


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A title or a given name before it.
        ("Senator April March said on Monday that the talks had failed.", ["Monday"]),
        ("Mr. March said on Monday that the talks had failed.", ["Monday"]),
        ("Mrs. May said the talks had failed.", []),
        ("President August said the talks had failed.", []),
        ("Prime Minister May in 2018 said no.", []),
        ("Juma April said no.", []),
        ("In a letter to Mr. August, the envoy said no.", []),
        # A surname behind it.
        ("June Carter met the envoy on Monday.", ["Monday"]),
        ("The envoy met with April Oduya in June.", ["June"]),
        # Who says something, and who was named before.
        ("March said the talks had failed.", []),
        ("Mr. March rejected the plan in March. The plan, March added, was late.", ["March"]),
        ("Ms. June left. On Monday, June met the envoy.", ["Monday"]),
        ("Ms. June left. The talks go on in June.", ["June"]),
        ("Ms. May left. She returned on Saturday, May, 27, 2017.", ["Saturday", "May", "2017"]),
        # Months beside people and offices.
        ("In April Obama met the envoy.", ["April"]),
        ("The President's March visit to Kenya was cancelled.", ["March"]),
        ("Secretary of State Kerry's April trip was postponed.", ["April"]),
        ("The minister said in March that the talks had failed.", ["March"]),
        ("Obama March 3 met the envoy.", ["March 3"]),
        ("The June OPEC figures were late.", ["June"]),
        ("The Jordan April talks were late.", ["April"]),
        ("April was the month of the talks.", ["April"]),
    ],
)
def test_a_person_is_no_date(text: str, expected: list[str]) -> None:
    assert [words for words, *_ in times(text)] == expected
