"""The manifest of the files that ship: their checksums, and how the network decodes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from communique.language.attribution.weights import FORMAT, MANIFEST

FILES = ("encoder.onnx", "linker.npz", "tokenizer.json")


def write_manifest(
    folder: Path,
    name: str,
    decoding: Mapping[str, float],
    confidence: Mapping[str, list[float]],
    run: Mapping[str, Any],
) -> None:
    """Write the manifest over the files in ``folder``."""
    files = {}
    for file in FILES:
        data = (folder / file).read_bytes()
        files[file] = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    whole = {
        "format": FORMAT,
        "name": name,
        "files": files,
        "decoding": dict(decoding),
        "confidence": dict(confidence),
        "run": dict(run),
    }
    (folder / MANIFEST).write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
