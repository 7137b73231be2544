"""Whether a document reads like a record of somebody, by all its words, also those that no list holds.

Of a document it is asked which words and pairs of words stand in it at all. A rule that
``benchmarks/check_weights.py`` learns knows some twelve thousand of them, by a hash, and makes points of them: one clue
among others, the same for all findings of a document.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME = "as all its words read"
"""The clue."""
_WORD = re.compile(r"\w\w+")
_DIGIT = re.compile(r"\d")
_LONGEST = 40_000  # code points that are read of a document
_FEW = 400.0  # beside the squares of how rare words are (4 to 50 each): so a few words tell little


class Rule(NamedTuple):
    """What the words of a document count for.

    Args:
        known: hashes of words and pairs, rising, uint32.
        rare: how rare each is, more than 0.
        weight: what each counts for.
    """

    known: NDArray[np.uint32]
    rare: NDArray[np.float64]
    weight: NDArray[np.float64]


def words(text: str) -> frozenset[int]:
    """The words of a text and its pairs of words, as hashes of 32 bits; of digits only that they are some."""
    found = _WORD.findall(_DIGIT.sub("0", text[:_LONGEST].casefold()))
    pairs = (f"{first} {second}" for first, second in pairwise(found))
    return frozenset(crc32(one.encode("utf-8", "surrogatepass")) for one in (*found, *pairs))


def points(text: str) -> float:
    """What a document counts for by its words."""
    return counted(words(text), _rule())


def counted(found: frozenset[int], rule: Rule) -> float:
    """The same by any rule: what is known in it, the rarer the more, and less each the more of it there is."""
    import numpy as np

    there = np.isin(rule.known, np.fromiter(found, np.uint32, len(found)))
    rare = rule.rare[there]
    return float(rare @ rule.weight[there] / np.sqrt(rare @ rare + _FEW))


@cache
def _rule() -> Rule:
    """``data/check_words.npz``."""
    import numpy as np

    with (
        resources.as_file(resources.files(__package__).joinpath("data/check_words.npz")) as path,
        np.load(path, allow_pickle=False) as table,
    ):
        return Rule(table["known"], table["rare"].astype("f8"), table["weight"].astype("f8"))
