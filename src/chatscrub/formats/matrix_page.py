"""Matrix as Element exports it, HTML: a room with its events, the days between them, and who exported it.

Facts: https://github.com/element-hq/element-web, src/utils/exportUtils/HtmlExport.tsx and what its tests keep as a
snapshot; EventTile, ReplyChain and DisambiguatedProfile, which it draws.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..model import Field, Piece, Role
from ..syntax.blocks import Block, blocks
from ..syntax.elements import Element
from ..syntax.entities import HTML_TEXT
from ..syntax.markup import Sort
from ..syntax.reference import Reference
from ..syntax.spaced import Spaced
from ..syntax.tags import HTML_INLINE
from .element_notices import told
from .matrix import EVENT, PLACE, USER, plain_id
from .moments import is_clock, is_moment
from .pages import NOWHERE, Page, Place

_SIGN = re.compile(r"class=[\"']?mx_(?:Export_EventWrapper|RoomView|MatrixChat|EventTile)\b")
_WRAPPER = "mx_Export_EventWrapper"
_NAMES = frozenset("mx_DisambiguatedProfile_displayName mx_SenderProfile_displayName mx_MEmoteBody_sender".split())
_IDS = frozenset("mx_DisambiguatedProfile_mxid mx_SenderProfile_mxid".split())
_SYSTEM = frozenset("mx_TextualEvent mx_EventTileBubble mx_CreateEvent mx_cryptoEvent mx_CallEvent".split())
_ROOM = frozenset("mx_RoomHeader_nametext mx_LegacyRoomHeader_nametext".split())
_FILES = frozenset("mx_MFileBody_info_filename mx_MFileBody_download".split())
_AVATARS = frozenset({"mx_BaseAvatar", "mx_BaseAvatar_initial"})
_BORDERS = _NAMES | _IDS | {"mx_MessageTimestamp", "mx_EventTile_edited"}
_CLASSES = frozenset({"translate", "notranslate", "light-panel", "cpd-theme-light", "cpd-theme-dark"})
_POINTERS = frozenset("id href data-event-id data-scroll-tokens scroll-to data-scroll-to".split())
_SERIAL = re.compile(r"\d{1,6}")  # of an event in a room of tests
_PERSON = re.compile(r"https?://matrix\.to/#/(?:@|%40)[^/?]+", re.IGNORECASE)
_LINKED = re.compile(
    r"[^<>]{0,300}>(?:\s{0,60}<[^/<>][^<>]{0,400}>){0,6}\s{0,60}(?P<name>[^<>\s][^<>]{0,119}?)\s{0,60}<"
)
_AT = re.compile(r"\bat (?P<date>\d[\d/.-]{4,10}\d)\.?\Z")
_EDITED = re.compile(r"Edited at (?P<date>.{6,60}?)(?:\. Click to view edits\.?)?")
_FIXED = re.compile(
    r"Exported Data|This is the start of export of|\. ?Exported by|In reply to(?: +this message)?|this message|"
    r"\(edited\)|Message deleted|Media omitted(?: - file size limit exceeded)?|Error fetching file|File Attached|"
    r"separator|matrixchat|snackbar|mx_RightPanel|avatar-img|Profile picture|Avatar|Download|Unencrypted|Topic:|"
    r"Encrypted by an unverified session|[\d.,]{1,9} ?(?:[KMG]i?)?B"
)
_NOTES = {Role.NAME: "system", Role.TITLE: "chat"}
_INLINE = {*HTML_INLINE, "img"}  # pictures of emoji and of people in a text
_SORTS = {"img": "image", "video": "video", "source": "video", "audio": "audio"}


def sniff(name: str, head: str) -> bool:
    """Whether a page has the classes of Element."""
    return head.lstrip("\ufeff \t\r\n").startswith("<") and _SIGN.search(head) is not None


def fields(part: int, text: str) -> Iterator[Field]:
    """All places in a page where people's words and names stand, event by event."""
    yield from _Room(part, text).fields()


def _is_border(element: Element) -> bool:
    if element.tag == "b":
        return element.closest(".mx_NewRoomIntro") is not None
    classes = element.classes
    return not _BORDERS.isdisjoint(classes) or (element.tag != "img" and not _AVATARS.isdisjoint(classes))


@lru_cache(maxsize=1024)
def _event(element: Element) -> Element | None:
    """The event in which an element stands."""
    found = None
    for one in element.upwards():
        if _WRAPPER in one.classes:
            found = one
    return found


@lru_cache(maxsize=1024)
def _around(element: Element) -> frozenset[str]:
    """The classes of an element and of those around it, up to its event."""
    found: set[str] = set()
    for one in element.upwards():
        if _WRAPPER in one.classes:
            break
        found.update(one.classes)
    return frozenset(found)


def _classes(block: Block) -> frozenset[str]:
    return _around(block.element)


