"""Mails as they are: mboxes, headers with encoded words, trees of parts, bodies in their own character sets."""

from __future__ import annotations

import base64
import quopri
import re
import time
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chatscrub.model import Codec, Edit
from chatscrub.spans import splice
from chatscrub.syntax.encoded_words import HEADER, segments
from chatscrub.syntax.headers import file_names, headers, parameter, parameters
from chatscrub.syntax.mime import Entity, base64_lines, body_codec, entities, messages, payload

WORDS = st.text(st.characters(min_codepoint=32, max_codepoint=126) | st.sampled_from("éëüñçßÀłЖ中😀"), max_size=120)


def text_of(raw: bytes | str) -> str:
    return raw if isinstance(raw, str) else raw.decode("utf-8", "surrogateescape")


def tree(text: str, source: str = "utf-8") -> list[Entity]:
    return [e for m in messages(text) for e in entities(text, m.start, m.end, source)]


def body_of(text: str, entity: Entity) -> str | None:
    if entity.codec is None:
        return None
    return entity.codec.view(text[entity.body.start : entity.body.end]).text


# --- mboxes ---------------------------------------------------------------------------------------------

_FROM = "From fenna@example.nl Mon Jan  1 10:11:12 2024\n"


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("", []),
        ("\n", []),
        ("To: a\n\nhoi\n", ["hoi\n"]),
        ("\r\n\r\nTo: a\r\n\r\nhoi\r\n", ["hoi\n\n"]),
        (f"{_FROM}To: a\n\nhoi\n\n{_FROM}To: b\n\ndag\n", ["hoi\n\n", "dag\n"]),
        (f"\ufeff{_FROM}To: a\n\nhoi\n\n{_FROM}To: b\n\ndag\n", ["hoi\n\n", "dag\n"]),
        (f"{_FROM}To: a\n\nhoi\n{_FROM}To: b\n\ndag\n", ["hoi\n", "dag\n"]),
        (f"{_FROM}To: a\n\n>From mij Mon Jan  1 10:11:12 2024\n", [">From mij Mon Jan  1 10:11:12 2024\n"]),
        (f"{_FROM}To: a\n\n\nFrom the start of 2024 I knew\n", ["\nFrom the start of 2024 I knew\n"]),
        (f"To: a\n\nhoi\n\n{_FROM}To: b\n\ndag\n", [f"hoi\n\n{_FROM}To: b\n\ndag\n"]),
        ("From - Mon Jan 1 10:11:12 2024\r\nTo: a\r\n\r\nx\r\n\r\nFrom - Tue Jan 2 01:02:03 2024\r\nTo: b\r\n\r\ny",
         ["x\n\n\n\n", "y"]),
        (_FROM, [""]),
    ],
)  # fmt: skip
def test_messages(text: str, bodies: list[str]) -> None:
    assert [body_of(text, e) for e in tree(text)] == bodies
    for found in messages(text):
        line = text[found.envelope.start : found.envelope.end]
        assert line == "" or (line.startswith("From ") and not line.endswith(("\r", "\n")))


# --- headers --------------------------------------------------------------------------------------------


