"""Telegram Desktop, HTML: ``messages.html`` and those after it, and the lists of an account.

Facts: https://github.com/telegramdesktop/tdesktop, export/output/export_output_html.cpp, and exports seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..model import Field, Piece, Role
from ..syntax.blocks import Block, blocks
from ..syntax.elements import Element
from ..syntax.entities import HTML_TEXT
from ..syntax.markup import Sort
from ..syntax.reference import Reference
from .pages import NOWHERE, Page, Place
from .telegram_service import service_names

_SIGN = re.compile(r"<div class=\"(?:page_wrap|page_header|message (?:default|service)[\w ]*|personal_info[\w ]*)\"")
_VIA = re.compile(r"(?<!\s)\s*\bvia (@\w{3,64})$")
_MOMENT = r"\s*(\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d)(?: UTC[+-]\d\d:\d\d)?"
_STAMP = re.compile(rf"(?<!\s){_MOMENT}")
_DAY = re.compile(
    r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}"
)
_CLOCK = re.compile(r"\d\d:\d\d(?::\d\d)?")
_SIZE = r"(?:\d{1,5}(?:\.\d{1,2})? [KMG]?B|\d{1,5}x\d{1,5}|\d{1,3}(?::\d\d){1,2}|\d{1,7})"
_FIXED = re.compile(
    rf"(?:Photo|Video file|Animation|Sticker|Video message|Voice message|Audio file|File|Location|Live location|"
    rf"Self-destructing (?:photo|video)|Please view it on your mobile|Expired|GIF|Anonymous poll|Final results|"
    rf"(?:No|\d{{1,6}}) votes?(?:, chosen vote)?|{_SIZE}(?:, {_SIZE})*|"
    rf"(?:Outgoing|Incoming|Missed|Declined|Cancelled)(?: \(\d{{1,6}} seconds\))?|"
    rf"(?:Not included|Exceeds maximum size|Unavailable), (?:change data exporting settings to download|"
    rf"please try again later)\.|\((?:Photo|Story) (?:not included|unavailable|exceeds maximum size)[\w,. ]{{1,60}}\)|"
    rf"In reply to (?:this message|a message in another chat)|Next messages|Previous messages|Exported Data|"
    rf"Deleted(?: Account| Group| Channel)?|Saved messages|Replies|(?:No|\d{{1,7}})(?: outgoing)? messages?|"
    rf"Contacts|Frequent contacts|Chats|Sessions|Web sessions|Profile pictures|Stories archive|Other data|"
    rf"First name|Last name|Phone number|Username|Bio|private|bot|group|channel|unknown|people|inline bots|calls|"
    rf"Rating: [\d.e+-]{{1,12}}|(?:Last active|Created|Expiring): {_MOMENT}|Saved to Profile|Unknown|"
    rf"Photo unavailable|Story unavailable|No exported messages)"
)
_PHONE = re.compile(r"(\+?[\d][\d ()-]{3,24}?)(?: - vCard)?")
_ADDRESS = re.compile(r"([0-9a-fA-F.:]{3,45}) [\u2013-] ?(.*)")
_MEDIA = {
    "photo_wrap": "image",
    "sticker_wrap": "sticker",
    "animated_wrap": "video",
    "video_file_wrap": "video",
    "media_photo": "image",
    "media_video": "video",
    "media_voice_message": "voice note",
    "media_audio_file": "audio",
    "media_file": "document",
    "media_contact": "contact card",
}
_SHOWN = re.compile(r"return Show(?:Hashtag|Cashtag|BotCommand)\(\"(.{1,300})\"\)")
_LINKED = re.compile(r"\"\s{0,20}>\s{0,20}@?([^<>]{1,300}?)\s{0,20}</a>")
_BORDERS = frozenset("date details emoji count userpics reaction reactions initials".split())
_CLASSES = frozenset(
    "active animated animated_wrap answer block_link body bold bot_button calls chats clearfix contacts content count "
    "counter date default description details details_entry emoji entry expanded fill forwarded frequent from_name "
    "gif_play history info initials joined label media media_call media_contact media_file media_game media_invoice "
    "media_live_location media_location media_photo media_poll media_venue media_video media_wrap message name names "
    "other paid photo photo_wrap photos pull_left pull_right question reaction reactions reply_to row rows section "
    "sections service sessions signature spoiler status sticker sticker_wrap stories story subname success text thumb "
    "title total userpic userpic_link userpic_wrap userpics value via web with_divider pagination hidden bio".split()
)
_VALUES = {"First name": Role.NAME, "Last name": Role.NAME, "Phone number": Role.PHONE, "Username": Role.HANDLE}


def sniff(name: str, head: str) -> bool:
    """Whether a page has the divisions that Telegram Desktop writes."""
    return head.lstrip("\ufeff \t\r\n").startswith("<") and _SIGN.search(head) is not None


def fields(part: int, text: str) -> Iterator[Field]:
    """All places in a page where people's words or names stand: message by message, list entry by list entry."""
    yield from _Chat(part, text).fields()


