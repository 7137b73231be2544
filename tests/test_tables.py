"""Messages as a table: its columns, their types, and what every row says."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from chatscrub import files, tables

IOS = """\
\ufeff[13-05-2024, 16:08:13] Kamp: \u200eBerichten en gesprekken worden end-to-end versleuteld.\r
[13-05-2024, 16:08:14] Fenna: \u200eFenna heeft de groep “Kamp” gemaakt\r
[13-05-2024, 16:08:15] Fenna: hoi\r
twee regels\r
\u200e[13-05-2024, 16:08:16] Bram: \u200e<bijgevoegd: 00000012-PHOTO-2024-05-13-16-08-16.jpg>\r
[13-05-2024, 16:08:17] Bram: \u200eDit bericht is verwijderd.\r
[13-05-2024, 16:08:18] Bram: \u200eGemist spraakgesprek\r
[13-05-2024, 16:08:19] Bram: Verslag.pdf • \u200e3 pagina's \u200e<bijgevoegd: 00000013-Verslag.pdf>\r
[13-05-2024, 16:08:20] Bram: \r
[13-05-2024, 16:08:21] Bram: [5/2, 16:08] Ineke: hoi\r
"""
ANDROID = """\
Een inleiding
en nog een
13-05-2024 16:08 - Fenna heeft Bram toegevoegd
13-05-2024 16:09 - Bram: hoi
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "WhatsApp Chat - Kamp.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("_chat.txt", IOS)
        out.writestr("00000012-PHOTO-2024-05-13-16-08-16.jpg", b"\xff\xd8")
        out.writestr("WhatsApp-chat met Bram.txt", ANDROID)
    return path


def _write(folder: Path, text: str) -> Path:
    path = folder / "chat.txt"
    path.write_bytes(text.encode())
    return path


def test_kinds_senders_and_texts(tmp_path: Path) -> None:
    table = tables.messages(_write(tmp_path, IOS))
    assert list(zip(table["message"], table["sender"], table["kind"], strict=True)) == [
        (0, None, "system"),
        (1, None, "system"),
        (2, "Fenna", "text"),
        (3, "Bram", "image"),
        (4, "Bram", "deleted"),
        (5, "Bram", "call"),
        (6, "Bram", "document"),
        (7, "Bram", "empty"),
        (8, "Bram", "text"),
    ]
    assert table["text"][2] == "hoi\n\ntwee regels"
    assert table["sent_at"][2].isoformat() == "2024-05-13T16:08:15"


@pytest.mark.parametrize(
    "text",
    [IOS, ANDROID, "Zomaar een tekst\n\nvan Fenna", "[5/2, 16:08] Fenna: hoi", "\u200e"],
    ids=["ios", "android", "plain", "no-year", "invisible"],
)
def test_columns_and_their_types(tmp_path: Path, text: str) -> None:
    table = tables.messages(_write(tmp_path, text))
    assert tuple(table.columns) == tables.COLUMNS
    kinds = {name: dtype.kind for name, dtype in table.dtypes.items()}
    assert kinds == {
        "conversation": "i",
        "message": "i",
        "sent_at": "M",
        "sender": "O",
        "kind": "O",
        "text": "O",
    }


def test_text_before_the_first_message_has_a_row_for_every_line(tmp_path: Path) -> None:
    table = tables.messages(_write(tmp_path, ANDROID))
    assert list(table["message"]) == [-1, -1, 0, 1]
    assert list(table["kind"]) == ["text", "text", "system", "text"]
    assert list(table["sender"]) == [None, None, None, "Bram"]
    assert list(table["sent_at"].isna()) == [True, True, False, False]


def test_plain_text_has_a_row_for_every_line(tmp_path: Path) -> None:
    table = tables.messages(_write(tmp_path, "Beste Fenna,\n\nTot morgen!\n"))
    assert list(zip(table["message"], table["text"], strict=True)) == [
        (0, "Beste Fenna,"),
        (2, "Tot morgen!"),
    ]
    assert table["sent_at"].isna().all()


def test_every_text_of_an_archive_is_a_conversation(archive: Path) -> None:
    table = tables.messages(archive)
    assert table.groupby("conversation").size().to_dict() == {0: 9, 1: 4}


def test_an_export_gives_the_same_table_as_its_path(archive: Path) -> None:
    assert tables.messages(files.read(archive)).equals(tables.messages(archive))


def test_the_format_may_be_told(tmp_path: Path) -> None:
    table = tables.messages(_write(tmp_path, ANDROID), format="plain")
    assert len(table) == 4 and set(table["kind"]) == {"text"}


def test_an_examined_stamp_is_not_taken_for_the_message(tmp_path: Path) -> None:
    table = tables.messages(_write(tmp_path, "Fenna 1 Hoekstra 2024 12:30 - Bram: hoi\n" * 3))
    assert list(table["text"]) == ["hoi"] * 3
