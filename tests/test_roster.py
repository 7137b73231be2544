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


@pytest.mark.parametrize(
    "spelt", ["crème brulée", "Creme Brulee", "crème-brulée", "#cremebrulee", "creme\u200b brulees"]
)
def test_what_must_go_goes_in_any_spelling(spelt: str) -> None:
    (found,) = roster.parse('hide = ["creme brulée"]', "list.toml").hidden(f"een {spelt} graag")
    assert f"een {spelt} graag"[found.start : found.end].strip("#").startswith(spelt.strip("#")[:11])


def test_short_words_go_only_by_themselves() -> None:
    text = "jo, joop, Jo's, banjo, jos"
    found = [text[f.start : f.end] for f in roster.parse('hide = ["jo"]', "list.toml").hidden(text)]
    assert found == ["jo", "Jo", "jo"]


@pytest.mark.parametrize("kept", ["sanne", "Kuiperveld", "0601234567"])
def test_no_part_of_a_writer_can_be_kept(tmp_path: Path, kept: str) -> None:
    chat = put(tmp_path / "chat.txt", CHAT + "01-02-2023 10:18 - +31 6 01234567: bel 0601234567\n")
    ran = run("scrub", chat, "--people", put(tmp_path / "list.toml", f'keep = ["{kept}"]\n'))
    assert ran.code == 2 and "keep holds the name" in ran.err and kept not in ran.err


def test_only_one_is_me(tmp_path: Path) -> None:
    listed = '[[person]]\nnames = ["Sanne"]\nrole = "me"\n'
    with pytest.raises(RosterError, match="several people have the role me"):
        roster.parse(listed + listed.replace("Sanne", "Bram").replace('"me"', '"ik"'), "list.toml")
    ran = run("scrub", put(tmp_path / "chat.txt", CHAT), "--me", "Bram", "--people", put(tmp_path / "l.toml", listed))
    assert ran.code == 2 and "leave out one of the two" in ran.err


@pytest.mark.parametrize("odd", ["hide = " + "[" * 5_000, "x = " + "9" * 5_000])
def test_odd_lists_are_told(odd: str) -> None:
    with pytest.raises(RosterError, match=r"no valid TOML|unknown word"):
        roster.parse(odd, "list.toml")


def test_the_list_outweighs_what_the_words_around_a_name_say() -> None:
    line_ = "01-02-2023 10:18 - Bram Oosterling: ik bel mijn zus Els even\n"
    export = files.read_bytes((CHAT + line_).encode(), "chat.txt")
    listed = roster.parse('[[person]]\nnames = ["Bram Oosterling", "Els"]\n', "list.toml")
    found = detector.detect(export, SETTINGS, roster=listed)
    text = spans.splice(export.parts[0].text, plans.plan(export, found, SETTINGS).parts[0].edits)
    sender, said = line(text, -1).split(": ", 1)
    assert said == f"ik bel mijn zus [{sender}] even"


def test_what_stands_nowhere_is_told_without_the_word(tmp_path: Path) -> None:
    listed = tmp_path / "list.toml"
    listed.write_text(
        'hide = ["Sanne", "typfuot"]\n[[person]]\nnames = ["Wietske"]\n[[person]]\nnames = ["Wim", "+31 6 01234567"]\n',
        encoding="utf-8",
    )
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("hoi Sanne\n", encoding="utf-8")
    second.write_text("dag wietske\n", encoding="utf-8")
    ran = run("scrub", first, "--people", listed)
    assert ran.code == 0 and "not in what was scrubbed: hide, number 2; person 1; check" in ran.err
    assert "typfuot" not in ran.err and "Wietske" not in ran.err
    ran = run("scrub", first, second, "--people", listed, "--force")
    assert "not in what was scrubbed: hide, number 2; check" in ran.err
