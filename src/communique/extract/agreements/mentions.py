"""Where a report speaks of an agreement, and what stands around the words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from communique.extract.agreements.parties import parties_of
from communique.extract.agreements.standing import standing_of
from communique.extract.mention_index import MentionIndex
from communique.extract.places import place
from communique.extract.time_index import DateRange, TimeIndex
from communique.knowledge.agreements import AgreementNoun, KnownAgreement, Standing, known_agreements, nouns, standings
from communique.knowledge.bodies import OF_STATES
from communique.knowledge.tables import overlay_folder
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Document
from communique.language.lexicon import Lexicon, cells
from communique.language.phrases import head_of, noun_phrase, trimmed
from communique.language.tags import (
    NOUNS_AND_ADJECTIVES,
    NOUNS_AND_PRONOUNS,
    PAST_VERBS,
    PLURAL_NOUNS,
    PROPER_NOUNS,
    VERBS_AND_MODALS,
)
from communique.language.tree import Token
from communique.model import Actor, Span

NUMBER = re.compile(r"\d{1,4}")  # "Resolution 1701", "Article 5"
YEAR = re.compile(r"(?:1[89]|20)\d\d")  # "a 2012 accord"
POLITICAL = frozenset((*OF_STATES, "IGO", "REB", "OPP", "PTY", "ELI"))
"""Sectors of those whose agreements are political."""
REACH = 25  # tokens before a noun that can name it
LONG = 200  # characters that an agreement's words may have


@dataclass(slots=True)
class AgreementMention:
    """One mention of an agreement."""

    i: int
    span: Span
    kind: str
    noun: str
    names: frozenset[str] = frozenset()
    """Capitalised words and places that name it, in lower case: "geneva", "minsk"."""
    words: frozenset[str] = frozenset()
    """Other words before it: "nuclear", "fisheries"."""
    numbers: tuple[str, ...] = ()
    dates: DateRange | None = None
    parties: list[Actor] = field(default_factory=list)
    definite: bool = False
    standing: Standing | None = None
    known: KnownAgreement | None = None
    bare: bool = False
    """Nothing but an article and the noun: "the accord"."""


def find_agreements(document: Document, who: MentionIndex, calendar: TimeIndex) -> Iterator[AgreementMention]:
    """Every mention, in text order; those merely sought or without anything that tells them from others left out."""
    table = nouns()
    taken: set[int] = set()
    for i, j, entry in _known_names(document):
        taken.update(range(i, j))
        yield _known_mention(document, i, j, entry)
    for token, word in zip(document.syntax, document.folded, strict=True):
        if token.i in taken:
            continue
        if word == "article" and token.text[:1].isupper():
            if (article := _article(document, token)) is not None:
                yield article
            continue
        if token.tag_ not in NOUNS_AND_PRONOUNS:
            continue
        two = f"{document.folded[token.i - 1]} {word}" if token.i else ""
        entry_noun = table.get(two) or table.get(_hyphenated(token)) or table.get(word)
        if entry_noun is None or (token.dep_ in ("compound", "nmod", "amod") and _goes_on(token)):
            continue
        if (seen := _mention(document, who, calendar, token, entry_noun)) is not None:
            yield seen


def _hyphenated(token: Token) -> str:
    """The word with the one that a hyphen joins to it: "cease-fire" may be three tokens."""
    joined = token.i > 1 and token.nbor(-1).text in ("-", "‑", "–")
    return f"{token.nbor(-2).text}-{token.text}".casefold() if joined else ""


def _goes_on(token: Token) -> bool:
    """Whether the noun is a modifier of another ("treaty obligations"); numbers behind it are its own."""
    return not (token.i + 1 < len(token.doc) and NUMBER.fullmatch(token.nbor(1).text))


@cache
def _lexicon(folder: Path | None) -> Lexicon[KnownAgreement]:
    return Lexicon(known_agreements(folder))


def _known_names(document: Document) -> Iterator[tuple[int, int, KnownAgreement]]:
    behind = 0
    for i, j, entry in _lexicon(overlay_folder()).matches(cells(document.syntax)):
        words = document.syntax.part(i, j).text
        if i < behind or not words[:1].isupper() or (j - i == 1 and not words.isupper()):
            continue
        behind = j
        last, after = document.syntax[j - 1], document.syntax[j] if j < len(document.syntax) else None
        if after is not None and last.dep_ == "compound" and last.head.i >= j and after.text[:1].isupper():
            continue  # "North Atlantic Treaty Organization"
        yield i, j, entry


def _known_mention(document: Document, i: int, j: int, entry: KnownAgreement) -> AgreementMention:
    tokens = document.syntax
    start = tokens[i].idx
    head = head_of(tokens[i:j])
    if i and YEAR.fullmatch(tokens[i - 1].text):
        start = tokens[i - 1].idx
        i -= 1
    if i and tokens[i - 1].text.casefold() in ("the", "a"):
        start = tokens[i - 1].idx
    span = Span(start, tokens[j - 1].idx + len(tokens[j - 1].text))
    seen = AgreementMention(head.i, span, "agreement", tokens[j - 1].text.casefold(), known=entry, definite=True)
    seen.standing = standing_of(head)
    year = YEAR.search(span.of(document.view))
    if year and entry.date is not None and not entry.date.startswith(year[0]):
        seen.known = None  # "a 1956 Geneva Convention" is not the one of 1949
        seen.names = frozenset(w.casefold() for w in entry.name.split() if w[:1].isupper())
    if year:
        seen.dates = DateRange(year[0], year[0])
    elif entry.date is not None:
        seen.dates = DateRange(entry.date, entry.date)
    return seen


def _article(document: Document, token: Token) -> AgreementMention | None:
    """ "Article 5", of an alliance that the sentence names, not of a constitution."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is None or not NUMBER.fullmatch(after.text):
        return None
    sentence = document.sentence_at(token.idx)
    low = sentence.of(document.view).casefold()
    bodies = [a for _, a in document.mentions_in(sentence) if a.kind == "organization" and a.sector == "IGO"]
    if not bodies or any(word in low for word in word_list("articles_of")):
        return None
    span = Span(token.idx, after.idx + len(after.text))
    return AgreementMention(
        token.i, span, "article", "article", numbers=(after.text,), parties=[], definite=True, standing="in_force"
    )


