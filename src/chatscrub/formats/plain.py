"""Plain text: every line is examined; only what was pasted into it names people by its form."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Field, Piece, Role
from ..syntax.lines import line_ends
from ..syntax.plain import PLAIN
from .pasted import pasted_names


def sniff(name: str, head: str) -> bool:
    """Any text is plain text, so this format stands last."""
    return True


def fields(part: int, text: str) -> Iterator[Field]:
    """One field for every line that is not blank, and one for every name that pasted text gives away."""
    at = 0
    for number, end in enumerate(line_ends(text)):
        line = text[at:end].rstrip("\r\n")
        if line.strip():
            view = PLAIN.view(line)
            yield Field(part, (Piece(at, at + len(line)),), Role.TEXT, view.text, number, None, "", PLAIN)
            for name in pasted_names(view.text):
                start, stop = view.raw_range(*name)
                piece = Piece(at + start, at + stop)
                yield Field(part, (piece,), Role.NAME, view.text[slice(*name)], number, None, "pasted", PLAIN)
        at = end
