"""Moving dates in exports of programs: every stamp moves, and one that cannot be moved stops all."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from exports import put, run
from hypothesis import given
from hypothesis import strategies as st

from chatscrub.shifts import shifted

MESSAGES: list[dict[str, Any]] = [
    {
        "id": n,
        "type": "message",
        "date": f"2024-03-{14 + n}T19:0{n}:11",
        "date_unixtime": str(1710442931 + n * 86460),
        "from": "Sanne Kuiperveld",
        "from_id": "user5501770881",
        "text": "hoi",
    }
    for n in range(3)
]


def chat_with(**more: object) -> dict[str, Any]:
    """A chat of three messages, the last of which holds more."""
    messages = [*MESSAGES[:2], MESSAGES[2] | more]
    return {"name": "Sanne Kuiperveld", "type": "personal_chat", "id": 5501770881, "messages": messages}


def scrubbed(folder: Path, chat: dict[str, Any]) -> tuple[int, str, dict[str, Any]]:
    ran = run("scrub", put(folder / "result.json", json.dumps(chat)), "-o", folder / "out", "--shift-dates")
    made = list((folder / "out").glob("*.scrubbed.json"))
    return ran.code, ran.err, json.loads(made[0].read_text("utf-8")) if made else {}


def test_both_stamps_of_a_message_move_by_the_same_days(tmp_path: Path) -> None:
    code, err, chat = scrubbed(tmp_path, chat_with())
    assert code == 0, err
    days = set()
    for old, new in zip(MESSAGES, chat["messages"], strict=True):
        days.add((datetime.fromisoformat(old["date"]) - datetime.fromisoformat(new["date"])).total_seconds())
        days.add(float(old["date_unixtime"]) - float(new["date_unixtime"]))
    (one,) = days
    assert one % 86_400 == 0 and one > 0


@pytest.mark.parametrize(
    "more",
    [
        {"made_on": 1710442931},
        {"made_on": 1710442931123},
        {"duration_seconds": "15-03-2024"},
        {"width": "2024-03-15T10:11:12"},
    ],
)
def test_a_stamp_that_is_not_known_as_one_stops_all(tmp_path: Path, more: dict[str, Any]) -> None:
    code, err, made = scrubbed(tmp_path, chat_with(**more))
    assert (code, made) == (1, {}) and "1 time stamps cannot be moved" in err


def test_the_name_that_telegram_gave_a_photo_moves_with_the_rest(tmp_path: Path) -> None:
    code, err, chat = scrubbed(tmp_path, chat_with(photo="photos/photo_1@16-03-2024_10-11-12.jpg"))
    assert code == 0, err
    day = datetime.fromisoformat(chat["messages"][2]["date"])
    assert chat["messages"][2]["photo"] == f"photos/photo_1@{day:%d-%m-%Y}_10-11-12.jpg"


def test_numbers_of_another_time_stop_nothing(tmp_path: Path) -> None:
    assert scrubbed(tmp_path, chat_with(file_size=1510442931))[0] == 0


@given(
    st.integers(500_000_000, 4_000_000_000), st.integers(-1_000, 1_000), st.sampled_from(["", "000", "123456", ".5"])
)
def test_seconds_since_1970(seconds: int, days: int, rest: str) -> None:
    moved = shifted([f"{seconds}{rest}"], days)
    assert (moved.texts, moved.unread) == ([f"{seconds + days * 86_400}{rest}"], 0)


@pytest.mark.parametrize("text", ["12", "0123456789", "17104429310", "x1710442931"])
def test_what_is_no_epoch(text: str) -> None:
    assert shifted([text], -10).texts == [text]
