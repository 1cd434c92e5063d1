"""Inputs of all kinds -> Reports: the one place that knows every format."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from communique.errors import InputError, UsageError, printable
from communique.model import Published, Report
from communique.model.identity import report_identity
from communique.sources.dates import check_date, given_date
from communique.sources.detect import FORMATS, Format, suffix_of
from communique.sources.directory import files_under, is_folder
from communique.sources.formats import Settings, reports_of
from communique.sources.learned import AHEAD, with_learned
from communique.sources.limits import MAX_CHARACTERS
from communique.sources.prepare import RawReport, prepare, raw, ready
from communique.sources.stream import DESCRIPTORS, open_stream
from communique.sources.text import plain_report

STDIN = "-"
MAX_COUNTED = 2_000_000_000
"""Bytes of JSON Lines whose lines are counted: a second or two."""


SINGLE = ("text", "html", None)
"""Formats of which most files hold one report; a large one may be an export of many."""
SMALL = 100_000
"""Bytes under which a file of such a format is taken for one report."""


def open_reports(
    paths: str | Path | Iterable[str | Path],
    *,
    date: str | None = None,
    any_language: bool = False,
    columns: Mapping[str, str] | None = None,
    on_file: Callable[[str, str], None] | None = None,
) -> Iterator[Report | InputError]:
    """The reports of files, folders (with all in them) and standard input (``-``), in order, read when asked for.

    What cannot be read is given as an error in its place, so that one bad input never stops the rest. Reports are
    prepared: their language is checked unless ``any_language``, boilerplate is marked, by rules and by what repeats in
    a publisher's articles (for which some sixty are read ahead, but of standard input), genre and dateline are told.
    ``date`` (ISO 8601) is every report's date, whatever its own source says. One path may stand alone. ``columns`` says
    which column of tables and JSON holds what: {"text": "body", "date": "pubdate"}; without it they are guessed.
    ``on_file`` is told the source and the format of each file.

    Raises:
        UsageError: the date does not exist, or ``paths`` are none; at once, before anything is read.
    """
    return map(ready, open_articles(paths, date=date, any_language=any_language, columns=columns, on_file=on_file))


def open_articles(
    paths: str | Path | Iterable[str | Path],
    *,
    date: str | None = None,
    any_language: bool = False,
    columns: Mapping[str, str] | None = None,
    on_file: Callable[[str, str], None] | None = None,
) -> Iterator[RawReport | InputError]:
    """The same reports as :func:`open_reports` gives, not yet prepared: who asks for all of their language, rules'
    boilerplate, genre and dateline is a reader (:meth:`communique.reader.Reader.read_many` takes them too).

    Raises:
        UsageError: the date does not exist, or ``paths`` are none; at once, before anything is read.
    """
    listed = _listed(paths)
    reports = _open_articles(
        listed,
        check_date(date) if date is not None else None,
        any_language,
        Settings(columns=columns or None, on_file=on_file),
    )
    slow = any(path == STDIN or path.startswith(DESCRIPTORS) for path in listed)
    return with_learned(reports, 0 if slow else AHEAD)


def _listed(paths: str | Path | Iterable[str | Path]) -> list[str]:
    listed = [paths] if isinstance(paths, (str, Path)) else paths  # a string's characters are no paths
    try:
        found = [os.fspath(path) for path in listed]
    except TypeError as error:
        raise UsageError(
            f"paths are strings or pathlib.Path, one or in a list ({error}). Name files or folders"
        ) from error
    if wrong := next((path for path in found if not isinstance(path, str)), None):
        raise UsageError(f"{printable(repr(wrong))} is no string. Write the path with os.fsdecode")
    return found


def count_reports(paths: Iterable[str | Path], *, unpack: bool = False) -> int | None:
    """How many reports and errors :func:`open_reports` will give, where that can be told without reading them.

    None for standard input, JSON lists, packed files and those of many articles unless they are to be unpacked for it,
    and more bytes than can be counted in a moment. Blank lines of JSON Lines count too, so it is an estimate.
    """
    total = lines = 0
    for path in _expanded([os.fspath(path) for path in paths]):
        if isinstance(path, InputError):
            total += 1
            continue
        form = FORMATS.get(suffix_of(path))
        packed = path.lower().endswith(".gz")
        if path == STDIN or form == "json" or (form == "jsonl" and packed and not unpack):
            return None
        if form != "jsonl":
            many = _count_of(path, form) if unpack else 1
            if many is None:
                return None
            total += many
            continue
        try:
            lines += Path(path).stat().st_size
            if lines > MAX_COUNTED:
                return None
            with gzip.open(path) if packed else Path(path).open("rb") as file:
                total += sum(part.count(b"\n") for part in iter(lambda: file.read(1 << 20), b""))
        except (OSError, ValueError, EOFError):
            total += 1
    return total


def _count_of(path: str, form: Format | None) -> int | None:
    """How many reports a file holds, by taking it apart, which takes a small part of the time of reading them."""
    try:
        size = Path(path).stat().st_size
        if form in SINGLE and size < SMALL:
            return 1
        if size > MAX_COUNTED // 10:
            return None
        with open_stream(path, path) as stream:
            return sum(1 for _ in reports_of(stream, path, path))
    except (OSError, ValueError, InputError):
        return 1


def from_text(
    text: str,
    source: str = "<text>",
    date: str | None = None,
    *,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    language: str | None = None,
    any_language: bool = False,
) -> Report:
    """The prepared report of a text in memory; lone surrogates and NULs in it become U+FFFD.

    A ``date`` that only fills the field (0001-01-01, 9999-12-31) counts as not given.

    Raises:
        UsageError: the date does not exist.
        EmptyError: the text is blank.
        LanguageError: it is not in English, and ``any_language`` is not set.
        InputError: it is over the limit.
    """
    report = plain_report(
        text, source, title=title, publisher=publisher, url=url, date=date, language=language, certain=True
    )
    return prepare(report, any_language=any_language)


def _open_articles(
    paths: list[str], date: str | None, any_language: bool, settings: Settings
) -> Iterator[RawReport | InputError]:
    for item in _expanded(paths):
        if isinstance(item, InputError):
            yield item
            continue
        try:
            for report in _reports_of(item, settings):
                if isinstance(report, InputError):
                    yield report
                    continue
                given = given_date(date, report.text)
                yield raw(_dated(report, given) if given else report, any_language=any_language)
        except InputError as error:
            yield error


def _expanded(paths: list[str]) -> Iterator[str | InputError]:
    """Folders replaced by the files in them."""
    for path in paths:
        if path != STDIN and is_folder(path):
            yield from files_under(path)
        else:
            yield path


def _reports_of(path: str, settings: Settings) -> Iterator[Report | InputError]:
    with open_stream(path, path) as stream:
        yield from reports_of(stream, path, path, settings)


def _dated(report: Report, date: str) -> Report:
    """The report with the date that the user gives; it counts for its identity as a source's own would."""
    return msgspec.structs.replace(
        report,
        id=report_identity(report.text, report.publisher, date, report.title, report.url),
        published=Published(date, date, date, "metadata", confidence=1.0),
    )


__all__ = ["MAX_CHARACTERS", "count_reports", "from_text", "open_articles", "open_reports"]
