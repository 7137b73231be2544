"""The codec of plain text: invisible marks out, odd spaces and letters made plain, with a map back.

Messengers put direction marks around names and numbers and no-break spaces inside them; people paste
letters from fancy fonts. Detectors read the view, the writer only ever touches the raw text.
"""

from __future__ import annotations

import re
import unicodedata

from ..model import View

# Direction marks and isolates, byte order marks, zero-width space, soft hyphen, word joiner. Facts: WhatsApp
# puts U+200E, U+202A..C and U+2068..9 around names and numbers, and U+FEFF turns up in the middle of files.
INVISIBLE = "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_JOINER_IN_WORD = re.compile(r"(?<=[^\W\d_])[\u200c\u200d](?=[^\W\d_])")


class _Fold(dict[int, int]):
    """One code point to the plain one that a reader sees; keeps the length."""

    def __missing__(self, code: int) -> int:
        self[code] = plain = _fold(chr(code))
        return plain


def _fold(char: str) -> int:
    if "\ud800" <= char <= "\udfff":
        return 0xFFFD
    if char not in "\t\n" and (char.isspace() or char == "\u00a0"):
        return ord("\n" if char in "\r\u0085\u2028\u2029\x0b\x0c" else " ")
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return ord(str(digit))
    plain = unicodedata.normalize("NFKC", char)
    return ord(plain) if len(plain) == 1 and plain.isalpha() else ord(char)


_FOLD = _Fold()


class PlainText:
    """Codec of text that is written as it is read."""

    def view(self, raw: str) -> View:
        """Give what a person reads in ``raw``; offsets are kept wherever nothing had to be dropped."""
        if raw.isascii():
            return View(raw.replace("\r", "\n"))
        if _INVISIBLE.search(raw) or "\u200c" in raw or "\u200d" in raw or not unicodedata.is_normalized("NFC", raw):
            return _mapped_view(raw)
        return View(raw.translate(_FOLD))

    def encode(self, text: str) -> str:
        return text


def _mapped_view(raw: str) -> View:
    dropped = {m.start() for m in _INVISIBLE.finditer(raw)} | {m.start() for m in _JOINER_IN_WORD.finditer(raw)}
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(raw):
        if at in dropped:
            at += 1
            continue
        end = _cluster_end(raw, at + 1, dropped)
        cluster = "".join(raw[i] for i in range(at, end) if i not in dropped)
        for char in unicodedata.normalize("NFC", cluster).translate(_FOLD):
            chars.append(char)
            starts.append(at)
            ends.append(end)
        at = end
    return View("".join(chars), starts, ends)


def _cluster_end(raw: str, end: int, dropped: set[int]) -> int:
    """Where the combining marks of a letter end; dropped marks between them belong to it."""
    at = end
    while at < len(raw):
        if unicodedata.combining(raw[at]):
            end = at + 1
        elif at not in dropped:
            break
        at += 1
    return end


PLAIN = PlainText()
