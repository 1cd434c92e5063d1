"""Parquet by month: every row in the file of its month, whatever came in which order."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="Parquet is written with pyarrow: pip install '.[frames]'")
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from communique.export.tables import partitions
from communique.export.tables.bundle import TableBundle
from communique.export.tables.columns import JUDGEMENTS, table_form
from communique.export.tables.partitions import MONTH_OF, Partition, PartitionedTable

FORM = table_form("statements")


def row(n: int, day: str | None) -> dict[str, object]:
    return {**dict.fromkeys(FORM.names), "fact": f"s{n}", MONTH_OF: day}


def facts(folder: Path) -> dict[str, list[str]]:
    parts = sorted(folder.rglob("*.parquet"))
    return {str(p.relative_to(folder)): pq.ParquetFile(p).read().column("fact").to_pylist() for p in parts}


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("month", ["month=2013-04/part-0.parquet", "month=2013-05/part-0.parquet", "month=undated/part-0.parquet"]),
        ("year", ["year=2013/part-0.parquet", "year=undated/part-0.parquet"]),
    ],
)
def test_rows_go_to_their_month(tmp_path: Path, by: Partition, names: list[str]) -> None:
    table = PartitionedTable(FORM, tmp_path, by)
    for n, day in enumerate(("2013-05-02", None, "2013-04-01", "2013-04-30")):
        table.add(row(n, day))
    table.close()
    found = facts(tmp_path)
    assert list(found) == names
    assert sorted(chain.from_iterable(found.values())) == ["s0", "s1", "s2", "s3"]
    assert found[names[-1]] == ["s1"]


def test_many_rows_are_written_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitions, "MOST_HELD", 3)
    table = PartitionedTable(FORM, tmp_path, "month")
    for n in range(7):
        table.add(row(n, "2013-04-01" if n % 3 else "2013-05-01"))
    table.close()
    assert sorted(chain.from_iterable(facts(tmp_path).values())) == [f"s{n}" for n in range(7)]
    assert ds.dataset(tmp_path, partitioning="hive").count_rows() == 7


def test_a_table_without_rows_has_its_columns(tmp_path: Path) -> None:
    PartitionedTable(FORM, tmp_path / "a", "month").close()
    assert ds.dataset(tmp_path / "a", partitioning="hive").schema.names == [*FORM.names, "month"]
    PartitionedTable(JUDGEMENTS, tmp_path / "b", "month").close()
    assert [p.name for p in (tmp_path / "b").iterdir()] == ["part-0.parquet"]


def test_a_folder_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "tables"
    for day in ("2012-01-01", "2013-04-01"):
        with TableBundle(str(target), "parquet", [FORM], partition="month") as bundle:
            bundle.add("statements", [row(1, day)])
    assert [p.name for p in (target / "statements").iterdir()] == ["month=2013-04"]
    with pytest.raises(ValueError, match="stopped"), TableBundle(str(target), "parquet", [FORM], partition="month"):
        raise ValueError("stopped")
    assert [p.name for p in (target / "statements").iterdir()] == ["month=2013-04"]
