"""The commands around a vault, as a user runs them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from exports import CHAT, CHAT_NAME, JPEG, MEMBERS, NAMES, NOTHING, Ran, put, run, tree, zipped

from chatscrub import disk, gate, reports, sealed, vaults
from chatscrub.errors import OutputError

SECRET = "een lang wachtwoord"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that is quick to derive; test_sealed.py checks the real cost."""
    monkeypatch.setattr(sealed, "COST", sealed.Cost(4, 1, 1))


@contextmanager
def line(text: str) -> Iterator[int]:
    """A file descriptor that gives one line."""
    reading, writing = os.pipe()
    os.write(writing, f"{text}\n".encode())
    os.close(writing)
    try:
        yield reading
    finally:
        os.close(reading)


def sealed_run(*args: object, secret: str = SECRET, stdin: bytes = b"") -> Ran:
    with line(secret) as descriptor:
        return run(*args, "--passphrase-fd", descriptor, stdin=stdin)


@pytest.fixture
def chat(tmp_path: Path) -> Path:
    return put(tmp_path / "chat.txt", CHAT)


def scrub(chat: Path, *more: object) -> tuple[Path, Path]:
    """The vault and the scrubbed chat."""
    safe = chat.parent / "wie.vault"
    ran = sealed_run("scrub", chat, "--vault", safe, *more)
    assert (ran.code, ran.err) == (0, "")
    (found,) = (chat.parent / f"{chat.stem}.chatscrub").glob("*.scrubbed.*")
    return safe, found


WITHHELD = CHAT + "01-02-2023 10:30 - Fenna Dijkgraaf: mijn geheim is dat Bo en Sanne Kuiperveld ruzie hebben\n"


@pytest.mark.parametrize("style", ["label", "initial", "surrogate"])
def test_withheld_words_come_back(tmp_path: Path, style: str) -> None:
    put(tmp_path / "chat.txt", WITHHELD)
    safe, scrubbed = scrub(tmp_path / "chat.txt", "--style", style, "--policy", "only-me", "--me", "Bram")
    assert "geheim" not in scrubbed.read_text()
    assert sealed_run("restore", scrubbed, "--vault", safe).code == 0
    assert scrubbed.with_name("chat.restored.txt").read_bytes() == WITHHELD.encode()


@pytest.mark.parametrize(
    ("who", "gone"), [("Fenna Dijkgraaf", "geheim"), ("Sanne Kuiperveld", "Sanne Kuiperveld ruzie")]
)
@pytest.mark.parametrize("name", ["chat.txt", "chat.zip"])
def test_who_is_forgotten_is_gone_from_withheld_words_too(tmp_path: Path, who: str, gone: str, name: str) -> None:
    data = zipped({"_chat.txt": WITHHELD.encode()}) if name.endswith("zip") else WITHHELD
    safe, scrubbed = scrub(put(tmp_path / name, data), "--policy", "only-me", "--me", "Bram")
    told = sealed_run("vault", "export", safe, "-o", tmp_path / "wie.json")
    assert told.code == 0, told.err
    entries = json.loads((tmp_path / "wie.json").read_text())["entries"]
    (label,) = {label for entry in entries if who in entry["names"] for label in entry["pseudonyms"]}
    assert sealed_run("vault", "forget", safe, label).code == 0
    assert sealed_run("restore", scrubbed, "--vault", safe).code == 0
    restored = next(scrubbed.parent.glob("*.restored.*")).read_bytes()
    if name.endswith("zip"):
        import io
        import zipfile

        with zipfile.ZipFile(io.BytesIO(restored)) as archive:
            restored = archive.read(archive.namelist()[0])
    assert gone.encode() not in restored


