"""The parts of a question as parameters of routes, with what each means: the same names as everywhere."""

from __future__ import annotations

from typing import Annotated, Any

from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter

from communique.query.question import Counting, Question, parse_question

__all__ = ["ASKED", "Asked", "Day", "Limit", "Offset"]


def _told(description: str, **limits: Any) -> QueryParameter:
    return QueryParameter(description=description, **limits)


Limit = Annotated[int, _told("Most answers.", ge=1, le=1000)]
Offset = Annotated[int, _told("Answers to pass over: the next page.", ge=0, le=1_000_000_000)]
Words = Annotated[str | None, _told('Words in it: sanction*, "cease fire", a OR b, a NOT b, NEAR(peace talks, 5).')]
Name = Annotated[str | None, _told("A name, an entity's id, or an office (Turkish foreign minister).")]
Day = Annotated[str | None, _told("A day, month or year: YYYY-MM-DD, YYYY-MM, YYYY.")]


def question_of(
    by: Name = None,
    to: Name = None,
    about: Words = None,
    anywhere: Annotated[str | None, _told("Words anywhere in the report.")] = None,
    act: Annotated[list[str] | None, _told("Speech acts: warn, deny, demand ...")] = None,
    mode: Annotated[list[str] | None, _told("direct, mixed, indirect, reported, free.")] = None,
    type: Annotated[list[str] | None, _told("PLOVER types of events: CONSULT, ACCUSE ...")] = None,  # noqa: A002
    country: Annotated[str | None, _told("The country of who speaks or takes part: Turkey, TUR.")] = None,
    of_body: Annotated[str | None, _told("The state or body that speaks or is spoken for.", name="body")] = None,
    since: Day = None,
    until: Day = None,
    publisher: Annotated[str | None, _told("Of reports of this publisher.")] = None,
    confidence: Annotated[float | None, _told("At least so sure.", ge=0, le=1)] = None,
    facts: Annotated[bool, _told("Of events: only what reports give as facts.")] = False,
    count: Annotated[Counting, _told("What repeats count as.")] = "stories",
    limit: Limit = 50,
    offset: Offset = 0,
) -> Question:
    """The question of a request.

    Raises:
        UsageError: a part makes no sense.
    """
    return parse_question(
        by=by, to=to, about=about, anywhere=anywhere, act=act, mode=mode, type=type, country=country, body=of_body,
        since=since, until=until, publisher=publisher, confidence=confidence, facts=facts, count=count, limit=limit,
        offset=offset,
    )  # fmt: skip


ASKED = {"question": Provide(question_of, sync_to_thread=False)}
"""The dependency of routes that take a question."""
Asked = NamedDependency[Question]
"""What they call it."""
