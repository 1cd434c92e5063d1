"""``communique merge``: two entities are one."""

from __future__ import annotations

import click

from communique.cli.options import opened, store_option, tell


@click.command("merge", short_help="Judge that entities are one and the same.")
@click.argument("names", metavar="NAME NAME...", nargs=-1, required=True)
@store_option
@click.option("--all", "every", is_flag=True, help="All who are called NAME, and whoever may be one of them.")
@click.option("--note", metavar="TEXT", help="Why.")
@click.option("--by", metavar="NAME", help="Who judges; by default you, or $COMMUNIQUE_REVIEWER.")
def command(names: tuple[str, ...], store: str, every: bool, note: str | None, by: str | None) -> None:
    """Judge that these are one and the same, which goes by the first name: names, or entity ids where several are
    called so. What the machine decided stays beside the judgement, and `communique undo` takes it back.

    With --all one judgement settles a cluster: whoever is called NAME and whoever `communique find unsure` lists with
    them. Left apart are those with another full name, those who may be somebody else too, those kept apart before.

    \b
    communique merge "Ahmet Davutoglu" e3f2a90cbb1d2c44
    communique merge --all Davutoglu
    communique find unsure                                  clusters that wait for a judgement
    """
    if every and len(names) != 1:
        raise click.UsageError("--all takes one name: whoever may be meant by it becomes one")
    with opened(store) as place:
        if not every:
            number, one = place.merge(*names, note=note, by=by)
            told = f"{len(names)} are one now, {one.label} {one.id}"
        else:
            number, found = place.merge_all(names[0], note=note, by=by)
            one, *others = found.entities
            told = f"{len(found.entities)} are one now, {one.label} {one.id}: "
            told += ", ".join(f"{other.label} {other.id}" for other in others)
            for left, why in found.left_out:
                tell(f"{left.label} {left.id} stays apart: {why}")
    tell(f"judgement {number}: {told}; `communique undo {number}` takes it back")
