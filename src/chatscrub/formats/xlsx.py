"""Excel workbooks: cell by cell, with the names of sheets, tables and columns changed wherever they are used.

Facts: ECMA-376, SpreadsheetML, https://ecma-international.org/publications-and-standards/standards/ecma-376/, and
workbooks as Excel and LibreOffice write them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..model import Edit, Field, Piece, Role
from ..syntax.entities import XML_TEXT
from ..syntax.markup import Sort, scan
from ..syntax.signs import ZERO
from . import formulas, headings
from .docx import OFFICE, is_given
from .grammar import Grammar, grammar_words
from .header_rows import is_header, role_beside, role_over
from .members import is_packaged
from .office import fields as fields_of

WORDS = grammar_words(OFFICE) | grammar_words(
    {
        "sheet@name worksheetSource@sheet sheetName@val vt:lpstr": "sheet",
        "f formula formula1 formula2 definedName xm:f calculatedColumnFormula totalsRowFormula c:f": "formula",
        "hyperlink@location": "formula",
        "definedName@name table@name table@displayName worksheetSource@name cellStyle@name": "file",
        "tableColumn@name cacheField@name tableColumn@uniqueName": "file",
        "author person@displayName @refreshedBy fileSharing@userName userInfo@name scenario@user": "name",
        "header@userName": "name",
        "person@userId": "id",
        "x15ac:absPath@url @sourceFile": "link",
        "v": "text",
        # what a pivot table keeps of the cells: Excel reads it anew
        "n@v sharedItems@minValue sharedItems@maxValue": "cached",
        "d@v sharedItems@minDate sharedItems@maxDate": "moment",
        "c@r c@t c@s row@spans @ref @sqref @activeCell @topLeftCell sheet@state @cellRange": "keep",
        "name@val rFont@val": "font",
        "tableStyleInfo@name tableStyles@defaultTableStyle tableStyles@defaultPivotStyle tableStyle@name": "file",
        "family@val scheme@val charset@val calcPr@calcMode fileVersion@appName": "keep",
        "workbookPr@codeName sheetPr@codeName": "file",
        "@xr:uid @xr2:uid @xr3:uid @xr6:coauthVersionLast @xr10:uidLastSave @id @personId": "keep",
        "fileVersion@lowestEdited fileVersion@rupBuild fileVersion@lastEdited dxf@numFmtId @dT @type": "keep",
        "person@providerId fileVersion@codeName t@xml:space oddHeader@xml:space": "keep",
        "oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter": "header",
    }
)
_CONTENT = "spreadsheetml."
_PATHS = re.compile(r"(?:^|/)xl/[^/]")
_MAIN = re.compile(r"(?:^|//)xl/workbook\.xml$")
_SHEET = re.compile(r"/worksheets/[^/]+\.xml$|/chartsheets/[^/]+\.xml$")
_COLUMN = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_COLUMN_NAME = re.compile(r'<(?:\w+:)?(?:tableColumn|cacheField)\s[^<>]{0,300}?\bname="([^"]{1,300})"')
_DIGITS = re.compile(r"\d{8,18}(?:\.0+)?")
_SCIENCE = re.compile(r"\d(?:\.\d+)?E\+?\d{1,2}")
_DAY = re.compile(r"[1-9]\d{4}")  # that a date is as a number, counted from 1900
_CELL = re.compile(r"<(?:\w+:)?c(?P<attributes>(?:\s[^<>]*)?)>")
_TYPE = re.compile(r'\st="([^"]*)"')
_VALUE = re.compile(r"<(\w+:)?v>\Z")
_LONGEST_TAG = 40
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:E[-+]?\d+)?")
_HEADER_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|K\d\d[+-]\d{3}|\d{1,3}|[A-Z&])')
_REACH = 10_000  # characters between a cell's tag and its value: its formula
_PLAIN_NAMES = re.compile(
    r"(?:Sheet|Blad|Tabel|Table|Kolom|Column|Grafiek|Chart)\s?\d{0,4}|(?:This|Deze)(?:Workbook|Werkmap)"
    r"|(?:Table|Pivot|Slicer|Timeline)Style[A-Z][a-z]{3,6}\d{1,2}|_xlnm\.\w+|_xlfn\.\w+|Normal|Standaard"
)


class _Cell(NamedTuple):
    """A cell: row, column, type as written ("" for a number), where its value stands, number of an inline text."""

    row: int
    column: int
    sort: str
    value: Piece
    inline: int


def sniff(name: str, head: str) -> bool:
    """Whether a text is a member of an Excel workbook, by its path and what it says."""
    return is_packaged(name, head, _PATHS, _CONTENT, '"xl/workbook.xml"')


def is_main(name: str) -> bool:
    """Whether a member of that name makes its package an Excel workbook."""
    return bool(_MAIN.search(name))


def _sheet(part: int, text: str, piece: Piece) -> Iterator[Field]:
    """The name of a sheet."""
    raw = text[piece.start : piece.end]
    if not _PLAIN_NAMES.fullmatch(raw):
        read = formulas.SHEET.view(raw).text
        yield Field(part, (piece,), Role.FILENAME, read, -1, None, "name", formulas.SHEET)


def _header(part: int, text: str, piece: Piece) -> Iterator[Field]:
    """What stands between the codes of a header, such as ``&L`` and ``&"Arial,Bold"``."""
    view = XML_TEXT.view(text[piece.start : piece.end])
    at = 0
    for code in [*_HEADER_CODE.finditer(view.text), None]:
        end = code.start() if code else len(view.text)
        if view.text[at:end].strip():
            low, high = view.raw_range(at, end)
            raw = Piece(piece.start + low, piece.start + high)
            yield Field(part, (raw,), Role.TEXT, view.text[at:end], -1, None, "", XML_TEXT)
        at = code.end() if code else end


def _cached(part: int, text: str, piece: Piece) -> Iterator[Field]:
    """A number that a pivot table keeps: a long one is somebody's, as in a cell."""
    raw = text[piece.start : piece.end]
    if _DIGITS.fullmatch(raw) or (_SCIENCE.fullmatch(raw) and float(raw) >= 1e8):
        yield Field(part, (piece,), Role.SECRET, raw, -1, None, "", ZERO)


