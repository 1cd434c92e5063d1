"""Descriptions: noun phrases that speak of actors without naming them ("the minister", "both sides", "his country")."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from communique.extract.actors import Cast
from communique.extract.drafts import Draft
from communique.extract.name import TitleUse
from communique.extract.vocabulary import states_in
from communique.knowledge.nominals import Nominal, nominals
from communique.knowledge.titles import Title
from communique.knowledge.words import word_list
from communique.language.document import Document
from communique.model.actor import ActorKind
from communique.resolve.discourse import Discourse, Seen, head_of

DEFINITE = frozenset(("the", "this", "that", "these", "those", "both", "said"))
MOST_TOGETHER = 4  # who are taken up together by "the leaders"
NEAR = 3  # sentences between them and the words that take them up
OFFICE_OF: Mapping[str, Callable[[Title], bool]] = {
    "leader": lambda t: t.relation == "leads" or t.rank in ("head_of_state", "head_of_government"),
    "president": lambda t: t.title.endswith("president"),
    "prime minister": lambda t: t.rank == "head_of_government",
    "minister": lambda t: "minister" in t.title or t.rank in ("foreign_minister", "defence_minister"),
    "foreign minister": lambda t: t.rank == "foreign_minister",
}
"""Whose title makes somebody one of those whom a plural means."""
WINDOW = 8  # sentences looked back for what a description takes up


class Description(msgspec.Struct, frozen=True):
    """One noun phrase that describes an actor; token and character offsets of the phrase and of its head."""

    i: int
    j: int
    head: int
    nominal: Nominal
    title: Title | None
    definite: bool
    owner: int | None
    """Token of a possessive pronoun before it ("his country")."""
    pair: bool
    """Two of a kind: "both sides", "the two ministers"."""
    countries: tuple[str, ...]
    """Codes of the states in its modifiers ("the Turkish and Russian ministers") or behind "of"."""
    apposed: int | None = None
    """Token where the name begins to which it stands in apposition ("her counterpart, Henrik Aasland,")."""


def find_descriptions(document: Document, titles: list[TitleUse], named: Mapping[int, str]) -> Iterator[Description]:
    """Descriptions in text order; none whose head lies in a name or in a title that stands before a name.

    ``named`` has the kind of the actor for every token that lies in a name.
    """
    tokens = document.syntax
    table = nominals()
    at_title = {use.j - 1: use for use in titles}
    bound = {k for use in titles if _before_holder(use) for k in range(use.i, use.j)}
    for token in tokens:
        if token.tag_ not in ("NN", "NNS", "NNP", "NNPS"):
            continue
        nominal = table.get(token.text.casefold())
        use = at_title.get(token.i)
        if nominal is None and use is None:
            continue
        if token.i in named or token.i in bound:
            continue
        if (
            token.dep_ in ("compound", "amod", "nmod")
            and token.head.i > token.i
            and not (use and use.j - 1 == token.i and use.holder is not None)
        ):
            continue
        if token.i + 1 < len(tokens) and named.get(token.i + 1) == "person" and (nominal is None or not nominal.plural):
            continue  # "his counterpart Davutoglu" is Davutoglu
        if nominal is None:
            assert use is not None
            plural = token.tag_ in ("NNS", "NNPS")
            nominal = Nominal(token.text.casefold(), "person", use.match.title.sector, plural, False, True)
        i = use.i if use is not None else token.i
        top = token if use is None else head_of(tokens, use.i, use.j)
        left = min(
            i,
            min(
                (
                    c.left_edge.i
                    for c in top.children
                    if c.i < top.i and c.dep_ not in ("relcl", "acl", "cc", "punct", "conj", "appos", "prep")
                ),
                default=i,
            ),
        )
        while left < i and (tokens[left].is_space or tokens[left].is_punct):
            left += 1
        if (
            token.i > left
            and any(named.get(k) in ("organization", "group") for k in range(left, token.i))
            and nominal.kind != "person"
        ):
            continue  # "the Friends of Syria group" is the Friends of Syria
        words = [t.text.casefold() for t in tokens[left : token.i]]
        owner = next((t.i for t in tokens[left : token.i] if t.tag_ == "PRP$"), None)
        possessive = any(t.tag_ == "POS" for t in tokens[left : token.i])
        pair = (
            token.tag_ in ("NNS", "NNPS")
            and nominal.noun in word_list("pairs")
            and (bool({"both", "warring", "opposing"} & set(words)) or ("two" in words and words[0] in DEFINITE))
        )
        yield Description(
            left, token.i + 1, token.i, nominal, use.match.title if use else None,
            bool(words and (words[0] in DEFINITE or possessive or owner is not None)), owner, pair,
            tuple(sorted(states_in(tokens[left : token.i + 1].text) or _behind_of(tokens, token, use))),
            _apposed(tokens, token.i, named) if nominal.kind == "person" and not nominal.plural else None,
        )  # fmt: skip


def _behind_of(tokens: Any, head: Any, use: TitleUse | None) -> set[str]:
    """The state in "the foreign minister of Viet Nam"."""
    if use is not None and use.of is not None and use.of.kind in ("state", "demonym", "seat"):
        return {use.of.code}
    k = head.i + 1
    if k + 1 < len(tokens) and tokens[k].text.casefold() == "of":
        return set(states_in(tokens[k + 1 : k + 4].text)) if tokens[k + 1].tag_ in ("NNP", "NNPS", "DT") else set()
    return set()


def _apposed(tokens: Any, head: int, named: Mapping[int, str]) -> int | None:
    """Where a person's name begins that follows behind a comma and is followed by a mark itself."""
    k = head + 2
    if k >= len(tokens) or tokens[head + 1].text != "," or named.get(k) != "person":
        beyond = next((c for c in tokens[head].children if c.dep_ == "appos" and named.get(c.i) == "person"), None)
        if beyond is None or beyond.left_edge.i == 0 or tokens[beyond.left_edge.i - 1].text != ",":
            return None
        k = beyond.left_edge.i  # "her predecessor at the ministry, Henrik Aasland,"
    end = k
    while end < len(tokens) and named.get(end) == "person":
        end += 1
    return k if end < len(tokens) and tokens[end].text in (",", ".", ";", ":", ")", "”", '"') else None


