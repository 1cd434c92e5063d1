"""Who holds the office that a description names: "the president", "the Turkish minister", "his foreign minister".

Of all whom the words fit, the likeliest is meant: who spoke just before, whom the last sentences are about, whose state
speaks, and whose the report is at home with. Where two are about equally likely, or where the words may as well mean
somebody whom nobody has named, they stay open: an actor of its own.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from communique.extract.actors.clustering import ActorDrafts
from communique.extract.actors.decisions import Contender
from communique.extract.actors.discourse import Discourse, MentionTrace, grammatical_role
from communique.extract.actors.drafts import ActorDraft, RoleDraft
from communique.extract.actors.homes import homes
from communique.extract.actors.nominal_mentions import Description
from communique.extract.actors.office_titles import (
    LEADERS,
    has_office,
    is_like,
    is_same_office,
    is_shorter,
    leads_by_title,
    same_house,
    wording,
)
from communique.extract.actors.taken_together import modifiers
from communique.extract.offices import once
from communique.extract.states_in_phrases import seats_in, states_in
from communique.knowledge import offices
from communique.knowledge.bodies import OF_STATES
from communique.knowledge.offices import Office
from communique.knowledge.word_lists import word_list
from communique.language.clauses import governing_verb, subject
from communique.language.document import Document
from communique.language.phrases import head_of
from communique.language.tags import CONTENT_WORDS
from communique.model import Span

OFFICIALS = frozenset(("official", "envoy", "adviser", "deputy_minister", "spokesperson", "expert"))
"""Ranks of those whom "the official", "the diplomat" takes up."""
MINISTERS = frozenset(("minister", "foreign_minister", "defence_minister"))
"""Ranks of those whom "the minister" takes up: a Foreign Secretary is one."""
UNIQUE = frozenset(("head_of_state", "head_of_government"))
"""Ranks of which each state has one, so that "the president" may be told without having been named."""
WINDOW = 24  # sentences looked back for somebody in an office
AROUND = 40  # characters about a title in which its body is told
MOST_ASKED = 200  # persons looked at for one description
NEAR = 8  # sentences in which a counterpart is looked for

# Points, by hand; tried on reports written for the purpose and on the reports and passages annotated for this project.
EXACT, SHORTER, TOLD_BY_TABLE, GENERAL = 1.0, 0.9, 1.0, 0.6  # how the words fit
NEARNESS, FADES = 2.4, 0.5  # of who was spoken of in this sentence, and what is left a sentence on
SUBJECT = 0.4
OFTEN, MOST_OFTEN = 0.12, 5
FIRST = 0.1  # whom the report names first
SPOKE_BEFORE, SPOKE_EARLIER = 1.2, 0.5  # of who said the words before those that the description says, or told since
IN_OWN_WORDS = -1.5  # nobody speaks of himself by name, nor as "he"
OWN_STATE, OTHER_STATE = 1.2, -0.8  # in the mouth of somebody of his state, of another one
SAME_SENTENCE = -0.8  # who has just been named would be "he"
IN_FOCUS = 0.4  # a state told earlier in the sentence
HELD_BEFORE = -1.0  # his time was over by then
STATE_UNTOLD = -0.4  # where the words tell a state and nothing tells his
NOBODY_UNIQUE, NOBODY = 0.9, 0.5  # of somebody whom nobody has named
STATE_WITHOUT_ANY = 1.3  # and whose state speaks, when none of its own has been named
MARGIN, MARGIN_OF_MANY = 0.55, 0.4  # by which the likeliest must lead, of offices that a state has once and others
MARGIN_OF_A_STATE = 0.1  # and where the words tell whose he is


class Holder(NamedTuple):
    """Whom a description means; ``country`` is that of somebody unnamed, where who speaks tells it."""

    person: ActorDraft | None
    country: str | None = None


class Officeholders:
    """The persons of a report by the offices they hold."""

    def __init__(self, document: Document, cast: ActorDrafts, discourse: Discourse, day: datetime.date | None) -> None:
        self.document = document
        self.cast = cast
        self.discourse = discourse
        self.day = day
        self.considered: list[Contender] = []
        """Who was weighed for the description that was asked about last."""

    def meant(self, d: Description, owner: ActorDraft | None, code: str | None, here: int) -> Holder:
        """The person whom a singular description means.

        Args:
            d: the description.
            owner: whose he is ("its president"), or None.
            code: the state that the words tell, or None.
            here: number of the sentence.
        """
        unique = d.title is not None and d.title.rank in UNIQUE
        speaker = self._speaker_around(d)
        barred = {id(x) for x in (owner, speaker, self._clause_subject(d), self._beside(d, here)) if x is not None}
        scored: list[tuple[float, int, ActorDraft]] = []
        of_speaker = False
        state = self._speaks_for(speaker)
        if state is not None and d.title is not None and unique and not has_office(state, d.title):
            state = None  # an American who speaks of "the king"
        for n, (p, latest) in enumerate(self._candidates(d, here)):
            if p.plural or id(p) in barred or (code and self._country(p) not in (code, None)):
                continue
            if not p.names and unique and code is None and p.country is None:
                continue  # it was open before, and tells nothing now
            fit = self._fit(p, d, code)
            if fit is None or _clash(d, p):
                continue
            of_speaker |= state is not None and self._country(p) == state
            scored.append((fit + self._points(p, d, latest, here, code, state), -n, p))
        self.considered = [Contender(p, points) for points, _, p in scored]
        if not scored:
            return Holder(self._of_the_tables(d, code, barred), None)
        worded = [x for x in scored if _worded_so(x[2], d)]
        scored = sorted(worded or scored, key=lambda x: x[:2], reverse=True)
        best, _, person = scored[0]
        nobody = NOBODY_UNIQUE if unique else NOBODY
        if code is None and unique and state is not None and not of_speaker:
            nobody += STATE_WITHOUT_ANY
        margin = MARGIN_OF_A_STATE if code is not None else MARGIN if unique else MARGIN_OF_MANY
        second = scored[1][0] if len(scored) > 1 else best - 2 * margin
        if best - second < margin or (code is None and best < nobody):
            return Holder(None, state if unique and not of_speaker else None)
        return Holder(person)

    def counterpart(self, owner: ActorDraft, code: str | None, here: int) -> ActorDraft | None:
        """ "His counterpart", "her Russian counterpart": the one other office holder who is of another country."""
        others = [
            p
            for p in self.cast.drafts
            if p.kind == "person" and p is not owner and p.roles and p.names and _of_another(p, owner, code)
        ]
        near = {id(s.draft) for s in self.discourse.recent(here, NEAR)}
        found = [p for p in others if id(p) in near]
        if code is not None and len(found) != 1:
            ranks = {r.match.title.rank for r in owner.roles}
            found = [p for p in others if p.country == code and any(r.match.title.rank in ranks for r in p.roles)]
        return found[0] if len(found) == 1 else None

    def _candidates(self, d: Description, here: int) -> Iterator[tuple[ActorDraft, MentionTrace]]:
        far = d.title is not None and d.title.rank in LEADERS
        for s in islice(reversed(self.discourse.latest.values()), MOST_ASKED * 4):
            if s.sentence < here - WINDOW and not far:
                return
            if s.draft.kind == "person":
                yield s.draft, s

    def _points(
        self, p: ActorDraft, d: Description, latest: MentionTrace, here: int, code: str | None, state: str | None
    ) -> float:
        gap = here - latest.sentence
        points = NEARNESS * FADES**gap
        points += SUBJECT * (latest.role == "subject") + OFTEN * min(self.discourse.counts[id(p)], MOST_OFTEN)
        points += FIRST * (next((s.draft for s in self.discourse.seen if s.draft.kind == "person"), None) is p)
        points += SAME_SENTENCE * (gap == 0 and latest.form == "name")
        own = self._own_words(d)
        if own:
            ago = min((back for n in own for who, back in self.discourse.spoke_before(n) if who is p), default=None)
            if ago is not None:
                points += SPOKE_BEFORE if ago <= 1 else SPOKE_EARLIER
            if any(self._named_in(p, n) for n in own):
                points += IN_OWN_WORDS
        if code is not None:
            points += STATE_UNTOLD * (p.country is None)
        elif (country := self._country(p)) is not None:
            if state is not None:
                points += OWN_STATE if country == state else OTHER_STATE
            points += self._home.get(country, 0.0)
            points += IN_FOCUS * (country in self._in_focus(d))
        elif all(r.of is None for r in p.roles):
            points += max(self._home.values(), default=0.0)  # whose president he is goes without saying at home
        if self._over(p, d):
            points += HELD_BEFORE
        return points

    @cached_property
    def _home(self) -> Mapping[str, float]:
        return homes(self.document)

    def _country(self, p: ActorDraft) -> str | None:
        """Whose state the person serves, by the text or else by the tables."""
        told = {o.of for o in self._offices_of(p)} if p.country is None else set()
        return next(iter(told)) if len(told) == 1 else p.country

    def _own_words(self, d: Description) -> set[int]:
        """The attributions whose speaker the description is; "according to the schedule of the president" is none."""
        head = self.document.syntax[d.head]
        around = self.discourse.sources.around(head.idx, head.idx + 1)
        return {n for i, j, n in around if head_of(self.document.tokens_in(Span(i, j))) is head}

    def _named_in(self, p: ActorDraft, number: int) -> bool:
        contents = self.document.attributions[number].content
        return any(c.start <= x.start < c.end for x in p.places for c in contents)

    def _speaker_around(self, d: Description) -> ActorDraft | None:
        """In whose words the description stands."""
        inside = self.discourse.attribution_at(self.document.syntax[d.head].idx)
        return self.discourse.speakers.get(inside[0]) if inside is not None else None

    @staticmethod
    def _speaks_for(speaker: ActorDraft | None) -> str | None:
        """The state of who speaks; outlets and international bodies speak for none."""
        return speaker.country if speaker is not None and speaker.sector not in ("JRN", "IGO") else None

    def _clause_subject(self, d: Description) -> ActorDraft | None:
        """Who does something to the one described, and so is another: "Roe told the president"."""
        head = self.document.syntax[d.head]
        if grammatical_role(head) != "object":
            return None
        verb = governing_verb(head)
        who = subject(verb) if verb is not None else None
        if who is None:
            return None
        here = self.document.sentence_number(head.idx)
        return next((s.draft for s in self.discourse.recent(here, 0) if s.i <= who.i < s.j), None)

    def _beside(self, d: Description, here: int) -> ActorDraft | None:
        """Who stands beside the one described, and so is another: "[the secretary] and the foreign minister"."""
        head = self.document.syntax[d.head]
        if head.dep_ != "conj":
            return None
        return next((s.draft for s in self.discourse.recent(here, 0) if s.i <= head.head.i < s.j), None)

    def _in_focus(self, d: Description) -> frozenset[str]:
        """The states told before the description in its sentence, and those in whose capital or seat it is set."""
        tokens = self.document.syntax
        sentence = tokens[d.head].sent
        own = [c for n in self._own_words(d) for c in self.document.attributions[n].content]
        before = [t.i for t in tokens[sentence.start : d.i] if not any(c.start <= t.idx < c.end for c in own)]
        told = states_in(tokens.part(before[0], before[-1] + 1).text) if before else frozenset()
        where = (
            seats_in(tokens.part(t.i + 1, min(t.i + 4, sentence.end)).text)
            for t in tokens[sentence.start : sentence.end]
            if t.text.casefold() in word_list("place_prepositions") | {"from"}
        )
        return told.union(*where)

    # -- offices --------------------------------------------------------------------------------------------------

    def _fit(self, p: ActorDraft, d: Description, code: str | None) -> float | None:
        """How well the words fit an office of the person; None when they do not.

        "The president" is no vice president, "the former minister" no minister, "the official" nobody who leads a
        state.
        """
        former = d.use is not None and d.use.match.has("former")
        if not d.countries and not self._complement_fits(p, d):
            return None
        best = max((x for r in p.roles if (x := self._fits_role(r, d, former, code)) is not None), default=None)
        if best is not None:
            return best
        if d.use is not None and not d.use.match.modifiers:
            held = [o for o in self._offices_of(p) if is_like(o.title, d.use.match.title, code)]
            if held and not former:
                return TOLD_BY_TABLE
        if former and d.title is not None and any(is_like(o.title, d.title, code) for o in offices.holders(p.name)):
            now = any(is_like(o.title, d.title, code) for o in self._offices_of(p))
            return TOLD_BY_TABLE if p.names and not now else None
        noun = d.nominal.noun
        if noun == "leader" and not former and any(leads_by_title(o.title) for o in self._offices_of(p)):
            return GENERAL
        if noun in ("diplomat", "official") and p.sector == "GOV" and not p.roles:
            return GENERAL
        if noun in p.nouns and (d.title is None or " " not in d.title.title):
            return EXACT
        if code is not None and self._country(p) == code and noun in word_list("general_people") and not p.roles:
            return GENERAL
        bare = code is None and not modifiers(self.document, d) and not self._told_which(d)
        return GENERAL if bare and _is_private(p, d) else None

    def _fits_role(self, role: RoleDraft, d: Description, former: bool, code: str | None) -> float | None:
        match, noun = role.match, d.nominal.noun
        held = match.title
        if held.rank == "honorific" or once(self.document.view, match, role.start) != former:
            return None
        if d.title is not None:
            if held == d.title or same_house(held, d.title):
                return EXACT
            if is_same_office(held, d.title, code):
                return SHORTER
            if is_shorter(d.title, match, d.use):
                return SHORTER
        if noun == "leader" and held.relation == "leads" and held.rank in LEADERS:
            return GENERAL
        if noun == "minister" and (d.title is None or " " not in d.title.title) and held.rank in MINISTERS:
            return GENERAL
        if noun == "diplomat" and word_list("of_first_rank") & set(self._words(d)):
            return EXACT if held.rank == "foreign_minister" else None  # "Chad's top diplomat"
        if noun in ("diplomat", "official") and held.rank in OFFICIALS:
            return GENERAL
        if d.title is None and noun in held.title.casefold().split():
            return EXACT
        return None

    def _words(self, d: Description) -> list[str]:
        return [t.text.casefold() for t in self.document.syntax[d.i : d.head]]

    def _told_which(self, d: Description) -> bool:
        """Whether the words behind a noun tell who is meant: "the man who won", "the man in the photograph"."""
        return any(c.i > d.head and c.dep_ in ("relcl", "acl", "prep") for c in self.document.syntax[d.head].children)

    def _complement_fits(self, p: ActorDraft, d: Description) -> bool:
        """Whether what stands behind a title is what the person's office is of: "the president of the board"."""
        tokens = self.document.syntax
        behind = d.use.j if d.use is not None else d.head + 1
        if behind >= d.j or tokens[behind].text.casefold() != "of":
            return True
        words = {t.text.casefold() for t in tokens[behind + 1 : d.j] if t.tag_ in CONTENT_WORDS}
        view = self.document.view
        told = " ".join(view[max(0, r.start - AROUND) : r.end + AROUND] for r in p.roles).casefold()
        return any(w in told for w in words)

    def _offices_of(self, p: ActorDraft) -> tuple[Office, ...]:
        """What the tables say that the person held on the day of the report."""
        return self._held.get(id(p), ())

    @cached_property
    def _held(self) -> dict[int, tuple[Office, ...]]:
        """The offices that the tables know of those whom the report names, by the draft's identity."""
        return {id(p): offices.holders(p.name, self.day) for p in self.cast.drafts if p.kind == "person" and p.names}

    def _over(self, p: ActorDraft, d: Description) -> bool:
        """Whether the tables know that the person had held the office, and no longer did."""
        if self.day is None or not p.names or (d.use is not None and d.use.match.has("former")):
            return False
        ever = offices.holders(p.name)
        return bool(ever) and all(o.until is not None and not o.holds(self.day) for o in ever)

    def _of_the_tables(self, d: Description, code: str | None, barred: set[int]) -> ActorDraft | None:
        """Whom of all that the report names the tables have in that office, if only one, named yet or not."""
        if d.title is None or d.use is None or d.use.match.modifiers:
            return None
        if code is None and d.title.rank not in LEADERS:
            return None
        wanted = d.title
        found = {
            id(p): p
            for p in self.cast.drafts
            for o in self._offices_of(p)
            if id(p) not in barred and is_like(o.title, wanted, code) and (code is None or o.of == code)
        }
        return next(iter(found.values())) if len(found) == 1 else None