def fields(text: str) -> list[tuple[str, str]]:
    found, _ = headers(text, 0, len(text))
    return [(f.name, HEADER.view(text[f.start : f.end]).text) for f in found]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Subject: hoi\r\n\r\nbody", [("subject", "hoi")]),
        ("SUBJECT :hoi", [("subject", "hoi")]),
        ("Subject: een\r\n twee\n\tdrie\nTo: x\n\n", [("subject", "een twee\tdrie"), ("to", "x")]),
        ("Subject:\r\n een\n\n", [("subject", " een")]),
        ("Subject:\n\nx: y", [("subject", "")]),
        ("gewoon tekst\nTo: x\n\n", []),
        ("To: x\ngewoon tekst\nCc: y\n\n", [("to", "x"), ("", "gewoon tekst"), ("cc", "y")]),
        ("To: x\ngewoon tekst\n\nCc: y\n\n", [("to", "x")]),
        (f"{_FROM}gewoon tekst\n\n", []),
        (f">{_FROM}To: x\n\n", [("", ">" + _FROM.strip()), ("to", "x")]),
        ("", []),
        (b"Subject: Zo\xeb en Zo\xc3\xab", [("subject", "Zoë en Zoë")]),
        ("To: =?utf-8?Q?Zo=C3=AB_Vos?= <z@x.nl>", [("to", "Zoë Vos <z@x.nl>")]),
        ("To: =?UTF-8?b?Wm/Dqw==?=, =?iso-8859-1?q?Zo=EB?= <z@x.nl>", [("to", "Zoë, Zoë <z@x.nl>")]),
        ("S: =?utf-8?Q?Zo=C3?=\r\n =?utf-8?Q?=AB?=", [("s", "Zoë")]),
        ("S: =?utf-8?B?Wm/D?= =?utf-8?Q?=AB?=\t=?utf-8?Q?_x?= y", [("s", "Zoë x y")]),
        ("S: =?utf-8*nl?Q?Zo?==?utf-8?Q?=C3=AB?=", [("s", "Zoë")]),
        ("S: =?iso-2022-jp?B?GyRCOzNFRBsoQg==?= san", [("s", "山田 san")]),
        ("S: =?x-onzin?Q?Zo=C3=AB?= =?hex?Q?61?=", [("s", "Zoë61")]),
        ("S: =?u?Q?open =? =?u?X?a?= ?= =?u?B?a b?=", [("s", "=?u?Q?open =? =?u?X?a?= ?= =?u?B?a b?=")]),
        ("S: =?utf-8?Q?a b?= c", [("s", "a b c")]),
        ("S: =?utf-8?Q??=x", [("s", "x")]),
        ('S: "=?utf-8?Q?Zo=C3=AB?=" <z@x.nl>', [("s", '"Zoë" <z@x.nl>')]),
    ],
)  # fmt: skip
def test_headers(raw: bytes | str, expected: list[tuple[str, str]]) -> None:
    assert fields(text_of(raw)) == expected


def test_the_range_of_a_letter_in_a_word_is_the_word() -> None:
    raw = "Re: =?utf-8?Q?Zo=C3=AB?=\n =?utf-8?B?IFZvcw==?= <z@x.nl>"
    view = HEADER.view(raw)
    at = view.text.index("Zoë Vos")
    assert raw[slice(*view.raw_range(at, at + 7))] == "=?utf-8?Q?Zo=C3=AB?=\n =?utf-8?B?IFZvcw==?="
    assert raw[slice(*view.raw_range(at, at + 3))] == "=?utf-8?Q?Zo=C3=AB?="
    assert raw[slice(*view.raw_range(at + 8, at + 16))] == "<z@x.nl>"


@settings(deadline=None)
@given(WORDS)
@example("Vos, F.")
@example("=?utf-8?Q?a?=")
@example("é\n")
def test_the_header_codec_inverts(text: str) -> None:
    raw = HEADER.encode(text)
    assert raw.isascii() and "\n" not in raw
    assert HEADER.view(raw).text == text
    if raw != text:
        assert str(make_header(decode_header(raw))) == text
        assert all(len(word) <= 75 for word in raw.split(" "))


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("hoi", ["hoi"]),
        ("Re: =?utf-8?Q?dag_Zo=C3=AB=2C?= =?utf-8?Q?_hoi?= x", ["Re: ", "dag Zoë, hoi", " x"]),
        ("=?utf-8?B?Wm/Dqw==?=", ["Zoë"]),
        ("=?utf-8?Q?a?= =?latin1?Q?=EB?= =?utf-8?B?Yg==?=", ["a", "ë", "b"]),
        ("=?utf-8?Q?Zo=C3?= =?utf-8?Q?=AB?=", ["Zoë"]),
        ("=?iso-2022-jp?Q?a?=", ["a"]),
    ],
)
def test_segments(raw: str, read: list[str]) -> None:
    found = list(segments(raw, 0, len(raw)))
    assert ["".join(s.codec.view(raw[a:b]).text for a, b in s.pieces) for s in found] == read
    assert "".join(read) == HEADER.view(raw).text


