"""What a text tells of the day on which it was written."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from communique.extract.times import scan
from communique.extract.times.calendar import Point, ends, exists, holiday_date, parse_point
from communique.extract.times.found import Found
from communique.extract.times.tense import Tense, tense_at
from communique.knowledge.offices import Office, holders
from communique.knowledge.times import Landmark, holidays, landmarks
from communique.language.document import Document
from communique.model import Span
from communique.resolve.dating import belief

MOST_NAMES = 40
HEAD = 2  # sentences in which a bare weekday is the day of the news
# "John Kerry", "Ban Ki-moon", "Ursula von der Leyen", "Hassan al-Assad"
NAME_WORD = r"(?:(?:[A-Z]\.){1,3}|[A-Z][\w’'-]+)"
NAME = re.compile(rf"{NAME_WORD}(?:\s(?:(?:al|el|de|von|der|van|bin|da|dos)\s)*(?:al-\s?)?{NAME_WORD}){{0,4}}")
# "former President", "then-Secretary of State"
FORMER = re.compile(r"\b(?:former|ex|then|late|ousted|deposed|onetime|predecessor)\b[\s-]*(?:[\w.’'-]+\s+){0,6}$", re.I)


class Clue(NamedTuple):
    """One piece of evidence."""

    kind: str
    """day, month, year, yearless, weekday, dateline, office, landmark or holiday."""
    span: Span
    logs: Callable[[], belief.Array]
    """Logarithm of how likely each day is, given this alone."""
    reason: str
    """For people."""
    weight: float = 1.0
    words: str = ""


def clues(document: Document) -> list[Clue]:
    """Every clue of a document, in the order of their kinds."""
    found = scan(document)
    dateline = [s for s in document.report.published.evidence if document.report.published.basis == "dateline"]
    listed: list[Clue] = []
    listed += _datelines(document, found, dateline)
    listed += _times(document, [f for f in found if not any(s.start <= f.start < s.end for s in dateline)])
    listed += _landmarks(document)
    listed += _offices(document)
    return listed


def _tense(document: Document, one: Found) -> Tense:
    at = min(bisect_left(document.starts, one.start), len(document.starts) - 1)
    return tense_at(document.syntax, at, at - 1)


def _said(document: Document, one: Found) -> str:
    return " ".join(document.text[one.start : one.end].split())


def point_of(one: Found) -> tuple[int | None, int | None, int | None]:
    """Year, month and day as the words give them."""
    year = one.number("year") if one.has("year") else None
    month = one.value("month", "MONTH") or one.value("month", "MONTHABBR")
    return year, int(month) if month else None, one.number("day") if one.has("day") else None


def _datelines(document: Document, found: list[Found], spans: list[Span]) -> Iterator[Clue]:
    for one in found:
        if one.kind == "date" and any(s.start <= one.start < s.end for s in spans):
            _, month, day = point_of(one)
            if month and day and exists(Point(2000, month, day)):
                words = _said(document, one)
                yield Clue(
                    "dateline", Span(one.start, one.end), lambda m=month, d=day: belief.on_day(m, d),  # type: ignore[misc]
                    f"The dateline gives {words} without a year.", words=words,
                )  # fmt: skip
                return


def _times(document: Document, found: list[Found]) -> Iterator[Clue]:
    explicit: list[tuple[date, date, Tense, Found]] = []
    yearless: list[tuple[int, int | None, Tense, Found]] = []
    for one in found:
        if one.has("bc") or one.kind not in ("date", "year", "weekday", "holiday", "iso", "season"):
            continue
        year, month, day = point_of(one)
        if one.kind == "iso":
            year, month, day = (int(p) for p in one.text("iso")[:10].split("-"))
        if year is not None and belief.FIRST.year <= year <= belief.LAST.year + 30:
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
                    "weekday", Span(one.start, one.end), lambda n=number: belief.on_weekday(n),  # type: ignore[misc]
                    f"The news is of {words}; such news is mostly told on the same day or the next.", words=words,
                )  # fmt: skip
    yield from _explicit(document, explicit)
    yield from _yearless(document, yearless)


def _explicit(document: Document, told: list[tuple[date, date, Tense, Found]]) -> Iterator[Clue]:
    """Dates with a year: the latest that is not to come tells most, and the first that is tells a little."""
    told = [t for t in told if t[0] <= belief.LAST]
    passed = [t for t in told if t[2] != "future"]
    latest = max(passed, key=lambda t: (t[0], -t[1].toordinal()), default=None)
    if latest is not None:
        first, last, tense, one = latest
        words = _said(document, one)
        reason = f"It tells {words} as past" if tense == "past" else f"It names {words}"
        span = Span(one.start, one.end)
        if (last - first).days > 40:
            yield Clue(
                "year", span, lambda: belief.behind_year(first.year), f"{reason}, and no later year.", 1.0, words
            )
        else:
            kind = "day" if first == last else "month"
            sure = tense != "past"
            yield Clue(
                kind, span, lambda: belief.behind_day(first, last, sure), f"{reason}, and no later date.", 1.0, words
            )
    coming = [t for t in told if t[2] == "future" and (latest is None or t[0] > latest[0])]
    following = min(coming, key=lambda t: (t[0], t[1]), default=None)
    if following is not None:
        start, end, _, two = following
        words = _said(document, two)
        yield Clue(
            "year", Span(two.start, two.end), lambda: belief.future(start, end, 700.0, 1.0, -1.5),
            f"{words} is still to come.", 1.0, words,
        )  # fmt: skip


def _yearless(document: Document, told: list[tuple[int, int | None, Tense, Found]]) -> Iterator[Clue]:
    """Days and months without a year. The more they are, the less each counts."""
    if not told:
        return
    share = min(1.0, 1.6 / len(told))
    for month, day, tense, one in told[:12]:
        words = _said(document, one)
        lies = {"past": "has just passed", "future": "is still to come"}.get(tense or "", "is near")
        yield Clue(
            "yearless", Span(one.start, one.end),
            lambda m=month, d=day, t=tense: belief.yearly(m, d, t, 12.0 if d else 45.0, 1.3),  # type: ignore[misc]
            f"It names {words} without a year" + (f", so that day {lies}." if day else "."), share, words,
        )  # fmt: skip
        weekday = one.value("weekday", "WEEKDAY") or one.value("weekday", "DAYABBR")
        if weekday and day:
            yield Clue(
                "yearless", Span(one.start, one.end),
                lambda m=month, d=day, w=int(weekday), t=tense: belief.weekday_of(m, d, w, t),  # type: ignore[misc]
                f"{words}: only some years have that day of the week on that day.", words=words,
            )  # fmt: skip


def _holiday(document: Document, one: Found) -> Iterator[Clue]:
    name = "".join(c for c in one.text("name") if c.isalnum())
    known = next((h for h in holidays() if "".join(c for c in h.name.casefold() if c.isalnum()) == name), None)
    point = holiday_date(known, 2013) if known else None
    if point is None or point.month is None or one.has("year"):
        return
    words, tense = _said(document, one), _tense(document, one)
    yield Clue(
        "holiday", Span(one.start, one.end),
        lambda p=point, t=tense: belief.yearly(p.month or 1, p.day, t, 30.0, 1.0),  # type: ignore[misc]
        f"It names {words}.", 0.4, words,
    )  # fmt: skip


def _landmarks(document: Document) -> Iterator[Clue]:
    """Words for what began, ended or was on everybody's lips at a known time."""
    text = document.view
    named: list[tuple[Landmark, Span]] = []
    for mark in landmarks():
        at = text.find(mark.term)
        while at >= 0:
            end = at + len(mark.term)
            if not (at and text[at - 1].isalnum()) and not text[end : end + 1].isalnum():
                named.append((mark, Span(at, end)))
                break
            at = text.find(mark.term, at + 1)
    # Several words for one affair ("Boston Marathon", "Tsarnaev") fade together: only the latest of them counts so.
    fading = max((m.since for m, _ in named if m.fades), default=None)
    done = False
    for mark, span in named:
        fades = bool(mark.fades) and mark.since == fading and not done
        done = done or fades
        yield _landmark(mark, span, text, fades)


