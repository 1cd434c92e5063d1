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
    speaker: str | None = None
    speaks_for: str | None = None
    """The state or body for which the speaker speaks, when role and words say so."""
    via: str | None = None
    """The paper or agency that cites the speaker."""
    source: Span | None = None
    """The words that name the speaker there."""
    cue: Span | None = None
    """The attributing words: "said", "expressed doubts over", "according to"."""
    mode: Mode = "indirect"
    """Computed from the characters: direct = every word of the content inside quotation marks, mixed = some,
    indirect = a clause without marks, reported = a noun phrase ("slammed the group"), free = no cue."""
    act: Act = "say"
    attitude: Attitude = "communication"
    addressee: str | None = None
    topic: Span | None = None
    date: str | None = None
    polarity: Polarity = "affirmed"
    factuality: Factuality = "actual"
    parent: str | None = None
    """The statement inside which this one is told ("said Russia hopes ...")."""
    statement: str | None = None
    """The same as ``parent``: every fact names the statement that it is told in."""
    confidence: float = 0.5
    extractor: str = ""
