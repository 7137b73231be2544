"""Formats in JSON as tables: what stands where, messages as wholes, and nothing that no table names goes unseen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatscrub.formats import telegram
from chatscrub.formats.code_words import is_either, is_programmed
from chatscrub.formats.layout import Layout, paths
from chatscrub.model import OWNER, Edit, Field, Role
from chatscrub.spans import splice

LAYOUT = Layout(
    messages=("chats[].messages[]",),
    signs=("chats[].messages[].von",),
    sender=("von", "by.name"),
    time=("at", "at_ms"),
    joined=("text text[] text[].words", "again[].words"),
    slots={
        "^.id": "id",
        "id type": "keep",
        "at at_ms": "keep",
        "by.name": "name",
        "number": "phone",
        "file": "path image",
        "title": "title chat",
        "who whom": "person",
        "map.*": "handle",
        "size": "keep",
    },
)


def read(document: Any, people: dict[str, str] | None = None) -> list[tuple[str, str, int, str | None, str]]:
    return [told(field) for field in LAYOUT.fields(0, json.dumps(document), people)]


def told(f: Field) -> tuple[str, str, int, str | None, str]:
    return f.role.value, f.text, f.message, f.sender, f.note


def messages(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"chats": [{"messages": list(rows)}]}


def test_a_message_begins_with_time_and_sender_wherever_they_stand() -> None:
    assert read(messages({"text": "hoi", "id": 1, "von": " Sanne ", "at": "2024-01-02"})) == [
        ("time", "2024-01-02", 0, None, ""),
        ("sender", " Sanne ", 0, "Sanne", ""),
        ("text", "hoi", 0, "Sanne", ""),
    ]


def test_a_text_in_pieces_is_one_field_and_its_copy_another() -> None:
    row = {"von": "Bram", "text": ["San", {"words": "ne"}, "!"], "again": [{"words": "Sann"}, {"words": "e!"}]}
    document = json.dumps(messages(row))
    whole, copy = (f for f in LAYOUT.fields(0, document) if f.role is Role.TEXT)
    assert (whole.text, whole.note, len(whole.pieces)) == ("Sanne!", "", 3)
    assert (copy.text, copy.note, len(copy.pieces)) == ("Sanne!", "copy", 2)
    assert [document[a:b] for a, b in (*whole.pieces, *copy.pieces)] == ["San", "ne", "!", "Sann", "e!"]


@pytest.mark.parametrize(
    ("row", "sender"),
    [
        ({"von": "Bram", "by": {"name": "Fenna"}}, "Bram"),
        ({"von": "", "by": {"name": "Fenna"}}, "Fenna"),
        ({"von": None, "by": {"name": "Fenna"}}, "Fenna"),
        ({"von": None}, None),
        ({}, None),
    ],
)
def test_the_first_sender_that_says_something_counts(row: dict[str, Any], sender: str | None) -> None:
    found = read(messages(row | {"text": "hoi"}))
    assert [f[3] for f in found if f[0] == "text"] == [sender]
    assert [f[1] for f in found if f[0] == "sender"] == [sender] * (sender is not None)


def test_messages_are_counted_over_all_chats() -> None:
    document = {"chats": [{"messages": [{"text": "a"}, {"text": "b"}]}, {"title": "Bram", "messages": [{"text": "c"}]}]}
    assert [(f[1], f[2]) for f in read(document)] == [("a", 0), ("b", 1), ("Bram", -1), ("c", 2)]


def test_the_longest_end_of_a_path_counts_and_the_beginning_can_be_named() -> None:
    assert read({"id": "u1234567", "chats": [{"id": "x1"}]}) == [("id", "u1234567", -1, None, "")]


@pytest.mark.parametrize(
    ("value", "role"),
    [
        ("service", None),
        ("private_group", None),
        ("Sanne de Vries", "text"),
        ("SUPERGROUP", None),
        ("hoi bram", "text"),
        ("bramkuiper89", "text"),
        ("bram.kuiper_7", "text"),
        ("mp4", None),
        ("Rose Young", "text"),
        ("Telegram Desktop", "text"),
        ("Open Group", None),
        ("1709575331123", None),
        ("2025550143", "text"),
        ("4915112345678", "text"),
    ],
)
def test_what_is_kept_must_look_fixed(value: str, role: str | None) -> None:
    assert [f[0] for f in read(messages({"von": "B", "type": value}))][1:] == ([role] if role else [])


@pytest.mark.parametrize("at", ["at", "other_at"])
@pytest.mark.parametrize(
    ("value", "role"),
    [
        ("2024-01-02T10:11:12.5+01:00", "time"),
        ("1709575331.000100", "time"),
        ("Friday, May 31, 2024 at 9:01:00 AM UTC", "time"),
        ("donderdag 2 mei 2024 om 9:01 CEST", "time"),
        ("op 2-1-2024 belde Sanne", "text"),
        ("Sanne Kuiperveld", "text"),
        ("sanne89", "text"),
        ("0601234567", "text"),
        ("+31 6 01234567", "text"),
    ],
)
def test_a_time_must_look_like_one(at: str, value: str, role: str) -> None:
    layout = Layout(messages=("m[]",), sender=("von",), time=("at",), slots={"at other_at": "time"})
    found = layout.fields(0, json.dumps({"m": [{"von": "B", at: value}]}))
    assert [f.role.value for f in found if f.text == value] == [role]


def test_own_messages_need_no_sender() -> None:
    layout = Layout(
        messages=("in[]", "out[]", "*.out[]"), sender=("von",), own=("out[]", "*.out[]"), slots={"t": "text"}
    )
    rows = {"in": [{"t": "een"}], "out": [{"t": "twee"}, {"von": "Bram", "t": "drie"}], "x": {"out": [{"t": "vier"}]}}
    found = [f for f in layout.fields(0, json.dumps(rows)) if f.role is Role.TEXT]
    assert [(f.text, f.sender) for f in found] == [("een", None), ("twee", OWNER), ("drie", "Bram"), ("vier", OWNER)]


def test_who_speaks_in_a_message_of_another() -> None:
    layout = Layout(
        messages=("m[]",), sender=("von",), joined=("t",), slots={"whom": "name"}, voices=(". whom", "copy ?")
    )
    rows = [
        {"von": "Bram", "t": "een"},
        {"von": "Bram", "t": "twee", "whom": "Sanne", "nieuw": "drie"},
        {"von": "Bram", "t": "vier", "whom": None},
        {"von": "Bram", "t": "vijf", "copy": {"t": "zes"}},
    ]
    found = [f for f in layout.fields(0, json.dumps({"m": rows})) if f.role is Role.TEXT]
    assert [(f.text, f.sender) for f in found] == [
        ("een", "Bram"),
        ("twee", "Sanne"),
        ("drie", "Sanne"),
        ("vier", None),
        ("vijf", "Bram"),
        ("zes", None),
    ]


def test_what_no_table_names_is_examined_and_told_apart() -> None:
    found = read(messages({"von": "B", "nieuw": "Sanne belde", "diep": {"er": ["Fenna"]}}))
    assert found[1:] == [("text", "Sanne belde", 0, "B", "unnamed"), ("text", "Fenna", 0, "B", "unnamed")]


def test_what_any_json_calls_a_number_or_name_needs_no_table() -> None:
    found = read({"x": {"phone_number": "06 01234567", "email": "a@b.example", "latitude": 52.1, "first_name": "San"}})
    assert [f[:2] for f in found] == [
        ("phone", "06 01234567"),
        ("email", "a@b.example"),
        ("place", "52.1"),
        ("name", "San"),
    ]


def test_numbers() -> None:
    found = read(messages({"von": "B", "number": 31601234567, "size": 31601234567, "a": 12345678, "b": 31601234567,
                           "c": 1709575331, "d": 1709575331123, "e": 0.5}))  # fmt: skip
    assert [f[:2] for f in found[1:]] == [("phone", "31601234567"), ("text", "31601234567")]


def test_a_number_that_is_replaced_leaves_json() -> None:
    document = json.dumps(messages({"von": "B", "number": 31601234567}))
    (phone,) = (f for f in LAYOUT.fields(0, document) if f.role is Role.PHONE)
    changed = splice(document, [Edit(*phone.pieces[0], phone.codec.encode("[PHONE_1]"))])
    assert json.loads(changed) == messages({"von": "B", "number": "[PHONE_1]"})


def test_keys_that_are_people() -> None:
    found = read(
        {"chats": [], "annadevries": [], "created_at": 1, "isActive": True, "b6f2c1d39a": 1, "map": {"x": "y"}}
    )
    assert [f[1] for f in found if f[4] == "key"] == ["annadevries", "b6f2c1d39a", "x"]
    assert ("handle", "y", -1, None, "") in found


@pytest.mark.parametrize("key", ["created_at", "isActive", "messageId", "MediaIDs", "Created(microseconds)"[:7], "ts"])
def test_keys_of_programs(key: str) -> None:
    assert is_programmed(key)


@pytest.mark.parametrize(
    "key", ["annadevries", "jan@x.nl", "Sanne Kuiperveld", "u20240117", "", "8:live:x", "Rose Young"]
)
def test_keys_of_people(key: str) -> None:
    assert not is_programmed(key)


@pytest.mark.parametrize("word", ["Will", "roos", "floor", "BLOEM", "storm_bloem", "RoosBloem", "may", "hope3"])
def test_words_that_are_names_too_are_no_words_of_programs(word: str) -> None:
    assert not is_programmed(word)
    assert is_either(word)


@pytest.mark.parametrize("word", ["page", "chat_page", "link", "isDone", "age", "will_send", "top-1", "text_link"])
def test_words_of_programs_that_somebody_is_called(word: str) -> None:
    assert is_programmed(word)
    assert not is_either(word)


@pytest.mark.parametrize("name", ["Mark", "Will", "Roos", "Floor", "Joy", "Storm", "Merel", "Bloem", "roos", "roos12"])
def test_a_kept_value_that_may_be_a_name_is_examined(name: str) -> None:
    assert read(messages({"von": "B", "size": name}))[1:] == [("text", name, 0, "B", "")]


def test_a_kept_value_that_the_format_writes_stays() -> None:
    layout = replace(LAYOUT, words="OLIVE")
    document = json.dumps(messages({"von": "B", "size": "OLIVE"}))
    assert [f.text for f in layout.fields(0, document)] == ["B"]


def test_keys_that_may_be_people_are_examined() -> None:
    found = read({"chats": [], "roos": 1, "Will": 2, "bloem_storm": 3, "page": 4})
    assert found == [("text", key, -1, None, "key") for key in ("roos", "Will", "bloem_storm")]


def test_paths_to_files_are_cut_into_what_somebody_chose() -> None:
    found = read(messages({"von": "B", "file": "Sanne/photos/photo_1@01-02-2023_10-11-12.jpg"}))
    assert found[1:] == [("filename", "Sanne", 0, "B", "folder")]
    found = read(messages({"von": "B", "file": "photos/Brief Fenna.jpg"}))
    assert found[1:] == [("filename", "Brief Fenna", 0, "B", "image")]
    found = read(messages({"von": "B", "file": "(File not included.)"}))
    assert found[1:] == [("keep", "(File not included.)", 0, "B", "image")]


def test_ids_are_read_as_the_names_they_stand_for() -> None:
    document = messages({"von": "U0AB12", "whom": "U0CD34", "who": "U0EF56", "text": "hoi"})
    found = read(document, {"U0AB12": "Sanne Kuiperveld", "U0CD34": "Bram"})
    assert found == [
        ("sender", "Sanne Kuiperveld", 0, "Sanne Kuiperveld", ""),
        ("text", "hoi", 0, "Sanne Kuiperveld", ""),
        ("name", "Bram", 0, "Sanne Kuiperveld", ""),
        ("id", "U0EF56", 0, "Sanne Kuiperveld", ""),
    ]
    text = json.dumps(document)
    for f in LAYOUT.fields(0, text, {"U0AB12": "Sanne Kuiperveld"}):
        assert f.codec.view(text[slice(*f.pieces[0])]).text == f.text


def test_pasted_names_in_a_text() -> None:
    found = read(messages({"von": "B", "text": "Anna de Wit, [02.05.24 16:08]\nhoi"}))
    assert ("name", "Anna de Wit", 0, None, "pasted") in found


def test_sniffing_looks_at_paths() -> None:
    whole = json.dumps(messages({"von": "B"}))
    assert LAYOUT.sniff("x.json", whole) and LAYOUT.sniff("x.json", "\ufeff\n" + whole)
    assert not LAYOUT.sniff("x.json", json.dumps({"messages": [{"von": "B"}]}))
    assert not LAYOUT.sniff("x.txt", "chats[].messages[].von")
    assert "chats[].messages[].von" in paths(whole)


# --- nothing goes unseen --------------------------------------------------------------------------------

WORDS = st.sampled_from(["Sanne", "hoi", "", "van", "06 01234567", "2024-01-02", "é", "a\nb"])
KEYS = st.sampled_from(
    ["von", "text", "again", "words", "type", "id", "who", "file", "messages", "chats", "nieuw", "at"]
)
DOCUMENT = st.recursive(
    st.none() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=25,
)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


@settings(deadline=None)
@given(DOCUMENT, st.booleans())
def test_every_string_that_may_be_somebody_is_in_a_field(value: Any, wrapped: bool) -> None:
    document = json.dumps(messages(value) if wrapped and isinstance(value, dict) else value, ensure_ascii=False)
    found = list(LAYOUT.fields(0, document))
    read = "\n".join(f.text for f in found)
    for text in strings(json.loads(document)):
        if "Sanne" in text or "06 " in text:
            assert text in read
    for f in found:
        assert "".join(f.codec.view(document[a:b]).text for a, b in f.pieces) == f.text


@settings(deadline=None)
@given(DOCUMENT, st.data())
def test_damage_never_raises_and_hides_nothing(value: Any, data: st.DataObject) -> None:
    document = json.dumps(messages({"von": "Sanne", "text": "Bram"}, {"x": value}))
    at = data.draw(st.integers(0, len(document)))
    damaged = document[:at] + data.draw(st.sampled_from(['"', "{", "}", "]", ",", "\\", ""])) + document[at + 1 :]
    found = list(LAYOUT.fields(0, damaged))
    for name in ("Sanne", "Bram"):
        assert sum(name in f.text for f in found) >= (name in damaged)


@pytest.mark.parametrize("word", ["italic", "strikethrough", "blockquote", "public_channel", "todo_completions"])
def test_words_of_messengers_are_nobodys_names(word: str) -> None:
    text = json.dumps(
        {"type": word, "messages": [{"id": 1, "from_id": "user1", "text": [{"type": word, "text": "a"}]}]}
    )
    assert word not in {found.text for found in telegram.fields(0, text)}


def test_numbered_media_are_told_once_as_not_examined() -> None:
    message = {
        "id": 1,
        "type": "message",
        "date": "2024-05-03T10:00:00",
        "from": "Sanne",
        "from_id": "user1",
        "text": "",
    }
    paths = {
        "photo": "photos/photo_1@03-05-2024_10-00-00.jpg",
        "contact_vcard": "contacts/contact_1@03-05-2024_10-00-00.vcard",
    }
    notes = [f.note for f in telegram.fields(0, json.dumps({"messages": [message | paths]})) if f.note]
    assert notes == ["image", "contact card"]