def test_a_word_can_be_edited_letter_by_letter() -> None:
    raw = "Re: =?utf-8?Q?dag_Zo=C3=AB=2C_tot?= =?utf-8?Q?_morgen?="
    segment = list(segments(raw, 0, len(raw)))[1]
    piece = segment.pieces[0]
    view = segment.codec.view(raw[slice(*piece)])
    start, end = view.raw_range(4, 7)
    for new in ("Fenna", "Fleur Vos", "[PERSON_1]", "Renée (x)"):
        edited = splice(raw, [Edit(piece.start + start, piece.start + end, segment.codec.encode(new))])
        assert HEADER.view(edited).text == f"Re: dag {new}, tot morgen"
        assert str(make_header(decode_header(edited))) == f"Re: dag {new}, tot morgen"


@pytest.mark.parametrize(
    ("value", "said", "name", "wanted"),
    [
        ("text/plain; charset=utf-8", "text/plain", "charset", "utf-8"),
        ('Text/Plain;\r\n\tcharset="utf-8" ; x=y', "text/plain", "charset", "utf-8"),
        ("text/plain (hoi); charset = utf-8", "text/plain", "charset", "utf-8"),
        ("text/plain", "text/plain", "charset", ""),
        ('a/b; boundary="x\\"y;z"; c=d', "a/b", "boundary", 'x"y;z'),
        ("a/b; boundary*=us-ascii''x%20y", "a/b", "boundary", "x y"),
        ('a/b; boundary*0="x"; boundary*1=y; boundary*2*=%7A', "a/b", "boundary", "xyz"),
        ("a/b; boundary=een; boundary=twee", "a/b", "boundary", "een"),
        ('a/b; boundary="open', "a/b", "boundary", '"open'),
        (";;=;", "", "", ""),
    ],
)
def test_parameters(value: str, said: str, name: str, wanted: str) -> None:
    found = parameters(value, 0, len(value))
    assert (found[0], parameter(value, found[1], name)) == (said, wanted)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ('attachment; filename="Brief Fenna.pdf"', ["Brief Fenna.pdf"]),
        ("attachment; filename=Brief Fenna.pdf ; size=1", ["Brief Fenna.pdf"]),
        ('attachment; filename="=?utf-8?Q?Zo=C3=AB.pdf?="', ["Zoë.pdf"]),
        ("attachment; filename*=UTF-8''Zo%C3%AB%20x.pdf", ["Zoë x.pdf"]),
        ("attachment; filename*=iso-8859-1'nl'Zo%EB.pdf; filename=Zoe.pdf", ["Zoë.pdf", "Zoe.pdf"]),
        ("attachment; filename*0*=utf-8''Zo%C3%AB;\r\n filename*1*=%20Vos.pdf", ["Zoë Vos.pdf"]),
        ('attachment; filename*0="Zoe"; filename*1=" Vos"; filename*2=.pdf', ["Zoe Vos.pdf"]),
        ("image/gif; name=Zoe.gif; x-unix-mode=0666", ["Zoe.gif"]),
        ("inline", []),
    ],
)
def test_file_names(value: str, names: list[str]) -> None:
    found = list(file_names(value, parameters(value, 0, len(value))[1]))
    assert ["".join(s.codec.view(value[a:b]).text for a, b in s.pieces) for s in found] == names
    for segment in found:
        assert segment.codec.view(segment.codec.encode("Noë Bos;x")).text == "Noë Bos;x"


# --- trees ----------------------------------------------------------------------------------------------

