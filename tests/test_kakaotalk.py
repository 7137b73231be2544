"""KakaoTalk: the heads of three programs, lines that the program writes, titles in two languages."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from chatscrub import counts, files, formats, tables
from chatscrub.formats import kakaotalk
from chatscrub.model import Role

SAMPLES = Path(__file__).resolve().parents[1] / "sample_exports" / "kakaotalk"
CASES = sorted(SAMPLES.glob("*/Kakao*"))
DAY = "--------------- 2024년 6월 1일 토요일 ---------------\n"


def said(text: str) -> list[tuple[str, str, str | None]]:
    assert formats.sniff("x.txt", text) == "kakaotalk"
    return [(f.role.value, f.text, f.sender) for f in kakaotalk.fields(0, text) if f.role is not Role.TIME]


@pytest.mark.parametrize(
    "head",
    [
        DAY + "[Sanne de Wit] [20:36] ",
        DAY + "[Sanne de Wit] [오후 8:36] ",
        "-------- Saturday, June 1, 2024 --------\n[Sanne de Wit] [8:36 PM] ",
        "2024년 6월 1일 오후 8:36, Sanne de Wit : ",
        "2024. 6. 1. 오후 8:36, Sanne de Wit : ",
        "Jun 1, 2024 at 20:36, Sanne de Wit : ",
        "June 1, 2024, 8:36 PM, Sanne de Wit : ",
        "1 June 2024 at 20:36, Sanne de Wit : ",
    ],
)
def test_heads(head: str) -> None:
    text = f"{head}hoi : daar\nen dag\n"
    assert said(text) == [("sender", "Sanne de Wit", "Sanne de Wit"), ("text", "hoi : daar\nen dag", "Sanne de Wit")]
    (when,) = (f.text for f in kakaotalk.fields(0, text) if f.role is Role.TIME and f.message == 0)
    assert "36" in when and "2024" in when


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Sanne de Wit 님과 카카오톡 대화", "Sanne de Wit"),
        ("우리 팀 12 님과 카카오톡 대화", "우리 팀"),
        ("우리 팀 카카오톡 대화", "우리 팀"),
        ("KakaoTalk Chats with Sanne", "Sanne"),
        ("Sanne with KakaoTalk Chats", "Sanne"),
        ("Sanne de Wit", "Sanne de Wit"),
    ],
)
@pytest.mark.parametrize("saved", ["저장한 날짜 : 2024-06-02 09:00:15", "Date Saved : Jun 2, 2024 at 09:00"])
def test_titles(first: str, title: str, saved: str) -> None:
    found = said(f"\ufeff{first}\r\n{saved}\r\n\r\n{DAY}[Bram] [20:36] hoi\r\n")
    assert found == [("title", title, None), ("sender", "Bram", "Bram"), ("text", "hoi", "Bram")]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("[] [20:36] Sanne님이 나갔습니다.", ["Sanne"]),
        ("2024년 6월 1일 오후 8:36, Sanne님이 Bram님과 Fenna님을 초대했습니다.", ["Sanne", "Bram", "Fenna"]),
        ("2024년 6월 1일 오후 8:36,  : 방장이 Sanne님을 내보냈습니다.", ["Sanne"]),
        ("Jun 1, 2024 at 19:12: Sanne de Wit left this chatroom.", ["Sanne de Wit"]),
        ("Jun 1, 2024 at 19:12, Sanne invited Bram and Fenna.", ["Sanne", "Bram", "Fenna"]),
    ],
)
def test_lines_of_the_program(line: str, names: list[str]) -> None:
    found = said(f"{DAY}[Bram] [20:36] hoi\n{line}\n")
    assert [text for role, text, _ in found if role == "name"] == names
    assert sum(role == "sender" for role, _, _ in found) == 1
    assert [role for role, _, _ in found].count("system") == 1


def test_the_program_writes_below_a_message_too() -> None:
    found = said(f"{DAY}[Bram] [20:36] hoi\nSanne de Wit님이 들어왔습니다.\n")
    assert ("text", "hoi\nSanne de Wit님이 들어왔습니다.", "Bram") in found
    assert ("name", "Sanne de Wit", None) in found


def test_fixed_wording_is_kept_only_alone() -> None:
    assert said(DAY + "[Bram] [20:36] 사진 3장\n")[-1] == ("keep", "사진 3장", "Bram")
    assert said(DAY + "[Bram] [20:36] 사진 Sanne\n")[-1] == ("text", "사진 Sanne", "Bram")


def test_a_line_of_dashes_with_words_is_text() -> None:
    assert said(DAY + "[Bram] [20:36] hoi\n--- Sanne de Wit 2024 ---\n")[-1][1] == "hoi\n--- Sanne de Wit 2024 ---"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_samples_as_tables(path: Path) -> None:
    table = tables.messages(files.read(path))
    times = table[table.message >= 0].sent_at
    assert times.notna().all()
    assert times.is_monotonic_increasing or path.parent.name == "ios"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_broken(path: Path) -> None:
    text = path.read_text("utf-8")
    chance = random.Random(5)
    for _ in range(40):
        low, high = sorted(chance.choices(range(len(text)), k=2))
        for broken in (
            text[:low],
            text[low:],
            text[:high] + text[low:],
            text[:low] + "[\x00] [, :\ud800" + text[high:],
        ):
            for one in kakaotalk.fields(0, broken):
                assert "".join(one.codec.view(broken[slice(*piece)]).text for piece in one.pieces) == one.text
    twice = sum(f.role is Role.SENDER for f in kakaotalk.fields(0, text + text))
    assert twice == 2 * counts.count_messages(files.read(path))


# --- the table of macOS ---------------------------------------------------------------------------------

TABLE = "Date,User,Message\r\n2021-12-29 20:36:00,"


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ('"Bram","hoi\n""zeg"" 2"', [("sender", "Bram", "Bram"), ("text", 'hoi\n"zeg" 2', "Bram")]),
        ("Bram,사진 2장", [("sender", "Bram", "Bram"), ("keep", "사진 2장", "Bram")]),
        ("Bram,사진 Sanne", [("sender", "Bram", "Bram"), ("text", "사진 Sanne", "Bram")]),
        ('"","Sanne left this chatroom."', [("system", "Sanne left this chatroom.", None), ("name", "Sanne", None)]),
        (
            "Sanne,Sanne invited Bram and Fenna",
            [("name", "Sanne", None), ("system", "Sanne invited Bram and Fenna", None)]
            + [("name", name, None) for name in ("Sanne", "Bram", "Fenna")],
        ),
        ("시스템,Sanne en meer", [("keep", "시스템", None), ("text", "Sanne en meer", None)]),
        (
            "Bram,Sanne invited Fenna",  # what anybody may write
            [("sender", "Bram", "Bram"), ("text", "Sanne invited Fenna", "Bram")]
            + [("name", name, None) for name in ("Sanne", "Fenna")],
        ),
        (
            "Bram,Sanne has been removed from this chatroom.",
            [
                ("name", "Bram", None),
                ("system", "Sanne has been removed from this chatroom.", None),
                ("name", "Sanne", None),
            ],
        ),
    ],
)
def test_rows_of_the_table(row: str, wanted: list[tuple[str, str, str | None]]) -> None:
    assert said(f"\ufeff{TABLE}{row}\r\n") == wanted
