"""WhatsApp: the text a phone exports, on iOS and Android, in any language that structure covers."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, dropwhile, islice
from typing import NamedTuple

from ...longtext import Reach, Sliced
from ...model import Field, Piece, Role, View
from ...syntax.lines import line_ends
from ...syntax.plain import PLAIN
from .. import titles
from ..attachments import attachments, given_parts, stem_of
from ..pasted import pasted_names
from .headers import Header, foreign_words, header_at, headers
from .senders import readable, second_names, senders
from .wording import MARKS, NOTICE, NOUNS, OPENERS, body_note, named_in_body, quoted_titles, renames, system_slots

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
# "anna heeft iets gedaan", in whatever wording: who did it stands before the verb.
_SUBJECT = re.compile(
    r"(?:(?:De )?(?:groeps)?(?:beheerder|admin) |(?:The )?(?:group )?admin )?(?P<name>\S{1,60}(?: \S{1,60}){0,3}?) "
    r"(?:heeft|hebt|is|werd|wordt|kan|has|was|can|hat|ist|wurde|kann|ha|è|foi|fue)(?!\w)",
    re.IGNORECASE,
)
_POLL = re.compile(r"(?:POLL|PEILING|UMFRAGE|SONDAGE|ENCUESTA):")
_OWNER = re.compile("['’]s(?!\\w)")
_SHORT_VERB = re.compile("['’](?:re|ve|ll|s|d)$")  # "You're"
_SPECIAL = re.compile("[:<>)•@[]")  # nothing that _inside finds goes without one of these
_SPACE_AFTER = " \u00a0\u202f"
_OPENING = tuple("[0123456789> \t")
_EARLY = 10  # lines that may stand above the first message
BY_SLICES = True


def sniff(name: str, head: str) -> bool:
    """Whether a text is a WhatsApp export: by its name, by what it begins with, or by how many headers it has."""
    found, nested = headers(head)
    if not found:
        return False
    if _is_titled(name):
        return True
    sure = next((h for h in found if h.style not in ("bare", "clock")), None)
    if sure and head.count("\n", 0, sure.start) < _EARLY:
        return True
    lines = head.count("\n") + 1
    return (sure is not None or len(found) > 2) and (len(found) + len(nested)) * 40 >= lines


def _is_titled(name: str) -> bool:
    stem = stem_of(name.rpartition("/")[2])
    return titles.is_bare(stem) or titles.title(stem) is not None


def fields(part: int, text: Sliced) -> Iterator[Field]:
    """All places in an export where people's words or names stand, in reading order."""
    found, nested = headers(text)
    names = senders(text, found)
    second = second_names(text, found, names)
    first = found[0].start if found else len(text)
    pasted = array("q", (header.start for header in nested))
    before = nested[: bisect_left(pasted, first)]
    yield from _loose(part, text if isinstance(text, str) else text[:first], first, before)
    raw = {text[h.rest : end] for h, end in zip(found, names, strict=True) if end >= 0}
    read = {sender: PLAIN.read(sender) for sender in raw}
    known = frozenset(name.strip() for name in read.values()) - {""}
    hosts = frozenset(_hosts(text, zip(found[:_EARLY], names, strict=False)))
    chat = _Chat(part, read, known, hosts, second, nested, pasted)
    for number, ((base, there, header, end), name) in enumerate(zip(_messages(text, found), names, strict=True)):
        rows = chat.message(number, base, there, header, name, end)
        yield from (_moved(row, base) for row in rows) if base else rows


def _hosts(text: Sliced, first: Iterable[tuple[Header, int]]) -> Iterator[str]:
    """The senders of lines on encryption, among the first: on iOS the name of the group, or of the other side."""
    for header, end in first:
        if end >= 0 and _ENCRYPTED.match(PLAIN.read(text[end + 1 : header.line_end]).strip()):
            yield readable(text[header.rest : end])


def _messages(text: Sliced, found: Sequence[Header]) -> Iterator[tuple[int, str, Header, int]]:
    """A string that holds a message, where it begins in the text, and in it the header and the end of the message."""
    within, ends = Reach(text), chain((header.start for header in islice(found, 1, None)), [len(text)])
    for header, end in zip(found, ends, strict=False):
        base, there = within(header.start, end)
        yield base, there, header.moved(-base), end - base


def _moved(field: Field, by: int) -> Field:
    """A field of a string that begins elsewhere in its text."""
    return field._replace(pieces=tuple(Piece(start + by, end + by) for start, end in field.pieces))


