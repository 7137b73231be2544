"""JSON of an unknown origin: every string is examined, what its key calls a name, number or address goes whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..longtext import Sliced
from ..model import Field, Role
from ..syntax.jsontext import Leaf, leaves
from . import headings
from .columns import is_time
from .fixed import is_dated, is_moment
from .format import looks_like_json
from .layout import Layout
from .reading import Reader, key_of
from .within import json_within

_LONGEST = 80
_HEAD = 400
# Before it: blanks, and in an archive of X (Twitter) the variable to which it belongs.
_BEFORE = re.compile(r"[\ufeff \t\r\n]*(?:window\.YTD\.[a-z0-9_.]{1,100} = )?")
BY_SLICES = True


def unknown(reader: Reader, leaf: Leaf, sender: str | None, number: int) -> Iterator[Field]:
    """The fields of a string of which nothing is known but what its key tells: it may be JSON itself."""
    read = reader.read(leaf)
    role = headings.role_of_key(key_of(leaf))
    if role and len(read) < _LONGEST and headings.is_filled_in(read, role):
        yield reader.field(leaf, role, number, sender)
    elif is_moment(read) or (":" in read and is_dated(read) and is_time(key_of(leaf))):
        yield reader.field(leaf, Role.TIME, number, sender)
    else:
        yield from json_within(LAYOUT, reader, leaf, sender, number)


LAYOUT = Layout(
    messages=(),
    slots={
        "from to sender author creator owner actor recipient participant participants[] members[] user": "name",
        "senderId recipientId userId authorId accountId participantId conversationId": "id",
        "sender_id recipient_id user_id author_id account_id participant_id conversation_id": "id",
        "accountDisplayName": "name",
        "latitudeE7 longitudeE7 latE7 lngE7 lonE7 latLng": "place",
        "type status role kind version language lang locale currency mime_type mimeType content_type": "keep",
        "timestamp created_at updated_at createdAt updatedAt date time": "keep",
    },
    inner={"unknown": unknown},
)


def sniff(name: str, head: str) -> bool:
    """Whether a text begins as JSON does."""
    return looks_like_json(head[_start(head) :])


def fields(part: int, text: Sliced) -> Iterator[Field]:
    """The fields of a text."""
    start = _start(text[:_HEAD])
    yield from LAYOUT.fields_of(part, text, leaves(text, start) if start else leaves(text))


def _start(head: str) -> int:
    """Where the JSON begins."""
    found = _BEFORE.match(head)
    return found.end() if found else 0
