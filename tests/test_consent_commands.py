"""Asking, recording, signing, releasing, checking: consent from the command line, and what refuses."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from exports import CHAT, MEMBERS, NAMES, NOTHING, Ran, put, run, tree, zipped

from chatscrub import ledger, record, verifying
from chatscrub.events import Event

SANNE, BRAM, FENNA = NAMES
YES = (
    "01-02-2023 10:20 - Bram Oosterling: ik geef toestemming om mijn berichten te delen met je therapeut\n"
    "01-02-2023 10:21 - Fenna Dijkgraaf: ik geef toestemming om mijn berichten te gebruiken\n"
    "05-02-2023 09:00 - Fenna Dijkgraaf: ik trek mijn toestemming in, gebruik mijn berichten niet\n"
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Commands run in an empty folder, where the ledger is by default."""
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "chat.txt", CHAT + YES)
    return tmp_path


def ok(*args: object) -> Ran:
    done = run(*args)
    assert done.code == 0, done.err
    return done


def refused(*args: object, words: str) -> Ran:
    """Exit 1, one line that says why, and no scrubbed text."""
    done = run(*args)
    assert done.code == 1
    assert words in done.err and done.err.count("\n") == 1
    assert not list(Path.cwd().rglob("*.scrubbed.*"))
    return done


def scrub(*more: object) -> tuple[object, ...]:
    return ("scrub", "chat.txt", "-o", "uit", "-q", *more)


def facts() -> dict[str, Any]:
    (path,) = Path("uit").glob("*.consent.json")
    return record.read(path.read_bytes(), path.name)


def allow(*people: str, **how: str) -> None:
    more = [part for name, value in how.items() for part in (f"--{name}", value)]
    for person in people:
        ok("consent", "record", person, "granted", *more)


# --- the gate -------------------------------------------------------------------------------------------


def test_required_consent_is_waited_for() -> None:
    refused(*scrub("--require-consent", "--me", SANNE), words="not everybody who wrote has consented")
    assert sorted(Path(p).suffix for p in tree(Path("uit"))) == [".html", ".json", ".md"], "the report, nothing else"
    assert facts()["report"]["policy"]["refused"] == ["said_no", "speakers"]
    assert not facts()["report"]["statements"]["report_covers_release"]
    allow(BRAM)
    refused(*scrub("--require-consent", "--me", SANNE, "--force"), words="took consent back")
    allow(FENNA)
    ok(*scrub("--require-consent", "--me", SANNE, "--force"))
    assert list(Path("uit").glob("*.scrubbed.txt"))


def test_everybody_is_more_than_who_wrote() -> None:
    put(Path("chat.txt"), CHAT.replace("weer op het werk", "bij Gerrit Walvis op het werk"))
    allow(BRAM, FENNA)
    ok(*scrub("--require-consent", "--me", SANNE))
    refused_ = run(*scrub("--require-all-consent", "--me", SANNE, "-o", "twee"))
    assert refused_.code == 1 and "not everybody in it" in refused_.err
    allow("Gerrit Walvis")
    ok(*scrub("--require-all-consent", "--me", SANNE, "-o", "twee", "--force"))


def test_the_user_needs_consent_unless_they_say_who_they_are() -> None:
    allow(BRAM, FENNA)
    refused(*scrub("--require-consent"), words="not everybody who wrote")


@pytest.mark.parametrize("what", ["refused", "withdrawn"])
def test_a_no_closes(what: str) -> None:
    allow(BRAM, FENNA)
    ok("consent", "record", BRAM, what, "--evidence", "aan tafel")
    refused(*scrub("--require-consent", "--me", SANNE), words="refused or took consent back")


def test_consent_runs_out() -> None:
    allow(BRAM, until="2020-01-01")
    allow(FENNA)
    refused(*scrub("--require-consent", "--me", SANNE), words="not everybody who wrote")


