"""Opening a store on a PostgreSQL server: is it one, of which version, may it be written; what failures mean.

A connection that reads sees one state of the store for as long as a question takes, and cannot write. Those that write
come one after the other, as with SQLite: each holds a row of ``sums`` until its transaction ends.
"""

from __future__ import annotations

import json
import ssl
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from communique.database.engines.address import ServerAddress, hide_passwords
from communique.database.schema import HEAD, INDEXES, VIEWS, metadata
from communique.database.sums import NoSums, Sums
from communique.errors import CommuniqueError, StoreError, UsageError, printable

__all__ = ["connect_server", "is_there", "may_write", "told_by_server"]

PATIENCE = 30
"""Seconds that a writer waits for another one before it gives up."""
LEAST_SERVER = 130_000
"""PostgreSQL 13."""

_REMEDIES = {
    "28P01": "the server does not take the password. Set PGPASSWORD, or write it into the file of passwords, ~/.pgpass",
    "28000": "the server lets nobody in as this user from here in this way. Name another user or, where it wants TLS "
    "or has none, another sslmode; or ask whoever keeps it",
    "3D000": "the server has no such database. Make it first: createdb NAME",
    "42501": "you may only read this store, or not even that. Ask whoever keeps it for the right (docs/postgres.md)",
    "25006": "the server is a copy that cannot be written. Name the server that it is a copy of",
    "55P03": "somebody else has been writing to it for too long. Wait until that is done, then try again",
    "40001": "somebody else wrote to it at the same time. Try again",
    "40P01": "somebody else wrote to it at the same time. Try again",
    "53100": "the server's disk is full. What was reported as added is kept: free some space and run the command again",
    "53200": "the server has too little memory for this. Ask for less, or give it more",
    "53300": "the server has no free connection. Wait, or raise its max_connections",
    "57014": "the question was stopped. Ask again",
    "57P01": "the server was stopped. Nothing half-done is kept: try again when it runs",
    "57P02": "the server broke off. Nothing half-done is kept: try again when it runs",
    "57P03": "the server is starting or stopping. Try again in a moment",
    "42P01": "a part of the store is gone: somebody changed its tables. Restore a copy",
    "42703": "a part of the store is gone: somebody changed its tables. Restore a copy",
    "42883": "a part of the store is gone: somebody changed its functions. Restore a copy",
    "CQ001": "judgements are only added to, never changed: undo them with `communique undo`",
    "22021": "a text holds a character that the server does not keep. Read it with communique",
}
"""What to do about PostgreSQL's error codes (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""
BROKEN = (BrokenPipeError, ConnectionResetError, ConnectionAbortedError, EOFError)
GONE = "the server does not answer any more. Nothing half-done is kept: see that it runs, then try again"


def connect_server(address: ServerAddress, *, write: bool = False) -> Engine:
    """An engine on the store at ``address``, made or brought to this version's schema if ``write``.

    Raises:
        StoreError: there is no server or no store, or it is of another version; says what to do.
        UsageError: what speaks to servers is not installed.
    """
    engine = _engine(address, write)
    try:
        with engine.connect() as connection:
            _check(connection, address, write)
    except BaseException as error:
        engine.dispose()
        if isinstance(error, (CommuniqueError, KeyboardInterrupt)):
            raise
        if (told := told_by_server(error)) is not None:
            raise StoreError(f"{address}: {told}") from error
        raise
    return engine


def is_there(address: ServerAddress) -> bool:
    """Whether the server has a store at ``address``.

    Raises:
        StoreError: it cannot be asked.
    """
    engine = _engine(address, False)
    try:
        with engine.connect() as connection:
            return bool(_version(connection))
    except (SQLAlchemyError, OSError) as error:
        raise StoreError(f"{address}: {told_by_server(error) or GONE}") from error
    finally:
        engine.dispose()


def may_write(connection: Connection) -> bool:
    """Whether whoever asks may change the store, not only its judgements."""
    told = "SELECT has_table_privilege('texts', 'INSERT') AND has_table_privilege('sums', 'UPDATE')"
    return bool(connection.exec_driver_sql(told).scalar_one())


def told_by_server(error: BaseException) -> str | None:
    """What a failure of the server or of the way to it means and what to do; None if it is none of these."""
    cause: BaseException | None = getattr(error, "orig", None) or error
    if (told := _server_says(cause)) is not None:
        code = str(told["C"])
        if code in _REMEDIES:
            return _REMEDIES[code]
        if code.startswith("08"):
            return GONE
        words = printable(hide_passwords(str(told.get("M", ""))))
        return f"PostgreSQL says: {words} ({code}). If `communique check` finds nothing, tell the makers of communique"
    below: BaseException | None = cause
    while below is not None:
        if isinstance(below, BROKEN):
            return GONE
        if isinstance(below, ssl.SSLError):
            return _unsafe(below)
        if isinstance(below, OSError):
            return _unreached(below)
        below = below.__cause__
    if type(cause).__module__.startswith("pg8000"):
        words = str(cause)
        if "SSL" in words:
            return "the server does not speak TLS as sslmode asks. Set up TLS there, or write sslmode=disable"
        return GONE
    if isinstance(error, SQLAlchemyError) and "closed" in str(error):
        return GONE
    return None


def _server_says(error: BaseException | None) -> dict[str, Any] | None:
    """The server's own answer, which the driver may have lost when the way to it broke off: code and message."""
    while error is not None:
        told = error.args[0] if error.args else None
        if isinstance(told, dict) and "C" in told:
            return told
        error = error.__cause__ or error.__context__
    return None


