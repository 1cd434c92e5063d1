"""Which rule of the lexicon fits a word where it stands, and why the others do not."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from communique.extract.events.conditions import meets, words_beyond
from communique.extract.events.frames import Frame, candidates
from communique.extract.events.participants import Participant, ParticipantFinder, is_assault
from communique.knowledge.plover import EventRule, Slot, WordRule, own_rules
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.tags import QUESTION_WORDS, SINGULAR_VERBS, VERBS
from communique.language.tree import Token

VERBAL = frozenset(("REQUEST", "REJECT", "SUPPORT", "CONSULT", "AGREE", "ACCUSE", "THREATEN", "CONCEDE"))
"""Types whose verbs mean something else with a particle; that of a verb of moving ("sent out") tells but the way."""

CLIMB = 4  # words gone up from a victim's name to the attack
DOERS = frozenset(("between", "by", "from"))
"""Prepositions behind an attack's noun of those who made it."""


class Match(msgspec.Struct):
    """A rule that fits a word, and whom it found."""

    token: Token
    rule: EventRule
    lemma: str
    score: int
    actors: list[Participant]
    recipients: list[Participant]
    complement: Token | None = None
    """The verb of the act that follows ("threatened to *attack*")."""
    consumed: frozenset[int] = frozenset()
    """Nouns that the rule takes as a part of its own act."""
    verb: Token | None = None
    """The light verb that brings a noun, or the copula of an adjective; else the verb itself."""
    light: bool = False
    frame: Frame | None = None
    """What stands around the word, where a rule looked."""

    @property
    def bare(self) -> bool:
        """Whether it is a noun that no verb of its own brings: "the [talks] in Rome", not "held [talks]"."""
        return self.rule.pos == "noun" and not self.light


class Refusal(msgspec.Struct, frozen=True):
    """A rule that was looked at and does not fit, and why."""

    token: int
    rule: str
    reason: str
    excludes: str | None = None
    """The type of the rule, if a condition of it names what makes another sense of the word: "with:!question"."""


def evaluate(frame: Frame, entry: WordRule) -> Match | str:
    """The match of a rule, or why it does not fit."""
    rule, token = entry.rule, frame.token
    verbal = rule.pos == "verb" and rule.type in VERBAL
    if frame.rest != entry.rest or frame.verbal != verbal:
        frame.verbal = verbal
        frame.rest = entry.rest if rule.pos == "verb" else ()
        frame._people.clear()
    score = 0
    if entry.rest:
        missing = _missing_words(frame, entry)
        if missing:
            return f"the word {missing!r} does not stand with it"
        score += 4
    elif (
        rule.pos == "verb"
        and any(c.dep_ == "prt" for c in token.children)
        and not any(c.place == "prt" for c in rule.conditions)
    ):
        if rule.type in VERBAL:
            return "a particle makes another verb of it"  # "pushed back", "called off"
        score -= 3
    if rule.type in ("REQUEST", "AGREE") and rule.pos == "verb" and _asks_what(frame):
        return "what follows is a question"  # "asked what Congress could do"
    if rule.type == "AGREE" and rule.pos == "verb" and not entry.rest and _told_as_fact(frame):
        return "what follows is told as a fact"  # "assured her that nothing was signed"
    if rule.type == "REQUEST" and rule.pos == "verb" and not entry.rest and _told_of_a_fact(frame):
        return "what follows is told as a fact"  # "insisted that nobody was fooled"
    if rule.pos == "verb" and token.text.casefold() in word_list("adjectives_of_stance") and _of_stance(token):
        return "it tells where somebody stands"  # "is opposed to the plan"
    consumed: set[int] = set()
    for condition in rule.conditions:
        heads = meets(frame, condition)
        if heads is None:
            return f"needs {condition.text}"
        weight = 2 if condition.place == "subj" else 3
        if not condition.negated:
            score += weight + words_beyond(frame, condition) if condition.nouns else 1
        if condition.place not in ("subj", "comp") and condition.nouns and not condition.negated:
            consumed.update(heads)
    actors = _fill(frame, rule.actor, first=True)
    if frame.light and rule.actor and (not actors or _brings(frame)):
        actors = frame.people("subj") or actors  # "leading calls for": whoever leads them calls
    if not actors and rule.pos == "noun" and frame.heads("of") and frame.heads("poss"):
        actors = frame.people("poss")  # "Chad's arrest of two editors", but "the editor's arrest"
    actors = [p for p in actors if p.direct or not _struck(frame.token.doc[p.head])]
    actors = [p for p in actors if p.direct or not _suffers(frame, rule, p)]
    recipients, ok = _recipients(frame, rule.recipient, actors)
    if rule.type == "ACCUSE":
        recipients = [p for p in recipients if p.head < frame.token.i or not _struck(frame.token.doc[p.head])]
    if rule.type == "ACCUSE" and recipients and _worries(frame, consumed):
        recipients = [p for p in recipients if _answers(frame.token.doc[p.head])]
        if not recipients:
            return "who worries about what befalls somebody accuses nobody"
    if not recipients and len(actors) > 1 and any(s.place == "each" for s in rule.recipient):
        recipients = list(actors)  # "traded insults": each of the other
    if rule.type == "CONSULT" and rule.mode not in ("visit", "multilateral", "third-party"):
        recipients = [p for p in recipients if p.direct or p.actor.kind == "state"]
    if not ok:
        return "nobody stands where its recipient must"
    complement = next(iter(frame.complements()), None)
    if (
        rule.pos == "verb"
        and rule.conditions == ()
        and any(s.place == "obj" and s.required for s in rule.recipient)
        and recipients
        and not recipients[0].direct
    ):
        score -= 1
    return Match(
        token, rule, entry.lemma, score, actors, recipients, complement, frozenset(consumed), frame.verb, frame.light,
        frame,
    )  # fmt: skip


