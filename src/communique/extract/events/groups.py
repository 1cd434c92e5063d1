"""Whose a group is that no word of its description tells: "the rebels", "28,500 troops", "officials said".

Asked last, when all that words beside a name tell is known. People of one noun are taken for those told before
("British officials ... the officials"), who is sent is the sender's, parties to a conflict and those who live through
it are of the state in which the sentences around are set, and officials serve the state of whom was on stage before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from communique.extract.events.coding import Coder
from communique.extract.issuers import issuing_state
from communique.extract.states_in_phrases import helpers_in, states_in
from communique.knowledge.bodies import OF_STATES
from communique.knowledge.nominals import nominals
from communique.knowledge.word_lists import word_list
from communique.language.clauses import governing_verb, subject
from communique.language.document import Document
from communique.language.phrases import head_of
from communique.language.tags import CONTENT_WORDS, PROPER_NOUNS
from communique.language.tree import Token
from communique.model import Actor, Mention

NEAR, AHEAD = 6, 1  # sentences looked at before and behind the first mention
SAME_NOUN = 8  # sentences in which the same noun means the same people
JUST_BEFORE = 2  # sentences since an official was on stage
FADES = 0.7  # of what is told a sentence away
PLACE, CONFLICT, PARTY, STATE, OFTEN = 2.0, 2.0, 1.5, 0.5, 0.05  # points, by hand: what a sentence is set in
LEAST, LEAD = 2.0, 2.0  # points that a state needs, and how often those of the next
MOST_WORDS_BEHIND = 8  # words behind a group's noun in which it is told to whom it is loyal


class GroupStates:
    """The states of the groups of one report."""

    def __init__(self, document: Document, actors: Iterable[Actor], coder: Coder) -> None:
        self.document = document
        self.coder = coder
        self.actors = tuple(actors)
        self._at = {t.i: a for a in self.actors for m in a.mentions for t in document.tokens_in(m.span)}
        self._bodies = {
            t.i
            for a in self.actors
            for m in a.mentions
            if a.kind == "organization" and m.form == "name"
            for t in document.tokens_in(m.span)
        }

    def settled(self) -> Iterator[Actor]:
        """The actors in their order, with the countries that were found."""
        issuer = issuing_state(self.document)
        for actor in self.actors:
            country = self._country(actor) if self._wanting(actor) else None
            if country is None and actor.kind == "organization" and actor.country is None and actor.sector in OF_STATES:
                country = issuer  # "the Office of African Affairs", in what the White House publishes
            yield msgspec.structs.replace(actor, country=country) if country is not None else actor

    @staticmethod
    def _wanting(actor: Actor) -> bool:
        if actor.country is not None or actor.members or actor.kind == "state" or actor.sector in ("IGO", "JRN"):
            return False
        return bool(actor.mentions) and all(m.form in ("nominal", "pronoun") for m in actor.mentions)

    def _country(self, actor: Actor) -> str | None:
        first = next((m for m in actor.mentions if m.form == "nominal"), None)
        tokens = self.document.tokens_in(first.span) if first is not None else []
        if first is None or not tokens:
            return None
        head = self._head(first)
        known = nominals().get(head.text.casefold())
        noun = known.noun if known is not None else head.text.casefold()
        here = self.document.sentence_number(first.start)
        words = {t.text.casefold() for t in tokens}
        if words & word_list("of_several_states"):
            return None
        if noun in word_list("of_one_state") or actor.sector in ("REB", "OPP", "MIL"):
            bare = not any(t.tag_ in CONTENT_WORDS for t in tokens[: max(head.i - tokens[0].i, 0)])
            told = (self._same_noun(noun, here, actor) if bare else None) or self._loyal(head) or self._sent(head)
            if told is not None:
                return told
        if noun in word_list("within_a_state") or actor.sector in ("REB", "OPP"):
            return self._setting(here, helpers_in(self.document.view[first.start : first.end]))
        if noun in word_list("servants_of_a_state") and not self._of_a_body(first, head):
            return self._served(first.start, here)
        return None

    def _of_a_body(self, mention: Mention, head: Token) -> bool:
        """Whether words tell whose they are, though not which state's: "a Commission official", "the agency's"."""
        tokens = self.document.tokens_in(mention.span)
        return any(
            t.i > head.i
            or t.tag_ == "POS"
            or (t.i < head.i and (t.i in self._bodies or (t.tag_ in PROPER_NOUNS and not t.is_sent_start)))
            for t in tokens
        )

    def _head(self, mention: Mention) -> Token:
        """The noun of a description: the last known one before what tells which is meant."""
        tokens = self.document.tokens_in(mention.span)
        return head_of(tokens)

    def _same_noun(self, noun: str, here: int, actor: Actor) -> str | None:
        """The country of those whom the same noun described before, if it is one."""
        found = set()
        for other in self.actors:
            if other is actor or other.country is None or other.kind == "state":
                continue
            for m in other.mentions:
                if m.form != "nominal" or not 0 <= here - self.document.sentence_number(m.start) <= SAME_NOUN:
                    continue
                known = nominals().get(self._head(m).text.casefold())
                if known is not None and known.noun == noun:
                    found.add(other.country)
        return next(iter(found)) if len(found) == 1 else None

    def _loyal(self, head: Token) -> str | None:
        """To whom they are loyal: "forces loyal to Assad", "men close to the president"."""
        tokens = self.document.syntax
        behind = tokens[head.i + 1 : min(head.i + MOST_WORDS_BEHIND, head.sent.end)]
        if len(behind) < 3 or behind[0].text.casefold() not in word_list("bound_to_somebody"):
            return None
        found = {a.country for t in behind[2:] if (a := self._at.get(t.i)) is not None and a.country}
        return next(iter(found)) if len(found) == 1 else None

    def _sent(self, head: Token) -> str | None:
        """The state of who sends them: "The United States stations 28,500 troops"."""
        verb = governing_verb(head)
        if head.dep_ != "dobj" or verb is None or verb.text.casefold() not in word_list("verbs_of_sending"):
            return None
        who = subject(verb)
        sender = self._at.get(who.i) if who is not None else None
        return sender.country if sender is not None else None

    # -- where the sentences are set --------------------------------------------------------------------------------

    def _setting(self, here: int, apart: frozenset[str]) -> str | None:
        points: defaultdict[str, float] = defaultdict(float)
        for number in range(max(here - NEAR, 0), here + AHEAD + 1):
            for code, weight in self._told.get(number, ()):
                points[code] += weight * FADES ** abs(here - number)
        for code, often in self._often.items():
            points[code] += OFTEN * often
        ranked = sorted((c for c in points if c not in apart), key=lambda c: -points[c])
        if not ranked or points[ranked[0]] < LEAST:
            return None
        return ranked[0] if len(ranked) == 1 or points[ranked[0]] >= LEAD * points[ranked[1]] else None

    @cached_property
    def _often(self) -> dict[str, int]:
        often: defaultdict[str, int] = defaultdict(int)
        for a in self.actors:
            if a.country is not None and a.sector != "JRN":
                often[a.country] += len(a.mentions)
        return often

    @cached_property
    def _told(self) -> dict[int, list[tuple[str, float]]]:
        """What each sentence tells of where it is set: codes of states with points."""
        told: defaultdict[int, list[tuple[str, float]]] = defaultdict(list)
        for a in self.actors:
            if a.country is None or a.sector == "JRN":
                continue
            weight = STATE if a.kind == "state" else PARTY if a.sector in ("REB", "OPP", "MIL", "CVL") else 0.0
            for m in a.mentions if weight else ():
                if m.form != "pronoun":
                    told[self.document.sentence_number(m.start)].append((a.country, weight))
        places, troubles = word_list("place_prepositions"), word_list("troubles_of_a_state")
        for token in self.document.syntax:
            codes: Iterable[str] = ()
            weight = PLACE
            if token.dep_ == "pobj" and token.head.text.casefold() in places:
                codes = states_in(self.document.syntax.part(token.left_edge.i, token.i + 1).text)
                if not codes and (code := self.coder.place_country(token)) is not None:
                    codes = (code,)
            elif token.text.casefold() in troubles:
                codes, weight = self.coder.countries(token), CONFLICT
            else:
                continue
            found = sorted(codes)
            if len(found) == 1:
                told[self.document.sentence_number(token.idx)].append((found[0], weight))
        return told

    # -- whom officials serve ---------------------------------------------------------------------------------------

    def _served(self, start: int, here: int) -> str | None:
        """The state of which an official, a body or a spokesman was on stage just before, if only one was."""
        found: dict[int, set[str]] = {}
        for at, country in self._servants:
            back = here - self.document.sentence_number(at)
            if at < start and 0 <= back <= JUST_BEFORE:
                found.setdefault(back, set()).add(country)
        for back in sorted(found):
            return next(iter(found[back])) if len(found[back]) == 1 else None
        return None

    @cached_property
    def _servants(self) -> list[tuple[int, str]]:
        return [
            (m.start, a.country)
            for a in self.actors
            if a.country is not None and a.sector in ("GOV", "MIL", "SPY", "LEG", "COP") and a.kind != "state"
            for m in a.mentions
        ]
