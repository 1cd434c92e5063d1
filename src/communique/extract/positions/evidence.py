"""What tells whether words take a stance: features of what a rule found, and of what somebody said.

Names of states and people are no features. A feature is a short text that holds or does not, as
:func:`communique.extract.confidence.likelihood` takes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from communique.extract.positions.stances import StanceMention
from communique.extract.positions.voiced import VoicedClause
from communique.extract.positions.votes import of_part, of_word
from communique.extract.statement_index import StatementIndex
from communique.knowledge import cues, plover
from communique.knowledge.judgements import judgement
from communique.knowledge.stance_lexicon import position_words
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Document
from communique.language.negation import denied, negated
from communique.language.phrases import head_of
from communique.language.tags import (
    ADJECTIVES,
    COMMON_NOUNS,
    CONTENT_WORDS,
    NAME_TAGS,
    PROPER_NOUNS,
    VERBS,
    VERBS_AND_MODALS,
)
from communique.language.tree import Token
from communique.memory import remembered
from communique.model import Span

MOST = 40
"""Words of a clause that are looked at."""
SUFFIX = re.compile(r"(?<=\w\w\w)(?:ing|ed|es|s|ly|e)$")


def of_rule(document: Document, told: StatementIndex, found: StanceMention) -> set[str]:
    """The features of a position that a rule tells."""
    holder = found.actor
    features = {
        f"way:{found.way}", f"word:{found.way}:{found.entry}", f"stance:{found.stance}", f"holder:{holder.kind}",
        f"strength:{round(found.strength, 1)}",
    }  # fmt: skip
    word = found.word
    if word is not None:
        features |= {f"tag:{word.tag_}", f"dep:{word.dep_}"}
        if found.denied:
            features.add("denied")
        if any(c.tag_ == "MD" for c in word.children):
            features.add("modal")
    at = Span(word.idx, word.idx + len(word.text)) if word is not None else found.issue
    statement = told.at(at)
    if statement is None:
        features.add("told by the report")
    else:
        own = holder.id in (statement.speaker, statement.speaks_for)
        features |= {"own words" if own else "others' words", f"act:{statement.act}", f"mode:{statement.mode}"}
        if statement.polarity == "negated":
            features.add("negated statement")
    words = [t for t in document.tokens_in(found.issue) if not t.is_punct and not t.is_space]
    features.add(f"issue:{min(len(words), 12) // 3}")
    if words:
        features.add(f"first:{words[0].tag_}")
        top = head_of(words)
        features |= {f"issue head:{_word(top)}", f"issue head:{top.tag_}"}
        if stem(top.text) in _turning() or words[0].text.casefold() in word_list("issue_turning"):
            features |= {"turning", f"turning {found.stance}"}
    for t in words[:MOST]:
        if t.tag_ in CONTENT_WORDS and not t.text[:1].isupper():
            features.add(f"about:{stem(t.text)}")
            judged = judgement(t.text, _part_of_speech(t) or "noun")
            if judged is not None:
                features |= {f"judged:{judged} {found.stance}"}
    return features | of_word(document, found.word, found.evidence, found.issue, found.stance)


@cache
def _turning() -> frozenset[str]:
    return frozenset(map(stem, word_list("issue_turning")))


def of_clause(document: Document, clause: VoicedClause) -> set[str]:
    """The features of what a statement tells, whether it takes a stance."""
    s, head = clause.statement, clause.head
    cue = stem(_cue(document, s.cue)) if s.cue is not None else "-"
    features = {
        f"act:{s.act}", f"attitude:{s.attitude}", f"mode:{s.mode}", f"cue:{cue}", f"speaker:{clause.speaker.kind}",
        f"polarity:{s.polarity}", f"factuality:{s.factuality}", "nested" if s.parent else "told",
        "first" if clause.first else "later", f"head:{_word(head)}", f"tag:{head.tag_}",
        f"act:{s.act} {head.tag_[:2]}", f"by:{s.extractor.rpartition('/')[2]}",
    }  # fmt: skip
    modals = [c.text.casefold() for c in head.children if c.tag_ == "MD"]
    no = head.tag_ in VERBS_AND_MODALS and denied(head)
    if no:
        features |= {"denied", f"denied act:{s.act}"}
    for m in modals:
        features |= {f"modal:{m}", f"modal:{m} {'no' if no else 'yes'}"}
    agent = clauses.subject(head) if head.tag_ in VERBS_AND_MODALS else None
    if agent is not None:
        low = agent.text.casefold()
        if agent.tag_ == "PRP":
            features.add(f"subject:{low}")
            features |= {f"subject:{low} {m} {'no' if no else 'yes'}" for m in modals}
        elif agent.tag_ in PROPER_NOUNS:
            features.add("subject:name")
        else:
            features.add("subject:noun")
    tokens = [t for t in document.tokens_in(clause.part) if not t.is_punct and not t.is_space]
    features.add(f"length:{min(len(tokens), 40) // 8}")
    if tokens:
        features.add(f"begins:{tokens[0].tag_}")
    pred = next((c for c in head.children if c.dep_ in ("acomp", "attr", "oprd", "dobj")), None)
    if pred is not None:
        features |= {f"pred:{_word(pred)}", f"pred:{pred.dep_} {'no' if no else 'yes'}"}
    if head.text.casefold() in word_list("position_turning"):
        features |= {"turned", f"turned:{s.act}"}
    if stem(head.text) in _turning():
        features |= {"turning at head", f"turning at head:{s.act}", f"turning at head {'no' if no else 'yes'}"}
        if tokens and tokens[0].tag_ == "TO":
            features |= {f"to turn:{s.act}"}
    for t in tokens[:MOST]:
        if t.tag_ == "MD" and t.head is not head:
            features.add(f"modal below:{t.text.casefold()}")
        if stem(t.text) in _turning():
            features.add("turning")
        if t.text.casefold() in word_list("position_turning") and not t.tag_.startswith("NN"):
            features.add("turned below")
    features.add(f"begins with:{' '.join(_word(t) for t in tokens[:2])}")
    if clause.speaker.sector:
        features.add(f"sector:{clause.speaker.sector}")
    others = {a.id: a for _, a in document.mentions_in(clause.part) if a.id not in (s.speaker, s.speaks_for)}
    states = {a.country for a in others.values() if a.country} - {clause.speaker.country}
    features.add(f"others:{min(len(others), 3)}")
    features.add(f"states:{min(len(states), 2)}")
    if agent is not None and any(a.id in others for a in document.actors_at(agent.idx)):
        features |= {"subject:another", f"subject:another {s.act}"}
    features.add(f"mode:{s.mode} {s.act}")
    if document.view[clause.part.end - 1 : clause.part.end + 1].find("?") >= 0:
        features.add("question")
    if tokens and tokens[0].text.casefold() == "if":
        features.add("if")
    for t in tokens[:MOST]:
        features |= set(_of_word(t, head, f"{s.act}"))
    return features | of_part(document, clause.part, s.cue, head)


def _of_word(token: Token, head: Token, act: str) -> Iterator[str]:
    low = token.text.casefold()
    if token.tag_ in CONTENT_WORDS and not token.text[:1].isupper():
        yield f"word:{stem(low)}"
    elif low in word_list("position_telling"):
        yield f"word:{low}"
    pos = _part_of_speech(token)
    if pos is None:
        return
    judged = judgement(token.text, pos)
    if judged is not None:
        no = denied(token) or (token.head is head and denied(head))
        yield f"judged:{judged} {'no' if no else 'yes'}"
        if token is head or token.head is head:
            yield f"judged at head:{judged} {'no' if no else 'yes'}"
            yield f"judged at head:{judged} {act}"
    entry = position_words(pos).get(low)
    if entry is not None:
        no = token.tag_ in VERBS_AND_MODALS and negated(token)
        yield f"position:{entry.stance} {'no' if no else 'yes'}"
        if token is head:
            yield f"position at head:{entry.stance} {'no' if no else 'yes'}"
    if pos == "verb":
        for rule in plover.verbs(low)[:2]:
            yield f"deed:{rule.rule.type}"
            if token is head:
                yield f"deed at head:{rule.rule.type} {'no' if denied(head) else 'yes'}"


def _part_of_speech(token: Token) -> Literal["adj", "noun", "verb"] | None:
    if token.tag_ in ADJECTIVES:
        return "adj"
    if token.tag_ in COMMON_NOUNS:
        return "noun"
    return "verb" if token.tag_ in VERBS else None


def _cue(document: Document, cue: Span) -> str:
    tokens = document.tokens_in(cue)
    known = [
        t
        for t in tokens
        if (t.tag_ in VERBS and cues.verb(t.text))
        or (t.tag_ in COMMON_NOUNS and cues.noun(t.text))
        or (t.tag_ in ADJECTIVES and cues.adjective(t.text))
    ]
    found = known or list(tokens)
    return found[-1].text if found else ""


def _word(token: Token) -> str:
    """The stem of a word, the tag of a name: no state's or person's name is to weigh anything."""
    named = token.text[:1].isupper() and token.tag_ in NAME_TAGS
    return token.tag_ if named else stem(token.text)


@remembered
def stem(word: str) -> str:
    """A word without its ending, which stands for all its forms: "rejects", "rejected" are "reject"."""
    return SUFFIX.sub("", word.casefold())
