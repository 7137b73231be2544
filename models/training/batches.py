"""Conversations to batches of numbered tokens."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from .augment import Swaps, typed
from .corpus import LABELS, MASK, PUBLIC, Line, Talk
from .pools import Pools
from .vocabulary import BOS, EOS, PAD

IGNORED = -100
_LABEL = {label: number for number, label in enumerate(LABELS)}
_PUBLIC_WEIGHT = 0.3


class Example(NamedTuple):
    """One window: ids, labels and weights of the same length."""

    ids: list[int]
    labels: list[int]
    weights: list[float]


class Batch(NamedTuple):
    """Examples of about the same length, padded: ids, mask, labels, weights."""

    ids: NDArray[np.int64]
    mask: NDArray[np.int64]
    labels: NDArray[np.int64]
    weights: NDArray[np.float32]


def examples(
    talks: Iterable[Talk], pools: Pools, tokenizer: Tokenizer, rng: random.Random, longest: int
) -> Iterator[Example]:
    """Conversations with other names, typed by other hands, cut in windows of several lengths.

    Lines stand between end marks. A window is a run of whole lines, so every line has its neighbours about it,
    and a quarter of them stands alone.
    """
    for talk in talks:
        lines = list(Swaps(talk, pools, rng).lines())
        for window in _cut(lines, rng):
            yield from encoded(typed(window, talk.language, rng), tokenizer, longest)


def _cut(lines: Sequence[Line], rng: random.Random) -> Iterator[Sequence[Line]]:
    at = 0
    while at < len(lines):
        draw = rng.random()
        size = 1 if draw < 0.25 else rng.randint(2, 5) if draw < 0.5 else rng.randint(6, 14)
        yield lines[at : at + size]
        at += size


def encoded(lines: Sequence[Line], tokenizer: Tokenizer, longest: int) -> Iterator[Example]:
    """The lines as examples of at most this many tokens."""
    ids, labels, weights = [BOS], [IGNORED], [0.0]
    for line in lines:
        for part in _at_breaks(line):
            encoding = tokenizer.encode("".join(text for text, _ in part), add_special_tokens=False)
            if len(ids) > 1 and len(ids) + len(encoding.ids) + 1 > longest:
                yield Example(ids, labels, weights)
                ids, labels, weights = [BOS], [IGNORED], [0.0]
            taught = _labels(part, encoding.offsets)
            for at in range(0, len(encoding.ids), longest - 2):
                piece, their = encoding.ids[at : at + longest - 2], taught[at : at + longest - 2]
                if at:
                    yield Example(ids, labels, weights)
                    ids, labels, weights = [BOS], [IGNORED], [0.0]
                ids = [*ids, *piece, EOS]
                labels = [*labels, *(label for label, _ in their), IGNORED]
                weights = [*weights, *(weight * line.weight for _, weight in their), 0.0]
    if len(ids) > 1:
        yield Example(ids, labels, weights)


def _at_breaks(line: Line) -> Iterator[list[tuple[str, str]]]:
    """(text, kind) of a line, divided where it breaks."""
    part: list[tuple[str, str]] = []
    for segment in line.segments:
        first, *more = segment.text.split("\n")
        part.append((first, segment.kind))
        for text in more:
            yield part
            part = [(text, segment.kind)]
    yield part


def _labels(part: Sequence[tuple[str, str]], offsets: Sequence[tuple[int, int]]) -> list[tuple[int, float]]:
    """Label and weight per token."""
    text = "".join(t for t, _ in part)
    spans, at = [], 0
    for piece, kind in part:
        if kind:
            spans.append((at, at + len(piece), kind))
        at += len(piece)
    found: list[tuple[int, float]] = []
    begun = -1
    for start, end in offsets:
        while start < end and text[start].isspace():
            start += 1
        hit = next(((n, kind) for n, (a, b, kind) in enumerate(spans) if max(a, start) < min(b, end)), None)
        if hit is None:
            found.append((0, 1.0))
        elif hit[1] == MASK:
            found.append((IGNORED, 0.0))
        elif hit[1] == PUBLIC:
            found.append((0, _PUBLIC_WEIGHT))
        else:
            found.append((_LABEL[f"{'I' if begun == hit[0] else 'B'}-{hit[1]}"], 1.0))
            begun = hit[0]
    return found


def batches(found: Sequence[Example], tokens: int, rng: random.Random) -> list[Batch]:
    """Examples of like length together, at most this many tokens a batch, in random order."""
    order = sorted(range(len(found)), key=lambda i: (len(found[i].ids), rng.random()))
    groups: list[list[int]] = [[]]
    for i in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(found[i].ids) > tokens:
            groups.append([])
        groups[-1].append(i)
    rng.shuffle(groups)
    return [_batch([found[i] for i in group]) for group in groups]


def _batch(group: Sequence[Example]) -> Batch:
    shape = len(group), max(len(e.ids) for e in group)
    made = Batch(
        np.full(shape, PAD, np.int64),
        np.zeros(shape, np.int64),
        np.full(shape, IGNORED, np.int64),
        np.zeros(shape, np.float32),
    )
    for row, example in enumerate(group):
        size = len(example.ids)
        made.ids[row, :size], made.mask[row, :size] = example.ids, 1
        made.labels[row, :size], made.weights[row, :size] = example.labels, example.weights
    return made
