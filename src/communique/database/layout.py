"""How each kind of fact lies in the tables: the one place that knows, for the tables, for writing and for reading."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec
from msgspec import inspect

from communique.model import FACT_KINDS, Magnitude, Place, Span, Statement, kind_of
from communique.model.kinds import Kind

__all__ = ["LAYOUTS", "MANNER", "Layout", "Row", "implied_evidence", "layout_of"]

MANNER = ("mode", "act", "attitude", "polarity", "factuality")
"""How something is said: few combinations occur, so a statement names one of them in ``manners``."""
COMMON = ("id", "statement", "confidence", "extractor")
"""Fields that lie alike for all kinds, in ``findings``."""
RENAMED = {"start": "start_date", "end": "end_date"}
"""Fields whose columns are called otherwise: in every table ``start`` and ``end`` are offsets."""

PLACE = {"place": "name", "place_country": "country", "place_latitude": "latitude", "place_longitude": "longitude"}
"""The columns of a place, and its fields that they hold."""
NOWHERE: Mapping[str, None] = MappingProxyType(dict.fromkeys(PLACE))
PACKED = (Magnitude,)
"""Structs that lie as JSON in one column."""
ENTITY = "entity"
"""The field of a struct in a fact that says which entity of a store it is; no column holds it."""

Row = dict[str, Any]


class Plain(msgspec.Struct, frozen=True):
    """A field that is one value in one column."""

    column: str
    code: bool
    """Whether its values are words of a closed list."""
    several: bool
    """Whether it holds a tuple of such words."""
    null: bool


class Layout(msgspec.Struct, frozen=True):
    """One kind of fact. Fields of a struct in the fact lie as if they were its own: :func:`_flattened`."""

    kind: str
    """As in ``findings.kind``: the singular of the table's name."""
    field: str
    """Of the record; also the name of the table."""
    struct: type[Any]
    fields: tuple[str, ...]
    """Those that lie in the kind's own table, in the struct's order: the next three sorts, and ``place``."""
    plain: Mapping[str, Plain]
    """Fields of one value."""
    actors: Mapping[str, bool]
    """Fields that name one actor -> whether they may be empty; the columns are called the same and hold his key."""
    span: Mapping[str, bool]
    """Fields of one span -> whether they may be empty; the prefix of the two columns is called the same."""
    spans: tuple[str, ...]
    """Fields of several spans, in ``spans`` under the field's name."""
    many: Mapping[str, str]
    """Fields that name several actors -> their part in ``participants``."""
    inner: Mapping[str, tuple[type[Any], Mapping[str, str]]]
    """Fields that hold a struct of their own -> that struct, and what its fields are called here."""
    linked: str | None
    """The field whose struct names the entity of a store that the fact is of: a store's link, in no column."""
    elided: Mapping[str, str]
    """Fields left empty in the table where they repeat the words of a span -> that span's field: an issue's label."""
    packed: Mapping[str, type[Any]]
    """Fields of a struct that few facts have, as JSON in one column -> that struct."""
    indexed: tuple[str, ...]
    """Columns besides the actors' by which the store is searched."""

    @property
    def place(self) -> bool:
        """Whether it has a place: name, country and coordinates in four columns."""
        return "place" in self.fields

    @property
    def is_statement(self) -> bool:
        """Statements have a parent, a manner and a wording besides."""
        return self.struct is Statement

    def column(self, path: str) -> str:
        """The column that holds a field of :class:`communique.model.kinds.Kind`: "issue.label" -> "label"."""
        first, _, rest = path.partition(".")
        if first in self.inner:
            first = self.inner[first][1][rest]
        return self.plain[first].column if first in self.plain else first

    def row(self, fact: Any, actors: Mapping[str, int], text: str) -> Row:
        """The columns of a fact in its own table, ``key`` and ``parent`` left out.

        Args:
            fact: of the layout's struct.
            actors: the keys of the record's actors by their ids.
            text: the report's.

        Raises:
            KeyError: it names an actor that is not in ``actors``.
        """
        plan = _plan(self.field)
        row: Row = dict(zip(plan.plain, plan.get_plain(fact), strict=True))
        for column in plan.several:
            row[column] = list(row[column]) or None
        for name, actor in zip(self.actors, plan.get_actors(fact), strict=True):
            row[name] = None if actor is None else actors[actor]
        for (first, last), span in zip(plan.spans, plan.get_spans(fact), strict=True):
            row[first], row[last] = (span.start, span.end) if span else (None, None)
        if plan.place:
            place: Place | None = fact.place
            row |= {column: getattr(place, name) for column, name in PLACE.items()} if place else NOWHERE
        for field in self.packed:
            held = getattr(fact, field)
            row[field] = None if held is None else msgspec.json.encode(held).decode()
        for column, get_span in plan.elided:
            span = get_span(fact)
            if span is not None and row[column] == span.of(text):
                row[column] = None
        return row

    def fact(self, row: Mapping[str, Any], actors: Mapping[int, str], text: str, more: Mapping[str, Any]) -> Any:
        """The fact of a row; ``more`` has what lies in other tables by field. The inverse of :meth:`row`."""
        given: dict[str, Any] = {}
        for field, plain in self.plain.items():
            value = row[plain.column]
            given[field] = tuple(value or ()) if plain.several else value
        for field in self.actors:
            given[field] = None if row[field] is None else actors[row[field]]
        for field in self.span:
            start = row[f"{field}_start"]
            given[field] = None if start is None else Span(start, row[f"{field}_end"])
        if self.place:
            told = {name: row[column] for column, name in PLACE.items()}
            given["place"] = None if told["name"] is None else Place(**told)
        for field, struct in self.packed.items():
            given[field] = None if row[field] is None else msgspec.json.decode(row[field], type=struct)
        for field, of in self.elided.items():
            if given[field] is None:
                given[field] = given[of].of(text)
        for field, (struct, names) in self.inner.items():
            given[field] = struct(**{name: given.pop(here) for name, here in names.items()})
        return self.struct(**given, **more)

    def path(self, field: str) -> str:
        """Where a fact has a field: "issue.span" for the column "issue"."""
        for outer, (_, names) in self.inner.items():
            for name, here in names.items():
                if here == field:
                    return f"{outer}.{name}"
        return field


