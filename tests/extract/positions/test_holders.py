"""Who holds a position and for whom: the person who says "we", beside the state or body whose "we" it is."""

from __future__ import annotations

import pytest

from tests.extract.reading import name, read

OTIENO = "Kenyan Foreign Minister Amina Otieno"

# text, (holder, for whom) of each position
HOLDERS = [
    (f'"We reject the plan," {OTIENO} said.', [("Amina Otieno", "Kenya")]),
    (f'"We support the embargo," {OTIENO} told reporters. "We oppose the ban."',
     [("Amina Otieno", "Kenya"), ("Amina Otieno", "Kenya")]),
    (f"{OTIENO} rejected the plan.", [("Amina Otieno", None)]),
    ("Kenya rejected the plan.", [("Kenya", None)]),
    (f"{OTIENO} said that Peru rejected the plan.", [("Peru", None)]),
    (f"{OTIENO} said on Monday that Kenya rejected the plan.", [("Kenya", None)]),  # in the third person
]  # fmt: skip


@pytest.mark.parametrize(("text", "holders"), HOLDERS)
def test_who_holds_it_and_for_whom(text: str, holders: list[tuple[str, str | None]]) -> None:
    record = read(text)
    found = [(name(record, p.actor), name(record, p.speaks_for) if p.speaks_for else None) for p in record.positions]
    assert found == holders
