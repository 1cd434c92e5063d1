"""The act head taken out of one encoder and put into another."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from communique.language.attribution.weights import FOLDER

pytest.importorskip("onnx", reason="training alone needs onnx")
graft = pytest.importorskip("training.graft", reason="training/ is importable only from the checkout")
SHIPPED = FOLDER / "encoder.onnx"


def test_what_was_taken_gives_the_same_file_again(tmp_path: Path) -> None:
    block, heads = graft.taken(SHIPPED)
    graft.grafted(SHIPPED, block, heads, tmp_path / "again.onnx")
    assert (tmp_path / "again.onnx").read_bytes() == SHIPPED.read_bytes()


def test_the_rest_of_the_graph_gives_what_it_gave(tmp_path: Path) -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    block, heads = graft.taken(SHIPPED)
    weight, bias = heads[graft.OUTPUT]
    two = {graft.OUTPUT: (2 * weight, bias), "another": (weight[:, :3], bias[:3])}
    graft.grafted(SHIPPED, {name: value * 1.1 for name, value in block.items()}, two, tmp_path / "other.onnx")
    ids = np.arange(1000, 1040, dtype=np.int64)[None]
    feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    told = [
        onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"]).run(["tag", "hidden"], feed)
        for path in (SHIPPED, tmp_path / "other.onnx")
    ]
    assert [x.tobytes() for x in told[0]] == [x.tobytes() for x in told[1]]
    assert graft.taken(tmp_path / "other.onnx")[1].keys() == two.keys()


def test_an_encoder_without_one(tmp_path: Path) -> None:
    import onnx

    whole = onnx.load(str(SHIPPED))
    graft.pruned(whole)
    onnx.save(whole, str(tmp_path / "plain.onnx"))
    with pytest.raises(ValueError, match="has no layer of acts"):
        graft.taken(tmp_path / "plain.onnx")


def test_a_graft_is_no_layer_of_the_encoder() -> None:
    initial = pytest.importorskip("training.initial", reason="training alone needs torch")
    encoder, tag = initial.dequantised(SHIPPED)
    assert {name.split(".")[2] for name in encoder if name.startswith("encoder.layer.")} == set("012345")
    assert tag["weight"].shape == (7, 384)
    block, _ = graft.taken(SHIPPED)
    own = encoder["encoder.layer.4.output.dense.weight"].numpy()
    assert not np.allclose(own, block["output.dense.weight"], atol=1e-3)