class _Plan(NamedTuple):
    """What makes a row of a fact, found out once for each kind."""

    plain: tuple[str, ...]
    """Columns of one value."""
    get_plain: Callable[[Any], tuple[Any, ...]]
    several: tuple[str, ...]
    """Those of them that hold a list."""
    get_actors: Callable[[Any], tuple[Any, ...]]
    spans: tuple[tuple[str, str], ...]
    """The two columns of each span."""
    get_spans: Callable[[Any], tuple[Any, ...]]
    place: bool
    elided: tuple[tuple[str, Callable[[Any], Span | None]], ...]


@cache
def _plan(kind: str) -> _Plan:
    """Of a kind of fact, by its field in the record."""
    layout = next(one for one in LAYOUTS if one.field == kind)

    def get(fields: Iterable[str]) -> Callable[[Any], tuple[Any, ...]]:
        paths = [layout.path(field) for field in fields]
        if len(paths) > 1:
            return operator.attrgetter(*paths)
        single = [operator.attrgetter(path) for path in paths]
        return lambda fact: tuple([of(fact) for of in single])

    return _Plan(
        tuple(plain.column for plain in layout.plain.values()),
        get(layout.plain),
        tuple(plain.column for plain in layout.plain.values() if plain.several),
        get(layout.actors),
        tuple((f"{field}_start", f"{field}_end") for field in layout.span),
        get(layout.span),
        layout.place,
        tuple(
            (layout.plain[field].column, operator.attrgetter(layout.path(span)))
            for field, span in layout.elided.items()
        ),
    )


