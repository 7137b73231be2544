"""Numbers that say where in another text something stands, and what they become when that text is edited."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

from ..longtext import Sliced
from ..model import Codec, Edit, Piece, View

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)


class Unit(Enum):
    """What offsets count."""

    UTF16 = "utf-16"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Offsets:
    """Codec of a start and a length that tell which words of another text are bold, or name somebody.

    Args:
        pieces: where that text stands in the part.
        written: its codec; it must drop nothing that is counted.
        unit: what is counted.
        start: where the number of the start stands; None if it is left out, as programs do with 0.
        length: the same for the length.
    """

    pieces: tuple[Piece, ...]
    written: Codec
    unit: Unit
    start: Piece | None
    length: Piece | None

    def view(self, raw: str) -> View:
        return View(raw)

    def encode(self, text: str) -> str:
        return text


class _Ruler:
    """A text measured before and after its edits: how what stood at an offset moves."""

    def __init__(self, text: Sliced, offsets: Offsets, edits: Sequence[Edit], starts: Sequence[int]) -> None:
        self.size = 0
        self._lows: list[int] = []
        self._highs: list[int] = []
        self._new: list[int] = []
        for piece in offsets.pieces:
            self._measure(text, piece, offsets, _within(edits, starts, piece))
        sizes = zip(self._lows, self._highs, self._new, strict=True)
        self._moved = list(accumulate((new - (high - low) for low, high, new in sizes), initial=0))

    def _measure(self, text: Sliced, piece: Piece, offsets: Offsets, edits: Sequence[Edit]) -> None:
        view = offsets.written.view(text[piece.start : piece.end])
        marks = _marks(view.text, offsets.unit)
        for start, end, new in edits:
            low, high = (_place(view, at - piece.start) for at in (max(start, piece.start), min(end, piece.end)))
            self._lows.append(self.size + (marks[low] if marks else low))
            self._highs.append(self.size + (marks[high] if marks else high))
            there = offsets.written.view(new).text if start >= piece.start else ""
            self._new.append(_size(there, offsets.unit))
        self.size += marks[-1] if marks else len(view.text)

    def start(self, at: int) -> int:
        """Where what began there begins now; what began within a replaced range begins with it."""
        number = bisect_right(self._lows, at) - 1
        if number >= 0 and at < self._highs[number]:
            return self._lows[number] + self._moved[number]
        return at + self._moved[number + 1]

    def end(self, at: int) -> int:
        """Where what ended there ends now; what ended within a replaced range ends with it."""
        number = bisect_left(self._lows, at) - 1
        if number >= 0 and at <= self._highs[number]:
            return self._lows[number] + self._moved[number] + self._new[number]
        return at + self._moved[number + 1]


def _within(edits: Sequence[Edit], starts: Sequence[int], piece: Piece) -> Sequence[Edit]:
    """The edits that touch a piece."""
    first = bisect_left(starts, piece.start)
    if first and edits[first - 1].end > piece.start:
        first -= 1
    return edits[first : bisect_right(starts, piece.end)]


def _place(view: View, raw: int) -> int:
    """The number of the first code point of a view that does not stand before a raw offset."""
    return raw if view.starts is None else bisect_left(view.starts, raw)


def _marks(text: str, unit: Unit) -> list[int]:
    """The offset in units of every code point and of the end; empty where code points are units."""
    if unit is Unit.POINTS or not _ASTRAL.search(text):
        return []
    return list(accumulate((1 + (char > "\uffff") for char in text), initial=0))


def _size(text: str, unit: Unit) -> int:
    return len(text) + (len(_ASTRAL.findall(text)) if unit is Unit.UTF16 else 0)


def mended(text: Sliced, offsets: Sequence[Offsets], edits: Sequence[Edit]) -> list[Edit]:
    """All edits of a part in order: those given, and those of the numbers that they put wrong.

    Args:
        text: of the part.
        offsets: the numbers that stand in it.
        edits: sorted, apart.
    """
    if not edits or not offsets:
        return list(edits)
    starts = [edit.start for edit in edits]
    found = list(edits)
    rulers: dict[tuple[Piece, ...], _Ruler] = {}
    for one in offsets:
        ruler = rulers.get(one.pieces) or rulers.setdefault(one.pieces, _Ruler(text, one, edits, starts))
        found += (e for e in _mend(text, one, ruler) if not _within(edits, starts, Piece(e.start, e.end)))
    return sorted(found)


def _mend(text: Sliced, offsets: Offsets, ruler: _Ruler) -> Iterator[Edit]:
    """What becomes of one start and length. Those that lead out of the text count in another one and stay."""
    start, length = (_number(text, piece) for piece in (offsets.start, offsets.length))
    if start is None or length is None or start > ruler.size or (start == ruler.size and length):
        return
    begin = ruler.start(start)
    size = max(ruler.end(start + length) - begin, 0) if length else 0
    for piece, old, new in ((offsets.start, start, begin), (offsets.length, length, size)):
        if piece is not None and old != new:
            yield Edit(piece.start, piece.end, str(new))


def _number(text: Sliced, piece: Piece | None) -> int | None:
    if piece is None:
        return 0
    raw = text[piece.start : piece.end]
    return int(raw) if _NUMBER.fullmatch(raw) else None
