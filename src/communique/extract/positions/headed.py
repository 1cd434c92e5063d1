"""Positions of words that no rule knows and the stance head is sure of: whose they are, and on what.

They are proposed only where neither a rule nor a statement proposes any; whether they are told is judged by the words
(:mod:`communique.extract.positions.evidence`), as of the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.extract.mention_index import MentionIndex
from communique.extract.positions.issues import Stance, factual, issue_of, owners, phrase_of, somebody
from communique.extract.positions.stances import SPEAKERS, StanceMention, nobodys, way_of
from communique.extract.positions.votes import SIDES, TELLING, vote_of
from communique.knowledge.stance_lexicon import PositionFrame, PositionWord, position_words
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Document
from communique.language.negation import negated
from communique.language.phrases import noun_phrase, trimmed
from communique.language.tags import COMMON_NOUNS, NOUNS, VERBS, VERBS_AND_MODALS
from communique.language.tree import Token
from communique.language.votes import VOTES
from communique.model import Actor, Span

LEAST = 0.15
"""Probability of a stance from which on a word is looked at."""
HEADED = "head"
"""The way of such positions."""
ABOUT = ("against", "for", "of", "on", "over", "to", "with", "toward", "towards", "about", "at", "from", "in", "as")
FRAMES = (
    PositionFrame("obj"), PositionFrame("inf"), PositionFrame("clause"), PositionFrame("pp", ABOUT),
    PositionFrame("wh"),
)  # fmt: skip
"""Where the issue may stand by a word that no table has."""


def headed(document: Document, who: MentionIndex, taken: Sequence[Span]) -> Iterator[StanceMention]:
    """Positions of words outside the spans that are taken, in text order; of an issue and holder the likeliest word."""
    covered = sorted((s.start, s.end) for s in taken)
    best: dict[tuple[str, Span], StanceMention] = {}
    for start, end in document.layers[VOTES].taking(LEAST):
        token = next(iter(document.tokens_in(Span(start, end))), None)
        if token is None or token.idx != start or token.tag_ not in TELLING or token.tag_ == "MD":
            continue
        if any(a <= start < b for a, b in covered):
            continue
        votes = vote_of(document, token)
        assert votes is not None
        stance: Stance = "against" if votes[SIDES["against"]] > votes[SIDES["for"]] else "for"
        chance = float(max(votes[1], votes[2]))
        for found in _held(document, who, token, stance, chance):
            key = (found.actor.id, found.issue)
            if key not in best or best[key].strength < found.strength:
                best[key] = found
    yield from sorted(best.values(), key=lambda f: (f.evidence, f.actor.id))


def _held(
    document: Document, who: MentionIndex, token: Token, stance: Stance, chance: float
) -> Iterator[StanceMention]:
    holders = _holders(who, token)
    if not holders:
        return
    issue = _issue(document, token, stance)
    if issue is None or issue == Span(token.idx, token.idx + len(token.text)) or factual(document, token, issue):
        return
    low = token.text.casefold()
    if stance == "against" and negated(token) and _known(low):
        return  # "does not oppose the plan" is no support, and no opposition either
    if low in word_list("fact_denying") or (low in word_list("reproaching") and somebody(document, issue)):
        return
    inside = {a.id for _, a in document.mentions_in(issue)}
    evidence = Span(min(token.idx, issue.start), max(issue.end, token.idx + len(token.text)))
    for holder in holders:
        alone = inside == {holder.id} and len(issue) < 20
        if holder.kind in SPEAKERS and holder.sector != "JRN" and not alone:
            yield StanceMention(holder, stance, issue, evidence, chance, token, HEADED, way_of(token))


def _known(word: str) -> bool:
    return word in position_words("verb") or word in position_words("noun")


def _holders(who: MentionIndex, token: Token) -> list[Actor]:
    """Who is for or against something by a word: its subject or agent, its possessor, the subject of its verb."""
    if token.tag_ in VERBS:
        if nobodys(token):
            return []
        agent = clauses.agent(token) if clauses.passive(token) else clauses.subject(token)
        if agent is None and token.dep_ in ("xcomp", "acl", "advcl", "conj") and token.head.tag_ in VERBS_AND_MODALS:
            agent = clauses.subject(token.head)
        return who.actors_in_coordination(agent) if agent is not None else []
    if token.tag_ in COMMON_NOUNS and (owned := owners(token, ("from", "by"))):
        return [a for o in owned for a in who.actors_in_coordination(o)]
    verb = clauses.governing_verb(token) if token.tag_ in COMMON_NOUNS else token.head
    if verb is None or verb.tag_ not in VERBS_AND_MODALS:
        return []
    agent = clauses.agent(verb) if clauses.passive(verb) else clauses.subject(verb)
    return who.actors_in_coordination(agent) if agent is not None else []


def _issue(document: Document, token: Token, stance: Stance) -> Span | None:
    """What a word is about: its complement, else for a predicate what it is said of, else the word's own phrase."""
    found, _ = issue_of(document, token, PositionWord(token.text.casefold(), stance, FRAMES, 0.5))
    if found is not None:
        return found
    if token.dep_ in ("oprd", "attr", "acomp") and token.head.tag_ in VERBS_AND_MODALS:  # "called [the deal] a joke"
        judged = clauses.first_child(token.head, "dobj")
        if judged is not None and judged.tag_ in NOUNS:
            return phrase_of(document, judged)
    if token.tag_ in VERBS:
        return phrase_of(document, token, clause=True)
    return trimmed(document.view, noun_phrase(token)) if token.tag_ in COMMON_NOUNS else None
