"""A fact as a coder sees it: what the machine says of it, and its words in their sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from communique.export.safe import one_line
from communique.model import Span, hull, kind_of
from communique.query.sentence_bounds import sentence_around
from communique.review.facts import FactView
from communique.review.fields import fields_of, saw
from communique.review.verdicts import Verdict

__all__ = ["fact_lines", "said_of", "value_words", "verdict_line"]

OPEN, CLOSE = "[[", "]]"
"""Around the words of a fact."""
FARTHEST = 600
"""Characters of the sentence around a fact that are shown."""


def fact_lines(view: FactView) -> Iterator[str]:
    """The lines that show a fact: its kind, how sure the machine is, its fields, its words in their sentence."""
    report = view.record.report
    sure = "added by a coder" if view.added else f"{view.fact.confidence:.2f} sure"
    date = report.published.value or "undated"
    place = one_line(" ".join(part for part in (report.publisher, report.title) if part) or report.source)
    yield f"{kind_of(view.kind).singular} {view.fact.id}, {sure}; {place}, {date}, {report.id[:12]}"
    yield "  " + "  ".join(f"{name}={one_line(words)}" for name, words in said_of(view))
    yield "  " + sentence_line(view)


def said_of(view: FactView) -> Iterator[tuple[str, str]]:
    """What a fact says, field by field as coders name them."""
    kept = saw(view.record, view.kind, view.fact)
    for field in fields_of(view.kind):
        if field.name != "span":
            value = kept[field.field]
            if field.sort == "span" and value is not None:
                yield field.name, Span(*value).of(view.record.report.text)
            else:
                yield field.name, value_words(value)


def value_words(value: Any) -> str:
    """What the log keeps of a field, in words."""
    if isinstance(value, dict):
        return str(value.get("name") or value.get("label"))
    if isinstance(value, list) and len(value) == 2 and all(isinstance(one, int) for one in value):
        return f"{value[0]}-{value[1]}"
    return "; ".join(map(value_words, value)) or "none" if isinstance(value, list) else str(value or "none")


def sentence_line(view: FactView) -> str:
    """The sentence around a fact, its words in brackets."""
    text = view.record.report.text
    whole = hull(view.spans)
    start, end = sentence_around(text, whole.start, whole.end)
    start, end = max(start, whole.start - FARTHEST), min(end, whole.end + FARTHEST)
    marks = sorted([*((s.start, OPEN) for s in view.spans), *((s.end, CLOSE) for s in view.spans)], reverse=True)
    shown = text[start:end]
    for at, mark in marks:
        shown = shown[: at - start] + mark + shown[at - start :]
    return one_line(shown)


def verdict_line(verdict: Verdict) -> str:
    """What coders have judged of a fact: "Ana: accept; Ben: correct speaker=Ravi Menon"."""
    told = []
    for j in (*verdict.votes, *verdict.remarks):
        put = " ".join(f"{field}={value_words(value)}" for field, value in (j.what.get("set") or {}).items())
        note = f" ({j.note})" if j.note else ""
        told.append(f"{j.by}: {j.kind}{' ' * bool(put)}{put}{note}")
    return one_line("; ".join(told))