class _Chat(NamedTuple):
    """What the messages have in common: names as read, second names by number, pasted headers and where they begin.

    ``hosts`` are those under whose names the messenger itself writes.
    """

    part: int
    read: dict[str, str]
    known: frozenset[str]
    hosts: frozenset[str]
    second: dict[int, tuple[int, int]]
    nested: Sequence[Header]
    pasted: Sequence[int]

    def message(self, number: int, base: int, text: str, header: Header, name: int, end: int) -> Iterator[Field]:
        """The fields of a message in a string that begins at ``base``; the sender ends at ``name`` of the text."""
        part = self.part
        yield _field(part, text, header.stamp, Role.TIME, number, None)
        if name < 0:
            yield from _system(part, text, (header.rest, end), number, self.known)
        else:
            where = header.rest, name - base
            inner = [one.moved(-base) for one in self._inside(base + header.rest, base + end)]
            sender = self.read[text[slice(*where)]]
            yield from _message(part, text, where, sender, end, number, inner, sender.strip() in self.hosts)
            if number in self.second:
                low, high = self.second[number]
                yield _field(part, text, (low - base, high - base), Role.NAME, number, None, "pasted")
        if foreign_words(text[slice(*header.stamp)]):
            yield _field(part, text, header.stamp, Role.TEXT, number, None, "time")

    def _inside(self, start: int, end: int) -> Sequence[Header]:
        """The headers that were pasted into a range of the text."""
        return self.nested[bisect_left(self.pasted, start) : bisect_left(self.pasted, end)] if self.pasted else ()


def _field(
    part: int, text: str, where: tuple[int, int], role: Role, message: int, sender: str | None, note: str = ""
) -> Field:
    start, end = where
    return Field(part, (Piece(start, end),), role, PLAIN.read(text[start:end]), message, sender, note, PLAIN)


def _loose(part: int, text: str, end: int, nested: Sequence[Header]) -> Iterator[Field]:
    """Text before the first message, line by line, with the people who are named in it by its form."""
    at = 0
    for line_end in line_ends(text, end):
        low, high = _trim(text, at, line_end)
        if text[low:high].strip():
            view = PLAIN.view(text[low:high])
            yield Field(part, (Piece(low, high),), Role.TEXT, view.text, -1, None, "", PLAIN)
            for name in pasted_names(view.text):
                start, stop = view.raw_range(*name)
                yield _field(part, text, (low + start, low + stop), Role.NAME, -1, None, "pasted")
        at = line_end
    yield from _pasted(part, text, nested, -1)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the line end and blanks at its end."""
    while end > start and text[end - 1] in "\r\n \t":
        end -= 1
    return start, end


def _message(
    part: int, text: str, name: tuple[int, int], read: str, end: int, number: int, nested: Sequence[Header], host: bool
) -> Iterator[Field]:
    start = name[1] + 1
    if start < end and text[start] in _SPACE_AFTER:
        start += 1
    where = start, end = _trim(text, min(start, end), end)
    raw = text[start:end]
    body = PLAIN.view(raw)
    sender = read.strip()
    attributed = _attributed(raw, body.text, host)
    yield Field(part, (Piece(*name),), Role.SENDER, read, number, sender, "system" if attributed else "", PLAIN)
    if attributed:
        yield from _system(part, text, where, number, frozenset({sender}))
    elif note := body_note(body.text) if start < end else "empty":
        yield _field(part, text, where, Role.KEEP, number, sender, note)
    else:
        yield Field(part, (Piece(start, end),), Role.TEXT, body.text, number, sender, _note(body.text), PLAIN)
        if _SPECIAL.search(body.text):
            yield from _inside(part, text, where, body, number, sender)
        if named := named_in_body(body.text):
            low, high = body.raw_range(*named)
            yield _field(part, text, (start + low, start + high), Role.NAME, number, None, "system")
        first = header_at(text, start, end) if body.text.startswith(_OPENING) else None
        if first or nested:
            yield from _pasted(part, text, [first, *nested] if first else nested, number)


def _note(body: str) -> str:
    return "location" if _LOCATION.match(body) else "poll" if _POLL.match(body) else ""


def _attributed(raw: str, body: str, host: bool) -> bool:
    """Since 2024 iOS writes system lines under a sender: the acting person, or the group's name."""
    if _ENCRYPTED.match(body):
        return True
    if not raw.startswith("\u200e") or "\n" in raw or body_note(body):
        return False
    if host and (_SUBJECT.match(body) or body.startswith("~")):
        return True
    return system_slots(body) is not None or (NOTICE.search(body) is not None and len(body) > 40)


