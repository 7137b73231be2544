"""Tables written as text: comma, semicolon, tab or pipe between the cells, one row a line.

Only a line feed ends a row; the carriage return before it belongs to the line end. In a text without any line feed
carriage returns end the rows, as Excel writes "CSV (Macintosh)". A cell is quoted when its quotes
are in order: doubled inside, and a delimiter or a line end after the last one. Any other cell is read as it stands,
quotes and all, up to the next delimiter, so that one stray quote does not swallow the rows behind it.
https://www.rfc-editor.org/rfc/rfc4180
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ..model import Codec, View
from .chain import Chain
from .plain import PLAIN

DELIMITERS = ("\t", ";", "|", ",")
_SEP = re.compile('\ufeff?sep=([^\r\n"])\r?(?:\n|\\Z)', re.IGNORECASE)  # Excel's own first line
_HEAD = 65_536
_ROWS = 200
_RULE = re.compile("^[-:| ]*---[-:| ]*\r?$", re.MULTILINE)
_OTHER_SYNTAX = re.compile("[\ufeff\\s]*[{\\[<]")


class Cell(NamedTuple):
    """A cell: row and column from 0, its range in the text without the quotes around it, whether it had them."""

    row: int
    column: int
    start: int
    end: int
    quoted: bool


# --- cells ----------------------------------------------------------------------------------------------


def cells(text: str, delimiter: str | None = None) -> Iterator[Cell]:
    """The cells of a table, row by row; a blank line is a row of one empty cell.

    What is outside all ranges: delimiters, line ends, the quotes around a cell and spaces beside them, the mark at
    the start of a file and a first line ``sep=;``. Without a delimiter it is looked for, and where none is found
    a line is one cell.
    """
    first = _SEP.match(text)
    if delimiter is None:
        delimiter = first[1] if first else delimiter_of(text[:_HEAD]) or ""
    end_of_row = "\n" if "\n" in text or "\r" not in text else "\r"
    quoted, bare = _grammar(delimiter, end_of_row)
    at = first.end() if first else int(text.startswith("\ufeff"))
    row = column = 0
    seen = False  # quoted cells: only a file that has them is cut off inside one
    while at < len(text) or column:
        cell = quoted.match(text, at)
        if cell and (seen or cell.end("cell") < len(text)):
            seen = True
        else:
            cell = bare.match(text, at)
        assert cell is not None  # an empty cell matches anywhere
        start, end = cell.span("cell")
        yield Cell(row, column, start, end, cell.re is quoted)
        at = cell.end()
        if delimiter and text.startswith(delimiter, at):
            at, column = at + len(delimiter), column + 1
        else:
            at = text.find(end_of_row, at) + 1 or len(text)
            row, column = row + 1, 0


@cache
def _grammar(delimiter: str, end_of_row: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of a quoted and of a bare cell. A text that ends in a quoted cell was cut off there."""
    stop = re.escape(delimiter)
    line = "\\r" if end_of_row == "\r" else "\\r?\\n"
    after = f"(?={stop}|{line}|\\Z)" if delimiter else f"(?={line}|\\Z)"
    quoted = rf'[ ]*"(?P<cell>[^"]*(?:""[^"]*)*)(?:"[ ]*{after}|\Z)'
    bare = rf"(?P<cell>[^{stop}\n\r]*(?:\r(?!\n)[^{stop}\n\r]*)*)"
    if end_of_row == "\r":
        bare = rf"(?P<cell>[^{stop}\r]*)"
    return re.compile(quoted), re.compile(bare)


# --- delimiters -----------------------------------------------------------------------------------------


