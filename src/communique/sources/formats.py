"""The formats that communique reads: what tells each, what it keeps, and who reads it."""

from __future__ import annotations

import io
import logging
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib.resources import files
from typing import NamedTuple

import msgspec

from communique.errors import CommuniqueError, EmptyError, InputError, UnreadableError, UnsupportedError, printable
from communique.model import Report
from communique.model.characters import scrub
from communique.model.identity import report_identity
from communique.sources import europresse, factiva_page
from communique.sources.archives import archive_articles, article_reports, database_of, place
from communique.sources.article import (
    Article,
    article_report,
)
from communique.sources.columns import Columns
from communique.sources.completeness import checked_page, has_end
from communique.sources.decode import decode
from communique.sources.detect import REMEDY, Format, detect
from communique.sources.documents import docx_reports, pdf_reports, rtf_reports
from communique.sources.docx import (
    damaged,
)
from communique.sources.feeds import feed_articles, is_feed
from communique.sources.html import decode_page, html_report, visible_lines
from communique.sources.jsonl import json_reports, jsonl_reports
from communique.sources.limits import (
    MAX_ARCHIVE_BYTES,
    MAX_HTML_BYTES,
    MAX_TEXT_BYTES,
    MAX_XML_BYTES,
    too_large,
    too_long,
)
from communique.sources.lines import Line, has_archive_mark, lines_of
from communique.sources.mail import mail_articles
from communique.sources.markup import name_of, xml_root
from communique.sources.newsml import g2_articles, newsml_articles
from communique.sources.nitf import nitf_article
from communique.sources.packed import MOST_DEPTH, Budget, tar_members, zip_members
from communique.sources.spreadsheet import damaged_sheet, sheet_reports
from communique.sources.stream import BoundedStream, Stream
from communique.sources.table import csv_reports
from communique.sources.text import blocks_of, plain_report
from communique.sources.warc import WebPage, web_pages

LOG = logging.getLogger("communique")
HEAD_OF_ZIP = 4_000
"""Bytes of a damaged zip in which its first files' names are looked for."""
Reports = Iterator[Report | InputError]


class FormatKind(NamedTuple):
    """A format, for people."""

    name: str
    title: str
    told_by: str
    keeps: str


@cache
def file_formats() -> tuple[FormatKind, ...]:
    """The formats, as ``formats.tsv`` lists them."""
    table = files("communique.sources").joinpath("formats.tsv").read_text("utf-8")
    return tuple(FormatKind(*row.split("\t")) for row in table.splitlines() if row and not row.startswith("#"))


class Settings(NamedTuple):
    """What is asked of the readers, and how deep in archives the input stands."""

    columns: Columns | None = None
    """Which column of tables and JSON holds what."""
    depth: int = 0
    budget: Budget | None = None
    on_file: Callable[[str, str], None] | None = None
    """Is told the source and the format of each input."""


def reports_of(stream: Stream, name: str, source: str, settings: Settings | None = None) -> Reports:
    """The reports of an input called ``name``, whatever it is.

    Raises:
        InputError: it cannot be read at all.
    """
    settings = settings or Settings()
    form = detect(name, stream.head, source)
    if form == "text" and settings.columns:
        form = "table"
    if settings.on_file is not None:
        settings.on_file(source, form)
    try:
        yield from READERS[form](stream, source, settings)
    except (CommuniqueError, MemoryError):
        raise
    except Exception as error:  # hostile files find the bugs of every library; the rest of a batch goes on
        LOG.debug("%s: the reader of %s failed", printable(source), form, exc_info=True)
        told = printable(f"{type(error).__name__}: {error}", 80)
        raise UnreadableError(
            source, f"its reader failed ({told}): it is damaged", "Fetch or export it again"
        ) from error


def _tell(settings: Settings, source: str, form: str) -> None:
    """Tells the format that only a look inside shows: the database of an export, the kind of XML or of a package."""
    if settings.on_file is not None:
        settings.on_file(source, form)


def _text(stream: Stream, source: str, settings: Settings) -> Reports:
    data = _whole(stream, MAX_ARCHIVE_BYTES)
    text = decode(data, source)
    if has_archive_mark(text, MAX_TEXT_BYTES):
        lines = lines_of(blocks_of(text))
        articles = archive_articles(lines, source, wrapped=True, closed=False)
        if articles is not None:
            _tell(settings, source, database_of(lines))
            yield from article_reports(articles, source)
            return
    if len(data) > MAX_TEXT_BYTES:
        raise too_long(source, f"more than {MAX_TEXT_BYTES // 1_000_000} MB")
    yield plain_report(text, source)


