"""Tables as text (csv, tsv): a first row that names the columns says what stands in them; all other cells are examined.

A row with somebody who wrote and with what they wrote is a message, as in the tables that iMazing, DiscordChatExporter
and KakaoTalk write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, islice
from typing import NamedTuple

from ..model import Field, Piece, Role
from ..syntax.delimited import Cell, cell_codec, cells, delimiter_of
from ..syntax.spaced import Spaced
from .addresses import addressees
from .columns import STATES, column, is_heading
from .filenames import name_fields
from .pasted import pasted_names
from .vocabulary import ROLES, Column

_NAMED = (".csv", ".tsv", ".tab")
_HEAD = 65_536
_HEADINGS = 10  # rows in which the one that names the columns is looked for
_NAMES = frozenset({Column.NAME, Column.SENDER, Column.FIRST, Column.MIDDLE, Column.LAST, Column.CALLED})
# Who wrote a message: the first of these that is filled in.
_SPOKEN = (Column.SENDER, Column.NAME, Column.SENDER_ID)
_FIRST = {what: n for n, what in enumerate((Column.DATE, *_SPOKEN, Column.MESSAGE))}
_PEOPLE = (Role.NAME, Role.SENDER)
_NUMBER = re.compile(r"[-+(]?\s*(?:[€$£]\s*)?-?(?:\d{1,6}|\d{1,3}(?:[.,' ]\d{3}){1,2})(?:[.,]\d{1,4})?\s*[€$£%)]?-?")
_TELEPHONE = re.compile(r"[+0(][\d\s()./-]{6,24}")
_WHEN = re.compile(r"(?:[^\W_]|[.,:/+\s()-]|['\u2019]s)*")  # one way to read each sign, or it has no end


def sniff(name: str, head: str) -> bool:
    """Whether a text is a table: by its name, or because it cannot be read as anything else."""
    return name.casefold().endswith(_NAMED) or delimiter_of(head) is not None


def fields(part: int, text: str) -> Iterator[Field]:
    """The fields of all cells, row by row; the number of the row is that of the message."""
    delimiter = delimiter_of(text[:_HEAD], named=True) or ""
    rows = (list(row) for _, row in groupby(cells(text, delimiter), key=lambda cell: cell.row))
    first = list(islice(rows, _HEADINGS))
    width = max(map(len, first), default=0)
    table = _Table(part, text, delimiter)
    names = next((row for row in first if len(row) * 2 > width and table.names(row)), None)
    for row in chain(first, rows):
        yield from table.heading(row) if row is names else table.row(row)


class Unit(NamedTuple):
    """What is read together in a row: the numbers of the columns, in the order in which they are read."""

    what: Column
    columns: tuple[int, ...]


def units(columns: Sequence[Column]) -> list[Unit]:
    """The units of a table, those first that say when a message was sent, by whom and what, if it holds messages.

    A name in several columns is one unit, and so are a street with its number and a date with its time.
    """
    at: dict[Column, int] = {}
    for number, what in enumerate(columns):
        at.setdefault(what, number)
    first = at.get(Column.FIRST, at.get(Column.INITIALS, -1))
    name = [n for n in (first, at.get(Column.MIDDLE, -1), at.get(Column.LAST, -1)) if n >= 0]
    joined = {Column.NAME: name} if Column.FIRST in at or Column.LAST in at else {}
    for what, more in ((Column.STREET, Column.HOUSE), (Column.DATE, Column.CLOCK)):
        if what in at and more in at:
            joined[what] = [at[what], at[more]]
    found = [Unit(what, tuple(there)) for what, there in joined.items()]
    taken = {number for unit in found for number in unit.columns}
    found += [Unit(what, (number,)) for number, what in enumerate(columns) if number not in taken]
    if Column.MESSAGE in at:
        return sorted(found, key=lambda unit: (_FIRST.get(unit.what, len(_FIRST)), unit.columns))
    return sorted(found, key=lambda unit: min(unit.columns))


class _Table:
    """A table, and what is known of its columns.

    Args:
        part: number of the part.
        text: all of its text.
        delimiter: between the cells.
    """

    def __init__(self, part: int, text: str, delimiter: str) -> None:
        self.part, self.text, self.delimiter = part, text, delimiter
        self.units: list[Unit] = []
        self.width = 0
        self.spoken = False
        self._texts: dict[int, str] = {}  # of the cells of a row, by where they start

    def names(self, row: Sequence[Cell]) -> bool:
        """Whether a row names the columns."""
        return is_heading([self._read(cell) for cell in row])

    def heading(self, row: Sequence[Cell]) -> Iterator[Field]:
        """Take in what the columns are called; a name that says nothing here is examined."""
        columns = [column(self._read(cell)) for cell in row]
        # A number in front, or without an address, is that of the row.
        housed = bool({Column.STREET, Column.PLACE} & set(columns))
        for at, cell in enumerate(row):
            if self._read(cell).strip(" .").casefold() == "nr" and not (at and housed):
                columns[at] = Column.STATE
        self.units, self.width = units(columns), len(columns)
        self.spoken = Column.MESSAGE in columns
        for cell, what in zip(row, columns, strict=True):
            if what is Column.UNKNOWN and self._read(cell).strip():
                yield from self._words(cell, None, "unnamed")

    def row(self, row: Sequence[Cell]) -> Iterator[Field]:
        """The fields of a row: of a message when it was sent, by whom and what, then the rest."""
        self._texts.clear()
        unknown = (Unit(Column.UNKNOWN, (number,)) for number in range(self.width, len(row)))
        sender: str | None = None
        speaks = self.spoken
        for what, columns in (*self.units, *unknown):
            there = [row[n] for n in columns if n < len(row) and self._read(row[n]).strip()]
            if not there:
                continue
            speaker = speaks and what in _SPOKEN
            for found in self._unit(what, there, speaker, sender):
                if found.role is Role.SENDER:
                    sender, speaks = found.text.strip(), False
                yield found

    def _unit(self, what: Column, there: Sequence[Cell], speaker: bool, sender: str | None) -> Iterator[Field]:
        """The fields of a unit that is filled in."""
        cell = there[0]
        if what in (Column.DATE, Column.CLOCK):
            yield from self._when(there, sender)
        elif len(there) > 1:
            role = Role.SENDER if speaker else Role.NAME if what is Column.NAME else Role.PLACE
            yield self._together(there, role, sender)
        elif what in _NAMES or speaker:
            yield from self._people(cell, speaker, sender)
        elif what is Column.SENDER_ID:
            role = _form(self._read(cell))
            yield self._whole(cell, role, sender, "alias" if role is Role.PHONE and sender else "")
        elif what is Column.FILE:
            yield from self._files(cell, sender)
        elif what in ROLES:
            yield self._whole(cell, ROLES[what], sender, "chat" if what is Column.CHAT else "")
        elif not (_NUMBER.fullmatch(self._read(cell).strip()) or self._is_state(what, cell)):
            yield from self._words(cell, sender, "unnamed" if what is Column.UNKNOWN else "")

    def _is_state(self, what: Column, cell: Cell) -> bool:
        return what is Column.STATE and self._read(cell).strip().casefold() in STATES

    def _when(self, there: Sequence[Cell], sender: str | None) -> Iterator[Field]:
        if all(_WHEN.fullmatch(read) and any(c.isdigit() for c in read) for read in map(self._read, there)):
            yield self._together(there, Role.TIME, None)
        else:
            for cell in there:
                yield from self._words(cell, sender, "")

    def _people(self, cell: Cell, speaker: bool, sender: str | None) -> Iterator[Field]:
        """The names and addresses in a cell that holds somebody, or several; the first of them may be who wrote."""
        role = Role.SENDER if speaker else Role.NAME
        if "@" not in self._read(cell):
            yield self._whole(cell, role, sender)
            return
        people = [self._range(cell, a, b, role, "") for role, a, b in addressees(self._read(cell))]
        lead = next((n for n, one in enumerate(people) if one.role in _PEOPLE), 0) if speaker else -1
        if not people:
            yield self._whole(cell, role, sender)
        yield from (one._replace(role=Role.SENDER) if n == lead else one for n, one in enumerate(people))

    def _files(self, cell: Cell, sender: str | None) -> Iterator[Field]:
        read = self._read(cell)
        if "://" in read:
            yield self._whole(cell, Role.URL, sender)
            return
        for one in name_fields(self.part, read.replace("\\", "/")):
            yield self._range(cell, *one.pieces[0], one.role, one.note)._replace(sender=sender)

    # --- fields -----------------------------------------------------------------------------------------

    def _read(self, cell: Cell) -> str:
        read = self._texts.get(cell.start)
        if read is None:
            raw = self.text[cell.start : cell.end]
            read = self._texts[cell.start] = cell_codec(cell.quoted, self.delimiter).view(raw).text
        return read

    def _whole(self, cell: Cell, role: Role, sender: str | None, note: str = "") -> Field:
        codec = cell_codec(cell.quoted, self.delimiter)
        piece = (Piece(cell.start, cell.end),)
        return Field(self.part, piece, role, self._read(cell), cell.row, sender, note, codec)

    def _range(self, cell: Cell, start: int, end: int, role: Role, note: str) -> Field:
        codec = cell_codec(cell.quoted, self.delimiter)
        low, high = codec.view(self.text[cell.start : cell.end]).raw_range(start, end)
        low, high = cell.start + low, cell.start + high
        read = codec.view(self.text[low:high]).text
        return Field(self.part, (Piece(low, high),), role, read, cell.row, None, note, codec)

    def _words(self, cell: Cell, sender: str | None, note: str) -> Iterator[Field]:
        """A cell that is examined, and the people whom pasted text in it names."""
        yield self._whole(cell, Role.TEXT, sender, note)
        for start, end in pasted_names(self._read(cell)):
            yield self._range(cell, start, end, Role.NAME, "pasted")

    def _together(self, found: Sequence[Cell], role: Role, sender: str | None) -> Field:
        """One field for several cells, with a space between what stands in them."""
        if len(found) == 1:
            return self._whole(found[0], role, sender)
        codec = Spaced(cell_codec(all(cell.quoted for cell in found), self.delimiter))
        pieces = tuple(Piece(cell.start, cell.end) for cell in found)
        read = "".join(codec.view(self.text[a:b]).text for a, b in pieces)
        return Field(self.part, pieces, role, read, found[0].row, sender, "", codec)


def _form(value: str) -> Role:
    """What the id of somebody is, by its form."""
    if "@" in value:
        return Role.EMAIL
    return Role.PHONE if _TELEPHONE.fullmatch(value.strip()) else Role.ID
