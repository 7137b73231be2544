"""Formulas of spreadsheets: the texts, the names of sheets, tables and ranges in them.

Facts: ECMA-376 part 1, 18.17, https://ecma-international.org/publications-and-standards/standards/ecma-376/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Field, Piece, Role, View
from ..syntax.chain import Chain
from ..syntax.entities import STRICT_ENTITIES, XML_TEXT
from ..syntax.escapes import unescaped
from ..syntax.plain import PLAIN
from . import headings
from .schemas import is_programmed

_TOKEN = re.compile(
    r'"(?P<text>(?:[^"]|"")*)"|\'(?P<quoted>(?:[^\']|\'\'){1,300})\'(?=!)|(?P<sheet>[^\W\d][\w.]{0,200})(?=!)'
    r"|(?P<cell>\$?[A-Za-z]{1,3}\$?\d{1,7}(?![\w(]))|(?P<call>[\w.]{1,200})(?=\()|\[(?P<column>[^\[\]#@]+)\]|(?P<name>[^\W\d][\w.]*)"
)
_FIXED = frozenset("TRUE FALSE WAAR ONWAAR NULL DIV VALUE REF NAME NUM N A GETTING_DATA SPILL CALC".split())
_PLAIN = re.compile(r"(?:Sheet|Blad|Chart|Grafiek)\s?\d{0,4}")  # names that a program gives to sheets
_QUOTE = re.compile(r'"(?P<text>[^"]*)"')
_TEXT_OR_STEP = re.compile(r"'(?P<text>[^']*)'|\"(?P<more>[^\"]*)\"|(?:^|[/@:\[ ])(?P<step>[^\W\d][\w.-]*)(?![\w:(])")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_SHEET = 31  # characters, in Excel


@dataclass(frozen=True, slots=True)
class SheetName:
    """Codec of the name of a sheet: ``quote`` is what stands around it in a formula, doubled inside."""

    quote: str = ""
    bare: bool = False

    def view(self, raw: str) -> View:
        return unescaped(raw, re.compile(re.escape(self.quote * 2)), lambda _: self.quote) if self.quote else View(raw)

    def encode(self, text: str) -> str:
        plain = _FORBIDDEN.sub("_", text)[:_LONGEST_SHEET]
        if self.bare:
            return plain if re.fullmatch(r"[^\W\d]\w*", plain) else "'" + plain.replace("'", "''") + "'"
        return plain.replace(self.quote, self.quote * 2) if self.quote else plain


@dataclass(frozen=True, slots=True)
class Quoted:
    """Codec of a text in a formula."""

    def view(self, raw: str) -> View:
        return unescaped(raw, re.compile('""'), lambda _: '"') if '""' in raw else View(raw)

    def encode(self, text: str) -> str:
        return text.replace('"', '""')


SHEET = Chain(STRICT_ENTITIES, Chain(SheetName(), PLAIN))
"""The name of a sheet by itself."""
QUOTED_SHEET = Chain(STRICT_ENTITIES, Chain(SheetName("'"), PLAIN))
"""The same between apostrophes."""
_BARE_SHEET = Chain(STRICT_ENTITIES, Chain(SheetName(bare=True), PLAIN))
STRING = Chain(STRICT_ENTITIES, Chain(Quoted(), PLAIN))
"""A text in a formula."""
_CODECS = {"text": STRING, "quoted": QUOTED_SHEET, "sheet": _BARE_SHEET, "column": XML_TEXT, "name": _BARE_SHEET}


def is_sheet_given(name: str) -> bool:
    """Whether a program gave a sheet that name."""
    return bool(_PLAIN.fullmatch(name))


def fields(part: int, text: str, piece: Piece) -> Iterator[Field]:
    """The fields of a formula.

    Args:
        part: number of the part.
        text: its text.
        piece: where the formula stands in it.
    """
    view = STRICT_ENTITIES.view(text[piece.start : piece.end])
    for match in _TOKEN.finditer(view.text):
        kind = match.lastgroup or ""
        start, end = match.span(kind) if kind else (0, 0)
        if kind not in _CODECS or start == end or (kind == "name" and match[0].upper() in _FIXED):
            continue
        if kind == "quoted" and "]" in match[kind]:
            start = match.start(kind) + match[kind].rindex("]") + 1
        if kind in ("quoted", "sheet") and is_sheet_given(match[kind]):
            continue
        if kind == "column" and headings.is_heading(match[kind]):
            continue
        low, high = view.raw_range(start, end)
        raw = Piece(piece.start + low, piece.start + high)
        codec = _CODECS[kind]
        read = codec.view(text[raw.start : raw.end]).text
        role = Role.TEXT if kind == "text" else Role.FILENAME
        yield Field(part, (raw,), role, read, -1, None, "" if kind == "text" else "name", codec)


def number_fields(part: int, text: str, piece: Piece) -> Iterator[Field]:
    """The fields of the form of a number, such as ``0.00 "euro"``: the texts in it."""
    yield from _quoted(part, text, piece, _QUOTE)


def path_fields(part: int, text: str, piece: Piece) -> Iterator[Field]:
    """The fields of a path in XML, such as ``/ns0:client[@naam='Anna']/ns0:tel``: its texts, and names of one's own."""
    yield from _quoted(part, text, piece, _TEXT_OR_STEP)


def _quoted(part: int, text: str, piece: Piece, pattern: re.Pattern[str]) -> Iterator[Field]:
    view = STRICT_ENTITIES.view(text[piece.start : piece.end])
    for match in pattern.finditer(view.text):
        kind = match.lastgroup or ""
        start, end = match.span(kind)
        if start == end or (kind == "step" and is_programmed(match[kind])):
            continue
        low, high = view.raw_range(start, end)
        raw = Piece(piece.start + low, piece.start + high)
        role = Role.FILENAME if kind == "step" else Role.TEXT
        read = XML_TEXT.view(text[raw.start : raw.end]).text
        yield Field(part, (raw,), role, read, -1, None, "name" if kind == "step" else "", XML_TEXT)
