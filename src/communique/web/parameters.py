"""What an address asks for: the parts of a question, and the page of answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args
from urllib.parse import urlencode

import msgspec
from litestar import Request

from communique.errors import UsageError, printable
from communique.query.question import Question, parse_question
from communique.query.report_list import ReadState

__all__ = ["PAGE", "Listing", "asked", "listing", "page_number", "read_state", "with_query"]

PAGE = 50
"""Answers of a page."""
LISTED = ("act", "mode", "type")
WORDS = ("by", "to", "about", "anywhere", "country", "body", "since", "until", "source", "publisher", "count")


class Listing(msgspec.Struct, frozen=True):
    """Which page of how many answers is shown."""

    number: int
    shown: int
    total: int | None
    """None where nobody counted: then whether there is a next one is told by ``shown``."""
    path: str
    query: tuple[tuple[str, str], ...]
    size: int = PAGE

    @property
    def first(self) -> int:
        """The number of the first answer shown."""
        return (self.number - 1) * self.size + 1 if self.shown else 0

    @property
    def last(self) -> int:
        """The number of the last."""
        return (self.number - 1) * self.size + self.shown

    @property
    def previous(self) -> str | None:
        """The address of the page before."""
        return self._page(self.number - 1) if self.number > 1 else None

    @property
    def next(self) -> str | None:
        """The address of the page behind."""
        more = self.shown == self.size if self.total is None else self.last < self.total
        return self._page(self.number + 1) if more else None

    def _page(self, number: int) -> str:
        kept = [(k, v) for k, v in self.query if k != "page"] + ([("page", str(number))] if number > 1 else [])
        return f"{self.path}?{urlencode(kept)}" if kept else self.path


def asked(request: Request[Any, Any, Any], *, limit: int | None = PAGE, **fixed: str) -> Question:
    """The question of an address, a page of its answers; empty parts count for nothing.

    Raises:
        UsageError: a part makes no sense.
    """
    given = request.query_params
    parts: dict[str, Any] = {name: value for name in WORDS if (value := given.get(name, "").strip())}
    parts |= {name: words for name in LISTED if (words := [w for w in given.getall(name, []) if w])}
    if given.get("confidence", "").strip():
        parts["confidence"] = number(given, "confidence")
    if given.get("facts", "") in ("1", "true", "on"):
        parts["facts"] = True
    offset = (page_number(request) - 1) * limit if limit else 0
    return parse_question(**{**parts, **fixed}, limit=limit, offset=offset)


def number(given: Mapping[str, str], name: str) -> float:
    """A part of an address as a number.

    Raises:
        UsageError: it is none.
    """
    try:
        return float(given[name])
    except ValueError:
        raise UsageError(f"{name}: {printable(given[name])!r} is no number") from None


def page_number(request: Request[Any, Any, Any]) -> int:
    """The page that is asked for, from 1.

    Raises:
        UsageError: it is no number.
    """
    told = request.query_params.get("page", "1").strip() or "1"
    if not (told.isascii() and told.isdecimal()) or not 1 <= int(told[:12]) <= 10**9:
        raise UsageError(f"page: {printable(told)!r} is no page. Give a number from 1")
    return int(told)


def listing(request: Request[Any, Any, Any], shown: int, total: int | None = None, *, size: int = PAGE) -> Listing:
    """Where a page of answers stands among all."""
    query = tuple((k, v) for k, v in request.query_params.multi_items() if v)
    return Listing(page_number(request), shown, total, request.scope["path"], query, size)


def read_state(value: str | None) -> ReadState | None:
    """The state that an address names.

    Raises:
        UsageError: there is none called so.
    """
    if not value:
        return None
    if value not in get_args(ReadState):
        raise UsageError(f"there is no read state {printable(value)!r}. Use one of: {', '.join(get_args(ReadState))}")
    found: ReadState = msgspec.convert(value, ReadState)
    return found


def with_query(here: str, **changed: str | None) -> str:
    """An address with parts of its query changed, or left out where they are None; it begins at the first page."""
    from urllib.parse import parse_qsl, urlsplit

    parts = urlsplit(here)
    kept = [(k, v) for k, v in parse_qsl(parts.query) if k not in changed and k != "page"]
    kept += [(k, v) for k, v in changed.items() if v is not None]
    return f"{parts.path}?{urlencode(kept)}" if kept else parts.path
