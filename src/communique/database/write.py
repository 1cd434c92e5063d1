"""Records into rows. A text's facts go in together and go out together; the caller holds the transaction."""

from __future__ import annotations

import datetime
import hashlib
import operator
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import sqlite

from communique.database import schema as t
from communique.database.column_types import pack_mentions
from communique.database.days import published_days
from communique.database.driver_statement import DriverStatement, put_many
from communique.database.layout import LAYOUTS, MANNER, Row, implied_evidence
from communique.database.sums import sums_of
from communique.model import MadeBy, Published, Record, Report, Span, Statement

__all__ = ["Writer", "content_words", "contradiction", "put_rows", "wording"]

WORD = re.compile(r"\w+")
"""A word or number, for telling whether two wordings are the same: "co", "operate", "2013"."""
_DIALECT = sqlite.dialect()
CHUNK = 500
"""Values in one IN (...): SQLite allows 999 in its older builds."""


class Writer:
    """Puts reports and records into the tables of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._sums = sums_of(connection)
        self._text = 0
        self._texts: dict[str, int] = {}
        """Keys of the texts asked for, by their ids."""
        self._rows: dict[str, dict[int, list[Row]]] = {}
        """Rows gathered, by their tables and the texts (keys) on which they hang."""
        self._spoken: list[tuple[int, str]] = []
        self._read_last: tuple[MadeBy, int] | None = None
        self._fresh: set[int] = set()
        self._small: dict[str, dict[tuple[str, ...], int]] = {}
        self._next = {name: self._first_free(name) for name in ("texts", "reports", "findings")}

    def _first_free(self, table: str) -> int:
        column = t.metadata.tables[table].c["key"]
        return int(self.connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one()) + 1

    def put_text(self, report: Report) -> int:
        """The key of a report's text, put in if it is not there; read it is by :meth:`put_facts`."""
        known = self._texts.get(report.text_id)
        if known is None:
            known = _key_of_text().scalar(self.connection, id=report.text_id)
        if known is not None:
            self._texts[report.text_id] = int(known)
            return int(known)
        key = self._texts[report.text_id] = self._take("texts")
        self._fresh.add(key)
        row = {
            "key": key, "text_id": report.text_id, "text": report.text, "characters": len(report.text),
            "words": len(report.text.split()), "boilerplate": [[s.start, s.end] for s in report.boilerplate] or None,
        }  # fmt: skip
        put_rows(self.connection, t.texts, [row])
        # The index is told what the view would say: the title is that of the first printing.
        put_many(
            self.connection, "INSERT INTO text_words (rowid, text, title) VALUES (?, ?, ?)",
            [(key, report.text, report.title)],
        )  # fmt: skip
        return key

    def is_new(self, text: int) -> bool:
        """Whether this writer put the text in, so that nothing in the store is about it yet."""
        return text in self._fresh

    def put_report(self, report: Report) -> bool:
        """Put in one printing and, if need be, its text. False when it was there already."""
        if _key_of_report().scalar(self.connection, id=report.id) is not None:
            return False
        text = self.put_text(report)
        key = self._take("reports")
        put_rows(
            self.connection,
            t.reports,
            [{
                "key": key, "id": report.id, "text": text, "source": report.source, "title": report.title,
                "publisher": report.publisher, "url": report.url, "language": report.language, "genre": report.genre,
                **_dated(report.published), "added": _now(),
            }],
        )  # fmt: skip
        told = {"byline": report.byline, "section": report.section, "page": report.page, "extra": report.extra or None}
        if any(told.values()):
            self.connection.execute(insert(t.particulars), {"report": key, **told})
        return True

    def put_facts(self, record: Record) -> int:
        """Put in what was found in a report's text, in place of what an earlier reading found. Then :meth:`flush`.

        Returns the text's key.

        Raises:
            KeyError: the record contradicts itself; ask :func:`contradiction` before.
        """
        text = self.put_text(record.report)
        if text not in self._fresh:
            self.forget(text)
        self._text = text
        keys = self._keys(record)
        self._actors(record, text, keys)
        self._facts(record, text, keys)
        for n, time in enumerate(record.times):
            self._add("times", text=text, n=n, start=time.start, end=time.end, type=time.type, value=time.value,
                      confidence=time.confidence)  # fmt: skip
        self._index(record, keys)
        published = record.report.published
        inferred = published.basis == "inferred"
        if inferred:  # printings that bring no date have the one that the text tells
            bare = (t.reports.c.text == text) & (t.reports.c.published.is_(None) | (t.reports.c.basis == "inferred"))
            self.connection.execute(update(t.reports).where(bare).values(**_dated(published)))
        _read_text()(
            self.connection, own=text, by=self._reading(record.made_by), on=None if inferred else published.value,
            first=min(keys.values(), default=None), last=max(keys.values(), default=None),
        )  # fmt: skip
        return text

    def flush(self) -> None:
        """Write down the rows gathered; until then they are not in the tables."""
        for name in _ORDER:
            plain: list[tuple[Any, ...]] = []
            for text, rows in self._rows.pop(name, {}).items():
                own = encoded(name, rows)
                self._sums.add(name, text, own)
                plain += own
            if plain:
                put_many(self.connection, _insertion(name), plain)
        if self._spoken:
            put_many(self.connection, "INSERT INTO statement_words (rowid, words) VALUES (?, ?)", self._spoken)
            self._spoken = []

    def forget(self, text: int) -> None:
        """Take out what was found in a text; judgements stay, since they name ids, and so do the entities."""
        run = self.connection.execute
        x = t.texts.c
        first, last = run(select(x.first_finding, x.last_finding).where(x.key == text)).one()
        found = select(t.findings.c.key).where(t.findings.c.key.between(first, last))
        spoken = list(run(select(t.statements.c.key).where(t.statements.c.key.in_(found))).scalars())
        for key in spoken:
            words = self.connection.exec_driver_sql("SELECT words FROM statement_search WHERE key = ?", (key,)).scalar()
            self.connection.exec_driver_sql(
                "INSERT INTO statement_words (statement_words, rowid, words) VALUES ('delete', ?, ?)", (key, words)
            )
        run(delete(t.times).where(t.times.c.text == text))
        for name in reversed(_ORDER[2:]):  # findings, which all the others hang on, go last
            table = t.metadata.tables[name]
            owner = next(c for c in ("actor", "finding", "key") if c in table.primary_key.columns)
            run(delete(table).where(table.c[owner].in_(found)))
        run(delete(t.vacancies).where(t.vacancies.c.actor.in_(found)))
        run(delete(t.identities).where(t.identities.c.finding.in_(found)))
        run(delete(t.unsure).where(t.unsure.c.finding.in_(found)))
        run(delete(t.findings).where(t.findings.c.key.between(first, last)))
        self._sums.begin_anew(text)

    # rows of one record

    def _keys(self, record: Record) -> dict[str, int]:
        """A key for every actor and fact, one after the other; of two with one id the first counts."""
        keys: dict[str, int] = {}
        for field in ("actors", *(layout.field for layout in LAYOUTS)):
            for found in getattr(record, field):
                if found.id not in keys:
                    keys[found.id] = self._take("findings")
        return keys

    def _actors(self, record: Record, text: int, keys: Mapping[str, int]) -> None:
        done: set[str] = set()
        for actor in record.actors:
            if actor.id in done:
                continue
            done.add(actor.id)
            key = keys[actor.id]
            start, end = (actor.mentions[0].start, actor.mentions[0].end) if actor.mentions else (None, None)
            self._add("findings", key=key, id=actor.id, text=text, start=start, end=end, statement=None,
                      extractor=self._row_of(t.extractors, kind="actor", name="actors"),
                      confidence=actor.confidence)  # fmt: skip
            named = None if start is None else record.report.text[start:end]
            self._add("actors", key=key, name=None if actor.name == named else actor.name, kind=actor.kind,
                      country=actor.country, sector=actor.sector, mentions=pack_mentions(actor.mentions))  # fmt: skip
            for n, role in enumerate(actor.roles):
                at = role.evidence
                self._add("roles", actor=key, n=n, title=role.title, of=None if role.of is None else keys[role.of],
                          start=at.start if at else None, end=at.end if at else None)  # fmt: skip
            for n, member in enumerate(actor.members):
                self._add("members", actor=key, n=n, member=keys[member])

    def _facts(self, record: Record, text: int, keys: Mapping[str, int]) -> None:
        done: set[str] = set()
        # A record from elsewhere may name a statement that it does not have; the fact stands without it.
        said = {s.id: keys[s.id] for s in record.statements}
        for layout in LAYOUTS:
            for fact in getattr(record, layout.field):
                if fact.id in done:
                    continue
                done.add(fact.id)
                key = keys[fact.id]
                row = layout.row(fact, keys, record.report.text)
                if layout.is_statement:
                    row["parent"] = said.get(fact.parent)
                    row["manner"] = self._row_of(t.manners, **{name: getattr(fact, name) for name in MANNER})
                    row["content_start"], row["content_end"] = _hull(fact.content)
                    row["wording"] = wording(content_words(fact.content, record.report.text))
                start, end = _hull(fact.evidence)
                told = said.get(fact.statement)
                self._add("findings", key=key, id=fact.id, text=text, start=start, end=end, statement=told,
                          extractor=self._row_of(t.extractors, kind=layout.kind, name=fact.extractor),
                          confidence=fact.confidence)  # fmt: skip
                self._add(layout.field, key=key, **row)
                for field in layout.spans:
                    spans = getattr(fact, field)
                    for n, span in enumerate(() if _told_elsewhere(fact, field, spans) else spans):
                        self._add("spans", finding=key, part=field, n=n, start=span.start, end=span.end)
                for field, part in layout.many.items():
                    for n, actor in enumerate(getattr(fact, field)):
                        self._add("participants", finding=key, part=part, n=n, actor=keys[actor])

    def _add(self, table: str, /, **row: Any) -> None:
        self._rows.setdefault(table, {}).setdefault(self._text, []).append(row)

    def _index(self, record: Record, keys: Mapping[str, int]) -> None:
        rows = {keys[s.id]: content_words(s.content, record.report.text) for s in reversed(record.statements)}
        self._spoken += sorted(rows.items())

    def _take(self, table: str) -> int:
        self._next[table] += 1
        return self._next[table] - 1

    def _row_of(self, table: Table, **columns: str) -> int:
        """The key of the row of a small table that says this, put in if there is none."""
        known = self._small.get(table.name)
        if known is None:
            rows = self.connection.execute(select(*(table.c[name] for name in columns), table.c["key"]))
            known = self._small[table.name] = {tuple(row[:-1]): row[-1] for row in rows}
        said = tuple(columns.values())
        if said not in known:
            made = self.connection.execute(insert(table), columns).inserted_primary_key
            assert made is not None
            known[said] = int(made[0])
        return known[said]

    def _reading(self, made_by: MadeBy) -> int:
        """The key of what made a record; nearly always the same as of the record before."""
        if self._read_last is None or self._read_last[0] != made_by:
            self._read_last = made_by, self._stored_reading(made_by)
        return self._read_last[1]

    def _stored_reading(self, made_by: MadeBy) -> int:
        c = t.readings.c
        rows = self.connection.execute(
            select(c.key, c.models).where(c.schema == made_by.schema, c.version == made_by.version)
        )
        for key, models in rows:
            if models == made_by.models:
                return int(key)
        made = self.connection.execute(
            insert(t.readings),
            {"schema": made_by.schema, "version": made_by.version, "models": made_by.models},
        )
        assert made.inserted_primary_key is not None
        return int(made.inserted_primary_key[0])