def _inside(part: int, text: str, where: tuple[int, int], body: View, number: int, sender: str) -> Iterator[Field]:
    """Names that stand in a body by structure: mentions, attached files, shared places; and fixed wording."""
    start, end = where

    def at(low: int, high: int, role: Role, note: str = "") -> Field:
        raw_low, raw_high = body.raw_range(low, high)
        return _field(part, text, (start + raw_low, start + raw_high), role, number, sender, note)

    for low, high, sort in attachments(body.text, "\u200e<" in text[start:end]):
        parts = list(given_parts(body.text[low:high], sort))
        role = Role.NAME if sort == "contact card" else Role.FILENAME
        for first, last, chosen in parts:
            yield at(low + first, low + last, role if chosen else Role.KEEP, sort if chosen else "")
        if not parts:
            yield at(low, high, Role.KEEP, sort)
    for place in _PLACE.finditer(body.text) if "http" in body.text else ():
        yield from (at(*place.span(g), Role.PLACE) for g in (1, 2) if place[g])
    for mark in MARKS.finditer(body.text) if ":" in body.text or ">" in body.text else ():
        yield at(*mark.span(), Role.KEEP)
    for low, high in pasted_names(body.text):
        yield at(low, high, Role.NAME, "pasted")
    for mention in _MENTION.finditer(text, start, end):
        yield _field(part, text, mention.span(mention.lastindex or 0), Role.NAME, number, sender)


def _pasted(part: int, text: str, nested: Sequence[Header], number: int) -> Iterator[Field]:
    """The speakers of messages that were pasted into this one."""
    names = senders(text, nested) if nested else ()
    for second in second_names(text, nested, names).values():
        yield _field(part, text, second, Role.NAME, number, None, "pasted")
    for header, end in zip(nested, names, strict=True):
        name = header.rest, end
        if end >= 0 and not _is_diary(text, header, name):
            yield _field(part, text, name, Role.NAME, number, None, "pasted")


def _is_diary(text: str, header: Header, name: tuple[int, int]) -> bool:
    """Whether "12-05-2024 14:30 dentist: bring the letter" is a note rather than a message of somebody."""
    stamp = text[slice(*header.stamp)]
    by_hand = header.style == "bare" and not header.quoted and "," not in stamp and stamp.count(":") < 2
    return by_hand and readable(text[slice(*name)])[:1].islower()


def _system(part: int, text: str, where: tuple[int, int], number: int, known: frozenset[str]) -> Iterator[Field]:
    """A line that the messenger wrote: its names, and the whole line for whatever no template knows."""
    start, end = _trim(text, *where)
    view = PLAIN.view(text[start:end])
    yield _field(part, text, (start, end), Role.SYSTEM, number, None, body_note(view.text) or "system")
    slots = _slots(view.text, known)
    note = "renamed" if renames(view.text, slots) else "system"
    for low, high, role in slots:
        raw_low, raw_high = view.raw_range(low, high)
        yield _field(part, text, (start + raw_low, start + raw_high), role, number, None, note)


def _slots(line: str, known: frozenset[str]) -> tuple[tuple[int, int, Role], ...]:
    slots = system_slots(line)
    if slots is not None:
        return slots
    if NOTICE.search(line) or body_note(line):
        return tuple(quoted_titles(line))
    return (*quoted_titles(line), *_unknown_names(line, known))


def _unknown_names(line: str, known: frozenset[str]) -> Iterator[tuple[int, int, Role]]:
    """In a short line of a wording nobody told us: known names, and whatever is written with a capital.

    The first word of a sentence has a capital anyway; it is no name when the messenger opens its lines with it.
    """
    if len(line) > 160:
        return
    subject = _SUBJECT.match(line)
    after = 0
    if subject and subject["name"].split()[0].casefold() not in OPENERS:
        owner = _OWNER.search(line, subject.start("name"), subject.end("name"))
        yield subject.start("name"), owner.start() if owner else subject.end("name"), Role.NAME
        after = subject.end("name")
    for run in _runs(line):
        if run[0] < after:
            continue
        words = list(_WORDS.finditer(line, *run))
        if _begins(line, run[0]) and not known.intersection(w[0] for w in words):
            single = run[0] == 0 and len(words) == 1 and line[0].isascii()
            alone = single and not line[run[1] : run[1] + 2].strip()[:1].islower()
            words = [] if alone else list(dropwhile(_opens, words))
        if words:
            owner = _OWNER.search(line, words[0].start(), run[1])
            yield words[0].start(), owner.start() if owner else run[1], Role.NAME


def _begins(line: str, at: int) -> bool:
    """Whether a sentence begins there."""
    return line[:at].rstrip()[-1:] in ("", ".", "!", "?", "…")


def _opens(word: re.Match[str]) -> bool:
    return _SHORT_VERB.sub("", word[0]).casefold() in OPENERS


def _runs(line: str) -> Iterator[tuple[int, int]]:
    """The ranges of words with a capital that follow one another."""
    run = (0, 0)
    for match in _WORDS.finditer(line):
        if not match[0][0].isupper() or match[0].casefold() in NOUNS:
            continue
        if run[1] and line[run[1] : match.start()] == " ":
            run = run[0], match.end()
            continue
        if run[1]:
            yield run
        run = match.span()
    if run[1]:
        yield run
