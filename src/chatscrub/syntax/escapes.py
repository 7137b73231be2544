"""Undoing escapes with a map back, whatever they look like."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Marks:
    """Codec of text in which some characters are written as several, and others only fold it.

    Args:
        pattern: finds what is written otherwise.
        read: what it reads as, one character; what is not in the table is dropped.
        unsafe: finds characters that cannot stand in the raw text.
        write: how they are written; what is not in the table becomes a space.
    """

    pattern: re.Pattern[str]
    read: dict[str, str]
    unsafe: re.Pattern[str]
    write: dict[str, str]

    def view(self, raw: str) -> View:
        return unescaped(raw, self.pattern, lambda mark: self.read.get(mark, ""))

    def encode(self, text: str) -> str:
        return self.unsafe.sub(lambda char: self.write.get(char[0], " "), text)
