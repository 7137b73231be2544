"""Reading and writing: every byte of a source comes back, and outputs get names that work everywhere."""

from __future__ import annotations

import codecs
import io
import os
import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from exports import CHAT, CHAT_NAME, JPEG, MEMBERS, NOTHING, PDF, put, run, tree, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from chatscrub import detector, files, plans, targets
from chatscrub.errors import ChatscrubError, OutputError
from chatscrub.model import Export, Plan, Role

ENCODED = {
    "utf-8": CHAT.encode(),
    "utf-8 with mark": codecs.BOM_UTF8 + CHAT.encode(),
    "utf-16 little": codecs.BOM_UTF16_LE + CHAT.encode("utf-16-le"),
    "utf-16 big": codecs.BOM_UTF16_BE + CHAT.encode("utf-16-be"),
    "crlf": CHAT.replace("\n", "\r\n").encode(),
    "mixed line ends": CHAT.replace("\n", "\r\n", 3).encode(),
    "lone carriage returns": CHAT.replace("zo!", "zo!\r").encode(),
    "no last line end": CHAT.rstrip("\n").encode(),
    "a mark in the middle": (CHAT + "\ufeff" + CHAT).encode(),
    "windows-1252": CHAT.replace("😀", "€ één").encode("cp1252"),
    "stray bytes": CHAT.encode() + b"caf\xe9 \xff\xfe 1\n",
    "half a letter at the end": CHAT.encode() + "é".encode()[:1],
    "surrogates in utf-8": CHAT.encode() + b"\xed\xa0\x80\n",
    "escape and bell": CHAT.encode() + b"\x1b[31m\x07\n",
    "line separators": (CHAT + "a\u2028b\u0085c\x0cd\n").encode(),
    "direction marks": CHAT.replace(": ", ": \u200e").encode(),
}


@pytest.mark.parametrize("case", ENCODED)
def test_every_encoding_comes_back(case: str, tmp_path: Path) -> None:
    data = ENCODED[case]
    export = files.read(put(tmp_path / "chat.txt", data))
    part = export.parts[0]
    assert part.encode(part.text) == data
    assert export.format == "whatsapp"
    assert {"Sanne Kuiperveld", "Bram Oosterling"} <= {f.sender for f in export.fields if f.role is Role.SENDER}


@pytest.mark.parametrize("case", ENCODED)
def test_only_the_edits_change(case: str, tmp_path: Path) -> None:
    """Undoing the pseudonyms by hand gives the source's own bytes between the edits."""
    source = put(tmp_path / "chat.txt", ENCODED[case])
    export, plan = planned(source)
    assert run("scrub", source, "-o", tmp_path / "uit").code == 0
    text, out = export.parts[0].text, (tmp_path / "uit" / "chat.scrubbed.txt").read_bytes()
    at = 0
    for start, end, new in plan.parts[0].edits:
        kept = export.parts[0].encode(text[at:start])
        assert out.startswith(kept)
        out, at = out[len(kept) :].removeprefix(export.parts[0].encode(new)), end
    assert out == export.parts[0].encode(text[at:])
    assert at > 0


def planned(source: Path) -> tuple[Export, Plan]:
    export = files.read(source)
    return export, plans.plan(export, detector.detect(export))


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("end", [b"", b"\x80\n", b"\n\n  \n"])
def test_nothing_to_replace_gives_the_same_bytes(line_end: bytes, mark: bytes, end: bytes, tmp_path: Path) -> None:
    data = mark + NOTHING.encode().replace(b"\n", line_end) + end
    source = put(tmp_path / "tekst.txt", data)
    assert run("scrub", source, "-o", tmp_path / "uit").code == 0
    assert (tmp_path / "uit" / "tekst.scrubbed.txt").read_bytes() == data
    assert run("scrub", "-", "-o", tmp_path / "pijp", stdin=data).code == 0
    assert (tmp_path / "pijp" / "text.scrubbed.txt").read_bytes() == data


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_come_back_or_are_refused(data: bytes) -> None:
    try:
        text, encoding = files.decode(data, "x")
    except ChatscrubError:
        return
    assert text.encode(encoding, "surrogateescape" if encoding == "utf-8" else "strict") == data


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=100),
    st.sampled_from(["utf-8", "utf-16"]),
)
def test_any_text_is_read_as_it_was_meant(text: str, encoding: str) -> None:
    found, codec = files.decode(text.encode(encoding), "x")
    assert found.removeprefix("\ufeff") == text.removeprefix("\ufeff")
    assert found.encode(codec) == text.encode(encoding)


@pytest.mark.parametrize(
    "start", ["RIFFraff ging langs", "GIF8 is leuk", "SQLite is snel", "PK is een naam", "Rar! zei ze"]
)
def test_texts_that_begin_like_a_picture_are_texts(start: str) -> None:
    assert files.decode(start.encode(), "x") == (start, "utf-8")


# --- archives -------------------------------------------------------------------------------------------


def members(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(i.filename, archive.read(i)) for i in archive.infolist()]


