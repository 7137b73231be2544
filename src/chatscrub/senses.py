"""How a finding of a document reads to the trained model: its inner states there, and in the words around it.

The words beside a name tell whose it is in more ways than rows of evidence can list. What the model has learned of
language stands in its inner states: those over the finding, and those over the window around it, are averaged, and a
linear rule that ``benchmarks/check_weights.py`` learns makes points of them, one clue among others.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from .chat_model import BEGIN, END, own
from .chat_model import WIDTH as WIDTH

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME = "as the model reads it"
"""The clue."""
_STEP, _LEAD = 64, 48  # tokens: findings in the same step share a window, which begins and ends so much further


class Spot(NamedTuple):
    """A range of one of several texts, in code points."""

    text: int
    start: int
    end: int


def vectors(texts: Sequence[str], spots: Sequence[Spot]) -> NDArray[np.float32]:
    """How spots read in their context: a row of twice ``WIDTH`` numbers for each.

    Args:
        texts: of a document, in order.
        spots: in them.

    Raises:
        DamagedModelError: the model is not the one that was released.
    """
    import numpy as np

    ids, places = _tokens(texts, spots)
    found = np.zeros((len(spots), 2 * WIDTH), np.float32)
    steps: dict[int, list[int]] = {}
    for number, (first, _) in enumerate(places):
        steps.setdefault(first // _STEP, []).append(number)
    begins = [max(0, step * _STEP - _LEAD) for step in steps]
    windows = [
        [BEGIN, *ids[begin : (step + 1) * _STEP + _LEAD], END] for step, begin in zip(steps, begins, strict=True)
    ]
    for begin, numbers, state in zip(begins, steps.values(), own().states(windows), strict=True):
        found[numbers, WIDTH:] = state.mean(axis=0)
        for number in numbers:
            first, last = places[number]
            found[number, :WIDTH] = state[first - begin + 1 : last - begin + 1].mean(axis=0)
    return found


def points(vector: NDArray[np.float32]) -> float:
    """What a spot counts for by how it reads."""
    rule = _rule()
    return float(vector.astype("f8") @ rule[:-1] + rule[-1])


def _tokens(texts: Sequence[str], spots: Sequence[Spot]) -> tuple[list[int], list[tuple[int, int]]]:
    """The tokens of all texts, an end behind each line; and the first and last + 1 of each spot."""
    wanted: dict[int, list[int]] = {}
    for number, spot in enumerate(spots):
        wanted.setdefault(spot.text, []).append(number)
    ids: list[int] = []
    places = [(0, 1)] * len(spots)
    for number, text in enumerate(texts):
        at = 0
        for line in text.split("\n"):
            tokens = own().tokens(line)
            for which in wanted.get(number, ()):
                start, end = spots[which].start - at, spots[which].end - at
                if 0 <= start <= len(line):
                    places[which] = _touched(tokens.offsets, start, end, len(ids))
            ids += [*tokens.ids.tolist(), END]
            at += len(line) + 1
    return ids, places


def _touched(offsets: NDArray[np.int32], start: int, end: int, before: int) -> tuple[int, int]:
    """The tokens that a range touches, at least one, with so many before them; of a long one as many as a step has."""
    first = int(offsets[:, 1].searchsorted(start, side="right"))
    last = int(offsets[:, 0].searchsorted(end, side="left"))
    return before + first, before + min(max(last, first + 1), first + _STEP)


@cache
def _rule() -> NDArray[np.float64]:
    """Weights of the numbers of a vector, then what is added: ``data/check_senses.npy``, float16."""
    import numpy as np

    with resources.as_file(resources.files(__package__).joinpath("data/check_senses.npy")) as path:
        rule: NDArray[np.float64] = np.load(path, allow_pickle=False).astype("f8")
    return rule
