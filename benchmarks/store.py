"""How fast a store fills and answers, and how much room it takes.

    python -m benchmarks.store fill CORPUS [--limit N] [--jobs 1 2]
    python -m benchmarks.store cost CORPUS [--limit N]
    python -m benchmarks.store ask [--sizes 500 5000 500000] [--keep FOLDER]
    python -m benchmarks.store ask --store FILE --by NAME --about WORDS

``fill`` adds the same reports to a new store with each number of jobs, in processes of their own: words a second,
seconds with the loading of the models left out and put in, the first number's over each other's, and bytes of store for
each byte of text.

``cost`` adds them to a new store with one job and tells what storing costs on top of reading: processor seconds in the
reader, those of everything else that adding does (who is who, near copies, rows, sums, indexes), and the share.

``ask`` makes stores of made-up reports and asks each for one actor and one word. Whoever is asked for says forty things
in every store, so that the answer stays and only the store grows; beside it stands one who speaks in every hundredth
report, whose answer grows with the store. With ``--store`` it asks a store that is there. Each question is put by a
program that has just opened the file, and then again; times are medians.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.measure import show, surroundings

WORDS = tuple(
    "talks border treaty export grain convoy river summit envoy budget harbour railway dispute pipeline election "  # noqa: SIM905
    "sanctions ceasefire delegation ministry agreement embassy proposal statement security council visit".split()
)
RARE, FREQUENT = "Sergei Raremann", "Ivan Oftenov"
WORD = "intervention"
ANSWERS = 40
ROUNDS = 7


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="benchmarks.store", description=__doc__, formatter_class=_Raw)
    commands = parser.add_subparsers(required=True)
    filling = commands.add_parser("fill")
    filling.add_argument("corpus", nargs="+", metavar="CORPUS")
    filling.add_argument("--limit", type=int, metavar="N", help="reports to add (all)")
    filling.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    filling.add_argument("--run", metavar="STORE", help=argparse.SUPPRESS)
    filling.set_defaults(act=fill)
    costing = commands.add_parser("cost")
    costing.add_argument("corpus", nargs="+", metavar="CORPUS")
    costing.add_argument("--limit", type=int, metavar="N", help="reports to add (all)")
    costing.set_defaults(act=cost)
    asking = commands.add_parser("ask")
    asking.add_argument("--sizes", type=int, nargs="+", default=[500, 5_000, 500_000])
    asking.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the stores there")
    asking.add_argument("--store", type=Path, metavar="FILE")
    asking.add_argument("--by", default=RARE)
    asking.add_argument("--about", default=WORD)
    asking.set_defaults(act=ask)
    arguments = parser.parse_args()
    arguments.act(arguments)


# filling


def fill(arguments: argparse.Namespace) -> None:
    """Add with each number of jobs."""
    if arguments.run:
        print(json.dumps(_filled(arguments)))
        return
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for jobs in arguments.jobs:
            store = str(Path(folder) / f"{jobs}.db")
            command = [
                sys.executable,
                "-m",
                "benchmarks.store",
                "fill",
                *arguments.corpus,
                "--jobs",
                str(jobs),
                "--run",
                store,
            ]
            command += ["--limit", str(arguments.limit)] if arguments.limit else []
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
            found = json.loads(done.stdout.splitlines()[-1])
            figures |= {f"{jobs} jobs: {name}": value for name, value in found.items()}
    first = arguments.jobs[0]
    for jobs in arguments.jobs[1:]:
        for what in ("seconds", "seconds with loading"):
            figures[f"{jobs} jobs : {first}, {what}"] = (
                figures[f"{first} jobs: {what}"] / figures[f"{jobs} jobs: {what}"]
            )
    show("filling a store", figures, surroundings("communique", "sqlalchemy"))


def _filled(arguments: argparse.Namespace) -> dict[str, float]:
    from communique.sources import open_reports
    from communique.store import open_store

    [jobs] = arguments.jobs
    first: list[tuple[float, int]] = []
    began = time.perf_counter()
    with open_store(arguments.run) as store:
        told = store.add_reports(
            islice(open_reports(arguments.corpus), arguments.limit), jobs=jobs,
            on_progress=lambda added: first.append((time.perf_counter(), added.added)) if not first else None,
        )  # fmt: skip
        whole = time.perf_counter() - began
        with store.engine().connect() as connection:
            size = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one()) * int(
                connection.exec_driver_sql("PRAGMA page_size").scalar_one()
            )
            text = int(connection.exec_driver_sql("SELECT sum(length(CAST(text AS BLOB))) FROM texts").scalar_one())
    # What was read before the first progress was read while other processes still loaded their models.
    seconds = time.perf_counter() - began - (whole - told.seconds) if not first else began + whole - first[0][0]
    share = (told.added - first[0][1]) / told.added if first else 1.0
    return {
        "reports": told.added,
        "seconds": seconds / share,
        "seconds with loading": whole,
        "words a second": told.words * share / seconds,
        "bytes of store for a byte of text": size / text,
    }


# what storing costs


class _Timed:
    """A reader that counts its processor time."""

    def __init__(self) -> None:
        from communique.reader import Reader
        from communique.sources import from_text

        self.reader = Reader()
        self.reader.read(from_text("The minister of Peru said that it is late."))  # loads what is loaded once
        self.seconds = 0.0

    def read_many(self, items: Iterable[Any]) -> Iterator[Any]:
        began = time.process_time()
        for record in self.reader.read_many(items):
            self.seconds += time.process_time() - began
            yield record
            began = time.process_time()
        self.seconds += time.process_time() - began


def cost(arguments: argparse.Namespace) -> None:
    """Add with one job, and tell reading from the rest."""
    from communique.ingest.add import add_reports
    from communique.ingest.workers import Readers
    from communique.sources import open_reports
    from communique.store import open_store

    reader = _Timed()
    began = time.process_time()
    reports = list(islice(open_reports(arguments.corpus), arguments.limit))
    opening = time.process_time() - began
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "made.db") as store:
        engine = store.engine(write=True)
        began = time.process_time()
        told = add_reports(engine, store.path, reports, Readers(1, lambda: reader))
        whole = time.process_time() - began
    reading, storing = opening + reader.seconds, whole - reader.seconds
    figures = {
        "reports": told.added,
        "reading, processor seconds": reading,
        "storing, processor seconds": storing,
        "storing : reading, per cent": 100 * storing / reading,
    }
    show("what storing costs", figures, surroundings("communique", "sqlalchemy"))


# asking


def ask(arguments: argparse.Namespace) -> None:
    """Ask stores of different sizes."""
    figures: dict[str, Any] = {}
    if arguments.store:
        figures |= _asked(arguments.store, arguments.by, arguments.about, "")
    else:
        with tempfile.TemporaryDirectory() as temporary:
            folder = arguments.keep or Path(temporary)
            for size in arguments.sizes:
                path = folder / f"{size}.db"
                if not path.exists():
                    make(path, size)
                for name in (RARE, FREQUENT):
                    figures |= _asked(path, name, arguments.about, f"{size:,} reports, {name.split()[1]}: ")
                if not arguments.keep:
                    path.unlink()
    show("asking a store", figures, surroundings("communique", "sqlalchemy"))


def _asked(path: Path, name: str, about: str, mark: str) -> dict[str, float]:
    command = [sys.executable, "-c", _QUESTION, str(path), name, about]
    runs = [json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout) for _ in range(3)]
    return {
        f"{mark}answers": runs[0]["answers"],
        f"{mark}first, ms": median(r["first"] for r in runs),
        f"{mark}again, ms": median(r["again"] for r in runs),
        f"{mark}first 50 only, ms": median(r["fifty"] for r in runs),
    }


_QUESTION = """
import json, statistics, sys, time
from communique.store import open_store
path, name, about = sys.argv[1:]
store = open_store(path)
store.statements(by="nobody at all")  # loads the program, not the answer
def timed(**more):
    began = time.perf_counter()
    found = store.statements(by=name, about=about, **more)
    return 1000 * (time.perf_counter() - began), len(found)
