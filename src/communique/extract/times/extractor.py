"""Times: every time expression of a report as TIMEX3, resolved against the report's date."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from communique.extract.step import Step
from communique.extract.times.anchors import Anchors, is_narrative
from communique.extract.times.calendar import Point, parse_point
from communique.extract.times.expression import TimeExpression, amount
from communique.extract.times.meaning import Around
from communique.extract.times.scan import EXPRESSIONS
from communique.extract.times.tense import Tense, plain_tense, tense_at
from communique.extract.times.values import time_value
from communique.knowledge.times import writes_day_first
from communique.knowledge.word_lists import word_list
from communique.language.document import PUBLISHED, TIMES, Document
from communique.model import Time
from communique.model.time import TimeType
from communique.sources.dates import shifted

LEAD = 250  # characters in which a report's news begins, behind its dateline
OPENING = 12  # characters of a sentence in which the date that opens it begins: "In late ", "By the "
HOST = re.compile(r"https?://(?:[^/@]*@)?([^/:?#]+)", re.I)  # "https://www.example.co.uk/news"


class Times(Step):
    """Every time expression, resolved."""

    name = "times"
    needs = (PUBLISHED,)
    gives = (TIMES,)

    def __call__(self, document: Document) -> None:
        """Time expressions in text order; none overlaps another."""
        document.layers.give(TIMES, read_times(document, document.index(EXPRESSIONS)))


def read_times(document: Document, found: Sequence[TimeExpression]) -> tuple[Time, ...]:
    """The expressions resolved, against the date in ``document.published`` where they need one.

    When that date was itself inferred from the text, what is resolved against it is no surer than it is.
    """
    published = document.published
    report = _news_day(document, found, parse_point(published.value))
    anchors = Anchors(report, is_narrative(found, report))

    def tense(one: TimeExpression) -> Tense:
        at = bisect_left(document.starts, one.start)
        if at < len(document.starts) and (_awaited(document, at) or _counted_down(document, one, report)):
            return "future"
        return tense_at(document.syntax, min(at, len(document.starts) - 1), at - 1)

    def plainly(one: TimeExpression) -> Tense:
        at = bisect_left(document.starts, one.start)
        return plain_tense(document.syntax, at - 1) if 0 < at < len(document.starts) else None

    around = Around(anchors, tense, _day_first(document), plainly, time_value)
    times = []
    for one in found:
        sentence = document.sentence_number(one.start)
        anchors.enter(sentence)
        value = time_value(one, around)
        if one.kind == "date":
            anchors.link(value.at, sentence, dated=one.has("year") or anchors.chain is not None)
        anchors.tell(
            value.at, opens=one.start - document.sentences[document.sentence_number(one.start)].start <= OPENING
        )
        kind: TimeType = one.rule.type  # type: ignore[assignment]
        sure = value.confidence
        if published.basis == "inferred" and value.at is not None and not one.has("year") and not anchors.narrative:
            sure = round(sure * published.confidence, 3)
        times.append(Time(one.start, one.end, kind, value.value, sure))
    return tuple(times)


def _awaited(document: Document, at: int) -> bool:
    """Whether words before a time say that it is still to come.

    "Ahead of [Thursday's] talks", "in preparation for Friday's summit", "was put off until Monday".
    """
    before = [t.text.casefold() for t in document.syntax[max(at - 3, 0) : at]]
    if not before:
        return False
    if before[-1] in ("of", "to", "for") and set(before[:-1][-1:]) & word_list("time_awaiting"):
        return True
    if before[-3:] == ["-", "up", "to"]:  # "in the run-up to"
        return True
    if before[-1] not in ("until", "till", "to"):
        return False
    words = {t.text.casefold() for t in document.syntax[at - 1].sent}
    return bool(words & word_list("time_postponing"))


COUNTED = re.compile(r"(\w+) (day|hour)s? before$", re.I)


def _counted_down(document: Document, one: TimeExpression, report: Point | None) -> bool:
    """Whether a weekday is so many days off the report: "two days before Friday's summit, Kenya replaced ...".

    The coming one is meant when what happened so long before it is of the report's own day or the one before.
    """
    own, weekday = report.date if report is not None else None, one.value("weekday", "WEEKDAY")
    if own is None or weekday is None or one.kind != "weekday":
        return False
    told = COUNTED.search(" ".join(document.view[max(one.start - 40, 0) : one.start].split()[-3:]))
    number = amount([told[1].casefold()]) if told else None
    if told is None or number is None:
        return False
    days = int(number) if told[2].casefold() == "day" else 0
    ahead = (int(weekday) - own.isoweekday()) % 7
    return ahead > 0 and 0 <= days - ahead <= 1


def _news_day(document: Document, found: Sequence[TimeExpression], report: Point | None) -> Point | None:
    """The day from which the report tells: its own, or the next where its news is of "tomorrow".

    A first sentence whose news was done on the weekday of the day after ("SEOUL The North fired a missile on Friday",
    of a Thursday) was written where that day had come already; news is not six days old.
    """
    own = report.date if report is not None else None
    if own is None or document.published.basis != "metadata":
        return report
    first = next((f for f in found if f.rule.kind == "weekday"), None)
    if first is None or first.has("dir") or first.has("day") or first.date is not None:
        return report
    number = int(first.value("weekday", "WEEKDAY") or first.value("weekday", "DAYABBR") or 0)
    tomorrow = shifted(own, 1)
    if tomorrow is None or tomorrow.isoweekday() != number:
        return report
    if document.sentences[document.sentence_number(first.start)].start > LEAD:
        return report
    at = bisect_left(document.starts, first.start)
    if tense_at(document.syntax, min(at, len(document.starts) - 1), at - 1) != "past":
        return report
    return Point(tomorrow.year, tomorrow.month, tomorrow.day)


def _day_first(document: Document) -> bool | None:
    host = HOST.match(document.report.url or "")
    return writes_day_first(document.report.publisher, host[1] if host else None)
