"""Pictures in large texts are not read into memory: what comes out is the same to the byte as if they were."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatscrub import files, gate, lifting, restoring, rewriting, scrubbing, spans, vaults, verifying
from chatscrub.errors import UnreadableError
from chatscrub.model import Edit, Export, Role
from chatscrub.scrubbing import Job, Outcome
from chatscrub.settings import LIMITS, Settings

DICE = random.Random(5)
SMS = '<sms address="+31601234511" date="1717146000000" type="1" body="{body}" contact_name="Gerlof Wierda" />\n'
MMS = (
    '<mms address="+31601234511" date="1717146100000" msg_box="1" m_id="x1" contact_name="Gerlof Wierda"><parts>'
    '<part seq="0" ct="{type}" name="a.bin" text="null" data="{data}" /><part seq="0" ct="text/plain" '
    'text="kijk eens, Gerlof Wierda" /></parts></mms>\n'
)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def picture(size: int = 400_000) -> str:
    return base64.b64encode(b"\xff\xd8\xff\xe0" + DICE.randbytes(size)).decode()


def backup(*data: str, type: str = "image/jpeg", body: str = "hoi Sanne 😂") -> bytes:
    rows = "".join(MMS.format(type=type, data=one) + SMS.format(body=body) for one in data)
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"1\">\n"
    return (head + SMS.format(body="bel 06-01234577") + rows + "</smses>\n").encode()


PICTURES = backup(picture(), picture(13_001), picture(700_001), picture(20))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "sms.xml"
    path.write_bytes(PICTURES)
    return path


def in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_LARGE", len(PICTURES) * 9)


def lifted(export: Export) -> int:
    return sum(len(part.lifted) for part in export.parts)


# --- lifting --------------------------------------------------------------------------------------------

runs = st.tuples(st.sampled_from([0, 5, 1000, 8191, 8192, 8193, 16383, 20000, 60000]), st.sampled_from(["", "=", "=="]))
between = st.sampled_from(["", '" />\n<part data="', "é", " ", "x y " * 3000, "-" * 8192])


@given(st.lists(st.tuples(between, runs), max_size=6), between)
def test_what_is_lifted_comes_back(rows: list[tuple[str, tuple[int, str]]], end: str) -> None:
    data = ("".join(gap + (LETTERS * 1000)[:size] + ends for gap, (size, ends) in rows) + end).encode()
    found = lifting.lift(io.BytesIO(data), len(data))
    assert found and found.sha256 == hashlib.sha256(data).hexdigest()
    assert len(found.segments) == len(found.runs) + 1
    assert b"".join(lifting.poured([lifting.MARKED.join(found.segments)], found.runs, io.BytesIO(data), "x")) == data
    assert all(set(data[run.start : run.start + run.size].decode()) <= set(LETTERS) for run in found.runs)
    longest = max(
        (len(run) for segment in found.segments for run in re.findall(rb"[A-Za-z0-9+/]+", segment)), default=0
    )
    assert longest < 3 * 8192


def test_no_more_is_kept_than_allowed() -> None:
    assert lifting.lift(io.BytesIO(b"a b " * 9000), 10_000) is None
    assert lifting.lift(io.BytesIO(LETTERS.encode() * 9000), 10_000)


# --- reading --------------------------------------------------------------------------------------------


def test_a_backup_with_pictures_is_read_without_them(source: Path) -> None:
    export = files.read(source)
    assert lifted(export) == 3 and len(export.parts[0].text) < 60_000
    assert export.sha256 == export.parts[0].sha256 == hashlib.sha256(PICTURES).hexdigest()
    assert [f.note for f in export.fields if f.role is Role.MEDIA] == ["image"] * 4


def test_the_fields_are_those_of_the_whole_text(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export = files.read(source)
    in_memory(monkeypatch)
    whole = files.read(source)
    assert not lifted(whole)
    assert [f[2:7] for f in export.fields] == [f[2:7] for f in whole.fields]
    true = rewriting.true_places(export.parts[0])
    places = [[(true(p.start), true(p.end)) for p in f.pieces] for f in export.fields if f.part == 0]
    assert places == [[(p.start, p.end) for p in f.pieces] for f in whole.fields if f.part == 0]


def test_without_edits_the_bytes_are_those_of_the_source(source: Path) -> None:
    export = files.read(source)
    assert b"".join(rewriting.rewritten(export, export.parts[0], [])) == PICTURES


def test_the_limit_counts_what_is_kept(source: Path) -> None:
    assert lifted(files.read(source, limits=replace(LIMITS, file_bytes=100_000))) == 3
    with pytest.raises(UnreadableError, match="a text of more than"):
        files.read(source, limits=replace(LIMITS, file_bytes=2_000))


WORDS = base64.b64encode(("Hoi, ik ben Wietske Korvezee. " * 30_000).encode()).decode()
WHOLE = {
    "words in base64": ("sms.xml", backup(WORDS, picture(), type="text/plain")),
    "a string of letters in JSON": ("x.json", json.dumps({"messages": [{"text": picture(900_000)}]}).encode()),
    "the mark stands in it": ("sms.xml", backup(picture(900_000), body="hoi \x91 Sanne")),
    "no UTF-8": ("sms.xml", backup(picture(900_000), body="groeten, Renée").decode().encode("cp1252")),
    "lines": ("x.txt", b"hoi\n" + picture(700_000).encode() + b"\ndag Sanne\n"),
}


@pytest.mark.parametrize(("name", "data"), WHOLE.values(), ids=WHOLE)
def test_what_may_be_more_than_media_is_read_whole(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    export = files.read(path)
    assert not lifted(export) and export.fields
    assert (
        export.parts[0].encode(export.parts[0].text)
        == data
        == b"".join(rewriting.rewritten(export, export.parts[0], []))
    )
    assert list(export.fields) == list(files.read_bytes(data, name).fields)


def test_pictures_in_a_page_are_lifted_too(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f'<html><body><p>hoi Sanne</p><img src="data:image/png;base64,{picture(900_000)}"></body></html>')
    export = files.read(path)
    assert lifted(export) == 1 and [f.note for f in export.fields if f.role is Role.MEDIA] == ["image"]
    assert b"".join(rewriting.rewritten(export, export.parts[0], [])) == path.read_bytes()


# --- scrubbing ------------------------------------------------------------------------------------------


def scrub(path: Path, folder: Path, *, keep: bool) -> Outcome:
    folder.mkdir()
    job = Job(Settings(keep_media=keep), folder=folder, spans=folder / "spans.jsonl")
    return scrubbing.scrub(str(path), job)


@pytest.mark.parametrize("keep", [False, True])
def test_what_comes_out_is_the_same(keep: bool, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lean = scrub(source, tmp_path / "lean", keep=keep)
    in_memory(monkeypatch)
    whole = scrub(source, tmp_path / "whole", keep=keep)
    assert lean.scrubbed and whole.scrubbed and lifted(lean.export) == 3 and not lifted(whole.export)
    data = Path(lean.scrubbed).read_bytes()
    assert data == Path(whole.scrubbed).read_bytes()
    assert (data.count(b"/9j/") == 4) is keep and b"Gerlof" not in data
    assert (tmp_path / "lean/spans.jsonl").read_text() == (tmp_path / "whole/spans.jsonl").read_text()
    assert lean.plan.parts[0].scrubbed_sha256 == whole.plan.parts[0].scrubbed_sha256 == hashlib.sha256(data).hexdigest()
    assert all(check.holds is not False for check in verifying.verify(Path(lean.scrubbed), lean.outputs.json))


@pytest.mark.parametrize("keep", [False, True])
def test_a_vault_brings_the_source_back(keep: bool, source: Path, tmp_path: Path) -> None:
    done = scrub(source, tmp_path / "out", keep=keep)
    vault = vaults.new_vault()
    vault.record(done.export, done.plan, "sms.scrubbed.xml")
    assert done.scrubbed
    restored = restoring.restore(Path(done.scrubbed).read_bytes(), vaults.from_bytes(vault.to_bytes(), "test"), "test")
    assert restored.exact and restored.data == PICTURES


def test_a_source_that_changed_is_refused(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release: Callable[..., Path] = gate.release

    def changed(*given: Any) -> Path:
        at = PICTURES.index(b"/9j/") + 100_000
        source.write_bytes(PICTURES[:at] + b"AAAA" + PICTURES[at + 4 :])
        return release(*given)

    monkeypatch.setattr(gate, "release", changed)
    with pytest.raises(UnreadableError, match="changed while it was being scrubbed"):
        scrub(source, tmp_path / "out", keep=True)
    assert list((tmp_path / "out").glob("*.xml")) == list((tmp_path / "out").glob("*.html")) == []


@given(st.data())
def test_any_edits_can_be_undone(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.getbasetemp() / "undo.xml"
    path.write_bytes(PICTURES)
    export = files.read(path)
    part = export.parts[0]
    cuts = sorted(data.draw(st.lists(st.integers(0, len(part.text)), max_size=8)))
    marks = lifting.places(part.text)
    cuts = sorted([*cuts, *(at for mark in data.draw(st.lists(st.sampled_from(marks))) for at in (mark, mark + 1))])
    edits = [Edit(low, high, "é") for low, high in zip(cuts[::2], cuts[1::2], strict=False)]
    after = b"".join(rewriting.rewritten(export, part, edits)).decode()
    back = rewriting.undoing(export, part, edits)
    assert spans.splice(after, back).encode() == PICTURES


def test_large_texts_of_two_bytes_a_letter_are_read_from_their_beginning(tmp_path: Path) -> None:
    text = "01-02-2024 10:00 - Sanne: hoi\n" * 20_000
    path = tmp_path / "chat.txt"
    path.write_bytes(b"\xff\xfe" + text.encode("utf-16-le"))
    (part, _) = files.read(path).parts
    assert part.text == "\ufeff" + text
