"""The tables of a store: plain names and foreign keys, so that any SQLite tool can read it.

A text is kept once, however many reports print it; what was found in it hangs on the text. Spans are offsets in code
points into ``texts.text`` and end before ``end``, as in the record. Every ``key`` is a number of this store alone;
``id`` is what survives it. ``docs/store.md`` explains each table; a change here needs a migration beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    JSON as _JSON,
)
from sqlalchemy import (
    Column,
    ColumnElement,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    Text,
    column,
    func,
    or_,
    select,
    table,
)

from communique.database.column_types import Digest, FactId, Reasons, Thousandths, Word, WordHash, WordList
from communique.database.layout import LAYOUTS, Layout

JSON = _JSON(none_as_null=True)

__all__ = [
    "APPLICATION", "CANONICAL", "HEAD", "INDEXES", "NAMES", "PERIOD", "VAGUE", "VIEWS", "called", "found_in",
    "metadata", "of_kind",
]  # fmt: skip

APPLICATION = 0x636F6D71
"""``PRAGMA application_id`` of a store ("comq"), so that no other program's database is taken for one."""
HEAD = "0011"
"""The newest migration; a test holds it to the folder of migrations."""
INDEXES = ("text_words", "statement_words")
"""The full-text indexes."""
VIEWS = (
    "text_search", "statement_search", "actor_names", "position_labels", "said", "evidence", "named", "happened",
    "mentions", "ids", "entity_ids", "who", "all_reports", "all_actors", "all_mentions", "all_statements",
    "all_positions", "all_conditionals", "all_meetings", "all_agreements", "all_relations", "all_events", "all_times",
    "all_entities", "all_aliases", "all_unsure", "all_judgements",
)  # fmt: skip
"""The views; a test holds them to what the migrations make."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *parts: Column[Any] | Index, plain: bool = False) -> Table:
    """A table; ``plain`` ones have no number of their own, their primary key is how they lie."""
    return Table(name, metadata, *parts, sqlite_with_rowid=not plain)


def _key() -> Column[Any]:
    return Column("key", Integer, primary_key=True)


def _to(name: str, table: str, *, null: bool = True, **more: Any) -> Column[Any]:
    return Column(name, Integer, ForeignKey(f"{table}.key"), nullable=null, **more)


def _seldom(table: Table, name: str) -> None:
    """An index on a column that is mostly empty: only the rows that have it lie in it."""
    there = table.c[name].is_not(None)
    Index(f"ix_{table.name}_{name}", table.c[name], sqlite_where=there, postgresql_where=there)


def _part_of(table: str) -> Column[Any]:
    """The key of a row that is the further half of a row of ``table``."""
    return Column("key", Integer, ForeignKey(f"{table}.key", ondelete="CASCADE"), primary_key=True, autoincrement=False)


def _owner(name: str, table: str) -> Column[Any]:
    """First part of the key of rows that go when their owner goes."""
    return Column(name, Integer, ForeignKey(f"{table}.key", ondelete="CASCADE"), primary_key=True)


def _n() -> Column[Any]:
    return Column("n", Integer, primary_key=True)


def _word(name: str, *, null: bool = True) -> Column[Any]:
    return Column(name, String, nullable=null)


def _listed(name: str, *, null: bool = True, **more: Any) -> Column[Any]:
    """A word out of a list that is known before: the number that it has in ``words``."""
    return Column(name, Word, nullable=null, **more)


def _span(name: str = "", *, null: bool = True) -> tuple[Column[Any], Column[Any]]:
    mark = f"{name}_" if name else ""
    return Column(f"{mark}start", Integer, nullable=null), Column(f"{mark}end", Integer, nullable=null)


def _columns(layout: Layout, field: str) -> Sequence[Column[Any]]:
    """The columns of one field of a kind."""
    if field in layout.plain:
        plain = layout.plain[field]
        return [
            Column(plain.column, WordList if plain.several else Word if plain.code else String, nullable=plain.null)
        ]
    if field in layout.actors:
        null = layout.actors[field]
        return [_to(field, "actors", null=null, index=not null or None)]
    if field in layout.packed:
        return [_word(field)]
    if field in layout.span:
        return _span(field, null=layout.span[field])
    return (_word("place"), _word("place_country"), Column("place_latitude", Float), Column("place_longitude", Float))


def _of_layout(layout: Layout) -> Table:
    """The table of a kind of fact: its columns follow from the kind's row in :mod:`communique.model.kinds`."""
    made = _table(
        layout.field, _part_of("findings"), *(column for field in layout.fields for column in _columns(layout, field))
    )
    for name in (*(name for name, null in layout.actors.items() if null), *layout.indexed):
        _seldom(made, name)
    return made


