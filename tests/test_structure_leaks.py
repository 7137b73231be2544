"""What the structure of a chat makes known must be gone from its text, file names and report.

The names are lower case or dictionary words on purpose: a name with a capital that no dictionary has is found
anyway and would hide a failure.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from chatscrub import detector, files, plans, spans
from chatscrub.fields import Fields
from chatscrub.model import Field, Kind, Piece, Plan, Role
from chatscrub.settings import Settings
from chatscrub.syntax.plain import PLAIN


def android(name: str, text: str) -> str:
    return f"02-05-2024 16:00 - {name}: {text}\n"


def system(text: str) -> str:
    return f"02-05-2024 16:00 - {text}\n"


def scrub(text: str, name: str = "_chat.txt", **settings: object) -> tuple[str, Plan]:
    given = Settings(**settings)  # type: ignore[arg-type]
    export = files.read_bytes(text.encode(), name)
    plan = plans.plan(export, detector.detect(export, given), given)
    return spans.splice(export.parts[0].text, plan.parts[0].edits), plan


def bodies(scrubbed: str) -> list[str]:
    return [re.sub(r"^02-05-2024 16:00 - (?:[^:\n]+: )?", "", line) for line in scrubbed.split("\n") if line]


@pytest.mark.parametrize(
    ("chat", "gone"),
    [
        (android("ben qwertz", "hoi") + android("anna", "zag @ben en Ben zei nee"), "ben"),
        (android("roos bakker", "hoi") + android("anna", "heb jij bakker al gesproken"), "bakker"),
        (android("xylka brundtsma", "hoi") + android("anna", "brundtsma zei dat xylka kwam"), "xylka|brundtsma"),
        (system("u bent toegevoegd door xylka") + android("anna", "xylka dus"), "xylka"),
        (system("xylka werd vandaag beheerder") + android("anna", "hoi"), "xylka"),
        (system('anna heeft de groep "zwirp bende" gemaakt') + android("anna", "hoi zwirp bende"), "zwirp|bende"),
        (android("anna", "kijk @\u2068xylka zwirp\u2069") + android("anna", "xylka weer"), "xylka|zwirp"),
        (android("anna", "verslag qorvin zwirp.pdf (bestand bijgevoegd)") + android("anna", "van qorvin"), "qorvin"),
        (android("k3vin", "hoi") + android("anna", "is k3vin er"), "k3vin"),
        (android("王伟", "hoi") + android("anna", "王伟你好"), "王伟"),
        (android("प्रिया शर्मा", "hoi") + android("anna", "hoi प्रिया"), "प्रिया"),
        (android("+31 6 01234567", "hoi") + android("anna", "bel 601234567 of 01234567"), "1234567"),
    ],
)  # fmt: skip
def test_gone_everywhere(chat: str, gone: str) -> None:
    scrubbed, _ = scrub(chat)
    assert not re.search(gone, scrubbed, re.IGNORECASE), scrubbed


def test_mentions_keep_their_marks_and_are_the_person() -> None:
    scrubbed, _ = scrub(android("anna", "hoi") + android("bert", "@\u2068anna\u2069 en @anna ook"))
    assert bodies(scrubbed)[1] == "@\u2068[PERSON_1]\u2069 en @[PERSON_1] ook"


@pytest.mark.parametrize(
    "name", ["WhatsApp-chat met xylka brundtsma.txt", "WhatsApp Chat with xylka brundtsma (2).txt"]
)
def test_the_contact_of_a_private_chat_is_a_person(name: str) -> None:
    scrubbed, plan = scrub(android("anna", "hoi xylka") + android("anna", "ben je daar brundtsma"), name)
    assert bodies(scrubbed) == ["hoi [PERSON_2]", "ben je daar [PERSON_2]"]
    assert "PERSON_2" in plan.names[0] and "GROUP" not in plan.names[0]


def test_the_contact_is_the_one_who_has_no_name() -> None:
    chat = android("anna", "hoi xylka") + android("+31 6 01234567", "hoi")
    scrubbed, _ = scrub(chat, "WhatsApp-chat met xylka brundtsma.txt")
    assert scrubbed.endswith("PERSON_2: hoi\n") and bodies(scrubbed)[0] == "hoi [PERSON_2]"


def test_the_title_of_a_group_stays_a_group() -> None:
    chat = android("anna", "hoi") + android("bert", "hoi") + android("cor", "hoi")
    _, plan = scrub(chat, "WhatsApp-chat met xylka brundtsma.txt")
    assert plan.names[0] == "WhatsApp-chat met GROUP_1.txt"


def test_numbers_of_different_countries_are_different_people() -> None:
    numbers = ("+1 212 555 0123", "+1 312 555 0123", "+33 6 12345678", "+31 6 12345678")
    scrubbed, _ = scrub("".join(android(number, "hi") for number in numbers))
    assert re.findall(r"PERSON_\d", scrubbed) == ["PERSON_1", "PERSON_2", "PERSON_3", "PERSON_4"]


def test_a_number_that_names_a_person_is_counted_as_a_number() -> None:
    scrubbed, plan = scrub(android("+31 6 01234567", "hoi") + android("anna", "bel 06-01234567"))
    assert bodies(scrubbed)[1] == "bel [PERSON_1]"
    assert [r.kind for r in plan.replacements if r.start > 60] == [Kind.PHONE]


def test_spellings_are_those_that_stand_in_the_chat() -> None:
    _, plan = scrub(android("Sanne Hoekstra", "hoi") + android("anna", "sanne, Sanne en sanne hoekstra"))
    assert plan.people[0].spellings == 4


@pytest.mark.parametrize(("me", "marked"), [("Jan", False), ("jan smit", True), ("Smit", True), ("Piet", False)])
def test_me_is_a_speaker_and_nobody_else(me: str, marked: bool) -> None:
    chat = android("Jan Peters", "jan en piet zeiden niks") + android("Jan Smit", "hoi")
    _, plan = scrub(chat, me=me)
    assert any(p.role == "me" for p in plan.people) is marked


def test_a_postcode_teaches_nobody() -> None:
    scrubbed, _ = scrub(android("anna", "ik woon op 1234ab amsterdam") + android("anna", "serie 12ab34 en ab 12 cd"))
    assert "PERSON" not in bodies(scrubbed)[1]


def test_scrubbing_again_keeps_me() -> None:
    once, _ = scrub(android("anna", "hoi bert") + android("bert", "dag anna"), me="anna", language="nl")
    assert once.startswith("02-05-2024 16:00 - IK: hoi [PERSON_1]")
    assert scrub(once)[0] == once


def test_a_finding_over_several_pieces_is_one_value() -> None:
    """Formats such as Telegram cut one text into pieces; a name over two of them is replaced once."""
    text = "<Sanne>< de Vries>< belt ><06 0123><4567>"
    pieces = tuple(Piece(m.start(1), m.end(1)) for m in re.finditer("<([^>]*)>", text))
    read = "".join(text[p.start : p.end] for p in pieces)
    export = files.read_bytes(text.encode(), "x.txt")
    field = Field(0, pieces, Role.TEXT, read, 0, None, "", PLAIN)
    export = replace(export, fields=Fields(export.parts, [field]))
    plan = plans.plan(export, detector.detect(export))
    assert spans.splice(text, plan.parts[0].edits) == "<[PERSON_1]><>< belt ><[PHONE_1]><>"
    assert [r.pseudonym for r in plan.replacements] == ["PERSON_1", "PHONE_1"]


def test_a_name_of_emoji_goes_too() -> None:
    scrubbed, _ = scrub(android("🌻🌻", "hoi") + android("anna", "kijk 🌻🌻"))
    assert scrubbed.startswith("02-05-2024 16:00 - PERSON_1: hoi")


IOS = "[02-05-2024, 16:00:05] "


def test_attachments_are_no_part_of_a_name() -> None:
    lines = [
        "qwop: I attached it",
        "anna: \u200e<attached: 00000002-PHOTO-2024-05-02-16-00-05.jpg>",
        "anna: \u200e<attached: 00000003-PHOTO-2024-05-02-16-00-06.jpg>",
    ]
    scrubbed, _ = scrub("".join(f"{IOS}{line}\r\n" for line in lines))
    expected = [lines[0].replace("qwop", "PERSON_1"), *(line.replace("anna", "PERSON_2") for line in lines[1:])]
    assert scrubbed == "".join(f"{IOS}{line}\r\n" for line in expected)


@pytest.mark.parametrize("word", ["tip", "let op", "reminder", "Locatie", "vraag"])
def test_colons_that_people_write_are_no_part_of_a_name(word: str) -> None:
    chat = (
        android("xylka", f"{word}: bel morgen") + android("xylka", f"{word}: neem brood mee") + android("anna", "xylka")
    )
    assert bodies(scrub(chat)[0]) == [f"{word}: bel morgen", f"{word}: neem brood mee", "[PERSON_1]"]


@pytest.mark.parametrize(
    "name", ["\u2764\u0301 jan", "\u0301 jan de vries", "\u064e نور", "...", "~", "a(b", "[x", "*"]
)
def test_odd_names_are_replaced_and_nothing_breaks(name: str) -> None:
    scrubbed, _ = scrub(android(name, "hoi") + android("anna", "dag"))
    assert scrubbed == android("PERSON_1", "hoi") + android("PERSON_2", "dag")


def test_two_names_side_by_side_are_two_people() -> None:
    chat = android("sanne", "hoi") + android("thomas", "hoi") + android("anna", "sanne thomas komen, Sanne Thomas")
    assert bodies(scrub(chat)[0])[-1] == "[PERSON_1] [PERSON_2] komen, [PERSON_1] [PERSON_2]"


@pytest.mark.parametrize("name", ["zwirp/qorvin", "zwirp, qorvin", "zwirp (qorvin)", "zwirp | qorvin"])
def test_every_part_of_a_name_is_looked_for(name: str) -> None:
    assert "qorvin" not in scrub(android(name, "hoi") + android("anna", "zag qorvin"))[0]


def test_a_contact_and_a_stranger_of_one_name_are_two() -> None:
    scrubbed, _ = scrub(android("jan", "hoi") + android("~ jan", "hoi"))
    assert scrubbed == android("PERSON_1", "hoi") + android("PERSON_2", "hoi")


def test_me_is_not_given_twice() -> None:
    chat = android("ME", "hoi [PERSON_1]") + android("PERSON_1", "dag") + android("bert", "hoi")
    assert scrub(chat, me="bert")[0] == chat.replace("bert", "PERSON_2")


def test_words_stay_words() -> None:
    chat = android("Floor Qwertz", "hoi") + android("Joy", "hoi") + android("May", "hoi") + android("Ben", "hoi")
    for line in ("de floor was vies", "ik ben er", "it may rain in May", "the joy of it", "het floor plan ligt daar"):
        scrubbed, _ = scrub(chat + android("anna", line))
        assert bodies(scrubbed)[-1] == line
