"""Matrix as Element exports it, text: a line for an event, ``DATE - Name: words``, or what Element tells itself.

Facts: https://github.com/element-hq/element-web, src/utils/exportUtils/PlainTextExport.ts: the date as the browser
writes it, an answer as ``<@user:server "the first words"> words``. No export was seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Field, Piece, Role
from ..syntax.lines import line_ends
from ..syntax.plain import PLAIN
from .day_lines import Day, DayLines, Head, Preamble
from .element_notices import told
from .matrix import EVENT, PLACE, USER
from .moments import is_moment

_HEAD = re.compile(
    r"^\ufeff?(?P<time>[^\n]{6,58}?\d[:.]\d\d[:.]\d\d(?:[ \u00a0\u202f]?[ap]\.?m\.?)?) - (?P<said>[^\n]*)",
    re.IGNORECASE | re.MULTILINE,
)
_NAMED = re.compile(r"(?P<name>@[\w.=/+-]{1,255}:[A-Za-z0-9.-]{1,255}(?::\d{1,5})?|[^\n:]{1,120}?): ")
_CALLED = re.compile(r"matrix ?-.*(?:export|Export).*\.txt")
_PREAMBLE = Preamble([], re.compile(r"(?!)(?P<saved>)"))
_OMITTED = re.compile(r"\((?:Media omitted(?: - file size limit exceeded)?|File Attached|Error fetching file)\)")
_ANSWER = re.compile(r" - [^\n:]{1,120}: <[^<>\n\"]{1,200} \"[^\n]{0,35}\"> ")
_OWN = re.compile(r"\b(?:room|display name|profile picture)\b")
_LONGEST_NAME = 300


def sniff(name: str, head: str) -> bool:
    """Whether a text begins with such a line, and its name, an id or the wording tells that it is from a room."""
    first = _HEAD.match(head)
    if not first or not is_moment(first["time"]):
        return False
    called = _CALLED.fullmatch(name.replace("\\", "/").rpartition("/")[2])
    return bool(called or USER.search(head) or _ANSWER.search(head)) or any(map(_is_own, _HEAD.finditer(head)))


def _is_own(head: re.Match[str]) -> bool:
    """Whether a line has a wording that no other messenger uses."""
    return _OWN.search(head["said"]) is not None and told(head["said"].rstrip()) is not None


def fields(part: int, text: str) -> Iterator[Field]:
    """All places in a room where people's words and names stand, in reading order."""
    for one in DayLines(part, text, _lines(text), _note, told).fields(_PREAMBLE):
        yield one
        if one.role in (Role.TEXT, Role.SYSTEM):
            yield from _ids(text, one)


def _note(words: str) -> str | None:
    """What an event of fixed wording stands for."""
    return "media" if _OMITTED.fullmatch(words.strip()) else None


def _ids(text: str, found: Field) -> Iterator[Field]:
    """The ids of people, rooms and events in a text."""
    (piece,) = found.pieces
    for pattern in (USER, PLACE, EVENT) if found.text else ():
        for match in pattern.finditer(text, *piece):
            where = (Piece(*match.span()),)
            yield found._replace(pieces=where, role=Role.ID, text=PLAIN.read(match[0]), note="")


def _lines(text: str) -> list[Day | Head]:
    """The lines that begin an event."""
    found: list[Day | Head] = []
    at = 0
    for end in line_ends(text):
        head = _HEAD.match(text, at, end)
        if head and is_moment(head["time"]):
            found.append(_head(text, at, head))
        at = end
    return found


def _head(text: str, at: int, head: re.Match[str]) -> Head:
    time = (Piece(*head.span("time")),)
    start, end = head.span("said")
    name = _NAMED.match(text, start, min(end, start + _LONGEST_NAME))
    line = text[start:end].rstrip()
    if name is None or (told(line) and not _is_said(line)):
        return Head(at, time, None, start)
    return Head(at, time, Piece(*name.span("name")), name.end())


def _is_said(line: str) -> bool:
    """Whether the wording of Element stands behind a name and a colon, so that somebody wrote it."""
    return told(line.partition(": ")[0]) is None
