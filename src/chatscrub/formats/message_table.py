"""Tables of which a program always names the columns alike: a message a row, as Discord, KakaoTalk and Copilot have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ..model import Field, Piece, Role, View
from ..syntax.delimited import Cell, cell_codec, cells
from .pasted import pasted_names

_COMMA = ","
_ORDER = (Role.TIME, Role.SENDER, Role.TEXT)


def is_headed(head: str, columns: str) -> bool:
    """Whether a text begins with a row of these names of columns, quoted or bare."""
    begin = head.lstrip("\ufeff").partition("\n")[0].rstrip("\r")
    return begin.replace('"', "") == columns


def rows(part: int, text: str, roles: Mapping[str, Role]) -> Iterator[list[Field]]:
    """The fields of every row, those first that say when a message was sent, by whom and what; empty cells have none.

    A column that is not named is examined, and so is its name; one that is kept is, unless digits stand in it. The
    number of a message is that of its row.
    """
    columns: list[str] = []
    for row, found in groupby(cells(text, _COMMA), key=lambda cell: cell.row):
        there = list(found)
        heads = [text[cell.start : cell.end].lstrip("\ufeff") for cell in there]
        if not row:
            columns = heads
            unknown = [cell for cell, head in zip(there, heads, strict=True) if head not in roles]
            yield [one for cell in unknown for one in _cell(part, text, cell, Role.TEXT, -1)]
        elif heads != columns:  # of a table that was put behind another one
            yield _row(part, text, there, [roles.get(head, Role.TEXT) for head in columns], row - 1)


def _row(part: int, text: str, row: Sequence[Cell], roles: Sequence[Role], number: int) -> list[Field]:
    known = [*roles, *[Role.TEXT] * (len(row) - len(roles))]
    found = [one for cell, role in zip(row, known, strict=False) for one in _cell(part, text, cell, role, number)]
    sender = next((one.text.strip() for one in found if one.role is Role.SENDER), None)
    found.sort(key=lambda one: _ORDER.index(one.role) if one.role in _ORDER else len(_ORDER))
    return [one if one.role is Role.TIME else one._replace(sender=sender) for one in found]


def _cell(part: int, text: str, cell: Cell, role: Role, number: int) -> Iterator[Field]:
    """The field of a cell that is filled in."""
    codec = cell_codec(cell.quoted, _COMMA)
    read = codec.view(text[cell.start : cell.end]).text
    if not read.strip() or (role is Role.KEEP and read.strip().isdigit()):
        return
    role = Role.TEXT if role is Role.KEEP else role
    yield Field(part, (Piece(cell.start, cell.end),), role, read, number, None, "", codec)


def view(text: str, found: Field) -> View:
    """What a person reads in the field of a cell, with the way back."""
    return found.codec.view(text[slice(*found.pieces[0])])


def within(text: str, found: Field, start: int, end: int) -> Field:
    """The field of a range of what is read in a cell."""
    low, high = view(text, found).raw_range(start, end)
    at = found.pieces[0].start
    piece = Piece(at + low, at + high)
    return found._replace(pieces=(piece,), text=found.codec.view(text[slice(*piece)]).text)


def pasted(text: str, found: Field) -> Iterator[Field]:
    """The people whom pasted text in a cell names by its form."""
    for start, end in pasted_names(found.text):
        yield within(text, found, start, end)._replace(role=Role.NAME, sender=None, note="pasted")
