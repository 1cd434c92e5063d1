"""From a document to its time expressions: the rules' hits, without those that their surroundings rule out, joined."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from communique.extract.namesakes import people
from communique.extract.times.expression import TimeExpression, build
from communique.extract.times.grammar import Hit, grammar, prefix
from communique.extract.times.word_sequence import OTHER, WordSequence, alphabet, tokens
from communique.knowledge import agreements
from communique.knowledge.times import TimeRule, time_list, time_rules
from communique.knowledge.word_lists import word_list
from communique.language.document import Document
from communique.language.layers import Index
from communique.language.tags import BEHIND_ORDINALS, NOUNS, PRESENT_OR_BARE, VERBS
from communique.language.tree import Token

LATEST_YEAR = 2100
EXTENDED = ("date", "year", "unit", "weekday", "holiday", "decade", "shift", "quarter", "season", "part")
EARLIEST_YEAR = 1500


def scan(document: Document) -> tuple[TimeExpression, ...]:
    """The time expressions of a document in text order, not resolved; parts of others are left out."""
    words = tokens(document.view)
    found: list[TimeExpression] = []
    rejected: list[int] = []
    named = people(document)
    for hit in grammar().hits(words):
        if hit.rule.kind == "none" or _ruled_out(hit, words, document, named, rejected):
            continue
        one = build(_rule(hit, words, document), hit.i, hit.j, hit.groups, words)
        _extend(one, words, found[-1].j if found else 0)
        found.append(one)
    _join(found, words)
    return tuple(f for f in found if not f.merged)


EXPRESSIONS: Index[tuple[TimeExpression, ...]] = Index("time expressions", (), scan)
"""The time expressions of a document, which the dating of a report reads as well."""


def _ruled_out(hit: Hit, words: WordSequence, document: Document, named: frozenset[int], rejected: list[int]) -> bool:
    """Whether what stands around a hit tells that it is no time; ``named`` are the months that are people."""
    before = words.words[hit.i - 1].casefold() if hit.i else ""
    glued = (
        hit.i > 0
        and words.ends[hit.i - 1] == words.starts[hit.i]
        and (before[-1:].isalnum() or before in ("$", "£", "€", "#", "¥"))
    )
    if glued or (
        hit.j < len(words.words) and words.ends[hit.j - 1] == words.starts[hit.j] and words.words[hit.j][0].isalnum()
    ):
        return True
    name, kind = hit.rule.name, hit.rule.kind
    if kind in ("weekday", "part") and before != "on" and _begins_a_paper(hit.j, words):
        return True
    if kind == "year" and name in ("year", "year_range_end"):
        return _no_year(hit, words, document, before, rejected)
    if "month" in hit.groups and "day" not in hit.groups:
        month = _token(document, words, hit.groups["month"][0])
        if month is not None and month.i in named:
            return True
    if kind in ("date", "season") and hit.j - hit.i <= 2 and "year" not in hit.groups and "day" not in hit.groups:
        return _no_month(hit, words, document, before)
    if kind == "holiday" and hit.j < len(words.words) and words.words[hit.j].casefold() in agreements.nouns():
        return words.words[hit.j][0].isupper()  # "the Good Friday Agreement"
    if name == "the_day_number":
        behind = _token(document, words, hit.j)
        return behind is not None and behind.tag_ in BEHIND_ORDINALS
    if kind in ("part", "rate", "shift", "duration") and _titled(hit, words, document):
        return True
    if name == "duration_some" and before in ("s", "’s", "the") and words.words[hit.i].casefold() == "minutes":
        return True  # "the meeting's minutes"
    if name in ("duration", "duration_a", "quarter"):
        unit = hit.groups.get("unit")
        last = words.words[unit[0]].casefold() if unit else ""
        if name == "duration_a":
            return last in word_list("not_units_singular")
        return last == "quarters" and hit.j < len(words.words) and words.words[hit.j].casefold() == "of"
    if name == "duration_some":
        return words.words[hit.j - 1].casefold() in word_list("not_units_plural")
    if name == "soon":
        from communique.extract.times.tense import tense_at

        at = bisect_right(document.starts, words.starts[hit.i]) - 1  # "soon" may stand inside a word of odd blanks
        return (
            "soon" in (w.casefold() for w in words.words[hit.i : hit.j]) and tense_at(document.syntax, at, -1) == "past"
        )
    return False


def _begins_a_paper(at: int, words: WordSequence) -> bool:
    """Whether the name of a paper goes on at a word: "the Sunday [Herald]", "the Evening [Standard]"."""
    behind = words.words[at] if at < len(words.words) else ""
    return behind[:1].isupper() and behind.casefold() in word_list("days_of_papers")


def _rule(hit: Hit, words: WordSequence, document: Document) -> TimeRule:
    """The rule that a hit stands for: "in ten days" tells when only of what will be, else how long it took.

    ``in`` must hang on a verb with "will", or on one that goes on; "for the first time in ten years" tells how long.
    """
    if hit.rule.name != "time_in":
        return hit.rule
    lead = _token(document, words, hit.i - 1)
    if lead is not None and document.syntax[lead.i - 1].lower_ not in time_list("occasions"):
        verb = lead.head
        aux = {child.lower_ for child in verb.lefts if child.dep_ in ("aux", "auxpass")}
        if (
            verb.tag_ in VERBS
            and "have" not in aux
            and (aux & time_list("surely") or (verb.tag_ == "VBG" and aux & time_list("goes_on")))
        ):
            return hit.rule
    return next(rule for rule in time_rules() if rule.name == "duration")


def _no_year(hit: Hit, words: WordSequence, document: Document, before: str, rejected: list[int]) -> bool:
    """Whether four figures count something or number it: "1,973 troops", "resolutions 1973 and 2118"."""
    at = hit.groups["year"][0]
    if "years" in (w.casefold() for w in words.words[hit.i : hit.j]) or before == "year":
        return False
    number = int(words.words[at]) if len(words.words[at]) == 4 else EARLIEST_YEAR
    if before in time_list("numbered") or (rejected and at - rejected[-1] <= 3):
        rejected.append(at)
        return True
    if not EARLIEST_YEAR <= number <= LATEST_YEAR and before not in word_list("before_years"):
        return True
    if hit.j < len(words.words) and words.words[hit.j] in "'’":
        return False
    if hit.j >= len(words.words) or before in word_list("before_years_unmeasured"):
        return words.words[hit.j].casefold() in time_list("measures") if hit.j < len(words.words) else False
    after, behind = words.words[hit.j].casefold(), _token(document, words, hit.j)
    counted = behind is not None and behind.tag_ == "NNS" and before != "," and before not in time_list("year_leads")
    return after in time_list("measures") or after == "%" or counted


def _no_month(hit: Hit, words: WordSequence, document: Document, before: str) -> bool:
    """Whether "May" is a verb or a person, "March" a demonstration, "spring" a well."""
    group = hit.groups.get("month") or hit.groups.get("season")
    if group is None:
        return False
    at = group[0]
    word = words.words[at].casefold()
    token = _token(document, words, at)
    if token is None:
        return False
    after = words.words[hit.j] if hit.j < len(words.words) else ""
    if hit.rule.kind == "season":
        if hit.rule.name == "season_bare" and (
            not words.words[at].islower() or word == "fall" or token.tag_ not in NOUNS
        ):
            return True
        later = [w.casefold() for w in words.words[hit.j + 1 : hit.j + 4]]
        return (after.casefold() == "of" and "year" not in later) or token.tag_ in VERBS
    if token.tag_ in PRESENT_OR_BARE:
        return True
    if hit.i >= 2 and before == "of" and re.fullmatch(r"[0-9]+(?:st|nd|rd|th)", words.words[hit.i - 2]):
        return True  # "the 45th of May"
    if word == "may" and hit.rule.name == "month":
        return _named(hit.i, words)
    if word == "march" and hit.i > 0 and "dir" not in hit.groups and hit.rule.name == "month":
        return (
            before in word_list("before_marches")
            or (after.casefold() in word_list("behind_marches") and not _until_month(hit.j, words))
            or _named(hit.i, words)
        )
    return False


@cache
def _months() -> frozenset[str]:
    return frozenset(alphabet().classes["MONTH"])


def _until_month(at: int, words: WordSequence) -> bool:
    """Whether "to" stands there before another month: "from March to May"."""
    return words.words[at].casefold() == "to" and words.codes[at + 1 : at + 2] in _months()


def _titled(hit: Hit, words: WordSequence, document: Document) -> bool:
    """Whether a capital inside a sentence tells a name: "60 Minutes", "the Daily Show", "USA TODAY"."""
    last = words.words[hit.j - 1]
    if hit.j - hit.i > 2 or not last[0].isupper():
        return False
    sentence = document.sentences[document.sentence_number(words.starts[hit.i])]
    return words.starts[hit.i] - sentence.start > 2 and not sentence.of(document.view).isupper()


def _named(at: int, words: WordSequence) -> bool:
    """Whether a capitalised word that no table knows stands before: "Theresa May", "the Long March"."""
    if at == 0 or words.starts[at] - words.ends[at - 1] != 1:
        return False
    before = words.words[at - 1]
    known = words.codes[at - 1] != OTHER and before.casefold() != "long"
    return before[:1].isupper() and before[:1].isalpha() and not known


def _token(document: Document, words: WordSequence, at: int) -> Token | None:
    """The parser's token at word number ``at``; None behind the last word."""
    return document.token_at(words.starts[at]) if at < len(words.starts) else None


