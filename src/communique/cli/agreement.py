"""``communique agreement``: how far coders agree, with each other and with the machine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.options import FORMATS, MOST, StorePath, format_option, opened, output_option, print_answers, tell
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.database.engines.address import ServerAddress
    from communique.evaluate.unitising import CodingUnit


@click.command("agreement", short_help="How far coders agree, with each other and with the machine.")
@click.argument("sources", nargs=-1, metavar="[STORE|FILE.dna]...", type=StorePath())
@click.option("--coder", "coders", metavar="NAME", multiple=True, help='Only these coders; "machine" is the machine.')
@click.option(
    "--variable", "variables", metavar="NAME", multiple=True, help="Only these variables: concept, agreement."
)
@click.option("--overlap", type=click.FloatRange(0, 1), default=0.5, show_default=True,
              help="Two statements are one unit if they share this part of their characters.")  # fmt: skip
@click.option("--type", "kind", metavar="NAME", help="Type of statements in .dna files; by default DNA Statement.")
@click.option("--samples", type=click.IntRange(0, 100_000), default=1000, show_default=True,
              help="Bootstrap samples for the intervals; 0: none.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0, MOST), default=1, show_default=True, help="Of the samples.")
@format_option(*FORMATS)
@output_option
def command(
    sources: tuple[str, ...], coders: tuple[str, ...], variables: tuple[str, ...], overlap: float, kind: str | None,
    samples: int, seed: int, form: str, output: str | None,
) -> None:  # fmt: skip
    """Print Krippendorff's alpha, Cohen's kappa (of more than two coders Fleiss') and the share that is the same, for
    each variable, with 95 % bootstrap intervals.

    Of .dna files: what their coders coded over the same words. Of a store and .dna files: the machine and those who
    coded the same documents by hand. Of a store alone: the coders who judged its positions, and the machine.

    \b
    communique agreement coded.dna
    communique agreement ana.dna ben.dna --variable concept --variable agreement
    communique agreement talks.db coded.dna --coder machine --coder Ana
    communique agreement talks.db
    """
    from communique.evaluate.agreement_listing import lines, shared_lines
    from communique.evaluate.coding_agreement import coding_agreement

    units = _units(sources, overlap, kind)
    told = coding_agreement(units, coders=coders, variables=variables, samples=samples, seed=seed)
    print_answers(told.variables, form, output, lines)
    if form == "table":
        for line in shared_lines(told):
            tell(line)


def _units(sources: Sequence[str | ServerAddress], overlap: float, kind: str | None) -> list[CodingUnit]:
    from communique.cli.dna_files import read_sources
    from communique.evaluate.unitising import judged_units, overlapping_units
    from communique.sources.dna import coding_table, is_dna
    from communique.store import default_path

    named = sources or (default_path(),)
    if len(named) == 1 and not (isinstance(named[0], str) and is_dna(Path(named[0]))):
        with opened(named[0]) as place:
            units = judged_units(place.review.standing().verdicts.values())
        if not units:
            raise UsageError(
                "nobody has judged a position of the store. `communique judge` does, or name a .dna file too"
            )
        return units
    return overlapping_units(coding_table(read_sources(named), kind).statements, overlap)
