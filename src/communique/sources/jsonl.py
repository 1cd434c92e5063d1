"""JSON Lines and JSON lists -> Reports, one at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from communique.errors import EmptyError, InputError, UnreadableError, printable
from communique.model import Report
from communique.sources.archives import article_reports, place
from communique.sources.article import article_report, one_line
from communique.sources.columns import Columns, check_columns, guess_columns, tell_columns
from communique.sources.dates import DateNotice, parse_date
from communique.sources.decode import MARKS, decode
from communique.sources.feeds import is_json_feed, json_feed_articles
from communique.sources.limits import MAX_LINE_BYTES, MAX_LIST_BYTES, too_long
from communique.sources.ninjs import is_ninjs, ninjs_article
from communique.sources.stream import HEAD, Stream
from communique.sources.table import row_article
from communique.sources.text import plain_report

BLANK = b" \t\r\n\x0b\x0c"
FORM = 'Write one JSON object a line: {"text": "...", "title": "...", "date": "YYYY-MM-DD"}'


class JsonReport(msgspec.Struct):
    """The fields of a line that are read; all others are skipped without being built."""

    text: Any = None
    id: Any = None
    title: Any = None
    date: Any = None
    publisher: Any = None
    url: Any = None
    language: Any = None
    byline: Any = None
    section: Any = None
    page: Any = None


ROW = msgspec.json.Decoder(JsonReport)
LIST = msgspec.json.Decoder(list[msgspec.Raw])


def jsonl_reports(stream: Stream, columns: Columns | None = None) -> Iterator[Report | InputError]:
    """The reports of a JSON Lines stream; a bad line is an error, named by its number, and the rest goes on.

    Raises:
        UnreadableError: the stream breaks off or is not text.
    """
    if stream.head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in stream.head[:4]:
        yield from _wide_reports(stream, columns)
        return
    rows = _Rows(stream.source, columns)
    for number, line in enumerate(_lines(stream), start=1):
        if line is None:
            size = f"a line of more than {MAX_LINE_BYTES // 1_000_000} MB"
            yield too_long(place(stream.source, number), size)
        elif line.strip(BLANK):
            yield from _one_or_listed(line, number, rows)


def _one_or_listed(line: bytes, number: int, rows: _Rows) -> Iterator[Report | InputError]:
    """The report of a line; of a first line that holds a list of objects, those of the list."""
    if number == 1 and b"[" in line and b'"text"' not in line:
        listed = None
        try:
            value = _loose_value(line, rows.source)
            if is_json_feed(value):
                yield from article_reports(json_feed_articles(value), rows.source)
                return
            listed = _listed(value)
        except InputError:
            pass
        for position, item in enumerate(listed or (), start=1):
            yield rows.report(json.dumps(item).encode(), position)
        if listed:
            return
    yield rows.report(line, number)


def json_reports(stream: Stream, columns: Columns | None = None) -> Iterator[Report | InputError]:
    """The reports of a JSON file: a list of objects, one object, or JSON Lines after all.

    Raises:
        InputError: it is none of these, or over the limit.
        UnreadableError: the stream breaks off or is not text.
    """
    data = stream.read(MAX_LIST_BYTES + 1)
    if len(data) > MAX_LIST_BYTES:
        raise InputError(
            stream.source,
            f"a JSON list of more than {MAX_LIST_BYTES // 1_000_000} MB is too long to be read whole",
            "Write it as JSON Lines, one report a line, which is read line by line",
        )
    if b"\0" in data or data.startswith(tuple(mark for mark, _ in MARKS)):
        data = decode(data, stream.source).encode("utf-8", "replace")
    if data.lstrip()[:1] != b"[":
        yield from _objects(data, _Rows(stream.source, columns))
        return
    listed = _rows_of(data, stream.source)
    del data
    rows = _Rows(stream.source, columns)
    for number, row in enumerate(listed, start=1):
        yield rows.report(row, number)


def _objects(data: bytes, rows: _Rows) -> Iterator[Report | InputError]:
    """One object, one that holds a list of them, or several on lines of their own."""
    try:
        row = _row(data, rows.source)
    except InputError as error:
        lines = [line for line in data.split(b"\n") if line.strip(BLANK)]
        if len(lines) < 2 or not lines[0].lstrip().startswith(b"{") or not lines[0].rstrip().endswith(b"}"):
            raise error from None
        for number, line in enumerate(data.split(b"\n"), start=1):
            if line.strip(BLANK):
                yield rows.report(line, number)
        return
    if row.text is None:
        value = _loose_value(data, rows.source)
        if is_json_feed(value):
            yield from article_reports(json_feed_articles(value), rows.source)
            return
        if (listed := _listed(value)) is not None:
            for number, item in enumerate(listed, start=1):
                yield rows.report(json.dumps(item).encode(), number)
            return
    yield rows.report(data, None)


def _listed(value: Any, depth: int = 0) -> list[Any] | None:
    """The list of objects in an object, as interfaces answer: {"response": {"docs": [...]}}; None without one."""
    if not isinstance(value, dict) or depth > 3 or is_ninjs(value):
        return None
    lists = [x for x in value.values() if isinstance(x, list) and x and all(isinstance(y, dict) for y in x)]
    if len(lists) == 1 and "text" in guess_columns(list(lists[0][0]), [list(lists[0][0].values())]):
        return lists[0]
    inner = [found for x in value.values() if (found := _listed(x, depth + 1)) is not None]
    return inner[0] if len(inner) == 1 else None


def _lines(stream: Stream) -> Iterator[bytes | None]:
    """The lines; None for one over the limit, which is passed over without being kept."""
    while line := stream.readline(MAX_LINE_BYTES + 1):
        if len(line) <= MAX_LINE_BYTES or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(HEAD)
        yield None


def _wide_reports(stream: Stream, columns: Columns | None) -> Iterator[Report | InputError]:
    """JSON Lines in UTF-16, as some editors save them: decoded whole."""
    data = stream.read(MAX_LIST_BYTES + 1)
    if len(data) > MAX_LIST_BYTES:
        raise InputError(stream.source, "JSON Lines in UTF-16 are too long to be read whole", "Save them as UTF-8")
    rows = _Rows(stream.source, columns)
    for number, line in enumerate(decode(data, stream.source).split("\n"), start=1):
        if line.strip():
            yield rows.report(line.encode("utf-8", "replace"), number)


class _Rows:
    """The objects of one file: where they call the text otherwise, all are read by the columns of the first."""

    def __init__(self, source: str, given: Columns | None) -> None:
        self.source = source
        self._given = given
        self._columns: dict[str, str] | None = None
        self._dates = DateNotice()

    def report(self, data: bytes, number: int | None) -> Report | InputError:
        """The report of one object, called by its id, else by its number; without a number it is the only one."""
        where = self.source if number is None else place(self.source, number)
        try:
            row = _row(data, where)
            if row.text is not None and not self._given:
                return _checked(row, where if row.id is None else place(self.source, _key(row.id)), self._dates)
            value = _value(data, where)
            if not self._given and is_ninjs(value):
                return article_report(ninjs_article(value), where)
            return self._mapped(value, where)
        except InputError as error:
            return error

    def _mapped(self, value: dict[str, Any], where: str) -> Report:
        names = list(value)
        if self._columns is None or (self._given is None and self._columns["text"] not in value):
            columns = guess_columns(names, [list(value.values())], self._given)
            if self._given:
                check_columns(columns, names, where, self._given)
            elif "text" not in columns or columns["text"] not in names:
                raise _without_text(names, where)
            tell_columns(columns, self.source, self._given)
            self._columns = columns
        told = {field: value.get(name) for field, name in self._columns.items()}
        if told.get("text") is None:
            raise InputError(where, f"the field {self._columns['text']!r} is missing", FORM)
        taken = set(self._columns.values())
        article = row_article(told, {name: x for name, x in value.items() if name not in taken})
        if told.get("id") is not None:
            where = place(self.source, _key(told["id"]))
        if article.date is None:
            self._dates.tell(told.get("date"), where)
        return article_report(article, where)


def _without_text(names: list[str], where: str) -> InputError:
    listed = ", ".join(printable(name, 40) for name in names[:12]) + (" ..." if names[12:] else "")
    return InputError(
        where,
        f"the field 'text' is missing, and of its fields ({listed}) none holds the text of a report",
        f"Name it with --columns text=NAME. {FORM}" if names else FORM,
    )


def _value(data: bytes, source: str) -> dict[str, Any]:
    """An object whole."""
    try:
        value = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        value = _loose_value(data, source)
    if not isinstance(value, dict):
        raise InputError(source, "the line is no JSON object", FORM)
    return value


def _row(line: bytes, place: str) -> JsonReport:
    """The fields of one line.

    Raises:
        InputError: it is not a JSON object.
    """
    line = line.removeprefix(b"\xef\xbb\xbf")
    try:
        return ROW.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        value = _loose_value(line, place)
    if not isinstance(value, dict):
        raise InputError(place, "the line is no JSON object", FORM)
    return JsonReport(**{name: value.get(name) for name in JsonReport.__struct_fields__})


def _loose_value(data: bytes, place: str) -> Any:
    """What the standard library makes of JSON with lone surrogates, raw tabs in strings or broken UTF-8."""
    try:
        return json.loads(decode(data, place), strict=False)
    except UnreadableError:
        raise InputError(place, "the line is not text", FORM) from None
    except RecursionError:
        raise InputError(place, "its brackets are nested too deep", FORM) from None
    except ValueError as error:
        problem = printable(getattr(error, "msg", "a number is too long")).removesuffix(" at")
        column = getattr(error, "pos", None)
        where = "" if column is None else f" at character {column + 1}"
        raise InputError(place, f"it is not valid JSON ({problem}{where})", FORM) from None


def _rows_of(data: bytes, source: str) -> list[bytes]:
    """The members of a list, each still JSON.

    Raises:
        InputError: it is no JSON list.
    """
    try:
        return [bytes(row) for row in LIST.decode(data)]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        value = _loose_value(data, source)
    return [json.dumps(row).encode() for row in value] if isinstance(value, list) else []


def _checked(row: JsonReport, source: str, dates: DateNotice) -> Report | InputError:
    """The report of a row whose fields are of the right kind."""
    try:
        if row.text is None:
            raise InputError(source, "the field 'text' is missing", FORM)
        if not isinstance(row.text, str):
            raise InputError(source, "the field 'text' is no string", FORM)
        date = _date(row.date)
        if date is None:
            dates.tell(row.date, source)
        return plain_report(
            row.text,
            source,
            title=_string(row.title),
            publisher=_string(row.publisher),
            url=_string(row.url),
            date=date,
            language=_string(row.language),
            byline=_line(row.byline),
            section=_line(row.section),
            page=_line(row.page),
        )
    except EmptyError as error:
        return EmptyError(
            error.source, "the field 'text' holds no text", "Leave the line out or give the report's text"
        )
    except InputError as error:
        return error


def _string(value: Any) -> str | None:
    """A field of metadata; what is no string or blank counts as not given."""
    return (" ".join(value.split()) or None) if isinstance(value, str) else None


def _line(value: Any) -> str | None:
    """A field of metadata that the source shows to people."""
    return one_line(value) if isinstance(value, str) else None


def _date(value: Any) -> str | None:
    """A date in any usual form; one that cannot be read counts as not given, since nothing is guessed: None."""
    if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 2999:
        return str(value)
    return parse_date(value) if isinstance(value, str) else None


def _key(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
