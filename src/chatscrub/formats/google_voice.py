"""Google Voice from Takeout: one page a talk, a call or a voicemail, called after whom it was with.

Facts: exports seen, and https://github.com/timelinize/timelinize, datasources/googlevoice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import Field, Role
from ..syntax.blocks import Block, blocks
from ..syntax.elements import Element
from ..syntax.markup import Sort
from .pages import NOWHERE, Page, Place

_SIGN = re.compile(r"class=\"(?:hChatLog hfeed|haudio)\"|href=\"https?://www\.google\.com/voice#")
_ISO = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]{5,20}(?:Z|[+-]\d\d:\d\d)?")
_STAMP = re.compile(r".{0,60}\d{1,2}[:.]\d{2}.{0,60}", re.DOTALL)
_SENTENCE = re.compile(
    r"(?i)(?:group conversation|(?:missed|placed|received|recorded) (?:call|voicemail) (?:from|to|by)|voicemail from|"
    r"call from|me to|"
    r"group conversation with|labels|user deleted|true|false|inbox|text|sms|voicemail|placed|received|missed|recorded|"
    r"history|unread|spam|trash|starred|call|missed call|placed call|received call|recorded call|)\W*"
)
_WITH = re.compile(
    r"(?:Me to|Group Conversation with|Voicemail from|(?:Missed|Placed|Received) call (?:from|to))?:?\s*(.+)", re.DOTALL
)
_LENGTH = re.compile(r"\(?(?:\d{1,3}:)?\d{1,2}:\d{2}\)?|PT[\dHMS.]{1,12}")
_TAG = re.compile(r"https?://www\.google\.com/voice#\w{1,20}")
_LONGEST = 4_000  # code points of a title; more is a page whose title does not end
_CLASSES = frozenset(
    "album contributor deletedStatusContainer deletedStatus dt duration fn full-text haudio hChatLog hfeed message "
    "participants published sender tags tel vcard video participant transcription".split()
)
_BORDERS = frozenset("sender tel fn dt q duration published full-text contributor participants time abbr".split())


def sniff(name: str, head: str) -> bool:
    """Whether a page has the classes of Google Voice."""
    return head.lstrip("\ufeff \t\r\n").startswith("<") and _SIGN.search(head) is not None


def fields(part: int, text: str) -> Iterator[Field]:
    """All places in a page where people's words or names stand, message by message."""
    page = _Talk(part, text)
    group: list[Block] = []
    last: Element | None = None
    for block in blocks(text, border=_is_border):
        here = block.element.closest(".message") or block.element.closest(".haudio")
        if here is not last:
            yield from page.group(group, last)
            group, last = [], here
        group.append(block)
    yield from page.group(group, last)


def _is_border(element: Element) -> bool:
    return element.tag in _BORDERS or not _BORDERS.isdisjoint(element.classes)


class _Talk:
    """A page on the way through it."""

    def __init__(self, part: int, text: str) -> None:
        self.page, self.text = Page(part, text, _CLASSES), text
        self.number = -1

    def group(self, found: Sequence[Block], element: Element | None) -> Iterator[Field]:
        """The fields of one message or call, or of what stands around them."""
        if element is None:
            for block in found:
                yield from self._around(block)
            return
        self.number += 1
        call = "message" not in element.classes
        named = [b for b in found if b.sort is Sort.TEXT and _has(b, "fn") and _has(b, "vcard")]
        name = named[0] if named else None
        number = next((b for b in found if b.name == "href" and _has(b, "tel")), None)
        stamp = next((b for b in found if b.name == "title" and not _has(b, "fn") and self._is_stamp(b)), None)
        sender = self._who(name, number)
        place = Place(self.number, None if call else sender)
        if stamp:
            yield self.page.field(stamp, Role.TIME, place)
        if name:
            role = Role.NAME if call else Role.SENDER
            yield self.page.field(name, role, place)
        rest = [b for b in found if b is not name and b is not stamp]
        rest.sort(key=lambda b: not (b.sort is Sort.TEXT and (b.element.closest("q") or _has(b, "full-text"))))
        for block in rest:
            yield from self._inside(block, place, sender if name else None)

    def _who(self, name: Block | None, number: Block | None) -> str | None:
        if name:
            return name.read(self.text).strip()
        return number.read(self.text).partition(":")[2] or None if number else None

    def _is_stamp(self, block: Block) -> bool:
        return bool(_ISO.fullmatch(block.read(self.text)))

    def _inside(self, block: Block, place: Place, name: str | None) -> Iterator[Field]:
        read = block.read(self.text)
        if block.sort is Sort.ATTRIBUTE:
            yield from self._attribute(block, place, name)
        elif block.sort is not Sort.TEXT:
            yield from self.page.anything(block, place)
        elif block.element.closest("q") or _has(block, "full-text"):
            yield from self.page.words(block, place)
        elif _has(block, "fn"):
            yield from self._person(block, place)
        elif _has(block, "duration") and _LENGTH.fullmatch(read):
            yield self.page.field(block, Role.KEEP, place._replace(note="call"))
        elif _STAMP.fullmatch(read) and (_has(block, "dt") or _has(block, "published")):
            yield self.page.field(block, Role.TIME, place)
        elif not _SENTENCE.fullmatch(read):
            yield from self.page.words(block, place)

    def _attribute(self, block: Block, place: Place, name: str | None) -> Iterator[Field]:
        if block.name == "href" and _has(block, "tel"):
            for one in self.page.link(block, place):
                known = name and one.role is Role.PHONE and name.casefold() != "me"
                yield one._replace(sender=name, note="alias") if known else one
        elif block.name == "title" and self._is_stamp(block) and not _has(block, "fn"):
            yield self.page.field(block, Role.TIME, place)
        elif (
            block.name == "title"
            and (_has(block, "duration") or block.element.tag == "abbr")
            and _LENGTH.fullmatch(block.read(self.text))
        ):
            return
        elif not (block.name == "href" and _TAG.fullmatch(block.read(self.text))):
            yield from self.page.attribute(block, place)

    def _person(self, block: Block, place: Place) -> Iterator[Field]:
        """A name, perhaps behind words that say what happened."""
        read = block.read(self.text)
        if who := _WITH.fullmatch(read):
            yield self.page.within(block, *who.span(1), Role.NAME, place)

    def _around(self, block: Block) -> Iterator[Field]:
        """The title of a page, the people of a group, labels."""
        read = block.read(self.text)
        if block.sort is Sort.ATTRIBUTE:
            yield from self._attribute(block, NOWHERE, None)
        elif block.sort is not Sort.TEXT:
            yield from self.page.anything(block)
        elif (block.element.tag == "title" or _has(block, "fn")) and len(read) <= _LONGEST:
            if (who := _WITH.fullmatch(read)) and not _SENTENCE.fullmatch(read):
                yield from self._named(block, *who.span(1))
        elif not _SENTENCE.fullmatch(read) and not (
            _has(block, "deletedStatusContainer") and _SENTENCE.fullmatch(read)
        ):
            yield from self.page.words(block)

    def _named(self, block: Block, start: int, end: int) -> Iterator[Field]:
        """The title of a page: one name or number, or those of a group."""
        read = block.read(self.text)
        for one in re.finditer(r"[^,\n]+", read[start:end]):
            low, high = start + one.start(), start + one.end()
            low += len(one[0]) - len(one[0].lstrip())
            high -= len(one[0]) - len(one[0].rstrip())
            if low < high:
                yield self.page.within(block, low, high, Role.NAME)


def _has(block: Block, name: str) -> bool:
    return block.element.closest(f".{name}") is not None
