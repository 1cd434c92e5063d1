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
from communique.query.shifts import PERIODS

BELOW = 20
"""Changes that are told below positions at most."""


@click.command("positions", short_help="Who is for and against what, over time.")
@click.option("--about", "issue", metavar="ISSUE", help="On this issue: its words in any form, its name or its id.")
@click.option("--sides", "as_sides", is_flag=True, help="A row for each actor and issue: how often for and against.")
@click.option("--changes", is_flag=True, help="Only who turned when, and which reports contradict each other.")
@click.option("--shares", is_flag=True, help="Per cent for and against each issue, by period.")
@click.option("--every", type=click.Choice(PERIODS), help="The period of --shares; by default year.")
@store_option
@question_options("by", "country", "since", "until", "source", "publisher", "confidence", offset=True)
@format_option(*FORMATS, "jsonl", "xlsx", "parquet")
@old_columns_option
@output_option
def command(
    issue: str | None, as_sides: bool, changes: bool, shares: bool, every: str | None, store: str, form: str,
    output: str | None, limit: int, **given: Any,
) -> None:  # fmt: skip
    """Print positions by their dates: who was for and against what. Issues are one whatever reports call them;
    `communique issues` lists, merges, splits and renames them, and `communique codebook` codes them by concepts.

    With --by or --about it is told below who turned: the first position that says the opposite of those before it, on a
    later day. Reports that tell one statement as for and as against are flagged.

    \b
    communique positions --by Ankara --about "military intervention"
    communique positions --about sanctions --sides --format csv -o sides.csv
    communique positions --about sanctions --shares --every month
    communique positions --changes
    """
    from communique.export.issues import render
    from communique.query import shifts
    from communique.query.issues import sides

    if sum((as_sides, changes, shares)) > 1 or (every and not shares):
        raise UsageError("--sides, --changes and --shares are three questions; --every goes with --shares. Ask one")
    counted = as_sides or changes or shares
    asked = question(0 if counted else limit, **given)
    with opened(store) as place:
        known = tell_resolutions(place, asked)
        found, turned, apart = place.changes(wider(asked), issue=issue)
        if not found and known:
            tell("no positions meet the conditions; `communique issues list` shows what there are positions on")
        told: list[Any] = [*turned, *apart]
        answers: list[Any] = told if changes else found
        if as_sides or shares:
            answers = sides(found) if as_sides else shifts.shares(found, every or "year")
        if changes and found and not told:
            tell("nobody turns in what is told, and no reports contradict each other")
        shown = answers[: limit or None]
        if form in TABLE_FORMATS and not counted and not (form == "csv" and old_columns()):
            many = write_table("positions", place.rows_of("positions", shown), form, output)
        elif form in ("jsonl", "xlsx", "parquet"):
            raise UsageError(f"--sides, --changes and --shares have no {form}; use csv or json")
        else:
            plain = form == "table" and not counted and bool(issue or given.get("by"))
            below = told[:BELOW] if plain else []
            many = print_answers([*shown, *below], form, output, render) - len(below)
            if below and len(told) > BELOW:
                tell(f"the first {BELOW} of {len(told)} changes are shown; --changes lists them")
    tell_more(many, len(answers), asked.offset)
