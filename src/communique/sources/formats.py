"""The formats that communique reads: what tells each, what it keeps, and who reads it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from communique.errors import EmptyError, InputError, UnsupportedError, printable
from communique.model import Report
from communique.model.characters import scrub
from communique.model.identity import report_identity
from communique.sources import europresse, factiva
from communique.sources.archives import archive_articles, article_reports, place
from communique.sources.article import Article, article_report, one_line
from communique.sources.decode import decode
from communique.sources.detect import REMEDY, Format, detect
from communique.sources.docx import damaged, docx_paragraphs, docx_properties
from communique.sources.html import decode_page, html_report, visible_lines
from communique.sources.jsonl import json_reports, jsonl_reports
from communique.sources.lexisnexis import ARCHIVE_MARK, Line, lines_of
from communique.sources.limits import MAX_ARCHIVE_BYTES, MAX_HTML_BYTES, MAX_TEXT_BYTES, too_long
from communique.sources.markup import name_of, xml_root
from communique.sources.newsml import g2_articles, newsml_articles
from communique.sources.nitf import nitf_article
from communique.sources.rtf import read_rtf
from communique.sources.stream import Stream
from communique.sources.text import blocks_of, plain_report
from communique.sources.warc import WebPage, web_pages

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


def reports_of(stream: Stream, name: str, source: str) -> Reports:
    """The reports of an input called ``name``, whatever it is.

    Raises:
        InputError: it cannot be read at all.
    """
    yield from READERS[detect(name, stream.head, source)](stream, source)


def _text(stream: Stream, source: str) -> Reports:
    data = _whole(stream, MAX_ARCHIVE_BYTES)
    text = decode(data, source)
    if ARCHIVE_MARK.search(text, 0, MAX_TEXT_BYTES):
        articles = archive_articles(lines_of(blocks_of(text)), source, wrapped=True)
        if articles is not None:
            yield from article_reports(articles, source)
            return
    if len(data) > MAX_TEXT_BYTES:
        raise too_long(source, f"more than {MAX_TEXT_BYTES // 1_000_000} MB")
    yield plain_report(text, source)


def _html(stream: Stream, source: str) -> Reports:
    data = _whole(stream, MAX_ARCHIVE_BYTES)
    markup = decode_page(data, source)
    articles: Iterator[Article] | None = None
    if factiva.is_factiva_page(markup):
        articles = factiva.page_articles(markup)
    elif europresse.is_europresse_page(markup):
        articles = europresse.europresse_articles(markup)
    elif ARCHIVE_MARK.search(markup, 0, MAX_HTML_BYTES):
        articles = archive_articles([Line(text, block) for block, text in visible_lines(markup)], source)
    if articles is not None:
        yield from _some(article_reports(articles, source), source)
        return
    if len(data) > MAX_HTML_BYTES:
        raise too_long(source, f"more than {MAX_HTML_BYTES // 1_000_000} MB")
    yield html_report(data, source)


def _zip(stream: Stream, source: str) -> Reports:
    data = _whole(stream, MAX_ARCHIVE_BYTES)
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise damaged(source) from error
    if any(name.startswith("word/document") for name in names):
        yield from _docx(package, source)
        return
    raise UnsupportedError(source, "it is a zip archive or an office document", REMEDY)


def _xml(stream: Stream, source: str) -> Reports:
    data = _whole(stream, MAX_ARCHIVE_BYTES)
    root = xml_root(data, source)
    match name_of(root):
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
        case name:
            raise UnsupportedError(source, f"it is XML of a kind that is not read (<{printable(name)}>)", REMEDY)


def _single(articles: Iterator[Article], source: str) -> Reports:
    """The reports of a file that holds one article by its format: its source is the file."""
    reports = [article_report(article, source) for article in articles]
    yield from _some(iter(reports), source)


def _warc(stream: Stream, source: str) -> Reports:
    for page in web_pages(stream):
        if isinstance(page, InputError):
            yield page
            continue
        inner = place(source, page.number)
        try:
            for report in reports_of(Stream(io.BytesIO(page.data), inner), "-", inner):
                yield report if isinstance(report, InputError) else _fetched(report, page)
        except InputError as error:
            yield error


def _fetched(report: Report, page: WebPage) -> Report:
    """The report with the address that its page was fetched from."""
    if page.url is None or not page.url.startswith("http"):
        return report
    given = report.published.value if report.published.basis == "metadata" else None
    identity = report_identity(report.text, report.publisher, given, report.title, page.url)
    return msgspec.structs.replace(report, id=identity, url=scrub(page.url))


def _rtf(stream: Stream, source: str) -> Reports:
    document = read_rtf(_whole(stream, MAX_ARCHIVE_BYTES), source)
    blocks = [line.split("\v") for line in document.lines]
    articles = archive_articles(lines_of(blocks), source)
    if articles is not None:
        yield from _some(article_reports(articles, source), source)
        return
    paragraphs = [one_line(line) or "" for line in document.lines]
    told = document.info
    article = Article(paragraphs, title=told.get("title"), byline=told.get("author"))
    article.extra |= {name: told[name] for name in ("created", "subject", "keywords") if name in told}
    yield article_report(article, source)


def _docx(package: zipfile.ZipFile, source: str) -> Reports:
    lines = []
    for number, paragraph in enumerate(docx_paragraphs(package, source)):
        begins = any(mark.startswith("Bookmark_") for mark in paragraph.bookmarks)
        parts = [" ".join(part.split()) for part in paragraph.text.split("\n")]
        lines += [Line(part, number, begins and n == 0) for n, part in enumerate(parts) if part or (begins and n == 0)]
    articles = archive_articles(lines, source)
    if articles is not None:
        yield from _some(article_reports(articles, source), source)
        return
    told = docx_properties(package, source)
    article = Article([line.text for line in lines if line.text], title=told.get("title"), byline=told.get("creator"))
    article.extra |= {name: told[name] for name in ("created", "modified", "subject", "keywords") if name in told}
    yield article_report(article, source)


def _jsonl(stream: Stream, source: str) -> Reports:
    yield from _some(jsonl_reports(stream), source)


def _json(stream: Stream, source: str) -> Reports:
    yield from _some(json_reports(stream), source)


READERS: dict[Format, Callable[[Stream, str], Reports]] = {
    "text": _text,
    "html": _html,
    "zip": _zip,
    "xml": _xml,
    "rtf": _rtf,
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