@cache
def _prefix() -> re.Pattern[str]:
    """ "early", "the end of", at the end of what stands before an expression."""
    return re.compile(prefix("EARLYLATE the?") + r"\Z")


def _extend(one: TimeExpression, words: WordSequence, after: int) -> None:
    """Take in what stands before a date and belongs to it: "late March", "the end of the month"."""
    if one.kind not in EXTENDED or (one.rule.type != "DATE" and one.kind != "part"):
        return
    lo = max(one.i - 6, after)
    for start in range(lo, one.i):
        if _prefix().match(words.codes, start, one.i):
            one.i, one.start = start, words.starts[start]
            return


@cache
def _gaps() -> dict[str, str]:
    known = alphabet()
    return {w: known.literals[w][0] for w in ("of", "on", "in", "at", "the", "and", "or", "to", "through", "until")} | {
        "comma": known.signs["COMMA"], "dash": known.signs["DASH"], "apos": known.signs["APOS"],
    }  # fmt: skip


def _join(found: list[TimeExpression], words: WordSequence) -> None:
    """Link expressions that are one, and the ends of ranges."""
    signs = _gaps()
    lower = {signs[k]: k for k in signs}
    for number in range(len(found) - 1):
        one, two = found[number], found[number + 1]
        if two.i < one.j or two.i - one.j > 3:
            continue
        if (
            one.kind == "clock"
            and one.date is None
            and two.rule.type == "DATE"
            and words.words[two.i - 1].casefold() == "on"
        ):
            one.date = two  # "5:34 a.m. Baghdad time on March 20"
        gap = " ".join(lower.get(c, "?") for c in words.codes[one.j : two.i])
        if gap == "?" and words.words[one.j].casefold() == "s":
            continue
        _pair(one, two, gap)


