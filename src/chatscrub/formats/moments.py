"""Texts that are a date, with or without a time, and nothing else: any other word in them may be somebody's."""

from __future__ import annotations

import re
from functools import lru_cache

from .. import times
from .whatsapp.headers import foreign_words

_LONGEST = 60
_LONG_NUMBER = re.compile(r"\d{5}")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[apAP]\.?[mM]\.?)?")


@lru_cache(maxsize=10_000)
def is_moment(read: str) -> bool:
    """Whether a text is a date that can be read."""
    if not 5 < len(read) < _LONGEST or _LONG_NUMBER.search(read) or foreign_words(f" {read} "):
        return False
    return any(times.parse([read, f"{read} 12:00"]))


def is_clock(read: str) -> bool:
    """Whether a text is a time of the day."""
    return _CLOCK.fullmatch(read) is not None
