"""RTF: paragraphs over their runs, notes, comments, tracked changes, properties, links, names of things, HTML in mail.

Facts: Word 2007 Rich Text Format (RTF) Specification 1.9.1; [MS-OXRTFEX] for the HTML in it; and documents as Word,
WordPad, LibreOffice, TextEdit and Outlook write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import Edit, Field, Piece
from ..syntax.charsets import charset_of
from ..syntax.rtf import Sort, Token, is_read, parts_word, scan
from .rtf_controls import is_control
from .rtf_places import (
    ANYWHERE,
    CHARSETS,
    CODE_PAGES,
    ENDS,
    INLINE,
    LISTED,
    PLACES,
    SETS,
    SPLIT,
)
from .rtf_runs import Flow, Run
from .rtf_values import POINT, Values

_BEGIN = re.compile("(?:\udcef\udcbb\udcbf|\ufeff)?\\s*\\{\\\\rt")
_BINARY = re.compile(r"\\bin[0-9]{1,10} ?\Z")
_LONGEST_BINARY = 20
# The words that say of what sort a picture is, and those that stand between them and its digits.
_SORT = re.compile(r"\\(?:emfblip|jpegblip|macpict|wmetafile|pmmetafile|dibitmap|wbitmap|pngblip)[0-9]{0,5}(?=[\\\s{])")
_REACH = 4000
_DEFAULT = "cp1252"
_CHANGES = {"revised": 1, "deleted": 2}


def sniff(name: str, head: str) -> bool:
    """Whether a text begins as RTF does."""
    return _BEGIN.match(head) is not None


def fields(part: int, text: str) -> Iterator[Field]:
    """The fields of a document, in the order in which its paragraphs and values end."""
    yield from _Reading(part, text).fields()


class _Group:
    """A group that is open: where its text goes, and how that is written."""

    __slots__ = ("change", "flow", "font", "fresh", "skip", "starred")

    def __init__(self, flow: Flow, font: int, skip: int, change: int) -> None:
        self.flow, self.font, self.skip, self.change = flow, font, skip, change
        self.fresh = True  # nothing stood in it yet
        self.starred = False  # what begins here may be skipped by programs that do not know it


class _Reading:
    def __init__(self, part: int, text: str) -> None:
        self.text = text
        self.values = Values(part, text)
        self.base = _DEFAULT
        self.fonts: dict[int, str] = {}  # the character sets of fonts, by number
        self.default = -1  # font
        self.groups = [_Group(Flow("body"), -1, 1, 0)]

    def fields(self) -> Iterator[Field]:
        """All fields."""
        for token in scan(self.text):
            group = self.groups[-1]
            if token.sort is Sort.OPEN:
                yield from self._open(group)
            elif token.sort is Sort.CLOSE:
                yield from self._close()
            elif is_read(token):
                yield from self._run(group, token)
            elif token.sort is Sort.WORD:
                yield from self._word(group, token)
            elif token.sort is Sort.DATA:
                yield self.values.data(token, group.flow.sort)
            elif token.name == "*" and group.fresh:
                group.starred = True
            elif token.name in ("\r", "\n"):
                yield from self._end(group.flow, "par")
        while len(self.groups) > 1:
            yield from self._close()
        yield from self._end(self.groups[0].flow, "close")
        yield from self.values.rest()

    def _open(self, group: _Group) -> Iterator[Field]:
        if group.flow.sort in LISTED:
            yield from self.values.of(group.flow)
        group.fresh = False
        self.groups.append(_Group(group.flow, group.font, group.skip, group.change))

    def _close(self) -> Iterator[Field]:
        if len(self.groups) == 1:
            return
        closed = self.groups.pop()
        if closed.flow is not self.groups[-1].flow:
            yield from self._end(closed.flow, "close")
        elif closed.flow.sort in LISTED:
            yield from self.values.of(closed.flow)

    def _run(self, group: _Group, token: Token) -> Iterator[Field]:
        """Take a token of text."""
        if token.sort is Sort.TEXT and not self.text[token.start : token.end].strip("\r\n"):
            return
        group.fresh = False
        charset = self.fonts.get(group.font, self.base) if group.flow.sort not in SPLIT else self.base
        at = token.start
        if group.flow.sort in SPLIT and token.sort is Sort.TEXT:
            while (mark := self.text.find(";", at, token.end)) >= 0:
                group.flow.add(Run(Piece(at, mark), group.change, charset, group.skip))
                yield from self.values.of(group.flow)
                at = mark + 1
        if at < token.end:
            group.flow.add(Run(Piece(at, token.end), group.change, charset, group.skip))

    def _end(self, flow: Flow, word: str) -> Iterator[Field]:
        """The end of a paragraph, of a cell or row, or of what holds it all."""
        if flow.sort == "body":
            yield from self.values.paragraph(flow)
            flow.end(word)
        elif word == "close":
            yield from self.values.of(flow)

    # --- words ------------------------------------------------------------------------------------------

    def _word(self, group: _Group, token: Token) -> Iterator[Field]:
        name = token.name
        if not is_control(name):
            yield self.values.control(token)
        if (group.fresh or name in ANYWHERE) and (name in PLACES or (group.starred and name not in INLINE)):
            group.flow = Flow(PLACES.get(name, "text"), name)
        elif name in ENDS:
            yield from self._end(group.flow, name)
        else:
            self._look(group, name, token.number)
        group.fresh = False

    def _look(self, group: _Group, name: str, number: int | None) -> None:
        """What a word says about the text behind it."""
        if name in ("pard", "intbl", "trowd"):
            group.flow.look(name)
        elif name == "plain":
            group.font, group.change = self.default, 0
        elif name in _CHANGES:
            group.change = 0 if number == 0 else _CHANGES[name]
        elif name in SETS or name in ("ansicpg", "cpg", "fcharset"):
            self._set(group, name, SETS.get(name, number or 0))
        elif number is None:
            return
        elif name == "f":
            group.font = number
        elif name == "uc":
            group.skip = max(number, 0)
        elif name == "deff":
            self.default = group.font = number

    def _set(self, group: _Group, name: str, number: int) -> None:
        """A character set, of the document or of the font that is described now."""
        page = CHARSETS.get(number, 0) if name == "fcharset" else number
        charset = charset_of(CODE_PAGES.get(page, f"cp{page}")) if page > 2 else None
        if name in SETS or name == "ansicpg":
            self.base = charset or _DEFAULT
        elif charset:
            self.fonts[group.font] = charset


def mended(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """The edits, with a blank where one would become part of the word before it, and the sort of pictures put right."""
    found: list[Edit] = []
    for at, edit in enumerate(edits):
        behind = edit.new or text[edit.end : edit.end + 1]
        joined = at + 1 < len(edits) and edits[at + 1].start == edit.end and not edit.new
        after_another = at > 0 and edits[at - 1].end == edit.start and bool(edits[at - 1].new)
        start = _start(edits, at)
        inside = parts_word(text, start, text[start : start + 1])  # a word of control of which a part goes
        if not joined and not after_another and not inside and parts_word(text, start, behind):
            found.append(Edit(edit.start, edit.start, " "))
        found += _of_picture(text, edit)
        found.append(edit)
    return sorted(found)


def _start(edits: Sequence[Edit], at: int) -> int:
    """Where the edits that stand without a gap before this one begin."""
    while at > 0 and edits[at - 1].end == edits[at].start:
        at -= 1
    return edits[at].start


def _of_picture(text: str, edit: Edit) -> Iterator[Edit]:
    """What makes the words around a picture say what it is now; bytes that are gone are counted no more."""
    if edit.new and edit.new != POINT:
        return
    binary = _BINARY.search(text, max(edit.start - _LONGEST_BINARY, 0), edit.start)
    if binary:
        yield Edit(*binary.span(), "")
    begin = text.rfind("\\pict", max(edit.start - _REACH, 0), edit.start)
    sort = _SORT.search(text, begin, edit.start) if edit.new and begin >= 0 else None
    if sort and sort[0] != "\\pngblip":
        yield Edit(*sort.span(), "\\pngblip")
