"""``communique calendar``, with records made by hand in place of reading."""

from __future__ import annotations

import sys
import types
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique.cli.calendar import command
from communique.errors import InputError
from communique.model import MadeBy, Meeting, Place, Record, Report, Span


class Reader:
    """Finds in every report one meeting on the day that its text names, or an undated one."""

    def read_many(self, items: Iterable[Report | InputError]) -> Iterator[Record | InputError]:
        """The records in order."""
        for item in items:
            if isinstance(item, InputError):
                yield item
                continue
            day = item.text.strip() if item.text[:1].isdigit() else None
            meeting = Meeting(
                item.text_id[:17], f"talks of {item.text.strip()}", "talks", "planned", (Span(0, len(item.text)),),
                start=day, end=day, place=Place("Kigali", "RWA"), confidence=0.7,
            )  # fmt: skip
            yield Record(MadeBy(1, "0", {}), item, meetings=(meeting,))


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder with three reports, and the pipeline replaced."""
    module = types.ModuleType("communique.reader")
    module.Reader = Reader  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "communique.reader", module)
    for name, text in (("a", "2015-03-17"), ("b", "2015-05-01"), ("c", "later")):
        (tmp_path / f"{name}.txt").write_text(text)
    return tmp_path


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(command, ["--any-language", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_meetings_stand_by_day(folder: Path) -> None:
    status, out, _ = run(str(folder))
    assert status == 0
    places = [out.index(words) for words in ("2015-03\n", "2015-05\n", "no date\n")]
    assert places == sorted(places)


def test_since_and_until(folder: Path) -> None:
    _, out, _ = run(str(folder), "--since", "2015-04", "--until", "2015-05")
    assert "2015-05-01" in out
    assert "2015-03-17" not in out
    assert "later" not in out


def test_only_one_status(folder: Path) -> None:
    _, out, err = run(str(folder), "--status", "held")
    assert out == ""
    assert "no meetings" in err


def test_what_cannot_be_read_makes_no_empty_calendar(tmp_path: Path) -> None:
    status, out, err = run(str(tmp_path / "nosuch"), "--ics", "-o", str(tmp_path / "a.ics"))
    assert (status, out) == (1, "")
    assert "no meetings found" in err
    assert not (tmp_path / "a.ics").exists()


def test_ics_tells_what_it_leaves_out(folder: Path) -> None:
    _, out, err = run(str(folder), "--ics")
    assert out.count("BEGIN:VEVENT") == 2
    assert "1 of 3 meetings have no date" in err


def test_ics_into_a_file(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.ics"
    status, out, _ = run(str(folder / "a.txt"), "--ics", "-o", str(target))
    assert (status, out) == (0, "")
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


@pytest.mark.parametrize("form", ["json", "csv"])
def test_other_formats(folder: Path, form: str) -> None:
    _, out, _ = run(str(folder), "--format", form)
    assert "2015-03-17" in out


def test_what_cannot_be_read_is_named(folder: Path) -> None:
    status, out, err = run(str(folder / "none.txt"), str(folder / "a.txt"))
    assert status == 1
    assert "none.txt" in err
    assert "2015-03-17" in out
