"""The commands of a store, as they are typed."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from communique.cli.output import Output
from communique.cli.program import COMMANDS, cli
from communique.cli.tables import write_table
from communique.errors import CommuniqueError, UsageError
from communique.export.tables.columns import table_form
from communique.ingest import workers
from communique.ingest.add import add_reports
from communique.ingest.workers import Readers
from communique.store import open_store
from tests.database.toy import ToyReader, report

TEXTS = [
    "Foreign Minister Ahmet Davutoglu of Turkey said that military intervention would be a mistake.",
    "Foreign Minister Sergei Lavrov of Russia warned that sanctions do not help.",
    "Lavrov of Russia said that the military stays out.",
]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments), catch_exceptions=True)


@pytest.fixture
def store(tmp_path: Path) -> str:
    path = tmp_path / "made.db"
    with open_store(path) as made:
        reports = [report(text, f"{n}.txt", f"2013-04-1{n}", publisher="=P", title="T") for n, text in enumerate(TEXTS)]
        add_reports(made.engine(write=True), path, reports, Readers(1, ToyReader))
    return str(path)


def test_find_cites_every_line(store: str) -> None:
    done = run("find", "statements", "--by", "Lavrov", "--store", store)
    assert done.exit_code == 0
    assert "sanctions do not help" in done.output
    assert done.output.count("=P, “T”, 2013-04-1") == 2


@pytest.mark.parametrize(
    "question",
    [
        ("find", "statements", "--about", "nothing_of_it", "--format", "json"),
        ("find", "statements", "--about", "nothing_of_it"),
        ("search", "nothing_of_it"),
        ("timeline", "--since", "2030"),
        ("calendar", "--since", "2030"),
        ("events", "--since", "2030", "--format", "plover"),
        ("export", "jsonl", "--since", "2030"),
    ],
)
def test_no_answer_leaves_no_old_file(question: tuple[str, ...], store: str, tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.write_text("an old answer")
    done = run(*question, "--store", store, "-o", str(old))
    assert done.exit_code == 0
    assert old.read_bytes() == b""


def test_find_as_json_csv_and_markdown(store: str) -> None:
    rows = [
        json.loads(line) for line in run("find", "statements", "--format", "json", "--store", store).output.splitlines()
    ]
    assert [r["speaker"]["name"] for r in rows] == ["Ahmet Davutoglu", "Sergei Lavrov", "Sergei Lavrov"]
    assert all(r["citation"]["report"] and r["citation"]["end"] for r in rows)
    table = list(csv.DictReader(io.StringIO(run("find", "statements", "--format", "csv", "--store", store).output)))
    assert [r["publisher"] for r in table] == ["'=P"] * 3
    listed = run("find", "statements", "--format", "markdown", "--store", store).output
    assert listed.count("- **") == 3


TABLE_HEAD = "\ufeffdate,date_start,date_end,date_precision,date_inferred,"


def test_a_table_has_one_shape_wherever_it_comes_from(store: str, tmp_path: Path) -> None:
    found = run("find", "statements", "--format", "csv", "--store", store).output
    assert found.startswith(TABLE_HEAD)
    assert run("export", "csv", "--store", store).output == found
    lines = run("export", "jsonl", "--what", "statements", "--store", store).output.splitlines()
    (row, *_), names = map(json.loads, lines), found.splitlines()[0].removeprefix("\ufeff").split(",")
    assert list(row) == names
    assert (row["speaker"], row["speaks_for"], row["date"], row["date_basis"]) == (
        "Ahmet Davutoglu", "Turkey", "2013-04-10", "report",
    )  # fmt: skip
    with open_store(store) as made:
        assert list(made.rows("statements")) == [json.loads(line) for line in lines]
    assert run("events", "--format", "csv", "--store", store).stdout.startswith(TABLE_HEAD)
    assert run("positions", "--format", "csv", "--store", store).stdout.startswith(TABLE_HEAD)


def test_rows_are_let_go_of_when_nobody_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []

    def rows() -> Iterator[dict[str, Any]]:
        try:
            while True:
                yield dict.fromkeys(table_form("participants").names)
        finally:
            closed.append(True)

    def write(_self: Output, text: str) -> None:
        if text.startswith(",,"):  # the first row
            raise BrokenPipeError

    monkeypatch.setattr(Output, "write", write)
    given = rows()
    with pytest.raises(BrokenPipeError), click.Context(click.Command("x")):
        write_table("participants", given, "csv", None)
    assert closed == [True]


def test_all_tables_go_to_a_folder_and_are_counted(store: str, tmp_path: Path) -> None:
    done = run("export", "csv", "-o", f"{tmp_path}/out/", "--store", store)
    assert done.exit_code == 0, done.exception
    assert "3 statements, " in done.stderr
    assert "3 reports" in done.stderr
    assert (tmp_path / "out" / "dictionary.csv").exists()
    done = run("export", "csv", "--what", "actors", "-o", str(tmp_path / "actors.csv"), "--store", store)
    assert done.exit_code == 0, done.exception
    assert (tmp_path / "actors.dictionary.csv").read_text(encoding="utf-8-sig").startswith("table,column,type,codes,")
    pytest.importorskip("xlsxwriter")
    assert run("export", "xlsx", "-o", str(tmp_path / "all.xlsx"), "--store", store).exit_code == 0


def test_what_stands_for_several_says_so(store: str) -> None:
    with open_store(store) as made:
        again = [report(TEXTS[1], "again.txt", "2013-04-19", publisher="Q")]
        add_reports(made.engine(write=True), made.path, again, Readers(1, ToyReader))
        once, every = list(made.rows("statements")), list(made.rows("statements", count="printings"))
    assert sum(row["printings"] for row in once) == len(every) == 4
    assert len(once) == 3
    said = "statements: 1 more of the same stand in these rows (column printings)"
    assert said in run("export", "csv", "--store", store).stderr
    assert "more of the same" not in run("export", "csv", "--count", "printings", "--store", store).stderr


@pytest.mark.parametrize(
    ("given", "starts"),
    [
        (("--no-bom",), "date,date_start"),
        (("--delimiter", ";"), "\ufeffdate;date_start"),
        (("--delimiter", "tab"), "\ufeffdate\tdate_start"),
        (("--decimal-comma",), "\ufeffdate;date_start"),
        (("--old-columns",), "\ufeffstatement,speaker,entity"),
    ],
)
def test_csv_as_it_is_wanted(store: str, given: tuple[str, ...], starts: str) -> None:
    assert run("find", "statements", "--format", "csv", *given, "--store", store).stdout.startswith(starts)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "xlsx"), "name a file for it with -o"),
        (("export", "parquet", "--what", "events"), "name a file for it with -o"),
        (("export", "csv", "--what", "events", "-o", "/"), "is a folder"),
        (("export", "xlsx", "--what", "unsure", "-o", "x.xlsx"), "no table for xlsx"),
        (("find", "statements", "--format", "xlsx"), "name a file for it with -o"),
        (("export", "csv", "--decimal-comma", "--delimiter", ","), "cannot stand between commas"),
    ],
)
def test_where_a_table_cannot_go(store: str, arguments: tuple[str, ...], said: str) -> None:
    assert said in str(run(*arguments, "--store", store).exception)


def test_a_dossier_is_a_document(store: str, tmp_path: Path) -> None:
    done = run("actor", "Lavrov", "--format", "docx", "-o", str(tmp_path / "l.docx"), "--store", store)
    assert done.exit_code == 0, done.exception
    assert (tmp_path / "l.docx").read_bytes().startswith(b"PK")


def test_where_the_store_is(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_STORE", store)
    assert "reports                 3" in run("stats").output


@pytest.mark.parametrize(
    "arguments",
    [
        ("find", "actors"), ("find", "unsure"), ("find", "meetings"), ("actor", "Lavrov"), ("timeline",),
        ("search", "military"),
        ("stats",), ("check",), ("log",), ("export", "jsonl"), ("export", "csv"), ("export", "markdown"),
        ("actor", "Lavrov", "--format", "json"), ("actor", "Lavrov", "--format", "markdown"),
        ("stats", "--format", "json"), ("cite",), ("news", "--since", "2013"),
        ("actor", "Lavrov", "--with", "Davutoglu"),
        ("news", "--since", "2013", "--format", "csv"),
    ],
)  # fmt: skip
def test_every_question_is_answered(store: str, arguments: tuple[str, ...]) -> None:
    done = run(*arguments, "--store", store)
    assert done.exit_code == 0, done.exception


@pytest.mark.parametrize("form", ["text", "brief", "json", "html"])
def test_show(store: str, form: str) -> None:
    with open_store(store) as made:
        one = next(made.records()).report.id
    done = run("show", one[:12] + ":3-9", "--format", form, "--store", store)
    assert done.exit_code == 0, done.exception
    assert "Davutoglu" in done.output


def test_records_come_out_with_their_entities(store: str) -> None:
    lines = run("export", "jsonl", "--store", store).output.splitlines()
    assert len(lines) == 3
    entities = [{a["name"]: a["entity"] for a in json.loads(line)["actors"]} for line in lines]
    assert entities[1]["Sergei Lavrov"] == entities[2]["Lavrov"]
    assert len(run("export", "jsonl", "--since", "2013-04-11", "--store", store).output.splitlines()) == 2


def test_judging(store: str) -> None:
    assert (
        "judgement 1" in run("merge", "Davutoglu", "Lavrov", "--by", "me", "--note", "a test", "--store", store).output
    )
    assert "a test" in run("log", "--store", store).output
    assert "undone" in run("undo", "--store", store).output
    with open_store(store) as made:
        one = made.statements(by="Lavrov")[1].citation.report
    assert "1 actor moved" in run("split", "Lavrov", "--report", one, "--store", store).output
    assert run("split", "Lavrov", "--store", store).exit_code == 2


def test_judging_facts(store: str) -> None:
    def judge(*arguments: str) -> str:
        done = run("judge", *arguments, "--by", "me", "--store", store)
        assert done.exit_code == 0, done.output
        return done.output

    with open_store(store) as made:
        said = made.statements(by="Davutoglu")[0]
    judge(said.id, "correct", "speaker=none", "act=warn", "--note", "nobody knows")
    assert "1 (correct) is undone" in run("undo", "--by", "me", "--store", store).output
    assert "1 (correct) is in force again" in run("redo", "--by", "me", "--store", store).output
    report_id = said.citation.report
    assert "is added" in judge(report_id[:12], "missed", "agreement", "military intervention", "status=proposed")
    assert "read whole" in judge(report_id, "whole")
    listed = run("log", "--store", store).output
    assert f"{said.id} “military intervention would be a mistake”: speaker=none, act=warn  nobody knows" in listed
    assert "content=" not in listed
    shown = json.loads(run("show", report_id, "--judged", "--format", "json", "--store", store).output)
    assert (shown["statements"][0]["act"], shown["statements"][0]["speaker"]) == ("warn", None)
    assert shown["agreements"][0]["name"] == "military intervention"
    exported = [json.loads(line) for line in run("export", "jsonl", "--judged", "--store", store).output.splitlines()]
    assert shown in exported
    assert run("show", report_id, "--format", "json", "--store", store).output != json.dumps(shown)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("judge", "s0000000000000000", "accept"), "no fact s0000000000000000"),
        (("judge", "s0000000000000000"), "accept, reject, correct, comment, skip, missed or whole"),
        (("judge", "s0000000000000000", "like"), "Use one of: accept"),
        (("judge", "s0000000000000000", "correct", "speaker"), "Write FIELD=VALUE"),
        (("judge", "s0000000000000000", "correct", "act=say", "act=warn"), "each field once"),
        (("judge", "zzz", "missed", "statement"), "say what was missed and where"),
        (("redo",), "you undid nothing"),
        (("export", "gold", "--judged"), "leave --what and --judged out"),
        (("find", "statements", "--since", "yesterday"), "no date"),
        (("find", "statements", "--act", "shout"), "no act"),
        (("find", "statements", "--about", "("), "word"),
        (("actor", "Talleyrand"), "nobody"),
        (("show", "zzz"), "no such report"),
        (("merge", "Lavrov"), "two"),
        (("news",), "give --since DATE or --report ID"),
        (("actor", "Lavrov", "--format", "docx"), "name a file for it with -o"),
        (("actor", "Lavrov", "--format", "csv"), "a dossier is no table"),
        (("search", '"sanctions'), "has no other behind it"),
    ],
)
def test_what_makes_no_sense_is_said(store: str, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments, "--store", store)
    assert isinstance(done.exception, CommuniqueError)
    assert said in str(done.exception)


def test_adding_tells_what_failed_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "model_reader", ToyReader)
    (tmp_path / "a.txt").write_text(TEXTS[0] * 3)
    (tmp_path / "b.txt").write_bytes(b"")
    store = str(tmp_path / "s.db")
    done = run(
        "add",
        str(tmp_path / "a.txt"),
        str(tmp_path / "b.txt"),
        str(tmp_path / "none.txt"),
        "--jobs",
        "1",
        "--store",
        store,
    )
    assert done.exit_code == 1, done.exception
    assert "1 report added, 2 could not be read" in done.output
    again = run("add", str(tmp_path / "a.txt"), "--jobs", "1", "--store", store)
    assert "0 reports added, 1 known already" in again.output
    assert again.exit_code == 0


def test_the_commands_are_there_and_their_help_needs_no_database() -> None:
    wanted = {
        "add",
        "find",
        "actor",
        "timeline",
        "search",
        "show",
        "stats",
        "check",
        "export",
        "merge",
        "split",
        "undo",
        "log",
    }
    assert wanted <= set(COMMANDS)
    told = subprocess.run(
        [sys.executable, "-c", "import sys; from communique.cli import main\ntry: main(['add', '--help'])\n"
         "except SystemExit: pass\nprint(sorted({'sqlalchemy', 'alembic', 'spacy', 'rensa'} & set(sys.modules)))"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert told.stdout.rstrip().endswith("[]")


def test_pairs_are_listed_with_what_to_type(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(store) as made:
        more = [report("Igor Lavrov of Bulgaria said that it snows.", "3.txt", "2001-01-01"),
                report("Lavrov said that he left.", "4.txt", "2013-04-13")]  # fmt: skip
        for one in more:
            add_reports(made.engine(write=True), made.path, [one], Readers(1, ToyReader))
        pairs = made.find("unsure")
    assert pairs
    told = run("find", "unsure", "--store", store).output
    for pair in pairs:
        for command in ("merge", "apart"):
            assert f"communique {command} {pair.one.entity} {pair.other.entity} --store {store}" in told
        for side in (pair.one, pair.other):
            assert f"[{side.citation.report[:12]}:" in told
            assert side.words in " ".join(told.split())
    done = run("apart", pairs[0].one.entity, pairs[0].other.entity, "--store", store)
    assert "stay apart; `communique undo 1` takes it back" in done.output
    assert " ≠ " in run("log", "--store", store).output
    assert pairs[0].one.entity + " " + pairs[0].other.entity not in run("find", "unsure", "--store", store).output
    monkeypatch.setenv("COMMUNIQUE_STORE", store)
    assert "--store" not in run("find", "unsure").output
    for form in ("json", "csv", "markdown"):
        assert run("find", "unsure", "--format", form).exit_code == 0


def test_an_office_is_told_and_has_dossiers(store: str) -> None:
    done = run("find", "statements", "--by", "Russian foreign minister", "--store", store)
    assert "'Russian foreign minister' is an office; it was held by Sergei Lavrov" in done.stderr
    assert "sanctions do not help" in done.stdout
    assert "Sergei Lavrov" in run("actor", "foreign minister of Russia", "--store", store).stdout
    lines = run("actor", "foreign minister", "--format", "json", "--store", store).stdout.splitlines()
    assert [json.loads(line)["name"] for line in lines] == ["Ahmet Davutoglu", "Sergei Lavrov"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("find", "meetings"), "the store has no meetings"),
        (("find", "unsure"), "the store has no unsure clusters"),
        (("find", "statements", "--about", "zebras"), "the store has statements, but none of them meets --about"),
        (("find", "statements", "--by", "Lavrov", "--about", "zebras"), "there are some without --about"),
        (("find", "statements", "--by", "Lavrov", "--until", "2012"), "there are some without --until"),
        (("find", "statements", "--by", "Talleyrand"), "nobody in the store is called 'Talleyrand'"),
        (("find", "statements", "--by", "Peruvian president"), "nobody in the store is called 'Peruvian president'"),
        (("timeline", "--since", "2031"), "but none of them meets --since"),
        (("search", "zebras"), "no report has these words"),
        (("search", "sanctions", "--since", "2031"), "there are some without --since"),
        (("log",), "nothing has been judged"),
        (("find", "actors", "--limit", "1"), "the first 1 is shown"),
        (("find", "statements", "--limit", "2"), "the first 2 of 3 are shown"),
    ],
)
def test_an_empty_or_short_answer_says_why(store: str, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments, "--store", store)
    assert done.exit_code == 0, done.exception
    assert said in done.stderr


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Lavrok Sergei", "nobody in the store is called 'Lavrok Sergei'. `"),
        ("Lavorvq", "Did you mean 'Sergei Lavrov'? `"),
        ("Segrei Larvov", "Did you mean 'Sergei Lavrov'? `"),
        ("Davutolgu", "Did you mean 'Ahmet Davutoglu'? `"),
        ("Talleyrand", "nobody in the store is called 'Talleyrand'. `"),
    ],
)
def test_a_slip_in_a_name_is_told(store: str, typed: str, offered: str) -> None:
    assert offered in run("find", "statements", "--by", typed, "--store", store).stderr
    for form in ("csv", "jsonl", "markdown"):
        done = run("export", form, "--what", "statements", "--by", typed, "--store", store)
        assert isinstance(done.exception, UsageError)
        assert done.stdout == ""
        assert offered in str(done.exception)


def test_all_answers_are_shown_without_a_word(store: str) -> None:
    assert run("find", "statements", "--limit", "3", "--store", store).stderr == ""


def test_a_terminal_without_unicode_gets_it_all_the_same(store: str) -> None:
    run("apart", "Davutoglu", "Lavrov", "--note", "Café", "--store", store)
    for arguments in (("log",), ("stats",), ("find", "statements")):
        done = subprocess.run(
            [sys.executable, "-c", "from communique.cli import main; main()", *arguments, "--store", store],
            capture_output=True, env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ap", "apart"), ("find un", "unsure"), ("find statements --act wa", "warn"),
        ("find meetings --any", "--anywhere"),
        ("find statements --mode di", "direct"), ("find statements --store x", "file"), ("apart --no", "--note"),
    ],
)  # fmt: skip
def test_tab_completes_commands_options_and_values(typed: str, offered: str) -> None:
    from click.shell_completion import BashComplete

    *before, last = typed.split()
    found = BashComplete(cli, {}, "communique", "_COMMUNIQUE_COMPLETE").get_completions(before, last)
    assert offered in {item.type if offered == "file" else item.value for item in found}


@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
def test_what_a_search_found_has_no_marks_outside_the_terminal(store: str, form: str) -> None:
    shown = run("search", "military", "--format", form, "--store", store).output
    assert "military" in shown
    assert not {"\x02", "\x03"} & set(shown)
    assert "\\u0002" not in shown


@pytest.mark.parametrize(
    ("output", "file"),
    [("tables", "tables/statements.csv"), ("tables/", "tables/statements.csv"), ("one.csv", "one.csv")],
)
def test_a_name_without_a_suffix_is_a_folder_of_tables(store: str, tmp_path: Path, output: str, file: str) -> None:
    """As it is of `communique read`."""
    done = run("export", "csv", "-o", f"{tmp_path}/{output}", "--store", store)
    assert done.exit_code == 0, done.exception
    assert (tmp_path / file).is_file()
