"""One more layer and its heads behind a middle layer of the quantised encoder, as further outputs of its graph.

    python -m training.graft --layer ENCODER [--encoder FILE] [--out FILE]

takes the layer and the heads of ``ENCODER`` and puts them into another encoder, the shipped one unless ``--encoder``
names one, in place of those that it has: what to do when the layers above the fourth were trained anew.

The nodes of the layer that follows are copied under other names with weights of their own, rounded as
``quantise.py`` rounds (seven bits, a scale a channel); nothing that was there is changed, so that what the graph gave
before it gives byte for byte.
"""

from __future__ import annotations

import argparse
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
"""What the new nodes are called, and the output of the first head."""
LEVELS = 63
"""Greatest absolute value of a weight in seven bits."""
DENSE = {"attention/output/dense": "attention.output.dense", "intermediate/dense": "intermediate.dense",
         "output/dense": "output.dense"}  # fmt: skip


Heads = Mapping[str, tuple[Floats, Floats]]
"""The heads by their outputs' names, each weights float32 [384, n] and a bias [n]."""


def grafted(encoder: Path, block: Mapping[str, Floats], heads: Heads, path: Path) -> None:
    """Write ``encoder`` with the layer ``block`` and the ``heads`` above it to ``path``.

    ``block`` has float32 arrays under the names of a BertLayer's parameters.
    """
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    whole = onnx.load(str(encoder))
    closed(whole)
    pruned(whole)
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
    for output, (weight, bias) in heads.items():
        own = OUTPUT if output == OUTPUT else f"{OUTPUT}.{output}"
        graph.initializer.append(numpy_helper.from_array(np.asarray(weight, np.float32), f"{own}.weight"))
        graph.initializer.append(numpy_helper.from_array(np.asarray(bias, np.float32), f"{own}.bias"))
        product = f"{OUTPUT}/MatMul" if output == OUTPUT else f"{OUTPUT}/{output}/MatMul"
        graph.node.append(helper.make_node("MatMul", [f"{OUTPUT}/{target}", f"{own}.weight"], [product]))
        graph.node.append(helper.make_node("Add", [product, f"{own}.bias"], [output]))
        graph.output.append(helper.make_tensor_value_info(output, TensorProto.FLOAT, ["b", "t", len(bias)]))
    opened(whole)
    onnx.save(whole, str(path))


def taken(encoder: Path) -> tuple[dict[str, Floats], dict[str, tuple[Floats, Floats]]]:
    """The layer and the heads that were grafted into an encoder, as :func:`grafted` takes them.

    Weights come back as their seven bits tell them, so that a graft of them gives the same file.

    Raises:
        ValueError: the encoder has no such layer.
    """
    import onnx
    from onnx import numpy_helper

    whole = onnx.load(str(encoder))
    closed(whole)
    stored = {i.name: numpy_helper.to_array(i) for i in whole.graph.initializer}
    nodes = [n for n in whole.graph.node if n.name.startswith(f"{OUTPUT}/")]
    if not nodes:
        raise ValueError(f"{encoder} has no layer of acts: name one that training.acts has made")
    block: dict[str, Floats] = {}
    for node in nodes:
        constants = [i for i in node.input if i in stored]
        if node.op_type == "QAttention":
            levels = next(stored[i] for i in constants if i.endswith("weight_quantized"))
            scale = next(stored[i] for i in constants if i.endswith("weight_scale"))
            bias = next(
                stored[i] for i in constants if "quantized" not in i and not i.endswith(("scale", "zero_point"))
            )
            weight = levels.astype(np.float32) * scale
            for part, w, b in zip(("query", "key", "value"), np.split(weight, 3, 1), np.split(bias, 3), strict=True):
                block[f"attention.self.{part}.weight"], block[f"attention.self.{part}.bias"] = w.T, b
        elif node.op_type == "MatMulInteger":
            part = next(p for d, p in DENSE.items() if _place(node.name).startswith(d))
            levels = next(i for i in constants if i.endswith("_quantized"))
            scale = stored[levels.removesuffix("_quantized") + "_scale"]
            block[f"{part}.weight"] = (stored[levels].astype(np.float32) * scale).T
        else:
            for name in constants:
                if not name.endswith("_scale") and "layer." in name:
                    block[name.split("layer.", 1)[1].partition(".")[2]] = stored[name]
    heads = {}
    for output in (o.name for o in whole.graph.output):
        own = OUTPUT if output == OUTPUT else f"{OUTPUT}.{output}"
        if f"{own}.weight" in stored:
            heads[output] = stored[f"{own}.weight"], stored[f"{own}.bias"]
    return block, heads


def _place(name: str) -> str:
    return name.split("layer.", 1)[1].partition("/")[2]


def pruned(whole: Any) -> None:
    """Take an older graft out of a graph, in place."""
    graph = whole.graph
    own = {o for n in graph.node for o in n.output if any(i.startswith(f"{OUTPUT}/") for i in n.input)} | {OUTPUT}
    for listed in (graph.node, graph.initializer, graph.output):
        kept = [x for x in listed if not any(n in own or n.startswith((f"{OUTPUT}/", f"{OUTPUT}.")) for n in _names(x))]
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
            part = next(p for d, p in DENSE.items() if _place(node.name).startswith(d))
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


def main() -> None:
    """The command."""
    from communique.language.attribution.weights import FOLDER, manifest
    from training.manifest import same_states, write_manifest

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shipped = FOLDER / "encoder.onnx"
    parser.add_argument("--layer", type=Path, required=True, help="the encoder whose layer and heads are taken")
    parser.add_argument("--encoder", type=Path, default=shipped, help="the encoder that gets them")
    parser.add_argument("--out", type=Path, help="the file to write; without it the encoder itself")
    options = parser.parse_args()
    out = options.out or options.encoder
    grafted(options.encoder, *taken(options.layer), out)
    if out == shipped:
        about = manifest(FOLDER)
        write_manifest(FOLDER, about.name, about.decoding, about.confidence, about.run)
        same_states(about.files["encoder.onnx"].sha256, out)


if __name__ == "__main__":
    main()
