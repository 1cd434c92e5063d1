"""Text and values in XML: no character that XML forbids, every attribute one type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from communique.export.safe import one_line

__all__ = ["attribute_types", "element_text", "value_text"]


def attribute_types(rows: Sequence[dict[str, Any]]) -> dict[str, type]:
    """Each column's type: text unless all values are numbers; whole numbers and others together are numbers."""
    found: dict[str, type] = {}
    for row in rows:
        for name, value in row.items():
            if value is None:
                found.setdefault(name, str)
                continue
            kind = type(value) if type(value) in (bool, int, float) else str
            before = found.get(name)
            if before is None or before is kind:
                found[name] = kind
            elif {before, kind} == {int, float}:
                found[name] = float
            else:
                found[name] = str
    return found


def element_text(text: str, *, raw: bool = False) -> str:
    """A text on one line, with pictures for control characters; escaped for an element's content unless ``raw``."""
    plain = one_line(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    return plain if raw else escape(plain)


def value_text(value: Any) -> str:
    """A value as XML Schema writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value)
    return element_text(str(value))
