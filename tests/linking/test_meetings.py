"""Whether two meetings, or two agreements, of different reports are one."""

from __future__ import annotations

import msgspec
import pytest

from communique.linking.agreements import AgreementProfile, agreement_profile, same_agreement
from communique.linking.meetings import SAME, MeetingProfile, same_meeting

TALKS = MeetingProfile(
    "talks", "held", "2015-03-17", "2015-03-17", "kigali", "RWA", None, frozenset({"otieno", "okello"}),
    frozenset({"KEN", "UGA"}), frozenset({"frank"}), None, "2015-03-18",
)  # fmt: skip


def like(**changes: object) -> MeetingProfile:
    return msgspec.structs.replace(TALKS, **changes)


@pytest.mark.parametrize(
    "other",
    [
        like(),
        like(place=None, country=None),
        like(status="planned", told="2015-03-10"),
        like(start=None, end=None, told="2015-03-18"),
        like(participants=frozenset({"otieno", "okello", "aide"})),
        like(start="2015-03", end="2015-03"),
    ],
)
def test_one_meeting(other: MeetingProfile) -> None:
    score = same_meeting(TALKS, other)
    assert score.value >= SAME, score.reasons


@pytest.mark.parametrize(
    "other",
    [
        like(start="2015-03-24", end="2015-03-24"),
        like(participants=frozenset({"soto", "quispe"}), countries=frozenset({"PER", "CHL"})),
        like(place="lima", country="PER"),
        like(format="visit"),
        like(start=None, end=None, told="2014-01-01", place=None),
    ],
)
def test_two_meetings(other: MeetingProfile) -> None:
    score = same_meeting(TALKS, other)
    assert score.value < SAME, score.reasons


def test_two_sessions_of_a_series() -> None:
    second = like(body="lake group", ordinal="second", start=None, end=None)
    third = like(body="lake group", ordinal="third", start=None, end=None)
    assert same_meeting(second, third).value < SAME


BARE = MeetingProfile(
    "talks", "held", told="2015-03-18", story=7, sentence=frozenset(["the", "talks", "went", "on", "all", "night"])
)
"""What neither day, place nor people tell apart."""


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({}, True),
        ({"told": "2015-09-01"}, True),  # printed again in autumn
        ({"told": None}, True),
        ({"story": 8}, False),
        ({"story": None}, False),
        ({"sentence": frozenset(["talks", "are", "to", "open", "in", "may"])}, False),
        ({"place": "kigali", "participants": frozenset({"otieno", "okello"})}, True),
        ({"start": "2015-03-17", "end": "2015-03-17"}, True),
    ],
)
def test_two_printings_of_one_story(changes: dict, same: bool) -> None:
    score = same_meeting(BARE, msgspec.structs.replace(BARE, **changes))
    assert (score.value >= SAME) == same, score.reasons
    assert ("told by one story" in score.reasons) == ("story" not in changes)


def test_another_day_in_a_later_edition_is_another_meeting() -> None:
    one, other = (msgspec.structs.replace(BARE, start=day, end=day) for day in ("2015-03-17", "2015-03-24"))
    assert same_meeting(one, other).value < SAME


@pytest.mark.parametrize(
    ("changes", "same"),
    [({}, True), ({"story": 8}, False), ({"date": "1994"}, False), ({"sentence": frozenset({"accord"})}, False)],
)
def test_agreements_of_two_printings(changes: dict, same: bool) -> None:
    one = AgreementProfile(date="2015", story=7, sentence=frozenset({"the", "deal"}))
    score = same_agreement(one, msgspec.structs.replace(one, **changes))
    assert (score.value >= SAME) == same, score.reasons


def test_the_order_does_not_matter() -> None:
    other = like(start="2015-03", end="2015-03", place=None)
    one, two = same_meeting(TALKS, other), same_meeting(other, TALKS)
    assert (one.value, one.reasons) == (two.value, two.reasons)


def test_the_score_is_the_sum_of_its_reasons() -> None:
    score = same_meeting(TALKS, like(place="lima", country="PER"))
    assert score.value == pytest.approx(sum(score.reasons.values()))
    assert "another place" in score.reasons


