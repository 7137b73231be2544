"""A codec over a table of escapes, such as a backslash and an n for a line end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import View


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
        if not self.pattern.search(raw):
            return View(raw)
        chars: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for mark in self.pattern.finditer(raw):
            chars.append(raw[at : mark.start()])
            starts += range(at, mark.start())
            ends += range(at + 1, mark.start() + 1)
            at = mark.end()
            char = self.read.get(mark[0], "")
            chars.append(char)
            starts += [mark.start()] * len(char)
            ends += [at] * len(char)
        chars.append(raw[at:])
        starts += range(at, len(raw))
        ends += range(at + 1, len(raw) + 1)
        return View("".join(chars), starts, ends)

    def encode(self, text: str) -> str:
        return self.unsafe.sub(lambda char: self.write.get(char[0], " "), text)