@cache
def _key_of_text() -> DriverStatement:
    return DriverStatement(select(t.texts.c.key).where(t.texts.c.text_id == bindparam("id")))


@cache
def _key_of_report() -> DriverStatement:
    return DriverStatement(select(t.reports.c.key).where(t.reports.c.id == bindparam("id")))


@cache
def _read_text() -> DriverStatement:
    """Note what read a text (``own``), on which day, and its ``first`` and ``last`` finding."""
    x = t.texts
    noted = {"reading": "by", "read_on": "on", "first_finding": "first", "last_finding": "last"}
    return DriverStatement(
        update(x)
        .where(x.c.key == bindparam("own", type_=x.c.key.type))
        .values({column: bindparam(name, type_=x.c[column].type) for column, name in noted.items()})
    )


_ORDER = (
    "times", "findings", "actors", "roles", "members", *(layout.field for layout in LAYOUTS),
    "participants", "spans",
)  # fmt: skip
"""Tables of a text's facts, in an order in which every row finds what it points to."""


@cache
def _insertion(table: str) -> str:
    columns = t.metadata.tables[table].c.keys()
    listed = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {table} ({listed}) VALUES ({', '.join('?' * len(columns))})"


@cache
def _processors(table: str) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    """The columns of a table, each with what makes a value of it one of SQLite's."""
    made = []
    for column in t.metadata.tables[table].c:
        own = column.type.dialect_impl(_DIALECT)
        made.append((column.name, own.bind_processor(_DIALECT)))
    return tuple(made)