def scrubbed_zip(folder: Path, data: bytes, *options: str, name: str = "chat.zip") -> bytes:
    out = folder / f"uit{len(list(folder.iterdir()))}"
    ran = run("scrub", put(folder / name, data), "-o", out, *options)
    assert ran.code == 0, ran.err
    (path,) = out.glob("*.scrubbed.zip")
    return path.read_bytes()


def test_only_the_chat_goes_into_the_scrubbed_zip(tmp_path: Path) -> None:
    ((name, text),) = members(scrubbed_zip(tmp_path, zipped()))
    assert name == "WhatsApp-chat met PERSON_1.txt"
    assert b"Kuiperveld" not in text and b"IMG-20230201-WA0001.jpg" in text


def test_kept_media_are_the_same_bytes_under_scrubbed_names(tmp_path: Path) -> None:
    (_, text), *media = members(scrubbed_zip(tmp_path, zipped(), "--keep-media"))
    names = [name for name, _ in media]
    assert [data for _, data in media] == [JPEG, PDF]
    assert names[0] == "IMG-20230201-WA0001.jpg"
    assert names[1].endswith(".pdf") and "Fenna" not in names[1]
    for name in names:
        assert f": {name} (bestand bijgevoegd)".encode() in text, "the text still points at the file"


def test_zip_keeps_order_dates_packing_and_rights(tmp_path: Path) -> None:
    for packing in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        data = scrubbed_zip(
            tmp_path,
            zipped({"b/": b"", "IMG-20230201-WA0001.jpg": JPEG, "a.txt": CHAT.encode()}, packing),
            "--keep-media",
        )
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            assert archive.comment == b""
            assert archive.testzip() is None
        assert [i.filename for i in infos] == ["IMG-20230201-WA0001.jpg", "a.txt"]
        assert [i.date_time for i in infos] == [(2023, 2, 2, 10, 11, 12), (2023, 2, 3, 10, 11, 12)]
        assert {i.compress_type for i in infos} == {packing}
        assert {i.external_attr >> 16 for i in infos} == {0o600}
        assert all(i.extra == b"" and i.comment == b"" for i in infos)


def test_same_zip_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    assert scrubbed_zip(tmp_path, zipped(), "--keep-media") == scrubbed_zip(tmp_path, zipped(), "--keep-media")


