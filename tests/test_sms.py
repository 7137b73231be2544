"""SMS Backup & Restore: who wrote to whom, what was sent along, and files as broken as they come."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from chatscrub import counts, detector, files, formats, people, plans, spans, tables
from chatscrub.formats import sms
from chatscrub.model import Field, Role
from chatscrub.settings import SETTINGS
from chatscrub.shifts import shifted

HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"1\">\n"
SAMPLES = Path(__file__).resolve().parents[1] / "sample_exports" / "sms"
MESSAGE = '<sms address="+31601234511" date="1717146000000" type="{type}" body="hoi" contact_name="{name}" />'


def fields(body: str, end: str = "\n</smses>") -> list[Field]:
    text = HEAD + body + end
    assert formats.sniff("sms.xml", text) == "sms"
    found = list(sms.fields(0, text))
    for one in found:
        assert "".join(one.codec.view(text[slice(*piece)]).text for piece in one.pieces) == one.text
    return found


def said(body: str) -> list[tuple[str, str, str | None]]:
    return [(one.role.value, one.text, one.sender) for one in fields(body)]


@pytest.mark.parametrize(
    ("type", "name", "sender", "heads"),
    [
        ("1", "Gerlof", "Gerlof", ["Gerlof"]),
        ("1", "(Unknown)", "+31601234511", ["+31601234511"]),
        ("1", "null", "+31601234511", ["+31601234511"]),
        ("2", "Gerlof", "Me", []),
        ("3", "Gerlof", "Me", []),
    ],
)
def test_who_wrote(type: str, name: str, sender: str, heads: list[str]) -> None:
    found = fields(MESSAGE.format(type=type, name=name))
    assert [f.sender for f in found if f.text == "hoi"] == [sender]
    assert [f.text for f in found if f.role is Role.SENDER] == heads


def test_a_number_is_that_of_the_contact() -> None:
    (number,) = [f for f in fields(MESSAGE.format(type="2", name="Gerlof")) if f.role is Role.PHONE]
    assert (number.note, number.sender) == ("alias", "Gerlof")
    export = files.read_bytes((HEAD + MESSAGE.format(type="1", name="Gerlof")).encode(), "x.xml")
    cast = people.learn(export)
    assert cast.named("06-01234511") is cast.named("Gerlof")


def test_own_messages_count_too() -> None:
    text = HEAD + MESSAGE.format(type="1", name="Gerlof") + MESSAGE.format(type="2", name="Gerlof") + "</smses>"
    export = files.read_bytes(text.encode(), "x.xml")
    assert counts.count_messages(export) == 2
    table = tables.messages(export)
    assert list(table[table.message >= 0].sender) == ["Gerlof", "Me"]
    assert str(table[table.message == 0].sent_at.iloc[0]) == "2024-05-31 09:00:00"


def test_an_emoji_in_two_halves() -> None:
    (text,) = [
        t for r, t, _ in said('<sms type="1" address="06" body="hoi &#55357;&#56841;&#10;dag" />') if r == "text"
    ]
    assert text == "hoi 😉\ndag"


def test_quotes_that_change() -> None:
    assert ("text", 'zei "hoi" & zo', None) in said("<sms type=\"1\" address='null' body='zei \"hoi\" &amp; zo' />")


def test_a_group_by_its_numbers() -> None:
    body = (
        '<mms msg_box="1" address="+31601234511~+31601234522" contact_name="Ann, Bob de Wit"><parts>'
        '<part seq="0" ct="text/plain" text="hoi"/></parts><addrs><addr address="+31601234522" type="137"/>'
        '<addr address="+31601234511" type="151"/></addrs></mms>'
    )
    found = fields(body)
    assert [(f.text, f.sender) for f in found if f.role is Role.TEXT] == [("hoi", "+31601234522")]
    assert [f.text for f in found if f.role is Role.NAME] == ["Ann", "Bob de Wit"]
    assert [(f.text, f.sender) for f in found if f.note == "alias"] == [
        ("+31601234511", "Ann"),
        ("+31601234522", "Bob de Wit"),
    ]


def test_files_are_left_out_and_stay_valid() -> None:
    text = (SAMPLES / "messages" / "sms-20240601120000.xml").read_text("utf-8")
    export = files.read_bytes(text.encode(), "x.xml")
    (part,) = plans.plan(export, detector.Detection((), people.Cast(), ()), SETTINGS).parts
    scrubbed = spans.splice(text, part.edits)
    assert scrubbed.count('data=""') == 3 and len([f for f in export.fields if f.role is Role.MEDIA]) == 3
    assert counts.count_messages(files.read_bytes(scrubbed.encode(), "x.xml")) == 6


def test_what_is_always_so_is_not_examined() -> None:
    body = (
        '<sms protocol="0" toa="null" read="1" status="-1" locked="0" creator="com.google.android.apps.messaging" '
        'sub_id="1" contact_name="(Unknown)" subject="null" something="12" />'
    )
    assert fields(body) == []


def test_what_nobody_knows_is_examined() -> None:
    found = fields('<sms type="1" new_thing="van Bram" />los<other x="y is Fenna">tekst</other><!-- ook Eef -->')
    assert {f.text.strip() for f in found if f.role is Role.TEXT} == {
        "van Bram",
        "los",
        "y is Fenna",
        "tekst",
        "ook Eef",
    }
    assert [f.note for f in found if f.text == "van Bram"] == ["unnamed"]


def test_calls() -> None:
    text = '<calls count="1"><call number="06-01234588" duration="61" type="1" post_dial_digits=",,904417" '
    text += 'date="1717146000000" contact_name="Klaske" /></calls>'
    found = list(sms.fields(0, text))
    assert {(f.role.value, f.text) for f in found} == {
        ("time", "1717146000000"),
        ("keep", "61"),
        ("phone", "06-01234588"),
        ("secret", ",,904417"),
        ("name", "Klaske"),
    }


def test_a_file_that_was_cut_off() -> None:
    cut = '<mms msg_box="1" address="06-01234511"><parts><part ct="image/jpeg" data="' + "QUJD" * 40
    found = fields(cut, "")
    assert [f.role for f in found][-1] is Role.MEDIA
    assert not any("QUJD" in f.text for f in found)


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*/*.xml")), ids=lambda path: path.name)
def test_broken_files(sample: Path) -> None:
    """Cut, doubled, garbled: never an error, and never fewer messages than there are left to see."""
    text = sample.read_text("utf-8")
    chance = random.Random(7)
    for _ in range(30):
        low, high = sorted(chance.choices(range(len(text)), k=2))
        for broken in (
            text[:low],
            text[low:],
            text[:high] + text[low:],
            text[:low] + "<<\x00&#55357;'\"" + text[high:],
        ):
            found = list(sms.fields(0, broken))
            for one in found:
                assert "".join(one.codec.view(broken[slice(*piece)]).text for piece in one.pieces) == one.text
        doubled = {f.message for f in sms.fields(0, text + text)}
        assert len(doubled - {-1}) == 2 * len({f.message for f in sms.fields(0, text)} - {-1})


def test_numbers_of_seconds_move_too() -> None:
    found = shifted(["1717146000000", "31 mei 2024 11:00:00", "1717146000", "1717146000.25"], -31)
    assert found.unread == 0
    assert found.texts == ["1714467600000", "30 apr 2024 11:00:00", "1714467600", "1714467600.25"]