def _mention(
    document: Document, who: MentionIndex, calendar: TimeIndex, noun: Token, entry: AgreementNoun
) -> AgreementMention | None:
    lefts = [t for t in noun.doc[max(noun.left_edge.i, noun.i - REACH) : noun.i] if t.idx >= noun.idx - LONG]
    own = [
        t
        for t in lefts
        if t.dep_ in ("compound", "nmod", "npadvmod", "amod", "nummod", "punct") and not _possessed(t, noun)
    ]
    names = frozenset(
        t.text.casefold() for t in own
        if t.tag_ in PROPER_NOUNS and len(t.text) > 2 and t.text.casefold() not in nouns() and who.mention(t) is None
    )  # fmt: skip
    if entry.kind != "resolution":
        names |= _made_in(who, noun)
    determiners = {c.text.casefold() for c in noun.children if c.dep_ in ("det", "poss") and c.i < noun.i}
    definite = bool(determiners & word_list("agreement_definite")) or any(c.dep_ == "poss" for c in noun.children)
    owned = any(c.dep_ == "poss" for c in noun.children)
    numbers = (
        tuple(t.text for t in noun.doc[noun.i + 1 : noun.i + 8] if NUMBER.fullmatch(t.text))
        if entry.kind == "resolution"
        else ()
    )
    if numbers and not _number_follows(noun):
        numbers = ()
    span = _span(document, noun, numbers)
    seen = AgreementMention(
        noun.i, span, entry.kind, entry.noun, names, numbers=numbers, definite=definite, standing=standing_of(noun),
        words=frozenset(t.text for t in own if t.text.islower() and t.tag_ in NOUNS_AND_ADJECTIVES),
    )  # fmt: skip
    acts = tuple(c for c in noun.children if c.dep_ in ("acl", "relcl") and c.tag_ in VERBS_AND_MODALS)
    verb = clauses.governing_verb(noun)
    issuing = (
        verb
        if verb is not None
        and standings("verb").get(verb.text.casefold()) == "signed"
        and noun.dep_ in ("dobj", "nsubjpass")
        else None
    )
    issued = issuing is not None and (entry.kind not in ("agreement", "ceasefire") or not _unmade(issuing))
    carriers = acts if issuing is None else (*acts, issuing)
    seen.dates = (
        _year_before(own) or calendar.inside(span) or calendar.of(noun, carriers, document.sentence_at(noun.idx))
    )
    seen.parties = parties_of(who, noun, acts, issuing)
    joint = entry.kind == "text" and "joint" in seen.words
    if joint and not seen.parties:
        seen.parties = _sayers(who, noun)
    title = noun.text[:1].isupper() and any(t.text[:1].isupper() and t.i != noun.sent.start for t in own)
    of_name = noun.text[:1].isupper() and noun.i != noun.sent.start and _of_name(noun)
    if of_name:
        seen.names |= _words_behind(noun)
    typed = _typed(seen, entry)
    has = {
        "name": bool(names) or title or of_name, "title": title or of_name, "type": typed,
        "body": _of_body(who, noun) or _by_body(who, issuing), "date": seen.dates is not None, "number": bool(numbers),
        "parties": len(seen.parties) > 1 or (bool(seen.parties) and definite and not owned),
        "issued": issued and _between_states(seen) if entry.kind in ("agreement", "ceasefire") else issued
        or _following(noun, verb) or (joint and bool(seen.parties)),
    }  # fmt: skip
    seen.bare = not any(has.values())
    if entry.weak and not (names and definite and noun.tag_ in PLURAL_NOUNS):
        return None
    if entry.kind == "text" and entry.noun == "statement" and "joint" not in seen.words and not _following(noun, verb):
        return None
    if seen.bare:
        return (
            seen
            if definite and not entry.weak and entry.kind != "text" and seen.standing != "sought" and not seen.words
            else None
        )
    if not any(has.get(need, False) for need in entry.needs):
        return None
    future = any(c.text.casefold() in standings("adj") for c in noun.children if c.dep_ == "amod")
    if determiners & {"any", "no"} and not (has["name"] or numbers or future):
        return None  # "has not made any agreement with Peru"
    if seen.standing in ("sought", "proposed") and not (
        has["name"] or numbers or typed or has["body"] or seen.parties or (has["date"] and definite)
    ):
        return None
    if (
        not definite
        and seen.standing is None
        and not (
            has["name"] or has["body"] or has["issued"] or numbers or (seen.dates is not None and _year_before(own))
        )
    ):
        return None  # "a deal with Peru" that nobody says was made
    return seen


