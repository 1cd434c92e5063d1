"""A copy of a store on a server tells the same: every question, every search, every view, every byte of an export."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique.cli.program import cli
from communique.database.schema import VIEWS, metadata
from communique.database.word_search import vectors
from communique.errors import StoreError, UsageError
from communique.model import FACT_KINDS
from communique.query.fts import match_expression
from communique.store import Store, open_store
from communique.web.example import example_store
from tests.server import Server, server

__all__ = ["server"]

TEXT = "Foreign Minister Ahmet Davutoglu of Turkey said that it is late."


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example reports in a file, a few judged."""
    with example_store() as path:
        target = tmp_path_factory.mktemp("examples") / "examples.db"
        with open_store(path) as store, open_store(target) as other:
            store.copy_to(other)
            for kind, verdict in (("statements", "accept"), ("events", "reject")):
                for answer in list(other.find(kind, limit=2)):
                    other.review.judge(answer.id, verdict, by="Ana")
            big, small = [a.entity for a in other.actors()[:2]]
            other.apart(big, small)
            other.undo()
    return target


@pytest.fixture(scope="module")
def both(examples: Path) -> Iterator[tuple[Store, Store]]:
    """The same store in a file and on a server."""
    from tests.server import ABSENT, running

    pytest.importorskip("pg8000")
    server = running()
    if server is None:
        pytest.skip(ABSENT)
    name = server.empty()
    with open_store(examples) as file, open_store(server.address(name)) as place:
        file.copy_to(place)
        for table in (*metadata.tables, "text_words", "statement_words"):
            # Rows that lie in no order show what rests on one that nobody asked for.
            server.run(
                f"SET session_replication_role = replica; CREATE TEMP TABLE shaken AS SELECT * FROM {table} "
                f"ORDER BY random(); DELETE FROM {table}; INSERT INTO {table} SELECT * FROM shaken",
                name,
            )
        yield file, place


def test_a_copy_and_back_exports_the_same_bytes(both: tuple[Store, Store], tmp_path: Path) -> None:
    file, place = both
    with open_store(tmp_path / "back.db") as back:
        assert place.copy_to(back) == file.stats().reports
        assert back.content_stamp() == file.content_stamp()
        for store in (place, back):
            found = store.check()
            assert found == file.check()
            assert not found.problems
    for form in ("jsonl", "csv", "markdown"):
        made = []
        for store in (str(file.path), server_address(place), str(tmp_path / "back.db")):
            folder = tmp_path / f"{form}{len(made)}"
            folder.mkdir()
            target = folder if form == "csv" else folder / "all"
            done = CliRunner().invoke(cli, ["export", form, "-o", str(target), "--store", store])
            assert done.exit_code == 0, done.output
            made.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
        assert made[0], form
        assert made[0] == made[1] == made[2]


def server_address(store: Store) -> str:
    """It has no password, so that what is shown opens it."""
    return str(store.path)


def test_a_copy_goes_where_nothing_is(both: tuple[Store, Store], tmp_path: Path) -> None:
    file, place = both
    with pytest.raises(StoreError, match="holds a store already"):
        file.copy_to(place)
    with pytest.raises(StoreError, match="no such store"), open_store(tmp_path / "none.db") as none:
        none.copy_to(place)


def test_every_question_has_one_answer(both: tuple[Store, Store]) -> None:
    def answers(store: Store) -> Iterator[object]:
        yield store.stats().reports, store.stats().entities, store.stats().facts, store.stats().publishers
        for kind in (*FACT_KINDS, "actors"):
            yield store.find(kind)
        yield store.timeline(), store.calendar(), store.issues(), store.positions(), store.actors()
        yield (
            store.reports(),
            store.report_facets(),
            store.bodies(),
            store.dyads(),
            store.references([one.id for one in store.reports().reports]),
        )
        yield [store.dossier(one.entity) for one in store.actors()[:5]], store.log()
        yield store.find("statements", about="minister", by=store.actors()[0].name), store.news(since="2000")

    for one, other in zip(*map(answers, both), strict=True):
        assert repr(one) == repr(other)  # in one order, also where that is none to ==


WORDS = "minister foreign sanctions talks the of state said president agreement support minis sup"


def expressions(seed: int, many: int) -> Iterator[str]:
    """Questions of all that the grammar has."""
    rng = random.Random(seed)
    words = WORDS.split()

    def term() -> str:
        kind = rng.random()
        picked = [rng.choice(words) for _ in range(rng.choice((1, 1, 2, 2, 3)))]
        if kind < 0.35:
            return picked[0] + rng.choice(("", "*"))
        if kind < 0.7:
            return '"' + " ".join(picked) + '"'
        if kind < 0.9:
            inner = [f'"{w} {rng.choice(words)}"' if rng.random() < 0.3 else w for w in [*picked, rng.choice(words)]]
            return f"NEAR({' '.join(inner)}, {rng.choice((0, 1, 3, 10))})"
        return rng.choice(("U.S.", "foreign-minister", "_", "Türkiye", "'"))

    def one(depth: int) -> str:
        if depth == 0 or rng.random() < 0.4:
            return term()
        return f"({one(depth - 1)} {rng.choice(('AND', 'OR', 'NOT', ''))} {one(depth - 1)})"

    while many:
        text = one(2)
        with contextlib.suppress(UsageError):
            match_expression(text)
            many -= 1
            yield text


def test_search_finds_and_orders_alike(both: tuple[Store, Store]) -> None:
    file, place = both
    some = 0
    of_the_walk = (
        "state NOT (minister NOT said*)",
        "talks OR (minister NOT the)",
        'the OR NEAR(foreign "the talks", 9)',
    )
    for asked in (*of_the_walk, *expressions(4, 60)):
        found = file.search(asked, limit=50)
        some += bool(found)
        assert place.search(asked, limit=50) == found, asked
    for asked in expressions(5, 15):
        assert place.find("statements", about=asked) == file.find("statements", about=asked), asked
        assert place.find("events", anywhere=asked) == file.find("events", anywhere=asked), asked
    assert some > 15


def test_the_views_tell_the_same(both: tuple[Store, Store]) -> None:
    for name in VIEWS:
        told = []
        for store in both:
            with store.reading() as connection:
                result = connection.exec_driver_sql(f"SELECT * FROM {name}")
                columns = tuple(result.keys())
                told.append((columns, sorted((tuple(row) for row in result), key=repr)))
        assert told[0][0] == told[1][0], name
        assert told[0][1] == told[1][1], name


def test_long_texts_are_found_whatever_a_vector_holds(
    server: Server, tmp_path: Path, fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More words than a vector has room for, more places than it counts, and a word longer than it takes."""
    monkeypatch.setattr(vectors, "LARGEST", 6_000)
    many = " ".join(f"word{n:06}x" for n in range(800))
    texts = [f"{TEXT} {many} the end {'the ' * 17_000} last words", f"{TEXT} {'a' * 3000} end", TEXT]
    with open_store(tmp_path / "f.db") as file, open_store(server.address(server.emptied())) as place:
        for store in (file, place):
            fill(store, texts)
        for asked in (
            "word000799x",
            '"the last words"',
            "word00079*",
            '"the end" NOT last',
            "a" * 900,
            "aaaa*",
            "end OR x",
        ):
            assert place.search(asked) == file.search(asked), asked
        assert not place.check().problems
