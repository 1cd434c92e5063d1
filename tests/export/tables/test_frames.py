"""Tables as data frames: every column of its type, and no warning."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import pytest

from communique.errors import UsageError
from communique.export.tables.bundle import TableBundle
from communique.export.tables.columns import TABLES
from communique.export.tables.rows import record_rows
from communique.model import Record


def test_columns_have_their_types(record: Record, bare: Record) -> None:
    pd = pytest.importorskip("pandas")
    old = msgspec.structs.replace(record.agreements[0], date="1648-10-24")
    for one in (msgspec.structs.replace(record, agreements=(old,)), bare):
        frames = one.frames()
        assert list(frames) == [form.name for form in TABLES]
        for form in TABLES:
            assert tuple(frames[form.name].columns) == form.names
            for column in form.columns:
                kind = frames[form.name][column.name].dtype
                assert pd.api.types.is_datetime64_any_dtype(kind) is (column.type == "date"), column.name
                assert pd.api.types.is_bool_dtype(kind) is (column.type == "boolean"), column.name
    assert str(frames["reports"].date.iloc[0]) == "NaT"
    assert frames["agreements"].empty


def test_days_long_ago_are_days(record: Record) -> None:
    pytest.importorskip("pandas")
    old = msgspec.structs.replace(record.agreements[0], date="1648-10-24")
    frame = msgspec.structs.replace(record, agreements=(old,)).frames()["agreements"]
    assert frame.date.iloc[0].isoformat()[:10] == "1648-10-24"


def test_without_pandas_there_is_a_sentence(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match="data frames need pandas, which is not installed"):
        record.frames()


# As docs/pandas.md says: type of a column -> of frames(), of read_parquet, with pyarrow's types, of read_csv.
ARRIVES = {
    "date": ({"datetime64[s]"}, {"object"}, {"date32[day][pyarrow]"}, {"datetime64[us]", "datetime64[s]"}),
    "boolean": ({"boolean"}, {"bool", "object"}, {"bool[pyarrow]"}, {"bool", "object"}),
    "integer": ({"Int64"}, {"int64", "float64"}, {"int64[pyarrow]"}, {"int64", "float64"}),
    "number": ({"Float64", "float64"}, {"float64"}, {"double[pyarrow]"}, {"float64", "int64"}),
    "text": ({"string"}, {"str", "object"}, {"string[pyarrow]"}, {"str", "object"}),
}


def test_each_way_gives_the_types_that_the_manual_tells(record: Record, tmp_path: Path) -> None:
    pd = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    for form in ("parquet", "csv"):
        with TableBundle(str(tmp_path / form), form, TABLES) as tables:
            for table in TABLES:
                tables.add(table.name, record_rows(record, table.name))
    frames = record.frames()
    for table in TABLES:
        path = tmp_path / "parquet" / f"{table.name}.parquet"
        days = [column.name for column in table.columns if column.type == "date"]
        ways = (
            frames[table.name],
            pd.read_parquet(path),
            pd.read_parquet(path, dtype_backend="pyarrow"),
            pd.read_csv(tmp_path / "csv" / f"{table.name}.csv", parse_dates=days),
        )
        for column in table.columns:
            for way, frame, known in zip(range(4), ways, ARRIVES[column.type], strict=True):
                values = frame[column.name]
                if way in (1, 3) and values.isna().any():
                    continue  # of these two what is missing tells the type
                assert str(values.dtype) in known, (table.name, column.name, way)
        if days:
            read = pd.to_datetime(ways[1][days[0]])
            assert read.dt.strftime("%Y-%m-%d").tolist() == ways[0][days[0]].dt.strftime("%Y-%m-%d").tolist()
