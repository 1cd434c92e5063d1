"""The examples of docs/parquet.md run on a folder that the command wrote, each where its library is installed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.database.toy import ToyReader, report

PAGE = (Path(__file__).parents[2] / "docs" / "parquet.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"\*\*(\w+)\*\*[^\n]*\n\n```python\n(.*?)```", PAGE, flags=re.S))
LIBRARIES = {"DuckDB": "duckdb", "polars": "polars", "pandas": "pandas", "Arrow": "pyarrow"}
SAID = "Foreign Minister Sergei Lavrov of Russia warned that talks {} may fail."


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pytest.importorskip("pyarrow", reason="Parquet is written with pyarrow: pip install '.[frames]'")
    from communique.ingest.add import add_reports
    from communique.ingest.workers import Readers
    from communique.store import open_store

    with open_store(tmp_path / "years.db") as store:
        made = [report(SAID.format(n), date=day) for n, day in enumerate(("2013-04-17", "2013-05", "2012-01-01", None))]
        add_reports(store.engine(write=True), store.path, made, Readers(1, ToyReader))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "tables"


def test_there_is_an_example_of_each() -> None:
    assert set(EXAMPLES) == set(LIBRARIES)


@pytest.mark.parametrize("name", LIBRARIES)
def test_the_example_runs(name: str, tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from communique.cli import main

    pytest.importorskip(LIBRARIES[name], reason=f"{name} is not installed")
    with pytest.raises(SystemExit):
        main(["export", "parquet", "--store", "years.db", "-o", "tables/"])
    exec(EXAMPLES[name], {})
    out = capsys.readouterr().out
    assert out.strip()
    if name == "DuckDB":
        assert "RUS" in out
