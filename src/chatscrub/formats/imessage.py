"""iMessage as imessage-exporter writes it, text: one file a conversation, with the replies under what they answer.

Facts: https://github.com/ReagentX/imessage-exporter, imessage-exporter/src/exporters/txt.rs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Field, Piece, Role
from ..syntax.lines import line_ends
from ..syntax.plain import PLAIN
from .attachments import sort_of
from .filenames import name_fields
from .pasted import pasted_names

_TIME = r"[A-Z][a-z]{2} [ \d]\d, \d{4} {1,2}\d{1,2}:\d{2}:\d{2} [AP]M"
STAMP = re.compile(rf"(?P<time>{_TIME})(?P<read> \((?:Read|Delivered)[^()\n]{{1,80}}\))?")
_HEAD = re.compile(rf"(?P<indent> *){STAMP.pattern}(?:(?P<line> \S[^\n]*)|\s*)")
_REACTION = re.compile(
    r"(?:[A-Z][a-z]{2,20}|\W{1,12}|Sticker|Tapback) (?:by|from) (?P<who>[^\n:]{1,120})(?:: (?P<path>[^\n]{1,300}))?"
)
_FROM = re.compile(r"from (?P<who>[^\n:]{1,120})(?:: (?P<path>[^\n]{1,300}))?")
_PATH = re.compile(r"(?:~?/|attachments/|[A-Z]:\\)[^\n]{1,400}\.[A-Za-z0-9]{1,8}")
_UNITS = r"\d{1,3} (?:second|minute|hour|day|week|month|year)s?"
_EFFECTS = (
    "Confetti|Echo|Fireworks|Balloons|Heart|Lasers|Shooting Star|Sparkles|Spotlight|Slam|Loud|Gentle|Invisible Ink"
)
_FIXED = re.compile(
    r"This message responded to an earlier message\.|Reactions:|Tapbacks:|Attachment missing!|Subject:|"
    r"SharePlay Message|This message was deleted from the conversation!|"
    r"(?:You|They) (?:unsent|deleted) (?:a|this) message!?|"
    rf"Edited {_UNITS}(?:, {_UNITS}){{0,3}} later|Sent with (?:{_EFFECTS})"
)
_ANNOUNCED = [
    re.compile(rf"(?P<who>.{{1,200}}?) {rest}", re.DOTALL)
    for rest in (
        r"(?:renamed|named) the conversation (?:to )?(?P<title>.{1,300}?)\.?",
        r"added (?P<whom>.{1,200}?) to the conversation\.?",
        r"removed (?P<whom>.{1,200}?) from the conversation\.?",
        r"(?:left the conversation|changed the group photo|removed the group photo|removed the name from the "
        r"conversation|kept an audio message|unsent a message!?|started sharing (?:their )?location.*|"
        r"stopped sharing.*|changed the chat background|removed the chat background|deleted a message.*)\.?",
    )
]
_NOBODY = frozenset({"you", "they", "someone", "unknown"})


def sniff(name: str, head: str) -> bool:
    """Whether a text begins with the date of a message, and a sender or an announcement."""
    lines = [line for line in head.lstrip("\ufeff \r\n")[:2000].split("\n") if line.strip()]
    return bool(lines) and _HEAD.fullmatch(lines[0].rstrip("\r")) is not None


def announced(line: str) -> Iterator[tuple[int, int, Role]]:
    """The people and titles that a line of the messenger names."""
    for pattern in _ANNOUNCED:
        if match := pattern.fullmatch(line):
            for name, value in match.groupdict().items():
                if value and value.strip().casefold() not in _NOBODY:
                    yield *match.span(name), Role.TITLE if name == "title" else Role.NAME
            return


def reacted(line: str) -> tuple[tuple[int, int], tuple[int, int] | None] | None:
    """Who reacted, and the file of a sticker, in a line that tells of it."""
    match = _REACTION.fullmatch(line) or _FROM.fullmatch(line)
    return (match.span("who"), match.span("path") if match["path"] else None) if match else None


def is_fixed(line: str) -> bool:
    """Whether a line is wording of the program."""
    return _FIXED.fullmatch(line.strip()) is not None


def fields(part: int, text: str) -> Iterator[Field]:
    """All places in a conversation where people's words or names stand, message by message."""
    yield from _Conversation(part, text).fields()


