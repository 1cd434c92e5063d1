"""Tables as data frames: every column of its type, and no warning."""

from __future__ import annotations

import sys

import msgspec
import pytest

from communique.errors import UsageError
from communique.export.tables.columns import TABLES
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
