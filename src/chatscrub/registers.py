"""What kind of text a document is: about one person, or for everybody; told by the words that it uses most.

A session note says "she", "told", "her mother"; house rules say "you", "we", "must". Nothing here reads names.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib import resources
from typing import NamedTuple

from .toml import parsed

RECORD, GENERAL, NEITHER = "record", "general", ""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LONGEST = 400_000  # code points that are read of a document


class Words(NamedTuple):
    """A list of words with what each of them counts for."""

    name: str
    points: float
    words: frozenset[str]


def register(text: str) -> str:
    """``RECORD`` for a text about somebody, ``GENERAL`` for one for everybody, ``NEITHER`` where words do not tell."""
    found = score(text)
    _, most, least, _ = _table()
    return RECORD if found >= most else GENERAL if found <= least else NEITHER


def score(text: str) -> float:
    """Points for a record of somebody per hundred words; below 0 for a text for everybody."""
    lists, _, _, smooth = _table()
    words = _words(text)
    points = sum(known.points for word in words for known in lists if word in known.words)
    return 100 * points / (len(words) + smooth)


def rates(text: str, smooth: int) -> dict[str, float]:
    """How often words of each list stand in a text: 1 for ten of a hundred, and never above 1.5.

    Args:
        text: what is read.
        smooth: words that are added to its length.
    """
    words = Counter(_words(text))
    length = sum(words.values()) + smooth
    return {
        known.name: min(1.5, 10 * sum(count for word, count in words.items() if word in known.words) / length)
        for known in _table()[0]
    }


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text[:_LONGEST])]


@cache
def _table() -> tuple[tuple[Words, ...], float, float, float]:
    """The lists, the least score of a record, the highest of a general text, and words that are added to short ones."""
    table = parsed(resources.files(__package__).joinpath("data/check_registers.toml").read_text("utf-8"))
    lists = tuple(Words(row["name"], row["points"], frozenset(row["words"].split())) for row in table["list"])
    return lists, table["record"], table["general"], table["smooth"]
