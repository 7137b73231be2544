"""Who is in a chat, as the command people shows it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from exports import CHAT, NAMES, put, run, tree

from chatscrub.castlist import masked

MORE = "01-02-2023 10:18 - Bram Oosterling: SANNE, bel Youssef El Amrani. youssef weet het\n"


@pytest.fixture
def chat(tmp_path: Path) -> Path:
    return put(tmp_path / "chat.txt", CHAT + MORE)


def test_names_are_masked_unless_shown(chat: Path) -> None:
    ran = run("people", chat)
    assert ran.code == 0
    text = ran.out.decode()
    assert "S**** K*********" in text and not any(word in text for name in NAMES for word in name.split())
    assert NAMES[0] in run("people", chat, "--show").out.decode()
    assert list(tree(chat.parent)) == ["chat.txt"]


def test_json(chat: Path) -> None:
    rows = {row["pseudonym"]: row for row in json.loads(run("people", chat, "--json", "--show").out)["people"]}
    sanne = rows["PERSON_1"]
    assert (sanne["role"], sanne["messages"], sanne["doubt"]) == ("speaker", 4, False)
    assert {(s["text"], s["how"]) for s in sanne["spellings"]} >= {("Sanne Kuiperveld", "sender"), ("SANNE", "part")}
    (youssef,) = [row for row in rows.values() if any(s["text"] == "Youssef El Amrani" for s in row["spellings"])]
    assert youssef["role"] == "mentioned" and youssef["mentions"] == 2
    assert not any(word in json.dumps(json.loads(run("people", chat, "--json").out)) for word in ("Sanne", "Youssef"))


def test_a_list_changes_who_is_who(chat: Path) -> None:
    listed = put(chat.parent / "list.toml", '[[person]]\nnames = ["Fenna Dijkgraaf"]\nrole = "sister"\n')
    rows = json.loads(run("people", chat, "--people", listed, "--json", "--show").out)["people"]
    (fenna,) = [row for row in rows if row["pseudonym"] == "SISTER"]
    assert fenna["relation"] == "sister" and fenna["spellings"][0]["text"] == "Fenna Dijkgraaf"


def test_two_of_one_name_are_in_doubt(tmp_path: Path) -> None:
    lines = ("Sanne Kuiperveld: hoi", "Sanne Dijkgraaf: hoi", "Bram Oosterling: dag sanne")
    text = "".join(f"01-02-2023 10:1{i} - {line}\n" for i, line in enumerate(lines))
    rows = json.loads(run("people", put(tmp_path / "chat.txt", text), "--json").out)["people"]
    (doubt,) = [row for row in rows if row["doubt"]]
    assert doubt["mentions"] == 1 and doubt["others"] == ["PERSON_1", "PERSON_2"]


def test_whoever_is_not_there_is_told(chat: Path) -> None:
    ran = run("people", chat, "--me", "Niemand")
    assert ran.code == 1 and "--me" in ran.err


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("Sanne de Vries", "S**** d* V****"),
        ("+31 6 01234501", "+** * ******01"),
        ("@jo_h", "@j*_*"),
        ("é", "*"),
        ("💃🏽", "**"),
        ("O'Neil", "*'N***"),
        ("सीता", "****"),
        ("王小明", "***"),
        ("+1 (555) 010-0123", "+* (***) ***-**23"),
    ],
)
def test_masked(name: str, hidden: str) -> None:
    assert masked(name) == hidden


def test_a_name_steers_no_terminal(tmp_path: Path) -> None:
    chat = put(tmp_path / "chat.txt", "01-02-2023 10:11 - Ro\x1b]0;titel\u202emer: hoi\n01-02-2023 10:12 - Bram: dag\n")
    for command in (("people", chat), ("consent", "status", chat)):
        shown = run(*command, "--show").out.decode()
        assert "\x1b" not in shown and "\u202e" not in shown and "\\x1b" in shown
