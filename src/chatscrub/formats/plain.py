"""Plain text: every line is examined, nothing is known by structure."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Field, Piece, Role
from ..syntax.lines import line_ends
from ..syntax.plain import PLAIN


def sniff(name: str, head: str) -> bool:
    """Any text is plain text, so this format stands last."""
    return True


def fields(part: int, text: str) -> Iterator[Field]:
    """One field for every line that is not blank."""
    at = 0
    for number, end in enumerate(line_ends(text)):
        line = text[at:end].rstrip("\r\n")
        if line.strip():
            piece = Piece(at, at + len(line))
            yield Field(part, (piece,), Role.TEXT, PLAIN.view(line).text, number, None, "", PLAIN)
        at = end
