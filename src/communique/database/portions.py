"""What is asked of a database some at a time: keys in one ``IN (...)``, rows held together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

__all__ = ["KEYS", "portions"]

T = TypeVar("T")
KEYS = 400
"""Values in one ``IN (...)``: SQLite allows 999 parameters in its older builds."""


def portions(listed: Sequence[T], size: int = KEYS) -> Iterator[Sequence[T]]:
    """What is listed, ``size`` at a time, in its order."""
    return (listed[at : at + size] for at in range(0, len(listed), size))
