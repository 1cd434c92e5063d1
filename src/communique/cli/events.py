"""``communique events``: who did what to whom, as event data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from communique.cli.messages import tell_nothing, tell_resolutions
from communique.cli.options import opened, output_option, print_answers, question, question_options, store_option
from communique.cli.output import Output
from communique.cli.tables import TABLE_FORMATS, csv_options, write_table

if TYPE_CHECKING:
    from communique.export.events.coded import CodedEvent

FORMS = ("list", "json", *TABLE_FORMATS, "plover", "table", "dyads")


@click.command("events", short_help="Who did what to whom: events of a store as event data.")
@store_option
@question_options(
    "by",
    "to",
    "about",
    "anywhere",
    "country",
    "since",
    "until",
    "source",
    "publisher",
    "confidence",
    limit=None,
    offset=True,
)
@click.option("--type", "types", metavar="TYPE", multiple=True, help="PLOVER types: CONSULT, ACCUSE, SANCTION ...")
@click.option(
    "--facts", is_flag=True, help="Only what the reports give as facts, not what is alleged, planned or said."
)
@click.option("--once", is_flag=True, help="In table: an event of several reports once, with all its citations.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="list",
    show_default=True,
    help="list and json: as communique find has them; csv, jsonl, xlsx, parquet: a row for each event; plover: "
    "PLOVER's JSON, one event a line; table: CSV with a row for each pair of actor and recipient, as 0.1 had it, for "
    "the last time in this version; dyads: CSV of counts by month and pair of countries.",
)
@csv_options
@output_option
def command(
    store: str, form: str, output: str | None, limit: int, types: tuple[str, ...], facts: bool, once: bool, **given: Any
) -> None:
    """Print the events of a store: who did what to whom, in PLOVER's terms, each with its citation.

    --by and --to are anybody who takes part, --about words in the sentence that tells it. An event of two reports
    stands twice, except in dyads and with --once, which take events of one type, day and pair of sides for one.

    \b
    communique events --country TUR --since 2013-01 --type CONSULT
    communique events --format plover -o events.jsonl
    communique events --format dyads --facts -o dyads.csv
    """
    with opened(store) as place:
        asked = question(limit, **given, type=types, facts=facts)
        known = tell_resolutions(place, asked)
        answers = place.find("events", asked)
        if not answers and known:
            tell_nothing("events", asked, lambda less: bool(place.find("events", less)))
        if form in ("list", "json"):
            print_answers(answers, "table" if form == "list" else form, output)
            return
        if form in TABLE_FORMATS:
            write_table("events", place.rows_of("events", answers), form, output)
            return
        from communique.export.events.coded import coded

        ids = {a.id for a in answers}
        reports = question(
            0, since=given["since"], until=given["until"], source=given["source"], publisher=given["publisher"]
        )
        target = Output(output)
        with target:
            target.write_all(_texts(coded(place.records(reports), ids), form, once))


def _texts(events: Iterator[CodedEvent], form: str, once: bool) -> Iterator[str]:
    if form == "plover":
        from communique.export.events.plover import plover_lines

        return plover_lines(events)
    if form == "table":
        from communique.export.events import table

        return table.event_lines(events, once=once)
    from communique.export.events import dyads

    return dyads.dyad_lines(events)
