"""Mail: who wrote what and when, what stands in headers, texts in base64, what is left out, and broken mails."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatscrub import detector, files, plans, restoring, spans, vaults, wrapping
from chatscrub.formats import FORMATS, mail, sniff
from chatscrub.formats.mail_headers import Known, known_header, traced
from chatscrub.formats.mail_quotes import quoted_names
from chatscrub.model import Role
from chatscrub.settings import Settings

HEAD = "From: Anna Wit <anna@voorbeeld.nl>\nDate: Fri, 3 May 2024 10:14:55 +0200\n"
LONG = "Dag Bert Bos,\n\nCafé Zoutkamp belde. " + "Een zin die lang is. " * 6 + "\nGroet, Anna\n"


def eml(body: str, *headers: str, head: str = HEAD) -> str:
    return head + "".join(f"{one}\n" for one in headers) + "\n" + body


def said(text: str) -> list[tuple[str, str]]:
    """Role and text of every field; the fields must read what the text says."""
    found = list(mail.fields(0, text))
    for field in found:
        assert "".join(field.codec.view(text[a:b]).text for a, b in field.pieces) == field.text
    return [(f.role.value, f.text.strip()) for f in found]


def without_head(text: str) -> list[tuple[str, str]]:
    return [one for one in said(text) if one not in said(eml("x"))]


def in_base64(text: str, newline: str = "\n") -> str:
    return base64.encodebytes(text.encode()).decode().rstrip("\n").replace("\n", newline)


# --- messages -------------------------------------------------------------------------------------------


def test_each_mail_is_a_message() -> None:
    text = "".join(f"From - Fri May  3 11:0{n}:00 2024\n{eml(f'hoi {n}')}\n" for n in range(3))
    found = list(mail.fields(0, text))
    assert [f.message for f in found if f.role is Role.SENDER] == [0, 1, 2]
    assert {f.sender for f in found if f.role is Role.TEXT} == {"Anna Wit"}
    assert [f.text for f in found if f.role is Role.TIME][:2] == [
        "Fri, 3 May 2024 10:14:55 +0200",
        "Fri May  3 11:00:00 2024",
    ]


@pytest.mark.parametrize(
    ("who", "sender"),
    [
        ("Anna Wit <a@b.nl>", "Anna Wit"),
        ('"Wit, Anna de" <a@b.nl>', "Anna de Wit"),
        ("a@b.nl", "a@b.nl"),
        ("a@b.nl (Anna Wit)", "Anna Wit"),
        ("=?utf-8?Q?Ren=C3=A9e?= <a@b.nl>", "Renée"),
        ("=?utf-8?B?UmVuw6ll?= <a@b.nl>", "Renée"),
    ],
)
def test_the_sender(who: str, sender: str) -> None:
    text = eml("hoi", head=f"From: {who}\nDate: Fri, 3 May 2024 10:14:55 +0200\n")
    found = [f for f in mail.fields(0, text) if f.role is Role.SENDER]
    assert [f.text.strip() for f in found] == [sender]
    assert [f.sender for f in mail.fields(0, text) if f.role is Role.TEXT] == [sender]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("To: Bert <b@c.nl>, els@d.nl", [("name", "Bert"), ("email", "b@c.nl"), ("email", "els@d.nl")]),
        ("To: undisclosed-recipients:;", []),
        ("Message-ID: <1@kamer.example>", [("id", "1@kamer.example")]),
        ("References: <1@a.example>\n <2@a.example>", [("id", "1@a.example"), ("id", "2@a.example")]),
        ("X-Originating-IP: [203.0.113.9]", [("id", "203.0.113.9")]),
        ("DKIM-Signature: v=1; d=a.example", [("media", "")]),
        ("ARC-Iets: v=1; d=a.example", [("media", "")]),
        ("X-Klant: Bert Bos", [("text", "Bert Bos")]),
        ("X-Klant: pc7.kamer.example", [("text", "pc7.kamer.example"), ("id", "pc7.kamer.example")]),
        ("Subject: over Bert", [("text", "over Bert")]),
        ("List-Unsubscribe: <mailto:weg@a.nl>, <https://a.nl/x>", [("email", "weg@a.nl"), ("url", "https://a.nl/x")]),
        ("MIME-Version: 1.0", []),
        ("X-Mailer: pc van Bert", [("text", "pc van Bert")]),
        ("Importance: voor Bert Bos", [("text", "voor Bert Bos")]),
        ("Content-Type: text/plain; charset=utf-8; format=flowed", []),
        ("Content-Type: text/plain; x-van=Bert", [("text", "Bert")]),
        ('Content-Disposition: attachment; filename="Brief van Bert.pdf"', [("filename", "Brief van Bert")]),
        ("Resent-Date: bij Bert thuis!", [("text", "bij Bert thuis!")]),
        (
            "Received: from pc1 (pc1.a.example [203.0.113.9]) by mx.b.example with ESMTP id X1a2\n"
            "\tfor <b@c.nl>; Fri, 3 May 2024 10:14:58 +0200 (CEST)",
            [
                ("id", "pc1"),
                ("id", "pc1.a.example"),
                ("id", "203.0.113.9"),
                ("id", "mx.b.example"),
                ("id", "X1a2"),
                ("email", "b@c.nl"),
                ("time", "Fri, 3 May 2024 10:14:58 +0200 (CEST)"),
            ],
        ),
    ],
)
def test_a_header(header: str, expected: list[tuple[str, str]]) -> None:
    assert without_head(eml("x", header)) == expected


def test_every_word_of_a_trace_goes_but_those_of_the_protocol() -> None:
    found = [
        text
        for role, text in without_head(eml("x", "Received: from thuis van Bert by Els; Fri, 3 May 2024 10:14:58"))
        if role == "id"
    ]
    assert found == ["thuis", "van", "Bert", "Els"]


@pytest.mark.parametrize(
    ("quote", "names"),
    [
        ("Op vr 3 mei 2024 om 10:11 schreef Bert Bos <b@c.nl>:", ["Bert Bos", "b@c.nl"]),
        ("> On Fri, May 3, 2024 at 10:11 AM Bert Bos <b@c.nl> wrote:", ["Bert Bos", "b@c.nl"]),
        ("On 3 May 2024, Bert Bos\n<b@c.nl> wrote:", ["Bert Bos", "b@c.nl"]),
        ("Op 3 mei 2024 om 10:11 schreef Bert Bos het volgende:", ["Bert Bos"]),
        ("Bert Bos <b@c.nl> schreef op 3 mei 2024 10:11:", ["Bert Bos", "b@c.nl"]),
        ("Van: Bert Bos <b@c.nl>", ["Bert Bos"]),
        ("Op de fiets schreef hij dit verhaal: mooi", []),
    ],
)
def test_the_heads_of_quotes(quote: str, names: list[str]) -> None:
    text = f"Hoi,\n{quote}\n> dag\n"
    assert [text[a:b] for role, a, b in quoted_names(text) if role is not Role.KEEP][: len(names)] == names


# --- bodies ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("text/plain", "hoi Bert", [("text", "hoi Bert")]),
        ("text/html", "<p>hoi B<b>er</b>t</p>", [("text", "hoi Bert")]),
        ("text/calendar", "BEGIN:VCALENDAR\nATTENDEE;CN=Bert:mailto:b@c.nl\n", [("name", "Bert"), ("email", "b@c.nl")]),
        ("text/csv", "naam,bedrag\nBert,12\n", [("text", "bedrag"), ("name", "Bert")]),
        ("application/pdf", "JVBERi0xLjQK", [("media", "")]),
        ("image/png", "iVBORw0KGgo=", [("media", "")]),
    ],
)
@pytest.mark.parametrize("transfer", ["7bit", "base64"])
def test_a_body(kind: str, body: str, expected: list[tuple[str, str]], transfer: str) -> None:
    raw = in_base64(body) if transfer == "base64" else body
    text = mail.unwrap(eml(raw + "\n", f"Content-Type: {kind}", f"Content-Transfer-Encoding: {transfer}"))
    assert without_head(text) == expected


def test_base64_that_cannot_be_given_back_is_left_out() -> None:
    raw = eml("aG9pIEJlcnQ\n", "Content-Type: text/plain", "Content-Transfer-Encoding: base64")
    text = mail.unwrap(raw)
    assert text == raw
    (found,) = (f for f in mail.fields(0, text) if f.role is Role.MEDIA)
    emptied = text[: found.pieces[0].start] + found.codec.encode("") + text[found.pieces[0].end :]
    assert mail.unwrap(emptied) == emptied
    assert without_head(emptied) == []


@given(st.binary(max_size=400), st.sampled_from(["\n", "\r\n"]))
def test_what_is_unwrapped_can_be_wrapped(data: bytes, newline: str) -> None:
    raw = base64.encodebytes(data).decode().rstrip("\n").replace("\n", newline)
    found = wrapping.unwrapped(raw, newline)
    assert found is not None and wrapping.bytes_of(found[1:]) == data
    assert wrapping.wrapped(f"voor {found} na") == f"voor {raw} na"


@given(st.text(alphabet="aG9p=\n\r ", max_size=60), st.sampled_from(["\n", "\r\n"]))
def test_what_is_unwrapped_comes_back_as_it_was(raw: str, newline: str) -> None:
    found = wrapping.unwrapped(raw, newline)
    assert found is None or wrapping.wrapped(found) == raw


def test_a_file_with_private_characters_is_not_unwrapped(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    text = eml(in_base64(LONG), "Content-Transfer-Encoding: base64", "X-A: \U00100041")
    path.write_text(text)
    part = files.read(path).parts[0]
    assert part.text == text and part.encode(part.text) == text.encode()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_text_in_base64_is_scrubbed_and_restored(newline: str, tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    headers = ("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64")
    body = eml(in_base64(LONG) + "\n", *headers).replace("\n", newline)
    path.write_bytes(body.encode())
    export, vault = files.read(path), vaults.new_vault()
    plan = plans.plan(export, detector.detect(export), Settings(), vault.book)
    vault.record(export, plan, "a.scrubbed.eml")
    (part,) = plan.parts
    output = export.parts[0].encode(spans.splice(export.parts[0].text, part.edits))
    assert hashlib.sha256(output).hexdigest() == part.scrubbed_sha256
    words = base64.b64decode(output.replace(b"\r\n", b"\n").partition(b"\n\n")[2]).decode()
    assert "Bert" not in words and "Een zin die lang is." in words
    done = restoring.restore(output, vaults.from_bytes(vault.to_bytes(), "test"), "test")
    assert done.data == path.read_bytes()


# --- what is mail, and what is broken -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.eml", eml("hoi"), "mail"),
        ("a.txt", eml("hoi"), "mail"),
        ("a", "From a@b.nl Fri May  3 11:00:00 2024\n" + eml("hoi"), "mail"),
        ("a.txt", "From: Anna\nTo: Bert\n\nHoi Bert\n", "plain"),
        ("a.txt", "Anna: hoi\nBert: dag\n", "plain"),
        ("a.txt", "From here on it is a story.\n", "plain"),
        ("a.txt", "02-05-2022 16:08 - Anna: hoi\n", "whatsapp"),
    ],
)
def test_sniffing(name: str, text: str, expected: str) -> None:
    assert sniff(name, text) == expected


WHOLE = eml(
    "--g\nContent-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
    "<p>Bert=20Bos</p>\n"
    "--g\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\nQmVydCBCb3M=\n--g\n"
    "Content-Type: message/rfc822\n\nFrom: Bert Bos <b@c.nl>\n\nBert Bos\n--g--\n",
    'Content-Type: multipart/mixed; boundary="g"',
    "Subject: =?utf-8?Q?Bert_Bos?=",
)


@given(st.integers(0, len(WHOLE)), st.integers(0, len(WHOLE)), st.sampled_from(["", "\n", "=", "\udc80", "--g", "é"]))
def test_a_broken_mail_never_fails_and_hides_nothing(start: int, end: int, new: str) -> None:
    text = mail.unwrap(WHOLE[: min(start, end)] + new + WHOLE[max(start, end) :])
    seen = bytearray(len(text))
    for field in FORMATS["mail"].fields(0, text):
        for a, b in field.pieces:
            seen[a:b] = b"x" * (b - a)
        if field.role is not Role.MEDIA:
            assert "".join(field.codec.view(text[a:b]).text for a, b in field.pieces) == field.text
    left = "".join(" " if there else char for char, there in zip(text, seen, strict=True))
    left = re.sub(r'boundary="?[^";\s]*', "", left)  # what stands between the parts has to stay
    assert "Bert" not in left and "QmVydC" not in left


@given(st.text(alphabet='a1.@<>;:=[]() "x-', max_size=60), st.sampled_from(list(Known)))
def test_traces_stand_apart(text: str, known: Known) -> None:
    found = [(start, end) for _, start, end in traced(text, known)]
    assert all(0 <= a < b <= len(text) for a, b in found)


def test_names_of_headers() -> None:
    assert known_header("x-vreemd") is Known.UNKNOWN and known_header("arc-vreemd") is Known.SIGNATURE


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "utf-8", ""])
def test_the_bytes_of_a_mail_in_another_character_set(charset: str, tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    text = eml("Hoi Renée, tot later.\n", f"Content-Type: text/plain; charset={charset or 'x-vreemd'}")
    path.write_bytes(text.encode(charset or "cp1252"))
    export = files.read(path)
    part = export.parts[0]
    assert part.encode(part.text) == path.read_bytes()
    assert any(f.text.startswith("Hoi Renée") for f in export.fields)
    settings = Settings(style="surrogate", key=b"k" * 32)
    plan = plans.plan(export, detector.detect(export, settings), settings)
    output = part.encode(spans.splice(part.text, plan.parts[0].edits))
    assert "Renée".encode(charset or "cp1252") not in output and b"tot later." in output