def test_consent_is_for_one_recipient() -> None:
    allow(BRAM, FENNA, to="chatgpt")
    refused(*scrub("--require-consent", "--me", SANNE, "--to", "claude"), words="not everybody who wrote")
    refused(*scrub("--require-consent", "--me", SANNE, "--force"), words="not everybody who wrote")
    ok(*scrub("--require-consent", "--me", SANNE, "--to", "chatgpt", "--force"))


def test_a_grant_that_fits_several_counts_for_none() -> None:
    put(Path("chat.txt"), CHAT.replace("Fenna Dijkgraaf:", "Bram Zevenbergen:"))
    allow("Bram")
    refused(*scrub("--require-consent", "--me", SANNE), words="not everybody who wrote")
    rows = json.loads(ok("consent", "status", "chat.txt", "--json").out)["people"]
    assert [row["state"] for row in rows if not row["who"]] == ["granted: fits nobody here, or several"]


def test_signature() -> None:
    refused(*scrub("--require-signature"), words="not signed")
    report = next(Path("uit").glob("*.consent.json"))
    assert run("consent", "sign", report, "--name", "S. Kuiperveld", "--as", "private", stdin=b"y\nn\n").code == 1
    assert not Path("consents.toml").exists(), "who does not stand by all of it has not signed"
    ok("consent", "sign", report, "--name", "S. Kuiperveld", "--as", "private", "--yes")
    ok(*scrub("--require-signature", "--force"))
    assert facts()["report"]["policy"]["signed"] != "none"


def test_a_signature_is_for_one_plan() -> None:
    run(*scrub("--require-signature"))
    ok("consent", "sign", next(Path("uit").glob("*.json")), "--name", "S", "--as", "private", "--yes")
    refused(*scrub("--require-signature", "--force", "--label-lang", "nl"), words="not signed")
    put(Path("chat.txt"), CHAT)
    refused(*scrub("--require-signature", "--force"), words="not signed")


def test_a_refused_release_leaves_a_vault_as_it_was() -> None:
    put(Path("geheim"), "walvis in de bocht\n")
    with Path("geheim").open() as secret:
        done = run(*scrub("--require-consent", "--vault", "kluis", "--passphrase-fd", secret.fileno()))
    assert done.code == 1 and not Path("kluis").exists()


def test_refused_text_does_not_go_into_a_pipe() -> None:
    done = run("scrub", "-", "--require-consent", stdin=CHAT.encode())
    assert done.code == 1 and done.out == b""


def test_an_earlier_release_keeps_its_report() -> None:
    ok(*scrub())
    before = tree(Path("uit"))
    done = run(*scrub("--require-consent", "--force"))
    assert done.code == 2 and "would lose its report" in done.err
    assert tree(Path("uit")) == before


# --- the policy and the chat's own words ----------------------------------------------------------------


def test_policy_consent_follows_the_ledger() -> None:
    allow(BRAM)
    ok(*scrub("--policy", "consent", "--me", SANNE))
    text = next(Path("uit").glob("*.scrubbed.txt")).read_text()
    assert "goed zo!" in text and "ik zie je dan" not in text
    assert text.count("[withheld: no consent]") == 3


def test_a_withdrawal_in_the_chat_counts_until_a_later_yes() -> None:
    done = run("consent", "record", FENNA, "granted", "--from", "chat.txt")
    assert done.code == 2 and "later in that chat they say the opposite" in done.err
    ok(*scrub("--policy", "consent", "--me", SANNE))
    assert "ik zie je dan" not in next(Path("uit").glob("*.scrubbed.txt")).read_text()
    ok("consent", "record", FENNA, "granted", "--evidence", "toch goed, aan de telefoon")
    ok(*scrub("--policy", "consent", "--me", SANNE, "--force"))
    assert "ik zie je dan" in next(Path("uit").glob("*.scrubbed.txt")).read_text()


