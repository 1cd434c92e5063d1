"""The manifest of the files that ship: their checksums, and how the network decodes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from communique.language.attribution.weights import FORMAT, MANIFEST

NESTED = Path(str(files("communique.extract").joinpath("data/nested.json")))
"""Weights that read the encoder's last layer, and say of which file."""
FILES = ("encoder.onnx", "linker.npz", "tokenizer.json")


def write_manifest(
    folder: Path,
    name: str,
    decoding: Mapping[str, float],
    confidence: Mapping[str, list[float]],
    run: Mapping[str, Any],
) -> None:
    """Write the manifest over the files in ``folder``."""
    sums = {}
    for file in FILES:
        data = (folder / file).read_bytes()
        sums[file] = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    whole = {
        "format": FORMAT,
        "name": name,
        "files": sums,
        "decoding": dict(decoding),
        "confidence": dict(confidence),
        "run": dict(run),
    }
    (folder / MANIFEST).write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")


def same_states(before: str, encoder: Path) -> None:
    """Note that weights which read the last layer of the file with the checksum ``before`` are of ``encoder`` too.

    A graft changes no state of that layer.
    """
    stored = json.loads(NESTED.read_text("utf-8"))
    if stored["encoder"] == before:
        stored["encoder"] = hashlib.sha256(encoder.read_bytes()).hexdigest()
        NESTED.write_text(json.dumps(stored, indent=0, sort_keys=True) + "\n", "utf-8")
