"""Ids of entities that do not hang on the order in which reports were added; the former ones become aliases."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import sqlalchemy as sa
from alembic import op

from communique.database.column_types import FactId, numbers
from communique.knowledge.organizations import organizations
from communique.knowledge.states import states
from communique.model.identity import fact_identity

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

FIXED, NAMED = 1, 2
"""The id does not follow the members; neither does the name, which a table of the world says."""


def upgrade() -> None:
    """Make the column and the table, and give entities their ids."""
    op.add_column("entities", sa.Column("fixed", sa.Integer()))
    op.create_table(
        "aliases",
        sa.Column("id", FactId(), nullable=False),
        sa.Column("entity", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entity"], ["entities.key"], name="fk_aliases_entity"),
        sa.PrimaryKeyConstraint("id", name="pk_aliases"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_aliases_entity", "aliases", ["entity"])
    _rename(op.get_bind())
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP VIEW all_judgements")
        for statement in _written("v0003_ids.sql"):
            op.execute(statement)


def downgrade() -> None:
    """Take them away again; entities keep the ids that they have now."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP VIEW all_judgements")
        op.execute("DROP VIEW all_aliases")
        op.execute(next(s for s in _written("v0002_views.sql") if "VIEW all_judgements" in s))
    op.drop_table("aliases")
    op.drop_column("entities", "fixed")


def _written(name: str) -> list[str]:
    return files("communique.database.migrations.versions").joinpath(name).read_text("utf-8").split("\n--\n")


def _rename(bind: sa.Connection) -> None:
    entities = sa.table("entities", *(sa.column(c) for c in ("key", "kind", "fixed")), sa.column("id", FactId()))
    aliases = sa.table("aliases", sa.column("id", FactId()), sa.column("entity"))
    rows = bind.execute(sa.select(entities.c.key, entities.c.id, entities.c.kind).order_by(entities.c.key)).all()
    taken = {row.id: row.key for row in rows}
    own = _own_ids(bind)
    named = {_id("state", s.code) for s in states()} | {_id("organization", o.key) for o in organizations()}
    what = bind.execute(sa.text("SELECT what FROM judgements WHERE kind = 'split'")).scalars()
    judged = {(json.loads(row) if isinstance(row, str) else row)["new"] for row in what}
    follow = {numbers()[kind] for kind in ("person", "meeting", "agreement")}
    for key, one, kind in rows:
        given = own.get(key, set())
        change: dict[str, Any] = {}
        if one in named or one in judged or not (one in given or (given and kind in follow)):
            change["fixed"] = NAMED if one in named else FIXED
        elif (least := min(x for x in (*given, one) if x in given and taken.get(x, key) == key)) != one:
            change["id"] = least
            bind.execute(sa.insert(aliases), {"id": one, "entity": key})
        if change:
            bind.execute(sa.update(entities).where(entities.c.key == key).values(**change))


def _id(kind: str, code: str) -> str:
    """The id of the entity that a table knows by a code, or that has this actor, meeting or agreement as a member."""
    return fact_identity("entity", "", (), kind, code)


def _own_ids(bind: sa.Connection) -> dict[int, set[str]]:
    """The ids that its members would give each entity, as the machine decided."""
    found: dict[int, set[str]] = defaultdict(set)
    for entity, kind, finding in _members(bind):
        found[entity].add(_id(kind, finding))
    return found


def _members(bind: sa.Connection) -> Iterator[tuple[int, str, str]]:
    kinds = {number: word for word, number in numbers().items()}
    query = sa.text(
        "SELECT coalesce(i.machine, i.entity) AS entity, a.kind AS actor, x.kind AS fact, f.id AS id FROM identities i "
        "JOIN findings f ON f.key = i.finding JOIN extractors x ON x.key = f.extractor "
        "LEFT JOIN actors a ON a.key = f.key"
    ).columns(sa.column("entity"), sa.column("actor"), sa.column("fact"), sa.column("id", FactId()))
    for row in bind.execute(query):
        yield row.entity, row.fact if row.actor is None else kinds[row.actor], row.id
