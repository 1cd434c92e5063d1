"""What brief and page tell of a fact, by its kind's row in :mod:`communique.model.kinds`: pieces to lay out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from communique.export.wording import ActorNames, date_words, period_words
from communique.model import Kind, Span
from communique.model.kinds import Part

__all__ = ["Caption", "Piece", "caption"]


class Piece(msgspec.Struct, frozen=True):
    """One part of a fact in words."""

    words: str
    part: Part
    actors: tuple[str, ...] = ()
    """The ids of those whom the words name."""


class Caption(msgspec.Struct, frozen=True):
    """A fact in words."""

    label: str
    """What it is: "held", "at_odds"."""
    negated: bool
    pieces: tuple[Piece, ...]
    notes: tuple[Piece, ...]

    @property
    def words(self) -> str:
        """The label as people read it: "not at odds"."""
        return "not " * self.negated + self.label.replace("_", " ")


def caption(kind: Kind, fact: Any, names: ActorNames) -> Caption:
    """A fact of a kind in words; parts for which it has none are left out.

    Args:
        kind: the row of the fact's kind.
        fact: of the kind's struct.
        names: the actors of the fact's record.
    """
    label = _value(fact, kind.label) or kind.unlabelled
    negated = getattr(fact, "polarity", None) == "negated"
    return Caption(
        label, negated, tuple(_pieces(kind, fact, kind.caption, names)), tuple(_pieces(kind, fact, kind.notes, names))
    )


def _pieces(kind: Kind, fact: Any, parts: Iterable[Part], names: ActorNames) -> Iterator[Piece]:
    for part in parts:
        field = part.field if _value(fact, part.field) or not part.instead else part.instead
        value = _value(fact, field)
        actors = _actors(kind, field, value)
        words = _words(kind, part, fact, field, names) or part.otherwise
        if words and value != (part.untold or None):
            yield Piece(part.before + words, part, actors)


def _words(kind: Kind, part: Part, fact: Any, field: str, names: ActorNames) -> str:
    value = _value(fact, field)
    if actors := _actors(kind, field, value):
        return names.names(actors)
    if part.until:
        return period_words(value, _value(fact, part.until))
    if isinstance(value, Span):
        return _turned(value, names.record.report.text, part.turned_by) + value.of(names.record.report.text)
    return date_words(value) if field in kind.dates else str(value or "")


def _actors(kind: Kind, field: str, value: Any) -> tuple[str, ...]:
    """The actors whom a field names."""
    if field in kind.actors:
        return (value,) if value else ()
    return tuple(value) if field in dict(kind.parties) else ()


def _value(fact: Any, path: str) -> Any:
    """A field of a fact, or of a struct in it; None where that struct is missing."""
    for name in path.split("."):
        fact = getattr(fact, name, None)
    return fact


def _turned(span: Span, text: str, word: str) -> str:
    """The word that turns a span round, with a blank, where it stands right before it: "unless "."""
    return f"{word} " if word and text[: span.start].rstrip().casefold().endswith(word) else ""
