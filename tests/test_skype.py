"""Skype: XML in JSON strings, whose texts and attributes all say something, and ids that stand for people."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from chatscrub.formats import skype
from chatscrub.model import Field, Role

HIM, ME = "8:live:.cid.5a6b", "8:jorrit.p"


def read(content: str, name: str | None = "Wiepkje", **more: object) -> tuple[str, list[Field]]:
    message: dict[str, object] = {"id": "1", "displayName": name, "originalarrivaltime": "2024-06-01T19:01:00.000Z"}
    message |= {"messagetype": "RichText", "content": content, "from": HIM if name else ME, **more}
    conversation = {"id": HIM, "displayName": "Wiepkje", "MessageList": [message]}
    text = json.dumps({"userId": ME, "conversations": [conversation]})
    assert skype.sniff("messages.json", text)
    return text, list(skype.fields(0, text, skype.directory({"m": text})))


def rows(found: list[Field], *roles: Role) -> list[tuple[Role, str, str | None]]:
    return [(f.role, f.text, f.sender) for f in found if f.role in roles and f.message == 0]


def test_a_word_cut_up_by_tags_is_one_word() -> None:
    _, found = read("hoi <b>San</b>ne &amp; co")
    assert rows(found, Role.TEXT) == [(Role.TEXT, "hoi Sanne & co", "Wiepkje")]


def test_a_quote_is_said_by_its_author() -> None:
    quote = '<quote author="jorrit.p" authorname="Jorrit P" timestamp="17">'
    _, found = read(f"{quote}<legacyquote>[1-6-2024 19:01:00] Jorrit P: </legacyquote>dag</quote>ja")
    assert rows(found, Role.TEXT) == [(Role.TEXT, "dag", "Jorrit P"), (Role.TEXT, "ja", "Wiepkje")]
    assert [f.text for f in found if f.role is Role.NAME and f.message == 0][:3] == ["Jorrit P"] * 3


def test_ids_are_names_where_the_export_tells() -> None:
    text, found = read('<partlist><part identity="live:.cid.5a6b"><name>Wiepkje</name></part></partlist>')
    named = [text[slice(*f.pieces[0])] for f in found if f.role is Role.NAME and f.message == 0]
    assert named == ["live:.cid.5a6b", "Wiepkje", HIM]


def test_somebody_without_a_name_goes_by_the_id() -> None:
    _, found = read("hoi", None)
    assert rows(found, Role.SENDER) == [(Role.SENDER, "jorrit.p", "jorrit.p")]


def test_members_of_a_list_in_a_string() -> None:
    _, found = read("hoi", properties={"emotions": '[{"mri":"8:live:durk"}]'})
    assert (Role.ID, "8:live:durk", "Wiepkje") in rows(found, Role.ID)


@given(st.text(st.sampled_from("ab <>&\"'=/;!\\n"), max_size=40))
def test_whatever_the_xml_is_no_word_goes_unseen(content: str) -> None:
    text, found = read(f"{content} woord")
    start = text.index('"content": "') + len('"content": "')
    end = text.index('", "from"')
    seen = {at for f in found for piece in f.pieces for at in range(piece.start, piece.end)}
    at = text.rindex("woord", start, end)
    assert set(range(at, at + 5)) <= seen
