"""Bytes written in digits: quoted-printable (``=C3=A9``, lines that go on after a ``=``) and ``%C3%A9``.

Used in the bodies of mails, in vCards of version 2.1 and, with ``_`` for a space, in the words of mail headers; the
other form in parameters of mail headers.
https://www.rfc-editor.org/rfc/rfc2045#section-6.7
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..model import View
from .charsets import Bytes, EightBit, written

_TOKEN = re.compile(
    "(?P<hex>(?:=[0-9A-Fa-f]{2})+)"
    "|(?P<soft>=[ \\t]*\\r?\\n)"
    "|(?P<plain>[\\x00-<>-\\x7f]+|[\udc80-\udcff]+|[^\\x00-\\x7f\udc80-\udcff]+|=)"
)
_PERCENT = re.compile(
    "(?P<hex>(?:%[0-9A-Fa-f]{2})+)"
    "|(?P<soft>\\r?\\n[ \\t]*)"
    "|(?P<plain>[\\x00-\\x09\\x0b\\x0c\\x0e-$&-\\x7f]+|[\udc80-\udcff]+|[^\\x00-\\x7f\udc80-\udcff]+|[%\r])"
)
_LITERAL = frozenset({9, *range(32, 127)} - {ord("=")})
_ATOM = frozenset(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!*+-/")
_LONGEST = 72  # lines have at most 76 characters


@dataclass(frozen=True, slots=True)
class QuotedPrintable:
    """Codec of quoted-printable text.

    Args:
        charset: what :func:`~chatscrub.syntax.charsets.charset_of` gave.
        source: the encoding of the whole file, see :class:`~chatscrub.syntax.charsets.EightBit`.
        newline: how lines of the file end; None where a line end has to be encoded, as in a card.
    """

    charset: str
    source: str = "utf-8"
    newline: str | None = "\n"
    _bytes: EightBit = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_bytes", EightBit(self.charset, self.source))

    def view(self, raw: str) -> View:
        """The text without soft line breaks; the bytes of one letter are one range."""
        if "=" not in raw:
            return self._bytes.view(raw)
        return _view(raw, self._bytes)

    def encode(self, text: str) -> str:
        """ASCII; a long text gets soft line breaks of its own, as where its line began is not known."""
        if self.newline is None:
            return "".join(_hexed(written(text, self.charset), _LITERAL))
        return self.newline.join(_line(line, self.charset, self.newline) for line in text.split("\n"))


@dataclass(frozen=True, slots=True)
class HeaderWord:
    """Codec of what stands before the last question mark of ``=?utf-8?Q?...?=``: it can be edited there."""

    charset: str

    def view(self, raw: str) -> View:
        """The text of the word; ``_`` is a space."""
        return _view(raw.replace("_", " "), EightBit(self.charset))

    def encode(self, text: str) -> str:
        """ASCII that may stand in a word of any header: https://www.rfc-editor.org/rfc/rfc2047#section-5 (3)."""
        return "".join(_hexed(written(text, self.charset), _ATOM)).replace("=20", "_")


@dataclass(frozen=True, slots=True)
class Percent:
    """Codec of the value of a parameter such as ``filename*=utf-8''...``: https://www.rfc-editor.org/rfc/rfc2231."""

    charset: str

    def view(self, raw: str) -> View:
        """The text of the bytes, without the folds of the header."""
        return _view(raw, EightBit(self.charset), _PERCENT)

    def encode(self, text: str) -> str:
        """ASCII that needs no quotes."""
        return "".join(_hexed(written(text, self.charset), _ATOM - frozenset(b"*"), "%"))


def _view(raw: str, source: EightBit, tokens: re.Pattern[str] = _TOKEN) -> View:
    found = Bytes(source.charset)
    for token in tokens.finditer(raw):
        at = token.start()
        if token.lastgroup == "hex":
            data = bytes.fromhex(token[0].replace(token[0][0], ""))
            starts = range(at, token.end(), 3)
            found.add(data, starts, range(at + 3, token.end() + 3, 3))
        elif token.lastgroup == "plain":
            source.put(found, token[0], at)
    return found.view()


def _hexed(data: bytes, literal: frozenset[int], mark: str = "=") -> list[str]:
    return [chr(byte) if byte in literal else f"{mark}{byte:02X}" for byte in data]


def _line(line: str, charset: str, newline: str) -> str:
    """One line: white space at its end and what begins a mail in an mbox are written in digits."""
    items = _hexed(written(line, charset), _LITERAL)
    if items and items[-1] in (" ", "\t"):
        items[-1] = f"={ord(items[-1]):02X}"
    if line.startswith("From "):
        items[0] = "=46"
    found: list[str] = []
    length = 0
    for item in items:
        if length + len(item) > _LONGEST:
            found.append("=" + newline)
            length = 0
        found.append(item)
        length += len(item)
    return "".join(found)
