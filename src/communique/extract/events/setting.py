"""When an act happened: the time in its own clause, or in one whose time it shares."""

from __future__ import annotations

import datetime

from communique.extract.events.act import Act
from communique.extract.events.matching import VERBAL, Match
from communique.extract.time_index import DAY, TIME_INDEX, DateRange, dates_of, times_from, verb_of_time
from communique.knowledge.landmark_acts import names_beside
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Document
from communique.language.tags import COMMON_NOUNS, FINITE_VERBS, PRESENT_VERBS, VERBS
from communique.language.tree import Token
from communique.model import Published, Span, Statement, Time
from communique.model.event import DateBasis
from communique.sources.dates import after_report, shifted

BEFORE_NOUNS = ("amod", "compound", "nmod", "nummod", "poss")
REACH = 40  # tokens between an act and its time
CLIMB = 6  # clauses gone up to the main one
HAVING = frozenset(("has", "have", "had", "having", "'ve", "’ve"))
BEING = frozenset(("is", "are", "was", "were", "be", "been", "'s", "'re", "’s", "’re"))
LATELY = 7
"""Days before the report of which what is told is still its news."""
HISTORY = 60
"""Days behind a known deed of which what is told of it is history."""
YEAR = 4
"""Characters of a date that is but a year."""
MOST_SHARED = 3  # clauses gone up to one whose time an act shares
JOINED = 8  # characters between the first and the last day of a stretch
LEAD = 200  # characters in which a report's first sentence begins


def dated(document: Document, act: Act, told: str | None) -> tuple[str | None, DateBasis | None]:
    """When an act happened and whence that is known.

    Told (text): in its own clause, in the one that it hangs on as a part of the same news, or with the saying that it
    is. Else the day of the report that tells it as its news (report): an actual act in a main clause, in a plain past
    tense or a headline's present, or with "has" in the first sentence; or what a speaker does by speaking. Of all else
    nothing is said.
    """
    said = act.statement if act.own is None else act.own
    own = said is not None and any(said.speaker == p.actor.id for p in act.actors)
    sides = said is not None and not own and _of_his_side(document, said, act)
    if told is None and sides and said is not None and _told_now(act):
        told, own = said.date, True
    if told is None and own and said is not None:
        told = said.date
    if told is not None:
        return told, "text"
    if act.shape.modality != "actual" or document.published.value is None:
        return None, None
    by_speaking = own and (act.own is not None or _told_now(act))
    if by_speaking or (act.statement is None and _is_news(document, act)):
        stretch = None if by_speaking else _stretch_before(document, act.match.token)
        return (stretch, "text") if stretch is not None else (document.published.value, "report")
    return None, None


def _stretch_before(document: Document, token: Token) -> str | None:
    """The week or month that the sentence before tells of: "[Last week] was busy in Riga. They signed two accords"."""
    start = token.sent.start
    if not start:
        return None
    before = document.syntax.sentence(start - 1)
    first, last = before[0], before[len(before) - 1]
    root = next((t for t in before if t.dep_ == "ROOT"), first)
    predicates = clauses.children(root, "acomp", "attr")
    told = {c.text.casefold() for p in predicates for c in (p, *clauses.children(p, "amod"))}
    if root.text.casefold() not in word_list("being") or not told & word_list("eventful"):
        return None
    times = [
        days
        for time in times_from(document, Span(first.idx, last.idx + len(last.text)))
        if (word := document.token_at(time.end - 1)) is not None
        and (word.dep_ in ("nsubj", "npadvmod") and word.head == root)
        and word.text.casefold() in word_list("stretches_of_time")
        and (days := dates_of(time.value)) is not None
    ]
    return times[0].iso if len(times) == 1 and not to_come(times[0].iso, document.published.value) else None


def _told_now(act: Act) -> bool:
    """Whether an act of words is told in the present tense: "the state opposes the plan", "is grateful"."""
    match = act.match
    verb = match.token if match.rule.pos == "verb" else match.verb
    if verb is None or match.rule.type not in VERBAL:
        return match.token.tag_ in PRESENT_VERBS
    return verb.tag_ in PRESENT_VERBS and not {c.text.casefold() for c in clauses.children(verb, "aux")} - BEING


