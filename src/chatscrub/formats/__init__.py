"""Formats: one module per messenger, which says where in an export people's words and names stand.

To add one, write a module with ``sniff`` and ``fields``, add a line here and a folder in sample_exports.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from ..errors import UnreadableError
from ..model import Field
from . import json, plain, telegram, whatsapp


class Sniff(Protocol):
    def __call__(self, name: str, head: str) -> bool: ...


class Fields(Protocol):
    def __call__(self, part: int, text: str) -> Iterator[Field]: ...


class Format(NamedTuple):
    """A format: whether a text is of it, its fields, what people call it, and by what it is known. The calls are pure.

    ``lines`` tells that its texts are lines that people wrote, so a very long one is a sign of something else.
    """

    sniff: Sniff
    fields: Fields
    title: str
    sign: str
    lines: bool = False


FORMATS = {
    "telegram": Format(telegram.sniff, telegram.fields, "Telegram Desktop (JSON)", "messages with from_id and text"),
    "whatsapp": Format(
        whatsapp.sniff, whatsapp.fields, "WhatsApp", "lines that begin with a date, a time and a sender", True
    ),
    "json": Format(json.sniff, json.fields, "JSON of an unknown origin", "it begins as JSON does"),
    "plain": Format(plain.sniff, plain.fields, "plain text", "nothing else fits", True),
}
"""The table: the most particular first, the first that knows a text has it."""
_HEAD = 65_536


def sniff(name: str, text: str) -> str:
    """The name of the first format in the table that knows the text."""
    head = text[:_HEAD]
    return next(key for key, known in FORMATS.items() if known.sniff(name, head))


def by_name(name: str) -> Format:
    """The format of that name.

    Raises:
        UnreadableError: there is none.
    """
    if name not in FORMATS:
        raise UnreadableError(f"unknown format {name!r}; known are {', '.join(FORMATS)}")
    return FORMATS[name]