def _html(stream: Stream, source: str, settings: Settings) -> Reports:
    data = _whole(stream, MAX_ARCHIVE_BYTES)
    markup = decode_page(data, source)
    articles: Iterator[Article] | None = None
    database = ""
    if factiva_page.is_factiva_page(markup):
        articles, database = factiva_page.page_articles(markup), "factiva"
    elif europresse.is_europresse_page(markup):
        articles, database = europresse.europresse_articles(markup), "europresse"
    elif has_archive_mark(markup, MAX_HTML_BYTES):
        lines = [Line(text, block) for block, text in visible_lines(markup)]
        articles = archive_articles(lines, source, closed=has_end(markup))
        database = database_of(lines)
    if articles is not None:
        _tell(settings, source, database)
        yield from _some(article_reports(checked_page(articles, markup, source), source), source)
        return
    if len(data) > MAX_HTML_BYTES:
        raise too_long(source, f"more than {MAX_HTML_BYTES // 1_000_000} MB")
    yield html_report(data, source)


def _zip(stream: Stream, source: str, settings: Settings) -> Reports:
    data = _whole(stream, MAX_ARCHIVE_BYTES)
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _damaged_zip(data[:HEAD_OF_ZIP], source) from error
    if any(name.startswith("word/document") for name in names):
        _tell(settings, source, "docx")
        yield from _some(docx_reports(package, source, partial(_tell, settings, source)), source)
        return
    kind = (
        package.read("mimetype")[:100] if "mimetype" in names and package.getinfo("mimetype").file_size < 200 else b""
    )
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names or b"opendocument.spreadsheet" in kind:
        _tell(settings, source, "sheet")
        yield from _sheets(package, data, source, settings)
        return
    if "[Content_Types].xml" in names or kind:
        raise UnsupportedError(
            source, "it is an office document of a kind that is not read", "Save it as DOCX, PDF or XLSX"
        )
    yield from _members(zip_members(package, source, _budget(settings)), source, settings)


def _damaged_zip(head: bytes, source: str) -> InputError:
    """The error for a package whose directory is lost, by what its first files are called."""
    if b"word/" in head:
        return damaged(source)
    if any(mark in head for mark in (b"xl/", b"[Content_Types].xml", b"mimetype", b"_rels/")):
        return UnreadableError(
            source, "the document is damaged", "Download it again, or save it again where it was made"
        )
    return UnreadableError(source, "the zip archive is damaged or incomplete", "Fetch it or pack it again")


def _sheets(package: zipfile.ZipFile, data: bytes, source: str, settings: Settings) -> Reports:
    if sum(info.file_size for info in package.infolist()) > MAX_XML_BYTES:
        raise too_large(source, MAX_XML_BYTES)
    if len(data) > MAX_XML_BYTES // 1_000:  # smaller ones cannot unpack to more, whatever they claim
        for info in package.infolist():
            _check_size(package, info, source)
    yield from _some(sheet_reports(data, source, settings.columns), source)


def _check_size(package: zipfile.ZipFile, info: zipfile.ZipInfo, source: str) -> None:
    try:
        with package.open(info) as raw:
            stream = BoundedStream(raw, MAX_XML_BYTES, source)
            while stream.read(1 << 20):
                pass
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        raise damaged_sheet(source) from error


def _budget(settings: Settings) -> Budget:
    return settings.budget or Budget()


def _members(members: Iterator[tuple[str, Stream] | InputError], source: str, settings: Settings) -> Reports:
    """The reports of the files in an archive."""
    if settings.depth >= MOST_DEPTH:
        raise InputError(source, f"archives stand more than {MOST_DEPTH} deep in each other", "Unpack them first")
    found = False
    inner = settings._replace(depth=settings.depth + 1, budget=_budget(settings))
    for member in members:
        found = True
        if isinstance(member, InputError):
            yield member
            continue
        name, stream = member
        try:
            yield from reports_of(stream.unpacked(), name, stream.source, inner)
        except InputError as error:
            yield error
    if not found:
        raise EmptyError(source, "there are no files in the archive", "Give an archive that holds reports")


def _tar(stream: Stream, source: str, settings: Settings) -> Reports:
    settings = settings._replace(budget=_budget(settings))
    assert settings.budget is not None
    yield from _members(tar_members(stream, settings.budget), source, settings)


