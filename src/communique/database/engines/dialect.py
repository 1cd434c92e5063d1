"""PostgreSQL as SQLAlchemy speaks it to a store: the same statements mean there what they mean to SQLite.

Questions are put in SQLAlchemy's language and were made for SQLite. What the two databases understand otherwise is
turned here, in one place: where rows without a value stand in an order, whether LIKE minds capitals (of ASCII alone, it
does not), that the sum of whole numbers is one, and a few functions. Text compares by its code points, as the columns'
collation says (:mod:`communique.database.engines.tables`).
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import Boolean, ColumnElement, FromClause, Integer, Label
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.base import PGTypeCompiler
from sqlalchemy.dialects.postgresql.pg8000 import PGCompiler_pg8000, PGDialect_pg8000
from sqlalchemy.sql import sqltypes
from sqlalchemy.sql.elements import ClauseList, Grouping, Null, UnaryExpression, _label_reference
from sqlalchemy.sql.operators import and_, desc_op, is_not, nulls_first_op, nulls_last_op
from sqlalchemy.sql.schema import Column

__all__ = ["NAME", "StoreDialect"]

NAME = "postgresql+communique"


class _Compiler(PGCompiler_pg8000):
    """Statements in PostgreSQL's words."""

    def group_by_clause(self, select: Any, **kw: Any) -> str:
        places = _places(select)
        told = [places.get(id(_bare(one))) or one._compiler_dispatch(self, **kw) for one in select._group_by_clauses]
        return f" GROUP BY {', '.join(told)}" if told else ""

    def order_by_clause(self, select: Any, **kw: Any) -> str:
        places = _places(select) if getattr(select, "_group_by_clauses", ()) else {}
        listed = self._in_order(select._order_by_clauses, places, _there(select), **kw)
        return f" ORDER BY {listed}" if listed else ""

    def visit_over(self, over: Any, **kw: Any) -> str:
        parts = []
        if over.partition_by is not None and len(over.partition_by):
            parts.append(f"PARTITION BY {over.partition_by._compiler_dispatch(self, **kw)}")
        if over.order_by is not None and len(over.order_by):
            parts.append(f"ORDER BY {self._in_order(over.order_by, **kw)}")
        return f"{over.element._compiler_dispatch(self, **kw)} OVER ({' '.join(parts)})"

    def _in_order(
        self, clauses: Any, places: Mapping[int, str] = MappingProxyType({}), there: Sequence[Any] = (), **kw: Any
    ) -> str:
        """Rows without a value come first, and last where the order is turned round; of columns ``there`` are none."""
        told = []
        for one in clauses:
            bare = _bare(one)
            turned = isinstance(bare, UnaryExpression) and bare.modifier is desc_op
            place = places.get(id(_bare(bare.element) if turned else bare))
            text = one._compiler_dispatch(self, **kw) if place is None else place + " DESC" * turned
            if text:
                plain = any(bare is column for column in there)  # so that an index on it still serves
                told.append(text if plain else text + _nulls(one))
        return ", ".join(told)

    def visit_like_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:  # noqa: ARG002 (SQLAlchemy's)
        return self._like(binary, "LIKE", **kw)

    def visit_not_like_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:  # noqa: ARG002
        return self._like(binary, "NOT LIKE", **kw)

    visit_ilike_op_binary = visit_like_op_binary
    visit_not_ilike_op_binary = visit_not_like_op_binary

    def _like(self, binary: Any, word: str, **kw: Any) -> str:
        left, right = (f'lower({self.process(side, **kw)} COLLATE "C")' for side in (binary.left, binary.right))
        escape = binary.modifiers.get("escape")
        # Without ESCAPE a stroke is a character like any other to SQLite.
        return f"{left} {word} {right} ESCAPE '{escape or ''}'"

    def visit_between_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        """What stands in a text is told by its finding's text: an equality, whose rarity the planner knows.

        Of a row between two others' values it expects a ninth of the table, and then walks all of it.
        """
        first, last = (_bare(one) for one in binary.right.clauses)
        if (getattr(first, "name", None), getattr(last, "name", None)) != ("first_finding", "last_finding"):
            told: str = super().visit_between_op_binary(binary, operator, **kw)  # type: ignore[no-untyped-call]
            return told
        key, text = binary.left, first.table.c["key"]
        if "text" in key.table.c and key.name == "key":
            return self.process(key.table.c["text"] == text, **kw)
        own = f"own_{len(self.stack)}_{key.table.name}"
        return (
            f"EXISTS (SELECT 1 FROM findings AS {own} WHERE {own}.key = {self.process(key, **kw)} "
            f"AND {own}.text = {self.process(text, **kw)})"
        )

    def visit_sum_func(self, fn: Any, **kw: Any) -> str:
        told = f"sum{self.function_argspec(fn, **kw)}"
        return f"CAST({told} AS BIGINT)" if isinstance(fn.type, Integer) else told

    def visit_substr_func(self, fn: Any, **kw: Any) -> str:
        text, *places = (self.process(part, **kw) for part in fn.clauses)
        return f"substr({', '.join([text, *(f'CAST({place} AS INT)' for place in places)])})"

    def visit_min_func(self, fn: Any, **kw: Any) -> str:
        return ("least" if len(fn.clauses) > 1 else "min") + self.function_argspec(fn, **kw)

    def visit_max_func(self, fn: Any, **kw: Any) -> str:
        return ("greatest" if len(fn.clauses) > 1 else "max") + self.function_argspec(fn, **kw)

    def visit_json_each_func(self, fn: Any, **kw: Any) -> str:
        return "communique_each" + self.function_argspec(fn, **kw)

    def visit_json_extract_func(self, fn: Any, **kw: Any) -> str:
        return "communique_extract" + self.function_argspec(fn, **kw)

    def visit_text_words_func(self, fn: Any, **kw: Any) -> str:
        return "communique_texts_with" + self.function_argspec(fn, **kw)

    def visit_statement_words_func(self, fn: Any, **kw: Any) -> str:
        return "communique_statements_with" + self.function_argspec(fn, **kw)


