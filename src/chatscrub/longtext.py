"""Texts of many millions of signs, kept packed: read by slices, and searched window by window.

A string takes four bytes a sign as soon as one emoji stands in it. A long text is kept as packed UTF-8 instead, in
blocks, of which only those that are being read are open.
"""

from __future__ import annotations

import codecs
import re
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Protocol, overload

_BLOCK = 64 * 1024  # signs of a block
_OPEN = 8  # blocks that are kept open
_WINDOW = 1 << 20  # signs that are searched at a time
_NEAR = 4096  # signs at the end of a window in which a match may have begun
_NOTHING = re.compile(r"\s*\\?\Z")  # behind a match: what may belong to it, or to what it ends with


class Sliced(Protocol):
    """A text that is read by slices: a string, or a long text."""

    def __len__(self) -> int: ...

    def __getitem__(self, key: slice, /) -> str: ...


class LongText:
    """A text in packed blocks. It has a length and slices, with steps of one, and is no string.

    Args:
        pieces: the text, in pieces of any length.
    """

    __slots__ = ("_blocks", "_near", "_opened", "_starts")

    def __init__(self, pieces: Iterable[str]) -> None:
        self._blocks: list[bytes] = []
        self._starts = array("q", [0])
        for block in _blocks(pieces):
            self._blocks.append(zlib.compress(block.encode("utf-8", "surrogatepass")))
            self._starts.append(self._starts[-1] + len(block))
        self._ready()

    def _ready(self) -> None:
        self._opened = lru_cache(maxsize=_OPEN)(self._unpacked)
        self._near = 0, 0, ""  # where the block that was read last begins and ends, and its text

    def __repr__(self) -> str:
        """Its length only."""
        return f"LongText({len(self)} signs)"

    def __len__(self) -> int:
        return self._starts[-1]

    @overload
    def __getitem__(self, key: slice, /) -> str: ...

    @overload
    def __getitem__(self, key: int, /) -> str: ...

    def __getitem__(self, key: slice | int, /) -> str:
        if not isinstance(key, slice):
            at = range(len(self))[key]
            return self[at : at + 1]
        start, stop, step = key.start, key.stop, key.step
        low, high, near = self._near
        if step is None and start is not None and stop is not None and low <= start <= stop <= high:
            return near[start - low : stop - low]
        start, stop, step = key.indices(len(self))
        if step != 1:
            raise ValueError("a long text has no steps")
        if start >= stop:
            return ""
        first = bisect_right(self._starts, start) - 1
        begin = self._starts[first]
        if stop <= (end := self._starts[first + 1]):
            block = self._opened(first)
            self._near = begin, end, block  # another thread may put its own there before the next line
            return block[start - begin : stop - begin]
        last = bisect_right(self._starts, stop - 1) - 1
        found = [self._opened(first)[start - begin :]]
        found += [self._opened(number) for number in range(first + 1, last)]
        return "".join([*found, self._opened(last)[: stop - self._starts[last]]])

    def _unpacked(self, number: int) -> str:
        return zlib.decompress(self._blocks[number]).decode("utf-8", "surrogatepass")

    def __getstate__(self) -> tuple[list[bytes], array[int]]:
        return self._blocks, self._starts

    def __setstate__(self, state: tuple[list[bytes], array[int]]) -> None:
        self._blocks, self._starts = state
        self._ready()


def _blocks(pieces: Iterable[str]) -> Iterator[str]:
    held, size = list[str](), 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _BLOCK:
            joined = "".join(held)
            cut = len(joined) - len(joined) % _BLOCK
            yield from (joined[at : at + _BLOCK] for at in range(0, cut, _BLOCK))
            held, size = [joined[cut:]], len(joined) - cut
    if size:
        yield "".join(held)


def decoded(chunks: Iterable[bytes]) -> Iterator[str]:
    """UTF-8 in chunks as text in pieces.

    Raises:
        UnicodeDecodeError: it is none.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    for chunk in chunks:
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def whole(text: Sliced) -> str:
    """The text as a string."""
    return text if isinstance(text, str) else text[:]


def windows(text: Sliced) -> Iterator[tuple[int, str]]:
    """A text in pieces, each with where it begins; a string is one.

    Pieces end behind a line, a quotation mark or a blank, if there is one in their last tenth, so that no word and no
    value is cut in two.
    """
    if isinstance(text, str):
        yield 0, text
        return
    at = 0
    while at < len(text):
        piece = text[at : at + _WINDOW]
        if at + len(piece) < len(text):
            piece = piece[: _cut(piece)]
        yield at, piece
        at += len(piece)


def lines(text: Sliced) -> Iterator[tuple[int, str]]:
    """A text in pieces that end behind a line feed, each with where it begins; a string is one."""
    if isinstance(text, str):
        yield 0, text
        return
    at, wide = 0, _WINDOW
    while at < len(text):
        piece = text[at : at + wide]
        cut = piece.rfind("\n") + 1 if at + len(piece) < len(text) else len(piece)
        wide = _WINDOW if cut else 2 * wide
        if cut:
            yield at, piece[:cut]
        at += cut


class Reach:
    """Ranges of a text in order, each in a string that holds it: the text, or the window that is open.

    Args:
        text: the whole of it.
    """

    def __init__(self, text: Sliced) -> None:
        self._text = text
        self._base, self._window = 0, text if isinstance(text, str) else ""

    def __call__(self, start: int, end: int) -> tuple[int, str]:
        """Where such a string begins, and the string."""
        if not self._base <= start <= end <= self._base + len(self._window):
            self._base, self._window = start, self._text[start : max(end, start + _WINDOW)]
        return self._base, self._window


def _cut(piece: str) -> int:
    near = len(piece) - len(piece) // 10
    return next((at + 1 for mark in '\n" ' if (at := piece.rfind(mark, near)) >= 0), len(piece))


def matches(
    pattern: re.Pattern[str], text: Sliced, start: int = 0, stop: int | None = None
) -> Iterator[tuple[int, re.Match[str]]]:
    """What ``pattern.finditer`` finds, each match with where the string begins that it was found in.

    The pattern must not look behind what it matches, nor further ahead than over blanks or a backslash to the next
    sign; and what may become a match must match at the end of a window too.
    """
    stop = len(text) if stop is None else min(stop, len(text))
    if isinstance(text, str):
        yield from ((0, match) for match in pattern.finditer(text, start, stop))
        return
    at, wide = start, _WINDOW
    while at < stop:
        window = text[at : min(at + wide, stop)]
        is_last = at + len(window) == stop
        end = 0
        for match in pattern.finditer(window):
            if not is_last and _NOTHING.match(window, match.end()):
                break  # more may belong to it
            yield at, match
            end = match.end()
        else:
            if is_last:
                return
            end = max(end, len(window) - _NEAR)
        wide = _WINDOW if end > 0 else 2 * wide
        end = max(end, 0)
        at += end
