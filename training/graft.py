"""One more layer and a head behind a middle layer of the quantised encoder, as a further output of its graph.

The nodes of the layer that follows are copied under other names with weights of their own, rounded as
``quantise.py`` rounds (seven bits, a scale a channel); nothing that was there is changed, so that what the graph gave
before it gives byte for byte.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from training.operators import closed, opened

Floats = npt.NDArray[np.float32]
BEHIND = 3
"""Number, from 0, of the layer that the new one reads."""
LIKE = "/enc/encoder/layer.{}/"
OUTPUT = "acts"
LEVELS = 63
"""Greatest absolute value of a weight in seven bits."""
DENSE = {"attention/output/dense": "attention.output.dense", "intermediate/dense": "intermediate.dense",
         "output/dense": "output.dense"}  # fmt: skip


def grafted(encoder: Path, block: Mapping[str, Floats], weight: Floats, bias: Floats, path: Path) -> None:
    """Write ``encoder`` with the layer ``block`` and the head ``weight`` float32 [384, n], ``bias`` [n] to ``path``.

    ``block`` has float32 arrays under the names of a BertLayer's parameters.
    """
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    whole = onnx.load(str(encoder))
    closed(whole)
    _pruned(whole)
    graph = whole.graph
    source = LIKE.format(BEHIND) + "output/LayerNorm/LayerNormalization_output_0"
    target = LIKE.format(BEHIND + 1) + "output/LayerNorm/LayerNormalization_output_0"
    stored = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    nodes = list(graph.node)
    first = next(k for k, n in enumerate(nodes) if source in n.output) + 1
    last = next(k for k, n in enumerate(nodes) if target in n.output)
    copied = [n for n in nodes[first : last + 1] if n.op_type != "DynamicQuantizeLinear" or n.input[0] != source]
    made = {o for n in copied for o in n.output}
    values = _values(copied, stored, block)

    def renamed(name: str) -> str:
        return f"{OUTPUT}/{name}" if name in made or name in values else name

    for node in copied:
        new = helper.make_node(
            node.op_type, [renamed(i) for i in node.input], [renamed(o) for o in node.output],
            f"{OUTPUT}/{node.name}", domain=node.domain,
        )  # fmt: skip
        new.attribute.extend(node.attribute)
        graph.node.append(new)
    for name, value in values.items():
        graph.initializer.append(numpy_helper.from_array(value, f"{OUTPUT}/{name}"))
    graph.initializer.append(numpy_helper.from_array(np.asarray(weight, np.float32), f"{OUTPUT}.weight"))
    graph.initializer.append(numpy_helper.from_array(np.asarray(bias, np.float32), f"{OUTPUT}.bias"))
    graph.node.append(helper.make_node("MatMul", [f"{OUTPUT}/{target}", f"{OUTPUT}.weight"], [f"{OUTPUT}/MatMul"]))
    graph.node.append(helper.make_node("Add", [f"{OUTPUT}/MatMul", f"{OUTPUT}.bias"], [OUTPUT]))
    graph.output.append(helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["b", "t", len(bias)]))
    opened(whole)
    onnx.save(whole, str(path))


def _pruned(whole: Any) -> None:
    """Take an older graft out of a graph, in place."""
    graph = whole.graph
    for listed in (graph.node, graph.initializer, graph.output):
        kept = [
            x for x in listed if not any(n == OUTPUT or n.startswith((f"{OUTPUT}/", f"{OUTPUT}.")) for n in _names(x))
        ]
        del listed[:]
        listed.extend(kept)


def _names(x: Any) -> list[str]:
    return list(x.output) if hasattr(x, "output") else [x.name]


def _values(nodes: list[Any], stored: Mapping[str, Any], block: Mapping[str, Floats]) -> dict[str, Any]:
    """The copied nodes' constants by their old names, with the new layer's weights."""
    found: dict[str, Any] = {}
    for node in nodes:
        constants = [i for i in node.input if i in stored]
        if node.op_type == "QAttention":
            parts = [block[f"attention.self.{p}.weight"].T for p in ("query", "key", "value")]
            bias = np.concatenate([block[f"attention.self.{p}.bias"] for p in ("query", "key", "value")])
            levels, scale = _rounded(np.concatenate(parts, 1))
            for name in constants:
                found[name] = (
                    levels if name.endswith("weight_quantized") else scale if name.endswith("weight_scale")
                    else np.zeros_like(stored[name]) if name.endswith("zero_point") else bias
                )  # fmt: skip
        elif node.op_type == "MatMulInteger":
            part = next(p for d, p in DENSE.items() if node.name.split("layer.", 1)[1].partition("/")[2].startswith(d))
            levels, scale = _rounded(block[f"{part}.weight"].T)
            for name in constants:
                found[name] = levels if name.endswith("_quantized") else np.zeros_like(stored[name])
                found[name.rpartition("_")[0].removesuffix("_zero") + "_scale"] = scale
        else:
            for name in constants:
                if not name.endswith("_scale"):
                    found[name] = block[name.split("layer.", 1)[1].partition(".")[2]]
    return {name: np.asarray(value, stored[name].dtype) for name, value in found.items()}


def _rounded(weight: Floats) -> tuple[npt.NDArray[np.int8], Floats]:
    """Levels int8 [a, b] and scales float32 [b] of ``weight`` [a, b]."""
    scale = np.maximum(np.abs(weight).max(0), 1e-8) / LEVELS
    return np.rint(weight / scale).astype(np.int8), scale.astype(np.float32)