class _Room:
    """A page on the way through it: the day, who wrote last, and who has which id."""

    def __init__(self, part: int, text: str) -> None:
        self.page, self.text = Page(part, text, _CLASSES), text
        self.number = -1
        self.sender: str | None = None
        self.day: Block | None = None
        self.blocks = list(blocks(text, inline=_INLINE, border=_is_border))
        self.room = next((b.read(text) for b in self._texts() if not _ROOM.isdisjoint(b.element.classes)), "")
        self.people = dict(self._known())

    def _texts(self) -> Iterator[Block]:
        return (b for b in self.blocks if b.sort is Sort.TEXT)

    def _known(self) -> Iterator[tuple[str, str]]:
        """The ids of people with the names that stand beside them in events."""
        event, name = None, ""
        for block in self.blocks:
            now = _event(block.element)
            if now is not event:
                event, name = now, ""
            read = block.read(self.text) if block.sort in (Sort.TEXT, Sort.ATTRIBUTE) else ""
            if event and block.sort is Sort.TEXT and not _NAMES.isdisjoint(block.element.classes):
                name = read.strip()
            elif event and name and self._holds_id(block) and USER.fullmatch(read):
                yield read, name

    def _holds_id(self, block: Block) -> bool:
        if block.sort is Sort.TEXT:
            return not _IDS.isdisjoint(block.element.classes)
        return block.name == "title" and "mx_EventTile_avatar" in _classes(block)

    def fields(self) -> Iterator[Field]:
        """All fields, in reading order."""
        event: Element | None = None
        held: list[Block] = []
        for block in self.blocks:
            now = _event(block.element)
            if now is not event:
                yield from self._said(held) if held else ()
                event, held = now, []
            if now is None:
                yield from self._outside(block)
            else:
                held.append(block)
        yield from self._said(held) if held else ()

    # --- events -----------------------------------------------------------------------------------------

    def _said(self, held: Sequence[Block]) -> Iterator[Field]:
        """The fields of an event: when it was and who sent it, what it says, and the rest."""
        self.number += 1
        notice = any(not _SYSTEM.isdisjoint(_classes(b)) for b in held)
        name = next((b for b in held if b.sort is Sort.TEXT and not _NAMES.isdisjoint(b.element.classes)), None)
        if name:
            self.sender = name.read(self.text).strip()
        place = Place(self.number, None if notice else self.sender)
        when = [b for b in held if "mx_MessageTimestamp" in b.element.classes and b.name in ("", "title")]
        yield from self._when(when, place)
        if name:
            yield self.page.field(name, Role.SENDER, place)
        rest = [b for b in held if b is not name and b not in when]
        rest.sort(key=lambda b: not (b.sort is Sort.TEXT and "mx_EventTile_body" in _classes(b)))
        for block in rest:
            yield from self._inside(block, place)

    def _when(self, found: Sequence[Block], place: Place) -> Iterator[Field]:
        """When an event was: its own date, else the day above it with its clock."""
        dated = next((b for b in found if is_moment(b.read(self.text))), None)
        if dated:
            yield self.page.field(dated, Role.TIME, place)
        for block in found:
            if block is dated:
                continue
            if not is_clock(block.read(self.text)):
                yield from self.page.words(block, place)
            elif self.day and not dated and len(self.day.pieces) == len(block.pieces) == 1:
                yield self._together(self.day, block, place)

    def _together(self, day: Block, clock: Block, place: Place) -> Field:
        codec = Spaced(HTML_TEXT)
        pieces = (*day.pieces, *clock.pieces)
        read = "".join(codec.view(self.text[slice(*piece)]).text for piece in pieces)
        found = self.page.field(clock, Role.TIME, place)
        return found._replace(pieces=pieces, text=read, codec=codec)

    def _inside(self, block: Block, place: Place) -> Iterator[Field]:
        """The fields of a block in an event that is neither who sent it nor when."""
        classes, read = _classes(block), block.read(self.text)
        if block.sort is Sort.ATTRIBUTE:
            yield from self._attribute(block, place)
        elif block.sort is not Sort.TEXT:
            yield from self.page.anything(block, place)
        elif not _NAMES.isdisjoint(classes):
            yield self.page.field(block, Role.NAME, place)
        elif not _IDS.isdisjoint(classes):
            yield self._person(block, 0, len(read), place)
        elif not _AVATARS.isdisjoint(classes) and len(read) < 4:
            who = block.element.attributes.get("title", "")
            yield self._letter(block, self.people.get(who, who), Role.NAME, place)
        elif not _SYSTEM.isdisjoint(classes):
            yield from self._notice(block, place)
        elif not _FILES.isdisjoint(classes) and len(block.pieces) == 1 and not _FIXED.fullmatch(read):
            yield from self.page.path(block, 0, len(read), place._replace(note="document"))
        elif "mx_EventTile_body" in classes or not _FIXED.fullmatch(read):
            yield from self._words(block, place)

    def _words(self, block: Block, place: Place) -> Iterator[Field]:
        """A text, with the ids in it."""
        yield from self.page.words(block, place)
        yield from self._ids(block, place)

    def _ids(self, block: Block, place: Place) -> Iterator[Field]:
        read = block.read(self.text)
        if ":" not in read and "$" not in read:
            return
        for match in USER.finditer(read):
            yield self._person(block, *match.span(), place)
        for pattern in (PLACE, EVENT):
            for match in pattern.finditer(read):
                yield self.page.within(block, *match.span(), Role.ID, place)

    def _person(self, block: Block, start: int, end: int, place: Place) -> Field:
        """The id of somebody, read as the name where the page tells it."""
        found = self.page.within(block, start, end, Role.ID, place)
        name = self.people.get(plain_id(found.text))
        if name is None or len(found.pieces) > 1:
            return found
        return found._replace(role=Role.NAME, text=name, codec=Reference(name, found.codec))

    def _letter(self, block: Block, whom: str, role: Role, place: Place) -> Field:
        """The first letter of a name, which stands for it."""
        found = self.page.field(block, role, place)
        if not whom or len(found.pieces) > 1:
            return found._replace(role=Role.TEXT)
        return found._replace(text=whom, codec=Reference(whom, block.codec))

    def _notice(self, block: Block, place: Place) -> Iterator[Field]:
        """A line that Element wrote; of unknown wording anybody's."""
        found = told(block.read(self.text).strip())
        system = place._replace(note="system")
        yield self.page.field(block, Role.TEXT if found is None else Role.SYSTEM, system)
        for start, end, role in found or ():
            yield self.page.within(block, start, end, role, place._replace(note=_NOTES.get(role, "")))
        yield from self._ids(block, place)

    # --- attributes -------------------------------------------------------------------------------------

    def _attribute(self, block: Block, place: Place) -> Iterator[Field]:
        read = block.read(self.text)
        if block.name in ("title", "aria-label") and (USER.fullmatch(read) or is_clock(read)):
            if not is_clock(read):
                yield self._person(block, 0, len(read), place)
        elif edited := _EDITED.fullmatch(read):
            role = Role.TIME if is_moment(edited["date"]) else Role.TEXT
            yield self.page.within(block, *edited.span("date"), role, place)
        elif block.name in ("title", "aria-label") and is_moment(read):
            yield self.page.field(block, Role.TIME, place)
        elif block.name == "title" and read == self.room:
            yield self.page.field(block, Role.TITLE, place._replace(note="chat"))
        elif block.name in _POINTERS and "://" not in read and EVENT.search(read):
            yield from (self.page.within(block, *one.span(), Role.ID, place) for one in EVENT.finditer(read))
            if EVENT.sub("", read).strip(" #,"):
                yield from self.page.words(block, place)
        elif block.name in ("download", "alt") and re.search(r"\.\w{2,5}$", read):
            yield from self.page.path(block, 0, len(read), place)
        elif block.name in ("src", "href"):
            yield from self._link(block, read, place)
        elif not (_FIXED.fullmatch(read) or (block.name in _POINTERS and _SERIAL.fullmatch(read))):
            yield from self.page.attribute(block, place)

    def _link(self, block: Block, read: str, place: Place) -> Iterator[Field]:
        """A link; one to somebody has their name between its tags."""
        sort = _SORTS.get(block.element.tag, "") if "mx_BaseAvatar" not in _classes(block) else ""
        yield from self.page.link(block, place._replace(note=sort))
        if _PERSON.match(read) and (found := _LINKED.match(self.text, block.pieces[0].end)):
            said = Block(Sort.TEXT, (Piece(*found.span("name")),), block.element, "", HTML_TEXT)
            if not USER.search(found["name"]):
                yield self.page.field(said, Role.NAME, place)

    # --- around -----------------------------------------------------------------------------------------

    def _outside(self, block: Block) -> Iterator[Field]:
        """What stands around the events: days, the name of the room, what it is about, who exported it."""
        read, classes = block.read(self.text), _classes(block)
        if block.sort is Sort.ATTRIBUTE:
            yield from self._attribute(block, NOWHERE)
        elif block.sort is not Sort.TEXT:
            yield from self.page.anything(block)
        elif any(one.startswith("mx_DateSeparator") for one in classes) and is_moment(read):
            self.day = block
            yield self.page.field(block, Role.TIME)
        elif read == self.room or not _ROOM.isdisjoint(classes):
            yield self.page.field(block, Role.TITLE, Place(note="chat"))
        elif not _AVATARS.isdisjoint(classes) and len(read) < 4:
            yield self._letter(block, self.room, Role.TITLE, Place(note="chat"))
        elif "mx_NewRoomIntro" in classes and told(read):
            yield from self._notice(block, NOWHERE)
        elif "mx_NewRoomIntro" in classes and (at := _AT.search(read)) and is_moment(at["date"]):
            yield self.page.within(block, 0, at.start(), Role.TEXT)
            yield self.page.within(block, *at.span("date"), Role.TIME)
            yield from self._ids(block, NOWHERE)
        elif not _FIXED.fullmatch(read):
            yield from self._words(block, NOWHERE)
