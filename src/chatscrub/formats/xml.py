"""XML of an unknown origin: every text and attribute is examined; what its tag calls a name or a number goes whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Field
from ..syntax.blocks import blocks
from .pages import Page
from .tag_names import tag_names

_BEGIN = re.compile(r"[\ufeff\s]*<\?xml\b", re.IGNORECASE)
_ROOT = re.compile(
    r"[\ufeff\s]*(?:<![^<>]{0,2000}>\s*)?<([A-Za-z_][\w:.-]{0,60})(?:(?:\s+[\w:.-]{1,60}\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))+"
    r"\s*/?>|>\s*<[A-Za-z_?!])"
)


def sniff(name: str, head: str) -> bool:
    """Whether a text begins as XML does: with its declaration, or with an element that holds others."""
    if _BEGIN.match(head):
        return True
    return head.lstrip("\ufeff \t\r\n").startswith("<") and _ROOT.match(head) is not None


def fields(part: int, text: str) -> Iterator[Field]:
    """All that may be read in XML; the names of tags too, where they are no words of a program."""
    page = Page(part, text)
    for block in blocks(text, xml=True):
        yield from page.tagged(block)
    yield from tag_names(part, text, xml=True)
