"""``communique undo``: a judgement taken back."""

from __future__ import annotations

import click

from communique.cli.options import MOST, opened, store_option, tell


@click.command("undo", short_help="Take back a judgement.")
@click.argument("number", type=click.IntRange(1, MOST), required=False)
@store_option
@click.option("--note", metavar="TEXT", help="Why.")
@click.option("--by", metavar="NAME", help="Who judges; by default you, or $COMMUNIQUE_REVIEWER.")
def command(number: int | None, store: str, note: str | None, by: str | None) -> None:
    """Take back the judgement with this NUMBER, or the last one in force: on entities whoever made it, on facts one's
    own. What was accepted in bulk goes with all that was accepted with it, unless a NUMBER is given. The log keeps
    both; `communique redo`, or undoing an undo, brings the judgement back.
    """
    with opened(store) as place:
        found, *others = place.review.take_back(number, note=note, by=by)
    more = f", and {len(others):,} more that were made with it" if others else ""
    tell(f"judgement {found.number} ({found.kind}){more} is undone; `communique log` lists all")
