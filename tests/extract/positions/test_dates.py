"""When a position was held: by the shape of the words that tell it, and what only looks like it."""

from __future__ import annotations

import pytest

from tests.extract.reading import name, read

OTIENO = "Kenyan Foreign Minister Amina Otieno"
MONDAY = "2015-03-16"

# text (of Wednesday 18 March 2015), holder, issue, when
HELD = [
    # on the verb, noun or adjective that tells it
    ("Kenya rejected the plan on Monday.", "Kenya", "plan", MONDAY),
    ("On Monday, Kenya rejected the plan.", "Kenya", "plan", MONDAY),
    ("Kenya opposed the plan in 2013.", "Kenya", "plan", "2013"),
    ("Kenya voiced its support for the plan on Monday.", "Kenya", "plan", MONDAY),
    ("In a letter dated 3 March, Kenya rejected the plan.", "Kenya", "plan", "2015-03-03"),
    (f"Speaking in Oslo on Monday, {OTIENO} rejected the plan.", "Amina Otieno", "plan", MONDAY),
    # on who says so himself, or for the state whose office is his
    (f"{OTIENO} said on Monday that she rejected the plan.", "Amina Otieno", "plan", MONDAY),
    (f"{OTIENO} said on Monday that Kenya rejected the plan.", "Kenya", "plan", MONDAY),
    (f"{OTIENO} said on Monday that the border should stay open.", "Amina Otieno", "border staying open", MONDAY),
    # its own day goes before the day of telling
    (f"{OTIENO} said on Tuesday that Kenya rejected the plan in January.", "Kenya", "plan", "2015-01"),
    # none
    ("Kenya rejected the plan.", "Kenya", "plan", None),
    ("Kenya rejected Monday's plan.", "Kenya", "plan", None),
    ("Kenya has opposed the plan since 2013.", "Kenya", "plan", None),
    ("Kenya, which joined on Monday, rejected the plan.", "Kenya", "plan", None),
    (f"{OTIENO} said on Monday that Peru rejected the plan.", "Peru", "plan", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "holder", "issue", "date"), HELD)
def test_when_it_was_held(text: str, holder: str, issue: str, date: str | None) -> None:
    record = read(text)
    assert [(name(record, p.actor), p.issue.label, p.date) for p in record.positions] == [(holder, issue, date)]
