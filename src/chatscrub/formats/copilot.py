"""Microsoft Copilot: the tables that one gets from Microsoft's privacy dashboard.

Facts: the columns, the two sides and the order of the rows from public programs that were checked against exports of
February and July 2026: https://github.com/portable-ai-memory/portable-ai-memory (four tables) and others. What Copilot
exports as JSON is not described anywhere, and is read as JSON of an unknown origin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .. import times
from ..model import Field, Role
from .fixed import is_voice
from .message_table import is_headed, pasted, rows

_TOOLS = frozenset({"api_tool"})  # which speaks too
_ALONE = "Timestamp,ClientApp,Prompt"  # the table without answers, and so without sides
_TABLES: Mapping[str, Mapping[str, Role]] = {
    columns: dict(zip(columns.split(","), roles, strict=True))
    for columns, roles in (
        ("Conversation,Time,Author,Message", (Role.TITLE, Role.TIME, Role.SENDER, Role.TEXT)),
        ("CreatedAt,MessageContent,Author,ChatName", (Role.TIME, Role.TEXT, Role.SENDER, Role.TITLE)),
        (_ALONE, (Role.TIME, Role.TEXT, Role.TEXT)),
    )
}


def sniff(name: str, head: str) -> bool:
    """Whether a text is one of those tables."""
    return any(is_headed(head, columns) for columns in _TABLES)


def fields(part: int, text: str) -> Iterator[Field]:
    """All places in a table where people's words stand, from the oldest row on."""
    columns = next((one for one in _TABLES if is_headed(text[:400], one)), "")
    heading, *found = list(rows(part, text, _TABLES.get(columns, {}))) or [[]]
    yield from heading
    for number, row in enumerate(_in_order(found)):
        for one in row:
            note = "prompt" if columns == _ALONE and one is row[-1] and one.role is Role.TEXT else ""
            yield from _field(text, one._replace(message=number, note=note))


def _in_order(found: Sequence[list[Field]]) -> Sequence[list[Field]]:
    """The rows from the oldest on: an answer and its question have one time, so sorting would turn some round."""
    stamps = [one.text for row in found for one in row[:1] if one.role is Role.TIME]
    dates = [date for date in times.parse(stamps) if date]
    return found[::-1] if dates and dates[0] > dates[-1] else found


def _field(text: str, found: Field) -> Iterator[Field]:
    """The field of a cell; a title is words about the talk, and names nobody by itself."""
    if found.role is Role.TITLE:
        found = found._replace(role=Role.TEXT)
    sender = found.sender or ""
    if is_voice(sender) or sender in _TOOLS:
        found = found._replace(sender=None)
        if found.role is Role.SENDER:
            found = found._replace(role=Role.VOICE)
    yield found
    if found.role is Role.TEXT:
        yield from pasted(text, found)
