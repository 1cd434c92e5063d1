"""What a cue may tell and whose it may be: the parts of an attribution before anybody decides whether it is one."""

from __future__ import annotations

from typing import Literal, NamedTuple

from communique.knowledge.cues import Cue, CueFrame, Shape
from communique.language.document import Attribution
from communique.language.tree import Token
from communique.model import Span

Way = Literal["own", "inherited", "agent", "owner", "of", "adjective", "subject", "outer"]
"""How a cue comes by who says it: its own subject or one of a clause above, the agent of a passive, a possessive, what
follows "of", an adjective or noun before it, the subject of the verb whose object it is, or whoever is quoted."""
Cut = Literal["parse", "long", "short", "joint", "whole"]
"""Where a content ends: as the parse has it, with what stands right behind it, without a reason that is given, before
another thing that is said, or with the sentence."""


class Source(NamedTuple):
    """Who may say it: the words, the word that heads them, and how the cue comes by them."""

    span: Span
    head: Token | None
    way: Way


class ContentOption(NamedTuple):
    """What a cue may tell: its shape and frame (None where the lexicon has none), the words, the cue's last word."""

    shape: Shape
    frame: CueFrame | None
    content: Span
    last: Token


class NestedCandidate(NamedTuple):
    """An attribution that the lexicon and the tree allow inside others' words."""

    cue: Cue
    token: Token
    """The cue's word."""
    source: Source
    told: ContentOption
    cut: Cut
    outer: Attribution
    part: Span
    """The stretch of the outer content in which it stands."""
    attribution: Attribution


def told(
    cue: Cue, shape: Shape, content: Span | None, last: Token, preposition: str | None = None
) -> list[ContentOption]:
    """What a cue tells in a shape, if there are words for it; a list of one or none."""
    return [ContentOption(shape, cue.frame(shape, preposition), content, last)] if content is not None else []
