"""A store and records of version 0.1.0: everything works on them, and every judgement is kept."""

from __future__ import annotations

import gzip
import sqlite3
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from communique.cli.program import cli
from communique.database.schema import HEAD
from communique.errors import StoreError
from communique.ingest.add import add_reports
from communique.ingest.workers import Readers
from communique.model import Record
from communique.reader import Reader
from communique.sources import open_reports
from communique.store import Store, open_store
from tests.database.toy import report
from tests.earlier.conftest import FOLDER, kept

EXAMPLES = Path(__file__).parents[2] / "examples"


def command(*arguments: object) -> str:
    """What a command prints; it must succeed."""
    result = CliRunner().invoke(cli, [str(a) for a in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def groups(records: list[dict[str, Any]]) -> set[frozenset[str]]:
    """Which actors are one: sets of their ids."""
    found: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for actor in record["actors"]:
            if actor["entity"] is not None:
                found[actor["entity"]].add(actor["id"])
    return {frozenset(one) for one in found.values()}


def bare(record: dict[str, Any]) -> dict[str, Any]:
    """A record without its entities."""
    actors = [{**actor, "entity": None} for actor in record["actors"]]
    positions = [{**one, "issue": {**one["issue"], "entity": None}} for one in record["positions"]]
    return {**record, "actors": actors, "positions": positions}


def test_the_store_is_what_0_1_0_made(old_file: Path) -> None:
    with sqlite3.connect(old_file) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        assert connection.execute("SELECT DISTINCT schema, version FROM readings").fetchall() == [(1, "0.1.0")]
    connection.close()


def test_an_old_store_is_answered_or_the_remedy_is_said(old_file: Path) -> None:
    before = old_file.read_bytes()
    with open_store(old_file) as store:
        if HEAD == "0001":
            assert store.stats().reports == 15
        else:
            with pytest.raises(StoreError, match=r"older communique.*check --upgrade --store"):
                store.stats()
    assert old_file.read_bytes() == before


def test_check_upgrades_and_says_that_it_is_sound(old_file: Path) -> None:
    assert command("check", "--upgrade", "--store", old_file).startswith("sound: 15 reports, 14 texts, 435 actors")
    assert command("check", "--store", old_file).startswith("sound: ")


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE actors SET kind = 9999 WHERE key = 7",
        "UPDATE texts SET text = substr(text, 2) WHERE key = 2",
        "UPDATE findings SET start = 100000 WHERE key = 9",
        "UPDATE manners SET mode = NULL",
        "DELETE FROM entities WHERE key = 3",
        "DROP TABLE spans",
    ],
)
def test_an_upgrade_does_not_cover_up_damage(old_file: Path, damage: str) -> None:
    with sqlite3.connect(old_file) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET sql = replace(sql, 'mode VARCHAR NOT NULL', 'mode VARCHAR')")
        connection.execute("PRAGMA writable_schema = RESET")
        connection.execute(damage)
    connection.close()
    with open_store(old_file) as store, pytest.raises(StoreError, match="damaged"):
        store.check(upgrade=True)
    with sqlite3.connect(old_file) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
    connection.close()


def test_adding_upgrades_and_keeps_every_judgement(old_file: Path, fill) -> None:
    with open_store(old_file) as store:
        told = fill(store, [report("Foreign Minister Pavel Ardov of Russia said that it is late.", date="2014-03-05")])
        assert (told.added, told.failed) == (1, 0)
        assert [judgement(j) for j in store.log()] == kept("log")
        assert not store.check().problems
        assert "Pavel Ardov" in {a.name for a in store.actors(by="Ardov")}


def judgement(one: Any) -> dict[str, Any]:
    """A judgement as the command prints it."""
    return {name: getattr(one, name) for name in one.__struct_fields__}


def test_every_judgement_is_kept(old: Store) -> None:
    assert [judgement(j) for j in old.log()] == kept("log")
    kinds = {(j["kind"], j["in_force"]) for j in kept("log")}
    assert kinds >= {(kind, force) for kind in ("merge", "apart", "undo") for force in (True, False)}
    assert ("split", True) in kinds


def test_the_records_are_the_same(old: Store) -> None:
    now = [record.to_dict() for record in map(Record.from_json, command_lines("export", "jsonl", "--store", old.path))]
    before = [Record.from_json(line).to_dict() for line in lines("records.jsonl.gz")]
    assert [bare(record) for record in now] == [bare(record) for record in before]
    assert groups(now) == groups(before)


def command_lines(*arguments: object) -> list[str]:
    return command(*arguments).splitlines()


