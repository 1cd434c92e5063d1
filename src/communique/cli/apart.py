"""``communique apart``: entities that are not one."""

from __future__ import annotations

import click

from communique.cli.options import opened, store_option, tell


@click.command("apart", short_help="Judge that entities are not one and the same.")
@click.argument("names", metavar="NAME NAME...", nargs=-1, required=True)
@store_option
@click.option("--note", metavar="TEXT", help="Why.")
@click.option("--by", metavar="NAME", help="Who judges; by default you, or $COMMUNIQUE_REVIEWER.")
def command(names: tuple[str, ...], store: str, note: str | None, by: str | None) -> None:
    """Judge that each of these is another one: names, or entity ids where several are called so. `communique find
    unsure` lists them together no more, and nothing that is added or read anew later joins them; `communique undo`
    takes it back.

    \b
    communique find unsure                                  clusters that wait for a judgement
    communique apart e3f2a90cbb1d2c44 e61f51967dcc8eb2 --note "father and son"
    """
    with opened(store) as place:
        number, found = place.apart(*names, note=note, by=by)
    told = " and ".join(f"{one.label} {one.id}" for one in found)
    tell(f"judgement {number}: {told} stay apart; `communique undo {number}` takes it back")