def _unreached(error: BaseException) -> str:
    reason = getattr(error, "strerror", None) or type(error).__name__
    return (
        f"no server answers there ({printable(str(reason))}). See that it runs and listens, and that host and port "
        "are right"
    )


def _unsafe(error: ssl.SSLError) -> str:
    reason = printable(str(getattr(error, "verify_message", None) or getattr(error, "reason", None) or "TLS"))
    if isinstance(error, ssl.SSLCertVerificationError):
        return (
            f"the server's certificate is not one to trust ({reason}). Name the file with the certificate of who "
            "signed it, sslrootcert=FILE, and the server as the certificate does"
        )
    return f"the server does not speak TLS as this program does ({reason}). Ask whoever keeps it"


def _engine(address: ServerAddress, write: bool) -> Engine:
    try:
        import pg8000

        from communique.database.engines.dialect import NAME
    except ImportError:
        raise UsageError(
            f"{address}: what speaks to PostgreSQL is not installed. pip install 'communique[postgres]'"
        ) from None

    def creator() -> Any:
        folder = address.host if address.host.startswith("/") else None
        password = address.password
        try:
            made = pg8000.connect(
                address.user, host=address.host, database=address.database, port=address.port, password=password,
                unix_sock=f"{folder}/.s.PGSQL.{address.port}" if folder else None, ssl_context=_tls(address),
                timeout=address.connect_timeout, application_name="communique",
            )  # fmt: skip
        except AttributeError:  # what the driver makes of a server that asks for one
            if password is not None:
                raise
            raise StoreError(
                f"{address}: the server asks for a password. Set PGPASSWORD, or write it into the file of passwords, "
                "~/.pgpass"
            ) from None
        made._usock.settimeout(None)  # the time is for reaching the server: an answer may take longer
        try:
            made.autocommit = True
            cursor = made.cursor()
            kind = "READ COMMITTED, READ WRITE" if write else "REPEATABLE READ, READ ONLY"
            for statement in (
                f"SET search_path = {address.schema}",
                f"SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL {kind}",
                f"SET lock_timeout = '{PATIENCE}s'",
                "SET client_min_messages = error",
                "SET extra_float_digits = 1",
                "SET jit = off",  # it compiles for longer than these questions take
                "SET standard_conforming_strings = on",
                # Questions take a page out of tables that are walked by their indexes, as SQLite walks them: plans that
                # read a table whole to join it take twice as long.
                "SET enable_seqscan = off",
                "SET enable_mergejoin = off",
                "SET enable_hashjoin = off",
                "SET random_page_cost = 1.0",
            ):
                cursor.execute(statement)
            cursor.close()
            made.autocommit = False
        except BaseException:
            made.close()
            raise
        return made

    engine = create_engine(
        f"{NAME}://", creator=creator, json_serializer=_compact, json_deserializer=json.loads, pool_size=2,
        max_overflow=10, pool_pre_ping=True, hide_parameters=True,
    )  # fmt: skip

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.info.setdefault(Sums, NoSums())
        if write:
            # Taken at once: what a writer has read then still holds when it writes.
            there = "SELECT to_regclass('sums') IS NOT NULL"
            if connection.info.get("made") or connection.exec_driver_sql(there).scalar_one():
                connection.info["made"] = True
                connection.exec_driver_sql("SELECT sum FROM sums WHERE of = 'content' AND key = 0 FOR UPDATE")

    return engine