first, answers = timed()
again = statistics.median(timed()[0] for _ in range(7))
fifty = statistics.median(timed(limit=50)[0] for _ in range(7))
print(json.dumps({"first": first, "again": again, "fifty": fifty, "answers": answers}))
"""


def make(path: Path, size: int) -> None:
    """A store of ``size`` made-up reports, each with three statements; the rows are those that adding would make."""
    from communique.database.sums import write_all
    from communique.store import open_store

    with open_store(path) as store, store.engine(write=True).connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA synchronous = OFF")
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO readings VALUES (1, 1, '0', '{}')")
        raw.execute("INSERT INTO extractors VALUES (1, 'actor', 'made'), (2, 'statement', 'made')")
        raw.execute("INSERT INTO manners VALUES (1, 'indirect', 'say', 'communication', 'affirmed', 'actual')")
        _entities(raw, 2_000)
        rows = _reports(size)
        while part := list(islice(rows, 5_000)):
            for table, columns in _COLUMNS.items():
                marks = ", ".join("?" * (columns.count(",") + 1))
                raw.executemany(
                    f"INSERT INTO {table} ({columns}) VALUES ({marks})", [r for p in part for r in p[table]]
                )
        write_all(connection)
        raw.execute("COMMIT")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw.execute("ANALYZE") if size > 100_000 else None


def _entities(raw: Any, many: int) -> None:
    from communique.database.column_types import hashed, numbers
    from communique.linking.names import filing_keys

    names = [RARE, FREQUENT, *(f"Name{n % 60} Sur{n}" for n in range(many - 2))]
    for key, name in enumerate(names, 1):
        form = name.lower()
        raw.execute(
            "INSERT INTO entities (key, id, name, kind, country) VALUES (?, ?, ?, ?, 'RUS')",
            (key, b"e" + key.to_bytes(8, "big"), name, numbers()["person"]),
        )
        raw.execute("INSERT INTO names VALUES (?, ?, ?, 1)", (key, form, name))
        raw.executemany(
            "INSERT INTO name_keys VALUES (?, ?)", [(hashed(word), key) for word in filing_keys("person", form)]
        )


_COLUMNS = {
    "texts": "key, text_id, text, characters, words, reading, story, first_finding, last_finding",
    "reports": 'id, text, source, genre, published, basis, dating_confidence, first_day, last_day, added',
    "findings": 'key, id, text, extractor, start, "end", confidence',
    "actors": "key, name, kind, country",
    "statements": "key, speaker, manner, content_start, content_end, wording",
    "identities": "finding, entity, score",
    "text_words": "rowid, text",
    "statement_words": "rowid, words",
}  # fmt: skip


def _reports(size: int) -> Iterator[dict[str, list[tuple[Any, ...]]]]:
    from communique.database.column_types import numbers

    chance = random.Random(size)
    rare = set(chance.sample(range(size), ANSWERS))
    key = 1
    for n in range(size):
        speaker = 1 if n in rare else 2 if n % 100 == 7 else 3 + chance.randrange(1_998)
        said = [" ".join(chance.choices(WORDS, k=18)) for _ in range(3)]
        for at in range(3):
            if (speaker == 1 and at == 0) or chance.random() < 0.02 or (speaker == 2 and at == 0):
                said[at] += f" {WORD}"
        text = ". ".join(f"Somebody said that {words}" for words in said) + "."
        day = f"{2000 + n % 20}-{1 + n % 12:02}-{1 + n % 28:02}"
        rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _COLUMNS}
        found = (key, key + len(said))
        rows["texts"].append((n + 1, n.to_bytes(32, "big"), text, len(text), len(text.split()), 1, n + 1, *found))
        rows["reports"].append((f"{n:064x}", n + 1, "made", "news", day, "metadata", 1, day, day, day))
        rows["text_words"].append((n + 1, text))
        actor, key = key, key + 1
        rows["findings"].append((actor, f"a{actor:016x}", n + 1, 1, 0, 8, 500))
        rows["actors"].append((actor, "Somebody", numbers()["person"], "RUS"))
        rows["identities"].append((actor, speaker, 1000))
        at = 0
        for words in said:
            at = text.index(words, at)
            rows["findings"].append((key, f"s{key:016x}", n + 1, 2, at, at + len(words), 500))
            rows["statements"].append((key, actor, 1, at, at + len(words), key))
            rows["statement_words"].append((key, words))
            key += 1
        yield rows


class _Raw(argparse.RawDescriptionHelpFormatter):
    pass


if __name__ == "__main__":
    main()
