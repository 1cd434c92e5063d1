"""``communique train``: weights of acts fitted to a store's judgements."""

from __future__ import annotations

from pathlib import Path

import click

from communique.cli.options import opened, store_option


@click.command("train", short_help="Fit how acts are told to your judgements.")
@store_option
@click.option(
    "--to", "folder", type=click.Path(file_okay=False), metavar="FOLDER",
    help="Where the weights go; by default the folder in $COMMUNIQUE_KNOWLEDGE.",
)  # fmt: skip
def command(store: str, folder: str | None) -> None:
    """Learn from what people judged of a store's events which acts are told: accepted, rejected and corrected ones, and
    in reports that were read whole those that were missed. It takes thirty judgements and seconds, on this machine.

    The weights are written to FOLDER/acts.npz and are used by every reading for which COMMUNIQUE_KNOWLEDGE names that
    folder; the file is undone by deleting it. What it reaches is measured on judgements that it was not fitted to.

    \b
    communique judge --uncertain --what events
    communique train --to my-tables
    COMMUNIQUE_KNOWLEDGE=my-tables communique read report.txt
    """
    from communique.learn.train import told, train

    with opened(store) as held:
        path, outcome = train(held, Path(folder) if folder else None)
    for line in told(path, outcome):
        click.echo(line)
