"""``communique read``: order, formats, errors, exit status, and output that is there whole or not at all."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from communique.errors import ExtractionError
from communique.model import Record, Report
from communique.sources import dates
from tests.cli.conftest import Reader

pytestmark = pytest.mark.usefixtures("stub")

TEXT = "The ministers met in Geneva on Monday and agreed to meet again."


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with reports good and bad."""
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.jsonl").write_text(f'{{"text": "{TEXT}", "id": "one"}}\n{{bad\n{{"text": "{TEXT}"}}\n')
    (tmp_path / "c.txt").write_text("")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sources(lines: str) -> list[str]:
    return [Record.from_json(line).report.source for line in lines.splitlines()]


def test_json_in_input_order(files: Path, run) -> None:
    outcome = run("read", "b.jsonl", "a.txt", "--format", "json")
    assert sources(outcome.out) == ["b.jsonl#one", "b.jsonl#3", "a.txt"]
    assert outcome.status == 1


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["a.txt"], 0, []),
        (["a.txt", "c.txt"], 1, ["communique: c.txt: there is no text in it. Give a file that holds a report",
                                 "communique: 1 of 2 inputs could not be read"]),
        (["c.txt"], 1, ["communique: c.txt: there is no text in it. Give a file that holds a report"]),
        (["nowhere", "a.txt"], 1, ["communique: nowhere: there is no such file. Check the path",
                                   "communique: 1 of 2 inputs could not be read"]),
    ],
)  # fmt: skip
def test_errors_on_standard_error(files: Path, run, arguments: list[str], status: int, says: list[str]) -> None:
    outcome = run("read", *arguments, "--format", "json")
    assert outcome.status == status
    assert outcome.err.splitlines() == says
    assert len(outcome.out.splitlines()) == len([a for a in arguments if a == "a.txt"])


def failing(self: object, items: Iterable[Report]) -> Iterator[Record | ExtractionError]:
    """A reader whose steps fail over the first report."""
    first, *rest = items
    yield ExtractionError(first.source, "times", "OverflowError", "Traceback\n  \x1b[31mhere\n")
    yield from map(Reader().read, rest)


@pytest.mark.parametrize("command", [["read", "--format", "json"], ["calendar"]])
def test_a_step_that_fails_is_one_reports_error(files: Path, run, stub, monkeypatch, command: list[str]) -> None:
    monkeypatch.setattr(stub, "read_many", failing)
    outcome = run(*command, "a.txt", "a.txt")
    assert outcome.status == 1
    first = outcome.err.splitlines()[0]
    assert first.startswith("communique: a.txt: reading it failed in the step times (OverflowError). Leave it out")
    assert "Traceback" not in outcome.err
    if "json" in command:
        assert sources(outcome.out) == ["a.txt"]
    outcome = run("--debug", *command, "a.txt", "a.txt")
    assert outcome.err.splitlines()[:3] == [first, "Traceback", "  ␛[31mhere"]


def test_debug_says_where_a_failure_that_ends_a_command_came_from(files: Path, run) -> None:
    assert run("stats", "--store", "none.db").err.count("\n") == 1
    told = run("--debug", "stats", "--store", "none.db").err
    assert told.startswith("Traceback (most recent call last):")
    assert told.splitlines()[-1] == run("stats", "--store", "none.db").err.rstrip()


def test_a_wrong_date_is_wrong_usage(files: Path, run) -> None:
    outcome = run("read", "a.txt", "--date", "2013-02-30")
    assert outcome.status == 2
    assert outcome.out == ""
    assert "--date" in outcome.err
    assert "YYYY-MM-DD" in outcome.err


def test_date(files: Path, run) -> None:
    [line] = run("read", "a.txt", "--date", "2013-04", "--format", "json").out.splitlines()
    assert Record.from_json(line).report.published.value == "2013-04"


