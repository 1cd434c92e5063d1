"""What an input is: told by its first bytes, and by its name where these leave it open."""

# ruff: noqa: SIM905 (a list of words is easier to read and to mend as words)

from __future__ import annotations

import codecs
import re
from pathlib import PurePath
from typing import Literal

from communique.errors import UnsupportedError
from communique.sources.mail import is_mbox, is_message
from communique.sources.own_output import own_output
from communique.sources.table import is_table

Format = Literal["text", "html", "jsonl", "json", "zip", "xml", "warc", "rtf", "pdf", "mail", "tar", "table", "ole"]

FORMATS: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "table",
    ".tsv": "table",
}
"""The suffixes that communique reads, each also with ``.gz`` behind it."""

# Formats told by their first bytes that are not read: (mark, what it is).
MARKS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"ID3", "a recording"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"SQLite format 3\x00", "a database"),
    (b"BEGIN:VCALENDAR", "a calendar"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
DOCUMENTS: dict[str, str | None] = {
    ".docx": "no Word document (no zip)",
    ".pdf": "no PDF",
    ".xlsx": "no workbook (no zip)",
    ".ods": "no spreadsheet (no zip)",
    ".zip": "no zip archive",
    ".xls": None,
    ".rtf": None,
    ".doc": None,
}
"""Suffixes of formats with a mark, and what a file is without it; None where text under such a name may be one."""
PACKED = (".gz", ".zst", ".bz2", ".xz")
UNREAD = frozenset(
    ".7z .avi .bin .bmp .css .db .dll .doc .epub .exe .gif .ico .jpeg .jpg .js .mov .mp3 .mp4 .odp .odt .parquet .png "
    ".ppt .pptx .py .pyc .rar .so .sqlite .svg .tif .tiff .toml .wav .webp .xml .yaml .yml".split()
)
"""Suffixes of other formats, so that a table or a program is not taken for a report because it is text."""

# A whole page, after blanks, comments and an XML declaration: "<!DOCTYPE html>", "<html lang=en>"
PAGE = re.compile(rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html)\b", re.I | re.S)
# The start of XML: its declaration, or the root of a format that may do without: "<?xml version", "<nitf", "<rss"
XML = re.compile(
    rb"\s*(?:<\?xml[\s?]|<!DOCTYPE\s+[^\s>\[]{1,40}\s[^>\[]{0,500}\[|(?><!--.*?-->\s*|<!DOCTYPE[^>\[]{0,500}>\s*)*+"
    rb"<(?:\w+:)?(?:nitf|newsItem|newsMessage|packageItem|NewsML|rss|feed|RDF)[\s>/])",
    re.S,
)
# Any mark-up of a page at the start of something without a name: "<div class=...>", "<p>"
FRAGMENT = re.compile(rb"\s*<(?:head|body|article|main|section|div|p|h[1-6])\b[^>]{0,2000}>", re.I)
# The start of an object: '{"text": '
OBJECT = re.compile(rb'\s*\{\s*"[^"\n]{1,100}"\s*:')
# An object that ends on its line: '{"text": "..."}'
OBJECT_LINE = re.compile(rb'\s*\{[ \t]*"[^\n]*\}[ \t\r]*(?:\n|$)')
# The start of a list of objects: '[{"text": '
LIST = re.compile(rb'\s*\[\s*(?:\{\s*"|\])')

OWN_REMEDY = "Leave it out: write results to another folder than the one that is read"
REMEDY = "communique reads what `communique formats` lists: save the report as one of these"


def suffix_of(name: str) -> str:
    """The lower-cased suffix that tells the format: ``.jsonl`` for ``a.JSONL.gz``; empty when there is none."""
    base = PurePath(name).name if name.endswith(("/", "/.")) else name.rpartition("/")[2]
    base, suffix = _parted(base)
    return (_parted(base)[1] if suffix.lower() in PACKED else suffix).lower()


def _parted(base: str) -> tuple[str, str]:
    """A file's name without its suffix, and that: as ``PurePath`` parts them, but sooner."""
    dot = base.rfind(".")
    return (base[:dot], base[dot:]) if 0 < dot < len(base) - 1 else (base, "")


def detect(name: str, head: bytes, source: str) -> Format:
    """The format of an input called ``name`` (``-`` for standard input) that begins with ``head``.

    Raises:
        UnsupportedError: it is none that communique reads.
    """
    suffix = suffix_of(name)
    for mark, what in MARKS:
        if head.startswith(mark):
            raise UnsupportedError(source, f"it is {what}", REMEDY)
    if head.startswith((b"WARC/", b"filedesc://")):
        return "warc"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "ole"
    if head[257:262] == b"ustar":
        return "tar"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    head = _as_ascii(head)
    if (own := own_output(head)) is not None:
        raise UnsupportedError(source, f"it is {own} that communique wrote, no report", OWN_REMEDY)
    if suffix in DOCUMENTS:
        _check_document(suffix, head, source)
    if XML.match(head) and not PAGE.match(head):
        return "xml"
    if is_mbox(head) or is_message(head):
        return "mail"
    if suffix in UNREAD:
        raise UnsupportedError(source, f"files of the format {suffix} are not read", REMEDY)
    known = FORMATS.get(suffix)
    if known == "table" or (known in {None, "text"} and is_table(head.decode("utf-8", "replace"))):
        return "table"
    if known == "text":
        return "html" if PAGE.match(head) else "text"
    if known == "html":
        return "html"
    if known in {"json", "jsonl"} or OBJECT.match(head) or LIST.match(head):
        return _json(head, known)
    if PAGE.match(head) or FRAGMENT.match(head):
        return "html"
    return "text"


def _check_document(suffix: str, head: bytes, source: str) -> None:
    """Refuses a file that is called a document, has not its mark, and is a page or plain text: an error's, mostly.

    Raises:
        UnsupportedError: it is so.
    """
    if PAGE.match(head) or FRAGMENT.match(head):
        raise UnsupportedError(
            source,
            f"it is called {suffix} but is a web page: a download that failed, or a page saved under a wrong name",
            "Download it again and look whether it opens; a page that is to be read is called .html",
        )
    what = DOCUMENTS[suffix]
    if what is not None and not (XML.match(head) or OBJECT.match(head) or LIST.match(head)):
        raise UnsupportedError(
            source,
            f"it is called {suffix} but is {what}",
            "Download it again: an export sometimes ends with an error page in place of the document",
        )


def _json(head: bytes, known: Format | None) -> Format:
    """JSON Lines or one JSON value: a name may be wrong, a first line that is whole is not."""
    if LIST.match(head):
        return "json"
    first = head.lstrip().split(b"\n", 1)[0]
    if known == "jsonl":
        return "json" if first.rstrip() in {b"{", b"["} else "jsonl"
    return "jsonl" if OBJECT_LINE.match(head) or len(first) >= len(head.lstrip()) > 60_000 else "json"


def _as_ascii(head: bytes) -> bytes:
    """The head with the encoding's mark and UTF-16's NULs left out, enough to look for mark-up in."""
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"")
