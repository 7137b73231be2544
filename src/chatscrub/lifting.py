"""Pictures that are written into a text in base64 are not kept in memory: a mark stands in the place of each.

Only the middle of a run of base64 goes; its beginning and end stay, so that a format reads it as it would have read all
of it. What is written later takes the missing bytes from the source again. Lengths are the same in bytes and in code
points, for base64 is ASCII.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import IO, NamedTuple

from .errors import UnreadableError
from .longtext import Sliced, windows

MARK = "\x91"
"""Stands for what was lifted out: "private use one" of ISO 6429, so that the text takes a byte a character."""
MARKED = MARK.encode()
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_BLOCK = 8 * 1024  # bytes that are looked at together; a run is lifted if it holds a whole block
_HEAD, _TAIL = 1024, 64  # bytes of it that stay


class NeededWholeError(Exception):
    """What was lifted out turned out to be more than a file, so the source has to be read with all that is in it."""


class Run(NamedTuple):
    """A range of the source's bytes that was lifted out, and the digest of it, hex."""

    start: int
    size: int
    sha256: str


class Lifted(NamedTuple):
    """A source without its long runs: what stands between them, the runs, and the digest of the whole source, hex."""

    segments: list[bytes]
    runs: tuple[Run, ...]
    sha256: str


class _Lifting:
    """A source on the way through it."""

    def __init__(self) -> None:
        self.segments: list[bytearray] = [bytearray()]
        self.runs: list[Run] = []
        self.digest = hashlib.sha256()
        self.at = self.kept = 0
        self._nothing()

    def _nothing(self) -> None:
        """No run is open: its digest, where it begins, how much of it is gone, and its end, which may stay."""
        self.inside = hashlib.sha256()
        self.start, self.size, self.end = 0, 0, b""

    def take(self, block: bytes) -> None:
        """Take the next block in."""
        self.digest.update(block)
        whole = not block.translate(None, _BASE64)
        if self.end:
            self._go_on(block if whole else block[: len(block) - len(block.lstrip(_BASE64))])
            if not whole:
                self._close()
                self._keep(block.lstrip(_BASE64))
        elif whole and len(block) == _BLOCK:
            self._begin(block)
        else:
            self._keep(block)
        self.at += len(block)

    def _keep(self, data: bytes) -> None:
        self.segments[-1] += data
        self.kept += len(data)

    def _begin(self, block: bytes) -> None:
        """Open a run; its head may have stood before this block."""
        before = self.segments[-1][-_HEAD:]
        stays = _HEAD - len(before) + len(before.rstrip(_BASE64))
        self._keep(block[:stays])
        self.start, self.end = self.at + stays, block[stays:]

    def _go_on(self, more: bytes) -> None:
        data = self.end + more
        gone, self.end = data[:-_TAIL], data[-_TAIL:]
        self.inside.update(gone)
        self.size += len(gone)

    def _close(self) -> None:
        self.runs.append(Run(self.start, self.size, self.inside.hexdigest()))
        self.segments.append(bytearray())
        self._keep(self.end)
        self._nothing()

    def done(self) -> Lifted:
        """All that was found."""
        if self.end:
            self._go_on(b"")
            self._close()
        return Lifted([bytes(one) for one in self.segments], tuple(self.runs), self.digest.hexdigest())


def lift(stream: IO[bytes], most: int) -> Lifted | None:
    """Read a source and leave the middle of long runs of base64 in it.

    Args:
        stream: the source, at its beginning.
        most: how many bytes may be left.

    Returns:
        None where more are.
    """
    lifting = _Lifting()
    while block := stream.read(_BLOCK):
        lifting.take(block)
        if lifting.kept > most:
            return None
    return lifting.done()


def places(text: Sliced) -> list[int]:
    """Where the marks stand in a text."""
    found = []
    for start, window in windows(text):
        at = window.find(MARK)
        while at >= 0:
            found.append(start + at)
            at = window.find(MARK, at + 1)
    return found


def left(marks: Sequence[int], edits: Sequence[tuple[int, int, str]]) -> list[int]:
    """The numbers of the marks that no edit takes away."""
    gone: set[int] = set()
    for start, end, _ in edits:
        gone.update(range(bisect_left(marks, start), bisect_left(marks, end)))
    return [number for number in range(len(marks)) if number not in gone]


def shift(marks: Sequence[int], sizes: Iterable[int]) -> Callable[[int], int]:
    """From places in a text to those in the text with all that was lifted out of it."""
    grown = list(accumulate((size - len(MARK) for size in sizes), initial=0))
    return lambda at: at + grown[bisect_left(marks, at)]


def poured(pieces: Iterable[bytes], runs: Iterable[Run], stream: IO[bytes], where: str) -> Iterator[bytes]:
    """Encoded text with the bytes of those runs in the place of the marks.

    Raises:
        UnreadableError: the source is not what it was; ``where`` names it.
    """
    coming = iter(runs)
    for data in pieces:
        first, *others = data.split(MARKED)
        yield first
        for more in others:
            yield from content(next(coming), stream, where)
            yield more


def content(run: Run, stream: IO[bytes], where: str) -> Iterator[bytes]:
    """The bytes of a run, from the source.

    Raises:
        UnreadableError: the source is not what it was; ``where`` names it.
    """
    stream.seek(run.start)
    digest, missing = hashlib.sha256(), run.size
    while missing and (data := stream.read(min(missing, 1 << 20))):
        digest.update(data)
        missing -= len(data)
        yield data
    if digest.hexdigest() != run.sha256:
        raise UnreadableError(f"{where}: changed while it was being scrubbed; nothing was released")
