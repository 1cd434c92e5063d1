"""Opening a store's file: is it one, of which version, may it be written; and what SQLite's failures mean to people."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from sqlalchemy import Connection, Engine, create_engine, event, insert, select
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from communique.database.column_types import numbers
from communique.database.engines.address import Place, ServerAddress
from communique.database.schema import APPLICATION, HEAD, NAMES, words
from communique.database.sums import Sums, find_changed_first, write_all
from communique.errors import CommuniqueError, StoreError, UsageError, printable

__all__ = ["Connection", "Engine", "Place", "connect", "guarded", "learn_words", "look_over", "migrate"]

MAGIC = b"SQLite format 3\x00"
SMALLEST = 512
"""Bytes of a page of SQLite: a smaller file is none of its."""
_SEEN: set[tuple[int, int]] = set()
"""Files (device and number) that are known to be SQLite's."""
_LOOKING = threading.Lock()
PAGE = 1024
"""Bytes of a page: a text of a few thousand characters leaves less of its last page empty than with more."""
PATIENCE = 30.0
"""Seconds that a writer waits for another one before it gives up."""
POLL = 0.003
"""Seconds between two looks whether another writer is done: SQLite's own waits grow to a tenth of a second, and the
breaks of somebody who writes all the time would be met by chance alone."""
LEAST_SQLITE = (3, 35, 0)
VERSION = re.compile(r"\d{4}")
"""A version of the schema: "0002"."""
RESTORE = "Restore a copy; without one, add the reports to a new store"
SOUND = "communique_sound"
"""The option of an engine whose file was made or looked over by this process."""
KEEPS_SUMS = "communique_keeps_sums"
"""The option of an engine whose transactions bring the sums to what they wrote: once the tables are those of HEAD."""
UNREADABLE = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, AssertionError, msgspec.MsgspecError)
"""What reading a row raises that does not say what it should: a key of a row that is not there, a number of a word that
there is not, a list that is no JSON, text that is no UTF-8."""

_REMEDIES = {
    "SQLITE_BUSY": "it is locked by another program. Close that program or wait until it is done, then try again",
    "SQLITE_LOCKED": "it is locked by another program. Close that program or wait until it is done, then try again",
    "SQLITE_READONLY": "it may not be written. Give yourself the right to write the file and its folder, or copy it "
    "to another disk",
    "SQLITE_FULL": "the disk is full. What was reported as added is kept: free some space and run the command again",
    "SQLITE_CORRUPT": "the file is damaged. Restore a copy; without one, `sqlite3 FILE .recover` saves what can be "
    "saved, or add the reports to a new store",
    "SQLITE_NOTADB": "it is not a store, or its beginning is damaged. Name a store that `communique add` made",
    "SQLITE_CANTOPEN": "it cannot be opened. Check the path and your rights to the file and its folder",
    "SQLITE_IOERR": "the disk fails while it is read or written. Check the disk and the space on it, then try again",
    "SQLITE_PERM": "it may not be opened. Give yourself the right to read the file",
    "SQLITE_INTERRUPT": "the question was stopped. Ask again",
}
"""What to do about each of SQLite's primary result codes (https://sqlite.org/rescode.html)."""


def connect(path: Place, *, write: bool = False) -> Engine:
    """An engine on the store at ``path``, made or brought to this version's schema if ``write``.

    Without ``write`` nothing is changed, not even beside the file, so that a store on a read-only disk opens. A store
    on a server is opened by :func:`communique.database.engines.postgres.connect_server`.

    Raises:
        StoreError: there is none, it is none, it is of a newer version, or the file cannot be used; says what to do.
        UsageError: it is on a server, and what speaks to servers is not installed.
    """
    if isinstance(path, ServerAddress):
        from communique.database.engines.postgres import connect_server

        return connect_server(path, write=write)
    shown = printable(str(path))
    if sqlite3.sqlite_version_info < LEAST_SQLITE:
        raise StoreError(f"SQLite {sqlite3.sqlite_version} is too old for a store. Install Python with SQLite 3.35+")
    with guarded(path):
        _check_file(path, shown, write)
        engine = _engine(path, write)
        try:
            with engine.connect() as connection:
                if _check_version(connection, shown, write):
                    engine.update_execution_options(**{SOUND: True})
                elif changed := next(find_changed_first(connection), None):
                    raise StoreError(f"{shown}: is not what was written ({changed}): the file is damaged. {RESTORE}")
            if write:
                engine.update_execution_options(**{KEEPS_SUMS: True})
        except BaseException:
            engine.dispose()
            raise
        return engine


def look_over(engine: Engine, path: Place) -> None:
    """See that the file of a store is whole before it is written to, once for each engine that did not make it.

    A server looks after its own files.

    Raises:
        StoreError: it is not.
    """
    if engine.get_execution_options().get(SOUND) or isinstance(path, ServerAddress):
        return
    with guarded(path), engine.connect() as connection:
        [found] = connection.exec_driver_sql("PRAGMA quick_check(1)").scalars().all()[:1]
    if found != "ok":
        raise StoreError(f"{printable(str(path))}: the file is damaged ({printable(str(found))}). {RESTORE}")
    engine.update_execution_options(**{SOUND: True})


