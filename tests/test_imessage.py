"""iMessage as imessage-exporter writes it: senders, replies inside messages, reactions, announcements."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chatscrub import counts, files, formats, tables
from chatscrub.formats import imessage, imessage_html
from chatscrub.formats.imessage import announced, is_fixed, reacted
from chatscrub.model import Field, Role

SAMPLES = Path(__file__).resolve().parents[1] / "sample_exports"
TEXT = next((SAMPLES / "imessage" / "text").glob("*example.txt"))
PAGE = SAMPLES / "imessage_html" / "page" / "Gerlof Drijfhout.html"
HEAD = "May 17, 2022  5:29:42 PM"


def said(text: str) -> list[tuple[str, str, str | None]]:
    assert formats.sniff("x.txt", text) == "imessage"
    return [(f.role.value, f.text, f.sender) for f in imessage.fields(0, text) if f.role is not Role.TIME]


def test_a_message() -> None:
    found = said(f"{HEAD} (Read by them after 1 minute, 3 seconds)\nMe\nhoi\n\nen dag\n\n")
    assert found == [("sender", "Me", "Me"), ("text", "hoi\n\nen dag", "Me")]
    crlf = said(f"{HEAD}\r\nBram\r\nhoi\r\n")
    assert crlf == [("sender", "Bram", "Bram"), ("text", "hoi", "Bram")]


def test_a_reply_stands_inside_a_message() -> None:
    found = said(f"{HEAD}\nMe\nvraag\n    {HEAD}\n    Bram\n    antwoord\n\n")
    assert found[2:] == [("sender", "Bram", "Bram"), ("text", "antwoord", "Bram")]


def test_a_date_within_a_message_is_a_head_only_on_its_own_line() -> None:
    found = said(f"{HEAD}\nMe\nhet was op {HEAD} denk ik\n")
    assert len(found) == 2


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("You renamed the conversation to Thuis", "Thuis"),
        ("Sanne de Wit renamed the conversation to Thuis met Bram", "Sanne de Wit|Thuis met Bram"),
        ("+12025550143 added Bram to the conversation.", "+12025550143|Bram"),
        ("Sanne removed Bram from the conversation.", "Sanne|Bram"),
        ("Sanne left the conversation.", "Sanne"),
        ("iets anders van Sanne", ""),
    ],
)
def test_announcements(line: str, names: str) -> None:
    assert "|".join(line[start:end] for start, end, _ in announced(line)) == names


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Loved by Sanne de Wit", "Sanne de Wit"),
        ("👍 by +12025550143", "+12025550143"),
        ("Sticker from Bram: /Users/x/y.heic", "Bram"),
        ("from Bram", "Bram"),
        ("zomaar een zin", None),
    ],
)
def test_reactions(line: str, who: str | None) -> None:
    found = reacted(line)
    assert (line[slice(*found[0])] if found else None) == who


@pytest.mark.parametrize(
    ("line", "fixed"),
    [
        ("This message responded to an earlier message.", True),
        ("Edited 1 minute, 9 seconds later", True),
        ("You unsent a message!", True),
        ("Sent with Confetti", True),
        ("deleted Sanne", False),
        ("Sent with Sanne", False),
        ("Edited by Sanne later", False),
    ],
)
def test_wording(line: str, fixed: bool) -> None:
    assert is_fixed(line) is fixed


def test_text_that_says_reactions_is_still_examined() -> None:
    found = said(f"{HEAD}\nMe\nReactions:\nniet van Sanne maar van Bram\n")
    assert ("text", "niet van Sanne maar van Bram", "Me") in found


@pytest.mark.parametrize(("path", "count"), [(TEXT, 6), (PAGE, 3)])
def test_samples_as_tables(path: Path, count: int) -> None:
    export = files.read(path)
    assert counts.count_messages(export) == count
    table = tables.messages(export)
    assert table[table.message >= 0].sent_at.notna().all()


Reader = Callable[[int, str], Iterator[Field]]


@pytest.mark.parametrize(("path", "fields"), [(TEXT, imessage.fields), (PAGE, imessage_html.fields)])
def test_broken(path: Path, fields: Reader) -> None:
    text = path.read_text("utf-8")
    chance = random.Random(5)
    for _ in range(40):
        low, high = sorted(chance.choices(range(len(text)), k=2))
        for broken in (text[:low], text[low:], text[:high] + text[low:], text[:low] + "<<\x00&#8239;'\"" + text[high:]):
            for one in fields(0, broken):
                assert "".join(one.codec.view(broken[slice(*piece)]).text for piece in one.pieces) == one.text
    assert sum(f.role is Role.SENDER for f in fields(0, text + text)) == 2 * sum(
        f.role is Role.SENDER for f in fields(0, text)
    )
