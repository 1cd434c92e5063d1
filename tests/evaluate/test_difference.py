"""Two readings of the same reports: what was gained, lost and changed."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from communique.cli import main
from communique.evaluate.difference import DifferenceSums, differences
from tests.database.toy import record, report

SAID = "Foreign Minister Sergei Lavrov of Russia warned that talks may fail."
OLD = [record(report(SAID, "a.txt")), record(report("It rained.", "b.txt")), record(report("Old.", "old.txt"))]


def _new() -> list:
    first = OLD[0]
    changed = msgspec.structs.replace(first.statements[0], act="threaten", confidence=0.9)
    gained = msgspec.structs.replace(first.statements[0], id="s0000000000000000")
    lost = tuple(actor for actor in first.actors if actor.kind != "state")
    one = msgspec.structs.replace(first, statements=(changed, gained), actors=lost)
    return [one, OLD[1], record(report("New.", "new.txt"))]


def test_what_changed() -> None:
    sums = DifferenceSums()
    found = list(differences(lambda: OLD, _new, sums))
    assert [(c.kind, c.what, c.words) for c in found] == [
        ("actors", "lost", "Russia"),
        ("statements", "changed", "talks may fail"),
        ("statements", "gained", "talks may fail"),
    ]
    assert found[1].fields == {"act": ("warn", "threaten")}
    assert found[1].flat()["fields"] == "act: warn -> threaten"
    assert (sums.reports, sums.altered, sums.only_old, sums.only_new) == (2, 1, 1, 1)
    assert sums.kinds["statements"] == {"same": 0, "gained": 1, "lost": 0, "changed": 1}
    assert sums.kinds["actors"] == {"same": 1, "gained": 0, "lost": 1, "changed": 0}
    assert next(sums.lines()) == "2 reports in both, of which 1 tell something else"


def test_confidence_and_entities_are_no_change() -> None:
    sure = [record(report(SAID, "a.txt"), more=0.2)]
    linked = [
        msgspec.structs.replace(r, actors=tuple(msgspec.structs.replace(a, entity="e1") for a in r.actors))
        for r in sure
    ]
    assert not list(differences(lambda: OLD[:1], lambda: linked, DifferenceSums()))


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    for name, records in (("old", OLD), ("new", _new())):
        (tmp_path / f"{name}.jsonl").write_text("".join(r.to_json() + "\n" for r in records), encoding="utf-8")
    return str(tmp_path / "old.jsonl"), str(tmp_path / "new.jsonl")


def _run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["diff", *arguments])
    return int(ended.value.code or 0)


def test_the_command(files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(*files) == 0
    assert "statements             0         1         0         1" in capsys.readouterr().out
    assert _run(*files, "--format", "csv", "--kind", "statements") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("kind,what,id,report,source,words,fields")
    assert len(lines) == 3
    assert _run(str(tmp_path / "none"), files[1]) == 2
    assert "cannot be read" in capsys.readouterr().err
    (tmp_path / "bad.jsonl").write_text("{}\n")
    assert _run(str(tmp_path / "bad.jsonl"), files[1]) == 2
    assert "line 1 is no record" in capsys.readouterr().err
