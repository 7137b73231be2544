"""A talk that an export holds twice is scrubbed twice and counted once."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from exports import run

from chatscrub import counts, files, tables

TALK = [
    ("Ada Veldkamp", "2024-05-01T10:00:00", "hoi, ben je er?"),
    ("Bo Kuipers", "2024-05-01T10:01:00", "ja, met Wietske Orsel"),
    ("Ada Veldkamp", "2024-05-01T10:02:00", "top"),
]


def telegram(rows: list[tuple[str, str, str]], name: str = "Bo Kuipers") -> str:
    messages = [
        {"id": n, "type": "message", "date": when, "from": who, "from_id": f"user{len(who)}", "text": text}
        for n, (who, when, text) in enumerate(rows, 1)
    ]
    return json.dumps({"name": name, "type": "personal_chat", "id": 77, "messages": messages}, ensure_ascii=False)


def page(rows: list[tuple[str, str, str]]) -> str:
    """The same as Telegram's page."""
    return (
        '<!DOCTYPE html>\n<html><head><title>Exported Data</title></head><body><div class="page_wrap">'
        '<div class="page_header"><div class="content"><div class="text bold">Bo Kuipers</div></div></div>'
        '<div class="page_body chat_page"><div class="history">'
        + "".join(
            f'<div class="message default clearfix" id="message{n}"><div class="body">'
            f'<div class="pull_right date details" title="{when[8:10]}.{when[5:7]}.{when[:4]} {when[11:]}">'
            f'{when[11:16]}</div><div class="from_name">{who}</div><div class="text">{text}</div></div></div>'
            for n, (who, when, text) in enumerate(rows, 1)
        )
        + "</div></div></div></body></html>"
    )


def packed(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def test_the_same_talk_as_file_and_page_counts_once(tmp_path: Path) -> None:
    export = files.read(packed(tmp_path / "e.zip", {"messages.html": page(TALK), "result.json": telegram(TALK)}))
    assert export.known == ("telegram_html", "telegram")
    assert counts.count_messages(export) == 3
    table = tables.messages(export)
    assert list(table["sender"]) == [who for who, _, _ in TALK]
    assert set(table["conversation"]) == {1}


def test_both_copies_are_scrubbed_and_the_report_counts_one(tmp_path: Path) -> None:
    source = packed(tmp_path / "e.zip", {"messages.html": page(TALK), "result.json": telegram(TALK)})
    ran = run("scrub", source, "-o", tmp_path / "out", "--style", "label")
    assert ran.code == 0, ran.err
    with zipfile.ZipFile(next((tmp_path / "out").glob("*.scrubbed.zip"))) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode()
            assert not any(word in text for word in ("Ada", "Veldkamp", "Kuipers", "Wietske", "Orsel")), name
            assert "PERSON_1" in text
    record = json.loads(next((tmp_path / "out").glob("*.consent.json")).read_text("utf-8"))
    report = next((tmp_path / "out").glob("*.consent.md")).read_text("utf-8")
    assert "3 messages" in report or "3 berichten" in report
    assert "6 messages" not in report and "6 berichten" not in report
    assert record
    told = json.loads(run("inspect", source, "--json").out)
    assert told["messages"] == 3
    assert [text["double"] for text in told["texts"]] == [True, False]


def test_a_part_of_a_talk_counts_once_and_another_talk_by_itself(tmp_path: Path) -> None:
    other = [(who, when.replace("2024", "2023"), text) for who, when, text in TALK]
    more = [*TALK, ("Bo Kuipers", "2024-05-02T10:02:00", "en nu?")]
    members = {"a/result.json": telegram(TALK), "b/result.json": telegram(other), "c/result.json": telegram(more)}
    export = files.read(packed(tmp_path / "e.zip", members))
    assert export.doubles == {0}
    assert counts.count_messages(export) == 7


def test_short_words_at_unknown_times_are_no_copy(tmp_path: Path) -> None:
    rows = [("Ada Veldkamp", "", "ok"), ("Bo Kuipers", "", "top")]
    export = files.read(packed(tmp_path / "e.zip", {"a/result.json": telegram(rows), "b/result.json": telegram(rows)}))
    assert export.doubles == frozenset()
    assert counts.count_messages(export) == 4
