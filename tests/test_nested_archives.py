"""Zips within zips and documents within zips: read, scrubbed, checked and restored like any other."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from exports import CHAT, CHAT_NAME, JPEG, MEMBERS, put, run, zipped

from chatscrub import files
from chatscrub.blanks import blank
from chatscrub.errors import UnsafeArchiveError
from chatscrub.settings import Limits
from chatscrub.targets import unique

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
DOCUMENT = {
    "[Content_Types].xml": b'<?xml version="1.0"?><Types/>',
    "word/document.xml": b"<w:p><w:t>Sanne Kuiperveld</w:t></w:p>",
    "word/media/image1.png": PNG,
}
NESTED = {
    "Sanne Kuiperveld/binnen.zip": zipped(MEMBERS),
    "brief Fenna Dijkgraaf.docx": zipped(DOCUMENT),
    "los.txt": b"Bram belde\n",
}


def walk(data: bytes, within: str = "") -> dict[str, bytes]:
    """Every member that is no zip, by its path through all zips."""
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for info in archive.infolist():
            member = archive.read(info)
            if member[:2] == b"PK":
                found |= walk(member, f"{within}{info.filename}//")
            else:
                found[within + info.filename] = member
    return found


def scrubbed(folder: Path, members: dict[str, bytes], *options: object) -> Path:
    source = put(folder / "alles.zip", zipped(members))
    ran = run("scrub", source, "-o", folder / "out", *options)
    assert ran.code == 0, ran.err
    return folder / "out" / "alles.scrubbed.zip"


def test_texts_of_zips_within_zips_are_read(tmp_path: Path) -> None:
    export = files.read(put(tmp_path / "alles.zip", zipped(NESTED)))
    texts = [part.name for part in export.parts if not part.is_name]
    assert texts == [
        f"Sanne Kuiperveld/binnen.zip//{CHAT_NAME}",
        "brief Fenna Dijkgraaf.docx//[Content_Types].xml",
        "brief Fenna Dijkgraaf.docx//word/document.xml",
        "los.txt",
    ]
    assert export.container == "zip" and export.packages == {"brief Fenna Dijkgraaf.docx"}
    assert {m.name.rpartition("//")[2]: m.sort for m in export.members} == {
        "IMG-20230201-WA0001.jpg": "image",
        "Brief Fenna Dijkgraaf.pdf": "document",
        "Fenna Dijkgraaf.vcf": "contact card",
        "oud.zip": "archive",
        "word/media/image1.png": "image",
    }


def test_nothing_is_left_and_documents_stay_whole(tmp_path: Path) -> None:
    target = scrubbed(tmp_path, NESTED)
    found = walk(target.read_bytes())
    assert not any(name in repr(found) for name in ("Sanne", "Kuiperveld", "Fenna", "Dijkgraaf", "Oosterling"))
    inside = [name.split("//") for name in found]
    assert [path[-1] for path in inside if path[0].endswith(".docx")] == list(DOCUMENT)
    assert [name for name, data in found.items() if data == blank("x.png")] == [
        name for name in found if name.endswith("image1.png")
    ]
    assert sum(name.endswith(".txt") for name in found) == 2 and not any(name.endswith(".jpg") for name in found)


def test_media_are_kept_at_every_depth_when_asked_for(tmp_path: Path) -> None:
    found = walk(scrubbed(tmp_path, NESTED, "--keep-media").read_bytes())
    assert JPEG in found.values() and PNG in found.values()


def test_it_is_checked_against_its_report(tmp_path: Path) -> None:
    target = scrubbed(tmp_path, NESTED)
    report = tmp_path / "out" / "alles.consent.json"
    assert run("verify", target, report).code == 0
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("meer.txt", "Sanne")
    assert run("verify", target, report).code == 1


def test_a_changed_text_in_a_document_is_seen(tmp_path: Path) -> None:
    target = scrubbed(tmp_path, {"los.txt": CHAT.encode(), "brief.docx": zipped(DOCUMENT)})
    report = tmp_path / "out" / "alles.consent.json"
    members = {}
    with zipfile.ZipFile(target) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            members[name] = zipped(walk(data) | {"word/document.xml": b"<w:p/>"}) if name.endswith("docx") else data
    put(target, zipped(members))
    assert run("verify", target, report).code == 1


def test_a_document_alone_is_one_file(tmp_path: Path) -> None:
    source = put(tmp_path / "brief.docx", zipped(DOCUMENT))
    assert run("scrub", source, "-o", tmp_path / "out").code == 0
    found = walk((tmp_path / "out" / "brief.scrubbed.docx").read_bytes())
    assert list(found) == list(DOCUMENT) and found["word/media/image1.png"] == blank("a.png")
    assert b"Sanne" not in found["word/document.xml"]
    assert run("verify", tmp_path / "out" / "brief.scrubbed.docx", tmp_path / "out" / "brief.consent.json").code == 0
    report = json.loads((tmp_path / "out" / "brief.consent.json").read_text("utf-8"))
    assert {"what": "image", "count": 1, "reason": "withheld"} in report["report"]["unexamined"]


def test_what_is_not_replaced_keeps_its_packed_bytes(tmp_path: Path) -> None:
    members = {"niets.txt": b"Dit is een zin.\n" * 50, CHAT_NAME: CHAT.encode(), "a.jpg": JPEG}
    source = zipped(members, zipfile.ZIP_DEFLATED)
    target = scrubbed(tmp_path, members, "--keep-media").read_bytes()
    for name in ("niets.txt", "a.jpg"):
        packed = [raw(data, name) for data in (source, target)]
        assert packed[0] == packed[1], name


def raw(data: bytes, name: str) -> bytes:
    """The packed bytes of a member."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(name)
    start = info.header_offset + 30 + int.from_bytes(data[info.header_offset + 26 : info.header_offset + 28], "little")
    start += int.from_bytes(data[info.header_offset + 28 : info.header_offset + 30], "little")
    return data[start : start + info.compress_size]


