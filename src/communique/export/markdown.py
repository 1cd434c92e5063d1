"""Markdown for a note or a paper: one item a fact, its citation behind it, nothing of a report read as mark-up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from communique.export.safe import link, one_line

__all__ = ["escaped", "items"]

SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~$&]|:(?=//)|(?<=\bwww)\.", re.IGNORECASE)
"""What can be mark-up inside a line in some Markdown: "*", "[", "<", and addresses that become links by themselves."""


def escaped(value: Any) -> str:
    """A value on one line with every character of mark-up escaped; HTML cannot come of it."""
    return "" if value is None else SPECIAL.sub(_escaped, one_line(str(value)))


def _escaped(found: re.Match[str]) -> str:
    return ":\\" if found.group() == ":" else f"\\{found.group()}"


def items(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One line a row: what it says, then its citation with a link where the report has an address."""
    for row in rows:
        address = (link(row.get("url")) or "").replace("<", "%3C").replace(">", "%3E")
        place = f"{row['report'][:12]}, characters {row['start']}–{row['end']}"
        title = escaped(row.get("title")) or "untitled"
        cited = [escaped(row.get("publisher")), f"[{title}](<{address}>)" if address else title,
                 escaped(row.get("date") or "undated"), escaped(place)]  # fmt: skip
        yield f"- {_said(row)} ({', '.join(c for c in cited if c)})\n"


def _said(row: Mapping[str, Any]) -> str:
    who = row.get("speaker") or row.get("who") or row.get("name") or ""
    if row.get("other_name"):  # a pair that may be one
        both = f"**{escaped(who)}** or **{escaped(row['other_name'])}**: {escaped(row.get('reasons'))}"
        return f"{both} — “{escaped(row.get('words'))}” or “{escaped(row.get('other_words'))}”"
    what = row.get("act") or row.get("label") or row.get("what") or row.get("roles") or ""
    words = row.get("words")
    head = " ".join(p for p in (f"**{escaped(who)}**" if who else "", escaped(what)) if p)
    return f"{head}: {escaped(words)}" if words and head else head or escaped(words)
