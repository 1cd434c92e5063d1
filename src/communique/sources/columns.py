"""Which column of a table, or field of JSON, holds what: as named, as its name tells, or as what stands in it does."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from communique.errors import InputError, UsageError, printable

LOG = logging.getLogger("communique")
FIELDS = ("text", "title", "date", "publisher", "url", "language", "byline", "section", "page", "id")
"""What a column may be."""
LONG = 200
"""Characters that the values of a column of texts have on average, where no name tells it."""
PROBED, FEWEST_WORDS, MOSTLY = 2_000, 20, 0.7
"""Of a value these characters are looked at; of text they have so many words, and these are mostly plain ones."""
# "talks", "“We", "U.S.-led", "said:", "3.5", "(AP)"
WORD = re.compile(r"[\W_]{0,4}(?:[^\W\d_]+(?:['’.&-][^\W\d_]*)*|\d[\d.,:%-]*)(?:['’]s?)?[^\w/\\=<>{}]{0,4}")

Columns = Mapping[str, str]
"""Which column holds what: field -> the column's name."""


def parse_columns(value: str) -> dict[str, str]:
    """The columns of "text=body,date=pubdate".

    Raises:
        UsageError: it is written otherwise, or names a field that a report has not.
    """
    found: dict[str, str] = {}
    for part in value.split(","):
        field, equals, name = part.partition("=")
        if not equals or not name.strip() or field.strip() not in FIELDS:
            raise UsageError(
                f"{printable(part)!r} is no column: write text=NAME,date=NAME ... with any of {', '.join(FIELDS)}"
            )
        found[field.strip()] = name.strip()
    return found


@cache
def _names() -> dict[str, tuple[str, ...]]:
    table = files("communique.sources").joinpath("columns.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {field: tuple(names.split("|")) for field, names in rows}


def bare(name: str) -> str:
    """A column's name without case, blanks and signs: "Pub_Date" is "pubdate"."""
    return re.sub(r"[\W_]+", "", name).casefold()


def guess_columns(
    names: Sequence[str], rows: Sequence[Sequence[Any]] = (), given: Columns | None = None
) -> dict[str, str]:
    """Which column holds what: as given, else by its name; the text else by its length in some rows.

    A column serves one field only. Without a text the result has none.
    """
    found = dict(given or {})
    left = [name for name in names if name not in found.values()]
    for field in FIELDS:
        if field in found:
            continue
        for known in _names()[field]:
            match = next((name for name in left if bare(name) == known), None)
            if match is not None:
                found[field] = match
                left.remove(match)
                break
    if "text" not in found and rows:
        lengths = {
            name: sum(_prose(r[n]) for r in rows if n < len(r)) / len(rows)
            for n, name in enumerate(names)
            if name in left
        }
        name = max(lengths, key=lambda name: lengths[name], default=None)
        if name is not None and lengths[name] >= LONG:
            found["text"] = name
    return found


def _prose(value: Any) -> int:
    """How many characters of a value are text that somebody wrote: none of a list, a path, an address, a code."""
    if not isinstance(value, str) or len(words := value[:PROBED].split()) < FEWEST_WORDS:
        return 0
    plain = sum(WORD.fullmatch(word) is not None for word in words)
    return len(value) if plain >= MOSTLY * len(words) else 0


def check_columns(columns: Columns, names: Sequence[str], source: str, given: Columns | None = None) -> None:
    """Refuses a table without a text, or without a column that was named.

    Raises:
        InputError: it is so.
    """
    listed = ", ".join(printable(name) for name in names[:20])
    for name in (given or {}).values():
        if name not in names:
            raise InputError(source, f"it has no column {printable(name)!r}", f"Its columns are: {listed}")
    if "text" not in columns:
        raise InputError(
            source,
            "no column is known to hold the text",
            f"Name it with --columns text=NAME; the columns are: {listed}",
        )


def tell_columns(columns: Columns, source: str, given: Columns | None = None) -> None:
    """Says aloud which columns were guessed; those called like what they hold are not worth a word."""
    guessed = {field: name for field, name in columns.items() if name != field and field not in (given or {})}
    if guessed:
        told = ", ".join(f"{field}={printable(name)}" for field, name in guessed.items())
        LOG.warning("%s: taken for the columns are %s (--columns names others)", printable(source), told)
