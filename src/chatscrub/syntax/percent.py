"""The codec of links: characters that a link cannot hold are written as the bytes of UTF-8 in percent signs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from ..model import View
from .chain import Chain
from .plain import PLAIN

_RUN = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_SIGNS = 3  # of one byte


@dataclass(frozen=True, slots=True)
class Percent:
    """Codec of a link with percent signs; bytes that are no UTF-8 stay as they are written."""

    def view(self, raw: str) -> View:
        if "%" not in raw:
            return View(raw)
        texts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for run in _RUN.finditer(raw):
            _take(raw[at : run.start()], at, 1, texts, starts, ends)
            _decoded(run[0], run.start(), texts, starts, ends)
            at = run.end()
        if not at:
            return View(raw)
        _take(raw[at:], at, 1, texts, starts, ends)
        return View("".join(texts), starts, ends)

    def encode(self, text: str) -> str:
        return quote(text, safe="/", errors="surrogateescape")


def _take(text: str, at: int, width: int, texts: list[str], starts: list[int], ends: list[int]) -> None:
    texts.append(text)
    starts += range(at, at + width * len(text), width)
    ends += range(at + width, at + width * len(text) + 1, width)


def _decoded(run: str, at: int, texts: list[str], starts: list[int], ends: list[int]) -> None:
    """Read a run of bytes; what is no UTF-8 is read as written."""
    for char in bytes.fromhex(run.replace("%", "")).decode("utf-8", "surrogateescape"):
        width = _SIGNS * len(char.encode("utf-8", "surrogateescape"))
        if "\udc80" <= char <= "\udcff":
            _take(run[:_SIGNS], at, 1, texts, starts, ends)
        else:
            texts.append(char)
            starts.append(at)
            ends.append(at + width)
        run, at = run[width:], at + width


PERCENT = Chain(Percent(), PLAIN)
"""Parts of a link."""
