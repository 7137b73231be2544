"""Texts that end too early are told from whole ones, and the report says so."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from exports import run
from hypothesis import given
from hypothesis import strategies as st

from chatscrub import files
from chatscrub.errors import ChatscrubError
from chatscrub.formats.endings import breaks_off

SAMPLES = Path(__file__).resolve().parents[1] / "sample_exports"
BESIDE = ("canaries.tsv", "expected.json", "rebuild.py", "README.md")
WHOLE = [path for path in sorted(SAMPLES.rglob("*")) if path.is_file() and path.name not in BESIDE]

MAIL = (
    "From: Ada <ada@example.com>\nDate: Mon, 1 Jul 2024 10:00:00 +0200\nSubject: s\nMIME-Version: 1.0\n"
    'Content-Type: multipart/mixed; boundary="b1"\n\n--b1\nContent-Type: text/plain\n\nhi\n'
)
CUT = [
    ("json", '{"a": ["b", "c'),
    ("json", '{"a": ["b", "c"]'),
    ("json", '{"a": ["b", "c"'),
    ("json", '[{"a": 1}, {"a": 2},'),
    ("json", '{"a": "b"}\n{"a": "'),
    ("json", '{"a": "b"}\n{"a": {"c": "}"}'),
    ("json", '[{"a": 1}, "a": 2}]'),
    ("telegram", '{"messages": [{"from": "Ada", "text": "x\\"'),
    ("xml", "<?xml version='1.0'?><a><b>c</b>"),
    ("xml", "<a b='c'><b>c</b></a"),
    ("xml", "<a b='c"),
    ("sms", '<?xml version="1.0"?><!-- made --><smses count="2"><sms body="x" /><sms bo'),
    ("html", "<!DOCTYPE html><html><body><p>hi</p>"),
    ("html", "<div><p>hi</p><p cla"),
    ("google_voice", "<html><head></head><body><div>"),
    ("vcard", "BEGIN:VCARD\nFN:Ada\nEND:VCARD\nBEGIN:VCARD\nFN:Bo"),
    ("csv", 'a,b\n1,"two\nthree'),
    ("csv", "a,b,c\n1,2,3\n4,5,6\n7"),
    ("mail", MAIL),
    ("mail", MAIL + "--b1"),
    ("plain", "caf\udcc3"),
    ("whatsapp", "01-02-2023 10:12 - Ada: \udcf0\udc9f\udc98"),
]
NOT_CUT = [
    ("json", '{"a": ["}", "\\"{"]}'),
    ("json", '{"a": 1}\n{"a": "[["}\n'),
    ("json", '\ufeff[{"a": 1}]\n\n'),
    ("json", '{"a": "\\x0B\\\\"}'),
    ("xml", "<?xml version='1.0'?><a><b>c</b></a>\n<!-- made by x -->\n"),
    ("xml", "<!DOCTYPE a [<!ENTITY b 'c'>]>\n<a/>"),
    ("xml", "<a b='c' />"),
    ("docx", "application/vnd.oasis.opendocument.text"),
    ("html", "<html><body><p>hi</p></body></html>"),
    ("html", "<p>hi<p>a < b"),
    ("html", "<div>hi</div>\n"),
    ("vcard", "BEGIN:VCARD\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD\r\nEND:VCARD\r\n"),
    ("csv", 'a,b\n1,"two\nthree"\n'),
    ("csv", 'a,b\n1,"two\nthree"'),
    ("csv", "a,b,c\n1,2,3\n4,5\n7"),
    ("csv", "a,b,c\n1,2,3\n4,5,6\n7\n"),
    ("mail", MAIL + "--b1--\n"),
    ("mail", MAIL + "--b1--\nsent with x"),
    ("plain", '{"a": '),
    ("markdown", "[a"),
    ("plain", "stray \udce9 in it\udce9"),
    ("plain", ""),
]


@pytest.mark.parametrize(("kind", "text"), CUT)
def test_what_ends_too_early_is_told(kind: str, text: str) -> None:
    assert breaks_off(kind, text)


@pytest.mark.parametrize(("kind", "text"), NOT_CUT)
def test_what_is_whole_is_not_accused(kind: str, text: str) -> None:
    assert not breaks_off(kind, text)


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: f"{path.parent.name}-{path.name[:20]}")
def test_no_sample_breaks_off(path: Path) -> None:
    try:
        export = files.read_bytes(path.read_bytes(), path.name)
    except ChatscrubError:
        return
    assert not any(breaks_off(kind, part.text) for kind, part in zip(export.known, export.parts, strict=False))


@given(tree=st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_json_is_whole_until_it_is_cut(tree: object) -> None:
    text = json.dumps([tree], ensure_ascii=False)
    assert not breaks_off("json", text)
    assert all(breaks_off("json", text[:at]) for at in range(1, len(text)))


@given(words=st.text() | st.text("<>/\"'=[]{}a:\\\n\t -"))
def test_nothing_that_it_is_given_fails(words: str) -> None:
    for kind in ("json", "xml", "html", "mail", "vcard", "csv", "plain"):
        breaks_off(kind, words)
        breaks_off(kind, "<a>" + words)
        breaks_off(kind, "{" + words)


def test_the_report_and_the_summary_tell_it(tmp_path: Path) -> None:
    text = '{"messages": [{"sender": "Ada Veldkamp", "body": "hoi, ik kom later"}, {"sender": "Ada Veldkamp", "bo'
    source = tmp_path / "chat.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("chat.json", text)
        archive.writestr("other.json", '{"messages": []}')
    ran = run("scrub", source, "-o", tmp_path / "out", "--report-lang", "nl")
    assert ran.code == 0, ran.err
    assert "1 text that breaks off" in " ".join(ran.out.decode().split())
    report = (tmp_path / "out" / "chat.consent.md").read_text("utf-8")
    assert "Tekst die voortijdig ophoudt" in report
    record = json.loads((tmp_path / "out" / "chat.consent.json").read_text("utf-8"))
    assert '"broken"' in json.dumps(record)
    told = run("inspect", source)
    assert "breaks off" in told.out.decode()
