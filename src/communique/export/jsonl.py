"""JSON Lines: one record, or one answer, a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from communique.model import Record

__all__ = ["answers", "records"]


def records(found: Iterable[Record]) -> Iterator[str]:
    """Records, a line each; actors of a store have their ``entity``."""
    for record in found:
        yield record.to_json() + "\n"


def answers(found: Iterable[Any]) -> Iterator[str]:
    """Answers of any kind (structs), a line each, their citations nested."""
    encode = msgspec.json.Encoder().encode
    for answer in found:
        yield encode(answer).decode() + "\n"
