"""Times: every time expression of a report as TIMEX3, resolved against the report's date."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from communique.extract.step import Step
from communique.extract.times.anchors import Anchors, is_narrative
from communique.extract.times.calendar import parse_point
from communique.extract.times.expression import TimeExpression
from communique.extract.times.meaning import Around
from communique.extract.times.scan import EXPRESSIONS
from communique.extract.times.tense import Tense, tense_at
from communique.extract.times.values import time_value
from communique.knowledge.times import writes_day_first
from communique.language.document import PUBLISHED, TIMES, Document
from communique.model import Time
from communique.model.time import TimeType

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
    report = parse_point(published.value)
    anchors = Anchors(report, is_narrative(found, report))

    def tense(one: TimeExpression) -> Tense:
        at = bisect_left(document.starts, one.start)
        return tense_at(document.syntax, min(at, len(document.starts) - 1), at - 1)

    around = Around(anchors, tense, _day_first(document), time_value)
    times = []
    for one in found:
        value = time_value(one, around)
        anchors.tell(
            value.at, opens=one.start - document.sentences[document.sentence_number(one.start)].start <= OPENING
        )
        kind: TimeType = one.rule.type  # type: ignore[assignment]
        sure = value.confidence
        if published.basis == "inferred" and value.at is not None and not one.has("year") and not anchors.narrative:
            sure = round(sure * published.confidence, 3)
        times.append(Time(one.start, one.end, kind, value.value, sure))
    return tuple(times)


def _day_first(document: Document) -> bool | None:
    host = HOST.match(document.report.url or "")
    return writes_day_first(document.report.publisher, host[1] if host else None)
