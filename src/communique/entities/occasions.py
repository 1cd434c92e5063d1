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

from sqlalchemy import ColumnElement, Connection, bindparam, func, select, update

from communique.database import schema as t
from communique.database.driver_statement import ListStatement
from communique.database.rows import put_rows
from communique.entities.book import Book
from communique.entities.ids import own_id
from communique.entities.known_occasions import TELLINGS, KnownOccasions
from communique.entities.neighbours import MOST_PRINTED, Neighbours
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


def join_occasions(
    connection: Connection,
    texts: Sequence[int],
    apart: Separations = NOBODY,
    before: Mapping[str, int] = NOTHING,
    known: KnownOccasions | None = None,
) -> None:
    """Give the meetings and agreements of these texts their entities, text by text; the actors have theirs.

    ``before``: as for :func:`communique.entities.resolver.resolve`. ``known`` is what was remembered of others.
    """
    known = known if known is not None else KnownOccasions()
    place = {text: n for n, text in enumerate(texts)}
    for kind, sides, same in (("meeting", meetings, same_meeting), ("agreement", agreements, same_agreement)):
        found = sorted(sides(connection, texts=texts), key=lambda one: (place[one.text], one.key))
        if found:
            _Joiner(connection, kind, sides, same, apart, before, known).join(found)


class _Joiner:
    def __init__(
        self,
        connection: Connection,
        kind: str,
        sides: Tellings,
        same: Callable[[Any, Any], Score],
        apart: Separations,
        before: Mapping[str, int],
        known: KnownOccasions,
    ) -> None:
        self.connection = connection
        self.known = known
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
        """For each finding to be decided others that may tell of the same, beside those of its day."""
        self.days: dict[int, set[str]] = defaultdict(set)
        """For each text the days of the meetings of which it tells."""
        self.crowded: set[int] = set()
        """Findings whose stories tell of more than are looked at."""
        self.stories: set[int] = set()
        """Those of the findings to be decided."""
        self.owners: dict[int, int] = {}
        """The entities of those of them that were decided before."""

    def join(self, found: Sequence[Occasion]) -> None:
        """Decide for each, the first first."""
        self.make_ready(found)
        rows: list[dict[str, Any]] = []
        unsure: list[dict[str, Any]] = []
        here: dict[int, set[int]] = defaultdict(set)
        mixed: set[int] = set()
        told: dict[int, list[Occasion]] = defaultdict(list)
        new: set[int] = set()
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
                if entity not in self.told:
                    self.told[entity] = []
                    new.add(entity)
            self.book.joined(entity, own_id(self.kind, one.id), name)
            self.book.know(entity, one.country, None)
            if one.country not in (None, self.book.sides[entity].country):
                mixed.add(entity)
            here[one.text].add(entity)
            self.now[one.key] = entity
            if self.kind == "meeting":
                self.known.days.decide(one, entity, self.told[entity])
            self.told[entity].append(one.side)
            told[entity].append(one)
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
        for entity, occasions in told.items():
            self.known.tell(entity, occasions, more=entity not in new)
        self.book.close()
        put_rows(self.connection, t.identities, rows)
        put_rows(self.connection, t.unsure, unsure)
        _vote(self.connection, mixed)

    def make_ready(self, found: Sequence[Occasion]) -> None:
        """Ask the tables at once for all that these may be."""
        near = Neighbours(self.connection, t.agreements if self.kind == "agreement" else t.meetings, self.known)
        self.stories = {one.story for one in found if one.story is not None}
        near.look_up_stories(found)
        self.near = {one.key: near.of_story(one) for one in found}
        self.crowded = {key for key, printed in self.near.items() if len(printed) >= MOST_PRINTED}
        self.book.look_up((), (own_id(self.kind, one.id) for one in found))
        if self.kind == "agreement":
            self.book.look_up({key for one in found for key in _filed_under(one)}, ())
        else:
            self.known.meet(found)
            self.known.days.look_up(self.connection, found)
            for one in found:
                if one.day is not None:
                    self.days[one.text].add(one.day)
            for one in found:
                # The meetings of a text have one set: what is near to one of them may be another of them.
                self.near[one.key] |= near.of_people(one)
        findings = {key for keys in self.near.values() for key in keys}
        self.owners |= dict(_owners()(self.connection, sorted(findings)))
        self.look_up({entity for one in found if (entity := self.before.get(one.id)) is not None})
        filed = {e for one in found if self.kind == "agreement" for e in self.filed(one)}
        of_days = {e for one in found if self.kind == "meeting" for e in self.of_day(one)}
        self.look_up(filed | of_days | set(self.owners.values()))

    def again(self, one: Occasion, beside: Sequence[tuple[int, Score]]) -> int | None:
        """The entity that it was when its text was read before, if it may be that one or nothing else is it."""
        entity = self.before.get(one.id)
        return None if entity is None or (self.told[entity] and entity not in dict(beside)) else entity

    def filed(self, one: Occasion) -> list[int]:
        """Agreements filed under a word of its names."""
        return self.book.candidates("agreement", _filed_under(one))

    def candidates(self, one: Occasion) -> set[int]:
        """Entities that may be it."""
        owners = set(self.filed(one)) if self.kind == "agreement" else self.of_day(one)
        for key in self.near[one.key]:
            entity = self.now.get(key, self.owners.get(key))
            if entity is not None:
                owners.add(entity)
        self.look_up(owners)
        return owners

    def of_day(self, one: Occasion) -> set[int]:
        """Entities of the meetings of its day, but for those that are surely others.

        Of the days of all meetings that its text tells of: one without a date is often of the day that another tells.
        """
        # One body may meet in two places, and one story is told of others: there all must be compared.
        whole = one.side.body is not None or one.key in self.crowded
        found: set[int] = set()
        for day in self.days.get(one.text, ()):
            found |= self.known.days.rivals(one, day, whole=whole)
        return found

    def look_up(self, entities: set[int]) -> None:
        """Make ready how these were told before."""
        lacking = sorted(entity for entity in entities if entity not in self.told)
        if not lacking:
            return
        self.book.load([key for key in lacking if key not in self.book.sides])
        found: dict[int, list[Occasion]] = {}
        for entity in lacking:
            told = self.known.tellings(entity)
            if told is not None:
                self.told[entity] = told
            else:
                found[entity] = []
        owners = dict(_latest_tellings()(self.connection, list(found)))
        for one in self.sides(self.connection, findings=sorted(owners), stories=self.stories):
            found[owners[one.key]].append(one)
        for entity, listed in found.items():
            self.told[entity] = [one.side for one in listed]
            self.known.tell(entity, listed, more=False)

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
def _latest_tellings() -> ListStatement:
    """The latest findings of entities, by their keys: findings and entities."""
    i, own = t.identities.c, t.identities.alias("own")
    e = t.entities.c
    last = select(own.c.finding).where(own.c.entity == e.key).order_by(own.c.finding.desc()).limit(1)
    first = func.coalesce(last.offset(TELLINGS - 1).correlate(t.entities).scalar_subquery(), 0)
    told = select(i.finding, i.entity).join_from(t.entities, t.identities, (i.entity == e.key) & (i.finding >= first))
    return ListStatement(told.where(e.key.in_(bindparam("asked", expanding=True))))


@cache
def _owners() -> ListStatement:
    i = t.identities.c
    return ListStatement(select(i.finding, i.entity).where(i.finding.in_(bindparam("findings", expanding=True))))


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
