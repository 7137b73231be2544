"""What LINE and KakaoTalk write into a chat themselves: who joined, left, invited whom, renamed the group.

Wording in English, Korean, Japanese, Chinese and Thai: https://github.com/zeikar/kakaotalk-viewer,
https://github.com/meyfa/line-chat-parser and other public parsers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ..model import Role
from .whatsapp.wording import Slot

# {N} one or several people, {T} a title. A final full stop is optional; the first that fits wins.
_TEMPLATES = r"""
{N} (?:was|were) invited(?: to .*)? by {N}
{N} (?:canceled|cancelled|withdrew) {N}['’]s invitation.*
{N} invited {N} to (?:the|this|a) (?:group|chat|chatroom|album|OpenChat)
{N} invited {N}
{N} added {N} to (?:the|this) (?:group|chat|chatroom)
{N} (?:removed|kicked) {N} (?:from|out of) (?:the|this) (?:group|chat|chatroom)
{N} (?:has |have )?(?:joined|left|entered|created) (?:the|this|a) (?:group|chat|chatroom|OpenChat)
{N} (?:has|have) been (?:removed from|kicked out of|invited to) this chatroom
{N} (?:has|have) been (?:assigned|appointed|dismissed|released|removed) as (?:the |an? )?(?:sub-?)?(?:admin|host)
{N} (?:has|have) accepted the (?:group )?invitation
{N} (?:has )?(?:changed|renamed) the (?:name of the )?(?:group|chat|chatroom)(?:['’]s)?(?: name)? to {T}
{N} (?:has )?(?:changed|deleted|removed|updated) the (?:group|chat|chatroom)(?:['’]s)? (?:name|profile|icon|photo).*
{N} (?:has )?(?:unsent|deleted|hid) a message
{N} (?:has )?(?:created|deleted|added|shared|posted) an? (?:album|note|poll|event|announcement)(?: (?:named )?{T})?
{N} (?:has )?(?:started|ended|joined|left) (?:a|the) (?:group )?(?:voice |video )?(?:call|meeting)
{N}がグループ名を{T}に変更しました
{N}が(?:グループ|トーク|ルーム)?(?:に|を|から)?(?:参加|退会|退出|退室|入室)しました
{N}が{N}を(?:グループ|トーク|メンバー|ルーム)?(?:に|から|として)?(?:招待|追加|削除|退会|退出)(?:しました|させました)
{N}が{N}の招待をキャンセルしました
{N}が(?:メッセージの送信を取り消し|(?:グループの)?(?:アイコン|プロフィール画像|背景).*を(?:変更|設定)し).*ました
{N}が(?:アルバム|ノート|イベント|投票|グループ).*(?:を|に).*ました
{N}(?:已)?(?:將|将)(?:群組|群组|聊天室)(?:名稱|名称)(?:改為|改为|變更為|变更为){T}
{N}(?:已)?(?:邀請|邀请|新增|將|将){N}(?:加入|進入|进入|退出|離開|离开|移出)(?:群組|群组|聊天室|聊天|群)?.{0,12}
{N}(?:已|被)?(?:加入|離開|离开|退出)(?:了)?(?:群組|群组|聊天室|聊天|群)?
{N}(?:已)?(?:收回訊息|收回讯息|收回了訊息|變更了?.*|更改了?.*|建立了?.*)
{N} ?(?:ได้)?(?:เข้าร่วมกลุ่ม|เข้าร่วมแชท|ออกจากกลุ่ม|ออกจากแชท|ยกเลิกข้อความ)(?:แล้ว)?
{N} ?(?:ได้)?เชิญ ?{N} ?(?:เข้ากลุ่ม|เข้าร่วมกลุ่ม|เข้าร่วมแชท)(?:แล้ว)?
"""
_LONGEST = 400
# No line of these templates goes without one of these.
_HINT = re.compile(
    r"invit|cancel|withdr|added|remov|kicked|joined|left|entered|created|been|accepted|changed|renamed|updated|unsent"
    r"|deleted|hid |started|ended|shared|posted|が|已|邀|新增|將|将|加入|離開|离开|退出|收回|變更|更改|建立"
    r"|เข้า|ออก|เชิญ|ยกเลิก",
    re.IGNORECASE,
)
# "민수님이 지영님과 하나님을 초대했습니다.": a name stands before each honorific with its particle.
_HONORED = re.compile(r"(?P<name>[^\n]{1,60}?) ?님(?:이|을|과|와|의|은|께서|에게|께|, ?| 외| 그리고) ?")
_ENDS = re.compile(
    r"(?:들어왔습니다|나갔습니다|들어오셨습니다|나가셨습니다|퇴장(?:했|하셨)습니다|입장(?:했|하셨)습니다"
    r"|내보냈습니다|내보내졌습니다"
    r"|초대(?:했|하였|하셨)습니다|되었습니다|변경(?:했|하였|되었)습니다|삭제(?:했|하였)습니다|가렸습니다|참여(?:했|하였)습니다"
    r"|임명(?:했|하였)습니다|해제(?:했|하였)습니다|시작(?:했|하였)습니다|종료(?:했|하였)습니다)\.?"
)
_BEFORE = re.compile(r"(?:방장|부방장|관리자|채팅방 관리자)(?:이|가) ")
_AND = re.compile(r",\s*|、|\s+(?:and|en)(?:\s+|$)|と(?=\S)")
_NOBODY = frozenset("you i me he she they we it someone everyone who あなた 您 你 คุณ 나 내".split())
_QUOTES = "\"'“”‘’「」『』«»《》"


@lru_cache(maxsize=4096)
def announced(line: str) -> tuple[Slot, ...] | None:
    """The names and titles in a line of known wording, in code points of it, and wording; None for any other line."""
    if len(line) > _LONGEST or "\n" in line:
        return None
    if "님" in line and _ENDS.search(line):
        return tuple(_korean(line)) or None
    for template in _templates() if _HINT.search(line) else ():
        if match := template.fullmatch(line):
            return tuple(slots(match))
    return None


@cache
def _templates() -> list[re.Pattern[str]]:
    return [compiled(line) for line in _TEMPLATES.split("\n") if line]


def compiled(template: str) -> re.Pattern[str]:
    """The pattern of a line in which ``{N}`` stands for people and ``{T}`` for a title."""
    parts = re.split(r"(\{[NT]\})", template)
    for at in range(1, len(parts), 2):
        parts[at] = rf"(?P<{parts[at][1].lower()}{at}>[^\n]{{1,120}}?)"
    return re.compile("".join(parts) + r"[.。]?\s*", re.IGNORECASE)


def slots(match: re.Match[str]) -> Iterator[Slot]:
    """The names and titles in a line that fits such a pattern."""
    for group, value in match.groupdict().items():
        if not value:
            continue
        start = match.start(group)
        if group[0] == "t":
            low = start + len(value) - len(value.lstrip(_QUOTES))
            if inner := value.strip(_QUOTES):
                yield Slot(low, low + len(inner), Role.TITLE)
        else:
            yield from _people(value, start)


def _people(value: str, start: int) -> Iterator[Slot]:
    """The people in a list of names."""
    at = 0
    for cut in [*_AND.finditer(value), None]:
        end = cut.start() if cut else len(value)
        name = value[at:end].strip()
        if name and name.casefold() not in _NOBODY:
            low = start + value.index(name, at)
            yield Slot(low, low + len(name), Role.NAME)
        at = cut.end() if cut else end


def _korean(line: str) -> Iterator[Slot]:
    end = 0
    for match in _HONORED.finditer(line):
        before = _BEFORE.match(match["name"])
        start = match.start("name") + (before.end() if before else 0)
        yield from _people(line[start : match.end("name")], start)
        yield Slot(match.end("name"), match.end(), Role.KEEP)  # which would look like a name to who reads no Korean
        end = match.end()
    if end and _ENDS.fullmatch(line, end):
        yield Slot(end, len(line), Role.KEEP)