@contextmanager
def guarded(path: Place) -> Iterator[None]:
    """Turns failures of the database, of the disk and of rows that make no sense into an error that says what to do.

    Only what asks or writes a store belongs inside, since any fault of a value is taken for one of its rows.

    Raises:
        StoreError: the store, the file or the disk failed.
        UsageError: a number is larger than SQLite's.
    """
    try:
        yield
    except CommuniqueError:
        raise
    except (SQLAlchemyError, sqlite3.Error) as error:
        if isinstance(path, ServerAddress):
            raise StoreError(f"{path}: {_told_by_server(path, error)}") from error
        cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
        raise StoreError(f"{printable(str(path))}: {_told(cause)}") from error
    except UnicodeEncodeError as error:
        raise StoreError(f"{printable(str(path))}: a text holds half a character. Read it with communique") from error
    except OverflowError as error:
        if "SQLite" not in str(error):
            raise StoreError(f"{printable(str(path))}: {_senseless(path, error)}") from error
        raise UsageError("a number is too large for a store to count with. Give a smaller one") from error
    except UNREADABLE as error:
        raise StoreError(f"{printable(str(path))}: {_senseless(path, error)}") from error
    except OSError as error:
        if isinstance(path, ServerAddress):
            raise StoreError(f"{path}: {_told_by_server(path, error)}") from error
        reason = error.strerror or type(error).__name__
        raise StoreError(
            f"{printable(str(path))}: it cannot be used ({reason}). Check the path and the disk"
        ) from error
    except Exception as error:
        if not isinstance(path, ServerAddress) or not type(error).__module__.startswith("pg8000"):
            raise
        raise StoreError(f"{path}: {_told_by_server(path, error)}") from error


def _told_by_server(address: ServerAddress, error: BaseException) -> str:
    from communique.database.engines.postgres import told_by_server

    return told_by_server(error) or _senseless(address, error)


def _senseless(path: Place, error: BaseException) -> str:
    what = "store" if isinstance(path, ServerAddress) else "file"
    return (
        f"a row does not say what it should ({type(error).__name__}): the {what} seems damaged. "
        f"{RESTORE}. If `communique check` finds nothing wrong, tell the makers of communique"
    )


def _told(error: BaseException) -> str:
    name = str(getattr(error, "sqlite_errorname", ""))
    for code, remedy in _REMEDIES.items():
        if name == code or name.startswith(code + "_"):
            return remedy
    text = str(error)
    if "malformed" in text:
        return _REMEDIES["SQLITE_CORRUPT"]
    if "not a database" in text:
        return _REMEDIES["SQLITE_NOTADB"]
    if "no such table" in text or "no such column" in text:
        return f"a part of it is gone ({printable(text)}): the file is damaged. {RESTORE}"
    if "decode to UTF-8" in text:
        return _REMEDIES["SQLITE_CORRUPT"]
    return f"SQLite says: {printable(text)}. If `communique check` finds nothing wrong, tell the makers of communique"


def _check_file(path: Path, shown: str, write: bool) -> None:
    if path.is_dir():
        raise StoreError(f"{shown}: is a folder. Name the file of a store in it")
    if not path.exists():
        if not write:
            raise StoreError(f"{shown}: there is no such store. Make one with `communique add PATH --store {shown}`")
        if not path.parent.is_dir():
            raise StoreError(f"{shown}: there is no folder {printable(str(path.parent))}. Make it first")
        return
    if not path.is_file():  # links are followed; a pipe would be waited for, a device read without end
        raise StoreError(f"{shown}: is a pipe or a device. Name the file of a store")
    if not path.stat().st_size:
        if not write:
            raise StoreError(f"{shown}: the file is empty. Fill it with `communique add PATH --store {shown}`")
    elif not _is_sqlite(path):
        raise StoreError(f"{shown}: {_REMEDIES['SQLITE_NOTADB']}")


def _is_sqlite(path: Path) -> bool:
    """Whether a file begins as SQLite's do; each file is opened for that but once, before this process has it open.

    Closing a file takes away all locks that the process has on it, also those of SQLite's own connections (POSIX
    advisory locks, https://sqlite.org/howtocorrupt.html 2.2): another process that is done then takes itself for the
    last one and removes the journal, and what this one writes from then on is lost.
    """
    with _LOOKING:
        told = path.stat()
        if (known := (told.st_dev, told.st_ino)) in _SEEN and told.st_size >= SMALLEST:
            return True
        with path.open("rb") as stream:
            good = stream.read(len(MAGIC)) == MAGIC
        if good:
            _SEEN.add(known)
        return good


