"""Lines of a text. Only a line feed ends a line: U+2028, U+0085 and form feeds stand inside messages."""

from __future__ import annotations

from collections.abc import Iterator


def line_ends(text: str, end: int | None = None) -> Iterator[int]:
    """Offsets just after each line feed, and the end of the text."""
    at, end = 0, len(text) if end is None else end
    while at < end:
        cut = text.find("\n", at, end)
        at = end if cut < 0 else cut + 1
        yield at