def _worded_so(p: ActorDraft, d: Description) -> bool:
    """Whether the text itself calls somebody by that very title, who is meant before all whose office is only alike.

    Where a foreign minister is named, "the foreign minister" is no Secretary of State.
    """
    if d.title is None or d.title.rank not in word_list("offices_by_wording"):
        return False
    wanted = wording(d.title.title).replace("defense", "defence")
    return any(wording(r.match.title.title).replace("defense", "defence") == wanted for r in p.roles)


def _clash(d: Description, p: ActorDraft) -> bool:
    return d.title is not None and d.title.gender is not None and p.gender is not None and d.title.gender != p.gender


def _of_another(p: ActorDraft, owner: ActorDraft, code: str | None) -> bool:
    return p.country == code if code is not None else p.country is None or p.country != owner.country


def _is_private(p: ActorDraft, d: Description) -> bool:
    """Whether "the man" may take somebody up: a named person of that sex of whom no office is told."""
    if d.nominal.noun not in word_list("bare_people") or not p.names:
        return False
    if p.gender not in (None, "f" if d.nominal.noun == "woman" else "m"):
        return False
    public = (*OF_STATES, "IGO", "JRN", "PTY")
    return all(r.match.title.sector not in public and r.match.title.rank not in LEADERS for r in p.roles)


def of_a_state(d: Description) -> bool:
    """Whether the office is one of a state, so that "his" in "his foreign minister" tells the state."""
    return d.title is not None and d.title.sector in OF_STATES
