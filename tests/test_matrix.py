"""Matrix: ids in every field of an event, texts twice, and links that hold ids."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from chatscrub.formats import matrix
from chatscrub.model import Field, Role

WHO = "@geeske:kerkhoven.example"


def event(content: dict[str, object], sender: str = WHO, **more: object) -> dict[str, object]:
    return {
        "type": "m.room.message",
        "sender": sender,
        "content": content,
        "origin_server_ts": 1717232400000,
        "event_id": "$abcdefghijklmnopqrstuvwxyzABCDE012345",
        **more,
    }


def read(*events: dict[str, object]) -> tuple[str, list[Field]]:
    joined = event({"membership": "join", "displayname": "Geeske Visserman"}, type="m.room.member", state_key=WHO)
    text = json.dumps({"room_name": "Koor", "exported_by": WHO, "messages": [joined, *events]})
    assert matrix.sniff("x.json", text)
    return text, list(matrix.fields(0, text, matrix.directory({"m": text})))


def test_senders_are_named() -> None:
    _, found = read(event({"body": "hoi"}), event({"body": "dag"}, sender="@ander:b.example:8448"))
    assert [(f.text, f.sender) for f in found if f.role is Role.SENDER] == [
        ("Geeske Visserman", "Geeske Visserman"),
        ("Geeske Visserman", "Geeske Visserman"),
        ("@ander:b.example:8448", "@ander:b.example:8448"),
    ]


def test_both_copies_of_a_text_are_read_as_one() -> None:
    _, found = read(event({"body": "hoi Aafke Brouwer", "formatted_body": "hoi Aafke <b>Brou</b>wer"}))
    assert [(f.text, f.note) for f in found if f.role is Role.TEXT and f.message == 1] == [
        ("hoi Aafke Brouwer", ""),
        ("hoi Aafke Brouwer", "copy"),
    ]


def test_ids_in_texts_and_links() -> None:
    body = f"> <{WHO}> hoi\n\nzie https://matrix.to/#/%40geeske%3Akerkhoven.example en #koor:kerkhoven.example."
    text, found = read(event({"body": body}))
    held = [
        (f.role, f.text, text[slice(*f.pieces[0])]) for f in found if f.message == 1 and f.role in (Role.NAME, Role.ID)
    ]
    assert held == [
        (Role.NAME, "Geeske Visserman", WHO),
        (Role.NAME, "Geeske Visserman", "%40geeske%3Akerkhoven.example"),
        (Role.ID, "#koor:kerkhoven.example", "#koor:kerkhoven.example"),
        (Role.ID, "$abcdefghijklmnopqrstuvwxyzABCDE012345", "$abcdefghijklmnopqrstuvwxyzABCDE012345"),
    ]


def test_what_a_member_was_called_before() -> None:
    before = {"age": 1, "prev_content": {"displayname": "Geesje"}, "prev_sender": WHO}
    _, found = read(event({"membership": "join"}, type="m.room.member", state_key=WHO, unsigned=before))
    assert [f.text for f in found if f.role is Role.NAME and f.message == 1] == [
        "Geeske Visserman",
        "Geesje",
        "Geeske Visserman",
    ]


@given(st.text(max_size=60))
def test_any_text(body: str) -> None:
    text, found = read(event({"body": body, "formatted_body": body}))
    for field in found:
        assert all(0 <= piece.start <= piece.end <= len(text) for piece in field.pieces)
        assert "".join(field.codec.view(text[slice(*piece)]).text for piece in field.pieces) == field.text


def test_words_of_the_protocol_are_not_examined() -> None:
    content = {
        "body": "ja",
        "format": "org.matrix.custom.html",
        "m.relates_to": {"rel_type": "m.annotation", "event_id": "$1"},
    }
    event = {"sender": "@a:x", "event_id": "$2", "content": content}
    text = json.dumps({"room_name": "K", "exported_by": "@a:x", "messages": [event]})
    assert not [field.text for field in matrix.fields(0, text, {}) if field.text.startswith(("org.", "m."))]
