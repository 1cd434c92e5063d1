"""``communique export``: everything in a store, for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from communique.cli.messages import refuse_unknown
from communique.cli.options import opened, output_option, question, question_options, store_option, tell
from communique.cli.output import Output
from communique.cli.tables import (
    STORED,
    Repeats,
    bundle,
    csv_options,
    names_file,
    old_columns,
    old_columns_option,
    tell_rows,
    write_table,
)
from communique.errors import UsageError, printable

if TYPE_CHECKING:
    from communique.export.tables.partitions import Partition
    from communique.store import Store


FORMS = ("jsonl", "csv", "xlsx", "parquet", "markdown", "gold", "dna")


@click.command("export", short_help="Write out a store: records, or facts as tables.")
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMS))
@store_option
@click.option(
    "--what", type=click.Choice((*STORED, "unsure")),
    help="The table that is wanted. By default statements, or all tables where -o is a folder or a workbook.",
)  # fmt: skip
@question_options(limit=None)
@csv_options
@old_columns_option
@click.option("--judged", is_flag=True, help="With what coders decided put in: of records, and of tables.")
@click.option("--unjudged", is_flag=True, help="Of gold: take facts that nobody judged for right.")
@click.option(
    "--beside", metavar="FILE.dna", multiple=True, type=click.Path(),
    help="Of dna: put the statements of this file, coded by hand, beside the machine's in the same documents.",
)  # fmt: skip
@click.option(
    "--partition", type=click.Choice(("month", "year", "none")), default="month", show_default=True,
    help="Of parquet to a folder: a file for each month or year in which reports were published, or one a table.",
)  # fmt: skip
@click.option("--password", metavar="WORD", help="Of dna: what DNA asks for on opening; by default communique.")
@output_option
def command(
    form: str, store: str, what: str | None, output: str | None, limit: int, judged: bool, unjudged: bool,
    beside: tuple[str, ...], password: str | None, partition: str, **given: Any,
) -> None:  # fmt: skip
    """Write out a store.

    jsonl: every report's record, one a line, in the order in which they were added; actors have their entity across
    reports. Conditions on reports (--since, --until, --source, --publisher) narrow. With --what the rows of that table,
    to a folder those of all.

    csv, xlsx, parquet: tables with a column for each field, each row with its report and characters, safe to open in a
    spreadsheet; a data dictionary is written beside them. To a folder (-o tables/) or a workbook go all tables, and the
    log of judgements, to a file one; of parquet each table is then a folder with a file for each month. Both xlsx and
    parquet need the extra `frames`. markdown: facts as a list for a note.
    All take the conditions of `communique find`. They have what the machine found, with a column `judgement`; with
    --judged facts are as coders decided.

    gold: the reports that coders read whole and judged to the last fact, as `communique evaluate` reads them: a line
    for each, or in a folder a file.

    dna: texts and the positions in them as a file that Discourse Network Analyzer 3 opens, with the attributes of
    persons and organizations; of the conditions those on reports narrow.

    \b
    communique export jsonl -o records.jsonl
    communique export csv --what statements --by Lavrov -o lavrov.csv
    communique export xlsx -o store.xlsx
    communique export csv --judged -o tables/
    communique export parquet -o tables/
    communique export gold -o gold/
    communique export dna -o talks.dna --beside coded-by-hand.dna
    """
    asked = question(limit, **given)
    if what == "unsure" and form in ("xlsx", "parquet"):
        raise UsageError(f"what is unsure is no table for {form}; `communique find unsure --format csv` lists it")
    if form == "dna":
        from communique.cli.dna_files import write_store

        if what is not None or judged or unjudged:
            raise UsageError("dna has the positions, as they were judged: leave --what, --judged and --unjudged out")
        write_store(store, output, asked, beside, password)
        return
    if beside or password is not None:
        raise UsageError("--beside and --password are of dna alone")
    if form == "gold":
        if what is not None or judged:
            raise UsageError("gold has all that was judged of whole reports: leave --what and --judged out")
        _write_gold(store, output, unjudged)
        return
    if judged and (form == "markdown" or what == "unsure" or old_columns()):
        raise UsageError("what coders decided goes out as records and tables: leave --judged out")
    one = _one_table(form, what, output)
    with opened(store) as place:
        refuse_unknown(place, asked)
        plain = (form == "jsonl" and what is None and one is not None) or (form == "csv" and old_columns())
        if plain or form == "markdown" or (what == "unsure" and form in ("csv", "jsonl")):
            target = Output(output)
            with target:
                target.write_all(_texts(place, form, what or "statements", asked, judged))
        elif one is not None:
            repeats = Repeats()
            rows = place.rows(one, asked, judged=judged)
            write_table(one, repeats.counted(one, rows), form, output)
            repeats.tell()
        elif output is None:
            raise UsageError(f"{form} is no text: name a file for it with -o")
        else:
            from communique.export.citation import how_to_cite

            divided = cast("Partition", partition) if form == "parquet" and partition != "none" else None
            with bundle(output, form, STORED, partition=divided) as tables:
                tables.about += how_to_cite(place.origin())
                repeats = Repeats()
                with closing(place.tables(asked, judged=judged)) as found:
                    for name, row in found:
                        tables.add(name, repeats.counted(name, (row,)))
            tell_rows(tables, output)
            repeats.tell()


def _write_gold(store: str, output: str | None, unjudged: bool) -> None:
    """Reviewed reports: a file for each in a folder, or a line for each."""
    import msgspec

    with opened(store) as place:
        found, waiting = place.review.gold(unjudged=unjudged)
    if waiting:
        facts, many = sum(waiting.values()), len(waiting)
        tell(
            f"{many:,} report{'s were' if many > 1 else ' was'} read whole, but {facts:,} fact{'s' * (facts > 1)} in "
            f"{'them wait' if many > 1 else 'it wait'} for a judgement: left out"
        )
    if not found:
        tell("no report was read whole and all its facts judged; `communique judge REPORT whole` says that one was")
    if output is not None and (output.endswith("/") or Path(output).is_dir()):
        folder = Path(output)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"{printable(output)}: no folder can be made there ({error.strerror})") from None
        for name, record in found:
            with Output(str(folder / f"{_file_name(name)}.json")) as target:
                target.write(msgspec.json.encode(record).decode() + "\n")
        return
    with Output(output) as target:
        target.write_all(msgspec.json.encode(record).decode() + "\n" for _, record in found)


def _file_name(name: str) -> str:
    return "".join(c if c.isalnum() or c in "-_. " else "_" for c in name).lstrip(".") or "report"


def _one_table(form: str, what: str | None, output: str | None) -> str | None:
    """The table that is wanted, or None for all of them."""
    folder = output is not None and (output.endswith("/") or Path(output).is_dir())
    if form == "csv" and what is None and output is not None and names_file(output) and not Path(output).suffix:
        folder = folder or not Path(output).is_file()  # "-o tables", as of `communique read`
    if what is not None and not (folder and form != "xlsx"):
        return what
    if what is not None:
        raise UsageError(f"{printable(str(output))}: is a folder; name a file in it for one table, or leave --what out")
    return None if folder or form in ("xlsx", "parquet") else "statements"


def _texts(place: Store, form: str, what: str, asked: Any, judged: bool) -> Iterator[str]:
    from communique.export import jsonl

    if form == "jsonl" and what != "unsure":
        return jsonl.records(place.records(asked, judged=judged))
    answers = place.find(what, asked, judged=False)
    if form == "jsonl":
        return jsonl.answers(answers)
    if form == "csv":
        from communique.export.csv import render

        return render(answer.flat() for answer in answers)
    from communique.export.markdown import items

    return items(answer.flat() for answer in answers)
