"""The tables of a store on PostgreSQL: those of the schema, made with the functions, views and triggers it takes."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from sqlalchemy import BigInteger, Connection, Float, Integer, LargeBinary, MetaData, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType

from communique.database import schema as t
from communique.database.engines.dialect import StoreDialect

__all__ = ["SEARCHED", "index_findings", "make", "size_of_tables"]

CONTENT = "content"
"""The row of ``sums`` that says how often the tables changed; whoever writes holds it."""
SEARCHED = ("text_words", "statement_words")
"""Tables of words, which only a server has; with SQLite they are its full-text indexes."""
FINDINGS = "CREATE INDEX IF NOT EXISTS ix_findings_text ON findings (text)"
"""By which a server finds what stands in a text; SQLite walks the keys from the text's first finding to its last."""
TEXT = postgresql.TEXT(collation="C")
"""Compared by code points, as SQLite does, whatever the database's language is."""


def make(connection: Connection) -> None:
    """Make everything that a store of this version has, in an empty schema."""
    run = connection.exec_driver_sql
    made = _tables()
    for table in made.sorted_tables:
        connection.execute(CreateTable(table))
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            connection.execute(CreateIndex(index))
    run(FINDINGS)
    for name in ("functions", "search", "views"):
        written = files("communique.database.engines").joinpath(f"postgres_{name}.sql").read_text("utf-8")
        for statement in written.split("\n--\n"):
            run(statement)
    for table in made.sorted_tables:
        if _numbered(table):
            run(f"CREATE TRIGGER number BEFORE INSERT ON {table.name} FOR EACH ROW WHEN (NEW.key IS NULL) "
                "EXECUTE FUNCTION communique_number()")  # fmt: skip
        if table.name not in ("sums", "judgements"):
            run(f"CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table.name} "
                "EXECUTE FUNCTION communique_changed()")  # fmt: skip
    run("CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON judgements EXECUTE FUNCTION communique_kept()")
    run("INSERT INTO sums VALUES ('content', 0, 0)")
    run("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL CONSTRAINT alembic_version_pkc PRIMARY KEY)")
    run(f"INSERT INTO alembic_version VALUES ('{t.HEAD}')")


def index_findings(connection: Connection) -> None:
    """Make the index of findings by their texts in a store of 0.7.0, if whoever asks owns it."""
    told = (
        "SELECT pg_has_role(c.relowner, 'USAGE') AND to_regclass('ix_findings_text') IS NULL FROM pg_class c "
        "WHERE c.oid = to_regclass('findings')"
    )
    if connection.exec_driver_sql(told).scalar():
        connection.exec_driver_sql(FINDINGS)
        connection.exec_driver_sql("ANALYZE findings")
        connection.commit()


def size_of_tables(connection: Connection) -> int:
    """Bytes of all tables of the store with their indexes."""
    names = ", ".join(f"'{name}'" for name in (*t.metadata.tables, *SEARCHED))
    told = (
        "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c "
        f"WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname IN ({names})"
    )
    return int(connection.exec_driver_sql(told).scalar_one())


class _Number(UserDefinedType[int]):
    """A whole number of four bytes: keys, offsets, counts."""

    def get_col_spec(self, **_kw: Any) -> str:
        """In DDL."""
        return "INTEGER"


def _tables() -> MetaData:
    """The schema's tables with PostgreSQL's types; numbers of rows come from a trigger, without gaps, as SQLite's."""
    made = MetaData(naming_convention=t.metadata.naming_convention)
    for table in t.metadata.sorted_tables:
        copied = table.to_metadata(made)
        for reference in copied.foreign_key_constraints:
            reference.deferrable = True  # as a copy takes them
        for column in copied.c:
            column.type = _type(column.type)
            column.autoincrement = False
    made.tables["sums"].c["sum"].type = BigInteger()
    return made


def _type(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    made: Any = StoreDialect
    own = kind.dialect_impl(made())
    own = own.impl_instance if isinstance(own, TypeDecorator) else own
    if isinstance(own, Integer):
        return BigInteger() if isinstance(own, BigInteger) else _Number()
    if isinstance(own, Float):
        return postgresql.DOUBLE_PRECISION()
    if isinstance(own, LargeBinary):
        return postgresql.BYTEA()
    return TEXT


def _numbered(table: Table) -> bool:
    keys = list(table.primary_key.columns)
    return len(keys) == 1 and keys[0].name == "key" and not keys[0].foreign_keys
