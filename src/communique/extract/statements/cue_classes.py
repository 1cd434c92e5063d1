"""What a cue says of its statement: act, attitude, polarity, factuality; from the lexicon and the words beside it."""

from __future__ import annotations

import msgspec

from communique.knowledge import cues
from communique.knowledge.cues import Cue, CueFrame
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Attribution, Document
from communique.language.negation import denied
from communique.language.phrases import head_of
from communique.language.tags import (
    ADJECTIVES,
    COMMON_NOUNS,
    FINITE,
    SINGULAR_VERBS,
    VERBS,
    VERBS_AND_ADJECTIVES,
)
from communique.language.tree import Token
from communique.model import Span
from communique.model.statement import Act, Attitude, Factuality, Mode, Polarity

PLANNED = frozenset(("will", "shall", "'ll", "’ll", "to"))
JUDGING: frozenset[Act] = frozenset(("condemn", "praise", "welcome", "reject", "agree", "doubt", "hope"))
"""Acts whose object is who is judged, and not whom the words are said to; who is accused is both."""
CONDITIONAL = frozenset(("would", "could", "might", "may", "should"))


class StatementClasses(msgspec.Struct, frozen=True):
    """The classes of one statement."""

    act: Act = "say"
    attitude: Attitude = "communication"
    polarity: Polarity = "affirmed"
    factuality: Factuality = "actual"
    addresses: bool = False
    """Whether the cue takes an addressee as its object ("told")."""


def classify(document: Document, a: Attribution, mode: Mode) -> StatementClasses:
    """Classes from the cue's head word; a statement without a known cue is something said."""
    if not a.cue:
        return StatementClasses()
    tokens = [t for s in a.cue for t in document.tokens_in(s)]
    cue, at = find_cue(document, tokens)
    if cue is None:
        asks = document.view[a.content[-1].start : a.content[-1].end].rstrip("\"'”’» ").endswith("?")
        return StatementClasses(act="ask" if asks else "say")  # "Q: Has she resigned?"
    told = _told_by_noun(document, cue, at, a)
    if told is not None:
        cue = told
    frame = _frame(document, cue, a, mode)
    words = [t.text.casefold() for t in tokens]
    negated = any(w in word_list("negations") for w in words) or (at is not None and at.tag_ in VERBS and denied(at))
    polarity: Polarity = "negated" if negated else "affirmed"
    factuality: Factuality = "actual"  # of the saying: a hope that was voiced is one
    before = [t.text.casefold() for t in at.children if t.dep_ == "aux"] if at is not None else []
    if any(w in CONDITIONAL for w in before):
        factuality = "conditional"
    elif at is not None and any(w in PLANNED for w in before) and (at.dep_ != "xcomp" or _ahead(at)):
        factuality = "planned"
    act = frame.act if frame else cue.act
    if act in ("demand", "propose") and at is not None and at.text.casefold() in word_list("facts_or_demands"):
        act = "say" if _is_a_fact(document, a, word_list("demanding_auxiliaries")) else act
    elif act == "promise" and at is not None and at.text.casefold() in word_list("assuring_cues"):
        act = "say" if _is_a_fact(document, a, word_list("promising_auxiliaries")) else act
    attitude = frame.attitude if frame else cue.attitude
    takes = cue.frame("addr") is not None or (cue.frame("np_inf") is not None and cue.attitude == "communication")
    judges = attitude == "evaluation" or act in JUDGING
    named = mode == "indirect" and cue.pos == "verb" and cue.frame("np_comp") is not None
    addresses = act == "accuse" or (not judges and not named and (takes or act in ("urge", "demand", "ask")))
    return StatementClasses(_when_negated(act) if negated else act, attitude, polarity, factuality, addresses)


def _ahead(verb: Token) -> bool:
    """Whether what somebody is to say is still to come: "is due to [call] for", "is expected to [say]"."""
    above = verb.head
    predicate = above.dep_ == "acomp" or any(c.text.casefold() in word_list("copulas") for c in above.children)
    return predicate and above.text.casefold() in word_list("about_to")


