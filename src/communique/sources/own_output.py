"""What communique itself wrote: it may lie in the folder that is read, and is no report."""

from __future__ import annotations

import re

__all__ = ["own_output"]

HEAD = 20_000
"""Bytes that are looked at."""
RECORDS = re.compile(rb'(?:\[\s{0,9})?\{\s{0,9}"made_by":\s*\{\s*"schema"')
PAGE = re.compile(rb"<!doctype html>.{0,1500}?<title>[^<]{0,300} \xc2\xb7 communique</title>", re.S)
BRIEF = re.compile(
    rb"(?:[^\n]{1,1000}\n){2,8}"
    rb"(?:(?:\xe2\x94\x80){20,}\n\n(?:WHEN IT WAS WRITTEN|WHO TAKES PART)\n|report [0-9a-f]{64}\n\[actor\])"
)
"""The title, the date and where it is from, a rule and the first heading; of `show` the report's id and the key."""
EVENTS = re.compile(rb'\{"id":"[^"]{1,80}","actor":\[\{"raw_text":')
CITATION = re.compile(rb"How to cite\s+The communique authors\. communique:")
TABLE = re.compile(
    rb"(?:date(.)date_start\1date_end\1date_precision\1date_inferred"
    rb"|table(.)column\2type\2codes\2meaning|fact(.)what\3part\3name\3entity"
    rb"|entity(.)name\4kind\4country\4sector\4roles\4also_called)"
)
"""How the tables of :mod:`communique.export.tables.columns` begin, with any mark between the columns."""


def own_output(head: bytes) -> str | None:
    """What an input is that begins so (without a byte order mark), if communique wrote it; else None."""
    head = head.lstrip()[:HEAD]
    if RECORDS.match(head):
        return "records"
    if PAGE.match(head):
        return "a page"
    if TABLE.match(head):
        return "a table"
    if BRIEF.match(head):
        return "a brief"
    if EVENTS.match(head):
        return "event data"
    return "what stands beside its tables" if CITATION.match(head) else None
