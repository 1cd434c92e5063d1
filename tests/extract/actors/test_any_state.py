"""What hangs on no state in particular: places, firms, bodies and spokesmen that the tables do not know."""

from __future__ import annotations

import pytest

from tests.conftest import Read
from tests.reading import actor, name_of


def states(record: object) -> list[str]:
    return [a.name for a in record.actors if a.kind == "state"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        # Behind a place, which is known to lie there or not, a state is no actor.
        ("Medicine arrived in Bam, Iran, on Monday.", []),
        ("Medicine arrived in Bam, Austria, on Monday.", []),
        ("The envoys met on the sidelines of a summit in Torvik, Kenya.", []),
        # It is one that only follows a comma, or stands in a list.
        ("In Geneva, Kenya rejected the plan.", ["Kenya"]),
        ("After talks in Torvik, Kenya rejected the plan.", ["Kenya"]),
        ("Troops are stationed in Torvik, Kenya, and Uganda.", ["Kenya", "Uganda"]),
        ("Troops are stationed in Kenya, Uganda, and Chad.", ["Kenya", "Uganda", "Chad"]),
    ],
)
def test_a_state_behind_a_place(read: Read, text: str, named: list[str]) -> None:
    (record,) = read([text])
    assert states(record) == named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Islamic State of Oman claimed the attack.", "Islamic State"),
        ("Fighters of the Islamic State of Kenya and the Levant fled.", "Islamic State"),
        ("The rebels of the Free Kenyan Army fled.", "Free Kenyan Army"),
    ],
)
def test_a_body_with_a_land_in_its_name(read: Read, text: str, name: str) -> None:
    (record,) = read([text])
    assert actor(record, name).kind == "organization"
    assert states(record) == []


@pytest.mark.parametrize("text", ["The Turkish petroleum industry shrank.", "A Kenyan petroleum industry grew."])
def test_an_adjective_before_a_common_noun_is_no_firm(read: Read, text: str) -> None:
    (record,) = read([text])
    assert [a.name for a in record.actors if "etroleum" in a.name] == []


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("OSLO, April 8 - Exports stay open, said Gil Arden, president of the private exporters' association.", None),
        ("OSLO, April 8 - Exports stay open, said President Gil Arden.", "NOR"),
    ],
)
def test_the_head_of_an_association_is_not_of_the_dateline(read: Read, text: str, country: str | None) -> None:
    (record,) = read([text])
    assert actor(record, "Gil Arden").country == country


def test_a_firm_s_spokeswoman_speaks_for_no_state(read: Read) -> None:
    (record,) = read(["OSLO, April 8 - The company will hire three hundred people, a spokeswoman said on Friday."])
    (statement,) = record.statements
    assert name_of(record, statement.speaker) == "spokeswoman"
    assert statement.speaks_for is None
    assert states(record) == []
