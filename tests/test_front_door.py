"""The Python front door: findings in code points, and the example of the package as it is written."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest
from exports import CHAT, NAMES, PHONE, put, tree
from hypothesis import given, settings
from hypothesis import strategies as st

import chatscrub
from chatscrub.model import Finding, Kind

MAIL = "sanne.kuiperveld@voorbeeld.nl"
AROUND = {
    "plain": "mail {} maar",
    "emoji": "😀👨‍👩‍👧🏠 mail {} 😀",
    "combining marks": "cafe\u0301 e\u0301e\u0301n mail {} e\u0301",
    "no-break spaces": "mail\u00a0{}\u00a0maar\u202fdan",
    "direction marks": "\u200email \u200e{}\u200f maar\u2069",
    "line ends": "een\r\ntwee\n\nmail {}\r\nmaar",
    "beyond the basic plane": "𝒎𝒂𝒊𝒍 {} 🇳🇱",
    "at the start": "{} maar",
    "at the end": "mail {}",
    "alone": "{}",
    "far in": "en dan weer " * 2_000 + "mail {} maar",
    "stray bytes": "\udcff mail {} \udcfe",
}


def found(text: str, kind: Kind) -> list[str]:
    return [text[f.start : f.end] for f in chatscrub.find([text])[0] if f.kind is kind]


@pytest.mark.parametrize("case", AROUND)
def test_offsets_are_code_points(case: str) -> None:
    assert found(AROUND[case].format(MAIL), Kind.EMAIL) == [MAIL]
    numbers = found(AROUND[case].format(f"of bel {PHONE}"), Kind.PHONE)
    assert numbers == [PHONE]


def test_find_answers_every_text_in_order() -> None:
    texts = ["niets", f"mail {MAIL}", "", f"mail {MAIL}", "  \n"]
    answers = chatscrub.find(texts)
    assert [[f.kind for f in row] for row in answers] == [[], [Kind.EMAIL], [], [Kind.EMAIL], []]
    assert [f.field for row in answers for f in row] == [1, 3]
    assert chatscrub.find([]) == []


def test_a_threshold_keeps_less() -> None:
    text = [f"{MAIL} en Sanne Kuiperveld uit Utrecht"]
    assert chatscrub.find(text, threshold=1.01) == [[]]
    assert len(chatscrub.find(text, threshold=0.9)[0]) <= len(chatscrub.find(text)[0])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_findings_lie_apart_and_inside(texts: list[str]) -> None:
    for number, (text, row) in enumerate(zip(texts, chatscrub.find(texts), strict=True)):
        at = 0
        for f in row:
            assert isinstance(f, Finding) and f.field == number
            assert at <= f.start < f.end <= len(text)
            assert 0 < f.score <= 1 and isinstance(f.kind, Kind) and f.by
            at = f.end


def test_the_example_of_the_package_runs_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert chatscrub.__doc__
    example = textwrap.dedent(re.split(r"::\n", chatscrub.__doc__)[1].split("\n``")[0])
    assert example.count("chatscrub.") >= 6
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "chat.txt", CHAT)
    exec(example, {})
    assert sorted(tree(tmp_path)) == [
        "chat.chatscrub/chat.consent.html",
        "chat.chatscrub/chat.consent.json",
        "chat.chatscrub/chat.consent.md",
        "chat.chatscrub/chat.scrubbed.txt",
        "chat.txt",
    ]
    scrubbed = (tmp_path / "chat.chatscrub" / "chat.scrubbed.txt").read_text()
    assert not any(name in scrubbed for name in NAMES)


def test_tables_of_messages_before_and_after(tmp_path: Path) -> None:
    table = chatscrub.tables.messages(put(tmp_path / "chat.txt", CHAT))
    assert list(table.columns) == ["conversation", "message", "sent_at", "sender", "kind", "text"]
    assert set(table["sender"].dropna()) == set(NAMES)
    assert str(table["sent_at"].iloc[0]) == "2023-02-01 10:11:00"
    export = chatscrub.read(tmp_path / "chat.txt")
    plan = chatscrub.plan(export, chatscrub.detect(export))
    where = chatscrub.outputs(export, plan, tmp_path / "uit")
    chatscrub.release(plan, export, chatscrub.report(plan, export, where), where)
    after = chatscrub.tables.messages(where.scrubbed)
    assert set(after["sender"].dropna()) == {"PERSON_1", "PERSON_2", "PERSON_3"}
    assert list(after["sent_at"]) == list(table["sent_at"])
    assert list(after["kind"]) == list(table["kind"])


def test_every_name_of_the_front_door_opens() -> None:
    for name in chatscrub.__all__:
        assert getattr(chatscrub, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = chatscrub.nothing


def test_errors_have_one_root(tmp_path: Path) -> None:
    with pytest.raises(chatscrub.ChatscrubError):
        chatscrub.read(tmp_path / "weg.txt")
    with pytest.raises(chatscrub.ChatscrubError):
        chatscrub.tables.messages(tmp_path)
