"""Quotations without a cue: whose they are."""

from __future__ import annotations

import pytest

from tests.conftest import Read
from tests.reading import content, name_of

SAID = "“We have waited long enough,” Kenyan Foreign Minister Amina Otieno said."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{SAID}\n\n“The talks have brought nothing but words so far.”",
         [("Amina Otieno", "The talks have brought nothing but words so far.")]),
        ("Amina Otieno said that Kenya was ready to use every means:\n\n“We will close the border on Friday at noon.”",
         [("Amina Otieno", "We will close the border on Friday at noon.")]),
        # what has a cue of its own, what is no speech, what stands far from anybody
        (f"{SAID}\n\n“The talks have brought nothing but words so far,” said Ugandan President Paul Okello.", []),
        (f"{SAID}\n\nThe “Line of Peace and Trust” was drawn in 1990.", []),
        ("“The talks have brought nothing but words so far.”\n\nThe talks began on Monday in Nairobi.", []),
    ],
)  # fmt: skip
def test_whose(read_dated: Read, text: str, expected: list[tuple[str, str]]) -> None:
    (record,) = read_dated([text])
    free = [s for s in record.statements if s.mode == "free"]
    assert [(name_of(record, s.speaker), content(record, s)) for s in free] == expected


def test_what_is_said_inside_is_nested(read_dated: Read) -> None:
    (record,) = read_dated([f"{SAID}\n\n“We believe that the talks have brought nothing so far.”"])
    outer = next(s for s in record.statements if s.mode == "free")
    inner = next(s for s in record.statements if content(record, s).startswith("that the talks"))
    assert inner.parent == outer.id
