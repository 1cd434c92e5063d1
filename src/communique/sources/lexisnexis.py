"""Articles of LexisNexis (Nexis, Nexis Uni, Lexis+) in the lines that any of its exports comes down to.

Two layouts. The old one (until 2018; text, HTML) puts publisher and date above the title and says "2 of 166 DOCUMENTS";
the new one (DOCX, PDF, RTF) puts them below it, has a line "Body", and ends with "End of Document".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from communique.sources.article import Article, one_line, set_section, unwrapped
from communique.sources.lines import Line
from communique.sources.written_dates import WrittenDate, begins_with_date, written_date

# "2 of 166 DOCUMENTS", "Dokument 2 von 166", "Document 2 de 166", "2 de 166 DOCUMENTOS"
COUNTER = re.compile(
    r"(?:(?:Dokument|Document|Documento)\s+)?(?P<number>\d+)\s+(?:of|von|de|di|van)\s+(?P<of>[\d.,]+)"
    r"(?:\s+(?:DOCUMENTS?|DOKUMENTE?N?|DOCUMENTOS?|DOCUMENTI|DOCUMENTEN))?",
    re.I,
)
# "End of Document"
ENDING = re.compile(
    r"end of document|ende des dokuments?|dokumentende|fin du document|fin del documento|fim do documento"
    r"|fine del documento|einde van (?:het )?document",
    re.I,
)
BODY = frozenset(
    ("body", "text", "full text", "volltext", "hauptteil", "corps", "corps du texte", "cuerpo", "corpo", "tekst")
)
"""The heading above the text in the new layout."""
CLOSING = frozenset((
    "classification", "klassifizierung", "klassifikation", "clasificación", "classificazione", "classificação",
    "classificatie", "graphic", "grafik", "graphique", "notes", "correction", "bibliography", "footnotes",
))  # fmt: skip
"""Headings below the text in the new layout."""
# "Copyright 2010 Guardian Unlimited", "© 2019 ...", "All Rights Reserved", "Alle Rechte vorbehalten"
COPYRIGHT = re.compile(
    r"(?:copyright\b|©|\(c\)\s|all rights reserved|alle rechte vorbehalten|tous droits réservés"
    r"|todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati"
    r"|alle rechten voorbehouden).*",
    re.I,
)
CORRECTION = re.compile(r"correction appended|correction attached|this (?:article|story) has been corrected.*", re.I)
# A cover page's lines: "Job Number: 5", "Documents (10)", "Search Terms: ..."
COVER = re.compile(
    r"(?:user name|date and time|job number|documents? \(\d+\)|client/matter|search terms|search type|narrowed by"
    r"|content type|suchbegriffe|suchtyp|eingegrenzt (?:durch|von)|inhaltstyp|quellen|sources?|timeline|zeitachse"
    r"|download request|time of request|number of lines|terms|combined source|project id|send to)\b.*|news",
    re.I,
)
WORDS = re.compile(r"[\d.,\s]*\d\s*(?:words?|wörter|woerter|mots|palabras|parole|palavras|woorden)\b.*", re.I)
HEAD_LINES = 60
"""Lines among which the heading of the text is looked for."""
DATE_LINES = 14
"""Lines among which the date is."""

Role = Literal["mark", "publisher", "date", "title", "head", "body", "tail"]


class Labels(NamedTuple):
    """The labels of ``archive_labels.tsv``: label -> field."""

    head: dict[str, str]
    tail: dict[str, str]


@cache
def labels() -> Labels:
    """The table of labels, of all languages together."""
    found = Labels({}, {})
    for row in files("communique.sources").joinpath("archive_labels.tsv").read_text("utf-8").splitlines():
        if row and not row.startswith("#"):
            _, label, field, place = row.split("\t")
            if place in ("head", "both"):
                found.head.setdefault(label, field)
            if place in ("tail", "both"):
                found.tail.setdefault(label, field)
    return found


def is_counter(text: str) -> bool:
    """Whether a line is "2 of 166 DOCUMENTS"."""
    match = COUNTER.fullmatch(text) if len(text) < 60 else None
    return match is not None and bool(re.search("do[ck]ument", text, re.I))


def holds_articles(lines: Sequence[Line]) -> bool:
    """Whether these are lines of an export: they have the marks between its articles."""
    return any(is_counter(line.text) or ENDING.fullmatch(line.text) for line in lines)


def has_header(lines: Sequence[Line]) -> bool:
    """Whether one article's lines begin with a header of LexisNexis: a mark, or two of its labels and a length."""
    if holds_articles(lines[:2]) or (lines and ENDING.fullmatch(lines[-1].text)):
        return True
    fields = [_label(line.text, labels().head)[0] for line in lines[:25]]
    length = any(
        f == "length" and WORDS.fullmatch(_label(x.text, labels().head)[1]) for f, x in zip(fields, lines, strict=False)
    )
    closing = any(_label(line.text, labels().tail)[0] == "load_date" for line in lines[-12:])
    return sum(field is not None for field in fields) + closing >= 2 and (length or closing)


