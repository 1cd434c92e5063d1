"""A PostgreSQL server for tests: Debian's, in a folder of its own, on a socket, for as long as the process lasts.

Tests that use it skip where it is not installed. Each has a database of its own, copied from one with an empty store.
"""

from __future__ import annotations

import atexit
import gzip
import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from communique.store import Store, open_store

ABSENT = "no PostgreSQL here: apt-get install postgresql-15"
OWNER = "keeper"

LOCKED = "locked"
"""Who alone must know a password."""
EMPTY = """
CREATE FUNCTION empty() RETURNS void LANGUAGE plpgsql SET session_replication_role = replica AS $$
DECLARE
    one text;
    filled boolean;
BEGIN
    FOR one IN SELECT relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
        AND relname NOT IN ('words', 'sums', 'alembic_version')
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', one) INTO filled;
        IF filled THEN
            EXECUTE format('DELETE FROM %I', one);
        END IF;
    END LOOP;
    UPDATE sums SET sum = 0;
END $$
"""
"""Takes all rows out of a store, past its triggers."""


class Server:
    """A running server and the databases made in it."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs = programs
        self.folder = folder
        self._numbers = itertools.count(1)
        self._template: str | None = None
        self._common: str | None = None
        data, own = folder / "data", self._user()
        self._run(own, "initdb", "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        access = data / "pg_hba.conf"
        access.write_text(f"local all {LOCKED} scram-sha-256\n" + access.read_text(encoding="utf-8"), encoding="utf-8")
        settings = "listen_addresses='' fsync=off synchronous_commit=off full_page_writes=off autovacuum=off"
        options = " ".join(["-k", str(folder), *(f"-c {one}" for one in settings.split())])
        self._run(own, "pg_ctl", "-D", data, "-w", "-t", 60, "-l", folder / "log", "-o", options, "start")
        atexit.register(self.stop)

    def address(self, database: str, *, user: str = OWNER, more: str = "") -> str:
        """Of a database."""
        return f"postgresql://{user}@/{database}?host={self.folder}{more}"

    def run(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Put a statement to a database, as its owner."""
        import pg8000.native

        connection = pg8000.native.Connection(
            OWNER, unix_sock=f"{self.folder}/.s.PGSQL.5432", database=database, timeout=60
        )
        try:
            return [tuple(row) for row in connection.run(statement) or ()]
        finally:
            connection.close()

    def empty(self) -> str:
        """A new database without anything."""
        name = f"own{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name}")
        return name

    def fresh(self) -> str:
        """A new database with an empty store."""
        if self._template is None:
            made = self.empty()
            with open_store(self.address(made)) as store:
                store.engine(write=True)
            self._template = made
        name = f"own{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {self._template} STRATEGY file_copy")
        return name

    def emptied(self) -> str:
        """The database of tests that change nothing but rows, without any: made once, since making one takes long."""
        if self._common is None:
            self._common = self.fresh()
            self.run(EMPTY, self._common)
        self.run("SELECT empty()", self._common)
        return self._common

    def stop(self) -> None:
        """Let it end and take its files away."""
        subprocess.run(
            [*self._user(), self.programs / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop"],
            check=False, capture_output=True,
        )  # fmt: skip
        shutil.rmtree(self.folder, ignore_errors=True)

    def _user(self) -> list[str]:
        """PostgreSQL refuses to be run by root."""
        return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []

    def _run(self, own: list[str], program: str, *arguments: object) -> None:
        done = subprocess.run(
            [*own, str(self.programs / program), *map(str, arguments)], check=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr


@cache
def running() -> Server | None:
    """The server of this process, started when it is first asked for; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        return None
    folder = Path(tempfile.mkdtemp(prefix="cq"))
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody", "nogroup")
    return Server(found[-1].parent, folder)


@pytest.fixture(scope="session")
def server() -> Server:
    pytest.importorskip("pg8000")
    found = running()
    if found is None:
        pytest.skip(ABSENT)
    return found


KINDS = ("sqlite", "postgres")
OLD = Path(__file__).parent / "earlier" / "v0_1_0" / "store.db.gz"
"""A store of fifteen reports, with judgements and printings."""


def old_store(folder: Path) -> Path:
    """That store in a file of its own, brought up to date."""
    path = folder / "old.db"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    with open_store(path) as made:
        made.check(upgrade=True)
    return path


@pytest.fixture(scope="module", params=KINDS)
def either_old_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterable[Store]:
    """That store for all tests of a file, which only ask: in a file, and a copy on a server."""
    place = str(old_store(tmp_path_factory.mktemp("old")))
    if request.param == "postgres":
        server = request.getfixturevalue("server")
        address = server.address(server.fresh())
        with open_store(place) as file, open_store(address) as copy:
            file.copy_to(copy)
        place = address
    with open_store(place) as store:
        yield store


@pytest.fixture(name="place", params=KINDS)
def either_place(request: pytest.FixtureRequest, tmp_path: Path, empty_store: Path) -> Iterable[Store]:
    """An empty store: in a file, and on a server."""
    if request.param == "sqlite":
        place = str(tmp_path / "made.db")
        shutil.copyfile(empty_store, place)
    else:
        server = request.getfixturevalue("server")
        place = server.address(server.emptied())
    with open_store(place) as store:
        yield store


@pytest.fixture(name="shared_place", scope="module", params=KINDS)
def either_shared_place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, empty_store: Path
) -> Iterable[Store]:
    """The same for all tests of a file, which only ask."""
    if request.param == "sqlite":
        place = str(tmp_path_factory.mktemp("shared") / "made.db")
        shutil.copyfile(empty_store, place)
    else:
        server = request.getfixturevalue("server")
        place = server.address(server.fresh())
    with open_store(place) as store:
        yield store
