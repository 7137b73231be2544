"""Chats as LINE and KakaoTalk write them: a title, when it was saved, lines with a day, and below each its messages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..model import Field, Piece, Role
from ..syntax.plain import PLAIN
from .filenames import name_fields
from .group_notices import announced
from .pasted import pasted_names
from .whatsapp.headers import foreign_words
from .whatsapp.wording import Slot, system_slots

_HALF = "오전|오후|午前|午後|上午|下午|凌晨|早上|中午|晚上|[AP]M"
CLOCK = rf"(?:(?:{_HALF}) ?)?\d{{1,2}}:\d\d(?:[ \u00a0\u202f]?[aApP]\.?[mM]\.?)?"
_WEEKDAYS = (
    r"(?:[월화수목금토일](?:요일)?|[月火水木金土日](?:曜日?)?|(?:週|周|星期|禮拜)[一二三四五六日天]"
    r"|(?:วัน)?(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์)|(?:จ|อ|พ|พฤ|ศ|ส|อา)\.)"
)
_WORD = rf"({_WEEKDAYS}|[^\W\d_]{{2,12}}\.?)"
_NUMBERS = r"\d{1,4}(?:[./-] ?\d{1,2}[./-] ?\d{1,4}\.?|[년年] ?\d{1,2}[월月] ?\d{1,2}[일日])"
_DAYS = [
    re.compile(pattern)
    for pattern in (
        rf"{_NUMBERS}(?: ?[(（]{_WORD}[)）]| ?{_WORD})?",
        rf"{_WORD},? {_NUMBERS}",
        rf"(?:{_WORD},? )?([^\W\d_]{{3,12}})\.? \d{{1,2}},? \d{{4}}",
        rf"(?:{_WORD},? )?\d{{1,2}}\.? ([^\W\d_]{{3,12}})\.? \d{{4}}",
    )
]
_YEAR = re.compile(r"\d{4}")
_IS_WEEKDAY = re.compile(_WEEKDAYS)
_FILE = re.compile(
    r"(?:\[(?:File|ファイル|檔案|文件|파일|ไฟล์)\]|(?:File|파일|ファイル) ?:) ?(?P<value>[^\n]{1,255})", re.IGNORECASE
)
_LABELLED = {
    Role.NAME: re.compile(r"(?:\[(?:Contact|連絡先|聯絡資訊|연락처)\]|(?:Contact|연락처) ?:) ?(?P<value>[^\n]{1,200})"),
    Role.PLACE: re.compile(
        r"(?:\[(?:Location|位置情報|位置訊息|위치)\]|(?:Location|지도|위치) ?:) ?(?P<value>[^\n]{1,400})"
    ),
}
_MEDIA = re.compile(r"[0-9a-f]{32,128}\.[a-z0-9]{2,5}")  # the name that KakaoTalk gives to a picture


LONGEST_DAY = 60
"""Characters in a line that may be a date, or fixed wording."""


class Head(NamedTuple):
    """A line that begins a message: where it starts, its time, the name in it, where the words begin."""

    start: int
    time: tuple[Piece, ...]
    name: Piece | None
    said: int


class Day(NamedTuple):
    """A line with a date: where it starts, the date with the blank or line end behind it."""

    start: int
    date: Piece


def is_day(text: str) -> bool:
    """Whether a text is a date, with or without the day of the week: any other word may be somebody's."""
    if not _YEAR.search(text):
        return False
    for pattern in _DAYS:
        if match := pattern.fullmatch(text):
            words = [word for word in match.groups() if word]
            return all(_IS_WEEKDAY.fullmatch(word) or not foreign_words(f" {word} ") for word in words)
    return False


def is_stamp(text: str) -> bool:
    """Whether a text is a date with a clock behind it."""
    clock = re.search(rf"(?:,? (?:at |um )?|, ?){CLOCK}(?::\d\d)?\Z", text[:80])
    return clock is not None and is_day(text[: clock.start()].rstrip())


def note_of(words: str, notes: Mapping[str, re.Pattern[str]]) -> str | None:
    """What a message of fixed wording stands for; None for people's words."""
    plain = words.strip()
    if len(plain) > LONGEST_DAY:
        return None
    return next((note for note, fixed in notes.items() if fixed.fullmatch(plain)), None)


class Preamble(NamedTuple):
    """How the first lines of an export are written: patterns with the groups ``title`` and ``saved``."""

    titles: Sequence[re.Pattern[str]]
    saved: re.Pattern[str]


