"""Articles of Factiva in the lines that its RTF, text and PDF exports come down to; its pages have a file of their own.

An article is given with the two-letter fields (HD headline, PD date, SN source, LP and TD text), or as it is displayed:
headline, author, "808 words", date, source, code, edition, page, language, copyright, text, "Document IINM0000...".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from communique.sources.article import Article, one_line, unwrapped
from communique.sources.lexisnexis import COPYRIGHT
from communique.sources.lines import Line
from communique.sources.written_dates import written_date

FIELDS = {
    "SE": "section",
    "HD": "title",
    "HLP": "lead",
    "CR": "credit",
    "BY": "byline",
    "WC": "length",
    "PD": "date",
    "ET": "time",
    "SN": "publisher",
    "SC": "source_code",
    "ED": "edition",
    "PG": "page",
    "VOL": "volume",
    "LA": "language",
    "CY": "copyright",
    "CX": "correction",
    "LP": "lead",
    "TD": "text",
    "CT": "contact",
    "RF": "reference",
    "CO": "company",
    "IN": "industry",
    "NS": "subject",
    "RE": "region",
    "IPC": "ipc",
    "IPD": "ipd",
    "PUB": "publisher_name",
    "AN": "accession",
    "ART": "graphic",
    "CLM": "column",
    "DLN": "dateline",
    "RST": "restrictions",
    "DJ": "dow_jones",
    "PE": "person",
}
"""The two-letter fields of Factiva, the same in every language of its interface."""
TEXTS = frozenset(("lead", "text"))
# "HD  Ministers meet", "HD\tMinisters meet", "HD" alone
FIELD = re.compile(r"(?P<code>[A-Z]{2,3})(?::?(?:\t|\s{2,})\s*(?P<value>.*)|:?\s*)")
# "NS gdip : Diplomacy", "AN Document HARB000020160614ec6e0000d": below the text
CODED = re.compile(r"[A-Z]{2}\s+(?:\w+ : .+|Document [A-Z0-9]+[0-9a-z]{14,})")
LOOSE_FIELD = re.compile(r"(?P<code>[A-Z]{2})\s+(?P<value>.+)")
# "Document IINM000020171113edbd0000d", "Dokument ...", "Documento ...", "文件 ..."
DOCUMENT = re.compile(
    r"(?:documento?|dokument|документ|ドキュメント|文件|文档|file)\s*:?\s+"
    r"(?P<id>[A-Z][A-Z0-9]{2,9}0{1,4}[0-9a-z]{14,24})",
    re.I,
)
# "808 words", "1.024 Wörter", "512 mots", "300 字", "512 слов"
WORDS = re.compile(
    r"[\d.,\s\u202f]*\d\s*(?:words?|wörter|woerter|mots?|palabras?|parole|palavras?|woorden|слов\w*"
    r"|字|文字|語|단어|słów|ord)",
    re.I,
)
CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s*(?:GMT|UTC|EST|EDT))?", re.I)
PAGE = re.compile(r"[A-Z]{0,3}\d{1,4}[A-Z]?(?:\s*[,;/–-]\s*[A-Z]{0,3}\d{1,4}[A-Z]?)*", re.I)
LANGUAGES = {
    "english": "en",
    "englisch": "en",
    "anglais": "en",
    "inglés": "en",
    "inglese": "en",
    "inglês": "en",
    "английский": "en",
    "英語": "en",
    "英语": "en",
    "英文": "en",
    "german": "de",
    "deutsch": "de",
    "allemand": "de",
    "alemán": "de",
    "tedesco": "de",
    "french": "fr",
    "französisch": "fr",
    "français": "fr",
    "francés": "fr",
    "francese": "fr",
    "spanish": "es",
    "spanisch": "es",
    "espagnol": "es",
    "español": "es",
    "spagnolo": "es",
    "italian": "it",
    "italienisch": "it",
    "italien": "it",
    "italiano": "it",
    "portuguese": "pt",
    "dutch": "nl",
    "russian": "ru",
    "japanese": "ja",
    "chinese": "zh",
    "arabic": "ar",
    "turkish": "tr",
    "polish": "pl",
    "swedish": "sv",
    "danish": "da",
    "norwegian": "no",
    "finnish": "fi",
    "greek": "el",
    "korean": "ko",
}


def read_displayed(article: Article, head: list[str]) -> None:
    """The fields of a displayed header by their order: words, date, time, source, code, edition, page, language."""
    at = next((n for n, text in enumerate(head) if WORDS.fullmatch(text)), None)
    before = head[:at] if at is not None else head
    after = head[at + 1 :] if at is not None else []
    if at is not None:
        article.extra["length"] = head[at]
    if "\0title" in before:
        place = before.index("\0title")
        if section := "; ".join(before[:place]):
            article.section = section
        if subtitle := "; ".join(before[place + 1 :]):
            article.extra["subtitle"] = subtitle
    elif at is None:
        after = before
    elif before:
        _above_words(article, before)
    if (after and after[-1] and COPYRIGHT.fullmatch(after[-1])) or (
        after and re.match(r"\(c\)|©|copyright", after[-1], re.I)
    ):
        article.extra["copyright"] = after.pop()
    rest = []
    for text in after:
        found = written_date(text) if article.date is None else None
        if found and found.start == 0 and len(text) - found.end < 12:
            article.date = found
        elif CLOCK.fullmatch(text) and "time" not in article.extra:
            article.extra["time"] = text
        elif article.publisher is None:
            article.publisher = text
        elif CODE.fullmatch(text) and "source_code" not in article.extra and not PAGE.fullmatch(text):
            article.extra["source_code"] = text
        else:
            rest.append(text)
    if rest and rest[-1].casefold() in LANGUAGES:
        article.extra["language"] = rest.pop()
    for text in rest:
        if PAGE.fullmatch(text) and article.page is None:
            article.page = text
        else:
            article.extra["edition"] = "; ".join(filter(None, (article.extra.get("edition"), text)))


AUTHOR = re.compile(r"(?:by|von|par|por|di|da|door|av|af)\s.{2,100}", re.I)
# "Gavin McLoughlin", "Kevin Doyle; Cormac McQuinn", "JANE DOE in Geneva"
NAMES = re.compile(
    r"(?:[A-ZÀ-Ž][\w.'’-]*\s?){2,4}(?:(?:[,;&]| and | und | et )\s*(?:[A-ZÀ-Ž][\w.'’-]*\s?){2,4}){0,5}(?: in [A-Z]\w+)?"
)


def _above_words(article: Article, before: list[str]) -> None:
    """Section, headline and author, which nothing but their order and looks tells apart."""
    if len(before) > 1 and (
        AUTHOR.fullmatch(before[-1]) or (NAMES.fullmatch(before[-1]) and len(before[-1]) < 0.8 * max(map(len, before)))
    ):
        article.byline = before.pop()
    if len(before) > 1 and len(before[0].split()) <= 4 and len(before[0]) < len(before[1]):
        article.section = before.pop(0)
    article.title = " ".join(before)


# lines


def holds_factiva(lines: Sequence[Line]) -> bool:
    """Whether lines are of a Factiva export: a document's id, or the fields HD and some of the others."""
    if any(DOCUMENT.fullmatch(line.text) for line in lines):
        return True
    codes = {code for line in lines if (code := _code(line.text, strict=True))}
    return "HD" in codes and len(codes & {"PD", "SN", "WC", "LP", "TD", "LA", "SC", "CY", "AN"}) >= 3


