"""Formats: one module per messenger, which says where in an export people's words and names stand.

To add one, write a module with ``sniff`` and ``fields``, add a line here and a folder in sample_exports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from ..errors import UnreadableError
from ..model import Field, Part
from . import (
    chatgpt,
    claude,
    csv,
    gemini,
    grok,
    instagram,
    json,
    lechat,
    mail,
    messenger,
    messenger_html,
    perplexity,
    plain,
    signal,
    signal_export,
    slack,
    telegram,
    telegram_html,
    vcard,
    whatsapp,
)


class Sniff(Protocol):
    def __call__(self, name: str, head: str) -> bool: ...


class Fields(Protocol):
    def __call__(self, part: int, text: str) -> Iterator[Field]: ...


class Directory(Protocol):
    """The names of people by the id under which other texts of the same export know them, from all its texts."""

    def __call__(self, texts: Mapping[str, str]) -> dict[str, str]: ...


class Knowing(Protocol):
    """The fields of a text, with such a directory at hand."""

    def __call__(self, part: int, text: str, people: Mapping[str, str]) -> Iterator[Field]: ...


class Format(NamedTuple):
    """A format: whether a text is of it, its fields, what people call it, and by what it is known. The calls are pure.

    ``lines`` tells that its texts are lines that people wrote, so a very long one is a sign of something else.
    ``unwrap`` is for formats in which texts are wrapped in base64, see ``wrapping``; ``directory`` and ``knowing``
    are for formats that write ids in the place of names.
    """

    sniff: Sniff
    fields: Fields
    title: str
    sign: str
    lines: bool = False
    directory: Directory | None = None
    knowing: Knowing | None = None
    unwrap: Callable[[str], str] | None = None


FORMATS = {
    "signal": Format(
        signal.sniff,
        signal.fields,
        "Signal (main.jsonl)",
        "lines of JSON, the first with mediaRootBackupKey",
        directory=signal.directory,
        knowing=signal.fields,
    ),
    "telegram": Format(telegram.sniff, telegram.fields, "Telegram Desktop (JSON)", "messages with from_id and text"),
    "telegram_html": Format(
        telegram_html.sniff, telegram_html.fields, "Telegram Desktop (HTML)", "a page with Telegram's messages or lists"
    ),
    "signal_export": Format(
        signal_export.sniff,
        signal_export.fields,
        "Signal (signal-export, sigtop)",
        "text or JSON of those two",
    ),
    "slack": Format(
        slack.sniff,
        slack.fields,
        "Slack",
        "messages with user and ts, users with profiles",
        directory=slack.directory,
        knowing=slack.fields,
    ),
    "instagram": Format(
        instagram.sniff, instagram.fields, "Instagram (JSON)", "chats as of Messenger, from the folders of Instagram"
    ),
    "messenger": Format(
        messenger.sniff, messenger.fields, "Messenger or Instagram (JSON)", "messages with sender_name and timestamp_ms"
    ),
    "messenger_html": Format(
        messenger_html.sniff,
        messenger_html.fields,
        "Messenger or Instagram (HTML)",
        "pages with the classes of Facebook, or a header with participants and dates",
    ),
    "mail": Format(mail.sniff, mail.fields, "mail (eml, mbox)", "it begins as a mail does", unwrap=mail.unwrap),
    "vcard": Format(vcard.sniff, vcard.fields, "cards and calendars (vCard, iCalendar)", "it begins with BEGIN:V..."),
    "whatsapp": Format(
        whatsapp.sniff, whatsapp.fields, "WhatsApp", "lines that begin with a date, a time and a sender", True
    ),
    "chatgpt": Format(chatgpt.sniff, chatgpt.fields, "ChatGPT", "conversations with a mapping of messages"),
    "claude": Format(claude.sniff, claude.fields, "Claude", "conversations with chat_messages"),
    "gemini": Format(gemini.sniff, gemini.fields, "Gemini and AI Studio", "activity of Gemini, or chunkedPrompt"),
    "lechat": Format(lechat.sniff, lechat.fields, "Le Chat (Mistral)", "messages with chatId and contentChunks"),
    "grok": Format(grok.sniff, grok.fields, "Grok", "conversations with responses"),
    "perplexity": Format(perplexity.sniff, perplexity.fields, "Perplexity", "queries with answers and sources"),
    "json": Format(json.sniff, json.fields, "JSON of an unknown origin", "it begins as JSON does"),
    "csv": Format(csv.sniff, csv.fields, "tables (CSV, TSV)", "rows of cells with the same mark between them"),
    "plain": Format(plain.sniff, plain.fields, "plain text", "nothing else fits", True),
}
"""The table: the most particular first, the first that knows a text has it."""
GENERIC = ("json", "plain")
"""Formats that tell little of where a text is from; an export with another one in it is of that one."""
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
        raise UnreadableError(f"unknown format {name!r}; known are {', '.join(FORMATS)}; see: chatscrub formats")
    return FORMATS[name]


def fields(parts: Sequence[Part], known: Sequence[str]) -> Iterator[Field]:
    """The fields of all texts of an export, in reading order.

    Args:
        parts: the texts.
        known: the name of the format of each.
    """
    people: dict[str, dict[str, str]] = {}
    for name in dict.fromkeys(known):
        if directory := FORMATS[name].directory:
            people[name] = directory({p.name: p.text for p, own in zip(parts, known, strict=True) if own == name})
    for index, (part, name) in enumerate(zip(parts, known, strict=True)):
        found = FORMATS[name]
        if found.knowing and name in people:
            yield from found.knowing(index, part.text, people[name])
        else:
            yield from found.fields(index, part.text)