class _Conversation:
    """A text on the way through it, line by line."""

    def __init__(self, part: int, text: str) -> None:
        self.part, self.text = part, text
        self.number = -1
        self.sender: str | None = None
        self.reactions = False
        self.said: Piece | None = None

    def fields(self) -> Iterator[Field]:
        """All fields, in reading order."""
        at, named = 0, True
        for end in line_ends(self.text):
            line = Piece(at, at + len(self.text[at:end].rstrip("\r\n")))
            at = end
            if head := _HEAD.fullmatch(self.text, *line):
                yield from self._flush()
                yield from self._head(head)
                named = head["line"] is not None
            elif not named and self.text[slice(*line)].strip():
                yield from self._name(line)
                named = True
            else:
                yield from self._line(line)
        yield from self._flush()

    def _head(self, head: re.Match[str]) -> Iterator[Field]:
        self.number += 1
        self.sender, self.reactions = None, False
        yield self._field(head.span("time"), Role.TIME)
        if head["line"]:
            start, end = head.start("line") + 1, head.end("line")
            line = self._field((start, end), Role.SYSTEM, "system")
            yield line
            view = PLAIN.view(self.text[start:end])
            for low, high, role in announced(view.text):
                raw = view.raw_range(low, high)
                yield self._field((start + raw[0], start + raw[1]), role, "system")

    def _name(self, line: Piece) -> Iterator[Field]:
        where = self._trimmed(line)
        self.sender = PLAIN.read(self.text[slice(*where)]).strip()
        yield self._field(where, Role.SENDER)

    def _line(self, line: Piece) -> Iterator[Field]:
        """One line of a message: words go on with those above, files, reactions and fixed wording stand alone."""
        start, end = self._trimmed(line)
        raw = self.text[start:end]
        if not raw:
            return
        who = reacted(raw) if self.reactions else None
        if raw in ("Reactions:", "Tapbacks:"):
            yield from self._flush()
            self.reactions = True
        elif who:
            yield self._field((start + who[0][0], start + who[0][1]), Role.NAME)
            if who[1]:
                yield from self._file(start + who[1][0], start + who[1][1])
        elif _PATH.fullmatch(raw):
            yield from self._flush()
            yield from self._file(start, end)
        elif is_fixed(raw):
            yield from self._flush()
        else:
            self.reactions = False
            self.said = Piece(self.said.start if self.said else start, end)

    def _file(self, start: int, end: int) -> Iterator[Field]:
        named = False
        path = self.text[start:end].replace("\\", "/").replace("//", "/\x00")
        for one in name_fields(self.part, path):
            low, high = one.pieces[0]
            named = named or one.note != "folder"
            yield self._field((start + low, start + high), one.role, one.note)
        base = start + path.rfind("/") + 1
        if not named and base < end:
            yield self._field((base, end), Role.KEEP, sort_of(self.text[base:end]))

    def _flush(self) -> Iterator[Field]:
        """The words of a message, as far as they were read."""
        where, self.said = self.said, None
        if where is None:
            return
        view = PLAIN.view(self.text[slice(*where)])
        yield self._field(where, Role.TEXT)
        for low, high in pasted_names(view.text):
            raw = view.raw_range(low, high)
            yield self._field((where.start + raw[0], where.start + raw[1]), Role.NAME, "pasted")

    def _field(self, where: tuple[int, int], role: Role, note: str = "") -> Field:
        sender = None if note in ("pasted", "system") else self.sender
        read = PLAIN.read(self.text[slice(*where)])
        return Field(self.part, (Piece(*where),), role, read, self.number, sender, note, PLAIN)

    def _trimmed(self, line: Piece) -> Piece:
        raw = self.text[slice(*line)]
        inner = raw.strip()
        start = line.start + (raw.index(inner) if inner else 0)
        return Piece(start, start + len(inner))
