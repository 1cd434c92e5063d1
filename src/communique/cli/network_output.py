"""Networks in every format of ``communique network``, to standard output or to files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from communique.cli.options import tell
from communique.cli.output import Output
from communique.cli.tables import csv_style
from communique.cli.terminal import Progress, shows_colour, width
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.networks.network import Network
    from communique.networks.uncertainty import NetworkIntervals

__all__ = ["NetworkView", "write_networks"]

BOM = "\ufeff"


class NetworkView(NamedTuple):
    """What of networks is wanted, and how."""

    what: str
    form: str
    groups: str | None
    linkage: str
    draws: int
    seed: int
    evidence: bool
    files: bool = False
    """Whether each place of a time window has a file of its own."""
    matrices: bool = False
    """Whether the networks of a time window are matrices as CSV too, one behind the other."""


GRAPHS = ("graphml", "gexf", "pajek")
"""Formats that hold one network a file."""


def write_networks(made: Iterator[Network], wanted: NetworkView, output: str | None, *, several: bool) -> None:
    """Write networks: those of a time window as one table of edges, or to a file each."""
    if several and wanted.form in GRAPHS and not wanted.files:
        raise UsageError(
            f"{wanted.form} holds one network a file, and a time window has one for each of its places. --files writes "
            "a file for each; --format csv has the edges of all in one table"
        )
    if wanted.files and (output in (None, "-") or wanted.form == "table"):
        raise UsageError("--files names a file for each window after that of -o: -o windows.csv --format csv")
    told: set[str] = set()

    def watched() -> Iterator[Network]:
        many = 0
        for network in made:
            many += 1
            for note in network.notes:
                if note not in told and (not several or "network is empty" not in note):
                    told.add(note)
                    tell(note)
            yield network
        if several and many:
            where = f"; they are {_numbered(str(output), 1)} to _{many}" if wanted.files else ""
            tell(f"{many:,} time window{'s' if many != 1 else ''}{where}")
        if not many:
            tell("there are no time windows: no dated statement meets the conditions, or none is as wide as the period")

    if several and wanted.what == "network" and wanted.form == "csv" and not (wanted.files or wanted.matrices):
        _write_rows(watched(), wanted._replace(what="edges", evidence=False), output, several)
    elif wanted.what == "network" or wanted.form == "newick" or (wanted.what == "clusters" and wanted.form == "table"):
        _write_each(watched(), wanted, output, several)
    else:
        _write_rows(watched(), wanted, output, several)


def _write_each(made: Iterator[Network], wanted: NetworkView, output: str | None, several: bool) -> None:
    if several and wanted.files:
        for n, network in enumerate(made, 1):
            with Output(_numbered(str(output), n)) as target:
                target.write_all(_whole(network, wanted, target, first=True))
        return
    with Output(output) as target:
        target.write("")
        for n, network in enumerate(made):
            if n and wanted.form == "csv":
                target.write("\r\n")
            target.write_all(_whole(network, wanted, target, first=not n))


def _numbered(output: str, n: int) -> str:
    """The name of the file of the n-th window: "edges_3.csv"."""
    path = PurePath(output)
    return str(path.with_name(f"{path.stem}_{n}{path.suffix}"))


def _whole(network: Network, wanted: NetworkView, target: Output, *, first: bool) -> Iterator[str]:
    if wanted.what == "clusters":
        from communique.export.networks.listing import tree_listing
        from communique.networks.clusters import Linkage, dendrogram

        tree = dendrogram(network, cast("Linkage", wanted.linkage))
        yield from (tree.newick(),) if wanted.form == "newick" else tree_listing(tree)
        return
    if wanted.form == "csv":
        from communique.export.networks.matrix import matrix_lines

        style = csv_style()
        yield BOM if first and style.bom else ""
        yield from matrix_lines(network, style.delimiter, style.decimal)
        return
    if wanted.form == "pajek":
        from communique.export.networks.pajek import pajek_lines

        yield from pajek_lines(network)
        return
    intervals = _intervals(network, wanted)
    if wanted.form == "json":
        import msgspec

        from communique.export.networks.graph_json import network_data

        yield msgspec.json.encode(network_data(network, intervals, evidence=wanted.evidence)).decode() + "\n"
    elif wanted.form == "table":
        from communique.export.networks.listing import network_listing

        colour, columns = (False, 100) if target.is_file else (shows_colour(), width())
        yield from network_listing(network, intervals, color=colour, width=columns)
    elif wanted.form == "graphml":
        from communique.export.networks.graphml import graphml_lines

        yield from graphml_lines(network, intervals, evidence=wanted.evidence)
    else:
        from communique.export.networks.gexf import gexf_lines

        yield from gexf_lines(network, intervals, evidence=wanted.evidence)


def _intervals(network: Network, wanted: NetworkView) -> NetworkIntervals | None:
    from communique.networks.uncertainty import network_intervals

    if not wanted.draws:
        return None
    with Progress(lambda: wanted.draws, quiet=False, unit="draws", deed="drawing") as progress:
        return network_intervals(
            network, wanted.draws, wanted.seed, groups=wanted.groups, on_draw=progress.advance
        )  # fmt: skip


def _write_rows(made: Iterator[Network], wanted: NetworkView, output: str | None, several: bool) -> None:
    from communique.networks.moments import written

    def rows() -> Iterator[dict[str, Any]]:
        for network in made:
            window: dict[str, Any] = {}
            if several and network.middle is not None:
                first, _, last = network.period.partition("/")
                window = {"window": written(network.middle), "window_start": first, "window_end": last}
            for row in _rows(network, wanted):
                yield {**window, **row}

    with Output(output) as target:
        target.write("")
        if wanted.form == "json":
            import msgspec

            target.write_all(msgspec.json.encode(row).decode() + "\n" for row in rows())
        elif wanted.form == "csv":
            from communique.export.csv import csv_line, header_line

            style = csv_style()
            listed = list(rows())
            names = list(dict.fromkeys(name for row in listed for name in row))
            if names:
                target.write((BOM if style.bom else "") + header_line(names, style.delimiter))
            target.write_all(
                csv_line({name: _cell(row.get(name), style.decimal) for name in names}, style.delimiter)
                for row in listed
            )
        else:
            from communique.export.networks.columns import column_lines

            target.write_all(column_lines(rows()))


def _cell(value: Any, decimal: str) -> Any:
    """A number with ten digits, with the decimal sign wanted."""
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", decimal)
    return value


def _rows(network: Network, wanted: NetworkView) -> Iterator[Mapping[str, Any]]:
    import msgspec

    from communique.export.networks import rows as made

    simple: dict[str, Callable[[], Iterator[Mapping[str, Any]]]] = {
        "nodes": lambda: made.node_rows(network, seed=wanted.seed),
        "edges": lambda: made.edge_rows(network, _intervals(network, wanted), evidence=wanted.evidence),
        "evidence": lambda: made.evidence_rows(network),
        "statements": lambda: made.statement_rows(network),
        "concepts": lambda: made.concept_rows(network),
        "shares": lambda: made.concept_rows(network, percent=True),
    }
    if wanted.what in simple:
        yield from simple[wanted.what]()
    elif wanted.what == "backbone":
        from communique.networks.backbone import nested_backbone

        yield from (msgspec.structs.asdict(step) for step in nested_backbone(network))
    elif wanted.what == "clusters":
        from communique.networks.clusters import Linkage, dendrogram

        tree = dendrogram(network, cast("Linkage", wanted.linkage))
        for n, merger in enumerate(tree.mergers, len(tree.leaves)):
            sides = [tree.leaves[side] if side < len(tree.leaves) else "" for side in (merger.left, merger.right)]
            yield {
                "cluster": n, "left": merger.left, "left_name": sides[0], "right": merger.right,
                "right_name": sides[1], "height": merger.height, "size": merger.size,
            }  # fmt: skip
    else:
        from communique.networks.groups import polarisation

        row = msgspec.structs.asdict(polarisation(network, wanted.groups, wanted.seed))
        if (intervals := _intervals(network, wanted)) is not None:
            for name in ("modularity", "ei_index"):
                between = intervals.measures.get(name)
                row |= {f"{name}_low": between.low if between else None}
                row |= {f"{name}_high": between.high if between else None}
        yield row
