"""Articles of Factiva in its HTML pages: fields in a table, or displayed one below the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from communique.sources.article import Article, one_line
from communique.sources.factiva import DOCUMENT, FIELDS, of_fields, read_displayed

HTML_MARK = re.compile(r"""<div[^>]{0,200}\bclass=["']article(?: [a-z-]{2,8}Article)?["'][^>]*>""", re.I)
"""Where an article begins in Factiva's pages."""


def is_factiva_page(markup: str) -> bool:
    """Whether a page is Factiva's, with articles in it."""
    return (
        HTML_MARK.search(markup) is not None
        and re.search(r"factiva|articleParagraph|[a-z]{2}Headline", markup, re.I) is not None
    )


def page_articles(markup: str) -> Iterator[Article]:
    """The articles of a page of Factiva, one at a time."""
    from lxml import html
    from lxml.etree import LxmlError

    starts = [match.start() for match in HTML_MARK.finditer(markup)]
    for start, end in zip(starts, [*starts[1:], len(markup)], strict=True):
        try:
            part = html.fromstring(markup[start:end])
        except (LxmlError, ValueError):
            continue
        if any(_words(x) for x in part.iter("p", "td", "span")):
            yield _of_table(part) if _table(part) else _of_page(part)


def _words(element: Any) -> str:
    for line_break in element.iter("br"):
        line_break.tail = " " + (line_break.tail or "")
    return one_line("".join(str(part) for part in element.itertext())) or ""


def _table(part: Any) -> bool:
    return any(_words(cell) == "HD" for cell in part.iter("td", "th"))


def _of_table(part: Any) -> Article:
    """The two-letter fields in a table: one row each."""
    told: dict[str, list[str]] = {}
    for row in part.iter("tr"):
        cells = [cell for cell in row if isinstance(cell.tag, str) and cell.tag in ("td", "th")]
        if len(cells) >= 2 and (code := _words(cells[0])) in FIELDS:
            paragraphs = [text for p in cells[1].iter("p") if (text := _words(p))]
            told.setdefault(FIELDS[code], []).extend(paragraphs or [_words(cells[1])])
    return of_fields(told)


def _of_page(part: Any) -> Article:
    """What is displayed: fields told by their class or by what they look like, in their order."""
    article = Article()
    head: list[str] = []
    for element in part.iter("div", "p", "span"):
        classes = element.get("class") or ""
        if "Headline" in classes and article.title is None:
            article.title = _words(element)
            head.append("\0title")
        elif classes.split(" ")[0] == "author":
            article.byline = _words(element) or None
        elif "articleParagraph" in classes:
            article.paragraphs.append(_words(element))
        elif element.tag in ("div", "p") and not _holds_more(element) and (text := _words(element)):
            if match := DOCUMENT.search(text):
                article.extra["accession"] = match["id"]
            elif article.paragraphs:
                article.extra["credit"] = "; ".join(filter(None, (article.extra.get("credit"), text)))
            else:
                head.append(text)
    read_displayed(article, head)
    return article


def _holds_more(element: Any) -> bool:
    """Whether other parts stand in it: then these are read, each for itself."""
    return any(True for _ in element.iterchildren("div", "p", "table")) or any(
        "Headline" in (x.get("class") or "") for x in element.iter("span")
    )
