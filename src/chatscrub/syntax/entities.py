"""The codecs of text in HTML and XML: references to characters are read as browsers read them.

SMS backups write an emoji as references to both halves of its surrogate pair, which no XML parser takes; web pages
hold names of characters without a semicolon. What nobody knows stays as it is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5

from ..model import View
from .chain import Chain
from .plain import PLAIN

_REFERENCE = "&(?:#(?:[0-9]+|[xX][0-9a-fA-F]+)|[A-Za-z][A-Za-z0-9]{1,31});?"
_REFERENCES = re.compile(_REFERENCE)
_REFERENCES_AND_BREAKS = re.compile(rf"{_REFERENCE}|<[bB][rR]\s*/?>")
_LONGEST_SHORT = max(len(name) for name in html5 if not name.endswith(";"))
_HIGHEST_DIGITS = 8  # zeros in front aside; anything longer is no character
_UNKNOWN = "\ufffd"
# Numbers of control characters mean Windows-1252: https://html.spec.whatwg.org/#numeric-character-reference-end-state
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
_ESCAPED = {ord(char): f"&#{ord(char)};" for char in "'\t\n\r"}
_ESCAPED |= {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;"}
_UNQUOTED = _ESCAPED | {ord(char): f"&#{ord(char)};" for char in "=`/ \x0c"}
# Marks that end a comment, a script or a string in one, and what looks like them.
_HARMLESS = str.maketrans({"<": "‹", ">": "›", '"': "”", "'": "’", "`": "’", "\\": "/", "\n": " ", "\r": " "})


class _Read:
    """A view in the making."""

    __slots__ = ("at", "ends", "half", "raw", "starts", "texts")

    def __init__(self, raw: str) -> None:
        self.raw, self.at, self.half = raw, 0, ""
        self.texts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def as_written(self, end: int) -> None:
        """Take what stands before ``end``."""
        if self.at < end:
            self.texts.append(self.raw[self.at : end])
            self.starts += range(self.at, end)
            self.ends += range(self.at + 1, end + 1)
            self.at, self.half = end, ""

    def put(self, text: str, end: int) -> None:
        """Take the reference that stands before ``end``; two halves of a surrogate pair become one."""
        if self.half and "\udc00" <= text <= "\udfff":
            self.texts[-1] = (self.half + text).encode("utf-16", "surrogatepass").decode("utf-16")
            self.ends[-1], self.at, self.half = end, end, ""
            return
        self.half = text if "\ud800" <= text <= "\udbff" else ""
        self.texts.append(_UNKNOWN if "\ud800" <= text <= "\udfff" else text)
        self.starts += [self.at] * len(text)
        self.ends += [end] * len(text)
        self.at = end


@dataclass(frozen=True, slots=True)
class Entities:
    """Codec of text with references to characters.

    Args:
        short: old names are known without their semicolon, as in the text of a page (``&copy 2024``) but not in
            an address (``?a=1&copy=2``).
        breaks: a bare ``<br>`` is read as the end of a line.
        quoted: what is written stands in text or between quotes; else it must hold no space.
    """

    short: bool = True
    breaks: bool = False
    quoted: bool = True

    def view(self, raw: str) -> View:
        """What a person reads: numbers without a character, and halves of pairs, as U+FFFD."""
        if "&" not in raw and not (self.breaks and "<" in raw):
            return View(raw)
        read = _Read(raw)
        for match in (_REFERENCES_AND_BREAKS if self.breaks else _REFERENCES).finditer(raw):
            start, end = match.span()
            text, length = self._meaning(raw[start:end])
            if length:
                read.as_written(start)
                read.put(text, start + length)
        if not read.at:
            return View(raw)
        read.as_written(len(raw))
        return View("".join(read.texts), read.starts, read.ends)

    def encode(self, text: str) -> str:
        return text.translate(_ESCAPED if self.quoted else _UNQUOTED)

    def _meaning(self, written: str) -> tuple[str, int]:
        """The character, and how much of what is written stands for it; 0 where it stands for nothing."""
        if written.startswith("<"):
            return "\n", len(written)
        if written.startswith("&#"):
            return _numbered(written[2:].rstrip(";")), len(written)
        if written.endswith(";") and written[1:] in html5:
            return html5[written[1:]], len(written)
        if self.short:
            for length in range(min(_LONGEST_SHORT, len(written) - 1), 1, -1):
                if written[1 : length + 1] in html5:
                    return html5[written[1 : length + 1]], length + 1
        return "", 0


def _numbered(number: str) -> str:
    """The character of a decimal or ``x`` and hexadecimal number, which may be half of a surrogate pair."""
    base = 16 if number[0] in "xX" else 10
    digits = number.lstrip("xX").lstrip("0")
    code = int(digits, base) if 0 < len(digits) < _HIGHEST_DIGITS else 0
    return _WINDOWS.get(code, chr(code)) if 0 < code < 0x110000 else _UNKNOWN


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Codec of what is read as it is written and must not end too early: comments, CDATA, scripts.

    A replacement has its quotes and angle brackets changed for others that look alike.
    """

    def view(self, raw: str) -> View:
        return PLAIN.view(raw)

    def encode(self, text: str) -> str:
        return text.translate(_HARMLESS)


ENTITIES = Entities()
"""References in the text of a page."""
STRICT_ENTITIES = Entities(short=False)
"""References in XML, and in attribute values."""
HTML_TEXT = Chain(Entities(breaks=True), PLAIN)
"""Text of a page; a piece may be a bare ``<br>``."""
XML_TEXT = Chain(STRICT_ENTITIES, PLAIN)
"""Text of XML, and attribute values between quotes in both."""
UNQUOTED = Chain(Entities(short=False, quoted=False), PLAIN)
"""Attribute values without quotes."""
VERBATIM = Verbatim()
"""Comments, CDATA, scripts, instructions."""
