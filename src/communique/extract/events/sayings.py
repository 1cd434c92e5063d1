"""Statements that are acts of their speakers though no verb of acting tells it: what such acts are made of."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from communique.extract.events.act import Act
from communique.extract.events.derive import Shape
from communique.extract.events.matching import Match
from communique.extract.events.modality import ModalityJudgement
from communique.extract.events.participants import Participant, ParticipantFinder
from communique.language import clauses
from communique.language.document import Document
from communique.language.tags import VERBS
from communique.language.tree import Token
from communique.model import Actor, Span, Statement


class Saying(msgspec.Struct, frozen=True):
    """A statement whose speaker is known and that is not denied."""

    statement: Statement
    speaker: Actor
    parent: Statement | None
    """The statement that it stands in."""

    def act(self, company: ParticipantFinder, match: Match, shape: Shape, word: str, at: Token, content: Span) -> Act:
        """What the speaker does to the recipients of a match by saying a word, which is a token of the content."""
        source = self.statement.source or self.statement.cue or content
        speakers = self._together(company) or [Participant(self.speaker, source, at.i)]
        judged = ModalityJudgement("actual", word)
        return Act(match, judged, shape, speakers, match.recipients, self.parent, self.statement)

    def _together(self, company: ParticipantFinder) -> list[Participant]:
        """Those who say it together, if they are several: "[Roe and Doe] agreed that Peru must leave"."""
        cue = self.statement.cue
        verb = next((t for t in company.document.tokens_in(cue) if t.tag_ in VERBS), None) if cue is not None else None
        subject = clauses.logical_subject(verb) if verb is not None else None
        people = company.named(subject) if subject is not None else []
        return people if len(people) > 1 and any(p.actor.id == self.speaker.id for p in people) else []


def sayings(document: Document) -> Iterator[Saying]:
    """The statements of a document that may be acts of their speakers, in text order."""
    by_id = {s.id: s for s in reversed(document.statements)}
    for s in document.statements:
        speaker = document.actor(s.speaker)
        if speaker is not None and s.polarity != "negated":
            yield Saying(s, speaker, by_id.get(s.parent or ""))
