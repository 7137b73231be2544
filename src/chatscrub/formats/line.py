"""LINE: the text that "Export chat history" writes, with tabs between time, name and words; and copied with spaces.

Facts: https://github.com/meyfa/line-chat-parser, and the titles and days of other public parsers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..model import Field, Piece
from ..syntax.lines import line_ends
from .day_lines import CLOCK, LONGEST_DAY, Day, DayLines, Head, Preamble, is_day, note_of
from .group_notices import announced

_TITLES = [
    re.compile(rf"\ufeff?\[LINE\] ?{rest}")
    for rest in (
        r"Chat(?: history)? (?:with|in|of) (?P<title>.+?)(?:\.txt)?",
        r"(?P<title>.+?)(?:と?のトーク履歴|とのトーク|님과의 (?:대화|채팅)|的聊天記錄|的聊天记录)(?:\.txt)?",
        r"[與与和](?P<title>.+?)的(?:聊天記錄|聊天记录|對話|对话)(?:\.txt)?",
        r"(?:ประวัติ)?การ?แชทกับ ?(?P<title>.+?)",
        r"(?P<title>.+)",
    )
]
_PREAMBLE = Preamble(
    _TITLES,
    re.compile(
        r"\ufeff?(?:Saved on|Saved at|保存日時|儲存日期|保存日期|저장한? ?날짜|저장 일시|บันทึกเมื่อ|วันที่บันทึก) ?[:：] ?"
        r"(?P<saved>[^\n]{4,60})"
    ),
)
_MESSAGE = re.compile(rf"\ufeff?(?P<time>{CLOCK})\t(?:(?P<name>[^\t\n]{{0,120}})\t)?")
_SPACED = re.compile(rf"(?P<time>{CLOCK}) (?=\S)")
_NAME_WORDS = 4
_EARLY = 10  # lines above the first message
_FIXED = {
    "sticker": r"\[(?:Sticker|スタンプ|貼圖|贴图|스티커|สติกเกอร์|Stiker)\]",
    "image": r"\[(?:Photo|Image|写真|画像|照片|圖片|图片|사진|รูป|รูปภาพ|Foto)\](?: ?\d{1,3})?",
    "video": r"\[(?:Video|動画|影片|视频|동영상|วิดีโอ)\]",
    "voice note": r"\[(?:Voice message|Audio|Voice note|ボイスメッセージ|音声|語音訊息|语音信息|음성메시지)\]",
    "document": r"\[(?:File|ファイル|檔案|文件|파일|ไฟล์)\]",
    "media": r"\[(?:Album|Gift|Note|Poll|Location|Contact|アルバム|ギフト|ノート|投票|位置情報|連絡先|相簿|禮物)\]",
    "call": r"☎? ?(?:Call time|Missed call|No answer|Canceled call|Call canceled|Group (?:voice |video )?call started"
    r"|通話時間|不在着信|応答なし|キャンセル|未接來電|無應答|已取消|グループ通話が(?:開始されました|終了しました))"
    r"\.?(?: ?\d{1,2}(?::\d\d){1,2})?",
    "deleted": r"(?:You unsent a message|Message unsent|メッセージの送信を取り消しました|您已收回訊息)[.。]?",
}
_NOTES = {note: re.compile(pattern, re.IGNORECASE) for note, pattern in _FIXED.items()}


def sniff(name: str, head: str) -> bool:
    """Whether a text has LINE's title, or a day above its first lines, and messages with tabs."""
    lines = _lines(head)
    tabbed = any(isinstance(line, Head) and head[line.said - 1] == "\t" for line in lines)
    titled = head.lstrip("\ufeff\r\n ").startswith("[LINE]") or name.rpartition("/")[2].startswith("[LINE]")
    if titled:
        return any(isinstance(line, Head) for line in lines)
    return tabbed and isinstance(lines[0], Day) and head.count("\n", 0, lines[0].start) < _EARLY


def fields(part: int, text: str) -> Iterator[Field]:
    """All places in a chat where people's words and names stand, in reading order."""
    yield from DayLines(part, text, _lines(text), _note).fields(_PREAMBLE)


def _note(words: str) -> str | None:
    """What a message of fixed wording stands for."""
    return note_of(words, _NOTES)


def _lines(text: str) -> list[Day | Head]:
    """Days and messages; those with spaces only where the whole text has none with tabs."""
    found: list[Day | Head] = []
    spaced: list[re.Match[str]] = []
    day: tuple[Piece, ...] = ()
    at = 0
    for end in line_ends(text):
        raw = text[at:end].rstrip("\r\n \t")
        low = at + len(raw) - len(raw.lstrip("\ufeff"))
        if len(raw) < LONGEST_DAY and is_day(raw.lstrip("\ufeff")):
            day = (Piece(low, end),)
            found.append(Day(at, day[0]))
        elif match := _MESSAGE.match(text, at, end):
            name = Piece(*match.span("name")) if match["name"] else None
            found.append(Head(at, (*day, Piece(*match.span("time"))), name, match.end()))
        elif day and (copied := _SPACED.match(text, at, end)):
            spaced.append(copied)
        at = end
    if any(isinstance(line, Head) for line in found) or not spaced:
        return found
    return sorted([*found, *_spaced(text, spaced, [line for line in found if isinstance(line, Day)])])


def _spaced(text: str, lines: list[re.Match[str]], days: list[Day]) -> Iterator[Head]:
    """Messages with spaces between the columns: a name is as long as what all lines of its first word share."""
    words = [_first_words(text, match.end()) for match in lines]
    starts = Counter(tuple(some[:n]) for some in words for n in range(1, len(some) + 1))
    waiting, day = iter([*days, None]), None
    upcoming = next(waiting)
    for match, some in zip(lines, words, strict=True):
        while upcoming and upcoming.start < match.start():
            day, upcoming = upcoming, next(waiting)
        length = 1
        while length < len(some) and starts[tuple(some[:1])] == starts[tuple(some[: length + 1])] > 1:
            length += 1
        name = " ".join(some[:length])
        end = match.end() + len(name)
        time = (day.date, Piece(*match.span("time"))) if day else (Piece(*match.span("time")),)
        if announced(_rest(text, match.end())):
            yield Head(match.start(), time, None, match.end())
        else:
            yield Head(match.start(), time, Piece(match.end(), end), min(end + 1, len(text)))


def _first_words(text: str, at: int) -> list[str]:
    return _rest(text, at).split(" ")[:_NAME_WORDS]


def _rest(text: str, at: int) -> str:
    """What follows on a line."""
    end = text.find("\n", at)
    return text[at : len(text) if end < 0 else end].rstrip()
