"""SMS Backup & Restore, XML: text messages with what was sent along, and calls.

Facts: https://www.synctech.com.au/sms-backup-restore/fields-in-xml-backup-files/, and exports seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..model import OWNER, Field, Piece, Role
from ..syntax.blocks import Block
from ..syntax.chain import Chain
from ..syntax.elements import Element
from ..syntax.markup import Sort, Token, codec, scan, tags
from ..syntax.opaque import sort_of_type
from ..syntax.plain import PLAIN
from ..syntax.unwrapped import Unwrapped
from ..wrapping import bytes_of, is_marked, unwrapped
from . import vcard
from .pages import NOWHERE, Page, Place
from .within import mapped

_SIGN = re.compile(
    r"<(?:smses|calls)\b[^<>]{0,2000}>?\s*(?:<!--.{0,2000}?-->\s*)?(?:<(?:sms|mms|call)[\s/]|\Z|</)", re.DOTALL
)
_HEAD = re.compile(r"<(?:smses|calls)\s+count\s*=")
_NOTHING = frozenset({"", "null", "(Unknown)", "insert-address-token"})
_NUMBER = re.compile(r"-?\d{1,7}|true|false")
_EPOCH = re.compile(r"\d{9,13}")
_WHEN = re.compile(r".*\d.*", re.DOTALL)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+")
_DIGITS = re.compile(r"[+\d][\d ()./-]{2,30}")
_MIME = re.compile(r"[a-z]{1,20}/[a-zA-Z0-9.+*-]{1,60}(?:;.{0,40})?")
_PROGRAM = re.compile(r"[a-z]{2,10}(?:\.[A-Za-z0-9_]{1,40}){1,8}(?:/[\w.$]{1,120})?")
_PROTO = re.compile(r"proto:[A-Za-z0-9+/=_-]{8,}")
_SENT = {"sms": ("type", "23456"), "mms": ("msg_box", "2345"), "call": ("type", "2")}
_FROM = "137"  # the type of the address that a message came from
_TEXT_DATA = re.compile(r"<part\s[^<>]{0,400}\sct=[\"']text/", re.IGNORECASE)
_UNITS = frozenset(_SENT)
_ROLES = {
    "service_center": Role.PHONE,
    "m_id": Role.ID,
    "tr_id": Role.ID,
    "sim_imsi": Role.ID,
    "phone_id": Role.ID,
    "subscription_id": Role.ID,
    "sub_id": Role.ID,
    "callback_set": Role.PHONE,
    "from_address": Role.PHONE,
    "post_dial_digits": Role.SECRET,
    "ct_l": Role.URL,
    "backup_set": Role.ID,
}
_DATES = frozenset({"date", "date_sent", "readable_date", "backup_date", "d_tm"})
_NAMES = ("name", "cl", "fn", "cid", "file", "filename")  # of one file


def sniff(name: str, head: str) -> bool:
    """Whether a text begins with the elements of a backup of messages or calls."""
    begins = head.lstrip("\ufeff \t\r\n").startswith("<")
    return begins and ("<smses" in head or "<calls" in head) and bool(_SIGN.search(head) or _HEAD.search(head))


def fields(part: int, text: str) -> Iterator[Field]:
    """All places in a backup where people's words or names stand, message by message."""
    yield from _Backup(part, text).fields()


def unwrap(text: str) -> str:
    """The text with the texts and cards that were sent along unwrapped from base64; see :mod:`chatscrub.wrapping`."""
    if " data=" not in text or not _TEXT_DATA.search(text):
        return text
    found: list[str] = []
    at, kind = 0, ""
    for token in scan(text, xml=True):
        if token.sort is not Sort.ATTRIBUTE or token.tag != "part":
            kind = ""
        elif token.name == "ct":
            kind = text[token.start : token.end].casefold()
        elif token.name == "data" and kind.startswith("text/") and token.start < token.end:
            new = unwrapped(text[token.start : token.end], "")
            if new is not None and _is_utf8(new):
                found += text[at : token.start], new
                at = token.end
    return "".join([*found, text[at:]])


def _is_utf8(found: str) -> bool:
    try:
        return bool(bytes_of(found[1:]).decode("utf-8"))
    except UnicodeError:
        return False


class _Tag(NamedTuple):
    """An element with its attributes, the first of each name."""

    tag: str
    values: dict[str, Token]
    tokens: Sequence[Token]


@dataclass(slots=True)
class _Unit:
    """A message or a call: its own element, and those in it."""

    head: _Tag
    inner: list[_Tag] = field(default_factory=list)
    others: list[Token] = field(default_factory=list)


