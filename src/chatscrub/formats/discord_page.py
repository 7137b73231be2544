"""Discord as DiscordChatExporter writes it, HTML: groups of messages of one writer, of which the first has a name.

Facts: https://github.com/Tyrrrz/DiscordChatExporter, DiscordChatExporter.Core/Exporting: PreambleTemplate.cshtml,
MessageGroupTemplate.cshtml and HtmlMarkdownVisitor.cs, in the layouts before and since 2021. No export was seen.
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
from ..syntax.tags import HTML_INLINE
from .moments import is_clock, is_moment
from .pages import NOWHERE, Page, Place

_SIGN = re.compile(r"class=[\"']?(?:chatlog(?:__[\w-]+)?|(?:preamble|info)__[\w-]+)[\s\"'>]|\.chatlog__message\b")
_AUTHORS = frozenset("chatlog__author chatlog__author-name".split())
_OTHERS = frozenset("chatlog__reply-author chatlog__reference-author chatlog__embed-author".split())
_TIMES = frozenset(
    "chatlog__timestamp chatlog__short-timestamp chatlog__edited-timestamp chatlog__reply-edited-timestamp "
    "chatlog__reference-edited-timestamp chatlog__system-notification-timestamp chatlog__markdown-timestamp "
    "timestamp".split()
)
_QUOTED = frozenset("chatlog__reply chatlog__reference".split())
_MENTIONS = frozenset("chatlog__markdown-mention mention".split())
_WRITTEN = frozenset(
    "chatlog__content chatlog__markdown chatlog__markdown-preserve chatlog__embed-description chatlog__embed-field "
    "chatlog__embed-title chatlog__reply-link markdown".split()
)
_GUILDS = frozenset("preamble__guild-name info__guild-name".split())
_CHANNELS = frozenset("preamble__channel-name info__channel-name".split())
_BORDERS = frozenset(
    {*_AUTHORS, *_OTHERS, *_TIMES}
    | set("chatlog__author-tag chatlog__bot-tag chatlog__system-notification-author chatlog__embed-title".split())
    | set("chatlog__system-notification-content chatlog__reaction-count chatlog__reply-link preamble__entry".split())
)
_CLASSES = frozenset(
    {*_BORDERS, *_QUOTED, *_MENTIONS, *_GUILDS, *_CHANNELS, "chatlog", "preamble", "postamble", "markdown"}
)
_TITLED = re.compile(r"(?:Image|Video|Audio): (?P<name>.+?)(?P<size> \([\d.,]{1,9} (?:[KMGT]?B|bytes?)\))?", re.DOTALL)
_MENTIONED = re.compile(
    r"[\"'\s]?[^<>]{0,300}>\s{0,60}(?P<sign>[@#]|\U0001f50a)?(?P<name>[^<>\s][^<>]{0,119}?)\s{0,60}</span"
)
_NOBODY = frozenset("everyone here deleted-channel deleted-role Unknown".split())
_ID = re.compile(r"\d{15,21}")
_POINTER = re.compile(r"|#?(?:chatlog__message-container|message)-|scrollToMessage\(event, '?'?\)")
_FIXED = re.compile(
    r"\(edited\)|BOT|SERVER|APP|SPOILER|Avatar|Guild icon|Click to see (?:attachment|original message)[\W]{0,9}|"
    r"(?:Image|Video|Audio) attachment|Author icon|Footer icon|Sticker|Thumbnail|Image|Embedded (?:image|video|gifv)|"
    r"Original message was deleted or could not be loaded\.|Invite to join a (?:server|group DM)|Unknown Channel|"
    r"[\d.,]{1,9} (?:[KMGT]?B|bytes?)|Exported [\d.,]{1,12} message\(s\)|Timezone: UTC[+-]?[\d:]{0,6}|\d{1,6}"
)
_HANDLER = re.compile(r"showSpoiler\(event, this\)|this\.style\.visibility='hidden'|this\.(?:play|pause)\(\)")
_RANGE = re.compile(r"(?:Between|After|Before) (?P<from>[^a-z]{6,40}?)(?: and (?P<to>[^a-z]{6,40}))?")
_OWN = re.compile(
    r"https?://(?:cdn|media|images(?:-ext-\d)?)\.discordapp\.(?:com|net)/", re.IGNORECASE
)  # ids of people
_INLINE = {*HTML_INLINE, "img"}  # pictures of emoji and of people in a text
_SORTS = {"img": "image", "video": "video", "source": "video", "audio": "audio"}


def sniff(name: str, head: str) -> bool:
    """Whether a page has the classes of that program, in its elements or in its style sheet."""
    return head.lstrip("\ufeff \t\r\n").startswith("<") and _SIGN.search(head) is not None


def fields(part: int, text: str) -> Iterator[Field]:
    """All places in a page where people's words and names stand, message by message."""
    yield from _Page(part, text).fields()


