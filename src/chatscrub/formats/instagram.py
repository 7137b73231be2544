"""Instagram in JSON: chats, which are written as those of Messenger, and the lists and contacts beside them.

The keys of ``string_map_data`` are in the language of the account, so they tell nothing about their values.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Field, Role
from . import messenger
from .layout import Layout, paths
from .messenger_wording import told

_SIGNS = frozenset("string_map_data string_list_data string_list_data[] label_values label_values[]".split())
LAYOUT = Layout(
    messages=messenger.LAYOUT.messages,
    signs=("ig_secret_conversations",),
    sender=messenger.LAYOUT.sender,
    time=messenger.LAYOUT.time,
    voices=messenger.LAYOUT.voices,
    joined=messenger.LAYOUT.joined,
    mojibake=True,
    bytewise=True,
    newest_first=True,
    slots=messenger.SLOTS
    | {
        "string_list_data[].value [].title *[].title media_owner owner": "handle",
        "contacts_contact_info[].string_map_data.*.value": "contact name",
        "string_map_data.*.value label_values[].value": "contact",
        "label_values[].label": "keep",
        "media_map_data media_list_data string_map_data string_list_data contacts_contact_info": "keep",
        "^.title": "title chat",
    },
)


def sniff(name: str, head: str) -> bool:
    """Whether a text is a chat that says it is of Instagram, or one of its lists."""
    begin = head.lstrip("\ufeff \t\r\n")
    if not begin.startswith(("{", "[")):
        return False
    if LAYOUT.sniff(name, head) or any(_SIGNS & set(path.split(".")) for path in paths(begin)):
        return True
    return ("instagram" in name.casefold() or "your_instagram_activity" in head) and messenger.sniff(name, head)


def fields(part: int, text: str) -> Iterator[Field]:
    """The fields of a text, with the names in what Instagram itself says in the words of the chat."""
    for found in LAYOUT.fields(part, text):
        yield found
        if found.role is Role.TEXT and found.sender:
            yield from told(found, text)
