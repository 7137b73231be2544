"""Views of an export as pandas tables, for looking at and counting; pandas never writes an export."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from . import files, times
from .model import SIDES, Export, Field, Role

if TYPE_CHECKING:
    import pandas

_SAID = (Role.TEXT, Role.KEEP, Role.SYSTEM)
_ATTACHED = (Role.KEEP, Role.NAME, Role.FILENAME)
_NO_SORT = ("", "pasted", "folder", "alias", "key")
COLUMNS = ("conversation", "message", "sent_at", "sender", "kind", "text")


def messages(source: str | os.PathLike[str] | Export, *, format: str | None = None) -> pandas.DataFrame:
    """The messages of an export, before or after scrubbing, one row each; those of a talk that it holds twice once.

    Args:
        source: a path, or an export that was read already.
        format: name of the format; None looks at the content.

    Returns:
        Columns: conversation (number of the text in the export), message (number in it, from 0; -1 for
        text before the first), sent_at (datetime64 without zone, NaT if unknown), sender (None for system
        lines; "user", "assistant" and the like in a talk with a program), kind ("text", "system", "image",
        "deleted", "call", "prompt", "answer" ...), text (as read).

    Raises:
        UnreadableError: the file cannot be read.
    """
    import pandas as pd

    export = source if isinstance(source, Export) else files.read(source, format=format)
    table = pd.DataFrame(list(_rows(export)), columns=list(COLUMNS), dtype=object)
    table["sent_at"] = pd.to_datetime(table["sent_at"])
    typed: pandas.DataFrame = table.astype({"conversation": "int64", "message": "int64"})
    return typed


def _rows(export: Export) -> Iterator[tuple[Any, ...]]:
    for number, fields in groupby(export.fields, key=lambda f: f.part):
        if not export.parts[number].is_name and number not in export.doubles:
            yield from ((number, *row) for row in _messages(list(fields)))


def _messages(fields: Sequence[Field]) -> Iterator[tuple[Any, ...]]:
    """One row for every message of a text: its first field that holds what was said, or that of each side."""
    stamps = [f for f in fields if f.role is Role.TIME]
    parsed = list(zip(stamps, times.parse([f.text for f in stamps]), strict=True))
    when = {f.message: t for f, t in reversed(parsed)}
    voices = {f.message: f.text for f in fields if f.role is Role.VOICE}
    attached = {f.message: f.note for f in fields if f.role in _ATTACHED and f.note not in _NO_SORT}
    last = -1, ""
    for f in fields:
        here = f.message, f.note if f.note in SIDES else last[1] if f.message == last[0] else ""
        if f.role in _SAID and f.note not in ("time", "key") and (here != last or f.message < 0):
            last = here
            kind = f.note.replace("unnamed", "") or attached.get(f.message, "text")
            yield f.message, when.get(f.message), f.sender or voices.get(f.message), kind, f.text
