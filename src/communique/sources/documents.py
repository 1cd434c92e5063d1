"""PDF, RTF and Word: a document is one article, or an export of a database with many.

Each function gives the reports of one input; ``tell`` is told the database if it is an export.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator

from communique.errors import InputError
from communique.model import Report
from communique.sources.archives import archive_articles, article_reports, database_of
from communique.sources.article import (
    Article,
    article_report,
    byline_under,
    heading_of,
    one_line,
    own_line_of,
    without_byline,
)
from communique.sources.docx import LOOKED_AT, TITLES, DocxParagraph, docx_paragraphs, docx_properties, set_apart
from communique.sources.lines import Line, lines_of
from communique.sources.pdf import PdfText, read_pdf
from communique.sources.rtf import read_rtf

__all__ = ["docx_reports", "pdf_reports", "rtf_reports"]

Reports = Iterator[Report | InputError]
Tell = Callable[[str], None]


def pdf_reports(data: bytes, source: str, tell: Tell) -> Reports:
    """The reports of a PDF with a text layer; of an article the pages are kept."""
    document = read_pdf(data, source)
    lines = lines_of(document.blocks)
    articles = archive_articles(lines, source, wrapped=True)
    if articles is not None:
        tell(database_of(lines))
        yield from article_reports(articles, source)
        return
    byline = document.info.get("author") or (byline_under(document.paragraphs) if document.title else None)
    for number in own_line_of(byline, document.paragraphs):
        document.paragraphs[number] = ""
    article = Article(document.paragraphs, title=document.title, byline=byline)
    article.extra |= {
        name: document.info[name] for name in ("creationdate", "subject", "keywords") if name in document.info
    }
    article.extra["pages"] = _pages(document)
    yield article_report(article, source)


def _pages(document: PdfText) -> str:
    """Where each page begins in the text: "1@0 2@1840"."""
    starts, place = [], 0
    for paragraph in document.paragraphs:
        starts.append(place)
        place += len(paragraph) + 2 if paragraph else 0
    return " ".join(f"{page}@{starts[number]}" for page, number in document.pages)


def rtf_reports(data: bytes, source: str, tell: Tell) -> Reports:
    """The reports of an RTF file."""
    document = read_rtf(data, source)
    blocks = [line.split("\v") for line in document.lines]
    lines = lines_of(blocks)
    articles = archive_articles(lines, source)
    if articles is not None:
        tell(database_of(lines))
        yield from article_reports(articles, source)
        return
    paragraphs = [one_line(line) or "" for line in document.lines]
    told = document.info
    title = told.get("title") or (heading_of(paragraphs) if document.heading else None)
    byline = told.get("author") or (byline_under(paragraphs) if title else None)
    article = Article(without_byline(paragraphs, byline), title=title, byline=byline)
    article.extra |= {name: told[name] for name in ("created", "subject", "keywords") if name in told}
    yield article_report(article, source)


def _parts(text: str) -> list[str]:
    """The lines of a paragraph, their blanks squeezed; most are one, without any to squeeze."""
    if text.isprintable() and "  " not in text:
        return [text.strip(" ")]
    return [" ".join(part.split()) for part in text.split("\n")]


def docx_reports(package: zipfile.ZipFile, source: str, tell: Tell) -> Reports:
    """The reports of a Word document."""
    lines: list[Line] = []
    title: str | None = None
    first: list[DocxParagraph] = []
    for number, paragraph in enumerate(docx_paragraphs(package, source)):
        if len(first) < 2 * LOOKED_AT:
            first.append(paragraph)
        begins = bool(paragraph.bookmarks) and any(mark.startswith("Bookmark_") for mark in paragraph.bookmarks)
        parts = _parts(paragraph.text)
        if title is None and not any(line.text for line in lines) and paragraph.style.casefold() in TITLES:
            title = heading_of(parts)
        for n, part in enumerate(parts):
            if part or (begins and n == 0):
                lines.append(Line(part, number, begins and n == 0))
    articles = archive_articles(lines, source)
    if articles is not None:
        tell(database_of(lines))
        yield from article_reports(articles, source)
        return
    told = docx_properties(package, source)
    paragraphs = [line.text for line in lines if line.text]
    title = told.get("title") or title or (heading_of(paragraphs) if set_apart(first) else None)
    byline = told.get("creator") or (byline_under(paragraphs) if title else None)
    article = Article(without_byline(paragraphs, byline), title=title, byline=byline)
    article.extra |= {name: told[name] for name in ("created", "modified", "subject", "keywords") if name in told}
    yield article_report(article, source)
