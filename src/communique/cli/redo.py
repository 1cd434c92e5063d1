"""``communique redo``: an undo taken back."""

from __future__ import annotations

import click

from communique.cli.options import opened, store_option, tell


@click.command("redo", short_help="Take back an undo.")
@store_option
@click.option("--note", metavar="TEXT", help="Why.")
@click.option("--by", metavar="NAME", help="Who judges; by default you, or $COMMUNIQUE_REVIEWER.")
def command(store: str, note: str | None, by: str | None) -> None:
    """Bring back what you undid last, as long as you have judged nothing since."""
    with opened(store) as place:
        found, *others = place.review.bring_back(note=note, by=by)
    more = f", and {len(others):,} more that were undone with it" if others else ""
    tell(f"judgement {found.number} ({found.kind}){more} is in force again")
