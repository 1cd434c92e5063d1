"""Datelines: place, agency and date; a year only where the text has one."""

from __future__ import annotations

import pytest

from communique.model import Span
from communique.sources.dateline import find_dateline, published


@pytest.mark.parametrize(
    ("text", "line", "place", "agency", "value"),
    [
        ("ISTANBUL, April 17 (Agency) - Ministers met.", "ISTANBUL, April 17 (Agency) -", "ISTANBUL", "Agency", None),
        ("GENEVA, 3 March 2014 (AP) — Talks began.", "GENEVA, 3 March 2014 (AP) —", "GENEVA", "AP", "2014-03-03"),
        ("BRUSSELS, Apr 5 (IRNA)--The EU said", "BRUSSELS, Apr 5 (IRNA)--", "BRUSSELS", "IRNA", None),
        ("BEIRUT/THE HAGUE, March 7 (Reuters) - An", "BEIRUT/THE HAGUE, March 7 (Reuters) -", "BEIRUT/THE HAGUE",
         "Reuters", None),
        ("WASHINGTON, D.C., March 3, 2011 - A", "WASHINGTON, D.C., March 3, 2011 -", "WASHINGTON, D.C.", None,
         "2011-03-03"),
        ("BOGOTA, 3 APR 90 (RADIO) -- [TEXT] X", "BOGOTA, 3 APR 90 (RADIO) --", "BOGOTA", "RADIO", "1990-04-03"),
        ("MOSCOW, February 11. /TASS/. The", "MOSCOW, February 11. /TASS/", "MOSCOW", None, None),
        ("BEIJING, Feb. 10 (Xinhua) -- China", "BEIJING, Feb. 10 (Xinhua) --", "BEIJING", "Xinhua", None),
        ("Tehran, Feb 3, IRNA – Iran", "Tehran, Feb 3, IRNA –", "Tehran", None, None),
        ("London, Nov 3\n\nThe ministers", "London, Nov 3", "London", None, None),
        ("İSTANBUL, 17 April 2013 (AA) - The", "İSTANBUL, 17 April 2013 (AA) -", "İSTANBUL", "AA", "2013-04-17"),
        ("UNITED NATIONS, Oct 20 - The", "UNITED NATIONS, Oct 20 -", "UNITED NATIONS", None, None),
        ("ANKARA, Sunday, March 30, 2014 (AP) -- The", "ANKARA, Sunday, March 30, 2014 (AP) --", "ANKARA", "AP",
         "2014-03-30"),
        ("(Reuters) - The minister", "(Reuters) - ", None, "Reuters", None),
        ("WASHINGTON — President", "WASHINGTON —", "WASHINGTON", None, None),
        ("WASHINGTON—President", "WASHINGTON—", "WASHINGTON", None, None),
        ("LA CROSSE, Wis. (AP) — After", "LA CROSSE, Wis. (AP) —", "LA CROSSE, Wis.", "AP", None),
        ("Tel Aviv, Israel (CNN) President", "Tel Aviv, Israel (CNN)", "Tel Aviv, Israel", "CNN", None),
        ("London (CNN) President", "London (CNN)", "London", "CNN", None),
        ("SEOUL North Korea fired a missile on Friday that flew far into the sea.", "SEOUL", "SEOUL", None, None),
        ("BEIRUT/ANKARA The envoys of both states met on Friday and agreed on a truce.", "BEIRUT/ANKARA",
         "BEIRUT/ANKARA", None, None),
        ("TEL AVIV A man was held on Friday at the border with a neighbouring country.", "TEL AVIV", "TEL AVIV", None,
         None),
    ],
)  # fmt: skip
def test_opening(text: str, line: str, place: str | None, agency: str | None, value: str | None) -> None:
    found = find_dateline(text)
    assert found is not None
    assert found.span.of(text) == line
    assert (found.place.of(text) if found.place else None) == place
    assert (found.agency.of(text) if found.agency else None) == agency
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("For Immediate Release March 5, 2016\nThe minister", "March 5, 2016", "2016-03-05"),
        ("FOR IMMEDIATE RELEASE\n\n5 March 2016\n\nThe minister", "5 March 2016", "2016-03-05"),
        ("April 10 2017 Minister Urges Inquiry.", "April 10 2017", "2017-04-10"),
        ("Published September 24 2016 Ninety-two people", "September 24 2016", "2016-09-24"),
        ("Sunday 25 August 2013 Minister discusses", "Sunday 25 August 2013", "2013-08-25"),
        ("Posted: Apr 17, 2013 10:15 GMT\nPARIS (AP) - The", "Apr 17, 2013", "2013-04-17"),
        ("A headline\n\n[18 March 2014]\n\nThe minister", "18 March 2014", "2014-03-18"),
        ("The talks ended.\n\nMon Jul 11 2016\n", "Mon Jul 11 2016", "2016-07-11"),
        ("A headline\n\nJoan Pell\n\n2016-07-11\n\nThe minister", "2016-07-11", "2016-07-11"),
        ("A headline\n\nPublished: 2016-07-11T10:15:00+02:00\n\nThe minister", "2016-07-11", "2016-07-11"),
        ("A headline\n\n11.7.2016, 10:15\n\nThe minister", "11.7.2016", "2016-07-11"),
        ("A headline\n\n[17/04/2013]\n\nThe minister", "17/04/2013", "2013-04-17"),
    ],
)
def test_date_alone(text: str, words: str, value: str) -> None:
    found = find_dateline(text)
    assert found is not None
    assert found.date is not None
    assert found.date.of(text) == words
    assert found.value == value


