"""Mails: the messages of an mbox, the tree of parts in each, and the codec that reads a body where it stands.

A body in base64 cannot be edited by slices, unless it was unwrapped: it has no codec, :func:`payload` gives its bytes,
and whoever handles containers puts new ones back with :func:`base64_lines`. The same goes for text in a character set
with a state (ISO-2022, UTF-7, UTF-16) and for encodings that are not known. Nothing here raises on a broken mail.
https://www.rfc-editor.org/rfc/rfc2045, rfc2046, rfc4155 (mbox).
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import NamedTuple

from ..model import Codec, Piece
from .chain import Chain
from .charsets import EightBit, charset_of
from .encoded_words import Segment, from_base64
from .headers import Header, Parameter, file_names, headers, parameter, parameters
from .plain import PLAIN
from .quoted_printable import QuotedPrintable
from .unwrapped import UNWRAPPED, Unwrapped

_BLANK = re.compile(r"\ufeff?(?:[ \t]*\r?\n)*")
# Apple Mail's .emlx: the length of the mail before it, what the program knows of it as a list in XML behind it.
# Nine digits are no length that is read, but may be a telephone or a citizen's number.
_LENGTH = re.compile(r"[1-9]\d{0,7}[ \t]*\r?\n(?=[!-9;-~]+[ \t]*:)")
_LIST = re.compile(r"<\?xml [^<>]{0,100}>\s{0,10}(?:<!DOCTYPE plist[^<>]{0,200}>\s{0,10})?<plist\b")
_FROM = re.compile(r"^From [^\n]*\n?", re.MULTILINE)
_DATED = re.compile(r"\d:\d\d")
_YEAR = re.compile(r"\b\d{4}\b")
_FIELD = re.compile(r">?[!-9;-~]+:")
_AFTER_BOUNDARY = re.compile(r"(--)?[ \t]*\r?(?:\n|\Z)")
_BASE64_LINE = re.compile(r"[ \t]*(?:[A-Za-z0-9+/]+(={0,2})[ \t]*)?\r?(?:\n|\Z)")
_AS_IT_IS = frozenset({"", "7bit", "8bit", "binary", "7-bit", "8-bit", "none", "us-ascii", "utf-8"})
_QUOTED = frozenset({"quoted-printable", "quotedprintable"})
_WRITTEN = _QUOTED | {"base64"}
_MESSAGES = frozenset({"message/rfc822", "message/global", "message/news"})
_DEEPEST = 20


class Message(NamedTuple):
    """A mail: the range of the ``From `` line of an mbox (empty in a plain mail), start and end of the mail."""

    envelope: Piece
    start: int
    end: int


class Entity(NamedTuple):
    """A part of a mail, the mail itself included.

    Args:
        sort: "leaf" has a body; "multipart" and "message" hold the entities that follow, one deeper; "loose" is text
            that stands outside the parts, before the first, after the last, behind base64.
        headers: its fields.
        body: range of what stands under them, without the line end before a boundary.
        type: content type in small letters.
        charset: as the part says it, "" where it does not.
        transfer: transfer encoding in small letters.
        disposition: "attachment", "inline" or "".
        names: the names of the file, wherever they are given.
        codec: how a body is read and written; None where that cannot be done in slices.
        depth: 0 for the mail.
        marks: of a multipart: where the mark between its parts stands, in the header first.
    """

    sort: str
    headers: tuple[Header, ...]
    body: Piece
    type: str
    charset: str
    transfer: str
    disposition: str
    names: tuple[Segment, ...]
    codec: Codec | None
    depth: int
    marks: tuple[Piece, ...] = ()


# --- mails ----------------------------------------------------------------------------------------------


def messages(text: str) -> Iterator[Message]:
    """The mails of an mbox; a text that does not begin with a ``From `` line is one mail.

    A list that stands behind a mail in a file of Apple Mail is given as a mail without headers.
    Further ``From `` lines are told by their date and by a blank line before or a field after them; ``>From `` is text.
    """
    blank = _BLANK.match(text)
    first = start = blank.end() if blank else 0
    envelope = Piece(start, start)
    if text.startswith("From ", start):
        for line in _FROM.finditer(text, start):
            if line.start() == first:
                envelope, start = _envelope(line), line.end()
            elif _begins_mail(text, line):
                yield Message(envelope, start, line.start())
                envelope, start = _envelope(line), line.end()
    end = len(text)
    if length := _LENGTH.match(text, start):
        start = length.end()
        end = max((found.start() for found in _LIST.finditer(text, start)), default=end)
    if start < end or envelope.start < envelope.end:
        yield Message(envelope, start, end)
    if end < len(text):
        yield Message(Piece(end, end), end, len(text))


def _envelope(line: re.Match[str]) -> Piece:
    return Piece(line.start(), line.start() + len(line[0].rstrip("\r\n")))


def _begins_mail(text: str, line: re.Match[str]) -> bool:
    words = line[0][:300]
    if not (_DATED.search(words) and _YEAR.search(words)):
        return False
    before = text[max(line.start() - 3, 0) : line.start()]
    return before.endswith(("\n\n", "\n\r\n")) or bool(_FIELD.match(text, line.end()))


# --- parts ----------------------------------------------------------------------------------------------


def entities(text: str, start: int, end: int, source: str = "utf-8") -> Iterator[Entity]:
    """A mail and its parts, in the order in which they stand.

    Args:
        text: the whole file.
        start: where the mail starts.
        end: where it ends.
        source: the encoding that the file was decoded from, "utf-8" (with surrogateescape) or "cp1252".
    """
    yield from _walk(text, Piece(start, end), "text/plain", 0, source)


def _walk(text: str, piece: Piece, default: str, depth: int, source: str) -> Iterator[Entity]:
    entity, boundary = _entity(text, piece, default, depth, source)
    written = entity.transfer in _WRITTEN
    if boundary and not written and depth < _DEEPEST:
        yield entity._replace(sort="multipart", codec=None, marks=tuple(_marks(text, entity, boundary)))
        inner = "message/rfc822" if entity.type == "multipart/digest" else "text/plain"
        for part, is_part in _parts(text, entity.body, boundary):
            if is_part:
                yield from _walk(text, part, inner, depth + 1, source)
            else:
                yield from _loose(text, part, depth + 1, source)
    elif entity.type in _MESSAGES and not written and depth < _DEEPEST:
        yield entity._replace(sort="message", codec=None)
        yield from _walk(text, entity.body, "text/plain", depth + 1, source)
    elif entity.transfer == "base64":
        cut = _base64_end(text, entity.body)
        run = UNWRAPPED.match(text, *entity.body)
        name = charset_of(entity.charset)
        if run and name:
            cut = run.end()
            yield entity._replace(body=Piece(*run.span("bytes")), codec=Chain(Unwrapped(name), PLAIN))
        else:
            yield entity._replace(body=Piece(entity.body.start, cut))
        yield from _loose(text, Piece(cut, entity.body.end), depth, source)
    else:
        yield entity


def _entity(text: str, piece: Piece, default: str, depth: int, source: str) -> tuple[Entity, str]:
    """The entity that stands there, taken for a leaf, and the boundary between its parts."""
    found, at = headers(text, *piece)
    said = {field.name: field for field in reversed(found)}
    kind, about = _value(text, said.get("content-type"))
    disposition, more = _value(text, said.get("content-disposition"))
    transfer, _ = _value(text, said.get("content-transfer-encoding"))
    kind = kind if "/" in kind else default
    charset = parameter(text, about, "charset")
    body = Piece(at, piece.end)
    entity = Entity(
        "leaf",
        found,
        body,
        kind,
        charset,
        transfer,
        disposition,
        (*file_names(text, more), *file_names(text, about)),
        body_codec(transfer, charset, source, "\r\n" if _has_returns(text, body) else "\n"),
        depth,
    )
    return entity, parameter(text, about, "boundary").rstrip() if kind.startswith("multipart/") else ""


def _value(text: str, field: Header | None) -> tuple[str, tuple[Parameter, ...]]:
    return parameters(text, field.start, field.end) if field else ("", ())


def _has_returns(text: str, body: Piece) -> bool:
    end = text.find("\n", *body)
    return end > body.start and text[end - 1] == "\r"


def _loose(text: str, piece: Piece, depth: int, source: str) -> Iterator[Entity]:
    if text[piece.start : piece.end].strip():
        codec = body_codec("", "", source, "\n")
        yield Entity("loose", (), piece, "text/plain", "", "", "", (), codec, depth)


def _parts(text: str, body: Piece, boundary: str) -> Iterator[tuple[Piece, bool]]:
    """What stands between the boundaries, and whether it is a part. Parts after the last boundary count too."""
    mark = "--" + boundary
    start, is_part = body.start, False
    at = body.start - 1
    while (at := _next_boundary(text, mark, at, body)) >= 0:
        line = _AFTER_BOUNDARY.match(text, at + len(mark), body.end)
        if line:
            yield Piece(start, max(start, _before_line_end(text, at))), is_part
            start, is_part = line.end(), not line[1]
            at = line.end() - 1
    yield Piece(start, body.end), is_part


def _marks(text: str, entity: Entity, boundary: str) -> Iterator[Piece]:
    """Where a mark stands, in the header and between the parts; nowhere if the header writes it otherwise."""
    said = next((header for header in entity.headers if header.name == "content-type"), None)
    about = parameters(text, said.start, said.end)[1] if said else ()
    told = [Piece(p.start, p.start + len(boundary)) for p in about if p.name == "boundary"]
    if len(told) != 1 or text[slice(*told[0])] != boundary:
        return
    yield told[0]
    at = entity.body.start - 1
    while (at := _next_boundary(text, f"--{boundary}", at, entity.body)) >= 0:
        if _AFTER_BOUNDARY.match(text, at + 2 + len(boundary), entity.body.end):
            yield Piece(at + 2, at + 2 + len(boundary))
        at += 2


def _next_boundary(text: str, mark: str, at: int, body: Piece) -> int:
    """Where the next line with that mark starts, behind the line end at or after ``at``; -1 where none does."""
    if at < 0 and text.startswith(mark, 0, body.end):
        return 0
    found = text.find("\n" + mark, max(at, 0), body.end)
    return found + 1 if found >= 0 else -1


def _before_line_end(text: str, at: int) -> int:
    return at - 2 if text.startswith("\r", max(at - 2, 0)) else at - 1


def _base64_end(text: str, body: Piece) -> int:
    """Where the lines of base64 end: at a line of other letters, or after the padding."""
    at = body.start
    while at < body.end and (line := _BASE64_LINE.match(text, at, body.end)):
        at = line.end()
        if line[1]:
            break
    return at


# --- bodies ---------------------------------------------------------------------------------------------


def body_codec(transfer: str, charset: str, source: str = "utf-8", newline: str = "\n") -> Codec | None:
    """The codec of a text body, None where it cannot be read and written in slices."""
    name = charset_of(charset)
    if name is None:
        return None
    if transfer in _QUOTED:
        return Chain(QuotedPrintable(name, source, newline), PLAIN)
    return Chain(EightBit(name, source), PLAIN) if transfer in _AS_IT_IS else None


def payload(text: str, entity: Entity, source: str = "utf-8") -> bytes:
    """The bytes of a body in base64, and of any other body as the file holds them."""
    raw = text[entity.body.start : entity.body.end]
    if entity.transfer == "base64":
        return from_base64(raw)
    return raw.encode(source, "surrogateescape" if source == "utf-8" else "replace")


def base64_lines(data: bytes, newline: str = "\n") -> str:
    """Bytes in base64, in lines of 76 characters."""
    return base64.encodebytes(data).decode("ascii").rstrip("\n").replace("\n", newline)
