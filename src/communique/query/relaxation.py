"""Why a question has no answer: the conditions without which there would be one."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import msgspec

from communique.query.question import Question

__all__ = ["blocking_conditions", "narrowing_conditions"]

OTHERWISE: dict[str, Any] = {"confidence": 0.0, "act": (), "mode": (), "type": (), "facts": False}
"""Conditions that are not None where they do not narrow."""
CONDITIONS = (
    "about", "anywhere", "by", "to", "body", "country", "act", "mode", "since", "until", "source", "publisher",
    "confidence", "type", "facts",
)  # fmt: skip


def narrowing_conditions(question: Question) -> list[str]:
    """The conditions of a question that narrow, by their names."""
    return [name for name in CONDITIONS if getattr(question, name) != OTHERWISE.get(name)]


def blocking_conditions(question: Question, finds: Callable[[Question], bool], keep: Collection[str] = ()) -> list[str]:
    """Those conditions of a question, but for those to ``keep``, without which alone ``finds`` finds something."""
    return [
        name
        for name in narrowing_conditions(question)
        if name not in keep and finds(msgspec.structs.replace(question, **{name: OTHERWISE.get(name)}, limit=1))
    ]
