"""Records into rows. A text's facts go in together and go out together; the caller holds the transaction."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update

from communique.database import schema as t
from communique.database.column_types import pack_mentions
from communique.database.days import published_days
from communique.database.driver_statement import DriverStatement
from communique.database.layout import LAYOUTS, MANNER, Row, implied_evidence
from communique.database.portions import portions
from communique.database.rows import columns_of, encoded, put_encoded, put_rows
from communique.database.sums import sums_of
from communique.database.word_search.indexes import forget_statements, index_statements, index_texts
from communique.model import MadeBy, Published, Record, Report, Span, Statement

__all__ = ["Writer", "content_words", "contradiction", "wording"]

WORD = re.compile(r"\w+")
"""A word or number, for telling whether two wordings are the same: "co", "operate", "2013"."""


class Writer:
    """Puts reports and records into the tables of one transaction; all of it is there when :meth:`flush` is done."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._sums = sums_of(connection)
        self._text = 0
        self._texts: dict[str, int | None] = {}
        """Keys of the texts asked for, by their ids; None of those that are not there."""
        self._reports: dict[str, bool] = {}
        """Whether the reports asked for, by their ids, are there."""
        self._rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        """Rows gathered, by their tables."""
        self._owners: dict[str, list[int]] = defaultdict(list)
        """The texts (keys) on which these hang."""
        self._spoken: list[tuple[int, str]] = []
        self._read_last: tuple[MadeBy, int] | None = None
        self._fresh: dict[int, Row] = {}
        """Texts that this writer puts in, by their keys."""
        self._titles: dict[int, str | None] = {}
        """Those that are not in the index of words yet, and the titles with which they come into it."""
        self._printed: list[Row] = []
        """Reports gathered."""
        self._particulars: list[Row] = []
        self._small: dict[str, dict[tuple[str, ...], int]] = {}
        self._next = {name: self._first_free(name) for name in ("texts", "reports", "findings")}
        self._now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def _first_free(self, table: str) -> int:
        column = t.metadata.tables[table].c["key"]
        return int(self.connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one()) + 1

    def look_up(self, reports: Sequence[Report]) -> None:
        """Find out at once which of these, and of their texts, are there, so that each need not be asked for alone."""
        r, x = t.reports.c, t.texts.c
        for part in portions(reports):
            for report in part:
                self._reports.setdefault(report.id, False)
                self._texts.setdefault(report.text_id, None)
            known = self.connection.execute(select(r.id).where(r.id.in_([report.id for report in part])))
            self._reports |= dict.fromkeys(known.scalars(), True)
            there = select(x.text_id, x.key).where(x.text_id.in_([report.text_id for report in part]))
            for text_id, key in self.connection.execute(there).all():
                self._texts[text_id] = key

    def put_text(self, report: Report) -> int:
        """The key of a report's text, put in if it is not there; read it is by :meth:`put_facts`."""
        if report.text_id not in self._texts:
            self.look_up([report])
        known = self._texts[report.text_id]
        if known is not None:
            return known
        key = self._texts[report.text_id] = self._take("texts")
        self._fresh[key] = {
            "key": key, "text_id": report.text_id, "text": report.text, "characters": len(report.text),
            "words": len(report.text.split()), "boilerplate": [[s.start, s.end] for s in report.boilerplate] or None,
        }  # fmt: skip
        self._titles[key] = report.title
        return key

    def is_new(self, text: int) -> bool:
        """Whether this writer put the text in, so that nothing in the store is about it yet."""
        return text in self._fresh

    def put_report(self, report: Report) -> bool:
        """Put in one printing and, if need be, its text. False when it was there already."""
        if report.id not in self._reports:
            self.look_up([report])
        if self._reports[report.id]:
            return False
        self._reports[report.id] = True
        text = self.put_text(report)
        key = self._take("reports")
        self._printed.append({
            "key": key, "id": report.id, "text": text, "source": report.source, "title": report.title,
            "publisher": report.publisher, "url": report.url, "language": report.language, "genre": report.genre,
            **_dated(report.published), "added": self._now,
        })  # fmt: skip
        told = {"byline": report.byline, "section": report.section, "page": report.page, "extra": report.extra or None}
        if any(told.values()):
            self._particulars.append({"report": key, **told})
        return True

    def tell_story(self, text: int, story: int) -> None:
        """A text that this writer puts in is a printing of a story: the key of the first text that tells it."""
        self._fresh[text]["story"] = story

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
            self._add("times", text, n, time.start, time.end, time.type, time.value, time.confidence)
        published = record.report.published
        inferred = published.basis == "inferred"
        if inferred:  # printings that bring no date have the one that the text tells
            for row in self._printed:
                if row["text"] == text and (row["published"] is None or row["basis"] == "inferred"):
                    row |= _dated(published)
        noted = {
            "reading": self._reading(record.made_by), "read_on": None if inferred else published.value,
            "first_finding": min(keys.values(), default=None), "last_finding": max(keys.values(), default=None),
        }  # fmt: skip
        if (fresh := self._fresh.get(text)) is not None:
            fresh |= noted
            return text
        if inferred:
            bare = (t.reports.c.text == text) & (t.reports.c.published.is_(None) | (t.reports.c.basis == "inferred"))
            self.connection.execute(update(t.reports).where(bare).values(**_dated(published)))
        _read_text()(self.connection, own=text, **noted)
        return text

    def flush(self) -> None:
        """Write down what was gathered; until then it is not in the tables."""
        self._put_texts()
        put_rows(self.connection, t.reports, self._printed)
        if self._particulars:
            self.connection.execute(insert(t.particulars), self._particulars)
        self._printed, self._particulars = [], []
        for name in _ORDER:
            if rows := self._rows.pop(name, []):
                made = encoded(name, rows, self.connection.dialect)
                self._sums.add(name, self._owners.pop(name), made)
                put_encoded(self.connection, name, made)
        if self._spoken:
            index_statements(self.connection, self._spoken)
            self._spoken = []

    def _put_texts(self) -> None:
        if not self._titles:
            return
        new = [self._fresh[key] for key in self._titles]
        # A text may be a printing of one with a higher key, which is not there yet.
        of_others = [(row["key"], story) for row in new if (story := row.get("story")) not in (None, row["key"])]
        for key, _ in of_others:
            self._fresh[key]["story"] = None
        put_rows(self.connection, t.texts, new)
        for key, story in of_others:
            _tell_story()(self.connection, own=key, of=story)
        # The index is told what the view would say: the title is that of the first printing.
        index_texts(self.connection, [(key, self._fresh[key]["text"], title) for key, title in self._titles.items()])
        self._titles = {}
        self._fresh = {key: {} for key in self._fresh}

    def forget(self, text: int) -> None:
        """Take out what was found in a text; judgements stay, since they name ids, and so do the entities."""
        run = self.connection.execute
        x = t.texts.c
        first, last = run(select(x.first_finding, x.last_finding).where(x.key == text)).one()
        found = select(t.findings.c.key).where(t.findings.c.key.between(first, last))
        spoken = list(run(select(t.statements.c.key).where(t.statements.c.key.in_(found))).scalars())
        forget_statements(self.connection, spoken)
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
        extractor = self._row_of(t.extractors, "actor", "actors") if record.actors else 0
        for actor in record.actors:
            if actor.id in done:
                continue
            done.add(actor.id)
            key = keys[actor.id]
            start, end = (actor.mentions[0].start, actor.mentions[0].end) if actor.mentions else (None, None)
            self._add("findings", key, actor.id, text, extractor, start, end, None, actor.confidence)
            named = None if start is None else record.report.text[start:end]
            name = None if actor.name == named else actor.name
            self._add("actors", key, name, actor.kind, actor.country, actor.sector, pack_mentions(actor.mentions))
            for n, role in enumerate(actor.roles):
                at = role.evidence
                of = None if role.of is None else keys[role.of]
                self._add("roles", key, n, role.title, of, at.start if at else None, at.end if at else None)
            for n, member in enumerate(actor.members):
                self._add("members", key, n, keys[member])

    def _facts(self, record: Record, text: int, keys: Mapping[str, int]) -> None:
        done: set[str] = set()
        # A record from elsewhere may name a statement that it does not have; the fact stands without it.
        said = {s.id: keys[s.id] for s in record.statements}
        for layout in LAYOUTS:
            columns = columns_of(layout.field)
            for fact in getattr(record, layout.field):
                if fact.id in done:
                    continue
                done.add(fact.id)
                key = keys[fact.id]
                row = layout.row(fact, keys, record.report.text)
                row["key"] = key
                if layout.is_statement:
                    words = content_words(fact.content, record.report.text)
                    row["parent"] = said.get(fact.parent)
                    row["manner"] = self._row_of(t.manners, *(getattr(fact, name) for name in MANNER))
                    row["content_start"], row["content_end"] = _hull(fact.content)
                    row["wording"] = wording(words)
                    self._spoken.append((key, words))
                self._add(
                    "findings", key, fact.id, text, self._row_of(t.extractors, layout.kind, fact.extractor),
                    *_hull(fact.evidence), said.get(fact.statement), fact.confidence,
                )  # fmt: skip
                self._add(layout.field, *map(row.get, columns))
                for field in layout.spans:
                    spans = getattr(fact, field)
                    for n, span in enumerate(() if _told_elsewhere(fact, field, spans) else spans):
                        self._add("spans", key, field, n, span.start, span.end)
                for field, part in layout.many.items():
                    for n, actor in enumerate(getattr(fact, field)):
                        self._add("participants", key, part, n, keys[actor])

    def _add(self, table: str, /, *row: Any) -> None:
        """Gather a row of a table of :data:`_ORDER`: its values in the order of the schema."""
        self._rows[table].append(row)
        self._owners[table].append(self._text)

    def _take(self, table: str) -> int:
        self._next[table] += 1
        return self._next[table] - 1

    def _row_of(self, table: Table, *said: str) -> int:
        """The key of the row of a small table that says this, put in if there is none."""
        known = self._small.get(table.name)
        if known is None:
            rows = self.connection.execute(select(*table.c)).all()
            known = self._small[table.name] = {tuple(row[1:]): row[0] for row in rows}
        if said not in known:
            columns = dict(zip(columns_of(table.name)[1:], said, strict=True))
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
def _read_text() -> DriverStatement:
    """Note what read a text (``own``), on which day, and its first and last finding."""
    x = t.texts
    noted = ("reading", "read_on", "first_finding", "last_finding")
    return DriverStatement(
        update(x)
        .where(x.c.key == bindparam("own", type_=x.c.key.type))
        .values({column: bindparam(column, type_=x.c[column].type) for column in noted})
    )


@cache
def _tell_story() -> DriverStatement:
    """Make a text (``own``) a printing ``of`` a story."""
    return DriverStatement(update(t.texts).where(t.texts.c.key == bindparam("own")).values(story=bindparam("of")))


_ORDER = (
    "times", "findings", "actors", "roles", "members", *(layout.field for layout in LAYOUTS),
    "participants", "spans",
)  # fmt: skip
"""Tables of a text's facts, in an order in which every row finds what it points to."""


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
