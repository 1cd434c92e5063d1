"""Folders: every file once, in an order that stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from communique.errors import EmptyError, InputError, UnreadableError, UnsupportedError
from communique.model import Report
from communique.sources import open_reports
from communique.sources.directory import files_under


def fill(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("The talks ended.")


def test_order_and_hidden_files(tmp_path: Path) -> None:
    fill(tmp_path, "b.txt", "a/z.txt", "a/b/c.txt", "a.txt", ".hidden.txt", ".git/x.txt", "c/.x", "B.txt")
    found = [str(path).removeprefix(f"{tmp_path}/") for path in files_under(str(tmp_path))]
    assert found == ["B.txt", "a/b/c.txt", "a/z.txt", "a.txt", "b.txt"]


def test_loops_and_links(tmp_path: Path) -> None:
    fill(tmp_path, "a/x.txt", "b/y.txt")
    (tmp_path / "a/up").symlink_to("..")
    (tmp_path / "a/self").symlink_to(".")
    (tmp_path / "a/b").symlink_to("../b")
    (tmp_path / "b/a").symlink_to("../a")
    (tmp_path / "round").symlink_to("round")
    found = list(open_reports([tmp_path]))
    assert sorted(Path(r.source).name for r in found if isinstance(r, Report)) == ["x.txt", "y.txt"]
    assert [type(r) for r in found if isinstance(r, InputError)] == [UnreadableError]


def test_many_links_to_each_other_end(tmp_path: Path) -> None:
    names = [f"d{n}" for n in range(12)]
    for name in names:
        fill(tmp_path, f"{name}/x.txt")
        for other in names:
            (tmp_path / name / other).symlink_to(f"../{other}")
    assert len(list(files_under(str(tmp_path)))) == len(names)


def test_what_is_not_read_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "b.py", "c.txt")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "gone").symlink_to("nowhere")
    kinds = [type(item) for item in open_reports([tmp_path])]
    assert kinds == [Report, UnsupportedError, Report, UnreadableError, UnreadableError]


def test_empty(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    [error] = open_reports([tmp_path])
    assert isinstance(error, EmptyError)
    assert "no files in the folder" in str(error)


def test_a_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> list[str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "listdir", refuse)
    [error] = open_reports([tmp_path])
    assert isinstance(error, UnreadableError)


def test_the_path_stays_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, "in/a.txt")
    monkeypatch.chdir(tmp_path)
    assert [item.source for item in open_reports(["./in", "in/a.txt"])] == ["./in/a.txt", "in/a.txt"]


def test_one_path_may_stand_alone(tmp_path: Path) -> None:
    """A string's characters are no paths: "/" among them would read the whole disk."""
    file = tmp_path / "a.txt"
    file.write_text("The minister of Kenya said that the talks would resume in Nairobi on Monday.")
    for given in (file, str(file)):
        (report,) = open_reports(given)
        assert report.source == str(file)  # type: ignore[union-attr]
