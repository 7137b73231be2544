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
from .format import JSON, PAGE, Format, row

_PACKAGE = r"\[content_types\]\.xml|\.rels"
_TABLE = (
    Format("rtf", "RTF", "it begins with {\\rtf", begins=r"(?:\udcef\udcbb\udcbf\s*)?\{\\rt"),
    Format(
        "signal",
        "Signal (main.jsonl)",
        "lines of JSON, the first with mediaRootBackupKey",
        begins=JSON,
        has=("mediaRootBackupKey", "authorId", "aci"),
    ),
    Format(
        "telegram",
        "Telegram Desktop (JSON)",
        "messages with from_id and text",
        begins=JSON,
        has=("messages", "personal_information", "first_name"),
    ),
    Format(
        "telegram_html",
        "Telegram Desktop (HTML)",
        "a page with Telegram's messages or lists",
        begins=PAGE,
        has=tuple(f'<div class="{one}' for one in ("page_", "message default", "message service", "personal_info")),
    ),
    Format(
        "google_chat",
        "Google Chat (Takeout)",
        "messages with creator and topic_id",
        begins=JSON,
        has=("topic_id", "created_date", "user_type"),
    ),
    Format(
        "hangouts",
        "Google Hangouts (Takeout)",
        "conversations with events and participant_data",
        begins=JSON,
        has=("gaia_id",),
    ),
    Format(
        "google_voice",
        "Google Voice (Takeout)",
        "pages with the classes of Google Voice",
        begins=PAGE,
        has=('class="hChatLog hfeed"', 'class="haudio"', "www.google.com/voice#"),
    ),
    Format(
        "imessage",
        "iMessage (imessage-exporter, text)",
        "a date, below it a sender",
        begins=r"[A-Z][a-z]{2} [ \d]\d, \d{4} ",
        lines=True,
    ),
    Format(
        "imessage_html",
        "iMessage (imessage-exporter, HTML)",
        "pages with sent and received",
        has=('<div class="message"', '<div class="announcement"'),
    ),
    Format("sms", "SMS Backup & Restore", "a list of messages or calls in XML", begins=PAGE, has=("<smses", "<calls")),
    Format(
        "signal_export",
        "Signal (signal-export, sigtop)",
        "text or JSON of those two",
        has=("reactions", "conversationId", "Type: ", "(- ", "](.", "[reply to ", "[call-history message]"),
        called=r"\.md\Z",
    ),
    Format(
        "skype",
        "Skype and personal Teams (messages.json)",
        "conversations with a MessageList",
        begins=JSON,
        has=("MessageList",),
    ),
    Format(
        "matrix", "Matrix (Element, JSON)", "a room with events", begins=JSON, has=("room_name", "origin_server_ts")
    ),
    Format("matrix_page", "Matrix (Element, HTML)", "a page with the classes of Element", begins=PAGE, has=("mx_",)),
    Format(
        "matrix_text",
        "Matrix (Element, text)",
        "lines with a date, seconds and a name; ids or wording",
        begins=r"[^\n]{0,58}?\d[:.]\d\d[:.]\d\d[^\n]{0,5} - ",
        lines=True,
    ),
    Format(
        "slack",
        "Slack",
        "messages with user and ts, users with profiles",
        begins=JSON,
        has=('"ts', '"profile', '"creator', '"created', '"purpose', "change_type"),
    ),
    Format(
        "discord",
        "Discord (DiscordChatExporter, package of one's own)",
        "messages with author and content below a guild and a channel",
        begins='[{[="AI]',
        has=("guild", "discriminator", "Contents", "relationships", "recipients", "=" * 62, "AuthorID"),
        called=r"messages/index\.json",
    ),
    Format(
        "discord_page",
        "Discord (DiscordChatExporter, HTML)",
        "a page with the classes of that program",
        begins=PAGE,
        has=("chatlog", "preamble__", "info__"),
    ),
    Format(
        "snapchat",
        "Snapchat (My Data, JSON)",
        "messages with From and Media Type, lists of friends",
        begins=JSON,
        has=("From", "History", "Friends", "Username", "Frequent", "Latest"),
    ),
    Format(
        "tinder",
        "Tinder (data.json)",
        "Usage, User and Messages with match_id",
        begins=JSON,
        has=("match_id", "app_opens", "swipes_likes", "birth_date"),
    ),
    Format(
        "hinge",
        "Hinge",
        "matches with chats or likes, a user with preferences, prompts",
        begins=JSON,
        has=(
            *('"chats', '"like', '"match', "block_type", "did_meet_subject", "distance_miles_max"),
            *("instagram_authorized", "user_updated", "from_social_media"),
        ),
    ),
    Format(
        "instagram",
        "Instagram (JSON)",
        "chats as of Messenger, from the folders of Instagram",
        begins=JSON,
        has=("secret_conversations", "string_map_data", "string_list_data", "label_values", "your_instagram_activity"),
        called="instagram",
    ),
    Format(
        "messenger",
        "Messenger or Instagram (JSON)",
        "messages with sender_name and timestamp_ms",
        begins=JSON,
        has=(
            *("sender_name", "senderName", "participants", "secret_conversations", "autofill_information"),
            *("address_book", "friends_v"),
        ),
    ),
    Format(
        "messenger_html",
        "Messenger or Instagram (HTML)",
        "pages with the classes of Facebook, or a header with participants and dates",
        begins=PAGE,
        has=(
            *("_a6-", "_3-9", "_2pi", "_a70", "_2ph", "_4t5n", "_tqp", "uiBoxWhite"),
            *("articipant", "eelnemers", "Teilnehm", "Partecipanti"),
        ),
        called=r"/message_\d+\.html",
    ),
    Format(
        "mail",
        "mail (eml, mbox)",
        "it begins as a mail does",
        begins=r">?From |[!-9;-~]+[ \t]*:|[1-9]\d{0,7}[ \t]*\r?\n[!-9;-~]+[ \t]*:",
        line=r"\ufeff?>?[Ff][Rr][Oo][Mm](?:[ \t]*:| )",
        called=r"\.(?:emlx?|mbox|mbx)\Z",
    ),
    Format(
        "vcard",
        "cards and calendars (vCard, iCalendar)",
        "it begins with BEGIN:VCARD or BEGIN:VCALENDAR",
        begins="(?i:BEGIN:V)",
    ),
    Format(
        "line",
        "LINE",
        "a title, days, and lines with a time and tabs",
        line=r"[^\n\t]{0,10}\d:\d\d[^\n\t]{0,5}\t|[\ufeff\r ]*\[LINE\]",
        called=r"\[line\]",
        lines=True,
    ),
    Format(
        "kakaotalk",
        "KakaoTalk",
        "a title, days, and lines with a name and a time; a table",
        line=r"\ufeff?\[[^\n]{0,120}?\] \["
        r"|\ufeff?[^\n,:]{4,40}(?:,[^\n,:]{0,18}){0,2}\d{1,2}:\d\d(?:.?[aApP]\.?[mM]\.?)?(?:, |: )"
        r"|\ufeff*" + row("Date,User,Message"),
        lines=True,
    ),
    Format(
        "whatsapp",
        "WhatsApp",
        "lines that begin with a date, a time and a sender",
        line=r"(?=[^\n]*\d(?:[:.h]|[ \u00a0\u202f\u2009]h[ \u00a0\u202f\u2009])\d\d)"
        r"[\W_]{0,40}(?:[^\W\d_]{1,12}[.,]{0,2}[ \t\u00a0\u202f\u2009]?){0,2}\d",
        lines=True,
    ),
    Format(
        "chatgpt",
        "ChatGPT",
        "conversations with a mapping of messages",
        begins=rf"{JSON}|{PAGE}",
        has=("mapping", "chatgpt_plus_user", "conversation_id", "var jsonData"),
    ),
    Format(
        "claude",
        "Claude",
        "conversations with chat_messages",
        begins=JSON,
        has=("chat_messages", "full_name", "prompt_template", "conversations_memory", "project_memories"),
    ),
    Format(
        "gemini",
        "Gemini and AI Studio",
        "activity of Gemini, or chunkedPrompt",
        begins=rf"{JSON}|{PAGE}",
        has=("chunkedPrompt", "Gemini", "Bard"),
        called="gemini|bard",
    ),
    Format(
        "lechat",
        "Le Chat (Mistral)",
        "messages with chatId and contentChunks",
        begins=JSON,
        has=("chatId", "contentChunks"),
    ),
    Format("grok", "Grok", "conversations with responses", begins=JSON, has=("responses",)),
    Format("perplexity", "Perplexity", "queries with answers and sources", begins=JSON, has=("answer", "thread_title")),
    Format(
        "copilot",
        "Microsoft Copilot",
        "tables with an author and a message or prompt",
        begins="|".join(map(row, ("Conversation,", "CreatedAt,", "Timestamp,ClientApp,"))),
    ),
    Format("docx", "Word (docx)", "a zip with word/document.xml", called=rf"word/|docprops/|customxml/|{_PACKAGE}"),
    Format("pptx", "PowerPoint (pptx)", "a zip with ppt/presentation.xml", called=rf"ppt/|{_PACKAGE}"),
    Format("xlsx", "Excel (xlsx)", "a zip with xl/workbook.xml", called=rf"xl/|{_PACKAGE}"),
    Format(
        "odt",
        "OpenDocument (odt, ods, odp)",
        "a zip with content.xml and its kind",
        called=r"(?:content|styles|meta|settings)\.xml|meta-inf/|manifest\.rdf|mimetype",
    ),
    Format(
        "html",
        "a web page of an unknown origin",
        "it begins as a page does",
        begins=PAGE,
        called=r"\.(?:x?html?|mht(?:ml)?)\Z",
    ),
    Format("xml", "XML of an unknown origin", "it begins as XML does", begins=PAGE),
    Format(
        "json",
        "JSON of an unknown origin",
        "it begins as JSON does",
        begins=rf"(?:window\.YTD\.[a-z0-9_.]{{1,100}} = )?[\s\ufeff]*{JSON}",
    ),
    Format(
        "csv",
        "tables (CSV, TSV)",
        "rows of cells with the same mark between them",
        begins=r"(?![{\[<])",
        line=r"[^\n]*[\t;|,]|\ufeff?(?i:sep)=",
        called=r"\.(?:csv|tsv|tab)\Z",
    ),
    Format("markdown", "Markdown", "a name that ends in .md", called=r"\.(?:md|markdown|mdown|mkd)\Z", lines=True),
    Format("plain", "plain text", "nothing else fits", lines=True),
)
FORMATS = {known.name: known for known in _TABLE}
"""The table: the most particular first, the first that knows a text has it."""
GENERIC = ("html", "xml", "json", "plain")
"""Formats that tell little of where a text is from; an export with another one in it is of that one."""
_HEAD = 65_536


def sniff(name: str, text: Sliced) -> str:
    """The name of the first format in the table that knows the text."""
    head = text[:_HEAD]
    return next(key for key, known in FORMATS.items() if known.sniff(name, head))


def read_as(asked: str | None, name: str, text: Sliced) -> str:
    """The format as which a text is read: the one asked for where something of it is there, else as ``sniff``.

    Raises:
        UnreadableError: there is no format of that name.
    """
    return asked if asked and by_name(asked).can_be(name, text[:_HEAD]) else sniff(name, text)


def sniffed(parts: Sequence[Part], asked: str | None = None) -> list[str]:
    """The format of each text. All texts of a document are of that of its main text."""
    found = [read_as(asked, part.name, part.text) for part in parts]
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
