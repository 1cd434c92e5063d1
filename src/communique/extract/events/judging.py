"""Judgements that no verb of blame or praise tells: "Kenya said the raid was reckless", "called him a hero".

Who says that another is, or does, what only an adversary says of him accuses him (PLOVER's manual: verbal conflict need
not name itself); who says he deserves a prize speaks for him. The words stand in ``judgements.tsv``.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.events.act import Act
from communique.extract.events.derive import Shape
from communique.extract.events.matching import Match
from communique.extract.events.participants import ParticipantFinder
from communique.extract.events.sayings import sayings
from communique.knowledge.judgements import Judgement, judgement
from communique.knowledge.plover import EventRule
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Document
from communique.language.negation import denied
from communique.language.tags import ADJECTIVES_AND_ADVERBS, COMMON_NOUNS, VERBS
from communique.language.tree import Token
from communique.model import Actor, Statement

RULES = {
    kind: EventRule(name, ("be",), "verb", kind, mode, (), (), (), cameo, (), example)
    for kind, name, mode, cameo, example in (
        ("ACCUSE", "judged", "disapprove", "111", "The envoy said the raid was reckless."),
        ("SUPPORT", "judged-well", None, "051", "The envoy said the king was a hero."),
    )
}
VERBAL = frozenset(("ACCUSE", "THREATEN", "REJECT", "REQUEST", "SUPPORT"))
"""Types of acts whose verb already tells what a speaker does with such words."""


def judged(document: Document, company: ParticipantFinder, matches: dict[int, Match]) -> list[Act]:
    """ACCUSE and SUPPORT by speakers of those whom their words judge: one of each for a statement."""
    found: list[Act] = []
    inner = _inner(document)
    told: set[tuple[str, str, str]] = set()
    for saying in sayings(document):
        s, speaker = saying.statement, saying.speaker
        if s.attitude == "perception" or speaker.sector in ("MED", "JRN") or _told_by_cue(document, s, matches):
            continue
        seen: set[str] = set()
        for content in s.content:
            for token in document.tokens_in(content):
                if inner.get(token.i, s.id) != s.id:
                    continue
                for kind, subject in _judging(token):
                    if kind in seen or subject.i in matches or (token.i in matches and token.tag_ in VERBS):
                        continue
                    people = [p for p in company.who(subject) if not _own(p.actor, speaker)]
                    people = [p for p in people if (speaker.id, kind, p.actor.id) not in told]
                    if not people:
                        continue
                    seen.add(kind)
                    told.update((speaker.id, kind, p.actor.id) for p in people)
                    rule = RULES[kind]
                    match = Match(token, rule, "be", 0, [], people, verb=token)
                    shape = Shape(kind, rule.mode, rule.cameo, "actual", f"“{token.text}” judges")
                    found.append(saying.act(company, match, shape, token.text, token, content))
    return found


def _inner(document: Document) -> dict[int, str]:
    """The innermost statement that each token is told in."""
    found: dict[int, str] = {}
    for s in sorted(document.statements, key=lambda s: -sum(map(len, s.content))):
        for content in s.content:
            for token in document.tokens_in(content):
                found[token.i] = s.id
    return found


def _told_by_cue(document: Document, s: Statement, matches: dict[int, Match]) -> bool:
    if s.cue is None:
        return False
    return any(t.i in matches and matches[t.i].rule.type in VERBAL for t in document.tokens_in(s.cue))


def _own(actor: Actor, speaker: Actor) -> bool:
    """Whether one is the other, or his state: nobody is accused by himself."""
    return actor.id == speaker.id or (actor.country is not None and actor.country == speaker.country)


def _judging(token: Token) -> Iterator[tuple[Judgement, Token]]:
    """What a predicate says of its subject, and that subject."""
    if token.tag_ in VERBS:
        kind = judgement(token.text, "verb")
        if kind is None or clauses.passive(token) or denied(token) or _supposed(token):
            return
        subject = clauses.subject(token)
        if subject is not None and clauses.infinitive(token) is False:
            yield kind, clauses.antecedent(subject) or subject
        return
    adjective = token.tag_ in ADJECTIVES_AND_ADVERBS
    if not adjective and token.tag_ not in COMMON_NOUNS:
        return
    if token.dep_ not in ("acomp", "attr", "oprd", "ROOT", "conj") or (adjective and token.tag_.startswith("RB")):
        return
    kind = judgement(token.text, "adj" if adjective else "noun")
    if kind is None:
        return
    verb = token.head
    for _ in range(3):
        if token.dep_ != "conj" or verb.tag_ in VERBS:
            break
        verb = verb.head
    if verb.text.casefold() not in word_list("judging_copulas") or denied(verb) or _supposed(verb) or denied(token):
        return
    subject = clauses.subject(verb)
    if subject is not None:
        yield kind, clauses.antecedent(subject) or subject


def _supposed(verb: Token) -> bool:
    """Whether the clause only supposes: "if the raid were illegal", "could be a mistake"."""
    words = {c.text.casefold() for c in verb.children if c.dep_ in ("aux", "mark", "advmod")}
    return bool(words & (word_list("supposing") | word_list("possible_auxiliaries") | {"if", "whether"}))
