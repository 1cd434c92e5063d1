"""Statements that go to the driver as they are give what SQLAlchemy's own way gives."""

from __future__ import annotations

import pytest
from sqlalchemy import bindparam, delete, insert, select, update

from communique.database import schema as t
from communique.database.driver_statement import DriverStatement, ListStatement, put_many
from communique.database.portions import KEYS
from communique.store import Store
from tests.database.toy import report

SAID = "Foreign Minister Sergei Lavrov of Russia warned that talks may fail."


@pytest.mark.parametrize(
    ("statement", "values"),
    [
        (select(t.texts.c.key, t.texts.c.text_id).where(t.texts.c.key == bindparam("key")), {"key": 1}),
        (select(t.texts.c.key).where(t.texts.c.text_id == bindparam("id")), {"id": report(SAID).text_id}),
        (select(t.texts.c.boilerplate, t.texts.c.story).where(t.texts.c.key >= bindparam("key")).limit(3), {"key": 0}),
        (select(t.findings.c.id, t.findings.c.confidence).where(t.findings.c.text == bindparam("text")), {"text": 1}),
        (select(t.actors.c.kind).where(t.actors.c.kind != "state", t.actors.c.key > bindparam("k")), {"k": 0}),
        (select(t.identities.c.reasons, t.identities.c.score), {}),
        (select(t.texts.c.key).where(t.texts.c.key == bindparam("key")), {"key": 99}),
    ],
)  # fmt: skip
def test_rows_are_those_of_sqlalchemy(place: Store, fill, statement, values: dict[str, object]) -> None:
    fill(place, [report(SAID)])
    with place.engine(write=True).begin() as connection:
        expected = [tuple(row) for row in connection.execute(statement, values)]
        made = DriverStatement(statement)
        assert made(connection, **values) == expected
        assert made.scalars(connection, **values) == [row[0] for row in expected]
        assert made.scalar(connection, **values) == (expected[0][0] if expected else None)


@pytest.mark.parametrize(
    ("columns", "listed", "values"),
    [
        ((t.texts.c.key, t.texts.c.text_id), t.texts.c.key, [1, 99]),
        ((t.texts.c.key,), t.texts.c.text_id, [report(SAID).text_id]),
        ((t.actors.c.kind, t.actors.c.key), t.actors.c.key, list(range(2 * KEYS + 1))),
        ((t.actors.c.key,), t.actors.c.kind, ["person", "state"]),
        ((t.actors.c.key,), t.actors.c.kind, []),
    ],
)  # fmt: skip
def test_lists_of_any_length(place: Store, fill, columns, listed, values: list[object]) -> None:
    fill(place, [report(SAID)])
    key = listed.table.c["key"]
    asked = select(*columns).where(key > 0, listed.in_(bindparam("asked", expanding=True)), key < 50)
    with place.engine(write=True).begin() as connection:
        expected = connection.execute(select(*columns).where(key < 50, listed.in_(values))).all()
        found = ListStatement(asked)(connection, values)
    assert sorted(found) == sorted(map(tuple, expected))
    assert bool(expected) == bool(values)


def test_it_writes(place: Store, fill) -> None:
    fill(place, [report(SAID)])
    e, a = t.entities, t.aliases
    own = bindparam("own", type_=e.c.key.type)
    one = "e0123456789abcdef"
    with place.engine(write=True).begin() as connection:
        DriverStatement(update(e).where(e.c.key == own).values(id=bindparam("now", type_=e.c.id.type)))(
            connection, own=1, now=one
        )
        DriverStatement(insert(a).values(id=bindparam("was", type_=a.c.id.type), entity=own))(
            connection, was="eaaaaaaaaaaaaaaaa", own=1
        )
    with place.engine(write=True).begin() as connection:
        assert connection.execute(select(e.c.id).where(e.c.key == 1)).scalar() == one
        assert connection.execute(select(a.c.id)).scalars().all() == ["eaaaaaaaaaaaaaaaa"]
        DriverStatement(delete(a).where(a.c.id == bindparam("was")))(connection, was="eaaaaaaaaaaaaaaaa")
        put_many(connection, "INSERT INTO aliases (id, entity) VALUES (?, ?)", [(b"e" + bytes(8), 1)])
    assert not place.check().problems
    with place.reading() as connection:
        assert connection.execute(select(a.c.id)).scalars().all() == ["e0000000000000000"]


def test_only_in_a_transaction(place: Store, fill) -> None:
    fill(place, [report(SAID)])
    with place.engine(write=True).connect() as connection, pytest.raises(AssertionError):
        DriverStatement(select(t.texts.c.key))(connection)
