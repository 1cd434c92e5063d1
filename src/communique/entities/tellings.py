"""Meetings and agreements as texts of the store tell them, made ready for comparing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any, Literal, Protocol

import msgspec
from sqlalchemy import BindParameter, Column, Connection, Select, Table, bindparam, func, select

from communique.database import schema as t
from communique.database.driver_statement import ListStatement
from communique.knowledge.surface_forms import normalise
from communique.linking.agreements import AgreementProfile, agreement_profile
from communique.linking.meetings import MeetingProfile, meeting_profile

__all__ = ["Occasion", "Tellings", "agreements", "meetings"]


class Occasion(msgspec.Struct):
    """A meeting or agreement of one text."""

    key: int
    id: str
    text: int
    name: str
    country: str | None
    day: str | None
    people: frozenset[int]
    """Entities that take part."""
    story: int | None
    """The story of which the text is a printing."""
    side: Any
    """As it is compared: the profile of a meeting or an agreement."""
    settled: bool = True
    """Whether all who take part have an entity, by which they go in the profile."""


class Tellings(Protocol):
    """What :func:`meetings` and :func:`agreements` are."""

    def __call__(
        self,
        connection: Connection,
        *,
        texts: Sequence[int] = (),
        findings: Sequence[int] = (),
        stories: Collection[int] = (),
    ) -> list[Occasion]:
        """Those of texts, or those with the keys of findings: of these only what tells one of the stories has words."""
        ...


def meetings(
    connection: Connection, *, texts: Sequence[int] = (), findings: Sequence[int] = (), stories: Collection[int] = ()
) -> list[Occasion]:
    """The meetings of texts, or those with the keys of findings: see :class:`Tellings`."""
    rows = sorted([*_meetings("texts")(connection, texts), *_meetings("findings")(connection, findings)])
    words = _words(connection, rows, texts, stories)
    taking_part = _taking_part(connection, [key for _, key, *_ in rows], "participant")
    days = dict(_days()(connection, sorted({text for text, *_ in rows})))
    bodies = _who(connection, {body for *_, body in rows if body is not None})
    found = []
    for row in rows:
        text, key, one, story, title, kind, status, start, end, place, country, body = row
        people = taking_part[key]
        meets = bodies.get(body)
        side: MeetingProfile = meeting_profile(
            title, kind, status, start, end, place, country, meets[0] if meets else None,
            [(entity, of) for entity, of, _ in people], days.get(text), story, " ".join(words.get(key, ())),
        )  # fmt: skip
        everybody = [entity for *_, entity in (*people, *((meets,) if meets else ()))]
        entities = frozenset(e for e in everybody if e is not None)
        day = start if start is not None and len(start) == 10 else None
        settled = None not in everybody
        found.append(Occasion(key, one, text, title, country, day, entities, story, side, settled))
    return found


def agreements(
    connection: Connection,
    *,
    texts: Sequence[int] = (),
    findings: Sequence[int] = (),
    stories: Collection[int] = (),  # noqa: ARG001 (the words of agreements are always compared)
) -> list[Occasion]:
    """The agreements of texts, or those with the keys of findings: see :class:`Tellings`."""
    rows = sorted([*_agreements("texts")(connection, texts), *_agreements("findings")(connection, findings)])
    words = _words(connection, rows, (), None)
    parties = _taking_part(connection, [key for _, key, *_ in rows], "party")
    days = dict(_days()(connection, sorted({text for text, *_ in rows})))
    found = []
    for text, key, one, story, name, date in rows:
        side: AgreementProfile = agreement_profile(
            [name, *words[key]], date, [who for who, *_ in parties[key]], story,
            countries=[country for _, country, _ in parties[key]], told=days.get(text),
        )  # fmt: skip
        settled = all(entity is not None for *_, entity in parties[key])
        found.append(Occasion(key, one, text, name, None, None, frozenset(), story, side, settled))
    return found


By = Literal["texts", "findings"]


@cache
def _meetings(by: By) -> ListStatement:
    m = t.meetings.c
    more = (m.title, m.format, m.status, m.start_date, m.end_date, m.place, m.place_country, m.body)
    return ListStatement(_told(t.meetings, by, *more))


@cache
def _agreements(by: By) -> ListStatement:
    return ListStatement(_told(t.agreements, by, t.agreements.c.name, t.agreements.c.date))


def _told(table: Table, by: By, *more: Column[Any]) -> Select[Any]:
    """Text, key, id and story of facts, and more of their columns."""
    f, x, key = t.findings.c, t.texts.c, table.c["key"]
    told = select(f.text, key, f.id, x.story, *more)
    if by == "texts":
        told = told.select_from(t.texts).join(table, key.between(x.first_finding, x.last_finding))
        return told.join(t.findings, f.key == key).where(x.key.in_(_asked()))
    told = told.select_from(table).join(t.findings, f.key == key).join(t.texts, x.key == f.text)
    return told.where(key.in_(_asked()))


def _asked() -> BindParameter[Any]:
    return bindparam("asked", expanding=True)


def _words(
    connection: Connection, rows: Sequence[tuple[Any, ...]], texts: Collection[int], stories: Collection[int] | None
) -> dict[int, list[str]]:
    """The words of facts, piece by piece: of those of these texts and stories, or of all.

    Others are not compared by their words, for which their texts would have to be read.
    """
    own = set(texts)
    wanted = [key for text, key, _, story, *_ in rows if stories is None or text in own or story in stories]
    found: dict[int, list[str]] = defaultdict(list)
    for key, _, piece in sorted(_words_of_spans()(connection, wanted)):
        found[key].append(piece)
    whole = [key for key in wanted if key not in found]
    return found | {key: [words or ""] for key, words in _words_of_facts()(connection, whole)}


@cache
def _words_of_facts() -> ListStatement:
    f, x = t.findings.c, t.texts.c
    own = func.substr(x.text, f.start + 1, f.end - f.start)
    return ListStatement(select(f.key, own).join(t.texts, x.key == f.text).where(f.key.in_(_asked())))


@cache
def _words_of_spans() -> ListStatement:
    f, x, p = t.findings.c, t.texts.c, t.spans.c
    return ListStatement(
        select(p.finding, p.n, func.substr(x.text, p.start + 1, p.end - p.start))
        .join(t.findings, f.key == p.finding)
        .join(t.texts, x.key == f.text)
        .where(p.part == "evidence", p.finding.in_(_asked()))
    )


Participant = tuple[str, str | None, int | None]
"""Of an actor: what tells it from others, its country, and the key of its entity."""


def _who(connection: Connection, actors: Collection[int]) -> dict[int, Participant]:
    found = _entities()(connection, sorted(actors))
    bare = [key for key, _, same, _ in found if same is None]
    names = dict(_names()(connection, bare)) if bare else {}
    return {
        key: (f"#{same}" if same is not None else normalise(names[key]), country, entity)
        for key, country, same, entity in found
    }


@cache
def _entities() -> ListStatement:
    """Actors: country, the entity into which people merged theirs or their own, and their own."""
    a, i, e = t.actors.c, t.identities.c, t.entities.c
    return ListStatement(
        select(a.key, a.country, func.coalesce(e.same_as, e.key).label("same"), e.key.label("entity"))
        .outerjoin(t.identities, i.finding == a.key)
        .outerjoin(t.entities, e.key == i.entity)
        .where(a.key.in_(_asked()))
    )


@cache
def _names() -> ListStatement:
    return ListStatement(select(t.actors.c.key, t.called()).where(t.actors.c.key.in_(_asked())))


def _taking_part(connection: Connection, findings: Sequence[int], what: str) -> dict[int, list[Participant]]:
    rows = sorted(_participants(what)(connection, findings))
    who = _who(connection, {actor for *_, actor in rows})
    found: dict[int, list[Participant]] = defaultdict(list)
    for finding, _, actor in rows:
        found[finding].append(who[actor])
    return found


@cache
def _participants(part: str) -> ListStatement:
    p = t.participants.c
    return ListStatement(select(p.finding, p.n, p.actor).where(p.part == part, p.finding.in_(_asked())))


@cache
def _days() -> ListStatement:
    """Texts and the days on which they were first published, where any printing tells."""
    r = t.reports.c
    first = select(r.text, func.min(r.published)).where(r.published.is_not(None), r.text.in_(_asked()))
    return ListStatement(first.group_by(r.text))
