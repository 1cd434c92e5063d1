"""When a report without a date was written: the interval, the date when it is earned, and the reasons."""

from __future__ import annotations

from datetime import date

import pytest

from communique.extract.dating import Dating, date_report, posterior
from communique.extract.dating.landmarks import find_landmarks
from communique.extract.times import Times
from communique.knowledge.times import contests, lags, landmarks
from communique.language.document import Document
from communique.language.read import documents
from communique.model import Published, make_report
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


# Short reports of many years, written for this table: (text, its day, days that the interval may have at most).
DECADES = [
    (
        "LONDON, June 2 - Prime Minister Clement Attlee told the Commons that the Berlin blockade must end. "
        "He thanked the United States for the Marshall Plan.",
        "1949-06-02",
        2600,
    ),
    (
        "Premier Khrushchev left for Vienna, where President Kennedy will meet him. Both will talk with Harold "
        "Macmillan and Konrad Adenauer, said Dean Rusk.",
        "1961-06-01",
        2000,
    ),
    (
        "Chancellor Willy Brandt spoke to President Nixon. Golda Meir and Anwar Sadat had agreed, and the oil embargo "
        "was felt in Peking, too.",
        "1973-12-01",
        3000,
    ),
    (
        "President Carter said that SALT II would be signed with Leonid Brezhnev. The Shah of Iran had fled.",
        "1979-06-10",
        1600,
    ),
    (
        "Treasury Secretary Baker and Bundesbank President Poehl spoke of the Louvre accord. West German exports fell.",
        "1987-10-05",
        1000,
    ),
    (
        "President Gorbachev told the Supreme Soviet that perestroika went on. East Berlin had opened its borders.",
        "1990-02-13",
        1500,
    ),
    (
        "The Contact Group met on Bosnia. UNPROFOR troops were held by Bosnian Serbs, and President Clinton protested.",
        "1995-05-30",
        2000,
    ),
    (
        "Kenneth Starr questioned Monica Lewinsky. President Clinton's lawyers went to Attorney General Janet Reno.",
        "1998-08-10",
        1500,
    ),
    (
        "The Coalition Provisional Authority said L. Paul Bremer would meet the Iraqi Governing Council in Baghdad.",
        "2004-01-15",
        900,
    ),
    (
        "Three years after Hurricane Katrina, Treasury Secretary Henry Paulson spoke of the subprime crisis.",
        "2008-08-31",
        1200,
    ),
    (
        "Libyan rebels of the National Transitional Council advanced, NATO said. Operation Unified Protector goes on.",
        "2011-07-10",
        900,
    ),
    (
        "Greek Finance Minister Varoufakis met his colleagues. Syriza won in January 2015, and Grexit is feared.",
        "2015-03-20",
        900,
    ),
    (
        "Defense Secretary Jim Mattis and press secretary Sarah Sanders spoke of the meeting with Kim Jong Un.",
        "2018-06-20",
        1100,
    ),
    (
        "Because of COVID-19 ministers met by video. Press Secretary Kayleigh McEnany spoke of Operation Warp Speed.",
        "2020-06-30",
        700,
    ),
    (
        "Secretary of State Antony Blinken said that the full-scale invasion of Ukraine went on while the grain deal "
        "was over. The Israel-Hamas war was spoken of, too.",
        "2023-11-15",
        900,
    ),
]


@pytest.mark.parametrize(("text", "day", "days"), DECADES)
def test_reports_of_all_decades(text: str, day: str, days: int) -> None:
    found = when(text)
    assert (found.earliest or "") <= day <= (found.latest or "")
    assert (date.fromisoformat(found.latest or "") - date.fromisoformat(found.earliest or "")).days < days
    assert found.reasons


def width(text: str) -> int:
    found = when(text)
    return (date.fromisoformat(found.latest or "") - date.fromisoformat(found.earliest or "")).days


@pytest.mark.parametrize(
    ("vague", "telling", "day"),
    [
        # How long ago an affair was.
        (
            "He spoke of the Chernobyl disaster.",
            "He spoke on the 10th anniversary of the Chernobyl disaster.",
            "1996-04-26",
        ),
        (
            "Mourners met in Srebrenica after MH17.",
            "Two years after MH17 was lost, mourners met in Kyiv.",
            "2016-07-17",
        ),
        # A year is in the past when something has been since; a year told of an election need not be.
        ("He was minister in 1998.", "He was minister in 1998 and has been mayor since 1999.", "2001-01-01"),
        # More that ended at one time tells more.
        ("West German exports fell.", "West German and Soviet Union exports fell, the EEC said.", "1985-01-01"),
    ],
)
def test_more_evidence_narrows(vague: str, telling: str, day: str) -> None:
    found = when(telling)
    assert (found.earliest or "") <= day <= (found.latest or "")
    assert width(telling) < width(vague)


RIVALS = "Barack Obama and Mitt Romney spoke in Ohio. Obama said that Romney was wrong. Romney said that Obama was. "


def test_two_rivals_tell_the_time_of_their_contest() -> None:
    found = when(RIVALS + "It was the same in 2011.")
    assert (found.earliest or "") <= "2012-09-01" <= (found.latest or "")
    assert width(RIVALS) < width(RIVALS.replace("Mitt Romney", "Jack Romney").replace("Barack Obama", "Jack Obama"))
    assert any("were rivals from" in r for r in found.reasons)