def _typed(seen: AgreementMention, entry: AgreementNoun) -> bool:
    """Whether what it is about tells it from others: "the nuclear deal", "a peace treaty was signed", "the truce"."""
    if "type" not in entry.needs or not (seen.definite or seen.standing is not None):
        return False  # a truce may be one of fishermen
    return entry.kind == "ceasefire" or bool(seen.words & word_list("agreement_types"))


def _of_body(who: MentionIndex, noun: Token) -> bool:
    """Whether it is one of a body of several states: "a [Security Council] resolution", "the [EU]'s protocol"."""
    for child in noun.children:
        if child.i < noun.i and child.dep_ in ("compound", "nmod", "poss", "amod"):
            found = who.mention(child)
            if found is not None and found[1].kind == "organization" and found[1].sector == "IGO":
                return True
    return False


def _by_body(who: MentionIndex, adopting: Token | None) -> bool:
    """Whether a body of several states adopts it: "[The Security Council] adopted a resolution that"."""
    agent = clauses.logical_subject(adopting) if adopting is not None else None
    return agent is not None and any(a.sector == "IGO" for a in who.actors_in_coordination(agent))


def _between_states(seen: AgreementMention) -> bool:
    """Whether those who make it act for states or are such: the deals of companies are none."""
    return bool(seen.parties) and all(a.kind == "state" or a.sector in POLITICAL for a in seen.parties)


