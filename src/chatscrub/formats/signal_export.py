"""Signal chats as signal-export writes them (Markdown, lines of JSON), and sigtop (two sorts of text, JSON).

Facts: https://github.com/carderne/signal-export, sigexport/models.py and create.py; https://github.com/tbvdm/sigtop,
fmt_text.go and fmt_text_short.go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..model import Codec, Field, Piece, Role
from ..syntax.jsontext import Leaf
from ..syntax.lines import line_ends
from ..syntax.percent import PERCENT
from ..syntax.plain import PLAIN
from .filenames import name_fields
from .layout import Layout
from .pasted import pasted_names
from .reading import Reader

_STAMP = r"\d{4}-\d\d-\d\d,? \d\d:\d\d(?::\d\d)?"
_LONG_STAMP = r"[^\W\d_]{3}, \d{1,2} [^\W\d_]{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}"
_NAME = r"(?P<name>[^\n]{1,120}?)"
_MARKDOWN = re.compile(rf"^\ufeff?\[(?P<time>{_STAMP})\] {_NAME}:[ ]", re.MULTILINE)
_SHORT = re.compile(rf"^\ufeff?(?P<time>\d{{4}}-\d\d-\d\d \d\d:\d\d) {_NAME}:(?:[ ]|\r?$)", re.MULTILINE)
_LONG = re.compile(
    rf"^\ufeff?(?:From: {_NAME}\r?\n)?Type: [a-z-]{{1,40}}\r?\n(?:Sent: (?:(?P<time>{_LONG_STAMP})|unknown)\r?\n)?",
    re.MULTILINE,
)
_BESIDE = re.compile(r" \((?P<number>[+\d][\d ]{5,20}|[0-9a-fA-F-]{32,36}|group)\)\Z")  # after a name
_HEADS = re.compile(r"(?:(?:Received|Attachment|Reaction|Edited): [^\n]*\n)*")
_CONVERSATION = re.compile(rf"^\ufeff?Conversation: {_NAME}\r?$", re.MULTILINE)
_FROM = re.compile(rf"^(?:[|>] )*> From: {_NAME}\r?$", re.MULTILINE)
_REACTION = re.compile(rf"^Reaction: [^\n]{{1,40}}? from {_NAME}\r?$", re.MULTILINE)
_REACTIONS = re.compile(r"^[ ]{0,8}\(- (?P<all>[^\n]{1,4000}) -\)[ ]*\r?$", re.MULTILINE)
_REACTED = re.compile(r"(?:^|(?<=, ))(?P<name>[^\n]{1,120}?): [^\s,]{1,20}(?=, |$)")
_REPLY = re.compile(rf"\[reply to {_NAME} on (?P<time>\d{{4}}-\d\d-\d\d \d\d:\d\d)(?=[\],])")
_OTHER_TIME = re.compile(rf"^(?:[|>] )*>? ?(?:Sent|Received): (?P<time>{_LONG_STAMP})\r?$", re.MULTILINE)
_ATTACHED = re.compile(
    r"^(?:[|>] )*>? ?Attachment: (?P<file>[^\n]{1,255}?) (?P<sort>\([\w.+/-]{3,80}(?:, \d{1,15} bytes)?\))\r?$",
    re.MULTILINE,
)
_LINKED = re.compile(
    r"!?\[(?P<file>[^\[\n]{0,255}?)\]\((?P<path>\.{1,2}/(?:media|exported_stickers)/[^\n]{1,400}?)\)(?=  |\r?$|!?\[)",
    re.MULTILINE,
)
_FIXED = {
    "deleted": re.compile(r"\(This message was deleted\)"),
    "call": re.compile(r"(?:Incoming|Outgoing|Missed)(?: voice| video)? call(?: \([a-z0-9, ]{1,40}\))?"),
    "": re.compile(r"\[[a-z-]{1,40} message\]"),
}
_EARLY = 400  # signs in which the first message begins


def _pair(reader: Reader, leaf: Leaf, sender: str | None, number: int) -> Iterator[Field]:
    """A name, and what comes from whom it is."""
    yield reader.field(leaf, Role.NAME if leaf.path[-1] == 0 else Role.TEXT, number, sender)


LAYOUT = Layout(
    inner={"pair": _pair},
    messages=("", "[]"),
    signs=("date sender body quote reactions", "[].conversationId [].sent_at [].body"),
    sender=("sender", "sourceServiceId", "source", "sourceUuid"),
    time=("date", "sent_at"),
    joined=("body",),
    ranges=("body bodyRanges start length utf-16", "text bodyRanges start length utf-16"),
    voices=("quote authorAci", "quote author"),
    slots={
        "body quote quote.text preview[].title preview[].description": "text",
        "reactions[][]": "pair",
        "attachments[].name attachments[].fileName": "path document",
        "attachments[].path": "path",
        "sticker.id sticker.packId sticker.packKey attachments[].key": "secret",
        "source sourceE164 e164": "phone",
        "sourceServiceId sourceUuid conversationId id authorAci authorUuid author fromId mentionAci": "id",
        "serverGuid reactions[].fromId mentionUuid": "id",
        "type date sent_at timestamp received_at serverTimestamp contentType size width height start length": "keep",
        "readStatus seenStatus hasAttachments sourceDevice schemaVersion received_at_ms style emoji extension": "keep",
        "preview[].url": "url",
        "replacementText": "name",
    },
    words="hasFileAttachments hasVisualMediaAttachments callHistory expireTimer unidentifiedDeliveryReceived",
)


class _Message(NamedTuple):
    """A message in a text: its head, and where the next one begins."""

    head: re.Match[str]
    end: int


def sniff(name: str, head: str) -> bool:
    """Whether a text was written by one of the two programs."""
    if LAYOUT.sniff(name, head):
        return True
    style = _style(name, head)
    return style is not None


def _style(name: str, text: str) -> re.Pattern[str] | None:
    """How the messages of a text begin."""
    for style in (_LONG, _MARKDOWN, _SHORT):
        first = next(_heads(style, text), None)
        if first is not None and first.start() < _EARLY and _is_sure(style, name, text):
            return style
    return None


def _is_sure(style: re.Pattern[str], name: str, text: str) -> bool:
    """WhatsApp writes such heads too: only what else stands there tells them apart."""
    if style is _MARKDOWN:
        return name.casefold().endswith(".md") or bool(_REACTIONS.search(text) or _LINKED.search(text))
    return style is _LONG or bool(_REPLY.search(text) or re.search(r": \[call-history message\]$", text, re.MULTILINE))


def _heads(style: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Where messages begin; in the long style only behind an empty line."""
    for head in style.finditer(text):
        if style is not _LONG or head.start() == 0 or text.endswith(("\n\n", "\n\r\n"), 0, head.start()):
            yield head


