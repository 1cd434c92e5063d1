"""Days and stretches of days out of TIMEX3 values, and which time expression belongs to a word of the tree."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

import msgspec

from communique.knowledge.meetings import nouns
from communique.knowledge.nominals import nominals
from communique.knowledge.titles import title
from communique.knowledge.word_lists import word_list
from communique.language.clauses import SUBJECTS, agent, governing_verb
from communique.language.document import TIMES, Document
from communique.language.layers import Index
from communique.language.span_index import SpanIndex
from communique.language.tags import (
    ADVERBIALS,
    BEFORE_DATES,
    COMMON_NOUNS,
    PARTICLES,
    PROPER_NOUNS,
    STAND_INS,
    VERBS_AND_MODALS,
)
from communique.language.tree import Token
from communique.model import Span, Time
from communique.sources.dates import shifted

DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?")  # "2013-04-17", "2013-04-17TEV"
MONTH = re.compile(r"\d{4}-\d\d")  # "2013-04"
YEAR = re.compile(r"\d{4}")  # "2013"
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")  # "2013-W15", "2013-W15-WE"
QUARTER = re.compile(r"(\d{4})-Q([1-4])")  # "2013-Q3"
SEASON = re.compile(r"(\d{4})-(SP|SU|FA|AU|WI)")  # "2016-FA"
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}
"""First month of each, in the north."""
JOINING = re.compile(r"\s*(?:-|–|to|and|until)\s*")  # "March 21-22"
CLOCK = re.compile(r"(?:(?:about|around) )?[\d:.]+(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?|noon|midnight", re.I)
"""A time of day without its day: "about 5 p.m.", "12:50 p.m. ET", "noon"."""
SHORTLY = 80  # characters before a time among which "since" stands
BOUNDS = frozenset(("before", "after", "since", "until", "till", "by", "ahead", "following"))
WHEN = frozenset(("around", "at", "during", "early", "in", "late", "on", "over", "throughout", "upon"))
"""Prepositions of when something was: "over the weekend"."""
TIMELESS = PROPER_NOUNS | STAND_INS
"""The tags of words that have no time of their own."""
MAX_CLIMB = 10


class DateRange(msgspec.Struct, frozen=True):
    """First and last day of a time, ISO 8601, as precise as known; one day is both."""

    start: str
    end: str

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.start == self.end and len(self.start) == 10

    @property
    def iso(self) -> str:
        """As the record has it: "2013-04-17", an interval "2013-04-15/2013-04-21"."""
        return self.start if self.start == self.end else f"{self.start}/{self.end}"

    def agrees(self, other: DateRange) -> bool:
        """Whether the two can be the same time: one lies in the other."""
        a, b = (self.start, _last(self.end)), (other.start, _last(other.end))
        return a[0] <= b[1] and b[0] <= a[1]


def _last(date: str) -> str:
    """A date padded so that it sorts behind every day that it holds."""
    return date if len(date) == 10 else date + "-99"


def dates_of(value: str) -> DateRange | None:
    """The days that a TIMEX3 value stands for; None for what has no place in the calendar ("P2Y", "PAST_REF")."""
    if "/" in value:
        first, second = (dates_of(part) for part in value.split("/", 1))
        return DateRange(first.start, second.end) if first and second and first.start <= second.end else first or second
    if day := DAY.fullmatch(value):
        return DateRange(day[1], day[1])
    if value.startswith("0000"):
        return None
    if MONTH.fullmatch(value) or YEAR.fullmatch(value):
        return DateRange(value, value)
    if week := WEEK.fullmatch(value):
        try:
            monday = datetime.date.fromisocalendar(int(week[1]), int(week[2]), 1)
        except ValueError:
            return None
        first_day, last = shifted(monday, 5 if week[3] else 0), shifted(monday, 6)
        return DateRange(first_day.isoformat(), (last or datetime.date.max).isoformat()) if first_day else None
    if season := SEASON.fullmatch(value):
        first_month = SEASONS[season[2]]
        return DateRange(f"{season[1]}-{first_month:02d}", f"{season[1]}-{min(first_month + 2, 12):02d}")
    if quarter := QUARTER.fullmatch(value):
        month = 3 * int(quarter[2]) - 2
        return DateRange(f"{quarter[1]}-{month:02d}", f"{quarter[1]}-{month + 2:02d}")
    return None


def is_time(document: Document, token: Token) -> bool:
    """Whether a token begins inside a time expression: "Monday" in "on Monday" names no place and no topic."""
    return bool(document.index(TIMES_AT).around(token.idx, token.idx + 1))


def times_from(document: Document, span: Span) -> Sequence[Time]:
    """The time expressions that begin inside a span, in text order."""
    times = document.times
    first = bisect_left(times, span.start, key=attrgetter("start"))
    return times[first : bisect_left(times, span.end, lo=first, key=attrgetter("start"))]


class Adjunct(msgspec.Struct, frozen=True):
    """A dated time that hangs on a word as its adjunct: "said [on Monday]", "minister [since 2014]"."""

    time: Time
    dates: DateRange
    words: tuple[str, ...]
    """The prepositions from the time up to the word, in lower case: "told reporters [in] Oslo [on] Monday"."""

    @property
    def then(self) -> bool:
        """Whether it tells when and no bound: "on Monday", "Monday's", not "since Monday" or "by Monday"."""
        return BOUNDS.isdisjoint(self.words) and (not self.words or self.words[0] in WHEN)


class TimeIndex:
    """The dated time expressions of a document, and to which words they belong."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.times = [(t, d) for t in document.times if t.type in ("DATE", "TIME") and (d := dates_of(t.value))]
        view = document.view
        self.days = [(t, d) for t, d in self.times if t.type == "DATE" or not CLOCK.fullmatch(view[t.start : t.end])]
        """Those that tell their day: "at 5 p.m." does not."""
        self._starts = [t.start for t, _ in self.days]
        self._all_starts = [t.start for t, _ in self.times]
        self._timed = {token.i for t, _ in self.times for token in document.tokens_in(Span(t.start, t.end))}
        self._adjuncts: dict[int, list[Adjunct]] = {}
        for time, dates in self.days:
            for word, prepositions in self._way_up(time):
                self._adjuncts.setdefault(word.i, []).append(Adjunct(time, dates, prepositions))

    def adjuncts(self, word: Token) -> list[Adjunct]:
        """The dated times that hang on a word, in text order.

        A time hangs on the word above it and, where that has no time of its own (a name, a pronoun, who acts), on the
        next one too: "told [reporters] [in Oslo] on Monday" was told on Monday, "an attack on Monday" is the attack's.
        """
        return self._adjuncts.get(word.i, [])

    def _way_up(self, time: Time) -> Iterator[tuple[Token, tuple[str, ...]]]:
        """The words that a time hangs on, the nearest first, each with the prepositions on the way to it."""
        inside = self.document.tokens_in(Span(time.start, time.end))
        here: Token | None = next((t for t in inside if not time.start <= t.head.idx < time.end), None)
        words: tuple[str, ...] = ()
        if here is not None and here.dep_ in SUBJECTS:
            return  # "Monday saw"
        for _ in range(MAX_CLIMB):
            if here is None or here.head is here:
                return
            here = here.head
            if here.tag_ in PARTICLES and here.tag_ not in VERBS_AND_MODALS:
                words += (here.text.casefold(),)
                continue
            yield here, words
            if not self._timeless(here) or here.dep_ == "appos":
                return

    def _timeless(self, word: Token) -> bool:
        """Whether a word has no time of its own: a name, a pronoun, who acts, another time."""
        low = word.text.casefold()
        return (
            word.tag_ in TIMELESS
            or word.i in self._timed
            or (low in nominals() and low not in nouns())
            or title(low) is not None
        )

    def days_in(self, span: Span) -> list[tuple[Time, DateRange]]:
        """The times that tell their day and lie wholly inside a span, in text order."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [(t, d) for t, d in self.days[first:last] if t.end <= span.end]

    def _from(self, span: Span) -> list[tuple[Time, DateRange]]:
        first, last = bisect_left(self._all_starts, span.start), bisect_left(self._all_starts, span.end)
        return self.times[first:last]

    def inside(self, span: Span) -> DateRange | None:
        """The first dated time inside a span, none behind "since"; two that a dash joins are one stretch."""
        view = self.document.view
        found = [
            (t, d)
            for t, d in self._from(span)
            if t.end <= span.end and not view[max(t.start - SHORTLY, 0) : t.start].rstrip().endswith("since")
        ]
        return self.joined(found) if found else None

    def of(self, noun: Token, carriers: tuple[Token, ...], sentence: Span) -> DateRange | None:
        """The time that hangs on a noun, or on one of the verbs that carry it, in its sentence.

        A time hangs on a word if the way up the tree to that word passes no other verb, save one in a clause on it.
        """
        here = self._from(sentence)
        goals = [noun, *carriers]
        ranked: list[tuple[int, int, tuple[Time, DateRange]]] = []
        for time, dates in here:
            token = self.document.token_at(time.start)
            rank = _way(token, goals) if token is not None else None
            if token is not None and rank is not None:
                ranked.append((rank, abs(token.i - noun.i), (time, dates)))
        if not ranked:
            return self._right_behind(noun, here)
        best = min(r[0] for r in ranked)
        chosen = [r[2] for r in sorted(ranked, key=lambda r: r[2][0].start) if r[0] == best]
        return self.joined(chosen)

    def _right_behind(self, noun: Token, here: list[tuple[Time, DateRange]]) -> DateRange | None:
        """ "the meeting in Istanbul on April 20", where the tree hangs the day elsewhere."""
        for time, dates in here:
            token = self.document.token_at(time.start)
            if token is None or not 0 < token.i - noun.i <= 8:
                continue
            between = [t for t in noun.doc[noun.i + 1 : token.i] if not t.is_space]
            if all(t.tag_ in BEFORE_DATES and t.text != "that" for t in between):
                return dates
        return None

    def stretch(self, found: list[tuple[Time, DateRange]]) -> DateRange:
        """The days of the first dated time, with those up to the second where a dash or "to" joins the two."""
        (time, dates), rest = found[0], found[1:]
        if rest:
            second, last = rest[0]
            if JOINING.fullmatch(self.document.view[time.end : second.start]) and dates.start <= last.end:
                return DateRange(dates.start, last.end)
        return dates

    def joined(self, found: list[tuple[Time, DateRange]]) -> DateRange:
        """The days that dated times in a row tell together: the first's, or a stretch of two that a dash joins."""
        dates, rest = found[0][1], found[1:]
        if rest:
            last = rest[0][1]
            if (stretch := self.stretch(found)) != dates:
                return stretch
            # "Tuesday evening", "2 May 2016 at noon": the finer of two that agree
            if dates.agrees(last) and len(last.start) > len(dates.start):
                return last
        return dates


