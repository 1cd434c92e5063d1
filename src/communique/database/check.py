"""Whether a store is sound: the file, the references, the indexes, and that every span still yields its evidence."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, Table, TableClause, and_, func, or_, select
from sqlalchemy.exc import DatabaseError

from communique.database import schema as t
from communique.database.connect import UNREADABLE
from communique.database.load import load_records
from communique.database.sums import find_changed, has_sums
from communique.database.word_search.indexes import differing_words, rebuild
from communique.database.write import content_words, wording
from communique.model import Record, Span
from communique.model.identity import text_identity

__all__ = ["CheckResult", "Problem", "check", "mend"]

RESTORE = "Restore a copy of the store, or add the reports to a new one"
AGAIN = "Read the report anew: communique add PATH --again"
MOST = 20
"""Problems of one sort that are told one by one."""


class Problem(msgspec.Struct, frozen=True):
    """One thing that is wrong, and what to do."""

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.remedy}"


class CheckResult(msgspec.Struct, frozen=True):
    """What was looked at, and what is wrong."""

    reports: int
    texts: int
    spans: int
    facts: int
    problems: tuple[Problem, ...]


def check(connection: Connection, *, indexes: bool = True, whole: bool = False) -> CheckResult:
    """Look through the whole store.

    ``indexes``: the full-text ones too, which takes a connection that may write. ``whole``: every record is put
    together too, as a store is looked through that has no sums yet.
    """
    problems: list[Problem] = []
    on_server = connection.dialect.name != "sqlite"
    problems += [] if on_server else _file(connection)
    if problems:
        return CheckResult(0, 0, 0, 0, tuple(problems))  # what a damaged file tells is no evidence of anything
    problems += _lost_references(connection) if on_server else _references(connection)
    if indexes:
        problems += _words(connection) if on_server else _indexes(connection)
    texts = 0
    for found in _texts(connection):
        if found is None:
            texts += 1
        else:
            problems.append(found)
    spans = 0
    for table, name, start, end in _span_columns():
        many, wrong = _spans(connection, table, name, start, end)
        spans += many
        problems += wrong
    problems += _reports(connection)
    if not on_server and has_sums(connection):
        problems += _sums(connection)
    if whole:
        problems += _records(connection)
    return CheckResult(_many(connection, t.reports), texts, spans, _many(connection, t.findings), tuple(problems))


def _many(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _file(connection: Connection) -> Iterator[Problem]:
    rows = connection.exec_driver_sql(f"PRAGMA integrity_check({MOST})").scalars().all()
    for row in rows:
        if row != "ok":
            yield Problem("the file", f"it is damaged ({row})", RESTORE)


def _references(connection: Connection) -> Iterator[Problem]:
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").all()[:MOST]:
        yield Problem(f"{row[0]} {row[1]}", f"it points to a row of {row[2]} that is not there", RESTORE)


def _indexes(connection: Connection) -> Iterator[Problem]:
    for name in t.INDEXES:
        try:
            connection.exec_driver_sql(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")
        except DatabaseError:
            yield Problem(
                name, "the full-text index does not say what the texts say", "Make it anew: communique check --mend"
            )


def _lost_references(connection: Connection) -> Iterator[Problem]:
    """The same on a server, which sees to it whenever a row is written: for rows that came past it."""
    for table in t.metadata.sorted_tables:
        for column in table.c:
            for foreign in column.foreign_keys:
                other = foreign.column.table.alias()
                lost = (
                    column.is_not(None)
                    & ~select(other.c[foreign.column.name])
                    .where(other.c[foreign.column.name] == column)
                    .correlate(table)
                    .exists()
                )
                many = int(connection.execute(select(func.count()).select_from(table).where(lost)).scalar_one())
                if many:
                    told = f"{many:,} rows point to a row of {foreign.column.table.name} that is not there"
                    yield Problem(f"{table.name}.{column.name}", told, RESTORE)


def _words(connection: Connection) -> Iterator[Problem]:
    """The tables of words of a server: one row for each text and statement, with the words that its text has now."""
    for name in differing_words(connection):
        yield Problem(
            name, "the full-text index does not say what the texts say", "Make it anew: communique check --mend"
        )


def _texts(connection: Connection) -> Iterator[Problem | None]:
    """None for every text that is what it was when it was read."""
    x, s, f, p = t.texts.c, t.statements.c, t.findings.c, t.spans.c
    last = 0
    while True:
        query = select(x.key, x.text_id, x.text, x.characters, x.reading).where(x.key > last).order_by(x.key).limit(100)
        rows = connection.execute(query).all()
        if not rows:
            return
        last = rows[-1].key
        contents: dict[int, list[Span]] = {}
        own: dict[int, tuple[int, int, str]] = {}
        query = (
            select(s.key, s.wording, f.text, f.id, p.start, p.end, s.content_start, s.content_end)
            .join(t.findings, f.key == s.key)
            .outerjoin(t.spans, and_(p.finding == s.key, p.part == "content"))
            .where(t.found_in([row.key for row in rows]))
            .order_by(s.key, p.n)
        )
        for row in connection.execute(query):
            own[row.key] = (row.text, row.wording, row.id)
            spans = contents.setdefault(row.key, [])
            if row.start is not None:
                spans.append(Span(row.start, row.end))
            elif row.content_start is not None:
                spans.append(Span(row.content_start, row.content_end))
        words = {row.key: row.text for row in rows}
        for row in rows:
            if text_identity(row.text) != row.text_id or len(row.text) != row.characters:
                yield Problem(f"text {row.text_id[:12]}", "it is not the text that was read", RESTORE)
            elif row.reading is None:
                yield Problem(f"text {row.text_id[:12]}", "it was never read", AGAIN)
            else:
                yield None
        for key, (text, number, statement) in own.items():
            if wording(content_words(contents[key], words[text])) != number:
                yield Problem(
                    f"statement {statement}", "its characters no longer yield the words that were read", AGAIN
                )


def _span_columns() -> Iterator[tuple[TableClause, str, str, str]]:
    """Every pair of columns that holds a span."""
    for table in (*t.metadata.sorted_tables, t.mentions):
        for column in table.c:
            if column.name == "start" or column.name.endswith("_start"):
                name = column.name.removesuffix("start")
                yield table, name.rstrip("_") or "place", column.name, f"{name}end"


def _spans(connection: Connection, table: TableClause, name: str, start: str, end: str) -> tuple[int, list[Problem]]:
    """How many spans there are, and those that do not lie in their text."""
    f, x = t.findings.c, t.texts.c
    owner = next(
        c for c in ("text", "finding", "actor", "key") if c in table.c and (c != "text" or table.name == "times")
    )
    if table is t.findings:
        joined = select().join_from(t.findings, t.texts, x.key == f.text)
        where = f.id
    elif owner == "text":
        joined = select().join_from(table, t.texts, x.key == table.c.text)
        where = x.text_id
    else:
        joined = select().join_from(table, t.findings, f.key == table.c[owner]).join(t.texts, x.key == f.text)
        where = f.id
    a, b = table.c[start], table.c[end]
    there = or_(a.is_not(None), b.is_not(None))
    sound = and_(a.is_not(None), b.is_not(None), a >= 0, a < b, b <= x.characters)
    many = int(connection.execute(joined.add_columns(func.count()).where(there)).scalar_one())
    wrong = connection.execute(
        joined.add_columns(where, a, b).where(there, ~func.coalesce(sound, False)).limit(MOST)
    ).all()
    told = [
        Problem(f"{table.name} of {row[0][:17]}", f"the {name} {row[1]}-{row[2]} does not lie in its text", AGAIN)
        for row in wrong
    ]
    return many, told


def _reports(connection: Connection) -> Iterator[Problem]:
    r, x = t.reports.c, t.texts.c
    f = t.findings.c
    lone = select(x.text_id).where(~select(r.key).where(r.text == x.key).exists()).limit(MOST)
    for text in connection.execute(lone).scalars():
        yield Problem(f"text {text[:12]}", "no report prints it", AGAIN)
    outside = ~func.coalesce((f.key >= x.first_finding) & (f.key <= x.last_finding), False)
    lost = select(f.id).join(t.texts, x.key == f.text).where(outside).limit(MOST)
    for finding in connection.execute(lost).scalars():
        yield Problem(f"finding {finding}", "its text does not have it among its own", AGAIN)


def _sums(connection: Connection) -> Iterator[Problem]:
    """Rows that are not what was written, by the text or the table to which they belong."""
    x = t.texts.c
    told = 0
    for of, key in find_changed(connection):
        where = f"the table {of}"
        if of == "texts":
            found = connection.execute(select(x.text_id).where(x.key == key)).scalar()
            where = f"text {found[:12]}" if found else f"text number {key}"
        elif of == "schema":
            where = "the definitions of tables"
        yield Problem(where, "some of its rows are not what was written", RESTORE)
        if (told := told + 1) == MOST:
            return


def _records(connection: Connection) -> Iterator[Problem]:
    """Reports whose rows make no record."""
    r = t.reports.c
    told = 0
    for key, report in connection.execute(select(r.key, r.id).order_by(r.key)).all():
        try:
            Record.from_json(next(load_records(connection, [key])).to_json())
        except (DatabaseError, *UNREADABLE) as error:
            yield Problem(f"report {report[:12]}", f"its rows make no record ({type(error).__name__})", RESTORE)
            if (told := told + 1) == MOST:
                return


def mend(connection: Connection) -> None:
    """Make the full-text indexes anew from the texts."""
    rebuild(connection, t.INDEXES)
