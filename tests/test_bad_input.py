"""Bad input: one clear line, exit 2, nothing left behind, nothing of the chat on the terminal."""

from __future__ import annotations

import errno
import os
import stat
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from exports import (
    CHAT,
    CHAT_NAME,
    JPEG,
    MEMBERS,
    NAMES,
    NOTHING,
    PHONE,
    Ran,
    patched,
    put,
    run,
    tree,
    zipped,
)

from chatscrub import files
from chatscrub.errors import UnreadableError, UnsafeArchiveError
from chatscrub.settings import Limits

BOMB = b"zoveel \n" * 1_200_000
TEXT = CHAT.encode()


def link(name: str) -> bytes:
    """A zip in which one member is a symbolic link."""
    return patched(zipped({"_chat.txt": TEXT, name: b"/etc/passwd"}), 38, "<I", (stat.S_IFLNK | 0o777) << 16, 1)


def twice() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate"):
        return zipped_pairs([("_chat.txt", TEXT), ("_chat.txt", TEXT)])


def zipped_pairs(pairs: list[tuple[str, bytes]]) -> bytes:
    import io

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in pairs:
            archive.writestr(name, data)
    return out.getvalue()


def nul() -> bytes:
    """A zip with a member whose name goes on after a NUL."""
    return zipped({"_chat.txt": TEXT, "foto0.jpg": JPEG}).replace(b"foto0.jpg", b"foto\x00.jpg")


def crc() -> bytes:
    return patched(zipped(compression=zipfile.ZIP_STORED), 16, "<I", zlib.crc32(b"iets anders"))


def overlapping() -> bytes:
    """A zip in which the second member lies where the first one does."""
    return patched(zipped({"a.txt": TEXT, "b.txt": TEXT}), 42, "<I", 0, 1)