def lines(name: str) -> list[bytes]:
    return gzip.decompress((FOLDER / name).read_bytes()).splitlines()


def test_actors_are_found_by_the_ids_that_were_given_out(old: Store) -> None:
    for before in kept("actors"):
        [now] = old.actors(by=before["entity"])
        for what in ("name", "kind", "country", "sector", "reports", "statements"):
            assert getattr(now, what) == before[what], (before["entity"], what)


@pytest.mark.parametrize("what", ["meetings", "agreements"])
def test_meetings_and_agreements_are_the_same(old: Store, what: str) -> None:
    now = {x.id: (x.label, x.date, len(x.also)) for x in old.find(what)}
    assert now == {x["id"]: (x["label"], x["date"], len(x["also"])) for x in kept(what)}


def test_find_answers(old: Store) -> None:
    told = command("find", "statements", "--by", "Ardov", "--format", "csv", "--store", old.path)
    assert "sanctions against Moscow would be a mistake" in told
    assert "Pavel Ardov" in command("find", "meetings", "--by", "Yaziroglu", "--format", "csv", "--store", old.path)
    assert "Zürich" in command("search", "ransom", "--format", "csv", "--store", old.path)


def test_undo_takes_back_what_was_judged_then(old: Store) -> None:
    ids = ("ea3eb6b3a607e3ab7", "e0bd8d696d7f154b7", "e2465dc9026b4cf38")
    assert len({one.entity for name in ids for one in old.actors(by=name)}) == 1
    command("undo", "13", "--store", old.path)
    assert len({one.entity for name in ids for one in old.actors(by=name)}) == 3
    command("undo", "17", "--store", old.path)
    assert len({one.entity for name in ids for one in old.actors(by=name)}) == 1
    assert not old.check().problems


def test_undoing_all_gives_back_what_the_machine_decided(old: Store) -> None:
    while any(j.in_force and j.kind != "undo" for j in old.log()):
        old.undo()
    with old.engine().connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM entities WHERE same_as IS NOT NULL").scalar() == 0
        assert connection.exec_driver_sql("SELECT count(*) FROM identities WHERE machine IS NOT NULL").scalar() == 0
    assert not old.check().problems


def test_what_people_keep_apart_stays_apart(old: Store) -> None:
    with pytest.raises(StoreError, match=r"judgement 3 of tester keeps"):
        old.merge("e922fe1caa24981c5", "e56ee92ba95d00365")
    old.merge("e07c1ad045ca7f726", "e2b47f269def310ee")  # judgement 15, which kept them apart, is undone


def test_a_new_reading_of_every_text_keeps_the_judgements(old: Store, reader: Reader) -> None:
    paths = [*(EXAMPLES / f"{name}.txt" for name in ("wire", "newspaper", "readout")), FOLDER / "reports.jsonl"]
    readers = Readers(1, lambda: reader)
    told = add_reports(old.engine(write=True), old.path, open_reports(paths), readers, again=True)
    assert (told.added, told.known, told.read, told.failed) == (0, 15, 14, 0)
    assert [judgement(j) for j in old.log()] == [
        {**j, "called": now.called} for j, now in zip(kept("log"), old.log(), strict=True)
    ]
    assert not old.check().problems
    assert old.stats().readings.keys() != {"0.1.0"}
    for merged in ("e56ee92ba95d00365", "e3b89d4db361c1c50"), ("ea3eb6b3a607e3ab7", "e2465dc9026b4cf38"):
        assert len({one.entity for name in merged for one in old.actors(by=name)}) == 1
    assert len(old.find("actors", by="e813bb9704fb5d354") + old.find("actors", by="e3e72cba627452e13")) == 2


def test_records_are_read_by_what_reads_records(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"\n".join(lines("records.jsonl.gz")))
    assert len([Record.from_json(line) for line in path.read_bytes().splitlines()]) == 15
    told = command("evaluate", path, path, "--json")
    assert '"f1":1.0' in told.replace(" ", "")


def test_judging_facts_asks_for_the_store_to_be_brought_up_to_date(old_file: Path, tmp_path: Path) -> None:
    with open_store(old_file) as store, pytest.raises(StoreError, match="check --upgrade"):
        store.review.judge("s0123456789abcdef", "accept", by="Ana")
    with open_store(old_file) as store:
        store.check(upgrade=True)
        record = next(r for r in store.records() if r.statements)
        store.review.judge(record.statements[0].id, "reject", by="Ana")
        assert len(store.record(record.report.id, judged=True).statements) == len(record.statements) - 1
        assert not store.check().problems
