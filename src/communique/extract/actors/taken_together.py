"""Who is taken up together: "both sides", "the two leaders", "the countries"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from communique.extract.actors.clustering import ActorDrafts
from communique.extract.actors.discourse import Discourse
from communique.extract.actors.drafts import ActorDraft
from communique.extract.actors.nominal_mentions import Description
from communique.extract.states_in_phrases import states_in
from communique.knowledge.titles import Title
from communique.knowledge.word_lists import word_list
from communique.language.document import Document
from communique.language.tags import CONTENT_WORDS
from communique.language.tree import Token

MOST_TOGETHER = 4  # who are taken up together by "the leaders"
MOST_SEEN = 2_000  # mentions looked back for "both sides"
NEAR = 3  # sentences between them and the words that take them up
OFFICE_OF: Mapping[str, Callable[[Title], bool]] = {
    "leader": lambda t: t.relation == "leads" or t.rank in ("head_of_state", "head_of_government"),
    "president": lambda t: t.title.endswith("president"),
    "prime minister": lambda t: t.rank == "head_of_government",
    "minister": lambda t: "minister" in t.title or t.rank in ("foreign_minister", "defence_minister"),
    "foreign minister": lambda t: t.rank == "foreign_minister",
}
"""Whose title makes somebody one of those whom a plural means."""
# Salience, by hand.
OFFICIAL = 0.75  # a state spoken of by its official counts so much of one that is named
FADES, FAR, FLOOR = 0.7, 12, 0.3  # "both sides": each sentence back, at most so many, and what never fades
OWN_SIDE = 0.4  # who speaks of "both sides" is mostly neither
COUNTED = {"two": 2, "three": 3, "four": 4}
DESCRIBED = 0.6  # confidence of an actor that only a description tells


def modifiers(document: Document, d: Description) -> list[str]:
    """The words before a noun that tell which one is meant, without states: "working" in "the working group"."""
    return [
        word
        for t in document.syntax[d.i : d.head]
        if t.tag_ in CONTENT_WORDS
        and not states_in(t.text)
        and (word := t.text.casefold()) not in word_list("empty_modifiers")
    ]


class Together:
    """Finds those whom one description takes up together, and makes groups of them."""

    def __init__(self, document: Document, cast: ActorDrafts, discourse: Discourse) -> None:
        self.document = document
        self.cast = cast
        self.discourse = discourse

    def those_who_met(self, d: Description, here: int) -> ActorDraft | None:
        """ "The leaders", "the ministers" behind a sentence that names two or three of them together."""
        fits = OFFICE_OF.get(d.nominal.noun.removesuffix("s"))
        if fits is None or d.countries or modifiers(self.document, d):
            return None
        for sentence in range(here - 1, max(here - NEAR, 0) - 1, -1):
            people = {
                id(s.draft): s.draft
                for s in self.discourse.by_sentence.get(sentence, ())
                if s.draft.kind == "person" and not s.draft.plural and s.form != "pronoun"
            }
            held = [p for p in people.values() if any(fits(r.match.title) for r in p.roles)]
            if len(held) > 1:
                return self.group(held) if len(held) <= MOST_TOGETHER else None
        return None

    def pair(self, d: Description, here: int) -> ActorDraft | None:
        """Two of a kind: those told together just before, else those who act or are spoken of most up to here."""
        people = d.nominal.noun in word_list("pairs_of_people")
        for back in (1, 2):
            if (named := self._told_together(here, 2, people=people, back=back)) is not None:
                return named
        return self._most(d, here, 2, people=people)

    def both(self, token: Token, here: int) -> ActorDraft | None:
        """ "Both praised the deal" behind a sentence that names two states, or two persons, side by side."""
        alone = token.text.casefold() == "both" and token.dep_ in ("nsubj", "nsubjpass") and token.tag_ == "DT"
        if not alone:
            return None
        near = (self._told_together(here, 2, people=people) for people in (True, False))
        return max((g for g in near if g is not None), key=self._last_said, default=None)

    def _last_said(self, group: ActorDraft) -> int:
        return max((s.j for s in self.discourse.pairs if s.draft is group), default=0)

    def ours(self, here: int, home: str) -> ActorDraft | None:
        """ "Our countries" said by somebody of the state ``home``: his own and the one spoken of most beside it."""
        own = self.cast.find_state(home)
        points, drafts = self._salience(here, people=False)
        others = [k for k in points if drafts[k] is not own and drafts[k].kind == "state"]
        if own is None or not others:
            return None
        return self.group([own, drafts[max(others, key=lambda k: points[k])]])

    def _most(self, d: Description, here: int, count: int, *, people: bool) -> ActorDraft | None:
        """So many of those who act or are spoken of most up to here."""
        points, drafts = self._salience(here, people=people)
        inside = self.discourse.attribution_at(self.document.syntax[d.head].idx)
        speaker = self.discourse.speakers.get(inside[0]) if inside is not None else None
        if speaker is not None and len(points) > count:
            for key in points:  # who speaks of "both sides" is mostly neither
                if drafts[key] is speaker or (drafts[key].kind == "state" and drafts[key].country == speaker.country):
                    points[key] *= OWN_SIDE
        if len(points) < count:
            return None
        return self.group([drafts[k] for k in sorted(points, key=lambda k: -points[k])[:count]])

    def _salience(self, here: int, *, people: bool) -> tuple[dict[int, float], dict[int, ActorDraft]]:
        """How much each who may be a side was spoken of up to here, by the draft's identity; the drafts."""
        points: dict[int, float] = {}
        drafts: dict[int, ActorDraft] = {}
        for s in self.discourse.seen[-MOST_SEEN:]:
            if s.sentence > here:
                break
            draft: ActorDraft | None = s.draft
            weight = 1.0 + (s.role == "subject")
            if (
                not people
                and draft is not None
                and draft.kind in ("person", "organization")
                and draft.country
                and draft.sector not in ("REB", "OPP")
            ):
                draft, weight = self.cast.find_state(draft.country), OFFICIAL * weight
            if draft is None or draft.members or (draft.kind == "person") != people or (people and draft.plural):
                continue
            if not people and not (
                draft.kind == "state" or (draft.country and draft.kind == "group") or draft.sector in ("REB", "OPP")
            ):
                continue
            nearness = FADES ** min(here - s.sentence, FAR)
            points[id(draft)] = points.get(id(draft), 0.0) + weight * (FLOOR + nearness)
            drafts[id(draft)] = draft
        return points, drafts

    def several(self, d: Description, here: int) -> ActorDraft | None:
        """ "The countries", "the three nations", "the allies" behind a sentence that names so many side by side."""
        words = {t.text.casefold() for t in self.document.syntax[d.i : d.head]}
        if d.countries or d.nominal.noun not in word_list("states_together") or modifiers(self.document, d):
            return None
        number = next((n for w, n in COUNTED.items() if w in words), None)
        counts = range(2, MOST_TOGETHER + 1) if number is None else (number,)
        near = next((g for n in counts if (g := self._told_together(here, n, people=False)) is not None), None)
        if near is not None or number is None:
            return near
        told = self._told_together(here, number, people=False, back=FAR)  # how many there are tells who, even far off
        return told or (self._most(d, here, number, people=False) if number > 2 else None)

    def _told_together(self, here: int, count: int, *, people: bool, back: int = 1) -> ActorDraft | None:
        """So many states, or persons, that the same sentence or one of the ``back`` before names side by side."""
        kind = "person" if people else "state"
        together = [*self.discourse.pairs[-MOST_TOGETHER:], *self.discourse.seen[-MOST_TOGETHER * 4 :]]
        if back > 1:
            together = [*self.discourse.pairs, *self.discourse.recent(here, back)]
        for s in sorted(together, key=lambda s: -s.j):
            just_told = s.sentence >= here - back and len(s.draft.members) == count
            if just_told and all(m.kind == kind for m in s.draft.members):
                return s.draft
        return None

    def group(self, members: list[ActorDraft]) -> ActorDraft:
        """The group of these members, made when first needed."""
        if (known := self.cast.group_of(members)) is not None:
            return known
        members = sorted(members, key=self.cast.number)
        name = " and ".join(m.name for m in members)
        return self.cast.add(
            ActorDraft("group", name, plural=True, members=members, nouns={"side"}, confidence=DESCRIBED)
        )
