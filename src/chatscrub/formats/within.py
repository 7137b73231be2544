"""Text within text: JSON or HTML that stands in a JSON string, read by its own scanner and mapped back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import Codec, Field, Piece, Role, View
from ..syntax.blocks import Block, blocks
from ..syntax.chain import Chain
from ..syntax.jsontext import Leaf, Sort, leaves
from .code_words import is_programmed
from .layout import Layout
from .reading import Reader

# Attributes that say how a page looks.
_LOOKS = frozenset(
    "class style dir lang rel target width height align valign colspan rowspan role type charset".split()
)


def mapped(found: Iterable[Field], view: View, at: int, outer: Codec) -> Iterator[Field]:
    """Fields of a text that was written within another, with the ranges and the codecs that they have there.

    Args:
        found: fields of ``view.text``.
        view: the inner text, and where it stands in the raw one.
        at: where the raw text begins in its part.
        outer: how the inner text is written in the raw one.
    """
    codecs: dict[int, tuple[Codec, Codec]] = {}
    for one in found:
        inner, stacked = codecs.get(id(one.codec), (None, one.codec))
        if inner is None:
            stacked = Chain(outer, one.codec)
            codecs[id(one.codec)] = one.codec, stacked
        ranges = (view.raw_range(*piece) for piece in one.pieces if piece.start < piece.end)
        yield one._replace(pieces=tuple(Piece(at + low, at + high) for low, high in ranges), codec=stacked)


def json_within(layout: Layout, reader: Reader, leaf: Leaf, sender: str | None, number: int) -> Iterator[Field]:
    """The fields of a JSON string that may hold JSON itself, read by ``layout``; else one for all of it."""
    view = reader.outer(leaf).view(reader.text[leaf.start : leaf.end])
    inner = list(leaves(view.text)) if _begins(view.text) else []
    if not any(one.sort in (Sort.KEY, Sort.STRING) for one in inner) or any(one.sort is Sort.LOOSE for one in inner):
        whole = reader.field(leaf, Role.TEXT, number, sender)
        yield whole
        yield from reader.pasted(whole)
        return
    found = layout.fields_of(reader.part, view.text, inner, reader.people)
    here = (one._replace(message=number, sender=one.sender or sender) for one in found)
    yield from mapped(here, view, leaf.start, reader.outer(leaf))


def _begins(text: str) -> bool:
    return text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")


def html_within(reader: Reader, leaf: Leaf, sender: str | None, number: int) -> Iterator[Field]:
    """The fields of a JSON string that holds HTML."""
    view = reader.outer(leaf).view(reader.text[leaf.start : leaf.end])
    found = page_fields(reader.part, view.text, blocks(view.text))
    here = (one._replace(message=number, sender=sender) for one in found)
    yield from mapped(here, view, leaf.start, reader.outer(leaf))


def tool_within(reader: Reader, leaf: Leaf, sender: str | None, number: int) -> Iterator[Field]:
    """The field of a string that should be the name of a tool, such as "web_search": none if it looks like one."""
    if not is_tool(reader.read(leaf)):
        yield reader.field(leaf, Role.TEXT, number, sender)


def is_tool(name: str) -> bool:
    """Whether a name is several ordinary words, joined as programmers do."""
    return ("_" in name or "." in name) and is_programmed(name)


def page_fields(part: int, text: str, found: Iterable[Block]) -> Iterator[Field]:
    """A field for all that may be read in blocks of a page, but for attributes that say how it looks."""
    for block in found:
        if block.name not in _LOOKS:
            yield Field(part, block.pieces, Role.TEXT, block.read(text), -1, None, "", block.codec)
