"""The dateline of a report: the place and date that stand before its first sentence, or above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from communique.knowledge.gazetteer import find_city
from communique.knowledge.states import by_capital
from communique.model import Published, Span
from communique.sources.dates import MONTH, WEEKDAY, iso, month_number
from communique.sources.written_dates import written_date

HEADER_LINES = 12
"""Lines from the top among which a dateline, or a date on a line of its own, is looked for."""
HEADER_LINE = 160
"""Characters of a line that may belong to a header rather than to the report."""
CENTURY = 30
"""Years of two digits from here on are of the 20th century, the others of the 21st."""

# "April 17", "Apr. 17, 2013", "Sunday, April 17", "17 April 2013", and before a bracket or dashes "3 APR 90"
DATE = (
    rf"(?i:(?:{WEEKDAY},?\s+)?"
    rf"(?:(?P<m1>{MONTH})\s+(?P<d1>[0-9]{{1,2}})(?:st|nd|rd|th)?|(?P<d2>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{MONTH}))"
    r"(?![0-9])(?:,?\s+(?P<year>(?:1[6-9]|20)[0-9]{2}|[0-9]{2}(?=\s*[(\[/]|\s*--))(?![0-9]))?)"
)
# A word of a place in capitals: "ISTANBUL", "ST.", "N'DJAMENA"
CAPITALS = r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-ZÀ-ÖØ-ÞĀ-Ž'’.\-]+"
# A word of a place as usual: "Istanbul", "Port-au-Prince"
TITLED = r"[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-öø-ž'’.]+(?:-[A-Za-zÀ-ž]+)*"
# The state behind the place: ", South Korea", ", Md.", ", D.C."
REGION = rf"(?:,\s(?!{WEEKDAY})(?:(?:[A-Z]\.)+|{TITLED})(?:\s{TITLED}){{0,2}})?"
# "BEIRUT/THE HAGUE", "SEOUL, South Korea", "UNITED NATIONS"
PLACE = rf"(?P<place>{CAPITALS}(?:[ /]{CAPITALS}){{0,4}}{REGION})"
# "London", "New York", "Tel Aviv, Israel"
TITLED_PLACE = rf"(?P<place>{TITLED}(?:[ /]{TITLED}){{0,3}}{REGION})"
# "(Reuters)", "(AP, AFP)", "/TASS/", "[TEXT]", ", IRNA"
AGENCY = r"(?:[(\[](?P<agency>[^()\[\]\n]{2,60})[)\]]|/[A-Z][A-Za-z -]{1,20}/|,\s[A-Z]{2,8}\b)"
# What ends it: " - ", "--", " –", "—President", ":"
DASH = r"(?:--+|[-–―](?!\w)|—|:(?=\s))"
# ... and what may do without, when an agency stands before: "London, Nov 3 (AFP) The"
END = rf"(?:{DASH}|(?<=[)\]/])(?=\.?\s)|$)"

# In the order in which they are tried at the start of a line.
OPENINGS = tuple(
    re.compile(pattern)
    for pattern in (
        # "ISTANBUL, April 17 (Agency) -", "GENEVA, 3 March 2014 (AP) —", "BRUSSELS, Apr 5 (IRNA)--",
        # "MOSCOW, May 11. /TASS/."
        rf"{PLACE}[,.]\s+(?P<date>{DATE})[.,]?\s*(?:{AGENCY}\.?\s*){{0,2}}{END}",
        # "London, Nov 3", "Tehran, Feb 3, IRNA – ", "Paris, Feb 10, 2014 (AFP) - "
        rf"{TITLED_PLACE},\s+(?P<date>{DATE})[.,]?\s*(?:{AGENCY}\.?\s*){{0,2}}{END}",
        # "WASHINGTON (Reuters) - ", "LA CROSSE, Wis. (AP) —", "WASHINGTON — ", "WASHINGTON—President"
        rf"{PLACE}\s*(?:{AGENCY}\s*(?:{DASH}|(?=\s))|--+|[–—―]|-(?=\s))",
        # "London (CNN) ", "Beijing (Reuters) - "
        rf"{TITLED_PLACE}\s+\((?P<agency>[A-Z][\w .,/]{{1,40}})\)\s*{DASH}?(?=\s)",
        # "(Reuters) - "
        rf"\((?P<agency>[A-Z][\w .,/]{{1,40}})\)\s*{DASH}\s",
    )
)

# "SEOUL North Korea fired", "BEIRUT/ANKARA The": what mirrors leave of a dateline; the places must be cities
BARE = re.compile(rf"(?P<place>{CAPITALS}(?:[ /]{CAPITALS}){{0,2}})(?=[ ][A-Z](?:[a-zß-öø-ž]|\.[A-Z]|[ ][a-z]))")
BARE_LINE = 60
"""Characters that a line has at least to be a paragraph of a report."""

# "For Immediate Release", "Published:", "Last updated at", "Date of publication"
LABEL = (
    r"(?i:(?:for\s+immediate\s+release|date\s+of\s+publication|(?:first\s+|date\s+)?(?:published|posted|updated|issued|released)"
    r"|last\s+(?:updated?|modified)|date)(?:\s+(?:at|on))?\s*[:\-–—]?\s*)"
)
# "10:15 GMT", "| at 9.30 a.m. EST"
CLOCK = r"(?:\s*[|,–—-]?\s*(?:at\s+)?[0-9]{1,2}[:.][0-9]{2}.{0,30})?"
# A full date on a line of its own: "Sunday 25 August 2013", "Published September 24 2016 10:15 GMT", "[18 March 2014]",
# "June 14, 2016 Tuesday"
DATE_LINE = re.compile(rf"[\[(]?{LABEL}?(?P<date>{DATE})(?:,?\s+{WEEKDAY})?[\])]?[,.]?{CLOCK}\s*")
# The same in figures, where they can be read in one way only: "2021-03-03", "Date: 2021-03-03T10:15:00Z", "17.4.2013"
FIGURES_LINE = re.compile(
    rf"[\[(]?{LABEL}?(?P<date>[0-9]{{4}}([-/.])[0-9]{{1,2}}\2[0-9]{{1,2}}|[0-9]{{1,2}}([./])[0-9]{{1,2}}\3[0-9]{{4}})"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?\s?(?:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?)?"
    rf"[\])]?[,.]?{CLOCK}\s*"
)
# A full date that the report begins with: "April 10 2017 Zarif Urges", "Published September 24 2016 Ninety-two"
DATE_START = re.compile(rf"{LABEL}?(?P<date>{DATE})[.:]?\s+(?=[A-Z\"“'‘(]|[–—-]\s)")
# A year in a header line: "(c) 2013 Xinhua"
YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
LINE = re.compile(r"[^\r\n]+")


class Dateline(NamedTuple):
    """Where and when a report says that it was written."""

    span: Span
    """All of it, with the dash: "ISTANBUL, April 17 (Agency) -"."""
    place: Span | None = None
    agency: Span | None = None
    date: Span | None = None
    """The words of the date: "April 17"."""
    value: str | None = None
    """ISO 8601; null when the year is not known."""
    reason: str = ""
    """How the date is known, in a sentence for people; empty without a date."""


def find_dateline(text: str, boilerplate: tuple[Span, ...] = ()) -> Dateline | None:
    """The dateline at the start of a report, or the date above its first paragraph; None when there is neither.

    A year that a dateline leaves out is taken from the lines above it when these name one year only. A dateline
    without a date takes the one that stands alone above it. At last the report's last line is looked at.
    """
    lone: Dateline | None = None
    placed: Dateline | None = None
    years: set[str] = set()
    for number, (start, end) in enumerate(_header(text, boilerplate)):
        found = _opening(text, start, end, years)
        if found and found.date:
            return found
        placed = placed or found
        short = end - start <= HEADER_LINE
        lone = lone or _lone(text, start, end, first=number == 0, whole=short)
        if not short:
            break
        years.update(YEAR.findall(text, start, end))
    lone = lone or _last_line(text, boilerplate)
    return lone._replace(place=placed.place, agency=placed.agency) if lone and placed else lone or placed


def published(line: Dateline) -> Published:
    """What a dateline tells of a report's own date: the date, or where it stands when it lacks its year."""
    return Published(
        line.value,
        line.value,
        line.value,
        "dateline",
        evidence=(line.date,) if line.date else (),
        reasons=(line.reason,),
        confidence=0.95 if line.value else 0.0,
    )