@pytest.mark.parametrize("style", ["label", "initial", "surrogate"])
@pytest.mark.parametrize("moved", [[], ["--shift-dates"], ["--shift-dates", "--keep-weekdays"]])
def test_there_and_back(chat: Path, style: str, moved: list[str]) -> None:
    safe, scrubbed = scrub(chat, "--style", style, *moved)
    text = scrubbed.read_text(encoding="utf-8")
    assert not any(word in text for name in NAMES for word in name.split())
    ran = sealed_run("restore", scrubbed, "--vault", safe)
    assert ran.code == 0 and "byte for byte" in ran.err
    assert scrubbed.with_name("chat.restored.txt").read_bytes() == CHAT.encode()
    assert oct(scrubbed.with_name("chat.restored.txt").stat().st_mode & 0o777) == "0o600"
    assert oct(safe.stat().st_mode & 0o777) == "0o600"


def test_a_zip_there_and_back(tmp_path: Path) -> None:
    chat = put(tmp_path / "chat.zip", zipped())
    safe, scrubbed = scrub(chat)
    assert sealed_run("restore", scrubbed, "--vault", safe, "-o", tmp_path / "back.zip").code == 0
    assert (tmp_path / "back.zip").read_bytes() == zipped()


def test_names_go_back_into_an_answer(chat: Path) -> None:
    safe, _ = scrub(chat)
    answer = b"PERSON_1 and [PERSON_2] get on; [PERSON_44] does not."
    ran = sealed_run("restore", "-", "--vault", safe, stdin=answer)
    assert ran.code == 0
    assert ran.out.decode() == f"{NAMES[0]} and {NAMES[1]} get on; [PERSON_44] does not."
    assert "Not in this vault: PERSON_44" in ran.err


def test_restore_tells_in_json(chat: Path) -> None:
    safe, scrubbed = scrub(chat)
    ran = sealed_run("restore", scrubbed, "--vault", safe, "--json", "-o", chat.parent / "back.txt")
    told = json.loads(ran.out)
    assert told["exact"] is True and told["output"] == str(chat.parent / "back.txt")


def test_restore_replaces_nothing(chat: Path) -> None:
    safe, scrubbed = scrub(chat)
    before = tree(chat.parent)
    ran = sealed_run("restore", scrubbed, "--vault", safe, "-o", chat)
    assert ran.code == 2 and "exists already" in ran.err
    assert tree(chat.parent) == before


def test_the_same_vault_knows_everybody_again(chat: Path) -> None:
    safe, scrubbed = scrub(chat)
    later = put(chat.parent / "later.txt", "02-02-2023 10:12 - Fenna Dijkgraaf: dag Bram\n02-02-2023 10:13 - Jo: hoi\n")
    assert sealed_run("scrub", later, "--vault", safe, "-q").code == 0
    text = (chat.parent / "later.chatscrub/later.scrubbed.txt").read_text(encoding="utf-8")
    assert text.splitlines()[0] == "02-02-2023 10:12 - PERSON_3: dag [PERSON_2]"
    page = (chat.parent / "later.chatscrub/later.consent.json").read_text(encoding="utf-8")
    assert json.loads(page)["report"]["people_source"] == ["chat", "vault"]
    assert sealed_run("restore", scrubbed, "--vault", safe).code == 0


def test_scrubbing_stand_ins_again_changes_nothing(chat: Path) -> None:
    safe, scrubbed = scrub(chat, "--style", "surrogate", "--shift-dates")
    ran = sealed_run(
        "scrub", scrubbed, "--vault", safe, "--style", "surrogate", "--shift-dates", "-o", chat.parent / "b"
    )
    assert ran.code == 0
    (again,) = (chat.parent / "b").glob("*.scrubbed.txt")
    assert again.read_bytes() == scrubbed.read_bytes()
    assert sealed_run("restore", again, "--vault", safe, "-o", chat.parent / "back.txt").code == 0
    assert (chat.parent / "back.txt").read_bytes() == CHAT.encode()


# --- the order, and what goes wrong ---------------------------------------------------------------------