def _is_border(element: Element) -> bool:
    return not _BORDERS.isdisjoint(element.classes)


@dataclass(slots=True)
class _Group:
    """The blocks of one message, or of one entry of a list; ``element`` is None for what stands around them."""

    element: Element | None
    blocks: list[Block] = field(default_factory=list)


class _Chat:
    """A page on the way through it."""

    def __init__(self, part: int, text: str) -> None:
        self.page, self.text = Page(part, text, _CLASSES), text
        self.number = -1
        self.sender: str | None = None
        self.header = ""
        self.label = ""

    def fields(self) -> Iterator[Field]:
        """All fields, in reading order."""
        group = _Group(None)
        for block in blocks(self.text, border=_is_border):
            element = _around(block.element)
            if element is not group.element:
                yield from self._group(group)
                group = _Group(element)
            group.blocks.append(block)
        yield from self._group(group)

    def _group(self, group: _Group) -> Iterator[Field]:
        if group.element is None:
            for block in group.blocks:
                yield from self._outside(block)
        elif "message" not in group.element.classes:
            yield from self._entry(group.blocks)
        elif "service" in group.element.classes:
            self.sender = None
            yield from self._service(group.blocks)
        else:
            yield from self._message(group)

    # --- messages ---------------------------------------------------------------------------------------

    def _message(self, group: _Group) -> Iterator[Field]:
        self.number += 1
        name = next((b for b in group.blocks if _is_name(b) and not _has(b, "forwarded")), None)
        stamp = next((b for b in group.blocks if _is_stamp(b) and not _has(b, "forwarded")), None)
        if name or (group.element and "joined" not in group.element.classes):
            self.sender = _named(name.read(self.text))[0] if name else None
        place = Place(self.number, self.sender)
        if stamp:
            yield from self._stamp(stamp, place)
        if name:
            yield from self._name(name, Role.SENDER, place)
        said = [b for b in group.blocks if b is not name and b is not stamp]
        said.sort(key=lambda b: not (b.sort is Sort.TEXT and _has(b, "text")))
        forwarded = next((b.read(self.text) for b in said if _is_name(b)), "")
        for block in said:
            yield from self._inside(block, place, _named(forwarded)[0])

    def _inside(self, block: Block, place: Place, forwarded: str) -> Iterator[Field]:
        """The fields of a block in a message that is neither its head nor its time."""
        classes = _classes(block)
        if block.sort is Sort.ATTRIBUTE:
            yield from self._attribute(block, place)
        elif block.sort is not Sort.TEXT:
            yield from self.page.anything(block, place)
        elif "initials" in classes:
            whom = block.element.attributes.get("title") or (forwarded if "forwarded" in classes else place.sender)
            yield self._initials(block, whom or "", Role.NAME, place)
        elif "date" in classes:
            yield from self._stamp(block, place)
        elif "from_name" in classes:
            yield from self._name(block, Role.NAME, place)
        elif "signature" in classes:
            yield self.page.field(block, Role.NAME, place)
        elif "media" in classes:
            yield from self._media(block, classes, place)
        elif not self._is_known(block, classes):
            yield from self.page.words(block, place)

    def _is_known(self, block: Block, classes: frozenset[str]) -> bool:
        """Whether a text is fixed wording, or a sign, and not what somebody wrote."""
        if "text" in classes or not classes & _WORDED:
            return False
        read = block.read(self.text)
        return _FIXED.fullmatch(read) is not None or not any(c.isalpha() for c in read)

    def _name(self, block: Block, role: Role, place: Place) -> Iterator[Field]:
        """A name, perhaps with the bot that was used behind it."""
        read = block.read(self.text)
        name, bot = _named(read)
        if _FIXED.fullmatch(name):
            role = Role.KEEP
        if name:
            yield self.page.within(block, 0, len(name), role, place)
        if bot:
            yield self.page.within(block, len(read) - len(bot), len(read), Role.HANDLE, place)

    def _initials(self, block: Block, whom: str, role: Role, place: Place) -> Field:
        """The first letters of a name, which stand for it."""
        found = self.page.field(block, role, place)
        if not whom.strip() or _FIXED.fullmatch(whom.strip()):
            return found._replace(role=Role.TEXT)
        whom = whom.strip()
        return found._replace(text=whom, codec=Reference(whom, block.codec))

    def _stamp(self, block: Block, place: Place) -> Iterator[Field]:
        """A date and time, or words that stand in their place."""
        read = block.read(self.text)
        if _STAMP.fullmatch(read):
            yield self.page.field(block, Role.TIME, place)
        elif not _CLOCK.fullmatch(read):
            yield from self.page.words(block, place)

    def _attribute(self, block: Block, place: Place) -> Iterator[Field]:
        own = block.element.classes
        if block.name == "title" and "date" in own:
            yield from self._stamp(block, place)
        elif block.name == "title" and "initials" in own:
            yield self.page.field(block, Role.NAME, place)
        elif block.name in ("href", "src"):
            sort = next((_MEDIA[one] for one in own if one in _MEDIA), "") if block.name == "href" else ""
            for one in self.page.link(block, place._replace(note=sort)):
                yield one if sort or one.note == "folder" else one._replace(note="")
        elif block.read(self.text) == "return ShowMentionName()":
            yield from self._mentioned(block, place)
        elif tag := _SHOWN.fullmatch(block.read(self.text)):
            found = self.page.within(block, *tag.span(1), Role.TEXT, place)
            yield found._replace(text=f"#{found.text}", codec=Reference(f"#{found.text}", found.codec))
        elif not (block.name == "id" and re.fullmatch(r"message-?\d{1,12}", block.read(self.text))):
            yield from self.page.attribute(block, place)

    def _mentioned(self, block: Block, place: Place) -> Iterator[Field]:
        """The name between the tags of a link that leads nowhere: a mention by name."""
        if name := _LINKED.match(self.text, block.pieces[0].end):
            mention = Block(Sort.TEXT, (Piece(*name.span(1)),), block.element, "", HTML_TEXT)
            yield self.page.field(mention, Role.NAME, place)

    def _media(self, block: Block, classes: frozenset[str], place: Place) -> Iterator[Field]:
        """A text in the box of something that was sent along."""
        sort = next((one for one in classes if one.startswith("media_") and one != "media_wrap"), "")
        read = block.read(self.text)
        if _FIXED.fullmatch(read):
            if "title" in classes and sort in _MEDIA:
                yield self.page.field(block, Role.KEEP, place._replace(note=_MEDIA[sort]))
        elif sort in ("media_contact", "media_call") and "title" in classes:
            yield self.page.field(block, Role.NAME, place)
        elif sort == "media_contact" and (number := _PHONE.fullmatch(read)):
            yield self.page.within(block, *number.span(1), Role.PHONE, place)
        elif sort in ("media_location", "media_live_location", "media_venue"):
            yield self.page.field(block, Role.PLACE, place)
        elif sort == "media_file" and "title" in classes and len(block.pieces) == 1:
            note = "" if block.element.closest("a") else "document"
            for one in self.page.path(block, 0, len(read), place):
                yield one._replace(note=note)
        else:
            yield from self.page.words(block, place)

    def _service(self, found: Sequence[Block]) -> Iterator[Field]:
        """A line that Telegram wrote: a day, or what somebody did."""
        lines = [b for b in found if b.sort is Sort.TEXT and _has(b, "details")]
        day = all(_DAY.fullmatch(b.read(self.text)) for b in lines)
        self.number += not day
        place = Place(-1 if day else self.number, None, "" if day else "system")
        for block in found:
            if block not in lines:
                yield from self._around_service(block, place)
            elif day:
                yield self.page.field(block, Role.TIME, place)
            else:
                yield from self._line(block, place)

    def _line(self, block: Block, place: Place) -> Iterator[Field]:
        read = block.read(self.text)
        yield self.page.field(block, Role.SYSTEM, place)
        for start, end, role, note in service_names(read):
            yield self.page.within(block, start, end, role, place._replace(note=note))
        for stamp in _STAMP.finditer(read):
            yield self.page.within(block, *stamp.span(), Role.TIME)

    def _around_service(self, block: Block, place: Place) -> Iterator[Field]:
        """The picture of a group in a line of Telegram; its letters are those of the chat's title."""
        plain = place._replace(note="")
        if block.sort is Sort.TEXT and _has(block, "initials"):
            yield self._initials(block, self.header, Role.TITLE, plain._replace(note="chat"))
        elif block.sort is Sort.ATTRIBUTE:
            yield from self._attribute(block, plain)
        else:
            yield from self.page.anything(block, plain)

    # --- lists ------------------------------------------------------------------------------------------

    def _entry(self, found: Sequence[Block]) -> Iterator[Field]:
        """An entry of a list of an account: contacts, chats, sessions."""
        name = next((b.read(self.text) for b in found if b.sort is Sort.TEXT and _has(b, "name")), "")
        for block in found:
            classes = _classes(block)
            if block.sort is Sort.ATTRIBUTE:
                yield from self._attribute(block, NOWHERE)
            elif block.sort is not Sort.TEXT:
                yield from self.page.anything(block)
            elif "initials" in classes and self.header in _LISTS:
                yield self._initials(block, name, _LISTS[self.header], NOWHERE)
            else:
                yield from self._listed(block, classes)

    def _listed(self, block: Block, classes: frozenset[str]) -> Iterator[Field]:
        read = block.read(self.text)
        if _FIXED.fullmatch(read):
            return
        if "name" in classes and self.header in _LISTS:
            note = "chat" if self.header == "Chats" else ""
            yield self.page.field(block, _LISTS[self.header], Place(note=note))
        elif self.header == "Contacts" and (number := _PHONE.fullmatch(read)):
            yield self.page.within(block, *number.span(1), Role.PHONE)
        elif address := _ADDRESS.fullmatch(read):
            yield self.page.within(block, *address.span(1), Role.ID)
            if address[2].strip():
                yield self.page.within(block, *address.span(2), Role.PLACE)
        elif re.fullmatch(r"@\w{1,64}", read):
            yield self.page.field(block, Role.HANDLE)
        elif "info" in classes and _STAMP.fullmatch(read):
            yield self.page.field(block, Role.TIME)
        else:
            yield from self.page.words(block)

    # --- around -----------------------------------------------------------------------------------------

    def _outside(self, block: Block) -> Iterator[Field]:
        """What stands outside of messages and lists: the head of the page, what an account says of its owner."""
        classes, read = _classes(block), block.read(self.text)
        if block.sort is Sort.ATTRIBUTE:
            yield from self._attribute(block, NOWHERE)
        elif block.sort is not Sort.TEXT:
            yield from self.page.anything(block)
        elif "page_header" in classes:
            self.header = read
            if not _FIXED.fullmatch(read):
                yield self.page.field(block, Role.TITLE, Place(note="chat"))
        elif "label" in classes:
            self.label = read
        elif "value" in classes and self.label in _VALUES:
            yield self.page.field(block, _VALUES[self.label])
        elif "initials" in classes:
            yield self.page.field(block, Role.ID)
        elif not _FIXED.fullmatch(read):
            yield from self.page.words(block)


