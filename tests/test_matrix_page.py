"""Matrix as Element writes it for people: pages and text; ids beside names, days and clocks, lines of its own."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from chatscrub import counts, files, formats, tables
from chatscrub.formats import matrix_page, matrix_text
from chatscrub.formats.element_notices import told
from chatscrub.formats.moments import is_clock, is_moment
from chatscrub.model import Field, Role

SAMPLES = Path(__file__).resolve().parents[1] / "sample_exports"
PAGE = next((SAMPLES / "matrix_page").glob("*/*/*/messages.html"))
TEXT = next((SAMPLES / "matrix_text").glob("*/*.txt"))
WHO = "@geeske:kerkhoven.example"
EVENT = "$abcdefghijklmnopqrstuvwxyzABCDE012345"


def tile(inner: str, name: str = "Geeske Visserman", who: str = WHO) -> str:
    shown = f'<span class="mx_DisambiguatedProfile_displayName">{name}</span>' if name else ""
    picture = f'<div class="mx_EventTile_avatar"><button class="mx_BaseAvatar" title="{who}">G</button></div>'
    return (
        f'<div class="mx_Export_EventWrapper" id="{EVENT}"><li class="mx_EventTile">{shown}{picture if name else ""}'
        f'<span class="mx_MessageTimestamp">17:03</span>{inner}</li></div>'
    )


def body(words: str) -> str:
    return f'<div class="mx_EventTile_body">{words}</div>'


def page(*tiles: str) -> str:
    day = '<li><h2 class="mx_DateSeparator_dateHeading">Sat, Jun 1, 2024</h2></li>'
    return f'<!DOCTYPE html><html><body><main class="mx_RoomView"><ol>{day}{"".join(tiles)}</ol></main>'


def checked(found: list[Field], text: str) -> list[Field]:
    for one in found:
        assert "".join(one.codec.view(text[slice(*piece)]).text for piece in one.pieces) == one.text
    return found


def fields(text: str) -> list[Field]:
    assert formats.sniff("messages.html", text) == "matrix_page"
    return checked(list(matrix_page.fields(0, text)), text)


def rows(found: list[Field], *roles: Role) -> list[tuple[int, str, str | None]]:
    return [(f.message, f.text, f.sender) for f in found if f.role in roles]


# --- pages ----------------------------------------------------------------------------------------------


def test_an_event_without_a_name_is_of_who_wrote_before() -> None:
    found = fields(page(tile(body("hoi")), tile(body("dag"), name="")))
    assert rows(found, Role.SENDER, Role.TEXT) == [
        (0, "Geeske Visserman", "Geeske Visserman"),
        (0, "hoi", "Geeske Visserman"),
        (1, "dag", "Geeske Visserman"),
    ]
    assert [text for number, text, _ in rows(found, Role.TIME) if number >= 0] == ["Sat, Jun 1, 2024 17:03 "] * 2


def test_an_id_is_read_as_the_name_beside_it() -> None:
    found = fields(page(tile(body(f"zeg {WHO} en @rienk:elders.example"))))
    assert [f.text for f in found if f.role is Role.NAME] == ["Geeske Visserman"] * 3  # of which one is a letter
    assert [f.text for f in found if f.role is Role.ID] == ["@rienk:elders.example", EVENT]


def test_a_pill_has_a_name_between_its_tags() -> None:
    link = '<a href="https://matrix.to/#/%40tj%3Ak.example"><img src="x.png"><span>Tjalling &amp; W</span></a>'
    found = fields(page(tile(body(f"hoi {link} dag"))))
    assert "Tjalling & W" in [f.text for f in found if f.role is Role.NAME]
    assert [f.text for f in found if f.role is Role.TEXT] == ["hoi Tjalling & W dag"]


def test_lines_of_element() -> None:
    line = '<div class="mx_TextualEvent mx_EventTile_body">Geeske invited Jitske</div>'
    found = fields(page(tile(line, name="")))
    assert rows(found, Role.SENDER) == []
    assert [(f.role.value, f.text, f.note) for f in found if f.message == 0 and f.role is not Role.TIME][:3] == [
        ("system", "Geeske invited Jitske", "system"),
        ("name", "Geeske", "system"),
        ("name", "Jitske", "system"),
    ]


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Sat, Jun 1, 2024, 17:03:32", "time"),
        ("za 1 jun. 2024 17:03", "time"),
        ("Edited at Sat, Jun 1, 2024, 17:05. Click to view edits.", "time"),
        ("Sanne 1-6-2024 17:03", "text"),
        ("Edited at Sanne 1-6-2024 17:05", "text"),
    ],
)
def test_a_date_holds_no_other_word(title: str, role: str) -> None:
    found = fields(page(tile(f'<span title="{title}">x</span>', name="")))
    assert [f.role.value for f in found if f.text in title and "2024" in f.text and f.message == 0] == [role]


def test_words_beside_an_id_are_examined() -> None:
    found = fields(page(tile(f'<span data-scroll-to="{EVENT} van Durk">x</span>')))
    assert f"{EVENT} van Durk" in {f.text for f in found if f.role is Role.TEXT}


def test_what_it_does_not_know_is_examined() -> None:
    found = fields(page(tile('<div class="mx_New" data-who="Durk Hiemstra" title="Sanne">Foekje</div>')) + "los")
    assert {"Durk Hiemstra", "Sanne", "Foekje", "los"} <= {f.text for f in found if f.role is Role.TEXT}


def test_broken_pages() -> None:
    text = PAGE.read_text("utf-8")
    chance = random.Random(7)
    for _ in range(25):
        low, high = sorted(chance.choices(range(len(text)), k=2))
        for broken in (text[:low], text[low:], text[:high] + text[low:], text[:low] + "<\x00 '\ud800" + text[high:]):
            checked(list(matrix_page.fields(0, broken)), broken)
    senders = len(rows(list(matrix_page.fields(0, text)), Role.SENDER))
    assert len(rows(list(matrix_page.fields(0, text + text)), Role.SENDER)) == 2 * senders


# --- text -----------------------------------------------------------------------------------------------


def lines(text: str) -> list[tuple[str, str, str | None]]:
    found = checked(list(matrix_text.fields(0, text)), text)
    return [(f.role.value, f.text, f.sender) for f in found if f.role is not Role.TIME]


@pytest.mark.parametrize("stamp", ["Sat, Jun 1, 2024, 17:03:32", "6/1/2024, 5:03:32 PM", "1-6-2024 17:03:32"])
def test_lines_of_a_room(stamp: str) -> None:
    text = f"{stamp} - @tj:k.example:8448: hoi: jij\nen {WHO}\n{stamp} - Geeske left the room: dag Bram\n"
    assert formats.sniff("export.txt", text) == "matrix_text"
    assert lines(text) == [
        ("sender", "@tj:k.example:8448", "@tj:k.example:8448"),
        ("text", f"hoi: jij\nen {WHO}", "@tj:k.example:8448"),
        ("id", WHO, "@tj:k.example:8448"),
        ("system", "Geeske left the room: dag Bram", None),
        ("name", "Geeske", None),
    ]


def test_somebody_writes_what_element_would() -> None:
    assert lines(f"1-6-2024 17:03:32 - {WHO}: Bram left the room\n")[0] == ("sender", WHO, WHO)


@pytest.mark.parametrize(
    ("name", "text", "known"),
    [
        ("matrix - Koor - Chat Export - 2024-06-02.txt", "1-6-2024 17:03:32 - Sanne: hoi\n", "matrix_text"),
        ("matrix-Koor-export-Jun-2-2024.txt", "1-6-2024 17:03:32 - Sanne: hoi\n", "matrix_text"),
        ("WhatsApp-chat met Sanne.txt", "01-06-2024 17:03 - Sanne: hoi\n", "whatsapp"),
        ("WhatsApp-chat met Sanne.txt", "01-06-2024 17:03 - Sanne: mail @a:b.example\n", "whatsapp"),
    ],
)
def test_known_by_seconds_and_ids(name: str, text: str, known: str) -> None:
    assert formats.sniff(name, text) == known


def test_the_sample_as_a_table() -> None:
    table = tables.messages(files.read(TEXT))
    sent = table[table.message >= 0].sent_at
    assert sent.notna().all() and sent.is_monotonic_increasing
    assert counts.count_messages(files.read(TEXT)) == 4


def test_broken_text() -> None:
    text = TEXT.read_text("utf-8")
    chance = random.Random(5)
    for _ in range(40):
        low, high = sorted(chance.choices(range(len(text)), k=2))
        for broken in (text[:low], text[low:], text[:high] + text[low:], text[:low] + "\x00 - \ud800: " + text[high:]):
            found = list(matrix_text.fields(0, broken))
            checked(found, broken)
            seen = {at for f in found for piece in f.pieces for at in range(piece.start, piece.end)}
            left = "".join(broken[at] for at in range(len(broken)) if at not in seen)
            assert not any(c.isalnum() for c in left)


# --- wording --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Geeske created this room.", ["Geeske"]),
        ("Geeske changed their display name to Gees", ["Geeske", "Gees"]),
        ("Geeske withdrew Bram's invitation: te laat", ["Geeske", "Bram"]),
        ("Bram accepted the invitation for Fenna", ["Bram", "Fenna"]),
        ("Geeske changed the room name from Koor A to Koor B.", ["Geeske", "Koor A", "Koor B"]),
        ("Geeske heeft Bram uitgenodigd", None),
    ],
)
def test_wording(line: str, names: list[str] | None) -> None:
    found = told(line)
    assert (found and [line[low:high] for low, high, _ in found]) == names


@pytest.mark.parametrize("read", ["06-01234567 12:00", "bel om 12:00", "Sanne 2024", "12", "", "1/2"])
def test_what_is_no_moment(read: str) -> None:
    assert not is_moment(read)


def test_clocks() -> None:
    assert is_clock("17:03") and is_clock("5:03 PM") and not is_clock("17:03 Sanne")