def test_a_yes_in_the_chat_is_offered_and_counts_once_recorded() -> None:
    shown = ok("consent", "status", "chat.txt", "--json").out
    rows = {row["who"]: row for row in json.loads(shown)["people"]}
    assert rows["PERSON_2"]["state"] == "none" and "given" in rows["PERSON_2"]["posted"][0]
    assert rows["PERSON_3"]["state"] == "refused", "who never agreed has nothing to take back"
    assert not any(name.encode() in shown for name in NAMES), "masked without --show"
    ok("consent", "record", BRAM, "granted", "--from", "chat.txt")
    (event,) = ledger.read(Path("consents.toml")).events
    assert event.at == "2023-02-01T10:20:00" and re.fullmatch("[0-9a-f]{64}", event.evidence_sha256)
    assert "toestemming" not in event.evidence


def test_a_sentence_of_long_ago_does_not_go_over_a_later_no() -> None:
    ok("consent", "record", BRAM, "refused", "--evidence", "belde op")
    done = run("consent", "record", BRAM, "granted", "--from", "chat.txt")
    assert done.code == 2 and "later decision" in done.err
    assert len(ledger.read(Path("consents.toml")).events) == 1


def test_no_such_sentence() -> None:
    for person, words in ((SANNE, "no sentence"), ("Gerrit", "nobody in that chat wrote")):
        done = run("consent", "record", person, "granted", "--from", "chat.txt")
        assert done.code == 2 and words in done.err
    assert not Path("consents.toml").exists()


def test_own_wording() -> None:
    put(Path("chat.txt"), CHAT.replace("ik zie je dan, Sanne", "van mij mag de papegaai alles weten"))
    words = put(Path("woorden.toml"), 'given = ["mag de papegaai alles weten"]\n')
    rows = json.loads(ok("consent", "status", "chat.txt", "--json", "--consent-words", words).out)["people"]
    assert [row["who"] for row in rows if row["posted"]] == ["PERSON_3"]


# --- the ledger -----------------------------------------------------------------------------------------


def test_evidence_is_a_note_or_a_file() -> None:
    put(Path("formulier.pdf"), b"%PDF-1.4 ja")
    ok("consent", "record", BRAM, "granted", "--evidence", "formulier.pdf")
    ok("consent", "record", BRAM, "withdrawn", "--evidence", "belde op")
    first, second = ledger.read(Path("consents.toml")).events
    assert first.evidence == "formulier.pdf" and second.evidence == "belde op"
    assert first.evidence_sha256 != second.evidence_sha256


def test_an_edited_ledger_is_refused() -> None:
    allow(BRAM, FENNA)
    path = Path("consents.toml")
    path.write_text(path.read_text().replace(BRAM, SANNE))
    done = run(*scrub("--require-consent", "--me", SANNE))
    assert done.code == 2 and "edited or damaged" in done.err and not Path("uit").exists()


def test_a_ledger_that_is_not_there() -> None:
    done = run(*scrub("--ledger", "nergens.toml"))
    assert done.code == 2 and "nergens.toml" in done.err


def test_no_output_replaces_the_ledger() -> None:
    allow(BRAM)
    done = run(*scrub("--spans", "consents.toml", "--force"))
    assert done.code == 2 and "needed here" in done.err
    assert len(ledger.read(Path("consents.toml")).events) == 1


def test_with_a_vault_no_name_is_written_down() -> None:
    put(Path("geheim"), "walvis in de bocht\n")
    for command in (
        scrub("--vault", "kluis"),
        ("consent", "record", BRAM, "granted", "--vault", "kluis"),
        scrub("--vault", "kluis", "--policy", "consent", "--me", SANNE, "-o", "twee"),
    ):
        with Path("geheim").open() as secret:
            ok(*command, "--passphrase-fd", secret.fileno())
    kept = Path("kluis.consents.toml").read_text()
    assert "PERSON_2" in kept and not any(name.split()[0] in kept for name in NAMES)
    assert "goed zo!" in next(Path("twee").glob("*.scrubbed.txt")).read_text()


# --- letters --------------------------------------------------------------------------------------------


