"""``communique show``: a report of a store, its text with the evidence marked."""

from __future__ import annotations

import click

from communique.cli.options import format_option, opened, output_option, store_option
from communique.cli.output import Output
from communique.cli.terminal import shows_colour, width


@click.command("show", short_help="Show a report of a store with its evidence marked.")
@click.argument("report")
@store_option
@format_option("text", "brief", "json", "html")
@click.option("--judged", is_flag=True, help="With what coders decided: rejected facts left out, others put right.")
@output_option
def command(report: str, store: str, form: str, judged: bool, output: str | None) -> None:
    """Show the report with this id, or with this beginning of one, as answers cite it.

    text: the report's text with the actors' mentions, what was said and the words that attribute it marked, and numbers
    of characters in the margin. brief, json and html: as `communique read` prints them.

    \b
    communique show 3f2a9c1d
    communique show 3f2a9c1d --format html -o report.html
    """
    target = Output(output)
    colour, columns = (False, 100) if target.is_file else (shows_colour(), width())
    with opened(store) as place, target:
        record = place.record(report.split(":")[0], judged=judged)
        if form == "json":
            target.write(record.to_json() + "\n")
        elif form == "html":
            from communique.export.html import page

            target.write(page(record))
        elif form == "brief":
            from communique.export.brief import render

            target.write(render(record, color=colour, width=columns))
        else:
            from communique.export.highlighted import render as marked

            target.write(marked(record, color=colour, width=columns))
