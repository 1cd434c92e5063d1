"""Statements that are acts of their speakers though no verb of acting tells it: what such acts are made of."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from communique.extract.events.act import Act
from communique.extract.events.derive import Shape
from communique.extract.events.matching import Match
from communique.extract.events.modality import ModalityJudgement
from communique.extract.events.participants import Participant
from communique.language.document import Document
from communique.language.tree import Token
from communique.model import Actor, Span, Statement


class Saying(msgspec.Struct, frozen=True):
    """A statement whose speaker is known and that is not denied."""

    statement: Statement
    speaker: Actor
    parent: Statement | None
    """The statement that it stands in."""

    def act(self, match: Match, shape: Shape, word: str, at: Token, content: Span) -> Act:
        """What the speaker does to the recipients of a match by saying a word, which is a token of the content."""
        source = self.statement.source or self.statement.cue or content
        speaker = Participant(self.speaker, source, at.i)
        judged = ModalityJudgement("actual", word)
        return Act(match, judged, shape, [speaker], match.recipients, self.parent, self.statement)


def sayings(document: Document) -> Iterator[Saying]:
    """The statements of a document that may be acts of their speakers, in text order."""
    by_id = {s.id: s for s in reversed(document.statements)}
    for s in document.statements:
        speaker = document.actor(s.speaker)
        if speaker is not None and s.polarity != "negated":
            yield Saying(s, speaker, by_id.get(s.parent or ""))
