"""``communique split``: some mentions of an entity are somebody else."""

from __future__ import annotations

import click

from communique.cli.options import opened, store_option, tell


@click.command("split", short_help="Judge that some reports tell of somebody else.")
@click.argument("name")
@store_option
@click.option("--report", "reports", metavar="ID", multiple=True, help="A report that tells of another one.")
@click.option(
    "--actor",
    "actors",
    metavar="ID",
    multiple=True,
    help="An actor, meeting or agreement of a record that is another one.",
)
@click.option("--note", metavar="TEXT", help="Why.")
@click.option("--by", metavar="NAME", help="Who judges; by default you, or $COMMUNIQUE_REVIEWER.")
def command(
    name: str, store: str, reports: tuple[str, ...], actors: tuple[str, ...], note: str | None, by: str | None
) -> None:
    """Judge that NAME in these reports is another one, which becomes an entity of its own: an actor by name or id, a
    meeting or agreement by the id that `communique find` shows. `communique undo` takes it back.

    \b
    communique split Ivanov --report 3f2a9c1d --note "the defence minister, not the foreign minister"
    communique split e61f51967dcc8eb2 --report 3f2a9c1d --report 77b0a1e2
    """
    if not reports and not actors:
        raise click.UsageError("Say which reports tell of another one: --report ID")
    with opened(store) as place:
        number, moved, new = place.split(name, reports=reports, actors=actors, note=note, by=by)
    told = " and ".join(f"{many} {kind}{'s' * (many != 1)}" for kind, many in moved.items())
    tell(f"judgement {number}: {told} moved to {new.label} {new.id}; `communique undo {number}` takes it back")
