"""File names: what in them may say who somebody is, and what the phone made up."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatscrub.formats.attachments import given_name, sort_of, stem_of
from chatscrub.formats.filenames import name_fields
from chatscrub.model import Role

N, F, T, K = Role.NAME, Role.FILENAME, Role.TITLE, Role.KEEP
NAMES: list[tuple[str, list[tuple[Role, str, str]]]] = [
    ("WhatsApp-chat met Fenna Vos.txt", [(T, "Fenna Vos", "chat")]),
    ("WhatsApp-chat met Fenna Vos (1).txt", [(T, "Fenna Vos", "chat")]),
    ("WhatsApp-chat met Fenna Vos - kopie.txt", [(T, "Fenna Vos", "chat")]),
    ("WhatsApp Chat with Fenna Vos - Copy.txt", [(T, "Fenna Vos", "chat")]),
    ("WhatsApp Chat with Fenna Vos copy 2.txt", [(T, "Fenna Vos", "chat")]),
    ("WhatsApp-chat met Fenna Vos kopie.txt", [(T, "Fenna Vos", "chat")]),
    ("WhatsApp-chat met Fenna Vos (2) (1).txt", [(T, "Fenna Vos", "chat")]),
    ("WhatsApp-chat met Fenna Vos - kopie (2).txt", [(T, "Fenna Vos", "chat")]),
    ("Kopie van WhatsApp-chat met Fenna Vos.txt", [(T, "Fenna Vos", "chat")]),
    ("_chat - kopie.txt", []),
    ("_chat (2) (1).txt", []),
    ("WhatsApp-chat met Fenna Vos.zip.zip", [(T, "Fenna Vos", "chat")]),
    ("WhatsApp-chat met Fenna Vos.txt.zip", [(T, "Fenna Vos", "chat")]),
    ("WhatsApp Chat with +44 7700 900123.txt", [(T, "+44 7700 900123", "chat")]),
    ("WhatsApp Chat - Fenna.zip", [(T, "Fenna", "chat")]),
    ("WhatsApp Chat - J. Vos.zip", [(T, "J. Vos", "chat")]),
    ("whatsapp_chat_with_Fenna.txt", [(T, "Fenna", "chat")]),
    ("WhatsApp Chat mit Fenna.txt", [(T, "Fenna", "chat")]),
    ("Discussion WhatsApp avec Fenna.txt", [(T, "Fenna", "chat")]),
    ("Fenna ile WhatsApp Sohbeti.txt", [(T, "Fenna", "chat")]),
    ("FennaとのWhatsAppチャット.txt", [(T, "Fenna", "chat")]),
    ("WhatsApp-keskustelu henkilön Fenna kanssa.txt", [(T, "Fenna", "chat")]),
    ("_chat.txt", []),
    ("_chat (2).txt", []),
    ("_chat", []),
    ("00000012-PHOTO-2024-05-02-16-08-13.jpg", []),
    ("2015-08-04-PHOTO-00004762.jpg", []),
    ("IMG-20220502-WA0001.jpg", []),
    ("PTT-20220502-WA0012.opus", []),
    ("DOC-20220502-WA0006.", []),
    ("DOC-20220502-WA0006", []),
    ("00000004-Fenna Vos.vcf", [(K, "00000004-", ""), (N, "Fenna Vos", "contact card")]),
    ("Qorvin en Zwirp.vcf", [(N, "Qorvin", "contact card"), (N, "Zwirp", "contact card")]),
    ("Qorvin Brundtsma en 3 andere contacten.vcf", [(N, "Qorvin Brundtsma", "contact card")]),
    ("Qorvin, Zwirp and 2 other contacts.vcf", [(N, "Qorvin", "contact card"), (N, "Zwirp", "contact card")]),
    ("Qorvin & 2 others.vcf", [(N, "Qorvin", "contact card")]),
    ("Fenna Vos.vcf", [(N, "Fenna Vos", "contact card")]),
    ("00000017-Verslag Fenna.pdf", [(K, "00000017-", ""), (F, "Verslag Fenna", "document")]),
    ("0600000001-foto.jpg", [(F, "0600000001-foto", "image")]),
    ("01011980-foto.jpg", [(F, "01011980-foto", "image")]),
    ("verslag.fenna", [(F, "verslag.fenna", "other")]),
    ("verslag.Vos", [(F, "verslag.Vos", "other")]),
    ("Fenna Vos", [(F, "Fenna Vos", "other")]),
    ("mijn.chat.met.Fenna.txt", [(F, "mijn.chat.met.Fenna", "document")]),
    (".fenna", [(F, ".fenna", "other")]),
    ("Map van Fenna/WhatsApp-chat met Bram.txt", [(F, "Map van Fenna", "folder"), (T, "Bram", "chat")]),
    ("map/Sanne.zip//IMG-20220502-WA0001.jpg", [(F, "map", "folder"), (F, "Sanne", "archive")]),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "expected"), NAMES, ids=[name for name, _ in NAMES])
def test_what_in_a_file_name_may_be_personal(name: str, expected: list[tuple[Role, str, str]]) -> None:
    found = list(name_fields(7, name))
    assert [(f.role, f.text, f.note) for f in found] == expected
    assert all(f.part == 7 and f.message == -1 for f in found)
    assert [name[slice(*f.pieces[0])] for f in found] == [text for _, text, _ in expected]


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("a.JPG", "image"),
        ("a.mp4", "video"),
        ("a.opus", "voice note"),
        ("a.m4a", "audio"),
        ("a.vcf", "contact card"),
        ("a.pdf", "document"),
        ("a.zip", "archive"),
        ("STK-20230101-WA0003.webp", "sticker"),
        ("00000012-STICKER-2024-05-02-16-08-13.webp", "sticker"),
        ("DOC-20220502-WA0006.", "document"),
        ("a.xyz", "other"),
        ("a", "other"),
    ],
)
def test_sorts(name: str, sort: str) -> None:
    assert sort_of(name) == sort


_FIXED = re.compile(r"WhatsApp Chat with |\.txt|_chat|00\d{6}-|[./]")
_PIECES = st.sampled_from(["WhatsApp Chat with ", "/", ".", ".txt", "_chat", "00000001-", "0600000001-"])
_PARTS = st.lists(st.one_of(_PIECES, st.text(max_size=5)))


@given(_PARTS.map("".join))
def test_only_fixed_wording_stands_outside_the_fields(name: str) -> None:
    outside, end = "", 0
    for field in name_fields(0, name):
        (piece,) = field.pieces
        assert end <= piece.start < piece.end <= len(name)
        outside += name[end : piece.start]
        end = piece.end
    assert _FIXED.sub("", outside + name[end:]) == ""
    assert stem_of(name) == name[: len(stem_of(name))]
    chosen = given_name(name)
    assert chosen is None or 0 <= chosen[0] < chosen[1] <= len(name)
