"""Markdown: lines as a person reads them, without the marks of emphasis and links; tables; the lines at the front.

Facts: https://spec.commonmark.org/0.31.2/ and https://github.github.com/gfm/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..model import Codec, Edit, Field, Piece, Role, View
from ..syntax.chain import Chain
from ..syntax.entities import STRICT_ENTITIES
from ..syntax.lines import line_ends
from ..syntax.plain import PLAIN
from ..syntax.uris import Percent
from . import headings
from .filenames import name_fields
from .header_rows import is_header, role_over
from .told import told

_MARK = re.compile(
    r"\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|~~|==|`{1,3}"  # emphasis, code
    r"|!?\[(?=[^\[\]\n]{0,400}\]\()|\]\((?P<target>[^()\n]{0,2000}(?:\([^()\n]{0,400}\)[^()\n]{0,400})?)\)"  # links
    r"|</?(?:b|i|u|em|strong|span|sup|sub|mark|font|small|kbd|a|s|del|ins)\b(?P<tag>[^<>\n]{0,1000})>"
    r"|\\(?=[!-/:-@\[-`{-~])"  # what stands before a sign to take it as it is
)
_RULE = re.compile(r"[ \t]*(?:\|[ \t]*)?:?--[-:| \t]*")
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n")
_FRONT_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_BORDER = re.compile(r"(?<!\\)\|")
_KEY = re.compile(r"[ \t-]*(?P<key>[A-Za-z][\w -]{0,40}):[ \t]*(?P<value>[^\s#].*)")
_BEGIN = re.compile(r"[ \t>]*(?:#{1,6}[ \t]+|[-+*][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,9}[.)][ \t]+|>[ \t]?)+")
_TARGET = re.compile(r"[ \t]*(?:<[^<>]*>|[^ \t]*)")
_ADDRESSED = re.compile(r"[:@#?<>]|//|(?:.*/)?[A-Z]{4,12}(?:\.md)?\Z")  # it leads elsewhere than to a file of somebody
_URI = Chain(Percent(), PLAIN)
_EMPHASIS = re.compile(r"(?:\*{1,3}|_{1,3}|~~|`{1,3}|==)\Z")


class _References:
    """Codec of references to characters, such as ``&iacute;``; what needs none is written without."""

    def view(self, raw: str) -> View:
        return STRICT_ENTITIES.view(raw)

    def encode(self, text: str) -> str:
        return text if STRICT_ENTITIES.view(text).text == text else text.replace("&", "&amp;")


_WORDS = Chain(_References(), PLAIN)
_EXTENSIONS = (".md", ".markdown", ".mdown", ".mkd")


def sniff(name: str, head: str) -> bool:
    """Whether a text is Markdown, by its name."""
    return name.casefold().endswith(_EXTENSIONS)


def fields(part: int, text: str) -> Iterator[Field]:
    """A field for every line that is not blank, others for what links hide, and for what labels and headings tell."""
    front = _front(text)
    table: list[str] | None = None
    at = 0
    lines = list(line_ends(text))
    for number, end in enumerate(lines):
        line = text[at:end].rstrip("\r\n")
        following = text[end : lines[number + 1]].rstrip("\r\n") if number + 1 < len(lines) else ""
        if line.strip():
            yield from _line(part, text, Piece(at, at + len(line)), number)
            if end <= front:
                yield from _front_line(part, text, Piece(at, at + len(line)), number)
        if "|" not in line:
            table = None
        elif _RULE.fullmatch(following) and "-" in following:
            cells = _cells(text, at, at + len(line))
            table = [_read(text[slice(*cell)]) for cell in cells]
            for cell, read in zip(cells, table, strict=True):
                if headings.is_heading(read):
                    yield Field(part, (cell,), Role.KEEP, read, number, None, "", _WORDS)
        elif table is not None:
            yield from _row(part, text, _cells(text, at, at + len(line)), table, number)
        at = end


def _front(text: str) -> int:
    """Where the lines at the front end, 0 if there are none."""
    begin = _FRONT.match(text)
    close = _FRONT_END.search(text, begin.end(), begin.end() + 20_000) if begin else None
    return close.start() if close else 0


def _line(part: int, text: str, line: Piece, number: int) -> Iterator[Field]:
    """The fields of one line."""
    pieces: list[Piece] = []
    at = line.start
    for mark in [*_MARK.finditer(text, *line), None]:
        end = mark.start() if mark else line.end
        if at < end:
            pieces.append(Piece(at, end))
        at = mark.end() if mark else end
        if mark:
            yield from _hidden(part, text, mark, number)
    read = "".join([_read(text[start:end]) for start, end in pieces])
    if not read.strip():
        return
    found = Field(part, tuple(pieces), Role.TEXT, read, number, None, "", _WORDS)
    yield found
    yield from _told(text, found)


def _read(raw: str) -> str:
    return _WORDS.view(raw).text if "&" in raw else PLAIN.read(raw)


def _hidden(part: int, text: str, mark: re.Match[str], number: int) -> Iterator[Field]:
    """Where a link leads and what its tip says, and what stands in a tag."""
    ranges: list[tuple[int, int, Codec]] = [(*mark.span("tag"), PLAIN)] if mark["tag"] else []
    if mark["target"]:
        start, end = mark.span("target")
        stop = _TARGET.match(text, start, end)
        middle = stop.end() if stop else start
        ranges += [(start, middle, _URI), (middle, end, PLAIN)]
    for start, end, codec in ranges:
        view = codec.view(text[start:end])
        if not view.text.strip():
            continue
        if codec is _URI and not _ADDRESSED.search(view.text):  # a file beside this one
            for one in name_fields(part, view.text):
                low, high = view.raw_range(*one.pieces[0])
                yield one._replace(pieces=(Piece(start + low, start + high),), message=number, codec=codec)
        else:
            yield Field(part, (Piece(start, end),), Role.TEXT, view.text, number, None, "", codec)


def _told(text: str, found: Field) -> Iterator[Field]:
    """What labels and the form of pasted text tell about a line."""
    begin = _BEGIN.match(found.text)
    yield from told(text, found, "pasted", begin.end() if begin else 0)


def _front_line(part: int, text: str, line: Piece, number: int) -> Iterator[Field]:
    found = _KEY.match(text, *line)
    role = headings.role_of(found["key"]) if found else None
    if found and role and headings.is_filled_in(found["value"], role):
        start, end = found.span("value")
        start, end = start + (text[start] in "\"'"), end - (text[end - 1] in "\"'")
        yield Field(part, (Piece(start, end),), role, PLAIN.read(text[start:end]), number, None, "", PLAIN)


def _cells(text: str, start: int, end: int) -> list[Piece]:
    """The cells of a row of a table, without the blanks around them."""
    borders = [m.start() for m in _BORDER.finditer(text, start, end)]
    edges = [start - 1, *borders, end]
    cells = [Piece(low + 1, high) for low, high in pairwise(edges)]
    if borders and not text[start : borders[0]].strip():
        cells = cells[1:]
    if borders and not text[borders[-1] + 1 : end].strip():
        cells = cells[:-1]
    return [_bare(text, cell) for cell in cells]


def _bare(text: str, cell: Piece) -> Piece:
    start, end = cell
    while start < end and text[start] in " \t*_`":
        start += 1
    while end > start and text[end - 1] in " \t*_`":
        end -= 1
    return Piece(start, end)


def _row(part: int, text: str, cells: Sequence[Piece], heads: Sequence[str], number: int) -> Iterator[Field]:
    """What the headings of a table, or the label in the cell before, say about the cells of a row."""
    headed = is_header(heads)
    before = ""
    for at, cell in enumerate(cells):
        read = _read(text[slice(*cell)])
        head = heads[at] if headed and at < len(heads) else ""
        role = role_over(head) if headed else headings.role_of(before)
        if role and read and not headings.role_of(read) and headings.is_filled_in(read, role):
            yield Field(part, (cell,), role, read, number, None, "", _WORDS)
        before = read


def mended(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """The edits, and those that take the marks of emphasis away around what is empty now."""
    found = list(edits)
    if not edits:
        return []
    free = 0  # behind the last mark that was taken away
    for (start, end, new), following in zip(edits, [*(edit.start for edit in edits[1:]), len(text)], strict=True):
        before = _EMPHASIS.search(text, max(start - 3, free), start) if not new else None
        if before and text.startswith(before[0], end) and end + len(before[0]) <= following:
            free = end + len(before[0])
            found += Edit(before.start(), start, ""), Edit(end, free, "")
        free = max(free, end)
    return sorted(found)