def put_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put rows into a table, by the thousand: SQLAlchemy's own way looks at every value of each."""
    if rows:
        put_many(connection, _insertion(table.name), encoded(table.name, rows))


def encoded(table: str, rows: Iterable[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    """Rows as SQLite takes them, the columns in the order of the schema; what a row lacks is NULL."""
    listed = [list(map(operator.methodcaller("get", name), rows)) for name, _ in _processors(table)]
    made = [
        values if process is None else list(map(process, values))
        for values, (_, process) in zip(listed, _processors(table), strict=True)
    ]
    return list(zip(*made, strict=True))


def _dated(p: Published) -> dict[str, Any]:
    """The columns of a report's date."""
    first, last = published_days(p)
    dating = {
        "evidence": [[s.start, s.end] for s in p.evidence],
        "alternatives": list(p.alternatives),
        "reasons": list(p.reasons),
    }
    return {
        "published": p.value, "earliest": p.earliest, "latest": p.latest, "basis": p.basis,
        "dating": dating if any(dating.values()) else None, "dating_confidence": p.confidence,
        "first_day": first, "last_day": last,
    }  # fmt: skip


def _told_elsewhere(fact: Any, field: str, spans: tuple[Span, ...]) -> bool:
    """Whether a row of its own has a fact's spans already, as nearly always."""
    if isinstance(fact, Statement) and field == "evidence":
        return not spans or spans == implied_evidence(fact.content, fact.source, fact.cue)
    return len(spans) <= 1


def _hull(spans: Sequence[Span]) -> tuple[int | None, int | None]:
    return (min(s.start for s in spans), max(s.end for s in spans)) if spans else (None, None)


def contradiction(record: Record) -> str | None:
    """The id of an actor that the record names and does not have, or None if it is sound."""
    own = {a.id for a in record.actors}
    named: list[str | None] = [r.of for a in record.actors for r in a.roles]
    named += [m for a in record.actors for m in a.members]
    for layout in LAYOUTS:
        for fact in getattr(record, layout.field):
            named += [getattr(fact, field) for field in layout.actors]
            named += [actor for field in layout.many for actor in getattr(fact, field)]
    return next((one for one in named if one is not None and one not in own), None)


def content_words(spans: Iterable[Span], text: str) -> str:
    """What was said, as the full-text index has it: the parts of a statement's content, one a line."""
    return "\n".join(s.of(text) for s in spans)


def wording(words: str) -> int:
    """31 bits for a wording, the same whatever its marks, blanks and case; it tells apart those of one story."""
    bare = " ".join(WORD.findall(words.casefold()))
    return int.from_bytes(hashlib.blake2b(bare.encode("utf-8", "replace"), digest_size=4).digest(), "big") >> 1


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
