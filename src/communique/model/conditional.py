"""Conditionals: what is predicted, threatened or promised if what happens."""

from __future__ import annotations

from typing import Literal

import msgspec

from communique.model.span import Span


class Conditional(msgspec.Struct, frozen=True):
    """A condition and its consequence."""

    id: str
    condition: Span
    """"if military intervention takes place"."""
    consequence: Span
    """What would follow: "the tragedy will continue"."""
    kind: Literal["prediction", "threat", "promise", "counterfactual"]
    """A threat is the speaker's own act against another, a promise one for him."""
    evidence: tuple[Span, ...]
    speaker: str | None = None
    """Id of the actor who says so."""
    statement: str | None = None
    confidence: float = 0.5
    extractor: str = ""
