"""iMessage as imessage-exporter writes it, HTML: messages with the replies to them inside.

Facts: https://github.com/ReagentX/imessage-exporter, imessage-exporter/src/exporters/html.rs, and exports seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import Field, Role
from ..syntax.blocks import Block, blocks
from ..syntax.elements import Element
from ..syntax.markup import Sort
from .imessage import STAMP, announced, is_fixed, reacted
from .pages import NOWHERE, Page, Place

_SIGN = re.compile(r"<div class=\"(?:message|announcement)\"[^<>]{0,200}>\s*<(?:div class=\"(?:sent|received)\b|p>)")
_GUID = re.compile(
    r"#?(?:r-)?[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}|sms://open\?message-guid=[0-9A-F-]{36}"
)
_SORTS = {"img": "image", "video": "video", "audio": "audio", "source": "video"}
_CLASSES = frozenset(
    "announcement app app_footer app_header bubble caption edited expressive message message_part name reaction "
    "reactions received replies reply sent sender subcaption subject tapback tapbacks timestamp trailing_caption "
    "trailing_subcaption transcription attachment sticker download poll".split()
)
_BORDERS = frozenset("timestamp sender bubble subject reaction tapback".split())


def sniff(name: str, head: str) -> bool:
    """Whether a page has messages that are sent or received, as that program writes them."""
    return "timestamp" in head and _SIGN.search(head) is not None


def fields(part: int, text: str) -> Iterator[Field]:
    """All places in a page where people's words or names stand, message by message."""
    page = _Page(part, text)
    groups: dict[int, tuple[Element | None, list[Block]]] = {}
    outer: Element | None = None
    for block in blocks(text, border=_is_border):
        path = [one for one in block.element.upwards() if _is_message(one)]
        if not path or path[-1] is not outer:
            for element, found in groups.values():
                yield from page.group(element, found)
            groups = {}
            outer = path[-1] if path else None
        groups.setdefault(id(path[0]) if path else 0, (path[0] if path else None, []))[1].append(block)
    for element, found in groups.values():
        yield from page.group(element, found)


def _is_message(element: Element) -> bool:
    return "message" in element.classes or "announcement" in element.classes


def _is_border(element: Element) -> bool:
    return not _BORDERS.isdisjoint(element.classes)


class _Page:
    """A page on the way through it."""

    def __init__(self, part: int, text: str) -> None:
        self.page, self.text = Page(part, text, _CLASSES), text
        self.number = -1

    def group(self, element: Element | None, found: Sequence[Block]) -> Iterator[Field]:
        """The fields of one message or announcement, or of what stands around them."""
        if element is None:
            for block in found:
                yield from self._other(block, NOWHERE)
            return
        self.number += 1
        name = next((b for b in found if b.sort is Sort.TEXT and _has(b, "sender")), None)
        stamp = next((b for b in found if b.sort is Sort.TEXT and _has(b, "timestamp") and self._date(b)), None)
        sender = name.read(self.text).strip() if name else None
        place = Place(self.number, sender)
        if stamp and (date := self._date(stamp)):
            yield self.page.within(stamp, *date.span("time"), Role.TIME, place)
        if name:
            yield self.page.field(name, Role.SENDER, place)
        rest = [b for b in found if b is not name and b is not stamp]
        rest.sort(key=lambda b: not (b.sort is Sort.TEXT and (_has(b, "bubble") or _has(b, "edited"))))
        for block in rest:
            if "announcement" in element.classes and block.sort is Sort.TEXT:
                yield from self._announcement(block, place)
            else:
                yield from self._other(block, place)

    def _date(self, block: Block) -> re.Match[str] | None:
        return STAMP.match(block.read(self.text))

    def _announcement(self, block: Block, place: Place) -> Iterator[Field]:
        read = block.read(self.text)
        system = place._replace(note="system")
        yield self.page.field(block, Role.SYSTEM, system)
        for start, end, role in announced(read):
            yield self.page.within(block, start, end, role, system)

    def _other(self, block: Block, place: Place) -> Iterator[Field]:
        """The fields of a block that is neither a name nor a time."""
        if block.sort is Sort.ATTRIBUTE:
            yield from self._attribute(block, place)
        elif block.sort is not Sort.TEXT:
            yield from self.page.anything(block, place)
        elif (_has(block, "reaction") or _has(block, "tapback")) and (who := reacted(block.read(self.text))):
            yield self.page.within(block, *who[0], Role.NAME, place)
            if who[1]:
                yield self.page.within(block, *who[1], Role.TEXT, place)
        elif _has(block, "bubble") or not is_fixed(block.read(self.text)):
            date = self._date(block) if _has(block, "timestamp") else None
            if date:
                yield self.page.within(block, *date.span("time"), Role.TIME, place)
            else:
                yield from self.page.words(block, place)

    def _attribute(self, block: Block, place: Place) -> Iterator[Field]:
        read = block.read(self.text)
        if block.name in ("id", "href") and _GUID.fullmatch(read):
            return
        if block.name in ("src", "href") and block.element.tag in _SORTS:
            yield from self.page.link(block, place._replace(note=_SORTS[block.element.tag]))
        else:
            yield from self.page.attribute(block, place)


def _has(block: Block, name: str) -> bool:
    """Whether a block stands in an element of that class within its own message."""
    for one in block.element.upwards():
        if name in one.classes:
            return True
        if _is_message(one):
            return False
    return False
