"""Google Hangouts: ids in the place of people, texts in segments, places and pictures in what is sent along."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chatscrub import formats
from chatscrub.formats import hangouts
from chatscrub.model import Field, Role

SAMPLE = next((Path(__file__).resolve().parents[1] / "sample_exports" / "hangouts").glob("*/*/*/*/Hangouts.json"))
WHO, OTHER = "108800000000000000417", "108800000000000000428"


def export(*events: dict[str, object], old: bool = False) -> str:
    people = [{"id": {"gaia_id": WHO, "chat_id": WHO}, "fallback_name": "Sanne de Wit"}]
    inner = {"id": {"id": "Ugx1"}, "type": "GROUP", "participant_data": people}
    if old:
        state = {"conversation_id": {"id": "Ugx1"}, "conversation": inner, "event": list(events)}
        return json.dumps({"conversation_state": [{"conversation_state": state}]})
    top = {"conversation": {"conversation_id": {"id": "Ugx1"}, "conversation": inner}, "events": list(events)}
    return json.dumps({"conversations": [top]})


def event(who: str, *said: str, **more: object) -> dict[str, object]:
    segments = [{"type": "TEXT", "text": one} for one in said]
    content = {"message_content": {"segment": segments}} if said else None
    sender = {"gaia_id": who, "chat_id": who}
    chat = {"chat_message": content} if content else {}
    return {"sender_id": sender, "timestamp": "1443742921190532", "event_id": "8-H0z1", **chat, **more}


def fields(text: str) -> list[Field]:
    assert formats.sniff("Hangouts.json", text) == "hangouts"
    found = list(hangouts.fields(0, text, hangouts.directory({"h": text})))
    for one in found:
        assert "".join(one.codec.view(text[slice(*piece)]).text for piece in one.pieces) == one.text
    return found


@pytest.mark.parametrize("old", [False, True])
def test_senders_are_named_and_segments_are_one_text(old: bool) -> None:
    found = fields(export(event(WHO, "hoi ", "Bram ", "Visser"), event(OTHER, "dag"), old=old))
    assert [(f.message, f.text) for f in found if f.role is Role.SENDER] == [(0, "Sanne de Wit"), (1, OTHER)]
    assert [(f.text, f.sender) for f in found if f.role is Role.TEXT] == [
        ("hoi Bram Visser", "Sanne de Wit"),
        ("dag", OTHER),
    ]
    assert [f.text for f in found if f.role is Role.TIME] == ["1443742921190532"] * 2


def test_who_left_and_what_a_chat_was_called() -> None:
    change = {"type": "LEAVE", "participant_id": [{"gaia_id": WHO, "chat_id": WHO}]}
    rename = {"new_name": "Zwemclub", "old_name": "Baantjes"}
    found = fields(export(event(OTHER, membership_change=change), event(WHO, conversation_rename=rename)))
    assert [f.text for f in found if f.role is Role.NAME and f.message == 0] == ["Sanne de Wit"] * 2
    assert [f.text for f in found if f.role is Role.TITLE] == ["Zwemclub", "Baantjes"]


def test_a_key_or_value_that_it_does_not_know_is_examined() -> None:
    found = fields(export(event(WHO, "hoi", annotation_v2={"value": "Bram Visser"}, event_otr="Sanne")))
    assert {"Bram Visser", "Sanne"} <= {f.text for f in found if f.role is Role.TEXT}


def test_broken_files_are_read_as_far_as_they_go() -> None:
    text = SAMPLE.read_text("utf-8")
    for cut in range(0, len(text), len(text) // 40):
        for broken in (text[:cut], text[cut:], text[:cut] + '"\\ud800' + text[cut:]):
            for one in hangouts.fields(0, broken, hangouts.directory({"h": broken})):
                assert "".join(one.codec.view(broken[slice(*piece)]).text for piece in one.pieces) == one.text