def _unmade(verb: Token) -> bool:
    """Whether it is not said to be made: "to sign", "will sign", "failed to reach"."""
    return verb.tag_ not in PAST_VERBS and not clauses.passive(verb)


def _sayers(who: MentionIndex, noun: Token) -> list[Actor]:
    """Who say something in a joint statement: "[Kenya and Uganda] said in a joint statement"."""
    verb = clauses.attached(noun, "in")
    agent = clauses.subject(verb) if verb is not None and verb.tag_ in VERBS_AND_MODALS else None
    return who.actors_in_coordination(agent) if agent is not None and not clauses.passive(agent.head) else []


def _made_in(who: MentionIndex, noun: Token) -> frozenset[str]:
    """The words of the place in "an accord among world powers in Geneva"."""
    for token in noun.doc[noun.i + 1 : noun.i + 8]:
        if token.is_punct or token.tag_ in VERBS_AND_MODALS:
            break
        if token.text == "in":
            for obj in token.children:
                if obj.dep_ == "pobj" and (found := place(who, obj)) is not None:
                    return frozenset(found.name.casefold().split())
    return frozenset()


def _possessed(token: Token, noun: Token) -> bool:
    """Whether a token belongs to a possessor before the noun ("Kenya's accord"), which names it not."""
    here = token
    for _ in range(REACH):
        if here.dep_ == "poss":
            return True
        if here.head.i == here.i or here.i == noun.i:
            return False
        here = here.head
    return False


def _of_name(noun: Token) -> bool:
    """ "Treaty of Lisbon", "Convention on the Law of the Sea"."""
    behind = [t.text for t in noun.doc[noun.i + 1 : noun.i + 4]]
    if len(behind) < 2 or behind[0] not in word_list("agreement_subject"):
        return False
    return behind[1][:1].isupper() or (behind[1] == "the" and len(behind) > 2 and behind[2][:1].isupper())


def _words_behind(noun: Token) -> frozenset[str]:
    """The words of such a name behind its noun: "Treaty of [Lisbon]", "Convention on the [Law] of the [Sea]"."""
    found: set[str] = set()
    between = word_list("agreement_subject") | {"the", "of", "and"}
    for token in noun.doc[noun.i + 1 : noun.i + 1 + REACH]:
        if token.text[:1].isupper():
            found.add(token.text.casefold())
        elif token.text not in between:
            break
    return frozenset(found)


def _number_follows(noun: Token) -> bool:
    after = noun.nbor(1)
    return bool(NUMBER.fullmatch(after.text)) or after.text.casefold() in ("no", "no.", "number", "#", "s", "/")


def _following(noun: Token, verb: Token | None) -> bool:
    """ "released the following statement"."""
    return verb is not None and noun.dep_ == "dobj" and any(c.text.casefold() == "following" for c in noun.children)


def _year_before(own: list[Token]) -> DateRange | None:
    year = next((t.text for t in own if YEAR.fullmatch(t.text)), None)
    return DateRange(year, year) if year else None


def _span(document: Document, noun: Token, numbers: tuple[str, ...]) -> Span:
    span = noun_phrase(noun)
    end = span.end
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.i > noun.i:
            last = child.right_edge
            if last.idx + len(last.text) - span.start <= LONG:
                end = max(end, last.idx + len(last.text))
    if numbers:
        at = document.view.find(numbers[-1], noun.idx, noun.idx + 60)
        end = max(end, at + len(numbers[-1])) if at >= 0 else end
    if end - span.start > LONG:
        end = noun.idx + len(noun.text)
    start = max(span.start, end - LONG)
    return trimmed(document.view, Span(start, end)) or Span(start, end)