def _is_border(element: Element) -> bool:
    return not _BORDERS.isdisjoint(element.classes) or _is_link(element)


def _is_link(element: Element) -> bool:
    """Whether an element holds the name of somebody, or of a channel, in a line of the program."""
    return "chatlog__system-notification-link" in element.classes


@lru_cache(maxsize=1024)
def _message(element: Element) -> Element | None:
    """The message in which an element stands."""
    found = None
    for one in element.upwards():
        classes = one.classes
        if "chatlog__message-container" in classes:
            return one
        if "chatlog__message" in classes:
            found = one
    return found


@lru_cache(maxsize=1024)
def _group(element: Element) -> Element | None:
    """The group of messages in which an element stands."""
    return element.closest(".chatlog__message-group")


@lru_cache(maxsize=1024)
def _around(element: Element) -> frozenset[str]:
    """The classes of an element and of those around it, up to its group of messages."""
    found: set[str] = set()
    for one in element.upwards():
        if "chatlog__message-group" in one.classes:
            break
        found.update(one.classes)
    return frozenset(found)


def _classes(block: Block) -> frozenset[str]:
    return _around(block.element)


def _has(block: Block, name: str) -> bool:
    return name in _classes(block)


class _Page:
    """A page on the way through it: the writer of the group, and what stands before its first message."""

    def __init__(self, part: int, text: str) -> None:
        self.page, self.text = Page(part, text, _CLASSES), text
        self.number = -1
        self.sender: str | None = None
        self.entries = 0
        self.blocks = list(blocks(text, inline=_INLINE, border=_is_border))
        guilds = (b.read(text) for b in self.blocks if b.sort is Sort.TEXT and self._is_guild(b))
        self.guild = next(guilds, "")

    def _is_guild(self, block: Block) -> bool:
        return not (_GUILDS | {"preamble__entry"}).isdisjoint(block.element.classes)

    def fields(self) -> Iterator[Field]:
        """All fields, in reading order."""
        message: Element | None = None
        held: list[Block] = []  # of a message, and in the old layout what its group says before it
        group: Element | None = None
        for block in self.blocks:
            now = _message(block.element)
            around = _group(block.element)
            if around is not group or (now is not message and message is not None):
                yield from self._flush(message, held)
                held = []
            message, group = now, around
            if message is None and around is None:
                yield from self._outside(block)
            else:
                held.append(block)
        yield from self._flush(message, held)

    def _flush(self, message: Element | None, held: Sequence[Block]) -> Iterator[Field]:
        if message is None:  # of a group without a message
            for block in held:
                yield from self._inside(block, NOWHERE)
        else:
            yield from self._said(held)

    # --- messages ---------------------------------------------------------------------------------------

    def _said(self, held: Sequence[Block]) -> Iterator[Field]:
        """The fields of a message: when it was sent and by whom, what it says, and the rest."""
        self.number += 1
        told = any(_has(b, "chatlog__system-notification-content") for b in held)
        name = next((b for b in held if b.sort is Sort.TEXT and not _AUTHORS.isdisjoint(b.element.classes)), None)
        if name:
            self.sender = name.read(self.text).strip()
        place = Place(self.number, None if told else self.sender)
        stamp = next((b for b in held if self._is_stamp(b)), None)
        if stamp:
            yield self.page.field(stamp, Role.TIME, place)
        if name:
            yield self.page.field(name, Role.SENDER, place)
        rest = [b for b in held if b is not name and b is not stamp]
        rest.sort(key=lambda b: not (b.sort is Sort.TEXT and _has(b, "chatlog__content") and not self._quote(b)))
        other = next((b.read(self.text).strip() for b in held if self._is_quoted_name(b)), None)
        for block in rest:
            quoted = self._quote(block)
            yield from self._inside(block, Place(self.number, other) if quoted else place)

    def _is_stamp(self, block: Block) -> bool:
        """Whether a block tells when its message was sent."""
        if block.sort is Sort.TEXT:
            mine = _has(block, "chatlog__timestamp") or _has(block, "chatlog__system-notification-timestamp")
            return mine and is_moment(block.read(self.text))
        short = block.name == "title" and "chatlog__short-timestamp" in block.element.classes
        return short and is_moment(block.read(self.text))

    def _quote(self, block: Block) -> bool:
        return not _QUOTED.isdisjoint(_classes(block))

    def _is_quoted_name(self, block: Block) -> bool:
        return block.sort is Sort.TEXT and self._quote(block) and not _OTHERS.isdisjoint(block.element.classes)

    def _inside(self, block: Block, place: Place) -> Iterator[Field]:
        """The fields of a block in a message that is neither who wrote it nor when."""
        classes, read = _classes(block), block.read(self.text)
        if block.sort is Sort.ATTRIBUTE:
            yield from self._attribute(block, place)
        elif block.sort is not Sort.TEXT:
            yield from self.page.anything(block, place)
        elif not _TIMES.isdisjoint(block.element.classes) or (
            block.element.parent and not _TIMES.isdisjoint(block.element.parent.classes)
        ):
            yield from self._stamp(block, place)
        elif not (_OTHERS | {"chatlog__system-notification-author"}).isdisjoint(classes):
            note = "system" if "chatlog__system-notification-author" in classes else ""
            yield self.page.field(block, Role.NAME, place._replace(note=note))
        elif "chatlog__system-notification-content" in classes:
            yield from self._system(block, place)
        elif classes & {"chatlog__embed-invite-guild-name", "chatlog__embed-invite-channel-name"}:
            yield self.page.field(block, Role.TITLE, place)
        elif "chatlog__attachment-generic-name" in classes and len(block.pieces) == 1:
            yield from self.page.path(block, 0, len(read), place._replace(note="document"))
        elif "chatlog__embed-footer" in classes:
            yield from self._foot(block, place)
        elif not _WRITTEN.isdisjoint(classes) or not _FIXED.fullmatch(read):
            yield from self.page.words(block, place)

    def _stamp(self, block: Block, place: Place) -> Iterator[Field]:
        read = block.read(self.text)
        if is_moment(read):
            yield self.page.field(block, Role.TIME, place)
        elif not (is_clock(read) or _FIXED.fullmatch(read)):
            yield from self.page.words(block, place)

    def _foot(self, block: Block, place: Place) -> Iterator[Field]:
        """What stands below a card: words, and when it was made."""
        read = block.read(self.text)
        start = read.rfind("\u2022") + 1
        stamp = read[start:].strip()
        if not (stamp and is_moment(stamp)):
            yield from self.page.words(block, place)
            return
        if start:
            yield self.page.within(block, 0, start, Role.TEXT, place)
        at = read.rindex(stamp)
        yield self.page.within(block, at, at + len(stamp), Role.TIME, place)

    def _system(self, block: Block, place: Place) -> Iterator[Field]:
        """A line of the program; a link in it is a name, or what a channel is called now."""
        system = place._replace(note="system")
        if not _is_link(block.element):
            yield self.page.field(block, Role.SYSTEM, system)
        elif "title" in block.element.attributes:
            yield self.page.field(block, Role.NAME, system)
        elif "href" not in block.element.attributes:
            yield self.page.field(block, Role.TITLE, place._replace(note="chat"))

    # --- attributes -------------------------------------------------------------------------------------

    def _attribute(self, block: Block, place: Place) -> Iterator[Field]:
        own, read = frozenset(block.element.classes), block.read(self.text)
        if block.name == "title" and not _TIMES.isdisjoint(own):
            yield from self._stamp(block, place)
        elif block.name == "title" and self._names_somebody(own):
            note = "alias" if not _AUTHORS.isdisjoint(own) and place.sender else ""
            yield self.page.field(block, Role.NAME, place._replace(note=note))
        elif block.name == "title" and (titled := _TITLED.fullmatch(read)):
            yield from self.page.path(block, *titled.span("name"), place)
        elif block.name == "class" and not _MENTIONS.isdisjoint(own):
            yield from self._mention(block, place)
            yield from self.page.attribute(block, place)
        elif block.name in ("src", "href", "data-source") and _OWN.match(read):
            yield self.page.field(block, Role.URL, place)
        elif block.name in ("src", "href") and (block.element.tag in _SORTS or "_Files/" in read):
            sort = _SORTS.get(block.element.tag, "")
            yield from self.page.link(block, place._replace(note=sort if "chatlog__attachment-media" in own else ""))
        elif ids := list(_ID.finditer(read)) if "://" not in read else []:
            yield from (self.page.within(block, *one.span(), Role.ID, place) for one in ids)
            if not _POINTER.fullmatch(_ID.sub("", read)):
                yield from self.page.attribute(block, place)
        elif not ((block.name in ("title", "alt") and _FIXED.fullmatch(read)) or _HANDLER.fullmatch(read)):
            yield from self.page.attribute(block, place)

    def _names_somebody(self, classes: frozenset[str]) -> bool:
        named = _AUTHORS | _OTHERS | _MENTIONS
        return not named.isdisjoint(classes) or any(one.startswith("chatlog__system-notification") for one in classes)

    def _mention(self, block: Block, place: Place) -> Iterator[Field]:
        """What stands in a mention: somebody or a role behind ``@``, a channel behind another sign."""
        found = _MENTIONED.match(self.text, block.pieces[0].end)
        if found and found["name"] not in _NOBODY:
            said = Block(Sort.TEXT, (Piece(*found.span("name")),), block.element, "", HTML_TEXT)
            yield self.page.field(said, Role.NAME if found["sign"] in ("@", None) else Role.TITLE, place)

    # --- around -----------------------------------------------------------------------------------------

    def _outside(self, block: Block) -> Iterator[Field]:
        """What stands above and below the messages: the server, the channel, what it is about."""
        read, classes = block.read(self.text), frozenset(block.element.classes)
        if block.sort is not Sort.TEXT:
            if block.sort is Sort.ATTRIBUTE:
                yield from self._attribute(block, NOWHERE)
            else:
                yield from self.page.anything(block)
        elif block.element.tag == "title":
            yield from self._title(block, read)
        elif "preamble__entry" in classes and "preamble__entry--small" not in classes:
            self.entries += 1
            yield self.page.field(block, Role.TITLE, Place(note="" if self.entries == 1 else "chat"))
        elif not (_GUILDS | _CHANNELS).isdisjoint(classes):
            yield self.page.field(block, Role.TITLE, Place(note="" if classes & _GUILDS else "chat"))
        elif found := _RANGE.fullmatch(read):
            for group in ("from", "to"):
                if found[group] and is_moment(found[group]):
                    yield self.page.within(block, *found.span(group), Role.TIME)
                elif found[group]:
                    yield self.page.within(block, *found.span(group), Role.TEXT)
        elif not _FIXED.fullmatch(read):
            yield from self.page.words(block)

    def _title(self, block: Block, read: str) -> Iterator[Field]:
        """The name of a page: the server and the channel."""
        start = len(self.guild) + len(" - ") if self.guild and read.startswith(f"{self.guild} - ") else 0
        if start:
            yield self.page.within(block, 0, len(self.guild), Role.TITLE)
        yield self.page.within(block, start, len(read), Role.TITLE, Place(note="chat"))
