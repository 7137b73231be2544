"""Lines that Telegram itself writes into a chat, always in English: whom and what they name.

Wording: https://github.com/telegramdesktop/tdesktop, export/output/export_output_html.cpp.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Role

_WHO, _WHOM, _TITLE = r"(?P<who>.{1,200}?)", r"(?P<whom>.{1,4000})", r"[«\"](?P<title>.{0,300})[»\"]"
_GROUP = "system"  # a name in such a line tells that the chat is a group
# In a group, or between two people; the most particular first.
_IN_GROUPS = [
    rf"{_WHO} created group {_TITLE}(?: with members {_WHOM})?",
    rf"{_WHO} (?:changed group title|changed topic title) to {_TITLE}.*",
    rf"(?:Channel|Group) title changed to {_TITLE}",
    rf"{_WHO} converted a basic group to this supergroup {_TITLE}",
    rf"{_WHO} converted this group to a supergroup",
    rf"Channel {_TITLE} created",
    rf"{_WHO} created topic {_TITLE}",
    rf"{_WHO} invited {_WHOM} to the (?:voice|video) chat",
    rf"{_WHO} (?:invited|removed|added) {_WHOM}",
    rf"{_WHO} joined group by link from {_WHOM}",
    rf"{_WHO} (?:joined group by (?:request|link)|joined the group|left the group|left group)",
    rf"{_WHO} (?:changed|removed) group photo",
    rf"{_WHO} (?:started|scheduled a|ended) (?:voice|video) chat.*",
]
_BETWEEN_TWO = [
    r"(?:You|This message|History cleared|Voice chat|Video chat|New messages|Channel) ?(?:\b.*)?",
    rf"{_WHO} is now within [\d.,]{{1,12}} (?:k?m|meters?) from {_WHOM}",
    rf"{_WHO} pinned (?:this message|.*)",
    rf"{_WHO} scored -?\d{{1,12}} in .*",
    rf"{_WHO} (?:joined Telegram|took a screenshot|requested your phone number|sent you a gift.*|"
    r"set a new background.*|set the same background.*|suggests to use this photo|disabled chat theme|"
    r"changed chat theme to .*|has set messages (?:to auto-delete|not to auto-delete).*|changed topic .*|"
    r"set messages .*|(?:sent|gifted|boosted|shared|allowed|received|used|removed|changed|added|edited) .*)",
]
_NOW_WITHIN = re.compile(rf"You are now within [\d.,]{{1,12}} (?:k?m|meters?) from {_WHOM}", re.DOTALL)
_LINES = [(re.compile(line, re.DOTALL), _GROUP) for line in _IN_GROUPS] + [
    (_NOW_WITHIN, ""),
    *((re.compile(line, re.DOTALL), "") for line in _BETWEEN_TWO),
]
_BETWEEN = re.compile(r", (?:and )?| and ")
_NOBODY = frozenset(
    {"you", "deleted account", "deleted", "the group", "this group", "this message", "channel", "group"}
)


def service_names(line: str) -> Iterator[tuple[int, int, Role, str]]:
    """The people and titles that a line names: start, end, role, and a note where it tells of a group.

    A line of another wording gives nothing here; it is examined like any other.
    """
    for pattern, note in _LINES:
        if match := pattern.fullmatch(line):
            for name, value in match.groupdict().items():
                if name == "title" and value:
                    yield *match.span(name), Role.TITLE, ""
                elif value:
                    yield from _people(line, *match.span(name), note)
            return


def _people(line: str, start: int, end: int, note: str) -> Iterator[tuple[int, int, Role, str]]:
    """The names in a list, as in "Ann, Bob and Eve"."""
    for gap in (*_BETWEEN.finditer(line, start, end), None):
        stop = gap.start() if gap else end
        if start < stop and line[start:stop].casefold() not in _NOBODY:
            yield start, stop, Role.NAME, note
        start = gap.end() if gap else end
