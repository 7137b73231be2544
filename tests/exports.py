"""Invented exports for the tests of reading, writing and the command line, and a way to run that command."""

from __future__ import annotations

import contextlib
import io
import struct
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from chatscrub.cli import main

NAMES = ("Sanne Kuiperveld", "Bram Oosterling", "Fenna Dijkgraaf")
PHONE = "06-01234567"
CHAT = (
    "01-02-2023 10:11 - Berichten en oproepen worden end-to-end versleuteld.\n"
    '01-02-2023 10:11 - Sanne Kuiperveld heeft de groep "Oosterling thuis" gemaakt\n'
    "01-02-2023 10:12 - Sanne Kuiperveld: hoi Bram, ik ben morgen weer op het werk\n"
    f"01-02-2023 10:13 - Bram Oosterling: goed zo! bel je me even? {PHONE} 😀\n"
    "01-02-2023 10:14 - Fenna Dijkgraaf: ik zie je dan, Sanne\n"
    "01-02-2023 10:15 - Sanne Kuiperveld: IMG-20230201-WA0001.jpg (bestand bijgevoegd)\n"
    "01-02-2023 10:16 - Sanne Kuiperveld: Brief Fenna Dijkgraaf.pdf (bestand bijgevoegd)\n"
    "01-02-2023 10:17 - Sanne Kuiperveld: en dit is de tweede regel\nvan een bericht\n"
)
NOTHING = "Dit is een zin zonder namen.\nEn dit is er nog een.\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 4
PDF = b"%PDF-1.4\n" + bytes(range(256)) * 8
VCARD = b"BEGIN:VCARD\nFN:Fenna Dijkgraaf\nEND:VCARD\n"
CHAT_NAME = "WhatsApp-chat met Sanne Kuiperveld.txt"
MEMBERS: dict[str, bytes] = {
    CHAT_NAME: CHAT.encode(),
    "IMG-20230201-WA0001.jpg": JPEG,
    "Brief Fenna Dijkgraaf.pdf": PDF,
    "Fenna Dijkgraaf.vcf": VCARD,
    "oud.zip": b"PK\x05\x06" + bytes(18),
}


def zipped(members: Mapping[str, bytes] = MEMBERS, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with those members, dated apart from each other, and a comment."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.comment = b"shared by Sanne Kuiperveld"
        for day, (name, data) in enumerate(members.items(), 1):
            info = zipfile.ZipInfo(name, (2023, 2, day, 10, 11, 12))
            info.compress_type = compression
            info.external_attr = 0o600 << 16
            archive.writestr(info, data)
    return out.getvalue()


def patched(data: bytes, at: int, layout: str, value: int, member: int = 0) -> bytes:
    """A zip in which a field of a member's entry in the central directory was overwritten."""
    start = -1
    for _ in range(member + 1):
        start = data.index(b"PK\x01\x02", start + 1)
    changed = bytearray(data)
    struct.pack_into(layout, changed, start + at, value)
    return bytes(changed)


class Ran(NamedTuple):
    """What a run of the command gave."""

    code: int
    out: bytes
    err: str


def run(*args: object, stdin: bytes = b"") -> Ran:
    """Run the command in this process, with streams of its own."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    given = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    code = 0
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        mock.patch.object(sys, "stdin", given),
    ):
        try:
            main([str(arg) for arg in args], prog_name="chatscrub")
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    out.flush()
    err.flush()
    return Ran(code, _bytes(out), _bytes(err).decode())


def _bytes(stream: io.TextIOWrapper) -> bytes:
    inner = stream.buffer
    assert isinstance(inner, io.BytesIO)
    return inner.getvalue()


def tree(folder: Path) -> dict[str, bytes]:
    """Every regular file under a folder, by its path in it."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def put(path: Path, data: bytes | str) -> Path:
    """Write a source."""
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path
