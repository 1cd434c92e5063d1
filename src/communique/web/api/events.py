"""Meetings by their days, and events between states over time."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from litestar import Request, get
from litestar.params import QueryParameter

from communique.errors import UsageError, printable
from communique.export.calendar import CalendarEntry
from communique.export.events.counting import Period
from communique.export.events.dyad_series import DyadSeries
from communique.knowledge import states
from communique.query.question import parse_question
from communique.web.access import store_of
from communique.web.api.questions import ASKED, Asked, Day, Limit, Offset

__all__ = ["HANDLERS"]

TAGS = ["events"]
Status = Literal["held", "planned", "proposed", "postponed", "cancelled"]


@get("/api/calendar", sync_to_thread=True, tags=TAGS)
def list_meetings(
    request: Request[Any, Any, Any],
    since: Day = None,
    until: Day = None,
    status: Annotated[list[Status] | None, QueryParameter(description="Any of these.")] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> list[CalendarEntry]:
    """Meetings by their days, each once with all that tell of it."""
    asked = parse_question(since=since, until=until)
    return store_of(request).calendar(
        since=asked.since, until=asked.until, statuses=status or (), limit=limit, offset=offset
    )


@get("/api/dyads", sync_to_thread=True, tags=TAGS, dependencies=ASKED)
def list_dyads(
    request: Request[Any, Any, Any],
    question: Asked,
    every: Annotated[Period, QueryParameter(description="The length of a period.")] = "month",
    sides: Annotated[
        list[str] | None, QueryParameter(name="state", description="Each of these takes part: TUR, Turkey.")
    ] = None,
) -> DyadSeries:
    """Events between states by period, what is not counted, and why."""
    narrowed = msgspec.structs.replace(question, by=None, to=None, limit=None, offset=0)
    return store_of(request).dyads(narrowed, every=every, states=[_code(one) for one in sides or ()])


def _code(told: str) -> str:
    found = states.by_code(told.upper()) or states.by_name(told) or states.by_demonym(told)
    if found is None:
        raise UsageError(f"there is no state {printable(told)!r}. Write a name or a code, such as Turkey or TUR")
    return found.code


HANDLERS = (list_meetings, list_dyads)
