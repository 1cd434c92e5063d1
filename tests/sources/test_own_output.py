"""What communique wrote itself is no report, in whatever form."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import InputError
from communique.sources import open_reports
from communique.sources.own_output import own_output

TEXT = "Foreign Minister Ana Roe of Peru met her Chilean counterpart Juan Doe in Lima on Monday, the ministry said.\n"


@pytest.mark.parametrize("form", ["json", "html", "csv", "brief"])
def test_results_in_the_folder_that_is_read_are_left_out(tmp_path: Path, form: str) -> None:
    from click.testing import CliRunner

    from communique.cli.program import cli

    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    ending = {"brief": "txt"}.get(form, form)
    run = CliRunner().invoke(cli, ["read", str(tmp_path), "--format", form, "-o", str(tmp_path / f"out.{ending}")])
    assert run.exit_code == 0, run.output
    found = list(open_reports(tmp_path))
    errors = [str(item) for item in found if isinstance(item, InputError)]
    assert [Path(item.source).name for item in found if not isinstance(item, InputError)] == ["a.txt"]
    assert errors
    assert all("that communique wrote" in error and "another folder" in error for error in errors)


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b'{"id":"e1","actor":[{"raw_text":"Peru","entity_name":"Peru"}],"event":["CONSULT"]}', "event data"),
        ("Talks end\n4 May 2015 · a.txt\n".encode() + b"report " + b"0a" * 32 + b"\n[actor]", "a brief"),
    ],
)
def test_what_other_commands_write(head: bytes, what: str) -> None:
    assert own_output(head) == what


@pytest.mark.parametrize(
    "head",
    [
        b"The ministers made_by hand",
        b'{"text": "made_by schema", "made_by": 1}',
        b"<!doctype html><html><title>Talks end</title>",
        b"<!doctype html><html><title>A communique</title>",
        b"date,title,text\n2020-01-01,Talks,They met.",
        b"How to cite sources",
        b"Talks end\n4 May 2015\nPeru and Chile met.",
        "Talks end\n4 May 2015\n──────\nPeru and Chile met.".encode(),
        b"",
    ],
)
def test_what_others_wrote_is_not(head: bytes) -> None:
    assert own_output(head) is None
