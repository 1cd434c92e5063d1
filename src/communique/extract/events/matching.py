"""Which rule of the lexicon fits a word where it stands, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from communique.extract.events import clauses
from communique.extract.events.coding import phrase_words
from communique.extract.events.participants import Company, Participant
from communique.knowledge import plover
from communique.knowledge.plover import Condition, Entry, Rule, Slot, word_list

OFFICIALS = frozenset(("GOV", "MIL", "COP", "SPY", "LEG", "JUD", "IGO", "NGO", "REL", "BUS", "PTY"))
ARMED = frozenset(("MIL", "COP", "SPY"))
VERBAL = frozenset(("REQUEST", "REJECT", "SUPPORT", "CONSULT", "AGREE", "ACCUSE", "THREATEN", "CONCEDE"))
"""Types whose verbs mean something else with a particle; that of a verb of moving ("sent out") tells but the way."""


class Match(msgspec.Struct):
    """A rule that fits a word, and whom it found."""

    token: Any
    rule: Rule
    lemma: str
    score: int
    actors: list[Participant]
    recipients: list[Participant]
    complement: Any = None
    """The verb of the act that follows ("threatened to *attack*")."""
    consumed: frozenset[int] = frozenset()
    """Nouns that the rule takes as a part of its own act."""
    verb: Any = None
    """The light verb that brings a noun, or the copula of an adjective; else the verb itself."""
    light: bool = False


class Refusal(msgspec.Struct, frozen=True):
    """A rule that was looked at and does not fit, and why."""

    token: int
    rule: str
    reason: str


class Frame:
    """What stands around one word: the places in which rules look."""

    def __init__(self, company: Company, token: Any, pos: str) -> None:
        self.company = company
        self.token = token
        self.pos = pos
        self.verb: Any = token if pos == "verb" else None
        self.light = False
        if pos == "adj":
            self.verb = token.head if token.head.tag_ in clauses.VERBS else None
        elif pos == "noun":
            self._bring()
        self._people: dict[str, list[Participant]] = {}
        self.rest: tuple[str, ...] = ()
        self.verbal = False

    def _bring(self) -> None:
        """The light verb that brings a noun: "held talks", "talks were held", "engaged in fighting"."""
        noun = self.token
        while noun.dep_ == "conj" and noun.head.tag_ in ("NN", "NNS"):
            noun = noun.head
        if noun.dep_ in ("dobj", "nsubjpass"):
            self.verb = noun.head
        elif (
            noun.dep_ == "pobj"
            and noun.head.text.casefold() in ("in", "at")
            and noun.head.head.tag_ in clauses.VERBS
            and noun.head.head.text.casefold()
            in (
                "engaged",
                "engage",
                "engaging",
                "participated",
                "participate",
                "participating",
                "involved",
                "took",
                "take",
                "taken",
            )
        ):
            self.verb = noun.head.head
        if (
            self.verb is not None
            and not plover.is_light(self.verb.text)
            and self.verb.text.casefold() not in ("engaged", "involved")
        ):
            self.verb = None
        self.light = self.verb is not None

    def heads(self, place: str) -> list[Any]:
        """Heads of the noun phrases in a place."""
        t, v = self.token, self.verb
        if place == "subj":
            return clauses.deep_subjects(v) if v is not None else self.of_noun(("poss", "by", "of"))
        if place == "obj":
            if v is None or self.pos != "verb":
                return []
            found = clauses.deep_objects(v)
            if self.rest and not found:  # "handed in its weapons", the particle read as a preposition
                found = [
                    o
                    for c in clauses.children(v, "prep")
                    if c.text.casefold() == self.rest[-1]
                    for o in clauses.children(c, "pobj")
                ]
            return found
        if place == "dat":
            return clauses.datives(v) if v is not None else []
        if place == "oprd":
            return clauses.children(t, "oprd", "attr", "acomp") + [o for p, o in self.prepositions() if p == "as"]
        if place == "prt":
            return clauses.children(t, "prt")
        if place == "acomp":
            return clauses.children(t, "acomp", "oprd", "ccomp", "xcomp")
        if place == "poss":
            return clauses.children(t, "poss")
        if place == "mod":
            return clauses.children(t, "compound", "amod", "nmod")
        if place == "clause":
            return [s for c in self.complements() for s in clauses.children(c, "nsubj", "nsubjpass")] or [
                o
                for c in self.complements()
                if clauses._infinitive(c)
                for o in clauses.children(v if v is not None else t, "dobj")
            ]
        if place == "on" or place == "upon":
            return [o for p, o in self.prepositions() if p in ("on", "upon")]
        return [o for p, o in self.prepositions() if p == place]

    def of_noun(self, places: Sequence[str]) -> list[Any]:
        for place in places:
            if found := self.heads(place):
                return found
        return []

    def prepositions(self) -> list[tuple[str, Any]]:
        heads = [self.token]
        if self.pos == "verb":
            heads += [x for o in clauses.deep_objects(self.token) for x in clauses.conjuncts(o)]
            heads += clauses.children(self.token, "acomp", "oprd", "prt")
        elif self.verb is not None:
            heads.append(self.verb)
        return list(clauses.prepositional(heads, deep=self.pos == "noun"))

    def complements(self) -> list[Any]:
        found = clauses.complements(self.token)
        if self.pos == "verb":
            for o in clauses.deep_objects(self.token):
                found += [c for c in clauses.children(o, "acl") if clauses._infinitive(c)]
            for p in clauses.children(self.token, "prep"):
                for o in clauses.children(p, "pobj"):
                    found += [c for c in clauses.children(o, "acl") if clauses._infinitive(c)]
                found += clauses.children(p, "ccomp", "xcomp")
        elif self.pos == "noun":
            found += [c for c in clauses.children(self.token, "acl") if clauses._infinitive(c)]
        return found

    # -- people -------------------------------------------------------------------------------------------------

    def people(self, place: str) -> list[Participant]:
        """Participants in a place; subjects must themselves act, elsewhere those behind a thing count too."""
        if place not in self._people:
            self._people[place] = self._find(place)
        return self._people[place]

    def _find(self, place: str) -> list[Participant]:
        company = self.company
        if place == "none":
            return []
        if place == "mod":
            return company._from_modifiers(self.token)
        if place == "between":
            heads = self.heads("between") or (self.heads("among"))
            return [p for h in heads for p in company.who(h)]
        found: list[Participant] = []
        for h in self.heads(place):
            if place == "subj" or place == "by":
                found += company.named(h) or (
                    [] if self.verbal and h.text.casefold() not in word_list("documents") else company.behind(h, 1)
                )
            elif place == "poss":
                found += company.named(h) or company.behind(h, 0)
            else:
                found += company.who(h)
        return found


def candidates(company: Company, token: Any) -> Iterator[tuple[Frame, Entry]]:
    """The rules that a word may belong to, with what stands around it."""
    if token.tag_ in clauses.VERBS or token.pos_ == "VERB":
        entries = plover.verbs(token.text)
        if entries and not _adjectival(token):
            frame = Frame(company, token, "verb")
            for entry in entries:
                yield frame, entry
        if (
            token.tag_ in ("VBN", "VBG")
            and (found := plover.adjectives(token.text))
            and token.dep_ in ("acomp", "oprd", "ROOT", "conj", "ccomp")
        ):
            frame = Frame(company, token, "adj")
            frame.verb = frame.verb if frame.verb is not None else token
            for entry in found:
                yield frame, entry
        if (
            token.tag_ == "VBG"
            and token.dep_ in ("nsubj", "dobj", "pobj", "nsubjpass")
            and not clauses.children(token, "dobj")
        ):
            frame = Frame(company, token, "noun")
            for entry in plover.nouns(token.text):
                yield frame, entry
    elif token.tag_ in ("NN", "NNS") or (token.tag_ in ("NNP", "NNPS") and token.text.islower()):
        entries = plover.nouns(token.text)
        if entries and not (token.dep_ in ("compound", "nmod") and token.head.i > token.i):
            frame = Frame(company, token, "noun")
            for entry in entries:
                yield frame, entry
    elif token.tag_ in ("JJ", "RB"):
        entries = plover.adjectives(token.text)
        if entries and token.dep_ in ("acomp", "oprd", "ccomp", "conj", "attr"):
            frame = Frame(company, token, "adj")
            for entry in entries:
                yield frame, entry


def _adjectival(token: Any) -> bool:
    """ "the banned movement", "developed nations": a participle before its noun tells no act."""
    return token.dep_ in ("amod", "compound") and token.head.i > token.i


def evaluate(frame: Frame, entry: Entry) -> Match | str:
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
    consumed: set[int] = set()
    for condition in rule.conditions:
        heads = _meets(frame, condition)
        if heads is None:
            return f"needs {condition.text}"
        weight = 2 if condition.place == "subj" else 3
        if not condition.negated:
            score += weight + _longest(frame, condition) if condition.nouns else 1
        if condition.place not in ("subj", "comp") and condition.nouns and not condition.negated:
            consumed.update(heads)
    actors = _fill(frame, rule.actor, first=True)
    recipients, ok = _recipients(frame, rule.recipient, actors)
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
        token, rule, entry.lemma, score, actors, recipients, complement, frozenset(consumed), frame.verb, frame.light
    )


def _longest(frame: Frame, condition: Condition) -> int:
    """Words beyond the first by which a noun meets a condition: "hunger strike" says more than "strike"."""
    if condition.place == "comp":
        return 0
    best = 0
    for h in frame.heads(condition.place):
        words = [w.casefold() for w in phrase_words(h)]
        best = max(
            [best, *(k - 1 for k in range(2, min(4, len(words)) + 1) if " ".join(words[-k:]) in condition.nouns)]
        )
    return best


def _asks_what(frame: Frame) -> bool:
    found = next(iter(clauses.children(frame.token, "ccomp")), None)
    if (
        found is not None
        and frame.token.text.casefold().startswith("agree")
        and found.text.casefold() in ("is", "was", "are", "were", "be", "has", "had", "'s")
    ):
        return True  # "agreed that it was late": an opinion
    return found is not None and any(
        (t.tag_ in ("WP", "WRB", "WDT") or t.text.casefold() in ("whether", "if")) and frame.token.i < t.i < found.i
        for t in found.children
    )


def _missing_words(frame: Frame, entry: Entry) -> str | None:
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
        if slot.place == "comp":
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


def _meets(frame: Frame, condition: Condition) -> list[int] | None:
    """The heads that meet a condition, or None if it is not met."""
    place = condition.place
    if place == "comp":
        met = _complement_meets(frame, condition)
        return met if not condition.negated else [] if met is None else None
    if place == "voice":
        return [] if ("passive" in condition.nouns) == clauses.is_passive(frame.token) else None
    heads = [x for h in frame.heads(place) for x in clauses.conjuncts(clauses.antecedent(h))]
    if "pl" in condition.nouns:
        plural = len(heads) > 1 or any(
            h.tag_ in ("NNS", "NNPS")
            or h.text.casefold() in ("they", "we", "both")
            or ((a := frame.company.mentioned(h)) is not None and len(a.members) > 1)
            for h in heads
        )
        return [] if plural else None
    if "none" in condition.nouns and place == "subj" and not heads:
        return []
    fitting = [h.i for h in heads if _is(frame, h, condition)]
    if condition.negated:
        return None if fitting else []
    return fitting or None


def _is(frame: Frame, head: Any, condition: Condition) -> bool:
    if condition.nouns:
        inner = [head]
        if head.text.casefold() in word_list("quantifiers") or head.tag_ == "CD":
            inner += [
                o
                for p in clauses.children(head, "prep")
                if p.text.casefold() == "of"
                for o in clauses.children(p, "pobj")
            ]
        for h in inner:
            words = [w.casefold() for w in phrase_words(h)]
            if plover.in_class(condition.nouns, words or [h.text.casefold()]) or h.text.casefold() in condition.nouns:
                return True
            tail = [
                o for p in clauses.children(h, "prep") if p.text.casefold() == "of" for o in clauses.children(p, "pobj")
            ]
            if any(f"{h.text} of {o.text}".casefold() in condition.nouns for o in tail):
                return True
    return any(_kind(frame.company, head, kind) for kind in condition.kinds)


def _kind(company: Company, head: Any, kind: str) -> bool:
    if kind == "ANY":
        return True
    if kind == "DISASTER":
        return head.text.casefold() in word_list("disasters")
    if kind == "PLACE":
        return company.coder.place_country(head) is not None
    found = company.named(head)
    if not found:
        return False
    actor = found[0].actor
    if kind == "ACTOR":
        return True
    if kind == "STATE":
        return actor.kind == "state"
    if kind == "ORG":
        return actor.kind in ("organization", "state")
    if kind == "STATEORG":
        return actor.kind in ("organization", "state", "group") or actor.sector in ARMED
    if kind == "PERSON":
        return actor.kind in ("person", "group") or actor.sector in ("MIL", "REB", "COP")
    if kind == "OFFICIAL":
        return actor.kind in ("state", "organization") or actor.sector in OFFICIALS
    if kind == "CROWD":
        return actor.kind in ("group", "organization", "person") and actor.sector not in (
            "GOV",
            "MIL",
            "COP",
            "SPY",
            "JUD",
            "LEG",
            "IGO",
        )
    return False


def _complement_meets(frame: Frame, condition: Condition) -> list[int] | None:
    found = frame.complements()
    for c in found:
        low = c.text.casefold()
        infinitive = clauses._infinitive(c)
        if "inf" in condition.nouns and infinitive:
            return []
        if "that" in condition.nouns and not infinitive and clauses.children(c, "nsubj", "nsubjpass"):
            return []
        if "any" in condition.nouns:
            return []
        if (
            "not" in condition.nouns
            and any(g.dep_ == "neg" for g in c.children)
            and any(g.text.casefold() in ("will", "wo", "would", "ca", "'ll") for g in c.children)
        ):
            return []
        if low in condition.nouns or any(
            low.startswith(n.rstrip("e")) and len(low) - len(n) <= 3 for n in condition.nouns if len(n) > 3
        ):
            return []
    return None


def best(company: Company, token: Any, refusals: list[Refusal]) -> Match | None:
    """The rule that fits a word best: more conditions met, then earlier in the table."""
    chosen: Match | None = None
    for frame, entry in candidates(company, token):
        result = evaluate(frame, entry)
        if isinstance(result, str):
            refusals.append(Refusal(token.i, entry.rule.name, result))
        elif chosen is None or result.score > chosen.score:
            if chosen is not None:
                refusals.append(Refusal(token.i, chosen.rule.name, f"{result.rule.name} says more of these words"))
            chosen = result
        else:
            refusals.append(Refusal(token.i, result.rule.name, f"{chosen.rule.name} says more of these words"))
    return chosen
