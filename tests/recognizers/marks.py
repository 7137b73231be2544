"""Examples with ``[[...]]`` around what must be found."""

from __future__ import annotations

import re
from collections.abc import Iterable

from chatscrub.recognizers.hits import Find
from chatscrub.settings import SETTINGS

MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


def strip(example: str) -> tuple[str, list[tuple[int, int]]]:
    """The plain text and the marked ranges."""
    ranges: list[tuple[int, int]] = []
    plain = ""
    last = 0
    for match in MARK.finditer(example):
        plain += example[last : match.start()]
        ranges.append((len(plain), len(plain) + len(match[1])))
        plain += match[1]
        last = match.end()
    return plain + example[last:], ranges


def covered(text: str, find: Find) -> set[int]:
    """Positions of letters and digits that the search covers."""
    hits = [hit for hit in find(text) if hit.score >= SETTINGS.threshold]
    return {i for hit in hits for i in range(hit.start, hit.end) if text[i].isalnum()}


def wanted(text: str, ranges: Iterable[tuple[int, int]]) -> set[int]:
    """Positions of letters and digits inside the marks."""
    return {i for start, end in ranges for i in range(start, end) if text[i].isalnum()}
