"""Corners of mail: groups of addressees, words in base64 in headers, marks between parts, dates of an mbox."""

from __future__ import annotations

import base64
import email
import email.policy
import hashlib
import mailbox
import re
from pathlib import Path

import pytest

from chatscrub import detector, files, plans, spans
from chatscrub.formats import mail
from chatscrub.formats.addresses import addressees
from chatscrub.formats.mail_headers import is_random
from chatscrub.model import Export
from chatscrub.settings import Settings

HEAD = "From: Anna Wit <anna@voorbeeld.nl>\nDate: Fri, 3 May 2024 10:14:55 +0200\n"


def scrubbed(text: str | bytes, **settings: object) -> str:
    """A mail after scrubbing; without edits it is the same, and what comes out is read as a mail again."""
    data = text.encode() if isinstance(text, str) else text
    export = files.read_bytes(data, "x.eml")
    assert export.format == "mail"
    part = export.parts[0]
    assert hashlib.sha256(part.encode(part.text)).hexdigest() == part.sha256
    plan = plans.plan(export, found(export, settings), Settings(**settings))  # type: ignore[arg-type]
    out = part.encode(spans.splice(part.text, plan.parts[0].edits))
    assert len(list(entities_of(out))) == len(list(entities_of(data)))
    return out.decode()


def found(export: Export, settings: dict[str, object]) -> detector.Detection:
    return detector.detect(export, Settings(**settings))  # type: ignore[arg-type]


def entities_of(data: bytes) -> list[email.message.Message]:
    return list(email.message_from_bytes(data).walk())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Team: a <a@x.nl>, b@x.nl;", ["name Team", "name a", "email a@x.nl", "email b@x.nl"]),
        ("De Buren: Els Bos <e@x.nl>;, c@x.nl", ["name De Buren", "name Els Bos", "email e@x.nl", "email c@x.nl"]),
        ('"Wit, A": a@x.nl, b@x.nl;', ["name Wit, A", "email a@x.nl", "email b@x.nl"]),
        ("Team:a@x.nl,b@x.nl;", ["name Team", "email a@x.nl", "email b@x.nl"]),
        ("Team:;", ["name Team"]),
        ("undisclosed-recipients:;", []),
        ("Undisclosed recipients: ;", []),
        ("mailto:a@x.nl", ["email a@x.nl"]),
        ("<mailto:a@x.nl>", ["email a@x.nl"]),
        ("Els Bos <e@[IPv6:2001:db8::1]>", ["name Els Bos", "email e@[IPv6:2001:db8::1]"]),
    ],
)
def test_groups_of_addressees(value: str, expected: list[str]) -> None:
    assert [f"{role.value} {value[a:b]}" for role, a, b in addressees(value)] == expected


def word(text: str, charset: str = "utf-8") -> str:
    return f"=?{charset}?B?{base64.b64encode(text.encode(charset)).decode()}?="


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_of_a_subject_in_base64_only_the_name_goes(newline: str) -> None:
    subject = word("Afspraak met Wietske Orsel over de taart") + newline + " " + word(" en koffie morgen")
    text = (HEAD + f"Subject: {subject}\n\nhoi\n").replace(newline, "\n").replace("\n", newline)
    out = scrubbed(text)
    read = email.message_from_string(out, policy=email.policy.default)["Subject"]
    assert "Wietske" not in read and "Orsel" not in read
    assert read.startswith("Afspraak met ") and " over de taart en koffie" in read and read.endswith(" morgen")


def test_a_name_over_two_words_in_base64_is_one() -> None:
    text = (
        HEAD
        + f"To: {word('Wietske ')} {word('Orsel')} <w@x.nl>\nSubject: {word('dag Wiets')} {word('ke Orsel!')}\n\nhoi\n"
    )
    out = scrubbed(text)
    assert email.message_from_string(out, policy=email.policy.default)["Subject"] == "dag [PERSON_2]!"
    assert "To: [PERSON_2] <" in out


def test_other_character_sets_in_base64() -> None:
    for charset in ("iso-8859-1", "windows-1252"):
        out = email.message_from_string(
            scrubbed(HEAD + f"Subject: {word('vraag van Wietske Orsel, één', charset)}\n\nhoi\n"),
            policy=email.policy.default,
        )
        assert re.fullmatch(r"vraag van \[PERSON_\d\], één", out["Subject"])


def parts(boundary: str, quote: str = '"') -> str:
    return (
        HEAD
        + f"Subject: iets\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary={quote}{boundary}{quote}\n\n"
        + f"vooraf\n--{boundary}\nContent-Type: text/plain; charset=utf-8\n\nhoi allemaal\n"
        + f"--{boundary}\nContent-Type: text/html\n\n<p>dag</p>\n--{boundary}--\nachteraf\n"
    )


