"""``communique cite``: how to cite the program and a store."""

from __future__ import annotations

import click

from communique.cli.options import opened, output_option, store_option
from communique.cli.output import Output


@click.command("cite", short_help="How to cite the program and what it found in a store.")
@store_option
@output_option
def command(store: str, output: str | None) -> None:
    """Print how to cite communique and what it found in a store: the reference, BibTeX, a paragraph for the section on
    methods with version, numbers and error rates, and the models' checksums. Tables have the same beside them.

    \b
    communique cite --store syria.db
    """
    from communique.export.citation import how_to_cite

    target = Output(output)
    with opened(store) as place, target:
        target.write_all(line + "\n" for line in how_to_cite(place.origin()))
