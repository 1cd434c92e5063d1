"""``communique network``: discourse networks of a store, or of statements that somebody coded in DNA."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.cli.options import output_option, tell
from communique.cli.output import Output
from communique.cli.tables import csv_options, csv_style

if TYPE_CHECKING:
    from communique.model import CodingTable
    from communique.networks.network import Network
    from communique.networks.settings import NetworkSettings


def _choices(name: str) -> Any:
    """Completes the words of a closed list of the settings."""

    def complete(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
        from communique.networks import settings

        known = getattr(settings, name)
        words = {word for words in known.values() for word in words} if isinstance(known, dict) else known
        return sorted(word for word in words if word.startswith(incomplete))

    return complete


@click.command("network", short_help="Discourse networks: who agrees with whom on what.")
@click.argument("sources", nargs=-1, metavar="[STORE|FILE.dna]...", type=click.Path())
@click.option(
    "--type", "type_", type=click.Choice(("onemode", "twomode")), default="onemode", show_default=True,
    help="onemode: actors joined by concepts, or concepts by actors; twomode: actors by concepts.",
)  # fmt: skip
@click.option(
    "--variables", metavar="A,B", default="organization,concept", show_default=True,
    help="Rows and columns: person, organization, state, concept, or document variables such as source and section.",
)  # fmt: skip
@click.option(
    "--aggregation", metavar="HOW", shell_complete=_choices("AGGREGATIONS"),
    help="What stances do. onemode: congruence (the default), conflict, subtract, ignore; twomode: subtract (the "
    "default), combine, ignore.",
)  # fmt: skip
@click.option(
    "--normalisation", metavar="HOW", default="no", show_default=True, shell_complete=_choices("NORMALISATIONS"),
    help="onemode: no, average, jaccard, cosine; twomode: no, activity, prominence.",
)  # fmt: skip
@click.option(
    "--duplicates", metavar="HOW", default="include", show_default=True, shell_complete=_choices("DUPLICATES"),
    help="The same said again in one document, week, month, year, or acrossrange counts once; include: each time.",
)  # fmt: skip
@click.option("--qualifier", metavar="VARIABLE", default="agreement", show_default=True,
              help="The variable by which two agree.")  # fmt: skip
@click.option("--isolates", is_flag=True, help="Keep those who say nothing of what is counted.")
@click.option("--exclude", metavar="VARIABLE=VALUE", multiple=True, help="Leave these statements out.")
@click.option("--where", metavar="VARIABLE=VALUE", multiple=True, help="Count only these statements.")
@click.option("--since", metavar="DATE", help="Statements of this day or later: YYYY-MM-DD, YYYY-MM, YYYY.")
@click.option("--until", metavar="DATE", help="Statements of this day or earlier.")
@click.option("--min-statements", type=click.IntRange(1), default=1, help="Leave out actors with fewer statements.")
@click.option("--min-actors", type=click.IntRange(1), default=1, help="Leave out concepts with fewer actors.")
@click.option("--min-weight", type=click.FloatRange(0), default=0.0, help="Leave out edges that weigh less.")
@click.option("--confidence", "certainty", type=click.FloatRange(0, 1), default=0.0,
              help="Leave out the machine's statements that are less sure.")  # fmt: skip
@click.option("--window", metavar="UNIT:N", help="A network for each place of a time window: days:30, events:50.")
@click.option("--kernel", metavar="KERNEL", shell_complete=_choices("KERNELS"),
              help="Weigh what is in the window: no, uniform, epanechnikov, triangular, gaussian.")  # fmt: skip
@click.option("--dna-compatible", is_flag=True, help="Count as Discourse Network Analyzer 3.1 does, faults and all.")
@click.option(
    "--format", "form", type=click.Choice(("csv",)), default="csv", show_default=True, help="How to print it."
)
@csv_options
@output_option
def command(sources: tuple[str, ...], type_: str, form: str, output: str | None, **given: Any) -> None:  # noqa: ARG001
    """Print a discourse network."""
    from communique.networks.settings import network_settings

    settings = network_settings(type=type_, **given)
    table = codings(sources)
    made = networks(table, settings)
    with Output(output) as target:
        target.write_all(_matrices(made))


def codings(sources: Sequence[str]) -> CodingTable:
    """The coded statements of stores and ``.dna`` files, or of the store of ``COMMUNIQUE_STORE``."""
    from communique.networks.merge import merge_codings
    from communique.sources.dna import is_dna, read_codings
    from communique.store import default_path, open_store

    tables: list[CodingTable] = []
    for source in sources or (default_path(),):
        if is_dna(Path(source)):
            tables.append(read_codings(Path(source)))
        else:
            with open_store(source) as place:
                tables.append(place.codings())
    return merge_codings(tables)


def networks(table: CodingTable, settings: NetworkSettings) -> Iterator[Network]:
    """The network, or those of each place of the time window."""
    from communique.networks.network import discourse_network
    from communique.networks.windows import network_series

    if settings.window is None:
        return iter((discourse_network(table, settings),))
    return network_series(table, settings)


def _matrices(made: Iterator[Network]) -> Iterator[str]:
    from communique.export.networks.matrix import matrix_lines

    style = csv_style()
    for n, network in enumerate(made):
        yield "\ufeff" if not n and style.bom else "\r\n" if n else ""
        if not n:
            for note in network.notes:
                tell(note)
        yield from matrix_lines(network, style.delimiter, style.decimal)
