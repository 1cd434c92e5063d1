"""Stores of any size out of few reports: each read once, then written down again and again with other days and people.

    python -m benchmarks.synthesis make STORE REPORTS [--texts FILE ...]
    python -m benchmarks.synthesis ask STORE [STORE ...]

``make`` reads the texts (by default those of ``examples/``) and writes their rows REPORTS times, each time as another
text on a day of its own between 2000 and 2019, with its days near that one and its years and months as they were. Who
is told of is drawn from made-up people and from the states of the gazetteer by Zipf's law, so that a few are in every
tenth report and most in one or two. Every twentieth text is printed twice, every third meeting is one that another
report has told of. Nothing is read again.

``ask`` puts each question a dozen times to an open store, for a page of fifty answers each time from another place
(from another day on, or of another person), and prints medians and 95th percentiles in milliseconds of processor time.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import random
import time
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from statistics import quantiles
from typing import Any

from benchmarks.measure import show, surroundings

EXAMPLES = Path(__file__).parents[1] / "examples"
FIRST, DAYS = datetime.date(2000, 1, 1), 7305
PEOPLE = 20_000
PAGE, ROUNDS = 50, 12
INDEXED = {"text_words": "text_words (rowid, text)", "statement_words": "statement_words (rowid, words)"}
DATES = ("date", "start_date", "end_date", "since", "until", "published", "first_day", "last_day", "earliest", "latest")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="benchmarks.synthesis", description=__doc__, formatter_class=_Raw)
    commands = parser.add_subparsers(required=True)
    making = commands.add_parser("make")
    making.add_argument("store", type=Path)
    making.add_argument("reports", type=int)
    making.add_argument("--texts", nargs="+", default=sorted(map(str, EXAMPLES.glob("*.txt"))))
    making.set_defaults(act=lambda given: make(given.store, given.reports, given.texts))
    asking = commands.add_parser("ask")
    asking.add_argument("stores", nargs="+", type=Path, metavar="STORE")
    asking.set_defaults(act=lambda given: ask(given.stores))
    given = parser.parse_args()
    given.act(given)


# making


def make(path: Path, many: int, texts: Sequence[str]) -> None:
    """A store of so many reports."""
    from communique.store import open_store

    with open_store(path) as store:
        store.add(texts)
    synthesise(path, many)


def synthesise(path: Path, many: int) -> None:
    """Write the texts of a store again and again until it has so many."""
    from communique.database.sums import write_all
    from communique.store import open_store

    with open_store(path) as store, store.engine(write=True).connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA synchronous = OFF")
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("BEGIN IMMEDIATE")
        copier = _Copier(raw)
        there = raw.execute("SELECT count(*) FROM texts").fetchone()[0]
        for n in range(there, many):
            copier.copy(n)
            if n % 500 == 0:
                copier.flush()
        copier.flush()
        write_all(connection)
        raw.execute("COMMIT")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class _Copier:
    def __init__(self, raw: Any) -> None:
        from communique.database import schema as t
        from communique.database.sums import FOUND

        self.raw = raw
        self.chance = random.Random(1)
        self.tables = {table.name: table for table in (*FOUND, t.identities)}
        self.columns = {name: [c.name for c in table.c] for name, table in self.tables.items()}
        self.keys = {name: _keys(table) for name, table in self.tables.items()}
        self.rows: dict[str, list[tuple[Any, ...]]] = {}
        self.bases = [self._base(key) for (key,) in raw.execute("SELECT key FROM texts ORDER BY key").fetchall()]
        self.text = self._last("texts") + 1
        self.finding = self._last("findings") + 1
        self.entity = self._last("entities") + 1
        self.kinds = dict(raw.execute("SELECT key, kind FROM entities").fetchall())
        self._people()
        self.meetings: dict[int, list[int]] = {}

    def _last(self, table: str) -> int:
        return int(self.raw.execute(f"SELECT max(key) FROM {table}").fetchone()[0] or 0)

    def _base(self, key: int) -> dict[str, Any]:
        text = self.raw.execute(
            "SELECT text, words, reading, first_finding, last_finding FROM texts WHERE key = ?", (key,)
        ).fetchone()
        found: dict[str, Any] = {"text": text, "rows": {}}
        for name, columns in self.columns.items():
            listed = ", ".join(f'"{c}"' for c in columns)
            owner = "text" if name == "times" else next(c for c in ("actor", "finding", "key") if c in columns)
            where = f"{owner} = {key}" if name == "times" else f"{owner} BETWEEN {text[3]} AND {text[4]}"
            found["rows"][name] = self.raw.execute(f"SELECT {listed} FROM {name} WHERE {where}").fetchall()
        said = "SELECT key, words FROM statement_search WHERE key BETWEEN ? AND ?"
        found["said"] = self.raw.execute(said, text[3:5]).fetchall()
        return found

    def _people(self) -> None:
        """Made-up people and the states, drawn by Zipf's law."""
        from communique.database.column_types import FactId, hashed, numbers
        from communique.entities.ids import NAMED, known_id
        from communique.knowledge.states import states
        from communique.linking.names import filing_keys

        syllables = "ba do ka li mo ne pa ri su ta ve zo gar min lor ten".split()  # noqa: SIM905

        def name() -> str:
            return " ".join("".join(self.chance.choices(syllables, k=k)).capitalize() for k in (2, 3))

        id_of: Callable[[str], Any] = lambda one: FactId().process_bind_param(one, None)  # type: ignore[arg-type]  # noqa: E731
        there = dict(self.raw.execute("SELECT id, key FROM entities").fetchall())
        self.drawn: dict[int, list[int]] = {}
        rows: list[tuple[Any, ...]] = []
        for kind, listed in (
            ("person", [(f"e{n:016x}", name(), None) for n in range(1, PEOPLE)]),
            ("state", [(known_id("state", s.code), s.name, s.code) for s in states()]),
        ):
            own: list[int] = []
            for one, called, country in listed:
                key = there.get(id_of(one))
                if key is None:
                    key, self.entity = self.entity, self.entity + 1
                    rows.append((key, id_of(one), called, numbers()[kind], country, NAMED))
                    form = called.lower()
                    self.raw.execute("INSERT OR IGNORE INTO names VALUES (?, ?, NULL, 1)", (key, form))
                    self.raw.executemany(
                        "INSERT OR IGNORE INTO name_keys VALUES (?, ?)",
                        [(hashed(word), key) for word in filing_keys(kind, form)],
                    )
                own.append(key)
            self.drawn[numbers()[kind]] = own
        self.raw.executemany(
            "INSERT INTO entities (key, id, name, kind, country, fixed) VALUES (?, ?, ?, ?, ?, ?)", rows
        )
        self.weights = {
            kind: list(accumulate(1 / (n + 2) for n in range(len(own)))) for kind, own in self.drawn.items()
        }

    def _somebody(self, kind: int) -> int:
        weights = self.weights[kind]
        return self.drawn[kind][bisect(weights, self.chance.random() * weights[-1])]

    def copy(self, n: int) -> None:
        """One more text."""
        base = self.bases[n % len(self.bases)]
        words, many, reading, first, last = base["text"]
        day = FIRST + datetime.timedelta(days=self.chance.randrange(DAYS))
        shift = self.finding - first
        who: dict[int, int] = {}
        for name, rows in base["rows"].items():
            columns, keys = self.columns[name], self.keys[name]
            made = self.rows.setdefault(name, [])
            for row in rows:
                new = list(row)
                for at in keys:
                    if new[at] is not None:
                        new[at] += shift
                for at, column in enumerate(columns):
                    if column in DATES and new[at]:
                        new[at] = self._dated(new[at], day)
                    elif column == "text" and name in ("findings", "times"):
                        new[at] = self.text
                    elif column == "id":
                        new[at] = row[at][:1] + new[0].to_bytes(8, "big")
                    elif column == "entity":
                        new[at] = who.setdefault(new[at], self._who(new[at]))
                    elif column == "machine":
                        new[at] = None
                made.append(tuple(new))
        text = f"{words} [{n}]"
        digest = hashlib.sha256(text.encode()).digest()
        self.rows.setdefault("texts", []).append(
            (self.text, digest, len(text), many + 1, reading, None, self.text, first + shift, last + shift, None, text)
        )
        self.rows.setdefault("text_words", []).append((self.text, text))
        self.rows.setdefault("statement_words", []).extend((key + shift, said) for key, said in base["said"])
        for printing in range(2 if n % 20 == 0 else 1):
            told = (day + datetime.timedelta(days=printing)).isoformat()
            self.rows.setdefault("reports", []).append(
                (f"{2 * n + printing:064x}", self.text, f"made/{n}.txt", None, f"Paper {n % 40}", None, "en", "news",
                 told, None, None, "metadata", None, 1.0, told, told, "2020-01-01T00:00:00Z")
            )  # fmt: skip
        self.text, self.finding = self.text + 1, self.finding + last - first + 1

    def _dated(self, value: str, day: datetime.date) -> str:
        """A date near the report's day; a year or a month stays, since history is the same for all who tell of it."""
        if len(value) < len("2000-01-01"):
            return value
        near = day + datetime.timedelta(days=self.chance.randrange(-30, 10))
        return near.isoformat()

    def _who(self, entity: int) -> int:
        kind = self.kinds[entity]
        if kind in self.drawn:
            return self._somebody(kind)
        told = self.meetings.setdefault(entity, [])
        if told and self.chance.random() < 1 / 3:
            return told[-1 - self.chance.randrange(min(len(told), 5))]
        key, self.entity = self.entity, self.entity + 1
        self.rows.setdefault("entities", []).append(
            (key, b"e" + (2**40 + key).to_bytes(8, "big"), "made up", kind, None, None, None, 1)
        )
        told.append(key)
        return key

    def flush(self) -> None:
        """Write down what was made."""
        for name in ("entities", "texts", "reports", *self.tables, "text_words", "statement_words"):
            if rows := self.rows.pop(name, None):
                if name == "reports":
                    listed = ("id, text, source, title, publisher, url, language, genre, published, earliest, latest, "
                              "basis, dating, dating_confidence, first_day, last_day, added")  # fmt: skip
                    into = f"reports ({listed})"
                elif name in INDEXED:
                    into = INDEXED[name]
                elif name in self.columns:
                    quoted = [f'"{column}"' for column in self.columns[name]]
                    into = f"{name} ({', '.join(quoted)})"
                else:
                    into = name
                self.raw.executemany(f"INSERT INTO {into} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def _keys(table: Any) -> list[int]:
    """Which columns of a table hold keys of findings."""
    return [
        n
        for n, column in enumerate(table.c)
        if (table.name, column.name) == ("findings", "key")
        or any(f.column.table.name in ("findings", "actors") for f in column.foreign_keys)
    ]


# asking


def ask(paths: Sequence[Path]) -> None:
    """Ask stores, and print how long each question takes."""
    from communique.store import open_store

    figures: dict[str, Any] = {}
    for path in paths:
        with open_store(path) as store:
            reports = store.stats().reports
            for name, asked in _questions(store):
                times = []
                for n in range(ROUNDS + 2):
                    began = time.process_time()
                    asked(n)
                    times.append(1000 * (time.process_time() - began))
                cut = quantiles(times[2:], n=20)
                figures[f"{reports:,} reports, {name}: median, ms"] = cut[9]
                figures[f"{reports:,} reports, {name}: 95th percentile, ms"] = cut[18]
    show("pages of a store", figures, surroundings("communique", "sqlalchemy"))


def _questions(store: Any) -> Iterator[tuple[str, Callable[[int], Any]]]:
    def since(n: int) -> str:
        return (FIRST + datetime.timedelta(days=(n * 977) % DAYS)).isoformat()

    people = [one.entity for one in store.find("actors", limit=60)]

    def of(n: int) -> str:
        return str(people[n % len(people)])

    yield "events", lambda n: store.find("events", limit=PAGE, offset=50 * n)
    yield "events since a day", lambda n: store.find("events", limit=PAGE, since=since(n))
    yield "events of a type", lambda n: store.find("events", limit=PAGE, type="CONSULT", since=since(n))
    yield "events of one who is told of often", lambda n: store.find("events", limit=PAGE, by=of(n))
    yield "statements since a day", lambda n: store.statements(limit=PAGE, since=since(n))
    yield "statements of one who is told of often", lambda n: store.statements(limit=PAGE, by=of(n))
    yield "meetings since a day", lambda n: store.find("meetings", limit=PAGE, since=since(n))
    yield "calendar since a day", lambda n: store.calendar(limit=PAGE, since=since(n))
    yield "timeline", lambda n: store.timeline(limit=PAGE, offset=50 * n)
    yield "timeline since a day", lambda n: store.timeline(limit=PAGE, since=since(n))


class _Raw(argparse.RawDescriptionHelpFormatter):
    pass


if __name__ == "__main__":
    main()
