"""What the pages of review share: who judges, which queue an address means, and a fact as one judges it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import quote, unquote, urlencode

import msgspec
from litestar import Request
from litestar.datastructures import Cookie
from markupsafe import Markup

from communique.desk import Desk
from communique.errors import UsageError, printable
from communique.export.review_item import said_of, value_words
from communique.export.safe import escape
from communique.export.segments import Mark, segments
from communique.model import FACT_KINDS, Span, hull, kind_of
from communique.query.question import Question
from communique.review.facts import FactView
from communique.review.fields import FactField, fields_of, words_of
from communique.review.log import reviewer
from communique.review.queue import QueueItem, QueueProgress
from communique.web.parameters import asked

__all__ = [
    "SINGULAR", "FieldShown", "QueueRequest", "blank_fields", "coder_cookie", "coder_of", "corrections", "fields_shown",
    "marked_text", "new_key", "queue_asked", "said", "text_around",
]  # fmt: skip

AnyRequest = Request[Any, Any, Any]
BEFORE, BEHIND = 500, 350
"""Characters of the text that are shown before and behind a fact."""
NAMES = frozenset(field.name for kind in FACT_KINDS for field in fields_of(kind))


def _cookie(request: AnyRequest) -> str:
    return f"communique_coder_{request.app.state.settings.port}"


def coder_of(request: AnyRequest) -> str:
    """The name under which whoever asks judges: as said on the page of review, else as on the command line."""
    return unquote(request.cookies.get(_cookie(request), ""))[:80].strip() or reviewer()


def coder_cookie(request: AnyRequest, name: str) -> Cookie:
    """What remembers the name in the browser."""
    value = quote(name[:80], safe="")
    return Cookie(key=_cookie(request), value=value, httponly=True, samesite="strict", max_age=365 * 86400)


def new_key() -> str:
    """A key for one act, which is in a form before it is sent."""
    return uuid.uuid4().hex


class QueueRequest(msgspec.Struct, frozen=True):
    """Which queue an address means."""

    sort: Literal["sample", "uncertain", "disputed"]
    sample: int | None
    kinds: tuple[str, ...]
    question: Question
    query: str
    """The same as the query of an address."""

    @property
    def plain(self) -> Question | None:
        """The question, where one was asked."""
        return None if self.question == Question() else self.question

    def items(self, desk: Desk, by: str) -> tuple[list[QueueItem], QueueProgress]:
        """What is left of it for a coder, and how far it is."""
        return desk.queue(
            by, self.question, sample=self.sample, disputed=self.sort == "disputed", kinds=self.kinds or None
        )


def queue_asked(request: AnyRequest) -> QueueRequest:
    """The queue that an address means: ``sample=8``, ``disputed=1``, else all facts of a question.

    Raises:
        UsageError: a part makes no sense.
    """
    given = request.query_params
    kept = [(k, v) for k, v in given.multi_items() if v and k not in ("at", "page")]
    told = given.get("sample", "").strip()
    if told and not (told.isascii() and told.isdecimal() and len(told) < 12):
        raise UsageError(f"sample: {printable(told)!r} is no number")
    kinds = tuple(k for k in given.getall("what", []) if k)
    if unknown := [k for k in kinds if k not in FACT_KINDS]:
        raise UsageError(f"there are no {printable(unknown[0])} to judge. Use some of: {', '.join(FACT_KINDS)}")
    question = msgspec.structs.replace(asked(request, limit=None), limit=None, offset=0)
    if told:
        return QueueRequest("sample", int(told), (), Question(), urlencode(kept))
    if given.get("disputed"):
        return QueueRequest("disputed", None, (), Question(), urlencode(kept))
    return QueueRequest("uncertain", None, kinds, question, urlencode(kept))


# a fact's fields


class FieldShown(msgspec.Struct, frozen=True):
    """One field of a fact as a form has it."""

    name: str
    sort: str
    value: str
    words: tuple[str, ...] = ()
    need: bool = False


def fields_shown(view: FactView) -> list[FieldShown]:
    """The fields of a fact, filled."""
    kept = dict(said_of(view))
    spans = "; ".join(f"{s.start}-{s.end}" for s in view.spans)
    return [_shown(view.kind, f, spans if f.name == "span" else _typed(view, f, kept)) for f in fields_of(view.kind)]


def _typed(view: FactView, field: FactField, kept: Mapping[str, str]) -> str:
    value = getattr(view.fact, field.field)
    if isinstance(value, Span):
        return f"{value.start}-{value.end}"
    return "" if value is None or value == () else value_words(kept[field.name])


def blank_fields(kind: str) -> list[FieldShown]:
    """The fields of a fact that is to be added, but for where it stands."""
    return [_shown(kind, f, "") for f in fields_of(kind) if f.name != "span"]


def _shown(kind: str, field: FactField, value: str) -> FieldShown:
    words = words_of(kind, field.field) if field.sort == "word" else ()
    return FieldShown(field.name, field.sort, value, words, field.need)


def corrections(form: Mapping[str, Any]) -> dict[str, Any]:
    """What a form says otherwise than it was filled with: fields ``to.NAME`` beside ``was.NAME``."""
    found: dict[str, Any] = {}
    for name, value in form.items():
        if name.startswith("to.") and str(value).strip() != str(form.get(f"was.{name[3:]}", "")).strip():
            found[name[3:]] = str(value).strip() or None
    return said(found)


def said(values: Mapping[str, Any]) -> dict[str, Any]:
    """What somebody says of a fact, if all of it is something that can be said of facts.

    Raises:
        UsageError: it is not.
    """
    for name in values:
        if name not in NAMES:
            raise UsageError(f"facts have no {printable(name)!r} to say. Say some of: {', '.join(sorted(NAMES))}")
    return dict(values)


# its words


def text_around(view: FactView, before: int = BEFORE, behind: int = BEHIND) -> Markup:
    """The fact's words in the text around them, from a line's or sentence's beginning on."""
    text = view.record.report.text
    whole = hull(view.spans)
    start, end = max(0, whole.start - before), min(len(text), whole.end + behind)
    if start and (cut := text.find(" ", start)) >= 0:
        start = min(cut + 1, whole.start)
    if (line := text.rfind("\n", start, whole.start)) >= 0 and whole.start - line > 200:
        start = line + 1
    if end < len(text) and (cut := text.rfind(" ", whole.end, end)) > 0:
        end = cut
    words = marked_text(text, [Mark(s.start, s.end, view.fact.id, "on") for s in view.spans], start, end)
    dots = Markup('<span class="soft" aria-hidden="true">{}</span>')
    first = dots.format("… ") if start > 0 and text[start - 1] != "\n" else ""
    return Markup("").join((first, words, dots.format(" …") if end < len(text) else ""))


def marked_text(text: str, marks: list[Mark], start: int = 0, end: int | None = None) -> Markup:
    """A part of a text with the facts marked, every piece with where it begins: characters are counted by it."""
    end = len(text) if end is None else end
    parts = []
    for piece in segments(len(text), marks):
        first, last = max(piece.start, start), min(piece.end, end)
        if first >= last:
            continue
        words = escape(text[first:last])
        owners = " ".join(dict.fromkeys(m.owner for m in piece.marks))
        if owners:
            look = ' class="on"' if any(m.look == "on" for m in piece.marks) else ""
            parts.append(f'<mark{look} data-at="{first}" data-facts="{escape(owners)}">{words}</mark>')
        else:
            parts.append(f'<span data-at="{first}">{words}</span>')
    return Markup("".join(parts))


SINGULAR = {kind: kind_of(kind).singular for kind in FACT_KINDS}
"""What one fact of a kind is called."""
