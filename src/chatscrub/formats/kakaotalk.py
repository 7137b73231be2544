"""KakaoTalk: the text that its programs for Windows, Android and iOS write, and the table of that for macOS.

Facts: https://github.com/zeikar/kakaotalk-viewer, and the heads of other public parsers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Field, Piece
from ..syntax.lines import line_ends
from . import kakaotalk_table
from .day_lines import CLOCK, LONGEST_DAY, Day, DayLines, Head, Preamble, is_day, is_stamp, note_of
from .group_notices import announced

_TITLES = [
    re.compile(rf"\ufeff?{form}", re.IGNORECASE)
    for form in (
        r"(?P<title>.{1,300}?)(?: \d{1,5})? ?님과(?:의)? ?카카오톡 ?대화",
        r"(?P<title>.{1,300}?) ?카카오톡 ?대화",
        r"(?:KakaoTalk )?Chats? (?:with|in) (?P<title>.{1,300}?)(?:\.txt)?",
        r"(?P<title>.{1,300}?)(?: with)? (?:KakaoTalk|Talk) Chats?(?: with)?(?:\.txt)?",
        r"(?P<title>.{1,120}?)(?:\.txt)?",
    )
]
_SAVED = r"\ufeff?(?:저장한 ?날짜|Date Saved|Saved Date|保存日時|保存した日) ?[:：] ?(?P<saved>[^\n]{4,60})"
_PREAMBLE = Preamble(_TITLES, re.compile(_SAVED, re.IGNORECASE))
_SAVED_LINE = re.compile(rf"^{_SAVED}", re.IGNORECASE | re.MULTILINE)
_KAKAO = re.compile(r"카카오톡 ?대화|KakaoTalk|Talk Chats", re.IGNORECASE)
_RULE = re.compile(r"-{3,} ?(?P<date>[^\n]{8,50}? )-{3,}")
_BRACKET = re.compile(rf"\ufeff?\[(?P<name>[^\n]{{0,120}}?)\] \[(?P<time>{CLOCK})\](?: |(?=\r?$))", re.MULTILINE)
# Android "2021년 12월 29일 오후 8:36, Name : text"; iOS "Dec 31, 2014 at 19:12, Name : text", and with a colon where
# the program speaks.
_STAMP = (
    r"(?=\S{1,12})(?P<time>[^\n,:]{4,40}(?:, ?\d{4}(?:,| at)?[^\n,:]{0,12})?"
    r"\d{1,2}:\d\d(?:[ \u00a0\u202f]?[aApP]\.?[mM]\.?)?)"
)
_COMMA = re.compile(rf"\ufeff?{_STAMP}(?:, (?:(?P<name>[^\n]{{0,120}}?) :(?: |(?=\r?$)))?|: )", re.MULTILINE)
_EARLY = 12  # lines above the first message
_NAMED = ("kakaotalk",)
_FIXED = {
    "image": r"사진(?: ?\d{1,3}장)?|Photos?|\d{1,3} Photos|写真|<사진 읽지 않음>|<사진/동영상 없음>",
    "video": r"동영상|Videos?|動画|<동영상 읽지 않음>",
    "sticker": r"이모티콘|Emoticons?|Stickers?|스티커|\((?:이모티콘|Emoticon|Sticker)\)",
    "voice note": r"음성 ?메시지|Voice (?:note|message)",
    "call": r"(?:보이스톡|페이스톡|그룹콜|Voice ?Call|Video ?Call|Voice Talk|Face Talk|Live Talk)"
    r"(?: ?(?:해요|부재중|취소|종료|Canceled|Missed|No Answer|Ended))?(?: ?\d{1,2}(?::\d\d){1,2})?",
    "deleted": r"삭제된 메시지입니다|채팅방 관리자가 메시지를 가렸습니다|(?:This|The) message (?:was|has been) deleted"
    r"|This message has been hidden by the chatroom managers",
}
_NOTES = {note: re.compile(rf"(?:{pattern})\.?", re.IGNORECASE) for note, pattern in _FIXED.items()}


def sniff(name: str, head: str) -> bool:
    """Whether a text has messages as KakaoTalk writes them, early and beside what only it writes; or its table."""
    if kakaotalk_table.sniff(head):
        return True
    lines = _lines(head)
    first = next((line for line in lines if isinstance(line, Head)), None)
    if first is None or head.count("\n", 0, lines[0].start) > _EARLY:
        return False
    above = head[: first.start]
    if _SAVED_LINE.search(above) or _KAKAO.search(above) or _is_called(name):
        return True
    if head.startswith("[", first.start):
        return any(isinstance(line, Day) for line in lines[:2])
    return any(isinstance(line, Head) and line.name and head[line.name.end :][:2] == " :" for line in lines)


def _is_called(name: str) -> bool:
    return name.rpartition("/")[2].casefold().startswith(_NAMED)


def fields(part: int, text: str) -> Iterator[Field]:
    """All places in a chat where people's words and names stand, in reading order."""
    if kakaotalk_table.sniff(text[:400]):
        yield from kakaotalk_table.fields(part, text, _note)
        return
    yield from DayLines(part, text, _lines(text), _note).fields(_PREAMBLE)


def _note(words: str) -> str | None:
    """What a message of fixed wording stands for."""
    return note_of(words, _NOTES)


def _lines(text: str) -> list[Day | Head]:
    """Days and messages."""
    found: list[Day | Head] = []
    day: tuple[Piece, ...] = ()
    at = 0
    for end in line_ends(text):
        raw = text[at:end].rstrip("\r\n \t")
        if date := _date(text, at, raw):
            found.append(Day(at, date))
            day = (date,) if is_day(text[slice(*date)].strip()) else day
        elif head := _head(text, at, end, day):
            found.append(head)
        at = end
    return found


def _date(text: str, at: int, raw: str) -> Piece | None:
    """The date in a line that holds nothing else."""
    low = at + len(raw) - len(raw.lstrip("\ufeff"))
    inner = text[low : at + len(raw)]
    if inner.startswith("---"):
        match = _RULE.fullmatch(inner)
        return (
            Piece(low + match.start("date"), low + match.end("date")) if match and is_day(match["date"][:-1]) else None
        )
    if 8 <= len(inner) < LONGEST_DAY and inner[-1:].isalnum() and (is_day(inner) or is_stamp(inner)):
        return Piece(low, at + len(raw))
    return None


def _head(text: str, at: int, end: int, day: tuple[Piece, ...]) -> Head | None:
    """The head of a message at the beginning of a line."""
    if match := _BRACKET.match(text, at, end):
        time = (*day, Piece(*match.span("time")))
    elif (match := _COMMA.match(text, at, end)) and is_stamp(match["time"]):
        time = (Piece(*match.span("time")),)
    else:
        return None
    name = match["name"]
    if name is None or not name.strip() or announced(name.strip()):
        said = match.end() if name is None or not name.strip() else match.start("name")
        return Head(at, time, None, said)
    return Head(at, time, Piece(*match.span("name")), match.end())