def _of_his_side(document: Document, said: Statement, act: Act) -> bool:
    """Whether the speaker tells what his own state does: "Roe said that Chad opposes the plan"."""
    speaker = document.actor(said.speaker)
    if speaker is None or speaker.country is None or speaker.sector == "JRN" or act.match.rule.type not in VERBAL:
        return False
    return bool(act.actors) and all(p.actor.country == speaker.country for p in act.actors)


def _is_news(document: Document, act: Act) -> bool:
    """Whether the act's clause tells what is new: the main one, without "have" or "had", no state of things."""
    match = act.match
    verb = match.verb if match.verb is not None else match.token if match.rule.pos == "verb" else None
    if verb is None:  # "told reporters after talks with Roe" tells the news of the day
        return match.rule.type == "CONSULT" and match.token.dep_ == "pobj"
    first = document.sentence_at(verb.idx).start <= LEAD
    for step in range(CLIMB):
        aux = {c.text.casefold() for c in clauses.children(verb, "aux", "auxpass")}
        if (aux & HAVING and not (first and "had" not in aux)) or (verb.tag_ == "VBG" and aux & BEING and not first):
            return False
        if verb.dep_ == "ROOT":
            return verb.tag_ in FINITE_VERBS or bool(aux)
        beside = verb.dep_ == "advcl" and verb.tag_ == "VBG" and not aux and step == 0  # "called him, urging"
        if not (verb.dep_ in ("conj", "parataxis") or beside) or verb.head.tag_ not in VERBS:
            return verb.dep_ == "ccomp" and verb.i < verb.head.i  # "... , she said"
        verb = verb.head
    return False


def bygone(document: Document, act: Act, told: str | None) -> bool:
    """Whether an act is told as what was before the report's news.

    Its own date lies more than a week back; an adverb says so ("had first proposed", "previously"); it stands behind
    "when"; everybody knows it ("annexed Crimea"); it is a deed (no words) with "has" or beside the main clause without
    a date; or it is that by which something else was done ("answered by raising tariffs").
    """
    match = act.match
    if told is not None:
        return _long_ago(told, document.published)
    verb = match.verb if match.verb is not None else match.token if match.rule.pos == "verb" else None
    if verb is None or act.own is not None:
        return False
    if _once(verb) or _known(document, verb):
        return True
    while verb.dep_ == "conj" and verb.head.tag_ in VERBS and not clauses.children(verb, "nsubj", "nsubjpass"):
        if _once(verb.head) and verb.tag_ == verb.head.tag_:
            return True  # "in the past accused it and threatened to leave"
        verb = verb.head
    words = {c.text.casefold() for c in clauses.children(verb, "advmod", "mark") if c.i < verb.i}
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.tag_ in COMMON_NOUNS:
        return True  # "an agreement reached by Peru"
    if verb.dep_ == "pcomp" and verb.tag_ == "VBG":
        return verb.head.text.casefold() in ("by", "after", "since", "despite")
    if match.rule.type in VERBAL:
        return False
    if {c.text.casefold() for c in clauses.children(verb, "aux")} & HAVING:
        return document.sentence_at(verb.idx).start > LEAD
    return verb.tag_ == "VBD" and verb.dep_ in ("relcl", "conj", "advcl") and not words & {"as", "while"}


def _known(document: Document, verb: Token) -> bool:
    """Whether it is a deed known from long before the report, or one told with it: "invaded and annexed Crimea".

    What a report opens with is its news, whatever happened there before.
    """
    day = document.published.value or document.published.earliest
    if day is None or not DAY.fullmatch(day[:10]) or document.sentence_number(verb.idx) == 0:
        return False
    border = shifted(datetime.date.fromisoformat(day[:10]), -HISTORY)
    beside = [verb, *clauses.children(verb, "conj"), *([verb.head] if verb.dep_ == "conj" else [])]
    for deed in beside:
        names = names_beside(deed.text)
        told = {t.text for o in clauses.logical_objects(deed) for t in o.subtree} if names else set()
        if border is not None and any(names[name] < border for name in told & names.keys()):
            return True
    return False


def _once(verb: Token) -> bool:
    """Whether words beside a verb tell that it was before: "previously", "in the past", "last year", "when"."""
    before = {c.text.casefold() for c in clauses.children(verb, "advmod", "mark") if c.i < verb.i}
    if "when" in before:
        return True
    said = {c.text.casefold() for c in clauses.children(verb, "advmod")}
    if before & word_list("bygone") or said & {"previously", "formerly"}:
        return True
    beside = [c for c in verb.children if c.dep_ == "npadvmod"]
    beside += [o for c in clauses.children(verb, "prep") for o in clauses.children(c, "pobj")]
    return any(
        (t.text.casefold() in word_list("long_times") and _one_of(t, "last", "recent", "previous"))
        or (t.text.casefold() == "past" and _one_of(t, "the"))
        for t in beside
    )


