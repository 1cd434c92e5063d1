"""One article out of a file that holds many, before it is a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from communique.errors import EmptyError
from communique.model import Report, make_report
from communique.model.characters import scrub
from communique.sources.dates import given_date
from communique.sources.limits import check_length
from communique.sources.written_dates import WrittenDate, published_on, written_date

LONGEST_HEADING = 200
"""Characters of a paragraph that may be a title."""
BYLINE_WITHIN = 5
"""First paragraphs among which the author's name may stand alone."""
# "Joan Pell", "Willem van der Roest"
CAPITAL = "A-ZÀ-ÖØ-ÞĀ-Ž"
PERSON = re.compile(
    rf"[{CAPITAL}][\w.'’-]+"
    rf"(?: (?:[{CAPITAL}][\w.'’-]*|de|van|der|von|bin|al|(?:al|el|a[dnrstz]|ash)-[{CAPITAL}][\w.’-]*)){{1,3}}"
)
# The end of a line within a word: "the re-"
HYPHENATED = re.compile(r"[^\W\d_]-$")
PAGE = re.compile(
    r"[;,]?\s*\b(?:pg|page|pages|pp|p|seite|s|pág|pag|blz)\b\.?\s*(?P<page>[A-Z]{0,3}-?\d[\w ,–-]*)$", re.I
)
"""The page at the end of a section's line: "NEWS; Pg. 6", "Politik; S. 3"."""


class Article(msgspec.Struct):
    """What a reader of a format fills in; :func:`article_report` makes the report of it."""

    paragraphs: list[str] = []
    title: str | None = None
    date: WrittenDate | str | None = None
    publisher: str | None = None
    byline: str | None = None
    url: str | None = None
    section: str | None = None
    page: str | None = None
    language: str | None = None
    """ISO 639-1, where the file says it for this article."""
    extra: dict[str, str] = {}
    """What else the file tells, by name."""


def article_report(article: Article, source: str) -> Report:
    """The report of an article: its paragraphs with a blank line between them, and what the file tells of it.

    Raises:
        EmptyError: there is no text in it.
        InputError: it is over the limit.
    """
    text = "\n\n".join(filter(None, map(str.strip, article.paragraphs)))
    check_length(text, source)
    if not text:
        raise EmptyError(source, "the article has no text", "Export it again with its full text, or leave it out")
    value = article.date if isinstance(article.date, str) else article.date.value if article.date else None
    if value is not None and given_date(value, text) is None:
        value = article.date = None
    return make_report(
        text,
        source,
        title=one_line(article.title),
        publisher=one_line(article.publisher),
        url=one_line(article.url),
        date=value,
        language=article.language,
        published=published_on(article.date),
        byline=one_line(article.byline),
        section=one_line(article.section),
        page=one_line(article.page),
        extra=article.extra,
    )


def scrubbed(value: str | None) -> str | None:
    """A value of metadata on one line, fit for every file; None when nothing is left."""
    line = one_line(value)
    return scrub(line) if line else None


def one_line(value: str | None) -> str | None:
    """The value with blanks squeezed; None when nothing is left."""
    if not value:
        return None
    if value.isprintable() and "  " not in value:  # of all blanks, only the space is printable
        return value.strip(" ") or None
    if not value.isascii() and ("\u200b" in value or "\ufeff" in value):
        value = value.replace("\u200b", " ").replace("\ufeff", " ")
    return " ".join(value.split()) or None


def heading_of(paragraphs: Sequence[str]) -> str | None:
    """The first paragraph where it may be a title: short, no sentence, and something follows or it stands alone."""
    title = next((line for p in paragraphs if (line := one_line(p))), None)
    return title if title and 8 <= len(title) <= LONGEST_HEADING and not title.endswith((".", ":", ";")) else None


def byline_under(paragraphs: Sequence[str]) -> str | None:
    """The second paragraph where it is nothing but two to four words of a name, and the third is long; a date may stand
    between them."""
    found = [line for p in paragraphs[: 2 * BYLINE_WITHIN] if (line := one_line(p)) and not _is_date(line)][:3]
    return found[1] if len(found) == 3 and PERSON.fullmatch(found[1]) and len(found[2]) > LONGEST_HEADING // 2 else None


def _is_date(line: str) -> bool:
    """Whether a line is a date and nothing else."""
    found = written_date(line) if len(line) < 40 else None
    return found is not None and found.start == 0 and found.end == len(line)


def without_byline(paragraphs: Sequence[str], author: str | None) -> list[str]:
    """The paragraphs without one near the top that is nothing but the author's name, which the file tells apart."""
    own = own_line_of(author, paragraphs)
    return [p for n, p in enumerate(paragraphs) if n not in own]


def own_line_of(author: str | None, paragraphs: Sequence[str]) -> list[int]:
    """The numbers of the first paragraphs that are nothing but the author's name."""
    name = one_line(author)
    return [n for n, p in enumerate(paragraphs[:BYLINE_WITHIN]) if name and one_line(p) == name]


def set_section(article: Article, value: str) -> None:
    """Section and page of a line that has both: "FRONT PAGE; Pg. 1"; further parts ("Version:28") are extra."""
    value = one_line(value) or ""
    if match := PAGE.search(value):
        article.page = match["page"].strip()
        value = value[: match.start()].rstrip(" ;,")
    parts = [part.strip() for part in value.split(";")]
    for part in parts[1:]:
        name, colon, rest = part.partition(":")
        if colon and name.strip().lower() == "version":
            article.extra["version"] = rest.strip()
            parts.remove(part)
    article.section = "; ".join(part for part in parts if part) or None


def broken_at_hyphen(before: str, after: str) -> bool:
    """Whether a line was broken at the hyphen of a word: "the re-" and "establishment"; not "two-" and "and"."""
    return (
        HYPHENATED.search(before) is not None
        and after[:1].islower()
        and after.split(" ", 1)[0] not in ("and", "or", "to", "und", "et", "y")
    )


def joined_lines(text: str) -> str:
    """The lines of a paragraph on one, words that were broken at their hyphens whole."""
    line = ""
    for part in text.splitlines():
        part = one_line(part) or ""
        line = line + part if broken_at_hyphen(line, part) else f"{line} {part}"
    return line.strip()


def unwrapped(lines: Iterable[str]) -> list[str]:
    """Lines of a block of plain text as paragraphs: joined where a line was broken because the next word had no place.

    A line much shorter than its block's longest was broken on purpose and stays one.
    """
    rows = [" ".join(line.split()) for line in lines]
    rows = [row for row in rows if row]
    width = max(map(len, rows), default=0)
    joined: list[str] = []
    before = ""
    for row in rows:
        if joined and broken_at_hyphen(joined[-1], row):
            joined[-1] += row
            before = row
            continue
        first = row.split(" ", 1)[0]
        if (joined and (len(before) + 1 + len(first) > width - 1 or before.endswith(",") or width < 40)) or (
            joined and len(before) + 1 + len(first) > 0.75 * width and row[:1].islower()
        ):
            joined[-1] += " " + row
        else:
            joined.append(row)
        before = row
    return joined