def _is_kept(tag: str, name: str, raw: str) -> bool:
    if tag in ("tableColumn", "cacheField") and headings.is_heading(XML_TEXT.view(raw).text):
        return True
    if is_given(raw):
        return True
    return bool(_PLAIN_NAMES.fullmatch(raw)) and WORDS.get(f"{tag}@{name}") == "file"


GRAMMAR = Grammar(
    paragraphs=frozenset(("si", "is", "text", "a:p")),
    joins=frozenset(("t", "a:t", "text")).__contains__,
    signs={"a:br": "\n"},
    sign_in="a:p".__eq__,
    words=WORDS,
    is_kept=_is_kept,
    special={
        "formula": formulas.fields,
        "number": formulas.number_fields,
        "sheet": _sheet,
        "header": _header,
        "cached": _cached,
    },
)


_IN_SHEETS = replace(GRAMMAR, words=WORDS | {"v": "keep"})  # see _cells


def fields(part: int, text: str) -> Iterator[Field]:
    """The fields of one member by itself."""
    yield from together({part: ("xl/worksheets/sheet.xml" if "<sheetData" in text else "", text)})


def together(parts: Mapping[int, tuple[str, str]]) -> Iterator[Field]:
    """The fields of all members of a workbook: its sheets first.

    Args:
        parts: name and text of each, by number of the part.
    """
    columns = {XML_TEXT.view(raw).text for _, text in parts.values() for raw in _COLUMN_NAME.findall(text)}
    shared = next((n for n, (name, _) in parts.items() if name.endswith("sharedStrings.xml")), -1)
    found = list(fields_of(GRAMMAR, shared, parts[shared][1])) if shared >= 0 else []
    texts = {field.message: field.text for field in found if field.message >= 0}
    asked: dict[int, set[Role]] = defaultdict(set)
    days = _Days()
    sheets: list[Field] = []
    for number in sorted(parts, key=lambda n: (not _SHEET.search(parts[n][0]), len(parts[n][0]), parts[n][0])):
        name, text = parts[number]
        if _SHEET.search(name):
            sheets += _sheet_fields(number, text, texts, asked, columns, days)
        elif number != shared:
            sheets += fields_of(GRAMMAR, number, text)
    for field in found:
        yield from _with_roles(field, asked.get(field.message, set()), columns)
    yield from sheets
    yield from days.again()


