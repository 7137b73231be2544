"""Messenger and Instagram in HTML: chats, and the lists beside them.

The names of classes change from year to year, so a message is known by its form: who wrote it, what, and when stand in
one element, in that order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from .. import times
from ..model import Field, Piece, Role, View
from ..spans import located, views
from ..syntax.blocks import Block, blocks
from ..syntax.elements import Element
from ..syntax.markup import Sort
from .filenames import FOLDER, THREAD, name_fields
from .messenger_wording import told
from .pasted import pasted_names

# Class names since 2019, in the pages and in their style sheets; others come and go.
_CLASSES = re.compile(r"\b(?:_a6-[a-z]|_3-9[3-6]|_2pi[mn]|_a70[5-9a-e]|_2ph[_-]|_4t5n|_tqp|uiBoxWhite)(?![\w-])")
_PLACE = re.compile(
    r"(?:inbox|archived_threads|filtered_threads|message_requests|e2ee_cutover)/[^/]+/message_\d+\.html"
)
_PARTICIPANTS = r"(?:Participants|Deelnemers|Gespreksdeelnemers|Teilnehmer|Teilnehmende|Participantes|Partecipanti)"
_PEOPLE = re.compile(rf"{_PARTICIPANTS}\s?: ?(?P<names>.+)", re.DOTALL)
_HEADER = re.compile(rf">\s*{_PARTICIPANTS}\s?: ")
# What stands above a value in the lists of an account: contacts of a phone, the account itself.
_LABELS = {
    re.compile(r"(?:first |last |full |middle )?name|surname|(?:voor|achter|roep|volledige )?naam", re.I): Role.NAME,
    re.compile(r"user ?name|gebruikersnaam", re.I): Role.HANDLE,
}
_DATE = re.compile(r"(?=.{0,40}(?<!\d)(?:19|20)\d\d(?!\d))(?=.{0,40}\d[:.]\d\d)[\w ,.:/'\u2019-]{10,48}")
_SEVERAL = re.compile(r", (?:and |en |und |et )?| (?:and|en|und|et|y|e) ")
_REACTION = re.compile(r"[^\w\s]{1,12}\s?(?P<name>[\w.].{0,99}?)(?:\s*\((?P<time>[^()]*\d[^()]*)\))?", re.DOTALL)
_PROFILE = re.compile(r"https?://(?:www\.|m\.)?(?:instagram|facebook)\.com/(?:_u/)?(?P<user>[\w.]{2,60})/?")
_ADDRESS = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|(?=[^:]*:[^:]*:[^:]*:)[0-9a-fA-F:]{6,39}")
_LINK = re.compile(r"(?:https?|ftp|fb|instagram)://\S*", re.IGNORECASE)
_FIXED = frozenset(
    "class lang charset type rel target width height colspan rowspan role http-equiv border cellpadding cellspacing "
    "controls dir tabindex media xmlns valign align".split()
)
_HARMLESS = {
    "id": re.compile(r"[\w-]{0,40}"),
    "name": re.compile(r"[a-z_-]{0,40}"),
    "style": re.compile(r"(?:\s{0,40}[\w-]{1,40}:[^;:()'\"]{1,60}(?:;|\Z)){1,20}\s{0,40}"),
    "content": re.compile(r"text/html; ?charset=[\w-]{1,20}|width=device-width[\w=,. -]{0,60}", re.I),
}
_STYLED = re.compile(r"url\((?!['\"]?data:)(?P<url>[^()]{1,300})\)|/\*(?P<note>.{1,300}?)\*/", re.DOTALL)
_FEWEST = 3  # texts from one date to the next, if both end a message
_FILES = ("href", "src", "poster", "data-src")
_SORTS = {"img": "image", "video": "video", "source": "video", "audio": "audio"}


def sniff(name: str, head: str) -> bool:
    """Whether a text is a page with the classes of Facebook, from its folders, or with the header of a chat."""
    begin = head.lstrip("\ufeff \t\r\n")
    if not begin.startswith("<") or "<html" not in begin[:2_000].casefold():
        return False
    if _PLACE.search(name) or len(set(_CLASSES.findall(head))) > 1:
        return True
    return bool(_HEADER.search(head)) and any(_is_date(text) for text in re.findall(r">([^<>]{10,48})<", head)[:200])


def fields(part: int, text: str) -> Iterator[Field]:
    """The fields of a page: what stands before the messages, the messages from the oldest on, and the rest."""
    page = _Page(part, text)
    messages = page.messages()
    first = messages[0].start if messages else len(page.blocks)
    last = messages[-1].end if messages else first
    yield from page.around(0, first)
    for number, message in enumerate(_in_order(messages)):
        yield from page.message(message, number)
    for before, after in pairwise(messages):
        yield from page.around(before.end, after.start)
    yield from page.around(last, len(page.blocks))


class _Message(NamedTuple):
    """The numbers of the blocks of a message, and of the one that tells when it was sent."""

    start: int
    end: int
    time: int
    stamp: str


def _in_order(messages: Sequence[_Message]) -> Sequence[_Message]:
    """The messages from the oldest on: the newest stands first, unless the dates tell otherwise."""
    if len(messages) < 2:
        return messages
    dates = [date for date in times.parse([message.stamp for message in messages]) if date]
    return messages if dates and dates[0] < dates[-1] else messages[::-1]


def _is_date(read: str) -> bool:
    return len(read) < 50 and bool(_DATE.fullmatch(read)) and times.parse([read])[0] is not None


def _common(one: Element, other: Element) -> Element:
    """The innermost element in which both stand."""
    around = set(map(id, one.upwards()))
    return next(element for element in other.upwards() if id(element) in around)


def _depth(element: Element) -> int:
    return sum(1 for _ in element.upwards())


def _is_marked(element: Element) -> bool:
    """Whether an element is a link to a chat or to somebody, of whom its words are the name."""
    link = element.attributes.get("href", "") if element.tag == "a" else ""
    return bool(_PLACE.search(link) or _PROFILE.fullmatch(link))


class _Page:
    """A page: its blocks, what they read, and the people of whom it is known who they are."""

    def __init__(self, part: int, text: str) -> None:
        self.part, self.text = part, text
        self.blocks = list(blocks(text, border=_is_marked))
        self.read = [block.read(text) for block in self.blocks]
        found = (_PROFILE.fullmatch(read) for b, read in zip(self.blocks, self.read, strict=True) if b.name == "href")
        self.users = {match["user"] for match in found if match}
        self.title = next((self.read[n] for n in self._texts() if self.blocks[n].element.tag == "title"), "")
        self.senders: set[str] = set()
        self.labelled = dict(self._labelled())

    def _texts(self) -> Iterator[int]:
        return (n for n, block in enumerate(self.blocks) if block.sort is Sort.TEXT and not block.name)

    def _labelled(self) -> Iterator[tuple[int, Role]]:
        """The texts that stand below a label, and what it says that they are."""
        for label, value in pairwise(self._texts()):
            role = next((role for one, role in _LABELS.items() if one.fullmatch(self.read[label])), None)
            if role and not any(one.fullmatch(self.read[value]) for one in _LABELS):
                yield value, role

    def messages(self) -> list[_Message]:
        """The messages: a date, and what stands before it in the innermost element that holds any text before it."""
        found: list[_Message] = []
        last: tuple[Element, int] | None = None
        for order, number, box in self._boxes():
            if last and last[0] is box and order - last[1] < _FEWEST:
                found[-1] = found[-1]._replace(end=number + 1, time=number, stamp=self.read[number])
            elif not self._is_entry(start := self._start(box, number, found[-1].end if found else 0), number):
                found.append(_Message(start, number + 1, number, self.read[number]))
            last = box, order
        self.senders = {self.read[sender] for m in found if (sender := self._sender(m)) is not None}
        return found

    def _boxes(self) -> Iterator[tuple[int, int, Element]]:
        """The dates that end a message: number of the text, of the block, and the element that is the message.

        Most messages lie equally deep; a date deeper within one of them is something that somebody wrote.
        """
        found: list[tuple[int, int, Element]] = []
        for order, (before, number) in enumerate(pairwise(self._texts())):
            if _is_date(self.read[number]):
                found.append((order, number, _common(self.blocks[before].element, self.blocks[number].element)))
        depths = Counter(_depth(box) for _, _, box in found)
        usual = max(depths, key=lambda depth: (depths[depth], -depth), default=0)
        around = {id(element) for _, _, box in found if _depth(box) == usual for element in box.upwards()}
        inside = {id(box) for _, _, box in found if _depth(box) == usual}
        for order, number, box in found:
            if _depth(box) == usual or not (id(box) in around or any(id(e) in inside for e in box.upwards())):
                yield order, number, box

    def _start(self, box: Element, number: int, least: int) -> int:
        """The first of the blocks before a block that stand in an element."""
        start = number
        while start > least and any(element is box for element in self.blocks[start - 1].element.upwards()):
            start -= 1
        return start

    def _is_entry(self, start: int, end: int) -> bool:
        """Whether blocks begin with a link, as those of a list of accounts do; nobody's name above a message is one."""
        first = next((self.blocks[n].pieces[0].start for n in range(start, end) if not self.blocks[n].name), -1)
        tag = self.text.rfind("<", 0, max(first, 0))
        return first < 0 or self.text.startswith(("<a ", "<A "), tag)

    def _sender(self, message: _Message) -> int | None:
        return next((n for n in range(message.start, message.time) if self.blocks[n].sort is Sort.TEXT), None)

    def message(self, message: _Message, number: int) -> Iterator[Field]:
        """The fields of a message."""
        author = self._sender(message)
        sender = self.read[author].strip() if author is not None else None
        yield self._field(message.time, Role.TIME, number, None)
        if author is not None:
            yield self._field(author, Role.SENDER, number, sender)
        for at in range(message.start, message.end):
            if at not in (author, message.time):
                yield from self._one(at, number, sender)

    def around(self, start: int, end: int) -> Iterator[Field]:
        """The fields of blocks outside messages."""
        for at in range(start, end):
            yield from self._one(at, -1, None)

    def _one(self, at: int, number: int, sender: str | None) -> Iterator[Field]:
        block, read = self.blocks[at], self.read[at]
        if block.sort is Sort.ATTRIBUTE:
            yield from self._attribute(at, number, sender)
        elif block.sort is Sort.INSTRUCTION and read.casefold().startswith("doctype html"):
            return
        elif block.sort is Sort.RAW and block.element.tag == "style":
            yield from self._style(at)
        elif block.sort is Sort.TEXT and number < 0 and self.title and read == self.title and self.senders:
            yield self._field(at, Role.TITLE, number, sender, "chat")
        elif role := self._role(at, number):
            yield self._field(at, role, number, sender, "chat" if role is Role.TITLE else "")
        else:
            yield from self._words(self._field(at, Role.TEXT, number, sender), block)

    def _role(self, at: int, number: int) -> Role | None:
        """What a text is, by its form, its link, or the label above it."""
        block, read = self.blocks[at], self.read[at]
        if _ADDRESS.fullmatch(read):
            return Role.ID
        if number < 0 and _is_date(read):
            return Role.TIME
        if read in self.users:
            return Role.HANDLE
        if number >= 0 or block.sort is not Sort.TEXT or block.name:
            return None
        link = block.element.closest("a")
        if link and _PLACE.search(link.attributes.get("href", "")):
            return Role.TITLE
        return self.labelled.get(at)

    def _words(self, found: Field, block: Block) -> Iterator[Field]:
        """Words, and the names in them that are told by their form."""
        yield found
        names = [(Role.NAME, *name) for name in pasted_names(found.text)]
        if found.message < 0 and (people := _PEOPLE.fullmatch(found.text)):
            names += _listed(people["names"], people.start("names"))
        elif block.element.closest("li") and (reaction := _REACTION.fullmatch(found.text)):
            names.append((Role.NAME, *reaction.span("name")))
            if _is_date(reaction["time"] or ""):
                names.append((Role.TIME, *reaction.span("time")))
        if names:
            there = views(self.text, found)
            for role, start, end in names:
                pieces = tuple(Piece(*piece) for piece in located(there, start, end))
                yield found._replace(pieces=pieces, role=role, text=found.text[start:end])
        if found.sender:
            yield from told(found, self.text)

    def _attribute(self, at: int, number: int, sender: str | None) -> Iterator[Field]:
        block, read = self.blocks[at], self.read[at]
        if block.name in _FIXED or (block.name in _HARMLESS and _HARMLESS[block.name].fullmatch(read)):
            return
        if block.name not in _FILES or ":" in read.partition("/")[0]:
            link = _LINK.fullmatch(read)
            yield self._field(at, Role.URL if link else Role.TEXT, number, sender)
        elif any(sign.isalnum() for sign in read):
            yield from self._path(at, number, sender)

    def _path(self, at: int, number: int, sender: str | None) -> Iterator[Field]:
        """The names in a path to a file."""
        block = self.blocks[at]
        view = self._view(block)
        sort = _SORTS.get(block.element.tag, "")
        for one in name_fields(self.part, view.text):
            low, high = view.raw_range(*one.pieces[0])
            piece = Piece(block.pieces[0].start + low, block.pieces[0].start + high)
            note = sort if sort and one.note not in (FOLDER, THREAD) else one.note
            yield one._replace(pieces=(piece,), message=number, sender=sender, note=note, codec=block.codec)

    def _style(self, at: int) -> Iterator[Field]:
        """Links and remarks in a style sheet."""
        block = self.blocks[at]
        start = block.pieces[0].start
        for match in _STYLED.finditer(self.text, *block.pieces[0]):
            low, high = match.span(match.lastgroup or 0)
            read = block.codec.view(self.text[low:high]).text
            if low >= start and read.strip():
                yield Field(self.part, (Piece(low, high),), Role.TEXT, read, -1, None, "", block.codec)

    def _view(self, block: Block) -> View:
        return block.codec.view(self.text[slice(*block.pieces[0])])

    def _field(self, at: int, role: Role, number: int, sender: str | None, note: str = "") -> Field:
        block = self.blocks[at]
        return Field(self.part, block.pieces, role, self.read[at], number, sender, note, block.codec)


def _listed(names: str, at: int) -> Iterator[tuple[Role, int, int]]:
    """The ranges of the names in a list such as "a, b and c", and of what stands between them."""
    start = 0
    for mark in _SEVERAL.finditer(names):
        if start < mark.start():
            yield Role.NAME, at + start, at + mark.start()
        yield Role.KEEP, at + mark.start(), at + mark.end()
        start = mark.end()
    if names[start:].strip():
        yield Role.NAME, at + start, at + len(names)
