"""Time expressions."""

from __future__ import annotations

from typing import Literal

import msgspec

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]


class Time(msgspec.Struct, frozen=True):
    """One time expression, resolved against the report's date where it needs one."""

    start: int
    """First character of the expression."""
    end: int
    """The character behind its last."""
    type: TimeType
    """TIMEX3 type."""
    value: str
    """TIMEX3 value: ``2013-04-17``, ``2013-W15``, ``P2Y``, ``XXXX-WXX-5``, ``PAST_REF``."""
    confidence: float = 0.5