def test_letters() -> None:
    done = ok("consent", "request", "chat.txt", "--me", SANNE, "--to", "chatgpt", "--purpose", "mijn therapie")
    assert not any(name in done.out.decode() for name in NAMES)
    made = {path.name: path for path in Path("chat.letters").iterdir()}
    people = {"PERSON_1", "PERSON_2"}
    kinds = {f"{who}.{lang}.{form}.txt" for who in people for lang in ("nl", "en") for form in ("message", "notice")}
    assert kinds <= set(made)
    letter = made["PERSON_1.nl.message.txt"].read_text()
    assert BRAM in letter and "ChatGPT" in letter and "mijn therapie" in letter and SANNE in letter
    assert FENNA not in letter, "of nobody else"
    assert all(path.stat().st_mode & 0o077 == 0 for path in made.values())
    before = {name: path.read_bytes() for name, path in made.items()}
    assert run("consent", "request", "chat.txt").code == 2, "letters that exist are not replaced"
    assert {name: path.read_bytes() for name, path in made.items()} == before
    assert not list(Path.cwd().rglob("*.scrubbed.*")) and not Path("consents.toml").exists()


def test_nobody_to_ask() -> None:
    put(Path("leeg.txt"), NOTHING)
    assert b"Nobody to ask" in ok("consent", "request", "leeg.txt").out


# --- verify ---------------------------------------------------------------------------------------------


def made(*more: object, name: str = "chat.txt") -> tuple[Path, Path]:
    ok("scrub", name, "-o", "uit", "-q", *more)
    return next(Path("uit").glob("*.scrubbed.*")), next(Path("uit").glob("*.consent.json"))


def test_verify_says_yes_and_no() -> None:
    text, report = made()
    for form in (report, report.with_suffix(".html"), report.with_suffix(".md")):
        assert b"This is what the report covers." in ok("verify", text, form).out
    moved = put(Path("elders.txt"), text.read_bytes())
    ok("verify", moved, report)
    for data in (text.read_bytes() + b" ", text.read_bytes().replace(b"PERSON_2", b"Bram", 1), CHAT.encode()):
        done = run("verify", put(Path("anders.txt"), data), report)
        assert done.code == 1 and b"NOT what the report covers" in done.out


def test_verify_sees_an_edited_report() -> None:
    text, report = made()
    page = report.with_suffix(".html")
    page.write_text(page.read_text().replace("PERSON_1", "PERSON_9"))
    assert run("verify", text, page).code == 1
    ok("verify", text, report)
    report.write_text(report.read_text().replace('"messages": 8', '"messages": 1').replace("PERSON_1", "PERSON_9"))
    done = run("verify", text, report)
    assert done.code == 2 and "changed after it was made" in done.err


def test_verify_of_a_zip() -> None:
    put(Path("chat.zip"), zipped())
    text, report = made("--keep-media", name="chat.zip")
    ok("verify", text, report)
    import zipfile

    with zipfile.ZipFile(text, "a") as archive:
        archive.writestr("stiekem.txt", "Bram Oosterling")
    assert run("verify", text, report).code == 1
    assert len(MEMBERS) > 2


def test_verify_of_a_trial() -> None:
    ok(*scrub("--dry-run"))
    done = run("verify", "chat.txt", next(Path("uit").glob("*.json")))
    assert done.code == 1 and b"covers no text" in done.out


def test_verify_follows_the_ledger() -> None:
    allow(BRAM, FENNA)
    text, report = made("--require-consent", "--me", SANNE)
    ok("verify", text, report)
    ok("consent", "record", BRAM, "withdrawn")
    done = run("verify", text, report)
    assert done.code == 1 and b"PERSON_1: withdrawn" in done.out
    Path("consents.toml").unlink()
    done = ok("verify", text, report)
    assert b"what people said since the report was made is not known" in done.out


def test_verify_sees_a_ledger_that_was_made_anew() -> None:
    allow(BRAM, FENNA)
    text, report = made("--require-consent", "--me", SANNE)
    Path("consents.toml").unlink()
    for lock in Path.cwd().glob(".*lock*"):
        lock.unlink()
    allow(FENNA, BRAM)
    done = run("verify", text, report)
    assert done.code == 1 and b"does NOT begin" in done.out