_NESTED = """\
From: Fenna <f@example.nl>
Content-Type: multipart/mixed; boundary="uit"

voor
--uit
Content-Type: multipart/alternative; boundary=in

--in

zonder veld
--in
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<b>Fen=
na</b>=C3=AB=20

--in--
na
--uit
Content-Type: message/rfc822

Subject: binnen

hoi
--uit
Content-Type: image/jpeg; name="Fenna.jpg"
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename="Fenna.jpg"

Wm/D
qw==
Verzonden door Fenna
--uit--
slot
"""
_SHAPE = [
    (0, "multipart", "multipart/mixed"),
    (1, "loose", "voor"),
    (1, "multipart", "multipart/alternative"),
    (2, "leaf", "zonder veld"),
    (2, "leaf", "<b>Fenna</b>ë \n"),
    (2, "loose", "na"),
    (1, "message", "message/rfc822"),
    (2, "leaf", "hoi"),
    (1, "leaf", None),
    (1, "loose", "Verzonden door Fenna"),
    (1, "loose", "slot\n"),
]


@pytest.mark.parametrize("returns", [False, True])
@pytest.mark.parametrize("in_mbox", [False, True])
def test_a_tree(returns: bool, in_mbox: bool) -> None:
    text = (_FROM if in_mbox else "") + _NESTED
    text = text.replace("\n", "\r\n") if returns else text
    found = [(e.depth, e.sort, body_of(text, e) if e.sort in ("leaf", "loose") else e.type) for e in tree(text)]
    assert [(d, s, b.replace("\n\n", "\n") if b and returns else b) for d, s, b in found] == _SHAPE
    picture = next(e for e in tree(text) if e.type == "image/jpeg")
    assert payload(text, picture) == "Zoë".encode()
    assert (picture.disposition, picture.transfer, len(picture.names)) == ("attachment", "base64", 2)


