"""Meetings by their days, with what tells two of one day apart before either is made ready for comparing.

On a day of much news there are meetings by the hundred, and nearly all of them are of other people. Whoever adds a
report asks this memory first; only what it lets pass is asked for whole. It says what the tables say, as
:class:`~communique.entities.known_occasions.KnownOccasions` does, which owns it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from sys import intern
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from communique.database import schema as t
from communique.database.driver_statement import DriverStatement, ListStatement
from communique.entities.tellings import Occasion
from communique.linking.meetings import other_company

__all__ = ["KnownDays"]

NEAR = 200
"""Meetings of one day that are compared at most, the latest."""
MOST_MEETINGS = 200_000
"""How many are remembered: some 60 MB."""


class _MeetingOfDay:
    """A meeting of one text, as little of it as tells it from others of its day."""

    __slots__ = ("alone", "countries", "entity", "people")

    def __init__(
        self, entity: int | None, alone: bool, people: tuple[int, ...] | None, countries: tuple[str, ...]
    ) -> None:
        self.entity = entity
        """Its own; None until it is decided."""
        self.alone = alone
        """Whether nothing else is known of that entity than this one telling."""
        self.people = people
        """The entities that take part, those into which they were merged; None where one of them has none."""
        self.countries = countries
        """Theirs, codes of ISO 3166-1, each once."""


class KnownDays:
    """Remembers the latest meetings of days, those days longest that were asked for last."""

    def __init__(self) -> None:
        self._days: dict[str, dict[int, _MeetingOfDay]] = {}
        self._many = 0

    def forget(self) -> None:
        """Forget all."""
        self._days.clear()
        self._many = 0

    def look_up(self, connection: Connection, found: Sequence[Occasion]) -> None:
        """Make ready to be asked for the days of these meetings, which are in the tables."""
        wanted = {one.day for one in found if one.day is not None}
        for day in sorted(wanted & self._days.keys()):
            known = self._days.pop(day)
            latest = _latest(known)
            self._many += len(latest) - len(known)
            self._days[day] = latest  # the last that was asked for
        for one in found:
            if one.day is not None and (own := self._days.get(one.day)) is not None and one.key not in own:
                own[one.key] = _of_occasion(one)
                self._many += 1
        lacking = sorted(wanted - self._days.keys())
        self._make_room(wanted)
        keys = {day: _of_day().scalars(connection, day=day) for day in lacking}
        made = _made(connection, [key for listed in keys.values() for key in listed])
        for day, listed in keys.items():
            self._days[day] = {key: made[key] for key in reversed(listed)}
            self._many += len(listed)

    def decide(self, one: Occasion, entity: int, others: Iterable[Any]) -> None:
        """A meeting that was looked up is one entity, of which these profiles were told before."""
        alone = True
        for other in others:
            alone = False
            for meeting in self._days.get(other.start or "", {}).values():
                if meeting.entity == entity:
                    meeting.alone = False
        if one.day is not None and (own := self._days.get(one.day, {}).get(one.key)) is not None:
            own.entity, own.alone = entity, alone

    def rivals(self, one: Occasion, day: str, *, whole: bool = False) -> set[int]:
        """Entities of the meetings of a day with which one must be compared: of all but those that are surely others.

        ``whole``: of all. The day was looked up.
        """
        own = _of_occasion(one)
        people = None if own.people is None or whole else frozenset(own.people)
        countries = frozenset(own.countries)
        return {
            other.entity
            for other in _latest(self._days.get(day, {})).values()
            if other.entity is not None
            and not (
                people is not None
                and other.alone
                and other.people is not None
                and other_company(people, other.people, countries, other.countries)
            )
        }

    def _make_room(self, wanted: set[str]) -> None:
        for day in list(self._days):
            if self._many <= MOST_MEETINGS:
                return
            if day not in wanted:
                self._many -= len(self._days.pop(day))


def _latest(known: dict[int, _MeetingOfDay]) -> dict[int, _MeetingOfDay]:
    """The latest meetings of a day, by their keys, the first first."""
    return known if len(known) <= NEAR else {key: known[key] for key in sorted(known)[-NEAR:]}


def _of_occasion(one: Occasion) -> _MeetingOfDay:
    side = one.side
    people = tuple(int(key[1:]) for key in side.participants) if one.settled else None
    return _MeetingOfDay(None, False, people, tuple(sorted(side.countries)))


def _made(connection: Connection, keys: Sequence[int]) -> dict[int, _MeetingOfDay]:
    people: dict[int, dict[int | None, None]] = defaultdict(dict)
    countries: dict[int, dict[str, None]] = defaultdict(dict)
    for meeting, entity, country in _people()(connection, keys):
        people[meeting][entity] = None
        if country:
            countries[meeting][intern(country)] = None
    found = {
        key: _MeetingOfDay(
            None, False, None if None in people[key] else tuple(people[key]), tuple(countries[key])  # type: ignore[arg-type]
        )
        for key in keys
    }  # fmt: skip
    for key, entity, several in _owners()(connection, keys):
        found[key].entity, found[key].alone = entity, not several
    return found


@cache
def _of_day() -> DriverStatement:
    """The latest meetings of a ``day``."""
    m = t.meetings.c
    return DriverStatement(select(m.key).where(m.start_date == bindparam("day")).order_by(m.key.desc()).limit(NEAR))


@cache
def _people() -> ListStatement:
    """Meetings, and of each who takes part: the entity, the one into which people merged it, and the country."""
    p, a, i, e = t.participants.c, t.actors.c, t.identities.c, t.entities.c
    asked = p.finding.in_(bindparam("asked", expanding=True))
    return ListStatement(
        select(p.finding, func.coalesce(e.same_as, e.key), a.country)
        .join_from(t.participants, t.actors, a.key == p.actor)
        .outerjoin(t.identities, i.finding == p.actor)
        .outerjoin(t.entities, e.key == i.entity)
        .where(p.part == "participant", asked)
    )


@cache
def _owners() -> ListStatement:
    """Findings, their entities, and whether something else is told of these."""
    i, other = t.identities.c, t.identities.alias("other")
    several = select(other.c.finding).where(other.c.entity == i.entity, other.c.finding != i.finding)
    owned = select(i.finding, i.entity, several.correlate(t.identities).exists())
    return ListStatement(owned.where(i.finding.in_(bindparam("asked", expanding=True))))
