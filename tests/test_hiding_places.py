"""Samples of every format, with something personal in every place where it can hide: none is left after scrubbing.

A case is a folder in sample_exports with ``canaries.tsv`` (what must be gone, and where it stands) and
``expected.json`` (format, number of messages). The export beside them is a file, or a folder whose name ends like an
archive, which is packed first.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import html
import io
import json
import quopri
import re
import tarfile
import urllib.parse
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from exports import run

from chatscrub import counts, files, spans

SAMPLES = Path(__file__).resolve().parents[1] / "sample_exports"
CASES = sorted(p.parent for p in SAMPLES.glob("*/*/canaries.tsv"))
BESIDE = ("canaries.tsv", "expected.json")
BASE64 = re.compile(rb"(?:[A-Za-z0-9+/]{4}\s*){6,}(?:[A-Za-z0-9+/]{2,3}={0,2})?")
LATIN = re.compile("[\u00c2-\u00f4][\u0080-\u00bf]+")


def export_of(case: Path, folder: Path) -> Path:
    """The export of a case as a file: a copy, or the archive that its folder makes."""
    (source,) = (p for p in case.iterdir() if p.name not in BESIDE)
    target = folder / source.name
    target.write_bytes(packed(source) if source.is_dir() else source.read_bytes())
    return target


def packed(folder: Path) -> bytes:
    """A folder as a zip, or as a tar; folders in it whose names end like archives are packed too."""
    out = io.BytesIO()
    if folder.suffix == ".tar":
        with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
            for path, data in sorted(members(folder, "")):
                entry = tarfile.TarInfo(path)
                entry.size, entry.mtime, entry.uname, entry.gname = len(data), 1717236000, "roelfina", "woltjer"
                entry.pax_headers = {"comment": "van Wytske Sikkema", "path": path}
                tar.addfile(entry, io.BytesIO(data))
        return out.getvalue()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in sorted(members(folder, "")):
            info = zipfile.ZipInfo(path, (2024, 6, 1, 12, 0, 0))
            archive.writestr(info, data, zipfile.ZIP_STORED if path == "mimetype" else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def members(folder: Path, within: str) -> Iterator[tuple[str, bytes]]:
    for path in folder.iterdir():
        if path.is_dir() and path.suffix not in (".zip", ".docx", ".odt", ".ods", ".odp", ".pptx", ".xlsx"):
            yield from members(path, f"{within}{path.name}/")
        else:
            yield within + path.name, packed(path) if path.is_dir() else path.read_bytes()


def readings(data: bytes, depth: int = 0) -> Iterator[str]:
    """All that somebody who tries may read in some bytes."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive.comment.decode("latin-1")
            for info in archive.infolist():
                yield info.filename + info.comment.decode("latin-1") + info.extra.decode("latin-1")
                yield from readings(archive.read(info), depth)
        return
    if data[:4] == b"{\\rt":
        yield from rich(data)
    text = data.decode("utf-8", "replace")
    plain = unescaped(text)
    soft = quopri.decodestring(data).decode("utf-8", "replace")
    for one in (text, plain, html.unescape(plain), html.unescape(html.unescape(plain)), soft, unescaped(soft)):
        yield one
        yield re.sub(r"<[^<>]*>", "", one)
        yield re.sub(r"[*_~`]+", "", one)
        yield urllib.parse.unquote(one)
        yield LATIN.sub(mojibake, one)
        yield re.sub(r"\r?\n[ \t]", "", one)
    if depth < 3:
        for match in BASE64.finditer(data):
            try:
                inner = base64.b64decode(re.sub(rb"\s", b"", match[0]) + b"==")
            except binascii.Error:
                continue
            yield from readings(inner, depth + 1)


def rich(data: bytes) -> Iterator[str]:
    """What may be read in RTF: with and without what stands in for letters of Unicode, and in digits."""
    text = data.decode("cp1252", "replace").replace("\\rquote ", "\u2019")
    yield re.sub(r"\\'(f[0d]|dd)", lambda byte: bytes.fromhex(byte[1]).decode("cp1254"), text)
    for instead in ("", r"(?:\\'..|[^\\{}])"):
        one = re.sub(r"\\u(-?\d+) ?" + instead, lambda number: chr(int(number[1]) & 0xFFFF), text)
        one = re.sub(r"\\'([0-9a-fA-F]{2})", lambda byte: bytes.fromhex(byte[1]).decode("cp1252", "replace"), one)
        one = re.sub(r"\\[a-zA-Z]+-?\d* ?|[{}\r\n]|\\(?=[{}\\])", "", one)
        yield from (one, urllib.parse.unquote(one), re.sub(r"<[^<>]*>", "", html.unescape(one)))
    for digits in re.findall(r"(?:[0-9a-fA-F]\s*){16,}", text):
        digits = re.sub(r"\s", "", digits)
        for start in (0, 1):
            inner = bytes.fromhex(digits[start : start + (len(digits) - start) // 2 * 2])
            yield from (inner.decode("cp1252", "replace"), inner.decode("utf-16-le", "replace"))


def unescaped(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        return chr(int(match[1] or match[2], 16)) if match[1] or match[2] else match[3]

    return re.sub(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", one, text)


def mojibake(match: re.Match[str]) -> str:
    try:
        return match[0].encode("latin-1").decode()
    except UnicodeError:
        return match[0]


def left(data: bytes, canaries: list[str]) -> list[str]:
    """The canaries that can still be read."""
    texts = [text.casefold() for text in readings(data)]
    return [canary for canary in canaries if any(canary.casefold() in text for text in texts)]


def listed(case: Path) -> list[str]:
    rows = (case / "canaries.tsv").read_text("utf-8").splitlines()
    return [row.split("\t")[0] for row in rows if row]


def test_the_canaries_can_be_read_before(tmp_path: Path) -> None:
    """Else nothing below would tell anything."""
    assert CASES
    for case in CASES:
        source = export_of(case, tmp_path)
        found = {one for data in (source.read_bytes(), source.name.encode()) for one in left(data, listed(case))}
        assert found == set(listed(case)), case
        source.unlink()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_nothing_is_left_in_any_hiding_place(case: Path, tmp_path: Path) -> None:
    source = export_of(case, tmp_path)
    out = tmp_path / "out"
    ran = run("scrub", source, "-o", out)
    assert ran.code == 0, ran.err
    canaries = listed(case)
    (scrubbed,) = out.glob("*.scrubbed.*")
    shown = (*out.glob("*.consent.*"), scrubbed)
    assert left(b"\n".join(path.name.encode() for path in shown), canaries) == []
    assert left(scrubbed.read_bytes(), canaries) == []
    for report in out.glob("*.consent.*"):
        assert left(report.read_bytes(), canaries) == [], report.name
    assert left(ran.out, canaries) == []

    before, after = files.read(source), files.read(scrubbed)
    wanted = json.loads((case / "expected.json").read_text("utf-8"))
    assert before.format == after.format == wanted["format"]
    assert counts.count_messages(before) == counts.count_messages(after) == wanted["messages"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_without_edits_nothing_changes(case: Path, tmp_path: Path) -> None:
    export = files.read(export_of(case, tmp_path))
    for part in export.parts:
        assert hashlib.sha256(part.encode(spans.splice(part.text, []))).hexdigest() == part.sha256
        for field in (f for f in export.fields if export.parts[f.part] is part):
            read = "".join(field.codec.view(part.text[slice(*piece)]).text for piece in field.pieces)
            assert read == field.text
