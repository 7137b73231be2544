"""Paragraphs of documents, put together from their runs: as they are now, and as they were before tracked changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model import Codec, Field, Piece, Role
from ..syntax.entities import XML_TEXT
from ..syntax.signs import Signs
from . import headings
from .grammar import Grammar
from .header_rows import Tables
from .instructions import instruction
from .told import told

_SHORT = 80


class _Paragraph(NamedTuple):
    """A paragraph so far: pieces with 0, 1 (inserted) or 2 (deleted), and the pieces of a field's instruction."""

    pieces: list[tuple[Piece, int]]
    codes: list[Piece]


class Paragraphs:
    """The paragraphs that are open on the way through one text of a document, the innermost last.

    Args:
        grammar: the tables.
        part: number of the part.
        text: its whole text.
    """

    def __init__(self, grammar: Grammar, part: int, text: str) -> None:
        self.grammar, self.part, self.text = grammar, part, text
        self.tables = Tables()
        self.number = -1
        self.inserting = self.deleting = 0  # how many elements are open that do so
        self._open: list[_Paragraph] = []
        self._codec = Signs(grammar.signs | {name.rpartition(":")[2]: sign for name, sign in grammar.signs.items()})
        self._said: set[tuple[int, str]] = set()

    def __bool__(self) -> bool:
        return bool(self._open)

    def begin(self) -> None:
        """Open a paragraph."""
        self.number += 1
        self._open.append(_Paragraph([], []))

    def take(self, piece: Piece) -> None:
        """Take a piece of the text that is read together."""
        self._open[-1].pieces.append((piece, 2 if self.deleting else 1 if self.inserting else 0))

    def take_sign(self, piece: Piece) -> None:
        """The same for an element that reads as a sign, unless nothing stands before it."""
        if self._open[-1].pieces:
            self.take(piece)

    def take_code(self, piece: Piece) -> None:
        """Take a piece of the instruction of a field."""
        self._open[-1].codes.append(piece)

    def end(self) -> Iterator[Field]:
        """Close the innermost paragraph: its fields, and what headings, labels and pasted text tell about them."""
        yield from self.codes("")
        paragraph = self._open.pop()
        now = [piece for piece, change in paragraph.pieces if change != 2]
        for found in self._read(now, ""):
            if self.tables.in_cell() and headings.is_heading(found.text):
                self.tables[-1].texts[-1] = f"{self.tables[-1].texts[-1]} {found.text}".strip()
                yield found._replace(role=Role.KEEP)
                continue
            yield found
            yield from told(self.text, found)
            yield from self._in_cell(found)
        if len(now) < len(paragraph.pieces):
            for found in self._read([piece for piece, change in paragraph.pieces if change != 1], "before"):
                yield found
                yield from told(self.text, found)

    def _read(self, pieces: Sequence[Piece], note: str) -> Iterator[Field]:
        found = self._whole(tuple(pieces), self._codec)
        if found.text.strip():
            copied = (self.number, found.text) in self._said
            self._said.add((self.number, found.text))
            yield found._replace(note="copy" if copied else note)

    def _in_cell(self, found: Field) -> Iterator[Field]:
        """What the headings of a table say about a paragraph in it."""
        if not self.tables.in_cell():
            return
        table = self.tables[-1]
        role = table.role()
        table.texts[-1] = f"{table.texts[-1]} {found.text}".strip()[: 4 * _SHORT]
        short = len(found.text) <= _SHORT and not headings.role_of(found.text)
        if role and short and headings.is_filled_in(found.text, role):
            yield found._replace(role=role, note="")

    def codes(self, tag: str) -> Iterator[Field]:
        """The instruction of a field, once it is whole; ``tag`` is the element that comes now, "" for the end."""
        if not self._open or not self._open[-1].codes or tag in ("w:r", "w:rPr", "w:instrText", "w:noProof"):
            return
        if tag and not tag.startswith(("w:fldChar", "w:t")):
            return
        pieces = tuple(self._open[-1].codes)
        self._open[-1].codes.clear()
        yield from self.instruction(pieces)

    def instruction(self, pieces: tuple[Piece, ...]) -> Iterator[Field]:
        """What the instruction of a field says that stands in those pieces."""
        yield from instruction(self.text, self._whole(pieces, XML_TEXT), self.grammar.is_bookmark_kept)

    def _whole(self, pieces: tuple[Piece, ...], codec: Codec) -> Field:
        read = "".join([codec.view(self.text[start:end]).text for start, end in pieces])
        return Field(self.part, pieces, Role.TEXT, read, self.number, None, "", codec)
