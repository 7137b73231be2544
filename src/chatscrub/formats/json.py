"""JSON of an unknown origin: every string is examined, what its key calls a name, number or address goes whole."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Field, Role
from ..syntax.jsontext import Leaf
from . import headings
from .fixed import is_moment
from .format import looks_like_json
from .layout import Layout
from .reading import Reader, key_of
from .within import json_within

_LONGEST = 80


def unknown(reader: Reader, leaf: Leaf, sender: str | None, number: int) -> Iterator[Field]:
    """The fields of a string of which nothing is known but what its key tells: it may be JSON itself."""
    read = reader.read(leaf)
    role = headings.role_of_key(key_of(leaf))
    if role and len(read) < _LONGEST and headings.is_filled_in(read, role):
        yield reader.field(leaf, role, number, sender)
    elif is_moment(read):
        yield reader.field(leaf, Role.TIME, number, sender)
    else:
        yield from json_within(LAYOUT, reader, leaf, sender, number)


LAYOUT = Layout(
    messages=(),
    slots={
        "from to sender author creator owner actor recipient participant participants[] members[] user": "name",
        "latitudeE7 longitudeE7 latE7 lngE7 lonE7 latLng": "place",
        "type status role kind version language lang locale currency mime_type mimeType content_type": "keep",
        "timestamp created_at updated_at createdAt updatedAt date time": "keep",
    },
    inner={"unknown": unknown},
)


def sniff(name: str, head: str) -> bool:
    """Whether a text begins as JSON does."""
    return looks_like_json(head)


fields = LAYOUT.fields
