"""The user's own file of weights: written, read, refused, and undone by deleting it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest

from communique.errors import ModelError
from communique.extract.events import own_weights
from communique.extract.events.ballot import Weights, shipped
from communique.knowledge.tables import ENVIRONMENT
from communique.model import make_report
from communique.reader import Reader

TEXT = "The Kenyan president visited Uganda on Monday."
NONE = Weights({"always": -9.0}, keep=0.5, add=0.9)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's own tables."""
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))
    return tmp_path


def test_what_is_written_is_read(folder: Path) -> None:
    own = Weights({"always": -0.5, "rule:meet": 1.25}, keep=0.2, add=0.6, head=shipped().head, whole=shipped().whole)
    path = own_weights.write(own, {"judgements": 40}, folder)
    assert path.name == "acts.npz"
    assert own_weights.in_force() == own
    first = path.read_bytes()
    own_weights.write(own, {"judgements": 40}, folder)
    assert path.read_bytes() == first


def test_deleting_the_file_undoes_it(folder: Path) -> None:
    reader, report = Reader(), make_report(TEXT, "own")
    before = reader.read(report)
    path = own_weights.write(msgspec.structs.replace(NONE, head=shipped().head), {}, folder)
    own = Reader()
    assert [e.type for e in before.events] == ["CONSULT"]
    record = own.read(report)
    assert record.events == ()
    assert record.made_by.models["acts.npz"] == own_weights.checksum()
    path.unlink()
    assert reader.read(report).events == before.events
    assert own_weights.in_force() is shipped()


@pytest.mark.parametrize("content", [b"", b"no weights", b"PK\x03\x04 cut short"])
def test_a_damaged_file_is_named(folder: Path, content: bytes) -> None:
    (folder / "acts.npz").write_bytes(content)
    with pytest.raises(ModelError, match=r"acts\.npz: .* damaged .* Delete it, or make it anew"):
        own_weights.in_force()


@pytest.mark.parametrize(
    "changed",
    [
        {"values": np.array([1.0])},
        {"values": np.array([np.nan, 1.0])},
        {"names": np.array(["a", "b"])},
        {"limits": np.array([0.1])},
        {"names": np.array(["always", "b"], object)},  # would have to be unpickled
    ],
)
def test_what_cannot_be_weights_is_refused(folder: Path, changed: dict[str, np.ndarray]) -> None:
    good = {
        "names": np.array(["always", "b"]), "values": np.array([0.0, 1.0]), "limits": np.array([0.1, 0.5]),
        "head": np.array(shipped().head), "card": np.array("{}"),
    }  # fmt: skip
    np.savez(folder / "acts.npz", **{**good, **changed})  # type: ignore[arg-type]
    with pytest.raises(ModelError, match="damaged"):
        own_weights.in_force()


def test_weights_of_another_head_are_refused(folder: Path) -> None:
    own_weights.write(msgspec.structs.replace(NONE, head="acts-0"), {}, folder)
    with pytest.raises(ModelError, match="fitted with the act head acts-0, and this is acts-3"):
        own_weights.in_force()
