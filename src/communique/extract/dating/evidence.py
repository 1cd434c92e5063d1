"""What a text tells of the day on which it was written."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from communique.extract.dating import posterior
from communique.extract.dating.clue import Clue
from communique.extract.dating.contests import contest_clues
from communique.extract.dating.landmarks import landmark_clues, office_clues
from communique.extract.times import (
    EXPRESSIONS,
    Point,
    Tense,
    TimeExpression,
    ends,
    exists,
    holiday_date,
    tense_at,
)
from communique.knowledge.times import holidays
from communique.knowledge.word_lists import word_list
from communique.language.document import Document
from communique.model import Span

FUTURE = 0.6  # a year to come is often one that was to come when somebody spoke
AHEAD, AHEAD_FALLS, AHEAD_LEAST = (
    60.0,
    1.3,
    -2.5,
)  # days by which the text lies before a date to come, and how it falls off
BEGUN = -2.0  # a day before one since which something has been
NEAR = {"past": 0.3, "present": 0.45}  # share of days with a year that are the report's own time, by tense ...
NEAR_ELSE = 0.7  # ... and of those to come or without a verb
YEARLESS = 1.6  # so many dates without a year count in full, more of them share it
DAY_SPREAD, MONTH_SPREAD, YEARLESS_FALLS = 12.0, 45.0, 1.3  # days between a date without a year and the text
HOLIDAY_SPREAD, HOLIDAY_WEIGHT = 30.0, 0.4  # a holiday is often only spoken of
HEAD = 2  # sentences in which a bare weekday is the day of the news
# "election", "presidential race", "Olympics": what a year is named for before it comes, too
CONTEST = re.compile(
    r"[\s,]{0,2}(?:[A-Za-z-]+ ){0,2}(?:elections?|race|campaign|primary|primaries|midterms?|nomination|nominee|cycle"
    r"|bid|hopefuls?|contenders?|candidates?|Olympics|Games|World Cup|season|budget|vote|ballot)\b"
)
# "by the end of 2015", "since at least 2009"
LEAD = re.compile(
    r"\b(by|until|since|through)\s+(?:the\s+)?(?:(?:end|start|beginning|middle)\s+of\s+"
    r"|at least\s+|early\s+|late\s+|mid-?\s*)*\Z",
    re.I,
)


def clues(document: Document) -> list[Clue]:
    """Every clue of a document, in the order of their kinds."""
    found = list(document.index(EXPRESSIONS))
    dateline = [s for s in document.report.published.evidence if document.report.published.basis == "dateline"]
    listed: list[Clue] = []
    listed += _datelines(document, found, dateline)
    listed += _times(document, [f for f in found if not any(s.start <= f.start < s.end for s in dateline)])
    listed += landmark_clues(document)
    listed += office_clues(document)
    listed += contest_clues(document)
    return listed


def _tense(document: Document, one: TimeExpression) -> Tense:
    at = min(bisect_left(document.starts, one.start), len(document.starts) - 1)
    return tense_at(document.syntax, at, at - 1)


def _said(document: Document, one: TimeExpression) -> str:
    return " ".join(document.text[one.start : one.end].split())


def point_of(one: TimeExpression) -> tuple[int | None, int | None, int | None]:
    """Year, month and day as the words give them."""
    year = one.number("year") if one.has("year") else None
    month = one.value("month", "MONTH") or one.value("month", "MONTHABBR")
    return year, int(month) if month else None, one.number("day") if one.has("day") else None


def _datelines(document: Document, found: list[TimeExpression], spans: list[Span]) -> Iterator[Clue]:
    for one in found:
        if one.kind == "date" and any(s.start <= one.start < s.end for s in spans):
            _, month, day = point_of(one)
            if month and day and exists(Point(2000, month, day)):
                words = _said(document, one)
                yield Clue(
                    "dateline", Span(one.start, one.end), lambda m=month, d=day: posterior.on_day(m, d),  # type: ignore[misc]
                    f"The dateline gives {words} without a year.", words=words,
                )  # fmt: skip
                return


def _times(document: Document, found: list[TimeExpression]) -> Iterator[Clue]:
    explicit: list[tuple[date, date, Tense, TimeExpression]] = []
    yearless: list[tuple[int, int | None, Tense, TimeExpression]] = []
    for one in found:
        if one.has("bc") or one.kind not in ("date", "year", "weekday", "holiday", "iso", "season"):
            continue
        year, month, day = point_of(one)
        if one.kind == "iso":
            year, month, day = (int(p) for p in one.text("iso")[:10].split("-"))
        if year is not None and posterior.FIRST.year <= year <= posterior.LAST.year + 30:
            point = Point(year, month, day)
            if not exists(point):
                continue
            explicit.append((*ends(point), _tense(document, one), one))
        elif (
            one.kind == "date"
            and month
            and not one.has("dir")
            and one.follows is None
            and exists(Point(2000, month, day))
        ):
            yearless.append((month, day, _tense(document, one), one))
        elif one.kind == "holiday":
            yield from _holiday(document, one)
        elif one.kind == "weekday" and not one.has("dir") and not one.has("day"):
            number = int(one.value("weekday", "WEEKDAY") or 0)
            head = document.sentence_number(one.start) < HEAD and _tense(document, one) not in ("future", "present")
            if number and head:
                words = _said(document, one)
                yield Clue(
                    "weekday", Span(one.start, one.end), lambda n=number: posterior.on_weekday(n),  # type: ignore[misc]
                    f"The news is of {words}; such news is mostly told on the same day or the next.", words=words,
                )  # fmt: skip
    yield from _explicit(document, explicit)
    yield from _yearless(document, yearless)


def _explicit(document: Document, told: list[tuple[date, date, Tense, TimeExpression]]) -> Iterator[Clue]:
    """Dates with a year: the latest that is not to come tells most, and the first that is tells a little."""
    told = [t for t in told if t[0] <= posterior.LAST]
    leads = [_lead(document, t[3]) for t in told]
    coming = [t for t, lead in zip(told, leads, strict=True) if t[2] == "future"]
    passed = [
        t for t, lead in zip(told, leads, strict=True) if t[2] != "future" and (lead not in word_list("passed_by"))
    ]
    latest = max(passed, key=lambda t: (t[0].year, t[0], -t[1].toordinal()), default=None)
    if latest is not None:
        yield _latest(document, latest, told)
    following = min((t for t in coming if latest is None or t[0] > latest[0]), key=lambda t: t[:2], default=None)
    if following is not None:
        first, last, _, two = following
        words = _said(document, two)
        whole = (last - first).days > 40

        def coming_year(first: date = first, last: date = last, whole: bool = whole) -> posterior.Array:
            if whole:
                return posterior.behind_year(first.year, "future")
            return posterior.future(first, last, AHEAD, AHEAD_FALLS, AHEAD_LEAST)

        yield Clue(
            "year", Span(two.start, two.end), coming_year,
            f"{words} is still to come.", FUTURE, words,
        )  # fmt: skip
    begun = max((t for t, lead in zip(told, leads, strict=True) if lead == "since"), key=lambda t: t[0], default=None)
    if begun is not None and begun[2] != "future":
        end, words = begun[1], _said(document, begun[3])
        yield Clue(
            "year", Span(begun[3].start, begun[3].end), lambda: posterior.since(end, BEGUN),
            f"It tells what has been since {words}.", 1.0, words,
        )  # fmt: skip


def _lead(document: Document, one: TimeExpression) -> str:
    """The word before a date that tells on which side of it the text lies: "by", "until", "since", "through"."""
    found = LEAD.search(document.view, max(one.start - 40, 0), one.start)
    return found[1].casefold() if found else ""


def _latest(
    document: Document,
    latest: tuple[date, date, Tense, TimeExpression],
    told: list[tuple[date, date, Tense, TimeExpression]],
) -> Clue:
    """How far behind the latest date a report lies, by how the date is told (time_lags.tsv)."""
    first, last, tense, one = latest
    words, span = _said(document, one), Span(one.start, one.end)
    reason = f"It tells {words} as past" if tense == "past" else f"It names {words}"
    if first == last:
        near = NEAR.get(tense or "", NEAR_ELSE)
        return Clue("day", span, lambda: posterior.behind_day(first, near), f"{reason}, and no later date.", 1.0, words)
    if (last - first).days <= 40:
        month = lambda: posterior.behind_month(first.year, first.month)  # noqa: E731
        return Clue("month", span, month, f"{reason}, and no later date.", 1.0, words)
    years = [t[0].year for t in told]
    kind = "past"
    if CONTEST.match(document.view, one.end):
        kind = "contest"
    elif tense != "past":
        kind = "present"
    elif years.count(first.year) > 1 or first.year - 1 in years:
        kind = "repeated"
    return Clue(
        "year", span, lambda: posterior.behind_year(first.year, kind), f"{reason}, and no later year.", 1.0, words
    )


def _yearless(document: Document, told: list[tuple[int, int | None, Tense, TimeExpression]]) -> Iterator[Clue]:
    """Days and months without a year. The more they are, the less each counts."""
    if not told:
        return
    share = min(1.0, YEARLESS / len(told))
    for month, day, tense, one in told[:12]:
        words = _said(document, one)
        lies = {"past": "has just passed", "future": "is still to come"}.get(tense or "", "is near")
        yield Clue(
            "yearless", Span(one.start, one.end),
            lambda m=month, d=day, t=tense: posterior.yearly(  # type: ignore[misc]
                m, d, t, DAY_SPREAD if d else MONTH_SPREAD, YEARLESS_FALLS
            ),
            f"It names {words} without a year" + (f", so that day {lies}." if day else "."), share, words,
        )  # fmt: skip
        weekday = one.value("weekday", "WEEKDAY") or one.value("weekday", "DAYABBR")
        if weekday and day:
            yield Clue(
                "yearless", Span(one.start, one.end),
                lambda m=month, d=day, w=int(weekday), t=tense: posterior.weekday_of(m, d, w, t),  # type: ignore[misc]
                f"{words}: only some years have that day of the week on that day.", words=words,
            )  # fmt: skip


def _holiday(document: Document, one: TimeExpression) -> Iterator[Clue]:
    name = "".join(c for c in one.text("name") if c.isalnum())
    known = next((h for h in holidays() if "".join(c for c in h.name.casefold() if c.isalnum()) == name), None)
    point = holiday_date(known, 2013) if known else None
    if point is None or point.month is None or one.has("year"):
        return
    words, tense = _said(document, one), _tense(document, one)
    yield Clue(
        "holiday", Span(one.start, one.end),
        lambda p=point, t=tense: posterior.yearly(p.month or 1, p.day, t, HOLIDAY_SPREAD),  # type: ignore[misc]
        f"It names {words}.", HOLIDAY_WEIGHT, words,
    )  # fmt: skip
