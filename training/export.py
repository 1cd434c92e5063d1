"""The trained network as the files that ship: ONNX in eight bits, the linker's arrays, the tokenizer."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from training.initial import minilm_folder
from training.model import Model
from training.quantise import Feed, quantised

INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def export_encoder(model: Model, path: Path, sample: Sequence[Feed]) -> None:
    """Write encoder and tag head to ``path``: opset 17, fused, then in eight bits; for ``sample`` see quantise.py."""
    from onnxruntime.transformers import optimizer

    model.eval()
    model.enc.config._attn_implementation = "eager"
    ids = torch.randint(1000, 2000, (2, 40))
    mask, kinds = torch.ones_like(ids), torch.zeros_like(ids)
    mask[1, 30:] = 0
    axes = {name: {0: "b", 1: "t"} for name in (*INPUTS, "tag", "hidden")}
    with tempfile.TemporaryDirectory() as scratch:
        plain, fused = Path(scratch) / "plain.onnx", Path(scratch) / "fused.onnx"
        torch.onnx.export(
            model, (ids, mask, kinds), str(plain), input_names=list(INPUTS), output_names=["tag", "hidden"],
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        optimizer.optimize_model(
            str(plain), model_type="bert", num_heads=12, hidden_size=384, opt_level=1
        ).save_model_to_file(str(fused))
        quantised(fused, path, sample)


def export_linker(link: Mapping[str, Tensor], path: Path) -> None:
    """Write the linker's weights as half-precision arrays under their names."""
    arrays: dict[str, Any] = {k: v.detach().numpy().astype(np.float16) for k, v in link.items()}
    np.savez(path, **arrays)


def export_tokenizer(path: Path) -> None:
    """Copy the tokenizer of the pretrained encoder."""
    shutil.copyfile(minilm_folder() / "tokenizer.json", path)
