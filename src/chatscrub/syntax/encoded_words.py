"""The values of mail headers as a person reads them: without folds, with encoded words (``=?utf-8?Q?...?=``) read.

https://www.rfc-editor.org/rfc/rfc2047
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from ..model import Codec, Piece, View
from ..wrapping import bytes_of
from .chain import Chain, composed
from .charsets import Bytes, EightBit, charset_of, decoded
from .escapes import Marks
from .plain import PLAIN
from .quoted_printable import HeaderWord
from .unwrapped import Unwrapped

_WORD = re.compile(
    r"=\?([^?\s*]+)(?:\*[^?\s]*)?\?(?:([Qq])\?([^?\r\n]*)|([Bb])\?([A-Za-z0-9+/]*={0,2}|[\U00100102][\U00100000-\U001000ff]*))\?="
)
_RUN = re.compile(rf"{_WORD.pattern}(?:\s*{_WORD.pattern})*")


_UNWRAPPED = "\U00100102"  # the mark before base64 that was unwrapped, see chatscrub.wrapping


class Segment(NamedTuple):
    """Words of a value that are written in one way: pieces without the marks around them, and the codec of each."""

    pieces: tuple[Piece, ...]
    codec: Codec


class _Word(NamedTuple):
    start: int
    end: int
    charset: str
    coding: str
    first: int  # range of what is between the marks
    last: int


def _words(raw: str, start: int, end: int) -> Iterator[_Word]:
    for word in _WORD.finditer(raw, start, end):
        coding = 2 if word[2] else 4
        first, last = word.span(coding + 1)
        if word[coding + 1].startswith(_UNWRAPPED):
            yield _Word(word.start(), word.end(), word[1], _UNWRAPPED, first + 1, last)
        else:
            yield _Word(word.start(), word.end(), word[1], word[coding].upper(), first, last)


def _bytes(raw: str, word: _Word) -> bytes:
    if word.coding == _UNWRAPPED:
        return bytes_of(raw[word.first : word.last])
    if word.coding == "B":
        return from_base64(raw[word.first : word.last])
    data = raw[word.first : word.last].replace("_", " ").encode("utf-8", "surrogateescape")
    return re.sub(rb"=([0-9A-Fa-f]{2})", lambda m: bytes.fromhex(m[1].decode()), data)


def from_base64(text: str) -> bytes:
    """The bytes of base64; what is cut off at its end is left out."""
    letters = re.sub("[^A-Za-z0-9+/]", "", text)
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    return binascii.a2b_base64(letters + "=" * (-len(letters) % 4))


_UNFOLDED = Marks(re.compile(r"\r?\n(?=[ \t])"), {}, re.compile(r"[\r\n]"), {})
_LETTERS = EightBit("utf-8")
# What would end a name or an address in a list, and what looks like an encoded word.
_UNSAFE = re.compile(r'[^\t -~]|[,;"\\()<>]|=\?')
_ROOM = 75 - len("=?utf-8?Q??=")


class HeaderText:
    """Codec of a value as a person reads it: without folds, with encoded words read and neighbours joined.

    A letter of an encoded word stands for the whole word, as a part of a word cannot be written alone; where only a
    part of the words is to be edited, take :func:`segments`.
    """

    def view(self, raw: str) -> View:
        """The words of a value, with the range of an encoded word behind each of its letters."""
        if "=?" not in raw:
            return composed(_UNFOLDED.view(raw), _LETTERS)
        views: list[tuple[int, View]] = []
        at = 0
        for run in _RUN.finditer(raw):
            views += [(at, _between(raw, at, run.start())), (0, _read_words(raw, *run.span()))]
            at = run.end()
        return _joined([*views, (at, _between(raw, at, len(raw)))])

    def encode(self, text: str) -> str:
        """ASCII: the text itself, or encoded words where it could break the field."""
        if not _UNSAFE.search(text):
            return text
        chunks = [""]
        for char in map(HeaderWord("utf-8").encode, text):
            if len(chunks[-1]) + len(char) > _ROOM:
                chunks.append("")
            chunks[-1] += char
        return " ".join(f"=?utf-8?Q?{chunk}?=" for chunk in chunks)


def _between(raw: str, start: int, end: int) -> View:
    return composed(_UNFOLDED.view(raw[start:end]), _LETTERS)


def _joined(views: list[tuple[int, View]]) -> View:
    """Views one after the other, each with where its raw text starts."""
    starts: list[int] = []
    ends: list[int] = []
    for at, view in views:
        starts += [at + start for start in view.starts or range(len(view.text))]
        ends += [at + end for end in view.ends or range(1, len(view.text) + 1)]
    return View("".join(view.text for _, view in views), starts, ends)


def _read_words(raw: str, start: int, end: int) -> View:
    """The text of neighbouring words; a letter may be cut up over two of them."""
    views: list[tuple[int, View]] = []
    for label, group in groupby(_words(raw, start, end), key=lambda word: word.charset.lower()):
        words = list(group)
        charset = charset_of(label)
        if charset is None:
            text = decoded(b"".join(_bytes(raw, word) for word in words), label)
            views.append((0, View(text, [words[0].start] * len(text), [words[-1].end] * len(text))))
            continue
        found = Bytes(charset)
        for word in words:
            data = _bytes(raw, word)
            found.add(data, [word.start] * len(data), [word.end] * len(data))
        views.append((0, found.view()))
    return _joined(views)


HEADER = Chain(HeaderText(), PLAIN)


def base64_words(text: str, start: int, end: int) -> Iterator[Piece]:
    """What stands between the marks of words in base64 whose character set can be written in slices."""
    for word in _words(text, start, end) if "?" in text[start:end] else ():
        if word.coding == "B" and word.first < word.last and charset_of(word.charset):
            yield Piece(word.first, word.last)


def segments(text: str, start: int, end: int) -> Iterator[Segment]:
    """A value cut up so that each piece can be edited letter by letter, in order.

    Neighbouring words of one character set, in Q or in base64 that was unwrapped, are one segment. Other words in
    base64 can only be replaced as a whole: their codec is :data:`HEADER`, as for the text between the words.
    """
    at = start
    for run in _RUN.finditer(text, start, end):
        if at < run.start():
            yield Segment((Piece(at, run.start()),), HEADER)
        for (label, coding), group in groupby(_words(text, *run.span()), key=lambda w: (w.charset.lower(), w.coding)):
            yield _segment(text, charset_of(label) if coding != "B" else None, list(group))
        at = run.end()
    if at < end:
        yield Segment((Piece(at, end),), HEADER)


def _segment(text: str, charset: str | None, words: list[_Word]) -> Segment:
    start, end = words[0].start, words[-1].end
    if charset:
        codec = Chain(Unwrapped(charset) if words[0].coding == _UNWRAPPED else HeaderWord(charset), PLAIN)
        pieces = tuple(Piece(word.first, word.last) for word in words)
        if "".join(codec.view(text[a:b]).text for a, b in pieces) == HEADER.view(text[start:end]).text:
            return Segment(pieces, codec)
    return Segment((Piece(start, end),), HEADER)