@pytest.mark.parametrize(
    "boundary",
    [
        "van Wietske Orsel",
        "wietske.orsel@example.com",
        "=_wietske_0042",
        "----=_Part_12_345.1719820800123",
        "WietskeOrsel",
    ],
)
def test_marks_between_parts_that_tell_something_are_renamed(boundary: str) -> None:
    out = scrubbed(parts(boundary))
    assert boundary not in out
    assert not re.search("wietske|orsel|17198208", out, re.IGNORECASE)
    whole = email.message_from_string(out)
    assert [part.get_content_type() for part in whole.walk()] == ["multipart/mixed", "text/plain", "text/html"]
    assert whole.preamble == "vooraf" and "hoi allemaal" in out and "achteraf" in str(whole.epilogue)


@pytest.mark.parametrize(
    "boundary",
    [
        "b1",
        "----=_NextPart_000_0001_01DA.0F2B3C4D",
        "000000000000a1b2c305f1e2d3c4",
        "Apple-Mail=_0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9",
        "===============7330845974216740156==",
        "------------ms030201",
        "boundary_outer",
        "mixed-1",
        "=_alternative 0012",
    ],
)
def test_marks_that_programs_draw_stay(boundary: str) -> None:
    assert is_random(boundary)
    assert scrubbed(parts(boundary)).count(boundary) == 4


def test_nested_marks_are_renamed_each_by_itself() -> None:
    inner = parts("Wietske Orsel b").removeprefix(HEAD)
    text = parts("Wietske Orsel").replace("Content-Type: text/html\n\n<p>dag</p>\n", inner)
    out = scrubbed(text)
    assert "Wietske" not in out
    kinds = [part.get_content_type() for part in email.message_from_string(out).walk()]
    assert kinds == ["multipart/mixed", "text/plain", "multipart/mixed", "text/plain", "text/html"]


def test_an_mbox_moves_its_dates(tmp_path: Path) -> None:
    text = "".join(
        f"From anna@voorbeeld.nl {when}\n{HEAD}Subject: iets\n\nhoi {n}\n\n"
        for n, when in enumerate(("Fri May  3 10:14:55 2024", "Sat May 11 08:01:02 2024", "Sun Jun  2 23:59:59 2024"))
    )
    export = files.read_bytes(text.encode(), "x.mbox")
    settings = Settings(shift_dates=True, key=b"k" * 32)
    plan = plans.plan(export, detector.detect(export, settings), settings)
    out = spans.splice(export.parts[0].text, plan.parts[0].edits)
    assert plan.days < 0
    lines = re.findall(r"^From \S+ (.*)$", out, re.MULTILINE)
    assert len(lines) == 3 and all(re.fullmatch(r"\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}", line) for line in lines)
    (tmp_path / "x.mbox").write_text(out)
    assert len(mailbox.mbox(tmp_path / "x.mbox")) == 3
    again = files.read_bytes(out.encode(), "x.mbox")
    assert len({f.message for f in again.fields if f.message >= 0}) == 3


def test_what_the_mail_says_twice_of_its_date_goes() -> None:
    out = scrubbed(
        HEAD + "X-OriginalArrivalTime: 03 May 2024 08:14:55.0437 (UTC) FILETIME=[9F3D6A50:01CF9510]\n\nhoi\n"
    )
    assert "FILETIME" not in out and mail.sniff("x.eml", out)


@pytest.mark.parametrize("transfer", ["base64", "quoted-printable"])
def test_a_file_of_apple_mail_is_a_mail_with_a_list_behind_it(transfer: str) -> None:
    body = "Renée komt bij Joris Kwakernaat."
    packed = base64.b64encode(body.encode()).decode() if transfer == "base64" else body.encode().hex("=", 1)
    packed = packed if transfer == "base64" else "=" + packed.upper()
    mail_text = f"{HEAD}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {transfer}\n\n{packed}\n"
    tail = '<?xml version="1.0"?>\n<!DOCTYPE plist PUBLIC "x">\n<plist><string>van Femke Zwaanstra</string></plist>\n'
    text = f"{len(mail_text)}\n{mail_text}{tail}"
    export = files.read_bytes(text.encode(), "12.emlx")
    assert export.format == "mail"
    read = [field.text for field in export.fields]
    assert any("Joris Kwakernaat" in one for one in read)
    assert any("Femke Zwaanstra" in one for one in read)
    out = spans.splice(export.parts[0].text, plans.plan(export, found(export, {})).parts[0].edits)
    assert not any(name in out for name in ("Kwakernaat", "Zwaanstra", "Anna Wit"))


@pytest.mark.parametrize("number", ["0612345678", "111222333"])
def test_a_number_of_somebody_before_a_mail_is_no_length(number: str) -> None:
    text = f"{number}\nFrom: Anna Wit <anna@wit.example>\nDate: Mon, 4 Mar 2024 10:00:00 +0100\nSubject: x\n\nhoi\n"
    export = files.read_bytes(text.encode(), "notitie.txt")
    assert any(number in field.text for field in export.fields)
