"""Pajek's .net: numbered vertices with names, edges with weights; of two-mode networks rows come first.

Source: Batagelj, V. & Mrvar, A., Pajek Reference Manual.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.export.networks.matrix import weight_text
from communique.export.safe import one_line
from communique.networks.network import Network

__all__ = ["pajek_lines"]


def pajek_lines(network: Network) -> Iterator[str]:
    """The file, line by line."""
    names = [*network.rows, *(network.columns if network.two_mode else ())]
    yield f"*Vertices {len(names)}{f' {len(network.rows)}' if network.two_mode else ''}\n"
    for n, name in enumerate(names, 1):
        yield f'{n} "{one_line(name).replace(chr(34), chr(39))}"\n'
    yield "*Edges\n"
    shift = len(network.rows) if network.two_mode else 0
    for i, j, weight in zip(*(part.tolist() for part in network.ties), strict=True):
        yield f"{i + 1} {j + 1 + shift} {weight_text(weight)}\n"