words = _table("words", _key(), _word("word", null=False))
readings = _table(
    "readings",
    _key(),
    Column("schema", Integer, nullable=False),
    _word("version", null=False),
    Column("models", JSON, nullable=False),
)
extractors = _table("extractors", _key(), _word("kind", null=False), _word("name", null=False))
manners = _table(
    "manners",
    _key(),
    _word("mode", null=False),
    _word("act", null=False),
    _word("attitude", null=False),
    _word("polarity", null=False),
    _word("factuality", null=False),
)
texts = _table(
    "texts",
    _key(),
    Column("text_id", Digest, nullable=False, unique=True),
    Column("characters", Integer, nullable=False),
    Column("words", Integer, nullable=False),
    _to("reading", "readings", index=True),
    _word("read_on"),
    _to("story", "texts", index=True),
    Column("first_finding", Integer),
    Column("last_finding", Integer),
    Column("boilerplate", JSON),
    # Last, so that the others are read without the pages over which a text goes on.
    Column("text", Text, nullable=False),
)
reports = _table(
    "reports",
    _key(),
    Column("id", String, nullable=False, unique=True),
    _to("text", "texts", null=False, index=True),
    _word("source", null=False),
    _word("title"),
    Column("publisher", String, index=True),
    _word("url"),
    _word("language"),
    _word("genre", null=False),
    Column("published", String, index=True),
    _word("earliest"),
    _word("latest"),
    _word("basis", null=False),
    Column("dating", JSON),
    Column("dating_confidence", Float, nullable=False),
    Column("first_day", String, index=True),
    _word("last_day"),
    _word("added", null=False),
    Index("ix_reports_days", "first_day", "last_day"),
)
VAGUE = or_(reports.c.first_day != reports.c.last_day, reports.c.published.is_distinct_from(reports.c.last_day))
"""Reports whose day is not plainly one: those alone may begin before a day and end on it or later."""
Index(
    "ix_reports_vague", reports.c.first_day, reports.c.last_day, reports.c.published, sqlite_where=VAGUE,
    postgresql_where=VAGUE,
)  # fmt: skip
particulars = _table(
    "particulars",
    Column("report", Integer, ForeignKey("reports.key", ondelete="CASCADE"), primary_key=True),
    _word("byline"),
    _word("section"),
    _word("page"),
    Column("extra", JSON),
)
"""What a source tells of a report beside title, date and address; without a row for one of which it tells nothing."""
findings = _table(
    "findings",
    _key(),
    Column("id", FactId, nullable=False),
    Column("text", Integer, ForeignKey("texts.key"), nullable=False),
    _to("extractor", "extractors", null=False),
    *_span(),
    Column("statement", Integer, ForeignKey("findings.key", deferrable=True, initially="DEFERRED")),
    Column("confidence", Thousandths, nullable=False),
)
actors = _table(
    "actors",
    _part_of("findings"),
    _word("name"),
    _listed("kind", null=False),
    Column("country", String),
    _listed("sector"),
    Column("mentions", Text),
)
mentions = table("mentions", column("actor"), column("n"), column("start"), column("end"), column("form"))
"""A view of ``actors.mentions``, a row each: as rows of a table of their own they would take four times the room."""
roles = _table(
    "roles", _owner("actor", "actors"), _n(), _word("title", null=False), _to("of", "actors"), *_span(),
    plain=True,
)  # fmt: skip
members = _table(
    "members", _owner("actor", "actors"), _n(), _to("member", "actors", null=False, index=True), plain=True
)
times = _table(
    "times", _owner("text", "texts"), _n(), *_span(null=False), _listed("type", null=False), _word("value", null=False),
    Column("confidence", Thousandths, nullable=False), plain=True,
)  # fmt: skip
statements = _table(
    "statements",
    _part_of("findings"),
    _to("speaker", "actors"),
    _to("speaks_for", "actors"),
    _to("via", "actors"),
    _to("addressee", "actors"),
    Column("parent", Integer, ForeignKey("findings.key", deferrable=True, initially="DEFERRED")),
    _to("manner", "manners", null=False),
    *_span("content"),
    *_span("source"),
    *_span("cue"),
    *_span("topic"),
    _word("date"),
    Column("wording", Integer, nullable=False),
)
Index("ix_statements_wording", statements.c.wording)
for _layout in LAYOUTS:
    if not _layout.is_statement:
        _of_layout(_layout)
meetings, agreements = metadata.tables["meetings"], metadata.tables["agreements"]
PERIOD = meetings.c.end_date != meetings.c.start_date
"""Meetings that end on another day than that on which they begin."""
Index("ix_meetings_periods", meetings.c.start_date, meetings.c.end_date, sqlite_where=PERIOD, postgresql_where=PERIOD)
participants = _table(
    "participants", _owner("finding", "findings"), _listed("part", null=False, primary_key=True), _n(),
    _to("actor", "actors", null=False, index=True), plain=True,
)  # fmt: skip
spans = _table(
    "spans", _owner("finding", "findings"), _listed("part", null=False, primary_key=True), _n(), *_span(null=False),
    plain=True,
)  # fmt: skip

