"""Skype and personal Teams: ``messages.json``, in which what was said is XML in a JSON string.

Facts: https://support.microsoft.com/skype (export of files and chat history), the type file of
https://github.com/siwen-r/skype-export-parser, and what programs that read it expect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..model import Field, Piece, Role
from ..syntax.blocks import Block, blocks
from ..syntax.jsontext import Leaf
from ..syntax.markup import Sort
from ..syntax.reference import Reference
from ..syntax.tags import HTML_INLINE
from .cards import Card
from .layout import Layout
from .reading import Reader
from .within import mapped

_ID = re.compile(
    r"(?<![\w.:])(?:(?:\d{1,2}:(?=[A-Za-z+.])|live:|orgid:)[\w.+@:#-]{1,200}|19:[\w.:-]{1,200}@thread[\w.]{0,20})"
)
_NUMBER = re.compile(r"\d{1,2}:(\+\d{6,15})")
# The head of a quote as text: "[1-6-2024 19:01:00] Name: ".
_SPOKE = re.compile(r"\[[\d\s.,:/APMapm-]{6,40}\] (?P<name>[^\n]{1,120}?):\s*$")
_QUOTED = re.compile(r'author=\\"(?P<id>[^"\\<>&]{1,200})\\" authorname=\\"(?P<name>[^"\\<>&]{1,200})\\"')
# Elements and attributes by what stands in them; any other one is examined.
_OF_ELEMENT = {
    **dict.fromkeys("name friendlyname displayname authorname at".split(), Role.NAME),
    **dict.fromkeys("initiator target id identity requester rosterid".split(), Role.ID),
    "value": Role.TITLE,
}
_OF_ATTRIBUTE = {
    **dict.fromkeys("authorname f name n".split(), Role.NAME),
    **dict.fromkeys("author identity itemid s a guid messageid conversation cuid threadid".split(), Role.ID),
    **dict.fromkeys("href uri url_thumbnail url thumbnail_url urlthumbnail".split(), Role.URL),
    **dict.fromkeys("latitude longitude address".split(), Role.PLACE),
    "v": Role.FILENAME,
}
_FIXED = re.compile(r"[\d.,:TZ+-]{0,40}|true|false|[a-z]{1,12}|[a-z]{2}-[A-Z]{2}|(?:File|Picture|Video|Audio)\.\d")
_LOOKS = frozenset(
    "type timestamp ts ts_ms t utf8 e ms duration size count width height style class xmlns locale language "
    "isuserlocation".split()
)
_COUNTED = frozenset("eventtime duration filesize".split())


def _said(reader: Reader, leaf: Leaf, sender: str | None, number: int) -> Iterator[Field]:
    """The fields of a string that holds XML: its texts, and all values of its attributes."""
    outer = reader.outer(leaf)
    view = outer.view(reader.text[leaf.start : leaf.end])
    found = (f for block in blocks(view.text, xml=True, inline=HTML_INLINE) for f in _block(reader, view.text, block))
    here = (one._replace(message=number, sender=one.sender or sender) for one in found)
    yield from mapped(here, view, leaf.start, outer)


def _block(reader: Reader, text: str, block: Block) -> Iterator[Field]:
    read = block.read(text)
    quote = block.element.closest("quote")
    sender = quote.attributes.get("authorname") if quote and block.sort is Sort.TEXT else None
    role = _role(block)
    if _is_fixed(block, read):
        return
    found = Field(reader.part, block.pieces, role, read, -1, sender, "", block.codec)
    if role is Role.TEXT and len(block.pieces) == 1 and (spoke := _SPOKE.match(read)):
        yield from _part(text, found, spoke, "name", Role.NAME)
        return
    yield _known(reader, found) if role in (Role.ID, Role.NAME) else found
    if role is Role.TEXT and len(block.pieces) == 1:
        for match in _ID.finditer(read):
            for one in _part(text, found, match, 0, Role.ID):
                yield _known(reader, one)


def _is_fixed(block: Block, read: str) -> bool:
    """Whether it is a number, or how something looks."""
    if block.element.tag.casefold() in _COUNTED:
        return _FIXED.fullmatch(read) is not None and any(c.isdigit() for c in read)
    return block.sort is Sort.ATTRIBUTE and block.name.casefold() in _LOOKS and _FIXED.fullmatch(read) is not None


def _part(text: str, found: Field, match: re.Match[str], group: str | int, role: Role) -> Iterator[Field]:
    """A field for a range of another one that is in one piece."""
    start = found.pieces[0].start
    view = found.codec.view(text[slice(*found.pieces[0])])
    low, high = view.raw_range(*match.span(group))
    yield found._replace(pieces=(Piece(start + low, start + high),), role=role, text=match[group])


def _role(block: Block) -> Role:
    if block.sort is Sort.ATTRIBUTE:
        if block.name.casefold() == "id" and block.element.tag.casefold() != "at":
            return Role.ID
        return _OF_ATTRIBUTE.get(block.name.casefold(), Role.TEXT)
    return _OF_ELEMENT.get(block.element.tag.casefold(), Role.TEXT) if block.sort is Sort.TEXT else Role.TEXT


def _known(reader: Reader, found: Field) -> Field:
    """An id as the name it stands for, or as the number it is."""
    name = reader.people.get(found.text.strip())
    if name:
        return found._replace(role=Role.NAME, text=name, codec=Reference(name, found.codec))
    return found


def _listing(reader: Reader, leaf: Leaf, sender: str | None, number: int) -> Iterator[Field]:
    """A string that lists ids."""
    raw = reader.text[leaf.start : leaf.end]
    whole = reader.field(leaf, Role.TEXT, number, sender)
    yield whole
    for match in _ID.finditer(raw):
        where = Piece(leaf.start + match.start(), leaf.start + match.end())
        yield _known(reader, whole._replace(pieces=(where,), role=Role.ID, text=match[0]))


LAYOUT = Layout(
    messages=("conversations[].MessageList[]",),
    signs=("userId conversations[].id conversations[].MessageList", "conversations[].MessageList[].messagetype"),
    sender=("displayName", "from"),
    time=("originalarrivaltime", "id"),
    lead=("content",),
    cards=(Card("conversations[].MessageList[]", ("displayName",), "from"),),
    inner={"said": _said, "listing": _listing},
    slots={
        "content": "said",
        "conversations[].displayName": "title chat",
        "MessageList[].displayName": "name",
        "topic": "title",
        "members threadProperties.members": "listing",
        "userId from conversations[].id conversationid creator": "person",
        "amsreferences[] callLog.originator callLog.target": "id",
        "exportDate originalarrivaltime version MessageList[].id messagetype lastimreceivedtime": "keep",
        "consumptionhorizon conversationstatus membercount createdat deletetime edittime": "keep",
        "properties.*": "listing",
    },
    words="conversationblocked lastimreceivedtime consumptionhorizon conversationstatus originalarrivaltime "
    "messagetype conversationid amsreferences MessageList threadProperties membercount exportDate conversations "
    "urlpreviews isserversidegenerated albumId deletetime edittime",
)
sniff = LAYOUT.sniff
fields = LAYOUT.fields


def directory(texts: Mapping[str, str]) -> dict[str, str]:
    """The names of people by id, also by the id without the number of the network in front."""
    found: dict[str, str] = {}
    for text in texts.values():
        for names in LAYOUT.names(text):
            for one in names.ids:
                found[one] = found.get(one) or names.name
    quoted = {match["id"]: match["name"] for text in texts.values() for match in _QUOTED.finditer(text)}
    people = quoted | {f"8:{one}": name for one, name in quoted.items()}
    for one, name in found.items():
        short = re.sub(r"^\d{1,2}:", "", one)
        number = _NUMBER.fullmatch(one)
        people[one] = people[short] = name or quoted.get(short) or (number[1] if number else short)
    return people
