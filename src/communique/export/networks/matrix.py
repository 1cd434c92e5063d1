"""A network as a matrix: names in the first row and column, as UCINET, R and DNA's users read it."""

from __future__ import annotations

from collections.abc import Iterator

from communique.export.csv import header_line
from communique.networks.network import Network

__all__ = ["matrix_lines", "weight_text"]


def matrix_lines(network: Network, delimiter: str = ",", decimal: str = ".") -> Iterator[str]:
    """Lines of CSV; the corner holds the middle of a time window, else nothing."""
    from communique.networks.moments import written

    corner = written(network.middle) if network.middle is not None else ""
    yield header_line([corner, *network.columns], delimiter)
    for name, row in zip(network.rows, network.matrix().tolist(), strict=True):
        head = header_line([name], delimiter).rstrip("\r\n")
        yield delimiter.join([head, *(weight_text(weight).replace(".", decimal) for weight in row)]) + "\r\n"


def weight_text(weight: float) -> str:
    """A weight with all its digits; a whole number without a point."""
    return str(int(weight)) if weight.is_integer() else repr(weight)
