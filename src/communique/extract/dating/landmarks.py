"""What a text names that has its time: affairs, states, companies, people in office."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from communique.extract.dating import posterior
from communique.extract.dating.clue import Clue
from communique.extract.times import ends, parse_point
from communique.knowledge.offices import Office, holders
from communique.knowledge.times import Landmark, landmarks
from communique.language.document import Document
from communique.memory import remembered
from communique.model import Span

MOST_NAMES = 40
# Fitted on half of a sample of reports, and checked on the other half.
EARLIER = posterior.NEVER  # logarithm of how unlikely a text is that is older than what it names
BEFOREHAND = -4.5  # the same of offices and what else has a term: one speaks of "a President Smith" before
FADING = 2.5  # how steeply talk of it fades
ENDED = 600.0  # days in which it does, when the table does not tell
LATEST = 0.9  # weight of the landmark that ended last; the others count ...
DAMP = 0.2  # ... so much less each: old affairs are recalled
OFTEN = 0.3  # what is named often counts more
OUT, OUT_OFTEN, OUT_FADES = -1.8, -2.0, 250.0  # named with a title, but (so many days) out of office; named often
BARE, BARE_OUT, BARE_FADES = -1.0, -0.15, 3000.0  # named without it, before the first office and after it
BEFORE_OFFICE = 0.0003  # how much less likely each day is before the first office of somebody who is only named
# Whoever leads a state is called so in nearly every report that speaks much of him (of 5,000 with their dates).
MUCH, RULING = 5, frozenset(("president", "vice president", "prime minister", "chancellor"))
UNTITLED, UNTITLED_BEFORE, RISING = -1.5, -3.0, 0.0012  # in office, long before it, and how it falls off a day
FADED, LONG_ENDED = 4.0, -1.0  # an affair that has ended is spoken of so many times longer, and never ruled out
LEFT = -2.0  # a day before an office was left that the text says is left
ANNIVERSARY_SPREAD = 40.0  # days around an anniversary in which it is spoken of
ELAPSED_SHARE, ELAPSED_LEAST = 0.3, 2.0  # "two years after" is so inexact: a share of the unit and some days
# "John Kerry", "Ban Ki-moon", "Ursula von der Leyen", "Hassan al-Assad"
NAME_WORD = r"(?:(?:[A-Z]\.){1,3}|[A-Z][\w’'-]+)"
NAME = re.compile(rf"{NAME_WORD}(?:\s(?:(?:al|el|de|von|der|van|bin|da|dos)\s)*(?:al-\s?)?{NAME_WORD}){{0,4}}")
# "former President", "then-Secretary of State"
FORMER = re.compile(r"\b(?:former|ex|then|late|ousted|deposed|onetime|predecessor)\b[\s-]*(?:[\w.’'-]+\s+){0,6}$", re.I)
WORD = re.compile(r"\w+")
NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
COUNT = rf"(?P<count>an?|{'|'.join(NUMBERS)}|[0-9]{{1,3}})"
ELAPSED = re.compile(rf"\b{COUNT}[ -](?P<unit>year|month|week)s?\s(?:ago|after|since)\b", re.I)
ANNIVERSARY = re.compile(
    rf"\b(?:(?P<nth>[0-9]{{1,3}})(?:st|nd|rd|th)|(?P<word>{'|'.join(ORDINALS)})|{COUNT}-year)[ -]anniversary of\b", re.I
)


def _count(found: re.Match[str]) -> int:
    """The number of a match of ELAPSED or ANNIVERSARY; 0 when there is none."""
    groups = found.groupdict()
    if groups.get("nth"):
        return int(groups["nth"])
    if word := groups.get("word"):
        return ORDINALS.index(word.casefold()) + 1
    number = (groups.get("count") or "").casefold()
    if number in NUMBERS:
        return NUMBERS.index(number) + 1
    return int(number) if number.isdigit() else int(number in ("a", "an"))


class DatedNames:
    """A landmark in a text: where it first stands, and how often it does."""

    def __init__(self, mark: Landmark, span: Span | None) -> None:
        self.mark = mark
        self.span = span
        """None in a title, which is no part of the text."""
        self.times = 1

    @property
    def end(self) -> date:
        """From which day on it fades."""
        return self.mark.until or self.mark.since

    @property
    def fades(self) -> bool:
        """Whether it does."""
        return bool(self.mark.until or self.mark.fades)


@cache
def _index() -> dict[str, list[tuple[int, Landmark]]]:
    """Landmarks by their first word, longest first, with the place of that word in the term."""
    table: dict[str, list[tuple[int, Landmark]]] = {}
    for mark in landmarks():
        first = WORD.search(mark.term)
        if first is not None:
            table.setdefault(first.group(), []).append((first.start(), mark))
    for found in table.values():
        found.sort(key=lambda one: (-len(one[1].term), one[1].term))
    return table


def find_landmarks(text: str) -> list[DatedNames]:
    """Every landmark of a text once, in the order of the text; of several that overlap, the first and longest."""
    index, found = _index(), dict[str, DatedNames]()
    done = 0
    for word in WORD.finditer(text):
        if (known := index.get(word.group())) is None or word.start() < done:
            continue
        for shift, mark in known:
            start = word.start() - shift
            end = start + len(mark.term)
            if start < done or not text.startswith(mark.term, start) or text[end : end + 1].isalnum():
                continue
            if start and text[start - 1].isalnum():
                continue
            done = end
            if mark.term in found:
                found[mark.term].times += 1
            else:
                found[mark.term] = DatedNames(mark, Span(start, end))
            break
    return list(found.values())


def landmark_clues(document: Document) -> Iterator[Clue]:
    """Words for what began, ended or was on everybody's lips at a known time."""
    text = document.view
    named = find_landmarks(text)
    known = {n.mark.term for n in named}
    for one in find_landmarks(document.report.title or ""):
        if one.mark.term not in known:
            one.span = None
            named.append(one)
    # What they name is seldom independent ("Boston Marathon", "Tsarnaev"), so the more there are the less each counts.
    ended = sorted((n for n in named if n.fades), key=lambda n: n.end, reverse=True)
    rank = {n.mark.term: number for number, n in enumerate(ended)}
    for one in named:
        weight = 1.0
        if one.fades:
            weight = LATEST / (1.0 + DAMP * rank[one.mark.term])
            weight *= 1.0 + OFTEN * math.log(one.times)
        yield _landmark(one, text, weight)
        if one.span is not None and not one.mark.until:
            yield from _elapsed(document, one.mark, one.span)


