"""Discord: what DiscordChatExporter writes (JSON, CSV, text), and the package of one's own messages.

Facts: https://github.com/Tyrrrz/DiscordChatExporter, DiscordChatExporter.Core/Exporting, and exports seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from ..model import OWNER, Field, Piece, Role
from ..syntax.jsontext import Leaf
from ..syntax.lines import line_ends
from ..syntax.plain import PLAIN
from .cards import Card
from .layout import Layout
from .message_table import pasted, rows
from .pasted import pasted_names
from .reading import Reader

_MENTION = re.compile(r"<(?:@[!&]?|#)(?P<id>\d{15,21})>")
_RULE = "=" * 62
_HEAD = re.compile(
    r"^\[(?P<time>(?=[^\[\]\n]*\d)[^\[\]\n]{8,40})\] (?P<name>[^\n]{1,120}?)(?: \(pinned\))?\r?$", re.MULTILINE
)
_PREAMBLE = re.compile(r"^(?P<key>Guild|Channel|Topic|After|Before): (?P<value>[^\n]*?)\r?$", re.MULTILINE)
_EXPORTED = re.compile(rf"\n{_RULE}\r?\nExported [\d.,]+ message\(s\)\r?\n{_RULE}\s*\Z")
_OWN = "ID,Timestamp,Contents"
"""How a table of the package begins."""
_COLUMNS = {
    "AuthorID": Role.ID,
    "Author": Role.SENDER,
    "Date": Role.TIME,
    "Timestamp": Role.TIME,
    "Content": Role.TEXT,
    "Contents": Role.TEXT,
    "Attachments": Role.TEXT,
    "Reactions": Role.TEXT,
    "ID": Role.KEEP,
}


def _mentioning(reader: Reader, leaf: Leaf, sender: str | None, number: int) -> Iterator[Field]:
    """A text, and the ids of people and channels that stand in it."""
    found = reader.field(leaf, Role.TEXT, number, sender)
    if found.text.strip():
        yield found
        yield from reader.pasted(found)
    raw = reader.text[leaf.start : leaf.end]
    for match in _MENTION.finditer(raw) if "<" in raw else ():
        where = Piece(leaf.start + match.start("id"), leaf.start + match.end("id"))
        yield found._replace(pieces=(where,), role=Role.ID, text=match["id"])


_NAMES = ("nickname", "name")
_PEOPLE = ("author", "mentions[]", "reactions[].users[]", "interaction.user", "interactionMetadata.user")
EXPORTER = Layout(
    messages=("messages[]",),
    signs=(
        "guild.id channel.id messages[].author.id",
        "guild.name channel.name dateRange.after",
        "messages[].author.discriminator messages[].content",
    ),
    sender=("author.nickname", "author.name"),
    time=("timestamp",),
    lead=("content",),
    voices=("forwardedMessage ?",),
    cards=tuple(Card(f"messages[].{path}", _NAMES) for path in _PEOPLE),
    inner={"mentioning": _mentioning},
    slots={
        "content description fields[].name fields[].value footer.text embeds[].title channel.topic": "mentioning",
        "guild.name channel.category roles[].name": "title",
        "channel.name": "title chat",
        "nickname author.name mentions[].name users[].name user.name": "name",
        "discriminator author.id users[].id user.id mentions[].id": "id",
        "guild.id channel.id channel.categoryId roles[].id emoji.id stickers[].id attachments[].id": "id",
        "messages[].id reference.messageId reference.channelId reference.guildId inlineEmojis[].id": "id",
        "interaction.id": "id",
        "reference.type messages[].type channel.type stickers[].format": "keep",
        "timestamp timestampEdited callEndedTimestamp exportedAt after before color": "keep",
        "emoji.name emoji.code inlineEmojis[].name inlineEmojis[].code stickers[].name interaction.name": "text",
        "iconUrl avatarUrl imageUrl sourceUrl proxyUrl canonicalUrl url": "url",
        "fileName": "path document",
    },
    words="isBot isPinned isAnimated isInline fileSizeBytes inlineEmojis interactionMetadata dateRange",
)
PACKAGE = Layout(
    messages=("[]",),
    own=("[]",),
    signs=("[].ID [].Timestamp [].Contents",),
    time=("Timestamp",),
    lead=("Contents",),
    inner={"mentioning": _mentioning},
    slots={"ID": "keep", "Contents": "mentioning", "Attachments": "url"},
)
ACCOUNT = Layout(
    messages=(),
    signs=(
        "relationships[].user.username",
        "id username discriminator email",
        "id type recipients[]",
        "id type guild.id guild.name",
    ),
    slots={
        "id recipients[] guild.id discriminator avatar_hash avatar external_id tag": "id",
        "username global_name display_name": "handle",
        "guild.name name": "title",
        "relationships[].nickname connections[].name": "name",
        "type flags created_at locale mime_type country_code": "keep",
        "notes.*": "text",
        "notes{}": "id",
        "billing_address.name": "name",
        "line_1 line_2 city state postal_code country": "place",
        "note": "text",
    },
)
INDEX = Layout(messages=(), signs=(), slots={"^.*": "title", "^{}": "id"})
_LAYOUTS = (EXPORTER, PACKAGE, ACCOUNT)


def sniff(name: str, head: str) -> bool:
    """Whether a text is one of those files."""
    return _reader(name, head) is not None


def fields(part: int, text: str, people: Mapping[str, str] | None = None) -> Iterator[Field]:
    """All places in the file where people's words and names stand."""
    read = _reader("", text[:65_536]) or INDEX.fields
    yield from read(part, text)


