"""What each statement may take a stance on: the issue of every sentence of its content, without a stance yet.

Whether it does, and which, :mod:`communique.extract.positions.evidence` tells by the words. An issue is what is judged
("[the raid] was a grave mistake", "it would be wrong [to leave]"), else the whole clause ("we will not allow a new
border"), or the noun phrase that is told ("condemned [the raid]").
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from communique.extract.mention_index import MENTION_INDEX
from communique.extract.positions.issues import Stance, factual, namelessness, other, somebody, spared
from communique.extract.positions.stances import nobodys
from communique.extract.positions.wrapping import reason_of, unplanned
from communique.extract.statement_index import StatementIndex
from communique.knowledge import cues
from communique.knowledge.stance_lexicon import position_words
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Document
from communique.language.negation import denied
from communique.language.phrases import head_of, subtree_span, trimmed
from communique.language.tags import ADJECTIVES, NOUNS, VERBS, VERBS_AND_MODALS
from communique.language.tree import Phrase, Token
from communique.model import Actor, Span, Statement

LONG = 240
"""Characters of an issue at most."""
ADDRESSING = frozenset(("ask", "demand", "propose", "say", "urge", "warn"))
"""Acts whose object, where it is somebody, is no issue."""
WANTING = frozenset(("demand", "propose", "urge"))
"""Acts that want what they tell."""
OUGHT = frozenset(("must", "should", "ought"))
WILLING = frozenset(("will", "'ll", "’ll", "would", "shall"))
"""Auxiliaries of what a speaker is going to do."""
NAYS = frozenset(("accuse", "condemn", "deny", "reject"))
"""Acts of who is against what he speaks of."""


class VoicedClause(msgspec.Struct, frozen=True):
    """A sentence of a statement, or what of it the statement has, and the issue on which it may take a stance."""

    speaker: Actor
    statement: Statement
    part: Span
    """The words of the sentence that the statement tells."""
    head: Token
    issue: Span
    first: bool
    """Whether it is the statement's first."""
    stance: Stance | None = None
    """The stance, where the clause's grammar leaves no other."""


def voiced(document: Document, told: StatementIndex) -> Iterator[VoicedClause]:
    """Every sentence of every statement of somebody known, in text order."""
    for statement in document.statements:
        speaker = document.actor(statement.speaker)
        if speaker is None or speaker.sector == "JRN" or statement.act == "ask":
            continue
        if statement.act == "deny" and statement.polarity == "affirmed":
            continue  # who denies a fact or a reproach takes no stance on it
        if statement.factuality == "conditional" and statement.polarity == "affirmed":
            continue  # "would support the plan"
        if statement.polarity == "negated" and (statement.act in NAYS or _says(document, statement, "position_asking")):
            continue  # who does not oppose it does not support it either; who has not asked for it is not against it
        cue = [t for t in document.tokens_in(statement.cue) if t.tag_ in VERBS] if statement.cue is not None else []
        if any(nobodys(t) for t in cue):
            continue
        first, courteous = True, _says(document, statement, "courteous")
        reproaching = _says(document, statement, "reproaching")
        accusing = any(t.text.casefold().startswith("accus") for t in cue)
        for content in statement.content:
            for part in _sentences(document, content):
                tokens = _words(document, part)
                if len(tokens) == 0:
                    continue
                head = head_of(tokens)
                if courteous and head.text.casefold() in word_list("courtesies"):
                    continue  # "was pleased to meet the minister"
                inner = told.at(Span(head.idx, head.idx + len(head.text)))
                if inner is not None and inner.id != statement.id and inner.parent == statement.id:
                    continue  # somebody else's words
                if statement.act == "say" and _tells_of_others(head):
                    first = False
                    continue  # "said that Peru maintains that ...": what is maintained is told as Peru's
                if statement.act == "urge" and _asked(head):
                    first = False
                    continue  # "urged travellers to stay away": what they are to do is told by the word itself
                issue = _issue(document, head, part)
                if issue is not None and reproaching and (somebody(document, issue) or accusing):
                    reason = reason_of(head)
                    issue = _cut(document, reason, part) if reason is not None else None
                if issue is not None and (
                    namelessness(document, issue) or any(factual(document, t, issue) for t in cue)
                ):
                    continue
                if issue is None or _nobodys_will(head):
                    continue
                stance = _told(document, issue, head, statement, speaker)
                if (avoided := spared(document, issue)) is not None:
                    issue, stance = _turned(document, issue, avoided, stance, reproaching=reproaching)
                if statement.act in ADDRESSING and any(m.end == issue.end for m, _ in document.mentions_in(issue)):
                    continue  # "urged Peru"
                yield VoicedClause(speaker, statement, part, head, issue, first, stance)
                first = False