class _Days:
    """Dates of birth as the numbers that cells hold, and the other cells that may hold one of them, by formulas."""

    def __init__(self) -> None:
        self.born: set[str] = set()
        self.cells: dict[str, list[tuple[int, _Cell]]] = defaultdict(list)

    def add(self, part: int, cell: _Cell, raw: str, role: Role | None) -> None:
        """Take in a cell that holds a number."""
        if not _DAY.fullmatch(raw):
            return
        if role is Role.DOB:
            self.born.add(raw)
        else:
            self.cells[raw].append((part, cell))

    def again(self) -> Iterator[Field]:
        """The dates of birth that stand where no heading tells."""
        for raw in sorted(self.born & self.cells.keys()):
            yield from (_field(part, cell, Role.DOB, raw, -1) for part, cell in self.cells[raw])


def _with_roles(field: Field, roles: set[Role], columns: set[str]) -> Iterator[Field]:
    """A text in cells, and what the headings over them say about it."""
    if field.role is Role.TEXT and field.message >= 0:
        if headings.is_heading(field.text):
            yield field._replace(role=Role.KEEP)
            return
        if field.text in columns:
            yield field._replace(role=Role.FILENAME, note="name")
        else:
            for role in sorted(roles, key=lambda role: role.value):
                if headings.is_filled_in(field.text, role) and len(field.text) < 80:
                    yield field._replace(role=role, note="")
    yield field


def _sheet_fields(
    part: int, text: str, shared: Mapping[int, str], asked: dict[int, set[Role]], columns: set[str], days: _Days
) -> Iterator[Field]:
    """The fields of a sheet; what its headings say of shared texts goes to ``asked``."""
    found = list(fields_of(_IN_SHEETS, part, text))
    inline = {field.message: field.text for field in found if field.message >= 0}
    roles: dict[int, set[Role]] = defaultdict(set)
    for cell, role in _headed(list(_cells(text)), text, shared, inline):
        raw = text[cell.value.start : cell.value.end]
        if cell.sort == "s":
            if role and _is_index(raw):
                asked[int(raw)].add(role)
        elif cell.inline >= 0:
            if role:
                roles[cell.inline].add(role)
        elif cell.sort == "str":
            read = XML_TEXT.view(raw).text
            yield from _with_roles(_field(part, cell, Role.TEXT, read, 0), {role} - {None} if role else set(), columns)
        elif role and headings.is_filled_in(raw, role):
            days.add(part, cell, raw, role)
            yield _field(part, cell, role, raw, -1)
        elif _DAY.fullmatch(raw):
            days.add(part, cell, raw, None)
        elif _DIGITS.fullmatch(raw) or (_SCIENCE.fullmatch(raw) and float(raw) >= 1e8):
            yield _field(part, cell, Role.TEXT, raw, -1)
    for field in found:
        yield from _with_roles(field, roles.get(field.message, set()), columns)


def _field(part: int, cell: _Cell, role: Role, read: str, message: int) -> Field:
    return Field(part, (cell.value,), role, read, message, None, "", XML_TEXT)


