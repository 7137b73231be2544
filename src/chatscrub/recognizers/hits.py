"""What a recognizer's search gives back, and the small questions that every search asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Hit(NamedTuple):
    """A range of the text and how sure we are, in 0..1; the engine drops what stays below the settings' threshold."""

    start: int
    end: int
    score: float


AT_END = (
    r"(?=\s*(?:$|[^\w\s€%°+&]|(?:en|and|of|or|dan|then|toch|right|dus|so|nu|now|denk|dacht|geloof|volgens|but|maar|want|"
    r"because|joh|he|hè|ofzo)(?!\w)))"
)
"""What may follow a number that counts nothing: the end, a sign, or a word that no thing is called."""
Find = Callable[[str], Iterable[Hit]]


def cue(*words: str) -> re.Pattern[str]:
    """Compile cue words (regex fragments) so that they match as whole words, in any case."""
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(words)})(?![^\W_])", re.IGNORECASE)


def near(text: str, start: int, cues: re.Pattern[str], reach: int = 40) -> bool:
    """Whether one of the cues stands within ``reach`` characters to the left of ``start``."""
    return cues.search(text, max(0, start - reach), start) is not None


def follows(text: str, end: int, cues: re.Pattern[str], reach: int = 25) -> bool:
    """Whether one of the cues stands within ``reach`` characters to the right of ``end``."""
    return cues.search(text, end, min(len(text), end + reach)) is not None


@cache
def words(name: str) -> frozenset[str]:
    """A word list of this package: one word a line, ``#`` opens a comment."""
    lines = (files(__package__) / "words" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