def test_verify_asks_for_a_signature_and_for_consent() -> None:
    text, report = made("--me", SANNE)
    assert run("verify", text, report, "--require-signature").code == 1
    assert run("verify", text, report, "--require-consent").code == 1
    ok("consent", "sign", report, "--name", "S", "--as", "professional", "--yes")
    ok("verify", text, report, "--require-signature")


def test_verify_lets_consent_run_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import date

    allow(BRAM, FENNA, until="2099-01-01")
    text, report = made("--policy", "consent", "--me", SANNE)
    kept = ledger.read(Path("consents.toml"))
    for known in (kept, None):
        late = verifying.verify(text, report, known, today=date(2099, 1, 2))
        assert [check.text for check in late if check.holds is False] == ["PERSON_1: expired", "PERSON_2: expired"]
        assert all(check.holds is not False for check in verifying.verify(text, report, known, today=date(2098, 1, 1)))


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"schema": "x"}', CHAT.encode(), b"\xff\xfe"])
def test_verify_of_what_is_no_report(data: bytes) -> None:
    put(Path("rapport.json"), data)
    done = run("verify", "chat.txt", "rapport.json")
    assert done.code == 2 and "rapport.json" in done.err and done.err.count("\n") == 1


def test_events_that_cannot_be() -> None:
    for more in (("--until", "morgen"), ("--until", "2027-02-30"), ("--to", "nergens")):
        done = run("consent", "record", BRAM, "granted", *more)
        assert done.code == 2 and done.err.count("\n") == 1, done.err
        assert more[0] != "--until" or "as 2027-12-31" in done.err
    assert not Path("consents.toml").exists()
    assert "has passed" in run("consent", "record", BRAM, "granted", "--until", "2020-01-01").err
    assert Event().what == ""


# --- what a review tried --------------------------------------------------------------------------------


def test_who_wrote_has_to_be_known() -> None:
    put(Path("chat.txt"), "Sanne\nhoi, ik heb iets\n14:30\n")
    refused(*scrub("--require-consent", "--format", "plain"), words="not known who wrote")


def test_consent_for_one_other_recipient_is_for_no_other() -> None:
    allow(BRAM, FENNA, to="other:mijn psycholoog")
    refused(*scrub("--require-consent", "--me", SANNE, "--to", "other:het dagblad"), words="not everybody who wrote")
    ok(*scrub("--require-consent", "--me", SANNE, "--to", "other:Mijn Psycholoog", "--force"))


def test_consent_for_one_purpose_is_for_no_other() -> None:
    allow(BRAM, FENNA, purpose="mijn therapie")
    refused(*scrub("--require-consent", "--me", SANNE, "--purpose", "reclame"), words="not everybody who wrote")
    ok(*scrub("--require-consent", "--me", SANNE, "--purpose", "Mijn therapie", "--force"))


def test_a_no_by_a_short_name_counts() -> None:
    allow(BRAM, FENNA)
    ok("consent", "record", "Bram", "withdrawn")
    refused(*scrub("--require-consent", "--me", SANNE), words="took consent back")


def test_a_yes_by_a_short_name_does_not() -> None:
    allow("Bram", FENNA)
    refused(*scrub("--require-consent", "--me", SANNE), words="not everybody who wrote")


def test_a_signature_is_for_one_recipient() -> None:
    run(*scrub("--require-signature", "--to", "local"))
    ok("consent", "sign", next(Path("uit").glob("*.consent.json")), "--name", "S", "--as", "private", "--yes")
    refused(*scrub("--require-signature", "--to", "chatgpt", "--force"), words="not signed")
    ok(*scrub("--require-signature", "--to", "local", "--force"))


def test_stand_ins_that_are_drawn_anew_cannot_be_signed() -> None:
    done = run(*scrub("--require-signature", "--style", "surrogate"))
    assert done.code == 2 and "--key" in done.err


def test_two_ledgers_are_one_too_many() -> None:
    allow(BRAM)
    done = run("consent", "record", BRAM, "withdrawn", "--vault", "kluis")
    assert done.code == 2 and "--ledger" in done.err


