"""Snapchat, Tinder and Hinge: keys that are user names, references to characters, numbers that are nobody's."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatscrub import counts, files, formats, people, sharing, spans, tables
from chatscrub.formats import hinge, snapchat, tinder
from chatscrub.formats.filenames import name_fields
from chatscrub.model import OWNER, Edit, Field, Role

GROUP = "7c1d2a94-55aa-4e0b-9c3f-2b1e60d7a815"
FRIENDS = json.dumps({"Friends": [{"Username": "wiepkje77", "Display Name": "Wiepkje d&#39;Anjou"}]})


def sent(who: str, content: str | None, sort: str = "TEXT", **more: Any) -> dict[str, Any]:
    when = {"Created": "2024-05-01 18:02:11 UTC", "Content": content}
    return {"From": who, "Media Type": sort, **when, "Conversation Title": None, "Media IDs": "", **more}


def read(chats: dict[str, Any], *others: str) -> tuple[str, list[Field]]:
    text = json.dumps(chats)
    texts = (text, *others)
    assert {formats.sniff("x.json", one) for one in texts} == {"snapchat"}
    people = snapchat.directory({str(at): one for at, one in enumerate(texts)})
    return text, list(snapchat.fields(0, text, people))


def rows(found: list[Field], *roles: Role) -> list[tuple[Role, str, int, str | None]]:
    return [(f.role, f.text, f.message, f.sender) for f in found if f.role in roles]


def test_what_stands_in_a_chat() -> None:
    _, found = read({"wiepkje77": [sent("wiepkje77", "it&#39;s ok &amp; bye", IsSender=False)]})
    assert [(f.role, f.text, f.message, f.sender, f.note) for f in found] == [
        (Role.NAME, "wiepkje77", -1, None, "key"),
        (Role.TIME, "2024-05-01 18:02:11 UTC", 0, None, ""),
        (Role.SENDER, "wiepkje77", 0, "wiepkje77", ""),
        (Role.TEXT, "it's ok & bye", 0, "wiepkje77", ""),
    ]


def test_user_names_are_read_as_the_names_of_friends() -> None:
    text, found = read({"wiepkje77": [sent("wiepkje77", "hoi")], GROUP: [sent("durk", "ha")]}, FRIENDS)
    assert rows(found, Role.NAME, Role.SENDER, Role.ID) == [
        (Role.NAME, "Wiepkje d'Anjou", -1, None),
        (Role.SENDER, "Wiepkje d'Anjou", 0, "Wiepkje d'Anjou"),
        (Role.ID, GROUP, -1, None),
        (Role.SENDER, "durk", 1, "durk"),
    ]
    named = [f for f in found if f.text == "Wiepkje d'Anjou"]
    edited = spans.splice(text, [Edit(*f.pieces[0], f.codec.encode("A & B")) for f in named])
    assert json.loads(edited)["A &amp; B"][0]["From"] == "A &amp; B"


@pytest.mark.parametrize("key", ["friend_username", "mail", "From", "text", "Sanne", "a b", "{}", "x.y"])
def test_every_key_of_chats_is_somebody(key: str) -> None:
    text, found = read({key: [sent("durk", "hoi")]})
    start = text.index(json.dumps(key)) + 1
    assert any(f.note == "key" and f.pieces[0].start == start for f in found)


@pytest.mark.parametrize(
    ("sort", "role", "note"),
    [
        ("IMAGE", Role.KEEP, "image"),
        ("NOTE", Role.KEEP, "voice note"),
        ("TEXT", None, ""),
        ("STATUSERASEDMESSAGE", None, ""),
        ("van Geerte", Role.TEXT, ""),
    ],
)
def test_sorts_of_messages(sort: str, role: Role | None, note: str) -> None:
    text, found = read({"wiepkje77": [sent("durk", None, sort)]})
    start = text.index(sort)
    assert [(f.role, f.note) for f in found if f.pieces[0].start == start] == ([(role, note)] if role else [])


def test_older_chats() -> None:
    boxes = {
        "Received Saved Chat History": [{"From": "durk", "Media Type": "TEXT", "Text": "hoi"}],
        "Sent Saved Chat History": [{"To": "wiepkje77", "Media Type": "TEXT", "Text": "ha"}],
    }
    _, found = read(boxes)
    assert rows(found, Role.SENDER, Role.NAME, Role.TEXT) == [
        (Role.SENDER, "durk", 0, "durk"),
        (Role.TEXT, "hoi", 0, "durk"),
        (Role.TEXT, "ha", 1, OWNER),
        (Role.NAME, "wiepkje77", 1, OWNER),
    ]


@given(st.text(st.sampled_from('ab&#39;lt<>"\\ \n\u00e9\u2019'), min_size=1, max_size=30))
def test_any_text_is_read_and_written(content: str) -> None:
    text, found = read({"wiepkje77": [sent("durk", f"x{content}x")]})
    said = next(f for f in found if f.role is Role.TEXT)
    edited = spans.splice(text, [Edit(*said.pieces[0], said.codec.encode(said.text))])
    again = next(f for f in read(json.loads(edited))[1] if f.role is Role.TEXT)
    assert again.text == said.text


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("mydata~1718000000447.zip", ["1718000000447"]),
        ("mydata~1718000000447-2/json/chat_history.json", ["1718000000447"]),
        ("json/friends.json", []),
    ],
)
def test_names_of_files(name: str, ids: list[str]) -> None:
    found = list(name_fields(0, name))
    assert [f.text for f in found if f.role is Role.ID] == ids
    assert not [f for f in found if f.role is not Role.ID]


def test_what_was_sent_has_no_sender_in_older_ones() -> None:
    box = {"Media Type": "TEXT", "Created": "2019-05-02 18:02:11 UTC", "Text": "hoi"}
    boxes = {"Received Saved Chat History": [{"From": "wiepkje77", **box}], "Sent Saved Chat History": [box]}
    _, found = read(boxes | {"Received Unsaved Chat History": [box], "Sent Unsaved Chat History": [box]})
    texts = [(number, sender) for _, _, number, sender in rows(found, Role.TEXT)]
    assert texts == [(0, "wiepkje77"), (1, OWNER), (2, None), (3, OWNER)]


# --- Tinder and Hinge -----------------------------------------------------------------------------------


def test_tinder_messages() -> None:
    match = {"match_id": "Match 3", "messages": [{"to": 12, "from": "You", "message": "don&rsquo;t", "type": "1"}]}
    other = {"match_id": "61a5c2f0", "messages": [{"to": "61a5c2f09be77701000d1f2f", "from": "Wobbe", "message": "x"}]}
    text = json.dumps({"Messages": [match, other]})
    assert formats.sniff("data.json", text) == "tinder"
    assert rows(list(tinder.fields(0, text)), *Role) == [
        (Role.SENDER, "You", 0, "You"),
        (Role.TEXT, "don\u2019t", 0, "You"),
        (Role.ID, "61a5c2f0", -1, None),
        (Role.SENDER, "Wobbe", 1, "Wobbe"),
        (Role.TEXT, "x", 1, "Wobbe"),
        (Role.ID, "61a5c2f09be77701000d1f2f", 1, "Wobbe"),
    ]


def test_days_are_no_names_but_names_are() -> None:
    usage = {"app_opens": {"2024-01-01": 3, "Sanne": 2}, "idfa": {"2024-01-01": ""}}
    found = list(tinder.fields(0, json.dumps({"Usage": usage})))
    assert [(f.role, f.text) for f in found] == [
        (Role.TIME, "2024-01-01"),
        (Role.HANDLE, "Sanne"),
        (Role.TIME, "2024-01-01"),
    ]


def test_own_keys_of_tinder_stay() -> None:
    user = {"age_filter_max": 4, "is_traveling": False, "genders": "", "swipes": 1, "show_gender_on_profile": True}
    more = {"User": user, "Purchases": {"consumable": [], "boost_tracking": []}, "Usage": {"app_opens": {}}}
    assert [f.text for f in tinder.fields(0, json.dumps(more))] == []


@pytest.mark.parametrize("written", ['["Zwanenburg Lyceum"]', "Zwanenburg Lyceum"])
def test_hinge_lists_in_strings(written: str) -> None:
    user = {"preferences": {"distance_miles_max": 5, "age_dealbreaker": True}, "profile": {"schools": written}}
    text = json.dumps(user)
    assert formats.sniff("user.json", text) == "hinge"
    found = list(hinge.fields(0, text))
    assert [(f.role, f.text) for f in found] == [(Role.ORG, "Zwanenburg Lyceum")]
    assert text[slice(*found[0].pieces[0])] == "Zwanenburg Lyceum"


def test_own_messages_count_and_need_no_consent() -> None:
    text = json.dumps([{"chats": [{"body": "hoi", "timestamp": "2024-02-02T10:00:00Z"}]}])
    export = files.read_bytes(text.encode(), "matches.json")
    assert counts.count_messages(export) == 1
    table = tables.messages(export)
    assert list(zip(table.sender, table.text, strict=True)) == [(OWNER, "hoi")]
    cast = people.learn(export)
    assert [(one.names, one.role) for one in cast.people] == [([OWNER], "me")]
    assert not sharing.settled(sharing.NO_SHARING, export, cast, None).unknown_writers


def test_hinge_messages() -> None:
    chats = [{"body": "hoi", "timestamp": "2024-02-02T10:00:00Z"}]
    like = [{"timestamp": "2024-02-01T10:00:00Z", "like": [{"timestamp": "2024-02-01T10:00:00Z", "comment": "mooi"}]}]
    text = json.dumps([{"chats": chats}, {"like": like}])
    assert formats.sniff("matches.json", text) == "hinge"
    assert rows(list(hinge.fields(0, text)), Role.TEXT) == [(Role.TEXT, "hoi", 0, OWNER), (Role.TEXT, "mooi", 1, OWNER)]
