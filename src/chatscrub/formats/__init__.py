"""Formats: one module per messenger, which says where in an export people's words and names stand.

To add one, write a module with ``sniff`` and ``fields``, add a line here and a folder in sample_exports; ``format``
tells what else a module may have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import cast

from ..errors import UnreadableError
from ..longtext import Sliced, whole
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
    pptx,
    rtf,
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
from .format import Format

FORMATS = {
    "rtf": Format.of(rtf, "RTF", "it begins with {\\rtf"),
    "signal": Format.of(signal, "Signal (main.jsonl)", "lines of JSON, the first with mediaRootBackupKey"),
    "telegram": Format.of(telegram, "Telegram Desktop (JSON)", "messages with from_id and text"),
    "telegram_html": Format.of(telegram_html, "Telegram Desktop (HTML)", "a page with Telegram's messages or lists"),
    "google_chat": Format.of(google_chat, "Google Chat (Takeout)", "messages with creator and topic_id"),
    "hangouts": Format.of(hangouts, "Google Hangouts (Takeout)", "conversations with events and participant_data"),
    "google_voice": Format.of(google_voice, "Google Voice (Takeout)", "pages with the classes of Google Voice"),
    "imessage": Format.of(imessage, "iMessage (imessage-exporter, text)", "a date, below it a sender", lines=True),
    "imessage_html": Format.of(imessage_html, "iMessage (imessage-exporter, HTML)", "pages with sent and received"),
    "sms": Format.of(sms, "SMS Backup & Restore", "a list of messages or calls in XML"),
    "signal_export": Format.of(signal_export, "Signal (signal-export, sigtop)", "text or JSON of those two"),
    "skype": Format.of(skype, "Skype and personal Teams (messages.json)", "conversations with a MessageList"),
    "matrix": Format.of(matrix, "Matrix (Element, JSON)", "a room with events"),
    "matrix_page": Format.of(matrix_page, "Matrix (Element, HTML)", "a page with the classes of Element"),
    "matrix_text": Format.of(
        matrix_text, "Matrix (Element, text)", "lines with a date, seconds and a name; ids or wording", lines=True
    ),
    "slack": Format.of(slack, "Slack", "messages with user and ts, users with profiles"),
    "discord": Format.of(
        discord,
        "Discord (DiscordChatExporter, package of one's own)",
        "messages with author and content below a guild and a channel",
    ),
    "discord_page": Format.of(
        discord_page, "Discord (DiscordChatExporter, HTML)", "a page with the classes of that program"
    ),
    "snapchat": Format.of(snapchat, "Snapchat (My Data, JSON)", "messages with From and Media Type, lists of friends"),
    "tinder": Format.of(tinder, "Tinder (data.json)", "Usage, User and Messages with match_id"),
    "hinge": Format.of(hinge, "Hinge", "matches with chats or likes, a user with preferences, prompts"),
    "instagram": Format.of(instagram, "Instagram (JSON)", "chats as of Messenger, from the folders of Instagram"),
    "messenger": Format.of(messenger, "Messenger or Instagram (JSON)", "messages with sender_name and timestamp_ms"),
    "messenger_html": Format.of(
        messenger_html,
        "Messenger or Instagram (HTML)",
        "pages with the classes of Facebook, or a header with participants and dates",
    ),
    "mail": Format.of(mail, "mail (eml, mbox)", "it begins as a mail does"),
    "vcard": Format.of(
        vcard, "cards and calendars (vCard, iCalendar)", "it begins with BEGIN:VCARD or BEGIN:VCALENDAR"
    ),
    "line": Format.of(line, "LINE", "a title, days, and lines with a time and tabs", lines=True),
    "kakaotalk": Format.of(
        kakaotalk, "KakaoTalk", "a title, days, and lines with a name and a time; a table", lines=True
    ),
    "whatsapp": Format.of(whatsapp, "WhatsApp", "lines that begin with a date, a time and a sender", lines=True),
    "chatgpt": Format.of(chatgpt, "ChatGPT", "conversations with a mapping of messages"),
    "claude": Format.of(claude, "Claude", "conversations with chat_messages"),
    "gemini": Format.of(gemini, "Gemini and AI Studio", "activity of Gemini, or chunkedPrompt"),
    "lechat": Format.of(lechat, "Le Chat (Mistral)", "messages with chatId and contentChunks"),
    "grok": Format.of(grok, "Grok", "conversations with responses"),
    "perplexity": Format.of(perplexity, "Perplexity", "queries with answers and sources"),
    "copilot": Format.of(copilot, "Microsoft Copilot", "tables with an author and a message or prompt"),
    "docx": Format.of(docx, "Word (docx)", "a zip with word/document.xml"),
    "pptx": Format.of(pptx, "PowerPoint (pptx)", "a zip with ppt/presentation.xml"),
    "xlsx": Format.of(xlsx, "Excel (xlsx)", "a zip with xl/workbook.xml"),
    "odt": Format.of(odt, "OpenDocument (odt, ods, odp)", "a zip with content.xml and its kind"),
    "html": Format.of(html, "a web page of an unknown origin", "it begins as a page does"),
    "xml": Format.of(xml, "XML of an unknown origin", "it begins as XML does"),
    "json": Format.of(json, "JSON of an unknown origin", "it begins as JSON does"),
    "csv": Format.of(csv, "tables (CSV, TSV)", "rows of cells with the same mark between them"),
    "markdown": Format.of(markdown, "Markdown", "a name that ends in .md", lines=True),
    "plain": Format.of(plain, "plain text", "nothing else fits", lines=True),
}
"""The table: the most particular first, the first that knows a text has it."""
GENERIC = ("html", "xml", "json", "plain")
"""Formats that tell little of where a text is from; an export with another one in it is of that one."""
_HEAD = 65_536


def sniff(name: str, text: Sliced) -> str:
    """The name of the first format in the table that knows the text."""
    head = text[:_HEAD]
    return next(key for key, known in FORMATS.items() if known.sniff(name, head))


def sniffed(parts: Sequence[Part]) -> list[str]:
    """The format of each text. All texts of a document are of that of its main text."""
    found = [sniff(part.name, part.text) for part in parts]
    mains: dict[str, str] = {}
    for part, name in zip(parts, found, strict=True):
        is_main = FORMATS[name].is_main
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
            people[name] = directory(
                {p.name: _text(p, name) for p, own in zip(parts, known, strict=True) if own == name}
            )
    documents = _documents(parts, known)
    for index, (part, name) in enumerate(zip(parts, known, strict=True)):
        found = FORMATS[name]
        if found.together:
            if members := documents.pop((name, _package(part.name)), None):
                yield from found.together(members)
        elif found.knowing and name in people:
            yield from found.knowing(index, _text(part, name), people[name])
        else:
            yield from found.fields(index, _text(part, name))


def _text(part: Part, name: str) -> str:
    """The text of a part as its format wants it; one that reads by slices takes a long text for a string."""
    return cast("str", part.text) if FORMATS[name].by_slices else whole(part.text)


def _documents(parts: Sequence[Part], known: Sequence[str]) -> dict[tuple[str, str], dict[int, tuple[str, str]]]:
    """The names and texts of every document that is several, by its format and the zips in which it lies."""
    found: dict[tuple[str, str], dict[int, tuple[str, str]]] = defaultdict(dict)
    for index, (part, name) in enumerate(zip(parts, known, strict=True)):
        if FORMATS[name].together:
            found[name, _package(part.name)][index] = part.name, whole(part.text)
    return dict(found)


def mended(name: str, text: Sliced, edits: Sequence[Edit]) -> Sequence[Edit]:
    """The edits of a text of that format, and those of what they would put wrong elsewhere in it."""
    mend = FORMATS[name].mended
    return mend(whole(text), edits) if mend and edits else edits