def _one_of(noun: Token, *words: str) -> bool:
    return any(c.text.casefold() in words for c in noun.children if c.i < noun.i)


def _long_ago(told: str, published: Published) -> bool:
    """Whether a date lies more than a week before the report, or before the earliest day that it may be of.

    "This year" in the past tense is no news either, nor is a year.
    """
    days = dates_of(told)
    day = published.value or published.earliest
    if day is None or days is None:
        return False
    if len(told) == YEAR:
        return told <= day[:YEAR]
    if not DAY.fullmatch(day[:10]):
        return False
    border = shifted(datetime.date.fromisoformat(day[:10]), -LATELY)
    return border is not None and days.end < border.isoformat()[: len(days.end)]


def to_come(told: str | None, published: str | None) -> bool:
    """Whether a date lies behind the day of the report."""
    if told is None or published is None or not DAY.fullmatch(published[:10]) or (days := dates_of(told)) is None:
        return False
    return days.start > published[:10] and not published.startswith(told)


def told_ahead(told: str | None, published: str | None) -> bool:
    """Whether what is told as done lies beyond the day behind the report, which may have come where it was written."""
    days = dates_of(told) if told is not None else None
    return days is not None and to_come(told, published) and after_report(days.start, published)


def told_date(document: Document, match: Match, *, held: bool = False) -> str | None:
    """The time told in the act's own clause, or in one whose time it shares; None if neither tells one.

    ``held``: the act was done, so that it also has the time of what it was done by: "acted on Friday to remove".
    """
    verb = match.verb if match.verb is not None else clauses.governing_verb(match.token)
    above = _sharing(verb, held=held) if verb is not None else []
    rank: int | None = None
    later: str | None = None
    tokens = document.syntax
    first, last = tokens[max(match.token.i - REACH, 0)], tokens[min(match.token.i + REACH, len(tokens) - 1)]
    for time in times_from(document, Span(first.idx, last.idx + len(last.text))):
        token = document.token_at(time.start)
        days = dates_of(time.value)
        if token is None or days is None or abs(token.i - match.token.i) > REACH:
            continue
        own = verb_of_time(token)
        whole = _to_its_end(document, time, days)
        if _inside(token, match.token):
            return whole
        if verb is not None and _beside_the_noun(verb, token):
            return whole
        if _of_a_noun(token, year=len(days.iso) == YEAR):
            continue
        if verb is not None and own is not None and (own.i == verb.i or _before_the_clause(verb, own, token)):
            return whole
        step = next((n for n, v in enumerate(above) if own is not None and own.i == v.i), None)
        if step is None and verb is not None and own is not None and days.exact and _at_the_end(verb, own, token):
            step = MOST_SHARED
        if step is not None and (rank is None or step < rank):
            rank, later = step, whole
    return later


def _to_its_end(document: Document, time: Time, days: DateRange) -> str:
    """A day with that up to which it goes on: "from May 3 to May 5"; "on May 3 and May 5" are two."""
    behind = times_from(document, Span(time.end, time.end + JOINED))[:1]
    ends = [(t, d) for t in behind if (d := dates_of(t.value)) is not None]
    between = document.view[max(time.start - JOINED - 2, 0) : time.start].rstrip().casefold().endswith("between")
    if ends and document.view[time.end : ends[0][0].start].strip() == "and" and not between:
        return days.iso
    return document.index(TIME_INDEX).stretch([(time, days), *ends]).iso


def _sharing(verb: Token, *, held: bool) -> list[Token]:
    """The verbs above whose time a clause has, the nearest first."""
    found: list[Token] = []
    while len(found) < MOST_SHARED and _shares_time(verb, held=held):
        verb = verb.head
        found.append(verb)
    return found