def _landmark(one: DatedNames, text: str, weight: float) -> Clue:
    mark, span = one.mark, one.span
    former = span is not None and bool(FORMER.search(text[max(span.start - 40, 0) : span.start]))
    reason = f"It names {mark.term}, hardly written of before {mark.since}."
    if mark.until and not former:
        reason = f"It names {mark.term}, whose time was from {mark.since} to {mark.until}."

    def logs() -> posterior.Array:
        if not one.fades or (former and not mark.fades):
            return posterior.since(mark.since, EARLIER)
        if former and mark.until:
            return posterior.past(mark.until, mark.until, FADED * (mark.fades or ENDED), weight * FADING, LONG_ENDED)
        ruled_out = BEFOREHAND if mark.until else EARLIER
        return posterior.past(mark.since, one.end, mark.fades or ENDED, weight * FADING, ruled_out)

    return Clue("landmark", span, logs, reason, 1.0, mark.term)


def _elapsed(document: Document, mark: Landmark, span: Span) -> Iterator[Clue]:
    """ "Two years after the earthquake", "the 10th anniversary of the attacks": how long ago an affair was."""
    sentence = document.sentence_at(span.start)
    text = document.view
    found = ANNIVERSARY.search(text, max(sentence.start, span.start - 60), span.start)
    number, unit = _count(found) if found else 0, "year"
    if found is None and mark.fades:
        found = ELAPSED.search(text, sentence.start, sentence.end)
        number, unit = (_count(found), found["unit"].casefold()) if found else (0, "")
    if found is None or not 0 < number <= 200:
        return
    days = posterior.DAYS[unit]
    centre = posterior.offset(mark.since) + number * days
    anniversary = unit == "year" and "anniversary" in found.group()
    spread = min(days, ANNIVERSARY_SPREAD) if anniversary else ELAPSED_SHARE * days + ELAPSED_LEAST
    words = " ".join(found.group().split())
    yield Clue(
        "elapsed", Span(found.start(), found.end()), lambda: posterior.around(centre, spread),
        f'It says "{words}" of {mark.term}, which was on {mark.since}.', 1.0, words,
    )  # fmt: skip


@remembered
def _holders(name: str) -> tuple[Office, ...]:
    return holders(name)


def office_clues(document: Document) -> Iterator[Clue]:
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
            span = Span(start, match.end())
            clue = _office(
                name, titled or list(offices), bool(titled), bool(FORMER.search(before)), text.count(name) > 2, span
            )
            if not titled and (never := _never_titled(text, name, offices, span)) is not None:
                clue = never
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
            "office",
            span,
            lambda: posterior.since(end, LEFT),
            f"{name} has left the office, held until {end}.",
            1.0,
            name,
        )
    if titled:
        out = OUT_OFTEN if often else OUT
        terms = sorted((o.since, o.until) for o in offices)
        held = " and ".join(f"from {since} " + (f"to {until}" if until else "on") for since, until in terms)
        return Clue(
            "office", span, lambda: posterior.between(spans, EARLIER, out, OUT_FADES),
            f"{name} is named as {offices[-1].title}: in office {held}.", 1.0, name,
        )  # fmt: skip
    return Clue(
        "office", span,
        lambda: posterior.between(spans, BARE, BARE_OUT, BARE_FADES) + posterior.since(first, BARE, BEFORE_OFFICE),
        f"{name} is named, who held office from {first}.", 1.0, name,
    )  # fmt: skip


def _never_titled(text: str, name: str, offices: tuple[Office, ...], span: Span) -> Clue | None:
    """Somebody who led a state once, or was still to lead it, where a report that speaks much of him never says so."""
    ruled = [o for o in offices if o.title.casefold() in RULING]
    surname = re.escape(name.split()[-1])
    if not ruled or len(re.findall(rf"\b{surname}\b", text)) < MUCH:
        return None
    titles = "|".join(sorted({re.escape(o.title) for o in ruled}))
    if re.search(rf"\b(?:{titles})\b,?(?:[ -]elect)? (?:[A-Z][\w.’'-]+ ){{0,3}}{surname}\b", text, re.I):
        return None
    spans = [_tenure(o) for o in ruled]
    return Clue(
        "office", span,
        lambda: posterior.outside(spans, UNTITLED) + posterior.since(min(s[0] for s in spans), UNTITLED_BEFORE, RISING),
        f"{name} is named again and again, and never as {ruled[-1].title}.", 1.0, name,
    )  # fmt: skip


def _tenure(office: Office) -> tuple[date, date | None]:
    """First and last day in office, as wide as the table leaves it."""
    since, until = parse_point(office.since), parse_point(office.until)
    return ends(since)[0] if since else posterior.FIRST, ends(until)[1] if until else None