@pytest.mark.parametrize("text", ["Barack Obama and Mitt Romney spoke.", RIVALS.replace("Mitt ", "Ann ")])
def test_who_is_named_once_or_otherwise_is_no_rival(text: str) -> None:
    assert not any("rivals" in r for r in when(text).reasons)


def test_who_is_never_called_by_an_office_hardly_holds_it() -> None:
    text = "Angela Merkel spoke. Merkel said it again, Merkel's aides said, and Merkel left. Merkel smiled."
    assert any("never as chancellor" in r for r in when(text).reasons)
    for other in (text.replace("Merkel spoke", "Merkel spoke to Chancellor Merkel"), "Angela Merkel spoke."):
        assert not any("never as" in r for r in when(other).reasons)


def test_contests_end_behind_their_beginning() -> None:
    assert len(contests()) > 50
    assert all(c.since < c.until and len(set(c.rivals)) == 2 for c in contests())


def test_the_year_of_an_election_may_lie_ahead() -> None:
    day = posterior.offset(date(2015, 6, 1))
    contest, past = (posterior.posterior(posterior.behind_year(2016, kind)) for kind in ("contest", "past"))
    assert contest[day] > 2 * past[day]
    assert any("2016" in r for r in when("He spoke of the 2016 election.").reasons)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        (
            "Vice President Biden and President Obama",
            ["Vice President Biden", "President Obama"],
        ),  # not President Biden
        ("West Germany, West Germany", ["West Germany"]),
        ("the 9/11 attacks and #MeToo", ["9/11", "MeToo"]),
        ("NATOs, ANATO and NATO", ["NATO"]),
        ("Mid-East BerlinX", []),
    ],
)
def test_landmarks_in_a_text(text: str, terms: list[str]) -> None:
    found = find_landmarks(text)
    assert [n.mark.term for n in found] == terms
    assert all(n.span is not None and n.span.of(text) == n.mark.term for n in found)


def test_a_landmark_that_stands_often_is_found_once() -> None:
    assert find_landmarks("West Germany " * 3)[0].times == 3


def test_a_title_tells_too() -> None:
    report = make_report("The ministers met by video.", "test", title="COVID-19: ministers meet")
    found = date_report(next(iter(documents([prepare(report, any_language=True)]))))
    assert (found.earliest or "") > "2015"
    assert found.evidence == ()


def test_landmarks_are_spread_over_the_decades() -> None:
    marks = landmarks()
    assert len(marks) > 4000
    for decade in range(1950, 2030, 10):
        assert sum(m.since.year // 10 * 10 == decade for m in marks) > 100, decade
    assert all(m.until is None or m.until >= m.since for m in marks)
    assert all(m.fades is None or m.fades > 0 for m in marks)


def test_lags_are_whole_tables() -> None:
    for kind in ("past", "repeated", "present", "contest", "future", "month"):
        table = lags(kind)
        assert len(table) > 10, kind
        assert [lag for lag, _ in table] == sorted({lag for lag, _ in table})
        assert all(share > 0 for _, share in table)


@pytest.mark.parametrize("text", ["", "Nothing at all.", "The minister smiled.", "He left on Wednesday."])
def test_thin_evidence_gives_a_wide_interval_and_no_date(text: str) -> None:
    found = when(text)
    assert found.value is None
    assert found.confidence == 0.0
    assert (date.fromisoformat(found.latest or "") - date.fromisoformat(found.earliest or "")).days > 10_000
    assert found.reasons


def test_a_weekday_must_agree_with_its_day() -> None:
    """In 2012 to 2016 the 12th of December is a Thursday in 2013 alone."""
    logs = posterior.weekday_of(12, 12, 4, "future")
    days = [y for y in range(2012, 2017) if logs[posterior.offset(date(y, 12, 1))] == 0.0]
    assert days == [2013]


def test_contradictory_evidence_widens_rather_than_lies() -> None:
    text = "President Ronald Reagan met Secretary of State John Kerry. They spoke of COVID-19 and of the Soviet Union."
    found = when(text)
    assert found.value is None
    assert (date.fromisoformat(found.latest or "") - date.fromisoformat(found.earliest or "")).days > 700


def test_times_are_resolved_against_the_date_that_was_found() -> None:
    document = read("ANKARA, March 30, 1987 - Prime Minister Ozal said on Monday that talks would open.")
    Dating()(document)
    assert document.published.value == "1987-03-30"
    Times()(document)
    assert [t.value for t in document.times] == ["1987-03-30", "1987-03-30"]


def test_a_date_that_was_given_stays() -> None:
    document = read("Ministers met by video because of COVID-19.", "1990-01-01")
    Dating()(document)
    assert document.published.value == "1990-01-01"


@pytest.mark.parametrize("mass", [0.5, 0.9, 0.99])
def test_the_narrowest_interval_holds_its_share(mass: float) -> None:
    chances = posterior.posterior(posterior.past(date(2000, 1, 1), date(2000, 1, 31), 30.0))
    first, last = posterior.narrowest(chances, mass)
    assert chances[first : last + 1].sum() >= mass - 1e-9
    assert chances[first:last].sum() < mass


def test_the_same_text_gives_the_same_date() -> None:
    assert when(SUMMIT) == when(SUMMIT)


@pytest.mark.parametrize("text", ["9" * 6000, "May " * 2000, "31 February 2013 " * 50, "X " * 3000])
def test_hostile_text(text: str) -> None:
    assert when(text).earliest
