"""Weights that are not whole are refused in words that help."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from communique.errors import ModelError
from communique.language.attribution import AttributionTagger
from communique.language.attribution.weights import FOLDER, MANIFEST, manifest, verify

LARGEST = 27_000_000  # bytes of all weights together: the encoder, the tagger, and since attribution-1 the act head


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the shipped weights to do harm to."""
    return Path(shutil.copytree(FOLDER, tmp_path / "weights"))


def cut_in_half(folder: Path) -> None:
    whole = (folder / "encoder.onnx").read_bytes()
    (folder / "encoder.onnx").write_bytes(whole[: len(whole) // 2])


def flip_a_byte(folder: Path) -> None:
    whole = bytearray((folder / "linker.npz").read_bytes())
    whole[len(whole) // 2] ^= 0xFF
    (folder / "linker.npz").write_bytes(bytes(whole))


def damage_the_manifest(folder: Path) -> None:
    (folder / MANIFEST).write_text('{"format": 1, "files":', encoding="utf-8")


def future_format(folder: Path) -> None:
    whole = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    (folder / MANIFEST).write_text(json.dumps({**whole, "format": 99}), encoding="utf-8")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda f: (f / "encoder.onnx").unlink(), "encoder.onnx cannot be read"),
        (lambda f: (f / MANIFEST).unlink(), "has no weights"),
        (cut_in_half, "truncated"),
        (flip_a_byte, "damaged"),
        (damage_the_manifest, "damaged"),
        (future_format, "format 99"),
    ],
)
def test_damage_is_named(copy: Path, harm, said: str) -> None:  # type: ignore[no-untyped-def]
    harm(copy)
    with pytest.raises(ModelError, match=said) as caught:
        AttributionTagger(copy).load()
    assert "rules" in str(caught.value)  # what to do instead


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="has no weights"):
        AttributionTagger(tmp_path / "nowhere").load()


def test_the_shipped_weights_are_whole_and_small() -> None:
    found = manifest()
    assert set(verify(found)) == {"encoder.onnx", "linker.npz", "tokenizer.json"}
    assert sum(e.bytes for e in found.files.values()) <= LARGEST
    assert len(found.checksum) == 64
    assert found.run


def test_nothing_is_read_before_it_is_needed(tmp_path: Path) -> None:
    AttributionTagger(tmp_path / "nowhere")


def test_the_encoder_has_the_operators_that_run_fastest() -> None:
    graph = (FOLDER / "encoder.onnx").read_bytes()
    assert b"QAttention" not in graph
    assert b"BiasGelu" not in graph