def test_a_date_that_only_fills_its_field_is_told_of_once(files: Path, run) -> None:
    dates._say_once.cache_clear()
    (files / "d.jsonl").write_text(f'{{"text": "{TEXT}", "date": "9999-12-31"}}\n' * 3)
    outcome = run("read", "d.jsonl", "--format", "json")
    assert outcome.status == 0
    assert outcome.err == (
        "communique: a date that only fills its field (0001-01-01, 1900-01-01, 9999-12-31) counts as not given\n"
    )
    assert [Record.from_json(line).report.published.basis for line in outcome.out.splitlines()] == ["unknown"] * 3


def test_hostile_names_cannot_reach_the_terminal(files: Path, run) -> None:
    (files / "x\x1b[31m\n.txt").write_text("")
    outcome = run("read", ".", "--format", "json")
    assert "\x1b" not in outcome.err
    assert "x\\x1b[31m\\n.txt" in outcome.err


def test_standard_input(files: Path, run, monkeypatch: pytest.MonkeyPatch) -> None:
    for given, source in [(TEXT, "-"), (json.dumps({"text": TEXT, "id": "k"}), "-#k"), (f"<p>{TEXT}</p>", "-")]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
        [line] = run("read", "-", "--format", "json").out.splitlines()
        report = Record.from_json(line).report
        assert (report.source, report.text) == (source, TEXT)


def test_brief_is_plain_in_a_pipe_and_parted(files: Path, run) -> None:
    outcome = run("read", "a.txt", "b.jsonl")
    assert "\x1b" not in outcome.out
    assert outcome.out.count("═" * 100) == 2
    assert run("read", "a.txt").out.count("═") == 0
    assert all(len(line) <= 100 for line in outcome.out.splitlines())


def test_colour_when_forced(files: Path, run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("read", "a.txt").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("read", "a.txt").out


def test_html_of_several_is_one_page(files: Path, run) -> None:
    outcome = run("read", "a.txt", "b.jsonl", "--format", "html")
    assert outcome.out.lower().count("<!doctype html>") == 1
    assert "b.jsonl#one" in outcome.out


def test_tables_without_a_store(files: Path, run) -> None:
    outcome = run("read", "a.txt", "b.jsonl", "--format", "csv", "--what", "reports", "--no-bom")
    assert [line.split(",")[9] for line in outcome.out.splitlines()] == ["source", "a.txt", "b.jsonl#one", "b.jsonl#3"]
    assert outcome.status == 1  # one line of b.jsonl is no report
    outcome = run("read", "a.txt", "--format", "csv", "-o", "out")
    assert (outcome.status, outcome.out) == (0, "")
    assert "communique: out: 0 statements, " in outcome.err
    assert "1 report" in outcome.err
    assert (files / "out" / "statements.csv").read_bytes().startswith(b"\xef\xbb\xbfdate,date_start,")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--format", "csv"], "csv without --what is many tables; name a folder for them with -o"),
        (["--format", "xlsx"], "xlsx without --what is a workbook; name a file for it with -o"),
        (["--format", "parquet", "--what", "events"], "parquet is no text: name a file for it with -o"),
        (["--format", "brief", "--what", "events"], "brief has all kinds"),
        (["--format", "csv", "-o", "a.md"], "is a file; several tables need a folder"),
        (["--what", "events", "--format", "csv", "--delimiter", ";;"], "give one character"),
    ],
)
def test_where_tables_cannot_go(files: Path, run, arguments: list[str], says: str) -> None:
    (files / "a.md").write_text("old")
    outcome = run("read", "a.txt", *arguments)
    assert outcome.status == 2
    assert says in outcome.err
    assert (files / "a.md").read_text() == "old"


@pytest.mark.parametrize(
    ("name", "starts"), [("o.html", "<!DOCTYPE"), ("o.jsonl", '{"made_by"'), ("o.json", '{"made_by"'), ("o.txt", None)]
)
def test_output_format_by_suffix(files: Path, run, name: str, starts: str | None) -> None:
    outcome = run("read", "a.txt", "-o", name)
    assert (outcome.status, outcome.out) == (0, "")
    written = (files / name).read_text("utf-8")
    assert written
    assert starts is None or written.lower().startswith(starts.lower())
    assert sorted(p.name for p in files.iterdir() if p.name.startswith(".")) == []


