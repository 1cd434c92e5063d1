"""``communique network``, as it is typed."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from communique.cli import network
from communique.cli.program import cli
from communique.errors import InputError, UsageError
from tests.networks.toy import table, toy


@pytest.fixture
def coded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "codings", lambda sources: table() if sources == ("empty.db",) else toy())


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["network", *arguments], catch_exceptions=False)


def test_the_matrix_as_csv(coded: None) -> None:
    out = run("toy.dna", "--type", "twomode", "--format", "csv", "--no-bom").stdout
    rows = list(csv.reader(out.splitlines()))
    assert rows[1] == ["Arland", "-1", "0", "2", "0"]


@pytest.mark.parametrize("what", ["nodes", "edges", "evidence", "statements", "concepts", "shares", "backbone",
                                  "clusters", "polarisation"])  # fmt: skip
@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_every_table_in_every_format(coded: None, what: str, form: str) -> None:
    told = run("--what", what, "--format", form)
    assert told.exit_code == 0
    assert len(told.stdout.splitlines()) >= 1
    if form == "json":
        assert all(isinstance(json.loads(line), dict) for line in told.stdout.splitlines())


@pytest.mark.parametrize("form", ["csv", "json", "graphml", "gexf", "pajek"])
def test_windows_go_to_a_file_each(coded: None, form: str, tmp_path: Path) -> None:
    told = run("--window", "weeks:1", "--files", "--format", form, "-o", str(tmp_path / f"n.{form}"))
    assert "2 time windows" in told.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == [f"n_{n}.{form}" for n in (1, 2)]


def test_windows_are_one_table_of_edges(coded: None, tmp_path: Path) -> None:
    told = run("--window", "weeks:1", "--format", "csv", "--no-bom", "-o", str(tmp_path / "n.csv"))
    assert "2 time windows" in told.stderr
    with (tmp_path / "n.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["window", "window_start", "window_end", "source", "target", "weight"]
    assert {(row["window"], row["window_start"], row["window_end"]) for row in rows} == {
        ("2021-03-01", "2021-03-01", "2021-03-07"), ("2021-03-08", "2021-03-08", "2021-03-11")
    }  # fmt: skip


def test_windows_as_json_are_a_line_each(coded: None) -> None:
    lines = run("--window", "weeks:1", "--format", "json").stdout.splitlines()
    assert [json.loads(line)["period"] for line in lines] == ["2021-03-01/2021-03-07", "2021-03-08/2021-03-11"]


@pytest.mark.parametrize(
    "given",
    [("--window", "weeks:1", "--format", "graphml", "-o", "n.graphml"), ("--files", "--format", "csv", "-o", "n.csv"),
     ("--window", "weeks:1", "--files", "--format", "csv"), ("--window", "weeks:1", "--files", "-o", "n.txt")],
)  # fmt: skip
def test_files_that_cannot_be(coded: None, given: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="--files"):
        run(*given)


def test_windows_of_dna_are_matrices_parted_by_a_line(coded: None) -> None:
    out = run("--dna-compatible", "--window", "weeks:1", "--format", "csv", "--no-bom").stdout
    parts = [part.splitlines() for part in out.replace("\r\n", "\n").split("\n\n")]
    assert [part[0].split(",")[0] for part in parts] == ["2021-03-01", "2021-03-08"]


def test_polarisation_over_time_has_a_row_a_window(coded: None) -> None:
    out = run("--what", "polarisation", "--window", "weeks:1", "--format", "json", "--groups", "Bloc").stdout
    assert [json.loads(line)["window"] for line in out.splitlines()] == ["2021-03-01", "2021-03-08"]


def test_intervals_are_shown(coded: None) -> None:
    assert "[" in run("--intervals", "20").stdout
    row = json.loads(run("--what", "edges", "--intervals", "20", "--format", "json").stdout.splitlines()[0])
    assert row["weight_low"] <= row["weight"] <= row["weight_high"]


def test_an_empty_store_says_so(coded: None) -> None:
    told = run("empty.db", "--format", "csv")
    assert told.exit_code == 0
    assert "the network is empty" in told.stderr


@pytest.mark.parametrize(
    "arguments",
    [("--format", "gexf", "--what", "nodes"), ("--format", "newick"), ("--type", "twomode", "--what", "backbone")],
)
def test_what_does_not_fit_together_is_refused(coded: None, arguments: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        run(*arguments)


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_file_is_an_error(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "coded.dna"
    path.write_bytes(content)
    with pytest.raises(InputError):
        run(str(path))
