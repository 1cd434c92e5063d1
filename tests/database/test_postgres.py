"""A store on a server: what may be wrong with it, who may do what there, and that a copy tells the same."""

from __future__ import annotations

import contextlib
import ssl
import sys
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner
from litestar.testing import TestClient
from sqlalchemy import select

from communique.cli.program import cli
from communique.database import schema as t
from communique.database.engines.postgres import told_by_server
from communique.database.schema import HEAD, metadata
from communique.errors import CommuniqueError, StoreError
from communique.store import open_store
from communique.web import create_app
from communique.web.example import example_store
from tests.database.conftest import empty_store, fill
from tests.server import Server, either_place, server

__all__ = ["either_place", "empty_store", "fill", "server"]

BASE = "http://127.0.0.1:8765"
TEXT = "Foreign Minister Ahmet Davutoglu of Turkey said that it is late."
SECRET = "Geheim"


def refused(place: str, act: str = "stats") -> str:
    with pytest.raises(CommuniqueError) as told, open_store(place) as store:
        getattr(store, act)()
    assert SECRET not in f"{told.value}{told.value.__cause__}{told.value.__context__}"
    return str(told.value)


# what may be wrong


def test_no_server(server: Server, tmp_path: Path) -> None:
    pytest.importorskip("pg8000")
    for place in (f"postgresql://ana:{SECRET}@127.0.0.1:1/years", f"postgresql://ana:{SECRET}@/years?host={tmp_path}"):
        assert "no server answers there" in refused(place)
        with pytest.raises(StoreError, match="no server answers"), open_store(place) as store:
            store.add_reports([])


def test_certificates(server: Server, tmp_path: Path) -> None:
    (tmp_path / "bad.crt").write_text("no certificate")
    for name in ("none.crt", "bad.crt"):
        place = f"postgresql://ana:{SECRET}@127.0.0.1:1/years?sslmode=verify-full&sslrootcert={tmp_path / name}"
        assert "no file of certificates" in refused(place)
    wrong = ssl.SSLCertVerificationError(1, "certificate verify failed")
    wrong.verify_message = "self-signed certificate"
    told = told_by_server(wrong)
    assert told is not None
    assert "(self-signed certificate). Name the file" in told
    assert "does not speak TLS" in str(told_by_server(ssl.SSLError(1, "wrong version number")))


def test_no_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pg8000", None)
    assert "communique[postgres]" in refused(f"postgresql://ana:{SECRET}@db/years")


def test_a_wrong_password(server: Server) -> None:
    server.run("DROP ROLE IF EXISTS locked")
    server.run(f"CREATE ROLE locked LOGIN PASSWORD '{SECRET}right'")
    name = server.fresh()
    assert "does not take the password" in refused(server.address(name, user=f"locked:{SECRET}"))
    assert "PGPASSWORD" in refused(server.address(name, user="locked"))
    with open_store(server.address(name, user=f"locked:{SECRET}right")) as store:
        assert "may only read" in refused_by(store.stats)


def refused_by(act: object) -> str:
    with pytest.raises(StoreError) as told:
        act()  # type: ignore[operator]
    return str(told.value)


def test_no_database(server: Server) -> None:
    assert "createdb" in refused(server.address("nowhere"))


def test_an_empty_database(server: Server) -> None:
    place = server.address(server.empty())
    assert "there is no store in the database" in refused(place)
    with open_store(place) as store:
        assert not store.path.exists()
        for act in (store.check, store.undo, lambda: store.merge("a", "b")):
            with pytest.raises(StoreError, match="no store"):
                act()
        assert not store.path.exists()


def test_another_programs_database(server: Server) -> None:
    name = server.empty()
    server.run("CREATE TABLE reports (id text)", name)
    assert "other tables" in refused(server.address(name))
    with open_store(server.address(name, more="&schema=own")) as store:
        store.engine(write=True)
        assert store.stats().reports == 0
    assert server.run("SELECT count(*) FROM reports", name) == [(0,)]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "newer communique"),
        ("UPDATE alembic_version SET version_num = '0009'", "older communique"),
        ("DROP VIEW said", "a part of it is gone"),
        ("DELETE FROM alembic_version", "other tables"),
    ],
)
def test_a_store_of_another_version(server: Server, statement: str, said: str) -> None:
    name = server.fresh()
    server.run(statement, name)
    assert said in refused(server.address(name))