def test_zips_are_followed_to_a_depth_only(tmp_path: Path) -> None:
    data = zipped({"los.txt": b"Bram\n", "a.zip": zipped({"b.zip": zipped({"c.txt": b"Sanne\n"})})})
    where = put(tmp_path / "diep.zip", data)
    assert [p.name for p in files.read(where).parts if not p.is_name] == ["los.txt", "a.zip//b.zip//c.txt"]
    shallow = files.read(where, limits=Limits(depth=1))
    assert [p.name for p in shallow.parts if not p.is_name] == ["los.txt"]
    assert [m.name for m in shallow.members] == ["a.zip"]


def test_a_damaged_zip_within_is_left_out_and_counted(tmp_path: Path) -> None:
    export = files.read(put(tmp_path / "a.zip", zipped({"los.txt": b"Bram\n", "stuk.zip": zipped(MEMBERS)[:200]})))
    assert [(m.name, m.sort) for m in export.members] == [("stuk.zip", "archive")]


def test_what_is_no_text_in_a_zip_within_is_left_out(tmp_path: Path) -> None:
    inner = zipped({"los.txt": b"Bram\n", "foto.json": JPEG})
    export = files.read(put(tmp_path / "a.zip", zipped({"binnen.zip": inner})))
    assert [p.name for p in export.parts if not p.is_name] == ["binnen.zip//los.txt"]
    assert [(m.name, m.sort) for m in export.members] == [("binnen.zip//foto.json", "other")]


def test_limits_count_over_all_zips(tmp_path: Path) -> None:
    data = zipped({"a.txt": b"Bram\n", "b.zip": zipped({f"{n}.txt": b"Sanne\n" for n in range(20)})})
    where = put(tmp_path / "veel.zip", data)
    ran = run("scrub", where)
    assert ran.code == 0
    with pytest.raises(UnsafeArchiveError, match="more than 10 files"):
        files.read(where, limits=Limits(members=10))


@pytest.mark.parametrize(
    ("names", "old", "expected"),
    [
        (["a", "a", "a"], [], ["a", "a (2)", "a (3)"]),
        (["x.zip//a", "x.zip//b"], ["1.zip//a", "1.zip//b"], ["x.zip//a", "x.zip//b"]),
        (["x.zip//a", "x.zip//a"], ["1.zip//a", "2.zip//a"], ["x.zip//a", "x (2).zip//a"]),
        (["x.zip//a", "x.zip//a"], ["1.zip//a", "1.zip//b"], ["x.zip//a", "x.zip//a (2)"]),
        (["x.zip//y.zip//a", "x.zip"], ["1.zip//2.zip//a", "x.zip"], ["x.zip//y.zip//a", "x (2).zip"]),
    ],
)
def test_names_that_became_the_same_are_told_apart(names: list[str], old: list[str], expected: list[str]) -> None:
    assert unique(names, old) == expected
