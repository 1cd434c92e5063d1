"""When a report without a date was written: the interval, the date when it is earned, and the reasons."""

from __future__ import annotations

from datetime import date

import pytest

from communique.extract.times import Times
from communique.language.document import Document
from communique.language.read import documents
from communique.model import Published, make_report
from communique.resolve.dating import belief, date_report, dated
from communique.sources.prepare import prepare


def read(text: str, given: str | None = None) -> Document:
    return next(iter(documents([prepare(make_report(text, "test", date=given), any_language=True)])))


def when(text: str) -> Published:
    return date_report(read(text))


SUMMIT = (
    "French Foreign Minister Laurent Fabius on Thursday said Paris would attend the forthcoming conference in Geneva. "
    "The conference will open on Wednesday, January 22, he told reporters after talks with "
    "U.S. Secretary of State John Kerry. "
    "The two had met in Paris on January 12. "
    "Both recalled the communique of June 30, 2012, which was agreed by the world powers."
)


def test_day_month_weekday_offices_and_an_accord_tell_the_day() -> None:
    found = when(SUMMIT)
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= "2014-01-16" <= found.latest
    assert found.basis == "inferred"
    assert found.value == "2014-01-16"
    assert any("January 22" in r for r in found.reasons)
    assert any("June 30, 2012" in r for r in found.reasons)
    assert found.alternatives
    assert any(r.startswith(found.alternatives[0]) and "less likely" in r for r in found.reasons)


def test_evidence_is_the_text_itself() -> None:
    document = read(SUMMIT)
    found = date_report(document)
    words = {s.of(document.text) for s in found.evidence}
    assert {"Wednesday, January 22", "June 30, 2012"} <= words


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        # The accord must lie in the past.
        ("The ministers recalled the treaty that was signed on May 26, 1972.", "1973-06-01"),
        # Offices: both were held together from 2013-02-01 to 2014-08-29 only.
        ("Turkish Foreign Minister Ahmet Davutoglu met U.S. Secretary of State John Kerry.", "2013-09-01"),
        # A former minister is not in office any more.
        ("Former Secretary of State John Kerry spoke at the university.", "2019-05-01"),
        # What it names began or ended.
        ("West German banks and the Soviet Union were in talks with the European Community.", "1987-04-01"),
        ("Ministers met by video because of COVID-19.", "2020-10-01"),
        ("ANKARA, March 30 - Prime Minister Turgut Ozal said Turkey was moving towards talks.", "1987-03-30"),
    ],
)
def test_the_interval_holds_the_date(text: str, inside: str) -> None:
    found = when(text)
    assert (found.earliest or "") <= inside <= (found.latest or "")


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("The ministers recalled the treaty that was signed on May 26, 1972.", "1965-01-01"),
        ("Ministers met by video because of COVID-19.", "2012-01-01"),
        ("Turkish Foreign Minister Ahmet Davutoglu met U.S. Secretary of State John Kerry.", "1990-01-01"),
    ],
)
def test_the_interval_leaves_out_what_cannot_be(text: str, outside: str) -> None:
    found = when(text)
    assert not (found.earliest or "") <= outside <= (found.latest or "")


@pytest.mark.parametrize("text", ["", "Nothing at all.", "The minister smiled.", "He left on Wednesday."])
def test_thin_evidence_gives_a_wide_interval_and_no_date(text: str) -> None:
    found = when(text)
    assert found.value is None
    assert found.confidence == 0.0
    assert (date.fromisoformat(found.latest or "") - date.fromisoformat(found.earliest or "")).days > 10_000
    assert found.reasons


def test_a_weekday_must_agree_with_its_day() -> None:
    """In 2012 to 2016 the 12th of December is a Thursday in 2013 alone."""
    logs = belief.weekday_of(12, 12, 4, "future")
    days = [y for y in range(2012, 2017) if logs[belief.offset(date(y, 12, 1))] == 0.0]
    assert days == [2013]


def test_contradictory_evidence_widens_rather_than_lies() -> None:
    text = "President Ronald Reagan met Secretary of State John Kerry. They spoke of COVID-19 and of the Soviet Union."
    found = when(text)
    assert found.value is None
    assert (date.fromisoformat(found.latest or "") - date.fromisoformat(found.earliest or "")).days > 700


def test_times_are_resolved_against_the_date_that_was_found() -> None:
    document = dated(read("ANKARA, March 30, 1987 - Prime Minister Ozal said on Monday that talks would open."))
    assert document.report.published.value == "1987-03-30"
    assert [t.value for t in Times()(document)] == ["1987-03-30", "1987-03-30"]


def test_a_date_that_was_given_stays() -> None:
    document = read("Ministers met by video because of COVID-19.", "1990-01-01")
    assert dated(document).report.published.value == "1990-01-01"


@pytest.mark.parametrize("mass", [0.5, 0.9, 0.99])
def test_the_narrowest_interval_holds_its_share(mass: float) -> None:
    chances = belief.posterior(belief.past(date(2000, 1, 1), date(2000, 1, 31), 30.0))
    first, last = belief.narrowest(chances, mass)
    assert chances[first : last + 1].sum() >= mass - 1e-9
    assert chances[first:last].sum() < mass


def test_the_same_text_gives_the_same_date() -> None:
    assert when(SUMMIT) == when(SUMMIT)


@pytest.mark.parametrize("text", ["9" * 6000, "May " * 2000, "31 February 2013 " * 50, "X " * 3000])
def test_hostile_text(text: str) -> None:
    assert when(text).earliest
