"""Cells of OpenDocument: their formulas, addresses of other cells, and values that stand beside the words.

Facts: OASIS OpenDocument 1.3, part 4 (OpenFormula), and part 3, 19.385 (office:value-type),
https://docs.oasis-open.org/office/OpenDocument/v1.3/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import Codec, Edit, Field, Piece, Role
from ..syntax.chain import Chain
from ..syntax.entities import STRICT_ENTITIES, XML_TEXT
from ..syntax.plain import PLAIN
from .formulas import QUOTED_SHEET, STRING, is_sheet_given
from .schemas import is_programmed

_TOKEN = re.compile(
    r'"(?P<text>(?:[^"]|"")*)"|\$?\'(?P<quoted>(?:[^\']|\'\'){1,300})\'(?=\.)|\$?(?P<sheet>[^\W\d][\w-]{0,200})(?=\.\$?[A-Z#])'
    r"|(?P<cell>\.?\$?[A-Z]{1,3}\$?\d{1,7}(?![\w(]))|(?P<call>[\w.-]{1,200}:?)(?=\()|(?P<name>[^\W\d][\w.]*)"
)
_FIXED = frozenset("of oooc msoxl TRUE FALSE value local-table cell-content cell_content and or table".split())
_CODECS: dict[str, Codec] = {
    "text": STRING,
    "quoted": QUOTED_SHEET,
    "sheet": Chain(STRICT_ENTITIES, PLAIN),
    "name": Chain(STRICT_ENTITIES, PLAIN),
}
_CELL = re.compile(r"<(?:\w+:)?(?:covered-)?table-cell(?P<attributes>\s[^<>]*?)/?>")
_TYPE = re.compile(r'\s(?:office|calcext):value-type="(?P<type>[^"]*)"')
_VALUE = re.compile(r'\soffice:(?:value|date-value|time-value|boolean-value|currency)="[^"]*"')
_REACH = 20_000  # characters between a cell's tag and its words


def fields(part: int, text: str, piece: Piece) -> Iterator[Field]:
    """The fields of a formula, a condition or an address: texts, names of sheets and of ranges.

    Args:
        part: number of the part.
        text: its text.
        piece: where the formula stands in it.
    """
    view = STRICT_ENTITIES.view(text[piece.start : piece.end])
    for match in _TOKEN.finditer(view.text):
        kind = match.lastgroup or ""
        start, end = match.span(kind) if kind else (0, 0)
        if kind not in _CODECS or start == end or (kind != "text" and _is_given(match[kind])):
            continue
        low, high = view.raw_range(start, end)
        raw = Piece(piece.start + low, piece.start + high)
        read = _CODECS[kind].view(text[raw.start : raw.end]).text
        role, note = (Role.TEXT, "") if kind == "text" else (Role.FILENAME, "name")
        yield Field(part, (raw,), role, read, -1, None, note, _CODECS[kind])


def _is_given(name: str) -> bool:
    return name in _FIXED or is_sheet_given(name) or (name.islower() and is_programmed(name))


def page_fields(part: int, text: str, piece: Piece) -> Iterator[Field]:
    """The names of pages with commas between them."""
    for match in re.finditer(r"[^,]+", text[piece.start : piece.end]):
        raw = Piece(piece.start + match.start(), piece.start + match.end())
        yield Field(part, (raw,), Role.FILENAME, XML_TEXT.view(match[0]).text, -1, None, "name", XML_TEXT)


def mended(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """The edits, and what makes a text of every cell in which one is: else its old value, or none, would be shown.

    A value that was replaced goes with its attribute: LibreOffice shows it as the result of a formula, whatever else
    the cell says.
    """
    found: list[Edit] = []
    last = -1
    for edit in edits:
        cell = _cell(text, edit)
        if cell and cell.start() != last:
            last = cell.start()
            found += _as_text(cell)
    gone = [(edit.start, edit.end) for edit in found if not edit.new]
    at = 0
    for edit in edits:
        while at < len(gone) and gone[at][1] <= edit.start:
            at += 1
        if at == len(gone) or edit.end <= gone[at][0]:
            found.append(edit)
    return sorted(found)


def _cell(text: str, edit: Edit) -> re.Match[str] | None:
    """The tag of the cell in which an edit is."""
    low = text.rfind("table-cell", max(edit.start - _REACH, 0), edit.start)
    begin = text.rfind("<", max(low - _REACH, 0), low) if low >= 0 else -1
    cell = _CELL.match(text, begin) if begin >= 0 else None
    return None if cell is None or _is_remark(text, cell.end(), edit.start) else cell


def _is_remark(text: str, start: int, end: int) -> bool:
    """Whether a remark on a cell begins in that range and does not end in it."""
    return text.rfind("<office:annotation", start, end) > text.rfind("</office:annotation>", start, end)


def _as_text(cell: re.Match[str]) -> Iterator[Edit]:
    """What makes a cell one of text, unless it is."""
    span = cell.span("attributes")
    types = list(_TYPE.finditer(cell.string, *span))
    if not types or all(one["type"] == "string" for one in types):
        return
    for one in types:
        if one["type"] != "string":
            yield Edit(*one.span("type"), "string")
    for value in _VALUE.finditer(cell.string, *span):
        yield Edit(*value.span(), "")