def _told(document: Document, issue: Span, head: Token, statement: Statement, speaker: Actor) -> Stance | None:
    """The stance that the grammar of a clause leaves no choice of; None where only its words tell.

    What a speaker says that he will do he is for, and what others must do, whatever it does: "it must stop the raids".
    """
    top = head_of(_words(document, issue))
    if statement.act in WANTING and top.tag_ == "VB" and clauses.infinitive(top):
        return "against" if denied(top) else "for"  # "urged Chad [to stop]"
    if unplanned(head) is not None:
        return "against"
    if top.text.casefold() in word_list("dear_things") and _says(document, statement, "feared"):
        return "for"
    if top is not head or head.tag_ not in VERBS:
        return None
    auxiliaries = {c.text.casefold() for c in head.children if c.dep_ in ("aux", "neg")}
    if auxiliaries & OUGHT and statement.act != "doubt":
        return "against" if denied(head) else "for"
    agent, entry = clauses.first_child(head, "nsubj"), position_words("verb").get(head.text.casefold())
    if agent is None or denied(head) or not auxiliaries & WILLING or (entry is not None and entry.stance == "against"):
        return None
    own = agent.text.casefold() == "we" or document.index(MENTION_INDEX).actor_of(agent) == speaker
    return "for" if own else None


def _turned(
    document: Document, issue: Span, avoided: Span, stance: Stance | None, *, reproaching: bool
) -> tuple[Span, Stance | None]:
    """What a clause would not have, and the stance on that: "we must avoid [a war]" is against it."""
    top = head_of(_words(document, issue))
    if top.text.casefold() not in word_list("issue_hesitating"):
        return avoided, other(stance) if stance is not None else None
    if reproaching or denied(top):
        return avoided, "for"  # "will not hesitate to [help]", "accused Chad of failing to [help]"
    return issue, stance


def _nobodys_will(head: Token) -> bool:
    """ "no one wants a war": who says so is for nothing of it."""
    agent = clauses.first_child(head, "nsubj", "nsubjpass")
    return agent is not None and (
        agent.text.casefold() in word_list("nobody")
        or any(c.dep_ in ("det", "neg") and c.text.casefold() == "no" for c in agent.children)
        or (agent.text.casefold() == "one" and agent.i > 0 and agent.nbor(-1).text in ("-", "no", "No"))
    )


def _asked(whom: Token) -> bool:
    """Whether it is the object of a verb of asking, who is asked to do something."""
    entry = position_words("verb").get(whom.head.text.casefold())
    if whom.dep_ != "dobj" or whom.tag_ not in NOUNS or entry is None or entry.frames[0].shape != "obj_inf":
        return False
    below = (c for c in (*whom.head.children, *whom.children) if c.i > whom.i and c.dep_ in ("xcomp", "acl", "advcl"))
    return any(c.tag_ == "VB" and clauses.infinitive(c) for c in below)


def _tells_of_others(head: Token) -> bool:
    """Whether a clause tells what somebody else says or thinks: "Peru maintains that the ban must go"."""
    agent, told = clauses.first_child(head, "nsubj"), clauses.first_child(head, "ccomp")
    if agent is None or told is None or head.tag_ not in VERBS or agent.tag_ not in NOUNS:
        return False
    cue = cues.verb(head.text)
    return cue is not None and cue.attitude in ("communication", "belief")


def _says(document: Document, statement: Statement, words: str) -> bool:
    """Whether a cue has one of the words of a list."""
    cue = document.tokens_in(statement.cue) if statement.cue is not None else ()
    return any(t.text.casefold() in word_list(words) for t in cue)


def _sentences(document: Document, content: Span) -> Iterator[Span]:
    first, last = document.sentence_number(content.start), document.sentence_number(max(content.start, content.end - 1))
    for sentence in document.sentences[first : last + 1]:
        start, end = max(sentence.start, content.start), min(sentence.end, content.end)
        if start < end and (part := trimmed(document.view, Span(start, end))) is not None:
            yield part


def _words(document: Document, part: Span) -> Phrase:
    return Phrase(t for t in document.tokens_in(part) if not t.is_punct and not t.is_space)


def _issue(document: Document, head: Token, part: Span) -> Span | None:
    """What a clause is about, cut to the part of it that is told."""
    if head.tag_ in VERBS_AND_MODALS and head.text.casefold() in word_list("copulas") | {"be"}:
        judged = next((c for c in head.children if c.dep_ in ("acomp", "attr", "oprd")), None)
        subject = clauses.first_child(head, "nsubj", "csubj")
        if judged is not None and judged.tag_ in ADJECTIVES | NOUNS and subject is not None:
            below = _complement(head, judged)
            if subject.text.casefold() in ("it", "that", "this", "what") and below is not None:
                return _cut(document, below, part)
            if subject.tag_ in NOUNS and subject.dep_ == "nsubj":
                return _cut(document, subject, part)
    return _cut(document, head, part)


def _complement(head: Token, judged: Token) -> Token | None:
    """ "it is important [to leave]", "it was wrong [that Peru left]"."""
    for above in (judged, head):
        for c in above.children:
            if (
                c.i > judged.i
                and c.dep_ in ("xcomp", "ccomp", "advcl", "acl", "relcl", "csubj")
                and c.tag_ in VERBS_AND_MODALS
            ):
                return c
    return None


def _cut(document: Document, head: Token, part: Span) -> Span | None:
    whole = subtree_span(head)
    if whole is None:
        return None
    start, end = max(whole.start, part.start), min(whole.end, part.end)
    if end - start > LONG:
        cut = document.view.rfind(" ", start, start + LONG)
        end = cut if cut > start else start + LONG
    return trimmed(document.view, Span(start, end)) if start < end else None
