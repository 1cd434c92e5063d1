"""``communique merge``: two entities are one."""

from __future__ import annotations

import click

from communique.cli.options import opened, store_option, tell


@click.command("merge", short_help="Judge that entities are one and the same.")
@click.argument("names", metavar="NAME NAME...", nargs=-1, required=True)
@store_option
@click.option("--note", metavar="TEXT", help="Why.")
@click.option("--by", metavar="NAME", help="Who judges; by default you, or $COMMUNIQUE_REVIEWER.")
def command(names: tuple[str, ...], store: str, note: str | None, by: str | None) -> None:
    """Judge that these are one and the same, which goes by the first name: names, or entity ids where several are
    called so. What the machine decided stays beside the judgement, and `communique undo` takes it back.

    \b
    communique merge "Ahmet Davutoglu" e3f2a90cbb1d2c44
    communique find unsure                                  pairs that wait for a judgement
    """
    with opened(store) as place:
        number, one = place.merge(*names, note=note, by=by)
    tell(
        f"judgement {number}: {len(names)} are one now, {one.label} {one.id}; `communique undo {number}` takes it back"
    )