def fields(part: int, text: str, people: Mapping[str, str] | None = None) -> Iterator[Field]:
    """All places in a chat where people's words and names stand."""
    style = _style(".md", text)
    if style is None or LAYOUT.sniff("", text[:65_536]):
        yield from LAYOUT.fields(part, text, people)
        return
    heads = list(_heads(style, text))
    yield from _loose(part, text, heads[0].start())
    ends = [*(head.start() for head in heads[1:]), len(text)]
    for number, message in enumerate(map(_Message, heads, ends)):
        yield from _message(part, text, message, number)


def _loose(part: int, text: str, end: int) -> Iterator[Field]:
    """What stands above the first message."""
    title = _CONVERSATION.search(text, 0, end)
    if title:
        yield from _named(part, text, title, Role.TITLE, -1, None, "chat")
    at = 0
    for stop in line_ends(text, end):
        line = Piece(at, at + len(text[at:stop].rstrip("\r\n")))
        if text[slice(*line)].strip() and not (title and at <= title.start() < stop):
            yield _field(part, text, line, Role.TEXT, -1, None)
        at = stop


def _message(part: int, text: str, message: _Message, number: int) -> Iterator[Field]:
    head, end = message
    body = head.end()
    if head.re is _LONG:
        more = _HEADS.match(text, body, end)
        body = more.end() if more else body
    for other in (_OTHER_TIME, _REPLY):  # the time of the message itself comes last, so that it counts
        for match in other.finditer(text, head.end(), end):
            yield _field(part, text, Piece(*match.span("time")), Role.TIME, number, None)
    if head["time"]:
        yield _field(part, text, Piece(*head.span("time")), Role.TIME, number, None)
    sender = None
    if head["name"]:
        named = list(_named(part, text, head, Role.SENDER, number, None, ""))
        sender = named[0].text.strip()
        yield from named
    yield from _said(part, text, Piece(body, end), number, sender)
    yield from _inside(part, text, Piece(head.end(), end), number, sender)


