"""How much the network finds by itself, before structure, patterns and the second pass."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from .batches import encoded
from .corpus import MASK, PUBLIC, Line, Talk
from .network import Network
from .vocabulary import EOS

_PART = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PARTICLES = frozenset(
    "van de der den het 't t ter ten te la le el al ul bin ben op in aan bij of the and en s".split()
)
Read = Callable[[Sequence[Line]], list[NDArray[np.float32]]]


def reader(network: Network, tokenizer: Tokenizer, longest: int) -> Read:
    """A function from lines to, per line, the chance of every character to belong to a name (1 - P(O))."""

    def read(lines: Sequence[Line]) -> list[NDArray[np.float32]]:
        found: list[NDArray[np.float32]] = []
        scores = [s for example in encoded(lines, tokenizer, longest) for s in _scores(network, example.ids)]
        at = 0
        for line in lines:
            chars = np.zeros(len(line.text), np.float32)
            begin = 0
            for piece in line.text.split("\n"):
                offsets = tokenizer.encode(piece, add_special_tokens=False).offsets
                for start, end in offsets:
                    chars[begin + start : begin + end] = scores[at]
                    at += 1
                begin += len(piece) + 1
            found.append(chars)
        return found

    return read


@torch.no_grad()
def _scores(network: Network, ids: list[int]) -> list[float]:
    device = next(network.parameters()).device
    tensor = torch.tensor([ids], device=device)
    chances = torch.softmax(network(tensor, torch.ones_like(tensor)).float(), -1)[0]
    found = (1 - chances[:, 0]).tolist()
    return [score for token, score in zip(ids[1:], found[1:], strict=True) if token != EOS]


def figures(talks: Sequence[Talk], read: Read, thresholds: Sequence[float] = (0.5, 0.15, 0.05)) -> dict[str, Any]:
    """Shares in percent: mentions found by kind, lower-case persons, and unmarked words lost, per threshold."""
    result: dict[str, Any] = {}
    counts: dict[float, Counter[str]] = {threshold: Counter() for threshold in thresholds}
    for talk in talks:
        for line, chars in zip(talk.lines, read(talk.lines), strict=True):
            for threshold in thresholds:
                counted(line, chars, threshold, counts[threshold])
    for threshold, count in counts.items():
        kinds = [
            k
            for k in ("PERSON", "lower", "LOCATION", "ADDRESS", "ORG", "ID", "SECRET", "HANDLE", "DOB", "all", "lost")
            if count[k]
        ]
        result[str(threshold)] = " ".join(f"{k} {100 * count[k + '+'] / count[k]:.1f}" for k in kinds)
    return result


def counted(line: Line, chars: NDArray[np.float32], threshold: float, count: Counter[str]) -> None:
    """Count the mentions of a line by kind, those found under the kind and "+", and under "lost" the unmarked words.

    Args:
        line: a marked line.
        chars: the chance of every character to belong to a name.
        threshold: the chance from which on it is taken for one.
        count: added to.
    """
    at = 0
    for segment in line.segments:
        words = [(m.start() + at, m.end() + at, m[0]) for m in _PART.finditer(segment.text)]
        hit = [bool(chars[a:b].max() >= threshold) for a, b, _ in words]
        at += len(segment.text)
        if not segment.kind:
            count["lost"] += len(words)
            count["lost+"] += sum(hit)
        elif segment.kind not in (MASK, PUBLIC):
            needed = [h for h, (*_, word) in zip(hit, words, strict=True) if word.casefold() not in _PARTICLES] or hit
            names = [segment.kind, "all"]
            if segment.kind == "PERSON" and segment.text.islower():
                names.append("lower")
            for name in names:
                count[name] += 1
                count[name + "+"] += all(needed)
