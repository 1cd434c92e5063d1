"""Tables of articles, one a row -> reports: rows of any kind, and tables of text (CSV, TSV)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import chain, islice
from typing import Any

from communique.errors import EmptyError, InputError, UnreadableError
from communique.model import Report
from communique.sources.archives import place
from communique.sources.article import Article, article_report, one_line
from communique.sources.columns import Columns, check_columns, guess_columns, tell_columns
from communique.sources.dates import DateNotice, is_day, parse_date
from communique.sources.decode import decode
from communique.sources.language import is_english
from communique.sources.limits import MAX_CHARACTERS
from communique.sources.markup import TAGGED, plain_paragraphs
from communique.sources.stream import HEAD, Stream
from communique.sources.written_dates import WrittenDate, order_of, written_date

DELIMITERS = (",", ";", "\t", "|")
SAMPLE = 200
"""Rows that are looked at before the first is given: for the columns and the order of dates."""
SHEET_DAYS = (14_000, 60_000)
"""Days since 1899-12-30 that a cell without the format of a date may mean: 1938 to 2064."""
# A day as spreadsheets count, seconds or milliseconds since 1970: "44258", "1614772800"
NUMBER = re.compile(r"\s*(?:[1-5]\d{4}|\d{10}|\d{13})\s*")
NAMES_WITHIN = 12
"""First rows among which the columns' names are."""
LONGEST_NAME = 80
csv.field_size_limit(8 * MAX_CHARACTERS)


def table_reports(
    rows: Iterable[Sequence[Any]], source: str, given: Columns | None = None
) -> Iterator[Report | InputError]:
    """The reports of a table whose first row has the columns' names.

    Raises:
        InputError: no column holds the text, or one that was named is not there.
        EmptyError: there is no row below the names.
    """
    stream = iter(rows)
    sample = list(islice(stream, SAMPLE))
    first = names_at(sample, given)
    names = names_of(sample[first]) if sample else []
    sample = sample[first + 1 :]
    if not sample:
        raise EmptyError(source, "there are no articles in the table", "Give a table with one article a row")
    columns = guess_columns(names, sample, given)
    check_columns(columns, names, source, given)
    tell_columns(columns, source, given)
    numbers = {field: names.index(name) for field, name in columns.items()}
    others = {n: name for n, name in enumerate(names) if n not in numbers.values() and name}
    order = (
        order_of([str(row[numbers["date"]]) for row in sample if len(row) > numbers["date"]])
        if "date" in numbers
        else None
    )
    dates = DateNotice()
    for number, row in enumerate(chain(sample, stream), start=1):
        if all(map(_is_blank, row)):
            continue
        told = {field: row[n] for field, n in numbers.items() if n < len(row)}
        extra = {name: row[n] for n, name in others.items() if n < len(row)}
        key = _string(told.get("id")) or number
        if len(row) > len(names) and not all(map(_is_blank, row[len(names) :])):
            yield InputError(
                place(source, number),
                f"the row has {len(row)} values for {len(names)} columns, so its text may be cut off",
                "Put texts that hold the sign between the columns into quotation marks",
            )
            continue
        article = row_article(told, extra, order)
        if article.date is None:
            dates.tell(told.get("date"), place(source, key))
        try:
            yield article_report(article, place(source, key))
        except InputError as error:
            yield error


def names_of(row: Sequence[Any]) -> list[str]:
    return [one_line(str(value)) or "" for value in row]


def names_at(rows: Sequence[Sequence[Any]], given: Columns | None) -> int:
    """The row with the columns' names: the first that has those given, or one known for texts; else the first.

    Exports put what was searched for, and a blank row, above it.
    """
    for number, row in enumerate(rows[:NAMES_WITHIN]):
        names = names_of(row)
        if set((given or {}).values()) <= set(names) and "text" in guess_columns(names, (), given):
            return number
    return 0


def row_article(told: Mapping[str, Any], extra: Mapping[str, Any], order: str | None = None) -> Article:
    """The article of a row's values."""
    text = told.get("text")
    value = text if isinstance(text, str) else "" if text is None else str(text)
    paragraphs = plain_paragraphs(value) if "<" in value and TAGGED.search(value) else [value.strip("\r\n")]
    article = Article(
        paragraphs,
        title=_string(told.get("title")),
        publisher=_string(told.get("publisher")),
        url=_string(told.get("url")),
        byline=_string(told.get("byline")),
        section=_string(told.get("section")),
        page=_string(told.get("page")),
        date=_date(told.get("date"), order),
    )
    language = _string(told.get("language"))
    if language and is_english(language):
        article.language = "en"
    elif language:
        article.extra["language"] = language
    for name, more in extra.items():
        if (told_more := _string(more)) is not None:
            article.extra[name] = told_more
    return article


