"""Where messages begin: the header line of a WhatsApp export in every dialect that its structure covers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ...syntax.plain import INVISIBLE

# Evidence for every style: https://github.com/Pustur/whatsapp-chat-parser (tests), WhatsR, minvws/DSA-WhatsApp-merger.
_I = f"[{INVISIBLE}]{{0,6}}"
_S = r"[ \t\u00a0\u202f\u2009]"
_NUMERIC = rf"\d{{1,4}}{_I}[./-]{_I}{_S}?\d{{1,2}}{_I}[./-]{_I}{_S}?\d{{1,4}}\.?(?:{_S}BE)?"
_CJK = rf"\d{{2,4}}{_S}?[年년]{_S}?\d{{1,2}}{_S}?[月월]{_S}?\d{{1,2}}{_S}?[日일]"
_MONTH = r"[^\W\d_]{3,12}\.?"
_WORDED = (
    rf"(?:[^\W\d_]{{2,10}}\.?,?{_S})?"
    rf"(?:\d{{1,2}}\.?{_S}(?:de{_S})?{_MONTH},?{_S}(?:de{_S})?\d{{2,4}}|{_MONTH}{_S}\d{{1,2}},{_S}\d{{4}})"
)
_DATE = rf"(?:{_NUMERIC}|{_CJK}|{_WORDED})"
_BEFORE = r"(?:à|klo|kl\.?|om|um|at|a las|às|alle|ob|в|о|오전|오후|上午|下午|凌晨|早上|中午|晚上|午前|午後)"
_AFTER = (
    rf"(?:[aApP]\.?{_S}?[mM]\.?|[πΠ]\.?[μΜ]\.?|μ\.?μ\.?|[صم]|오전|오후|上午|下午|午前|午後|vorm\.?|nachm\.?|"
    rf"'s{_S}(?:ochtends|middags|avonds|nachts)|uur|[uU]hr)"
)
_CLOCK = rf"(?:{_BEFORE}{_S}?)?\d{{1,2}}[:.h]\d{{2}}(?:[:.]\d{{2}})?(?:{_S}?{_AFTER})?"
_STAMP = rf"{_DATE}{_I}[,،]?{_S}{{0,3}}{_I}{_CLOCK}"

HEADER = re.compile(
    rf"^{_I}(?:\[{_I}(?P<bracket>{_STAMP}){_I}\]{_S}?"
    rf"|(?P<dash>{_STAMP}){_S}[-–—](?:{_S}|(?=\r?$))"
    rf"|(?P<colon>{_STAMP}):(?:{_S}|(?=\r?$))"
    rf"|\[(?P<copied>\d{{1,2}}[./-]\d{{1,2}},{_S}{_CLOCK}|{_CLOCK},{_S}{_NUMERIC})\]{_S}"
    rf"|(?P<bare>{_STAMP}){_S}(?=[^:\n]{{1,60}}:(?:{_S}|\r?$)))",
    re.MULTILINE,
)
COPIED = re.compile(
    rf"{_I}\[(?:\d{{1,2}}[./-]\d{{1,2}},{_S}{_CLOCK}|{_CLOCK},{_S}{_NUMERIC}|{_STAMP})\]{_S}(?P<sender>[^:\n]{{1,80}}):{_S}"
)
_SURE = frozenset({"bracket", "dash", "colon"})


class Header(NamedTuple):
    """A header line: where it starts, its time stamp, where the rest of the line starts and ends."""

    start: int
    stamp: tuple[int, int]
    rest: int
    line_end: int
    style: str
    shape: str


def headers(text: str) -> tuple[list[Header], list[Header]]:
    """Find all header lines of ``text``: those that begin a message, and those pasted into one.

    A file is written in one style. Lines in the styles of a copied message, and lines whose date is
    written otherwise than nearly all others, are pasted text: they name a speaker, but begin no message.
    """
    found = list(_scan(text))
    shapes = Counter(h.shape for h in found if h.style in _SURE)
    if not shapes:
        shapes = Counter(h.shape for h in found)
    common = max(shapes.values(), default=0)
    top = {shape for shape, count in shapes.items() if count * 5 >= common}
    return [h for h in found if h.shape in top], [h for h in found if h.shape not in top]


def _scan(text: str) -> Iterator[Header]:
    for match in HEADER.finditer(text):
        style = match.lastgroup or ""
        line_end = text.find("\n", match.end())
        line_end = len(text) if line_end < 0 else line_end
        if line_end > match.end() and text[line_end - 1] == "\r":
            line_end -= 1
        stamp = match.span(style)
        yield Header(match.start(), stamp, match.end(), line_end, style, _shape(style, text[slice(*stamp)]))


_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")
_MARKS = re.compile(rf"[{INVISIBLE}]|{_S}+")


def _shape(style: str, stamp: str) -> str:
    """The stamp with its numbers taken out; only the length of the year and the order are left."""
    plain = _LETTERS.sub("", _MARKS.sub("", stamp))
    return style + _DIGITS.sub(lambda m: "Y" if len(m[0]) == 4 else "d", plain).replace(",", "").rstrip(".")
