"""Queues of facts to be judged, samples, and what the judgements tell of the machine."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, get, post
from litestar.params import FromQuery, JSONBody

from communique.errors import StoreError, UsageError
from communique.export.review_item import said_of
from communique.query.question import Question
from communique.query.review_figures import ReviewFigures
from communique.review.queue import QueueProgress, Sample
from communique.review.verdicts import Verdict
from communique.web.access import desk_of, writing_desk
from communique.web.review_parts import coder_of, queue_asked

__all__ = ["HANDLERS"]

AnyRequest = Request[Any, Any, Any]
MOST = 100


class QueueFact(msgspec.Struct, frozen=True):
    """A fact that is to be judged, as a coder sees it."""

    fact: str
    text: str
    report: str
    kind: str
    confidence: float | None
    """The machine's; of what coders added nothing."""
    said: dict[str, str]
    """Its fields as coders name them."""
    spans: list[tuple[int, int]]
    words: str
    seen: Verdict | None
    """What others judged, as far as this coder may see it."""
    revision: str
    """To be sent with the judgement."""


class QueueAnswer(msgspec.Struct, frozen=True):
    """The beginning of what is left of a queue."""

    progress: QueueProgress
    facts: list[QueueFact]


class SampleRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A sample that is to be drawn."""

    n: int
    seed: int = 1
    strata: str | None = None
    kinds: list[str] = []
    by: str | None = None


@get("/api/queue", sync_to_thread=True, tags=["review"])
def queue(request: AnyRequest, coder: FromQuery[str | None] = None, limit: FromQuery[int] = 10) -> QueueAnswer:
    """What a coder has still to judge: of ``sample=8``, of ``disputed=1``, else the facts that a question means (`what`
    for kinds, `by`, `about`, `since` ...), the least sure first.
    """
    if not 0 < limit <= MOST:
        raise UsageError(f"limit is a number from 1 to {MOST}")
    desk, asked, who = desk_of(request), queue_asked(request), coder or coder_of(request)
    items, progress = asked.items(desk, who)
    found = []
    for item in items[:limit]:
        try:
            view = desk.fact(item.fact, text=item.text)
        except StoreError:  # its text was read anew, and it is gone
            continue
        seen = desk.seen(item.fact, who, text=item.text, adjudicating=asked.sort == "disputed")
        words = " … ".join(" ".join(s.of(view.record.report.text).split()) for s in view.spans)
        found.append(
            QueueFact(item.fact, item.text, view.record.report.id, view.kind,
                      None if view.added else view.fact.confidence, dict(said_of(view)),
                      [(s.start, s.end) for s in view.spans], words, seen, desk.revision(item.fact, text=item.text))
        )  # fmt: skip
    return QueueAnswer(progress, found)


@get("/api/samples", sync_to_thread=True, tags=["review"])
def samples(request: AnyRequest) -> list[Sample]:
    """The samples that were drawn."""
    return desk_of(request).samples()


@post("/api/samples/draw", sync_to_thread=True, tags=["review"])
def draw(request: AnyRequest, data: JSONBody[SampleRequest]) -> Sample:
    """Draw a sample, once; asked for again it is the same."""
    with writing_desk(request) as desk:
        return desk.sample(
            data.n, Question(), kinds=data.kinds or None, strata=data.strata, seed=data.seed,
            by=data.by or coder_of(request),
        )  # fmt: skip


@get("/api/figures", sync_to_thread=True, tags=["review"])
def figures(request: AnyRequest, sample: FromQuery[int | None] = None) -> ReviewFigures:
    """Precision by a random sample, recall by reports read whole, and how far coders agree."""
    return desk_of(request).figures(sample)


@get("/api/figures/methods", sync_to_thread=True, tags=["review"])
def methods(request: AnyRequest, sample: FromQuery[int | None] = None) -> dict[str, str]:
    """The same as the paragraph of a methods section."""
    return {"methods": desk_of(request).methods(sample)}


HANDLERS = (queue, samples, draw, figures, methods)