class _Backup:
    """A backup on the way through it."""

    def __init__(self, part: int, text: str) -> None:
        self.page, self.text = Page(part, text), text
        self.number = -1
        self.unit: _Unit | None = None

    def fields(self) -> Iterator[Field]:
        """All fields, in reading order."""
        for token, attributes in tags(self.text):
            if token.sort is Sort.OPEN or token.sort is Sort.CLOSE:
                yield from self._tag(token, attributes)
            elif self.unit:
                self.unit.others.append(token)
            else:
                yield from self._other(token, NOWHERE)
        yield from self._flush()

    def _tag(self, head: Token, attributes: Sequence[Token]) -> Iterator[Field]:
        values: dict[str, Token] = {}
        for token in attributes:
            values.setdefault(token.name, token)
        tag = _Tag(head.tag, values, attributes)
        if head.tag in _UNITS:
            if head.sort is Sort.CLOSE:
                yield from self._flush()
                return
            yield from self._flush()
            self.unit = _Unit(tag)
            if head.empty:
                yield from self._flush()
        elif self.unit:
            self.unit.inner.append(tag)
        else:
            for token in attributes:
                yield from self._attribute(tag, token, NOWHERE)

    def _flush(self) -> Iterator[Field]:
        unit, self.unit = self.unit, None
        if unit:
            self.number += 1
            yield from self._message(unit)

    # --- messages ---------------------------------------------------------------------------------------

    def _message(self, unit: _Unit) -> Iterator[Field]:
        head = unit.head
        kind, codes = _SENT[head.tag]
        sent = self._value(head, kind) in codes if self._value(head, kind) else False
        writer = None if sent or head.tag == "call" else self._writer(unit)
        sender = OWNER if sent else self._read(writer[1]).strip() if writer else None
        place = Place(self.number, None if head.tag == "call" else sender)
        stamp = next((n for n in ("readable_date", "date") if self._is_date(head, n)), "")
        if stamp:
            yield self.page.field(self._block(head, head.values[stamp]), Role.TIME, place)
        if writer:
            yield self.page.field(self._block(*writer), Role.SENDER, place)
        done = {id(head.values[stamp])} if stamp else set()
        done |= {id(writer[1])} if writer else set()
        yield from self._said(unit, place, done)
        for tag in (head, *unit.inner):
            for token in tag.tokens:
                if id(token) not in done:
                    yield from self._attribute(tag, token, place, head)
        for token in unit.others:
            yield from self._other(token, place)

    def _said(self, unit: _Unit, place: Place, done: set[int]) -> Iterator[Field]:
        """The words of a message, before what else it holds; a call has a length instead."""
        for tag in (unit.head, *unit.inner):
            name = {"sms": "body", "part": "text", "call": "duration"}.get(tag.tag, "")
            token = tag.values.get(name)
            if token is None or self._read(token) in _NOTHING or self._value(tag, "ct") == "application/smil":
                continue
            done.add(id(token))
            block = self._block(tag, token)
            if tag.tag == "call" and _NUMBER.fullmatch(self._read(token)):
                yield self.page.field(block, Role.KEEP, place._replace(note="call"))
            else:
                yield from self.page.words(block, place)

    def _writer(self, unit: _Unit) -> tuple[_Tag, Token] | None:
        """Who wrote a message that came in: a contact by name, else a number; in a group by what it came from."""
        head = unit.head
        if "~" in self._value(head, "address"):
            for tag in unit.inner:
                token = tag.values.get("address")
                if tag.tag == "addr" and token and self._value(tag, "type") == _FROM and not self._is_nothing(token):
                    return tag, token
            return None
        for name in ("contact_name", "address"):
            token = head.values.get(name)
            if token and not self._is_nothing(token):
                return head, token
        return None

    # --- attributes -------------------------------------------------------------------------------------

    def _attribute(self, tag: _Tag, token: Token, place: Place, head: _Tag | None = None) -> Iterator[Field]:
        """The fields of one attribute, by its name."""
        name, raw = token.name, self.text[token.start : token.end]
        if raw in _NOTHING or (_NUMBER.fullmatch(raw) and name not in _SHORT and name != "address"):
            return
        block = self._block(tag, token)
        if name in ("address", "number"):
            yield from self._addresses(block, place, self._contacts(head if tag.tag != "addr" else None))
        elif name == "contact_name":
            yield from self._names(block, place)
        elif name == "data" and is_marked(self.text, token.start):
            yield from self._written(block, place, tag)
        elif name == "data":
            sort = sort_of_type(self._value(tag, "ct"), raw[:20])
            yield from self.page.medium(block, place._replace(note=sort))
        elif name in _DATES and self._is_date(tag, name):
            yield self.page.field(block, Role.TIME, place)
        elif name in _NAMES and tag.tag == "part":
            yield from self._file(block, place, tag)
        elif name in _ROLES:
            yield self.page.field(block, _ROLES[name], place)
        elif name == "text" and self._value(tag, "ct") == "application/smil":
            yield from self.page.inner(block, place)
        elif _PROTO.fullmatch(raw):
            yield from self.page.medium(block, place._replace(note="other"))
        elif not (name in _FIXED and (_MIME.fullmatch(raw) or _PROGRAM.fullmatch(raw) or raw in _WORDS)):
            note = "" if name in ("sub", "subject", "body", "text") else "unnamed"
            yield from self.page.words(block, place._replace(note=note))

    def _addresses(self, block: Block, place: Place, names: Sequence[str]) -> Iterator[Field]:
        """The numbers and addresses of one or several people, with the names that go with them."""
        read, at = block.read(self.text), 0
        pieces = read.split("~")
        for number, piece in enumerate(pieces):
            start, end = at, at + len(piece)
            at = end + 1
            if piece.strip() in _NOTHING:
                continue
            name = names[number] if len(names) == len(pieces) else ""
            role = Role.EMAIL if _MAIL.fullmatch(piece) else Role.PHONE if _DIGITS.fullmatch(piece) else Role.NAME
            about = Place(place.message, name, "alias") if name and role is not Role.EMAIL else place
            yield self.page.within(block, start, end, role, about)

    def _names(self, block: Block, place: Place) -> Iterator[Field]:
        read = block.read(self.text)
        several = "~" in self._value_of(block, "address")
        for one in re.finditer(r"[^,]+" if several else r".+", read, re.DOTALL):
            low = one.start() + len(one[0]) - len(one[0].lstrip())
            if one[0].strip() not in _NOTHING:
                yield self.page.within(block, low, one.start() + len(one[0].rstrip()), Role.NAME, place)

    def _contacts(self, head: _Tag | None) -> list[str]:
        """The names of whom a message came from or went to."""
        name = self._value(head, "contact_name") if head else ""
        if not head or name in _NOTHING:
            return []
        return [one.strip() for one in name.split(",")] if "~" in self._value(head, "address") else [name.strip()]

    def _file(self, block: Block, place: Place, tag: _Tag) -> Iterator[Field]:
        read = block.read(self.text)
        inner = read.strip("<>")
        start = read.index(inner)
        kind = self._value(tag, "ct")
        first = next((name for name in _NAMES if self._value(tag, name) not in _NOTHING), "")
        counted = block.name == first and not kind.startswith(("text/plain", "application/smil"))
        for one in self.page.path(block, start, start + len(inner), place):
            yield one._replace(note=sort_of_type(kind) if counted else "")

    def _written(self, block: Block, place: Place, tag: _Tag) -> Iterator[Field]:
        """The fields of a text or a card that was written in base64."""
        (piece,) = block.pieces
        at, codec = piece.start + 1, Unwrapped("utf-8")  # behind the mark
        view = codec.view(self.text[at : piece.end])
        if "vcard" in self._value(tag, "ct").casefold():
            found = vcard.fields(self.page.part, view.text)
            here = (one._replace(message=place.message, sender=one.sender or place.sender) for one in found)
            yield from mapped(here, view, at, codec)
        elif view.text.strip():
            chain = Chain(codec, PLAIN)
            read = chain.view(self.text[at : piece.end]).text
            yield Field(self.page.part, (Piece(at, piece.end),), Role.TEXT, read, *place[:2], "", chain)

    # --- reading ----------------------------------------------------------------------------------------

    def _block(self, tag: _Tag, token: Token) -> Block:
        element = Element(tag.tag, {name: self._read(one) for name, one in tag.values.items() if name == "address"})
        where = (Piece(token.start, token.end),)
        return Block(token.sort, where, element, token.name, codec(self.text, token))

    def _other(self, token: Token, place: Place) -> Iterator[Field]:
        """What is no attribute: comments, instructions, words that stand loose in a broken file."""
        raw = self.text[token.start : token.end]
        if not raw.strip():
            return
        block = self._block(_Tag(token.tag, {}, ()), token)
        if token.sort is Sort.TEXT and token.name == "data":
            yield from self.page.medium(block, place._replace(note="other"))
        else:
            yield from self.page.anything(block, place)

    def _read(self, token: Token) -> str:
        raw = self.text[token.start : token.end]
        return codec(self.text, token).view(raw).text if "&" in raw or not raw.isascii() else raw

    def _value(self, tag: _Tag, name: str) -> str:
        token = tag.values.get(name)
        return self._read(token) if token else ""

    def _value_of(self, block: Block, name: str) -> str:
        return block.element.attributes.get(name, "")

    def _is_nothing(self, token: Token) -> bool:
        return self._read(token).strip() in _NOTHING

    def _is_date(self, tag: _Tag, name: str) -> bool:
        read = self._value(tag, name)
        return bool(_EPOCH.fullmatch(read) if name != "readable_date" else _WHEN.fullmatch(read))


_SHORT = frozenset({"number", "contact_name", "body", "text", "subject", "sub", "service_center", "post_dial_digits"})
_FIXED = frozenset("ct ct_t ctt_t ctt_s creator subscription_component_name type m_cls cd charset chset ct_cls".split())
_WORDS = frozenset("full incremental personal attachment inline utf-8 us-ascii auto advertisement".split())
