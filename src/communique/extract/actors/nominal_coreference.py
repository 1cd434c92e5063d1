"""Whom a description means: somebody named before, or an actor that it brings in itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from communique.extract.actors.clustering import ActorDrafts, day_of
from communique.extract.actors.decisions import ReferenceChoice
from communique.extract.actors.discourse import Discourse
from communique.extract.actors.drafts import ActorDraft, RoleDraft
from communique.extract.actors.nominal_mentions import Description
from communique.extract.actors.officeholders import MINISTERS, UNIQUE, Officeholders, of_a_state
from communique.extract.actors.states_again import state_again
from communique.extract.actors.taken_together import DESCRIBED, Together, modifiers
from communique.extract.issuers import issuing_state
from communique.knowledge.word_lists import word_list
from communique.language.clauses import children
from communique.language.document import Document
from communique.language.tags import BEFORE_NOUNS, PLURAL_NOUNS, PROPER_NOUNS
from communique.model.actor import ActorKind

WINDOW = 8  # sentences looked back for what a description takes up
MOST_ASKED = 200  # actors of the whole report whom a description may take up
# Salience, by hand.
SUBJECT = 1.5  # whose country a bare noun means: a subject counts so much more
NEAR = 3  # sentences back that tell whose government a bare noun means


class NominalResolver:
    """Finds what a description takes up, or makes the actor that it introduces."""

    def __init__(self, document: Document, cast: ActorDrafts, discourse: Discourse) -> None:
        self.document = document
        self.cast = cast
        self.discourse = discourse
        self.officeholders = Officeholders(document, cast, discourse, day_of(document))
        self.together = Together(document, cast, discourse)
        self._told: dict[int, str | None] = {}
        """The state of somebody unnamed, by the head of his description, where who speaks tells it."""
        self._made: dict[tuple[str, str], ActorDraft] = {}

    def resolve(self, d: Description, owner: ActorDraft | None) -> ActorDraft | None:
        """The actor that the description means; None when it means none or nobody can tell."""
        self.officeholders.considered = []
        draft, rule = self._ruled(d, owner)
        if self.discourse.decisions is not None:
            self.discourse.decisions.append(self.decision(d, draft, rule))
        return draft

    def decision(self, d: Description, draft: ActorDraft | None, rule: str) -> ReferenceChoice:
        """How it was decided whom a description means."""
        first, last = self.document.syntax[d.begins if d.begins >= 0 else d.i], self.document.syntax[d.j - 1]
        among = tuple(self.officeholders.considered)
        return ReferenceChoice(first.idx, last.idx + len(last.text), draft, among, rule, draft, weighed=False)

    def _ruled(self, d: Description, owner: ActorDraft | None) -> tuple[ActorDraft | None, str]:
        """Whom the rules choose, and the name of the rule that does; it says so too where it means nobody."""
        here = self.document.sentence_number(self.document.syntax[d.head].idx)
        noun, nominal = d.nominal.noun, d.nominal
        if noun == "side" and self._of_a_place(d):
            return None, "idle"
        if d.pair and not d.countries:
            met = self.together.those_who_met(d, here) if nominal.kind == "person" else None
            return met or self.together.pair(d, here), "pair"
        if (both := self._ours(d, here)) is not None:
            return both, "ours"
        if noun == "side" and not nominal.plural and len(d.countries) == 1:
            return self.cast.state(d.countries[0]), "side"  # "the Kenyan side": Kenya, at a table
        if self._idle(d):
            return None, "idle"
        if owner is not None and noun in word_list("countries_of_people"):
            return self._state_of(owner), "whose country"
        if noun in word_list("countries_again") and d.definite and not nominal.plural:
            return state_again(self.document, self.cast, self.discourse, d, here), "country"
        new = self.document.syntax[d.i].text.casefold() in word_list("new_determiners")
        person = nominal.kind == "person" and not nominal.plural and (d.definite or (owner is not None and not new))
        if person and (found := self._person(d, owner, here)):
            return found, "office"
        if nominal.kind in ("organization", "group") and d.definite and (found := self._body(d, owner, here)):
            return found, "body"
        if nominal.plural and d.definite:
            if found := self._same_words(d, here):
                return found, "same words"
            if owner is None and (found := self.together.several(d, here)):
                return found, "several"
            if nominal.kind == "person" and (found := self.together.those_who_met(d, here)):
                return found, "those who met"
        return self._introduce(d, owner), "words"

    def _idle(self, d: Description) -> bool:
        """Whether it is a figure of speech: "takes sides", "our side of the bargain", "other people's money"."""
        head = self.document.syntax[d.head]
        if d.nominal.noun == "side":
            taken = head.dep_ == "dobj" and head.head.text.casefold() in word_list("takes_sides") and d.i == d.head
            return taken or d.owner is not None
        before = self.document.syntax[d.head - 1].text.casefold() if d.head else ""
        return d.nominal.noun == "people" and before == "other"

    def _of_a_place(self, d: Description) -> bool:
        """ "Both sides of the border", "of the Atlantic", "of the aisle": where somebody is, and nobody."""
        of = next((c for c in children(self.document.syntax[d.head], "prep") if c.text.casefold() == "of"), None)
        nouns = children(of, "pobj") if of is not None else []
        return bool(nouns) and nouns[0].text.casefold() not in word_list("quarrels")

    def _ours(self, d: Description, here: int) -> ActorDraft | None:
        """ "Our countries", "our two nations": the speaker's own state and another."""
        tokens = self.document.syntax
        ours = d.owner is not None and tokens[d.owner].text.casefold() == "our" and d.nominal.plural
        if not ours or d.nominal.noun not in word_list("countries_of_people") or modifiers(self.document, d):
            return None
        inside = self.discourse.attribution_at(tokens[d.head].idx)
        speaker = self.discourse.speakers.get(inside[0]) if inside is not None else None
        home = speaker.country if speaker is not None else issuing_state(self.document)
        return self.together.ours(here, home) if home is not None else None

    def _whose(self, d: Description) -> str | None:
        """The country whose "the government", "the army" is: the one that the last sentences are about, if only one."""
        at = self.document.syntax[d.head].idx
        inside = self.discourse.attribution_at(at)
        speaker = self.discourse.speakers.get(inside[0]) if inside is not None else None
        own = speaker.country if speaker is not None else None  # nobody calls his own government so
        points: defaultdict[str, float] = defaultdict(float)
        for s in self.discourse.recent(self.document.sentence_number(at), NEAR):
            if s.draft.country and s.draft.country != own and s.draft.sector not in ("JRN", "IGO"):
                points[s.draft.country] += SUBJECT if s.role == "subject" else 1
        ranked = sorted(points, key=lambda c: -points[c])
        clear = (
            bool(ranked) and points[ranked[0]] > 1 and (len(ranked) == 1 or points[ranked[0]] >= 2 * points[ranked[1]])
        )
        return ranked[0] if clear else None

    def _state_of(self, owner: ActorDraft) -> ActorDraft | None:
        if owner.kind == "state":
            return owner
        return self.cast.state(owner.country) if owner.country else None

    def _person(self, d: Description, owner: ActorDraft | None, here: int) -> ActorDraft | None:
        """A person whose role fits the words: "the Turkish minister", "the spokesman", "the diplomat"."""
        code = d.countries[0] if len(d.countries) == 1 else None
        if d.nominal.noun == "counterpart" and owner is not None:
            other = self.officeholders.counterpart(owner, code, here)
            return self.same_office(other, owner, d) if other is not None else None
        if code is None and owner is not None and (owner.kind != "person" or of_a_state(d)):
            code = owner.country
        found = self.officeholders.meant(d, owner, code, here)
        if found.person is None:
            self._told[d.head] = found.country
            return None
        if code is not None and found.person.country is None and of_a_state(d):
            self._is_of(found.person, d, code)
        self._in_office(found.person, d, code)
        return found.person

    def _in_office(self, person: ActorDraft, d: Description, code: str | None) -> None:
        """ "Trump ... The president": an office that no title beside his name has told."""
        if d.use is None or not of_a_state(d) or not person.names:
            return
        if d.use.match.title.rank not in {r.match.title.rank for r in person.roles}:
            state = code or person.country
            person.roles.append(self.role(d, None, self.cast.find_state(state) if state is not None else None))

    def same_office(self, other: ActorDraft, owner: ActorDraft, d: Description) -> ActorDraft:
        """Whose counterpart somebody is tells his office: "the premier met his Israeli counterpart, Avi Regev"."""
        held = next((r for r in owner.roles if r.match.title.rank in UNIQUE | MINISTERS or _of_security(r)), None)
        if held is not None and not any(r.match.title.relation != "none" for r in other.roles):
            head = self.document.syntax[d.head]
            of = self.cast.state(other.country) if other.country is not None else None
            end = head.idx + len(head.text)
            other.roles.append(RoleDraft(held.text, held.match, of, head.idx, end))
        return other

    def _is_of(self, person: ActorDraft, d: Description, code: str) -> None:
        """ "The Peruvian president" tells whose president he is."""
        person.country = code
        for role in person.roles:
            if role.of is None and d.title is not None and role.match.title.rank == d.title.rank:
                role.of = self.cast.state(code)

    def _body(self, d: Description, owner: ActorDraft | None, here: int) -> ActorDraft | None:
        """A body or group that the noun takes up: "the council", "the regime", "the group"."""
        noun = d.nominal.noun
        words = set(modifiers(self.document, d))
        code = d.countries[0] if len(d.countries) == 1 else owner.country if owner is not None else self._minister_of(d)
        bodies = [
            s.draft
            for s in self.discourse.recent(here, WINDOW * 2)
            if s.draft.kind in ("organization", "group")
            and not (code and s.draft.country not in (code, None))
            and (d.nominal.plural or not s.draft.plural or noun in word_list("general_bodies"))
        ]
        if noun in word_list("missions_abroad") and d.j > d.head + 1:
            place = self.document.syntax.part(d.head + 2, d.j).text
            bodies = [b for b in bodies if place in b.name]  # "the embassy in Kabul" is not the one in Ankara
        if owner is not None and noun in word_list("governments_again"):
            bodies = [b for b in bodies if b.country == code]  # "his regime" is his own state's
        for b in bodies:
            if self._has_noun(b, noun) and (not words or words <= {w.casefold() for w in b.name.split()}):
                return b
        if noun in word_list("companies_again") and (firm := self._company(bodies)) is not None:
            return firm
        if noun in word_list("bodies_of_states"):
            return next((b for b in self._spoken_of() if b.sector == "IGO" and b.kind == "organization"), None)
        if noun in word_list("governments_again") and noun not in word_list("american_governments"):
            disliked = noun in word_list("regimes")  # nobody calls "the Obama administration" so
            for b in bodies:
                barred = disliked and b.nouns & word_list("american_governments")
                if b.nouns & word_list("governments") and not barred and (code is None or b.country == code):
                    return b
        if (
            noun in word_list("of_a_state")
            and code is None
            and owner is None
            and (state := state_again(self.document, self.cast, self.discourse, d, here))
        ):
            return self._made.get((noun, state.country or ""))
        return None

    def _spoken_of(self) -> Iterator[ActorDraft]:
        """All whom the report has spoken of, the latest first."""
        return (s.draft for s in islice(reversed(self.discourse.latest.values()), MOST_ASKED))

    @staticmethod
    def _company(bodies: Iterable[ActorDraft]) -> ActorDraft | None:
        """The company that is named, if only one is: "the carmaker", "the telecoms equipment maker"."""
        named = {id(b): b for b in bodies if b.sector == "BUS" and b.names and not b.plural}
        return next(iter(named.values())) if len(named) == 1 else None

    def _minister_of(self, d: Description) -> str | None:
        """The state of the minister in whose words "the ministry" is his own."""
        if d.nominal.noun not in word_list("own_ministries"):
            return None
        inside = self.discourse.attribution_at(self.document.syntax[d.head].idx)
        speaker = self.discourse.speakers.get(inside[0]) if inside is not None else None
        office = speaker is not None and any(r.match.title.sector == "GOV" for r in speaker.roles)
        return speaker.country if speaker is not None and office else None

    @staticmethod
    def _has_noun(body: ActorDraft, noun: str) -> bool:
        """Whether a body may be called so: by its own noun, a word for the same ("panel"), or one for any body."""
        if noun in body.nouns or (noun in word_list("committees") and body.nouns & word_list("committees")):
            return True
        return (
            noun in word_list("general_bodies")
            and (noun not in word_list("bodies_of_states") or body.sector == "IGO")
            and body.sector not in ("GOV", "CVL", "JRN", "MIL", "REB", "COP")
            and not body.plural
            and body.kind == "organization"
        )

    def _same_words(self, d: Description, here: int) -> ActorDraft | None:
        """ "the officials" after "two officials": the same noun again."""
        words = set(modifiers(self.document, d))
        for s in self.discourse.recent(here, WINDOW):
            if (
                s.draft.plural
                and d.nominal.noun in s.draft.nouns
                and words <= {w.casefold() for w in s.draft.name.split()}
                and s.draft.code is None
            ):
                return s.draft
        return None

    def role(self, d: Description, code: str | None, owner: ActorDraft | None) -> RoleDraft:
        """The role that a description's title tells."""
        assert d.use is not None
        of = owner if owner is not None and owner.kind in ("state", "organization") else None
        told = bool(d.countries) or self._told.get(d.head) is not None
        if told and code is not None and (of is None or of.kind == "state"):
            of = self.cast.state(code)
        return RoleDraft(d.use.text, d.use.match, of, d.use.start, d.use.end)

    def _introduce(self, d: Description, owner: ActorDraft | None) -> ActorDraft | None:
        """A new actor, when the words make one: an agent, the source of words, or somebody of a state."""
        if owner is not None and d.nominal.noun in word_list("ties"):
            return None  # "its alliance with": a tie, and nobody
        if not d.nominal.acts or self.document.syntax[d.i].text.casefold() in word_list("nobody_in_particular"):
            return None
        if d.nominal.kind == "state" and not d.nominal.plural:
            return None
        code = self._country(d, owner)
        return self._bring_in(d, owner, code) if self._stands(d, code) else None

    def _country(self, d: Description, owner: ActorDraft | None) -> str | None:
        """The state of an actor that a description brings in, as far as the words or who speaks tell it."""
        tokens, noun = self.document.syntax, d.nominal.noun
        if d.countries:
            return d.countries[0] if len(d.countries) == 1 else None
        if owner is not None:
            return owner.country
        if self._told.get(d.head) is not None:
            return self._told[d.head]
        if d.definite and (own := self._minister_of(d)) is not None:
            return own
        if noun in word_list("of_a_state") and tokens[d.i].text.casefold() == "the":
            named = any(t.tag_ in PROPER_NOUNS for t in tokens[d.i : d.head])  # "the National Socialist regime"
            return None if named else self._whose(d)
        if noun in word_list("american_governments") and self.cast.find_state("USA"):
            return "USA"
        return None

    def _stands(self, d: Description, code: str | None) -> bool:
        """Whether the words make an actor: he does something or has it done to him, speaks, or is somebody's."""
        head = self.document.syntax[d.head]
        at = head.idx
        plural = d.nominal.plural or head.tag_ in PLURAL_NOUNS  # "troops", "people"
        while head.dep_ == "conj" and head.head != head:
            head = head.head
        acts = head.dep_ in ("nsubj", "agent", "nsubjpass", "dobj", "dative", "poss") or (
            head.dep_ == "pobj" and head.head.text.casefold() in word_list("beside_actors")
        )
        if d.nominal.noun in word_list("hardware"):
            return acts and code is not None and head.dep_ in ("nsubj", "agent")
        if self.discourse.sources.around(at, at + 1):
            return True
        of_a_state = code is not None and d.nominal.kind in ("organization", "group")
        return of_a_state or (acts and (plural or d.definite or code is not None))

    def _bring_in(self, d: Description, owner: ActorDraft | None, code: str | None) -> ActorDraft:
        """The actor that a description brings in itself, of the state with that code."""
        tokens = self.document.syntax
        start = next((k for k in range(d.i, d.head + 1) if tokens[k].tag_ not in BEFORE_NOUNS), d.head)
        end = max(d.head + 1, d.use.j if d.use is not None else 0)
        name = " ".join(tokens.part(start, end).text.split())
        key = (name.casefold(), code or "")
        if key in self._made and (d.definite or d.nominal.plural or tokens[d.head].tag_ in PLURAL_NOUNS):
            return self._made[key]
        kind: ActorKind = "group" if d.nominal.plural else d.nominal.kind
        sector = d.nominal.sector or (d.title.sector if d.title else None)
        before = {t.text.casefold() for t in tokens[d.i : d.head]}
        if sector == "PTY" and before & word_list("parties_to_something"):
            sector = None  # "the relevant parties"
        draft = ActorDraft(
            kind,
            name,
            country=code,
            sector=sector,
            plural=kind == "group" and d.nominal.plural,
            nouns={d.nominal.noun},
            confidence=DESCRIBED,
        )
        if len(d.countries) > 1 and d.nominal.plural:
            draft.members = [self.cast.state(c) for c in d.countries]
        if d.title is not None:
            draft.gender = d.title.gender
        if kind == "person" and d.use is not None:
            draft.roles.append(self.role(d, code, owner))
        self._made[key] = draft
        if code is not None:
            self._made.setdefault((d.nominal.noun, code), draft)
        return self.cast.add(draft)


def _of_security(role: RoleDraft) -> bool:
    """Whether an office is that of a national security adviser, of whom a state has one."""
    return role.match.title.rank == "adviser" and role.match.title.title.startswith("national security")
