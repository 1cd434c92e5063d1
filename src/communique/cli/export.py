"""``communique export``: everything in a store, for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from communique.cli.options import opened, output_option, question, question_options, store_option
from communique.cli.output import Output
from communique.query.question import FINDABLE

if TYPE_CHECKING:
    from communique.store import Store


@click.command("export", short_help="Write out a store: records, or facts as a table.")
@click.argument("form", metavar="FORMAT", type=click.Choice(("jsonl", "csv", "markdown")))
@store_option
@click.option(
    "--what", type=click.Choice(FINDABLE), default="statements", show_default=True, help="Facts for csv and markdown."
)
@question_options(limit=None)
@output_option
def command(form: str, store: str, what: str, output: str | None, limit: int, **given: Any) -> None:
    """Write out a store.

    jsonl: every report's record, one a line, in the order in which they were added; actors have their entity across
    reports. Conditions on reports (--since, --until, --source, --publisher) narrow.

    csv: facts as a table with their citations, safe to open in a spreadsheet. markdown: facts as a list for a note.
    Both take the conditions of `communique find`.

    \b
    communique export jsonl -o records.jsonl
    communique export csv --what statements --by Lavrov -o lavrov.csv
    """
    target = Output(output)
    with opened(store) as place, target:
        target.write_all(_texts(place, form, what, question(limit, **given)))


def _texts(place: Store, form: str, what: str, asked: Any) -> Iterator[str]:
    if form == "jsonl":
        from communique.export.jsonl import records

        return records(place.records(asked))
    answers = place.find(what, asked)
    if form == "csv":
        from communique.export.csv import render

        return render(answer.flat() for answer in answers)
    from communique.export.markdown import items

    return items(answer.flat() for answer in answers)