def _ole(stream: Stream, source: str, settings: Settings) -> Reports:
    data = _whole(stream, MAX_ARCHIVE_BYTES)
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableError(source, "it is protected by a password", "Save it without one")
    if "WordDocument".encode("utf-16-le") in data:
        raise UnsupportedError(source, "it is an old Word document", "Save it as DOCX or PDF")
    if any(f"{name}\0".encode("utf-16-le") in data for name in ("Workbook", "Book")):
        yield from _some(sheet_reports(data, source, settings.columns), source)
        return
    raise UnsupportedError(source, "it is an old office document", "Save it as DOCX or PDF")


def _table(stream: Stream, source: str, settings: Settings) -> Reports:
    yield from _some(csv_reports(stream, source, settings.columns), source)


def _mail(stream: Stream, _source: str, _settings: Settings) -> Reports:
    for item in mail_articles(stream):
        try:
            yield item if isinstance(item, InputError) else article_report(item[1], item[0])
        except InputError as error:
            yield error


def _pdf(stream: Stream, source: str, settings: Settings) -> Reports:
    yield from _some(pdf_reports(_whole(stream, MAX_ARCHIVE_BYTES), source, partial(_tell, settings, source)), source)


def _rtf(stream: Stream, source: str, settings: Settings) -> Reports:
    yield from _some(rtf_reports(_whole(stream, MAX_ARCHIVE_BYTES), source, partial(_tell, settings, source)), source)


def _xml(stream: Stream, source: str, settings: Settings) -> Reports:
    data = _whole(stream, MAX_ARCHIVE_BYTES)
    root = xml_root(data, source, recover=FEED.search(data[:4_000]) is not None)
    name = name_of(root)
    _tell(settings, source, XML_KINDS.get(name, "feed" if is_feed(root) else "xml"))
    match name:
        case "nitf":
            yield article_report(nitf_article(root), source)
        case "newsItem":
            yield from _single(g2_articles(root), source)
        case "newsMessage" | "newsMessageSet" | "packageItem":
            yield from _some(article_reports(g2_articles(root), source), source)
        case "NewsML":
            yield from _some(article_reports(newsml_articles(root), source), source)
        case "html":
            yield html_report(data, source)
        case _ if is_feed(root):
            yield from _some(article_reports(feed_articles(root), source), source)
        case name:
            raise UnsupportedError(source, f"it is XML of a kind that is not read (<{printable(name)}>)", REMEDY)


def _single(articles: Iterator[Article], source: str) -> Reports:
    """The reports of a file that holds one article by its format: its source is the file."""
    reports = [article_report(article, source) for article in articles]
    yield from _some(iter(reports), source)


def _warc(stream: Stream, source: str, settings: Settings) -> Reports:
    for page in web_pages(stream):
        if isinstance(page, InputError):
            yield page
            continue
        inner = place(source, page.number)
        try:
            for report in reports_of(Stream(io.BytesIO(page.data), inner), "-", inner, settings):
                yield report if isinstance(report, InputError) else _fetched(report, page)
        except InputError as error:
            yield error


def _fetched(report: Report, page: WebPage) -> Report:
    """The report with the address that its page was fetched from."""
    if page.url is None or not page.url.startswith("http"):
        return report
    given = report.published.value if report.published.basis == "metadata" else None
    identity = report_identity(report.text, report.publisher, given, report.title, page.url)
    extra = {**report.extra, "fetched": page.fetched} if page.fetched else report.extra
    return msgspec.structs.replace(report, id=identity, url=scrub(page.url), extra=extra)


def _jsonl(stream: Stream, source: str, settings: Settings) -> Reports:
    yield from _some(jsonl_reports(stream, settings.columns), source)


def _json(stream: Stream, source: str, settings: Settings) -> Reports:
    yield from _some(json_reports(stream, settings.columns), source)


XML_KINDS = {
    "nitf": "nitf", "newsItem": "newsml", "newsMessage": "newsml", "newsMessageSet": "newsml", "packageItem": "newsml",
    "NewsML": "newsml", "html": "html",
}  # fmt: skip
"""Roots of XML and their formats' names."""
FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
READERS: dict[Format, Callable[[Stream, str, Settings], Reports]] = {
    "text": _text,
    "html": _html,
    "zip": _zip,
    "xml": _xml,
    "rtf": _rtf,
    "pdf": _pdf,
    "mail": _mail,
    "tar": _tar,
    "table": _table,
    "ole": _ole,
    "warc": _warc,
    "jsonl": _jsonl,
    "json": _json,
}


def _some(reports: Reports, source: str) -> Reports:
    found = False
    for report in reports:
        found = True
        yield report
    if not found:
        raise EmptyError(source, "there are no reports in it", "Give a file with one report a line")


def _whole(stream: Stream, limit: int) -> bytes:
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_long(stream.source, f"more than {limit // 1_000_000} MB")
    return data
