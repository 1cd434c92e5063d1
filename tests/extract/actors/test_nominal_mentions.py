"""Descriptions take up somebody who was named, or bring somebody new."""

from __future__ import annotations

import pytest

from tests.conftest import Read
from tests.reading import actor, means

CASES = [
    ("Kenyan Foreign Minister Amina Otieno arrived. The minister smiled.", "The minister", "Amina Otieno"),
    ("Kenyan Foreign Minister Amina Otieno met Ugandan Foreign Minister John Okello. The Ugandan minister smiled.",
     "The Ugandan minister", "John Okello"),
    ("Kenyan Foreign Minister Amina Otieno met Ugandan Foreign Minister John Okello. Otieno thanked her counterpart.",
     "her counterpart", "John Okello"),
    ("French President Anne Roe met Spanish President Luis Gil. The leaders smiled.", "The leaders",
     "Anne Roe and Luis Gil"),
    ("Bono spoke. French President Anne Roe met Spanish President Luis Gil. The two leaders smiled.",
     "The two leaders", "Anne Roe and Luis Gil"),
    ("Kenyan President Daniel Kamau arrived. The leader smiled.", "The leader", "Daniel Kamau"),
    ("Austrian spokeswoman Eva Klein spoke. The spokeswoman smiled.", "The spokeswoman", "Eva Klein"),
    ("The International Wheat Council met. The council adjourned.", "The council", "International Wheat Council"),
    ("Two officials confirmed the plan. The officials said it was final.", "The officials", "officials"),
    ("Malawi banned the ships. The country has no navy.", "The country", "Malawi"),
    ("Mr Obama flew home. The president smiled.", "The president", "Obama"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "who"), CASES)
def test_what_a_description_takes_up(read: Read, text: str, words: str, who: str) -> None:
    (record,) = read([text])
    found = means(record, words)
    assert found is not None
    assert found.removeprefix("Two ") == who


NEW = [
    ("Syria's foreign minister said that the road was open.", "Syria's foreign minister", "person", "SYR"),
    ("An Austrian official said that the road was open.", "Austrian official", "person", "AUT"),
    ("Cuban and Haitian officials said that the road was open.", "Cuban and Haitian officials", "group", None),
    ("Mali fought on. Mali said that it had won. The army shelled the port.", "army", "organization", "MLI"),
    ("Mali fought Chad. The army shelled the port.", "army", "organization", None),
    (
        "Mali and Mali's rebels fought. Kenyan President Daniel Kamau said the regime was weak.",
        "regime",
        "organization",
        "MLI",
    ),
    ("The spokesman said that the road was open.", "spokesman", "person", None),
    ("The Togolese army shelled the port.", "Togolese army", "organization", "TGO"),
    ("More than ten ministers from different countries will come.", "More than ten ministers", "group", None),
]


@pytest.mark.parametrize(("text", "name", "kind", "country"), NEW)
def test_whom_a_description_brings(read: Read, text: str, name: str, kind: str, country: str | None) -> None:
    (record,) = read([text])
    found = actor(record, name)
    assert (found.kind, found.country) == (kind, country)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dutch Foreign Minister Pieter Visser said the Netherlands would recall its envoy.", "its envoy"),
        ("Two officials confirmed the plan.", "Two officials"),
    ],
)
def test_whom_it_is_not(read: Read, text: str, words: str) -> None:
    (record,) = read([text])
    assert means(record, words) != "Pieter Visser"
    assert means(record, words) is not None


@pytest.mark.parametrize(
    ("text", "words", "name", "title"),
    [
        ("Amina Otieno, the Kenyan foreign minister, smiled.", "the Kenyan foreign minister", "Amina Otieno",
         "foreign minister"),
        ("Her predecessor at the ministry, Henrik Aasland, smiled.", "Her predecessor", "Henrik Aasland", ""),
        ("Anton Weber, the Austrian chief of staff, smiled.", "the Austrian chief of staff", "Anton Weber",
         "chief of staff"),
    ],
)  # fmt: skip
def test_an_apposition_tells_the_office_and_brings_nobody(
    read: Read, text: str, words: str, name: str, title: str
) -> None:
    (record,) = read([text])
    assert [a.name for a in record.actors if a.kind == "person"] == [name]
    assert [r.title for r in actor(record, name).roles] == ([title] if title else [])
    assert means(record, words) in (None, name)