def _brings(frame: Frame) -> bool:
    """Whether the subject of the light verb is he who acts: "led calls for action [by the council]"."""
    if frame.pos != "noun" or frame.token.dep_ != "dobj" or frame.verb is None or clauses.passive(frame.verb):
        return False
    return frame.verb.text.casefold() not in word_list("having")  # "has the support [of Chad]"


def _suffers(frame: Frame, rule: EventRule, who: Participant) -> bool:
    """Whether somebody who but stands behind the subject is himself the object: "[Roe's] hosts welcomed him"."""
    objects = [p for s in rule.recipient if s.place == "obj" for p in frame.people("obj")]
    return any(p.direct and p.actor.id == who.actor.id for p in objects)


def _of_stance(participle: Token) -> bool:
    """Whether a participle is the adjective of its subject's stance: "which is opposed *to* the plan"."""
    behind = clauses.children(participle, "prep")
    return any(p.text.casefold() == "to" for p in behind) and clauses.agent(participle) is None


def _asks_what(frame: Frame) -> bool:
    found = next(iter(clauses.children(frame.token, "ccomp")), None)
    if (
        found is not None
        and frame.token.text.casefold().startswith("agree")
        and found.text.casefold() in word_list("states_of_things")
    ):
        return True  # "agreed that it was late": an opinion
    if found is not None and frame.token.text.casefold().startswith("agree") and _owed(found):
        return True  # "agreed that Peru must leave": they demand it
    return found is not None and any(
        (t.tag_ in QUESTION_WORDS or t.text.casefold() in ("whether", "if")) and frame.token.i < t.i < found.i
        for c in (found, *found.children)
        for t in (c, *c.children)
    )


def _owed(clause: Token) -> bool:
    """Whether a clause tells what somebody named in it ought to do."""
    helping = clauses.children(clause, "aux")
    return bool(clauses.children(clause, "nsubj")) and any(c.text.casefold() in word_list("obliged") for c in helping)


def _told_of_a_fact(frame: Frame) -> bool:
    """Whether what is or was so follows a verb that demands only what should be: "insisted that it leaves"."""
    found = next(iter(clauses.children(frame.token, "ccomp")), None)
    if found is None or frame.token.text.casefold() not in word_list("insisting"):
        return False
    helping = clauses.children(found, "aux", "auxpass")
    if any(c.text.casefold() in word_list("obliged") for c in helping):
        return False
    return any(t.tag_ in SINGULAR_VERBS for t in (found, *helping))


def _told_as_fact(frame: Frame) -> bool:
    """Whether a clause of what is or was follows a verb of promising, which then only assures of it."""
    found = next(iter(clauses.children(frame.token, "ccomp")), None)
    if found is None or frame.token.text.casefold() not in word_list("assuring") or clauses.infinitive(found):
        return False
    return not any(c.dep_ == "aux" and c.tag_ == "MD" for c in found.children)


