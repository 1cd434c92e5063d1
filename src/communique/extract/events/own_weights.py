"""The user's own weights of acts: a file in the folder of his own tables, fitted by ``communique train``.

A ``.npz`` of plain arrays, which is read without unpickling anything: ``names`` and ``values`` of the regression,
``limits`` (from which probability on acts of rules are kept and acts of the head are added), ``head`` (the name of the
act head that it was fitted with) and ``card`` (JSON: on what, and what it reached).
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np

from communique.errors import ModelError, printable
from communique.extract.events.ballot import Weights, shipped
from communique.knowledge.tables import overlay_folder

NAME = "acts.npz"
"""What the file is called."""
MOST = 16 * 2**20
"""Bytes of a file that is one."""


def in_force() -> Weights:
    """The user's weights, if the folder of his own tables has some; else those that ship.

    Raises:
        ModelError: the file is damaged, or was fitted with another act head; the message names it.
    """
    path = _path()
    return shipped() if path is None else _loaded(path, path.stat().st_mtime_ns, path.stat().st_size)[0]


def checksum() -> str | None:
    """The sha-256 of the user's weights in force; None where there are none."""
    path = _path()
    return None if path is None else _loaded(path, path.stat().st_mtime_ns, path.stat().st_size)[1]


def write(weights: Weights, card: Mapping[str, object], folder: Path) -> Path:
    """Write weights to the file in ``folder``; the same ones give the same bytes.

    Raises:
        ModelError: it cannot be written.
    """
    names = sorted(weights.weights)
    arrays = {
        "names": np.array(names), "values": np.array([weights.weights[n] for n in names]),
        "limits": np.array([weights.keep, weights.add]), "head": np.array(weights.head),
        "card": np.array(json.dumps(card, sort_keys=True)),
    }  # fmt: skip
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, array in arrays.items():
            one = io.BytesIO()
            np.lib.format.write_array(one, np.asarray(array), allow_pickle=False)
            packed.writestr(zipfile.ZipInfo(f"{name}.npy"), one.getvalue(), zipfile.ZIP_DEFLATED)
    path = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(held.getvalue())
    except OSError as error:
        raise ModelError(
            f"{printable(str(path))}: cannot be written ({error.strerror}). Name another folder with --to"
        ) from error
    return path


def _path() -> Path | None:
    folder = overlay_folder()
    path = folder / NAME if folder is not None else None
    return path if path is not None and path.is_file() else None


@lru_cache(4)
def _loaded(path: Path, _changed: int, size: int) -> tuple[Weights, str]:
    shown, remedy = printable(str(path)), "Delete it, or make it anew with communique train"
    if size > MOST:
        raise ModelError(f"{shown}: over {MOST} bytes, so it holds no weights of acts. {remedy}")
    try:
        data = path.read_bytes()
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            names, values = stored["names"].tolist(), stored["values"].astype(float).tolist()
            keep, add = stored["limits"].astype(float).tolist()
            head = str(stored["head"])
        weights = Weights(dict(zip(map(str, names), values, strict=True)), keep, add, head, whole=shipped().whole)
        if "always" not in weights.weights or not np.isfinite([*values, keep, add]).all():
            raise ValueError("a weight is missing or no number")
    except Exception as error:  # zipfile, numpy and the file system raise bare exceptions of their own
        raise ModelError(f"{shown}: this file of weights is damaged ({printable(str(error))}). {remedy}") from error
    if head != shipped().head:
        raise ModelError(
            f"{shown}: it was fitted with the act head {printable(head)}, and this is {shipped().head}. {remedy}"
        )
    return weights, hashlib.sha256(data).hexdigest()
