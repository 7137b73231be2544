"""WhatsApp: the text a phone exports, on iOS and Android, in any language that structure covers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ...model import Field, Piece, Role, View
from ...syntax.lines import line_ends
from ...syntax.plain import PLAIN
from . import titles
from .attachments import attachments, given_name, sort_of, stem_of
from .headers import Header, foreign_words, header_at, headers
from .senders import readable, senders
from .wording import MARKS, NOTICE, body_note, quoted_titles, system_slots

__all__ = ["fields", "given_name", "sniff", "sort_of", "stem_of", "titles"]

_MENTION = re.compile("@(?:\u2068([^\u2068\u2069\n]{1,120})\u2069|(?<![\\w.]@)(\\d{8,15})(?![\\d.]))")
_PLACE = re.compile(
    r"^([^\n]{1,200}?)(?: \(([^\n]{1,200})\))?: https://(?:www\.)?(?:foursquare\.com|maps\.app\.goo\.gl)/",
    re.MULTILINE,
)
_LOCATION = re.compile(r"(?:locatie|location|standort|localisation|ubicación): https?://", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_][\w'’-]*")
_ENCRYPTED = re.compile(
    r"(?:Messages|Berichten|Nachrichten|Les messages|Los mensajes)\b[^\n]{0,80}?"
    r"(?:end-to-end|ende-zu-ende|bout en bout|extremo a extremo)",
    re.IGNORECASE,
)
_POLL = re.compile(r"(?:POLL|PEILING|UMFRAGE|SONDAGE|ENCUESTA):")
_SPECIAL = re.compile("[:<>)•@]")  # nothing that _inside finds goes without one of these
_SPACE_AFTER = " \u00a0\u202f"
_OPENING = tuple("[0123456789")


def sniff(name: str, head: str) -> bool:
    """Whether the first lines of a text look like a WhatsApp export, whatever its name."""
    found, nested = headers(head)
    if not found:
        return False
    lines = head.count("\n") + 1
    sure = any(h.style in ("bracket", "dash", "colon", "copied") for h in found)
    return (sure or len(found) > 2) and (len(found) + len(nested)) * 40 >= lines


def fields(part: int, text: str) -> Iterator[Field]:
    """All places in an export where people's words or names stand, in reading order."""
    found, nested = headers(text)
    names = senders(text, found)
    first = found[0].start if found else len(text)
    yield from _loose(part, text, first)
    read = {raw: PLAIN.read(raw) for raw in {text[slice(*name)] for name in names if name}}
    known = frozenset(name.strip() for name in read.values())
    pasted = [h.start for h in nested]
    ends = [*(h.start for h in found[1:]), len(text)]
    for number, (header, name, end) in enumerate(zip(found, names, ends, strict=False)):
        yield _field(part, text, header.stamp, Role.TIME, number, None)
        if name is None:
            yield from _system(part, text, (header.rest, end), number, known)
        else:
            inner = nested[bisect_left(pasted, header.rest) : bisect_left(pasted, end)] if nested else ()
            yield from _message(part, text, name, read[text[slice(*name)]], end, number, inner)
        if foreign_words(text[slice(*header.stamp)]):
            yield _field(part, text, header.stamp, Role.TEXT, number, None, "time")


def _field(
    part: int, text: str, where: tuple[int, int], role: Role, message: int, sender: str | None, note: str = ""
) -> Field:
    start, end = where
    return Field(part, (Piece(start, end),), role, PLAIN.read(text[start:end]), message, sender, note, PLAIN)