def _missing_words(frame: Frame, entry: WordRule) -> str | None:
    token = frame.token
    if entry.rule.pos == "noun":
        doc = token.doc
        at = token.i
        for word in reversed(entry.rest):
            at -= 1
            while at >= 0 and doc[at].text in "-–":
                at -= 1
            if at < 0 or doc[at].text.casefold() != word:
                return word
        return None
    below = [
        c
        for c in token.children
        if c.dep_ in ("prt", "prep", "advmod", "acomp", "dobj", "oprd", "xcomp", "ccomp", "agent", "dep")
    ]
    for word in entry.rest:
        fitting = next(
            (
                c
                for c in below
                if c.text.casefold() == word and c.i > token.i and (c.dep_ == "prt" or c.i - token.i <= 4)
            ),
            None,
        )
        if fitting is None:
            nearby = [
                o
                for t in below
                if t.dep_ == "dobj"
                for o in t.children
                if o.dep_ in ("prep", "prt") and o.text.casefold() == word
            ]
            if not (nearby and nearby[0].i - token.i <= 4) and not (
                token.i + 1 < len(token.doc) and token.nbor(1).text.casefold() == word
            ):
                return word
        below = [*below, *(c for t in below for c in t.children if c.dep_ in ("prep", "prt", "pcomp"))]
    return None


def _fill(frame: Frame, slots: Sequence[Slot], *, first: bool) -> list[Participant]:
    found: dict[str, Participant] = {}
    for slot in slots:
        for p in frame.people(slot.place):
            found.setdefault(p.actor.id, p)
        if found and first:
            break
    return list(found.values())


def _recipients(frame: Frame, slots: Sequence[Slot], actors: list[Participant]) -> tuple[list[Participant], bool]:
    """The first place that names somebody who is not the actor; whether a place that must be filled is."""
    own = {p.actor.id for p in actors}
    must = [s for s in slots if s.required]
    found: list[Participant] = []
    for slot in slots:
        if slot.place in ("comp", "each"):
            continue
        here = [p for p in frame.people(slot.place) if p.actor.id not in own]
        if here:
            found = here
            break
    if must and not any([p for p in frame.people(s.place) if p.actor.id not in own] for s in must):
        return [], False
    unique: dict[str, Participant] = {}
    for p in found:
        unique.setdefault(p.actor.id, p)
    return list(unique.values()), True


def _worries(frame: Frame, consumed: set[int]) -> bool:
    """Whether the words tell concern, which need not blame: "expressed concern about", "is worried by"."""
    words = [frame.token, *(frame.token.doc[i] for i in consumed)]
    return any(w.text.casefold() in word_list("worries") for w in words)


def _answers(token: Token) -> bool:
    """Whether what worries may be somebody's own doing: not "the effects of the war [on] Peru", "the row [between]"."""
    for step in range(CLIMB * 2):
        above = token.head
        if above == token or above.tag_ in VERBS:
            return True
        nested = step and above.text.casefold() not in word_list("worries")
        if token.dep_ == "prep" and nested and token.text.casefold() in word_list("befalling"):
            return False
        token = above
    return True


def _struck(token: Token) -> bool:
    """Whether somebody is named but as the victim or place of an attack.

    Who condemns "the raid on Chad" blames no Chad, and of "the raid on Chad that killed ten" Chad is not the killer.
    """
    for _ in range(CLIMB):
        above = token.head
        if above == token or above.tag_ in VERBS:
            return False
        if token.dep_ == "prep" and token.text.casefold() not in DOERS and is_assault(above):
            return above.head.text.casefold() not in word_list("puts_on")  # "blamed the attack on"
        token = above
    return False


def _rank(match: Match, own: frozenset[EventRule]) -> tuple[bool, int]:
    return bool(own) and match.rule in own, match.score


def best(company: ParticipantFinder, token: Token, refusals: list[Refusal]) -> Match | None:
    """The rule that fits a word best: the user's own, then more conditions met, then earlier in the table."""
    chosen: Match | None = None
    own = own_rules()
    for frame, entry in candidates(company, token):
        result = evaluate(frame, entry)
        if isinstance(result, str):
            refusals.append(Refusal(token.i, entry.rule.name, result, entry.rule.type if ":!" in result else None))
        elif chosen is None or _rank(result, own) > _rank(chosen, own):
            if chosen is not None:
                refusals.append(Refusal(token.i, chosen.rule.name, f"{result.rule.name} says more of these words"))
            chosen = result
        else:
            refusals.append(Refusal(token.i, result.rule.name, f"{chosen.rule.name} says more of these words"))
    return chosen