def test_output_has_the_rights_of_any_file_and_keeps_those_it_had(files: Path, run) -> None:
    mask = os.umask(0o022)
    try:
        run("read", "a.txt", "-o", "new")
        assert (files / "new").stat().st_mode & 0o777 == 0o644
        (files / "old").write_text("old")
        (files / "old").chmod(0o600)
        (files / "link").symlink_to("old")
        run("read", "a.txt", "-o", "link")
        assert (files / "link").is_symlink()
        assert (files / "old").stat().st_mode & 0o777 == 0o600
        assert (files / "old").read_text() != "old"
    finally:
        os.umask(mask)


def test_nothing_read_leaves_the_old_output(files: Path, run) -> None:
    (files / "o.html").write_text("old")
    assert run("read", "c.txt", "-o", "o.html").status == 1
    assert (files / "o.html").read_text() == "old"
    assert run("read", "c.txt", "-o", "new.html").status == 1
    assert not (files / "new.html").exists()


def test_a_failure_halfway_leaves_the_old_output(files: Path, run, stub, monkeypatch) -> None:
    (files / "o.jsonl").write_text("old")

    def read_many(self: object, items: object) -> object:
        yield stub().read(next(iter(items)))  # type: ignore[call-overload]
        raise KeyboardInterrupt

    monkeypatch.setattr(stub, "read_many", read_many)
    assert run("read", "a.txt", "-o", "o.jsonl").status == 130
    assert (files / "o.jsonl").read_text() == "old"
    assert [p.name for p in files.iterdir() if p.name.startswith(".")] == []


@pytest.mark.parametrize(("path", "says"), [("no/where.html", "make it first"), (".", "is a folder")])
def test_output_that_cannot_be(files: Path, run, path: str, says: str) -> None:
    outcome = run("read", "a.txt", "-o", path)
    assert outcome.status == 2
    assert says in outcome.err


def test_an_input_is_not_written_over(files: Path, run) -> None:
    before = (files / "a.txt").read_bytes()
    outcome = run("read", "a.txt", "-o", files / "a.txt")
    assert outcome.status == 2
    assert "a.txt is one of the inputs" in outcome.err
    assert (files / "a.txt").read_bytes() == before


def test_output_to_a_device(files: Path, run) -> None:
    assert run("read", "a.txt", "-o", "/dev/null").status == 0
    assert run("read", "a.txt", "-o", "-", "--format", "json").out.startswith('{"made_by"')


LISTENING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
"""What a shell does for a command in the foreground; one in the background, under nohup or in a CI ignores SIGINT."""
CHILD = textwrap.dedent(
    """
    import sys, types
    sys.path.insert(0, {tests!r})
    from conftest import Reader
    pipeline = types.ModuleType("communique.reader")
    pipeline.Reader = Reader
    sys.modules["communique.reader"] = pipeline
    from communique.cli import main
    main(["read", *sys.argv[1:]])
    """
).format(tests=str(Path(__file__).parent))


def test_broken_pipe_is_quiet(files: Path) -> None:
    (files / "many.jsonl").write_text(f'{{"text": "{TEXT}"}}\n' * 20_000)
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, "many.jsonl", "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.readline()
    child.stdout.close()
    err = child.stderr.read()
    child.stderr.close()
    assert (child.wait(30), err) == (141, b"")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interruption_is_clean(files: Path, number: signal.Signals) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", LISTENING + CHILD, "-", "--format", "json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdin.write(f'{{"text": "{TEXT}"}}\n'.encode())
    child.stdin.flush()
    assert child.stdout.readline().startswith(b'{"made_by"')  # while standard input is still open
    child.send_signal(number)
    out, err = child.communicate(timeout=300)
    assert (child.returncode, out, err) == (128 + number, b"", b"communique: stopped\n")


def test_a_file_without_the_right_to_read_it_is_no_wrong_usage(
    files: Path, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    done = run("read", "a.txt", "c.txt", "--format", "json")
    assert sources(done.out) == ["a.txt"]
    assert done.status == 1
