"""Rich Text Format: its tokens, and the codec of what a person reads in them.

Facts: Word 2007 Rich Text Format (RTF) Specification 1.9.1,
https://interoperability.blob.core.windows.net/files/Archive_References/%5bMSFT-RTF%5d.pdf, and documents seen.
The text was decoded as ASCII, in which other bytes stand as surrogates (U+DC80 to U+DCFF).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from ..model import View
from .charsets import Bytes, is_wide


class Sort(Enum):
    """What a token is."""

    OPEN = "{"
    CLOSE = "}"
    WORD = "word"  # \\name, a number and one blank behind it
    SYMBOL = "symbol"  # \\~ and the like; its name is the sign
    BYTE = "byte"  # \\'e9
    TEXT = "text"  # line ends in it mean nothing
    DATA = "data"  # what stands behind \\bin


class Token(NamedTuple):
    """A token: what it is, its range, and of a word its name and number."""

    sort: Sort
    start: int
    end: int
    name: str = ""
    number: int | None = None


SIGNS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "page": "\n",
    "column": "\n",
    "softline": "\n",
    "emdash": "\u2014",
    "endash": "\u2013",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "bullet": "\u2022",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "zwbo": "\u200b",
    "zwnbo": "\u2060",
    "ltrmark": "\u200e",
    "rtlmark": "\u200f",
}
"""Words that stand for a character."""
SYMBOLS = {"~": "\u00a0", "_": "-", "-": "", "{": "{", "}": "}", "\\": "\\", ":": ":", "|": "", "\t": "\t"}
"""Symbols that stand for a character, or for none."""
_TOKEN = re.compile(
    r"(?P<open>\{)|(?P<close>\})|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?[0-9]{1,10})? ?|\\'(?P<byte>[0-9A-Fa-f]{2})"
    r"|\\(?P<symbol>[^A-Za-z])|(?P<text>[^\\{}]+)|(?P<rest>\\)",
    re.DOTALL,
)
_SORTS = {
    "open": Sort.OPEN,
    "close": Sort.CLOSE,
    "byte": Sort.BYTE,
    "symbol": Sort.SYMBOL,
    "text": Sort.TEXT,
    "rest": Sort.SYMBOL,
}
_READ = re.compile(
    r"\\u(?P<point>-?[0-9]{1,10}) ?|\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<word>[A-Za-z]{1,32})(?:-?[0-9]{1,10})? ?"
    r"|\\(?P<symbol>[^A-Za-z])|(?P<nothing>[\r\n\x00{}]+|\\)|(?P<ascii>[^\\\r\n\x00{}\x80-\U0010ffff]+)"
    "|(?P<stray>[\udc80-\udcff]+)|(?P<other>[^\\x00-\\x7f\udc80-\udcff]+)",
    re.DOTALL,
)
_INSTEAD = re.compile(r"[\r\n\x00]*(?:\\'[0-9A-Fa-f]{2}|\\[^A-Za-z'*\r\n]|[^\\\r\n\x00{}])")
_LOW = re.compile(r"[\r\n\x00]*\\u(-?[0-9]{1,10}) ?")
_UNSAFE = re.compile(r"[\\{}\t\n]|[^ -~]+")
_WRITTEN = {"\\": "\\\\", "{": "\\{", "}": "\\}", "\t": "\\tab ", "\n": "\\line "}
_OPEN_WORD = re.compile(r"\\(?:[A-Za-z]{1,32}(?:-?[0-9]{0,10})|'[0-9A-Fa-f]?)?\Z")
_GOES_ON = re.compile(r"[A-Za-z0-9 -]")
_MOST_INSTEAD = 64  # characters for programs that know no Unicode
_LOOK_BACK = 48


def scan(text: str) -> Iterator[Token]:
    """All tokens; every character is in one."""
    at = 0
    while at < len(text):
        for match in _TOKEN.finditer(text, at):
            kind = match.lastgroup or ""
            at = match.end()
            if kind in _SORTS:
                yield Token(_SORTS[kind], match.start(), at, match["symbol"] or "")
                continue
            number = int(match["number"]) if match["number"] else None
            yield Token(Sort.WORD, match.start(), at, match["word"], number)
            if match["word"] == "bin" and number and number > 0 and at < len(text):
                yield Token(Sort.DATA, at, min(at + number, len(text)))
                at = min(at + number, len(text))
                break
        else:
            return


def is_read(token: Token) -> bool:
    """Whether a token is part of a text, so that it stands in one piece with its neighbours."""
    if token.sort is Sort.WORD:
        return token.name in SIGNS or (token.name == "u" and token.number is not None)
    return token.sort in (Sort.TEXT, Sort.BYTE) or (token.sort is Sort.SYMBOL and token.name in SYMBOLS)


@dataclass(frozen=True, slots=True)
class RtfText:
    """Codec of a run of text.

    Args:
        charset: of its bytes, what :func:`~chatscrub.syntax.charsets.charset_of` gave.
        skip: how many characters behind a number of Unicode stand for it where that is not known.
        odd: the characters of bytes that are in another character set.
        old: read what stands behind such numbers instead of them.
        alone: write numbers in groups of their own, where nobody knows how many characters are skipped behind them.
    """

    charset: str = "cp1252"
    skip: int = 1
    odd: tuple[tuple[int, str], ...] = ()
    old: bool = False
    alone: bool = False
    _odd: dict[int, str] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_odd", dict(self.odd))

    def view(self, raw: str) -> View:
        """The text, without line ends; a letter that is written as a number and as what stands for it is one range."""
        if raw.isascii() and not any(sign in raw for sign in "\\\r\n\0{}") and not is_wide(self.charset):
            return View(raw)
        found = Bytes(self.charset)
        at = 0
        while match := _READ.match(raw, at):
            at = self._read(match, raw, found)
        return found.view()

    def _read(self, match: re.Match[str], raw: str, found: Bytes) -> int:
        """Read one thing; where the next begins."""
        start, end = match.span()
        kind = match.lastgroup or ""
        if kind == "point":
            return self._numbered(int(match["point"]), start, end, raw, found)
        if kind == "byte":
            self._bytes(bytes.fromhex(match["byte"]), range(start, end, 4), 4, found)
        elif kind == "stray":
            self._stray(match[0], start, found)
        elif kind == "ascii" and is_wide(self.charset):
            self._bytes(match[0].encode(), range(start, end), 1, found)
        elif kind in ("ascii", "other"):
            found.put(match[0], start)
        elif kind != "nothing":
            sign = SIGNS.get(match["word"], "") if kind == "word" else SYMBOLS.get(match["symbol"], "")
            found.sign(sign, start, end)
        return end

    def _bytes(self, data: bytes, starts: range, width: int, found: Bytes) -> None:
        odd = self._odd.get(data[0]) if len(data) == 1 and self._odd else None
        if odd is not None:
            found.sign(odd, starts[0], starts[0] + width)
        else:
            found.add(data, starts, range(starts.start + width, starts.stop + width, width))

    def _stray(self, run: str, start: int, found: Bytes) -> None:
        """Bytes as they are: UTF-8, which some programs write, else in the character set."""
        data = run.encode("utf-8", "surrogateescape")
        try:
            text = "" if is_wide(self.charset) else data.decode()
        except UnicodeDecodeError:
            text = ""
        for char in text:
            size = len(char.encode())
            found.sign(char, start, start + size)
            start += size
        if not text:
            for at, byte in enumerate(data, start):
                self._bytes(bytes([byte]), range(at, at + 1), 1, found)

    def _numbered(self, point: int, start: int, end: int, raw: str, found: Bytes) -> int:
        """A character by its number, both halves of one that has two, and what stands for it."""
        stop = self._instead(raw, end)
        if self.old:
            instead = self.__class__(self.charset, 0, self.odd).view(raw[end:stop]).text
            found.sign(instead, start, stop)
            return stop
        code = point & 0xFFFF
        low = _LOW.match(raw, stop) if 0xD800 <= code < 0xDC00 else None
        if low and 0xDC00 <= int(low[1]) & 0xFFFF < 0xE000:
            code = 0x10000 + ((code - 0xD800) << 10) + ((int(low[1]) & 0xFFFF) - 0xDC00)
            stop = self._instead(raw, low.end())
        found.sign(chr(code), start, stop)
        return stop

    def _instead(self, raw: str, at: int) -> int:
        """Where what stands for a character ends."""
        for _ in range(min(self.skip, _MOST_INSTEAD)):
            instead = _INSTEAD.match(raw, at)
            if instead is None:
                break
            at = instead.end()
        return at

    def encode(self, text: str) -> str:
        """ASCII; other letters are numbers, in a group of their own where their stand-in would be counted wrongly."""
        return _UNSAFE.sub(self._encoded, text)

    def _encoded(self, match: re.Match[str]) -> str:
        known = _WRITTEN.get(match[0])
        if known is not None:
            return known
        data = match[0].encode("utf-16-le", "replace")
        units = [int.from_bytes(data[at : at + 2], "little", signed=True) for at in range(0, len(data), 2)]
        numbers = "".join(f"\\u{unit}?" if unit & 0xFFFF > 0x9F else " " for unit in units)
        return numbers if self.skip == 1 and not self.alone else f"{{\\uc1{numbers}}}"


def parts_word(text: str, at: int, behind: str) -> bool:
    """Whether a word of control ends there only because of what stood behind it, and would go on in ``behind``."""
    found = _OPEN_WORD.search(text, max(at - _LOOK_BACK, 0), at) if _GOES_ON.match(behind) else None
    if found is None:
        return False
    before = text[max(found.start() - _LOOK_BACK, 0) : found.start()]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 0
