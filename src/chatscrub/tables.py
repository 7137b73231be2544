"""Views of an export as pandas tables, for looking at and counting; pandas never writes an export."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from . import files, times
from .model import Export, Role

if TYPE_CHECKING:
    import pandas

COLUMNS = ("conversation", "message", "sent_at", "sender", "kind", "text")


def messages(source: str | os.PathLike[str] | Export, *, format: str | None = None) -> pandas.DataFrame:
    """The messages of an export, before or after scrubbing, one row each.

    Args:
        source: a path, or an export that was read already.
        format: name of the format; None looks at the content.

    Returns:
        Columns: conversation (number of the text in the export), message (number in it, from 0; -1 for
        text before the first), sent_at (datetime64 without zone, NaT if unknown), sender (None for system
        lines), kind ("text", "system", "image", "deleted", "call" ...), text (as read).

    Raises:
        UnreadableError: the file cannot be read.
    """
    import pandas as pd

    export = source if isinstance(source, Export) else files.read(source, format=format)
    table = pd.DataFrame(list(_rows(export)), columns=list(COLUMNS))
    table["sent_at"] = pd.to_datetime(table["sent_at"])
    return table.astype({"sender": "object", "kind": "object", "text": "object"})


def _rows(export: Export) -> Iterator[tuple[Any, ...]]:
    for number, part in enumerate(export.parts):
        if part.is_name:
            continue
        own = [f for f in export.fields if f.part == number]
        stamps = [f for f in own if f.role is Role.TIME]
        when = {f.message: t for f, t in zip(stamps, times.parse([f.text for f in stamps]), strict=True)}
        senders = {f.message: f.sender for f in own if f.role is Role.SENDER}
        attached = {f.message: f.note for f in own if f.role in (Role.KEEP, Role.NAME, Role.FILENAME) and f.note}
        seen: set[int] = set()
        for f in own:
            if f.role in (Role.TEXT, Role.KEEP, Role.SYSTEM) and (f.message < 0 or f.message not in seen):
                seen.add(f.message)
                yield number, f.message, when.get(f.message), senders.get(f.message), f.note or attached.get(f.message, "text"), f.text
