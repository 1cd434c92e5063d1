"""A web page -> Report: its article's text, and what its metadata tell. Nothing is ever fetched."""

# ruff: noqa: SIM905 (a list of words is easier to read and to mend as words)

from __future__ import annotations

import html as entities
import logging
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec

from communique.errors import EmptyError, InputError, UnsupportedError, printable
from communique.model import Report
from communique.sources.article import scrubbed
from communique.sources.dates import parse_date
from communique.sources.decode import MARKS, decode
from communique.sources.text import plain_report

# The encoding that a page names: <meta charset="windows-1252">, content="text/html; charset=ISO-8859-1"
CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([a-z0-9_.:-]{2,40})""", re.I)
# A tag, or the start of a comment: "<p class=x>", "</div>", "<!--"
TAG = re.compile(r"<!--|<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>|<[!?][^<>]*>")
SKIPPED = frozenset(
    "title script style noscript template svg math iframe object button select textarea nav footer aside "
    "figcaption".split()
)
"""Elements whose content is no text of the report."""
SCRIPTS = frozenset(("script", "style"))
"""Those that take the rest of the page with them when they are never closed."""
BLOCKS = frozenset(
    "address article blockquote br center dd div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hr li main "
    "ol p pre section table tbody td th tr ul".split()
)
"""Elements that begin and end a paragraph."""
DIVISIONS = frozenset("article blockquote dl div hr main ol section table ul".split())
"""Those that set what is in them apart from what stands around."""
CLOSINGS = {name: re.compile(rf"</{name}\s*>", re.I) for name in SKIPPED}
BLANKS = re.compile(r"[ \t\r\n\f\v\xa0\u200b]+")
# "The talks of the two ministers, who met in Geneva for the first time in years, ended without a result."
SENTENCE = re.compile(r"[\"“‘]?[A-Z].{60,600}[.!?][\"”’]?")
SAME = 60
"""First characters by which a paragraph is known again."""
MOST_AT_ONCE = 100_000
"""Characters of mark-up that is taken apart all at once: the body of an article in a feed, not a page of a site."""
MOST_ABOVE = 400
"""Lines of a page among which its title and the beginning of its text are looked for."""
# What is between the tags of a page's title
TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,300})</title", re.I)
# "404 Not Found", "Error 503", "Access Denied", "Just a moment...", "Sign in - Example"
ERROR = re.compile(
    r"(?:(?:http |server )?error[ :-]{0,3})?(?:40\d|410|429|50\d|52\d)"
    r"(?:\W{0,4}(?:error|bad |unauthori[sz]ed|forbidden|not found|page |too many requests|internal server|service "
    r"|gateway)|\W*$)"
    r"|(?:(?:page|file|document|article|resource) (?:was |is )?(?:not found|no longer available)|access (?:is )?denied"
    r"|forbidden|unauthori[sz]ed|(?:the )?service (?:is )?(?:temporarily )?unavailable|bad gateway|gateway time-?out"
    r"|internal server error|not found|request (?:blocked|rejected|timed? ?out)|proxy error"
    r"|(?:your |the )?session (?:has )?(?:expired|timed out)|just a moment|attention required!?|checking your browser"
    r"|are you a robot\??|captcha|sign[ -]?in|log[ -]?in|login required)\s*(?:$|[.!…|]|[–—-]\s)",
    re.I,
)
"""How the title of a page begins that stands in place of an article."""
MOST_OF_AN_ERROR = 1_500
"""Characters that such a page has at most."""
SHORT = 250
"""Characters under which the extraction of an article has found too little to be trusted."""


def html_report(data: bytes, source: str) -> Report:
    """The report of a web page: the article with a blank line between paragraphs, title, site, date and address.

    The article is found by trafilatura and the date by htmldate, which reads the page's metadata and address but is
    kept from guessing by the dates that occur in the text. Pages too short for that, or nested too deep, give all their
    text but for navigation and scripts.

    Raises:
        UnreadableError: the bytes are no text.
        EmptyError: there is no text in it.
        UnsupportedError: it is the page of an error or of a sign-in.
        InputError: the text is over the limit.
    """
    markup = decode_page(data, source)
    found = _extract(markup)
    paragraphs = _paragraphs(getattr(found, "text", None) or "")
    if sum(map(len, paragraphs)) < SHORT:
        everything = list(visible_paragraphs(markup))
        if not paragraphs or sum(map(len, everything)) < 10 * SHORT:
            paragraphs = everything
    if sum(map(len, paragraphs)) < MOST_OF_AN_ERROR and (told := _error_page(found, markup, paragraphs)):
        raise UnsupportedError(
            source,
            f"it is no report but the page of a download that failed ({printable(told, 60)})",
            "Fetch it again; a page behind a sign-in must be saved from the browser",
        )
    paragraphs = [*_standfirst(markup, _line(getattr(found, "title", None)), paragraphs), *paragraphs]
    try:
        report = plain_report(
            "\n\n".join(paragraphs),
            source,
            title=_line(getattr(found, "title", None)),
            publisher=_publisher(found),
            url=_line(getattr(found, "url", None)),
            date=parse_date(getattr(found, "date", None) or ""),
        )
        sections = getattr(found, "categories", None)
        return msgspec.structs.replace(
            report,
            byline=scrubbed(getattr(found, "author", None)),
            section=scrubbed(sections[0]) if isinstance(sections, list) and sections else None,
        )
    except EmptyError:
        raise EmptyError(
            source, "there is no article in the page", "Save the page again once it is loaded, or its text alone"
        ) from None


def _error_page(found: Any, markup: str, paragraphs: list[str]) -> str | None:
    """The words by which a short page says that it is none that was asked for, in its title or its first line."""
    named = TITLE.search(markup)
    title = _line(entities.unescape(named[1])) if named else _line(getattr(found, "title", None))
    return next((x for x in (title, *paragraphs[:1]) if x and len(x) < 120 and ERROR.match(x)), None)


def _standfirst(markup: str, title: str | None, paragraphs: list[str]) -> list[str]:
    """The sentences between the title and the text that was found: a page's header may hold its first paragraph."""
    if title is None or not paragraphs or (begin := paragraphs[0][:SAME]) == title[:SAME]:
        return []
    above: list[str] | None = None
    for _, line in islice(visible_lines(markup), MOST_ABOVE):
        if line == title:
            above = []
        elif line.startswith(begin):
            return [x for x in above or () if SENTENCE.fullmatch(x) and x[:SAME] not in "\n".join(paragraphs)]
        elif above is not None:
            above.append(line)
    return []


