"""Finds the acts of a document: which words the lexicon sees, who takes part, and what they tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from communique.extract.events.act import Act
from communique.extract.events.answering import answer
from communique.extract.events.derive import UNDERTAKEN, Shape, own_shape
from communique.extract.events.judging import judged
from communique.extract.events.matching import VERBAL, Match, Refusal, best
from communique.extract.events.modality import HELD, ModalityJudgement, judge
from communique.extract.events.participants import Participant, ParticipantFinder
from communique.extract.events.spoken import demands
from communique.knowledge import agreements, plover
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Document
from communique.language.layers import Layer
from communique.language.span_index import SpanIndex
from communique.language.tags import COMMON_NOUNS, NAMELESS, NOUNS, PAST_VERBS, PLURAL_NOUNS, VERBS
from communique.language.tree import Token
from communique.model import Statement

ONE_SIDED = frozenset(("ASSAULT", "SANCTION", "COERCE", "THREATEN", "MOBILIZE", "ACCUSE", "RETREAT", "REJECT"))
"""Types whose bare nouns tell an act with one side alone: "the attack on the embassy", "U.N. sanctions"."""
ACTS: Layer[ActFinder] = Layer("acts")
"""What the lexicon of acts sees in a document."""
SAID = frozenset(("REQUEST", "AGREE"))
"""Types whose nouns tell with an infinitive what is asked for or promised, which need not name to whom."""
CLIMB = 6  # steps from the noun of a meeting to the verb of its clause


class ActFinder:
    """All that the lexicon sees in a document; the same for the events and for their explanation."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.company = ParticipantFinder(document)
        self.refusals: list[Refusal] = []
        self._contents = SpanIndex((c.start, c.end, s) for s in document.statements for c in s.content)
        self.matches = self._match()
        self.acts = [a for a in self._acts() if a is not None]
        self.acts.extend(demands(self.document, self.company, self.matches))
        self.acts.extend(judged(self.document, self.company, self.matches))
        self.acts.sort(key=lambda a: a.match.token.i)
        answer(self.acts)
        self.voted: list[Act] = []
        """Acts that the act head alone tells."""
        self.whole: Mapping[str, float] | None = None
        """What tells of an act's chance how sure its event is."""

    def _match(self) -> dict[int, Match]:
        found: dict[int, Match] = {}
        consumed: dict[int, str] = {}
        tokens = self.document.syntax
        for token in tokens:  # verbs and adjectives first: they take nouns as a part of their act
            if token.tag_ not in NOUNS and (m := best(self.company, token, self.refusals)) is not None:
                found[token.i] = m
                consumed.update(dict.fromkeys(m.consumed, m.rule.name))
        for token in tokens:
            if token.tag_ in COMMON_NOUNS:
                if token.i in consumed:
                    if plover.nouns(token.text):
                        self.refusals.append(
                            Refusal(token.i, "noun", f"it is a part of the act that the rule {consumed[token.i]} sees")
                        )
                    continue
                if (m := best(self.company, token, self.refusals)) is not None:
                    found[token.i] = m
        return found

    def _below(self, match: Match) -> Match | None:
        """The act in the clause that a verb governs, or in the noun that is its object."""
        if match.complement is not None:
            current = match.complement
            for _ in range(4):
                if plover.effect(current.text) == "negated":
                    return None  # "agreed to stop fighting"
                held = self.matches.get(current.i)
                if held is not None and held.rule.pos == "verb":
                    return held
                nouns = [
                    *clauses.children(current, "dobj", "attr", "acomp", "oprd"),
                    *(o for p in clauses.children(current, "prep") for o in clauses.children(p, "pobj")),
                ]
                if plover.is_light(current.text) or plover.effect(current.text) is not None:
                    for noun in nouns:
                        if noun.i in self.matches:
                            return self.matches[noun.i]
                deeper = clauses.complements(current)
                if not deeper or plover.effect(current.text) is None:
                    return None
                current = deeper[0]
        for o in clauses.logical_objects(match.token) if match.rule.pos == "verb" else []:
            if o.i in self.matches and match.rule.type in ("THREATEN", "AGREE"):
                return self.matches[o.i]
        return None

    def _acts(self) -> Iterable[Act | None]:
        for match in self.matches.values():
            yield self._act(match)

    def _act(self, match: Match) -> Act | None:
        judged = judge(match, self.matches)
        below = self._below(match)
        shape = own_shape(match, judged, below)
        actors, recipients = match.actors, match.recipients
        if match.bare and match.rule.type == "CONSULT" and recipients and not actors:
            actors = self._who_met(match.token, recipients)
        if not recipients and any(s.place == "comp" for s in match.rule.recipient):
            recipients = self._of_complement(match, below, actors)
        if not self._stands(match, actors, recipients) or self._lasts(match, recipients):
            return None
        if match.bare and not _both_sides(actors, recipients) and judged.modality not in HELD:
            self.refusals.append(Refusal(match.token.i, match.rule.name, "with one side a noun tells what is, or was"))
            return None
        if match.rule.name == "plan" and below is None and not recipients:
            self.refusals.append(Refusal(match.token.i, match.rule.name, "what is planned touches nobody"))
            return None
        if match.rule.type != "CONSULT":
            recipients = _others(actors, recipients)
            if len(actors) == 1 and [p.actor.id for p in recipients] == [actors[0].actor.id]:
                recipients = []  # "condemnation by Peru" falls on whom nobody names
        elif any(p.actor.id in {a.actor.id for a in actors} for p in recipients):
            recipients = []
        statement = self._statement(match)
        actors = self._speaking(match, statement, actors)
        if _undertaken(shape, judged, statement, actors):
            shape = msgspec.structs.replace(shape, modality="actual", why=UNDERTAKEN)
        return Act(match, judged, shape, actors, recipients, statement)

    def _speaking(self, match: Match, said: Statement | None, actors: list[Participant]) -> list[Participant]:
        """Who does by words what "we" do in a person's mouth: himself, not the state he speaks for."""
        speaker = self.document.actor(said.speaker) if said is not None else None
        if match.rule.type not in VERBAL or speaker is None or speaker.kind != "person" or len(actors) != 1:
            return actors
        [one] = actors
        ours = one.span.of(self.document.view).casefold() in ("we", "our")
        own = one.actor.kind == "state" and one.actor.country == speaker.country
        return [msgspec.structs.replace(one, actor=speaker)] if ours and own else actors

    def _who_met(self, noun: Token, met: list[Participant]) -> list[Participant]:
        """Who acts in the clause that tells of a meeting by the way: "following talks with Roe, Gil said"."""
        current = noun
        for _ in range(CLIMB):
            if current.head == current or current.dep_ in ("nsubj", "nsubjpass", "dobj", "poss", "relcl", "acl"):
                return []
            current = current.head
            if current.tag_ in VERBS and (head := clauses.logical_subject(current)) is not None:
                others = {p.actor.id for p in met}
                return [p for p in self.company.named(head) if p.actor.id not in others]
        return []

    def _of_complement(self, match: Match, below: Match | None, actors: list[Participant]) -> list[Participant]:
        """Recipients of the act that follows, or whoever stands in its clause."""
        own = {p.actor.id for p in actors}
        found: list[Participant] = []
        if below is not None:
            found = [p for p in [*below.recipients, *below.actors] if p.actor.id not in own]
        if not found and match.complement is not None:
            verb = match.complement
            to_whom = [o for p, o in clauses.prepositional([verb, *clauses.logical_objects(verb)]) if p == "to"]
            heads = [
                *clauses.indirect_objects(verb),
                *(o for o in to_whom if any(p.actor.kind == "state" for p in self.company.named(o))),
                *clauses.logical_objects(verb),
                *(o for _, o in clauses.prepositional([verb, *clauses.logical_objects(verb)])),
                *self._supposed(verb),
            ]
            for h in heads:
                found = [p for p in self.company.who(h) if p.actor.id not in own]
                if found:
                    break
        unique: dict[str, Participant] = {}
        for p in found:
            unique.setdefault(p.actor.id, p)
        return list(unique.values())

    def _supposed(self, verb: Token) -> list[Token]:
        """Subjects of the conditions below a verb: "would close the port if *Peru* did not pay"."""
        return [
            subject
            for clause in clauses.children(verb, "advcl")
            if any(c.text.casefold() in word_list("supposing") for c in clauses.children(clause, "mark", "advmod"))
            and (subject := clauses.logical_subject(clause)) is not None
        ]

    def _stands(self, match: Match, actors: list[Participant], recipients: list[Participant]) -> bool:
        """Whether enough is known: somebody takes part; of a bare noun, both ends, unless several act together."""
        if match.bare:
            if match.token.dep_ == "attr" and not clauses.children(match.token.head, "expl"):
                self.refusals.append(Refusal(match.token.i, match.rule.name, "it tells what something is"))
                return False
            enough = _both_sides(actors, recipients)
            if match.rule.type in ONE_SIDED:
                enough = enough or any(p.actor.kind != "person" or p.direct for p in (*actors, *recipients))
            elif match.rule.type in SAID and match.complement is not None and clauses.infinitive(match.complement):
                enough = enough or any(p.direct for p in actors)  # "Chad's pledge to halt its tests"
            elif match.rule.type == "CONSULT":
                enough = enough or any(_several_meet(match.token, p) for p in actors)
            if not enough:
                self.refusals.append(
                    Refusal(
                        match.token.i,
                        match.rule.name,
                        "a noun without a verb of its own needs both who acts and on whom",
                    )
                )
            return enough
        by_subject = match.rule.pos == "verb" and any(s.place == "subj" for s in match.rule.actor)
        if by_subject and match.rule.type in VERBAL and not actors and not clauses.passive(match.token):
            head = clauses.subject(match.token)
            if (
                head is not None
                and head.tag_ not in NAMELESS
                and head.text.casefold() not in word_list("quantifiers") | word_list("documents")
            ):
                self.refusals.append(Refusal(match.token.i, match.rule.name, f"“{head.text}” is nobody who acts"))
                return False
        if (
            match.rule.type == "CONSULT"
            and not match.consumed
            and not recipients
            and len(actors) == 1
            and actors[0].actor.kind == "person"
        ):
            self.refusals.append(Refusal(match.token.i, match.rule.name, "nobody meets alone"))
            return match.rule.mode in ("visit", "multilateral", "third-party")
        if not actors and not recipients:
            self.refusals.append(Refusal(match.token.i, match.rule.name, "nobody takes part"))
            return False
        return True

    def _lasts(self, match: Match, recipients: list[Participant]) -> bool:
        """Whether the words tell a state of things: "despite U.N. sanctions", "where its troops are stationed"."""
        token = match.token
        standing = match.bare and match.rule.type == "SANCTION" and not recipients
        if standing and not any(c.text.casefold() in word_list("new_acts") for c in clauses.children(token, "amod")):
            self.refusals.append(Refusal(token.i, match.rule.name, "it is in force, and nobody's act here"))
            return True
        law = token.head.text.casefold() in word_list("documents") | agreements.nouns().keys()
        if match.rule.name == "ban" and law and token.dep_ in ("acl", "relcl") and token.tag_ not in PAST_VERBS:
            self.refusals.append(Refusal(token.i, match.rule.name, "it tells what is the law"))
            return True  # "a deal restricting its activities", "resolutions that ban the state from"
        if match.rule.type == "MOBILIZE" and token.dep_ == "relcl" and clauses.passive(token):
            where = any(c.text.casefold() == "where" for c in clauses.children(token, "advmod"))
            if where:
                self.refusals.append(Refusal(token.i, match.rule.name, "it tells where somebody is"))
            return where
        return False

    def _statement(self, match: Match) -> Statement | None:
        """The innermost statement in whose content the act is told."""
        return self.told_in(match.token.idx)

    def told_in(self, at: int) -> Statement | None:
        """The innermost statement in whose content an offset lies."""
        holding = [s for _, _, s in self._contents.around(at, at + 1)]
        return min(holding, key=lambda s: sum(map(len, s.content)), default=None)