def test_report_then_vault_then_release(chat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []

    def watch(module: object, name: str, word: str) -> None:
        real = getattr(module, name)

        def watched(*args: object, **more: object) -> object:
            order.append(word)
            return real(*args, **more)

        monkeypatch.setattr(module, name, watched)

    watch(reports, "issue", "report")
    watch(sealed, "create", "vault")
    watch(gate, "release", "release")
    scrub(chat)
    assert order == ["report", "vault", "release"]


def test_without_its_vault_nothing_is_released(chat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object) -> None:
        raise OutputError("disk full")

    monkeypatch.setattr(sealed, "create", full)
    ran = sealed_run("scrub", chat, "--vault", chat.parent / "wie.vault")
    assert ran.code == 2 and ran.err == "chatscrub: disk full\n"
    assert list(tree(chat.parent)) == ["chat.txt"]


def test_a_trial_run_makes_no_vault(chat: Path) -> None:
    assert sealed_run("scrub", chat, "--vault", chat.parent / "wie.vault", "--dry-run").code == 0
    assert not (chat.parent / "wie.vault").exists()


def test_without_a_vault_nothing_that_tells_names_is_written(chat: Path) -> None:
    for style in ("label", "initial", "surrogate"):
        assert run("scrub", chat, "--style", style, "--shift-dates", "--force").code == 0
        for name, data in tree(chat.parent).items():
            if name != "chat.txt":
                assert not any(word.encode() in data for full in NAMES for word in full.split()), name


def test_a_wrong_passphrase_changes_nothing(chat: Path) -> None:
    safe, scrubbed = scrub(chat)
    before = tree(chat.parent)
    for args in (
        ("scrub", chat, "--vault", safe, "--force"),
        ("restore", scrubbed, "--vault", safe),
        ("vault", "forget", safe, "PERSON_1"),
        ("vault", "rekey", safe, "--new-passphrase-fd", 99),
        ("vault", "export", safe, "-o", chat.parent / "out.json"),
        ("vault", "info", safe, "--counts"),
    ):
        ran = sealed_run(*args, secret="een ander wachtwoord")
        assert ran.code == 2 and "this passphrase does not open it" in ran.err, args
        assert tree(chat.parent) == before


@pytest.mark.parametrize(
    "command", [("restore", "chat.txt", "--vault"), ("vault", "info"), ("vault", "export", "-o", "x")]
)
def test_a_vault_that_is_not_there(chat: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(chat.parent)
    ran = sealed_run(*command, chat.parent / "niets.vault")
    assert ran.code == 2 and "no such vault" in ran.err
    assert list(tree(chat.parent)) == ["chat.txt"]


@pytest.mark.parametrize(
    "args",
    [
        ("--key", "k", "--vault", "v"),
        ("--key", "k", "--style", "initial"),
        ("--passphrase-fd", "3"),
        ("--keyring",),
        ("--keep-weekdays",),
    ],
)
def test_options_that_do_not_go_together(chat: Path, args: tuple[str, ...]) -> None:
    ran = run("scrub", chat, *args)
    assert ran.code == 2 and "Error: " in ran.err
    assert list(tree(chat.parent)) == ["chat.txt"]


# --- looking after it -----------------------------------------------------------------------------------


def test_info(chat: Path) -> None:
    safe, _ = scrub(chat)
    ran = run("vault", "info", safe)
    assert ran.code == 0 and "AES-256-GCM" in ran.out.decode() and "scrypt" in ran.out.decode()
    counted = sealed_run("vault", "info", safe, "--counts").out.decode()
    assert re.search(r"People +3\n", counted) and "1 can be restored" in counted


def test_forget(chat: Path) -> None:
    safe, scrubbed = scrub(chat)
    ran = sealed_run("vault", "forget", safe, "[PERSON_2]")
    assert ran.code == 0 and "Forgotten" in ran.out.decode() and "GROUP_1" in ran.out.decode()
    restored = chat.parent / "back.txt"
    assert sealed_run("restore", scrubbed, "--vault", safe, "-o", restored).code == 0
    text = restored.read_text(encoding="utf-8")
    assert "Sanne Kuiperveld: hoi [PERSON_2]," in text and "- PERSON_2: goed zo!" in text
    again = sealed_run("vault", "forget", safe, "PERSON_2")
    assert again.code == 2 and "no such pseudonym" in again.err


def test_rekey(chat: Path) -> None:
    safe, scrubbed = scrub(chat)
    with line("een nieuw wachtwoord") as descriptor:
        ran = sealed_run("vault", "rekey", safe, "--new-passphrase-fd", descriptor)
    assert ran.code == 0
    assert sealed_run("restore", scrubbed, "--vault", safe).code == 2
    assert sealed_run("restore", scrubbed, "--vault", safe, secret="een nieuw wachtwoord").code == 0


def test_export(chat: Path) -> None:
    safe, _ = scrub(chat)
    target = chat.parent / "wie.json"
    assert sealed_run("vault", "export", safe, "-o", target).code == 0
    rows = json.loads(target.read_text(encoding="utf-8"))["entries"]
    assert {"kind": "PERSON", "names": ["Fenna Dijkgraaf"], "pseudonyms": ["PERSON_3"]} in rows
    assert oct(target.stat().st_mode & 0o777) == "0o600"


def test_the_vault_holds_no_name_in_the_clear(chat: Path) -> None:
    safe, _ = scrub(chat)
    assert not any(word.encode() in safe.read_bytes() for name in NAMES for word in name.split())


def test_other_content_is_refused(tmp_path: Path) -> None:
    contents = (
        b"[]",
        b"{}",
        b'{"version":1}',
        b'{"version":1,"key":"zz","entries":[],"undo":{},"exports":{}}',
        b"\xff",
    )
    for number, content in enumerate(contents):
        safe = tmp_path / f"{number}.vault"
        sealed.create(safe, SECRET, content)
        ran = sealed_run("vault", "info", safe, "--counts")
        assert ran.code == 2 and "not that of a vault" in ran.err
    newer = tmp_path / "newer.vault"
    sealed.create(newer, SECRET, vaults.new_vault().to_bytes().replace(b'"version":1', b'"version":2'))
    ran = sealed_run("vault", "info", newer, "--counts")
    assert ran.code == 2 and "newer version" in ran.err


# --- keys -----------------------------------------------------------------------------------------------


def test_a_key_gives_the_same_pseudonyms_in_every_run(chat: Path) -> None:
    key = chat.parent / "geheim.key"
    assert run("key", key).code == 0 and oct(key.stat().st_mode & 0o777) == "0o600"
    for style in ("label", "surrogate"):
        made = []
        for folder in ("a", "b"):
            out = chat.parent / f"{style}-{folder}"
            assert run("scrub", chat, "--key", key, "--style", style, "--shift-dates", "-o", out).code == 0
            (scrubbed,) = out.glob("*.scrubbed.txt")
            made.append((scrubbed.name, scrubbed.read_bytes()))
        assert made[0] == made[1]
    again = run("key", key)
    assert again.code == 2 and "never replaced" in again.err and "--force" not in again.err


def test_a_key_that_is_none(chat: Path) -> None:
    for data in (b"", b"kort", b"x" * 70_000):
        ran = run("scrub", chat, "--key", put(chat.parent / "k", data))
        assert ran.code == 2 and "no key" in ran.err


# --- what a review found --------------------------------------------------------------------------------


def test_no_output_replaces_the_vault(chat: Path) -> None:
    safe, scrubbed = scrub(chat)
    listed, key = put(chat.parent / "list.toml", "hide = []\n"), put(chat.parent / "k", "x" * 40)
    before = tree(chat.parent)
    attempts = [
        ("scrub", chat, "--vault", safe, "--force", "--spans", safe),
        ("restore", scrubbed, "--vault", safe, "--force", "-o", safe),
        ("restore", scrubbed, "--vault", safe, "--force", "-o", scrubbed),
        ("vault", "export", safe, "-o", safe, "--force"),
    ]
    for args in attempts:
        ran = sealed_run(*args)
        assert ran.code == 2 and "would replace a file that is needed" in ran.err, args
        assert tree(chat.parent) == before
    for more in (("--people", listed, "--spans", listed), ("--key", key, "--spans", key)):
        ran = run("scrub", chat, "-o", chat.parent / "o", "--force", *more)
        assert ran.code == 2 and "would replace" in ran.err
        assert tree(chat.parent) == before


def test_names_and_the_list_hold_for_stand_ins_too(chat: Path) -> None:
    safe, scrubbed = scrub(chat, "--style", "surrogate")
    again = put(chat.parent / "WhatsApp-chat met Sanne Kuiperveld.txt", scrubbed.read_bytes())
    listed = put(chat.parent / "list.toml", 'hide = ["tweede regel"]\n')
    out = chat.parent / "o"
    ran = sealed_run("scrub", again, "--vault", safe, "--style", "surrogate", "--people", listed, "-o", out)
    assert ran.code == 0
    assert not any("Sanne" in name or b"Kuiperveld" in data for name, data in tree(out).items())
    (found,) = out.glob("*.scrubbed.txt")
    assert "tweede regel" not in found.read_text(encoding="utf-8")


def test_moved_dates_stay_told(chat: Path) -> None:
    safe, scrubbed = scrub(chat, "--shift-dates")
    out = chat.parent / "o"
    assert sealed_run("scrub", scrubbed, "--vault", safe, "--shift-dates", "-o", out).code == 0
    (page,) = out.glob("*.json")
    record = json.loads(page.read_bytes())["report"]
    assert record["dates_moved"] and not record["statements"]["message_times_kept"]


def test_a_date_in_the_name_of_a_file_moves_too(chat: Path) -> None:
    named = put(chat.parent / "WhatsApp Chat 2023-02-01 10.11.txt", CHAT)
    assert run("scrub", named, "--shift-dates", "-o", chat.parent / "o").code == 0
    files = tree(chat.parent / "o")
    assert len(files) == 4 and not any("2023-02-01" in name or b"2023-02-01" in data for name, data in files.items())


def test_two_originals_of_one_text(tmp_path: Path) -> None:
    first = put(tmp_path / "a.txt", "01-02-2023 10:12 - Sanne Kuiperveld: bel 06-01234567\n")
    second = put(tmp_path / "b.txt", "01-02-2023 10:12 - sanne kuiperveld: bel 0601234567\n")
    safe, scrubbed = scrub(first)
    _, other = scrub(second)
    assert scrubbed.read_bytes() == other.read_bytes()
    for source, found in ((first, scrubbed), (second, other)):
        assert sealed_run("restore", found, "--vault", safe, "-o", tmp_path / "back", "--force").code == 0
        assert (tmp_path / "back").read_bytes() == source.read_bytes()
    ran = sealed_run("restore", put(tmp_path / "c.txt", scrubbed.read_bytes()), "--vault", safe)
    assert ran.code == 2 and "several originals" in ran.err


def test_two_zips_with_one_text(tmp_path: Path) -> None:
    one = put(tmp_path / "a.zip", zipped())
    two = put(tmp_path / "b.zip", zipped(MEMBERS | {"IMG-20230201-WA0001.jpg": JPEG + b"x"}))
    safe, _ = scrub(one, "--keep-media", "--style", "initial")
    _, other = scrub(two, "--keep-media", "--style", "initial")
    _, third = scrub(one, "--keep-media", "--style", "label", "--force")
    for source, found in ((one, third), (two, other)):
        ran = sealed_run("restore", found, "--vault", safe, "-o", tmp_path / "back.zip", "--force")
        assert ran.code == 0, ran.err
        assert (tmp_path / "back.zip").read_bytes() == source.read_bytes()


def test_a_zip_with_a_text_that_did_not_change(tmp_path: Path) -> None:
    source = put(tmp_path / "a.zip", zipped({CHAT_NAME: CHAT.encode(), "lees.txt": NOTHING.encode()}))
    safe, scrubbed = scrub(source)
    assert sealed_run("restore", scrubbed, "--vault", safe, "-o", tmp_path / "back.zip").code == 0
    assert (tmp_path / "back.zip").read_bytes() == source.read_bytes()


def test_me_is_one_person_of_a_vault(chat: Path) -> None:
    safe, _ = scrub(chat, "--me", "Sanne")
    later = put(chat.parent / "later.txt", CHAT.replace("10:1", "11:1"))
    assert sealed_run("scrub", later, "--vault", safe, "--me", "Bram", "-q").code == 0
    ran = sealed_run("restore", "-", "--vault", safe, stdin=b"[IK] en [IK_2]")
    assert ran.out.decode() == f"{NAMES[0]} en {NAMES[1]}"


def test_what_was_forgotten_is_given_to_nobody(chat: Path) -> None:
    safe, _ = scrub(chat)
    assert sealed_run("vault", "forget", safe, "PERSON_1").code == 0
    later = put(chat.parent / "later.txt", "01-02-2023 10:12 - Wiebe Vreeburg: dag\n01-02-2023 10:13 - Jo: dag\n")
    assert sealed_run("scrub", later, "--vault", safe, "-q").code == 0
    assert b"PERSON_1" not in (chat.parent / "later.chatscrub/later.scrubbed.txt").read_bytes()


def test_what_stood_in_file_names_is_forgotten(tmp_path: Path) -> None:
    chat = put(tmp_path / "WhatsApp-chat met Familie Zonnevliet.txt", CHAT)
    safe = tmp_path / "wie.vault"
    assert sealed_run("scrub", chat, "--vault", safe, "-q").code == 0
    content = vaults.VaultFile(safe, SECRET).opened()
    (family,) = [entry for entry in content.book.entries if "Zonnevliet" in entry.names[0]]
    assert sealed_run("vault", "forget", safe, min(vaults.pseudonyms_of(family))).code == 0
    assert b"onnevliet" not in sealed.read(safe, SECRET)


def test_an_earlier_result_survives_a_failure(chat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    safe, _ = scrub(chat)
    chat.write_text(CHAT + "01-02-2023 10:18 - Bram Oosterling: nog een\n", encoding="utf-8")
    before = tree(chat.parent)

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk, "_fill", full)
    ran = sealed_run("scrub", chat, "--vault", safe, "--force")
    assert ran.code == 2 and "No space left" in ran.err
    assert tree(chat.parent) == before


def test_stand_ins_fit_the_encoding(tmp_path: Path) -> None:
    lines = ("Fatma Öztürk: hé", "Agnieszka Wiśniewska: cześć", "Nguyễn Thị Mai: chào", "René: dag")
    for number, row in enumerate(lines):
        text = f"01-02-2023 10:12 - {row}\n01-02-2023 10:13 - Jo é: dag\n"
        source = put(tmp_path / f"{number}.txt", text.encode("cp1252", "replace"))
        assert run("scrub", source, "--style", "surrogate", "-q") == Ran(0, b"", "")


def test_a_short_passphrase_is_not_taken_for_a_new_vault(chat: Path) -> None:
    ran = sealed_run("scrub", chat, "--vault", chat.parent / "v", secret="kort")
    assert ran.code == 2 and "shorter than 8 characters" in ran.err
    assert list(tree(chat.parent)) == ["chat.txt"]


@pytest.mark.parametrize("name", ["x" * 300, "geen/map/v"])
def test_a_vault_that_cannot_be_made_is_told_at_once(chat: Path, name: str) -> None:
    ran = sealed_run("scrub", chat, "--vault", chat.parent / name)
    assert ran.code == 2 and len(ran.err.splitlines()) == 1 and "unexpected" not in ran.err
    assert list(tree(chat.parent)) == ["chat.txt"]


def test_what_was_scrubbed_twice_goes_back_to_the_first(chat: Path) -> None:
    safe, scrubbed = scrub(chat)
    listed, out = put(chat.parent / "list.toml", 'hide = ["tweede regel"]\n'), chat.parent / "o"
    assert sealed_run("scrub", scrubbed, "--vault", safe, "--people", listed, "-o", out, "-q").code == 0
    (again,) = out.glob("*.scrubbed.txt")
    assert again.read_bytes() != scrubbed.read_bytes()
    assert sealed_run("restore", again, "--vault", safe, "-o", chat.parent / "back").code == 0
    assert (chat.parent / "back").read_bytes() == CHAT.encode()