def _landmark(mark: Landmark, span: Span, text: str, fades: bool) -> Clue:
    former = bool(FORMER.search(text[max(span.start - 40, 0) : span.start]))
    reason = f"It names {mark.term}, of which nobody wrote before {mark.since}."
    if mark.until and not former:
        reason = f"It names {mark.term}, which was between {mark.since} and {mark.until}."

    def logs() -> belief.Array:
        found = belief.since(mark.since, -5.0)
        if mark.fades and fades:
            found = belief.past(mark.since, mark.since, float(mark.fades), 1.5, -5.0)
        if mark.until and not former:
            found = found + belief.until(mark.until, -1.5)
        return found

    return Clue("landmark", span, logs, reason, 0.8, mark.term)


@cache
def _holders(name: str) -> tuple[Office, ...]:
    return holders(name)


def _offices(document: Document) -> Iterator[Clue]:
    """People named with the title of an office that the table knows: soft evidence, since titles stick."""
    text = document.view
    seen: set[str] = set()
    for match in NAME.finditer(text):
        words = match.group().replace("’s", "").replace("'s", "").rstrip(".’'").split()
        for length in range(min(len(words), 4), 0, -1):
            name = " ".join(words[-length:])
            offices = _holders(name)
            if not offices:
                continue
            start = (
                match.end() - len(match.group().split(None, len(words) - length)[-1])
                if length < len(words)
                else match.start()
            )
            before = text[max(start - 70, 0) : start].casefold()
            titled = [o for o in offices if before.rstrip().endswith(o.title.casefold())]
            if not titled and length == 1:
                break
            key = f"{name}/{bool(titled)}"
            if key in seen or len(seen) > MOST_NAMES:
                break
            seen.add(key)
            clue = _office(
                name,
                titled or list(offices),
                bool(titled),
                bool(FORMER.search(before)),
                text.count(name) > 2,
                Span(start, match.end()),
            )
            if clue is not None:
                yield clue
            break


def _office(name: str, offices: list[Office], titled: bool, former: bool, often: bool, span: Span) -> Clue | None:
    spans = [_tenure(o) for o in offices]
    first = min(s[0] for s in spans)
    if former:
        ends = [s[1] for s in spans if s[1]]
        if not ends:
            return None
        end = min(ends)
        return Clue(
            "office", span, lambda: belief.since(end, -2.0), f"{name} has left the office, held until {end}.", 1.0, name
        )
    if titled:
        office = offices[-1]
        held = f"from {office.since}" + (f" to {office.until}" if office.until else " on")
        return Clue(
            "office", span, lambda: belief.between(spans, -4.5, -4.5 if often else -2.6),
            f"{name} is named as {office.title}: in office {held}.", 1.0, name,
        )  # fmt: skip
    return Clue(
        "office", span, lambda: belief.between(spans, -1.0, -0.3) + belief.since(first, -1.0, 0.0003),
        f"{name} is named, who held office from {first}.", 1.0, name,
    )  # fmt: skip


def _tenure(office: Office) -> tuple[date, date | None]:
    """First and last day in office, as wide as the table leaves it."""
    since, until = parse_point(office.since), parse_point(office.until)
    return ends(since)[0] if since else belief.FIRST, ends(until)[1] if until else None
