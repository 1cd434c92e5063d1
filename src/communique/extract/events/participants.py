"""Participants of an act: whom a noun phrase names or describes, or who stands behind what it names.

"The Russian foreign minister" is an actor; "Russian proposals" is none, but Russia stands behind them, and so does
Serbia behind "Serbia's suppression of unrest". Descriptions that no actor of the report has yet become actors of
their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from communique.extract.events.coding import Coder, phrase_words
from communique.extract.mention_index import titles_of
from communique.extract.states_in_phrases import states_in
from communique.knowledge import plover, states
from communique.knowledge.word_lists import word_list
from communique.language.clauses import agent, antecedent, children, conjuncts
from communique.language.document import Document
from communique.language.phrases import noun_phrase
from communique.language.span_index import SpanIndex
from communique.language.tags import NOMINALS, PLURAL_NOUNS, PROPER_NOUNS, RELATIVE_PRONOUNS, SINGULAR_NOUNS, STAND_INS
from communique.language.tree import Token
from communique.model import Actor, Mention, Span
from communique.model.actor import ActorKind
from communique.model.identity import fact_identity

STATE, DESCRIBED = 0.9, 0.6  # confidence of actors that only an act names, by hand

BEHIND = (
    "by",
    "of",
    "from",
    "against",
    "with",
    "between",
    "among",
    "to",
    "for",
    "on",
    "in",
    "at",
    "into",
    "over",
    "inside",
    "toward",
    "towards",
)
MOST_TITLE = 4  # words of a title between a description and the name: "the host, Malian President Roe"
DEPTH = 4  # nouns and prepositions gone down to find who stands behind a thing
HYPHEN = re.compile(r" ([-–‑/]) ")  # "well - dressed": the tokens of one word


class Participant(msgspec.Struct, frozen=True):
    """One participant: the actor and the words that stand for it here."""

    actor: Actor
    span: Span
    head: int
    direct: bool = True
    """Whether the words name or describe the actor; else it stands behind what they name."""


class ParticipantFinder:
    """The actors of a report as its events see them: those found before, and those that acts bring in."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = document.syntax
        self.coder = Coder(document)
        self.added: dict[str, Actor] = {}
        self._named: dict[int, list[Participant]] = {}
        self._described: dict[tuple[str, str], Actor] = {}
        self._same_words = {(a.name.casefold(), a.country or ""): a for a in document.actors if a.kind == "group"}
        self._states = {a.country: a for a in document.actors if a.kind == "state" and a.country}
        self._contents = SpanIndex((c.start, c.end, s) for s in document.statements for c in s.content)
        self._at: dict[int, tuple[Mention, Actor]] = {}
        for actor in document.actors:
            for m in actor.mentions:
                for t in document.tokens_in(m.span):
                    held = self._at.get(t.i)
                    if held is None or len(held[0].span) > len(m.span):
                        self._at[t.i] = m, actor
        for actor in document.actors:
            for title in titles_of(actor):
                for t in document.tokens_in(title.span):
                    self._at.setdefault(t.i, (title, actor))

    def mentioned(self, token: Token) -> Actor | None:
        """The actor of the mention that a token lies in."""
        found = self._at.get(token.i)
        return found[1] if found else None

    def speaker(self, token: Token) -> list[Participant]:
        """Who says the innermost statement that a token is told in."""
        holding = [s for _, _, s in self._contents.around(token.idx, token.idx + 1)]
        said = min(holding, key=lambda s: sum(map(len, s.content)), default=None)
        actor = self.document.actor(said.speaker) if said is not None else None
        if said is None or actor is None:
            return []
        return [Participant(actor, said.source or said.cue or said.content[0], token.i)]

    # -- who a noun phrase names --------------------------------------------------------------------------------

    def named(self, head: Token) -> list[Participant]:
        """Actors that the phrase itself names or describes, its conjuncts too; none if it names a thing."""
        if head.i not in self._named:
            heads = conjuncts(antecedent(head) or head)
            before = [c for c in children(head, "nmod") if any(g.dep_ == "cc" for g in c.children)]
            halves = [c for c in before if (m := self._at.get(c.i)) is not None and m[1].kind == "state"]
            found = [p for h in (*halves, *heads) for p in self._one(h)]  # "North and South Korea"
            self._named[head.i] = _unique([*found, *self._more(heads, found)])
        return self._named[head.i]

    def _more(self, heads: list[Token], found: list[Participant]) -> list[Participant]:
        """The rest of a list that the parser took for an apposition: "by Peru, the Netherlands and Chile".

        So also a list of people with their states: "Roe of Peru, Chancellor Doe of Chile and Premier Poe of Fiji".
        """
        if listed := self._mixed(heads, found):
            return listed
        if len(found) != 1 or found[0].actor.kind not in ("state", "person") or len(heads) != 1:
            return []
        rest = [c for a in children(heads[0], "appos") for c in conjuncts(a)]
        named = [self._at[t.i] for t in rest if t.i in self._at]
        kind, own = found[0].actor.kind, found[0].actor.id
        if kind == "person" and len(rest) < 2:
            return []  # "the premier, Jane Roe"
        if len(named) < len(rest) or not all(m.form == "name" and a.kind == kind and a.id != own for m, a in named):
            return []
        return [Participant(a, Span(m.start, m.end), t.i) for t, (m, a) in zip(rest, named, strict=True)]

    def _mixed(self, heads: list[Token], found: list[Participant]) -> list[Participant]:
        """The rest of a list of one and several: "Chancellor Roe, the kings of Peru and Chad, and envoys from Fiji".

        The parser takes what follows a comma for an apposition, but one is not many: the numbers of the nouns tell.
        """
        first = children(heads[0], "appos") if len(heads) == 1 else []
        rest = [c for a in first for c in conjuncts(a)]
        if len(rest) < 2 or not any(children(c, "cc") for c in rest):
            return []
        one, other = heads[0].tag_ in SINGULAR_NOUNS, first[0].tag_ in SINGULAR_NOUNS
        if one and not any(p.actor.kind == "person" for p in found):
            return []
        return [p for h in rest for p in self._one(h)] if one != other else []

    def _one(self, h: Token) -> list[Participant]:
        if h.tag_ in RELATIVE_PRONOUNS or h.tag_ not in NOMINALS:
            return []
        span = noun_phrase(h)
        low = h.text.casefold()
        inner = [o for p in children(h, "prep") if p.text.casefold() == "of" for o in children(p, "pobj")]
        if (low in word_list("quantifiers") or h.tag_ == "CD") and inner:
            below = [x for o in inner for x in self.named(o)]
            if below:
                return below
        if (members := self._members(h)) is not None:
            return members
        if (same := self._told_of(h)) is not None:
            return [same]
        actor = self.mentioned(h)
        countries = self.coder.countries(h) or (self.coder.countries_after(h) if h.tag_ in PLURAL_NOUNS else [])
        if actor is not None:
            if (
                actor.kind != "person"
                and not actor.country
                and len(countries) > 1
                and self._at[h.i][0].form == "nominal"
            ):
                return [Participant(self.state(c), span, h.i) for c in countries]
            return [Participant(actor, self._span(h, span), h.i)]
        if h.tag_ in STAND_INS:
            return []
        if any(c.text.casefold() in word_list("nobody_in_particular") for c in children(h, "det")):
            return []
        if (apposed := self._apposed_person(h)) is not None:
            return [Participant(apposed, span, h.i)]
        if h.text[:1].isupper() and low in word_list("kinds_of_places"):
            return []  # "South Korean Island"
        if low in word_list("lands") and not countries:
            return []  # "a withdrawal from the island": which one nobody could tell
        if low in word_list("ties"):
            return []  # "its alliance with Peru": Peru stands behind it
        if low in word_list("suffered_by_nobody") and h.dep_ not in ("nsubj", "agent") and not countries:
            return []  # "shot down a jet", "froze all funds", "for their crimes"
        if low in word_list("means_of_force") and not children(h, "det", "poss", "nummod"):
            return []  # "with overwhelming force"
        told = self.coder.describes(h)
        if told is not None and told != "UNK-THING":
            inside = self._named_inside(h)
            if inside is not None and not (told in ("GOV", "JUD", "LEG", "COP") and h.text[:1].islower()):
                return [Participant(inside, span, h.i)]
            if len(countries) > 1:
                return [Participant(self.state(c), span, h.i) for c in countries]
            return [
                Participant(
                    self.described(h, span, countries[0] if countries else self.coder.country_after(h)), span, h.i
                )
            ]
        return []

    def _told_of(self, h: Token) -> Participant | None:
        """Of whom a predicate or apposition that goes on in a clause tells: "[Roe] was a pastor who had sent aid".

        So also "[Peru] was among nations calling for it". None where the predicate is no person's description.
        """
        if not children(h, "relcl", "acl"):
            return None
        above = h.head
        if h.dep_ == "appos":
            return self._apposed(h)
        if h.dep_ == "pobj" and above.text.casefold() in ("among", "of") and above.dep_ == "prep":
            one = above.head
            if above.text.casefold() == "of" and (one.text.casefold() != "one" or one.dep_ != "attr"):
                return None
            above = one.head if one.dep_ == "attr" else one
        elif h.dep_ != "attr" or h.tag_ in PLURAL_NOUNS:
            return None
        subjects = children(above, "nsubj")
        if len(subjects) != 1 or above.text.casefold() not in word_list("being"):
            return None
        held = self._at.get(subjects[0].i)
        if held is None or held[0].form not in ("name", "pronoun"):
            return None
        mine = self._at.get(h.i)
        if mine is not None and mine[0].form == "name":
            return None
        return Participant(held[1], Span(held[0].start, held[0].end), subjects[0].i)

    def _apposed(self, h: Token) -> Participant | None:
        """Who a description behind a name is, of which more is told: "Chad, Kenya's [ally], which has left"."""
        held, mine = self._at.get(h.head.i), self._at.get(h.i)
        if held is None or held[0].form != "name" or (mine is not None and mine[0].form == "name"):
            return None
        if h.i < h.head.i or h.tag_ in PLURAL_NOUNS:
            return None
        return Participant(held[1], Span(held[0].start, held[0].end), h.head.i)

    def _members(self, h: Token) -> list[Participant] | None:
        """Who a noun of several is, when its phrase names them; None when it names nobody.

        "Two ministers, Jane Roe of France and John Doe of Germany"; "delegations led by Roe and Doe"; "allies like Peru
        and Chile".
        """
        low = h.text.casefold()
        heads = [a for a in children(h, "appos") if h.tag_ in PLURAL_NOUNS and len(conjuncts(a)) > 1]
        if low in word_list("led_groups"):
            heads += [a for clause in children(h, "acl") if (a := agent(clause)) is not None]
        if low in word_list("generic_partners") and h.tag_ in PLURAL_NOUNS:
            heads += [
                o for p in children(h, "prep") if p.text.casefold() in ("like", "as", "including")
                for o in children(p, "pobj")
            ]  # fmt: skip
        named = [p for head in heads for p in self._listed(head)]
        return named if named and (len(named) > 1 or low in word_list("led_groups")) else None

    def _listed(self, head: Token) -> list[Participant]:
        """The actors that a list names, each by its name."""
        found = []
        for h in conjuncts(head):
            held = self._at.get(h.i)
            if held is not None and held[0].form in ("name", "metonym"):
                found.append(Participant(held[1], Span(held[0].start, held[0].end), h.i))
        return found

    def _apposed_person(self, h: Token) -> Actor | None:
        """The person whose name stands behind a description: "her Dutch counterpart Jansen", "the host, Roe"."""
        if h.tag_ != "NN":
            return None
        comma = h.i + 1 < len(self.tokens) and self.tokens[h.i + 1].text == ","
        for t in self.tokens[h.i + 1 + comma : h.i + 2 + comma + MOST_TITLE * comma]:
            held = self._at.get(t.i)
            if held is not None and held[1].kind == "person" and held[0].form == "name":
                return held[1]
            if t.tag_ not in PROPER_NOUNS and not states_in(t.text):
                return None
        return None

    def _span(self, h: Token, span: Span) -> Span:
        return span if len(span) < 90 else self._at[h.i][0].span

    def _named_inside(self, h: Token) -> Actor | None:
        """The body whose name stands before the head: "Hezbollah guerrillas", "the Islamic Jihad movement"."""
        for c in reversed(children(h, "compound", "amod", "nmod")):
            actor = self.mentioned(c)
            if (
                actor is not None
                and actor.kind in ("organization", "group")
                and self._at[c.i][0].form == "name"
                and actor.sector not in ("CVL",)
            ):
                return actor
        return None

    # -- who stands behind it -----------------------------------------------------------------------------------

    def behind(self, head: Token, depth: int = DEPTH) -> list[Participant]:
        """Actors that stand behind what the phrase names: its owner, its maker, the state in its adjective."""
        for h in conjuncts(antecedent(head) or head):
            if h.text.casefold() in word_list("by_way_of"):
                continue
            for owner in children(h, "poss") if h.text.casefold() not in word_list("ties") else ():
                if found := self.named(owner) or (self.behind(owner, depth - 1) if depth else []):
                    return _indirect(found)
            if found := self.in_modifiers(h):
                return _indirect(found)
            pairs = [(p.text.casefold(), o) for p in children(h, "prep") for o in children(p, "pobj")]
            for wanted in BEHIND:
                for preposition, obj in pairs:
                    inner = depth and obj.text.casefold() not in word_list("papers")  # "respect of the U.N. charter"
                    if preposition == wanted and (
                        found := self.named(obj) or (self.behind(obj, depth - 1) if inner else [])
                    ):
                        return _indirect(found)
            for clause in children(h, "acl", "relcl"):
                if (by := agent(clause)) is not None and (found := self.named(by)):
                    return _indirect(found)
            for clause in children(h, "relcl"):  # "a deal that Peru struck"
                for subject in children(clause, "nsubj"):
                    if subject.tag_ not in RELATIVE_PRONOUNS and (found := self.named(subject)):
                        return _indirect(found)
            if code := self.coder.place_country(h):
                return [Participant(self.state(code), noun_phrase(h), h.i, False)]
        return []

    def in_modifiers(self, h: Token) -> list[Participant]:
        for c in reversed(children(h, "compound", "amod", "nmod")):
            actor = self.mentioned(c)
            if actor is not None and self._at[c.i][0].form in ("name", "metonym"):
                return [Participant(actor, Span(c.idx, c.idx + len(c.text)), c.i)]
        if h.text.casefold() in word_list("done_in_cities") and any(
            states.by_capital(c.text) is not None for c in children(h, "compound", "nmod")
        ):
            return []
        return [Participant(self.state(code), noun_phrase(h), h.i) for code in self.coder.countries(h)]

    def who(self, head: Token) -> list[Participant]:
        """Those whom the phrase names, else those behind it; of a craft that falls to somebody whose it is."""
        if head.text.casefold() in word_list("craft") and (owners := self.behind(head, 0)):
            return owners
        return self.named(head) or self.behind(head)

    # -- actors that acts bring in ------------------------------------------------------------------------------

    def state(self, code: str) -> Actor:
        """The state with this code, added when the report had it only as an adjective."""
        held = self._states.get(code)
        if held is None:
            known = states.by_code(code)
            name = known.name if known else code
            held = Actor(
                fact_identity("actor", self.document.report.text_id, [], "state", name, code),
                name,
                "state",
                country=code,
                confidence=STATE,
            )
            self._states[code] = self.added[held.id] = held
        return held

    def described(self, head: Token, span: Span, country: str | None) -> Actor:
        """The actor that a description introduces; the same words are the same actor."""
        words = phrase_words(head)
        name = HYPHEN.sub(r"\1", " ".join(words))
        key = name.casefold(), country or ""
        held = self._described.get(key) or self._same_words.get(key)
        mention = Mention(span.start, span.end, "nominal")
        if held is None:
            plural = head.tag_ in PLURAL_NOUNS
            sector = self.coder.sector(head)
            kind: ActorKind = "group" if plural else self.coder.kind(head)
            held = Actor(
                fact_identity("actor", self.document.report.text_id, [span], kind, name, country or ""), name, kind,
                (mention,), country=country, sector=sector, confidence=DESCRIBED,
            )  # fmt: skip
        elif mention not in held.mentions:
            held = msgspec.structs.replace(held, mentions=(*held.mentions, mention))
        self._described[key] = self.added[held.id] = held
        return held


def is_assault(noun: Token) -> bool:
    """Whether a noun tells an attack."""
    return any(entry.rule.type == "ASSAULT" and not entry.rest for entry in plover.nouns(noun.text))


def _indirect(found: Iterable[Participant]) -> list[Participant]:
    return [msgspec.structs.replace(p, direct=False) for p in found]


def _unique(found: Iterable[Participant]) -> list[Participant]:
    held: dict[str, Participant] = {}
    for p in found:
        held.setdefault(p.actor.id, p)
    return list(held.values())
