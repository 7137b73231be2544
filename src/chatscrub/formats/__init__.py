"""Formats: one module per messenger, which says where in an export people's words and names stand.

To add one, write a module with ``sniff`` and ``fields``, add a line here and a folder in sample_exports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from ..errors import UnreadableError
from ..model import Edit, Field, Part
from . import (
    chatgpt,
    claude,
    copilot,
    csv,
    discord,
    discord_page,
    docx,
    gemini,
    google_chat,
    google_voice,
    grok,
    hangouts,
    hinge,
    html,
    imessage,
    imessage_html,
    instagram,
    json,
    kakaotalk,
    lechat,
    line,
    mail,
    markdown,
    matrix,
    matrix_page,
    matrix_text,
    messenger,
    messenger_html,
    odt,
    perplexity,
    plain,
    signal,
    signal_export,
    skype,
    slack,
    sms,
    snapchat,
    telegram,
    telegram_html,
    tinder,
    vcard,
    whatsapp,
    xlsx,
    xml,
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


class Together(Protocol):
    """The fields of all texts of one document, by number of the part its name and text."""

    def __call__(self, parts: Mapping[int, tuple[str, str]]) -> Iterator[Field]: ...


class Mended(Protocol):
    """The edits of a text in order, and those of what they would put wrong elsewhere in it."""

    def __call__(self, text: str, edits: Sequence[Edit]) -> list[Edit]: ...


class Format(NamedTuple):
    """A format: whether a text is of it, its fields, what people call it, and by what it is known. The calls are pure.

    ``lines`` tells that its texts are lines that people wrote, so a very long one is a sign of something else.
    ``directory`` and ``knowing`` are for formats that write ids in the place of names; ``together``, ``main`` (whether
    a member of that name is its main text) and ``mended`` for documents that are packages of several texts; ``unwrap``
    for formats in which texts are wrapped in base64, see ``wrapping``.
    """

    sniff: Sniff
    fields: Fields
    title: str
    sign: str
    lines: bool = False
    directory: Directory | None = None
    knowing: Knowing | None = None
    unwrap: Callable[[str], str] | None = None
    together: Together | None = None
    main: Callable[[str], bool] | None = None
    mended: Mended | None = None


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
    "google_chat": Format(
        google_chat.sniff, google_chat.fields, "Google Chat (Takeout)", "messages with creator and topic_id"
    ),
    "hangouts": Format(
        hangouts.sniff,
        hangouts.fields,
        "Google Hangouts (Takeout)",
        "conversations with events and participant_data",
        directory=hangouts.directory,
        knowing=hangouts.fields,
    ),
    "google_voice": Format(
        google_voice.sniff, google_voice.fields, "Google Voice (Takeout)", "pages with the classes of Google Voice"
    ),
    "imessage": Format(
        imessage.sniff, imessage.fields, "iMessage (imessage-exporter, text)", "a date, below it a sender", True
    ),
    "imessage_html": Format(
        imessage_html.sniff, imessage_html.fields, "iMessage (imessage-exporter, HTML)", "pages with sent and received"
    ),
    "sms": Format(
        sms.sniff, sms.fields, "SMS Backup & Restore", "a list of messages or calls in XML", unwrap=sms.unwrap
    ),
    "signal_export": Format(
        signal_export.sniff,
        signal_export.fields,
        "Signal (signal-export, sigtop)",
        "text or JSON of those two",
    ),
    "skype": Format(
        skype.sniff,
        skype.fields,
        "Skype and personal Teams (messages.json)",
        "conversations with a MessageList",
        directory=skype.directory,
        knowing=skype.fields,
    ),
    "matrix": Format(
        matrix.sniff,
        matrix.fields,
        "Matrix (Element, JSON)",
        "a room with events",
        directory=matrix.directory,
        knowing=matrix.fields,
    ),
    "matrix_page": Format(
        matrix_page.sniff, matrix_page.fields, "Matrix (Element, HTML)", "a page with the classes of Element"
    ),
    "matrix_text": Format(
        matrix_text.sniff,
        matrix_text.fields,
        "Matrix (Element, text)",
        "lines with a date, seconds and a name, from a file called so or with Matrix ids",
        True,
    ),
    "slack": Format(
        slack.sniff,
        slack.fields,
        "Slack",
        "messages with user and ts, users with profiles",
        directory=slack.directory,
        knowing=slack.fields,
    ),
    "discord": Format(
        discord.sniff,
        discord.fields,
        "Discord (DiscordChatExporter, package of one's own)",
        "messages with author and content below a guild and a channel",
    ),
    "discord_page": Format(
        discord_page.sniff,
        discord_page.fields,
        "Discord (DiscordChatExporter, HTML)",
        "a page with the classes of that program",
    ),
    "snapchat": Format(
        snapchat.sniff,
        snapchat.fields,
        "Snapchat (My Data, JSON)",
        "messages with From and Media Type, lists of friends",
        directory=snapchat.directory,
        knowing=snapchat.fields,
    ),
    "tinder": Format(tinder.sniff, tinder.fields, "Tinder (data.json)", "Usage, User and Messages with match_id"),
    "hinge": Format(
        hinge.sniff, hinge.fields, "Hinge", "matches with chats or likes, a user with preferences, prompts"
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
    "vcard": Format(
        vcard.sniff,
        vcard.fields,
        "cards and calendars (vCard, iCalendar)",
        "it begins with BEGIN:VCARD or BEGIN:VCALENDAR",
    ),
    "line": Format(line.sniff, line.fields, "LINE", "a title, days, and lines with a time and tabs", True),
    "kakaotalk": Format(
        kakaotalk.sniff,
        kakaotalk.fields,
        "KakaoTalk",
        "a title, days, and lines with a name and a time; or its table",
        True,
    ),
    "whatsapp": Format(
        whatsapp.sniff, whatsapp.fields, "WhatsApp", "lines that begin with a date, a time and a sender", True
    ),
    "chatgpt": Format(chatgpt.sniff, chatgpt.fields, "ChatGPT", "conversations with a mapping of messages"),
    "claude": Format(claude.sniff, claude.fields, "Claude", "conversations with chat_messages"),
    "gemini": Format(gemini.sniff, gemini.fields, "Gemini and AI Studio", "activity of Gemini, or chunkedPrompt"),
    "lechat": Format(lechat.sniff, lechat.fields, "Le Chat (Mistral)", "messages with chatId and contentChunks"),
    "grok": Format(grok.sniff, grok.fields, "Grok", "conversations with responses"),
    "perplexity": Format(perplexity.sniff, perplexity.fields, "Perplexity", "queries with answers and sources"),
    "copilot": Format(
        copilot.sniff, copilot.fields, "Microsoft Copilot", "tables with an author and a message or prompt"
    ),
    "docx": Format(
        docx.sniff,
        docx.fields,
        "Word (docx)",
        "a zip with word/document.xml",
        together=docx.together,
        main=docx.is_main,
        mended=docx.mended,
    ),
    "xlsx": Format(
        xlsx.sniff,
        xlsx.fields,
        "Excel (xlsx)",
        "a zip with xl/workbook.xml",
        together=xlsx.together,
        main=xlsx.is_main,
        mended=xlsx.mended,
    ),
    "odt": Format(
        odt.sniff,
        odt.fields,
        "OpenDocument text (odt)",
        "a zip with content.xml and its kind",
        together=odt.together,
        main=odt.is_main,
    ),
    "html": Format(html.sniff, html.fields, "a web page of an unknown origin", "it begins as a page does"),
    "xml": Format(xml.sniff, xml.fields, "XML of an unknown origin", "it begins as XML does"),
    "json": Format(json.sniff, json.fields, "JSON of an unknown origin", "it begins as JSON does"),
    "csv": Format(csv.sniff, csv.fields, "tables (CSV, TSV)", "rows of cells with the same mark between them"),
    "markdown": Format(
        markdown.sniff, markdown.fields, "Markdown", "a name that ends in .md", True, mended=markdown.mended
    ),
    "plain": Format(plain.sniff, plain.fields, "plain text", "nothing else fits", True),
}
"""The table: the most particular first, the first that knows a text has it."""
GENERIC = ("html", "xml", "json", "plain")
"""Formats that tell little of where a text is from; an export with another one in it is of that one."""
_HEAD = 65_536


def sniff(name: str, text: str) -> str:
    """The name of the first format in the table that knows the text."""
    head = text[:_HEAD]
    return next(key for key, known in FORMATS.items() if known.sniff(name, head))


def sniffed(parts: Sequence[Part]) -> list[str]:
    """The format of each text. All texts of a document are of that of its main text."""
    found = [sniff(part.name, part.text) for part in parts]
    mains: dict[str, str] = {}
    for part, name in zip(parts, found, strict=True):
        is_main = FORMATS[name].main
        if is_main and is_main(part.name):
            mains.setdefault(_package(part.name), name)
    return [mains.get(_package(part.name), name) for part, name in zip(parts, found, strict=True)]


def _package(name: str) -> str:
    """The zips in which a member lies."""
    return name.rpartition("//")[0]


def by_name(name: str) -> Format:
    """The format of that name.

    Raises:
        UnreadableError: there is none.
    """
    if name not in FORMATS:
        raise UnreadableError(f"unknown format {name!r}; see: chatscrub formats")
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
    documents = _documents(parts, known)
    for index, (part, name) in enumerate(zip(parts, known, strict=True)):
        found = FORMATS[name]
        if found.together:
            if members := documents.pop((name, _package(part.name)), None):
                yield from found.together(members)
        elif found.knowing and name in people:
            yield from found.knowing(index, part.text, people[name])
        else:
            yield from found.fields(index, part.text)


def _documents(parts: Sequence[Part], known: Sequence[str]) -> dict[tuple[str, str], dict[int, tuple[str, str]]]:
    """The names and texts of every document that is several, by its format and the zips in which it lies."""
    found: dict[tuple[str, str], dict[int, tuple[str, str]]] = defaultdict(dict)
    for index, (part, name) in enumerate(zip(parts, known, strict=True)):
        if FORMATS[name].together:
            found[name, _package(part.name)][index] = part.name, part.text
    return dict(found)


def mended(name: str, text: str, edits: Sequence[Edit]) -> list[Edit]:
    """The edits of a text of that format, and those of what they would put wrong elsewhere in it."""
    mend = FORMATS[name].mended
    return mend(text, edits) if mend and edits else list(edits)
