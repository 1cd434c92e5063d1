"""Statements: who said what, of whom and to whom."""

from __future__ import annotations

from typing import Literal

import msgspec

from communique.model.span import Span

Mode = Literal["direct", "indirect", "mixed", "reported", "free"]
Act = Literal[
    "say", "deny", "warn", "threaten", "promise", "demand", "urge", "propose", "ask", "agree", "reject", "accuse",
    "praise", "condemn", "hope", "fear", "concern", "doubt", "predict", "announce", "welcome", "regret", "reaffirm",
    "decline", "other",
]  # fmt: skip
Attitude = Literal["communication", "belief", "intention", "evaluation", "perception", "commitment"]
Polarity = Literal["affirmed", "negated"]
Factuality = Literal["actual", "planned", "conditional"]


class Statement(msgspec.Struct, frozen=True):
    """Who said what."""

    id: str
    content: tuple[Span, ...]
    """What was said, without its outer quotation marks; in parts when it is interrupted."""
    evidence: tuple[Span, ...]
    """Source, cue and content, part by part."""
    speaker: str | None = None
    """Id of the actor who speaks; null where the text does not tell."""
    speaks_for: str | None = None
    """The state or body for which the speaker speaks, when role and words say so."""
    via: str | None = None
    """The outlet that the report has it from: "said, according to the agency"; null if the report itself heard it."""
    source: Span | None = None
    """The words that name the speaker there."""
    cue: Span | None = None
    """The attributing words: "said", "expressed doubts over", "according to"."""
    mode: Mode = "indirect"
    """Computed from the characters: direct = every word of the content inside quotation marks, mixed = some,
    indirect = a clause without marks, reported = a noun phrase ("slammed the group"), free = no cue."""
    act: Act = "say"
    """What the speaker does with the words; it follows the cue, not the content."""
    attitude: Attitude = "communication"
    """The class of the cue: said, believed, intended, judged, perceived or pledged."""
    addressee: str | None = None
    """Id of the actor who is spoken to."""
    topic: Span | None = None
    """What it is about, where the text names that."""
    date: str | None = None
    """When it was said or made public, ISO 8601, where the text tells it ("said on Monday")."""
    polarity: Polarity = "affirmed"
    """"did not say" is negated."""
    factuality: Factuality = "actual"
    """"will say" is planned, "would say" conditional."""
    parent: str | None = None
    """The statement inside which this one is told ("said Russia hopes ...")."""
    statement: str | None = None
    """The same as ``parent``: every fact names the statement that it is told in."""
    confidence: float = 0.5
    extractor: str = ""