ACCORD = AgreementProfile(None, "agreement", frozenset({"geneva"}), frozenset(), "2012-06-30", frozenset({"un"}))


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (ACCORD, ACCORD, True),
        (ACCORD, msgspec.structs.replace(ACCORD, date="2012"), True),
        (ACCORD, msgspec.structs.replace(ACCORD, date="1954-07-21"), False),
        (AgreementProfile("oslo"), AgreementProfile("oslo"), True),
        (AgreementProfile("oslo"), AgreementProfile("dayton"), False),
        (AgreementProfile(None, "resolution", numbers=frozenset({"1701"})),
         AgreementProfile(None, "resolution", numbers=frozenset({"1701"})), True),
        (AgreementProfile(None, "resolution", numbers=frozenset({"1701"})),
         AgreementProfile(None, "resolution", numbers=frozenset({"425"})), False),
        (ACCORD, msgspec.structs.replace(ACCORD, kind="ceasefire", words=frozenset({"valley"})), False),
    ],
)  # fmt: skip
def test_agreements(a: AgreementProfile, b: AgreementProfile, same: bool) -> None:
    score = same_agreement(a, b)
    assert (score.value >= SAME) is same, score.reasons


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # name, parties, countries, day of the report
        (
            ("nuclear deal with Iran", "irn", "IRN", "2015-04-02"),
            ("nuclear deal with Iran", "irn", "IRN", "2015-04-20"),
            True,
        ),
        (("Louvre Accord", "jpn", "JPN", "1987-03-01"), ("the Louvre Accord", "jpn", "JPN", "1989-03-01"), True),
        (
            ("trade deal with Peru", "per", "PER", "2015-04-02"),
            ("Peruvian trade pact", "per", "PER", "2015-04-09"),
            True,
        ),
        (
            ("the deal with world powers", "powers", "", "2015-04-02"),
            ("accord among world powers", "powers", "", "2015-04-02"),
            False,
        ),
        (
            ("nuclear deal with world powers", "powers", "", "2015-04-02"),
            ("2012 accord among world powers in Geneva", "powers", "", "2015-04-02"),
            False,
        ),
        (
            ("nuclear deal with Iran", "irn", "IRN", "2015-04-02"),
            ("nuclear deal with North Korea", "prk", "PRK", "2015-04-02"),
            False,
        ),
        (
            ("trade deal with Iran", "irn", "IRN", "2015-04-02"),
            ("nuclear deal with Iran", "irn", "IRN", "2015-04-02"),
            False,
        ),
        (
            ("ceasefire in Syria", "rus", "SYR", "2016-09-23"),
            ("a ceasefire in Syria", "rus", "SYR", "2017-07-10"),
            False,
        ),
        (
            ("trade deal with the EU", "eu", "", "2015-06-08"),
            ("free trade deal of the EU and Chad", "eu", "TCD", "2019-12-04"),
            False,
        ),
        (
            ("Security Council resolution", "rus", "RUS", "2013-09-24"),
            ("UN resolution", "rus", "RUS", "2013-09-24"),
            False,
        ),
    ],
)
def test_agreements_by_topic_state_and_time(one: tuple[str, ...], other: tuple[str, ...], same: bool) -> None:
    a, b = (
        agreement_profile([name], None, [p] if p else [], countries=[c] if c else [], told=day)
        for name, p, c, day in (one, other)
    )
    score = same_agreement(a, b)
    assert (score.value >= SAME) is same, score.told


def test_a_known_agreement_was_not_made_decades_later() -> None:
    assert agreement_profile(["Paris Agreement"], None, [], told="1987-04-07").key is None
    assert agreement_profile(["Paris Agreement"], None, [], told="2017-04-07").key is not None


def test_what_was_told_before_it_was_made_is_another() -> None:
    early = agreement_profile(["Paris accords"], None, [], told="1987-04-07")
    late = agreement_profile(["Paris accords on climate"], "2015-12-12", [], told="2017-04-07")
    again = agreement_profile(["Paris accords"], None, [], told="2017-05-07")
    assert same_agreement(early, late).value < 0
    assert same_agreement(again, late).value > same_agreement(early, late).value
