"""Time expressions: found by rules over words, resolved against the report's date and the tense around them.

Dating reads the same expressions before they are resolved, and reckons with the same calendar.
"""

from communique.extract.times.calendar import Point, ends, exists, holiday_date, parse_point
from communique.extract.times.expression import TimeExpression
from communique.extract.times.extractor import Times, read_times
from communique.extract.times.scan import EXPRESSIONS
from communique.extract.times.tense import Tense, tense_at

__all__ = [
    "EXPRESSIONS",
    "Point",
    "Tense",
    "TimeExpression",
    "Times",
    "ends",
    "exists",
    "holiday_date",
    "parse_point",
    "read_times",
    "tense_at",
]
