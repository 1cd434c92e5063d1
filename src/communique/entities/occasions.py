"""One meeting or agreement told by many reports becomes one entity: joined as actors are, after them.

Which meetings are compared: those of the same day, and those in which the same people, states or bodies take part.
Which agreements: those filed under a word of the name. Both: those that another printing of the same story tells. What
was decided before stands; a pair that nobody can tell stays apart and is listed in ``unsure``.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, func, select, update

from communique.database import schema as t
from communique.database.driver_statement import DriverStatement, ListStatement
from communique.database.rows import put_rows
from communique.entities.book import Book
from communique.entities.ids import own_id
from communique.entities.tellings import Occasion, Tellings, agreements, meetings
from communique.knowledge.agreements import known_agreements
from communique.knowledge.surface_forms import normalise
from communique.linking.agreements import same_agreement
from communique.linking.apart import NOBODY, Separations
from communique.linking.meetings import same_meeting
from communique.linking.scoring import SAME, UNSURE, Score

__all__ = ["join_occasions", "names_in", "teach_names"]

LOG = logging.getLogger("communique")
MARGIN = 0.1
"""By which the best must lead the next; nearer than that, nobody can tell."""
JUDGED = Score(1.0, {"judged": 1.0})
NOTHING: Mapping[str, int] = MappingProxyType({})
MOST_UNSURE = 3
TELLINGS = 12
"""Of one meeting or agreement, the latest, with which a new one is compared."""
NEAR = 200
"""Meetings of one day that are compared at most."""
LATEST = 2_000
"""Mentions of one participant, the latest, among which other meetings are looked for."""


def join_occasions(
    connection: Connection, texts: Sequence[int], apart: Separations = NOBODY, before: Mapping[str, int] = NOTHING
) -> None:
    """Give the meetings and agreements of these texts their entities, text by text; the actors have theirs.

    ``before``: as for :func:`communique.entities.resolver.resolve`.
    """
    place = {text: n for n, text in enumerate(texts)}
    for kind, sides, same in (("meeting", meetings, same_meeting), ("agreement", agreements, same_agreement)):
        found = sorted(sides(connection, texts=texts), key=lambda one: (place[one.text], one.key))
        if found:
            _Joiner(connection, kind, sides, same, apart, before).join(found)


class _Joiner:
    def __init__(
        self,
        connection: Connection,
        kind: str,
        sides: Tellings,
        same: Callable[[Any, Any], Score],
        apart: Separations,
        before: Mapping[str, int],
    ) -> None:
        self.connection = connection
        self.apart = apart
        self.before = before
        self.kind = kind
        self.sides = sides
        self.same = same
        self.book = Book(connection)
        self.told: dict[int, list[Any]] = {}
        """Of every entity looked at, how it was told."""
        self.now: dict[int, int] = {}
        """Findings decided in this run."""
        self.near: dict[int, set[int]] = {}
        """For each finding to be decided others that may tell of the same."""
        self.owners: dict[int, int] = {}
        """The entities of those of them that were decided before."""

    def join(self, found: Sequence[Occasion]) -> None:
        """Decide for each, the first first."""
        self.make_ready(found)
        rows: list[dict[str, Any]] = []
        unsure: list[dict[str, Any]] = []
        here: dict[int, set[int]] = defaultdict(set)
        mixed: set[int] = set()
        for one in found:
            candidates = self.candidates(one)
            # Two of one text are two: the text has told them apart.
            entity, score, beside = self.compared(one, candidates - here[one.text])
            if (stays := self.apart.stays(one.id, entity)) is not None:
                entity, score = stays, JUDGED
                self.look_up({stays})
            name = " ".join(one.name.split())
            if entity is None:
                entity = self.again(one, beside) or self.book.entity(
                    own_id(self.kind, one.id), name, self.kind, one.country, None
                )
                self.told.setdefault(entity, [])
            self.book.joined(entity, own_id(self.kind, one.id), name)
            self.book.know(entity, one.country, None)
            if one.country not in (None, self.book.sides[entity].country):
                mixed.add(entity)
            here[one.text].add(entity)
            self.now[one.key] = entity
            self.told[entity].append(one.side)
            if self.kind == "agreement":
                teach_names(self.book, entity, [one.name])
            if LOG.isEnabledFor(logging.DEBUG):
                LOG.debug("%s (%s) is entity %d: %s", one.name, one.id, entity, score.told)
            reasons = score.reasons if len(score.reasons) > 1 else None
            rows.append({"finding": one.key, "entity": entity, "score": min(1.0, score.value), "reasons": reasons})
            unsure += [
                {"finding": one.key, "entity": other, "score": s.value, "reasons": s.reasons}
                for other, s in beside
                if other != entity
            ]
        self.book.close()
        put_rows(self.connection, t.identities, rows)
        put_rows(self.connection, t.unsure, unsure)
        _vote(self.connection, mixed)

    def make_ready(self, found: Sequence[Occasion]) -> None:
        """Ask the tables at once for all that these may be."""
        near = _Neighbours(self.connection, t.agreements if self.kind == "agreement" else t.meetings)
        near.look_up_stories(found)
        self.near = {one.key: near.of_story(one) for one in found}
        self.book.look_up((), (own_id(self.kind, one.id) for one in found))
        if self.kind == "agreement":
            self.book.look_up({key for one in found for key in _filed_under(one)}, ())
        else:
            for one in found:
                self.near[one.key] |= near.of_day(one) | near.of_people(one)
        findings = {key for keys in self.near.values() for key in keys}
        self.owners |= dict(_owners()(self.connection, sorted(findings)))
        self.look_up({entity for one in found if (entity := self.before.get(one.id)) is not None})
        filed = {e for one in found if self.kind == "agreement" for e in self.filed(one)}
        self.look_up(filed | set(self.owners.values()))

    def again(self, one: Occasion, beside: Sequence[tuple[int, Score]]) -> int | None:
        """The entity that it was when its text was read before, if it may be that one or nothing else is it."""
        entity = self.before.get(one.id)
        return None if entity is None or (self.told[entity] and entity not in dict(beside)) else entity

    def filed(self, one: Occasion) -> list[int]:
        """Agreements filed under a word of its names."""
        return self.book.candidates("agreement", _filed_under(one))

    def candidates(self, one: Occasion) -> set[int]:
        """Entities that may be it."""
        owners = set(self.filed(one)) if self.kind == "agreement" else set()
        for key in self.near[one.key]:
            entity = self.now.get(key, self.owners.get(key))
            if entity is not None:
                owners.add(entity)
        return owners

    def look_up(self, entities: set[int]) -> None:
        """Make ready how these were told before."""
        lacking = sorted(entities - set(self.told))
        if not lacking:
            return
        self.book.load([key for key in lacking if key not in self.book.sides])
        owners: dict[int, int] = {}
        for entity in lacking:
            self.told[entity] = []
            owners |= dict.fromkeys(_latest_tellings().scalars(self.connection, entity=entity), entity)
        for one in self.sides(self.connection, findings=sorted(owners)):
            self.told[owners[one.key]].append(one.side)

    def compared(self, one: Occasion, candidates: Iterable[int]) -> tuple[int | None, Score, list[tuple[int, Score]]]:
        """The entity that it is or None for a new one, how surely, and those that it may be beside."""
        scored: list[tuple[Score, int]] = []
        for entity in sorted(candidates):
            scores = [self.same(one.side, side) for side in self.told[entity]]
            # What contradicts one telling of it is not it, however like another.
            if scores and min(s.value for s in scores) >= 0:
                scored.append((max(scores, key=lambda s: s.value), entity))
        scored = sorted((p for p in scored if p[0].value >= UNSURE), key=lambda p: (-p[0].value, p[1]))
        new = Score(1.0, {"new": 1.0})
        if not scored:
            return None, new, []
        best, entity = scored[0]
        same = self.book.same
        rival = next((s for s, other in scored[1:] if same.get(other, other) != same.get(entity, entity)), None)
        if best.value >= SAME and (rival is None or best.value - rival.value >= MARGIN):
            return entity, best, []
        return None, new, [(other, s) for s, other in scored[:MOST_UNSURE]]


def _vote(connection: Connection, meetings: set[int]) -> None:
    """These were in the country in which most reports say."""
    i, m, e = t.identities.c, t.meetings.c, t.entities
    many = func.count().label("many")
    query = select(i.entity, m.place_country, many).join(t.meetings, m.key == i.finding)
    query = query.where(i.entity.in_(meetings), m.place_country.is_not(None)).group_by(i.entity, m.place_country)
    told = {entity: country for entity, country, _ in connection.execute(query.order_by(many, m.place_country))}
    for entity, country in told.items():  # of each the last, which is the most frequent
        connection.execute(update(e).where(e.c.key == entity, e.c.country != country).values(country=country))


def _filed_under(one: Occasion) -> list[str]:
    """The words under which an agreement is filed."""
    words = set(one.side.words | one.side.numbers) or set(normalise(one.name).split())
    if one.side.key is not None:
        words |= {w for name, a in known_agreements().items() if a.key == one.side.key for w in name.split()}
    return sorted(words)


@cache
def _latest_tellings() -> DriverStatement:
    """The latest findings of an entity, by its key."""
    i = t.identities.c
    told = select(i.finding).where(i.entity == bindparam("entity")).order_by(i.finding.desc()).limit(TELLINGS)
    return DriverStatement(told)


@cache
def _of_day() -> DriverStatement:
    """The latest meetings of a ``day``."""
    m = t.meetings.c
    return DriverStatement(select(m.key).where(m.start_date == bindparam("day")).order_by(m.key.desc()).limit(NEAR))


@cache
def _of_entity() -> tuple[DriverStatement, DriverStatement]:
    """Meetings, with their days, in which an ``entity`` takes part: as a participant, and as the body that meets."""
    m, p, i = t.meetings.c, t.participants.c, t.identities.c
    latest = select(i.finding).where(i.entity == bindparam("entity")).order_by(i.finding.desc()).limit(LATEST)
    own = latest.subquery()
    told = select(m.key, m.start_date, m.end_date)
    taking_part = told.join(t.participants, p.finding == m.key).join(own, own.c.finding == p.actor)
    return DriverStatement(taking_part.where(p.part == "participant")), DriverStatement(
        told.join(own, own.c.finding == m.body)
    )


@cache
def _printings() -> ListStatement:
    """Stories and the texts that print them."""
    x = t.texts.c
    return ListStatement(select(x.story, x.key).where(x.story.in_(bindparam("stories", expanding=True))))


@cache
def _told_in(table: Table) -> ListStatement:
    """Texts and the keys of the meetings or agreements that they tell."""
    x, key = t.texts.c, table.c["key"]
    told = select(x.key, key).join_from(t.texts, table, key.between(x.first_finding, x.last_finding))
    return ListStatement(told.where(x.key.in_(bindparam("texts", expanding=True))))


@cache
def _owners() -> ListStatement:
    i = t.identities.c
    return ListStatement(select(i.finding, i.entity).where(i.finding.in_(bindparam("findings", expanding=True))))


class _Neighbours:
    """Meetings or agreements of other texts that may be one with those of a batch; each question is put once."""

    def __init__(self, connection: Connection, table: Table) -> None:
        self.connection = connection
        self.table = table
        self._days: dict[str, set[int]] = {}
        self._people: dict[int, tuple[set[int], list[tuple[str, str, int]]]] = {}
        self._texts: dict[int, set[int]] = {}

    def of_day(self, one: Occasion) -> set[int]:
        """Meetings of the same day, the latest told."""
        if one.day is None:
            return set()
        if one.day not in self._days:
            self._days[one.day] = set(_of_day().scalars(self.connection, day=one.day))
        return self._days[one.day] - {one.key}

    def of_people(self, one: Occasion) -> set[int]:
        """Meetings in which some of the same people, states or bodies take part, unless on other days.

        Two on other days are two, whatever else they share (:mod:`communique.linking.meetings`): of somebody who meets
        others every week nearly all are left out, so that what a meeting costs does not grow with the store.
        """
        found: set[int] = set()
        start, end = one.side.start, one.side.end
        for entity in one.people:
            if entity not in self._people:
                self._people[entity] = self._with(entity)
            undated, dated = self._people[entity]
            found |= undated
            found |= {key for first, last, key in dated if start is None or (first <= end + "-99" and last >= start)}
        return found - {one.key}

    def _with(self, entity: int) -> tuple[set[int], list[tuple[str, str, int]]]:
        """Meetings with somebody: those without a day, and those with their first and last, and their key."""
        taking_part, meeting = _of_entity()
        rows = {*taking_part(self.connection, entity=entity), *meeting(self.connection, entity=entity)}
        undated = {key for key, start, _ in rows if start is None}
        # A month or year holds all of its days: "2013-04" ends behind "2013-04-30".
        return undated, [(start, f"{end or start}-99", key) for key, start, end in rows if start is not None]

    def look_up_stories(self, occasions: Sequence[Occasion]) -> None:
        """Make ready what other printings of the stories of these tell."""
        stories = {one.story for one in occasions if one.story is not None}
        printings: dict[int, list[int]] = defaultdict(list)
        for story, text in _printings()(self.connection, sorted(stories)):
            printings[story].append(text)
        told: dict[int, list[int]] = defaultdict(list)
        several = {text for listed in printings.values() if len(listed) > 1 for text in listed}
        for text, key in _told_in(self.table)(self.connection, sorted(several)):
            told[text].append(key)
        for one in occasions:
            if one.text not in self._texts:
                others = [text for text in printings[one.story or 0] if text != one.text]
                keys = sorted((key for text in others for key in told[text]), reverse=True)
                self._texts[one.text] = set(keys[:NEAR])

    def of_story(self, one: Occasion) -> set[int]:
        """Those of the other printings of the story, which was looked up."""
        return self._texts[one.text] if one.story is not None else set()


def teach_names(book: Book, entity: int, names: Iterable[str]) -> None:
    """An agreement is filed under its names from now on."""
    forms = [(form, " ".join(name.split())[:200]) for name in names if (form := normalise(name))]
    book.note(entity, "agreement", forms, ())


def names_in(connection: Connection, where: ColumnElement[bool]) -> list[tuple[int, str]]:
    """Agreements' entities and what they are called in the findings that ``where`` means."""
    i, a, f = t.identities.c, t.agreements.c, t.findings.c
    query = (
        select(i.entity, a.name).join_from(t.agreements, t.identities, i.finding == a.key)
        .join(t.findings, f.key == a.key).where(where)
    )  # fmt: skip
    return [(entity, name) for entity, name in connection.execute(query)]
