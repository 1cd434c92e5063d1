"""Lines of an export of a news database -> its articles, whatever file they came in: text, HTML, DOCX, RTF or PDF."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence

from communique.errors import InputError
from communique.model import Report
from communique.sources import factiva, lexisnexis
from communique.sources.article import Article, article_report
from communique.sources.completeness import checked
from communique.sources.lines import Line
from communique.sources.written_dates import written_date

# "ProQuest document ID: 123456", "Accession Number: 12345" (EBSCO), "Record: 12"
FOREIGN = (
    ("ProQuest", re.compile(r"proquest document id\b.*", re.I)),
    ("EBSCO", re.compile(r"accession number:.*|persistent link to this record.*", re.I)),
    ("Gale", re.compile(r"gale document number:.*", re.I)),
    ("Access World News", re.compile(r"record number:.*", re.I)),
)
"""Databases whose exports are not split: a line that each of their articles has once."""
BEST = {
    "LexisNexis": "Export it from Nexis as DOCX, all documents in one file",
    "Factiva": "Export it from Factiva as RTF, or save the page of the articles in full as HTML",
}
OTHERWISE = "Export it as JSON Lines, CSV or XLSX, one article a row, or each article as a file of its own"


def archive_articles(
    lines: Sequence[Line], source: str, *, wrapped: bool = False, closed: bool = True
) -> Iterator[Article] | None:
    """The articles of an export's lines, one at a time; None when the lines are no export that is known.

    ``wrapped``: the file breaks its lines at a width; ``closed``: the file has its end.
    If the export is cut, that is raised behind the last article (:func:`communique.sources.completeness.checked`).

    Raises:
        InputError: they are of many articles that cannot be told apart.
    """
    if lexisnexis.holds_articles(lines) or _nexis_bookmarks(lines):
        parts = list(lexisnexis.split_articles(lines))
        refuse_crowd(lines, source, split=len(parts))
        articles = (lexisnexis.read_article(part, wrapped=wrapped)[0] for part in parts)
        return checked(articles, lines, parts, source, closed=closed)
    if factiva.holds_factiva(lines):
        parts = list(factiva.split_factiva(lines))
        refuse_crowd(lines, source, split=len(parts))
        return checked(
            (factiva.read_factiva(part, wrapped=wrapped) for part in parts), lines, parts, source, closed=closed
        )
    refuse_crowd(lines, source)
    return None


def database_of(lines: Sequence[Line]) -> str:
    """The name of the database, as ``formats.tsv`` has it, of lines that :func:`archive_articles` splits."""
    return "lexisnexis" if lexisnexis.holds_articles(lines) or _nexis_bookmarks(lines) else "factiva"


def _nexis_bookmarks(lines: Sequence[Line]) -> bool:
    return any(line.begins for line in lines) and any(line.text.lower() in lexisnexis.BODY for line in lines)


def refuse_crowd(lines: Sequence[Line], source: str, *, split: int = 1) -> None:
    """Refuses what holds many articles that nothing tells apart.

    Raises:
        InputError: more than one article's marks are in what would be one report.
    """
    if split > 1:
        return
    texts = [line.text for line in lines]
    counts = [("LexisNexis", lexisnexis.promised(texts)), ("Factiva", _factiva_heads(lines))]
    counts += [(name, sum(pattern.fullmatch(text) is not None for text in texts)) for name, pattern in FOREIGN]
    name, many = max(counts, key=lambda count: count[1])
    if many > 1:
        raise InputError(source, f"this looks like {many} articles of {name} in one", BEST.get(name, OTHERWISE))


def _factiva_heads(lines: Sequence[Line]) -> int:
    """How many headers of displayed articles there are: "808 words" with a date on the next line."""
    many = 0
    for line, after in itertools.pairwise(lines):
        if (
            factiva.WORDS.fullmatch(line.text)
            and (date := written_date(after.text))
            and date.start == 0
            and len(after.text) < 30
        ):
            many += 1
    return many


def article_reports(articles: Iterator[Article], source: str) -> Iterator[Report | InputError]:
    """A report of each article, called by its number in the file; one that cannot be is an error in its place."""
    yield from numbered(articles, source, article_report)


def numbered(
    articles: Iterator[Article], source: str, make: Callable[[Article, str], Report]
) -> Iterator[Report | InputError]:
    """What ``make`` makes of each article and its place in the file."""
    for number, article in enumerate(articles, start=1):
        try:
            yield make(article, place(source, number))
        except InputError as error:
            yield error


def place(source: str, key: object) -> str:
    """The name of one of many in a file: ``path#3``; deeper inside, ``path#inner.html/3``."""
    return f"{source}/{key}" if "#" in source else f"{source}#{key}"
