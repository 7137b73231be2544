"""Header fields of mails, their parameters and the names of files in them.

https://www.rfc-editor.org/rfc/rfc5322#section-2.2 and rfc2231 (parameters in other character sets).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from ..model import Codec, Piece
from .chain import Chain
from .charsets import charset_of
from .encoded_words import HEADER, Segment
from .plain import PLAIN
from .quoted_printable import Percent

_FIELD = re.compile(r"(?P<label>[!-9;-~]+)[ \t]*:[ \t]*(?P<value>[^\n]*(?:\n[ \t][^\n]*)*)\n?")
_LOOSE = re.compile(r"(?P<value>[^\n]*(?:\n[ \t][^\n]*)*)\n?")
_ENVELOPE = ("From ", ">From ")  # mail programs leave these inside a header
_PARAMETER = re.compile(
    r';\s*(?P<name>[^\s=;"*]+)(?:\*(?P<section>\d{1,4}))?(?P<extended>\*)?\s*=\s*'
    r'(?:"(?P<quoted>[^"\\]*(?:\\.[^"\\]*)*)"|(?P<bare>[^;]*))',
    re.DOTALL,
)
_CHARSET = re.compile(r"([^']*)'[^']*'")
_COMMENT = re.compile(r"[\s(]")
_PAIR = re.compile(r"\\(.)|\r?\n", re.DOTALL)


class Header(NamedTuple):
    """A field of a header: the range of its name, the name in small letters, the range of its value.

    A line that is no field has the name "" and is all value. No line end is in the ranges, but for folds.
    """

    label: Piece
    name: str
    start: int
    end: int


class Parameter(NamedTuple):
    """A parameter of a field: name in small letters, which piece of it, whether in ``%`` digits, range of the value."""

    name: str
    section: int
    extended: bool
    start: int
    end: int


# --- fields ---------------------------------------------------------------------------------------------


def headers(text: str, start: int, end: int) -> tuple[tuple[Header, ...], int]:
    """The fields up to the first blank line, and where the body starts.

    Lines that are no field count as header where fields follow them, else the blank line is missing and they are body.
    """
    found: list[Header] = []
    at = body = start
    count = 0  # of what was found up to the last field
    while at < end:
        if text[at] == "\n" or text.startswith("\r\n", at, end):
            body = text.index("\n", at) + 1 if count == len(found) else body
            break
        field = _FIELD.match(text, at, end)
        if field is None and (found or text.startswith(_ENVELOPE, at, end)):
            field = _LOOSE.match(text, at, end)
        if field is None:
            break
        found.append(_header(text, field, at))
        at = field.end()
        if field.re is _FIELD:
            count, body = len(found), at
    return tuple(found[:count]), body


def _header(text: str, field: re.Match[str], at: int) -> Header:
    first, last = field.span("value")
    last -= last > first and text[last - 1] == "\r"
    if field.re is _LOOSE:
        return Header(Piece(at, at), "", first, last)
    return Header(Piece(*field.span("label")), field["label"].lower(), first, last)


def parameters(text: str, start: int, end: int) -> tuple[str, tuple[Parameter, ...]]:
    """What a value says before its parameters, in small letters, and the parameters."""
    found: list[Parameter] = []
    first = text.find(";", start, end)
    for match in _PARAMETER.finditer(text, start, end):
        group = "bare" if match["quoted"] is None else "quoted"
        a, b = match.span(group)
        b = a + len(text[a:b].rstrip()) if group == "bare" else b
        found.append(Parameter(match["name"].lower(), int(match["section"] or 0), bool(match["extended"]), a, b))
    said = _COMMENT.split(text[start : first if first >= 0 else end].strip(), maxsplit=1)[0]
    return said.lower(), tuple(found)


def parameter(text: str, found: tuple[Parameter, ...], name: str) -> str:
    """The value of a parameter of that name, "" where there is none; its pieces are joined."""
    pieces = sorted((p for p in found if p.name == name), key=lambda p: p.section)
    return "".join(_said(text, p) for p in pieces if p.section or p is pieces[0])


def _said(text: str, p: Parameter) -> str:
    raw = text[p.start : p.end]
    if p.extended:
        charset = _CHARSET.match(raw) if p.section == 0 else None
        return Percent("utf-8").view(raw[charset.end() if charset else 0 :]).text
    return _PAIR.sub(r"\1", raw)


def file_names(text: str, found: tuple[Parameter, ...]) -> Iterator[Segment]:
    """The names of files among the parameters; a name in several pieces is one segment."""
    named = sorted((p for p in found if p.name in ("filename", "name")), key=lambda p: p.name)
    for (_, extended), group in groupby(named, key=lambda p: (p.name, p.extended)):
        pieces: list[Piece] = []
        codec: Codec = HEADER
        for p in group:
            charset = _CHARSET.match(text, p.start, p.end) if extended else None
            if pieces and not p.section:
                yield Segment(tuple(pieces), codec)
                pieces = []
            if charset:
                codec = Chain(Percent(charset_of(charset[1]) or "utf-8"), PLAIN)
            elif extended and not pieces:
                codec = Chain(Percent("utf-8"), PLAIN)
            pieces.append(Piece(charset.end() if charset else p.start, p.end))
        yield Segment(tuple(pieces), codec)
