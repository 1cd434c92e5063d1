"""Whom a statement was said to: the object of "told", who is urged or thanked, the audience of a speech or interview.

Never who is judged: "praised Chad's courage" is said to nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from communique.extract.circumstances import of_attribution
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Attribution, Document
from communique.language.tags import COMMON_NOUNS, PREPOSITIONS, VERBS
from communique.language.tree import Token
from communique.model import Actor, Span, Statement

HEAD = 80  # characters of a content in which whoever is urged stands


def told_to(document: Document, a: Attribution, *, addresses: bool) -> Actor | None:
    """Whom the words told, asked, urged or thanked; None where they tell of nobody.

    Args:
        addresses: whether the cue takes whoever is addressed as its object ("told", "urged").
    """
    for token in _objects(document, a, addresses=addresses):
        for named in (token, *_gathered(token)):
            actor = _at(document, named)
            if actor is not None:
                return actor
    return None


def _gathered(token: Token) -> list[Token]:
    """Who is gathered there: "told a room [of envoys]", "told a meeting [with reporters]"."""
    if token.tag_ not in COMMON_NOUNS or token.text.casefold() not in word_list("gatherings"):
        return []
    return [o for p, o in clauses.prepositional([token]) if p in ("of", "with")]


def carried_on(statements: Sequence[Statement], document: Document) -> Iterator[Statement]:
    """The statements, with what goes on with words that somebody "told" another said to him, too: "he added"."""
    by_end: Statement | None = None
    for s in statements:
        cue = s.cue.of(document.view).casefold().split() if s.cue is not None else []
        goes_on = s.cue is None or bool(set(cue) & word_list("going_on"))
        if (
            s.addressee is None
            and goes_on
            and by_end is not None
            and s.speaker is not None
            and s.speaker == by_end.speaker
            and s.parent is None
            and document.sentence_number(s.evidence[0].start) - document.sentence_number(by_end.evidence[-1].end - 1)
            <= 1
        ):
            s = msgspec.structs.replace(s, addressee=by_end.addressee)
        if s.parent is None:
            told = bool(set(cue) & word_list("telling_verbs")) or (goes_on and s.addressee is not None)
            by_end = s if told and s.addressee is not None else None
        yield s


def audience(document: Document, a: Attribution) -> Actor | None:
    """Before whom somebody spoke meanwhile: "speaking to reporters", "in an interview with the paper"."""
    if not a.cue:
        return None
    inside = [c for c in (*a.content, *a.source) if c.end > c.start]
    for host in (*of_attribution(document, a), *_behind(document, a)):
        low = host.text.casefold()
        speaking = host.tag_ in VERBS and low in word_list("speaking")
        if not speaking and low not in word_list("occasions_with_audience"):
            continue
        for preposition, noun in clauses.prepositional([host]):
            if preposition in word_list("before_an_audience") and not any(c.start <= noun.idx < c.end for c in inside):
                actor = _at(document, noun)
                if actor is not None:
                    return actor
        for noun in clauses.children(host, "dobj") if speaking else ():
            actor = _at(document, noun)
            if actor is not None:
                return actor
    return None


def _behind(document: Document, a: Attribution) -> list[Token]:
    """The occasion right behind what was said, whatever the parser hangs it on: "it was a trap" [in a speech]."""
    last = document.token_at(a.content[-1].end - 1)
    here = (
        next((t for t in document.syntax[last.i + 1 : last.i + 4] if not t.is_punct), None)
        if last is not None
        else None
    )
    if here is None or here.is_sent_start or here.text.casefold() not in word_list("occasion_prepositions"):
        return []
    return [o for o in clauses.children(here, "pobj") if not any(c.start <= o.idx < c.end for c in a.content)]


def _objects(document: Document, a: Attribution, *, addresses: bool) -> Iterator[Token]:
    cue = [t for span in a.cue for t in document.tokens_in(span)]
    inside = {t.i for t in cue}
    first = a.content[0]
    for verb in cue:
        if verb.tag_ not in VERBS:
            continue
        direct = verb.text.casefold() in word_list("thanking")
        for c in verb.children:
            if c.i <= verb.i:
                continue
            in_content = any(s.start <= c.idx < s.end for s in a.content)
            if c.dep_ in ("dobj", "dative", "iobj") and c.tag_ not in PREPOSITIONS:
                if (addresses or direct) and (not in_content or c.idx < first.start + HEAD):
                    yield c
            elif c.dep_ in ("prep", "dative") and c.text.casefold() == "to" and not in_content:
                yield from clauses.children(c, "pobj")
            elif c.dep_ == "prep" and addresses and c.text.casefold() in word_list("asking_prepositions"):
                yield from clauses.children(c, "pobj")  # "called on Chad to"
            elif c.dep_ in ("xcomp", "ccomp") and addresses and c.i not in inside and clauses.infinitive(c):
                yield from clauses.children(c, "nsubj")  # "urged [Chad to leave]"


def _at(document: Document, token: Token) -> Actor | None:
    """The actor of whom a token is the head of a mention; never through "his" or a state's name before another noun."""
    if token.tag_ == "PRP$":
        return None
    phrase = Span(token.left_edge.idx, token.idx + len(token.text))
    found = [
        (m.start, m, actor)
        for m, actor in document.mentions_in(Span(phrase.start, phrase.end + 40))
        if m.start <= token.idx < m.end
    ]
    return min(found, key=lambda x: x[0], default=(0, None, None))[2]
