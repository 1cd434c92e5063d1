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
    kind: Literal["prediction", "threat", "promise", "counterfactual"]
    evidence: tuple[Span, ...]
    speaker: str | None = None
    statement: str | None = None
    confidence: float = 0.5
    extractor: str = ""
