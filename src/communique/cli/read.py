"""``communique read``: reports in, records out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Literal, get_args

import click

from communique.cli.options import OutputPath
from communique.cli.output import Output
from communique.cli.shards import read_into_shards, shard_options, shard_run, tell_status
from communique.cli.signals import check_signals
from communique.cli.tables import TABLE_FORMATS, TABLES, bundle, csv_options, names_file, tell_rows, write_table
from communique.cli.terminal import Progress, failure, shows_colour, width
from communique.errors import InputError, UsageError, printable

if TYPE_CHECKING:
    from communique.model import Record

Format = Literal["brief", "json", "html", "csv", "jsonl", "xlsx", "parquet"]
FORMATS: dict[str, Format] = {
    ".html": "html", ".htm": "html", ".json": "json", ".jsonl": "json", ".ndjson": "json", ".csv": "csv",
    ".xlsx": "xlsx", ".parquet": "parquet",
}  # fmt: skip
"""The format of an output file by its suffix; all others are briefs."""
UNWRITTEN = frozenset((".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".ods", ".png", ".svg", ".zip", ".db"))
"""Suffixes of files that no brief is: whoever asks for one would get a file that nothing opens."""
FAILED = 1


def _checked_date(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    from communique.sources.dates import check_date

    try:
        return check_date(value)
    except UsageError as error:
        raise click.BadParameter(str(error)) from error


def _columns(_context: click.Context, _parameter: click.Parameter, value: str | None) -> dict[str, str] | None:
    if value is None:
        return None
    from communique.sources.columns import parse_columns

    try:
        return parse_columns(value)
    except UsageError as error:
        raise click.BadParameter(str(error)) from error


columns_option = click.option(
    "--columns", metavar="FIELD=NAME,...", callback=_columns,
    help="Which column of tables and JSON holds what: text=body,date=pubdate. What is not named is guessed, and said.",
)  # fmt: skip


@click.command("read", short_help="Read reports and print their records.")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(allow_dash=True, readable=False))
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(Format)),
    help="brief: a page to read; json: one record a line; html: one file to explore, with the text beside the record; "
    "xlsx: a workbook with a sheet a kind; csv, parquet, jsonl: the table of --what, or without it a folder with all. "
    "By default what the suffix of the -o file says, else brief.",
)
@click.option("--what", type=click.Choice(TABLES), help="The table that is wanted, of csv, jsonl, xlsx and parquet.")
@click.option(
    "--date", metavar="DATE", callback=_checked_date, help="The date of the reports: YYYY-MM-DD, YYYY-MM or YYYY."
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=OutputPath(),
    help="Write to FILE (or folder), which is replaced only when all is done.",
)
@click.option("--any-language", is_flag=True, help="Read reports that are not in English too, as well as it goes.")
@columns_option
@shard_options
@click.option("--jobs", type=click.IntRange(1, 1024), help="Processes that read shards; by default one for each core.")
@click.option("--again", is_flag=True, help="Read shards anew that were read before.")
@csv_options
@click.pass_context
def command(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    form: Format | None,
    what: str | None,
    date: str | None,
    output: str | None,
    any_language: bool,
    columns: dict[str, str] | None,
    shards: str | None,
    jobs: int | None,
    again: bool,
    **of_shards: Any,
) -> None:
    """Read the reports in each PATH and print their records in that order.

    A PATH is a file, a folder with all in it, or - for standard input. Files are plain text, HTML, exports of Nexis,
    Factiva or Europresse, or JSON Lines: one report a line with the fields text and, if known, id, title, date,
    publisher, url and language; `communique formats` lists them all. Any of them may be packed with gzip.

    What cannot be read is named on standard error with what to do about it, and the exit status is 1; the rest is read.

    With --shards FOLDER the input is cut into shards in FOLDER, which are read one by one, by processes or by many
    machines. Each is there whole or not at all: `records-00042.jsonl.zst` with a line a record. Without PATH, reading
    goes on with what was cut; with --format or -o all records are written out when that is done.

    \b
    communique read report.txt --date 2013-04-17
    communique read reports/ --format json -o records.jsonl
    communique read reports/ --format xlsx -o record.xlsx
    communique read reports/ --format csv --what positions > positions.csv
    curl -s https://example.org/news.html | communique read - --format html > news.html
    communique read archive.jsonl.zst --shards shards/ --jobs 8
    """
    run = shard_run(shards, again, jobs, **of_shards)
    if run is None and not paths:
        raise click.MissingParameter(ctx=context, param=context.command.params[0])
    if run is None and (jobs or again):
        raise UsageError("--jobs and --again are of shards; name their folder with --shards")
    if run is not None and run.status:
        tell_status(run)
        return
    plain = form is None and output is None and what is None
    if form is None:
        suffix = PurePath(output or "").suffix.lower()
        if output is not None and suffix in UNWRITTEN:
            raise UsageError(f"{printable(output)}: no such file is written. Name it .html, or give --format")
        form = FORMATS.get(suffix, "brief")
    if output is not None and any(_same_file(path, output) for path in paths):
        raise UsageError(f"{printable(output)} is one of the inputs; write to another file")
    _check_table(form, what, output)
    if run is not None:
        told = read_into_shards(run, paths, date=date, any_language=any_language, columns=columns)
        if not plain and not run.cut_only:
            _write_records(_stored_records(run.folder), form, output, what)
        context.exit(FAILED if told.failed or told.aside else 0)
    failed = read(paths, form, output, what=what, date=date, any_language=any_language, columns=columns)
    context.exit(FAILED if failed else 0)


def _stored_records(shards: str) -> Iterator[Record]:
    """The records of all shards that are done."""
    from communique.shards.folder import ShardFolder

    folder = ShardFolder(Path(shards))
    for _, marker in sorted(folder.markers(folder.whole_cut()).items()):
        for record in folder.records(marker):
            check_signals()
            yield record


def _check_table(form: Format, what: str | None, output: str | None) -> None:
    if what is not None and form not in TABLE_FORMATS:
        raise UsageError(f"--what is of {', '.join(TABLE_FORMATS)}; {form} has all kinds")
    if form in TABLE_FORMATS and what is None and not names_file(output):
        remedy = (
            "name a file for it with -o" if form == "xlsx" else "name a folder for them with -o, or one with --what"
        )
        raise UsageError(f"{form} without --what is {'a workbook' if form == 'xlsx' else 'many tables'}; {remedy}")


def _same_file(path: str, output: str) -> bool:
    try:
        return os.path.samefile(path, output)  # noqa: PTH121 (names of any bytes, devices too)
    except OSError:
        return False


def read(
    paths: Iterable[str],
    form: Format,
    output: str | None,
    *,
    what: str | None = None,
    date: str | None = None,
    any_language: bool = False,
    columns: Mapping[str, str] | None = None,
) -> int:
    """Read reports, write their records in the format asked for, and tell what failed on standard error.

    Returns how many inputs failed.

    Raises:
        CommuniqueError: nothing can be read at all, since a model is missing, say.
    """
    from communique.reader import Reader  # seconds to load: only when something is read
    from communique.sources import count_reports, open_reports

    paths = list(paths)
    progress = Progress(lambda: count_reports(paths), quiet=not names_file(output) and sys.stdout.isatty())
    failed = done = 0

    def records() -> Iterator[Record]:
        nonlocal failed, done
        for item in Reader().read_many(open_reports(paths, date=date, any_language=any_language, columns=columns)):
            check_signals()
            if isinstance(item, InputError):
                failed += 1
                progress.tell(failure(item))
            else:
                done += 1
                progress.advance()
                yield item
            del item  # a long report's record is not to wait beside the next one

    with progress:
        _write_records(records(), form, output, what)
    if failed and done + failed > 1:
        click.echo(f"communique: {failed:,} of {done + failed:,} inputs could not be read", err=True)
    return failed


def _write_records(records: Iterator[Record], form: Format, output: str | None, what: str | None) -> None:
    if form in TABLE_FORMATS:
        _write_tables(records, form, what, output)
        return
    target = Output(output)
    with target:
        for text in WRITERS[form](records, target):
            target.write(text)


def _write_tables(records: Iterator[Record], form: Format, what: str | None, output: str | None) -> None:
    from communique.export.tables.rows import record_rows

    if what is not None:
        write_table(what, (row for record in records for row in record_rows(record, what)), form, output)
        return
    assert output is not None
    from communique.export.citation import OriginCounter, how_to_cite

    counter = OriginCounter()
    with bundle(output, form, TABLES) as target:
        for record in map(counter.add, records):
            for name in TABLES:
                target.add(name, record_rows(record, name))
        target.about += how_to_cite(counter.origin)
    tell_rows(target, output)


def _briefs(records: Iterator[Record], output: Output) -> Iterator[str]:
    from communique.export.brief import render

    colour, columns = (False, 100) if output.is_file else (shows_colour(), width())
    for number, record in enumerate(records):
        yield ("\n" + "═" * columns + "\n\n" if number else "") + render(record, color=colour, width=columns)


def _lines(records: Iterator[Record], _output: Output) -> Iterator[str]:
    for record in records:
        yield record.to_json() + "\n"


def _page(records: Iterator[Record], _output: Output) -> Iterator[str]:
    from communique.export.html import page

    found = list(records)
    if found:
        yield page(found)


WRITERS: dict[Format, Callable[[Iterator[Record], Output], Iterator[str]]] = {
    "brief": _briefs,
    "json": _lines,
    "html": _page,
}
