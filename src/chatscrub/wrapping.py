"""Texts that are wrapped in base64 within a file, as in mails: unwrapped to be read and edited, and wrapped again.

The encoding ``utf-8+base64`` says that such texts were unwrapped: each of their bytes stands in the decoded text as one
private character, behind a mark that tells how the lines of base64 ended. What is not edited is wrapped as it was.
"""

from __future__ import annotations

import binascii
import re

from .lifting import MARK, NeededWholeError

WRAPPED = "+base64"
"""Ends the name of an encoding in which some texts were unwrapped."""
EMPTIED = "AA"
"""What is left of base64 that could not be unwrapped: no more can this be, so that it is told from an empty text."""
_BYTE = 0x100000  # in the private plane 16
_MARKS = {"\n": "\U00100100", "\r\n": "\U00100101", "": "\U00100102"}
_ENDS = {mark: end for end, mark in _MARKS.items()}
_RUN = re.compile("[\U00100100-\U00100102][\U00100000-\U001000ff]*")
_PRIVATE = re.compile("[\U00100000-\U00100102]")
_WIDTH = 76  # letters in a line: https://www.rfc-editor.org/rfc/rfc2045#section-6.8


def has_private(text: str) -> bool:
    """Whether a text holds characters that stand for unwrapped bytes here."""
    return _PRIVATE.search(text) is not None


def is_marked(text: str, at: int) -> bool:
    """Whether an unwrapped text begins there."""
    return text.startswith(tuple(_ENDS), at)


def shown(data: bytes) -> str:
    """Bytes as private characters."""
    return "".join([chr(_BYTE + byte) for byte in data])


def bytes_of(text: str) -> bytes:
    """The bytes of private characters; any other is a question mark."""
    return bytes([code - _BYTE if 0 <= (code := ord(char)) - _BYTE < 0x100 else 63 for char in text])


def unwrapped(raw: str, newline: str) -> str | None:
    """The mark and the bytes of base64.

    Args:
        raw: lines of base64, without the end of the last one.
        newline: how they should end; "" where all is one line.

    Returns:
        None for what is no base64, or is written in a way that could not be given back.

    Raises:
        NeededWholeError: a part of it was lifted out.
    """
    if MARK in raw:
        raise NeededWholeError
    try:
        found = _MARKS[newline] + shown(binascii.a2b_base64(raw))
    except ValueError:
        return None
    return found if wrapped(found) == raw else None


def wrapped(text: str) -> str:
    """The text with all that was unwrapped in base64 again."""
    return _RUN.sub(_wrapped, text)


def _wrapped(run: re.Match[str]) -> str:
    letters = binascii.b2a_base64(bytes_of(run[0][1:]), newline=False).decode("ascii")
    return _ENDS[run[0][0]].join(letters[at : at + _WIDTH] for at in range(0, len(letters), _WIDTH))


def encoded(text: str, encoding: str) -> bytes:
    """The bytes of a decoded text.

    Raises:
        UnicodeEncodeError: it holds letters that the encoding lacks.
    """
    base = encoding.removesuffix(WRAPPED)
    plain = wrapped(text) if base != encoding else text
    return plain.encode(base, "surrogateescape" if base == "utf-8" else "strict")