def _said(part: int, text: str, where: Piece, number: int, sender: str | None) -> Iterator[Field]:
    """The words of a message, with the quotes in them."""
    start, end = where.start, where.start + len(text[slice(*where)].rstrip())
    plain = text[start:end].strip()
    note = next((note for note, fixed in _FIXED.items() if fixed.fullmatch(plain)), None)
    if not plain:
        return
    found = _field(part, text, Piece(start, end), Role.TEXT if note is None else Role.KEEP, number, sender, note or "")
    yield found
    view = PLAIN.view(text[start:end])
    told = [match.start("name") for match in _FROM.finditer(text, start, end)]
    for low, high in pasted_names(view.text) if note is None else ():
        a, b = view.raw_range(low, high)
        if start + a not in told:
            yield _field(part, text, Piece(start + a, start + b), Role.NAME, number, None, "pasted")


def _inside(part: int, text: str, where: Piece, number: int, sender: str | None) -> Iterator[Field]:
    """The names in a message that its form gives away."""
    for pattern in (_FROM, _REACTION, _REPLY):
        for match in pattern.finditer(text, *where):
            yield from _named(part, text, match, Role.NAME, number, sender, "")
    for match in _REACTIONS.finditer(text, *where):
        at = match.start("all")
        for one in _REACTED.finditer(match["all"]):
            place = Piece(at + one.start("name"), at + one.end("name"))
            yield _field(part, text, place, Role.NAME, number, sender)
    for match in (*_ATTACHED.finditer(text, *where), *_LINKED.finditer(text, *where)):
        yield from _files(part, text, match, "file", PLAIN, number, sender)
    for match in _ATTACHED.finditer(text, *where):
        yield _field(part, text, Piece(*match.span("sort")), Role.KEEP, number, sender)
    for match in _LINKED.finditer(text, *where):
        yield from _files(part, text, match, "path", PERCENT, number, sender)


def _files(
    part: int, text: str, match: re.Match[str], group: str, codec: Codec, number: int, sender: str | None
) -> Iterator[Field]:
    """The names in the name of a file, or in a path to it."""
    start, end = match.span(group)
    view = codec.view(text[start:end])
    for found in name_fields(part, view.text):
        low, high = view.raw_range(*found.pieces[0])
        yield found._replace(pieces=(Piece(start + low, start + high),), message=number, sender=sender, codec=codec)


def _named(
    part: int, text: str, match: re.Match[str], role: Role, number: int, sender: str | None, note: str
) -> Iterator[Field]:
    """A name, and the number or id behind it in brackets."""
    start, end = match.span("name")
    beside = _BESIDE.search(text[start:end])
    name = Piece(start, start + beside.start() if beside else end)
    found = _field(part, text, name, role, number, sender, note)
    yield found._replace(sender=found.text.strip()) if role is Role.SENDER else found
    if beside and beside["number"] != "group":
        where = Piece(start + beside.start("number"), start + beside.end("number"))
        is_number = beside["number"].replace(" ", "").lstrip("+").isdigit()
        alias = ("alias", found.text.strip()) if role is not Role.TITLE else ("", None)
        other = _field(part, text, where, Role.PHONE if is_number else Role.ID, number, sender)
        yield other._replace(note=alias[0], sender=alias[1]) if is_number else other


def _field(part: int, text: str, where: Piece, role: Role, number: int, sender: str | None, note: str = "") -> Field:
    read = PLAIN.read(text[where.start : where.end])
    return Field(part, (where,), role, read, number, sender if role is not Role.SENDER else read.strip(), note, PLAIN)
