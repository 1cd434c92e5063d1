"""The texts of gold as reports to be read, and the parts into which they are left out."""

from __future__ import annotations

import zlib

from communique.evaluate.gold import Gold
from communique.model import Report
from communique.sources import from_text


def report_of(gold: Gold) -> Report:
    """The gold's text as a report; its date where gold says that the source gave it."""
    report = gold.record["report"]
    published = report.get("published") or {}
    date = published if isinstance(published, str) else (
        published.get("value") if published.get("basis") in ("metadata", None) else None
    )  # fmt: skip
    known = {field: report.get(field) for field in ("title", "publisher", "url")}
    return from_text(gold.text, gold.name, date, any_language=True, **known)


def part_of(name: str, parts: int) -> int:
    """The part of so many that a report belongs to, by its name."""
    return zlib.crc32(name.encode()) % parts
