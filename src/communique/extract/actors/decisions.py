"""How it was decided whom a pronoun or a description means: kept where somebody asks for it, as ``explain`` does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from communique.extract.actors.drafts import ActorDraft


class Contender(NamedTuple):
    """One who may be meant, or nobody (None), with his score."""

    draft: ActorDraft | None
    score: float
    """Points; where they are of a logit, their exponentials are in the proportion of the chances."""
    why: Mapping[str, float] = {}
    """Points by what speaks for him, by the feature's name."""


class ReferenceChoice(NamedTuple):
    """Whom the words from ``start`` to ``end`` (code points) mean, and who else was considered."""

    start: int
    end: int
    chosen: ActorDraft | None
    considered: tuple[Contender, ...]
    rule: str | None = None
    """The rule that says so, where one does."""
    ruled: ActorDraft | None = None
    """Whom the rules chose before all were weighed."""
    weighed: bool = True
    """Whether the scores are those of a logit, so that they tell chances."""
