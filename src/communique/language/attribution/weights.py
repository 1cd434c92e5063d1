"""The shipped weights: which files they are, and whether they are whole."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec

from communique.errors import ModelError

FOLDER = Path(__file__).parent / "weights"
MANIFEST = "manifest.json"
FORMAT = 1
REMEDY = "Reinstall communique, or read with the rules alone."


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of the weights."""

    sha256: str
    bytes: int


class Manifest(msgspec.Struct, frozen=True):
    """What the weights are: their files with checksums, the settings tuned with them, and the run that trained them."""

    format: int
    name: str
    files: dict[str, Entry]
    decoding: dict[str, float]
    confidence: dict[str, list[float]]
    run: dict[str, Any]

    @property
    def checksum(self) -> str:
        """One sha-256 over all files' checksums, for ``made_by.models``."""
        listed = "".join(f"{name} {entry.sha256}\n" for name, entry in sorted(self.files.items()))
        return hashlib.sha256(listed.encode()).hexdigest()


def manifest(folder: Path = FOLDER) -> Manifest:
    """Read the manifest of ``folder``.

    Raises:
        ModelError: it is missing, malformed or of another format.
    """
    path = folder / MANIFEST
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except OSError as e:
        raise ModelError(
            f"the attribution tagger has no weights: {path} cannot be read ({e.strerror}). {REMEDY}"
        ) from e
    except (msgspec.MsgspecError, UnicodeDecodeError) as e:
        raise ModelError(f"the attribution tagger's manifest {path} is damaged ({e}). {REMEDY}") from e
    if found.format != FORMAT:
        raise ModelError(f"the attribution tagger's weights are of format {found.format}, not {FORMAT}. {REMEDY}")
    return found


def verify(found: Manifest, folder: Path = FOLDER) -> dict[str, Path]:
    """Paths of all files of ``found``, each compared with its size and checksum.

    Raises:
        ModelError: a file is missing, truncated or damaged; the message names it.
    """
    paths = {}
    for name, entry in found.files.items():
        path = folder / name
        try:
            size = path.stat().st_size
            if size != entry.bytes:
                raise ModelError(
                    f"{path} has {size} bytes instead of {entry.bytes}: it is truncated or damaged. {REMEDY}"
                )
            with path.open("rb") as f:
                actual = hashlib.file_digest(f, "sha256").hexdigest()
        except OSError as e:
            raise ModelError(f"the attribution tagger's file {path} cannot be read ({e.strerror}). {REMEDY}") from e
        if actual != entry.sha256:
            raise ModelError(f"{path} is damaged: its sha-256 is {actual[:12]}…, not {entry.sha256[:12]}…. {REMEDY}")
        paths[name] = path
    return paths
