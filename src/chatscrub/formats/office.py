"""Documents in XML, read by their grammar: what is read together, and what stands in tags and attributes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..model import Field, Piece, Role
from ..syntax.entities import VERBATIM, XML_TEXT
from ..syntax.markup import Sort, Token, tags
from ..syntax.tags import HTML_TAGS
from .grammar import Grammar
from .namespaces import Namespaces
from .office_values import Values
from .paragraphs import Paragraphs
from .schemas import is_programmed

_DECLARATION = re.compile(r'xml version=[\w.\s="\'-]*|mso-[\w.-]+ [\w.="\' -]*|DOCTYPE [\w:]+')
_MOST_COLUMNS = 1000  # of which the headings are known


def fields(grammar: Grammar, part: int, text: str) -> Iterator[Field]:
    """The fields of one text of a document: its paragraphs in order, behind each what stands in its tags."""
    yield from _Reading(grammar, part, text).fields()


class _Reading:
    def __init__(self, grammar: Grammar, part: int, text: str) -> None:
        self.grammar, self.text = grammar, text
        self.spaces = Namespaces()
        self.paragraphs = Paragraphs(grammar, part, text)
        self.tables = self.paragraphs.tables
        self.values = Values(grammar, part, text, self.spaces, self.paragraphs)
        self.stack: list[str] = []
        self.there: Counter[str] = Counter()  # how many of each are open

    def fields(self) -> Iterator[Field]:
        """All fields."""
        for token, attributes in tags(self.text):
            if token.sort is Sort.OPEN or token.sort is Sort.CLOSE:
                yield from self._tag(token, attributes)
            else:
                yield from self._words(token)
        while self.paragraphs:
            yield from self.paragraphs.end()

    # --- tags -------------------------------------------------------------------------------------------

    def _tag(self, head: Token, attributes: Sequence[Token]) -> Iterator[Field]:
        for token in attributes:
            if token.name.startswith("xmlns"):
                self.spaces.declare(token.name, self.text[token.start : token.end], not self.stack)
        tag = self.spaces.name(head.tag)
        if head.sort is Sort.CLOSE:
            yield from self._close(tag)
        elif head.empty:
            self._sign(tag, head, attributes)
        if head.sort is Sort.OPEN and self.tables and tag in self.grammar.cell:
            self.tables[-1].next_cell(self._times(attributes))
        for token in attributes:
            yield from self.values.attribute(self.stack[-1] if self.stack else "", tag, token, attributes)
            if not self.spaces.is_standard(self.spaces.name(token.name) if ":" in token.name else tag):
                yield from self._attribute_name(head, token)
        if head.sort is Sort.OPEN:
            yield from self.paragraphs.codes(tag)
            if not head.empty:
                self._open(tag)
        if head.empty or head.sort is Sort.CLOSE:
            self.values.label = "" if head.empty or tag in ("property", "meta:user-defined") else self.values.label
        yield from self._tag_name(head, tag)

    def _times(self, attributes: Sequence[Token]) -> int:
        """How often a cell stands there."""
        said = (self.text[t.start : t.end] for t in attributes if t.name.endswith(":number-columns-repeated"))
        numbers = (int(one) for one in said if one.isdecimal() and len(one) < 10 and one != "0")
        return next((min(one, _MOST_COLUMNS) for one in numbers), 1)

    def _open(self, tag: str) -> None:
        grammar = self.grammar
        self.stack.append(tag)
        self.there[tag] += 1
        if tag in grammar.paragraphs:
            self.paragraphs.begin()
        elif tag == grammar.table:
            self.tables.begin()
        elif self.tables and tag in grammar.row:
            self.tables[-1].next_row()
        self.paragraphs.inserting += tag in grammar.inserted
        self.paragraphs.deleting += tag in grammar.deleted

    def _close(self, tag: str) -> Iterator[Field]:
        if not self.there[tag]:
            return
        while True:
            last = self.stack.pop()
            self.there[last] -= 1
            if last in self.grammar.paragraphs and self.paragraphs:
                yield from self.paragraphs.end()
            elif last == self.grammar.table and self.tables:
                self.tables.pop()
            self.paragraphs.inserting -= last in self.grammar.inserted
            self.paragraphs.deleting -= last in self.grammar.deleted
            if last == tag:
                return

    def _sign(self, tag: str, head: Token, attributes: Sequence[Token]) -> None:
        """Take an empty element that reads as a sign."""
        if self.paragraphs and tag in self.grammar.signs and self.stack and self.grammar.sign_in(self.stack[-1]):
            end = self.text.find(">", attributes[-1].end if attributes else head.start) + 1
            self.paragraphs.take_sign(Piece(head.start, end))

    def _tag_name(self, head: Token, tag: str) -> Iterator[Field]:
        """The name of an element that no standard knows may be a word of somebody's own."""
        local = head.tag.rpartition(":")[2]
        known = self.spaces.is_standard(tag) or tag in self.grammar.words
        if known or local.lower() in HTML_TAGS or is_programmed(local):
            return
        start = head.start + (2 if head.sort is Sort.CLOSE else 1)
        end = start + len(head.tag)
        if self.text[start:end] == head.tag:
            yield self.values.field(Piece(end - len(local), end), Role.FILENAME, "name", XML_TEXT)

    def _attribute_name(self, head: Token, token: Token) -> Iterator[Field]:
        """The same for the name of an attribute."""
        local = token.name.rpartition(":")[2]
        if token.name.startswith("xml") or is_programmed(local):
            return
        start = self.text.rfind(token.name, head.start, token.start)
        if start >= 0:
            end = start + len(token.name)
            yield self.values.field(Piece(end - len(local), end), Role.FILENAME, "name", XML_TEXT)

    # --- words ------------------------------------------------------------------------------------------

    def _words(self, token: Token) -> Iterator[Field]:
        """What is no tag."""
        start, end = token.start, token.end
        raw = self.text[start:end]
        if token.sort is not Sort.TEXT:
            if raw.strip() and not _DECLARATION.fullmatch(raw):
                yield self.values.field(Piece(start, end), Role.TEXT, "", VERBATIM)
            return
        tag = self.stack[-1] if self.stack else ""
        sort = self.grammar.words.get(tag)
        if sort == "keep" and not self.spaces.is_standard(tag):
            sort = None
        if token.tag or (sort is None and not self._joins(tag)):
            if raw.strip():
                yield from self.values.unnamed(tag, start, end)
            return
        if tag == "dc:creator":
            self.values.author = XML_TEXT.view(raw).text.strip()
        if self.paragraphs and (sort is None or sort.startswith("also ")):
            self.paragraphs.take(Piece(start, end))
        elif sort == "code" and self.paragraphs:
            self.paragraphs.take_code(Piece(start, end))
            return
        if sort is not None and raw.strip():
            sort = "text" if sort == "code" else sort
            yield from self.values.value(sort.removeprefix("also "), start, end, tag, "")

    def _joins(self, tag: str) -> bool:
        return bool(self.paragraphs) and self.grammar.joins(tag)