def layout_of(kind: Kind) -> Layout:
    """The layout that follows from a kind's row and its struct.

    Raises:
        TypeError: the struct has a field of a type that no column holds; the message names it.
    """
    parties = dict(kind.parties)
    left_out = {*COMMON, *parties, *(("parent", *MANNER) if kind.struct is Statement else ())}
    inner = _inner(kind.struct)
    linked = next((field for field, (struct, _) in inner.items() if ENTITY in struct.__struct_fields__), None)
    elided = {names["label"]: names["span"] for _, names in inner.values() if {"label", "span"} <= names.keys()}
    plain: dict[str, Plain] = {}
    actors: dict[str, bool] = {}
    span: dict[str, bool] = {}
    spans: list[str] = []
    packed: dict[str, type[Any]] = {}
    fields: list[str] = []
    for name, held, null in _flattened(kind.struct, inner):
        if name in left_out:
            continue
        fields.append(name)
        match held:
            case _ if name in kind.actors:
                actors[name] = null
            case inspect.StructType(cls=cls) if cls is Span:
                span[name] = null
            case inspect.StructType(cls=cls) if cls is Place and name == "place":
                pass  # columns of their own
            case inspect.StructType(cls=cls) if cls in PACKED:
                packed[name] = cls
            case inspect.VarTupleType(item_type=inspect.StructType(cls=cls)) if cls is Span:
                spans.append(name)
                fields.remove(name)
            case inspect.VarTupleType(item_type=inspect.StrType()):
                plain[name] = Plain(RENAMED.get(name, name), code=True, several=True, null=True)
            case inspect.StrType() | inspect.LiteralType():
                code = isinstance(held, inspect.LiteralType) or name in kind.codes
                plain[name] = Plain(RENAMED.get(name, name), code=code, several=False, null=null or name in elided)
            case _:
                raise TypeError(f"{kind.struct.__name__}.{name}: the store has no column for {held}")
    return Layout(
        kind.singular, kind.field, kind.struct, tuple(fields), plain, actors, span, tuple(spans), parties, inner,
        linked, elided, packed, tuple(RENAMED.get(name, name) for name in kind.indexed),
    )  # fmt: skip


def _fields(struct: type[Any]) -> tuple[inspect.Field, ...]:
    info = inspect.type_info(struct)
    assert isinstance(info, inspect.StructType)
    return info.fields


def _bare(kind: inspect.Type) -> tuple[inspect.Type, bool]:
    """A type without None, and whether it had it."""
    if isinstance(kind, inspect.UnionType):
        left = [one for one in kind.types if not isinstance(one, inspect.NoneType)]
        if len(left) == 1:
            return left[0], len(left) < len(kind.types)
    return kind, False


def _inner(struct: type[Any]) -> dict[str, tuple[type[Any], Mapping[str, str]]]:
    """Fields that hold a struct of their own, but spans and places; see :attr:`Layout.inner`.

    The field ``span`` of such a struct is called as the struct is: an issue's ``label`` and ``span`` become ``label``
    and ``issue``.
    """
    found: dict[str, tuple[type[Any], Mapping[str, str]]] = {}
    for field in _fields(struct):
        held, _ = _bare(field.type)
        if isinstance(held, inspect.StructType) and held.cls not in (Span, Place, *PACKED):
            found[field.name] = (
                held.cls,
                {f.name: field.name if f.name == "span" else f.name for f in held.fields if f.name != ENTITY},
            )
    return found


def _flattened(
    struct: type[Any], inner: Mapping[str, tuple[type[Any], Mapping[str, str]]]
) -> Iterator[tuple[str, inspect.Type, bool]]:
    """Name, type and whether it may be None of every field, those of structs in it in their place."""
    for field in _fields(struct):
        if field.name in inner:
            held, names = inner[field.name]
            for below in _fields(held):
                if below.name == ENTITY:
                    continue
                yield names[below.name], *_bare(below.type)
        else:
            yield field.name, *_bare(field.type)


def implied_evidence(content: Iterable[Span], source: Span | None, cue: Span | None) -> tuple[Span, ...]:
    """The evidence of a statement, unless its rows in ``spans`` say otherwise: its source, its cue and its content."""
    return tuple(sorted({*content, *(span for span in (source, cue) if span is not None)}))


LAYOUTS = tuple(layout_of(kind_of(field)) for field in FACT_KINDS)
"""Every kind of fact, in the record's order."""
