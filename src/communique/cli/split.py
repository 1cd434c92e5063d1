"""``communique split``: some mentions of an entity are somebody else."""

from __future__ import annotations

import click

from communique.cli.asking import opened, store_option, tell


@click.command("split", short_help="Judge that some reports tell of somebody else.")
@click.argument("name")
@store_option
@click.option("--report", "reports", metavar="ID", multiple=True, help="A report that tells of somebody else.")
@click.option("--actor", "actors", metavar="ID", multiple=True, help="An actor of a record who is somebody else.")
@click.option("--note", metavar="TEXT", help="Why.")
@click.option("--by", metavar="NAME", help="Who judges; by default you, or $COMMUNIQUE_REVIEWER.")
def command(
    name: str, store: str, reports: tuple[str, ...], actors: tuple[str, ...], note: str | None, by: str | None
) -> None:
    """Judge that NAME in these reports is somebody else, who becomes an entity of his own. `communique undo` takes it
    back.

    \b
    communique split Ivanov --report 3f2a9c1d --note "the defence minister, not the foreign minister"
    """
    if not reports and not actors:
        raise click.UsageError("Say which reports tell of somebody else: --report ID")
    with opened(store) as place:
        number, many, new = place.split(name, reports=reports, actors=actors, note=note, by=by)
    tell(
        f"judgement {number}: {many} actor{'s' * (many != 1)} moved to {new}; `communique undo {number}` takes it back"
    )
