"""Feeds saved as files (RSS 0.9 to 2.0, RSS 1.0, Atom) and exports of WordPress (RSS too) -> their articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from communique.sources.article import Article, one_line
from communique.sources.html import visible_paragraphs
from communique.sources.language import is_english
from communique.sources.markup import children, first, name_of, paragraphs_of, plain_paragraphs, text_of
from communique.sources.written_dates import written_date

# "[caption id=...]", "[/gallery]": WordPress's own marks
CAPTION = re.compile(r"\[caption\b[^\[\]]{0,500}\].{0,3000}?\[/caption\]", re.S)
SHORTCODE = re.compile(r"\[/?(?:caption|gallery|embed|video|audio|playlist|contact-form)\b[^\[\]]{0,500}\]")
# What names pictures, sounds and films, with elements called like those of an article: Media RSS, iTunes
MEDIA = ("{http://search.yahoo.com/mrss/}*", "{http://www.itunes.com/dtds/podcast-1.0.dtd}*")
# "joan@wire.example (Joan Pell)", as RSS 2.0 has an author
NAMED = re.compile(r"\S+@\S+ \((?P<name>[^()]+)\)")
KIND = "g/2005#kind"
"""How the scheme of Blogger's kinds of entries ends."""
PARAGRAPH = re.compile(r"<(?:p|br|div|li)\b", re.I)


def is_feed(root: Any) -> bool:
    """Whether a root is one of RSS or Atom."""
    return name_of(root) in ("rss", "RDF", "feed")


def feed_articles(root: Any) -> Iterator[Article]:
    """The articles of a feed; of a WordPress export its published posts."""
    for element in list(root.iter(*MEDIA)):
        element.getparent().remove(element)
    if name_of(root) == "feed":
        publisher = text_of(first(root, "title"))
        for entry in children(root, "entry"):
            if _is_entry(entry):
                yield _entry(entry, publisher)
        return
    channel = first(root, "channel")
    publisher = text_of(first(channel, "title"))
    language = text_of(first(channel, "language"))
    authors = _authors(channel)
    for item in [*(children(channel, "item") if channel is not None else ()), *children(root, "item")]:
        if not _is_post(item):
            continue
        article = _item(item, authors)
        article.publisher = article.publisher or publisher
        if language and is_english(language):
            article.language = "en"
        yield article


def _is_post(item: Any) -> bool:
    kind, status = text_of(first(item, "post_type")), text_of(first(item, "status"))
    return kind in (None, "post") and status in (None, "publish")


def _is_entry(entry: Any) -> bool:
    """Whether an entry is an article: exports of Blogger hold settings, comments and drafts too."""
    kinds = [str(x.get("term")) for x in children(entry, "category") if str(x.get("scheme")).endswith(KIND)]
    draft = text_of(first(entry, "control", "draft"))
    return draft != "yes" and (not kinds or any(kind.endswith("#post") for kind in kinds))


def _authors(channel: Any) -> dict[str, str]:
    """The names of WordPress's authors by their accounts."""
    found: dict[str, str] = {}
    for author in children(channel, "author") if channel is not None else ():
        account, name = text_of(first(author, "author_login")), text_of(first(author, "author_display_name"))
        if account and name:
            found[account] = name
    return found


def _item(item: Any, authors: dict[str, str]) -> Article:
    article = Article(title=_plain(first(item, "title")), url=_address(item))
    author = text_of(first(item, "creator")) or text_of(first(item, "author"))
    if author:
        named = NAMED.fullmatch(author)
        article.byline = named["name"] if named else authors.get(author, author)
    for name in ("post_date", "pubDate", "date", "published", "issued", "updated"):
        value = text_of(first(item, name))
        if value and not value.startswith("0000") and (date := written_date(value)):
            article.date = date
            break
    article.publisher = text_of(first(item, "source"))
    categories = [c for x in children(item, "category") if x.get("domain") in (None, "category") and (c := text_of(x))]
    if categories:
        article.section = categories[0]
    if categories[1:]:
        article.extra["categories"] = "; ".join(categories)
    if identity := text_of(first(item, "guid")):
        article.extra["guid"] = identity
    whole = [x for x in children(item, "encoded") if "content" in str(x.tag)]
    bodies = [*whole, *children(item, "body", "content"), *children(item, "description")]
    article.paragraphs = next((found for body in bodies if (found := _body(body))), [])
    return article