def _pair(one: TimeExpression, two: TimeExpression, gap: str) -> None:
    clockish = ("part", "clock")
    dated = ("date", "weekday", "shift", "unit", "holiday", "iso", "day")
    if (
        one.kind in dated
        and two.kind in clockish
        and one.rule.type == "DATE"
        and gap in ("", "comma", "at", "on", "in the", "in")
    ):
        two.date = one
        if gap == "" and not one.merged:
            two.start, two.i = one.start, one.i
            one.merged = True
        return
    if (
        (one.kind in clockish or one.rule.name == "overnight")
        and two.kind in dated
        and gap in ("", "of", "of the", "on", "on the", "comma")
    ):
        one.date = two
        if gap in ("", "of", "of the"):
            one.end, one.j = two.end, two.j
            two.merged = True
        return
    if one.kind == "clock" and two.kind == "part" and gap in ("", "in", "in the"):
        one.date = two.date
        one.groups.setdefault("part", two.groups.get("part", ()))
        one.end, one.j, two.merged = two.end, two.j, True
        return
    yearless = (
        one.kind in ("date", "season", "quarter", "half", "holiday") and not one.has("year") and not one.has("dir")
    )
    if (
        yearless
        and two.kind in ("unit", "fiscal")
        and two.value("unit", "UNIT") in ("Y", "M")
        and gap in ("", "of", "of the")
    ):
        one.date, one.end, one.j, two.merged = two, two.end, two.j, True
        return
    if one.kind == "unit" and one.text("dir") in ("same",) and two.kind in ("unit", "shift") and gap == "":
        one.date, one.end, one.j, two.merged = two, two.end, two.j, True
        return
    if one.kind == "weekday" and two.kind == "unit" and two.value("unit", "UNIT") == "W" and gap in ("", "of"):
        one.date, one.end, one.j, two.merged = two, two.end, two.j, True
        return
    ends = ("date", "season", "quarter", "year")
    if (
        one.kind in ends
        and two.kind in ends
        and gap in ("to", "dash", "through", "until", "and", "or", "and the", "to the")
    ):
        one.follows = two
