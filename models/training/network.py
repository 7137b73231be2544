"""The network: a BERT encoder with one linear layer on top, in plain torch."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from .encoder import Encoder, Floats


@dataclass(frozen=True)
class Shape:
    """The sizes of a network."""

    rows: int
    hidden: int
    layers: int
    heads: int
    ffn: int
    labels: int
    positions: int = 512
    eps: float = 1e-12


class Layer(nn.Module):
    """One transformer layer, normalised after each half as BERT does."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        hidden = shape.hidden
        self.heads = shape.heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.ao = nn.Linear(hidden, hidden)
        self.aln = nn.LayerNorm(hidden, eps=shape.eps)
        self.fi = nn.Linear(hidden, shape.ffn)
        self.fo = nn.Linear(shape.ffn, hidden)
        self.oln = nn.LayerNorm(hidden, eps=shape.eps)

    def forward(self, x: Tensor, mask: Tensor, drop: float) -> Tensor:
        """Batch x tokens x hidden in, the same out; mask is 0 where a token may be looked at and very low elsewhere."""
        batch, length, hidden = x.shape
        split = self.qkv(x).view(batch, length, 3, self.heads, hidden // self.heads).permute(2, 0, 3, 1, 4)
        near = split[0] @ split[1].transpose(-1, -2) * (hidden // self.heads) ** -0.5 + mask
        looked = near.softmax(-1) @ split[2]
        looked = self.ao(looked.transpose(1, 2).reshape(batch, length, hidden))
        x = self.aln(x + looked)
        fed = self.fo(functional.gelu(self.fi(x)))
        return self.oln(x + functional.dropout(fed, drop, self.training))  # type: ignore[no-any-return]


class Network(nn.Module):
    """Token ids in, one score per label out."""

    def __init__(self, shape: Shape, drop: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.drop = drop
        self.word = nn.Embedding(shape.rows, shape.hidden)
        self.position = nn.Embedding(shape.positions, shape.hidden)
        self.ln = nn.LayerNorm(shape.hidden, eps=shape.eps)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.out = nn.Linear(shape.hidden, shape.labels)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Ids and mask (1 for a token, 0 for padding) of batch x tokens; gives batch x tokens x labels."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.ln(self.word(ids) + self.position(places))
        drop = self.drop if self.training else 0.0
        seen = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, seen, drop)
        return self.out(x)  # type: ignore[no-any-return]


def from_encoder(encoder: Encoder, rows: list[int], layers: list[int], labels: int) -> Network:
    """A network with the encoder's weights: these rows of the vocabulary, these of its layers, a new top."""
    shape = Shape(
        len(rows), encoder.hidden, len(layers), encoder.heads, encoder.ffn, labels, eps=max(encoder.eps, 1e-12)
    )
    network, weights = Network(shape), encoder.weights
    state = {
        "word.weight": weights["emb.word"][rows],
        "position.weight": weights["emb.pos"] + weights["emb.type"][0],
        "ln.weight": weights["emb.ln.w"],
        "ln.bias": weights["emb.ln.b"],
    }
    for to, layer in enumerate(layers):
        state |= _layer(weights, f"l{layer}", f"layers.{to}")
    network.load_state_dict({name: torch.from_numpy(value.copy()) for name, value in state.items()}, strict=False)
    return network


def _layer(weights: dict[str, Floats], old: str, new: str) -> dict[str, Floats]:
    import numpy as np

    state = {}
    for end, name in (("w", "weight"), ("b", "bias")):
        state[f"{new}.qkv.{name}"] = np.concatenate([weights[f"{old}.{part}.{end}"] for part in "qkv"])
        for part in ("ao", "aln", "fi", "fo", "oln"):
            state[f"{new}.{part}.{name}"] = weights[f"{old}.{part}.{end}"]
    return state