_LISTS = {"Contacts": Role.NAME, "Frequent contacts": Role.NAME, "Chats": Role.TITLE}
_WORDED = frozenset(
    "reply_to reactions details total video_duration gif_play video_play_bg count emoji answer pagination".split()
)


def _around(element: Element) -> Element | None:
    """The message, or the entry of a list, that an element belongs to; itself, or an outer one."""
    found: Element | None = None
    for one in element.upwards():
        classes = one.classes
        if "entry" in classes or ("message" in classes and ("default" in classes or "service" in classes)):
            found = one
    return found


def _classes(block: Block) -> frozenset[str]:
    """The classes of the elements around a block, up to its message."""
    found: set[str] = set()
    for one in block.element.upwards():
        classes = one.classes
        if "entry" in classes or ("message" in classes and ("default" in classes or "service" in classes)):
            break
        found.update(classes)
    return frozenset(found)


def _has(block: Block, name: str) -> bool:
    return block.element.closest(f".{name}") is not None


def _is_name(block: Block) -> bool:
    return block.sort is Sort.TEXT and "from_name" in _classes(block) and "date" not in block.element.classes


def _is_stamp(block: Block) -> bool:
    return block.sort is Sort.ATTRIBUTE and block.name == "title" and "date" in block.element.classes


def _named(read: str) -> tuple[str, str]:
    """A name, and the bot that is named behind it."""
    via = _VIA.search(read)
    return (read[: via.start()].strip(), via[1]) if via else (read.strip(), "")
