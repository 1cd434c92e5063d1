"""What stands around one word: the places in which rules look for participants and conditions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.extract.events.coding import phrase_words
from communique.extract.events.participants import Participant, ParticipantFinder
from communique.knowledge import plover
from communique.knowledge.plover import WordRule
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.tags import ADJECTIVES_AND_ADVERBS, COMMON_NOUNS, PARTICIPLES, PROPER_NOUNS, VERBS
from communique.language.tree import Token


class Frame:
    """What stands around one word: the places in which rules look."""

    __slots__ = (
        "_complements", "_heads", "_listed", "_people", "_prepositions", "_words", "company", "light", "pos", "rest",
        "token", "verb", "verbal",
    )  # fmt: skip

    def __init__(self, company: ParticipantFinder, token: Token, pos: str) -> None:
        self.company = company
        self.token = token
        self.pos = pos
        self.verb: Token | None = token if pos == "verb" else None
        self.light = False
        if pos == "adj":
            self.verb = token.head if token.head.tag_ in VERBS else None
        elif pos == "noun":
            self._bring()
        self._people: dict[str, list[Participant]] = {}
        self._heads: dict[tuple[str, tuple[str, ...]], list[Token]] = {}
        self._listed: dict[tuple[str, tuple[str, ...]], list[Token]] = {}
        self._words: dict[Token, list[str]] = {}
        self._prepositions: list[tuple[str, Token]] | None = None
        self._complements: list[Token] | None = None
        self.rest: tuple[str, ...] = ()
        self.verbal = False

    def _bring(self) -> None:
        """The light verb that brings a noun: "held talks", "talks were held", "engaged in fighting"."""
        noun = self.token
        while noun.dep_ == "conj" and noun.head.tag_ in COMMON_NOUNS:
            noun = noun.head
        governor = clauses.attached(noun, "in", "at")
        if noun.dep_ in ("dobj", "nsubjpass"):
            self.verb = noun.head
        elif governor is not None and governor.tag_ in VERBS and governor.text.casefold() in word_list("engaging"):
            self.verb = governor
        if (
            self.verb is not None
            and not plover.is_light(self.verb.text)
            and self.verb.text.casefold() not in ("engaged", "involved")
        ):
            self.verb = None
        self.light = self.verb is not None

    def heads(self, place: str) -> list[Token]:
        """Heads of the noun phrases in a place."""
        key = place, self.rest if place.startswith("obj") else ()
        if key not in self._heads:
            self._heads[key] = self._look(place)
        return self._heads[key]

    def listed(self, place: str) -> list[Token]:
        """Those heads and what is co-ordinated with them; a relative pronoun is what it stands for."""
        key = place, self.rest if place.startswith("obj") else ()
        if key not in self._listed:
            self._listed[key] = [x for h in self.heads(place) for x in clauses.conjuncts(clauses.antecedent(h) or h)]
        return self._listed[key]

    def words(self, head: Token) -> list[str]:
        """The words of a noun and of what modifies it before it, in small letters."""
        if head not in self._words:
            self._words[head] = [w.casefold() for w in phrase_words(head)]
        return self._words[head]

    def _look(self, place: str) -> list[Token]:
        t, v = self.token, self.verb
        if place in ("subj", "topic"):  # a topic need not act: "the [plan] of Peru drew criticism"
            if v is None:
                return self.of_noun(("poss", "by", "of"))
            subject = clauses.subject(v) if self.pos == "adj" else clauses.logical_subject(v)
            if subject is None:
                return []
            subject = self._person_of(v, subject)
            return [subject, *_along(v, subject)]
        if place == "obj":
            if v is None or self.pos != "verb":
                return []
            found = list(clauses.logical_objects(v))
            if self.rest and not found:  # "handed in its weapons", the particle read as a preposition
                found = [
                    o
                    for c in clauses.children(v, "prep")
                    if c.text.casefold() == self.rest[-1]
                    for o in clauses.children(c, "pobj")
                ]
            return found or _what(v)
        if place == "dat":
            return clauses.indirect_objects(v) if v is not None else []
        if place == "oprd":
            return (
                clauses.children(t, "oprd", "attr", "acomp")
                + [o for p, o in self.prepositions() if p == "as"]
                + [c for o in clauses.objects(t) for c in clauses.children(o, "amod") if c.i > o.i]
                + [c for c in clauses.children(t, "ccomp", "xcomp") if c.tag_ not in VERBS]  # "declared it illegal"
            )
        if place == "prt":
            return clauses.children(t, "prt")
        if place == "acomp":
            return clauses.children(t, "acomp", "oprd", "ccomp", "xcomp")
        if place == "poss":
            return clauses.children(t, "poss")
        if place == "mod":
            return clauses.children(t, "compound", "amod", "nmod")
        if place == "objmod":
            return [c for o in self.heads("obj") for c in clauses.children(o, "compound", "amod", "nmod")]
        if place == "clause":
            return [s for c in self.complements() for s in clauses.children(c, "nsubj", "nsubjpass")] or [
                o
                for c in self.complements()
                if clauses.infinitive(c)
                for o in clauses.children(v if v is not None else t, "dobj")
            ]
        if place == "on" or place == "upon":
            return [o for p, o in self.prepositions() if p in ("on", "upon")]
        found = [o for p, o in self.prepositions() if p == place]
        if place == "for" and not found:  # "called for Peru to leave"
            found = [
                s
                for c in (t, *clauses.logical_objects(t))
                if self.pos == "verb" or c is t
                for clause in clauses.children(c, "xcomp", "ccomp", "advcl", "acl")
                if any(m.text.casefold() == "for" for m in clauses.children(clause, "mark"))
                for s in clauses.children(clause, "nsubj", "nsubjpass")
            ]
        return found

    def _person_of(self, verb: Token, subject: Token) -> Token:
        """Whom "who" means that the parser gave to a body: "a [fellow] of the Roe Institute who has met rebels"."""
        if verb.dep_ != "relcl" or not any(c.text.casefold() == "who" and c.i < verb.i for c in verb.children):
            return subject
        actor = self.company.mentioned(subject)
        above = clauses.attached(subject)
        body = actor is not None and actor.kind in ("organization", "state")
        return above if body and above is not None and above.tag_ in COMMON_NOUNS else subject

    def of_noun(self, places: Sequence[str]) -> list[Token]:
        for place in places:
            if found := self.heads(place):
                return found
        return []

    def prepositions(self) -> list[tuple[str, Token]]:
        """(preposition, head) of all that stands behind one, near the word or its object."""
        if self._prepositions is None:
            self._prepositions = self._all_prepositions()
        return self._prepositions

    def _all_prepositions(self) -> list[tuple[str, Token]]:
        heads = [self.token]
        if self.pos == "verb":
            heads += [x for o in clauses.logical_objects(self.token) for x in clauses.conjuncts(o)]
            heads += clauses.children(self.token, "acomp", "oprd", "prt")
        elif self.verb is not None:
            heads.append(self.verb)
        found = list(clauses.prepositional(heads, deep=self.pos == "noun"))
        if self.verb is not None and (subject := clauses.logical_subject(self.verb)) is not None:
            beside = {t.i for t in _along(self.verb, subject)}
            found = [(p, o) for p, o in found if o.i not in beside]
        if self.pos == "noun" and self.token.dep_ == "dobj" and self.token.head.text.casefold() in word_list("puts_on"):
            found = [(p, o) for p, o in found if p != "on"]  # "blamed the attack on the rebels": they did it
        return found

    def complements(self) -> list[Token]:
        """Clauses that complete the word, or a noun beside it: "agreed [to go]", "a call [to go]"."""
        if self._complements is None:
            self._complements = self._all_complements()
        return self._complements

    def _all_complements(self) -> list[Token]:
        found = clauses.complements(self.token)
        if self.pos == "verb":
            for o in clauses.logical_objects(self.token):
                found += [c for c in clauses.children(o, "acl") if clauses.infinitive(c)]
                found += [c for c in clauses.children(o, "acl", "ccomp") if _that(c)]  # "voiced concern that Peru"
            for p in clauses.children(self.token, "prep"):
                for o in clauses.children(p, "pobj"):
                    found += [c for c in clauses.children(o, "acl") if clauses.infinitive(c)]
                found += clauses.children(p, "ccomp", "xcomp")
        elif self.pos == "noun":
            found += [c for c in clauses.children(self.token, "acl") if clauses.infinitive(c)]
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
        if place == "speaker":
            return company.speaker(self.token)
        if place == "host":
            hosted = [c for o in self.heads("obj") for c in clauses.children(o, "acl", "relcl")]
            by = [clauses.agent(c) for c in hosted if c.text.casefold() in word_list("hosting_passive")]
            return [p for h in by if h is not None for p in company.named(h)]
        if place == "mod":
            return company.in_modifiers(self.token)
        if place == "between":
            heads = self.heads("between") or (self.heads("among"))
            return [p for h in heads for p in company.who(h)]
        found: list[Participant] = []
        for h in self.heads(place):
            if place == "subj" or place == "by":
                document = _is_document(h)
                found += company.named(h) or ([] if self.verbal and not document else company.behind(h, 1))
                if document and not found:
                    found += self._issuer(h)
            elif place == "poss":
                found += company.named(h) or company.behind(h, 0)
            elif place != "in" or h.text.casefold() not in word_list("sides_taken"):
                found += company.who(h)
        return found

    def _issuer(self, document: Token) -> list[Participant]:
        """Who gives out a document that tells the act: "[Roe] issued a statement condemning the raid"."""
        above = clauses.attached(document, "of", "in")  # "a series of tweets", "said in a letter"
        while above is not None and above.tag_ in COMMON_NOUNS and above.dep_ == "pobj":
            above = clauses.attached(above, "of", "in")
        held = above if above is not None else document
        if held.tag_ in COMMON_NOUNS and held.dep_ == "dobj":
            held = held.head
        if held.tag_ not in VERBS or held is self.token:
            return []
        who = clauses.logical_subject(held)
        return self.company.named(who) if who is not None else []


def _is_document(noun: Token) -> bool:
    """Whether a noun is what somebody gives out, or some of it: "a series of tweets"."""
    told = [noun, *(o for p, o in clauses.prepositional([noun]) if p == "of")]
    return any(t.text.casefold() in word_list("documents") for t in told)


def _that(clause: Token) -> bool:
    return any(m.text.casefold() == "that" for m in clauses.children(clause, "mark"))


def _what(verb: Token) -> list[Token]:
    """What an object is that stands as a clause: "launched what appeared to be a [missile]"."""
    for clause in clauses.children(verb, "ccomp", "dobj"):
        if not any(c.text.casefold() == "what" for c in clause.children):
            continue
        for below in (clause, *clauses.children(clause, "xcomp")):
            if found := clauses.children(below, "attr", "oprd"):
                return found
    return []


def _along(verb: Token, subject: Token) -> list[Token]:
    """Who acts along with a subject: "Peru, along with [Chile], signed", "which together with [Chile] signed"."""
    near = [c for c in (*subject.children, *verb.children) if c.i < verb.i]
    return [
        o
        for c in near
        for p in (c, *c.children)
        if p.text.casefold() == "with" and p.i and p.doc[p.i - 1].text.casefold() in ("along", "together")
        for o in clauses.children(p, "pobj")
    ]


def candidates(company: ParticipantFinder, token: Token) -> Iterator[tuple[Frame, WordRule]]:
    """The rules that a word may belong to, with what stands around it."""
    if token.tag_ in VERBS:
        entries = plover.verbs(token.text)
        if entries and not _adjectival(token) and not _going_on(token):
            frame = Frame(company, token, "verb")
            for entry in entries:
                yield frame, entry
        if (
            token.tag_ in PARTICIPLES
            and (found := plover.adjectives(token.text))
            and token.dep_ in ("acomp", "oprd", "ROOT", "conj", "ccomp", "relcl")
        ):
            frame = Frame(company, token, "adj")
            if frame.verb is None or clauses.children(token, "nsubj", "nsubjpass", "auxpass"):
                frame.verb = token
            for entry in found:
                yield frame, entry
        if _going_on(token) or (
            token.tag_ == "VBG"
            and token.dep_ in ("nsubj", "dobj", "pobj", "nsubjpass")
            and not clauses.children(token, "dobj")
        ):
            frame = Frame(company, token, "noun")
            for entry in plover.nouns(token.text):
                yield frame, entry
    elif token.tag_ in COMMON_NOUNS or (token.tag_ in PROPER_NOUNS and token.text.islower()):
        entries = plover.nouns(token.text)
        if entries and not (token.dep_ in ("compound", "nmod") and token.head.i > token.i):
            frame = Frame(company, token, "noun")
            for entry in entries:
                yield frame, entry
    elif token.tag_ in ADJECTIVES_AND_ADVERBS:
        entries = plover.adjectives(token.text)
        if entries and token.dep_ in ("acomp", "oprd", "ccomp", "conj", "attr"):
            frame = Frame(company, token, "adj")
            for entry in entries:
                yield frame, entry


def _going_on(token: Token) -> bool:
    """Whether a verb in "-ing" stands as the noun of what goes on around: "a man hurt during [shelling]"."""
    return (
        token.tag_ == "VBG"
        and token.dep_ == "pcomp"
        and token.head.text.casefold() in ("during", "amid", "amidst")
        and not clauses.children(token, "dobj", "nsubj", "prt")
    )


def _adjectival(token: Token) -> bool:
    """ "the banned movement", "developed nations": a participle before its noun tells no act."""
    return token.dep_ in ("amod", "compound") and token.head.i > token.i
