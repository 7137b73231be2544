"""Discord: JSON, tables and text of DiscordChatExporter, and the package of one's own messages."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from chatscrub.formats import discord
from chatscrub.model import OWNER, Field, Role

RULE = "=" * 62
TOP = f"{RULE}\nGuild: Speltafel\nChannel: Praat / hulp\n{RULE}\n\n"
END = f"\n{RULE}\nExported 2 message(s)\n{RULE}\n"


def rows(found: list[Field], *roles: Role) -> list[tuple[int, str, str | None]]:
    return [(f.message, f.text, f.sender) for f in found if f.role in roles]


def test_an_author_has_a_nickname_and_a_user_name() -> None:
    author = {"id": "871100000000000017", "name": "minkestorm", "discriminator": "1", "nickname": "Minke"}
    message = {"id": "871100000000000551", "timestamp": "2024-06-01T19:02:11+02:00", "content": "hoi", "author": author}
    text = json.dumps({"guild": {"id": "1"}, "channel": {"id": "2"}, "messages": [message]})
    assert discord.sniff("x.json", text)
    found = list(discord.fields(0, text))
    assert rows(found, Role.SENDER, Role.TEXT) == [(0, "Minke", "Minke"), (0, "hoi", "Minke")]
    assert [(f.text, f.sender) for f in found if f.note == "alias"] == [("minkestorm", "Minke")]


def test_ids_in_a_text() -> None:
    text = json.dumps(
        [{"ID": 1, "Timestamp": "2024-06-01 17:02:11", "Contents": "hoi <@!871100000000000662>, zie <#12>"}]
    )
    found = list(discord.fields(0, text))
    assert rows(found, Role.ID) == [(0, "871100000000000662", OWNER)]


def test_the_package_holds_own_messages_only() -> None:
    table = "ID,Timestamp,Contents,Attachments\n17,2024-06-01 17:02:11,hoi,\n18,2024-06-01 17:03:11,,\n"
    assert rows(list(discord.fields(0, table)), Role.TEXT, Role.TIME) == [
        (0, "2024-06-01 17:02:11", None),
        (0, "hoi", OWNER),
        (1, "2024-06-01 17:03:11", None),
    ]
    listed = json.dumps([{"ID": 17, "Timestamp": "2024-06-01 17:02:11", "Contents": "hoi", "Attachments": ""}])
    assert rows(list(discord.fields(0, listed)), Role.TEXT) == [(0, "hoi", OWNER)]


def test_an_export_as_text() -> None:
    text = f"{TOP}[01-06-2024 19:02] minkestorm\nhoi\n\n[geen kop]\n\n[1/6/2024 7:03 PM] tjibbe (pinned)\nja\n{END}"
    assert discord.sniff("x.txt", text)
    found = list(discord.fields(0, text))
    assert rows(found, Role.TITLE) == [(-1, "Speltafel", None), (-1, "Praat / hulp", None)]
    assert rows(found, Role.SENDER, Role.TEXT) == [
        (0, "minkestorm", "minkestorm"),
        (0, "hoi\n\n[geen kop]", "minkestorm"),
        (1, "tjibbe", "tjibbe"),
        (1, "ja", "tjibbe"),
    ]


def test_an_export_as_a_table() -> None:
    text = 'AuthorID,Author,Date,Content,Attachments,Reactions\r\n"17","minke","2024-06-01","zeg ""dag"",\nja",,\r\n'
    assert discord.sniff("x.csv", text)
    found = list(discord.fields(0, text))
    assert [(f.role, f.text, f.sender) for f in found] == [
        (Role.TIME, "2024-06-01", None),
        (Role.SENDER, "minke", "minke"),
        (Role.TEXT, 'zeg "dag",\nja', "minke"),
        (Role.ID, "17", "minke"),
    ]


def test_cells_beyond_the_head_are_examined() -> None:
    found = list(discord.fields(0, "ID,Timestamp,Contents,Attachments\n1,2024-06-01,hoi,,van Sanne,nog iets\n"))
    assert rows(found, Role.TEXT) == [(0, "hoi", OWNER), (0, "van Sanne", OWNER), (0, "nog iets", OWNER)]


@given(st.text(max_size=60), st.integers(0, 400))
def test_nothing_goes_unseen_however_it_is_broken(more: str, cut: int) -> None:
    """Every word of a text lies in a field, but for the marks of the format."""
    text = f"{TOP}[01-06-2024 19:02] minke\nhoi\n\n{more}\n\n[01-06-2024 19:03] tjibbe\nja\n{END}"[: max(cut, len(TOP))]
    found = list(discord.fields(0, text))
    seen = {at for f in found for piece in f.pieces for at in range(piece.start, piece.end)}
    end = text.find(f"\n{RULE}\nExported", len(TOP))
    where = range(text.index("["), end if end >= 0 else len(text)) if "[" in text else range(0)
    left = "".join(text[at] for at in where if at not in seen)
    assert not any(c.isalnum() for c in left)
