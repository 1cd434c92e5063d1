"""What is remembered of meetings and agreements from one transaction to the next, while reports are added.

Invariant: it says what the tables say. Whoever changes in them what is remembered here says so (:meth:`forget`,
:meth:`lose`); what somebody else has written is noticed when the next transaction begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from sys import intern
from typing import Any

from sqlalchemy import Connection

from communique.entities.known_days import KnownDays
from communique.entities.tellings import Occasion

__all__ = ["LATEST", "TELLINGS", "KnownOccasions", "MeetingsOfOne"]

TELLINGS = 12
"""Of one meeting or agreement, the latest, with which a new one is compared."""
LATEST = 2_000
"""Times that somebody took part in a meeting, the latest, among which other meetings are looked for."""
MOST_MEETINGS, MOST_TELLINGS = 300_000, 10_000
"""How many are remembered: some 55 MB, and some 15."""


class MeetingsOfOne:
    """The meetings in which somebody takes part, by their days."""

    def __init__(self, rows: Iterable[tuple[int, str | None, str | None]]) -> None:
        self.many = 0
        self.undated: set[int] = set()
        self.of_day: dict[str, tuple[int, ...]] = {}
        """Those of one day."""
        self.longer: list[tuple[str, str, int]] = []
        """Those of several days, or of a month or year, with what lies before and behind all their days."""
        for row in rows:
            self.add(*row)

    def add(self, key: int, start: str | None, end: str | None) -> None:
        """A meeting (its key) with its first and last day, as precise as known."""
        self.many += 1
        if start is None:
            self.undated.add(key)
        elif len(start) == 10 and end in (None, start):
            self.of_day[intern(start)] = (*self.of_day.get(start, ()), key)
        else:
            # A month or year holds all of its days: "2013-04" ends behind "2013-04-30".
            self.longer.append((start, f"{end or start}-99", key))

    def about(self, start: str | None, end: str | None) -> set[int]:
        """Those that may be at the time of a meeting."""
        found = set(self.undated)
        if start is None:
            found.update(key for keys in self.of_day.values() for key in keys)
            found.update(key for *_, key in self.longer)
            return found
        behind = f"{end or start}-99"
        if len(start) == 10 and end in (None, start):
            found.update(self.of_day.get(start, ()))
        else:
            found.update(
                key for day, keys in self.of_day.items() if start <= f"{day}-99" and day <= behind for key in keys
            )
        found.update(key for first, last, key in self.longer if first <= behind and last >= start)
        return found


class KnownOccasions:
    """Remembers until it is told to forget, or somebody else has written."""

    def __init__(self) -> None:
        self._seen: object = None
        self.of: dict[int, MeetingsOfOne] = {}
        """Meetings by the entities that take part."""
        self.days = KnownDays()
        """Meetings by their days."""
        self._tellings: dict[int, list[tuple[int, Any]]] = {}
        self._many = 0

    def begin(self, connection: Connection) -> None:
        """A transaction begins: forget what somebody else may have changed."""
        seen: object = None
        if connection.dialect.name == "sqlite":
            # A number that changes when another connection has written.
            seen = connection.connection.driver_connection, connection.exec_driver_sql("PRAGMA data_version").scalar()
        if seen is None or seen != self._seen:
            self.forget()
        self._seen = seen

    def forget(self) -> None:
        """Forget all."""
        self.of.clear()
        self.days.forget()
        self._tellings.clear()
        self._many = 0

    def lose(self, entities: Iterable[int]) -> None:
        """Forget the meetings of these: findings of before are theirs now."""
        for entity in entities:
            self._lose(entity)

    def _lose(self, entity: int) -> None:
        if (known := self.of.pop(entity, None)) is not None:
            self._many -= known.many

    # who takes part

    def meet(self, occasions: Sequence[Occasion]) -> None:
        """Meetings that are new."""
        for one in occasions:
            for entity in one.people:
                known = self.of.get(entity)
                if known is not None and known.many < LATEST:
                    known.add(one.key, one.side.start, one.side.end)
                    self._many += 1
                elif known is not None:
                    self._lose(entity)  # the oldest are no longer among the latest

    def remember(self, entity: int, rows: Iterable[tuple[int, str | None, str | None]]) -> MeetingsOfOne:
        """The meetings in which somebody takes part, as the tables have them."""
        self._lose(entity)
        made = self.of[entity] = MeetingsOfOne(rows)
        self._many += made.many
        while self._many > MOST_MEETINGS and len(self.of) > 1:
            self._lose(next(iter(self.of)))
        return made

    # how they were told

    def tellings(self, entity: int) -> list[Any] | None:
        """How a meeting or agreement was told, the latest tellings in the order of the store; None if not known."""
        known = self._tellings.get(entity)
        return None if known is None else [side for _, side in known]

    def tell(self, entity: int, told: Sequence[Occasion], *, more: bool) -> None:
        """How it was told: all the latest tellings of it, or some ``more`` of one whose others are known."""
        known = self._tellings.get(entity, [] if not more else None)
        if known is None:
            return
        if any(not one.settled for one in told):
            self._tellings.pop(entity, None)
            return
        while len(self._tellings) >= MOST_TELLINGS:
            del self._tellings[next(iter(self._tellings))]
        latest = sorted([*known, *((one.key, one.side) for one in told)], key=lambda pair: pair[0])
        self._tellings[entity] = latest[-TELLINGS:]
