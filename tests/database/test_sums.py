"""That a store notices a row that is not what was written, whichever it is."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event

import communique.database
from communique.database.schema import HEAD, metadata
from communique.database.sums import write_all
from communique.errors import StoreError
from communique.ingest.add import add_reports
from communique.ingest.workers import Readers
from communique.store import Store, open_store
from tests.database.toy import ToyReader, report

TEXTS = (
    "Foreign Minister Ahmet Davutoglu of Turkey said that it is late.",
    "Davutoglu said that peace is near.",
    "Foreign Minister Ivan Petrov of Russia said that it is late.",
)
REPORTS = tuple(report(text, f"{n}.txt", date=f"2013-04-{n + 10}") for n, text in enumerate(TEXTS))


def changed(path: Path, statement: str) -> bool:
    """Whether a statement that no communique would make changed the file."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        many = connection.execute(statement).rowcount
        connection.commit()
    except sqlite3.DatabaseError:  # two rows with one key, or none where one must be
        return False
    finally:
        connection.close()
    return many > 0


def wrong(path: Path) -> str:
    """What `communique check` says of a store; nothing if it is sound."""
    with open_store(path) as store:
        try:
            return "; ".join(map(str, store.check().problems))
        except StoreError as error:
            return str(error)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sums") / "once.db"
    with open_store(path) as store:
        add_reports(store.engine(write=True), path, REPORTS, Readers(1, ToyReader))
        store.merge("Ahmet Davutoglu", "Ivan Petrov")
    assert wrong(path) == ""
    return path


@pytest.fixture
def made(once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(once, tmp_path / "made.db"))


@pytest.mark.parametrize(
    ("table", "column"), [(t.name, c.name) for t in metadata.sorted_tables for c in t.c], ids=lambda name: name
)
def test_no_value_changes_unnoticed(made: Path, tmp_path: Path, table: str, column: str) -> None:
    keys = ", ".join(f'"{c.name}"' for c in metadata.tables[table].primary_key)
    one = f"({keys}) = (SELECT {keys} FROM {table} ORDER BY {keys} DESC LIMIT 1)"
    tried = 0
    for n, other in enumerate((f'"{column}" + 77', "'x'", "NULL", f"\"{column}\" || 'x'")):
        path = tmp_path / f"{n}.db"
        shutil.copy(made, path)
        if changed(path, f'UPDATE {table} SET "{column}" = {other} WHERE {one} AND "{column}" IS NOT {other}'):
            tried = 1
            assert wrong(path), other
            break
    assert tried or not changed(made, f"DELETE FROM {table}")  # no such row is made here


@pytest.mark.parametrize("table", [t.name for t in metadata.sorted_tables])
def test_no_row_goes_unnoticed(made: Path, table: str) -> None:
    keys = ", ".join(f'"{c.name}"' for c in metadata.tables[table].primary_key)
    if changed(made, f"DELETE FROM {table} WHERE ({keys}) = (SELECT {keys} FROM {table} LIMIT 1)"):
        assert wrong(made)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE words SET word = 'persom' WHERE word = 'person'",
        "UPDATE manners SET act = 'deny'",
        "UPDATE extractors SET kind = 'actor'",
        "UPDATE readings SET version = '9'",
    ],
)
def test_what_every_answer_leans_on_is_looked_at_on_opening(made: Path, statement: str) -> None:
    assert changed(made, statement)
    with open_store(made) as store, pytest.raises(StoreError, match=r"damaged. Restore a copy"):
        store.stats()


def test_a_view_that_says_something_else_is_noticed_on_opening(made: Path) -> None:
    connection = sqlite3.connect(made)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("UPDATE sqlite_master SET sql = replace(sql, 'DESC', 'ASC ') WHERE name = 'all_entities'")
    connection.commit()
    connection.close()
    with open_store(made) as store, pytest.raises(StoreError, match=r"\(schema\): the file is damaged"):
        store.stats()