def _is_a_fact(document: Document, a: Attribution, unreal: frozenset[str]) -> bool:
    """Whether what is told is a clause with a finite verb: "insisted that it was late", not "that it be dropped"."""
    tokens = [t for t in document.tokens_in(a.content[0]) if not t.is_punct]
    if not tokens:
        return False
    verb = head_of(tokens)
    words = [verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass", "cop"))]
    if any(w.text.casefold() in unreal for w in words):
        return False
    auxiliary = any(w.tag_ in FINITE for w in words[1:])
    return (
        auxiliary
        or verb.tag_ in SINGULAR_VERBS
        or (verb.tag_ == "VBP" and verb.text.casefold() in word_list("copulas"))
    )


def _told_by_noun(document: Document, cue: Cue, at: Token | None, a: Attribution) -> Cue | None:
    """ "expressed [doubts about the meeting]": the noun that the verb brings tells the act, not the verb."""
    if cue.pos != "verb" or cue.act != "say" or at is None:
        return None
    for token in document.tokens_in(Span(a.content[0].start, min(a.content[0].end, a.content[0].start + 40))):
        if token.tag_ in COMMON_NOUNS:
            noun = cues.noun(token.text)
            return noun if noun is not None and cues.brings(at.text, noun) else None
    return None


def find_cue(document: Document, tokens: list[Token]) -> tuple[Cue | None, Token | None]:
    """The lexicon's entry for a cue's words and the token that it hangs on.

    A multiword cue goes before a noun brought by a light verb, that before the verb alone.
    """
    if not tokens:
        return None, None
    words = [t.text for t in document.syntax[tokens[0].i : tokens[-1].i + 3]]
    for k, token in enumerate(tokens):
        found = cues.match(words, token.i - tokens[0].i)
        if found is not None and found[1] - (token.i - tokens[0].i) > 1 and k + 1 <= len(tokens):
            return found[0].cue, token
    verbs = [t for t in tokens if t.tag_ in VERBS and cues.verb(t.text)]
    nouns = [t for t in tokens if t.tag_ in COMMON_NOUNS and cues.noun(t.text)]
    for noun in nouns:
        cue = cues.noun(noun.text)
        if cue is not None and (not verbs or any(cues.brings(v.text, cue) for v in verbs)):
            return cue, noun
    for token in tokens:
        if (
            token.tag_ in VERBS_AND_ADJECTIVES
            and (cue := cues.adjective(token.text))
            and (token.tag_ in ADJECTIVES or not cues.verb(token.text) or felt(token, cue))
        ):
            return cue, token
    if verbs:
        return cues.verb(verbs[-1].text), verbs[-1]
    for token in tokens:
        cue = cues.verb(token.text) or cues.noun(token.text) or cues.adjective(token.text)
        if cue is not None:
            return cue, token
    return None, None


def felt(participle: Token, cue: Cue) -> bool:
    """Whether a participle tells how somebody feels and not what was done to him: "was encouraged by the talks"."""
    behind_copula = participle.dep_ == "acomp" or any(c.dep_ == "auxpass" for c in participle.children)
    if participle.tag_ != "VBN" or not behind_copula:
        return False
    by = clauses.agent(participle) is not None
    return (not by or cue.frame("pp", "by") is not None) and not any(
        c.dep_ == "xcomp" and clauses.infinitive(c) for c in participle.children
    )


def _frame(document: Document, cue: Cue, a: Attribution, mode: Mode) -> CueFrame | None:
    """The cue's frame in the shape that the content has."""
    first = next((t for t in document.tokens_in(a.content[0]) if t.text[:1].isalnum()), None)
    if mode in ("direct", "free") and (frame := cue.frame("quote")):
        return frame
    if first is not None:
        if first.tag_ == "TO" and (frame := cue.frame("inf") or cue.frame("np_inf")):
            return frame
        if first.tag_ == "VBG" and (frame := cue.frame("ing")):
            return frame
        last = a.cue[-1].of(document.view).split()[-1:]
        if last and (frame := cue.frame("pp", last[0].casefold())):
            return frame
        if mode == "reported" and (frame := cue.frame("np") or cue.frame("np_as") or cue.frame("pp")):
            return frame
    return cue.frame("clause") or cue.frame("quote")


def _when_negated(act: Act) -> Act:
    """ "did not agree" rejects, "refused to say" declines; other acts stay, with their polarity negated."""
    return {"agree": "reject", "doubt": "say"}.get(act, act)  # type: ignore[return-value]
