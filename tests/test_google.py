"""Google Voice and Google Chat: who spoke with whom, and numbers that say where a mention stands."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from chatscrub import detector, files, formats, people, plans, spans
from chatscrub.formats import google_chat, google_voice
from chatscrub.formats.filenames import name_fields
from chatscrub.model import Finding, Kind, Role
from chatscrub.settings import SETTINGS

SAMPLES = Path(__file__).resolve().parents[1] / "sample_exports"
PAGES = sorted((SAMPLES / "google_voice").rglob("*.html"))
MENTION = {
    "messages": [
        {
            "creator": {"name": "Sanne", "email": "s@voorbeeld.example", "user_type": "Human"},
            "created_date": "Friday, May 31, 2024 at 9:00:00 AM UTC",
            "text": "Bram zegt hoi tegen @Fenna Dijkgraaf en mij",
            "annotations": [{"start_index": 20, "length": 16, "user_mention_metadata": {"user": {"name": "Fenna"}}}],
            "topic_id": "x",
        }
    ]
}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Voice/Calls/Gerlof Drijfhout - Text - 2024-05-31T20_08_08Z.html", ["Gerlof Drijfhout"]),
        ("+12025550177 - Voicemail - 2024-06-01T18_00_00Z.mp3", ["+12025550177"]),
        ("Hidde Lanting - Missed - 2024-06-01T19_00_00Z-1-1.jpg", ["Hidde Lanting"]),
        (" - Text - 2024-06-01T19_00_00Z.html", []),
        ("Group Conversation - 2024-06-01T19_00_00Z.html", []),
    ],
)
def test_names_of_pages(name: str, found: list[str]) -> None:
    assert [f.text for f in name_fields(0, name) if f.role is Role.NAME and f.text != "Voice"] == found


def test_the_owner_is_one_person() -> None:
    page = next(p for p in PAGES if p.name.startswith("Gerlof"))
    export = files.read(page)
    cast = people.learn(export)
    owner = cast.named("Me")
    assert owner is not None and owner.role == "me"
    assert list(cast.mentions("tell me", lambda *_: 1.0)) == []
    told = people.learn(export, "Renske Mulderij")
    assert told.named("Renske Mulderij") is told.named("Me")


def test_a_call_has_no_sender() -> None:
    page = next(p for p in PAGES if p.name.startswith("Hidde"))
    found = list(google_voice.fields(0, page.read_text("utf-8")))
    assert {f.role for f in found if f.text == "Hidde Lanting"} == {Role.NAME}
    assert [f.note for f in found if f.role is Role.PHONE] == ["alias"]


def test_a_mention_stands_where_its_numbers_say() -> None:
    text = json.dumps(MENTION)
    export = files.read_bytes(text.encode(), "messages.json")
    assert export.format == "google_chat"
    (number,) = [n for n, f in enumerate(export.fields) if f.role is Role.TEXT]
    found = (Finding(number, 0, 4, Kind.PERSON, 1.0, "x"), Finding(number, 21, 36, Kind.PERSON, 1.0, "x"))
    cast = people.learn(export)
    (part,) = plans.plan(export, detector.Detection(found, cast, ()), SETTINGS).parts
    message = json.loads(spans.splice(text, part.edits))["messages"][0]
    start, length = message["annotations"][0]["start_index"], message["annotations"][0]["length"]
    assert message["text"] == "[PERSON_1] zegt hoi tegen @[PERSON_2] en mij"
    assert message["text"][start : start + length] == "@[PERSON_2]"


def test_the_three_files_are_known() -> None:
    for path in (SAMPLES / "google_chat").rglob("*.json"):
        if path.name != "expected.json":
            assert formats.sniff(path.name, path.read_text("utf-8")) == "google_chat"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name[:12])
def test_broken_pages(page: Path) -> None:
    text = page.read_text("utf-8")
    chance = random.Random(3)
    for _ in range(20):
        low, high = sorted(chance.choices(range(len(text)), k=2))
        for broken in (text[:low], text[low:], text[:high] + text[low:], text[:low] + "<<&#8239;'\"" + text[high:]):
            for one in google_voice.fields(0, broken):
                assert "".join(one.codec.view(broken[slice(*piece)]).text for piece in one.pieces) == one.text


def test_every_string_of_the_chat_is_told() -> None:
    found = list(google_chat.fields(0, json.dumps(MENTION)))
    assert [f.role.value for f in found[:3]] == ["time", "sender", "text"]
    assert not any(f.note in ("unnamed", "key") for f in found)