def _undertaken(
    shape: Shape, judged: ModalityJudgement, statement: Statement | None, actors: list[Participant]
) -> bool:
    """Whether somebody says of himself that he will do another a good turn: "said that it would reopen the border"."""
    if shape.type != "AGREE" or shape.modality != "planned" or statement is None or statement.polarity == "negated":
        return False
    if judged.why == "to" or statement.speaker is None:
        return False  # what is done in order to
    return any(p.actor.id == statement.speaker for p in actors)


def _several_meet(noun: Token, who: Participant) -> bool:
    """Whether the meeting is one of several whom one phrase names: "a meeting of farm ministers"."""
    head = noun.doc[who.head]
    if head.tag_ not in PLURAL_NOUNS:
        return False
    return any(o.i == head.i and p in ("of", "between", "among") for p, o in clauses.prepositional([noun], deep=True))


def _others(actors: list[Participant], recipients: list[Participant]) -> list[Participant]:
    """The recipients but for those on the side that acts, where others are left.

    "Roe promised U.S.-Chinese cooperation" falls on China; a group in which the actor is falls on the rest.
    """
    own = {p.actor.id for p in actors}
    states = {p.actor.country for p in actors if p.actor.country}
    left = [
        p
        for p in recipients
        if not own.intersection(p.actor.members) and (p.actor.kind != "state" or p.actor.country not in states)
    ]
    return left or recipients


def _both_sides(actors: list[Participant], recipients: list[Participant]) -> bool:
    """Whether an act has both ends, or several who act together."""
    return len(actors) > 1 or bool(actors and recipients)
