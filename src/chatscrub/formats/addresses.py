"""Addressees of mail as people and programs write them: ``"Wit, Anna de" <anna@example.org>, bert@example.org``.

https://www.rfc-editor.org/rfc/rfc5322#section-3.4
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Role

_TOKEN = re.compile(
    r'"(?P<quoted>[^"\\]*(?:\\.[^"\\]*)*)"'
    r"|<(?P<angle>[^<>]*)>"
    r"|\((?P<comment>[^()]*)\)"
    r"|(?P<stop>[,;])"
    r"|(?P<word>[^\s,;\"<>()]+|[\"<>()])",
    re.DOTALL,
)
_ADDRESS = re.compile(r"\s*(?:mailto:|smtp:|sip:)?(?P<address>[^\s@]+@[^\s@]+?)[\s.>]*", re.IGNORECASE)
_GROUP = re.compile(
    r"(?P<name>[^\s:@\[\]]*):(?P<rest>[^\s]*)"
)  # of a group: "Team: anna@example.org, bert@example.org;"
_SCHEMES = frozenset({"mailto", "smtp", "sip"})
_NOBODY = re.compile(r"undisclosed[- ]recipients?:?|unlisted-recipients:?|recipient list not shown:?", re.IGNORECASE)
_MARKS = ",<>'\"*\u2018\u2019\u201c\u201d \t\r\n"

Found = tuple[Role, int, int]


def addressees(text: str) -> Iterator[Found]:
    """The names (NAME) and addresses (EMAIL, ID for what only looks like one) in a list of addressees, with ranges."""
    name: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup or ""
        if kind == "stop":
            yield from _named(text, name)
            name = []
        elif kind == "angle":
            yield from _named(text, name)
            yield from _address(text, *token.span("angle"))
            name = []
        elif kind == "comment" and name and text.startswith('"', name[-1][1]):  # behind a name that has ended
            yield from _named(text, name)
            yield from _named(text, [token.span(kind)])
            name = []
        elif kind == "word":
            start = token.start()
            if group := _group(text, *token.span()):
                yield from _named(text, [*name, (start, group)])
                name, start = [], group
            if _ADDRESS.fullmatch(text, start, token.end()):
                yield from _named(text, name)
                yield from _address(text, start, token.end())
                name = []
            elif start < token.end():
                name.append((start, token.end()))
        else:
            name.append(token.span(kind))
    yield from _named(text, name)


def _group(text: str, start: int, end: int) -> int:
    """Where the name of a group ends that ends in a word, behind its colon; 0 where it does not."""
    found = _GROUP.fullmatch(text, start, end)
    return found.start("rest") if found and found["name"].casefold() not in _SCHEMES else 0


def _named(text: str, pieces: list[tuple[int, int]]) -> Iterator[Found]:
    """The name that those words are, in one range; a group's name ends in a colon."""
    if not pieces:
        return
    start, end = _without(text, pieces[0][0], pieces[-1][1], _MARKS + ":")
    if _NOBODY.fullmatch(text, start, end) or not any(c.isalnum() for c in text[start:end]):
        return
    if _ADDRESS.fullmatch(text, start, end):
        yield from _address(text, start, end)
    else:
        yield Role.NAME, start, end


def _address(text: str, start: int, end: int) -> Iterator[Found]:
    if found := _ADDRESS.fullmatch(text, start, end):
        yield Role.EMAIL, *found.span("address")
        return
    start, end = _without(text, start, end, _MARKS)
    if start < end:
        yield Role.ID, start, end


def _without(text: str, start: int, end: int, marks: str) -> tuple[int, int]:
    """The range without those marks at its ends."""
    while start < end and text[start] in marks:
        start += 1
    while start < end and text[end - 1] in marks:
        end -= 1
    return start, end
