"""Tables as data frames of pandas, each column of its type."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from communique.errors import UsageError
from communique.export.tables.columns import TABLES, Column, TableForm
from communique.export.tables.formats import EXTRA
from communique.export.tables.rows import Row, record_rows
from communique.model import Record

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["frame", "record_frames"]


def record_frames(records: Iterable[Record]) -> dict[str, pd.DataFrame]:
    """The tables of records as data frames, by the tables' names.

    Raises:
        UsageError: pandas is not installed.
    """
    rows: dict[str, list[Row]] = {form.name: [] for form in TABLES}
    for record in records:
        for name, listed in rows.items():
            listed += record_rows(record, name)
    return {form.name: frame(form, rows[form.name]) for form in TABLES}


def frame(form: TableForm, rows: Iterable[Row]) -> pd.DataFrame:
    """Rows as a data frame: days as datetime64, whole numbers and truths as pandas' own types that may be missing.

    Raises:
        UsageError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError:
        raise UsageError(f"data frames need pandas, which is not installed; {EXTRA}") from None
    listed = list(rows)
    return pd.DataFrame({c.name: _series(pd, c, [row[c.name] for row in listed]) for c in form.columns})


def _series(pd: Any, column: Column, values: list[Any]) -> Any:
    if column.type == "date":
        import numpy as np

        # Seconds, not nanoseconds: these end in 1677, and treaties do not begin there.
        return pd.Series(np.array([v or "NaT" for v in values], dtype="datetime64[s]"))
    kinds = {"text": "string", "integer": "Int64", "number": "float64", "boolean": "boolean"}
    return pd.Series(values, dtype=kinds[column.type])
