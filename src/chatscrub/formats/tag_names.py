"""Names of tags and attributes in pages and XML of an unknown origin, which may be words of somebody's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..model import Field, Piece, Role, View
from ..syntax.markup import Sort, Token, scan
from ..syntax.plain import PLAIN
from . import headings
from .code_words import is_programmed

# Prefixes of vocabularies that everybody uses; their tags are nobody's words.
_VOCABULARIES = frozenset(
    "a c cp dc dcmitype dcterms dgm draw fo form m math mc meta number o office pic pkg r rdf rdfs s script smil soap "
    "sodipodi st1 style svg table text thr v vt w w10 w14 w15 wne wp wp14 wps x xhtml xlink xml xmlns xs xsd xsi "
    "xsl".split()
)
# Words in the names of attributes of pages that no dictionary has.
_WORDS = frozenset(
    "alt aria async charset dir attr autocomplete autofocus autoplay bgcolor btn cellpadding cellspacing checkbox "
    "classid codebase "
    "colspan contenteditable crossorigin css datetime describedby dropeffect enctype equiv formaction formmethod "
    "formnovalidate formtarget frameborder haspopup hspace href hreflang http icon img inputmode ismap itemid itemprop "
    "itemref itemscope itemtype keyshortcuts labelledby lang linecap linejoin livemsg lng longdesc marginheight "
    "marginwidth maxlength minlength multiselectable nomodule nonce noshade novalidate nowrap onclick onload onerror "
    "placeholder playsinline popup preload readonly referrerpolicy rel reactid reactroot roledescription rowspan "
    "setsize src srcdoc srclang srcset tabindex testid tooltip ts uid uri url urls usemap utf valuemax valuemin "
    "valuenow valuetext viewbox vlink vspace xhtml xlink xmlns dateformat id ids attrs".split()
)
# Words of GPX and KML that no dictionary has.
_OF_MAPS = frozenset("gpx wpt rte rtept trk trkseg trkpt ele lon lng hdop vdop pdop kml placemark linestring".split())
_PARTS = re.compile(r"[-_.:]+")


class _TagName:
    """Codec of the name of a tag: what replaces it is a name too."""

    def view(self, raw: str) -> View:
        return PLAIN.view(raw)

    def encode(self, text: str) -> str:
        return re.sub(r"[^\w.-]", "_", text)


_TAG_NAME = _TagName()


def tag_names(part: int, text: str, *, xml: bool) -> Iterator[Field]:
    """A field for every name of a tag or attribute that may be somebody's word; in HTML unknown tags are text."""
    seen: set[str] = set()
    for token in scan(text, xml=xml):
        if token.sort is Sort.ATTRIBUTE:
            if token.name and not _is_attribute(token.name):
                yield from _attribute(part, text, token)
        elif xml and token.sort in (Sort.OPEN, Sort.CLOSE) and not is_known(token.tag):
            found = _field(part, text, text.index(token.tag, token.start), token.tag)
            yield found._replace(note="copy") if token.tag in seen else found  # an element begins and ends alike
            seen.add(token.tag)


@lru_cache(maxsize=1000)
def is_known(tag: str) -> bool:
    """Whether the name of a tag is made of words of a program, or of a vocabulary that everybody uses."""
    prefix, _, local = tag.rpartition(":")
    if local.casefold() in _OF_MAPS or headings.is_heading(local):
        local = "x"
    return (prefix in _VOCABULARIES or not prefix or is_programmed(prefix)) and (
        prefix in _VOCABULARIES or is_programmed(local)
    )


@lru_cache(maxsize=10_000)
def _is_attribute(name: str) -> bool:
    """The same for the name of an attribute, which may be several words; ``on`` stands before those of events."""
    if name.partition(":")[0] == "xmlns":
        return name == "xmlns" or is_known(name.partition(":")[2])
    words = (word.casefold() for word in _PARTS.split(name) if not is_programmed(word))
    return is_known(name) or all(
        word in _WORDS or word in _OF_MAPS or (word[:2] == "on" and is_programmed(word[2:])) for word in words
    )


def _attribute(part: int, text: str, token: Token) -> Iterator[Field]:
    before = text[max(token.start - len(token.name) - 100, 0) : token.start]
    found = before.casefold().rfind(token.name.casefold())
    if found >= 0 and len(before.casefold()) == len(before):
        yield _field(part, text, token.start - len(before) + found, token.name)


def _field(part: int, text: str, start: int, name: str) -> Field:
    where = Piece(start, start + len(name))
    read = PLAIN.read(text[where.start : where.end])
    return Field(part, (where,), Role.TEXT, read, -1, None, "", _TAG_NAME)
