"""NITF, the News Industry Text Format of the IPTC (versions 2.5 to 3.6) -> an article."""

from __future__ import annotations

from typing import Any

from communique.sources.article import Article
from communique.sources.markup import below, children, first, paragraphs_of, text_of
from communique.sources.written_dates import written_date

FULL_TEXT = "full_text"
"""The class of the block with the whole text where a block with its lead repeats the beginning."""


def nitf_article(root: Any) -> Article:
    """The article of a document of NITF."""
    head, body = first(root, "head"), first(root, "body")
    top = first(body, "body.head")
    article = Article(title=_title(root, top))
    docdata, pubdata = first(head, "docdata"), first(head, "pubdata")
    _published(article, docdata, pubdata, top)
    article.byline = _byline(top)
    article.publisher = (
        _attribute(pubdata, "name") or text_of(first(top, "distributor"))
        or text_of(first(top, "rights", "rights.owner")) or _attribute(first(docdata, "doc.copyright"), "holder")
    )  # fmt: skip
    article.section = _attribute(pubdata, "position.section")
    article.page = _attribute(pubdata, "position.sequence")
    article.url = _attribute(pubdata, "ex-ref")
    _from_metas(article, head)
    if identity := _attribute(first(docdata, "doc-id"), "id-string"):
        article.extra["id"] = identity
    if located := text_of(first(top, "dateline", "location")):
        article.extra["located"] = located
    if abstract := text_of(first(top, "abstract")):
        article.extra["abstract"] = abstract
    content = first(body, "body.content")
    if content is not None:
        blocks = [block for block in children(content, "block") if block.get("class") == FULL_TEXT]
        for part in blocks or [content]:
            article.paragraphs += paragraphs_of(part)
    return article


def _title(root: Any, top: Any) -> str | None:
    for hedline in below(top, "hl1") if top is not None else ():
        if title := text_of(hedline):
            return title
    return text_of(first(root, "head", "title")) or text_of(first(top, "hedline"))


def _published(article: Article, docdata: Any, pubdata: Any, top: Any) -> None:
    for value in (
        _attribute(pubdata, "date.publication"), _attribute(first(docdata, "date.issue"), "norm"),
        _attribute(first(docdata, "date.release"), "norm"), _attribute(first(top, "dateline", "story.date"), "norm"),
        text_of(first(top, "dateline", "story.date")),
    ):  # fmt: skip
        if value and (date := written_date(value)):
            article.date = date
            return


def _byline(top: Any) -> str | None:
    bylines = list(children(top, "byline")) if top is not None else []
    printed = [b for b in bylines if b.get("class") == "print_byline"]
    for byline in printed or bylines:
        parts = [byline.text or "", *(f"{text_of(child) or ''}, {child.tail or ''}" for child in byline)]
        if text := " ".join(" ".join(parts).split()).strip(" ,"):
            return text
    return None


def _from_metas(article: Article, head: Any) -> None:
    for meta in children(head, "meta") if head is not None else ():
        name, content = meta.get("name"), (meta.get("content") or "").strip()
        if name == "print_page_number" and content:
            article.page = content
        elif name in ("print_section", "online_sections") and content:
            article.section = article.section or content
        elif name and content:
            article.extra[name] = content


def _attribute(element: Any, name: str) -> str | None:
    value = element.get(name) if element is not None else None
    return value.strip() or None if value else None
