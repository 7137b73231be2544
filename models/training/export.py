"""The trained network as an ONNX graph of fused operators, its weights in eight bits."""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from .corpus import KINDS, LABELS
from .network import Network

_MS = "com.microsoft"
Floats = NDArray[np.float32]


class Graph:
    """An ONNX graph under construction."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, value: NDArray[Any]) -> str:
        """Add a constant."""
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, op: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        """Add an operator with one output that counts."""
        self.nodes.append(helper.make_node(op, inputs, [output], name=output, domain=domain, **attributes))
        return output


def build(network: Network) -> onnx.ModelProto:
    """Ids of one window in; per token the chance of "no name", of every kind, and that a name begins there."""
    state = {name: value.detach().float().cpu().numpy() for name, value in network.state_dict().items()}
    shape, graph = network.shape, Graph()
    graph.add("Gather", [graph.weight("words", state["word.weight"]), "ids"], "embedded")
    size = graph.add(
        "Gather", [graph.add("Shape", ["ids"], "sizes"), graph.weight("one", np.array([1]))], "size", axis=0
    )
    places = graph.weight("places", state["position.weight"][None])
    ends = graph.add("Slice", [places, graph.weight("zero", np.array([0])), size, "one"], "placed")
    graph.add("Add", ["embedded", ends], "summed")
    x = _normalised(graph, state, "summed", "ln", "x", shape.eps)
    for number in range(shape.layers):
        x = _layer(graph, state, f"layers.{number}", x, shape.heads, shape.eps)
    scores = _linear(graph, state, x, "out", "scores")
    chances = graph.add("Softmax", [scores], "label_chances", axis=-1)
    graph.add("MatMul", [chances, graph.weight("summing", _summing())], "chances")
    made = helper.make_graph(
        graph.nodes,
        "chat_ner",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "tokens"])],
        [helper.make_tensor_value_info("chances", TensorProto.FLOAT, [1, "tokens", len(KINDS) + 2])],
        graph.weights,
    )
    return helper.make_model(
        made, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(_MS, 1)], ir_version=9
    )


def _summing() -> Floats:
    """From chances of labels to: no name, one column per kind, a name begins."""
    columns = np.zeros((len(LABELS), len(KINDS) + 2), np.float32)
    columns[0, 0] = 1
    for row, label in enumerate(LABELS[1:], 1):
        bio, _, kind = label.partition("-")
        columns[row, 1 + KINDS.index(kind)] = 1
        columns[row, -1] = bio == "B"
    return columns


def _linear(graph: Graph, state: dict[str, Floats], x: str, name: str, output: str) -> str:
    weight = graph.weight(f"{name}.weight", state[f"{name}.weight"].T)
    multiplied = graph.add("MatMul", [x, weight], f"{output}.product")
    return graph.add("Add", [multiplied, graph.weight(f"{name}.bias", state[f"{name}.bias"])], output)


def _normalised(graph: Graph, state: dict[str, Floats], x: str, name: str, output: str, eps: float) -> str:
    scale = graph.weight(f"{name}.weight", state[f"{name}.weight"])
    bias = graph.weight(f"{name}.bias", state[f"{name}.bias"])
    return graph.add("LayerNormalization", [x, scale, bias], output, axis=-1, epsilon=eps)


def _layer(graph: Graph, state: dict[str, Floats], name: str, x: str, heads: int, eps: float) -> str:
    qkv = graph.weight(f"{name}.qkv.weight", state[f"{name}.qkv.weight"].T)
    bias = graph.weight(f"{name}.qkv.bias", state[f"{name}.qkv.bias"])
    looked = graph.add("Attention", [x, qkv, bias], f"{name}.looked", _MS, num_heads=heads)
    x = _skipped(graph, state, _linear(graph, state, looked, f"{name}.ao", f"{name}.told"), x, f"{name}.aln", eps)
    weight = graph.weight(f"{name}.fi.weight", state[f"{name}.fi.weight"].T)
    wide = graph.add("MatMul", [x, weight], f"{name}.wide")
    bent = graph.add("BiasGelu", [wide, graph.weight(f"{name}.fi.bias", state[f"{name}.fi.bias"])], f"{name}.bent", _MS)
    return _skipped(graph, state, _linear(graph, state, bent, f"{name}.fo", f"{name}.fed"), x, f"{name}.oln", eps)


def _skipped(graph: Graph, state: dict[str, Floats], x: str, skip: str, name: str, eps: float) -> str:
    scale = graph.weight(f"{name}.weight", state[f"{name}.weight"])
    bias = graph.weight(f"{name}.bias", state[f"{name}.bias"])
    return graph.add("SkipLayerNormalization", [x, skip, scale, bias], f"{name}.out", _MS, epsilon=eps)


def quantised(model: onnx.ModelProto, path: Path) -> None:
    """Write the graph with weights in eight bits; seven in the products, which no processor overflows."""
    with tempfile.TemporaryDirectory() as folder:
        plain, whole = Path(folder) / "plain.onnx", Path(folder) / "whole.onnx"
        onnx.save(model, plain)
        quantize_dynamic(
            plain,
            whole,
            op_types_to_quantize=["MatMul", "Attention", "Gather"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=["chances", "size", "scores.product"],
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
        )
        made = onnx.load(whole)
    weights = path.with_suffix(".weights")
    weights.unlink(missing_ok=True)  # it would be added to
    onnx.save(made, path, save_as_external_data=True, location=weights.name, size_threshold=4096)
    weights.chmod(0o644)


def difference(network: Network, path: Path, windows: list[list[int]]) -> float:
    """The mean absolute difference between the chances of "no name" here and in the written file."""
    session = onnxruntime.InferenceSession(str(path))
    total, count = 0.0, 0
    with torch.no_grad():
        for ids in windows:
            tensor = torch.tensor([ids])
            true = torch.softmax(network(tensor, torch.ones_like(tensor)).float(), -1)[0, :, 0].numpy()
            made = session.run(None, {"ids": np.array([ids], np.int64)})[0][0, :, 0]
            total += float(np.abs(true - made).sum())
            count += len(ids)
    return total / count


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_settings(
    folder: Path, name: str, thresholds: dict[str, tuple[float, float, float]], window: int, before: int
) -> None:
    """Write chat_ner.json beside the other files. ``name`` is name and version, as reports show them."""
    settings = {
        "name": name,
        "kinds": list(KINDS),
        "thresholds": thresholds,
        "window": window,
        "before": before,
        "sha256": {name: digest(folder / name) for name in ("model.onnx", "model.weights", "tokenizer.json")},
    }
    (folder / "chat_ner.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
