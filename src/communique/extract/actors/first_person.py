"""Who "I" and "we" are: in a quotation its speaker, or the state or body for which he speaks; else who issues the text.

Of "we" a conditional logit weighs whom these rules choose against all others whom it may mean
(:mod:`~communique.extract.actors.first_person_options`); the rules' choice stands unless another is clearly likelier.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from communique.extract.actors.clustering import ActorDrafts, day_of
from communique.extract.actors.decisions import Contender, ReferenceChoice
from communique.extract.actors.discourse import Discourse
from communique.extract.actors.drafts import ActorDraft
from communique.extract.actors.first_person_options import (
    FOR_A_STATE,
    Earlier,
    Issuing,
    Ourselves,
    Referent,
    Words,
)
from communique.extract.actors.nominal_coreference import NominalResolver
from communique.extract.actors.pronoun_coreference import points, score
from communique.extract.actors.pronouns import PRONOUNS, Pronoun
from communique.extract.actors.taken_together import MOST_TOGETHER
from communique.extract.issuers import Issuer, issuing_person, issuing_state
from communique.extract.states_in_phrases import states_in
from communique.knowledge import offices
from communique.knowledge.word_lists import word_list
from communique.language.document import Document
from communique.language.tags import PERSONAL_PRONOUNS
from communique.language.tree import Token

OPENING_SENTENCES = 3  # in which those who issue a text say who they are
GOES_ON = 4  # sentences behind a speaker's words in which a quotation without a source of its own is still his
LEAD, LEAD_OF_NOBODY = math.log(4), math.log(6)
"""By how much the score of another, and of nobody, must be above that of whom the rules choose; by reports left out."""
ISSUED = ("communique", "readout")
"""Genres in which "we" outside quotations are who issues the text, whatever else is likely."""


class FirstPerson:
    """Gives the pronouns of the first person their actors, when those of the third have theirs.

    ``owned``: whom a description with a possessive pronoun means, by the pronoun's token.
    """

    def __init__(
        self,
        document: Document,
        cast: ActorDrafts,
        discourse: Discourse,
        describer: NominalResolver,
        owned: Mapping[int, ActorDraft],
    ) -> None:
        self.document = document
        self.cast = cast
        self.tokens = document.syntax
        self.discourse = discourse
        self.describer = describer
        self.owned = owned
        self.before: list[Earlier] = []

    def walk(self) -> None:
        """Give them, in text order."""
        code = issuing_state(self.document)
        ourselves = self._who_we_are()
        office = self.cast.state(code) if code is not None and ourselves is None else None
        person = issuing_person(self.document, day_of(self.document))
        himself = self._issuer(person) if person is not None else None
        issuers = office or (self.speaks_for(himself) if himself is not None else ourselves or self._issuers())
        issuing = Issuing(office, issuers, himself)
        options: Ourselves | None = None
        speaking: dict[int, list[int]] = {}
        for n, a in enumerate(self.document.attributions):
            for s in a.source:
                speaking.setdefault(s.start, []).append(n)
        for token, word in zip(self.tokens, self.document.folded, strict=True):
            p = PRONOUNS.get(word)
            if p is None or p.person != 1 or token.tag_ not in PERSONAL_PRONOUNS or (token.text == "US"):
                continue
            draft = (self._both(token, p, issuing) if p.possessive else None) or self._ruled(token, p, issuing)
            if p.plural:
                options = options or Ourselves(self.discourse, self.cast, issuing)
                draft = self.weighed(token, draft, options)
            if draft is not None and (p.plural or draft.kind == "person"):
                draft.mention(token.idx, token.idx + len(token.text), "pronoun", token.i, token.i + 1)
                self._owns(token, draft)
                for number in speaking.get(token.idx, ()):
                    self.discourse.speakers.setdefault(number, draft)  # "We have never refused", inside his words

    def weighed(self, token: Token, ruled: ActorDraft | None, options: Ourselves) -> ActorDraft | None:
        """Whom "we" means: whom the rules choose, unless another, or nobody, is clearly likelier."""
        words = self.words(token)
        found, nobody = self.options(token, words, ruled, options)
        family = PRONOUNS[token.text.casefold()].family
        scores: list[tuple[float, ActorDraft | None]] = [(score(nobody, family), None)]
        scores += [(score(o.features, family), o.draft) for o in found]
        of_ruled = next(s for s, x in scores if x is ruled)
        best, chosen = max(scores, key=lambda s: s[0])
        lead = LEAD if chosen is not None else LEAD_OF_NOBODY
        issued = ruled is not None and words.quotation is None and self.document.report.genre in ISSUED
        draft = chosen if best >= of_ruled + lead and not issued else ruled
        self.before.append(Earlier(draft, words.speaker, words.quotation))
        if self.discourse.decisions is not None:
            told = {id(o.draft): points(o.features, family) for o in found}
            among = tuple(Contender(x, s, told.get(id(x), {})) for s, x in scores)
            end = token.idx + len(token.text)
            self.discourse.decisions.append(ReferenceChoice(token.idx, end, draft, among, "speaker", ruled))
        return draft

    def options(
        self, token: Token, words: Words, ruled: ActorDraft | None, options: Ourselves
    ) -> tuple[list[Referent], dict[str, float]]:
        """Whom a "we" may mean, with features, and the features of nobody."""
        by = words.speaker
        spoken_for = self.speaks_for(by) if by is not None and by.kind == "person" else None
        return options.options(token, words, ruled, spoken_for, self.before)

    def words(self, token: Token) -> Words:
        """In whose words a token stands."""
        d, at = self.discourse, token.idx
        around = sorted(d.contents_at(at))
        numbers = list(dict.fromkeys(number for _, number in around))
        quotation = self.document.quotation_number(at)
        speaker = d.speakers.get(numbers[0]) if numbers else None
        if speaker is None and quotation is not None and not numbers:
            speaker = self._quoted_nearby(token)
        outer = [d.speakers[n] for n in numbers[1:] if n in d.speakers and d.speakers[n] is not speaker]
        return Words(speaker, outer, bool(numbers), quotation)

    def _both(self, token: Token, p: Pronoun, issuing: Issuing) -> ActorDraft | None:
        """ "Our alliance", "our shared goals" in the read-out of a meeting: what both who met have between them."""
        words = {token.head.text.casefold(), *(c.text.casefold() for c in token.head.children)}
        office = issuing.office
        if not p.plural or office is None or office.country is None or not words & word_list("of_both"):
            return None
        if self.document.report.genre != "readout" or self.document.in_quotation(token.idx):
            return None
        return self.describer.together.ours(self.document.sentence_number(token.idx), office.country)

    def _ruled(self, token: Token, p: Pronoun, issuing: Issuing) -> ActorDraft | None:
        """Whom the rules choose."""
        office, issuers, himself = issuing
        inside = self.discourse.attribution_at(token.idx)
        quoted = self.document.in_quotation(token.idx)
        speaker = self.discourse.speakers.get(inside[0]) if inside is not None else None
        if inside is not None and not quoted and self.document.report.genre in ISSUED:
            speaker = office or speaker or issuers  # indirect speech keeps the writer's "we"
        if not p.plural and not quoted and himself is not None:
            speaker = himself
        if speaker is None and inside is None and not quoted:
            speaker = issuers
        if speaker is None and inside is None and quoted:
            speaker = self._quoted_nearby(token)
        if speaker is None:
            return None
        return self.speaks_for(speaker) if p.plural else speaker

    def _issuer(self, issuer: Issuer) -> ActorDraft:
        """The person who issues the report, made when the text does not name him."""
        surname = issuer.name.split()[-1].casefold()
        known = [d for d in self.cast.drafts if d.kind == "person" and d.name.split()[-1].casefold() == surname]
        if len(known) == 1:
            (draft,) = known
            if draft.country is None:
                draft.country, draft.sector = issuer.country, draft.sector or issuer.sector
            return draft
        return self.cast.add(
            ActorDraft("person", issuer.name, issuer.country, issuer.sector if issuer.country else None)
        )

    def _owns(self, token: Token, speaker: ActorDraft) -> None:
        """ "Our diplomats", "my government" are those of the speaker's state, told only once he is known."""
        owned = self.owned.get(token.i)
        if owned is not None and owned.country is None and speaker.country is not None:
            owned.country = speaker.country

    def _quoted_nearby(self, token: Token) -> ActorDraft | None:
        """Who speaks a quotation that no attribution holds: the speaker of the words before it, or just behind it."""
        here = self.document.sentence_number(token.idx)
        near: list[tuple[int, int, ActorDraft]] = []
        for number, a in enumerate(self.document.attributions):
            speaker = self.discourse.speakers.get(number)
            if speaker is None or not a.content:
                continue
            first, last = a.content[0].start, a.content[-1].end
            gap = here - self.document.sentence_number(max(last - 1, 0))
            if last <= token.idx and gap <= GOES_ON:
                near.append((gap, -last, speaker))
            elif first > token.idx and (gap := self.document.sentence_number(first) - here) <= 1:
                near.append((gap + GOES_ON, first, speaker))
        return min(near, default=(0, 0, None), key=lambda x: x[:2])[2]

    def speaks_for(self, speaker: ActorDraft) -> ActorDraft:
        """Whom "we" means in somebody's mouth: the state or body whose office he holds, else himself."""
        if speaker.kind != "person":
            return speaker
        for role in speaker.roles:
            if role.of is not None:
                own = role.of.kind == "organization" and role.of.sector in FOR_A_STATE and role.of.country
                return self.cast.state(own) if own else role.of  # a ministry's spokesman speaks for his state
        if speaker.country and (
            speaker.sector in FOR_A_STATE
            or (speaker.sector is None and any(h.of == speaker.country for h in offices.holders(speaker.name)))
        ):  # Kerry is known, if no words tell his office
            return self.cast.state(speaker.country)
        return speaker

    def _issuers(self) -> ActorDraft | None:
        """Who speaks through a communiqué: the group of states or bodies that its first sentence names."""
        if self.document.report.genre not in ISSUED:
            return None
        if self.document.report.genre == "readout":  # one ministry's page: whoever is named first
            kinds = ("state", "organization")
            return next((s.draft for s in self.discourse.seen if s.sentence <= 2 and s.draft.kind in kinds), None)
        for s in self.discourse.seen:
            if s.sentence <= 1 and s.role == "subject" and s.draft.plural and s.form in ("nominal", "name"):
                return s.draft
        first = [
            s.draft
            for s in self.discourse.seen
            if s.sentence <= 1 and s.draft.kind in ("state", "organization", "group") and not s.draft.members
        ]
        members = self._of_the_title() or list(dict.fromkeys(first))
        if len(members) == 1:
            return members[0]
        return self.describer.together.group(members) if 0 < len(members) <= MOST_TOGETHER else None

    def _who_we_are(self) -> ActorDraft | None:
        """Who says so: "We, [the leaders of the Group of Seven], met"."""
        for sentence in self.document.sentences[:OPENING_SENTENCES]:
            tokens = self.document.tokens_in(sentence)
            words = [t.text.casefold() for t in tokens]
            at = next((k for k in range(len(words) - 2) if words[k : k + 2] == ["we", ","]), None)
            if at is None:
                continue
            first = tokens[at].i + 2
            end = next((k for k, w in enumerate(words[at + 2 :], first) if w in (",", ";")), first)
            inside = [s for s in self.discourse.seen if first <= s.i < end and s.form != "pronoun"]
            return inside[0].draft if inside else None
        return None

    def _of_the_title(self) -> list[ActorDraft]:
        """The states of the title of what they issue together: "United States-Colombia Joint Statement"."""
        title = self.document.report.title or ""
        if not word_list("issued_together").intersection(title.casefold().split()):
            return []
        codes = sorted(states_in(title))
        return [self.cast.state(code) for code in codes] if len(codes) > 1 else []
