"""``communique network``: discourse networks of a store, or of statements that somebody coded in DNA."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from communique.cli.network_output import NetworkView, write_networks
from communique.cli.options import StorePath, output_option, store_option
from communique.cli.tables import csv_options
from communique.errors import UsageError, printable

if TYPE_CHECKING:
    from communique.database.engines.address import ServerAddress
    from communique.model import CodingTable
    from communique.networks.network import Network
    from communique.networks.settings import NetworkSettings


WHAT = ("network", "nodes", "edges", "evidence", "statements", "concepts", "shares", "backbone", "clusters",
        "polarisation")  # fmt: skip
FORMATS = ("table", "csv", "json", "graphml", "gexf", "pajek", "newick")
GRAPHS = ("graphml", "gexf", "pajek")


def _choices(name: str) -> Any:
    """Completes the words of a closed list of the settings."""

    def complete(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
        from communique.networks import settings

        known = getattr(settings, name)
        words = {word for words in known.values() for word in words} if isinstance(known, dict) else known
        return sorted(word for word in words if word.startswith(incomplete))

    return complete


@click.command("network", short_help="Discourse networks: who agrees with whom on what.")
@click.argument("sources", nargs=-1, metavar="[STORE|FILE.dna]...", type=StorePath())
@store_option
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
    "--normalisation", "--normalization", "normalisation", metavar="HOW", default="no", show_default=True,
    shell_complete=_choices("NORMALISATIONS"),
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
@click.option("--files", is_flag=True, help="Of a time window: a file for each place, NAME_1.csv, NAME_2.csv ...")
@click.option("--kernel", metavar="KERNEL", shell_complete=_choices("KERNELS"),
              help="Weigh what is in the window: no, uniform, epanechnikov, triangular, gaussian.")  # fmt: skip
@click.option("--dna-compatible", is_flag=True, help="Count as Discourse Network Analyzer 3.1 does, faults and all.")
@click.option(
    "--what", type=click.Choice(WHAT), default="network", show_default=True,
    help="The network; its nodes or edges; the statements behind edges (evidence) or all that count (statements); "
    "actors by concepts in numbers (concepts) or per cent (shares); which concepts hold it together (backbone); "
    "clusters; how far groups are apart (polarisation).",
)  # fmt: skip
@click.option("--groups", metavar="NAME", help="For polarisation: groups by an attribute or variable of the actors "
              "(Type, state); by default communities are looked for.")  # fmt: skip
@click.option("--linkage", type=click.Choice(("average", "complete", "single")), default="average", show_default=True,
              help="For clusters: how near two of them are.")  # fmt: skip
@click.option(
    "--intervals", "draws", metavar="N", type=click.IntRange(0, 100_000), default=0,
    help="Intervals of edges and measures by N draws of reports and of the machine's statements.",
)  # fmt: skip
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="For draws and communities.")
@click.option("--no-evidence", is_flag=True, help="Edges without the ids of their statements: smaller files.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True,
              help="How to print it. csv of the network is its matrix.")  # fmt: skip
@csv_options
@output_option
def command(
    sources: tuple[str, ...], type_: str, form: str, output: str | None, what: str, groups: str | None, linkage: str,
    draws: int, seed: int, no_evidence: bool, files: bool, store: str, **given: Any,
) -> None:  # fmt: skip
    """Make discourse networks: who says the same as whom (onemode), or who speaks for and against what (twomode).

    A store's positions are the statements; files that somebody coded by hand with Discourse Network Analyzer 3 are read
    as they are, and several stores and files side by side. Without any, the store is that of --store.

    With --window there is a network for each place of the window. As CSV they are one table of edges with the columns
    window, window_start and window_end; with --files a matrix each in NAME_1.csv, NAME_2.csv ... GraphML, GEXF and
    Pajek hold one network a file. Formulas and their sources: docs/networks.md.

    \b
    communique network years.db --normalisation average --duplicates document
    communique network years.db --variables state,concept --format gexf -o states.gexf
    communique network coded.dna --type twomode --aggregation combine --format csv
    communique network years.db --window months:6 --format csv -o edges.csv
    communique network years.db --what polarisation --window months:6 --groups state --format csv
    """
    from communique.networks.settings import network_settings

    settings = network_settings(type=type_, **given)
    _check(what, form, output)
    if files and settings.window is None:
        raise UsageError("--files is of a time window: --window months:6 --files -o windows.csv")
    wanted = NetworkView(what, form, groups, linkage, draws, seed, not no_evidence, files, settings.dna_compatible)
    write_networks(
        networks(codings(named_sources(sources, store)), settings), wanted, output, several=settings.window is not None
    )


def _check(what: str, form: str, output: str | None) -> None:
    if form in GRAPHS and what != "network":
        raise UsageError(f"{form} is of whole networks; leave --what out, or take csv or json")
    if form == "newick" and what != "clusters":
        raise UsageError("newick is of trees: --what clusters")
    if output is not None and Path(output).is_dir():
        raise UsageError(f"{printable(output)}: is a folder; name a file in it for the output")


def named_sources(sources: Sequence[str | ServerAddress], store: str | ServerAddress) -> Sequence[str | ServerAddress]:
    """The stores and files that a command is given: those that it names, and the store of ``--store`` if it is said."""
    source = click.get_current_context().get_parameter_source("store")
    return (*sources, store) if not sources or source is ParameterSource.COMMANDLINE else sources


def codings(sources: Sequence[str | ServerAddress]) -> CodingTable:
    """The coded statements of stores and ``.dna`` files."""
    from communique.networks.merge import merge_codings
    from communique.sources.dna import is_dna, read_codings
    from communique.store import open_store

    tables: list[CodingTable] = []
    for source in sources:
        if isinstance(source, str) and is_dna(Path(source)):
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