class DayLines:
    """A chat that was cut into lines with days and heads of messages.

    Args:
        part: number of the part.
        text: its text.
        lines: days and heads in order.
        fixed: what a message of fixed wording stands for, None for people's words.
        told: the names in a line of the messenger's own, None for any other line.
    """

    def __init__(
        self,
        part: int,
        text: str,
        lines: Sequence[Day | Head],
        fixed: Callable[[str], str | None],
        told: Callable[[str], tuple[Slot, ...] | None] = announced,
    ) -> None:
        self.part, self.text, self.lines, self.fixed, self.told = part, text, lines, fixed, told

    def fields(self, preamble: Preamble) -> Iterator[Field]:
        """All places where people's words and names stand, in reading order."""
        first = self.lines[0].start if self.lines else len(self.text)
        yield from self._preamble(preamble, first)
        ends = [*(line.start for line in self.lines[1:]), len(self.text)]
        number = -1
        for line, end in zip(self.lines, ends, strict=False):
            if isinstance(line, Head):
                number += 1
                yield from self._message(line, end, number)
            else:
                yield self._field(line.date, Role.TIME, -1)
                yield from self._below(line.date.end, end)

    def _preamble(self, preamble: Preamble, end: int) -> Iterator[Field]:
        """What stands above the messages: the title of the chat first, then when it was saved."""
        titled, at = False, 0
        for stop in self._ends(0, end):
            line = self._trimmed(at, stop)
            at, raw = stop, self.text[slice(*line)]
            if not raw.strip("\ufeff"):
                continue
            if saved := preamble.saved.fullmatch(raw):
                where = Piece(line.start + saved.start("saved"), line.end)
                sure = is_stamp(saved["saved"]) or is_day(saved["saved"])
                yield self._field(where, Role.TIME if sure else Role.TEXT, -1)
                continue
            title = next((match for p in preamble.titles if (match := p.fullmatch(raw))), None)
            if title and not titled:
                titled = True
                yield self._field(
                    Piece(line.start + title.start("title"), line.start + title.end("title")), Role.TITLE, -1, "chat"
                )
            else:
                yield self._field(line, Role.TEXT, -1)

    def _below(self, start: int, end: int) -> Iterator[Field]:
        """Lines below a date that begin no message."""
        at = start
        for stop in self._ends(start, end):
            line = self._trimmed(at, stop)
            at = stop
            if self.text[slice(*line)].strip("- \t"):
                yield from self._notice(line, -1)

    def _ends(self, start: int, end: int) -> Iterator[int]:
        at = start
        while at < end:
            cut = self.text.find("\n", at, end)
            at = end if cut < 0 else cut + 1
            yield at

    def _message(self, head: Head, end: int, number: int) -> Iterator[Field]:
        yield self._field(head.time, Role.TIME, number)
        sender = PLAIN.read(self.text[slice(*head.name)]).strip() if head.name else ""
        where = self._trimmed(head.said, end)
        if not sender or head.name is None:
            yield from self._notice(where, number)
            return
        yield self._field(head.name, Role.SENDER, number)._replace(sender=sender)
        yield from self._words(self._unquoted(where), number, sender)

    def _notice(self, where: Piece, number: int) -> Iterator[Field]:
        """A line without a sender: the messenger's own, unless its wording is unknown, then anybody's."""
        view = PLAIN.view(self.text[slice(*where)])
        if not view.text.strip():
            return
        if self.fixed(view.text):
            yield self._field(where, Role.KEEP, number, "system")
            return
        found = self.told(view.text)
        found = system_slots(view.text) if found is None else found
        yield self._field(where, Role.TEXT if found is None else Role.SYSTEM, number, "system")
        for low, high, role in found or ():
            yield self._field(
                self._within(where, view.raw_range(low, high)), role, number, "" if role is Role.KEEP else "system"
            )

    def _words(self, where: Piece, number: int, sender: str) -> Iterator[Field]:
        """What somebody wrote, and the names that stand in it by its form."""
        view = PLAIN.view(self.text[slice(*where)])
        read = view.text
        note = self.fixed(read) if read.strip() else "empty"
        yield self._field(where, Role.TEXT if note is None else Role.KEEP, number, note or "")._replace(sender=sender)
        if note is not None:
            return
        for low, high in pasted_names(read):
            yield self._field(self._within(where, view.raw_range(low, high)), Role.NAME, number, "pasted")
        for low, high, role in self._announced(read):
            named = "" if role is Role.KEEP else "system"
            yield self._field(self._within(where, view.raw_range(low, high)), role, number, named)
        for role, pattern in _LABELLED.items():
            if match := pattern.fullmatch(read):
                yield self._field(self._within(where, view.raw_range(*match.span("value"))), role, number)
        yield from self._file(where, number, sender)

    def _announced(self, read: str) -> Iterator[tuple[int, int, Role]]:
        """The names in lines of a message that the messenger wrote, as it does below the last message."""
        at = 0
        for line in read.split("\n"):
            for low, high, role in self.told(line.rstrip()) or ():
                yield at + low, at + high, role
            at += len(line) + 1

    def _file(self, where: Piece, number: int, sender: str) -> Iterator[Field]:
        raw = self.text[slice(*where)]
        match = _FILE.fullmatch(raw)
        if match or _MEDIA.fullmatch(raw):
            start = match.start("value") if match else 0
            for one in name_fields(self.part, raw[start:]):
                low, high = one.pieces[0]
                piece = self._within(where, (start + low, start + high))
                yield one._replace(pieces=(piece,), message=number, sender=sender)

    def _within(self, where: Piece, found: tuple[int, int]) -> Piece:
        return Piece(where.start + found[0], where.start + found[1])

    def _unquoted(self, where: Piece) -> Piece:
        """A text of several lines without the quotes that LINE puts around it."""
        raw = self.text[slice(*where)]
        quoted = "\n" in raw and raw.startswith('"') and raw.endswith('"')
        return Piece(where.start + 1, where.end - 1) if quoted else where

    def _trimmed(self, start: int, end: int) -> Piece:
        """The range without the mark at the start of a file, and blanks at its end."""
        end = start + len(self.text[start:end].rstrip(" \t\r\n"))
        while start < end and self.text[start] in "\ufeff\r\n":
            start += 1
        return Piece(start, end)

    def _field(self, where: Piece | tuple[Piece, ...], role: Role, number: int, note: str = "") -> Field:
        pieces = (where,) if isinstance(where, Piece) else where
        read = "".join(PLAIN.read(self.text[slice(*piece)]) for piece in pieces)
        return Field(self.part, pieces, role, read, number, None, note, PLAIN)
