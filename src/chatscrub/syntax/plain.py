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
# Joiners, variation selectors and tags: dropped beside a letter or digit; those in emoji stay.
_SOFT = "\u200c\u200d\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0000-\U000e007f\U000e0100-\U000e01ef"
_ANY = f"[{INVISIBLE}{_SOFT}]"
# One class in front lets the search skip fast; a run is looked at once, from its start.
_DROPPED = re.compile(
    rf"{_ANY}(?:(?<!{_ANY}.)(?:(?<=\w.){_ANY}*|{_ANY}*(?=\w))|(?<![{_SOFT}])[{INVISIBLE}]*)", re.DOTALL
)
# Marks over, under and through European letters and digits: where they make no letter, they hide the word.
_STROKES = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_STROKE = re.compile(f"[{_STROKES}]")
_STROKE_OR_SOFT = re.compile(f"[{_STROKES}{_SOFT}]")
_HYPHENS = "\u2010\u2011\u2012\u2212"
# Letters of fancy fonts that Unicode does not call one: small capitals, white on a disc, white on a square.
_SMALL_CAPITALS = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡxʏᴢ"
_LETTERS = {
    **{ord(char): ord("a") + i for i, char in enumerate(_SMALL_CAPITALS)},
    **{first + i: ord("A") + i for first in (0x1F150, 0x1F170) for i in range(26)},
}
_LONGEST_CLUSTER = 32  # sorting the marks on one letter takes time that grows with their square


class _Fold(dict[int, int]):
    """One code point to the plain one that a reader sees; keeps the length."""

    def __missing__(self, code: int) -> int:
        self[code] = plain = _fold(chr(code))
        return plain


def _fold(char: str) -> int:
    if "\ud800" <= char <= "\udfff":
        return 0xFFFD
    if char not in "\t\n" and char.isspace():
        return ord("\n" if char in "\r\u0085\u2028\u2029\x0b\x0c" else " ")
    if char in _HYPHENS:
        return ord("-")
    if ord(char) in _LETTERS:
        return _LETTERS[ord(char)]
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return ord(str(digit))
    plain = unicodedata.normalize("NFKC", char)
    return ord(plain) if len(plain) == 1 and (plain.isalpha() or plain.isascii()) else ord(char)


_FOLD = _Fold()
# Characters that fold to themselves and that nearly all chats are made of; looking spares folding one by one.
_UNUSUAL = re.compile("[^\\t\\n -~\u00c0-\u017e\u0400-\u045f\u2013-\u201f\u2026\u20ac\U0001f300-\U0001faff]")


def _plain(text: str) -> str:
    return text.translate(_FOLD) if _UNUSUAL.search(text) else text


class PlainText:
    """Codec of text that is written as it is read."""

    def view(self, raw: str) -> View:
        """Give what a person reads in ``raw``; offsets are kept wherever nothing had to be dropped."""
        if raw.isascii():
            return View(_plain(raw))
        kept = _DROPPED.sub("", raw)
        if _STROKE.search(kept) or not unicodedata.is_normalized("NFC", kept):
            return _composed_view(raw)
        text = _plain(kept)
        if len(kept) == len(raw):
            return View(text)
        starts = _kept_offsets(raw)
        return View(text, starts, [start + 1 for start in starts])

    def read(self, raw: str) -> str:
        """The text of the view alone, which takes less time."""
        if raw.isascii():
            return _plain(raw)
        kept = _DROPPED.sub("", raw)
        if _STROKE.search(kept) or not unicodedata.is_normalized("NFC", kept):
            return _composed_view(raw).text
        return _plain(kept)

    def encode(self, text: str) -> str:
        return text


def _kept_offsets(raw: str) -> list[int]:
    kept: list[int] = []
    at = 0
    for mark in _DROPPED.finditer(raw):
        kept += range(at, mark.start())
        at = mark.end()
    kept += range(at, len(raw))
    return kept


def _composed_view(raw: str) -> View:
    """The view of text whose letters and marks want composing: a letter with its marks is one range."""
    kept = _kept_offsets(raw)
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(kept):
        european = _is_european(raw[kept[at]])
        after = _cluster_end(raw, kept, at + 1, european)
        cluster = "".join([raw[i] for i in kept[at : min(after, at + _LONGEST_CLUSTER)]])
        composed = unicodedata.normalize("NFC", cluster).translate(_FOLD)
        chars.append(composed := composed[0] if european else composed)
        starts += [kept[at]] * len(composed)
        ends += [kept[after - 1] + 1] * len(composed)
        at = after
    return View("".join(chars), starts, ends)


def _is_european(char: str) -> bool:
    """Whether marks on a character are no part of it: a Latin, Greek or Cyrillic letter, a digit, a space."""
    plain = chr(_FOLD[ord(char)])
    return plain.isascii() or (plain.isalpha() and (plain < "\u0530" or "\u1e00" <= plain < "\u2000"))


def _cluster_end(raw: str, kept: list[int], at: int, european: bool) -> int:
    """Where the combining marks of a letter end, in numbers of kept characters."""
    stop = len(kept) if european else min(at + _LONGEST_CLUSTER, len(kept))
    while at < stop and _is_mark(raw[kept[at]], european):
        at += 1
    return at


def _is_mark(char: str, european: bool) -> bool:
    return bool(unicodedata.combining(char) or (european and _STROKE_OR_SOFT.match(char)))


PLAIN = PlainText()
