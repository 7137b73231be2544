"""Cards and calendars: what stands in every property, whose it is, and where cards are left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from exports import CHAT, CHAT_NAME, VCARD, zipped
from hypothesis import given
from hypothesis import strategies as st

from chatscrub import files
from chatscrub.formats import FORMATS, sniff, vcard
from chatscrub.formats.card_words import PROPERTY_NAME, is_program
from chatscrub.model import Role


def said(text: str) -> list[tuple[str, str]]:
    """Role and text of every field; the fields must read what the text says."""
    found = list(vcard.fields(0, text))
    for field in found:
        assert "".join(field.codec.view(text[a:b]).text for a, b in field.pieces) == field.text
    return [(f.role.value, f.text.strip()) for f in found]


def card(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("N:Wit;Anna;de;dr.;", [("name", "dr. Anna de Wit")]),
        ("N:;;;;", []),
        ("N:Wit;Anna;de;dr.;MSc;meer", [("name", "dr. Anna de Wit MSc meer")]),
        ("TEL;waid=31601234567:+31 6 01234567", [("phone", "31601234567"), ("phone", "+31 6 01234567")]),
        ("TEL;VALUE=uri:tel:+31-6-01234567", [("phone", "+31-6-01234567")]),
        ("TEL;TYPE=Sanne thuis:1", [("text", "Sanne thuis"), ("phone", "1")]),
        ("ADR:;;Kade 1;Assen;;;", [("place", "Kade 1 Assen")]),
        ("RELATED:urn:uuid:f81d4fae", [("id", "uuid:f81d4fae")]),
        ("RELATED:Bert Bos", [("name", "Bert Bos")]),
        ("MEMBER:mailto:a@b.nl", [("email", "a@b.nl")]),
        ("URL:https://x.example/anna", [("url", "https://x.example/anna")]),
        ("X-ABLabel:_$!<Home>!$_", []),
        ("X-VREEMD:abc123", [("id", "abc123")]),
        ("X-VREEMD:een zin over Bert", [("text", "een zin over Bert")]),
        ("Bert: hoi", [("text", "Bert"), ("id", "hoi")]),
        ("geen eigenschap", [("text", "geen eigenschap")]),
        ("PHOTO;ENCODING=b:AAAA", [("media", "")]),
        ("PHOTO;ENCODING=b:", []),
        ("PHOTO:data:image/png;base64,AAAA", [("media", "")]),
        ("PHOTO;VALUE=uri:https://x.example/a.jpg", [("url", "https://x.example/a.jpg")]),
        ("REV:2024-05-03T18:02:11Z", []),
        ("REV:bij Bert thuis", [("text", "bij Bert thuis")]),
        ("sanne.EMAIL:a@b.nl", [("text", "sanne.EMAIL"), ("email", "a@b.nl")]),
    ],
)
def test_a_line(line: str, expected: list[tuple[str, str]]) -> None:
    found = said(card(line))
    if line.startswith("Bert"):
        found = [(role, text) for role, text in found if role != "name"]
    assert found == expected


def aliases(text: str) -> list[tuple[str, str | None]]:
    return [(f.text.strip(), f.sender) for f in vcard.fields(0, text) if f.note == "alias"]


def test_what_a_card_says_somebody_is_called() -> None:
    text = card("FN:Mama", "N:Wit;Els;de;;", "NICKNAME:Eltje", "TEL:06-01234567")
    assert aliases(text) == [("Els de Wit", "Mama"), ("Eltje", "Mama"), ("06-01234567", "Mama")]


def test_what_two_cards_share_links_nobody() -> None:
    """A number of a house, a nickname that two people have."""
    two = card("FN:Els Wit", "TEL:+31 50 0123456") + card("FN:Jan Wit", "TEL:050-0123456")
    assert aliases(two) == []
    twice = card("FN:Els Wit", "TEL:050-0123456") * 2
    assert aliases(twice) == [("050-0123456", "Els Wit")] * 2


def test_the_number_of_a_card() -> None:
    assert [f.message for f in vcard.fields(0, card("FN:A") + card("FN:B"))] == [0, 1]


@pytest.mark.parametrize("text", [card("FN:A"), "\ufeff\nbegin:vcard\nFN:A", "BEGIN:VCALENDAR\r\nEND:VCALENDAR"])
def test_sniffing(text: str) -> None:
    assert sniff("x", text) == "vcard"


def test_cards_are_left_out_beside_a_chat_and_texts_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({CHAT_NAME: CHAT.encode(), "Fenna.vcf": VCARD}))
    export = files.read(path)
    assert (export.known, [m.sort for m in export.members]) == (("whatsapp",), ["contact card"])
    path.write_bytes(zipped({"Fenna.vcf": VCARD, "a.jpg": b"\xff\xd8\xff\xe0"}))
    export = files.read(path)
    assert (export.known, [m.sort for m in export.members]) == (("vcard",), ["image"])


LINES = st.sampled_from(
    [
        "BEGIN:VCARD",
        "END:VCARD",
        "FN:Anna",
        "N:Wit;Anna",
        "TEL;waid=1:+31 6",
        "PHOTO;ENCODING=b:AAAA",
        " AAAA",
        "NOTE;Q",
    ]
)


@given(st.lists(st.one_of(LINES, st.text(alphabet='AN:;=,"\\ x@', max_size=12)), max_size=12).map("\r\n".join))
def test_every_word_is_in_a_field_or_fixed(text: str) -> None:
    seen = bytearray(len(text))
    for field in FORMATS["vcard"].fields(0, text):
        if field.role is not Role.MEDIA:
            assert "".join(field.codec.view(text[a:b]).text for a, b in field.pieces) == field.text
        for a, b in field.pieces:
            seen[a:b] = b"x" * (b - a)
    left = "".join(" " if there else char for char, there in zip(text, seen, strict=True))
    assert not {"Anna", "Wit", "31", "AAAA"} & set(left.replace(":", " ").replace(";", " ").split())


@pytest.mark.parametrize(
    "product",
    [
        "-//Apple Inc.//iPhone OS 17.4//EN",
        "-//Google Inc//Google Calendar 70.9054//EN",
        "-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN",
        "-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN",
    ],
)
def test_the_program_that_wrote_a_card_stays(product: str) -> None:
    assert is_program(product)


@pytest.mark.parametrize(
    "product", ["Kalender van Sanne", "-//Sanne Kuiperveld//Agenda//NL", "-//Roos//Agenda 1.0//EN", "-//a@b.nl//x//EN"]
)
def test_a_program_that_is_called_like_somebody_is_examined(product: str) -> None:
    card = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{product}\r\nEND:VCALENDAR\r\n"
    assert next((f.role.value, f.text) for f in vcard.fields(0, card)) == ("text", product)


@pytest.mark.parametrize(("name", "examined"), [("X-SANNE-PHONE", True), ("X-ROOS", True), ("X-CUSTOM-LABEL", False)])
def test_names_of_own_properties_are_examined(name: str, examined: bool) -> None:
    card = f"BEGIN:VCARD\r\nVERSION:3.0\r\n{name}:12\r\nEND:VCARD\r\n"
    assert (name in [f.text for f in vcard.fields(0, card)]) is examined


def test_a_name_of_a_property_stays_one() -> None:
    assert PROPERTY_NAME.encode("X-[PERSON_1]-PHONE") == "X-_PERSON_1_-PHONE"
