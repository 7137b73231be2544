"""Messenger and Instagram in JSON: what stands where, in which order, and that odd and broken input loses nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from exports import run, zipped
from hypothesis import given
from hypothesis import strategies as st

from chatscrub import counts, files, formats, spans
from chatscrub.formats.filenames import THREAD, name_fields
from chatscrub.formats.layout import Layout
from chatscrub.model import Edit, Export, Field, Role

A, B = "Noëlle Ravesteyn", "Tibor Wagemaker"


def chat(*messages: dict[str, Any], **more: Any) -> str:
    """A chat as Messenger writes it."""
    thread = {"participants": [{"name": A}, {"name": B}], "messages": messages, "title": A} | more
    return json.dumps(bytewise(thread), indent=2)


def bytewise(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode().decode("latin-1")
    if isinstance(value, dict):
        return {key: bytewise(one) for key, one in value.items()}
    return [bytewise(one) for one in value] if isinstance(value, (list, tuple)) else value


def said(who: str, text: str, minute: int = 0, **more: Any) -> dict[str, Any]:
    return {"sender_name": who, "timestamp_ms": 1709575331000 + minute * 60_000, "content": text} | more


def fields(text: str, name: str = "messenger") -> list[Field]:
    return list(formats.FORMATS[name].fields(0, text))


def read(tmp_path: Path, text: str | bytes, name: str = "message_1.json") -> Export:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return files.read(path)


def test_what_stands_in_a_message() -> None:
    text = chat(
        said(
            A,
            "hé, café?",
            ip="203.0.113.5",
            reactions=[{"reaction": "❤", "actor": B, "timestamp": 1709575400}],
            photos=[{"uri": "messages/inbox/noelleravesteyn_12345/photos/1_2_n_3.jpg", "creation_timestamp": 1}],
        ),
        thread_path="inbox/noelleravesteyn_12345",
    )
    assert [(f.role, f.text, f.message, f.sender, f.note) for f in fields(text)] == [
        (Role.NAME, A, -1, None, ""),
        (Role.NAME, B, -1, None, ""),
        (Role.TIME, "1709575331000", 0, None, ""),
        (Role.SENDER, A, 0, A, ""),
        (Role.TEXT, "hé, café?", 0, A, ""),
        (Role.ID, "203.0.113.5", 0, A, ""),
        (Role.TEXT, "❤", 0, A, ""),
        (Role.NAME, B, 0, A, ""),
        (Role.FILENAME, "noelleravesteyn_12345", 0, A, THREAD),
        (Role.FILENAME, "1_2_n_3", 0, A, "image"),
        (Role.TITLE, A, -1, None, "chat"),
        (Role.FILENAME, "noelleravesteyn_12345", -1, None, THREAD),
    ]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0)])
def test_messages_are_read_from_the_oldest_on(order: tuple[int, ...]) -> None:
    found = fields(chat(*(said(A, f"bericht {minute}", minute) for minute in order)))
    told = [(f.message, f.text) for f in found if f.role is Role.TEXT]
    assert told == [(0, "bericht 0"), (1, "bericht 1"), (2, "bericht 2")]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("You added Sjoukje and Wobbe Reitsma to the group.", ["Sjoukje", "Wobbe Reitsma"]),
        ("Tibor set the nickname for Noëlle to schat van me.", ["Noëlle", "schat van me"]),
        ("Tibor set your nickname to Nootje.", ["Nootje"]),
        ("Tibor named the group De Trekvogel.", ["De Trekvogel"]),
        ("Tibor Wagemaker heeft Sjoukje, Wobbe en Evert toegevoegd aan de groep.", ["Sjoukje", "Wobbe", "Evert"]),
        ("Je hebt de bijnaam van Noëlle ingesteld op Nootje.", ["Noëlle", "Nootje"]),
        ("Tibor heeft de groep De Trekvogel genoemd.", ["De Trekvogel"]),
        ("Tibor heeft je gebeld.", []),
        ("Je hebt suiker toegevoegd.", []),
        ("Evert named the group De Trekvogel.", ["De Trekvogel"]),
        ("Evert heeft suiker toegevoegd.", []),
        ("Tibor is jarig", []),
    ],
)
def test_names_in_what_messenger_says(line: str, names: list[str]) -> None:
    text = chat(said(B, line))
    found = [f for f in fields(text) if f.message == 0 and f.role in (Role.NAME, Role.TITLE)]
    assert [f.text for f in found] == names
    for f in found:
        assert "".join(f.codec.view(text[slice(*piece)]).text for piece in f.pieces) == f.text


def test_strings_are_bytewise_one_by_one() -> None:
    text = chat(said(A, "hé"), said(B, "hé “ja”"))
    text = text.replace(json.dumps(bytewise("hé “ja”"))[1:-1], json.dumps("hé “ja”")[1:-1])
    assert [f.text for f in fields(text) if f.role is Role.TEXT] == ["hé “ja”", "hé"]


def test_what_was_ascii_is_written_bytewise_too() -> None:
    text = chat(said("Jan", "hoi"))
    sender = next(f for f in fields(text) if f.role is Role.SENDER)
    edited = spans.splice(text, [Edit(*sender.pieces[0], sender.codec.encode("Zoë"))])
    assert '"sender_name": "Zo\\u00c3\\u00ab"' in edited
    assert next(f.text for f in fields(edited) if f.role is Role.SENDER) == "Zoë"


def test_the_end_to_end_export_is_plain_utf_8() -> None:
    thread = {
        "participants": [A, B],
        "threadName": A,
        "messages": [
            {"senderName": A, "text": "hé", "timestamp": 1709575331000, "type": "text", "isUnsent": False, "media": []}
        ],
    }
    text = json.dumps(thread, ensure_ascii=False)
    found = fields(text)
    assert [(f.role, f.text) for f in found if f.message == 0] == [
        (Role.TIME, "1709575331000"),
        (Role.SENDER, A),
        (Role.TEXT, "hé"),
    ]
    sender = next(f for f in found if f.role is Role.SENDER)
    assert sender.codec.encode("Zoë") == "Zoë"
    assert [f.role for f in found if f.message < 0] == [Role.NAME, Role.NAME, Role.TITLE]


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("message_1.json", chat(said(A, "hoi")), "messenger"),
        ("your_instagram_activity/messages/inbox/a_1/message_1.json", chat(said(A, "hoi")), "instagram"),
        ("message_1.json", chat(said(A, "x", photos=[{"uri": "your_instagram_activity/m/a.jpg"}])), "instagram"),
        ("a_1.json", '{"participants": ["A", "B"], "threadName": "A", "messages": []}', "messenger"),
        ("f.json", '[{"title": "", "string_list_data": [{"href": "", "value": "rinske"}]}]', "instagram"),
        ("c.json", '{"contacts_contact_info": [{"string_map_data": {"Naam": {"value": "R"}}}]}', "instagram"),
        ("a.json", '{"autofill_information_v2": {"FULL_NAME": ["R"]}}', "messenger"),
        ("message_1.json", "{dit is geen json", "plain"),
    ],
)
def test_what_it_is_taken_for(name: str, text: str, kind: str) -> None:
    assert formats.sniff(name, text) == kind


def test_contacts_are_told_by_their_form() -> None:
    values = {"Voornaam": "Geertje", "Contactgegevens": "+31 6 01234565", "E-mail": "g@zeilmaat.example"}
    row = {"title": "", "string_map_data": {key: {"href": "", "value": v, "timestamp": 0} for key, v in values.items()}}
    found = fields(json.dumps({"contacts_contact_info": [row]}), "instagram")
    assert [(f.role, f.text) for f in found] == [
        (Role.NAME, "Geertje"),
        (Role.PHONE, "+31 6 01234565"),
        (Role.EMAIL, "g@zeilmaat.example"),
    ]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("your_facebook_activity/messages/inbox/roos_12/message_1.json", [(Role.FILENAME, "roos_12")]),
        ("messages/archived_threads/annadevries_123456/photos/12_n.jpg", ["annadevries_123456", "12_n"]),
        ("messages/e2ee_cutover/a_1/message_1.html", [(Role.FILENAME, "a_1")]),
        ("inbox/anna.devries_12", [(Role.FILENAME, "anna.devries_12")]),
        ("messages/autofill_information.json", []),
        ("instagram-anna.devries-2024-02-01-Zx9.zip", [(Role.HANDLE, "anna.devries"), (Role.ID, "Zx9")]),
        ("facebook-anna-01-02-2024-Zx9/messages/inbox/a_1/message_2.json", ["anna", "Zx9", "a_1"]),
        ("connections/followers_and_following/followers_12.json", []),
    ],
)
def test_names_of_folders_and_archives(name: str, found: list[Any]) -> None:
    told = [f for f in name_fields(0, name) if f.role is not Role.KEEP]
    assert [f.text if isinstance(found[0], str) else (f.role, f.text) for f in told] == found
    assert all(name[slice(*f.pieces[0])] == f.text for f in told)


def test_a_folder_of_ordinary_words_is_renamed_everywhere(tmp_path: Path) -> None:
    """The folder of a chat is called after somebody, also where a dictionary has the word."""
    where = "messages/inbox/roos_12"
    text = chat(said(A, "hoi", photos=[{"uri": f"{where}/photos/1.jpg"}]), thread_path="inbox/roos_12")
    source = tmp_path / "export.zip"
    source.write_bytes(zipped({f"{where}/message_1.json": text.encode(), f"{where}/photos/1.jpg": b"\xff\xd8\xff"}))
    assert run("scrub", source, "-o", tmp_path / "out", "--keep-media").code == 0
    (scrubbed,) = (tmp_path / "out").glob("*.scrubbed.zip")
    export = files.read(scrubbed)
    folders = {name.split("/")[2] for name in export.names()}
    assert len(folders) == 1
    (folder,) = folders
    assert folder != "roos_12"
    (part,) = (p for p in export.parts if not p.is_name)
    assert f"messages/inbox/{folder}/photos/1.jpg" in part.text[:]
    assert f'"thread_path": "inbox/{folder}"' in part.text[:]


def test_a_broken_chat_does_not_stop_the_others(tmp_path: Path) -> None:
    members = {
        "messages/inbox/broken_1/message_1.json": b"{this is not: valid json",
        "messages/inbox/a_1/message_1.json": chat(said(A, "hoi")).encode(),
        "messages/inbox/b_1/message_1.json": b"\x00\x01\x02" * 40,
    }
    export = read(tmp_path, zipped(members), "export.zip")
    assert export.format == "messenger"
    assert counts.count_messages(export) == 1
    assert any(f.text == "{this is not: valid json" and f.role is Role.TEXT for f in export.fields)
    assert [m.name for m in export.members] == ["messages/inbox/b_1/message_1.json"]


WHOLE = chat(*(said(B if n % 2 else A, f"één {n}", n) for n in range(6)), thread_path="inbox/noelle_1")


@given(st.integers(0, len(WHOLE)))
def test_of_a_file_that_was_cut_off_all_is_read(cut: int) -> None:
    found = fields(WHOLE[:cut])
    whole = len({f.message for f in fields(WHOLE) if f.role is Role.SENDER and f.pieces[0].end < cut})
    assert len({f.message for f in found if f.role is Role.SENDER}) >= whole
    for f in found:
        assert "".join(f.codec.view(WHOLE[slice(*piece)]).text for piece in f.pieces) == f.text


@given(st.text(max_size=60), st.integers(0, len(WHOLE)))
def test_rubbish_in_a_file_never_raises(rubbish: str, at: int) -> None:
    text = WHOLE[:at] + rubbish + WHOLE[at:]
    for name in ("messenger", "instagram"):
        for f in fields(text, name):
            assert "".join(f.codec.view(text[slice(*piece)]).text for piece in f.pieces) == f.text


def test_twice_the_same_file_has_twice_the_messages() -> None:
    assert len({f.message for f in fields(WHOLE + "\n" + WHOLE) if f.role is Role.SENDER}) == 12


def test_a_star_stands_for_any_key() -> None:
    layout = Layout((), {"contacts.*.value": "name", "*.id": "id"}, ("contacts",))
    assert layout.slot(("contacts", "x", "value")).role is Role.NAME
    assert layout.slot(("contacts", "x", "other")).role is Role.TEXT
    assert layout.slot(("contacts", "id")).role is Role.ID