def delimiter_of(head: str, *, named: bool = False) -> str | None:
    """The delimiter of the table that a text starts with, None where it does not look like one.

    Args:
        head: the start of the text; a last line without an end may be cut off.
        named: the file says that it is a table (``.csv``), so that one row or ragged rows will do.
    """
    first = _SEP.match(head)
    if first:
        return first[1]
    if _OTHER_SYNTAX.match(head) and not named:
        return None
    tables = [(delimiter, _rows(head[:_HEAD], delimiter)) for delimiter in DELIMITERS]
    if named:
        best = max(tables, key=lambda table: _evenness(table[1]))
        return best[0] if _evenness(best[1])[1] > 1 else None
    sure = [table for table in tables if _is_table(head, *table)]
    return max(sure, key=lambda table: _evenness(table[1]))[0] if sure else None


def _rows(head: str, delimiter: str) -> list[list[Cell]]:
    """The first rows that are not blank, without one that may be cut off."""
    rows: list[list[Cell]] = []
    last = -1
    for cell in cells(head, delimiter):
        if cell.row != last:
            if len(rows) == _ROWS:
                return rows
            rows.append([])
            last = cell.row
        rows[-1].append(cell)
    if len(rows) > 2 and not head.endswith("\n"):
        rows.pop()
    return [row for row in rows if len(row) > 1 or head[row[0].start : row[0].end].strip()]


def _evenness(rows: Sequence[Sequence[Cell]]) -> tuple[float, int]:
    """The share of rows that have the commonest width above one, and that width."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
    return (count / len(rows) if rows else 0, width)


def _is_table(head: str, delimiter: str, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether rows are of one width, more than one column is filled, and no prose makes it look so."""
    share, width = _evenness(rows)
    if width < 2 or len(rows) < 2 or share < (0.9 if len(rows) >= 20 else 1):
        return False
    even = [row for row in rows if len(row) == width]
    filled = [sum(cell.start < cell.end for cell in column) for column in zip(*even, strict=True)]
    if sum(count * 2 > len(even) for count in filled) < 2 and sum(c.start < c.end for c in even[0]) < 2:
        return False
    if delimiter == "|" and (filled[0] == 0 == filled[-1] or _RULE.search(head)):  # a table in Markdown
        return False
    return delimiter not in ",;" or _is_set_tight(head, even, width)


def _is_set_tight(head: str, rows: Sequence[Sequence[Cell]], width: int) -> bool:
    """People put a space after a comma and a semicolon, programs do not; a comma in numbers makes no table."""
    if any(cell.quoted for row in rows for cell in row):
        return True
    joints = [head[max(c.start - 2, 0) : c.start + 1] for row in rows for c in row if c.column]
    spaced = sum(joint.endswith(" ") for joint in joints)
    decimal = sum(joint[0].isdigit() and joint[-1].isdigit() for joint in joints)
    if width == 2:
        return len(rows) >= 4 and spaced == 0 and decimal < len(joints)
    return spaced * 10 <= len(joints) or (width >= 4 and len(rows) >= 3)


# --- codecs ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QuotedCell:
    """Codec of a cell in quotes: a quote is written twice."""

    def view(self, raw: str) -> View:
        """The cell with single quotes; a pair is one range."""
        if '""' not in raw:
            return View(raw)
        starts: list[int] = []
        at = 0
        for pair in re.finditer('""', raw):
            starts += range(at, pair.start() + 1)
            at = pair.end()
        starts += range(at, len(raw))
        return View(raw.replace('""', '"'), starts, [*starts[1:], len(raw)])

    def encode(self, text: str) -> str:
        return text.replace('"', '""')


@dataclass(frozen=True, slots=True)
class BareCell:
    """Codec of a cell without quotes, which cannot hold a delimiter, a quote or a line end."""

    delimiter: str

    def view(self, raw: str) -> View:
        return View(raw)

    def encode(self, text: str) -> str:
        """The text with spaces where the row would break."""
        return re.sub(f'[{re.escape(self.delimiter)}"\r\n]', " ", text)


_QUOTED = Chain(QuotedCell(), PLAIN)


@cache
def cell_codec(quoted: bool, delimiter: str | None) -> Codec:
    """The codec of a cell in a table with that delimiter."""
    return _QUOTED if quoted else Chain(BareCell(delimiter or ""), PLAIN)