def _tls(address: ServerAddress) -> Any:
    """How the way to the server is kept from others, as ``sslmode`` says (PostgreSQL's libpq-ssl)."""
    if address.host.startswith("/") or address.sslmode == "disable":
        return False
    if address.sslmode == "prefer":
        return None
    if address.sslmode == "require" and address.sslrootcert is None:
        return True
    try:
        made = ssl.create_default_context(cafile=address.sslrootcert)
    except (OSError, ssl.SSLError):
        raise StoreError(
            f"{address}: {printable(str(address.sslrootcert))} is no file of certificates that can be read. Name the "
            "file with the certificate of the authority that signed the server's: sslrootcert=FILE"
        ) from None
    made.check_hostname = address.sslmode == "verify-full"
    return made


def _version(connection: Connection) -> str | None:
    """The version of the schema, "" if there are tables without one, None if there is nothing."""
    run = connection.exec_driver_sql
    names = _tables_there(connection)
    if not names:
        return None
    if "alembic_version" not in names or not {"reports", "sums"} <= names:
        return ""
    return str(run("SELECT version_num FROM alembic_version").scalar() or "")


def _tables_there(connection: Connection) -> set[str]:
    """Tables and views of the schema."""
    told = (
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'v', 'p', 'f', 'm')"
    )
    return set(connection.exec_driver_sql(told).scalars())


def _check(connection: Connection, address: ServerAddress, write: bool) -> None:
    """See that it is a store of this version, or make it one."""
    run = connection.exec_driver_sql
    if int(run("SHOW server_version_num").scalar_one()) < LEAST_SERVER:
        raise StoreError(f"{address}: the server is older than PostgreSQL 13. Use a newer one")
    if run("SHOW server_encoding").scalar_one() != "UTF8":
        raise StoreError(f"{address}: the database does not hold Unicode. Make one that does: createdb -E UTF8 NAME")
    version = _version(connection)
    if version is None:
        if not write:
            raise StoreError(
                f"{address}: there is no store in the database. Make one with `communique add PATH --store {address}`"
            )
        _make(connection, address)
        return
    if not version.isdecimal():
        raise StoreError(
            f"{address}: the database holds other tables than a store's. Make another database, or name a schema: "
            "?schema=NAME"
        )
    if version > HEAD:
        raise StoreError(f"{address}: was made by a newer communique (schema {version}). Update communique")
    if version == HEAD:
        if gone := {*metadata.tables, *INDEXES, *VIEWS} - _tables_there(connection):
            raise StoreError(f"{address}: a part of it is gone ({min(gone)}). Restore a copy")
        if write:
            from communique.database.engines.tables import index_findings

            index_findings(connection)
        return
    if not write:
        raise StoreError(
            f"{address}: was made by an older communique. "
            f"Bring it up to date with `communique check --upgrade --store {address}`"
        )
    from communique.database.connect import migrate

    migrate(connection)
    connection.commit()


def _make(connection: Connection, address: ServerAddress) -> None:
    """Make a store in an empty database or schema."""
    from communique.database.connect import learn_words
    from communique.database.engines.tables import make

    run = connection.exec_driver_sql
    # Of two who make one at the same time the second finds what the first made.
    run("SELECT pg_advisory_xact_lock(1668247153)")
    if _version(connection) is not None:
        return
    if address.schema != "public":
        run(f"CREATE SCHEMA IF NOT EXISTS {address.schema}")
    make(connection)
    learn_words(connection)
    connection.commit()


def _compact(value: Any) -> str:
    """JSON without blanks, as in a store's file."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
