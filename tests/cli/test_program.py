"""The program itself: help, version, start-up time, and what a failure looks like."""

from __future__ import annotations

import errno
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from communique.cli.program import COMMANDS
from communique.errors import ModelError, StoreError, UsageError
from communique.version import __version__

HEAVY = {"spacy", "onnxruntime", "tokenizers", "trafilatura", "htmldate", "py3langid", "numpy", "rich", "lxml"}
PROGRAM = [sys.executable, "-c", "from communique.cli import main; main()"]


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_there_and_says_the_same_of_itself(name: str, run) -> None:
    command = import_module(f"communique.cli.{name}").command
    assert command.name == name
    assert command.get_short_help_str(200) == COMMANDS[name]
    assert command.help
    outcome = run(name, "--help")
    assert outcome.status == 0
    assert f"Usage: communique {name}" in outcome.out


def test_help_lists_all_commands(run) -> None:
    outcome = run("--help")
    assert outcome.status == 0
    for name, what in COMMANDS.items():
        assert f"{name}  " in outcome.out
        assert what in outcome.out
    assert run("-h").out == outcome.out


def test_version(run) -> None:
    assert run("--version").out == f"communique {__version__}\n"


@pytest.mark.parametrize("arguments", [("nonsense",), ("--nonsense",), ("read",), ("read", "--format", "x", "y"), ()])
def test_wrong_usage(arguments: tuple[str, ...], run) -> None:
    outcome = run(*arguments)
    assert outcome.status == 2
    assert outcome.out == ""
    assert "Usage: communique" in outcome.err


def test_a_misspelt_command_is_told_what_it_is_like(run) -> None:
    outcome = run("raed", "a.txt")
    assert (outcome.status, outcome.out) == (2, "")
    assert "Did you mean" in outcome.err
    assert "read" in outcome.err


def test_a_file_that_no_brief_is_is_not_written(run, tmp_path) -> None:
    (tmp_path / "a.txt").write_text("Norway welcomed the plan.")
    outcome = run("read", str(tmp_path / "a.txt"), "-o", str(tmp_path / "a.pdf"))
    assert (outcome.status, outcome.out) == (2, "")
    assert "a.pdf: no such file is written" in outcome.err
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("add", "a.txt", "--summary", "--again"), "--again is an option"),
        (("read", "a.txt", "-o", "--what"), "--what is an option"),
        (("plot", "timeline", "--output", "--store"), "--store is an option"),
        (("add", "--shards", "cut", "--summary", "seen.csv"), "give the PATHs too"),
    ],
)
def test_a_forgotten_file_is_wrong_usage(arguments: tuple[str, ...], says: str, run, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = run(*arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert says in " ".join(outcome.err.replace("│", " ").split())
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "arguments",
    [
        ("find", "statements", "--limit"), ("search", "talks", "--limit"), ("events", "--limit"),
        ("actor", "Lavrov", "--limit"), ("add", "a.txt", "--jobs"), ("undo",),
    ],
)  # fmt: skip
@pytest.mark.parametrize("number", ["99999999999999999999", "1" * 5000])
def test_huge_numbers_are_wrong_usage(arguments: tuple[str, ...], number: str, run) -> None:
    outcome = run(*arguments, number)
    assert (outcome.status, outcome.out) == (2, "")
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("word", ["a" * 5000, "a\0b"])
def test_explaining_one_long_word(word: str, run) -> None:
    outcome = run("explain", word)
    assert (outcome.status, outcome.out) == (0, "No word here is in the lexicon of acts.\n")


def test_explaining_a_file_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run) -> None:
    (tmp_path / "a\x1b.txt").write_text("Peru left.")
    monkeypatch.chdir(tmp_path)
    outcome = run("explain", "a\x1b.txt")
    assert outcome.status == 2
    assert "a\\x1b.txt is a file" in outcome.err


def test_a_missing_file_is_no_sentence_to_time(run) -> None:
    outcome = run("explain", "--steps", "nosuch.txt")
    assert outcome.status == 1
    assert outcome.out == ""
    assert outcome.err == "communique: nosuch.txt: there is no such file. Check the path\n"


def test_it_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "communique", "--version"], capture_output=True, check=True)
    assert done.stdout.decode().split() == ["communique", __version__]


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from communique.cli import main\ntry:\n main(['--help'])\nexcept SystemExit:\n print(*sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not HEAVY & set(out.rpartition("\n\n")[2].split())


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (ModelError("the model is missing; install it"), 1, "communique: the model is missing; install it\n"),
        (StoreError("s.db: no store; make one"), 1, "communique: s.db: no store; make one\n"),
        (UsageError("no such date; write another"), 2, "communique: no such date; write another\n"),
        (KeyboardInterrupt(), 130, "communique: stopped\n"),
        (BrokenPipeError(), 141, ""),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "cannot be written (No space left on device)"),
    ],
)
def test_failures_are_one_line(error: BaseException, status: int, says: str, run, monkeypatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("communique.cli.program._drop_output", lambda: None)
    monkeypatch.setattr("click.Group.invoke", fail)
    outcome = run("read", "x")
    assert outcome.status == status
    assert says in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script(shell: str, run) -> None:
    outcome = run("completion", shell)
    assert outcome.status == 0
    assert "_COMMUNIQUE_COMPLETE" in outcome.out


def test_completion_answers() -> None:
    environment = {"_COMMUNIQUE_COMPLETE": "bash_complete", "COMP_WORDS": "communique re", "COMP_CWORD": "1"}
    out = subprocess.run(PROGRAM, env=environment, capture_output=True, text=True, check=True).stdout
    assert sorted(out.split()) == ["plain,read", "plain,redo", "plain,review"]
