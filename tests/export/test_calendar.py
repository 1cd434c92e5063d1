"""The calendar of records, as lines and as iCalendar."""

from __future__ import annotations

import re

import pytest

from communique.export.calendar import CalendarEntry, MeetingReport, calendar, calendar_lines
from communique.export.ical import days, render
from communique.model import Actor, MadeBy, Meeting, Mention, Place, Record, Span, make_report

TEXT = "Kenya and Uganda met in Kigali."


def record(
    source: str,
    date: str,
    start: str | None,
    *,
    status: str = "held",
    place: str | None = "Kigali",
    who: tuple[str, ...] = ("Kenya", "Uganda"),
    title: str = "meeting of Kenya and Uganda",
) -> Record:
    """A record of one meeting."""
    actors = tuple(Actor(f"a{n}", n, "state", (Mention(0, 5, "name"),), country=n[:3].upper()) for n in who)
    where = Place(place, "RWA" if place == "Kigali" else "PER") if place else None
    meeting = Meeting(
        f"m{source}", title, "talks", status, (Span(0, len(TEXT)),), start=start, end=start,  # type: ignore[arg-type]
        place=where, participants=tuple(a.id for a in actors), confidence=0.7,
    )  # fmt: skip
    return Record(MadeBy(1, "0", {}), make_report(TEXT, source, date=date), actors=actors, meetings=(meeting,))


def test_a_meeting_of_two_reports_is_one_entry() -> None:
    entries = calendar([record("a", "2015-03-18", "2015-03-17"), record("b", "2015-03-19", "2015-03-17")])
    assert [(e.start, len(e.told)) for e in entries] == [("2015-03-17", 2)]


@pytest.mark.parametrize(
    "other",
    [
        record("b", "2015-03-19", "2015-03-18"),
        record("b", "2015-03-19", "2015-03-17", who=("Peru", "Chile")),
        record("b", "2015-03-19", "2015-03-17", place="Lima"),
    ],
)
def test_another_day_place_or_company_is_another(other: Record) -> None:
    assert len(calendar([record("a", "2015-03-18", "2015-03-17"), other])) == 2


def test_the_latest_report_says_what_became_of_it() -> None:
    plan = record("a", "2015-03-01", "2015-03-17", status="planned")
    end = record("b", "2015-03-16", "2015-03-17", status="cancelled")
    assert [e.status for e in calendar([end, plan])] == ["cancelled"]


def test_undated_ones_come_last() -> None:
    entries = calendar([record("a", "2015-03-18", None, who=("Peru",)), record("b", "2015-03-18", "2015-03-17")])
    assert [e.start for e in entries] == ["2015-03-17", None]


def test_lines_show_day_status_and_source() -> None:
    text = "".join(calendar_lines(calendar([record("x/a.txt", "2015-03-18", "2015-03-17")])))
    assert "2015-03-17" in text
    assert "held" in text
    assert "a.txt" in text


def entry(**changes: object) -> CalendarEntry:
    values: dict[str, object] = {
        "uid": "m1", "title": "Talks", "format": "talks", "status": "held", "start": "2015-03-17",
        "end": "2015-03-17", "place": "Kigali", "country": "RWA", "body": None, "participants": ("Kenya",),
        "told": (MeetingReport("a.txt", "2015-03-18", "met"),), "confidence": 0.7,
    }  # fmt: skip
    return CalendarEntry(**{**values, **changes})  # type: ignore[arg-type]


def ics(*entries: CalendarEntry) -> str:
    return "".join(render(entries))


def test_an_event_of_a_whole_day() -> None:
    text = ics(entry())
    assert "DTSTART;VALUE=DATE:20150317\r\nDTEND;VALUE=DATE:20150318\r\n" in text
    assert "STATUS:CONFIRMED" in text
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VCALENDAR\r\n")


@pytest.mark.parametrize(
    ("start", "end", "first", "behind"),
    [
        ("2015-03", "2015-03", "20150301", "20150401"),
        ("2015", "2015", "20150101", "20160101"),
        ("2016-02", "2016-02", "20160201", "20160301"),
        ("2015-03-17", "2015-03-19", "20150317", "20150320"),
        ("2015-12-31", None, "20151231", "20160101"),
    ],
)
def test_days_of_an_event(start: str, end: str | None, first: str, behind: str) -> None:
    text = ics(entry(start=start, end=end))
    assert f"DTSTART;VALUE=DATE:{first}\r\nDTEND;VALUE=DATE:{behind}\r\n" in text


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (None, None),
        ("2015-02-31", "2015-02-31"),
        ("0000", "0000"),
        ("2015-03-19", "2015-03-17"),
        ("9999-13", "9999-13"),
    ],
)
def test_what_has_no_day_is_left_out(start: str | None, end: str | None) -> None:
    assert days(entry(start=start, end=end)) is None
    assert "VEVENT" not in ics(entry(start=start, end=end))


def test_the_last_day_of_all_has_none_behind_it() -> None:
    assert "VEVENT" in ics(entry(start="9999-12-31", end="9999-12-31"))


def test_no_line_is_longer_than_75_octets() -> None:
    text = ics(entry(title="Überaus " * 40, place="Zürich" * 30))
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    unfolded = text.replace("\r\n ", "")
    assert "SUMMARY:" + "Überaus " * 40 in unfolded


def test_text_cannot_end_its_property() -> None:
    text = ics(entry(title="a\r\nEND:VEVENT, b; c\\d\x00", participants=("x\nATTENDEE:mailto:y",)))
    assert text.count("END:VEVENT") == 2  # once escaped within the summary
    assert len(re.findall(r"^END:VEVENT\r$", text, re.M)) == 1
    assert not re.search(r"^ATTENDEE", text, re.M)


def test_a_cancelled_one_says_so() -> None:
    text = ics(entry(status="cancelled"))
    assert "STATUS:CANCELLED" in text
    assert "SUMMARY:Talks (cancelled)" in text


def test_the_same_entries_give_the_same_bytes() -> None:
    assert ics(entry()) == ics(entry())