TIMES_AT: Index[SpanIndex[Time]] = Index(
    "times by their places", (TIMES,), lambda document: SpanIndex((t.start, t.end, t) for t in document.times)
)
TIME_INDEX: Index[TimeIndex] = Index("index of times", (TIMES,), TimeIndex)


def verb_of_time(time: Token) -> Token | None:
    """The verb that a word of time belongs to: the nearest above it, but for a clause that it stands outside of."""
    verb = governing_verb(time)
    while verb is not None and _outside(verb, time):
        verb = governing_verb(verb)
    return verb


def _outside(verb: Token, time: Token) -> bool:
    """Whether a word that the parser hangs on a clause belongs to the verb above it.

    It stands before the infinitive ("met [on Thursday] to discuss oil"), or behind words that only tell who leads
    somebody ("met a team led by Roe [on Thursday]").
    """
    if verb.dep_ in ("advcl", "xcomp"):
        to = next((c for c in verb.children if c.dep_ == "aux" and c.text.casefold() == "to"), None)
        return to is not None and verb.head.i < time.i < to.i
    return verb.dep_ == "acl" and verb.text.casefold() in word_list("led_by") and agent(verb) is not None


def _passable(verb: Token, goals: list[Token]) -> bool:
    """Whether a verb stands in a clause on the meeting's noun: "planned for May", "which opens on Monday"."""
    here = verb
    for _ in range(4):
        if here.dep_ in ("acl", "relcl"):
            return any(here.head.i == goal.i for goal in goals)
        if here.dep_ not in ("xcomp", "aux", "auxpass") or here.head == here:
            return False
        here = here.head
    return False


def _way(token: Token, goals: list[Token]) -> int | None:
    here = token
    for _ in range(MAX_CLIMB):
        for rank, goal in enumerate(goals):
            if here.i == goal.i:
                return rank
        if here.head == here:
            return None
        if here.tag_ in VERBS_AND_MODALS and not _passable(here, goals) and not _outside(here, token):
            return None
        if here.tag_ in ADVERBIALS and here.text.casefold() in BOUNDS:
            return None  # "before mid-March": not then
        if here.tag_ in COMMON_NOUNS and here.text.casefold() in nouns():
            return None  # another meeting's time
        here = here.head
    return None
