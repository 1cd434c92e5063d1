"""The fused graph in eight-bit integers, as little changed by them and as fast as may be.

Weights are rounded to seven bits and a sign-free activation to eight ("reduced range"): sums of products then never
overflow sixteen bits, so that processors with and without VNNI instructions give the same numbers.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from training.operators import opened

FURTHEST = 3
"""Channels that are divided before each layer's first dense product."""
SMOOTHED = "/intermediate/dense/MatMul"  # the products whose input some channels stretch
FACTORS = "/factors"  # behind the product's name: what its input's channels are multiplied by

Feed = Mapping[str, npt.NDArray[np.int64]]


def quantised(fused: Path, path: Path, sample: Sequence[Feed], reduced: bool = True) -> None:
    """Write the float graph ``fused`` to ``path`` in eight bits, channel by channel.

    ``sample`` is what the encoder is fed with for some windows of training text.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    whole = onnx.load(str(fused))
    divide_furthest(whole, sample)
    with tempfile.TemporaryDirectory() as scratch:
        divided = Path(scratch) / "divided.onnx"
        onnx.save(whole, str(divided))
        quantize_dynamic(
            str(divided), str(path), per_channel=True, reduce_range=reduced, weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )  # fmt: skip
    whole = onnx.load(str(path))
    plain_norms(whole)
    opened(whole)
    onnx.save(whole, str(path))


def plain_norms(whole: Any) -> None:
    """Write each SkipLayerNormalization of an ONNX model as Add, Add and LayerNormalization, in place.

    onnxruntime's kernel of the fused operator takes five times as long as those of the three.
    """
    from onnx import helper

    nodes = []
    for node in whole.graph.node:
        if node.op_type != "SkipLayerNormalization":
            nodes.append(node)
            continue
        value, skipped, weight, bias, *before = node.input
        if before and before[0]:
            nodes.append(helper.make_node("Add", [value, before[0]], [f"{node.name}/biased"], f"{node.name}/bias"))
            value = f"{node.name}/biased"
        nodes.append(helper.make_node("Add", [value, skipped], [f"{node.name}/sum"], f"{node.name}/add"))
        epsilon = next(a.f for a in node.attribute if a.name == "epsilon")
        summed, norm = f"{node.name}/sum", f"{node.name}/norm"
        inputs = [summed, weight, bias]
        nodes.append(helper.make_node("LayerNormalization", inputs, [node.output[0]], norm, axis=-1, epsilon=epsilon))
    del whole.graph.node[:]
    whole.graph.node.extend(nodes)


def divide_furthest(whole: Any, sample: Sequence[Feed], furthest: int = FURTHEST) -> None:
    """Divide the channels that reach furthest before a product, and multiply its weights by the same, in place.

    One scale serves all 384 channels of an activation, and one of them reaches four times as far as the others: it
    leaves them two bits fewer. What is divided reaches as far as the next channel (Xiao et al., SmoothQuant, ICML 2023,
    with all of the move for a few channels, since more of it rounds the weights more coarsely).
    """
    from onnx import helper, numpy_helper

    stored = {i.name: i for i in whole.graph.initializer}
    products = [n for n in whole.graph.node if n.op_type == "MatMul" and n.name.endswith(SMOOTHED)]
    reaches = _reaches(whole, [n.input[0] for n in products], sample)
    for node in products:
        reach = reaches[node.input[0]]
        divisor = np.maximum(1.0, reach / np.sort(reach)[-1 - furthest]).astype(np.float32)
        weight = stored[node.input[1]]
        weight.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(weight) * divisor[:, None], weight.name))
        factors = f"{node.name}{FACTORS}"
        whole.graph.initializer.append(numpy_helper.from_array(1 / divisor, factors))
        at = next(k for k, n in enumerate(whole.graph.node) if n.name == node.name)
        whole.graph.node.insert(
            at, helper.make_node("Mul", [node.input[0], factors], [f"{node.name}/divided"], f"{node.name}/divide")
        )
        node.input[0] = f"{node.name}/divided"


def _reaches(whole: Any, names: Sequence[str], sample: Sequence[Feed]) -> dict[str, npt.NDArray[np.float32]]:
    """For each value of the float graph the greatest absolute value of every channel, float32 [width]."""
    import onnx
    import onnxruntime
    from onnx import helper

    probed = onnx.ModelProto()
    probed.CopyFrom(whole)
    probed.graph.output.extend(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in names)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(probed.SerializeToString(), options, providers=["CPUExecutionProvider"])
    found: dict[str, npt.NDArray[np.float32]] = {}
    for feed in sample:
        for name, value in zip(names, session.run(list(names), dict(feed)), strict=True):
            reach = np.abs(value).max((0, 1))
            found[name] = np.maximum(found.get(name, reach), reach)
    return found
