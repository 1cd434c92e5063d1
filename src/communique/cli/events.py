"""``communique events``: who did what to whom, as event data."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal, get_args

import click

from communique.cli.messages import tell_nothing, tell_resolutions
from communique.cli.options import opened, output_option, print_answers, question, question_options, store_option, tell
from communique.cli.output import Output
from communique.cli.tables import TABLE_FORMATS, csv_options, csv_style, names_file, tell_rows, write_table
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.export.events.coded import CodedEvent
    from communique.model import Record, Report

FORMS = ("list", "json", *TABLE_FORMATS, "plover", "table", "dyads", "panel")
Period = Literal["day", "week", "month", "year"]
EVERY: tuple[Period, ...] = get_args(Period)


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
    "--facts", is_flag=True, help="Only what the reports give as facts, not what is alleged, planned or said. What is "
    "counted (dyads, panel) is so anyway, unless --said.",
)  # fmt: skip
@click.option("--said", is_flag=True, help="In dyads and panel: also what somebody tells (“officials said”).")
@click.option("--every", type=click.Choice(EVERY), default="month", show_default=True, help="In panel: its periods.")
@click.option("--report-dates", is_flag=True, help="In panel: an event without a date counts at that of its report.")
@click.option("--no-zeros", is_flag=True, help="In panel: no rows for periods without an event.")
@click.option("--once", is_flag=True, help="In table: an event of several reports once, with all its citations.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="list",
    show_default=True,
    help="list and json: as communique find has them; csv, jsonl, xlsx, parquet: a row for each event; plover: "
    "PLOVER's JSON, one event a line; table: CSV with a row for each pair of actor and recipient, as 0.1 had it, for "
    "the last time in this version; dyads: CSV of counts by month and pair of countries; panel: tables of dyads, "
    "monads and coverage over time, to a folder or a workbook.",
)
@csv_options
@output_option
def command(
    store: str,
    form: str,
    output: str | None,
    limit: int,
    types: tuple[str, ...],
    facts: bool,
    said: bool,
    every: Period,
    report_dates: bool,
    no_zeros: bool,
    once: bool,
    **given: Any,
) -> None:
    """Print the events of a store: who did what to whom, in PLOVER's terms, each with its citation.

    --by and --to are anybody who takes part, --about words in the sentence that tells it. An event of two reports
    stands twice, except in dyads, panel and with --once, which take events of one type, day and pair of sides for one.

    Two who act together are a pair only where the act is mutual (CONSULT, AGREE, COOPERATE). What is counted, and what
    is left out and why, is told on standard error.

    panel: pairs of states, and states, in every period from the first report to the last, with zeros, counts by type
    and quad class, the scale, numbers of COW and of Gleditsch and Ward, and the number of reports read. --by day, week,
    month or year means --every there.

    \b
    communique events --country TUR --since 2013-01 --type CONSULT
    communique events --format plover -o events.jsonl
    communique events --format dyads -o dyads.csv
    communique events --format panel --every year -o panel/
    """
    if form == "panel" and given["by"] in EVERY:
        every, given["by"] = given["by"], None
    if form == "panel" and not names_file(output):
        raise UsageError("a panel is several tables; name a folder for them with -o, or a workbook: -o panel.xlsx")
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
        records = place.records(reports, judged=True)
        if form == "panel":
            assert output is not None
            _write_panel(records, ids, every, output, said=said, report_dates=report_dates, zeros=not no_zeros)
            return
        target = Output(output)
        with target:
            target.write_all(_texts(coded(records, ids), form, once, said))


def _write_panel(
    records: Iterator[Record], ids: Collection[str], every: Period, output: str, *, said: bool, report_dates: bool,
    zeros: bool,
) -> None:  # fmt: skip
    from communique.export.citation import OriginCounter, how_to_cite
    from communique.export.events.coded import coded
    from communique.export.events.panel import panel, panel_forms
    from communique.export.tables.bundle import TableBundle

    reports: list[Report] = []
    events: list[CodedEvent] = []
    counter = OriginCounter()
    for record in map(counter.add, records):
        reports.append(record.report)
        events += coded([record], ids)
    found = panel(events, reports, every, said=said, report_dates=report_dates, zeros=zeros)
    book = PurePath(output).suffix.lower() == ".xlsx"
    with TableBundle(output, "xlsx" if book else "csv", panel_forms(), csv_style()) as target:
        target.about += how_to_cite(counter.origin)
        for form in panel_forms():
            target.add(form.name, found.rows(form.name))
    tell(f"dyads: {found.of_dyads.words}")
    tell(f"monads: {found.of_monads.words}")
    tell_rows(target, output)


def _texts(events: Iterator[CodedEvent], form: str, once: bool, said: bool) -> Iterator[str]:
    if form == "plover":
        from communique.export.events.plover import plover_lines

        yield from plover_lines(events)
    elif form == "table":
        from communique.export.events import table

        yield from table.event_lines(events, once=once)
    else:
        from communique.export.events import dyads
        from communique.export.events.counting import EventAccount

        account = EventAccount()
        yield from dyads.dyad_lines(events, account, said=said)
        tell(account.words)
