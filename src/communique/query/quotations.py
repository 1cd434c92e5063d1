"""One quotation in several papers: the same words of one speaker, quoted at some length, are one whatever the story.

Within a story any wording counts once. Across stories only words in quotation marks do, long enough that two papers do
not use them by chance: two that tell in their own words that "the minister welcomed the talks" tell it twice.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select

from communique.database import schema as t
from communique.query.question import Counting

__all__ = ["quoted", "repeated"]

LEAST = 40
"""Characters of a quotation from which it is the same wherever it is printed; some seven words."""


def quoted() -> ColumnElement[bool]:
    """Whether a statement (with its row of ``manners``) has words of the speaker's own that tell it from all others."""
    s, w = t.statements.c, t.manners.c
    return and_(w.mode == "direct", s.content_end - s.content_start >= LEAST)


def speaker() -> ColumnElement[int]:
    """Who a statement's speaker is in the whole store; what is below nought is known in its own report alone."""
    s, i, e = t.statements.c, t.identities.alias().c, t.entities.alias().c
    known = select(func.coalesce(e.same_as, e.key)).where(i.finding == s.speaker, e.key == i.entity)
    return func.coalesce(known.correlate(t.statements).scalar_subquery(), -func.coalesce(s.speaker, s.key))


def repeated(count: Counting) -> tuple[ColumnElement[Any], ...]:
    """What statements have in common that are shown once, as three or fewer columns; they need ``texts``,
    ``reports`` and ``manners`` beside ``statements``."""
    s, x = t.statements.c, t.texts.c
    match count:
        case "printings":
            return s.key, t.reports.c.key
        case "texts":
            return (s.key,)
        case "stories":
            own = quoted()
            story = case((own, 0), else_=func.coalesce(x.story, x.key))
            return story, s.wording, case((own, speaker()), else_=0)
