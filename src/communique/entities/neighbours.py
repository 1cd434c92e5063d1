"""Which meetings and agreements of the store may be one with those of a batch: by story and by who takes part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection, Table, bindparam, select

from communique.database import schema as t
from communique.database.driver_statement import DriverStatement, ListStatement
from communique.entities.known_occasions import LATEST, KnownOccasions, MeetingsOfOne
from communique.entities.tellings import Occasion

__all__ = ["MOST_PRINTED", "Neighbours"]

MOST_PRINTED = 200
"""Meetings or agreements of other printings of a story that are compared at most, the latest."""


class Neighbours:
    """Meetings or agreements of other texts that may be one with those of a batch; each question is put once.

    Those of the same day are :class:`~communique.entities.known_days.KnownDays`' to tell.
    """

    def __init__(self, connection: Connection, table: Table, known: KnownOccasions) -> None:
        self.connection = connection
        self.table = table
        self.known = known
        self._texts: dict[int, set[int]] = {}

    def of_people(self, one: Occasion) -> set[int]:
        """Meetings in which some of the same people, states or bodies take part, unless on other days.

        Two on other days are two, whatever else they share (:mod:`communique.linking.meetings`): of somebody who meets
        others every week nearly all are left out, so that what a meeting costs does not grow with the store.
        """
        found: set[int] = set()
        for entity in one.people:
            known = self.known.of.get(entity) or self._with(entity)
            found |= known.about(one.side.start, one.side.end)
        return found - {one.key}

    def _with(self, entity: int) -> MeetingsOfOne:
        taking_part, meeting = _of_entity()
        rows = {*taking_part(self.connection, entity=entity), *meeting(self.connection, entity=entity)}
        return self.known.remember(entity, rows)

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
                self._texts[one.text] = set(keys[:MOST_PRINTED])

    def of_story(self, one: Occasion) -> set[int]:
        """Those of the other printings of the story, which was looked up."""
        return self._texts[one.text] if one.story is not None else set()


@cache
def _of_entity() -> tuple[DriverStatement, DriverStatement]:
    """Meetings, with their days, in which an ``entity`` takes part: as a participant, and as the body that meets."""
    m, p, i = t.meetings.c, t.participants.c, t.identities.c
    own = i.entity == bindparam("entity")
    told = select(m.key, m.start_date, m.end_date).order_by(i.finding.desc(), m.key.desc()).limit(LATEST)
    taking_part = told.select_from(t.identities).join(t.participants, p.actor == i.finding)
    taking_part = taking_part.join(t.meetings, m.key == p.finding).where(own, p.part == "participant")
    meeting = told.select_from(t.identities).join(t.meetings, m.body == i.finding).where(own)
    return DriverStatement(taking_part), DriverStatement(meeting)


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
