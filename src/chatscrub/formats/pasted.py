"""People whom pasted text names by its form: speakers copied from another messenger, the heads of quoted mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

_QUOTE = r"^[ \t>]{0,8}"
_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[aApP]\.?[mM]\.?)?"
_DATE = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}\.? [^\W\d_]{3,12}\.? \d{4}|[^\W\d_]{3,12} \d{1,2}, \d{4})"
# Telegram: "Anna de Wit, [02.05.24 16:08]", with the message on the next line.
_COPIED = re.compile(
    rf"{_QUOTE}(?P<name>[^\s>\[\]][^\n\[\]]{{0,79}}?), "
    rf"\[(?:{_DATE},? (?:at |om |um )?{_CLOCK}|{_CLOCK},? {_DATE})\]:?[ \t]*$",
    re.MULTILINE,
)
_HEADS = "Van|Aan|From|To|Cc|CC|Bcc|BCC|VAN|AAN|FROM|TO|Verzonden door|Sent by|Von|An|De|À"
_MAIL = re.compile(rf"{_QUOTE}\*?(?:{_HEADS}) ?:\*?[ \t](?P<people>[^\n]{{1,400}})", re.MULTILINE)
_PIECE = re.compile("[^;,]{1,200}")
_ADDRESSEE = re.compile(r"[\s'\"*]*(?P<name>[^\W\d_][^:@<>\[\]{}\"]{0,59}?)[\s'\"*]*(?:<|\[mailto:|$)")


def may_name(text: str) -> bool:
    """Whether a text has the signs without which :func:`pasted_names` finds nothing."""
    return ":" in text or ", [" in text


def pasted_names(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of names in a text as it is read."""
    if ", [" in text:
        yield from (match.span("name") for match in _COPIED.finditer(text))
    if ":" in text:
        for head in _MAIL.finditer(text):
            yield from _addressees(text, *head.span("people"))


def _addressees(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for piece in _PIECE.finditer(text, start, end):
        name = _ADDRESSEE.match(text, *piece.span())
        if name and len(name["name"].split()) < 6:
            yield name.span("name")
