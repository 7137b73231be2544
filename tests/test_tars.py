"""Tars: read like zips, hostile ones refused, released as zips without what a tar notes beside its members."""

from __future__ import annotations

import io
import random
import tarfile
import zipfile
from pathlib import Path

import pytest
from exports import CHAT, run

from chatscrub import files, tars
from chatscrub.errors import UnreadableError, UnsafeArchiveError
from chatscrub.settings import LIMITS, Limits

PICTURE = b"\xff\xd8\xff" + b"x" * 2_000


def info(name: str, size: int = 0, kind: bytes = tarfile.REGTYPE) -> tarfile.TarInfo:
    found = tarfile.TarInfo(name)
    found.size, found.type, found.uname, found.gname, found.mtime = size, kind, "sanne", "kuiperveld", 1717236000
    return found


def tar(*members: tuple[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        archive.addfile(info("media", kind=tarfile.DIRTYPE))
        for name, data in members:
            archive.addfile(info(name, len(data)), io.BytesIO(data))
    return out.getvalue()


def put(folder: Path, data: bytes, name: str = "8_live_x_export.tar") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@pytest.mark.parametrize("start", ["", "./"])
def test_a_tar_is_read_like_a_zip(form: int, start: str, tmp_path: Path) -> None:
    long = f"media/{'lang/' * 30}foto.jpg"
    data = tar((f"{start}chat.txt", CHAT.encode()), (f"{start}{long}", PICTURE), form=form)
    export = files.read(put(tmp_path, data))
    assert (export.format, export.container) == ("whatsapp", "zip")
    assert [part.name for part in export.parts if not part.is_name] == ["chat.txt"]
    assert [(member.name, member.size, member.sort) for member in export.members] == [(long, len(PICTURE), "image")]


@pytest.mark.parametrize("media", [False, True])
def test_it_comes_out_as_a_zip_in_the_same_order(media: bool, tmp_path: Path) -> None:
    source = put(tmp_path, tar(("media/b.jpg", PICTURE), ("chat.txt", CHAT.encode()), ("a.txt", CHAT.encode())))
    ran = run("scrub", source, "-o", tmp_path / "out", *(["--keep-media"] if media else []))
    assert ran.code == 0, ran.err
    (scrubbed,) = (tmp_path / "out").glob("*.scrubbed.*")
    assert scrubbed.suffix == ".zip"
    assert b"sanne" not in scrubbed.read_bytes()
    with zipfile.ZipFile(scrubbed) as archive:
        infos = archive.infolist()
        assert [one.filename.rpartition(".")[2] for one in infos] == (["jpg"] if media else []) + ["txt", "txt"]
        assert {one.date_time for one in infos} == {(1980, 1, 1, 0, 0, 0)}
        assert not media or archive.read(infos[0]) == PICTURE
    (report,) = (tmp_path / "out").glob("*.consent.json")
    assert run("verify", scrubbed, report).code == 0


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.GNUTYPE_SPARSE]
)
def test_links_and_devices_are_refused(kind: bytes, tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as archive:
        archive.addfile(info("chat.txt", len(CHAT.encode())), io.BytesIO(CHAT.encode()))
        one = info("weg.txt", kind=kind)
        one.linkname = "/etc/passwd"
        archive.addfile(one)
    with pytest.raises((UnsafeArchiveError, UnreadableError)):
        files.read(put(tmp_path, out.getvalue()))


@pytest.mark.parametrize("name", ["../weg.txt", "/weg.txt", "a//weg.txt", "C:weg.txt", "a/../../weg.txt"])
def test_names_that_lead_out_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnsafeArchiveError, match="points outside"):
        files.read(put(tmp_path, tar((name, CHAT.encode()))))


@pytest.mark.parametrize(
    ("members", "limits", "why"),
    [
        ((("a.txt", b"x"), ("./a.txt", b"y")), LIMITS, "same name"),
        ((("a.txt", b"x"), ("b.txt", b"y")), Limits(members=1), "more than 1 files"),
        ((("a.txt", b"x" * 20), ("b.txt", b"y" * 20)), Limits(text_bytes=30), "more than"),
    ],
)
def test_too_much_is_refused(members: tuple[tuple[str, bytes], ...], limits: Limits, why: str, tmp_path: Path) -> None:
    with pytest.raises(UnsafeArchiveError, match=why):
        files.read(put(tmp_path, tar(*members)), limits=limits)


def test_a_header_of_a_gigabyte_is_not_read(tmp_path: Path) -> None:
    header = info("x", 1 << 30, tarfile.XHDTYPE).tobuf(tarfile.USTAR_FORMAT)
    with pytest.raises(UnreadableError):
        files.read(put(tmp_path, header + b"\x00" * 4096))


def test_without_a_text(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no text in this tar"):
        files.read(put(tmp_path, tar(("a.jpg", PICTURE))))


def test_broken_tars_are_refused_or_read(tmp_path: Path) -> None:
    data = tar(("chat.txt", CHAT.encode()), ("media/a.jpg", PICTURE))
    chance = random.Random(3)
    whole = files.read(put(tmp_path, data)).parts[0].text
    for _ in range(60):
        cut = chance.randrange(600, len(data))
        at = chance.randrange(len(data))
        for broken in (data[:cut], data[:at] + bytes([data[at] ^ 0x40]) + data[at + 1 :]):
            try:
                export = files.read(put(tmp_path, broken))
            except (UnreadableError, UnsafeArchiveError):
                continue
            assert len(export.parts[0].text) == len(whole)


def test_a_text_that_looks_like_one() -> None:
    assert not tars.is_tar(io.BytesIO(b"x" * 257 + b"ustarling"))
    assert tars.is_tar(io.BytesIO(tar(("a.txt", b"x"))))
