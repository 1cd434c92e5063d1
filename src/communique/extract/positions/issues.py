"""Words of support and opposition in a text: whose they are and what they are about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from communique.extract.mention_index import MentionIndex
from communique.extract.statement_index import StatementIndex
from communique.knowledge.stance_lexicon import PositionFrame, PositionWord, position_words
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.clauses import SUBJECTS
from communique.language.document import Document
from communique.language.negation import denied as is_denied
from communique.language.negation import negated
from communique.language.phrases import head_of, noun_phrase, subtree_span, trimmed
from communique.language.tags import COMMON_NOUNS, NOUNS, PAST_VERBS_AND_ADJECTIVES, RELATIVE_PRONOUNS, VERBS_AND_MODALS
from communique.language.tree import Token
from communique.model import Actor, Span

WEAK = 0.5  # strength below which a noun needs a verb that stresses it
DENIED = 0.85  # a denied stance is so much less sure, by hand
OUGHT = 0.4  # confidence of what a speaker says should be done, by hand

Stance = Literal["for", "against"]
LONG = 240  # characters of an issue
MARKS = '"“”„«» '
SPEAKERS = ("state", "person", "organization", "group")


class StanceMention(msgspec.Struct, frozen=True):
    """One position as the words tell it."""

    actor: Actor
    stance: Stance
    issue: Span
    evidence: Span
    strength: float
    word: Token | None = None
    """The verb, noun or adjective that tells it; None of what a speaker says should be done."""


def find_stances(document: Document, who: MentionIndex, told: StatementIndex) -> Iterator[StanceMention]:
    """Every position told by a verb, noun or adjective of the tables, in text order; then what should be done."""
    verbs, nouns, adjectives = position_words("verb"), position_words("noun"), position_words("adj")
    for token in document.syntax:
        word = token.text.casefold()
        if token.tag_ in VERBS_AND_MODALS and token.dep_ not in ("aux", "amod") and (entry := verbs.get(word)):
            yield from _by_verb(document, who, token, entry)
        if token.tag_ in COMMON_NOUNS and (entry := nouns.get(word)):
            yield from _by_noun(document, who, token, entry)
        elif token.tag_ in PAST_VERBS_AND_ADJECTIVES and (entry := adjectives.get(word)):
            yield from _by_adjective(document, who, token, entry)
        elif token.tag_ == "MD" and word in ("should", "must") and (found := _should(document, told, token)):
            yield found


def _by_verb(document: Document, who: MentionIndex, verb: Token, entry: PositionWord) -> Iterator[StanceMention]:
    agent, passive = clauses.subject(verb), clauses.passive(verb)
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and clauses.first_child(verb, *SUBJECTS, "aux", "dobj") is None:
        return  # "asked to comment on the ban, Norway": it is the others who ask
    if (looks := clauses.attached(verb, "to")) is not None and any(
        c.text.casefold() == "forward" for c in looks.children
    ):
        return  # "looks forward to welcoming the premier" greets him
    if verb.dep_ == "acl" and verb.tag_ == "VB" and verb.head.text.casefold() not in word_list("position_deciding"):
        return  # "without evidence to support the claim"
    if passive:
        by = clauses.agent(verb)
        if by is None or entry.frames[0].shape != "obj" or agent is None:
            return
        issue = _whole(document, agent)
        if issue is not None and issue.start < verb.idx < issue.end:  # "groups backed by Chad": the groups
            first = verb.head if verb.dep_ == "conj" else verb  # "led by Mali and backed by Chad"
            issue = trimmed(document.view, Span(issue.start, min(first.idx, verb.idx)))
        agent = by
    else:
        issue = _issue(document, verb, entry.frames)
    if agent is None or issue is None or _unreal(verb) or clauses.controller(verb) is not None:
        return  # "urged Peru to reject the plan": what Peru is asked to do is not yet its own position
    yield from _held(document, who, who.actors_in_coordination(agent), verb, entry, issue, negated(verb))


def _by_noun(document: Document, who: MentionIndex, noun: Token, entry: PositionWord) -> Iterator[StanceMention]:
    issue = _issue(document, noun, entry.frames)
    if issue is None:
        return
    owners = [c for c in noun.children if c.dep_ == "poss"] or [
        o
        for p in noun.children
        if p.dep_ == "prep" and p.text.casefold() in ("from", "by")
        for o in p.children
        if o.dep_ == "pobj"
    ]  # "Kenya's proposal to", "a proposal from Kenya to"
    holders = [a for o in owners for a in who.actors_in_coordination(o)]
    verb = clauses.governing_verb(noun)
    if entry.word in word_list("sides"):
        own = who.mention(noun)
        named = who.actor_of(noun.head) if noun.dep_ == "appos" else None
        if noun.dep_ == "attr" and (agent := clauses.subject(noun.head)) is not None:
            named = who.actor_of(agent)
        holders = [a for a in (named or (own[1] if own else None),) if a is not None]
    elif not holders and verb is not None and not owners:
        if entry.strength < WEAK and verb.text.casefold() not in word_list("position_stressing"):
            return
        agent, passive = clauses.subject(verb), clauses.passive(verb)
        if agent is None or passive or _unreal(verb) or noun.dep_ not in ("dobj", "pobj", "attr"):
            return
        holders = who.actors_in_coordination(agent)
    if (
        verb is not None
        and noun.dep_ == "dobj"
        and verb.text.casefold() in word_list("relation_seeking")
        and not owners
    ):
        return  # "needs support for"
    denied = verb is not None and noun.dep_ == "dobj" and negated(verb)
    if verb is not None and verb.text.casefold() in word_list("position_denying") and not holders:
        return
    yield from _held(document, who, holders, noun, entry, issue, denied)


def _by_adjective(document: Document, who: MentionIndex, word: Token, entry: PositionWord) -> Iterator[StanceMention]:
    verb = word if word.tag_ in VERBS_AND_MODALS and word.dep_ not in ("acomp", "amod", "acl") else word.head
    issue = _issue(document, word, entry.frames)
    agent = clauses.subject(verb) if verb.tag_ in VERBS_AND_MODALS else None
    if word.dep_ in ("acl", "amod") and word.head.tag_ in NOUNS:
        agent = word.head
    if issue is None or agent is None or (verb.tag_ in VERBS_AND_MODALS and _unreal(verb)):
        return
    yield from _held(document, who, who.actors_in_coordination(agent), word, entry, issue, negated(word))


def _held(
    document: Document,
    who: MentionIndex,
    holders: list[Actor],
    word: Token,
    entry: PositionWord,
    issue: Span,
    denied: bool,
) -> Iterator[StanceMention]:
    """The positions of the holders; what is denied is the other stance, save that not opposing is no support."""
    if denied and entry.stance == "against":
        return
    stance: Stance = "against" if denied else entry.stance
    if _denied_itself(document, issue):  # "urged Chad not to leave": the label has no "not"
        stance = "for" if stance == "against" else "against"
    start = min(word.idx, issue.start)
    ids = {h.id for h in holders}
    first = max(word.sent.start, word.i - 12)
    named = [found for t in reversed(word.doc[first : word.i]) if (found := who.mention(t)) is not None]
    left = [mention.start for mention, actor in named if actor.id in ids]
    if left:
        start = min(start, left[0])
    evidence = Span(start, max(issue.end, word.idx + len(word.text)))
    inside = {a.id for _, a in document.mentions_in(issue)}
    text = issue.of(document.view).casefold()
    # "welcomed Mr. Xi" greets him; "blame each other" has no issue.
    only = text in ("each other", "one another", "mr.", "ms.", "mrs.") or (
        entry.word in ("welcome", "call")
        and any(m.span == issue and a.kind == "person" for m, a in document.mentions_in(issue))
    )
    for holder in holders:
        alone = (len(inside) == 1 and holder.id in inside and len(issue) < 20) or only
        if holder.kind in SPEAKERS and holder.sector != "JRN" and not alone:
            yield StanceMention(holder, stance, issue, evidence, entry.strength * (DENIED if denied else 1.0), word)


def _denied_itself(document: Document, issue: Span) -> bool:
    words = [t for t in document.tokens_in(issue) if not t.is_punct and not t.is_space]
    head = head_of(words) if words else None
    return head is not None and head.tag_ in VERBS_AND_MODALS and is_denied(head)


# -- what it is about -----------------------------------------------------------------------------------------------


def _issue(document: Document, head: Token, frames: tuple[PositionFrame, ...]) -> Span | None:
    for frame in frames:
        found = _by_frame(document, head, frame)
        if found is not None and not set(found.of(document.view).casefold().split()) <= word_list("empty_issues"):
            return found
    return None


def _by_frame(document: Document, head: Token, frame: PositionFrame) -> Span | None:
    children = list(head.children)
    if frame.shape == "obj":
        obj = next(iter(clauses.objects(head)), None)
        if obj is None or obj.tag_ == "PRP" or obj.tag_ in RELATIVE_PRONOUNS:
            return None
        return _whole(document, obj)
    if frame.shape == "pp":
        for c in children:
            if c.dep_ in ("prep", "agent") and c.text.casefold() in frame.prepositions:
                if c.text.casefold() in ("on", "upon") and head.text.casefold() in word_list("calling"):
                    return _asked(document, head, c)
                obj = next((g for g in c.children if g.dep_ in ("pobj", "pcomp")), None)
                if obj is not None:
                    return _whole(document, obj)
        return None
    if frame.shape in ("inf", "obj_inf"):
        has_object = any(c.dep_ in ("dobj", "dative") for c in children)
        verb = next(
            (c for c in children if c.dep_ in ("xcomp", "ccomp", "advcl", "acl") and c.i > head.i and _infinitive(c)),
            None,
        )
        if verb is None or (frame.shape == "inf" and has_object and head.tag_ in VERBS_AND_MODALS):
            return None
        return _whole(document, verb, clause=True)
    if frame.shape == "clause":
        verb = next((c for c in children if c.dep_ in ("ccomp", "acl", "relcl") and c.i > head.i and _that(c)), None)
        return _whole(document, verb, clause=True) if verb is not None else None
    verb = next((c for c in children if c.dep_ in ("ccomp", "advcl", "xcomp") and c.i > head.i), None)
    return _whole(document, verb, clause=True) if verb is not None else None


def _asked(document: Document, verb: Token, preposition: Token) -> Span | None:
    """ "called on both sides to stop": what they are called on to do."""
    for here in (verb, preposition, *preposition.children):
        for c in here.children:
            if c.i > preposition.i and c.dep_ in ("xcomp", "advcl", "acl", "relcl") and _infinitive(c):
                return _whole(document, c, clause=True)
    return None


def _infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.text.casefold() == "to" for c in verb.children)


def _that(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children)


def _whole(document: Document, head: Token, *, clause: bool = False) -> Span | None:
    """The phrase of an issue, without articles, marks and what is told beside it."""
    span = subtree_span(head) if clause else _noun_phrase(head)
    if span is None:
        return None
    sentence = document.sentence_at(head.idx)
    start, end = max(span.start, sentence.start), min(span.end, sentence.end)
    if end - start > LONG:
        cut = document.view.rfind(" ", start, start + LONG)
        end = cut if cut > start else start + LONG
    view = document.view
    while start < end and view[start] in MARKS:
        start += 1
    while end > start and view[end - 1] in MARKS + ",.;([":
        end -= 1
    for article in ("the ", "a ", "an ", "that "):
        if view[start:end].casefold().startswith(article):
            start += len(article)
            break
    return trimmed(view, Span(start, end)) if end > start else None


def _noun_phrase(head: Token) -> Span:
    """The noun phrase with an infinitive or participle that belongs to it ("a plan to share the river")."""
    span = noun_phrase(head)
    for c in head.children:
        if c.dep_ == "acl" and c.i > head.i:
            last = c.right_edge
            span = Span(span.start, max(span.end, last.idx + len(last.text)))
    but = next((c for c in head.children if c.dep_ == "cc" and c.text.casefold() == "but" and c.i > head.i), None)
    return span if but is None else Span(span.start, min(span.end, but.idx))


def _unreal(verb: Token) -> bool:
    return any(c.text.casefold() in word_list("unreal_positions") for c in verb.children if c.dep_ in ("aux", "mark"))


def _should(document: Document, told: StatementIndex, modal: Token) -> StanceMention | None:
    """What a speaker says others should or must do, he is for."""
    verb = modal.head
    span = subtree_span(verb)
    if span is None or verb.dep_ not in ("ROOT", "ccomp", "conj"):
        return None
    statement = told.at(Span(modal.idx, modal.idx + len(modal.text)))
    speaker = document.actor(statement.speaker) if statement is not None else None
    if (
        statement is None
        or speaker is None
        or statement.act in ("ask", "doubt", "deny")
        or statement.polarity == "negated"
    ):
        return None
    content = told.content_at(Span(modal.idx, modal.idx + 1)) or span
    issue = Span(max(span.start, content.start), min(span.end, content.end))
    whole = trimmed(document.view, issue)
    if whole is None or len(whole) > LONG or document.view[whole.start : whole.end].rstrip('"”').endswith("?"):
        return None
    stance: Stance = "against" if is_denied(verb) else "for"
    return StanceMention(speaker, stance, whole, whole, OUGHT)