def split_articles(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of each article, the cover page left out."""
    if any(line.begins for line in lines):
        yield from _begun(lines, [n for n, line in enumerate(lines) if line.begins])
    elif counters := [n for n, line in enumerate(lines) if is_counter(line.text)]:
        yield from _begun(lines, counters)
    else:
        start = 0
        for n, line in enumerate(lines):
            if ENDING.fullmatch(line.text):
                yield _without_cover(lines[start : n + 1])
                start = n + 1
        if any(line.text.lower() in BODY for line in lines[start:]):
            yield list(lines[start:])  # cut off: its end is missing


def _begun(lines: Sequence[Line], starts: list[int]) -> Iterator[list[Line]]:
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield list(lines[start:end])


def _without_cover(lines: Sequence[Line]) -> list[Line]:
    body = next((n for n, line in enumerate(lines) if line.text.lower() in BODY), 0)
    last = max(
        (
            n
            for n, line in enumerate(lines[:body])
            if COVER.fullmatch(line.text) and not _label(line.text, labels().head)[0]
        ),
        default=-1,
    )
    return list(lines[last + 1 :])


def read_article(lines: Sequence[Line], *, wrapped: bool = False) -> tuple[Article, list[Role]]:
    """The article of its lines, and the role of each of these.

    ``wrapped``: the file breaks its lines at a width, so that the lines of a block are one paragraph.
    """
    roles: list[Role] = ["body"] * len(lines)
    fields: dict[str, str] = {}
    body = _heading(lines)
    first = 0
    while first < len(lines) and is_counter(lines[first].text):
        roles[first] = "mark"
        first += 1
    if body is not None:
        date = _new_header(lines, first, body, roles, fields)
        start = body + 1
    else:
        date, start = _old_header(lines, first, roles, fields)
    _closing(lines, start, roles, fields, new=body is not None)
    return _article(lines, roles, fields, date, wrapped), roles


def _heading(lines: Sequence[Line]) -> int | None:
    """Where the line "Body" stands, below a date."""
    for n, line in enumerate(lines[:HEAD_LINES]):
        if line.text.lower() in BODY and any(_dated(above.text) for above in lines[:n]):
            return n
    return None


@lru_cache(64)  # a header's lines are looked at for the heading, for the date's place and for the date
def _dated(text: str) -> WrittenDate | None:
    """The date of a line that begins with it; "Final Edition" or a time may follow, no sentence."""
    found = written_date(text) if len(text) <= 90 and begins_with_date(text) else None
    if found is None or found.start > 0 or len(text) - found.end > 50:
        return None
    return found


def _new_header(
    lines: Sequence[Line], first: int, body: int, roles: list[Role], fields: dict[str, str]
) -> WrittenDate | None:
    at = next((n for n in range(first, body) if _dated(lines[n].text)), None)
    date = _dated(lines[at].text) if at is not None else None
    roles[body] = "head"
    for n in range(first, body):
        roles[n] = "head"
        text = lines[n].text
        if at is not None and n < at - 1 and not COPYRIGHT.fullmatch(text):
            roles[n] = "title"
        elif at is not None and n == at - 1:
            roles[n] = "publisher"
        elif n == at:
            roles[n] = "date"
    _read_labels(lines, range((at or first) + 1, body), fields)
    return date


def _old_header(
    lines: Sequence[Line], first: int, roles: list[Role], fields: dict[str, str]
) -> tuple[WrittenDate | None, int]:
    """Date and the number of the first line of the text."""
    head = labels().head
    at = next((n for n in range(first, min(len(lines), first + DATE_LINES)) if _dated(lines[n].text)), None)
    date = _dated(lines[at].text) if at is not None else None
    labelled = next(
        (n for n in range(first, min(len(lines), first + HEAD_LINES)) if _label(lines[n].text, head)[0]), None
    )
    if at is not None and labelled is not None and labelled < at:
        at, date = None, None
    top = at if at is not None else labelled if labelled is not None else first
    published = [n for n in range(first, top) if not COPYRIGHT.fullmatch(lines[n].text)]
    for n in range(first, top):
        roles[n] = "head"
    if at is None and published and labelled is not None:
        roles[published[0]] = "publisher"  # without a date: the first line is the publisher's, the last the title
        for n in published[1:]:
            roles[n] = "title"
    elif published:
        roles[published[0]] = "publisher"
    n = top
    if at is not None:
        roles[at] = "date"
        n = at + 1
        while n < len(lines) and lines[n].block == lines[at].block:
            _add(fields, "edition", lines[n].text)
            roles[n] = "head"
            n += 1
        rest = lines[at].text[date.end :].strip(" ,;") if date else ""
        if rest and not re.match(r"\d", rest):
            _add(fields, "edition", rest)
    if labelled is None:
        # nothing but publisher, date, title and text
        block = lines[n].block if n < len(lines) else -1
        while n < len(lines) and lines[n].block == block and any(line.block != block for line in lines[n:]):
            roles[n] = "title"
            n += 1
        return date, n
    while n < labelled:
        text = lines[n].text
        if CORRECTION.fullmatch(text):
            fields["correction"] = text
        roles[n] = "head" if COPYRIGHT.fullmatch(text) or CORRECTION.fullmatch(text) else "title"
        n += 1
    end = _end_of_labels(lines, labelled)
    for n in range(labelled, end):
        roles[n] = "head"
    _read_labels(lines, range(labelled, end), fields)
    return date, end


def _end_of_labels(lines: Sequence[Line], start: int) -> int:
    """The first line behind the labels of a header: in a block of its own, or behind a label whose value is whole."""
    n, field = start, None
    while n < len(lines):
        own, _ = _label(lines[n].text, labels().head)
        if own is None and not CORRECTION.fullmatch(lines[n].text):
            if (
                field is None
                or lines[n].block != lines[n - 1].block
                or field in ("length", "section", "dateline", "language")
            ):
                return n
        else:
            field = own
        n += 1
    return n


def _closing(lines: Sequence[Line], start: int, roles: list[Role], fields: dict[str, str], *, new: bool) -> None:
    """The lines below the text: labels, classification, copyright, "End of Document"."""
    tail = labels().tail
    end = len(lines)
    for n in range(start, len(lines)):
        text = lines[n].text
        field, _ = _label(text, tail)
        named = field is not None and (new or text.split(":")[0].isupper())
        if ENDING.fullmatch(text) or named or (new and text.lower() in CLOSING and _only_labels(lines, n + 1)):
            end = n
            break
    while end > start and COPYRIGHT.fullmatch(lines[end - 1].text):
        end -= 1
    for n in range(end, len(lines)):
        roles[n] = "tail"
    _read_labels(lines, range(end, len(lines)), fields, tail)


def _only_labels(lines: Sequence[Line], start: int) -> bool:
    """Whether what follows a heading such as "Notes" is short: a sentence of the text may be one word too."""
    return sum(len(line.text) > 300 and ":" not in line.text[:40] for line in lines[start:]) == 0


def _read_labels(
    lines: Sequence[Line], numbers: range, fields: dict[str, str], table: dict[str, str] | None = None
) -> None:
    last: tuple[str, int] | None = None
    for n in numbers:
        text = lines[n].text
        field, value = _label(text, labels().head if table is None else table)
        if field is not None:
            fields[field] = f"{fields[field]}; {value}" if field in fields and table is not None else value
            last = field, lines[n].block
        elif CORRECTION.fullmatch(text):
            fields.setdefault("correction", text)
        elif COPYRIGHT.fullmatch(text):
            fields.setdefault("copyright", text)
            last = None
        elif ENDING.fullmatch(text) or text.lower() in CLOSING:
            last = None
        elif last is not None and lines[n].block == last[1]:
            fields[last[0]] = f"{fields[last[0]]} {text}".strip()


def _label(text: str, table: dict[str, str]) -> tuple[str | None, str]:
    """The field that a line's label names, and what stands behind it; (None, "") for a line without a label."""
    label, colon, _ = text[:400].partition(":")
    if not colon or len(label) > 30 or not label[:1].isupper():
        return None, ""
    return table.get(label.strip().lower()), text.partition(":")[2].strip()


def _add(fields: dict[str, str], name: str, value: str) -> None:
    value = value.strip(" ;,")
    if value:
        fields[name] = f"{fields[name]}; {value}" if name in fields else value


def _article(
    lines: Sequence[Line], roles: Sequence[Role], fields: dict[str, str], date: WrittenDate | None, wrapped: bool
) -> Article:
    """The article of what was read. Fields that the record knows are put there, the others are extra."""
    told = {
        role: [line.text for line, own in zip(lines, roles, strict=True) if own == role]
        for role in ("title", "publisher")
    }
    titles = told["title"]
    if (
        not wrapped
        and "date" in roles
        and "title" in roles
        and roles.index("date") < roles.index("title")
        and titles[1:]
    ):
        fields["subtitle"] = " ".join(titles[1:])  # the old layout's headline and what stands under it
        titles = titles[:1]
    article = Article(
        title=" ".join(titles) or None,
        date=date,
        publisher=" ".join(told["publisher"]).strip(" .") or None,
        byline=fields.pop("byline", None),
        url=fields.pop("url", None),
    )
    if section := fields.pop("section", None):
        set_section(article, section)
    article.extra |= {name: value for name, value in fields.items() if value}
    article.paragraphs = _paragraphs([x for x, role in zip(lines, roles, strict=True) if role == "body"], wrapped)
    return article


def _paragraphs(lines: Sequence[Line], wrapped: bool) -> list[str]:
    if not wrapped:
        return [one_line(line.text) or "" for line in lines]
    blocks: dict[int, list[str]] = {}
    for line in lines:
        blocks.setdefault(line.block, []).append(line.text)
    return [paragraph for block in blocks.values() for paragraph in unwrapped(block)]


def promised(lines: Iterable[str]) -> int:
    """How many articles the lines of a file promise by repeating marks of LexisNexis that split nothing."""
    seen = Counter(field for text in lines if (field := _label(text, labels().head | labels().tail)[0]))
    return max(seen["length"], seen["load_date"])