TEXTS: dict[str, tuple[str, bytes | Callable[[], bytes], str]] = {
    "empty": ("chat.txt", b"", "holds no text"),
    "blanks": ("chat.txt", b" \r\n\t\n", "holds no text"),
    "jpeg": ("foto.jpg", JPEG, "JPEG"),
    "jpeg as txt": ("chat.txt", JPEG, "JPEG"),
    "nul": ("chat.txt", TEXT + b"\x00", "not text"),
    "control characters": ("chat.txt", TEXT + b"\x01\x02" * 400, "not text"),
    "random bytes": ("chat.txt", bytes(range(1, 256)) * 40, "not text"),
    "utf-16 without mark": ("chat.txt", CHAT.encode("utf-16-le"), "UTF-16"),
    "utf-16 without mark, big": ("chat.txt", CHAT.encode("utf-16-be"), "UTF-16"),
    "utf-16 cut short": ("chat.txt", CHAT.encode("utf-16") + b"\x00", "damaged UTF-16"),
    "utf-32": ("chat.txt", CHAT.encode("utf-32"), "not text"),
    "long line": ("chat.txt", b"Sanne Kuiperveld " * 60_000, "characters"),
    "pdf": ("chat.txt", b"%PDF-1.7\n", "PDF"),
    "gzip": ("chat.txt.gz", b"\x1f\x8b\x08\x00", "unpack it"),
    "rar": ("chat.rar", b"Rar!\x1a\x07\x01\x00" + bytes(40), "unpack it"),
    "old or encrypted word": ("intake.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "without a password"),
}
ZIPS: dict[str, tuple[str, bytes | Callable[[], bytes], str]] = {
    "empty": ("chat.zip", zipped({}), "no text in this zip"),
    "no text": ("chat.zip", zipped({"a.jpg": JPEG, "b.zip": zipped({"b.jpg": JPEG})}), "no text in this zip"),
    "blank text": ("chat.zip", zipped({"_chat.txt": b"\n"}), "holds no text"),
    "jpeg as text": (
        "chat.zip",
        zipped({"_chat.txt": TEXT, "Fenna Dijkgraaf.txt": JPEG}),
        "text 2 of 2 in the zip",
    ),
    "zip as text": ("chat.zip", zipped({"_chat.txt": zipped()}), "archive"),
    "bomb": ("chat.zip", zipped({"_chat.txt": BOMB}), "bomb"),
    "overlapping": ("chat.zip", overlapping, "bomb"),
    "size lies low": ("chat.zip", patched(zipped({"_chat.txt": TEXT}), 24, "<I", 9), "damaged"),
    "parent": ("chat.zip", zipped({"_chat.txt": TEXT, "../x.jpg": JPEG}), "outside"),
    "parent in the middle": ("chat.zip", zipped({"a/../../x.txt": TEXT}), "outside"),
    "absolute": ("chat.zip", zipped({"_chat.txt": TEXT, "/x.jpg": JPEG}), "outside"),
    "drive": ("chat.zip", zipped({"_chat.txt": TEXT, "C:x.jpg": JPEG}), "outside"),
    "backslash": ("chat.zip", zipped({"_chat.txt": TEXT, "..\\x.jpg": JPEG}), "outside"),
    "share": ("chat.zip", zipped({"_chat.txt": TEXT, "\\\\host\\x.jpg": JPEG}), "outside"),
    "nul in a name": ("chat.zip", nul, "outside"),
    "same name twice": ("chat.zip", twice, "same name"),
    "link": ("chat.zip", lambda: link("foto.jpg"), "link"),
    "encrypted": ("chat.zip", patched(zipped({"_chat.txt": TEXT}), 8, "<H", 1), "encrypted"),
    "truncated": ("chat.zip", zipped()[:-90], "damaged"),
    "only its start": ("chat.zip", zipped()[:40], "damaged"),
    "wrong crc": ("chat.zip", crc, "damaged"),
    "unknown packing": ("chat.zip", patched(zipped({"_chat.txt": TEXT}), 10, "<H", 93), "packed"),
    "lzma": ("chat.zip", zipped({"_chat.txt": TEXT}, zipfile.ZIP_LZMA), "packed"),
}


def refused(ran: Ran, *words: str) -> None:
    """One line that says which file, what, and nothing of the chat."""
    assert ran.code == 2
    assert ran.out == b""
    lines = ran.err.splitlines()
    assert len(lines) == 1, ran.err
    assert lines[0].startswith("chatscrub: ")
    assert "Traceback" not in ran.err and "unexpected" not in ran.err
    assert all(word in lines[0] for word in words), (words, lines[0])
    assert "; " in lines[0], "what to do next"
    assert not any(name in ran.err for name in (*NAMES, PHONE))


@pytest.mark.parametrize("case", TEXTS)
def test_texts(case: str, tmp_path: Path) -> None:
    name, data, words = TEXTS[case]
    source = put(tmp_path / name, data if isinstance(data, bytes) else data())
    before = tree(tmp_path)
    refused(run("scrub", source), str(source), words)
    assert tree(tmp_path) == before
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("case", ZIPS)
def test_zips(case: str, tmp_path: Path) -> None:
    name, data, words = ZIPS[case]
    source = put(tmp_path / name, data if isinstance(data, bytes) else data())
    refused(run("scrub", source), str(source), words)
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_no_such_file(tmp_path: Path) -> None:
    refused(run("scrub", tmp_path / "weg.txt"), "weg.txt", "no such file")


def test_folder(tmp_path: Path) -> None:
    refused(run("scrub", tmp_path), str(tmp_path), "folder")


def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp")
    refused(run("scrub", tmp_path / "pijp"), "pijp", "not a regular file")


def test_device() -> None:
    refused(run("scrub", "/dev/zero"), "/dev/zero", "not a regular file")


def test_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    refused(run("scrub", tmp_path / "a.txt"), "a.txt", "cannot be read")


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = put(tmp_path / "chat.txt", CHAT)
    source.chmod(0)
    if os.geteuid() == 0:  # root may read anything, so let opening fail

        def denied(*args: object, **kwargs: object) -> None:
            raise PermissionError(errno.EACCES, "Permission denied", str(source))

        monkeypatch.setattr(Path, "open", denied)
    refused(run("scrub", source), "chat.txt", "no permission")


def test_reading_fails_half_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def read(self, size: int = -1) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(UnreadableError, match="Input/output error"):
        files.read_stream(Broken(), "chat.txt")  # type: ignore[arg-type]


def test_huge_sparse_file_is_refused_at_once(tmp_path: Path) -> None:
    source = tmp_path / "groot.txt"
    with source.open("wb") as out:
        out.truncate(2 * 1024**3)
    tracemalloc.start()
    began = time.monotonic()
    refused(run("scrub", source), "groot.txt", "512 MB")
    assert time.monotonic() - began < 5
    assert tracemalloc.get_traced_memory()[1] < 50 * 1024**2
    tracemalloc.stop()


def test_binary_file_takes_little_more_than_itself(tmp_path: Path) -> None:
    data = b"\x01" * 8_000_000
    tracemalloc.start()
    with pytest.raises(UnreadableError, match="not text"):
        files.decode(data, "chat.txt")
    assert tracemalloc.get_traced_memory()[1] < 3 * len(data)
    tracemalloc.stop()


LIMITED = [
    (Limits(file_bytes=100), CHAT.encode(), UnreadableError, "a text of more than"),
    (Limits(), CHAT.replace("\n", "\r").encode(), UnreadableError, "carriage returns only"),
    (Limits(line_chars=20), CHAT.encode(), UnreadableError, "more than 20 characters"),
    (Limits(text_bytes=100), zipped(), UnsafeArchiveError, "unpacks to far more"),
    (
        Limits(text_bytes=len(TEXT) + 10),
        zipped({"a.txt": TEXT, "b.txt": TEXT}),
        UnsafeArchiveError,
        "unpacks",
    ),
    (Limits(members=3), zipped(), UnsafeArchiveError, "more than 3 files"),
]


@pytest.mark.parametrize(("limits", "data", "error", "words"), LIMITED)
def test_limits(limits: Limits, data: bytes, error: type[Exception], words: str, tmp_path: Path) -> None:
    with pytest.raises(error, match=words) as caught:
        files.read(put(tmp_path / "chat", data), limits=limits)
    assert not any(name in str(caught.value) for name in NAMES)


def test_text_at_its_limits_is_read(tmp_path: Path) -> None:
    longest = max(map(len, CHAT.splitlines(keepends=True)))
    limits = Limits(file_bytes=len(TEXT), line_chars=longest)
    assert files.read(put(tmp_path / "chat.txt", TEXT), limits=limits).parts[0].text == CHAT


def test_standard_input() -> None:
    refused(run("scrub", "-", stdin=b""), "standard input", "no text")
    refused(run("scrub", "-", stdin=JPEG), "standard input", "JPEG")
    refused(run("scrub", "-", stdin=zipped()), "standard input", "zip")


@pytest.mark.parametrize("name", ["a\nb.txt", "a\x1b[31mb.txt", "a\u202etxt.b", "a\u009bb.txt", "a\udcffb.txt", "a\rb"])
def test_names_cannot_steer_the_terminal(name: str, tmp_path: Path) -> None:
    source = put(tmp_path / name, b"")
    ran = run("scrub", source)
    refused(ran, "\\")
    assert ran.err.rstrip("\n").isprintable()
    good = put(tmp_path / f"{name}-", NOTHING)
    ran = run("scrub", good, "--json")
    assert (ran.code, ran.err) == (0, "")
    ran = run("scrub", good, "--force")
    assert ran.code == 0
    assert all(line.isprintable() for line in ran.out.decode().split("\n"))


# --- outputs --------------------------------------------------------------------------------------------


def test_output_folder_is_a_file(tmp_path: Path) -> None:
    source, folder = put(tmp_path / "chat.txt", CHAT), put(tmp_path / "uit", "van mij")
    refused(run("scrub", source, "-o", folder), "uit", "-o")
    assert folder.read_text() == "van mij"


def test_output_folder_is_a_dangling_link(tmp_path: Path) -> None:
    source, folder = put(tmp_path / "chat.txt", CHAT), tmp_path / "uit"
    folder.symlink_to(tmp_path / "nergens")
    refused(run("scrub", source, "-o", folder), "uit")
    assert not (tmp_path / "nergens").exists()


def test_output_folder_that_is_a_link_to_a_folder_works(tmp_path: Path) -> None:
    source, folder = put(tmp_path / "chat.txt", CHAT), tmp_path / "uit"
    (tmp_path / "echt").mkdir()
    folder.symlink_to(tmp_path / "echt")
    assert run("scrub", source, "-o", folder).code == 0
    assert len(list((tmp_path / "echt").iterdir())) == 4


def test_output_folder_cannot_be_made(tmp_path: Path) -> None:
    source = put(tmp_path / "chat.txt", CHAT)
    refused(run("scrub", source, "-o", source / "uit"), "uit", "-o")
    refused(run("scrub", source, "-o", tmp_path / ("x" * 300)), "-o")
    refused(run("scrub", source, "-o", "/proc/uit"), "/proc/uit", "-o")
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize("taken", ["chat.scrubbed.txt", "chat.consent.html", "chat.consent.json"])
def test_what_exists_is_not_replaced(taken: str, tmp_path: Path) -> None:
    source, folder = put(tmp_path / "chat.txt", CHAT), tmp_path / "uit"
    folder.mkdir()
    put(folder / taken, "van mij")
    refused(run("scrub", source, "-o", folder), taken, "--force")
    assert tree(folder) == {taken: b"van mij"}


@pytest.mark.parametrize("taken", ["chat.scrubbed.txt", "chat.consent.html", "chat.consent.json"])
def test_links_and_folders_are_never_replaced(taken: str, tmp_path: Path) -> None:
    source, folder = put(tmp_path / "chat.txt", CHAT), tmp_path / "uit"
    folder.mkdir()
    mine = put(tmp_path / "mijn", "van mij")
    (folder / taken).symlink_to(mine)
    refused(run("scrub", source, "-o", folder, "--force"), taken, "not a regular file")
    (folder / taken).unlink()
    (folder / taken).mkdir()
    refused(run("scrub", source, "-o", folder, "--force"), taken, "not a regular file")
    assert mine.read_text() == "van mij"
    assert [p.name for p in folder.iterdir()] == [taken]


def test_spans_never_replaces_a_source_or_a_device(tmp_path: Path) -> None:
    source = put(tmp_path / "chat.txt", CHAT)
    refused(run("scrub", source, "--spans", source, "--force"), "--spans")
    refused(run("scrub", source, "--spans", "/dev/null", "--force"), "/dev/null")
    refused(run("scrub", source, "--spans", tmp_path / "weg" / "spans.jsonl"), "spans.jsonl")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    assert tree(tmp_path) == {"chat.txt": TEXT}
    assert list(tmp_path.iterdir()) == [source]


def full(*args: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("call", range(8))
def test_disk_full_at_any_sync(call: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is synced and then its folder; a folder that cannot be synced is no error."""
    calls = []

    def sync(handle: int, real: Callable[[int], None] = os.fsync) -> None:
        calls.append(handle)
        full() if len(calls) == call + 1 else real(handle)

    monkeypatch.setattr(os, "fsync", sync)
    source = put(tmp_path / "chat.zip", zipped())
    ran = run("scrub", source, "-o", tmp_path / "uit")
    if call % 2:
        assert ran.code == 0
        assert len(tree(tmp_path / "uit")) == 4
    else:
        refused(ran, "No space left")
        assert list(tmp_path.iterdir()) == [source]


def test_no_temporary_file_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.mkstemp", lambda **kwargs: full())
    source = put(tmp_path / "chat.txt", CHAT)
    refused(run("scrub", source), "No space left")
    assert list(tmp_path.iterdir()) == [source]


def test_folder_that_was_there_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", full)
    (tmp_path / "uit").mkdir()
    source = put(tmp_path / "chat.txt", CHAT)
    refused(run("scrub", source, "-o", tmp_path / "uit"), "No space left")
    assert list((tmp_path / "uit").iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_folder_without_write_permission(tmp_path: Path) -> None:
    source, folder = put(tmp_path / "chat.txt", CHAT), tmp_path / "uit"
    folder.mkdir(mode=0o500)
    refused(run("scrub", source, "-o", folder), "uit")
    assert list(folder.iterdir()) == []


def test_file_system_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*args: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    source = put(tmp_path / "chat.txt", CHAT)
    assert run("scrub", source, "-o", tmp_path / "uit").code == 0
    assert len(tree(tmp_path / "uit")) == 4
    refused(run("scrub", source, "-o", tmp_path / "uit"), "--force")


KEPT = {
    "damaged": patched(zipped(), 16, "<I", 1, 1),
    "bomb": zipped({**MEMBERS, "IMG-20230201-WA0002.jpg": bytes(9 << 20)}),
    "packed": patched(zipped(), 10, "<H", 93, 1),
}


@pytest.mark.parametrize("case", KEPT)
def test_kept_media_that_cannot_be_copied(case: str, tmp_path: Path) -> None:
    source = put(tmp_path / "chat.zip", KEPT[case])
    refused(run("scrub", source, "--keep-media"), "chat.zip", case)
    assert list(tmp_path.iterdir()) == [source]
    assert run("scrub", source).code == 0, "media that are left out are not read"


def test_mutilated_zips_never_surprise(tmp_path: Path) -> None:
    import random

    dice = random.Random(7)
    whole = zipped({CHAT_NAME: TEXT, "IMG-20230201-WA0001.jpg": JPEG})
    seen = set()
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 4)):
            data[dice.randrange(4, len(data))] = dice.randrange(256)
        source = put(
            tmp_path / "chat.zip",
            bytes(data[: dice.randrange(4, len(data))] if dice.random() < 0.2 else data),
        )
        try:
            files.read(source)
            seen.add("read")
        except (UnreadableError, UnsafeArchiveError) as error:
            assert not any(name in str(error) for name in NAMES)
            seen.add(type(error).__name__)
    assert seen == {"read", "UnreadableError", "UnsafeArchiveError"}