def _entry(entry: Any, publisher: str | None) -> Article:
    article = Article(title=_plain(first(entry, "title")), url=_address(entry))
    article.publisher = text_of(first(entry, "source", "title")) or publisher
    names = [name for author in children(entry, "author") if (name := text_of(first(author, "name")))]
    article.byline = ", ".join(names) or None
    for name in ("published", "issued", "updated", "modified"):
        if (value := text_of(first(entry, name))) and (date := written_date(value)):
            article.date = date
            break
    if category := next(
        (
            x.get("label") or x.get("term")
            for x in children(entry, "category")
            if not str(x.get("scheme")).endswith(KIND)
        ),
        None,
    ):
        article.section = category
    if identity := text_of(first(entry, "id")):
        article.extra["guid"] = identity
    bodies = [*children(entry, "content"), *children(entry, "summary")]
    article.paragraphs = next((found for body in bodies if (found := _body(body))), [])
    return article


def _address(item: Any) -> str | None:
    for link in children(item, "link"):
        address = link.get("href") if link.get("rel") in (None, "alternate") else None
        if address or (address := text_of(link)):
            return one_line(address)
    guid = first(item, "guid")
    return text_of(guid) if guid is not None and (text_of(guid) or "").startswith("http") else None


def _plain(element: Any) -> str | None:
    """A title, whose mark-up may be escaped."""
    title = text_of(element)
    return one_line(" ".join(visible_paragraphs(title))) if title and ("<" in title or "&" in title) else title


def _body(element: Any) -> list[str]:
    if len(element):
        return paragraphs_of(element)
    text = SHORTCODE.sub("", CAPTION.sub("", element.text or ""))
    if PARAGRAPH.search(text):
        # WordPress keeps blank lines for paragraphs also between mark-up
        parts = re.split(r"\n[ \t]*\n", text) if not re.search(r"<p\b", text, re.I) else [text]
        return [line for part in parts for line in visible_paragraphs(part)]
    return [line for part in re.split(r"\n[ \t]*\n", text) for line in visible_paragraphs(part)]


# JSON Feed (version 1.1 of its specification)


def is_json_feed(value: Any) -> bool:
    """Whether an object is a feed: it says so by the address of its version."""
    return isinstance(value, dict) and "jsonfeed.org/version" in str(value.get("version")) and "items" in value


def json_feed_articles(feed: dict[str, Any]) -> Iterator[Article]:
    """The articles of a feed."""
    items = feed.get("items")
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            yield _feed_item(item, feed)


def _feed_item(item: dict[str, Any], feed: dict[str, Any]) -> Article:
    def told(name: str) -> str | None:
        return value if isinstance(value := item.get(name), str) else None

    article = Article(
        title=told("title"), url=told("url") or told("external_url"), publisher=one_line(str(feed.get("title") or ""))
    )
    if stamp := told("date_published") or told("date_modified"):
        article.date = written_date(stamp)
    authors = item.get("authors") or [item.get("author")]
    names = [x.get("name") for x in authors if isinstance(x, dict)] if isinstance(authors, list) else []
    article.byline = ", ".join(name for name in names if isinstance(name, str)) or None
    tags = item.get("tags")
    tags = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    article.section = tags[0] if tags else None
    if len(tags) > 1:
        article.extra["categories"] = "; ".join(tags)
    if identity := told("id"):
        article.extra["guid"] = identity
    language = told("language") or feed.get("language")
    if isinstance(language, str) and is_english(language):
        article.language = "en"
    html, text = told("content_html"), told("content_text") or told("summary")
    article.paragraphs = visible_paragraphs(html) if html else plain_paragraphs(text or "")
    return article