def _before_holder(use: TitleUse) -> bool:
    return use.holder is not None and use.holder.i >= use.j and use.holder.i - use.j <= 1


class Describer:
    """Finds what a description takes up, or makes the actor that it introduces."""

    def __init__(self, document: Document, cast: Cast, discourse: Discourse) -> None:
        self.document = document
        self.cast = cast
        self.discourse = discourse
        self._made: dict[tuple[str, str], Draft] = {}
        self.ties: list[tuple[Draft, Draft]] = []

    def resolve(self, d: Description, owner: Draft | None) -> Draft | None:
        """The actor that the description means; None when it means none or nobody can tell."""
        here = self.document.sentence_number(self.document.syntax[d.head].idx)
        noun = d.nominal.noun
        if d.pair and not d.countries:
            return (self._those_who_met(d, here) if d.nominal.kind == "person" else None) or self._pair(d, here)
        if owner is not None and noun in ("country", "nation", "homeland"):
            return self._state_of(owner)
        if (
            noun in ("country", "nation", "island", "republic", "kingdom", "state")
            and d.definite
            and not d.nominal.plural
        ):
            return self._country(d, here)
        if (
            d.nominal.kind == "person"
            and not d.nominal.plural
            and (d.definite or owner is not None)
            and (found := self._person(d, owner, here))
        ):
            return found
        if d.nominal.kind in ("organization", "group") and d.definite and (found := self._body(d, owner, here)):
            return found
        if d.nominal.plural and d.definite and (found := self._same_words(d, here)):
            return found
        if d.nominal.plural and d.nominal.kind == "person" and d.definite and (found := self._those_who_met(d, here)):
            return found
        return self._introduce(d, owner)

    def _state_of(self, owner: Draft) -> Draft | None:
        if owner.kind == "state":
            return owner
        return self.cast.state(owner.country) if owner.country else None

    def _country(self, d: Description, here: int) -> Draft | None:
        """ "the country": the state spoken of last, a subject before others."""
        if d.countries and len(d.countries) == 1:
            return self.cast.find_state(d.countries[0])
        best = (
            max(
                (
                    (s.role == "subject")
                    - 0.4 * (here - s.sentence)
                    + 0.2 * min(self.discourse.counts[id(s.draft)], 5),
                    -n,
                    s.draft,
                )
                for n, s in enumerate(self.discourse.recent(here, 4))
                if s.draft.kind == "state"
            )
            if any(s.draft.kind == "state" for s in self.discourse.recent(here, 4))
            else None
        )
        return best[2] if best else None

    def _person(self, d: Description, owner: Draft | None, here: int) -> Draft | None:
        """A person whose role fits the words: "the Turkish minister", "the spokesman", "the diplomat"."""
        wanted = (d.title.title.casefold() if d.title else d.nominal.noun).split()[-1]
        code = (
            d.countries[0]
            if len(d.countries) == 1
            else owner.country
            if owner is not None and owner.kind != "person"
            else None
        )
        fallback: Draft | None = None
        for s in self.discourse.recent(here, WINDOW * 3):
            p = s.draft
            if p.kind != "person" or p.plural or (code and p.country != code) or p is owner:
                continue
            words = {w for r in p.roles for w in r.match.title.title.casefold().split()} | {
                w.casefold() for r in p.roles for w in r.text.split()
            }
            if (
                wanted in words
                or (d.nominal.noun in ("leader",) and any(r.match.title.relation == "leads" for r in p.roles))
                or (d.nominal.noun in ("diplomat", "official") and p.sector == "GOV")
                or wanted in p.nouns
            ):
                return p
            if (
                code
                and p.country == code
                and wanted in ("minister", "leader", "president", "official", "diplomat")
                and fallback is None
                and not p.roles
            ):
                fallback = p
        return fallback

    def _body(self, d: Description, owner: Draft | None, here: int) -> Draft | None:
        """A body or group that the noun takes up: "the council", "the regime", "the group"."""
        noun = d.nominal.noun
        words = set(self._modifiers(d))
        code = d.countries[0] if len(d.countries) == 1 else owner.country if owner is not None else None
        for s in self.discourse.recent(here, WINDOW * 2):
            b = s.draft
            if b.kind not in ("organization", "group") or (code and b.country not in (code, None)):
                continue
            if noun in b.nouns or (
                noun in ("group", "organization", "organisation", "body", "grouping", "bloc", "alliance")
                and b.sector not in ("GOV", "CVL", "JRN", "MIL", "REB", "COP")
                and not b.plural
                and b.kind == "organization"
            ):
                if words and not words <= {w.casefold() for w in b.name.split()}:
                    continue
                return b
            if (
                noun in ("regime", "government", "administration", "cabinet")
                and b.nouns & {"regime", "government", "administration"}
                and (code is None or b.country == code)
            ):
                return b
        if (
            noun in ("regime", "government", "army", "military", "opposition", "police", "parliament", "cabinet")
            and code is None
            and owner is None
            and (state := self._country(d, here))
        ):
            return self._made.get((noun, state.country or ""))
        return None

    def _same_words(self, d: Description, here: int) -> Draft | None:
        """ "the officials" after "two officials": the same noun again."""
        words = set(self._modifiers(d))
        for s in self.discourse.recent(here, WINDOW):
            if (
                s.draft.plural
                and d.nominal.noun in s.draft.nouns
                and words <= {w.casefold() for w in s.draft.name.split()}
                and s.draft.code is None
            ):
                return s.draft
        return None

    def _those_who_met(self, d: Description, here: int) -> Draft | None:
        """ "The leaders", "the ministers" behind a sentence that names two or three of them together."""
        fits = OFFICE_OF.get(d.nominal.noun.removesuffix("s"))
        if fits is None or d.countries or self._modifiers(d):
            return None
        for sentence in range(here - 1, max(here - NEAR, 0) - 1, -1):
            people = {
                id(s.draft): s.draft
                for s in self.discourse.seen
                if s.sentence == sentence and s.draft.kind == "person" and not s.draft.plural and s.form != "pronoun"
            }
            held = [p for p in people.values() if any(fits(r.match.title) for r in p.roles)]
            if len(held) > 1:
                return self.group(held) if len(held) <= MOST_TOGETHER else None
        return None

    def _modifiers(self, d: Description) -> list[str]:
        words = self.document.syntax[d.i : d.head]
        return [
            word
            for t in words
            if t.tag_[:2] in ("JJ", "NN", "VB")
            and not states_in(t.text)
            and (word := t.text.casefold()) not in word_list("empty_modifiers")
        ]

    def _pair(self, d: Description, here: int) -> Draft | None:
        """Two of a kind: those who act or are spoken of most up to here, of the kind that the noun asks for."""
        people = d.nominal.noun in word_list("pairs_of_people")
        points: dict[int, float] = {}
        drafts: dict[int, Draft] = {}
        for s in self.discourse.seen:
            draft: Draft | None = s.draft
            weight = 1.0 + (s.role == "subject")
            if (
                not people
                and draft is not None
                and draft.kind in ("person", "organization")
                and draft.country
                and draft.sector not in ("REB", "OPP")
            ):
                draft, weight = self.cast.find_state(draft.country), 0.75 * weight
            if draft is None or draft.members or (draft.kind == "person") != people or (people and draft.plural):
                continue
            if not people and not (
                draft.kind == "state" or (draft.country and draft.kind == "group") or draft.sector in ("REB", "OPP")
            ):
                continue
            nearness = 0.7 ** min(here - s.sentence, 12)
            points[id(draft)] = points.get(id(draft), 0.0) + weight * (0.3 + nearness)
            drafts[id(draft)] = draft
        inside = self.discourse.attribution_at(self.document.syntax[d.head].idx)
        if inside is not None and (speaker := self.discourse.speakers.get(inside[0])) is not None and len(points) > 2:
            for key in list(points):  # who speaks of "both sides" is mostly neither
                if drafts[key] is speaker or (drafts[key].kind == "state" and drafts[key].country == speaker.country):
                    points[key] *= 0.4
        if len(points) < 2:
            return None
        two = sorted(sorted(points, key=lambda k: -points[k])[:2], key=lambda k: self.cast.drafts.index(drafts[k]))
        return self.group([drafts[k] for k in two])

    def group(self, members: list[Draft]) -> Draft:
        """The group of these members, made when first needed."""
        members = sorted(members, key=lambda m: self.cast.drafts.index(m))
        for draft in self.cast.drafts:
            if draft.members and {id(m) for m in draft.members} == {id(m) for m in members}:
                return draft
        name = " and ".join(m.name for m in members)
        return self.cast.add(Draft("group", name, plural=True, members=members, nouns={"side"}, confidence=0.6))

    def _introduce(self, d: Description, owner: Draft | None) -> Draft | None:
        """A new actor, when the words make one: an agent, the source of words, or somebody of a state."""
        tokens = self.document.syntax
        if owner is not None and d.nominal.noun in ("alliance", "coalition", "partnership"):
            return None  # "its alliance with": a tie, and nobody
        if not d.nominal.acts or tokens[d.i].text.casefold() in word_list("nobody_in_particular"):
            return None
        code = d.countries[0] if len(d.countries) == 1 else None
        if not d.countries and owner is not None:
            code = owner.country
        head = tokens[d.head]
        while head.dep_ == "conj" and head.head != head:
            head = head.head
        acts = head.dep_ in ("nsubj", "agent", "nsubjpass", "dobj", "dative") or (
            head.dep_ == "pobj"
            and head.head.text.casefold() in ("by", "between", "with", "to", "from", "among", "against", "of", "for")
        )
        at = tokens[d.head].idx
        told = any(s.start <= at < s.end for a in self.document.attributions for s in a.source)
        if d.nominal.kind == "state" and not d.nominal.plural:
            return None
        if not (
            told
            or (acts and (d.nominal.plural or d.definite or code))
            or (code and d.nominal.kind in ("organization", "group"))
        ):
            return None
        start = next((k for k in range(d.i, d.head + 1) if tokens[k].tag_ not in ("DT", "PRP$", "PDT")), d.head)
        name = " ".join(tokens[start : d.j].text.split())
        key = (name.casefold(), code or "")
        if key in self._made and (d.definite or d.nominal.plural):
            return self._made[key]
        kind: ActorKind = "group" if d.nominal.plural else d.nominal.kind
        draft = Draft(
            kind,
            name,
            country=code,
            sector=d.nominal.sector or (d.title.sector if d.title else None),
            plural=kind == "group" and d.nominal.plural,
            nouns={d.nominal.noun},
            confidence=0.6,
        )
        if d.title is not None:
            draft.gender = d.title.gender
        self._made[key] = draft
        if code is not None:
            self._made.setdefault((d.nominal.noun, code), draft)
        return self.cast.add(draft)


def seen_actors(discourse: Discourse) -> list[Seen]:
    """All mentions so far; for tests."""
    return list(discourse.seen)
