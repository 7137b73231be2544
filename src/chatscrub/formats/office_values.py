"""Values in documents that stand alone: texts of properties, attributes, links; each by what the tables say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import Codec, Field, Piece, Role
from ..syntax.entities import XML_TEXT
from ..syntax.markup import Token
from ..syntax.signs import EMPTIED, MOMENT, ZERO
from ..syntax.uris import STYLE_NAME, URI
from . import headings
from .fonts import is_font
from .grammar import Grammar
from .header_rows import role_beside
from .links import is_inside, linked
from .members import member_field
from .namespaces import Namespaces, is_schema
from .paragraphs import Paragraphs
from .schemas import CAMEL_CASE, NUMBER, is_fixed, is_programmed
from .told import told

_PACKED = re.compile(r"\s*[A-Za-z0-9+/][A-Za-z0-9+/\s]{198,}={0,2}\s*")  # base64: nobody can examine it
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SHORT = 80
_AUTHORS = frozenset(("p:cmAuthor@name", "p188:author@name"))
_NUMERAL = re.compile(r"-?[\d.]+(?:[Ee][-+]?\d+)?")
_LONG = re.compile(r"-?\d{8,18}(?:\.0*)?|\d(?:\.\d+)?[Ee]\+?(?:[89]|1\d)")


class Values:
    """Reads the values of one text of a document.

    Args:
        grammar: the tables.
        part: number of the part.
        text: its whole text.
        spaces: the namespaces that it declares so far.
        paragraphs: those that are open.
    """

    def __init__(self, grammar: Grammar, part: int, text: str, spaces: Namespaces, paragraphs: Paragraphs) -> None:
        self.grammar, self.part, self.text, self.spaces, self.paragraphs = grammar, part, text, spaces, paragraphs
        self.author = ""
        self.label = ""  # what the element that is open says that it holds
        self._kept: dict[tuple[str, str, str], bool] = {}
        self._said: set[str] = set()

    def unnamed(self, tag: str, start: int, end: int) -> Iterator[Field]:
        """A text in an element that no table names."""
        raw = self.text[start:end]
        sort = self._by_name(tag, tag)
        number = NUMBER.fullmatch(raw) and (is_fixed(raw) or ":" in tag)
        if sort != "text" or not (number or self.grammar.is_kept(tag, "", raw)):
            yield from self.value(sort, start, end, tag, "")

    def _by_name(self, tag: str, name: str) -> str:
        """What an element or attribute of unknown origin holds, by its name."""
        if self.spaces.is_standard(tag) or ":" in name:
            return "text"
        name = name.rpartition("}")[2]
        role = headings.role_of(" ".join(_CAMEL.findall(name)) or name)
        return role.value if role else "text"

    def attribute(self, parent: str, tag: str, token: Token, attributes: Sequence[Token]) -> Iterator[Field]:
        """The fields of an attribute of an element, which is one of ``attributes`` and stands in ``parent``."""
        start, end = token.start, token.end
        if start == end:
            return
        name, raw = self.spaces.name(token.name) if token.name else "", self.text[start:end]
        words = self.grammar.words
        place = f"{parent}/{tag}" if parent and f"{parent}/{tag}@{name}" in words else tag
        sort = words.get(f"{place}@{name}") or words.get(f"@{name}")
        if sort == "keep" and not self.spaces.is_standard(tag):
            sort = None
        if sort and (name == "w:author" or f"{tag}@{name}" in _AUTHORS):
            self.author = XML_TEXT.view(raw).text.strip()
        if name == "Target" and self.spaces.is_standard(tag):
            external = any(t.name == "TargetMode" and self.text[t.start : t.end] == "External" for t in attributes)
            sort = "link" if external else "member"
        if sort is None:
            sort = self._by_name(tag, name)
            if name.startswith("xmlns") and is_schema(raw):
                return
            if sort != "text" or not self._is_kept(tag, name, raw):
                yield from self.value(sort, start, end, tag, name)
        elif sort == "label":
            self.label = XML_TEXT.view(raw).text
            if not (headings.is_heading(self.label) or is_programmed(self.label)):
                yield self.field(Piece(start, end), Role.FILENAME, "name", XML_TEXT)
        elif sort != "keep":
            yield from self.value(sort, start, end, place, name)

    def _is_kept(self, tag: str, name: str, raw: str) -> bool:
        """Whether a value that no table names is one of a program."""
        if len(raw) > _SHORT:
            return bool(self.grammar.is_kept(tag, name, raw))
        key = tag, name, raw
        known = self._kept.get(key)
        if known is None:
            if len(self._kept) > 20_000:
                self._kept.clear()
            written = NUMBER.fullmatch(raw) or CAMEL_CASE.fullmatch(raw)
            schema = bool(name and written) and self.spaces.is_standard(tag)
            known = self._kept[key] = schema or is_fixed(raw) or self.grammar.is_kept(tag, name, raw)
        return known

    def value(self, sort: str, start: int, end: int, tag: str, name: str) -> Iterator[Field]:
        """The fields of one text or value that stands alone."""
        raw = self.text[start:end]
        piece = Piece(start, end)
        if _PACKED.fullmatch(raw):
            yield self.field(piece, Role.SECRET, "", EMPTIED)
        elif sort == "link":
            yield from self._link(piece, name == "xlink:href" and tag not in ("text:a", "draw:a"))
        elif sort == "member":
            yield from member_field(self.part, self.text, piece, URI)
        elif sort == "moment" or (sort == "dated" and role_beside(self.label) is Role.DOB):
            yield self.field(piece, Role.SECRET, "", MOMENT)
        elif sort == "dated":
            return
        elif sort == "cell":
            yield from self._cell_value(piece)
        elif sort in self.grammar.special:
            yield from self.grammar.special[sort](self.part, self.text, piece)
        elif sort == "code":
            yield from self.paragraphs.instruction((piece,))
        elif sort == "style":
            if not is_programmed(STYLE_NAME.view(raw).text) and not self.grammar.is_kept(tag, name, raw):
                yield self.field(piece, Role.FILENAME, "name", STYLE_NAME)
        elif sort == "file":
            if not NUMBER.fullmatch(raw) and not self.grammar.is_kept(tag, name, raw):
                yield self.field(piece, Role.FILENAME, "name", XML_TEXT)
        elif sort == "font":
            found = self.field(piece, Role.FILENAME, "name", XML_TEXT)
            if not is_font(found.text) and not NUMBER.fullmatch(found.text):
                yield found
        elif sort == "initials":
            yield self.field(piece, Role.NAME, "alias" if self.author else "", XML_TEXT, self.author or None)
        elif sort != "keep" and not (sort != "text" and raw.isspace()):
            found = self.field(piece, Role(sort), "", XML_TEXT)
            yield found
            yield from told(self.text, found)
            role = headings.role_of(self.label) if self.label and found.role is Role.TEXT else None
            if role and headings.is_filled_in(found.text, role):
                yield found._replace(role=role, note="")

    def _cell_value(self, piece: Piece) -> Iterator[Field]:
        """The number or date of a cell, of which the words are its paragraph: it goes where that may go."""
        raw = self.text[piece.start : piece.end]
        if _LONG.fullmatch(raw) or self.paragraphs.tables.is_told():
            yield self.field(piece, Role.SECRET, "", ZERO if _NUMERAL.fullmatch(raw) else MOMENT)

    def _link(self, piece: Piece, embeds: bool) -> Iterator[Field]:
        """Where a link leads: to a member of the package, or out of it."""
        raw = self.text[piece.start : piece.end]
        if is_inside(raw):
            yield from member_field(self.part, self.text, piece, URI)
            return
        for start, end, role, codec in linked(raw, embeds):
            at = Piece(piece.start + start, piece.start + end)
            if role is not Role.FILENAME:
                yield self.field(at, role, "", codec)
            elif not self.grammar.is_bookmark_kept(self.text[at.start : at.end]):
                yield self.field(at, role, "name", codec)

    def field(self, piece: Piece, role: Role, note: str, written: Codec, sender: str | None = None) -> Field:
        """One field for a whole value; a text that stood alone before is a copy."""
        read = written.view(self.text[piece.start : piece.end]).text
        if role is Role.TEXT and not note:
            note = "copy" if read in self._said else ""
            self._said.add(read)
        return Field(self.part, (piece,), role, read, -1, sender, note, written)