def _bare(one: Any) -> Any:
    """An expression out of what wraps it in a list or refers to its label."""
    while True:
        if isinstance(one, ClauseList) and len(one.clauses) == 1:
            one = one.clauses[0]
        elif isinstance(one, (_label_reference, Grouping, Label)):
            one = one.element
        else:
            return one


def _places(select: Any) -> dict[int, str]:
    """Where selected expressions stand: by that they are grouped, since two with values are never the same to it."""
    found: dict[int, str] = {}
    number = 0
    for one in getattr(select, "_raw_columns", ()):
        number += 1
        if isinstance(one, FromClause) and not isinstance(one, ColumnElement):
            number += len(one.c) - 1
        elif not isinstance(_bare(one), Column):
            found[id(_bare(one))] = str(number)
    return found


def _there(select: Any) -> list[Any]:
    """Columns of which a SELECT wants only rows that have a value."""
    wanted = [part for one in getattr(select, "_where_criteria", ()) for part in getattr(one, "clauses", (one,))
              if getattr(one, "operator", and_) in (and_, is_not)]  # fmt: skip
    return [part.left for part in wanted if getattr(part, "operator", None) is is_not and isinstance(part.right, Null)]


def _nulls(one: Any) -> str:
    """Where rows without a value stand, for an element of an order that does not say it."""
    turned = False
    while (inner := getattr(one, "element", None)) is not None and not isinstance(one, Column):
        if isinstance(one, UnaryExpression):
            if one.modifier in (nulls_first_op, nulls_last_op):
                return ""
            turned = turned or one.modifier is desc_op
        one = inner
    if isinstance(one, Column) and (one.primary_key or not one.nullable):
        return ""  # so that an index still serves
    if isinstance(getattr(one, "type", None), Boolean):
        return ""  # "is there none" is never unknown
    return " NULLS LAST" if turned else " NULLS FIRST"


class _Types(PGTypeCompiler):
    """Types in PostgreSQL's words: a number has as many bits as SQLite's, JSON is kept as it was written."""

    def visit_INTEGER(self, type_: Any, **kw: Any) -> str:  # noqa: ARG002, N802 (SQLAlchemy's)
        return "BIGINT"

    def visit_JSON(self, type_: Any, **kw: Any) -> str:  # noqa: ARG002, N802
        return "TEXT"


class _Json(sqltypes.JSON):
    """JSON as text; what the server says of its own tables comes decoded."""

    render_bind_cast = False

    def result_processor(self, dialect: Any, coltype: object) -> Any:
        decode: Any = super().result_processor(dialect, coltype)
        return lambda value: decode(value) if isinstance(value, str) else value


class StoreDialect(PGDialect_pg8000):
    """The dialect of stores: pg8000's, with SQLite's meanings."""

    driver = "communique"
    supports_statement_cache = True
    supports_native_json_deserialization = False
    statement_compiler = _Compiler
    type_compiler_cls = _Types
    colspecs = PGDialect_pg8000.colspecs | {sqltypes.JSON: _Json}

    def do_ping(self, dbapi_connection: Any) -> bool:
        try:
            return bool(super().do_ping(dbapi_connection))
        except OSError as error:  # the driver lets it pass, and SQLAlchemy knows the driver's errors alone
            raise self.loaded_dbapi.InterfaceError("network error") from error

    def do_close(self, dbapi_connection: Any) -> None:
        with contextlib.suppress(Exception):  # of a connection that broke nothing is left to close
            dbapi_connection.close()

    def is_disconnect(self, e: Any, connection: Any, cursor: Any) -> bool:
        told = e.args[0] if e.args and isinstance(e.args[0], dict) else {}
        return told.get("C", "")[:2] in ("57", "08") or bool(super().is_disconnect(e, connection, cursor))  # type: ignore[no-untyped-call]


registry.register("postgresql.communique", __name__, "StoreDialect")