def test_a_database_without_unicode(server: Server) -> None:
    server.run("CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
    assert "Unicode" in refused(server.address("latin"))


def test_a_server_that_goes_in_the_middle(server: Server, fill) -> None:
    name = server.fresh()
    ended = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    with open_store(server.address(name)) as store:
        fill(store, [TEXT])
        with pytest.raises(StoreError, match="Nothing half-done is kept"), store.writing() as connection:  # noqa: PT012
            connection.exec_driver_sql("DELETE FROM times")
            server.run(ended)
            connection.exec_driver_sql("DELETE FROM times")
        assert store.stats().reports == 1  # it comes back by itself
        server.run(ended)
        assert store.stats().reports == 1


def test_a_text_that_the_server_does_not_keep(server: Server, fill) -> None:
    with open_store(server.address(server.emptied())) as store:
        fill(store, [TEXT])
        [said] = store.find("statements")
        with pytest.raises(StoreError, match="does not keep"):
            store.review.judge(said.id, "comment", note="a\0b", by="Ana")


def test_no_password_is_shown_by_a_command(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.run("DROP ROLE IF EXISTS locked")
    server.run(f"CREATE ROLE locked SUPERUSER LOGIN PASSWORD '{SECRET}'")
    place = server.address(server.fresh(), user=f"locked:{SECRET}")
    monkeypatch.setenv("COMMUNIQUE_REVIEWER", "Ana")
    with open_store(place) as store:
        store.engine(write=True)
        assert SECRET not in repr((store.path, str(store.path), store.engine(), store.engine().url))
    for command in (
        ["stats"], ["log"], ["cite"], ["check"], ["find", "statements"], ["find", "unsure"], ["export", "jsonl"],
        ["undo"], ["show", "abc"], ["search", "a"], ["--debug", "show", "abc"], ["merge", "a", "b"],
    ):  # fmt: skip
        done = CliRunner().invoke(cli, [*command, "--store", place])
        assert SECRET not in f"{done.output}{done.exception}{done.exc_info}", command
    done = CliRunner().invoke(cli, ["check", "--store", place])
    assert done.output.startswith("sound"), done.output


def test_the_schema_is_that_of_a_file(server: Server) -> None:
    name = server.fresh()
    columns = (
        "SELECT column_name, is_nullable FROM information_schema.columns "
        "WHERE table_schema = 'public' AND table_name = '{}'"
    )
    for table in metadata.sorted_tables:
        assert dict(server.run(columns.format(table.name), name)) == {
            c.name: "YES" if c.nullable else "NO" for c in table.c
        }
    indexes = {str(index.name) for table in metadata.sorted_tables for index in table.indexes}
    assert indexes <= {row[0] for row in server.run("SELECT indexname FROM pg_indexes", name)}
    assert server.run("SELECT version_num FROM alembic_version", name) == [(HEAD,)]


def test_an_index_that_earlier_versions_did_not_make(server: Server) -> None:
    name = server.fresh()
    index = "SELECT to_regclass('ix_findings_text') IS NOT NULL"
    server.run("DROP INDEX ix_findings_text", name)
    with open_store(server.address(name)) as store:
        store.stats()
        assert server.run(index, name) == [(False,)]
        store.engine(write=True)
        assert server.run(index, name) == [(True,)]


def test_what_stands_in_a_text_is_asked_for_by_its_text() -> None:
    pytest.importorskip("pg8000")
    from communique.database.engines.dialect import StoreDialect

    x, e, f = t.texts.c, t.metadata.tables["events"].c, t.findings.c
    for key, told in ((f.key, "findings.text = texts.key"), (e.key, "own_1_events.key = events.key")):
        query = select(key).join_from(t.texts, key.table, key.between(x.first_finding, x.last_finding))
        assert told in str(query.compile(dialect=StoreDialect()))
    dated = select(e.key).order_by(e.date)  # an index serves where it is known that all have a date
    for where, told in ((e.date.is_not(None), "BY events.date"), (e.date.is_(None), "BY events.date NULLS FIRST")):
        assert str(dated.where(where).compile(dialect=StoreDialect())).endswith(told)
    assert "BETWEEN" in str(select(f.key).where(f.start.between(1, 2)).compile(dialect=StoreDialect()))


# who may do what


def test_judgements_are_only_added_to(server: Server, fill) -> None:
    name = server.emptied()
    with open_store(server.address(name)) as store:
        fill(store, [TEXT])
        [said] = store.find("statements")
        store.review.judge(said.id, "accept", by="Ana")
        for statement in ("DELETE FROM judgements", "UPDATE judgements SET by = 'Ben'", "TRUNCATE judgements CASCADE"):
            with pytest.raises(StoreError, match="only added to"), store.writing() as connection:
                connection.exec_driver_sql(statement)
        assert [one.by for one in store.log()] == ["Ana"]


def test_guests_read_and_coders_judge(server: Server, fill) -> None:
    name = server.fresh()
    with open_store(server.address(name)) as store:
        fill(store, [TEXT, TEXT.replace("late", "early")])
        said = [one.id for one in store.find("statements")]
    docs = (Path(__file__).parents[2] / "docs" / "postgres.md").read_text(encoding="utf-8")
    for role in ("guest", "coder"):
        server.run(f"DROP ROLE IF EXISTS {role}")
        server.run(f"CREATE ROLE {role} LOGIN")
        [told] = [part for part in docs.split("```sql\n") if part.startswith(f"-- {role}")]
        for statement in told.partition("```")[0].split(";"):
            if statement.strip():
                server.run(statement.replace("public", "public"), name)
    with open_store(server.address(name, user="guest")) as store:
        assert len(store.find("statements")) == 2
        assert not store.check().problems
        for act in (lambda: store.review.judge(said[0], "accept", by="Ana"), store.compact, lambda: fill(store, ["x"])):
            with contextlib.suppress(AttributeError):
                assert "may only read" in refused_by(act)
    with open_store(server.address(name, user="coder")) as store:
        store.review.judge(said[0], "accept", by="Ana")
        store.review.judge(said[1], "reject", by="Ana")
        store.review.take_back(by="Ana")
        assert len(store.log()) == 3
        assert "may only read" in refused_by(lambda: fill(store, ["x"]))
    for role in ("guest", "coder"):
        server.run(f"DROP OWNED BY {role}; DROP ROLE {role}", name)


def test_two_who_judge_and_some_who_read(server: Server, fill) -> None:
    name = server.fresh()
    place = server.address(name)
    with open_store(place) as store:
        fill(store, [TEXT.replace("late", f"late {n}") for n in range(10)])
        said = [one.id for one in store.find("statements")]
    failed: list[BaseException] = []

    def judge(coder: str) -> None:
        try:
            with open_store(place) as store:
                for one in said:
                    store.review.judge(one, "accept", by=coder)
        except BaseException as error:
            failed.append(error)

    def read() -> None:
        try:
            with open_store(place) as store:
                for _ in range(5):
                    log = store.log()
                    assert [one.number for one in log] == list(range(1, len(log) + 1))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=judge, args=(coder,)) for coder in ("Ana", "Ben")]
    threads += [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    with open_store(place) as store:
        assert sorted((one.by, one.what["fact"]) for one in store.log()) == sorted(
            (coder, one) for coder in ("Ana", "Ben") for one in said
        )


def test_whoever_waits_too_long_is_told(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from communique.database.engines import postgres

    monkeypatch.setattr(postgres, "PATIENCE", "0.05")
    name = server.fresh()
    with open_store(server.address(name)) as one, open_store(server.address(name)) as other:
        other.engine(write=True)
        with one.writing(), pytest.raises(StoreError, match="writing to it for too long"), other.writing():
            pass


def test_the_explorer_shows_a_store_on_a_server_and_no_password(server: Server) -> None:
    server.run("DROP ROLE IF EXISTS locked")
    server.run(f"CREATE ROLE locked SUPERUSER LOGIN PASSWORD '{SECRET}'")
    place = server.address(server.empty(), user=f"locked:{SECRET}")
    with example_store() as path, open_store(path) as file, open_store(place) as store:
        file.copy_to(store)
        report = store.reports().reports[0].id
    with TestClient(create_app(place), base_url=BASE, raise_server_exceptions=False) as client:
        for page in ("/", f"/reports/{report}", "/network", "/review", "/identity", "/search?about=talks", "/nowhere"):
            answer = client.get(page)
            assert answer.status_code == (404 if page == "/nowhere" else 200), page
            assert SECRET not in answer.text
