"""The user's own list: who is who, roles, what must go and what may stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from exports import CHAT, put, run

from chatscrub import detector, files, plans, roster, spans
from chatscrub.errors import RosterError
from chatscrub.labels import ROLES, role_of
from chatscrub.settings import SETTINGS, Settings

MORE = (
    "01-02-2023 10:18 - Bram Oosterling: sannie belde, en thijs ook. thijs is de broer van Thijs Wagemaker\n"
    "01-02-2023 10:19 - Fenna Dijkgraaf: project Reiger gaat niet door, bel Kruidvat maar. wij gaan naar Zwolle\n"
    "01-02-2023 10:20 - Fenna Dijkgraaf: dat zei mevrouw Bakema van het Kwartelnest ook\n"
)


def scrubbed(listed: str, settings: Settings = SETTINGS) -> str:
    export = files.read_bytes((CHAT + MORE).encode(), "chat.txt")
    found = detector.detect(export, settings, roster=roster.parse(listed, "list.toml"))
    return spans.splice(export.parts[0].text, plans.plan(export, found, settings).parts[0].edits)


def line(text: str, number: int) -> str:
    return text.splitlines()[number].split(" - ", 1)[1]


def test_names_of_one_entry_are_one_person() -> None:
    apart = scrubbed("")
    assert line(apart, 10).count("PERSON_1") == 0 or "sannie" not in apart
    text = scrubbed('[[person]]\nnames = ["Fenna Dijkgraaf", "Bram Oosterling"]\n')
    assert line(text, 3).split(":")[0] == line(text, 4).split(":")[0]
    assert "Fenna" not in text and "Bram" not in text


def test_people_of_two_entries_stay_apart() -> None:
    text = scrubbed('[[person]]\nnames = ["Thijs"]\n[[person]]\nnames = ["Thijs Wagemaker"]\n')
    first, rest = line(text, 9).split(", en ")[1].split(" ook. ")
    again, whole = rest.split(" is de broer van ")
    assert first == again and first != whole and "hijs" not in text


@pytest.mark.parametrize(
    ("role", "language", "label"),
    [("partner", "en", "PARTNER"), ("moeder", "en", "MOTHER"), ("mother", "nl", "MOEDER"), ("me", "nl", "IK")],
)
def test_a_role_shows(role: str, language: str, label: str) -> None:
    listed = f'[[person]]\nnames = ["Sanne Kuiperveld"]\nrole = "{role}"\n'
    text = scrubbed(listed, Settings(label_language=language, language=language))
    assert line(text, 2).startswith(f"{label}: ")
    assert line(text, 4).endswith(f"[{label}]")


def test_two_of_one_role_are_numbered() -> None:
    text = scrubbed(
        '[[person]]\nnames = ["Sanne Kuiperveld"]\nrole = "friend"\n[[person]]\nnames = ["Bram"]\nrole = "friend"\n'
    )
    assert line(text, 2).startswith("FRIEND: ") and line(text, 3).startswith("FRIEND_2: ")


def test_what_must_go_goes() -> None:
    text = scrubbed('hide = ["project  reiger", "Kwartelnest"]\n')
    assert "eiger" not in text and "wartel" not in text
    assert line(text, 10).startswith("PERSON_3: [HIDDEN_1] gaat niet door")


def test_what_may_stay_stays_and_is_counted(tmp_path: Path) -> None:
    assert "Zwolle" not in scrubbed("")
    assert "Zwolle" in scrubbed('keep = ["zwolle"]\n')
    chat, listed = put(tmp_path / "chat.txt", CHAT + MORE), put(tmp_path / "list.toml", 'keep = ["zwolle"]\n')
    assert run("scrub", chat, "--people", listed, "-q").code == 0
    page = (tmp_path / "chat.chatscrub/chat.consent.html").read_text(encoding="utf-8")
    assert "Je wilde bepaalde woorden laten staan: 1 plek is gevonden en ongemoeid gelaten." in page
    assert "Je hebt er ook een lijst met namen bij gegeven." in page
    assert "Zwolle" not in page


@pytest.mark.parametrize(
    ("listed", "words"),
    [
        ("hide = [", "no valid TOML"),
        ('hide = "x"', "hide: has to be a row of texts"),
        ('keep = ["x", "..."]', "keep, number 2: holds no word"),
        ('show = ["geheim"]', "1 unknown word"),
        ('person = ["geheim"]', r"\[\[person\]\], with double brackets"),
        ('[[person]]\nrole = "partner"', "person 1: has no names"),
        ('[[person]]\nnames = ["geheim"]\nage = 3', "person 1: has something else"),
        ('[[person]]\nnames = ["geheim"]\nrole = "geheim"', "person 1: unknown role"),
        ('[[person]]\nnames = ["geheim"]\n[[person]]\nnames = ["Geheim"]', "person 2, name 1: stands under person 1"),
        ('keep = ["GEHEIM"]\n[[person]]\nnames = ["geheim"]', "person 1, name 1: stands under keep"),
        ('keep = ["geheim"]\nhide = ["Geheim"]', "hide, number 1: stands under keep"),
        ("x" * 1_000_001, "larger than a list"),
    ],
)
def test_a_wrong_list_is_told(listed: str, words: str) -> None:
    with pytest.raises(RosterError, match=words) as caught:
        roster.parse(listed, "list.toml")
    assert str(caught.value).startswith("list.toml: ") and "geheim" not in str(caught.value).casefold()


def test_whoever_writes_cannot_be_kept(tmp_path: Path) -> None:
    chat, listed = put(tmp_path / "chat.txt", CHAT), put(tmp_path / "list.toml", 'keep = ["Bram Oosterling"]\n')
    ran = run("scrub", chat, "--people", listed)
    assert ran.code == 2 and "keep holds the name of somebody who writes" in ran.err and "Bram" not in ran.err
    assert not (tmp_path / "chat.chatscrub").exists()


def test_every_role_is_known_in_both_languages() -> None:
    for role, words in ROLES.items():
        assert role_of(role) == role and role_of(words.nl.replace("_", "-").lower()) is not None
    assert role_of("niemand") is None
