"""XML of an unknown origin: every text and attribute is examined; what its tag calls a name or a number goes whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..model import Field, Piece, Role, View
from ..syntax.blocks import blocks
from ..syntax.markup import Sort, Token, scan
from ..syntax.plain import PLAIN
from .layout import is_programmed
from .pages import Page

_BEGIN = re.compile(r"[\ufeff\s]*<\?xml\b", re.IGNORECASE)
_ROOT = re.compile(
    r"[\ufeff\s]*(?:<![^<>]{0,2000}>\s*)?<([A-Za-z_][\w:.-]{0,60})(?:(?:\s+[\w:.-]{1,60}\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))+"
    r"\s*/?>|>\s*<[A-Za-z_?!])"
)
# Prefixes of vocabularies that everybody uses; their tags are nobody's words.
_VOCABULARIES = frozenset(
    "a c cp dc dcmitype dcterms dgm draw fo form m math mc meta number o office pic pkg r rdf rdfs s script smil soap "
    "sodipodi st1 style svg table text thr v vt w w10 w14 w15 wne wp wp14 wps x xhtml xlink xs xsd xsi xsl".split()
)


class _TagName:
    """Codec of the name of a tag: what replaces it is a name too."""

    def view(self, raw: str) -> View:
        return PLAIN.view(raw)

    def encode(self, text: str) -> str:
        return re.sub(r"[^\w.-]", "_", text)


_TAG_NAME = _TagName()


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
    for token in scan(text, xml=True):
        if (token.sort is Sort.OPEN or token.sort is Sort.CLOSE) and not is_known(token.tag):
            yield _name(part, text, token)


@lru_cache(maxsize=1000)
def is_known(tag: str) -> bool:
    """Whether the name of a tag is made of words of a program, or of a vocabulary that everybody uses."""
    prefix, _, local = tag.rpartition(":")
    return (prefix in _VOCABULARIES or not prefix or is_programmed(prefix)) and (
        prefix in _VOCABULARIES or is_programmed(local)
    )


def _name(part: int, text: str, token: Token) -> Field:
    start = text.index(token.tag, token.start)
    where = Piece(start, start + len(token.tag))
    return Field(part, (where,), Role.TEXT, PLAIN.read(token.tag), -1, None, "", _TAG_NAME)
