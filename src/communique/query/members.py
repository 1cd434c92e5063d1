"""What an entity is made of: its mentions in reports, each of which people may take out."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, func, select

from communique.database import schema as t
from communique.query.answers import Citation
from communique.query.entities import Entity, keys_with_merged
from communique.query.lookups import citations, longest_mention, texts_by_key
from communique.query.sentence_bounds import sentence_around

__all__ = ["EntityMember", "members"]

MOST = 500


class EntityMember(msgspec.Struct, frozen=True):
    """What one text tells of an entity."""

    member: str
    """The id of the actor, meeting, agreement or position of the text: what a split takes out."""
    name: str
    """As the text has it."""
    words: str
    """The sentence of its longest mention."""
    citation: Citation


def members(connection: Connection, entity: Entity) -> list[EntityMember]:
    """The members of an entity and of those that people merged into it, by date; :data:`MOST` at most."""
    i, f, r = t.identities.c, t.findings.c, t.reports.c
    printing = t.reports.alias("printing").c
    first = select(func.min(printing.key)).where(printing.text == f.text).correlate(t.findings).scalar_subquery()
    query = (
        select(f.key, f.id, f.text, f.start, f.end, r.key.label("report"))
        .join_from(t.identities, t.findings, f.key == i.finding)
        .join(t.reports, r.key == first)
        .where(i.entity.in_(keys_with_merged(connection, [entity])), f.start.is_not(None))
        .order_by(r.first_day.is_(None), r.first_day, r.key, f.key)
        .limit(MOST)
    )
    rows = connection.execute(query).all()
    longest = longest_mention(connection, [row.key for row in rows])
    texts = texts_by_key(connection, {row.text for row in rows})
    places = [longest.get(row.key, (row.start, row.end)) for row in rows]
    cited = citations(connection, [(row.report, *at, 1) for row, at in zip(rows, places, strict=True)])
    found = []
    for row, (start, end), citation in zip(rows, places, cited, strict=True):
        text = texts[row.text]
        begin, stop = sentence_around(text, start, end)
        words, name = (" ".join(part.split()) for part in (text[begin:stop], text[start:end]))
        found.append(EntityMember(row.id, name, words, citation))
    return found