def _engine(path: Path, write: bool) -> Engine:
    address = quote(str(path.absolute()))
    # A journal beside the file means that somebody may be writing: only then is it looked at.
    still = not write and not Path(f"{path}-wal").exists()

    def opened(query: str) -> sqlite3.Connection:
        made = sqlite3.connect(
            f"file:{address}?{query}", uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            made.execute("PRAGMA schema_version").fetchone()
        except sqlite3.Error:
            made.close()
            raise
        return made

    def creator() -> sqlite3.Connection:
        if write:
            made = opened("mode=rwc")
            made.execute(f"PRAGMA page_size = {PAGE}")  # of a new file; one that is there keeps its own
            made.execute("PRAGMA journal_mode = WAL")
            made.execute("PRAGMA wal_autocheckpoint = 16384")  # pages: what many transactions change is moved once
            made.execute("PRAGMA synchronous = FULL")
            made.execute("PRAGMA foreign_keys = ON")
            made.execute("PRAGMA cache_size = -262144")
        else:
            try:
                made = opened("mode=ro")
            except sqlite3.OperationalError:
                if not still:
                    raise
                # On a read-only disk the write-ahead log cannot be made; nobody can change the file there either.
                made = opened("mode=ro&immutable=1")
        made.execute("PRAGMA temp_store = MEMORY")
        made.execute("PRAGMA cell_size_check = ON")  # damage is noticed when a page is read, not when it misleads
        return made

    engine = create_engine("sqlite://", creator=creator, json_serializer=_compact)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if KEEPS_SUMS in engine.get_execution_options() and Sums not in connection.info:
            # Before the transaction begins: undoing it would take the triggers away.
            connection.info[Sums] = Sums(connection.connection.driver_connection)
        # A writer takes its lock at once: what it has read then still holds when it writes.
        if write:
            _begin_writing(connection)
        else:
            connection.exec_driver_sql("BEGIN")

    @event.listens_for(engine, "commit")
    def commit(connection: Connection) -> None:
        if (sums := connection.info.get(Sums)) is not None:
            sums.settle()

    @event.listens_for(engine, "rollback")
    def rollback(connection: Connection) -> None:
        if connection.invalidated:  # what interrupts a statement closes the connection, and its sums go with it
            return
        if (sums := connection.info.get(Sums)) is not None:
            sums.drop()

    return engine


def _begin_writing(connection: Connection) -> None:
    """Take the lock of writers, looking often enough to catch the breaks of one who writes all the time."""
    until = time.monotonic() + PATIENCE
    connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                return
            except OperationalError as error:
                if getattr(error.orig, "sqlite_errorname", "") != "SQLITE_BUSY" or time.monotonic() > until:
                    raise
            time.sleep(POLL)
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")


def _compact(value: Any) -> str:
    """JSON without blanks: the store has millions of spans."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _check_version(connection: Connection, shown: str, write: bool) -> bool:
    """See that it is a store of this version, or make it one; gives whether all of it was made or looked over here."""

    def number(pragma: str) -> int:
        return int(connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one())

    names = set(connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars())
    if not names:
        if not write:
            raise StoreError(f"{shown}: the store is empty. Fill it with `communique add PATH --store {shown}`")
        migrate(connection)
        connection.commit()
        return True
    if number("application_id") != APPLICATION:
        raise StoreError(f"{shown}: is the database of another program. Name a store that `communique add` made")
    there = "alembic_version" in names
    version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() if there else None
    if not isinstance(version, str) or not VERSION.fullmatch(version):
        raise StoreError(f"{shown}: its version is gone: the file is damaged. {RESTORE}")
    if version > HEAD:
        raise StoreError(f"{shown}: was made by a newer communique (schema {version}). Update communique")
    if version == HEAD:
        if gone := sorted(NAMES - names):
            raise StoreError(f"{shown}: a part of it is gone ({gone[0]}): the file is damaged. {RESTORE}")
        return False
    if not write:
        raise StoreError(
            f"{shown}: was made by an older communique. "
            f"Bring it up to date with `communique check --upgrade --store {shown}`"
        )
    _see_that_it_is_sound(connection, shown)
    migrate(connection)
    connection.commit()
    return True


def _see_that_it_is_sound(connection: Connection, shown: str) -> None:
    """Check a store of an older version, so that what is made of its rows now does not cover up old damage.

    Raises:
        StoreError: it is damaged; nothing was changed.
    """
    from communique.database.check import check

    found = check(connection, whole=True)
    if found.problems:
        raise StoreError(
            f"{shown}: is damaged and was not brought up to date: {found.problems[0].where}: {found.problems[0].what}. "
            f"{found.problems[0].remedy}"
        )


def migrate(connection: Connection) -> None:
    """Every migration that the store lacks, in one transaction with what marks the file as a store; and new words."""
    from alembic import command
    from alembic.config import Config

    with as_file(files("communique.database") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.attributes["connection"] = connection
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
        command.upgrade(config, HEAD)
    learn_words(connection)
    if connection.dialect.name == "sqlite":
        write_all(connection)


def learn_words(connection: Connection) -> None:
    """The table of words says what ``words.tsv`` says now, which may have grown since the store was made."""
    known = set(connection.execute(select(words.c.key)).scalars())
    if new := [{"key": number, "word": word} for word, number in numbers().items() if number not in known]:
        connection.execute(insert(words), new)
