"""Tables on the command line: how CSV is written, and rows into a file, a folder or on standard output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from communique.cli.output import Output
from communique.errors import UsageError, printable
from communique.model.kinds import FACT_KINDS, KINDS, OCCASIONS

if TYPE_CHECKING:
    from communique.export.tables.bundle import BundleFormat, TableBundle
    from communique.export.tables.formats import CsvStyle
    from communique.export.tables.partitions import Partition

__all__ = [
    "STORED",
    "TABLES",
    "TABLE_FORMATS",
    "Repeats",
    "bundle",
    "csv_options",
    "csv_style",
    "names_file",
    "old_columns",
    "old_columns_option",
    "tell_rows",
    "write_table",
]

F = TypeVar("F", bound=Callable[..., Any])
JOINED = tuple(kind.field for kind in KINDS if kind.singular in OCCASIONS)
"""Kinds of which a row is for all that reports tell of one."""
TABLES = (*FACT_KINDS, "actors", "participants", "reports")
"""Of what there is a table; a test holds them to those of :mod:`communique.export.tables.columns`."""
STORED = (*TABLES, "judgements")
"""Of what a store has a table."""
TABLE_FORMATS = ("csv", "jsonl", "xlsx", "parquet")
"""The formats of tables; XLSX and Parquet need a file, the others go to standard output too."""
BOM, DELIMITER, COMMA = "communique.bom", "communique.delimiter", "communique.decimal_comma"
OLD = "communique.old_columns"
"""Where the options lie in the context of the command."""


def _kept(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(context: click.Context, _parameter: click.Parameter, value: Any) -> None:
        context.meta[name] = value

    return keep


def _one_character(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is None:
        return
    delimiter = "\t" if value in ("\\t", "tab") else value
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise click.BadParameter("give one character, such as ; or tab")
    context.meta[DELIMITER] = delimiter


def csv_options(function: F) -> F:
    """``--no-bom``, ``--delimiter`` and ``--decimal-comma``, which :func:`csv_style` reads."""
    function = click.option(
        "--decimal-comma", is_flag=True, expose_value=False, callback=_kept(COMMA),
        help="Numbers of CSV with a comma (0,85), as spreadsheets may want them; cells are then parted by a semicolon.",
    )(function)  # fmt: skip
    function = click.option(
        "--delimiter", metavar="C", expose_value=False, callback=_one_character,
        help="Between the cells of CSV: one character, such as ; or tab. By default a comma.",
    )(function)  # fmt: skip
    return click.option(
        "--no-bom", is_flag=True, expose_value=False, callback=_kept(BOM),
        help="CSV without the mark by which spreadsheets know UTF-8.",
    )(function)  # fmt: skip


def old_columns_option(function: F) -> F:
    """``--old-columns``, which :func:`old_columns` reads."""
    return click.option(
        "--old-columns", is_flag=True, expose_value=False, callback=_kept(OLD),
        help="CSV with the columns of 0.4, for the last time in this version.",
    )(function)  # fmt: skip


def csv_style() -> CsvStyle:
    """How the command is to write CSV."""
    from communique.export.tables.formats import CsvStyle

    meta = click.get_current_context().meta
    comma = meta.get(COMMA, False)
    delimiter = meta.get(DELIMITER) or (";" if comma else ",")
    if comma and delimiter == ",":
        raise UsageError("numbers with a comma cannot stand between commas; give --delimiter another character")
    return CsvStyle(not meta.get(BOM, False), delimiter, "," if comma else ".")


def old_columns() -> bool:
    """Whether CSV is to have the columns of 0.4."""
    return bool(click.get_current_context().meta.get(OLD, False))


def names_file(output: str | None) -> bool:
    """Whether ``-o`` names a file or folder, there or to come: no pipe, no device, not standard output."""
    if output is None or output == "-":
        return False
    path = Path(output)
    return not path.exists() or path.is_file() or path.is_dir()


def write_table(what: str, rows: Iterable[dict[str, Any]], form: str, output: str | None) -> int:
    """Write the rows of one table; to a file with its data dictionary beside it. Gives how many there were.

    Raises:
        UsageError: the format needs a file, or the file cannot be written.
    """
    # Closed before the store is, also where nobody reads the output any more.
    with closing(rows) if isinstance(rows, Generator) else nullcontext():
        return _write(what, rows, form, output)


def _write(what: str, rows: Iterable[dict[str, Any]], form: str, output: str | None) -> int:
    from communique.export.tables.columns import table_form

    if names_file(output):
        with bundle(str(output), form, (what,), single=form != "xlsx") as target:
            target.add(what, rows)
        for note in target.notes:
            click.echo(f"communique: {printable(str(output))}: {note}", err=True)
        return target.counts[what]
    if form in ("xlsx", "parquet"):
        raise UsageError(f"{form} is no text: name a file for it with -o")
    many = 0

    def counted() -> Iterator[dict[str, Any]]:
        nonlocal many
        for row in rows:
            many += 1
            yield row

    with Output(output) as stream:
        stream.write_all(_texts(table_form(what), counted(), form))
    return many


def _texts(form: Any, rows: Iterable[dict[str, Any]], kind: str) -> Iterator[str]:
    import msgspec

    from communique.export.tables.formats import csv_lines

    if kind == "csv":
        return csv_lines(form, rows, csv_style())
    return (msgspec.json.encode(row).decode() + "\n" for row in rows)


def bundle(
    output: str, form: str, tables: Sequence[str], *, single: bool = False, partition: Partition | None = None
) -> TableBundle:
    """Tables on their way to a folder or a file; with ``partition`` those of Parquet by month or year.

    Raises:
        UsageError: it cannot be written there, or a package that the format needs is not installed.
    """
    from communique.export.tables.bundle import TableBundle
    from communique.export.tables.columns import table_form

    kind = cast("BundleFormat", form)
    return TableBundle(
        output, kind, [table_form(name) for name in tables], csv_style(), single=single, partition=partition
    )


class Repeats:
    """How many facts stand in other rows' stead, so that rows and what the store has add up."""

    def __init__(self) -> None:
        self.more: Counter[str] = Counter()
        """By tables: facts and printings beyond one a row."""

    def counted(self, table: str, rows: Iterable[dict[str, Any]]) -> Generator[dict[str, Any], None, None]:
        """The same rows."""
        column = "tellings" if table in JOINED else "printings"
        with closing(rows) if isinstance(rows, Generator) else nullcontext():
            for row in rows:
                self.more[table] += int(row.get(column) or 1) - 1
                yield row

    def tell(self) -> None:
        """Say it, where there are any."""
        for table, many in self.more.items():
            if many:
                column = "tellings" if table in JOINED else "printings"
                click.echo(
                    f"communique: {table}: {many:,} more of the same stand in these rows (column {column})", err=True
                )


def tell_rows(target: TableBundle, output: str) -> None:
    """Say how many rows each table has, and what could not be held as it is."""
    told = ", ".join(f"{many:,} {name[:-1] if many == 1 else name}" for name, many in target.counts.items())
    click.echo(f"communique: {printable(output)}: {told}", err=True)
    for note in target.notes:
        click.echo(f"communique: {printable(output)}: {note}", err=True)
