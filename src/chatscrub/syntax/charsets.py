"""Text of other character sets inside a text that was decoded as a whole.

A mail or a card names the character set of its parts, and a file holds many. The file was decoded as UTF-8, where
bytes that are none stand as surrogates (U+DC80 to U+DCFF), or as Windows-1252. The codecs here go back to the bytes
and read those in the character set they were written in.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from ..model import View

_FOREIGN = re.compile("[^\\x00-\\x7f]")
_STRAY = re.compile("[\udc80-\udcff]")
# Sets in which a letter is read without what stands before it. Others keep a state (ISO-2022, UTF-7) or have no
# bytes of ASCII (UTF-16), so that a slice of them cannot be read or written alone.
_STATELESS = re.compile(
    r"utf-8|iso8859-\d+|cp\d+|koi8-[rut]|mac-\w+|tis-620|ptcp154|kz1048|hp-roman8|"
    r"gb18030|big5(?:hkscs)?|shift_jis\w*|euc_\w+|johab"
)
_WIDE = re.compile(r"gb|big5|shift|euc|johab|cp9[345]\d|cp1361")
_WHOLE = re.compile(r"iso-?2022|hz|utf-?(?:7|16|32)|csiso2022", re.IGNORECASE)
_ASCII = "".join(map(chr, range(32, 127)))
# Named as ASCII or Latin-1, written as something wider: https://encoding.spec.whatwg.org/#names-and-labels
_WIDER = {
    "ascii": "utf-8",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}


@lru_cache(maxsize=512)
def charset_of(label: str) -> str | None:
    """The Python name of the character set that a part says it is in, None where it cannot be read in slices.

    A label that says nothing ("", "unknown-8bit", a misspelling) is read as UTF-8, with bytes that are none read as
    Windows-1252.
    """
    try:
        name = codecs.lookup(label.strip().strip("\"'") or "utf-8").name
    except (LookupError, ValueError, UnicodeError):
        return "utf-8"
    name = _WIDER.get(name, name)
    if not _STATELESS.fullmatch(name):
        return None
    try:
        return name if _ASCII.encode("ascii").decode(name) == _ASCII else None
    except UnicodeError:
        return None


def is_wide(charset: str) -> bool:
    """Whether letters of that character set take several bytes, some of which are ASCII."""
    return _WIDE.match(charset) is not None


def read(data: bytes, charset: str) -> tuple[str, list[int]]:
    """The text of some bytes, and how many of them each code point took. Never raises: stray bytes are Windows-1252."""
    try:
        text = data.decode(charset)
        if data.isascii() or not (charset == "utf-8" or _WIDE.match(charset)):
            return text, [1] * len(data)
        sizes = [len(char.encode(charset)) for char in text]
        if sum(sizes) == len(data):
            return text, sizes
    except UnicodeError:
        pass
    return _read_tolerantly(data, charset)


def _read_tolerantly(data: bytes, charset: str) -> tuple[str, list[int]]:
    chars: list[str] = []
    sizes: list[int] = []
    at = 0
    while at < len(data):
        for size in (1, 2, 3, 4):
            try:
                char = data[at : at + size].decode(charset)
            except UnicodeError:
                continue
            break
        else:
            char, size = _western(data[at]), 1
        size = min(size, len(data) - at)
        chars.append(char)
        sizes += [size] if len(char) == 1 else [*[0] * (len(char) - 1), size]
        at += size
    return "".join(chars), sizes


def decoded(data: bytes, label: str) -> str:
    """The text of some bytes that are read as a whole, in the character set that a part says it is in."""
    charset = charset_of(label)
    if charset is None and _WHOLE.match(label.strip()):
        try:
            return data.decode(label.strip(), "replace")
        except (LookupError, ValueError):
            pass
    return read(data, charset or "utf-8")[0]


def _western(byte: int) -> str:
    return bytes([byte]).decode("cp1252", "ignore") or chr(byte)


def written(text: str, charset: str) -> bytes:
    """The bytes of a text; a letter that the character set lacks loses its marks, or becomes a question mark."""
    try:
        return text.encode(charset)
    except UnicodeError:
        return b"".join(_written(char, charset) for char in text)


def _written(char: str, charset: str) -> bytes:
    for form in (char, unicodedata.normalize("NFKD", char)[:1]):
        try:
            return form.encode(charset)
        except UnicodeError:
            continue
    return b"?"


# --- bytes behind a decoded text ------------------------------------------------------------------------


class Bytes:
    """Bytes of a raw text that are collected to be read together, and what was read so far."""

    __slots__ = ("_charset", "_data", "_ends", "_starts", "chars", "ends", "starts")

    def __init__(self, charset: str) -> None:
        self._charset = charset
        self._data = bytearray()
        self._starts = array("q")
        self._ends = array("q")
        self.chars: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def add(self, data: bytes, starts: Iterable[int], ends: Iterable[int]) -> None:
        """Bytes, and the raw range behind each of them."""
        self._data += data
        self._starts.extend(starts)
        self._ends.extend(ends)

    def put(self, text: str, at: int) -> None:
        """Text that is written as it is read, from that raw offset on."""
        self._flush()
        self.chars.append(text)
        self.starts += range(at, at + len(text))
        self.ends += range(at + 1, at + len(text) + 1)

    def sign(self, text: str, start: int, end: int) -> None:
        """Text of which every character comes from the same raw range."""
        self._flush()
        self.chars.append(text)
        self.starts += [start] * len(text)
        self.ends += [end] * len(text)

    def _flush(self) -> None:
        if not self._data:
            return
        text, sizes = read(bytes(self._data), self._charset)
        self.chars.append(text)
        at = 0
        for size in sizes:
            self.starts.append(self._starts[at])
            self.ends.append(self._ends[at + max(size, 1) - 1])
            at += size
        self._data.clear()
        self._starts, self._ends = array("q"), array("q")

    def view(self) -> View:
        """All that was read."""
        self._flush()
        return View("".join(self.chars), self.starts, self.ends)


@dataclass(frozen=True, slots=True)
class EightBit:
    """Codec of text that stands in a file as its bytes: in the charset of the part, inside a file decoded as source.

    Args:
        charset: what :func:`charset_of` gave.
        source: the encoding of the whole file, "utf-8" (with surrogateescape) or "cp1252".
    """

    charset: str
    source: str = "utf-8"
    _touched: re.Pattern[str] | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        same = self.charset == self.source != "utf-8"
        narrow = self.source == "utf-8" and not _WIDE.match(self.charset)
        object.__setattr__(self, "_touched", None if same else _STRAY if narrow else _FOREIGN)

    def view(self, raw: str) -> View:
        """The text of the bytes; letters that UTF-8 could read keep what they are, but for wide East Asian sets."""
        if self._touched is None or not self._touched.search(raw):
            return View(raw)
        found = Bytes(self.charset)
        at = 0
        for run in _RUNS.finditer(raw):
            self.put(found, run[0], at)
            at = run.end()
        return found.view()

    def put(self, found: Bytes, run: str, at: int) -> None:
        """Add a run of letters, all of ASCII or none, to what is read."""
        data = None if run.isascii() and not _WIDE.match(self.charset) else self.bytes_of(run)
        if data is None and len(run) > 1 and self._is_touched(run):
            for i, char in enumerate(run):  # some letter of it is in no file of that encoding
                self.put(found, char, at + i)
            return
        if data is None:
            found.put(run, at)
            return
        sizes = [1] * len(run) if len(data) == len(run) else [len(self.bytes_of(char) or b"") for char in run]
        starts = [at + i for i, size in enumerate(sizes) for _ in range(size)]
        found.add(data, starts, [start + 1 for start in starts])

    def bytes_of(self, run: str) -> bytes | None:
        """The bytes behind a run of raw text that are to be read in the charset; None for text that is read already."""
        if not (run.isascii() or self._is_touched(run)):
            return None
        try:
            return run.encode(self.source, "surrogateescape")
        except UnicodeError:
            return None

    def _is_touched(self, run: str) -> bool:
        return self._touched is not None and bool(self._touched.match(run))

    def encode(self, text: str) -> str:
        """The text as the file would show its bytes."""
        if self._touched is None or text.isascii() or (self.charset == self.source == "utf-8"):
            return text
        if self.source == "utf-8":
            return written(text, self.charset).decode("ascii", "surrogateescape")
        return "".join(self._shown(char) for char in text)

    def _shown(self, char: str) -> str:
        """The bytes of a letter as a file in Windows-1252 shows them; five bytes are not in that set."""
        for form in (char, unicodedata.normalize("NFKD", char)[:1]):
            try:
                return written(form, self.charset).decode(self.source)
            except UnicodeError:
                continue
        return "?"


# Runs of ASCII, of stray bytes, of other letters.
_RUNS = re.compile("[\\x00-\\x7f]+|[\udc80-\udcff]+|[^\\x00-\\x7f\udc80-\udcff]+")