def test_a_view_of_ones_own_does_no_harm(made: Path) -> None:
    assert not changed(made, "CREATE VIEW mine AS SELECT * FROM reports")
    assert wrong(made) == ""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entities SET name = 'Recep Tayyip' WHERE name = 'Ahmet Davutoglu'",
        "UPDATE names SET times = 7 WHERE name = 'ahmet davutoglu'",
        "UPDATE identities SET score = 500",
        "UPDATE name_keys SET entity = entity + 1 WHERE entity = 3",
    ],
)
def test_what_comes_later_does_not_cover_damage_up(made: Path, fill, statement: str) -> None:
    assert changed(made, statement)
    with open_store(made) as store:
        more = "Foreign Minister Ahmet Davutoglu of Turkey said that rain is near."
        fill(store, [report(more, "more.txt", date="2013-05-01")])
        store.undo()
    assert "not what was written" in wrong(made)


def test_reading_a_text_anew_mends_it(made: Path, fill) -> None:
    assert changed(made, "UPDATE findings SET confidence = confidence + 1")
    assert wrong(made).count("not what was written") == len(TEXTS)
    with open_store(made) as store:
        fill(store, REPORTS, again=True)
    assert wrong(made) == ""


def test_judgements_and_printings_keep_the_sums_true(made: Path, fill) -> None:
    with open_store(made) as store:
        store.undo()
        fill(store, [report(TEXTS[0], "printed.txt", date="2013-04-20")])
        one = next(store.records())
        store.split("Ahmet Davutoglu", reports=[one.report.id])
        store.undo()
        store.compact()
        fill(store, ["Davutoglu said that it rains."])
    assert wrong(made) == ""


def test_what_is_undone_leaves_no_trace(made: Path) -> None:
    with open_store(made) as store:
        engine = store.engine(write=True)
        with engine.connect() as connection:
            connection.exec_driver_sql("UPDATE entities SET name = 'x'")
            connection.rollback()
        with engine.begin() as connection:
            connection.exec_driver_sql("UPDATE entities SET name = name || 'x'")
    assert wrong(made) == ""


def older(path: Path, version: str) -> None:
    """Take a store back to an older schema."""
    config = Config()
    config.set_main_option("script_location", str(Path(communique.database.__file__).parent / "migrations"))
    with open_store(path) as store, store.engine(write=True).connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, version)
        connection.connection.driver_connection.execute("COMMIT")  # type: ignore[union-attr]


def test_a_store_without_sums_gets_them_when_it_is_sound(made: Path, fill) -> None:
    older(made, "0003")
    assert "older communique" in wrong(made)
    with open_store(made) as store:
        assert not store.check(upgrade=True).problems
        fill(store, ["Davutoglu said that it rains."])
    assert wrong(made) == ""
    assert changed(made, "UPDATE actors SET country = 'FRA' WHERE country = 'TUR'")
    assert "not what was written" in wrong(made)
    assert HEAD >= "0004"


def test_an_upgrade_blesses_no_damage(made: Path) -> None:
    older(made, "0003")
    assert changed(made, "UPDATE statements SET wording = wording + 1")
    with open_store(made) as store, pytest.raises(StoreError, match="not brought up to date"):
        store.check(upgrade=True)


@pytest.mark.parametrize("harm", [None, "UPDATE earliest SET month = '1999-01'", "DROP INDEX ix_earliest_report"])
def test_a_store_with_a_table_that_is_no_more_is_looked_over_and_brought_up_to_date(
    made: Path, monkeypatch: pytest.MonkeyPatch, harm: str | None
) -> None:
    """As stores of 0.5.0 are: their sums count a table that this schema has not."""
    older(made, "0009")
    assert changed(made, "INSERT INTO earliest SELECT '2013-04', '2013-04-10', key FROM reports")
    bare = create_engine(f"sqlite:///{made}")  # one of the store's own would bring it up to date
    with bare.begin() as connection:
        write_all(connection)
    bare.dispose()
    if harm is not None:
        assert changed(made, harm) or "DROP" in harm  # of which SQLite counts no rows
        with open_store(made) as store, pytest.raises(StoreError, match="not brought up to date"):
            store.check(upgrade=True)
        return
    with open_store(made) as store:
        assert not store.check(upgrade=True).problems
    assert wrong(made) == ""


def test_what_is_interrupted_in_a_statement_is_undone_and_ends_as_it_should(made: Path) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    def interrupted(store: Store) -> None:
        with store.engine(write=True).begin() as connection:
            event.listen(connection, "before_cursor_execute", stop)
            connection.exec_driver_sql("UPDATE entities SET name = 'x'")

    with open_store(made) as store, pytest.raises(KeyboardInterrupt):
        interrupted(store)
    assert wrong(made) == ""
