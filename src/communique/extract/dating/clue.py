"""One piece of evidence for the day on which a text was written."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from communique.extract.dating import posterior
from communique.model import Span


class Clue(NamedTuple):
    """One piece of evidence."""

    kind: str
    """day, month, year, yearless, weekday, dateline, office, contest, landmark, elapsed or holiday."""
    span: Span | None
    """Where the text gives it; None for the title."""
    logs: Callable[[], posterior.Array]
    """Logarithm of how likely each day is, given this alone."""
    reason: str
    """For people."""
    weight: float = 1.0
    words: str = ""
