"""Matrix: what Element exports as JSON, a room with its raw events.

Facts: https://github.com/element-hq/element-web, src/utils/exportUtils/JSONExport.ts; https://spec.matrix.org
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..model import Field, Piece, Role
from ..syntax.jsontext import Leaf
from ..syntax.reference import Reference
from .cards import Card
from .layout import Layout
from .reading import Reader
from .within import html_within

# "@user:server", rooms and events; in links the signs may be written as %40 and %3A.
_SERVER = r"[A-Za-z0-9.-]{1,255}(?::\d{1,5})?"
USER = re.compile(rf"(?:@|%40)[\w.=/+-]{{1,255}}(?::|%3A){_SERVER}(?<![.:/-])", re.IGNORECASE)
PLACE = re.compile(rf"(?:[!#]|%21|%23)[\w.=/+-]{{1,255}}(?::|%3A){_SERVER}(?<![.:/-])", re.IGNORECASE)
EVENT = re.compile(r"(?:\$|%24)(?:[\w-]{30,60}|[\w-]{10,60}:[A-Za-z0-9.-]{1,255})(?![\w-])")
_LEADING = re.compile("@|%40", re.IGNORECASE)


def _text(reader: Reader, leaf: Leaf, sender: str | None, number: int) -> Iterator[Field]:
    """A text, with the ids in it."""
    found = reader.field(leaf, Role.TEXT, number, sender)
    if found.text.strip():
        yield found
        yield from reader.pasted(found)
    yield from _ids(reader, leaf, sender, number)


def _page(reader: Reader, leaf: Leaf, sender: str | None, number: int) -> Iterator[Field]:
    """A text in HTML, with the ids in it."""
    yield from html_within(reader, leaf, sender, number)
    yield from _ids(reader, leaf, sender, number)


def _ids(reader: Reader, leaf: Leaf, sender: str | None, number: int) -> Iterator[Field]:
    """The ids of people, rooms and events in a string."""
    raw = reader.text[leaf.start : leaf.end]
    if ":" not in raw and "%3" not in raw and "$" not in raw:
        return
    for pattern in (USER, PLACE, EVENT):
        for match in pattern.finditer(raw):
            where = (Piece(leaf.start + match.start(), leaf.start + match.end()),)
            found = Field(reader.part, where, Role.ID, match[0], number, sender, "", reader.codec(leaf))
            name = reader.people.get(plain_id(match[0])) if pattern is USER else None
            if name:
                found = found._replace(role=Role.NAME, text=name, codec=Reference(name, found.codec))
            yield found


def plain_id(written: str) -> str:
    """An id as it stands in events, of one that may be written as in links."""
    return re.sub("%3A", ":", _LEADING.sub("@", written, count=1), flags=re.IGNORECASE)


LAYOUT = Layout(
    messages=("messages[]",),
    signs=(
        "room_name messages[].event_id",
        "room_name exported_by messages[].sender",
        "messages[].sender messages[].origin_server_ts messages[].content.body",
    ),
    sender=("sender", "user_id"),
    time=("origin_server_ts",),
    lead=("content.body",),
    cards=(Card("messages[]", ("content.displayname",), "state_key"),),
    inner={"text": _text, "page": _page},
    slots={
        "body topic reason name filename": "text",
        "formatted_body": "page",
        "exported_by": "text",
        "room_name content.name prev_content.name": "title",
        "displayname displayName": "name",
        "sender user_id state_key room_creator creator user_ids[] prev_sender invited_by invite.sender": "person",
        "event_id replaces_state redacts room_id via[] servers[] transaction_id device_id": "id",
        "url avatar_url thumbnail_url http_url file.url thumbnail_file.url": "url",
        "alias aliases[] alt_aliases[] content.alias": "text",
        "geo_uri uri": "place",
        "description key": "text",
        "key.k iv sha256 ciphertext session_id sender_key ed25519 curve25519": "secret",
        "blurhash xyz~amorgan~blurhash": "id",
        "type msgtype format membership rel_type origin_server_ts age export_date mimetype v kty alg": "keep",
        "join_rule history_visibility guest_access room_version algorithm currency": "keep",
    },
    words="hashes m.relates_to m.in_reply_to m.mentions m.new_content m.location org.matrix.msc1767.text "
    "org.matrix.msc3245.voice org.matrix.msc1767.audio org.matrix.custom.html m.annotation m.replace m.thread "
    "m.reference",
)
sniff = LAYOUT.sniff
fields = LAYOUT.fields


def directory(texts: Mapping[str, str]) -> dict[str, str]:
    """The names of people by id; that of somebody without a name is the id itself."""
    people = {one: name for one, name in LAYOUT.directory(texts).items() if one.startswith("@")}
    for text in texts.values():
        for match in USER.finditer(text):
            if match[0].startswith("@"):
                people.setdefault(match[0], match[0])
    return people