def _shares_time(verb: Token, *, held: bool) -> bool:
    """Whether a clause has the time of the one that it hangs on.

    "met on Friday and agreed", "fled as rebels took"; of what was done also "acted on Friday to remove".
    """
    if verb.head.tag_ not in VERBS or verb.head == verb:
        return False
    aux = {c.text.casefold() for c in clauses.children(verb, "aux")}
    if held and aux == {"to"}:
        only = any(c.text.casefold() == "only" for c in clauses.children(verb, "advmod"))  # "only to be killed"
        return not only and (verb.dep_ == "xcomp" or (verb.dep_ == "advcl" and verb.i > verb.head.i))
    if aux:
        return False
    marks = {c.text.casefold() for c in clauses.children(verb, "mark", "advmod") if c.i < verb.i}
    return verb.dep_ == "conj" or (
        verb.dep_ == "advcl" and (verb.tag_ == "VBG" or bool(marks & {"as", "while", "when"}))
    )


def _of_a_noun(time: Token, *, year: bool) -> bool:
    """Whether a time tells which thing is meant, not when the act was: "over [the 2014 raid]", "Monday's attack".

    Where a noun tells when or where, its day is the act's: "at [Monday's] summit"; so is that of who acts.
    """
    noun = time
    while noun.dep_ in BEFORE_NOUNS and noun.head.i > noun.i:
        noun = noun.head
    if noun.i == time.i or noun.tag_ not in COMMON_NOUNS or noun.text.casefold() in word_list("parts_of_day"):
        return False
    if noun.dep_ in ("npadvmod", "nsubj", "nsubjpass") or noun.text.casefold() in word_list("stretches_of_time"):
        return False
    if noun.dep_ != "pobj" or noun.head.text.casefold() not in ("at", "in", "during"):
        return True
    above = noun.head
    bare = year and time.tag_ == "CD" and above.text.casefold() != "during"
    return bare and above.head.i < above.i  # "beat him in the 2016 election"


def _before_the_clause(verb: Token, own: Token, time: Token) -> bool:
    """Whether the parser hung a time on the clause that begins behind it.

    "Told them [on Tuesday] it should go", "launched [what seemed to be a rocket on Monday]".
    """
    here = own
    while here.dep_ in ("xcomp", "ccomp") and here.head.i != verb.i and here.head.tag_ in VERBS:
        here = here.head
    if here.dep_ != "ccomp" or here.head.i != verb.i:
        return False
    subject = clauses.first_child(here, "nsubj", "nsubjpass")
    return subject is not None and (verb.i < time.i < subject.left_edge.i or subject.text.casefold() == "what")


def _at_the_end(verb: Token, second: Token, time: Token) -> bool:
    """Whether a day behind the second of two verbs is also the first's: "freed two and expelled a third on Monday".

    They share who acts ("freed and expelled"), or what it falls on ("Peru praised and Chad denounced the law").
    """
    if second.dep_ != "conj" or second.head.i != verb.i or second.tag_ != verb.tag_ or time.i < second.i:
        return False
    if clauses.children(verb, "aux") or clauses.children(second, "aux") or clauses.passive(verb):
        return False
    if any(c.i > time.i for c in clauses.children(second, "dobj", "ccomp", "xcomp", "dative")):
        return False  # "accused Peru and vowed on Monday to leave"
    return not clauses.children(second, "nsubj", "nsubjpass", "mark") or not clauses.logical_objects(verb)


def _beside_the_noun(verb: Token, time: Token) -> bool:
    """Whether a clause on a noun has a time that stands with the noun.

    "In 1961, when they cut their ties"; "last week's statement, signed by Chad"; "a resolution, adopted on Friday, that
    condemned the raid".
    """
    noun = verb.head
    if verb.dep_ not in ("relcl", "acl") or noun.tag_ in VERBS:
        return False
    if time.i == noun.i or (time.head.i == noun.i and time.dep_ in ("compound", "nummod")):
        return any(c.text.casefold() == "when" for c in clauses.children(verb, "advmod"))
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        return any(time.i == c.i or time.head.i == c.i for c in clauses.children(noun, "poss"))
    if noun.text.casefold() not in word_list("documents"):
        return False
    beside = clauses.governing_verb(time)
    return beside is not None and beside.head.i == noun.i and beside.dep_ == "acl" and beside.tag_ == "VBN"


def _inside(token: Token, head: Token) -> bool:
    if head.tag_ not in COMMON_NOUNS:
        return False
    return _own(token, head)


def _own(token: Token, head: Token) -> bool:
    """Whether no other verb stands between a token and the head above it."""
    for above in token.ancestors:
        if above.i == head.i:
            return True
        if above.tag_ in VERBS:
            return False
    return False
