"""What may be wrong with a store's file, and that each is said with what to do."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

import pytest

from communique.database import connect as connecting
from communique.errors import StoreError, UsageError
from communique.store import Store, open_store

TEXT = "Foreign Minister Ahmet Davutoglu of Turkey said that it is late."


def refused(path: Path) -> str:
    with pytest.raises(StoreError) as told, open_store(path) as store:
        store.stats()
    return str(told.value)


def test_no_such_store(tmp_path: Path) -> None:
    assert "communique add" in refused(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


def test_asking_makes_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "none.db") as store:
        for act in (store.check, store.undo, lambda: store.merge("a", "b")):
            with pytest.raises(StoreError, match="no such store"):
                act()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Once upon a time, there was a text file.", "not a store"),
        (b"", "empty"),
        (b"SQLite format 3\x00" + b"\x00" * 100, ""),
        (b"SQLite format 3\x00" + os.urandom(5000), ""),
    ],
)
def test_a_file_that_is_no_store(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "no.db"
    path.write_bytes(content)
    assert said in refused(path)
    assert path.read_bytes() == content


def test_a_folder(tmp_path: Path) -> None:
    assert "folder" in refused(tmp_path)


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE reports (id TEXT)")
    made.close()
    assert "another program" in refused(path)


def test_a_store_of_a_newer_version(place: Store, fill) -> None:
    fill(place, [TEXT])
    with place.engine(write=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    place.close()
    assert "newer communique" in refused(place.path)


def changed(store: Store, *statements: str) -> Path:
    """The store after statements that no communique would make."""
    store.close()
    connection = sqlite3.connect(store.path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return store.path


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in Windows' folders")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.db"
    os.mkfifo(path)
    link = tmp_path / "link.db"
    link.symlink_to(path)
    for name in (path, link):
        assert "a pipe or a device" in refused(name)
        with pytest.raises(StoreError, match="a pipe or a device"):
            open_store(name).engine(write=True)


@pytest.mark.skipif(os.name == "nt", reason="devices are called otherwise on Windows")
@pytest.mark.parametrize("path", ["/dev/null", "/dev/zero"])
def test_a_device_is_refused(path: str) -> None:
    assert "a pipe or a device" in refused(Path(path))


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM alembic_version", "its version is gone"),
        ("UPDATE alembic_version SET version_num = x'00ff'", "its version is gone"),
        ("UPDATE alembic_version SET version_num = '00\x012'", "its version is gone"),
        ("DROP TABLE alembic_version", "its version is gone"),
        ("DROP TABLE participants", "a part of it is gone (participants)"),
        ("DROP VIEW ids", "a part of it is gone (ids)"),
        ("DROP TABLE statement_words", "a part of it is gone (statement_words)"),
    ],
)
def test_a_store_that_lacks_a_part(place: Store, fill, statement: str, said: str) -> None:
    fill(place, [TEXT])
    path = changed(place, "PRAGMA foreign_keys = OFF", statement)
    for act in (Store.stats, Store.check, lambda s: fill(s, [TEXT])):
        with open_store(path) as store, pytest.raises(StoreError) as told:
            act(store)
        assert said in str(told.value)
        assert "Restore a copy" in str(told.value)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE actors SET kind = 9999",
        "UPDATE roles SET of = 9999",
        "UPDATE texts SET boilerplate = '[1'",
        "UPDATE actors SET mentions = 'x'",
        "UPDATE texts SET text = CAST(x'ff80' AS TEXT)",
        "UPDATE readings SET models = '7'",
        "UPDATE findings SET start = 'a'",
        "UPDATE statements SET manner = 9",
    ],
)
def test_a_row_that_makes_no_sense_is_a_sentence(place: Store, fill, statement: str) -> None:
    fill(place, [TEXT])
    path = changed(place, "PRAGMA foreign_keys = OFF", statement)
    told: list[str] = []
    for act in (
        lambda s: list(s.records()), lambda s: s.statements(limit=9), lambda s: s.find("actors"), Store.stats,
        lambda s: s.dossiers("Turkey"), lambda s: s.search("late"),
    ):  # fmt: skip
        with open_store(path) as store:
            try:
                act(store)
            except StoreError as error:
                told.append(str(error))
    assert all("damaged" in one and "Restore a copy" in one for one in told)
    assert told


def test_a_number_too_large_for_a_store_is_a_wrong_question(place: Store, fill) -> None:
    fill(place, [TEXT])
    with pytest.raises(UsageError, match="too large"):
        place.statements(limit=10**30)


def test_nothing_is_added_to_a_damaged_store(place: Store, fill) -> None:
    fill(place, [TEXT.replace("late", f"{n} o'clock {'x' * n}") for n in range(200)])
    place.close()
    data = bytearray(place.path.read_bytes())
    for page in range(len(data) // 2048, len(data) // 1024 - 1, 3):
        data[page * 1024 : page * 1024 + 64] = b"\xa5" * 64
    place.path.write_bytes(bytes(data))
    with open_store(place.path) as store, pytest.raises(StoreError, match=r"damaged.*Restore a copy"):
        fill(store, ["Foreign Minister Sergei Lavrov of Russia said that it rains."])
    assert place.path.read_bytes() == bytes(data)


def test_no_folder_for_a_new_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="Make it first"):
        open_store(tmp_path / "none" / "s.db").engine(write=True)


def test_a_store_locked_by_another_program(place: Store, fill, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(place, [TEXT])
    place.close()
    monkeypatch.setattr(connecting, "PATIENCE", 0.05)
    other = sqlite3.connect(place.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        assert place.stats().reports == 1  # readers are not kept out
        with pytest.raises(StoreError, match="locked"):
            fill(place, [TEXT.replace("late", "early")])
    finally:
        other.close()
    assert fill(place, [TEXT.replace("late", "early")]).added == 1


def test_two_writers_take_turns(place: Store, fill, tmp_path: Path) -> None:
    with open_store(place.path) as other:
        for n in range(6):
            fill((place, other)[n % 2], [TEXT.replace("late", f"{n} o'clock"), TEXT])
    assert place.stats().reports == 7
    assert not place.check().problems


def test_a_corrupt_page(place: Store, fill) -> None:
    fill(place, [TEXT.replace("late", f"{n} o'clock {'x' * n}") for n in range(200)])
    place.close()
    data = bytearray(place.path.read_bytes())
    for page in range(20, len(data) // 4096, 3):
        data[page * 4096 : page * 4096 + 512] = os.urandom(512)
    place.path.write_bytes(bytes(data))
    with open_store(place.path) as store:
        try:
            problems = [str(p) for p in store.check().problems]
        except StoreError as error:
            problems = [str(error)]
    assert problems
    assert "copy" in problems[0]
    with open_store(place.path) as store:
        for act in (lambda: list(store.records()), lambda: store.find("statements"), store.stats):
            with contextlib.suppress(StoreError):  # and nothing else
                act()


@pytest.mark.skipif(os.name == "nt", reason="rights are told otherwise on Windows")
def test_a_read_only_store(place: Store, fill) -> None:
    fill(place, [TEXT])
    place.close()
    folder = place.path.parent
    place.path.chmod(0o444)
    folder.chmod(0o555)
    try:
        assert place.stats().reports == 1
        assert not place.check().problems
        if os.geteuid() != 0:  # nothing is read-only to root
            place.close()
            with pytest.raises(StoreError, match=r"may not be written|cannot be opened"):
                fill(place, [TEXT.replace("late", "early")])
    finally:
        folder.chmod(0o755)
        place.path.chmod(0o644)


def test_a_compact_store_is_smaller_and_the_same(place: Store, fill) -> None:
    fill(place, [TEXT.replace("late", f"{n} o'clock {'x' * n}") for n in range(60)])
    before = [r.to_json() for r in place.records()]
    old, new = place.compact()
    assert new <= old
    assert [r.to_json() for r in place.records()] == before
    assert not place.check().problems


def test_a_full_disk(place: Store, fill) -> None:
    fill(place, [TEXT])
    engine = place.engine(write=True)
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StoreError, match="disk is full"):
        fill(place, [TEXT.replace("late", "x " * 200_000)])
    place.close()
    assert place.stats().reports == 1
    assert not place.check().problems


def test_adding_nothing_makes_no_store(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (tmp_path / "page.txt").write_bytes(b"")
    told: list[object] = []
    with open_store(tmp_path / "none.db") as store:
        assert store.add([empty]).failed == 1
        assert store.add([tmp_path / "page.txt", tmp_path / "gone.txt"], on_error=told.append).failed == len(told) == 2
        assert store.add_reports([]).done == 0
    assert not (tmp_path / "none.db").exists()
