"""Times: every time expression of a report as TIMEX3, resolved against the report's date."""

from __future__ import annotations

from bisect import bisect_left

from communique.extract.times.anchors import Anchors, is_narrative
from communique.extract.times.calendar import parse_point
from communique.extract.times.found import Found
from communique.extract.times.meaning import Around
from communique.extract.times.scan import scan
from communique.extract.times.tense import Tense, tense_at
from communique.extract.times.values import resolve
from communique.language.document import Document
from communique.model import Time
from communique.model.time import TimeType

# Publishers' countries that write the month first: 7/8/2013 is 8 July there
MONTH_FIRST_DOMAINS = (".gov", ".mil", ".us")

OPENING = 12  # characters of a sentence in which the date that opens it begins: "In late ", "By the "


class Times:
    """Every time expression, resolved."""

    name = "times"
    needs = frozenset({"syntax"})
    gives = "times"

    def __call__(self, document: Document) -> tuple[Time, ...]:
        """Time expressions in text order; none overlaps another."""
        return read_times(document, scan(document))


def read_times(document: Document, found: list[Found]) -> tuple[Time, ...]:
    """The expressions resolved, against the date in ``document.report.published`` where they need one."""
    report = parse_point(document.report.published.value)
    anchors = Anchors(report, is_narrative(found, report))

    def tense(one: Found) -> Tense:
        at = bisect_left(document.starts, one.start)
        return tense_at(document.syntax, min(at, len(document.starts) - 1), at - 1)

    around = Around(anchors, tense, None, resolve)
    times = []
    for one in found:
        value = resolve(one, around)
        anchors.tell(
            value.at, opens=one.start - document.sentences[document.sentence_number(one.start)].start <= OPENING
        )
        kind: TimeType = one.rule.type  # type: ignore[assignment]
        times.append(Time(one.start, one.end, kind, value.value, value.confidence))
    return tuple(times)