def _reader(name: str, head: str) -> Callable[[int, str], Iterator[Field]] | None:
    """What reads a text of that sort."""
    begin = head.lstrip("\ufeff \t\r\n")
    if begin.startswith(_RULE) and _PREAMBLE.search(begin[:400]):
        return _text
    if begin.startswith(("AuthorID,Author,", '"AuthorID","Author",', _OWN)):
        return _table
    if name.endswith("messages/index.json"):
        return INDEX.fields
    return next((layout.fields for layout in _LAYOUTS if layout.sniff(name, head)), None)


# --- CSV ------------------------------------------------------------------------------------------------


def _table(part: int, text: str) -> Iterator[Field]:
    """The fields of a table, a message a row; in that of the package all are one's own."""
    own = text[:99].lstrip("\ufeff \t\r\n").startswith(_OWN)
    for row in rows(part, text, _COLUMNS):
        for found in row:
            if own and found.message >= 0 and found.role is not Role.TIME:
                found = found._replace(sender=OWNER)
            yield found
            if found.role is Role.TEXT:
                yield from pasted(text, found)


# --- text -----------------------------------------------------------------------------------------------


def _text(part: int, text: str) -> Iterator[Field]:
    """The fields of an export as text."""
    heads = [head for head in _HEAD.finditer(text) if text.endswith(("\n\n", "\n\r\n"), 0, head.start())]
    first = heads[0].start() if heads else len(text)
    yield from _preamble(part, text, first)
    end = _EXPORTED.search(text, max(len(text) - 400, 0))
    last = end.start() if end and end.start() >= first else len(text)
    for number, (head, stop) in enumerate(zip(heads, [*(h.start() for h in heads[1:]), last], strict=False)):
        yield from _message(part, text, head, stop, number)


def _preamble(part: int, text: str, end: int) -> Iterator[Field]:
    """What stands above the messages: the server, the channel, what it is about."""
    at = 0
    for stop in line_ends(text, end):
        line = text[at:stop].rstrip("\r\n")
        told = _PREAMBLE.match(line)
        if told and told["key"] in ("Guild", "Channel"):
            yield _field(part, text, at + told.start("value"), at + told.end("value"), Role.TITLE, -1, None)
        elif line.strip("= \ufeff"):
            yield _field(part, text, at, at + len(line), Role.TEXT, -1, None)
        at = stop


def _message(part: int, text: str, head: re.Match[str], end: int, number: int) -> Iterator[Field]:
    sender = PLAIN.read(head["name"]).strip()
    yield _field(part, text, *head.span("time"), Role.TIME, number, None)
    yield _field(part, text, *head.span("name"), Role.SENDER, number, sender)
    start, end = head.end() + 1, head.end() + 1 + len(text[head.end() + 1 : end].rstrip())
    if text[start:end].strip():
        found = _field(part, text, start, end, Role.TEXT, number, sender)
        yield found
        view = PLAIN.view(text[start:end])
        for low, high in pasted_names(view.text):
            a, b = view.raw_range(low, high)
            yield _field(part, text, start + a, start + b, Role.NAME, number, None)._replace(note="pasted")
    for match in _MENTION.finditer(text, start, end):
        yield _field(part, text, *match.span("id"), Role.ID, number, sender)


def _field(part: int, text: str, start: int, end: int, role: Role, number: int, sender: str | None) -> Field:
    return Field(part, (Piece(start, end),), role, PLAIN.read(text[start:end]), number, sender, "", PLAIN)
