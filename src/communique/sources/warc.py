"""Web archives: WARC (ISO 28500, versions 0.17 to 1.1) and the older ARC -> the pages in them, one at a time.

A record is a version line, header lines, a blank line and as many bytes as its Content-Length says. What is damaged is
told in its place, and reading goes on at the next record that can be found.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from communique.errors import InputError, UnreadableError
from communique.sources.limits import MAX_HTML_BYTES, too_large
from communique.sources.stream import Stream

MARKS = (b"WARC/", b"filedesc://")
"""How WARC and ARC files begin."""
LONGEST_LINE = 65_536
MOST_HEADERS = 200
CHUNK = 1 << 20
PAGES = ("text/html", "application/xhtml", "text/plain", "application/pdf")
"""Kinds of content that may be reports; pictures, scripts and style sheets are passed over."""
# "http://example.com/ 93.184.216.34 20140102000000 text/html 1591"
ARC_LINE = re.compile(rb"(?P<url>\S+:\S*) (?P<ip>\S+) (?P<date>\d{8,14}) (?P<kind>\S+)(?: \S+){0,5} (?P<length>\d+)\s*")


class WebPage(NamedTuple):
    """A page as it was fetched."""

    number: int
    """Which record of the file it is, from 1."""
    url: str | None
    fetched: str | None
    """When, as the archive writes it."""
    data: bytes


class _Head(NamedTuple):
    kind: str
    url: str | None
    fetched: str | None
    length: int
    content: str


def web_pages(stream: Stream) -> Iterator[WebPage | InputError]:
    """The pages of an archive that were fetched with success, and an error for each record that is damaged."""
    number, lost = 0, False
    while line := stream.readline(LONGEST_LINE):
        if not line.strip():
            continue
        try:
            head = _head(stream, line)
        except UnreadableError as error:
            yield error
            return
        if head is None:
            if not lost:
                yield UnreadableError(
                    f"{stream.source}#{number + 1}", "the archive is damaged here", "Fetch it again; the rest is read"
                )
            lost = True
            continue
        number, lost = number + 1, False
        try:
            if (page := _page(stream, head, number)) is not None:
                yield page
        except _CutError:
            yield UnreadableError(
                f"{stream.source}#{number}", "the archive breaks off in this record", "Fetch it again"
            )
            return
        except InputError as error:
            yield error


class _CutError(Exception):
    """The file ends before the record does."""


def _head(stream: Stream, line: bytes) -> _Head | None:
    if line.startswith(b"WARC/"):
        told = _headers(stream)
        length = told.get("content-length", "")
        if not length.isdigit() or len(length) > 15:
            return None
        url = told.get("warc-target-uri", "").strip("<>") or None
        return _Head(
            told.get("warc-type", "").lower(), url, told.get("warc-date"), int(length), told.get("content-type", "")
        )
    if (match := ARC_LINE.fullmatch(line)) and len(match["length"]) <= 15:
        url = match["url"].decode("latin-1")
        kind = "warcinfo" if url.startswith("filedesc:") else "response"
        return _Head(kind, url, match["date"].decode(), int(match["length"]), "application/http; msgtype=response")
    return None


def _headers(stream: Stream) -> dict[str, str]:
    told: dict[str, str] = {}
    for _ in range(MOST_HEADERS):
        line = stream.readline(LONGEST_LINE)
        if not line.strip():
            break
        name, _, value = line.decode("utf-8", "replace").partition(":")
        told[name.strip().lower()] = value.strip()
    return told


def _page(stream: Stream, head: _Head, number: int) -> WebPage | None:
    """The page of a record, or None for a record that is none; either way its bytes are read."""
    wanted = head.kind in ("response", "resource", "conversion") and not (head.url or "").startswith(
        ("dns:", "filedesc:")
    )
    if not wanted or head.length > MAX_HTML_BYTES * 2:
        _pass_over(stream, head.length)
        return None
    data = stream.read(head.length)
    if len(data) < head.length:
        raise _CutError
    if head.kind != "response" or "http" not in head.content:
        return WebPage(number, head.url, head.fetched, data) if _is_page(head.content, head.url) else None
    body = _http_body(data, head.url, f"{stream.source}#{number}")
    return WebPage(number, head.url, head.fetched, body) if body is not None else None


def _pass_over(stream: Stream, length: int) -> None:
    while length > 0:
        part = stream.read(min(length, CHUNK))
        if not part:
            raise _CutError
        length -= len(part)


def _is_page(kind: str, url: str | None) -> bool:
    return kind.lower().strip().startswith(PAGES) and not (url or "").endswith("/robots.txt")


def _http_body(data: bytes, url: str | None, source: str) -> bytes | None:
    """The content of an answer of HTTP with status 200, unpacked; None for any other answer."""
    head, _, body = data.partition(b"\r\n\r\n")
    if not body:
        head, _, body = data.partition(b"\n\n")
    lines = head.decode("latin-1").splitlines()
    if not lines or not re.match(r"HTTP/\S+ 200\b", lines[0]):
        return None
    told: dict[str, str] = {}
    for line in lines[1:]:
        name, _, value = line.partition(":")
        told[name.strip().lower()] = value.strip()
    if not _is_page(told.get("content-type", "text/html"), url):
        return None
    if "chunked" in told.get("transfer-encoding", "").lower():
        body = _joined(body)
    coding = told.get("content-encoding", "identity").lower()
    if coding in ("gzip", "x-gzip", "deflate"):
        return _unpacked(body, coding, source)
    if coding in ("br", "zstd"):
        raise InputError(source, f"the page is packed with {coding}", "Make the archive so that pages are kept as gzip")
    return body


def _joined(body: bytes) -> bytes:
    """The parts of a chunked answer; an answer that only says that it is chunked stays as it is."""
    parts: list[bytes] = []
    place = 0
    while match := re.compile(rb"\s*([0-9a-fA-F]{1,8})(?:;[^\r\n]*)?\r?\n").match(body, place):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[match.end() : match.end() + size])
        place = match.end() + size
    return b"".join(parts) if parts and place >= len(body) else body if not parts else b"".join(parts)


def _unpacked(body: bytes, coding: str, source: str) -> bytes:
    for window in (31,) if coding != "deflate" else (15, -15):
        unpacker = zlib.decompressobj(window)
        try:
            data = unpacker.decompress(body, MAX_HTML_BYTES + 1)
        except zlib.error:
            continue
        if len(data) > MAX_HTML_BYTES:
            raise too_large(source, MAX_HTML_BYTES)
        return data
    if body.lstrip()[:1] == b"<":
        return body  # unpacked by the crawler, its header kept
    raise UnreadableError(source, "the page is damaged", "Fetch it again")