def test_zip64_member(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in (("_chat.txt", CHAT.encode()), ("IMG-20230201-WA0001.jpg", JPEG)):
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as member:
                member.write(data)
    assert struct.pack("<HH", 1, 16) in out.getvalue()
    (_, text), (_, picture) = members(scrubbed_zip(tmp_path, out.getvalue(), "--keep-media"))
    assert picture == JPEG and b"PERSON_1" in text


def test_several_chats_in_one_zip(tmp_path: Path) -> None:
    chats = {"a.txt": CHAT.encode(), "leeg.txt": b"", "b.txt": codecs.BOM_UTF16_LE + CHAT.encode("utf-16-le")}
    (_, first), (_, empty), (_, second) = members(scrubbed_zip(tmp_path, zipped(chats)))
    assert empty == b""
    assert second.decode("utf-16") == first.decode()


def test_sources_that_are_no_chat_are_left_out(tmp_path: Path) -> None:
    extra = {
        "__MACOSX/._a.txt": b"\x00\x05",
        "._a.txt": b"\x00\x05",
        ".DS_Store": b"\x00",
        "a.txt": CHAT.encode(),
    }
    assert [name for name, _ in members(scrubbed_zip(tmp_path, zipped(extra), "--keep-media"))] == ["a.txt"]


def test_names_that_became_the_same_stay_apart(tmp_path: Path) -> None:
    media = {
        "Foto Fenna.jpg": b"\xff\xd8\xff1",
        "foto fenna.jpg": b"\xff\xd8\xff2",
        "_chat.txt": CHAT.encode(),
    }
    found = members(scrubbed_zip(tmp_path, zipped(media), "--keep-media"))
    assert [data for _, data in found[:2]] == [b"\xff\xd8\xff1", b"\xff\xd8\xff2"]
    assert len({name for name, _ in found}) == 3


def test_scrubbed_outputs_can_be_read_again(tmp_path: Path) -> None:
    put(tmp_path / "nog.zip", scrubbed_zip(tmp_path, zipped(), "--keep-media"))
    export = files.read(tmp_path / "nog.zip")
    assert export.format == "whatsapp"
    assert {f.sender for f in export.fields if f.role is Role.SENDER} >= {"PERSON_1", "PERSON_2", "PERSON_3"}


# --- names of outputs -----------------------------------------------------------------------------------

NAMED = [
    ("chat.txt", "file", "chat", ".txt"),
    ("chat.TXT", "file", "chat", ".TXT"),
    ("chat", "file", "chat", ".txt"),
    ("chat", "zip", "chat", ".zip"),
    ("chat.zip.zip", "zip", "chat", ".zip"),
    ("chat.txt.txt", "file", "chat", ".txt"),
    ("chat.txt", "zip", "chat", ".zip"),
    ("chat.zip", "file", "chat", ".txt"),
    ("1.2.3.csv", "file", "1.2.3", ".csv"),
    (".txt", "file", ".txt", ".txt"),
    ("Sanne.Fenna", "file", "Sanne.Fenna", ".txt"),
]


@pytest.mark.parametrize(("name", "container", "stem", "extension"), NAMED)
def test_stem_and_extension(name: str, container: str, stem: str, extension: str) -> None:
    assert targets.split(name, container) == (stem, extension)


SAFE = [
    ("chat met [PERSON_1]", "chat met [PERSON_1]"),
    ('a/b\\c:d*e?f"g<h>i|j', "a_b_c_d_e_f_g_h_i_j"),
    ("a\x1b[2Jb\nc\x00d\x9b", "a_[2Jb_c_d_"),
    ("a\u202eb\udcff", "a_b_"),
    ("CON", "_CON"),
    ("nul.tar", "_nul.tar"),
    ("-rf", "_-rf"),
    (" . ", "chat"),
    ("", "chat"),
    ("..", "chat"),
    ("x" * 400, "x" * 180),
    ("😀" * 100, "😀" * 45),
]


@pytest.mark.parametrize(("stem", "expected"), SAFE)
def test_stems_every_system_takes(stem: str, expected: str) -> None:
    assert targets.safe(stem) == expected


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_any_name_gives_a_file_name(name: str) -> None:
    for container in ("file", "zip"):
        stem, extension = targets.split(name, container)
        whole = f"{targets.safe(stem)}.consent.html"
        assert len(whole.encode()) <= 255 and whole.isprintable() and "/" not in whole
        assert extension.casefold() in targets.split("a" + extension, container)[1].casefold()
        assert 3 <= len(extension) <= 6 and extension[0] == "." and extension[1:].isalnum()


ODD = [
    "[a-z]*.txt",
    "  spaties  .txt",
    "😀 feest 🏠.txt",
    "-x.txt",
    "CON.txt",
    "x" * 240 + ".txt",
    "😀" * 60 + ".txt",
    "zonder",
    ".verborgen",
    "a.b.c.txt",
    "chat.zip.zip",
    "~.txt",
    "$HOME;ls.txt",
    "%s{0}.txt",
]


@pytest.mark.parametrize("name", ODD)
def test_odd_names_work(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path / name, zipped() if name.endswith(".zip") else CHAT)
    ran = run("scrub", "--", name)
    assert (ran.code, ran.err) == (0, "")
    assert len(tree(tmp_path)) == 5
    (scrubbed,) = tmp_path.glob("*/*.scrubbed.*")
    assert b"PERSON_1" in scrubbed.read_bytes()


def test_name_that_is_not_unicode(tmp_path: Path) -> None:
    source = put(tmp_path / os.fsdecode(b"caf\xe9.txt"), CHAT)
    ran = run("scrub", source)
    assert (ran.code, ran.err) == (0, "")
    assert all(name.isprintable() for name in tree(tmp_path) if "consent" in name)


def test_a_name_behind_the_last_dot_is_no_extension(tmp_path: Path) -> None:
    ran = run("scrub", put(tmp_path / "WhatsApp-chat met Sanne Kuiperveld.Fenna", CHAT), "--json")
    assert ran.code == 0
    assert not [name for name in tree(tmp_path) if "scrubbed" in name and "Fenna" in name]


# --- atomic writes --------------------------------------------------------------------------------------


def test_write_is_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "uit.txt"

    def half(out: io.BufferedIOBase) -> None:
        out.write(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="No space left"):
        files.write_atomic(path, half)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
    files.write_atomic(path, lambda out: out.write(b"heel"))
    assert path.read_bytes() == b"heel"
    with pytest.raises(OutputError, match="exists already"):
        files.write_atomic(path, lambda out: out.write(b"anders"))
    assert path.read_bytes() == b"heel"
    assert list(tmp_path.iterdir()) == [path]


def test_race_for_a_name_is_lost_without_harm(tmp_path: Path) -> None:
    path = tmp_path / "uit.txt"
    with pytest.raises(OutputError, match="exists already"):
        files.write_atomic(path, lambda out: path.write_bytes(b"van een ander"))
    assert tree(tmp_path) == {"uit.txt": b"van een ander"}


def test_report_names_are_scrubbed(tmp_path: Path) -> None:
    source = put(tmp_path / CHAT_NAME, CHAT)
    assert run("scrub", source, "-o", tmp_path / "uit").code == 0
    assert not [name for name in tree(tmp_path / "uit") if "Kuiperveld" in name]
    for data in tree(tmp_path / "uit").values():
        assert b"Kuiperveld" not in data


def test_moments_of_a_zip_with_many_members_are_quick(tmp_path: Path) -> None:
    """The members' names are parts too; looking through all fields for each of them took minutes."""

    from chatscrub import chats

    export = files.read(put(tmp_path / "chat.zip", zipped(MEMBERS)))
    many = replace(export, parts=export.parts + export.parts[-1:] * 200_000)
    assert chats.moments(many) == chats.moments(export)
