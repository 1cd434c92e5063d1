"""Taking back what actors taught the book of entities: their text is read anew, or a judgement moves them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, exists, func, or_, select, update

from communique.database import schema as t
from communique.database.portions import portions
from communique.entities.book import Book
from communique.entities.gather import stored_actors
from communique.entities.ids import keys_of
from communique.entities.issues import file_issues, unfile_issues
from communique.entities.occasions import names_in, teach_names
from communique.entities.resolver import held_offices, names_of, teach
from communique.knowledge.surface_forms import normalise
from communique.linking.names import filing_keys

__all__ = ["decided", "prune", "recount", "release"]

CHUNK = 200


def decided(connection: Connection, text: int) -> dict[str, int]:
    """What the machine decided of a text: the id of each actor, meeting and agreement -> the key of its entity."""
    i, f = t.identities.c, t.findings.c
    query = select(f.id, func.coalesce(i.machine, i.entity)).join(t.identities, i.finding == f.key)
    return dict(connection.execute(query.where(t.found_in([text]))).all())


def release(connection: Connection, text: int) -> set[int]:
    """Take back what the actors and agreements of a text told; gives the entities that lost one."""
    actors = stored_actors(connection, [text])
    i, n, o = t.identities.c, t.names, t.offices
    owners = dict(connection.execute(select(i.finding, i.entity).where(i.finding.in_([a.key for a in actors]))).all())
    for actor in actors:
        entity = owners.get(actor.key)
        if entity is None:
            continue
        if not actor.named and actor.kind == "person":
            continue
        forms = names_of(actor)
        connection.execute(update(n).where(n.c.entity == entity, n.c.name.in_(forms)).values(times=n.c.times - 1))
        for title, of, *_ in held_offices(actor, owners):
            here = (o.c.entity == entity, o.c.title == title, o.c.of == of)
            connection.execute(update(o).where(*here).values(times=o.c.times - 1))
    for entity, name in names_in(connection, t.found_in([text])):
        form = normalise(name)
        connection.execute(update(n).where(n.c.entity == entity, n.c.name == form).values(times=n.c.times - 1))
    all_of = select(i.entity).join(t.findings, t.findings.c.key == i.finding).where(t.found_in([text]))
    touched = {*owners.values(), *connection.execute(all_of).scalars()}
    connection.execute(delete(n).where(n.c.entity.in_(touched), n.c.times <= 0))
    connection.execute(delete(o).where(o.c.entity.in_(touched), o.c.times <= 0))
    return touched


def recount(connection: Connection, entities: Sequence[int]) -> None:
    """Make the names and offices of these entities what their actors and agreements tell now."""
    i, f = t.identities.c, t.findings.c
    _unfile(connection, entities)
    for table in (t.names, t.offices):
        connection.execute(delete(table).where(table.c.entity.in_(entities)))
    book = Book(connection)
    book.load(entities)
    for agreement, name in names_in(connection, i.entity.in_(entities)):
        teach_names(book, agreement, [name])
    query = select(f.text).join(t.identities, i.finding == f.key).where(i.entity.in_(entities)).distinct()
    texts = sorted(connection.execute(query).scalars())
    for part in portions(texts, CHUNK):
        actors = stored_actors(connection, part)
        keys = select(i.finding, i.entity).where(i.finding.in_([a.key for a in actors]))
        owners = dict(connection.execute(keys).all())
        for actor in actors:
            entity = owners.get(actor.key)
            if entity in entities and (actor.named or actor.kind != "person"):
                assert entity is not None
                teach(book, actor, entity, tuple(held_offices(actor, owners)))
    book.close()
    file_issues(connection, entities)


def prune(connection: Connection, entities: set[int]) -> None:
    """Take out those of these entities that nothing tells of any more and no judgement names."""
    e = t.entities
    what = t.judgements.c.what
    on_entities = func.json_extract(what, "$.fact").is_(None)
    judged = {one for row in connection.execute(select(what).where(on_entities)).scalars() for one in _ids(row)}
    named = set(keys_of(connection, judged).values())
    kept = or_(
        exists(
            select(t.identities.c.finding).where(
                or_(t.identities.c.entity == e.c.key, t.identities.c.machine == e.c.key)
            )
        ),
        exists(select(t.offices.c.entity).where(t.offices.c.of == e.c.key)),
        exists(select(t.vacancies.c.actor).where(t.vacancies.c.of == e.c.key)),
    )
    rows = connection.execute(select(e.c.key).where(e.c.key.in_(entities), ~kept)).scalars()
    gone = [key for key in rows if key not in named]
    _unfile(connection, gone)
    for table in (t.names, t.offices, t.unsure, t.aliases):
        connection.execute(delete(table).where(table.c.entity.in_(gone)))
    connection.execute(delete(e).where(e.c.key.in_(gone)))


def _unfile(connection: Connection, entities: Sequence[int]) -> None:
    """Take entities out of the file of names: they lie under the keys of their names, of whatever kind they were."""
    unfile_issues(connection, entities)
    n, k = t.names.c, t.name_keys
    for entity, name in connection.execute(select(n.entity, n.name).where(n.entity.in_(entities))).all():
        keys = {key for kind in ("person", "organization") for key in filing_keys(kind, name)}
        connection.execute(delete(k).where(k.c.hash.in_(keys), k.c.entity == entity))


def _ids(what: dict[str, Any]) -> set[str]:
    """The entities that a judgement names."""
    return {*what.get("entities", ()), *(what[key] for key in ("into", "entity", "new") if key in what)}