def decode_page(data: bytes, source: str) -> str:
    """The characters of a page, in the encoding that it names where that is no Unicode.

    Raises:
        UnreadableError: the bytes are no text.
    """
    named = CHARSET.search(data[:8192])
    if named and not data.startswith(tuple(mark for mark, _ in MARKS)) and b"\0" not in data:
        name = named[1].decode("ascii").lower()
        if name in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}:
            name = "cp1252"  # as browsers do (WHATWG Encoding Standard)
        try:
            if name not in {"utf-8", "utf8"} and not name.startswith("utf"):
                return data.decode(name, "replace")
        except (LookupError, UnicodeError):
            pass
    return decode(data, source)


def _extract(markup: str) -> Any:
    """trafilatura's document, or None."""
    import trafilatura  # half a second to import: only when there is a page

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports damaged pages on standard error
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        return trafilatura.bare_extraction(
            markup,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (InputError, MemoryError, KeyboardInterrupt):
        raise
    except Exception:  # hostile mark-up finds the libraries' bugs: RecursionError, ValueError, LookupError
        return None


def _paragraphs(text: str) -> list[str]:
    return [line for line in (BLANKS.sub(" ", part).strip() for part in text.split("\n")) if line]


def visible_paragraphs(markup: str) -> list[str]:
    """The paragraphs of a page without its scripts, styles, forms and navigation, in one pass and at any depth."""
    if len(markup) > MOST_AT_ONCE:
        return [line for _, line in visible_lines(markup)]
    pieces = TAG.split(markup)  # a text, then a sign of closing, a name and the next text for each tag
    names = pieces[2::3]
    if None in names or not SKIPPED.isdisjoint(names := [name.lower() for name in names]):
        return [line for _, line in visible_lines(markup)]
    found, parts = [], []
    for text, name in zip(pieces[::3], [*names, "p"], strict=True):
        if text:
            parts.append(text)
        if name in BLOCKS and parts and (line := _flushed(parts)):
            found.append(line)
    return found


def visible_lines(markup: str) -> Iterator[tuple[int, str]]:
    """The same with the number of the block in which each paragraph stands: a division, a table, a list."""
    parts: list[str] = []
    place, block = 0, 0
    endless: set[str] = set()  # what nothing closes is looked for once only: a page of it must not take for ever
    while match := TAG.search(markup, place):
        parts.append(markup[place : match.start()])
        place = match.end()
        name = (match[2] or "").lower()
        if match[0] == "<!--":
            end = markup.find("-->", place) if "<!--" not in endless else -1
            if end < 0:
                endless.add("<!--")
            place = end + 3 if end >= 0 else place
        elif name in SKIPPED and not match[1] and not match[0].endswith("/>"):
            close = CLOSINGS[name].search(markup, place) if name not in endless else None
            if not close:
                endless.add(name)
            if close or name in SCRIPTS:
                place = close.end() if close else len(markup)
        elif name in BLOCKS:
            if line := _flushed(parts):
                yield block, line
            block += name in DIVISIONS
    parts.append(markup[place:])
    if line := _flushed(parts):
        yield block, line


def _flushed(parts: list[str]) -> str:
    line = parts[0] if len(parts) == 1 else "".join(parts)
    parts.clear()
    if "&" in line:
        line = entities.unescape(line)
    if line.isprintable() and "  " not in line:  # of all blanks, only the space is printable
        return line.strip(" ")
    return BLANKS.sub(" ", line).strip()


def _line(value: str | None) -> str | None:
    return (BLANKS.sub(" ", value).strip() or None) if value else None


def _publisher(found: Any) -> str | None:
    """The site's name, or its host where the page gives an address or an account for it."""
    name = _line(getattr(found, "sitename", None))
    if name is None or "://" in name or name.startswith("@"):
        return _line(getattr(found, "hostname", None))
    return name
