"""``communique events`` and ``communique explain``, as they are typed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result

from communique.cli import events
from communique.cli.program import cli
from communique.errors import UsageError
from communique.model import Record
from communique.query.answers import ActorLabel, Citation
from communique.query.fact_answers import FactAnswer
from tests.export.events.test_event_data import _record


class Place:
    """A store with two events of one report, of which a question finds one."""

    def find(self, _what: str, asked: Any) -> list[FactAnswer]:
        if asked.type and "SANCTION" not in asked.type:
            return []
        details = {"type": "SANCTION", "modality": "actual"}
        return [
            FactAnswer(
                "e1", "event", "SANCTION actual", (), "Peru severed its ties", None, 0.7, details, Citation("r", 0, 9)
            )
        ]

    def resolve(self, _asked: Any) -> dict[str, Any]:
        return {}

    def records(self, _asked: Any, *, judged: bool) -> Iterator[Record]:
        assert judged
        yield _record()
        yield _record(id="e2")


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def opened(_path: str) -> Iterator[Place]:
        yield Place()

    monkeypatch.setattr(events, "opened", opened)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments), catch_exceptions=False)


def test_list(store: None) -> None:
    assert "Peru severed its ties" in run("events").output


def test_a_type_that_there_is_not(store: None) -> None:
    with pytest.raises(UsageError, match=r"'BANANA'.*CONSULT"):
        run("events", "--type", "BANANA")


@pytest.mark.parametrize(("option", "many"), [("SANCTION", 1), ("sanction", 1), ("ACCUSE", 0)])
def test_type(store: None, option: str, many: int) -> None:
    assert len(run("events", "--format", "plover", "--type", option).stdout.splitlines()) == many


def test_only_what_was_asked_for_is_written(store: None) -> None:
    assert [json.loads(line)["id"] for line in run("events", "--format", "plover").output.splitlines()] == ["e1"]


def test_table_and_dyads(store: None) -> None:
    assert run("events", "--format", "table", "--once").output.startswith("event_id,date,source_name")
    assert "2015-03,PER,ECU,1" in run("events", "--format", "dyads").output


def test_dyads_say_what_is_left_out(store: None) -> None:
    assert "communique: 1 events: 1 counted" in run("events", "--format", "dyads").stderr


@pytest.mark.parametrize("every", [("--every", "year"), ("--by", "year")])
def test_a_panel_goes_to_a_folder(store: None, tmp_path: Path, every: tuple[str, str]) -> None:
    done = run("events", "--format", "panel", *every, "-o", str(tmp_path / "panel"))
    assert "communique: dyads: 1 events: 1 counted" in done.stderr
    files = sorted(file.name for file in (tmp_path / "panel").iterdir())
    assert files == ["about.txt", "coverage.csv", "dictionary.csv", "dyads.csv", "left_out.csv", "monads.csv"]
    text = (tmp_path / "panel" / "dyads.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[1].startswith("2015,2015-01-01,PER,135,135,CHL,155,155,1,0,0,0,1,")


def test_a_panel_needs_a_place(store: None) -> None:
    with pytest.raises(UsageError, match="a panel is several tables; name a folder for them with -o"):
        run("events", "--format", "panel")


def test_the_list_has_an_arrow(store: None, monkeypatch: pytest.MonkeyPatch) -> None:
    sides = (ActorLabel("Peru", "e1"), ActorLabel("Chile", "e2"))

    def find(_self: Place, _what: str, _asked: Any) -> list[FactAnswer]:
        (one,) = found(_self, _what, _asked)
        return [msgspec.structs.replace(one, who=sides, to=sides[1:])]

    found = Place.find
    monkeypatch.setattr(Place, "find", find)
    assert "Peru → Chile  SANCTION" in run("events").output


def test_nothing_to_explain_is_wrong_usage() -> None:
    assert CliRunner().invoke(cli, ["explain", "  "]).exit_code != 0


def test_a_file_is_no_sentence_to_explain(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("Peru severed ties with Ecuador.", encoding="utf-8")
    done = CliRunner().invoke(cli, ["explain", str(file)])
    assert done.exit_code != 0
    assert "is a file" in str(done.output) + str(done.exception)