def test_evidence_that_is_not_there() -> None:
    done = run("consent", "record", BRAM, "granted", "--evidence", "formulier.pdf")
    assert done.code == 2 and "no such file" in done.err and not Path("consents.toml").exists()


def test_a_vault_made_anew_gives_nobody_the_consent_of_another() -> None:
    put(Path("geheim"), "walvis in de bocht\n")
    for command in (scrub("--vault", "kluis"), ("consent", "record", BRAM, "granted", "--vault", "kluis")):
        with Path("geheim").open() as secret:
            ok(*command, "--passphrase-fd", secret.fileno())
    Path("kluis").unlink()
    put(Path("chat.txt"), CHAT.replace(SANNE, "Wiebe Sloothaak").replace(BRAM, "Zoë Brinkgreve"))
    with Path("geheim").open() as secret:
        ok(*scrub("--vault", "kluis", "--policy", "consent", "-o", "twee", "--passphrase-fd", secret.fileno()))
    assert "goed zo!" not in next(Path("twee").glob("*.scrubbed.txt")).read_text()


def test_verify_is_never_laxer_than_the_report() -> None:
    put(Path("chat.txt"), CHAT.replace("weer op het werk", "bij Gerrit Walvis op het werk"))
    allow(BRAM, FENNA, "Gerrit Walvis")
    text, report = made("--require-all-consent", "--me", SANNE)
    ok("consent", "record", "Gerrit Walvis", "withdrawn")
    assert run("verify", text, report).code == 1
    assert run("verify", text, report, "--require-consent").code == 1


def test_verify_without_a_ledger_cannot_answer_for_consent() -> None:
    allow(BRAM, FENNA)
    text, report = made("--require-consent", "--me", SANNE)
    Path("consents.toml").unlink()
    assert run("verify", text, report, "--require-consent").code == 1


def test_verify_sees_a_no_of_somebody_it_does_not_know() -> None:
    allow(BRAM, FENNA)
    text, report = made("--require-consent", "--me", SANNE)
    ok("consent", "record", "Brammetje", "withdrawn")
    assert run("verify", text, report).code == 1


@pytest.mark.parametrize("way", ["comment", "before", "member"])
def test_verify_sees_what_lies_beside_the_members_of_a_zip(way: str) -> None:
    import zipfile

    put(Path("chat.zip"), zipped())
    text, report = made(name="chat.zip")
    ok("verify", text, report)
    if way == "before":
        text.write_bytes(b"PK\x03\x04 Bram zei: ja" + text.read_bytes())
    else:
        with zipfile.ZipFile(text, "a") as archive:
            archive.comment = b"Bram zei: ja" if way == "comment" else b""
            if way == "member":
                archive.writestr("extra.txt", "Bram zei: ja")
    assert run("verify", text, report).code == 1


@pytest.mark.parametrize("data", [b"PK\x03\x04kapot", b"PK\x05\x06"])
def test_verify_of_a_damaged_zip(data: bytes) -> None:
    _, report = made()
    done = run("verify", put(Path("kapot.zip"), data), report)
    assert done.code in (1, 2) and "unexpected" not in done.err
    assert run("verify", "chat.txt", ".").code == 2


def test_facts_on_services_are_not_ignored() -> None:
    for command in (scrub("--services", "no.toml"), ("consent", "status", "--services", "no.toml")):
        done = run(*command)
        assert done.code == 2 and "--services goes with --to" in done.err


def test_what_was_told_is_not_said_to_be_unknown() -> None:
    about = {(): "purpose", ("--as", "professional"): "purpose_only", ("--purpose", "therapy"): "capacity"}
    for told, reason in about.items():
        ok(*scrub("--force", "--to", "local", *told))
        reasons = facts()["report"]["light"]["reasons"]
        assert [word for word in reasons if word in about.values()] == [reason]


def test_a_refusal_names_the_export() -> None:
    assert refused(*scrub("--me", "Nobody"), words="chat.txt: --me: ").err
    assert refused(*scrub("--policy", "only-me"), words="chat.txt: --policy only-me: ").err
