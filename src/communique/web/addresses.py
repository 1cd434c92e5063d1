"""The addresses of things: what a template links to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlencode

from communique.query.answers import Citation

__all__ = ["actor_page", "facts_page", "issue_page", "report_page", "words_page"]

SHORT = 16
"""Digits of a report's id in addresses: as many as tell reports apart, and still readable."""


def report_page(report: str) -> str:
    """A report."""
    return f"/reports/{quote(report[:SHORT], safe='')}"


def words_page(citation: Citation, fact: str | None = None) -> str:
    """The words that a citation cites, in their report, with the fact beside them."""
    place = f"c={citation.start}-{citation.end}" if citation.end > citation.start else ""
    told = "&".join(part for part in (f"fact={quote(fact, safe='')}" if fact else "", place) if part)
    return report_page(citation.report) + (f"#{told}" if told else "")


def actor_page(entity: str) -> str:
    """An actor."""
    return f"/actors/{quote(entity, safe='')}"


def issue_page(entity: str) -> str:
    """An issue."""
    return f"/issues/{quote(entity, safe='')}"


def facts_page(kind: str, **asked: Any) -> str:
    """The facts of a kind that a question means; parts that are None are left out."""
    parts: list[tuple[str, str]] = []
    for name, value in asked.items():
        several = isinstance(value, Iterable) and not isinstance(value, str)
        parts += [(name, str(one)) for one in (value if several else [value]) if one is not None and one != ""]
    return f"/facts/{quote(kind, safe='')}" + (f"?{urlencode(parts)}" if parts else "")