def _header(text: str, boilerplate: tuple[Span, ...]) -> Iterator[tuple[int, int]]:
    """Start and end of the first lines, without blanks and boilerplate in front; lines of nothing else are left out."""
    spans = list(boilerplate)
    number = 0
    for line in LINE.finditer(text):
        start, end = line.span()
        while start < end:
            while spans and spans[0].end <= start:
                spans.pop(0)
            if spans and spans[0].start <= start:
                start = spans[0].end
            elif text[start].isspace():
                start += 1
            else:
                break
        if start < end:
            yield start, end
            number += 1
            if number == HEADER_LINES:
                return


def _opening(text: str, start: int, end: int, years: set[str]) -> Dateline | None:
    for pattern in OPENINGS:
        if match := pattern.match(text, start, end):
            groups = match.groupdict()
            if not groups.get("date") and match.group()[-1] == ")" and not _places_a_report(groups.get("place")):
                continue  # "The International Wheat Council (IWC) met"
            found = Dateline(
                Span(*match.span()),
                place=_span(match, "place"),
                agency=_span(match, "agency"),
            )
            if not groups.get("date"):
                return found
            value = _value(match, groups["year"])
            words = groups["date"]
            if value:
                return found._replace(date=_span(match, "date"), value=value, reason=f"The dateline gives {words}.")
            if len(years) == 1 and (value := _value(match, next(iter(years)))):
                reason = f"The dateline gives {words}, and the lines above it name the year {value[:4]}."
                return found._replace(date=_span(match, "date"), value=value, reason=reason)
            if groups["year"] is None and _value(match, "2000"):
                reason = f"The dateline gives {words} without a year."
                return found._replace(date=_span(match, "date"), reason=reason)
    return _bare(text, start, end)


