"""``communique add``: reports into a store."""

from __future__ import annotations

from typing import Any

import click

from communique.cli.options import OutputPath, opened, store_option, tell
from communique.cli.read import _checked_date as checked_date
from communique.cli.read import columns_option
from communique.cli.shards import ShardRun, read_into_shards, shard_options, shard_run, tell_status
from communique.cli.signals import TOLD, check_signals, signals_first
from communique.cli.terminal import failure

FAILED = 1
MOST_JOBS = 1024
"""More processes than any machine has cores for."""


@click.command("add", short_help="Read reports into a store.")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(allow_dash=True, readable=False))
@store_option
@click.option("--jobs", type=click.IntRange(1, MOST_JOBS), help="Processes that read; by default one for each core.")
@click.option("--date", metavar="DATE", callback=checked_date, help="The date of the reports, if you know it.")
@click.option("--any-language", is_flag=True, help="Read reports that are not in English too, as well as it goes.")
@columns_option
@click.option(
    "--relevant", is_flag=True, help="Set aside what is not diplomacy: sport, business, weather and the like."
)
@click.option("--summary", metavar="FILE", type=OutputPath(), help="Write what was read, file by file, to FILE as CSV.")
@click.option("--again", is_flag=True, help="Read the texts anew, even if this version has read them.")
@shard_options
@click.pass_context
def command(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    store: str,
    jobs: int | None,
    date: str | None,
    any_language: bool,
    columns: dict[str, str] | None,
    relevant: bool,
    summary: str | None,
    again: bool,
    shards: str | None,
    **of_shards: Any,
) -> None:
    """Read the reports in each PATH into a store, which is made if there is none.

    A PATH is a file, a folder with all in it, or - for standard input, as for `communique read`. A report that the
    store has already is left alone, so that the same command can be given again: after it was stopped it goes on where
    it was, and later it adds what is new. Two printings of one text are two reports that share what was found in the
    text. A text that an older version of communique read is read anew.

    What cannot be read is named on standard error, and the exit status is 1; the rest is added. At the end a table
    tells what was read: formats, files, articles, repeated ones, what was set aside, and what failed with why.

    With --relevant, reports that are plainly about sport, business, weather, entertainment or domestic affairs are set
    aside. They are counted in the table, and --summary lists each with its score.

    With --shards FOLDER the input is cut into shards in FOLDER, which are read one by one, by processes or by many
    machines, and then loaded into the store. Each is there whole or not at all. Without PATH the shards that are there
    are loaded.

    \b
    communique add reports/                                  into communique.db
    communique add 2013/*.html --store syria.db --jobs 8
    communique add archive.jsonl.zst --shards shards/ --store years.db
    """
    from communique.cli.progress import Bar
    from communique.ingest.summary import Summary
    from communique.ingest.workers import cores

    seen = Summary(relevant=relevant)
    run = shard_run(shards, again, jobs, **of_shards)
    if run is None and not paths:
        raise click.MissingParameter(ctx=context, param=context.command.params[0])
    if run is not None:
        if summary is not None and not paths:
            raise click.UsageError(
                "--summary tells of inputs while they are cut into shards: give the PATHs too", context
            )
        given = {"date": date, "any_language": any_language, "columns": columns}
        if (failed := _sharded(run, paths, store, seen, relevant=relevant, **given)) is not None:
            if summary is not None:
                write_summary(seen, summary)
            context.exit(FAILED if failed else 0)
        return
    jobs = jobs or cores()
    with opened(store) as place, Bar(paths) as bar:
        told: Any = None

        def progress(added: Any) -> None:
            nonlocal told
            told = added
            bar.show(added)
            check_signals()

        try:
            with signals_first():
                told = place.add(
                    paths, date=date, any_language=any_language, columns=columns, jobs=jobs, again=again,
                    summary=seen, on_progress=progress, on_error=lambda error: bar.tell(failure(error)),
                )  # fmt: skip
        except KeyboardInterrupt as stopped:
            many = f"{told.added:,} reports were added and are safe" if told else "nothing was added"
            bar.tell(f"communique: stopped; {many}. Give the same command again to go on")
            stopped.args = (TOLD,)
            raise
    _tell_added(told)
    if summary is not None:
        write_summary(seen, summary)
    if len(seen.files) > 1 or len(seen.aside) or any(file.articles > 1 for file in seen.files.values()):
        for line in seen.lines():
            click.echo(line, err=True)
    context.exit(FAILED if told.failed else 0)


def _sharded(run: ShardRun, paths: tuple[str, ...], store: str, seen: Any, **given: Any) -> int | None:
    """Read shards and load them; gives how many inputs failed, None where only the status was asked for."""
    from communique.cli.progress import Bar

    if run.status:
        tell_status(run)
        return None
    read = read_into_shards(run, paths, summary=seen, **given)
    failed = read.failed + len(read.aside)
    if run.cut_only or run.part is not None:
        return failed  # the others are not done; who is last loads them all
    with opened(store) as place, Bar(()) as bar:

        def progress(added: Any) -> None:
            bar.show(added)
            check_signals()

        with signals_first():
            told = place.add_shards(run.folder, again=run.again, on_progress=progress)
    _tell_added(told)
    return failed


def _tell_added(told: Any) -> None:
    parts = [f"{told.added:,} report{'s' * (told.added != 1)} added"]
    if told.known:
        parts.append(f"{told.known:,} known already")
    if told.read != told.added:
        parts.append(f"{told.read:,} text{'s' * (told.read != 1)} read")
    if told.failed:
        parts.append(f"{told.failed:,} could not be read")
    speed = f", {told.words / told.seconds:,.0f} words a second" if told.words and told.seconds else ""
    tell(f"{', '.join(parts)} in {told.seconds:,.0f} s{speed}")


def write_summary(summary: Any, path: str) -> None:
    """The summary of a run as CSV."""
    from communique.cli.output import Output
    from communique.export.csv import render

    target = Output(path)
    with target:
        for text in render(summary.rows()):
            target.write(text)
