"""What a person reads together in HTML and XML: a name that is cut up by ``<b>`` is one text in several pieces."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from ..model import Codec, Piece
from .elements import Element, OpenElements
from .entities import HTML_TEXT, STRICT_ENTITIES
from .markup import Sort, Token, codec, scan
from .tags import HTML_INLINE

# Whole chats may be lines with <br> between them: no text is longer than so many pieces where it can be cut.
_PIECES_TO_BREAK, _PIECES_TO_SPACE = 200, 2000
_BREAK = re.compile(r"<[bB][rR]\s*/?>")


class Block(NamedTuple):
    """What is read together: some text, or one of the other sorts of words in a source.

    Args:
        sort: TEXT, ATTRIBUTE, RAW, COMMENT, CDATA or INSTRUCTION.
        pieces: where it stands, without the white space around it; several where inline tags cut text up. A bare
            ``<br>`` inside text is a piece.
        element: the innermost open element that all of it stands in, inline ones around text aside; of an
            attribute the element itself.
        name: name of the attribute; "" for words in a tag that are no value.
        codec: how to read the pieces.
    """

    sort: Sort
    pieces: tuple[Piece, ...]
    element: Element
    name: str
    codec: Codec

    def read(self, text: str) -> str:
        """What a person reads in a block of ``text``: its pieces, joined."""
        return "".join([self.codec.view(text[start:end]).text for start, end in self.pieces])


Border = Callable[[Element], bool]


def blocks(
    text: str,
    start: int = 0,
    end: int | None = None,
    *,
    xml: bool = False,
    inline: Collection[str] | None = None,
    border: Border | None = None,
) -> Iterator[Block]:
    """All that may be read in ``text[start:end]``, ordered by where it starts; blank blocks are left out.

    Args:
        text: the source.
        start: where to begin.
        end: where to end, None for the end of the text.
        xml: it is XML.
        inline: tags that are no border; without it :data:`HTML_INLINE`, and none in XML. With "br" among them,
            the lines of a text are one block.
        border: tells which elements are a border although their tag is inline.
    """
    inline = inline if inline is not None else () if xml else HTML_INLINE
    page = _Page(text, xml, frozenset(inline), border)
    head: Token | None = None
    attributes: list[Token] = []
    for token in scan(text, start, end, xml=xml):
        if token.sort is Sort.ATTRIBUTE:
            attributes.append(token)
            continue
        if head:
            page.tag(head, attributes)
            head, attributes = None, []
        if token.sort is Sort.OPEN or token.sort is Sort.CLOSE:
            head = token
        else:
            page.words(token)
        if page.done:
            yield from page.done
            page.done.clear()
    if head:
        page.tag(head, attributes)
    page.flush()
    yield from page.done


class _Page:
    """What is open at some place of a source, the text that is not complete yet, and the blocks that are."""

    __slots__ = ("border", "done", "inline", "later", "open", "pieces", "text", "xml")

    def __init__(self, text: str, xml: bool, inline: frozenset[str], border: Border | None) -> None:
        self.text, self.xml, self.inline, self.border = text, xml, inline, border
        self.open = OpenElements()
        self.pieces: list[Piece] = []
        self.later: list[Block] = []  # what stands inside the text that is not complete yet
        self.done: list[Block] = []

    def words(self, token: Token) -> None:
        """Take what is no tag."""
        if token.sort is Sort.TEXT and not token.tag:
            self._piece(Piece(token.start, token.end))
            return
        if token.sort in (Sort.CDATA, Sort.RAW, Sort.TEXT):
            self.flush()
        self._alone([token], self.open.innermost)

    def tag(self, head: Token, attributes: Sequence[Token]) -> None:
        """Take a tag with its attributes."""
        if head.sort is Sort.CLOSE:
            closed = self.open.closed_by(head.tag)
            if not (closed.inline if closed else head.tag in self.inline):
                self.flush()
            self.open.close(head.tag)
            self._alone(attributes, self.open.innermost)
        elif head.tag == "br" in self.inline and _BREAK.fullmatch(self.text, head.start, head.end):
            self._piece(Piece(head.start, head.end))
        else:
            self._begin(head, attributes)

    def flush(self) -> None:
        """End the text that was taken; what stands inside it comes after it."""
        if self.pieces:
            pieces = tuple(_trimmed(self.text, self.pieces))
            self.done.append(Block(Sort.TEXT, pieces, self.open.border, "", HTML_TEXT))
            self.done += self.later
            self.pieces, self.later = [], []

    def _begin(self, head: Token, attributes: Sequence[Token]) -> None:
        inline = head.tag in self.inline and head.tag != "br"
        if not inline and not self.xml:
            self.flush()
            self.open.end_before(head.tag)
        element = Element(head.tag, self._values(attributes), self.open.innermost, inline)
        if inline and self.border and self.border(element):
            element = Element(head.tag, element.attributes, element.parent)
        if not element.inline:
            self.flush()
        if not head.empty:
            self.open.push(element)
        self._alone(attributes, element)

    def _values(self, attributes: Sequence[Token]) -> dict[str, str]:
        values: dict[str, str] = {}
        for _, start, end, _, name, _ in attributes:
            written = self.text[start:end]
            if not name:
                for word in written.lower().split():
                    values.setdefault(word, "")
            elif name not in values:
                values[name] = STRICT_ENTITIES.view(written).text if "&" in written else written
        return values

    def _piece(self, piece: Piece) -> None:
        """Take a piece of text; blank ones and ends of lines do not begin a text."""
        start, end = piece
        is_break = self.text[start] == "<" and bool(_BREAK.fullmatch(self.text, start, end))
        if len(self.pieces) >= _PIECES_TO_BREAK:
            parted = self.text[start].isspace() or self.text[self.pieces[-1].end - 1].isspace()
            if is_break or (parted and len(self.pieces) >= _PIECES_TO_SPACE):
                self.flush()
        if self.pieces or not (is_break or self.text[start:end].isspace()):
            self.pieces.append(piece)

    def _alone(self, tokens: Iterable[Token], element: Element) -> None:
        """Blocks of one token each, held back while there is text before them."""
        blocks = self.later if self.pieces else self.done
        for token in tokens:
            sort, start, end, _, name, _ = token
            piece = _stripped(self.text, start, end)
            if piece.start < piece.end:
                blocks.append(Block(sort, (piece,), element, name, codec(self.text, token)))


def _trimmed(text: str, pieces: list[Piece]) -> list[Piece]:
    """The pieces, of which the first is not blank, without white space before and white space and breaks behind."""
    while text[slice(*pieces[-1])].isspace() or _BREAK.fullmatch(text, *pieces[-1]):
        pieces.pop()
    first, last = _stripped(text, *pieces[0]), _stripped(text, *pieces[-1])
    if len(pieces) == 1:
        return [first]
    return [Piece(first.start, pieces[0].end), *pieces[1:-1], Piece(pieces[-1].start, last.end)]


def _stripped(text: str, start: int, end: int) -> Piece:
    """A range without the white space around it."""
    if start < end and (text[start].isspace() or text[end - 1].isspace()):
        inner = text[start:end].lstrip()
        start = end - len(inner)
        end = start + len(inner.rstrip())
    return Piece(start, end)
