"""``communique update``: texts of a store read again, as far as a newer version reads them otherwise."""

from __future__ import annotations

from typing import Any

import click

from communique.cli.diff import lines
from communique.cli.options import opened, output_option, store_option, tell
from communique.cli.output import Output
from communique.cli.signals import check_signals, signals_first
from communique.cli.terminal import failure

FAILED = 1


@click.command("update", short_help="Read again what a newer version reads otherwise.")
@store_option
@click.option("--all", "everything", is_flag=True, help="Read all texts again, also those that this version read.")
@click.option("--dry-run", is_flag=True, help="Only say how many texts would be read again.")
@click.option("--jobs", type=click.IntRange(1, 1024), help="Processes that read; by default one for each core.")
@click.option("--format", "form", type=click.Choice(("csv", "jsonl")), default="csv", show_default=True, help="Of -o.")
@output_option
@click.pass_context
def command(
    context: click.Context, /, store: str, everything: bool, dry_run: bool, jobs: int | None, form: str,
    output: str | None,
) -> None:  # fmt: skip
    """Read the texts of a store again that an older version read, as far as what changed since touches them.

    Which texts that are the versions tell; one that tells nothing touches all of them. The facts of a text are replaced
    in one transaction, from the text that the store keeps: the reports' files are not needed. What people judged stays
    with the facts that are still there; what became of the facts is told, one by one with -o.

    \b
    communique update --dry-run
    communique update --store years.db -o changed.csv
    """
    from communique.cli.progress import Bar
    from communique.ingest.workers import cores

    with opened(store) as place:
        texts = place.outdated(everything=everything)
        if dry_run or not texts:
            tell(f"{len(texts):,} text{'s' * (len(texts) != 1)} to be read again")
            return
        with Bar(()) as bar:

            def progress(added: Any) -> None:
                bar.show(added)
                check_signals()

            with signals_first():
                told, sums, changes = place.update(
                    texts, jobs=jobs or cores(), on_progress=progress, on_error=lambda e: bar.tell(failure(e))
                )
    tell(f"{told.read:,} text{'s' * (told.read != 1)} read again in {told.seconds:,.0f} s")
    for line in sums.lines():
        click.echo(line, err=output is None or output == "-")
    if output is not None:
        target = Output(output)
        with target:
            target.write_all(lines(changes, form))
    context.exit(FAILED if told.failed else 0)
