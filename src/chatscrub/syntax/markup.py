"""A tolerant scanner of HTML and XML, and of what looks like it: where people's words may stand.

Nothing is dropped: all but the marks of tags, the names of tags and attributes, and the white space between them
lies in a token. A ``<`` that starts no tag is text, and so is what HTML does not know (``<Media omitted>``); what
is cut off at the end of a file is text too. Time is linear in the source, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from ..model import Codec
from .entities import HTML_TEXT, UNQUOTED, VERBATIM, XML_TEXT
from .tags import BARE_WORDS, HTML_TAGS, RAW_TAGS, VOID_TAGS


class Sort(Enum):
    """What a token is."""

    OPEN = "open"  # a tag that opens an element; its attributes follow
    CLOSE = "close"  # a tag that closes one
    ATTRIBUTE = "attribute"  # a value, without its quotes; without a name: words that stand in a tag
    TEXT = "text"
    RAW = "raw"  # text in which HTML knows no references: scripts, styles
    COMMENT = "comment"
    CDATA = "cdata"
    INSTRUCTION = "instruction"  # <?...?>, <!...>


class Token(NamedTuple):
    """A range of the source.

    Args:
        sort: what it is.
        start: where begins what a person may read: the value without its quotes, the comment without its marks.
            A tag begins at its ``<``, and ends after its name, or after its ``>`` where it has no attributes.
        end: where it ends.
        tag: name of the tag, in lower case in HTML, as written in XML; "" for what stands between tags.
        name: name of the attribute, likewise; also for the text of a value that is cut off.
        empty: the element of an OPEN tag ends with that tag.
    """

    sort: Sort
    start: int
    end: int
    tag: str = ""
    name: str = ""
    empty: bool = False


_RAW_ENDS = {tag: re.compile(rf"</(?i:{tag})(?=[ \t\n\r\f/>])") for tag in (*RAW_TAGS, "title", "textarea")}
_NAME = r"[^\W\d][\w:.\-]*"
_S = r" \t\n\r\f"  # white space of HTML: https://infra.spec.whatwg.org/#ascii-whitespace
_HEAD = re.compile(rf"<(/?)({_NAME})(?:(>)|(?=[{_S}]|/[{_S}>]|\Z))")
_VALUE = re.compile(rf"[{_S}/]*({_NAME})[{_S}]*=[{_S}]*(?:\"([^\"]*)\"|'([^']*)')")
_TAIL = re.compile(rf"[{_S}/]*>")
_LOOSE = re.compile(rf"[{_S}/]*(?:({_NAME})[{_S}]*=[{_S}]*(?:([\"'])|([^{_S}<>]*))|([^{_S}<>/][^{_S}<>=]*))")
_ATTRIBUTE, _TEXT = Sort.ATTRIBUTE, Sort.TEXT


def scan(text: str, start: int = 0, end: int | None = None, *, xml: bool = False) -> Iterator[Token]:
    """The tokens of ``text[start:end]`` in order; they do not overlap.

    In XML every name makes a tag: one that the caller does not know may hold words itself.
    """
    source = _Source(text, len(text) if end is None else min(end, len(text)), xml)
    at = given = start
    while (mark := text.find("<", at, source.end)) >= 0:
        tokens, again, at = source.markup(mark)
        if tokens:
            if given < mark:
                yield Token(_TEXT, given, mark)
            yield from tokens
            given = again
    if given < source.end:
        yield Token(_TEXT, given, source.end)


def tags(text: str) -> Iterator[tuple[Token, list[Token]]]:
    """The tokens of XML but for attributes, which come with the tag in which they stand."""
    head: Token | None = None
    attributes: list[Token] = []
    for token in scan(text, xml=True):
        if token.sort is _ATTRIBUTE:
            attributes.append(token)
            continue
        if head:
            yield head, attributes
            head, attributes = None, []
        if token.sort is Sort.OPEN or token.sort is Sort.CLOSE:
            head = token
        else:
            yield token, []
    if head:
        yield head, attributes


def codec(text: str, token: Token) -> Codec:
    """The codec of what a person may read in a token of ``text``."""
    if token.sort is _TEXT:
        return HTML_TEXT
    if token.sort is not _ATTRIBUTE:
        return VERBATIM
    return XML_TEXT if token.start and text[token.start - 1] in "\"'" else UNQUOTED


# What stands at a ``<``: its tokens, none where it is text; where text begins again; where to look next.
_Found = tuple[list[Token], int, int]


class _Source:
    """A text that is scanned, and the marks that are known to come no more."""

    __slots__ = ("end", "missing", "text", "xml")

    def __init__(self, text: str, end: int, xml: bool) -> None:
        self.text, self.end, self.xml = text, end, xml
        self.missing: set[str] = set()

    def markup(self, mark: int) -> _Found:
        """What stands at the ``<`` at ``mark``."""
        sign = self.text[mark + 1 : mark + 2]
        if sign == "!":
            return self._declaration(mark)
        if sign == "?":
            return self._enclosed(Sort.INSTRUCTION, mark, 2, "?>" if self.xml else ">", 0)
        return self._tag(mark)

    def _find(self, sign: str, at: int) -> int:
        """Where a sign comes next; each is looked for in vain only once."""
        found = -1 if sign in self.missing else self.text.find(sign, at, self.end)
        if found < 0:
            self.missing.add(sign)
        return found

    def _enclosed(self, sort: Sort, mark: int, skipped: int, sign: str, shared: int) -> _Found:
        """What stands between marks, which may share some signs: ``<!-->`` is a whole comment."""
        stop = self._find(sign, mark + skipped - shared)
        if stop < 0:
            return [], mark, mark + 1
        after = stop + len(sign)
        return [Token(sort, min(mark + skipped, stop), stop)], after, after

    def _declaration(self, mark: int) -> _Found:
        """A comment, CDATA, or ``<!DOCTYPE ...>``, perhaps with declarations in brackets."""
        if self.text.startswith("<!--", mark):
            return self._enclosed(Sort.COMMENT, mark, 4, "-->", 2)
        if self.text.startswith("<![CDATA[", mark):
            return self._enclosed(Sort.CDATA, mark, 9, "]]>", 0)
        stop = self._find(">", mark)
        if stop >= 0 and self.text.find("[", mark, stop) >= 0:
            inner = self._find("]>", mark)
            stop = inner + 1 if inner >= 0 else stop
        if stop < 0:
            return [], mark, mark + 1
        return [Token(Sort.INSTRUCTION, mark + 2, stop)], stop + 1, stop + 1

    def _tag(self, mark: int) -> _Found:
        head = _HEAD.match(self.text, mark, self.end)
        if not head:
            return [], mark, mark + 1
        tag = head[2] if self.xml else head[2].lower()
        if not self.xml and tag not in HTML_TAGS:
            return [], mark, mark + 1
        sort, at = Sort.CLOSE if head[1] else Sort.OPEN, head.end()
        if not head[3]:
            return self._attributes([Token(sort, mark, at, tag)], at)
        tokens = [Token(sort, mark, at, tag, "", not self.xml and tag in VOID_TAGS)]
        if self.xml or head[1] or tag not in _RAW_ENDS:
            return tokens, at, at
        return self._raw(tokens, at)

    def _attributes(self, tokens: list[Token], at: int) -> _Found:
        """The rest of a tag."""
        text, end, tag, html = self.text, self.end, tokens[0].tag, not self.xml
        named = 0  # behind the last attribute with a name
        while True:
            while value := _VALUE.match(text, at, end):
                name = value[1].lower() if html else value[1]
                tokens.append(Token(_ATTRIBUTE, *value.span(value.lastindex or 0), tag, name))
                at = named = value.end()
            if tail := _TAIL.match(text, at, end):
                return self._whole(tokens, *tail.span())
            loose = _LOOSE.match(text, at, end)
            if not loose:
                return _broken(tokens, named, at)
            name = (loose[1] or "").lower() if html else loose[1] or ""
            at = loose.end()
            if loose[2]:
                return [*tokens, Token(_TEXT, at, end, tag, name)], end, end
            if name:
                tokens.append(Token(_ATTRIBUTE, *loose.span(3), tag, name))
                named = at
            elif tokens[-1].sort is _ATTRIBUTE and not tokens[-1].name:
                tokens[-1] = tokens[-1]._replace(end=at)
            else:
                tokens.append(Token(_ATTRIBUTE, *loose.span(4), tag))

    def _whole(self, tokens: list[Token], tail: int, at: int) -> _Found:
        """A tag that ends at ``at``, with what of it stands behind its last attribute from ``tail`` on."""
        if len(tokens) == 2 and not self.xml and self._is_prose(tokens[1]):
            return [], at, at
        sort, start, end, tag, _, _ = tokens[0]
        empty = (at - tail > 1 and self.text[at - 2] == "/") or (not self.xml and tag in VOID_TAGS)
        if empty or len(tokens) == 1:
            tokens[0] = Token(sort, start, at if len(tokens) == 1 else end, tag, "", empty)
        if self.xml or empty or tag not in _RAW_ENDS or sort is Sort.CLOSE:
            return tokens, at, at
        return self._raw(tokens, at)

    def _is_prose(self, token: Token) -> bool:
        """Whether the only thing in a tag are words that HTML does not know: ``<Mark de Vries>``."""
        if token.name:
            return False
        words = self.text[token.start : token.end].lower().replace("/", " ").split()
        return not all(word in BARE_WORDS or word.startswith(("data-", "aria-")) for word in words)

    def _raw(self, tokens: list[Token], at: int) -> _Found:
        """An element in which there are no tags, up to its own; cut off, it is text to the end."""
        tag = tokens[0].tag
        close = _RAW_ENDS[tag].search(self.text, at, self.end)
        stop = close.start() if close else self.end
        if at < stop:
            sort = Sort.RAW if close and tag in RAW_TAGS else _TEXT
            tokens.append(Token(sort, at, stop, tag))
        return tokens, stop, stop


def _broken(tokens: list[Token], named: int, at: int) -> _Found:
    """A tag that does not end: what has a name is an attribute, the rest is text."""
    if not named:
        return [], at, at
    return [token for token in tokens if token.start < named], named, at