@pytest.mark.parametrize(
    "text",
    [
        "On March 5, 2016 President Roe met",
        "March 5, 2016 was a day of talks.",
        "SEOUL, South Korea, Feb. 30 (AP) - no such day",
        "NATO Secretary General Jane Doe said",
        "A reporter (Reuters) - said so",
        "The talks in Geneva, 3 March 2014, ended.",
        "A headline\n\n04/05/2016\n\nThe minister",
        "A headline\n\n2016-02-30\n\nThe minister",
        "A headline\n\n2016-07-11 Peru\n\nThe minister",
        "",
        "\n\n\n",
    ],
)
def test_none(text: str) -> None:
    found = find_dateline(text)
    assert found is None or found.date is None


@pytest.mark.parametrize(
    "text", ["The International Wheat Council (IWC) met.", "Foreign Minister Jane Doe (Labour) spoke."]
)
def test_what_stands_before_brackets_is_no_place(text: str) -> None:
    assert find_dateline(text) is None


def test_year_from_the_lines_above() -> None:
    text = "(c) 2013 Example Agency\nBEIJING, Feb. 10 (Example) -- Talks began."
    found = find_dateline(text)
    assert found is not None
    assert found.value == "2013-02-10"
    assert "name the year 2013" in found.reason


def test_two_years_above_decide_nothing() -> None:
    found = find_dateline("2012 and 2013\nBEIJING, Feb. 10 (Example) -- Talks began.")
    assert found is not None
    assert found.value is None


def test_a_year_that_lacks_is_not_guessed() -> None:
    text = "ANKARA, March 30 - The minister said so."
    found = find_dateline(text)
    assert found is not None
    date = published(found)
    assert (date.value, date.basis, date.confidence) == (None, "dateline", 0.0)
    assert [span.of(text) for span in date.evidence] == ["March 30"]
    assert date.reasons == ("The dateline gives March 30 without a year.",)


def test_boilerplate_in_front_is_passed_over() -> None:
    text = "[ad_1]\n<p>GENEVA, 3 March 2014 (AP) — Talks</p>"
    found = find_dateline(text, (Span(0, 6), Span(7, 10), Span(43, 47)))
    assert found is not None
    assert found.value == "2014-03-03"
