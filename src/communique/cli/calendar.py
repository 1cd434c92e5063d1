"""``communique calendar``: the meetings of reports or of a store, by date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from communique.cli.options import MOST, opened, output_option, print_answers, store_option, tell
from communique.cli.output import Output
from communique.cli.read import _checked_date as checked_date
from communique.cli.signals import check_signals
from communique.cli.terminal import failure, width

if TYPE_CHECKING:
    from communique.export.calendar import CalendarEntry
    from communique.model import Record

FAILED = 1
STATUSES = ("held", "planned", "proposed", "postponed", "cancelled")


@click.command(
    "calendar",
    short_help="Meetings held, planned and cancelled, by date.",
    context_settings={"help_option_names": ["-h", "--help"]},  # also when it is called without its group
)
@click.argument("paths", metavar="[PATH...]", nargs=-1, type=click.Path(allow_dash=True, readable=False))
@store_option
@click.option("--ics", "ics", is_flag=True, help="Write iCalendar, which calendar programs open.")
@click.option(
    "--format", "form", type=click.Choice(("text", "json", "csv")), default="text", show_default=True,
    help="How to print it.",
)  # fmt: skip
@click.option("--since", metavar="DATE", callback=checked_date, help="Only what ends on this day or later.")
@click.option("--until", metavar="DATE", callback=checked_date, help="Only what begins on this day or earlier.")
@click.option("--status", "statuses", multiple=True, type=click.Choice(STATUSES), help="Only these.")
@click.option("--date", metavar="DATE", callback=checked_date, help="The date of the reports, if you know it.")
@click.option("--any-language", is_flag=True, help="Read reports that are not in English too, as well as it goes.")
@click.option("--limit", type=click.IntRange(0, MOST), default=0, help="Most meetings; 0: all.")
@click.option("--offset", type=click.IntRange(0, MOST), default=0, help="Meetings to pass over: the next page.")
@output_option
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    store: str,
    ics: bool,
    form: str,
    since: str | None,
    until: str | None,
    statuses: tuple[str, ...],
    date: str | None,
    any_language: bool,
    limit: int,
    offset: int,
    output: str | None,
) -> None:
    """Print the meetings, visits, calls, summits and votes that reports tell of, in the order of their days.

    With PATHs it reads these reports; without, it takes what the store has. A meeting that many reports tell of stands
    there once, with all of them, as `communique merge` and `split` have it. With a date that the report does not give,
    only the words of the report are known, and the meeting stands last.

    \b
    communique calendar report.txt
    communique calendar --store syria.db --since 2013-04 --ics -o syria.ics
    """
    from communique.export.calendar import calendar, calendar_lines, wanted

    failures: list[str] = []
    if paths:
        found = calendar(_read(paths, date, any_language, failures))
        entries = [e for e in found if wanted(e, since, until, statuses)][offset:][: limit or None]
    else:
        with opened(store) as place:
            entries = place.calendar(since=since, until=until, statuses=statuses, limit=limit or None, offset=offset)
    if not entries and failures:
        tell("no meetings found")
    elif ics:
        _write_ics(entries, output)
    elif form == "text":
        target = Output(output)
        with target:
            target.write_all(calendar_lines(entries, 100 if target.is_file else width()))
        if not entries:
            tell("no meetings found")
    else:
        print_answers(entries, form, output)
    context.exit(FAILED if failures else 0)


def _read(paths: tuple[str, ...], date: str | None, any_language: bool, failures: list[str]) -> Iterator[Record]:
    from communique.errors import InputError
    from communique.reader import Reader
    from communique.sources import open_reports

    for item in Reader().read_many(open_reports(paths, date=date, any_language=any_language)):
        check_signals()
        if isinstance(item, InputError):
            failures.append(str(item))
            click.echo(failure(item), err=True)
        else:
            yield item


def _write_ics(entries: list[CalendarEntry], output: str | None) -> None:
    from communique.export.ical import days, render

    with Output(output) as target:
        target.write_all(render(entries))
    left_out = sum(days(e) is None for e in entries)
    if left_out:
        tell(f"{left_out:,} of {len(entries):,} meetings have no date and are left out")
