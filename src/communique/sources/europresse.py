"""Articles of Europresse (Cision, Eureka): its HTML pages of one ``article`` element a report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from communique.sources.article import Article, one_line
from communique.sources.written_dates import WrittenDate, written_date

MARK = re.compile(r"""class\s*=\s*["'][^"']*\bDocPublicationName\b""")
"""The class of the publication's name, in every version of its pages."""
ARTICLE = re.compile(r"<article\b", re.I)
# "news·20170414·LC·0009", "news·20060413·LE·106702": the document's own number, with its day
NUMBER = re.compile(r"\b[a-zà-ÿ]+[·•](?P<day>(?:19|20)\d{6})[·•][A-Z0-9_]+[·•][\w×-]+")
# "612 mots", "612 words"
LENGTH = re.compile(r"(?<!\d)\d{1,3}(?:[\s.,]?\d{3})*\s*(?:mots|words|wörter|palabras)\b", re.I)
PAGE = re.compile(r"(?:,\s*)?\b(?:pp?|S|pág|blz)\.\s*(?P<page>[\w, -]+)")
# ", no. 43018", ", no 43018", ", Vol. 14": the number of an issue
ISSUE = re.compile(r"\s*,?\s*\b(?:no\.?|n°|vol\.?|#)\s*\d.*$", re.I | re.S)


def is_europresse_page(markup: str) -> bool:
    """Whether a page is an export of Europresse."""
    return MARK.search(markup) is not None


def europresse_articles(markup: str) -> Iterator[Article]:
    """The articles of a page, one at a time."""
    from lxml import html
    from lxml.etree import LxmlError

    starts = [match.start() for match in ARTICLE.finditer(markup)]
    if not starts:  # pages of before 2010 have no such elements: one publication's name begins each report
        starts = [markup.rfind("<", 0, match.start()) for match in MARK.finditer(markup)]
    for start, end in zip(starts, [*starts[1:], len(markup)], strict=True):
        part = markup[start:end]
        if MARK.search(part) is None:
            continue
        try:
            yield _article(html.fromstring(f"<div>{part}</div>"))
        except (LxmlError, ValueError):
            continue


def _by_class(part: Any, *names: str) -> list[Any]:
    """Elements of any of these classes, none inside another."""
    found: list[Any] = []
    for element in part.iter():
        classes = (element.get("class") or "").split() if isinstance(element.tag, str) else []
        if any(name in classes for name in names) and not any(x in found for x in element.iterancestors()):
            found.append(element)
    return found


def _text(element: Any) -> str:
    for line_break in element.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return "".join(str(part) for part in element.itertext())


def _line(elements: list[Any]) -> str | None:
    return one_line(_text(elements[0])) if elements else None


def _article(part: Any) -> Article:
    article = Article()
    for aside in list(part.iter("aside", "script", "style", "footer")):
        if match := NUMBER.search(_text(aside)):
            article.extra["accession"] = match[0]
        aside.drop_tree()
    names = _by_class(part, "DocPublicationName")
    if names:
        lines = [line for line in (one_line(x) for x in _text(names[0]).split("\n")) if line]
        name = lines[0] if lines else ""
        if issue := ISSUE.search(name):
            article.extra["issue"] = issue[0].strip(" ,")
            name = name[: issue.start()]
        article.publisher = name.strip(" ,") or None
    visible = ("titreArticleVisu", "TitreArticleVisu", "rdp__articletitle")
    titles = _by_class(part, "titreArticle")  # with the subtitle in it, where there is one
    article.title = _line(_by_class(titles[0], *visible) or titles if titles else _by_class(part, *visible))
    if subtitle := _line(_by_class(part, "rdp__subtitle")):
        article.extra["subtitle"] = subtitle
    article.byline = _line(_by_class(part, "docAuthors")) or _line(_by_class(part, "sm-margin-bottomNews"))
    sections = [_text(x) for x in _by_class(part, "DocTitreSousSection", "DocHeader")]
    header = one_line(" ".join(sections)) or ""
    if not header or written_date(header) is None:
        header = f"{header} {_header_left(part)}".strip()
    _read_header(article, header)
    _read_text(article, part)
    if "accession" not in article.extra and (match := NUMBER.search(_text(part))):
        article.extra["accession"] = match[0]
    if article.date is None and (match := NUMBER.search(article.extra.get("accession", ""))):
        article.date = written_date(match["day"])
    return article


def _header_left(part: Any) -> str:
    """What else stands in the head of an article: the date, where no class names it."""
    head = next(iter(part.iter("header")), None)
    return one_line(_text(head)) or "" if head is not None else ""


def _read_header(article: Article, header: str) -> None:
    """Section, date, words and page of "Monde, vendredi 14 avril 2017, 612 mots, p. 8"."""
    date = _first_date(header)
    if date is not None:
        article.date = date[0]
        if section := header[: date[1]].removeprefix(article.publisher or "").strip(" ,;-"):
            article.section = section if len(section) < 100 else None
    if match := LENGTH.search(header):
        article.extra["length"] = match[0]
    if match := PAGE.search(header):
        article.page = match["page"].strip(" ,")


def _first_date(header: str) -> tuple[WrittenDate, int] | None:
    """The first date and where it begins."""
    for start in range(0, min(len(header), 600), 60):
        if found := written_date(header[start : start + 120]):
            return found, start + found.start
    return None


def _read_text(article: Article, part: Any) -> None:
    bodies = _by_class(part, "docOcurrContainer") or _by_class(part, "DocText") or list(part.iter("section"))
    for body in bodies:
        paragraphs = list(body.iter("p"))
        if paragraphs:
            own = one_line(body.text)
            texts = [own or "", *(_text(p) for p in paragraphs)]
        else:
            texts = re.split(r"\n\s*\n|\n", _text(body))
        article.paragraphs += [line for text in texts if (line := one_line(text))]
    if not article.paragraphs:
        article.paragraphs = [line for p in part.iter("p") if (line := one_line(_text(p))) and line != article.title]
