"""The positions that changes of the codebook affect, as answers with their citations."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection

from communique.query.answers import ActorLabel, Citation
from communique.query.concepts import flagged
from communique.query.issues import positions
from communique.query.question import Question

__all__ = ["FlaggedAnswer", "flagged_answers"]


class FlaggedAnswer(msgspec.Struct, frozen=True):
    """A position that waits to be looked at again, since the codebook was changed."""

    fact: str
    date: str | None
    who: ActorLabel | None
    stance: str
    before: str
    """What it was coded as."""
    after: str
    """What it is coded as now."""
    why: str
    version: str
    """Of the codebook that changed it."""
    words: str
    citation: Citation

    def flat(self) -> dict[str, Any]:
        """Its columns in a table."""
        moved = f"{self.before} → {self.after}" if self.before != self.after else self.after
        return {
            "fact": self.fact, "on": self.date, "who": self.who.name if self.who else None, "stance": self.stance,
            "label": f"{self.stance} {moved} ({self.why}; {self.fact})", "before": self.before, "after": self.after,
            "why": self.why, "version": self.version, "words": self.words, **self.citation.flat(),
        }  # fmt: skip


def flagged_answers(connection: Connection) -> list[FlaggedAnswer]:
    """The positions that changes affect and that nobody has judged since, by their dates, undated ones last."""
    found = {one.fact: one for one in flagged(connection)}
    if not found:
        return []
    return [
        FlaggedAnswer(
            one.id, one.date, one.who, one.stance, flag.before, flag.after, flag.why, flag.version, one.words,
            one.citation,
        )
        for one in positions(connection, Question())
        if (flag := found.get(one.id)) is not None
    ]  # fmt: skip
