"""Demands that no verb of demanding tells: "Russia said that Sudan must return the helicopter"."""

from __future__ import annotations

from communique.extract.events.act import Act
from communique.extract.events.derive import CODES, WANTED, Shape
from communique.extract.events.matching import Match
from communique.extract.events.participants import ParticipantFinder
from communique.extract.events.sayings import sayings
from communique.knowledge.plover import EventRule
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Document
from communique.language.tags import RELATIVE_PRONOUNS, VERBS
from communique.language.tree import Token

NEEDING = frozenset(("need", "needs", "needed", "has", "have", "had"))
"""Verbs of an obligation, before an infinitive: "needs to leave", "has to leave"."""
RULE = EventRule(
    "must", ("must",), "verb", "REQUEST", None, (), (), (), "100", (), "Russia said Sudan must return the helicopter."
)


def demands(document: Document, company: ParticipantFinder, matches: dict[int, Match]) -> list[Act]:
    """REQUESTs by speakers of those who, they say, must or should do something."""
    found: list[Act] = []
    for saying in sayings(document):
        speaker = saying.speaker
        cue = saying.statement.cue
        by_cue = [matches[t.i] for t in document.tokens_in(cue) if t.i in matches] if cue is not None else []
        if any(match.rule.type == "REQUEST" for match in by_cue):
            continue  # "suggested that Peru should leave" is one demand
        for content in saying.statement.content:
            for token in document.tokens_in(content):
                verb = _obliged(token)
                if verb is None:
                    continue
                if any(c.i > token.i for c in clauses.children(verb, "nsubj", "nsubjpass")):
                    continue  # "should it choose to", which is a condition
                told = clauses.subject(token if token.dep_ != "aux" else verb)
                if told is not None and told.tag_ == "PRP" and told.text.casefold() in ("we", "i"):
                    continue
                doer = told if token.dep_ != "aux" else clauses.logical_subject(verb)
                if told is not None and token.dep_ != "aux" and told.tag_ in RELATIVE_PRONOUNS:
                    continue
                people = [
                    p
                    for p in (company.named(doer) if doer is not None else [])
                    if p.actor.id != speaker.id
                    and not (p.actor.country and p.actor.country == speaker.country and p.actor.kind == "state")
                ]
                if not people:
                    continue
                below = matches.get(verb.i)
                mode = WANTED.get(below.rule.type, "change") if below else "change"
                match = Match(verb, RULE, "must", 0, [], people, verb=verb)
                why = "who says that another must do it demands it"
                shape = Shape("REQUEST", mode, CODES["REQUEST"][mode], "actual", why)
                found.append(saying.act(company, match, shape, "must", token, content))
                break
    return found


def _obliged(token: Token) -> Token | None:
    """The verb of what somebody must do: "must [leave]", "needs to [leave]"."""
    low = token.text.casefold()
    if token.dep_ == "aux":
        return token.head if low in word_list("obliged") and token.head.tag_ in VERBS else None
    if (
        low in NEEDING
        and token.tag_ in VERBS
        and not any(c.text.casefold() in ("still", "yet") for c in token.children)
    ):
        below = clauses.children(token, "xcomp", "advcl")
        return next((c for c in below if clauses.infinitive(c) and c.left_edge.i == token.i + 1), None)
    return None