@pytest.mark.parametrize(
    ("raw", "source", "bodies"),
    [
        (b"Content-Type: text/plain; charset=iso-8859-1\n\nZo\xeb", "utf-8", ["Zoë"]),
        (b"Content-Type: text/plain; charset=windows-1251\n\n\xc6\xe5\xed\xff", "utf-8", ["Женя"]),
        (b"Content-Type: text/plain; charset=gb2312\n\n\xd6\xd0 \xce\xc4", "utf-8", ["中 文"]),
        (b"Content-Type: text/plain\n\nZo\xeb, Zo\xc3\xab", "utf-8", ["Zoë, Zoë"]),
        (b"Content-Type: text/plain; charset=utf-8\n\nZo\xc3\xab", "cp1252", ["Zoë"]),
        (b"Content-Type: text/plain; charset=latin1\n\nZo\xeb", "cp1252", ["Zoë"]),
        (b"Content-Type: text/plain; charset=iso-2022-jp\n\n\x1b$B;3\x1b(B", "utf-8", [None]),
        (b"Content-Transfer-Encoding: x-uuencode\n\nbegin 644 x", "utf-8", [None]),
        (b"Content-Transfer-Encoding: base64\n\nWm/Dqw==\n", "utf-8", [None]),
        (b"Content-Transfer-Encoding: base64\n\ngewone tekst\n", "utf-8", [None, "gewone tekst\n"]),
        (b"Content-Type: multipart/mixed\n\n--x\n\nhoi", "utf-8", ["--x\n\nhoi"]),
        (b"Content-Type: multipart/mixed; boundary=x\n\ngeen grens", "utf-8", [None, "geen grens"]),
        (b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nhoi", "utf-8", [None, "hoi"]),
        (b"Content-Type: multipart/a; boundary=x\n\n--x\n--x\n--x--\n--x\n\nhoi\n--x", "utf-8",
         [None, "", "", "hoi", ""]),
        (b"Content-Type: multipart/mixed; boundary=x\n\n--xy\n--x y\n --x\n", "utf-8", [None, "--xy\n--x y\n --x\n"]),
        (b"Content-Type: onzin; charset\n\nhoi", "utf-8", ["hoi"]),
        (b"Subject: alleen dit", "utf-8", [""]),
        (b"Subject: dit\nzonder lege regel\n\nen meer", "utf-8", ["zonder lege regel\n\nen meer"]),
        (b"gewone tekst\nmet regels", "utf-8", ["gewone tekst\nmet regels"]),
    ],
)  # fmt: skip
def test_bodies(raw: bytes, source: str, bodies: list[str | None]) -> None:
    text = raw.decode(source, "surrogateescape" if source == "utf-8" else "strict")
    found = tree(text, source)
    assert [body_of(text, e) for e in found] == bodies
    for entity in found:
        if entity.codec and entity.body.start < entity.body.end:
            codec = entity.codec
            edited = splice(text, [Edit(*entity.body, codec.encode("Renée"))])
            if entity.charset in ("iso-8859-1", "latin1", "utf-8", ""):
                assert codec.view(edited[entity.body.start :]).text.startswith("Renée")


_LEAVES = st.lists(st.tuples(WORDS, st.sampled_from(["7bit", "8bit", "quoted-printable", "base64"])), max_size=4)


@settings(deadline=None)
@given(_LEAVES, WORDS, st.booleans())
def test_what_others_write_is_read_as_they_wrote_it(leaves: list[tuple[str, str]], subject: str, nested: bool) -> None:
    mail = EmailMessage(policy=policy.SMTP if nested else policy.default)
    subject = " ".join(subject.split())
    mail["Subject"] = subject
    mail.set_content("begin\n")
    expected = ["begin\n"]
    for words, transfer in leaves:
        words = words.replace("\n", " ").strip() + "\n"
        if transfer == "7bit" and not words.isascii():
            continue
        mail.add_attachment(words, cte=transfer, filename="Zoë.txt")
        expected.append(words)
    if nested:
        outer = EmailMessage(policy=policy.SMTP)
        outer.add_attachment(mail)
        mail = outer
    raw = bytes(mail)
    text = text_of(raw)
    found = [e for e in tree(text) if e.sort == "leaf"]
    bodies = [payload(text, e).decode() if e.codec is None else body_of(text, e) or "" for e in found]
    theirs = [
        p.get_content()
        for p in message_from_bytes(raw, policy=policy.default).walk()
        if p.get_content_maintype() == "text"
    ]
    assert [b.split() for b in bodies] == [t.split() for t in theirs] == [e.split() for e in expected]
    said = [HEADER.view(text[f.start : f.end]).text for e in tree(text) for f in e.headers if f.name == "subject"]
    assert [s.strip() for s in said] == [subject]
    names = {text_of("".join(s.codec.view(text[a:b]).text for a, b in s.pieces)) for e in found for s in e.names}
    assert names <= {"Zoë.txt"}


_MESSY = st.lists(
    st.sampled_from(
        [
            "Content-Type: multipart/mixed; boundary=x\n",
            'Content-Type: multipart/digest; boundary="y"\r\n',
            "Content-Type: message/rfc822\n",
            "Content-Type: text/plain; charset=latin1\n",
            "Content-Transfer-Encoding: base64\n",
            "Content-Transfer-Encoding: quoted-printable\n",
            "Subject: =?utf-8?Q?=C3=AB?=\n",
            "Content-Disposition: attachment;\n filename*=x'y'%41\n",
            "--x\n", "--y\r\n", "--x--\n", "--y--", "\n", "\r\n", "hoi\n", "a: b\n", " c\n", "=C3=AB=\n", "Wm8=\n",
            "\udcc3", "\udcab", "é", ":", "=", "?", ";", '"', _FROM,
        ]
    ),
    max_size=16,
).map("".join)  # fmt: skip


def covered(codec: Codec, raw: str) -> None:
    view = codec.view(raw)
    ranges = [view.raw_range(i, i + 1) for i in range(len(view.text))]
    assert all(0 <= a < b <= len(raw) for a, b in ranges) and ranges == sorted(ranges)
    for at in range(0, len(ranges), 3):
        a, b = view.raw_range(at, len(ranges))
        if ranges[at - 1][1] <= a or at == 0:
            assert codec.view(raw[a:b]).text == view.text[at:]


@settings(deadline=None, max_examples=300)
@given(st.one_of(_MESSY, st.text(max_size=60)), st.sampled_from(["utf-8", "cp1252"]))
def test_nothing_is_lost_and_nothing_raises(text: str, source: str) -> None:
    seen = bytearray(len(text))
    last = 0
    for message in messages(text):
        seen[slice(*message.envelope)] = b"x" * (message.envelope.end - message.envelope.start)
        for entity in entities(text, message.start, message.end, source):
            for field in entity.headers:
                assert message.start <= field.label.start <= field.label.end <= field.start <= field.end <= message.end
                seen[field.label.start : field.end] = b"x" * (field.end - field.label.start)
                covered(HEADER, text[field.start : field.end])
                for segment in segments(text, field.start, field.end):
                    assert all(field.start <= a <= b <= field.end for a, b in segment.pieces)
            for segment in entity.names:
                for a, b in segment.pieces:
                    segment.codec.view(text[a:b])
            if entity.sort in ("leaf", "loose"):
                assert last <= entity.body.start <= entity.body.end <= message.end
                last = entity.body.end
                seen[slice(*entity.body)] = b"x" * (entity.body.end - entity.body.start)
                if entity.codec:
                    covered(entity.codec, text[slice(*entity.body)])
                payload(text, entity, source)
    rest = "".join(char for char, known in zip(text, seen, strict=True) if not known)
    assert not re.sub(r"--[xy](--)?", "", rest).strip("\ufeff \t\r\n")


@pytest.mark.parametrize("transfer", ["", "quoted-printable"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-15", "koi8-r", "gb18030"])
@settings(deadline=None)
@given(words=WORDS)
def test_body_codecs_invert(transfer: str, charset: str, words: str) -> None:
    codec = body_codec(transfer, charset)
    assert codec is not None
    known = words.encode(charset, "ignore").decode(charset)
    raw = codec.encode(known)
    assert codec.view(raw).text == known
    data = raw.encode("utf-8", "surrogateescape")
    assert (quopri.decodestring(data) if transfer else data).decode(charset) == known


@given(st.binary(max_size=200), st.sampled_from(["\n", "\r\n"]))
def test_base64_goes_there_and_back(data: bytes, newline: str) -> None:
    text = f"Content-Transfer-Encoding: base64{newline}{newline}{base64_lines(data, newline)}{newline}"
    (entity,) = tree(text)
    assert payload(text, entity) == data
    assert all(len(line) <= 76 for line in text.split(newline))
    assert base64.b64decode(base64_lines(data)) == data


@pytest.mark.parametrize(
    "unit",
    ["--x\n", "--x\nContent-Type: multipart/mixed; boundary=x\n\n", "Content-Type: message/rfc822\n\n", "a:\n",
     "=?a?Q?", "=?a?Q?b?= ", ';x="', ';x="\\', "From a 1:11 2020\n", "=C3", "=\n", " \n", "\r\n", "Wm/D\n",
     "\udcc3", "%41"],
)  # fmt: skip
@pytest.mark.parametrize(
    "head",
    ["", "Subject: ", 'Content-Type: multipart/mixed; boundary="x"\n\n', "Content-Disposition: a; filename*=", _FROM,
     "Content-Transfer-Encoding: quoted-printable\n\n", "Content-Transfer-Encoding: base64\n\n"],
)  # fmt: skip
def test_hostile_text_takes_linear_time(head: str, unit: str) -> None:
    began = time.process_time()
    text = head + unit * (60_000 // len(unit))
    for entity in tree(text):
        for field in entity.headers:
            HEADER.view(text[field.start : field.end])
        if entity.codec:
            entity.codec.view(text[slice(*entity.body)])
    assert time.process_time() - began < 10