def _headed(
    cells: Sequence[_Cell], text: str, shared: Mapping[int, str], inline: Mapping[int, str]
) -> Iterator[tuple[_Cell, Role | None]]:
    """The cells with what the heading of their column, or the label before them, says about them."""
    rows: dict[int, list[_Cell]] = defaultdict(list)
    for cell in cells:
        rows[cell.row].append(cell)
    headed: dict[int, Role] = {}
    for row in rows.values():
        words = [_read(cell, text, shared, inline) for cell in row]
        if is_header([word or text[slice(*cell.value)] for word, cell in zip(words, row, strict=True)]):
            headed = {c.column: role for c, w in zip(row, words, strict=True) if (role := role_over(w))}
            yield from ((cell, None) for cell in row)
            continue
        for at, cell in enumerate(row):
            before = words[at - 1] if at and row[at - 1].column == cell.column - 1 else ""
            role = headed.get(cell.column) or (headings.role_of(before) if before else None)
            if role is None and before and not words[at] and not headed:
                role = role_beside(before)
            yield cell, role


def _is_index(raw: str) -> bool:
    """Whether it is the number of a shared text, which a sign such as a raised two is not."""
    return raw.strip().isdecimal() and len(raw) < 20


def _read(cell: _Cell, text: str, shared: Mapping[int, str], inline: Mapping[int, str]) -> str:
    raw = text[cell.value.start : cell.value.end]
    if cell.sort == "s":
        return shared.get(int(raw), "") if _is_index(raw) else ""
    return inline.get(cell.inline, "") if cell.inline >= 0 else XML_TEXT.view(raw).text if cell.sort == "str" else ""


def _cells(text: str) -> Iterator[_Cell]:
    """The cells of a sheet that hold something."""
    row, column, sort, tag, inline = 0, 0, "", "", -1
    for token in scan(text, xml=True):
        name = token.tag.rpartition(":")[2]
        if token.sort is Sort.OPEN:
            tag = name
            if tag == "c":
                column, sort = column + 1, ""
            elif tag == "row":
                row, column = row + 1, 0
            elif tag == "is":
                inline += 1
                yield _Cell(row, column, "inlineStr", Piece(token.start, token.start), inline)
        elif token.sort is Sort.CLOSE:
            tag = ""
        elif token.sort is Sort.ATTRIBUTE and name == "c":
            value = text[token.start : token.end]
            if token.name == "t":
                sort = "" if value in ("n", "d") else value
            elif token.name == "r" and (place := _COLUMN.fullmatch(value)):
                column, row = _number(place[1]), int(place[2])
        elif token.sort is Sort.TEXT and tag == "v":
            yield _Cell(row, column, "str" if sort in ("b", "e") else sort, Piece(token.start, token.end), -1)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def mended(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """The edits, and what makes a text of a cell that was a number; the result of a formula is one that is computed."""
    return sorted([*edits, *(more for edit in edits for more in _as_text(text, edit))])


def _as_text(text: str, edit: Edit) -> Iterator[Edit]:
    """What makes the cell in which an edit is one of text."""
    before = _VALUE.search(text, max(edit.start - _LONGEST_TAG, 0), edit.start)
    if before is None or not text.startswith("</", edit.end) or _NUMBER.fullmatch(edit.new):
        return
    prefix = before[1] or ""
    low = text.rfind(f"<{prefix}c ", max(edit.start - _REACH, 0), edit.start)
    cell = _CELL.match(text, low) if low >= 0 else None
    kind = _TYPE.search(text, *cell.span("attributes")) if cell else None
    if cell is None or (kind and kind[1] not in ("n", "d")):
        return
    computed = text.find(f"<{prefix}f", cell.end(), edit.start) >= 0
    sort = "str" if computed else "inlineStr"
    yield Edit(*kind.span(1), sort) if kind else Edit(cell.end() - 1, cell.end() - 1, f' t="{sort}"')
    if not computed:
        yield Edit(before.start(), edit.start, f"<{prefix}is><{prefix}t>")
        yield Edit(edit.end, text.find(">", edit.end) + 1, f"</{prefix}t></{prefix}is>")
