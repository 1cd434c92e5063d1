"""ninjs, the IPTC's news in JSON (versions 1 to 3) -> an article."""

from __future__ import annotations

import re
from typing import Any

from communique.sources.article import Article, one_line
from communique.sources.language import is_english
from communique.sources.markup import BLOCKS, paragraphs_of, plain_paragraphs, xml_root
from communique.sources.nitf import nitf_article
from communique.sources.written_dates import written_date

WHOLE = 0.85
"""Share of the longest form's characters that a form of the text has at least to be as whole as it."""
# The first tag of XHTML: "<p>", "<section class=...>"
OPENING = re.compile(
    r"\s*<(?:!doctype|html|head|body|article|section|main|div|p|h\d|span|b|i|em|strong|ul|ol|blockquote|br|a)\b", re.I
)
LEAD = 60
"""Characters of a description by which it is found again in a text."""


def is_ninjs(value: dict[str, Any]) -> bool:
    """Whether an object is an item of ninjs: it has an address and one of its own names for headline or body."""
    names = {name.lower() for name in value}
    own = names & {"headline", "headlines", "bodies", "versioncreated", "pubstatus", "representationtype"}
    return "uri" in names and (bool(own) or any(name.startswith("body_") for name in names))


def ninjs_article(item: dict[str, Any]) -> Article:
    """The article of an item; names are read in any case, as version 3 writes them otherwise."""
    told = {name.lower(): value for name, value in item.items()}
    article = Article(
        title=_main(told.get("headlines")) or _string(told.get("headline")) or _string(told.get("title")),
        byline=_string(told.get("by")) or _string(told.get("byline")),
        publisher=_source(told),
        url=_address(told),
    )
    for name in ("versioncreated", "contentcreated", "firstcreated"):
        if (stamp := _string(told.get(name))) and (date := written_date(stamp)):
            article.date = date
            break
    article.extra = {
        name: value
        for name in ("uri", "version", "slugline", "located", "language", "copyrightnotice", "ednote")
        if (value := _string(told.get(name)))
    }
    if is_english(article.extra.get("language", "")):
        article.language = "en"
    if subjects := [
        label for s in _list(told.get("subjects") or told.get("subject")) if (label := _string(s.get("name")))
    ]:
        article.extra["subjects"] = "; ".join(subjects)
    article.paragraphs = _body(told)
    return article


def _body(told: dict[str, Any]) -> list[str]:
    """The text, often given in several forms: the first that is whole, with its paragraphs and its lead."""
    bodies = [(_string(b.get("role")), _string(b.get("contenttype") or b.get("contentType")), b.get("value"))
              for b in _list(told.get("bodies"))]  # fmt: skip
    bodies += [(name.removeprefix("body_"), None, value) for name, value in told.items() if name.startswith("body_")]
    forms = []
    for role, kind, value in bodies:
        words = f"{role or ''} {kind or ''}".lower()
        if isinstance(value, str) and (paragraphs := _paragraphs(value, words)):
            forms.append((sum(map(len, paragraphs)), paragraphs))
    if not forms:
        return []
    length, longest = max(forms, key=lambda form: form[0])
    leads = [lead[:LEAD] for d in _list(told.get("descriptions")) if (lead := _string(d.get("value")))]
    missed = [lead for lead in leads if lead in " ".join(longest)]
    for own, paragraphs in forms:
        text = " ".join(paragraphs)
        if own >= WHOLE * length and len(paragraphs) > 1 and all(lead in text for lead in missed):
            return paragraphs
    return longest


def _paragraphs(value: str, words: str) -> list[str]:
    if value.lstrip()[:5] in ("<?xml", "<nitf"):
        from communique.errors import InputError

        try:
            root = xml_root(value.encode("utf-8", "replace"), "ninjs", recover=True)
        except InputError:
            return []
        if "nitf" in str(root.tag):
            return nitf_article(root).paragraphs
        return paragraphs_of(root) if any(str(x.tag).rpartition("}")[2] in BLOCKS for x in root.iter()) else []
    if "plain" in words or words.split() == ["text"]:
        return [line for part in value.split("\n") if (line := one_line(part))]
    if value.lstrip().startswith("<") and not OPENING.match(value):
        return []  # an agency's own XML
    return plain_paragraphs(value)


def _main(headlines: Any) -> str | None:
    found = [(_string(h.get("role")) or "main", value) for h in _list(headlines) if (value := _string(h.get("value")))]
    return next((value for role, value in found if role == "main"), found[0][1] if found else None)


def _source(told: dict[str, Any]) -> str | None:
    for name in ("infosources", "infosource"):
        for source in _list(told.get(name)):
            if found := _string(source.get("name")):
                return found
    return _string(told.get("provider")) or _string(told.get("copyrightholder"))


def _address(told: dict[str, Any]) -> str | None:
    uri = _string(told.get("uri"))
    return uri if uri and uri.startswith(("http://", "https://")) else None


def _list(value: Any) -> list[dict[str, Any]]:
    return [x for x in value if isinstance(x, dict)] if isinstance(value, list) else []


def _string(value: Any) -> str | None:
    return one_line(value) if isinstance(value, str) else None