def _is_blank(value: Any) -> bool:
    """Whether nothing stands in a cell; told of a long text by its first character."""
    if isinstance(value, str) and value[:1].isalnum():
        return False
    return value is None or one_line(str(value)) is None


def _string(value: Any) -> str | None:
    if isinstance(value, str):
        return one_line(value)
    if value is None or isinstance(value, (dict, list)):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return one_line(str(value))


def _date(value: Any, order: str | None) -> WrittenDate | str | None:
    if isinstance(value, str) and is_day(value):
        return value
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _of_number(value)
    if not isinstance(value, str):
        return None
    if NUMBER.fullmatch(value) and (found := _of_number(float(value))):
        return found
    return written_date(value, order) or parse_date(value)  # "2017-05", "May 2017", "2017"


def _of_number(value: float) -> str | None:
    """A day as 20170414, as spreadsheets count days, or as seconds or milliseconds since 1970."""
    if SHEET_DAYS[0] <= value < SHEET_DAYS[1]:
        return (date(1899, 12, 30) + timedelta(days=int(value))).isoformat()
    if value == int(value) and 14_500_101 <= value <= 99_991_231:
        found = written_date(str(int(value)))
        return found.value if found else None
    if value >= 1e11:
        value /= 1000
    if 0 < value < 4e9 and value > 1e8:
        return datetime.fromtimestamp(value, tz=UTC).date().isoformat()
    return None


# CSV


def is_table(head: str) -> bool:
    """Whether a text begins like a table: names of columns, one of them a text's, and a row with as many values."""
    first = head.lstrip("\ufeff").partition("\n")[0]
    if not 4 <= len(first) <= 4_000 or (sign := delimiter_of(first)) is None:
        return False
    if '"' not in first and max(map(len, map(str.strip, first.split(sign)))) > LONGEST_NAME:
        return False  # prose, as a rule
    try:
        rows = list(islice(csv.reader(io.StringIO(head, newline=""), delimiter=sign), 3))
    except csv.Error:
        return False
    names = [name.strip() for name in rows[0]]
    if len(rows) < 2 or len(names) < 2 or len(set(names)) < len(names) or max(map(len, names)) > LONGEST_NAME:
        return False
    columns = guess_columns(names)
    return "text" in columns and len(columns) >= 2 and (len(rows[1]) == len(names) or len(rows) == 2)


def delimiter_of(head: str) -> str | None:
    """What sets the values of a table apart: the sign that its first line has most often."""
    first = head.lstrip("\ufeff").partition("\n")[0].rstrip("\r").replace("\r", " ")
    counts = {sign: len(next(csv.reader([first], delimiter=sign), ())) for sign in DELIMITERS if sign in first}
    sign = max(counts, key=lambda sign: counts[sign], default=None)
    return sign if sign is not None and counts[sign] > 1 else None


def csv_reports(stream: Stream, source: str, given: Columns | None = None) -> Iterator[Report | InputError]:
    """The reports of a table of text, read row by row.

    Raises:
        UnreadableError: it is no text, or not to be taken apart.
        InputError: no column holds the text.
    """
    raw = io.BufferedReader(stream.raw(), HEAD)
    text = io.TextIOWrapper(raw, encoding_of(stream.head, source), "replace", newline="")
    sign = delimiter_of(stream.head.decode(text.encoding, "replace")) or ","

    def rows() -> Iterator[list[str]]:
        try:
            for row in csv.reader(text, delimiter=sign):
                if row:
                    row[0] = row[0].removeprefix("\ufeff")
                    yield row
        except csv.Error as error:
            raise UnreadableError(
                source, f"the table cannot be taken apart ({error})", "Save it again as CSV in UTF-8"
            ) from error

    try:
        yield from table_reports(rows(), source, given)
    finally:
        text.detach()


def encoding_of(head: bytes, source: str) -> str:
    """The encoding of a table by its beginning: UTF-16 with its mark, UTF-8, or Windows-1252.

    Raises:
        UnreadableError: it is no text.
    """
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    decode(head, source)
    for cut in range(4):  # the head may end within a character
        try:
            head[: len(head) - cut].decode("utf-8")
            return "utf-8"
        except UnicodeDecodeError:
            continue
    return "cp1252"