def split_factiva(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of each article."""
    fielded = [n for n, line in enumerate(lines) if _code(line.text, strict=True) == "HD"]
    if fielded:
        starts = []
        for n in fielded:
            while n > 0 and _code(lines[n - 1].text, strict=True) in ("SE", "CLM"):
                n -= 1
            if (
                n > 1
                and _code(lines[n - 2].text, strict=True) in ("SE", "CLM")
                and not _code(lines[n - 1].text, strict=True)
            ):
                n -= 2
            starts.append(n)
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            yield list(lines[start:end])
        return
    start = 0
    for n, line in enumerate(lines):
        if DOCUMENT.fullmatch(line.text):
            yield list(lines[start : n + 1])
            start = n + 1
    if any(WORDS.fullmatch(line.text) for line in lines[start : start + 12]):
        yield list(lines[start:])  # cut off: its end is missing


def read_factiva(lines: Sequence[Line], *, wrapped: bool = False) -> Article:
    """The article of its lines."""
    if any(_code(line.text, strict=True) == "HD" for line in lines):
        return of_fields(_fields(lines, wrapped))
    article = Article()
    words = next((n for n, line in enumerate(lines[:20]) if WORDS.fullmatch(line.text)), None)
    end = next((n for n, line in enumerate(lines) if DOCUMENT.fullmatch(line.text)), len(lines))
    if end < len(lines) and (match := DOCUMENT.fullmatch(lines[end].text)):
        article.extra["accession"] = match["id"]
    start = 0
    if words is not None:
        start = _end_of_head(lines, words, end)
        read_displayed(article, [line.text for line in lines[:start]])
    body = list(lines[start:end])
    article.paragraphs = _joined(body, wrapped)
    return article


def _end_of_head(lines: Sequence[Line], words: int, end: int) -> int:
    """Behind the copyright, or behind the language."""
    for n in range(words + 1, min(words + 14, end)):
        if COPYRIGHT.fullmatch(lines[n].text) or re.match(r"\(c\)|©", lines[n].text, re.I):
            n += 1
            while n < end and lines[n].block == lines[n - 1].block and len(lines[n].text) < 60:
                n += 1
            return n
    for n in range(words + 1, min(words + 14, end)):
        if lines[n].text.casefold() in LANGUAGES:
            return n + 1
    return words + 1


def _code(text: str, *, strict: bool) -> str | None:
    """The code of a field that a line begins with; not strict: one blank behind it is enough."""
    match = FIELD.fullmatch(text) or (None if strict else LOOSE_FIELD.fullmatch(text))
    return match["code"] if match and match["code"] in FIELDS else None


def has_fields(lines: Sequence[Line]) -> bool:
    """Whether one article's lines begin with Factiva's fields, as copied from it: HD and two others, above LP or TD."""
    codes = [code for line in lines[:25] if (code := _code(line.text, strict=False))]
    return "HD" in codes[:3] and len(set(codes) & {"PD", "SN", "WC", "LP", "TD", "LA", "SC", "CY", "BY"}) >= 3


def field_lines(lines: Sequence[Line]) -> tuple[dict[str, list[str]], list[str | None]]:
    """The values of the fields, and the field of each line (None for those before the first).

    In the text only a code set apart from its value, or alone on its line, is one: "IN the end" is text.
    """
    told: dict[str, list[str]] = {}
    owners: list[str | None] = []
    field: str | None = None
    for line in lines:
        code = _code(line.text, strict=field in TEXTS and CODED.fullmatch(line.text) is None)
        if code:
            field = FIELDS[code]
            match = FIELD.fullmatch(line.text) or LOOSE_FIELD.fullmatch(line.text)
            value = (match["value"] or "").strip() if match else ""
            told.setdefault(field, [])
            if value:
                told[field].append(value)
        elif field:
            told[field].append(line.text)
        owners.append(field)
    return told, owners


def _fields(lines: Sequence[Line], wrapped: bool) -> dict[str, list[str]]:
    told, owners = field_lines(lines)
    if wrapped:
        for name in TEXTS & told.keys():
            own = [x for x, owner in zip(lines, owners, strict=True) if owner == name]
            first = FIELD.fullmatch(own[0].text)
            value = (first["value"] or "") if first else ""
            told[name] = _joined([*([own[0]._replace(text=value)] if value else []), *own[1:]], wrapped)
    return told


def _joined(lines: Sequence[Line], wrapped: bool) -> list[str]:
    if not wrapped:
        return [one_line(line.text) or "" for line in lines]
    blocks: dict[int, list[str]] = {}
    for line in lines:
        blocks.setdefault(line.block, []).append(line.text)
    return [paragraph for block in blocks.values() for paragraph in unwrapped(block)]


def of_fields(told: dict[str, list[str]]) -> Article:
    """The article of the values of its fields, by their names."""
    one = {name: " ".join(values).strip() for name, values in told.items() if name not in TEXTS}
    article = Article(
        paragraphs=[p for name in ("lead", "text") for p in told.get(name, ())],
        title=one.pop("title", None),
        publisher=one.pop("publisher", None),
        byline=one.pop("byline", None),
        section=one.pop("section", None),
        page=one.pop("page", None),
    )
    if date := one.pop("date", None):
        article.date = written_date(date)
    if match := DOCUMENT.search(one.get("accession", "")):
        one["accession"] = match["id"]
    article.extra |= {name: value for name, value in one.items() if value}
    return article
