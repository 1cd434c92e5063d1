"""The numbers that political science gives to states: Correlates of War, Gleditsch and Ward.

The facts and their sources are in ``data/state_codes.tsv``.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import msgspec

from communique.knowledge.tables import overlay_folder, read_table

__all__ = ["StateCodes", "state_codes"]


class StateCodes(msgspec.Struct, frozen=True):
    """The numbers of one state at one time; what it has not is None."""

    cow: int | None = None
    """Of the Correlates of War project: 365."""
    cow_name: str | None = None
    """That project's own abbreviation: "RUS", "UKG"."""
    gw: int | None = None
    """Of Gleditsch and Ward."""


def state_codes(code: str, day: str | None = None, overlay: Path | str | None = None) -> StateCodes:
    """The numbers of the state with an ISO code ("DEU"), on a day (ISO 8601) or now; territories have none.

    Raises:
        KnowledgeError: a row of the table is none.
    """
    for until, codes in _table(overlay_folder(overlay)).get(code, ()):
        if not until or (day is not None and day <= until):
            return codes
    return StateCodes()


@functools.cache
def _table(folder: Path | None) -> Mapping[str, list[tuple[str, StateCodes]]]:
    found: dict[str, list[tuple[str, StateCodes]]] = defaultdict(list)
    for row in read_table("state_codes", ("code", "until", "cow", "cow_name", "gw"), ("code", "cow"), folder):
        for column in ("cow", "gw"):
            if row[column] and not row[column].isdigit():
                raise row.error(f"{row[column]!r} in the column {column} is no number", "Write digits, or nothing.")
        number = {column: int(row[column]) if row[column] else None for column in ("cow", "gw")}
        found[row["code"]].append((row["until"], StateCodes(number["cow"], row["cow_name"] or None, number["gw"])))
    return {code: sorted(rows, key=lambda r: r[0] or "9999") for code, rows in found.items()}
