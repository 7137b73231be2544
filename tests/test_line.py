"""LINE: days above messages, columns with tabs or blanks, quotes around several lines, lines without a sender."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from chatscrub import counts, files, formats, moves, shifts, tables
from chatscrub.formats import line
from chatscrub.formats.day_lines import is_day, is_stamp
from chatscrub.formats.filenames import name_fields
from chatscrub.formats.group_notices import announced
from chatscrub.model import Role
from chatscrub.settings import Settings

SAMPLES = Path(__file__).resolve().parents[1] / "sample_exports" / "line"
TABS = SAMPLES / "tabs" / "[LINE] Chat with Sjoukje Hoekstra.txt"
COPIED = SAMPLES / "copied" / "[LINE] Fardau Dijkema.txt"
HEAD = "[LINE] Chat history with Sanne\nSaved on: 2024/06/02 09:00\n\n2024/06/01(Sat)\n"


def said(text: str) -> list[tuple[str, str, str | None]]:
    assert formats.sniff("x.txt", text) == "line"
    return [(f.role.value, f.text, f.sender) for f in line.fields(0, text) if f.role is not Role.TIME]


def test_a_message() -> None:
    title = ("title", "Sanne", None)
    assert said(HEAD + "9:05\tBram\thoi\n") == [title, ("sender", "Bram", "Bram"), ("text", "hoi", "Bram")]
    assert said("\ufeff" + HEAD + "12:05 PM\tBram\thoi\r\n")[2] == ("text", "hoi", "Bram")
    assert said(HEAD + "9:05\tBram\ta\tb\n")[2] == ("text", "a\tb", "Bram")
    assert said(HEAD + "9:05\tBram\t\n")[2] == ("keep", "", "Bram")


def test_quotes_stand_around_several_lines_only() -> None:
    assert said(HEAD + '9:05\tBram\t"een\ntwee"\n9:06\tBram\tdag\n')[2] == ("text", "een\ntwee", "Bram")
    assert said(HEAD + '9:05\tBram\t"een"\n')[2] == ("text", '"een"', "Bram")
    assert said(HEAD + "9:05\tBram\teen\ntwee\n")[2] == ("text", "een\ntwee", "Bram")


@pytest.mark.parametrize("columns", ["\t\t", "\t"])
def test_a_line_without_a_sender(columns: str) -> None:
    found = said(f"{HEAD}9:05{columns}Sanne de Wit invited Bram and Fenna to the group.\n9:06\tBram\thoi\n")
    assert found[1][0] == "system"
    assert [text for role, text, _ in found if role == "name"] == ["Sanne de Wit", "Bram", "Fenna"]


def test_a_line_of_unknown_wording_is_examined_as_a_text() -> None:
    found = said(HEAD + "9:05\t\tHier staat iets anders over Sanne de Wit\n9:06\tBram\thoi\n")
    assert found[1] == ("text", "Hier staat iets anders over Sanne de Wit", None)
    assert [role for role, _, _ in found].count("system") == 0


@pytest.mark.parametrize(
    ("wording", "names"),
    [
        ("Sanne joined the group.", "Sanne"),
        ("Bram removed Fenna from the group.", "Bram|Fenna"),
        ("Bram changed the group name to “Thuis”.", "Bram|Thuis"),
        ("You unsent a message.", ""),
        ("田中がグループを退会しました。", "田中"),
        ("田中が山田を追加しました。", "田中|山田"),
        ("小美已收回訊息", "小美"),
        ("小美邀請小明加入", "小美|小明"),
        ("민수님이 지영님을 초대했습니다.", "민수|지영"),
        ("zij gaat naar huis", None),
    ],
)
def test_notices(wording: str, names: str | None) -> None:
    found = announced(wording)
    if names is None:
        assert found is None
    else:
        assert "|".join(wording[s.start : s.end] for s in found or () if s.role is not Role.KEEP) == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017.09.02 Saturday", True),
        ("2018/04/16(Mon)", True),
        ("2018/04/16(月)", True),
        ("2018/04/16（土曜日）", True),
        ("Fri, 9/25/2026", True),
        ("2024년 6월 1일 토요일", True),
        ("Saturday, June 1, 2024", True),
        ("2017.09.02 Sanne", False),
        ("2017.09.02(Bram)", False),
        ("Sanne 1, 2024", False),
        ("12.05.24", False),
        ("2017.09.02 en dan", False),
    ],
)
def test_days(text: str, expected: bool) -> None:
    """A date is kept as it stands, so no other word may stand in it."""
    assert is_day(text) is expected
    assert is_stamp(f"{text} 9:05") is expected


def test_copied_with_blanks() -> None:
    export = files.read(COPIED)
    assert [f.text for f in export.fields if f.role is Role.SENDER] == ["Fardau Dijkema"] * 2 + ["Klaske"] * 2


def test_times() -> None:
    table = tables.messages(files.read(TABS))
    times = table[table.message >= 0].sent_at
    assert times.notna().all()
    assert str(times.iloc[0]) == "2024-06-01 09:05:00"


def test_dates_are_moved_once_for_all_messages_of_a_day() -> None:
    export = files.read(TABS)
    days, edits = moves.moved_times(export, Settings(shift_dates=True), b"key")
    assert days < 0
    places = [edit[:2] for edit in set(edits[0])]
    assert len(places) == len(set(places)) == 3


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        ("2017.09.02 Saturday", "2017.08.29 Tuesday"),
        ("2018/04/16(Mon)", "2018/04/12(Thu)"),
        ("2018/04/16(月)", "2018/04/12(木)"),
        ("Fri, 9/25/2026", "Mon, 9/21/2026"),
        ("2024년 6월 11일 화요일", "2024년 6월 7일 금요일"),
    ],
)
def test_the_day_of_the_week_moves_with_the_date(day: str, moved: str) -> None:
    assert shifts.shifted([day], -4).texts == [moved]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("[LINE] Chat with Sanne de Wit.txt", "Sanne de Wit"),
        ("[LINE] Chat history in Thuis (2).txt", "Thuis"),
        ("[LINE] 田中とのトーク履歴.txt", "田中"),
        ("[LINE]Sanne.txt", "Sanne"),
        ("KakaoTalkChats.txt", None),
        ("KakaoTalk_Chats_2024-06-01_12.00.00.txt", None),
        ("KakaoTalk_20240311_2214_03_456_Sanne de Wit.txt", "Sanne de Wit"),
        ("KakaoTalk Chats with Sanne.txt", "Sanne"),
    ],
)
def test_file_names(name: str, title: str | None) -> None:
    assert next((f.text for f in name_fields(0, name)), None) == title


@pytest.mark.parametrize(
    "text",
    [
        "2024-06-01 10:11 - Sanne: hoi\n2024-06-01 10:12 - Bram: dag\n",
        "[01-06-2024 10:11:12] Sanne: hoi\n[01-06-2024 10:11:13] Bram: dag\n",
        "12:00\tafspraak\tkapper\n13:00\tafspraak\ttandarts\n",
    ],
)
def test_other_texts_are_no_line(text: str) -> None:
    assert formats.sniff("x.txt", text) not in ("line", "kakaotalk")


def test_broken() -> None:
    text = TABS.read_text("utf-8")
    chance = random.Random(5)
    for _ in range(60):
        low, high = sorted(chance.choices(range(len(text)), k=2))
        for broken in (text[:low], text[low:], text[:high] + text[low:], text[:low] + '"\x00\t\ud800\n"' + text[high:]):
            for one in line.fields(0, broken):
                assert "".join(one.codec.view(broken[slice(*piece)]).text for piece in one.pieces) == one.text
    twice = sum(f.role is Role.SENDER for f in line.fields(0, text + text))
    assert twice == 2 * counts.count_messages(files.read(TABS))