def _bare(text: str, start: int, end: int) -> Dateline | None:
    """Cities in capitals before a paragraph that goes on in small letters."""
    match = BARE.match(text, start, end) if end - start >= BARE_LINE else None
    if match is None or not all(_is_city(name) for name in match["place"].split("/")):
        return None
    return Dateline(Span(*match.span()), place=_span(match, "place"))


def _places_a_report(place: str | None) -> bool:
    """Whether a place that no dash parts from the text is one: in capitals, or a known city."""
    return place is None or place.isupper() or _is_city(place.split(",")[0])


def _is_city(name: str) -> bool:
    return name == "UNITED NATIONS" or by_capital(name) is not None or find_city(name) is not None


def _lone(text: str, start: int, end: int, *, first: bool, whole: bool) -> Dateline | None:
    """A full date on a line of its own, or one that the report's first line begins with."""
    match = DATE_LINE.fullmatch(text, start, end) if whole else None
    if match is None and first:
        match = DATE_START.match(text, start, end)
    value = _value(match, match["year"]) if match and match["year"] else None
    if match is None and whole and (match := FIGURES_LINE.fullmatch(text, start, end)):
        written = written_date(match["date"])
        value = written.value if written else None
    if match is None or value is None:
        return None
    reason = f"The report's head gives {match['date']}."
    return Dateline(Span(*match.span("date")), date=_span(match, "date"), value=value, reason=reason)


def _last_line(text: str, boilerplate: tuple[Span, ...]) -> Dateline | None:
    """A full date on the last line that is not boilerplate."""
    end = len(text)
    spans = list(boilerplate)
    while end > 0:
        while spans and spans[-1].start >= end:
            spans.pop()
        if spans and spans[-1].end >= end:
            end = spans[-1].start
        elif text[end - 1].isspace():
            end -= 1
        else:
            break
    start = max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1
    if start == 0 or end - start > HEADER_LINE:
        return None
    found = _lone(text, start, end, first=False, whole=True)
    return found._replace(reason=found.reason.replace("head", "last line", 1)) if found else None


def _value(match: re.Match[str], year: str | None) -> str | None:
    if year is None:
        return None
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= CENTURY else 2000
    return iso(number, month_number(match["m1"] or match["m2"]), int(match["d1"] or match["d2"]))


def _span(match: re.Match[str], group: str) -> Span | None:
    if group not in match.re.groupindex or match[group] is None:
        return None
    return Span(*match.span(group))
