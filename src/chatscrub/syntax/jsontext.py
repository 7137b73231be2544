"""A lossless scanner of JSON that never gives up: where its strings, numbers and stray words stand, and at which path.

Exports are not always JSON: Telegram writes ``\\x0B``, downloads are cut off, people edit them by hand. Whatever is no
punctuation lies in a leaf, so nothing can go unseen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from ..longtext import Sliced, matches
from ..model import View
from .escapes import unescaped

Step = str | int
Path = tuple[Step, ...]
Plain = tuple[str, ...]


class Sort(Enum):
    """What a leaf is."""

    KEY = "key"
    STRING = "string"
    NUMBER = "number"
    WORD = "word"  # true, false, null
    LOOSE = "loose"  # no JSON: words outside of strings


class Leaf(NamedTuple):
    """A range of JSON text that says something.

    Args:
        path: keys and numbers in lists that lead to it; that of a key is the path of its value.
        sort: what it is.
        start, end: its range, without quotation marks.
        value: which value of several in a row it lies in, such as a line of JSON lines, from 0.
        open: a string that has no end, because the text was cut off.
        plain: the path with ``[]`` for any place in a list and ``*`` for a key that is an id, of which there are as
            many as there are objects.
    """

    path: Path
    sort: Sort
    start: int
    end: int
    value: int = 0
    open: bool = False
    plain: Plain = ()


LIST, ANY = "[]", "*"

# A string with the marks around it, a mark, or anything else up to the next of those. A string without an end runs to
# the end of the text.
_TOKEN = re.compile(r'(,\s*)?"([^"\\]*(?:\\.[^"\\]*)*)("|\\?\Z)(\s*:)?|([{}\[\],:])|([^\s"{}\[\],:\ufeff]+)', re.DOTALL)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_DEEPEST = 100  # steps of a path; what lies deeper is told apart no more
_WORDS = frozenset({"true", "false", "null"})
_COMMA, _STRING, _END, _COLON, _MARK, _ELSE = 1, 2, 3, 4, 5, 6
_UUID = 36  # signs of one
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.|\Z)", re.DOTALL
)
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class _Frame:
    """An object or a list that is open.

    ``path`` and ``plain`` lead to what stands next in it, ``own`` and ``own_plain`` to itself.
    """

    __slots__ = ("at", "is_list", "key_next", "own", "own_plain", "path", "plain")

    def __init__(self, above: _Frame | None, is_list: bool) -> None:
        self.own: Path = above.path if above else ()
        self.own_plain: Plain = above.plain if above else ()
        self.is_list, self.at, self.key_next = is_list, 0, not is_list
        deep = len(self.own) >= _DEEPEST
        self.path: Path = self.own if deep else (*self.own, 0 if is_list else "")
        self.plain: Plain = self.own_plain if deep else (*self.own_plain, LIST if is_list else "")

    def next(self) -> None:
        """Behind a comma."""
        if not self.is_list:
            self.key_next = True
        elif len(self.own) < _DEEPEST:
            self.at += 1
            self.path = (*self.own, self.at)

    def name(self, key: str) -> tuple[Path, Plain]:
        """The paths of a key and of what stands next."""
        path, plain = (*self.own, key), (*self.own_plain, ANY if is_uuid(key) else key)
        if len(self.own) < _DEEPEST:
            self.path, self.plain = path, plain
        return path, plain


def is_uuid(key: str) -> bool:
    """Whether a key looks like the ids that programs draw, by its length and its hyphens."""
    return len(key) == _UUID and key[8] == key[13] == key[18] == key[23] == "-"


def leaves(text: Sliced, start: int = 0, end: int | None = None) -> Iterator[Leaf]:
    """All leaves of JSON text, in order.

    Args:
        text: any text, also a long one.
        start, end: the range to look at; the paths begin there.
    """
    stack: list[_Frame] = []
    top: _Frame | None = None
    value, begun = 0, False
    stop = len(text) if end is None else min(end, len(text))
    for base, token in matches(_TOKEN, text, start, stop):
        if begun and top is None and token[_MARK] not in (",", ":", "]", "}"):
            value, begun = value + 1, False
        group = token.lastindex
        if group == _MARK:
            mark = token[_MARK]
            if mark in "{[":
                top = _Frame(top, mark == "[")
                stack.append(top)
            elif mark in "}]":
                top = _closed(stack, mark == "]")
                begun = begun or top is None
            elif top is not None:
                _between(top, mark)
        elif top is None:
            begun = True
            yield _top(token, value, base)
        elif group == _ELSE:
            low, high = token.span()
            yield Leaf(top.path, _sort(token[0]), base + low, base + high, value, False, top.plain)
        else:
            if token[_COMMA]:
                top.next()
            low, high = token.span(_STRING)
            low, high = base + low, base + high
            is_open = high >= stop - 1 and token[_END] != '"'
            if top.key_next:
                path, plain = top.name(_key(token[_STRING]))
                yield Leaf(path, _KEY, low, high, value, is_open, plain)
            else:
                yield Leaf(top.path, _VALUE, low, high, value, is_open, top.plain)
            if group == _COLON:
                top.key_next = False


_KEY, _VALUE = Sort.KEY, Sort.STRING


def _top(token: re.Match[str], value: int, base: int) -> Leaf:
    """A leaf that lies in no object or list."""
    low, high = token.span() if token.lastindex == _ELSE else token.span(_STRING)
    if token.lastindex == _ELSE:
        return Leaf((), _sort(token[0]), base + low, base + high, value)
    return Leaf((), Sort.STRING, base + low, base + high, value, token[_END] != '"')


def _closed(stack: list[_Frame], is_list: bool) -> _Frame | None:
    """Close the innermost list or object; a bracket that closes nothing of its sort closes nothing."""
    if any(frame.is_list is is_list for frame in stack[-3:]):
        while stack.pop().is_list is not is_list:
            pass
    return stack[-1] if stack else None


def _between(frame: _Frame, mark: str) -> None:
    if mark == ",":
        frame.next()
    else:
        frame.key_next = False


def _sort(word: str) -> Sort:
    if word in _WORDS:
        return Sort.WORD
    return Sort.NUMBER if _NUMBER.fullmatch(word) else Sort.LOOSE


def _key(raw: str) -> str:
    return unescaped(raw, _ESCAPE, _read).text if "\\" in raw else raw


def _read(escape: str) -> str:
    """What an escape stands for; an unknown one for the sign behind the backslash."""
    sign = escape[1:2]
    if sign == "u" and len(escape) == 12:
        high, low = int(escape[2:6], 16), int(escape[8:], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00)
    if sign in ("u", "x") and len(escape) > 2:
        return chr(int(escape[2:], 16))
    return _SHORT.get(sign, sign)


@dataclass(frozen=True, slots=True)
class JsonString:
    """Codec of the inside of a JSON string.

    Args:
        ascii: the file writes what is not ASCII as an escape.
        slash: the file writes ``/`` as an escape.
    """

    ascii: bool = False
    slash: bool = False

    def view(self, raw: str) -> View:
        return unescaped(raw, _ESCAPE, _read) if "\\" in raw else View(raw)

    def encode(self, text: str) -> str:
        written = json.dumps(text, ensure_ascii=self.ascii)[1:-1]
        return written.replace("/", "\\/") if self.slash else written


@dataclass(frozen=True, slots=True)
class JsonScalar:
    """Codec of a number or a bare word in JSON: whatever stands for it becomes a string."""

    string: JsonString

    def view(self, raw: str) -> View:
        return View(raw)

    def encode(self, text: str) -> str:
        return f'"{self.string.encode(text)}"' if text else '""'


@dataclass(frozen=True, slots=True)
class Mojibake:
    """Codec of JSON strings in which every byte of UTF-8 is one escape, as Messenger and Instagram write them."""

    string: JsonString

    def view(self, raw: str) -> View:
        view = self.string.view(raw)
        if view.text.isascii():
            return view
        try:
            data = view.text.encode("latin-1")
            data.decode()
        except UnicodeError:
            return view
        return _joined(view, data)

    def encode(self, text: str) -> str:
        return JsonString(True, self.string.slash).encode(text.encode("utf-8", "surrogatepass").decode("latin-1"))


def is_mojibake(text: str) -> bool:
    """Whether a string as it is read was written byte for byte: not plain ASCII, and its signs are bytes of UTF-8."""
    try:
        return not text.isascii() and bool(text.encode("latin-1").decode())
    except UnicodeError:
        return False


def _joined(view: View, data: bytes) -> View:
    """The view with every run of bytes that is one character made that character."""
    firsts = [at for at, byte in enumerate(data) if byte & 0xC0 != 0x80]
    ranges = [view.raw_range(a, b) for a, b in zip(firsts, [*firsts[1:], len(data)], strict=True)]
    return View(data.decode(), [low for low, _ in ranges], [high for _, high in ranges])
