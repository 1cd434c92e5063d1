"""NewsML 1 and NewsML-G2 of the IPTC -> articles: the text items of a message; pictures and packages have no text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from communique.sources.article import Article
from communique.sources.language import is_english
from communique.sources.markup import below, by_name, children, first, name_of, paragraphs_of, plain_paragraphs, text_of
from communique.sources.nitf import nitf_article
from communique.sources.written_dates import written_date

ASIDE = frozenset(
    ("caption", "picture", "photo", "graphic", "video", "audio", "thumbnail", "quicklook", "icon", "logo")
)
"""Roles of NewsML 1 whose words go with a picture."""
TEXTUAL = ("text", "xhtml", "html", "nitf", "xml")


def g2_articles(root: Any) -> Iterator[Article]:
    """The articles of a newsMessage, or of one newsItem."""
    for item in below(root, "newsItem"):
        article = _g2(item)
        if article.paragraphs:
            yield article


def _g2(item: Any) -> Article:
    parts = by_name(item)
    meta, content = by_name(parts.get("itemMeta")), by_name(parts.get("contentMeta"))
    article = Article(title=_g2_title(meta, parts.get("contentMeta")))
    for element in (
        meta.get("versionCreated"), content.get("contentModified"), content.get("contentCreated"),
        meta.get("firstCreated"),
    ):  # fmt: skip
        if (value := text_of(element)) and (date := written_date(value)):
            article.date = date
            break
    article.publisher = (
        text_of(first(meta.get("provider"), "name")) or text_of(content.get("creditline"))
        or _said(content.get("infoSource")) or _said(meta.get("provider"))
        or _said(first(parts.get("rightsInfo"), "copyrightHolder"))
    )  # fmt: skip
    article.byline = text_of(content.get("by")) or text_of(first(content.get("creator"), "name"))
    extra = {
        "guid": item.get("guid"),
        "version": item.get("version"),
        "language": _attribute(content.get("language"), "tag"),
        "slugline": text_of(content.get("slugline")),
        "located": text_of(first(content.get("located"), "name")) or _attribute(content.get("located"), "literal"),
        "copyright": text_of(first(parts.get("rightsInfo"), "copyrightNotice")),
    }
    article.extra |= {name: value for name, value in extra.items() if value}
    if is_english(article.extra.get("language", "")):
        article.language = "en"
    for part in children(item, "contentSet") if "contentSet" in parts else ():
        for inline in children(part, "inlineXML", "inlineData"):
            if not article.paragraphs:
                _read_content(article, inline)
    return article


def _g2_title(meta: dict[str, Any], content: Any) -> str | None:
    headlines = list(children(content, "headline")) if content is not None else []
    main = [h for h in headlines if "sub" not in (h.get("role") or "").lower()]
    for headline in main or headlines:
        if title := text_of(headline):
            return title
    return text_of(meta.get("title"))


def _said(element: Any) -> str | None:
    """An agency as G2 names it: by a name, a literal, or a code of a scheme ("nprov:AFP")."""
    if element is None:
        return None
    return (
        text_of(first(element, "name"))
        or element.get("literal")
        or (element.get("qcode") or "").rpartition(":")[2]
        or None
    )


def _read_content(article: Article, inline: Any) -> None:
    """The text of one rendition: XHTML, NITF, or a string."""
    documents = list(below(inline, "nitf"))
    if documents:
        inside = nitf_article(documents[0])
        article.paragraphs = inside.paragraphs
        article.title = article.title or inside.title
        article.byline = article.byline or inside.byline
        return
    kind = (inline.get("contenttype") or "").lower()
    if len(inline):
        body = next(below(inline, "body", "body.content"), inline)
        article.paragraphs = paragraphs_of(body)
    elif not kind or any(word in kind for word in TEXTUAL):
        article.paragraphs = plain_paragraphs(inline.text or "")


def newsml_articles(root: Any) -> Iterator[Article]:
    """The articles of a document of NewsML 1: one for each news item with a text."""
    envelope = first(root, "NewsEnvelope")
    sent = text_of(first(envelope, "DateAndTime"))
    for item in children(root, "NewsItem"):
        article = _newsml(item)
        if article.date is None and sent:
            article.date = written_date(sent)
        if article.publisher is None:
            article.publisher = (
                text_of(first(envelope, "SentFrom", "Party")) or _party(first(envelope, "SentFrom"))
                or text_of(first(item, "Identification", "NewsIdentifier", "ProviderId"))
            )  # fmt: skip
        if article.paragraphs:
            yield article


def _newsml(item: Any) -> Article:
    article = Article()
    lines = next(below(item, "NewsLines"), None)
    article.title = text_of(first(lines, "HeadLine"))
    article.byline = text_of(first(lines, "ByLine"))
    management = next(below(item, "NewsManagement"), None)
    identity = next(below(item, "NewsIdentifier"), None)
    for element in (
        first(management, "ThisRevisionCreated"), first(management, "FirstCreated"), first(identity, "DateId"),
        first(lines, "DateLine"),
    ):  # fmt: skip
        if (value := text_of(element)) and (date := written_date(value)):
            article.date = date
            break
    administrative = next(below(item, "AdministrativeMetadata"), None)
    article.publisher = (
        _party(first(administrative, "Provider")) or _party(first(administrative, "Source"))
        or text_of(first(lines, "CreditLine"))
    )  # fmt: skip
    extra = {
        "id": text_of(first(identity, "NewsItemId")) or text_of(first(identity, "PublicIdentifier")),
        "slugline": text_of(first(lines, "SlugLine")),
        "subtitle": text_of(first(lines, "SubHeadLine")),
        "dateline": text_of(first(lines, "DateLine")),
        "copyright": text_of(first(lines, "CopyrightLine")),
    }
    language = next((x.get("FormalName") for x in below(item, "Language") if x.get("FormalName")), None)
    article.extra |= {name: value for name, value in {**extra, "language": language}.items() if value}
    if language and is_english(language):
        article.language = "en"
    _read_items(article, item)
    return article


def _read_items(article: Article, item: Any) -> None:
    for content in sorted(below(item, "ContentItem"), key=_rank):
        if article.paragraphs:
            return
        kind = next((x.get("FormalName") or "" for x in children(content, "MediaType")), "Text")
        data = next(below(content, "DataContent"), None)
        if data is None or kind.lower() in ("photo", "graphic", "video", "audio"):
            continue
        documents = list(below(data, "nitf"))
        if documents:
            inside = nitf_article(documents[0])
            article.paragraphs = inside.paragraphs
            article.title = article.title or inside.title
            article.byline = article.byline or inside.byline
        elif len(data):
            article.paragraphs = paragraphs_of(next(below(data, "body", "body.content"), data))
        else:
            article.paragraphs = plain_paragraphs(data.text or "")


def _rank(content: Any) -> int:
    """Which of an item's contents is its text: what has the role "Main", anything else, and a caption last of all."""
    component = next(content.iterancestors("{*}NewsComponent"), None)
    role = (_attribute(first(component, "Role"), "FormalName") or "").lower()
    return 0 if role == "main" else 2 if role in ASIDE else 1


def _party(element: Any) -> str | None:
    """A party of NewsML 1: its formal name."""
    party = first(element, "Party")
    return party.get("FormalName") or text_of(party) if party is not None else None


def _attribute(element: Any, name: str) -> str | None:
    return element.get(name) if element is not None else None


def is_g2(root: Any) -> bool:
    """Whether a root is one of NewsML-G2."""
    return name_of(root) in ("newsMessage", "newsItem", "packageItem", "newsMessageSet")
