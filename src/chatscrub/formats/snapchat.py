"""Snapchat, "My Data": saved chats, and the lists of an account beside them, in JSON.

In ``chat_history.json`` each chat stands under a user name, or under the id of a group; in older ones all that came and
all that went is one list each. Its strings hold references to characters, as in pages. The pages beside the JSON say
the same once more and are read as any page.

Facts: https://help.snapchat.com/hc/articles/7012305371156, and what readers of such files take from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..model import Field, Role
from ..syntax.jsontext import Leaf
from .cards import Card
from .layout import Layout, paths
from .reading import Reader

_SORTS = {
    "IMAGE": "image",
    "VIDEO": "video",
    "VIDEO_NO_AUDIO": "video",
    "NOTE": "voice note",
    "AUDIO": "audio",
    "STICKER": "sticker",
    "MEDIA": "media",
    "TEXT": "",
    "SHARE": "",
    "LOCATION": "",
}
_STATUS = re.compile(r"(?:STATUS|ERASED|SCREENSHOT)[A-Z_]{0,60}")
_NAMED = re.compile(r'"(?:From|To|Username|Friend Username)"\s*:\s*"([^"\\]{1,100})"')
_KEYED = re.compile(r'"([^"\\]{1,100})"\s*:\s*\[\s*\{\s*"From"')
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def _sort(reader: Reader, leaf: Leaf, sender: str | None, number: int) -> Iterator[Field]:
    """What sort of message it is: a medium, or nothing to tell."""
    read = reader.read(leaf).strip()
    sort = _SORTS.get(read.upper())
    if sort:
        yield reader.field(leaf, Role.KEEP, number, sender, sort)
    elif sort is None and not _STATUS.fullmatch(read):
        yield reader.field(leaf, Role.TEXT, number, sender)


_SLOTS = {
    "From To Username Friend+Username Sender Recipient Recipients[]": "person",
    "Content Text": "text",
    "Conversation+Title Story+Title Shortcut+Name": "title",
    "Created Created(microseconds) Start+Time End+Time Time Date Timestamp": "time",
    "Creation+Timestamp Last+Modified+Timestamp Creation+Date Last+Active Login+Date+&+Time Logout+Date+&+Time": "time",
    "Media+Type": "sort",
    "Media+IDs": "id",
    "Name Display+Name First+Name Last+Name": "name",
    "Registration+IP IP IP+Address": "id",
    "Email Email+Address": "email",
    "Phone Phone+Number Mobile+Number": "phone",
    "Birthday Date+of+Birth": "dob",
    "Country City Region Location Address Latitude,+Longitude Home Work": "place",
    "Latest+Location.* Home+&+Work.* Businesses+and+public+places+you+may+have+visited[].Name": "place",
    "Latest+Location{} Home+&+Work{}": "keep",
    "Device+ID Snap+ID User+ID": "id",
    "Source Make Model Model+ID Model+Name Language OS+Type OS+Version Connection+Type Device+Type Type": "keep",
    "Duration Duration+(secs)": "keep",
    "Download+Link Media+Download+Url": "url",
}
_WORDS = (
    "IsSender IsSaved Friend+Requests+Sent Blocked+Users Hidden+Friend+Suggestions Ignored+Snapchatters "
    "Pending+Requests Shortcuts Device+Information Device+History Login+History"
)
_BOXES = (
    "Received Saved Chat History",
    "Sent Saved Chat History",
    "Received Unsaved Chat History",
    "Sent Unsaved Chat History",
)
CHATS = Layout(
    messages=("*[]",),
    signs=("*[].From *[].Media+Type",),
    sender=("From",),
    time=("Created",),
    lead=("Content", "Text"),
    entities=True,
    slots={**_SLOTS, "^{}": "person"},
    inner={"sort": _sort},
    words=_WORDS,
)
"""Chats by the name of whom they are with."""
LISTS = Layout(
    messages=tuple(f"{box.replace(' ', '+')}[]" for box in _BOXES),
    signs=(
        *(box.replace(" ", "+") for box in _BOXES),
        "Received+Snap+History",
        "Sent+Snap+History",
        "Friends[].Username",
        "Friends Deleted+Friends",
        "Basic+Information.Username",
        "Location+History[].Latitude,+Longitude",
        "Frequent+Locations",
        "Latest+Location",
        "Talk+History",
    ),
    sender=("From",),
    own=tuple(f"{box.replace(' ', '+')}[]" for box in _BOXES if box.startswith("Sent")),
    time=("Created",),
    lead=("Content", "Text"),
    entities=True,
    cards=(
        Card("*[]", ("Display+Name", "Username"), "Username"),
        Card("Basic+Information", ("Name", "Username"), "Username"),
    ),
    slots=_SLOTS,
    inner={"sort": _sort},
    words=_WORDS,
)
"""Older chats, and the other files of an account."""


def sniff(name: str, head: str) -> bool:
    """Whether a text is one of those files."""
    return LISTS.sniff(name, head) or _is_by_name(head)


def fields(part: int, text: str, people: Mapping[str, str] | None = None) -> Iterator[Field]:
    """All places in the file where people's words and names stand."""
    head = text[:65_536]
    layout = CHATS if _is_by_name(head) and not LISTS.sniff("", head) else LISTS
    yield from layout.fields(part, text, people)


def directory(texts: Mapping[str, str]) -> dict[str, str]:
    """The names of people by user name; who has no other goes by that one."""
    people = LISTS.directory(texts)
    for text in texts.values():
        for pattern in (_NAMED, _KEYED):
            for match in pattern.finditer(text):
                if not _UUID.fullmatch(match[1]) and not LISTS.knows(match[1]):
                    people.setdefault(match[1], match[1])
    return people


def _is_by_name(head: str) -> bool:
    """Whether a text is chats by name: lists of messages in one object."""
    begin = head.lstrip("\ufeff \t\r\n")
    if not begin.startswith("{"):
        return False
    there = paths(begin)
    chats = {path.removesuffix("[].From") for path in there if path.endswith("[].From")}
    return any(f"{chat}[].Media Type" in there for chat in chats)
