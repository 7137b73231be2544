"""Content lines of cards (vCard 2.1, 3.0, 4.0) and calendars: ``item1.TEL;TYPE=CELL;waid=31600000000:+31 6 ...``.

A line goes on where the next one begins with a space or a tab, which may be inside a word or, in old writers, inside
a letter of UTF-8; a quoted-printable one goes on after a ``=`` at its end.
https://www.rfc-editor.org/rfc/rfc6350#section-3 and, for 2.1, https://web.archive.org/web/2015/http://www.imc.org/pdi/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ..model import Codec, Piece
from .chain import Chain
from .charsets import EightBit, charset_of
from .escapes import Marks
from .plain import PLAIN
from .quoted_printable import QuotedPrintable

_LINE = re.compile(r"[^\n]*(?:\n[ \t][^\n]*)*\n?")
_FOLD = re.compile(r"\r?\n[ \t]")
_LABEL = re.compile(r"[ \t]*(?P<label>(?:[\w/.-]|\r?\n[ \t])+)(?P<stop>[:;])", re.ASCII)
_STOP = re.compile('[":;,=]')
_BASE64 = re.compile(r"[ \t]*[A-Za-z0-9+/]+={0,2}[ \t]*\r?(?:\n|\Z)")
_SOFT = re.compile(r"=[ \t]*\r?\n\Z")
_LAST = re.compile(r"END:V", re.IGNORECASE)
_UNIT = re.compile(r"\\(?:=?\r?\n[ \t]?)?[^\r\n]|;", re.DOTALL)
# Values made of several with ; between them. Others may hold a bare ; in their words.
STRUCTURED = frozenset({"N", "ADR", "ORG", "GENDER", "CLIENTPIDMAP", "X-SAMSUNGADR", "X-ANDROID-CUSTOM"})
_IN_BYTES = frozenset({"B", "BASE64"})


class Parameter(NamedTuple):
    """A value of a parameter: its name in capitals ("" for the bare words of 2.1), its range without quotes."""

    name: str
    start: int
    end: int
    quoted: bool

    @property
    def codec(self) -> Codec:
        """How its words are read and written."""
        return QUOTED_PARAMETER if self.quoted else BARE_PARAMETER


class ContentLine(NamedTuple):
    """A line of a card.

    Args:
        start: offset of its first character.
        end: offset after its last one, without the line end.
        label: range of group and name.
        group: ``item1`` of ``item1.TEL``, as written; "" without.
        name: the property in capitals; "" for a line that is none: its words are in the value.
        parameters: their values, in order.
        values: ranges of the components of a structured value, else one range; no fold is at their ends.
        codec: how the words of every value are read and written.
        opaque: the value is a picture, a sound or a key in base64: it can only be replaced as a whole.
    """

    start: int
    end: int
    label: Piece
    group: str
    name: str
    parameters: tuple[Parameter, ...]
    values: tuple[Piece, ...]
    codec: Codec
    opaque: bool


# --- lines ----------------------------------------------------------------------------------------------


def lines(text: str) -> Iterator[ContentLine]:
    """The lines of a card or a calendar that are not blank, with folds inside them. Never raises."""
    at = int(text.startswith("\ufeff"))
    comma = True
    while at < len(text):
        line, at = _line(text, at, comma)
        if line.name == "VERSION":
            comma = text[line.values[0].start : line.end].strip() != "2.1"
        if line.start < line.end:
            yield line


def _line(text: str, at: int, comma: bool) -> tuple[ContentLine, int]:
    """The line that starts there and where the next one starts."""
    after = _end_of_line(text, at)
    end = _without_line_end(text, at, after)
    if not text[at:end].strip():
        return _garbage(at, at), after
    head = _head(text, at, end)
    if head is None:
        return _garbage(at, end), after
    label, parameters, start = head
    asked = {_unfolded(text[p.start : p.end]).strip().upper() for p in parameters if p.name in ("", "ENCODING")}
    quoted = "QUOTED-PRINTABLE" in asked
    opaque = bool(asked & _IN_BYTES) or text[start : start + 5].lower() == "data:"
    if quoted or asked & _IN_BYTES:
        after = _end_of_encoded(text, at, after, quoted)
        end = _without_line_end(text, at, after)
    group, _, name = _unfolded(text[label.start : label.end]).rpartition(".")
    name = name.upper()
    values = _components(text, start, end) if name in STRUCTURED and not opaque else (Piece(start, end),)
    codec = _OPAQUE if opaque else value_codec(_charset(text, parameters), quoted, comma)
    return ContentLine(at, end, label, group, name, parameters, values, codec, opaque), after


def _garbage(start: int, end: int) -> ContentLine:
    return ContentLine(
        start, end, Piece(start, start), "", "", (), (Piece(start, end),), value_codec("utf-8", False, True), False
    )


def _end_of_line(text: str, at: int) -> int:
    found = _LINE.match(text, at)
    return found.end() if found else len(text)


def _without_line_end(text: str, at: int, after: int) -> int:
    end = after - 1 if after > at and text[after - 1] == "\n" else after
    return end - 1 if end < after and end > at and text[end - 1] == "\r" else end


def _end_of_encoded(text: str, at: int, after: int, quoted: bool) -> int:
    """Where a value ends that goes on without a space: after a soft break, or on lines of nothing but base64."""
    while after < len(text):
        if quoted and (_LAST.match(text, after) or not _SOFT.search(text, max(at, after - 80), after)):
            break
        if not quoted and not _BASE64.match(text, after):
            break
        after = _end_of_line(text, after)
    return after


def _head(text: str, at: int, end: int) -> tuple[Piece, tuple[Parameter, ...], int] | None:
    """The range of group and name, the parameters and where the value starts; None for a line without."""
    label = _LABEL.match(text, at, end)
    if label is None:
        return None
    piece = Piece(*label.span("label"))
    found: list[Parameter] = []
    at = label.end("stop")
    stop = label["stop"]
    while stop == ";":
        after = _parameter(text, at, end, found)
        if after is None:
            return None
        stop, at = text[after], after + 1
    return piece, tuple(found), at


def _parameter(text: str, at: int, end: int, found: list[Parameter]) -> int | None:
    """Add the values of the parameter there; give the offset of the ; or : after it, None where there is none."""
    name, start = "", at
    for stop in _stops(text, at, end):
        if text[stop] == "=" and not name and _is_name(text[start:stop]):
            name, start = _unfolded(text[start:stop]).upper(), stop + 1
        elif text[stop] in ",:;":
            quoted = stop - start > 1 and text[start] == '"' == text[stop - 1]
            if start < stop:
                found.append(Parameter(name, start + quoted, stop - quoted, quoted))
            if text[stop] != ",":
                return stop
            start = stop + 1
    return None


def _stops(text: str, at: int, end: int) -> Iterator[int]:
    """Offsets of the marks that are not in quotes; a quote that is not closed is a letter."""
    while found := _STOP.search(text, at, end):
        at = found.end()
        if found[0] != '"':
            yield found.start()
        else:
            close = text.find('"', at, end)
            at = close + 1 or at


def _is_name(text: str) -> bool:
    return bool(re.fullmatch(r"[\w-]+", _unfolded(text), re.ASCII))


def _unfolded(text: str) -> str:
    return _FOLD.sub("", text) if "\n" in text else text


def _charset(text: str, parameters: tuple[Parameter, ...]) -> str:
    label = next((_unfolded(text[p.start : p.end]) for p in parameters if p.name == "CHARSET"), "")
    return charset_of(label) or "utf-8"


def _components(text: str, start: int, end: int) -> tuple[Piece, ...]:
    cuts = [unit.start() for unit in _UNIT.finditer(text, start, end) if unit[0] == ";"]
    return tuple(Piece(a, b) for a, b in zip([start, *(c + 1 for c in cuts)], [*cuts, end], strict=True))


# --- codecs ---------------------------------------------------------------------------------------------


FOLDED = Marks(_FOLD, {}, re.compile(r"[\r\n]"), {})
_FOLDED_IN_QUOTED = Marks(re.compile(r"(?<!=)(?<!=\r)\r?\n[ \t]"), {}, re.compile(r"[\r\n]"), {})
_ESCAPE = re.compile(r"\\[nN,;:\\]")
_ESCAPES = {"\\n": "\n", "\\N": "\n", "\\,": ",", "\\;": ";", "\\:": ":", "\\\\": "\\"}
_ESCAPED = {"\n": "\\n", ",": "\\,", ";": "\\;", "\\": "\\\\"}
ESCAPED = Marks(_ESCAPE, _ESCAPES, re.compile(r"[\n,;\\]"), _ESCAPED)
ESCAPED_IN_21 = Marks(_ESCAPE, _ESCAPES, re.compile(r"[\n;\\]"), _ESCAPED)
# https://www.rfc-editor.org/rfc/rfc6868
_CARET = re.compile(r"\^[n^']")
_CARETS = {"^n": "\n", "^^": "^", "^'": '"'}
_CARETED = {"\n": "^n", "^": "^^", '"': "^'"}
_IN_QUOTES = Marks(_CARET, _CARETS, re.compile(r'[\r\n^"]'), _CARETED)
_BARE = Marks(_CARET, _CARETS, re.compile(r'[\r\n^":;,=]'), _CARETED)
_LETTERS = EightBit("utf-8")

QUOTED_PARAMETER = Chain(FOLDED, Chain(_LETTERS, Chain(_IN_QUOTES, PLAIN)))
BARE_PARAMETER = Chain(FOLDED, Chain(_LETTERS, Chain(_BARE, PLAIN)))
_OPAQUE = Chain(FOLDED, PLAIN)


@lru_cache(maxsize=128)
def value_codec(charset: str, quoted_printable: bool, comma: bool) -> Codec:
    """The codec of a value: in that character set, quoted-printable or not, a comma escaped or (2.1) not."""
    words = Chain(ESCAPED if comma else ESCAPED_IN_21, PLAIN)
    if quoted_printable:
        return Chain(_FOLDED_IN_QUOTED, Chain(QuotedPrintable(charset, newline=None), words))
    return Chain(FOLDED, Chain(EightBit(charset), words))
