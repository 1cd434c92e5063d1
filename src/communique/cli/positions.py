"""``communique positions``: who stands where on an issue, over time."""

from __future__ import annotations

from typing import Any

import click

from communique.cli.messages import tell_more, tell_resolutions, wider
from communique.cli.options import (
    FORMATS,
    format_option,
    opened,
    output_option,
    print_answers,
    question,
    question_options,
    store_option,
    tell,
)
from communique.cli.tables import TABLE_FORMATS, old_columns, old_columns_option, write_table
from communique.errors import UsageError


@click.command("positions", short_help="Who is for and against what, over time.")
@click.option("--about", "issue", metavar="ISSUE", help="On this issue: its words in any form, its name or its id.")
@click.option("--sides", "as_sides", is_flag=True, help="A row for each actor and issue: how often for and against.")
@store_option
@question_options("by", "country", "since", "until", "source", "publisher", "confidence", offset=True)
@format_option(*FORMATS, "jsonl", "xlsx", "parquet")
@old_columns_option
@output_option
def command(
    issue: str | None, as_sides: bool, store: str, form: str, output: str | None, limit: int, **given: Any
) -> None:
    """Print positions by their dates: who was for and against what. Issues are one whatever reports call them;
    `communique issues` lists, merges, splits and renames them.

    \b
    communique positions --by Ankara --about "military intervention"
    communique positions --about sanctions --sides --format csv -o sides.csv
    """
    from communique.export.issues import render
    from communique.query.issues import sides

    asked = question(0 if as_sides else limit, **given)
    with opened(store) as place:
        known = tell_resolutions(place, asked)
        found = place.positions(wider(asked), issue=issue)
        if not found and known:
            tell("no positions meet the conditions; `communique issues list` shows what there are positions on")
        answers = sides(found) if as_sides else found
        shown = answers[: limit or None]
        if form in TABLE_FORMATS and not as_sides and not (form == "csv" and old_columns()):
            many = write_table("positions", place.rows_of("positions", shown), form, output)
        elif form in ("jsonl", "xlsx", "parquet"):
            raise UsageError(f"--sides is counted, not told: it has no {form}; use csv or json")
        else:
            many = print_answers(shown, form, output, render)
    tell_more(many, len(answers), asked.offset)
