"""How stances change: who turned when, which reports contradict each other, and how many are for and against when.

The positions of one holder on one issue are read by their dates. A *turn* is the first position that says the opposite
of the one before it, on a later day; what is undated, or may be of the same day, is no turn. Two reports *contradict*
each other if they tell one statement and have him for and against: of one day, or in texts of one story, in words that
are alike. What is said twice in one text is no contradiction between reports.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, func, select

from communique.database import schema as t
from communique.database.days import bounds
from communique.database.portions import portions
from communique.errors import UsageError, printable
from communique.knowledge.word_lists import word_list
from communique.query.issues import PositionAnswer, positions, subject_of
from communique.query.paging import page
from communique.query.question import Question

__all__ = [
    "PERIODS", "Contradiction", "PeriodShare", "StanceTurn", "changes", "contradictions", "shares",
    "stories_of", "turns",
]  # fmt: skip

Side = Literal["for", "against"]
OPPOSITE = {"for": "against", "against": "for"}
PERIODS = ("week", "month", "quarter", "year", "all")
ALIKE = 0.5
"""Of the words of either of two tellings the share that both have, for them to be of one statement."""
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class StanceTurn(msgspec.Struct, frozen=True):
    """Somebody says the opposite of what he said before."""

    before: PositionAnswer
    """The last that says the one."""
    after: PositionAnswer
    """The first that says the other."""
    many: int
    """How many in a row said the one."""
    since: str | None
    """The date of the first of these."""
    back: bool
    """Whether it turns back to what was said earlier."""

    def flat(self) -> dict[str, Any]:
        """Its columns in a table."""
        a, b = self.before, self.after
        return {
            "who": b.who.name if b.who else None, "issue": b.issue, "on": b.date, "from": a.stance, "to": b.stance,
            "before": a.date, "since": self.since, "many": self.many, "back": self.back, "fact": b.id, "was": a.id,
            "words": b.words, "words_before": a.words, **b.citation.flat(),
        }  # fmt: skip


class Contradiction(msgspec.Struct, frozen=True):
    """Two reports tell one statement, and do not agree on which side it is."""

    one: PositionAnswer
    other: PositionAnswer
    why: str
    """"one story" or "one day", with how alike their words are."""

    def flat(self) -> dict[str, Any]:
        """Its columns in a table."""
        a, b = self.one, self.other
        return {
            "who": a.who.name if a.who else None, "issue": a.issue, "on": a.date, "stance": a.stance,
            "other_stance": b.stance, "why": self.why, "fact": a.id, "other": b.id, "words": a.words,
            "other_words": b.words, **a.citation.flat(),
        }  # fmt: skip


class PeriodShare(msgspec.Struct, frozen=True):
    """Of the positions on a concept in a period the shares that are for and against it."""

    issue: str
    period: str
    """"2013", "2013-Q2", "2013-04", "2013-W16", or "" of all; "undated" where no date tells."""
    positions: int
    actors: int
    in_favour: int
    against: int
    ambivalent: int

    @property
    def for_percent(self) -> float:
        """Of all positions, per cent."""
        return 100 * self.in_favour / self.positions

    @property
    def against_percent(self) -> float:
        """Of all positions, per cent."""
        return 100 * self.against / self.positions

    def flat(self) -> dict[str, Any]:
        """Its columns in a table."""
        return {
            "issue": self.issue, "period": self.period, "positions": self.positions, "actors": self.actors,
            "for": self.in_favour, "against": self.against, "ambivalent": self.ambivalent,
            "for_percent": round(self.for_percent, 1), "against_percent": round(self.against_percent, 1),
            "ambivalent_percent": round(100 * self.ambivalent / self.positions, 1),
        }  # fmt: skip


def turns(found: Sequence[PositionAnswer]) -> list[StanceTurn]:
    """Where somebody turns, by date. What is ambivalent, undated or somebody's unnamed is passed over.

    Days on which both sides are told decide nothing by themselves: the next day that is plain does.
    """
    made: list[StanceTurn] = []
    for told in _by_holder(found).values():
        run: list[PositionAnswer] = []
        turned = False
        for day in _days(told):
            sides = {one.stance for one in day}
            if len(sides) > 1:
                continue
            if run and sides != {run[-1].stance}:
                made.append(StanceTurn(run[-1], day[0], len(run), run[0].date, turned))
                run, turned = [], True
            run += day
    made.sort(key=lambda one: (_day(one.after) or ("", ""), one.after.id))
    return made


def contradictions(found: Sequence[PositionAnswer], stories: dict[str, int]) -> list[Contradiction]:
    """Pairs of reports that tell one statement as for and as against.

    Args:
        found: positions.
        stories: the story of each report, by its id, as :func:`stories_of` gives them.
    """
    made: dict[tuple[str, str], Contradiction] = {}
    for told in _by_holder(found, dated=False).values():
        if len({one.stance for one in told}) < 2:
            continue
        together: dict[Hashable, list[PositionAnswer]] = defaultdict(list)
        for one in told:
            together[stories.get(one.citation.report, one.citation.report)].append(one)
            if (day := _day(one)) is not None and day[0] == day[1]:
                together[day].append(one)
        for of, listed in together.items():
            where = "one day" if isinstance(of, tuple) else "one story"
            for one, other in combinations(listed, 2):
                if other.stance == OPPOSITE[one.stance] and one.citation.report != other.citation.report:
                    share = _alike(one.words, other.words)
                    if share >= ALIKE:
                        why = f"{where}, {100 * share:.0f} % of the words are the same"
                        made.setdefault((one.id, other.id), Contradiction(one, other, why))
    return sorted(made.values(), key=lambda pair: (_day(pair.one) or ("9", "9"), pair.one.id, pair.other.id))


def changes(
    connection: Connection, question: Question, issue: str | None = None
) -> tuple[list[PositionAnswer], list[StanceTurn], list[Contradiction]]:
    """The positions that a question means, and the turns and contradictions among them.

    Of named holders or a named issue these are sought in all that is said on the issues, whatever days, papers and
    confidence the question asks for, and told are those of which one position is asked for; else in what is asked for.
    The positions are marked with them.

    Raises:
        StoreError: no issue is called so.
    """
    told = positions(connection, msgspec.structs.replace(question, limit=None, offset=0), issue)
    every = told
    if question.by or question.country or issue is not None:
        wide = Question(by=question.by, country=question.country)
        if wide != msgspec.structs.replace(question, limit=None, offset=0):
            every = positions(connection, wide, issue)
    asked = {one.id for one in told}
    turned = [one for one in turns(every) if one.after.id in asked]
    stories = stories_of(connection, {one.citation.report for one in every})
    apart = [pair for pair in contradictions(every, stories) if pair.one.id in asked or pair.other.id in asked]
    before = {one.after.id: one.before.id for one in turned}
    against: dict[str, list[str]] = defaultdict(list)
    for pair in apart:
        against[pair.one.id].append(pair.other.id)
        against[pair.other.id].append(pair.one.id)
    marked = [
        msgspec.structs.replace(one, turns_from=before.get(one.id), contradicts=tuple(against.get(one.id, ())))
        if one.id in before or one.id in against else one
        for one in told
    ]  # fmt: skip
    return list(page(question, marked)), turned, apart


def stories_of(connection: Connection, reports: Iterable[str]) -> dict[str, int]:
    """The story of each of these reports (their ids): texts that print one another are of one."""
    r, x = t.reports.c, t.texts.c
    listed, found = sorted(set(reports)), dict[str, int]()
    for part in portions(listed):
        query = select(r.id, func.coalesce(x.story, x.key)).join(t.texts, x.key == r.text)
        found |= dict(connection.execute(query.where(r.id.in_(part))).all())
    return found


def shares(found: Sequence[PositionAnswer], every: str = "year") -> list[PeriodShare]:
    """How many positions are for and against each issue in each period, issues with most positions first.

    A position of which the date may be in two periods is in the first of them.

    Raises:
        UsageError: there is no such period.
    """
    if every not in PERIODS:
        raise UsageError(f"there is no period {printable(every)!r}. Use one of: {', '.join(PERIODS)}")
    groups: dict[tuple[str, str], list[PositionAnswer]] = defaultdict(list)
    for one in found:
        groups[subject_of(one), _period(one, every)].append(one)
    many = Counter(subject_of(one) for one in found)
    rows = []
    for (subject, period), told in groups.items():
        sides = Counter(one.stance for one in told)
        actors = {(one.who.entity or one.who.name) for one in told if one.who}
        row = PeriodShare(
            told[0].issue, period, len(told), len(actors), sides["for"], sides["against"], sides["ambivalent"]
        )
        rows.append(((-many[subject], told[0].issue, subject, period), row))
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def _by_holder(found: Sequence[PositionAnswer], *, dated: bool = True) -> dict[tuple[str, str], list[PositionAnswer]]:
    """The positions for or against by who holds them and on what."""
    groups: dict[tuple[str, str], list[PositionAnswer]] = defaultdict(list)
    for one in found:
        if one.who is not None and one.stance in OPPOSITE and (not dated or _day(one) is not None):
            groups[_key(one)].append(one)
    return groups


def _key(one: PositionAnswer) -> tuple[str, str]:
    assert one.who is not None
    return one.who.entity or one.who.name, subject_of(one)


def _days(told: Sequence[PositionAnswer]) -> Iterator[list[PositionAnswer]]:
    """Positions by their days, those together whose days overlap, the first first."""
    group: list[PositionAnswer] = []
    end = ""
    for one in sorted(told, key=lambda p: (_day(p) or ("", ""), p.id)):
        first, last = _day(one) or ("", "")
        if group and first > end:
            yield group
            group = []
        group.append(one)
        end = max(end, last) if len(group) > 1 else last
    if group:
        yield group


def _day(one: PositionAnswer) -> tuple[str, str] | None:
    return bounds((one.date or "").rstrip("?"))


def _period(one: PositionAnswer, every: str) -> str:
    if every == "all":
        return ""
    day = _day(one)
    if day is None:
        return "undated"
    year, month, _ = day[0].split("-")
    match every:
        case "year":
            return year
        case "quarter":
            return f"{year}-Q{(int(month) + 2) // 3}"
        case "month":
            return f"{year}-{month}"
        case _:
            from datetime import date

            iso = date.fromisoformat(day[0]).isocalendar()
            return f"{iso.year}-W{iso.week:02}"


def _alike(one: str, other: str) -> float:
    """Of the words of either text the share that both have (Jaccard 1901), words that say little left out."""
    a, b = _words(one), _words(other)
    return len(a & b) / len(a | b) if a and b else 0.0


def _words(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(text)} - word_list("issue_light")