entities = _table(
    "entities",
    _key(),
    Column("id", FactId, nullable=False, unique=True),
    _word("name", null=False),
    _listed("kind", null=False),
    Column("country", String),
    _listed("sector"),
    _to("same_as", "entities"),
    Column("fixed", Integer),
)
aliases = _table(
    "aliases", Column("id", FactId, primary_key=True), _to("entity", "entities", null=False, index=True), plain=True,
)  # fmt: skip
names = _table(
    "names", _owner("entity", "entities"), Column("name", String, primary_key=True), _word("shown"),
    Column("times", Integer, nullable=False), plain=True,
)  # fmt: skip
name_keys = _table(
    "name_keys", Column("hash", WordHash, primary_key=True), Column("entity", Integer, primary_key=True), plain=True,
)  # fmt: skip
offices = _table(
    "offices", _owner("entity", "entities"), Column("title", String, primary_key=True),
    Column("of", Integer, primary_key=True), _word("first_day"), _word("last_day"),
    Column("times", Integer, nullable=False), Index("ix_offices_of_title", "of", "title"), plain=True,
)  # fmt: skip
vacancies = _table(
    "vacancies", Column("of", Integer, ForeignKey("entities.key"), primary_key=True),
    Column("title", String, primary_key=True), _owner("actor", "actors"), _word("day"),
    Index("ix_vacancies_actor", "actor"), plain=True,
)  # fmt: skip
identities = _table(
    "identities",
    Column("finding", Integer, ForeignKey("findings.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    _to("entity", "entities", null=False, index=True),
    _to("machine", "entities"),
    Column("score", Thousandths, nullable=False),
    Column("reasons", Reasons),
)
unsure = _table(
    "unsure", _owner("finding", "findings"), _owner("entity", "entities"), Column("score", Thousandths, nullable=False),
    Column("reasons", Reasons), plain=True,
)  # fmt: skip
judgements = _table(
    "judgements",
    _key(),
    _word("made", null=False),
    _word("by", null=False),
    _word("kind", null=False),
    Column("what", JSON, nullable=False),
    _word("note"),
    _to("undoes", "judgements"),
)
fingerprints = _table(
    "fingerprints", Column("hash", Integer, primary_key=True), Column("text", Integer, primary_key=True), plain=True,
)  # fmt: skip

sums = _table(
    "sums", Column("of", String, primary_key=True), Column("key", Integer, primary_key=True),
    Column("sum", Integer, nullable=False), plain=True,
)  # fmt: skip
"""What :mod:`communique.database.sums` keeps."""

for _where, _names in (
    (findings, ("statement",)),
    (actors, ("country",)),
    (roles, ("of",)),
    (statements, ("speaker", "speaks_for", "via", "addressee", "parent", "date")),
    (entities, ("country", "same_as")),
    (identities, ("machine",)),
):
    for _name in _names:
        _seldom(_where, _name)

CANONICAL = entities.alias("canonical")
"""The entities into which people merged others: made once, since an alias takes longer to make than rows to read."""
NAMES = frozenset((*metadata.tables, *INDEXES, *VIEWS))
"""All that a store of this version has in it."""


def found_in(chosen: Sequence[int] | Select[Any], key: ColumnElement[int] = findings.c.key) -> ColumnElement[bool]:
    """Findings of these texts (their keys, or a query of them): a text's findings have keys that follow on each other.

    ``key`` is a column with keys of findings.

    An index over ``findings.text`` would tell the same in a seventh of the room that the texts themselves take.
    """
    return key.in_(_FOUND.where(texts.c.key.in_(chosen)))


_own = findings.alias("own")
_FOUND = (
    select(_own.c.key)
    .join_from(texts, _own, _own.c.key.between(texts.c.first_finding, texts.c.last_finding))
    .correlate(None)
)  # fmt: skip
"""Made once: an alias made for each question takes longer than many a question."""


def called() -> ColumnElement[str]:
    """The name of an actor: where the column is empty, the words of its first mention."""
    first = (
        select(func.substr(texts.c.text, findings.c.start + 1, findings.c.end - findings.c.start))
        .where(findings.c.key == actors.c.key, texts.c.key == findings.c.text)
        .correlate(actors)
        .scalar_subquery()
    )
    return func.coalesce(actors.c.name, first)


def of_kind(kind: str) -> Any:
    """Findings of a kind: "actor", "statement", "meeting" ..."""
    return findings.c.extractor.in_(select(extractors.c.key).where(extractors.c.kind == kind))
