"""Discord as pages: groups with one name, names in attributes and mentions, lines of the program, two layouts."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from chatscrub import counts, files, formats, tables
from chatscrub.formats import discord_page
from chatscrub.model import Field, Role

SAMPLES = Path(__file__).resolve().parents[1] / "sample_exports"
CASES = sorted((SAMPLES / "discord_page").glob("*/*.html"))


def page(inner: str) -> str:
    return f'<!DOCTYPE html><html><body><div class="chatlog"><div class="chatlog__message-group">{inner}</div></div>'


def message(inner: str) -> str:
    return f'<div class="chatlog__message-container"><div class="chatlog__message">{inner}</div></div>'


def head(name: str, more: str = "") -> str:
    where = "#chatlog__message-container-871100000000000501"
    when = f'<span class="chatlog__timestamp"><a href="{where}">1-6-2024 19:02</a></span>'
    return f'<span class="chatlog__author" {more}>{name}</span>{when}'


def said(words: str) -> str:
    return f'<div class="chatlog__content"><span class="chatlog__markdown-preserve">{words}</span></div>'


def fields(text: str) -> list[Field]:
    assert formats.sniff("x.html", text) == "discord_page"
    found = list(discord_page.fields(0, text))
    for one in found:
        assert "".join(one.codec.view(text[slice(*piece)]).text for piece in one.pieces) == one.text
    return found


def rows(found: list[Field], *roles: Role) -> list[tuple[int, str, str | None]]:
    return [(f.message, f.text, f.sender) for f in found if f.role in roles]


def test_the_messages_of_a_group_have_one_sender() -> None:
    short = '<div class="chatlog__short-timestamp" title="1-6-2024 19:03">19:03</div>'
    found = fields(page(message(head("Minke") + said("hoi")) + message(short + said("<b>Foe</b>kje"))))
    assert rows(found, Role.SENDER, Role.TEXT) == [(0, "Minke", "Minke"), (0, "hoi", "Minke"), (1, "Foekje", "Minke")]
    assert rows(found, Role.TIME) == [(0, "1-6-2024 19:02", "Minke"), (1, "1-6-2024 19:03", "Minke")]


def test_another_name_of_a_sender() -> None:
    found = fields(page(message(head("Minke", 'title="minkestorm#4711" data-user-id="871100000000000341"'))))
    (alias,) = [f for f in found if f.role is Role.NAME]
    assert (alias.text, alias.note, alias.sender) == ("minkestorm#4711", "alias", "Minke")
    assert "871100000000000341" in [f.text for f in found if f.role is Role.ID]


@pytest.mark.parametrize(
    ("mention", "role"),
    [
        ('<span class="chatlog__markdown-mention" title="tj#1">@Tjibbe D</span>', ("name", "Tjibbe D")),
        ("<span class=chatlog__markdown-mention>@Tjibbe D</span>", ("name", "Tjibbe D")),
        ('<span class="chatlog__markdown-mention">#kamer van Durk</span>', ("title", "kamer van Durk")),
        ('<span class="chatlog__markdown-mention">@everyone</span>', None),
        ('<span class="mention" title="tj#1">@Tjibbe &amp; Durk</span>', ("name", "Tjibbe & Durk")),
    ],
)
def test_mentions(mention: str, role: tuple[str, str] | None) -> None:
    found = fields(page(message(head("Minke") + said(f"zeg {mention} dag"))))
    named = [(f.role.value, f.text) for f in found if f.role in (Role.NAME, Role.TITLE) and f.text != "tj#1"]
    assert named == ([role] if role else [])


def test_a_quote_is_said_by_another() -> None:
    reply = (
        '<div class="chatlog__reply"><div class="chatlog__reply-author" title="hv">Hessel</div>'
        '<div class="chatlog__reply-content"><span class="chatlog__reply-link">bel me</span></div></div>'
    )
    found = fields(page(message(reply + head("Minke") + said("ja"))))
    assert rows(found, Role.TEXT) == [(0, "ja", "Minke"), (0, "bel me", "Hessel")]
    assert rows(found, Role.SENDER) == [(0, "Minke", "Minke")]


def test_lines_of_the_program() -> None:
    line = (
        '<span class="chatlog__system-notification-author" title="ms">Minke</span>'
        '<span class="chatlog__system-notification-content"><span>added </span>'
        '<a class="chatlog__system-notification-link" title="jw">Jitske</a><span> to the group.</span></span>'
    )
    found = fields(page(message(line)))
    assert rows(found, Role.SENDER) == []
    assert [f.text for f in found if f.role is Role.NAME] == ["ms", "Minke", "jw", "Jitske"]
    assert [f.text for f in found if f.role is Role.SYSTEM] == ["added", "to the group."]


@pytest.mark.parametrize("words", ["4711", "BOT", "12 KB", "19:02"])
def test_what_somebody_writes_is_never_fixed(words: str) -> None:
    new = fields(page(message(head("Minke") + said(words))))
    old = fields(page(f'<div class="chatlog__message"><div class="chatlog__content"><p>{words}</p></div></div>'))
    assert words in [f.text for f in new if f.role is Role.TEXT]
    assert words in [f.text for f in old if f.role is Role.TEXT]


def test_words_beside_an_id_are_examined() -> None:
    found = fields(page(message(head("Minke", 'data-note="van Durk 871100000000000341" onclick="x(\'Sanne\')"'))))
    assert {"van Durk 871100000000000341", "x('Sanne')"} <= {f.text for f in found if f.role is Role.TEXT}


def test_what_it_does_not_know_is_examined() -> None:
    found = fields(page(message(head("Minke") + '<div class="chatlog__poll" title="Durk">kies Sanne</div>')) + "los")
    assert {"Durk", "kies Sanne", "los"} <= {f.text for f in found if f.role is Role.TEXT}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_samples_as_tables(path: Path) -> None:
    table = tables.messages(files.read(path))
    sent = table[table.message >= 0].sent_at
    assert sent.dropna().is_monotonic_increasing and len(sent) >= counts.count_messages(files.read(path))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_broken(path: Path) -> None:
    text = path.read_text("utf-8")
    chance = random.Random(7)
    for _ in range(25):
        low, high = sorted(chance.choices(range(len(text)), k=2))
        for broken in (text[:low], text[low:], text[:high] + text[low:], text[:low] + "<\x00 '\ud800" + text[high:]):
            for one in discord_page.fields(0, broken):
                assert "".join(one.codec.view(broken[slice(*piece)]).text for piece in one.pieces) == one.text
    senders = sum(f.role is Role.SENDER for f in discord_page.fields(0, text))
    assert sum(f.role is Role.SENDER for f in discord_page.fields(0, text + text)) == 2 * senders
