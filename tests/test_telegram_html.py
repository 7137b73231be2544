"""Telegram Desktop's pages: who is named where, messages under the head of the one before, lines of Telegram."""

from __future__ import annotations

import pytest

from chatscrub import counts, files, formats, tables
from chatscrub.formats import telegram_html
from chatscrub.formats.telegram_service import service_names
from chatscrub.model import Field, Role

HEAD = '<!DOCTYPE html>\n<html><body><div class="page_wrap"><div class="page_body chat_page"><div class="history">\n'


def message(body: str, joined: bool = False, number: int = 7) -> str:
    return (
        f'<div class="message default clearfix{" joined" * joined}" id="message{number}"><div class="body">'
        f'<div class="pull_right date details" title="03.05.2024 09:12:44 UTC+02:00">\n09:12\n</div>{body}</div></div>'
    )


def fields(body: str) -> list[Field]:
    text = HEAD + body
    assert telegram_html.sniff("messages.html", text)
    found = list(telegram_html.fields(0, text))
    for one in found:
        assert "".join(one.codec.view(text[slice(*piece)]).text for piece in one.pieces) == one.text
    return found


def said(body: str) -> list[tuple[str, str]]:
    return [(one.role.value, one.text) for one in fields(body)]


def test_a_message_begins_with_time_sender_and_text() -> None:
    body = (
        '<div class="pull_left userpic_wrap"><div class="userpic userpic1"><div class="initials">SK</div></div></div>'
        '<div class="from_name">\nSanne Kuiperveld \n</div><div class="text">hoi <b>Br</b>am &lt;3<br>tot zo</div>'
    )
    assert said(message(body)) == [
        ("time", "03.05.2024 09:12:44 UTC+02:00"),
        ("sender", "Sanne Kuiperveld"),
        ("text", "hoi Bram <3\ntot zo"),
        ("name", "Sanne Kuiperveld"),
    ]


def test_initials_are_read_as_the_name() -> None:
    body = '<div class="initials">SK</div><div class="from_name">Sanne Kuiperveld</div>'
    text = HEAD + message(body)
    (letters,) = [f for f in telegram_html.fields(0, text) if f.role is Role.NAME]
    assert text[slice(*letters.pieces[0])] == "SK" and letters.text == "Sanne Kuiperveld"


def test_a_joined_message_has_the_sender_of_the_one_before() -> None:
    first = message('<div class="from_name">Bram</div><div class="text">een</div>')
    found = fields(first + message('<div class="text">twee</div>', joined=True))
    assert [(f.message, f.text, f.sender) for f in found if f.role is Role.TEXT] == [
        (0, "een", "Bram"),
        (1, "twee", "Bram"),
    ]


def test_a_joined_message_under_a_line_of_telegram_has_no_sender() -> None:
    line = '<div class="message service" id="message-1"><div class="body details">26 May 2024</div></div>'
    first = message('<div class="from_name">Bram</div><div class="text">een</div>')
    found = fields(first + line + message('<div class="text">twee</div>', joined=True))
    assert [f.sender for f in found if f.role is Role.TEXT] == ["Bram", None]
    assert [(f.message, f.role) for f in found if f.text == "26 May 2024"] == [(-1, Role.TIME)]


def test_joined_messages_count_and_have_a_writer() -> None:
    text = HEAD + message('<div class="from_name">Bram</div><div class="text">een</div>')
    text += message('<div class="text">twee</div>', joined=True) + message('<div class="text">drie</div>', joined=True)
    export = files.read_bytes(text.encode(), "messages.html")
    assert export.format == "telegram_html" and counts.count_messages(export) == 3
    table = tables.messages(export)
    assert list(table[table.message >= 0].sender) == ["Bram"] * 3


def test_the_bot_behind_a_name_is_no_part_of_it() -> None:
    found = said(message('<div class="from_name">Sanne via @krulbot</div>'))
    assert ("sender", "Sanne") in found and ("handle", "@krulbot") in found


def test_a_deleted_account_is_nobody() -> None:
    found = said(message('<div class="from_name">Deleted Account </div><div class="text">dag</div>'))
    assert ("keep", "Deleted Account") in found and "sender" not in [role for role, _ in found]


def test_the_date_of_a_forwarded_message_is_a_time_but_not_that_of_the_message() -> None:
    body = (
        '<div class="from_name">Sanne</div><div class="forwarded body"><div class="from_name">Fenna Dijkgraaf'
        '<span class="date details" title="02.01.2023 11:12:13 UTC+01:00"> 02.01.2023 11:12:13</span></div>'
        '<div class="text">oud</div></div>'
    )
    export = files.read_bytes((HEAD + message(body)).encode(), "messages.html")
    assert [f.text for f in export.fields if f.role is Role.NAME] == ["Fenna Dijkgraaf"]
    assert sum(f.role is Role.TIME for f in export.fields) == 3
    table = tables.messages(export)
    assert str(table[table.message == 0].sent_at.iloc[0]) == "2024-05-03 09:12:44"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            "Sanne Kuiperveld created group «Thuis» with members Bram, Fenna D and Eef",
            "Sanne Kuiperveld|Thuis|Bram|Fenna D|Eef",
        ),
        ("Channel title changed to «Thuis en zo»", "Thuis en zo"),
        ("Channel «Thuis» created", "Thuis"),
        ("Sanne removed Bram de Wit", "Sanne|Bram de Wit"),
        ("Sanne invited Bram and Fenna to the voice chat", "Sanne|Bram|Fenna"),
        ("Sanne joined group by link from Deleted Account", "Sanne"),
        ("Sanne converted a basic group to this supergroup «Thuis»", "Sanne|Thuis"),
        ("Sanne is now within 1.2 km from Bram", "Sanne|Bram"),
        ("You are now within 300 meters from Bram", "Bram"),
        ("Sanne pinned this message", "Sanne"),
        ("Sanne Kuiperveld joined Telegram", "Sanne Kuiperveld"),
        ("You have sent the following documents: Passport", ""),
        ("History cleared", ""),
        ("iets wat niemand kent", ""),
    ],
)
def test_names_in_lines_of_telegram(line: str, names: str) -> None:
    found = list(service_names(line))
    assert "|".join(line[start:end] for start, end, *_ in found) == names


def test_what_nobody_knows_is_examined() -> None:
    found = said(message('<div class="from_name">Sanne</div><div class="new_thing" data-x="van Bram">iets</div>'))
    assert ("text", "iets") in found and ("text", "van Bram") in found


@pytest.mark.parametrize(
    ("value", "role", "read"),
    [
        ("https://t.me/bramw", "url", "https://t.me/bramw"),
        ("mailto:bram@voorbeeld.example", "email", "bram@voorbeeld.example"),
        ("tel:+31 6 01234567", "phone", "+31 6 01234567"),
        ("files/Brief Fenna.pdf", "filename", "Brief Fenna"),
    ],
)
def test_links(value: str, role: str, read: str) -> None:
    assert (role, read) in said(message(f'<div class="text"><a href="{value}">x</a></div>'))


def test_it_comes_before_pages_of_any_origin() -> None:
    assert formats.sniff("x.html", HEAD + message('<div class="from_name">B</div>')) == "telegram_html"
