"""Undoing escapes with a map back, whatever they look like."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..model import View


def unescaped(raw: str, escape: re.Pattern[str], read: Callable[[str], str]) -> View:
    """The view of a raw string in which escapes stand for something else.

    Args:
        raw: the string.
        escape: matches one escape at a time.
        read: what an escape stands for: no, one or several characters, all of which come from its range.
    """
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for match in escape.finditer(raw):
        low, high = match.span()
        new = read(match[0])
        texts += raw[at:low], new
        starts += range(at, low)
        ends += range(at + 1, low + 1)
        starts += [low] * len(new)
        ends += [high] * len(new)
        at = high
    if not at:
        return View(raw)
    texts.append(raw[at:])
    starts += range(at, len(raw))
    ends += range(at + 1, len(raw) + 1)
    return View("".join(texts), starts, ends)
