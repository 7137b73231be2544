"""Runs of text in RTF, and the codec of those that make one paragraph: fonts may have character sets of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from ..model import Codec, Piece
from ..syntax.chain import Chain
from ..syntax.charsets import is_wide
from ..syntax.plain import PLAIN
from ..syntax.rtf import RtfText
from .header_rows import Tables

_BYTE = re.compile(r"\\'([0-9A-Fa-f]{2})|([\udc80-\udcff])")
_LETTERS = re.compile(r"[A-Za-z]{3,}")


class Run(NamedTuple):
    """A range of text, 0 or 1 (inserted) or 2 (deleted), its character set, and how many signs stand in for one."""

    piece: Piece
    change: int
    charset: str
    skip: int


class Flow:
    """Text that is read together: a paragraph at a time, or a value.

    Args:
        sort: what it holds, see ``rtf_places``.
        place: the word that began it.
    """

    __slots__ = ("in_table", "place", "runs", "sort", "tables", "values")

    def __init__(self, sort: str, place: str = "") -> None:
        self.sort, self.place = sort, place
        self.runs: list[Run] = []
        self.tables = Tables()
        self.in_table = False  # the paragraph that is read now
        self.values = 0  # how many it had so far

    def add(self, run: Run) -> None:
        """Put a run behind the others."""
        last = self.runs[-1] if self.runs else None
        if last and last.piece.end == run.piece.start and last[1:] == run[1:]:
            self.runs[-1] = last._replace(piece=Piece(last.piece.start, run.piece.end))
        elif run.piece.start < run.piece.end:
            self.runs.append(run)

    def take(self) -> list[Run]:
        """What was read, which is read no more."""
        runs, self.runs = self.runs, []
        return runs

    def look(self, word: str) -> None:
        """Take a word that says whether the paragraph stands in a table."""
        self.in_table = word != "pard"
        if word == "trowd" and not self.tables:
            self._begin_row()

    def begin(self) -> None:
        """Make sure that a paragraph in a table has its cell."""
        if self.in_table and not self.tables:
            self._begin_row()

    def end(self, word: str) -> None:
        """Take the word that ended a paragraph."""
        if word in ("cell", "nestcell") and self.tables:
            self.tables[-1].next_cell(1)
        elif word in ("row", "nestrow") and self.tables:
            self.tables[-1].next_row()
            self.tables[-1].next_cell(1)
        elif word == "par" and not self.in_table:
            self.tables.clear()

    def _begin_row(self) -> None:
        self.tables.begin()
        self.tables[-1].next_row()
        self.tables[-1].next_cell(1)


def readings(text: str, runs: Sequence[Run]) -> Iterator[tuple[Sequence[Run], Codec]]:
    """The runs with the codec that reads them all; several where there is none, because one byte is two letters."""
    marked = [run for run in runs if _is_marked(text, run)]
    alone = any(run.skip != 1 for run in runs)
    kinds = Counter((run.charset, run.skip) for run in marked or runs[:1])
    for charset, skip in list(kinds)[:1] if len(kinds) == 1 else []:
        yield runs, codec(charset, skip, (), alone)
        return
    if one := _merged(text, marked, kinds, alone):
        yield runs, one
        return
    for (charset, skip), some in groupby(runs, lambda run: (run.charset, run.skip)):
        yield list(some), codec(charset, skip, (), alone)


def older(text: str, runs: Sequence[Run], read: str) -> Codec | None:
    """The codec of what programs read that know no Unicode, if it holds words that ``read`` has not."""
    if not any("\\u" in text[run.piece.start : run.piece.end] for run in runs):
        return None
    charset, skip = Counter((run.charset, run.skip) for run in runs).most_common(1)[0][0]
    old = Chain(RtfText(charset, skip, (), True, skip != 1), PLAIN)
    said = "".join(old.view(text[slice(*run.piece)]).text for run in runs)
    return old if any(word not in read for word in _LETTERS.findall(said)) else None


def _is_marked(text: str, run: Run) -> bool:
    raw = text[run.piece.start : run.piece.end]
    return "\\" in raw or not raw.isascii()


def _merged(text: str, runs: Sequence[Run], kinds: Counter[tuple[str, int]], alone: bool) -> Codec | None:
    """One codec for runs in several character sets, if no byte is written in two of them."""
    (charset, skip), _ = kinds.most_common(1)[0]
    odd: dict[int, str] = {}
    for run in runs:
        for match in _BYTE.finditer(text, *run.piece):
            byte = int(match[1], 16) if match[1] else ord(match[2]) & 0xFF
            if run.charset != charset and not is_wide(run.charset):
                odd[byte] = bytes([byte]).decode(run.charset, "replace")
    one = codec(charset, skip, tuple(sorted(odd.items())), alone)
    for run in runs:
        raw = text[slice(*run.piece)]
        if one.view(raw).text != codec(run.charset, run.skip, (), alone).view(raw).text:
            return None
    return one


@lru_cache(maxsize=1024)
def codec(charset: str, skip: int, odd: tuple[tuple[int, str], ...], alone: bool) -> Codec:
    """The codec of runs in that character set, see :class:`~chatscrub.syntax.rtf.RtfText`."""
    return Chain(RtfText(charset, skip, odd, False, alone), PLAIN)