def _loose(part: int, text: str, end: int) -> Iterator[Field]:
    """Text before the first message, line by line."""
    at = 0
    for line_end in line_ends(text, end):
        where = _trim(text, at, line_end)
        if text[slice(*where)].strip():
            yield _field(part, text, where, Role.TEXT, -1, None)
        at = line_end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the line end and blanks at its end."""
    while end > start and text[end - 1] in "\r\n \t":
        end -= 1
    return start, end


def _message(
    part: int, text: str, name: tuple[int, int], read: str, end: int, number: int, nested: Sequence[Header]
) -> Iterator[Field]:
    start = name[1] + 1
    if start < end and text[start] in _SPACE_AFTER:
        start += 1
    where = start, end = _trim(text, min(start, end), end)
    raw = text[start:end]
    body = PLAIN.view(raw)
    sender = read.strip()
    attributed = _attributed(raw, body.text)
    yield Field(part, (Piece(*name),), Role.SENDER, read, number, sender, "system" if attributed else "", PLAIN)
    if attributed:
        yield from _system(part, text, where, number, frozenset({sender}))
    elif note := body_note(body.text) if start < end else "empty":
        yield _field(part, text, where, Role.KEEP, number, sender, note)
    else:
        yield Field(part, (Piece(start, end),), Role.TEXT, body.text, number, sender, _note(body.text), PLAIN)
        if _SPECIAL.search(body.text):
            yield from _inside(part, text, where, body, number, sender)
        first = header_at(text, start, end) if body.text.startswith(_OPENING) else None
        if first or nested:
            yield from _pasted(part, text, [first, *nested] if first else nested, number)


def _note(body: str) -> str:
    return "location" if _LOCATION.match(body) else "poll" if _POLL.match(body) else ""


def _attributed(raw: str, body: str) -> bool:
    """Since 2024 iOS writes system lines under a sender: the acting person, or the group's name."""
    if _ENCRYPTED.match(body):
        return True
    if not raw.startswith("\u200e") or "\n" in raw or body_note(body):
        return False
    return system_slots(body) is not None or (NOTICE.search(body) is not None and len(body) > 40)


def _inside(part: int, text: str, where: tuple[int, int], body: View, number: int, sender: str) -> Iterator[Field]:
    """Names that stand in a body by structure: mentions, attached files, shared places; and fixed wording."""
    start, end = where

    def at(low: int, high: int, role: Role, note: str = "") -> Field:
        raw_low, raw_high = body.raw_range(low, high)
        return _field(part, text, (start + raw_low, start + raw_high), role, number, sender, note)

    for low, high, sort in attachments(body.text):
        given = given_name(body.text[low:high])
        role = Role.NAME if sort == "contact card" else Role.FILENAME if given else Role.KEEP
        if given and given[0]:
            yield at(low, low + given[0], Role.KEEP)  # the counter that WhatsApp put before it
        low, high = (low + given[0], low + given[1]) if given else (low, high)
        yield at(low, high, role, sort)
    for place in _PLACE.finditer(body.text) if "http" in body.text else ():
        yield from (at(*place.span(g), Role.PLACE) for g in (1, 2) if place[g])
    for mark in MARKS.finditer(body.text) if ":" in body.text or ">" in body.text else ():
        yield at(*mark.span(), Role.KEEP)
    for mention in _MENTION.finditer(text, start, end):
        yield _field(part, text, mention.span(mention.lastindex or 0), Role.NAME, number, sender)


def _pasted(part: int, text: str, nested: Sequence[Header], number: int) -> Iterator[Field]:
    """The speakers of messages that were pasted into this one."""
    for header, name in zip(nested, senders(text, nested), strict=True):
        # "12-05-2024 14:30 dentist: bring the letter" is a note, unless it names somebody
        if name and (header.style != "bare" or not readable(text[slice(*name)])[:1].islower()):
            yield _field(part, text, name, Role.NAME, number, None, "pasted")


def _system(part: int, text: str, where: tuple[int, int], number: int, known: frozenset[str]) -> Iterator[Field]:
    """A line that the messenger wrote: its names, and the whole line for whatever no template knows."""
    start, end = _trim(text, *where)
    view = PLAIN.view(text[start:end])
    yield _field(part, text, (start, end), Role.SYSTEM, number, None, body_note(view.text) or "system")
    for low, high, role in _slots(view.text, known):
        raw_low, raw_high = view.raw_range(low, high)
        yield _field(part, text, (start + raw_low, start + raw_high), role, number, None, "system")


def _slots(line: str, known: frozenset[str]) -> tuple[tuple[int, int, Role], ...]:
    slots = system_slots(line)
    if slots is not None:
        return slots
    if NOTICE.search(line) or body_note(line):
        return tuple(quoted_titles(line))
    return (*quoted_titles(line), *_unknown_names(line, known))


def _unknown_names(line: str, known: frozenset[str]) -> Iterator[tuple[int, int, Role]]:
    """In a short line of a wording nobody told us: known names, and whatever is written with a capital."""
    if len(line) > 160:
        return
    run = (0, 0)
    for match in _WORDS.finditer(line):
        if not match[0][0].isupper() or not (match.start() or match[0] in known or not match[0].isascii()):
            continue
        if run[1] and line[run[1] : match.start()] == " ":
            run = run[0], match.end()
            continue
        if run[1]:
            yield *run, Role.NAME
        run = match.span()
    if run[1]:
        yield *run, Role.NAME
