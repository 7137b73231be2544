"""Zips: texts out of hostile ones without harm, and scrubbed ones like their source."""

from __future__ import annotations

import hashlib
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import IO

from .errors import UnreadableError, UnsafeArchiveError
from .formats.whatsapp import sort_of
from .model import Member
from .settings import LIMITS, Limits

MEGA = 1024 * 1024
GIVE = "give the .txt or .zip that the phone shared"
_MAGIC, _ZIP64 = 4, 28  # bytes: how a member begins, and what large sizes need beside it
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_DAMAGED = (zipfile.BadZipFile, EOFError, zlib.error, RuntimeError, ValueError, OSError)


def read_zip(stream: IO[bytes], where: str, limits: Limits) -> tuple[list[tuple[str, bytes]], tuple[Member, ...]]:
    """Texts by name, and the other members, which stay packed.

    Raises:
        UnreadableError: damaged, packed in a rare way, or without a text; ``where`` names the source.
        UnsafeArchiveError: it could do harm.
    """
    texts: list[tuple[str, bytes]] = []
    members: list[Member] = []
    try:
        with zipfile.ZipFile(stream) as archive:
            infos = [i for i in archive.infolist() if not i.is_dir()]
            _check(infos, where, limits)
            left = limits.text_bytes
            for info in infos:
                if _is_chat_text(info.filename):
                    _check_packing(info, where)
                    texts.append((info.filename, b"".join(_unpack(archive, info, where, left, limits))))
                    left -= len(texts[-1][1])
                else:
                    members.append(Member(info.filename, info.file_size, _sort(info.filename)))
    except _DAMAGED as error:
        raise _damaged(where, error) from None
    if not texts:
        raise UnreadableError(f"{where}: no chat text (.txt) in this zip; give the zip that the phone shared")
    return texts, tuple(members)


def _damaged(where: str, error: Exception) -> UnreadableError:
    return UnreadableError(f"{where}: damaged or unsupported zip ({type(error).__name__}); export the chat again")


def _check(infos: Sequence[zipfile.ZipInfo], where: str, limits: Limits) -> None:
    if len(infos) > limits.members:
        raise UnsafeArchiveError(f"{where}: more than {limits.members:,} files in the zip; {GIVE}")
    if len({i.filename for i in infos}) < len(infos):
        raise UnsafeArchiveError(f"{where}: two files in the zip have the same name; {GIVE}")
    places = sorted((i.header_offset, i.header_offset + i.compress_size) for i in infos)
    if any(end > start for (_, end), (start, _) in pairwise(places)):
        raise UnsafeArchiveError(f"{where}: files in the zip lie over each other, as in a bomb; {GIVE}")
    for info in infos:
        if info.flag_bits & 0x1:
            raise UnsafeArchiveError(
                f"{where}: the zip is encrypted; unpack it with its password and give the chat text"
            )
        if _escapes(info.orig_filename) or _escapes(info.filename):
            raise UnsafeArchiveError(f"{where}: a file in the zip points outside it; {GIVE}")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise UnsafeArchiveError(f"{where}: the zip holds a link to another place; {GIVE}")


def _escapes(member: str) -> bool:
    steps = re.split(r"[/\\]", member)
    return ".." in steps or steps[0] == "" or bool(re.match(r"[A-Za-z]:", member)) or "\x00" in member


def _check_packing(info: zipfile.ZipInfo, where: str) -> None:
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnreadableError(f"{where}: a file in the zip is packed in a rare way; unpack it and zip it again")


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str, left: int, limits: Limits) -> Iterator[bytes]:
    """Unpack a member piece by piece, counting real bytes rather than trusting the header."""
    read = 0
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(MEGA):
                read += len(chunk)
                if read > left or (read > 8 * MEGA and read > limits.ratio * max(info.compress_size, 1)):
                    raise UnsafeArchiveError(
                        f"{where}: a file in the zip unpacks to far more than it should, as in a bomb; {GIVE}"
                    )
                yield chunk
    except _DAMAGED as error:
        raise _damaged(where, error) from None


def _is_chat_text(member: str) -> bool:
    return member.casefold().endswith(".txt") and not _is_system_file(member)


def _is_system_file(member: str) -> bool:
    """Whether a computer put it there by itself; some hold old names and dates."""
    base = member.rpartition("/")[2]
    return member.startswith("__MACOSX/") or base.startswith("._") or base in (".DS_Store", "Thumbs.db")


def _sort(member: str) -> str:
    return "system file" if _is_system_file(member) else sort_of(member.rpartition("/")[2])


def names_in(stream: IO[bytes]) -> list[str]:
    """The names of all members."""
    with zipfile.ZipFile(stream) as archive:
        return archive.namelist()


def digests(stream: IO[bytes], names: set[str], where: str, limits: Limits = LIMITS) -> Iterator[tuple[str, str]]:
    """Name and SHA-256 of the content of those members.

    Raises:
        UnreadableError: one of them is damaged or packed in a rare way; ``where`` names the archive.
        UnsafeArchiveError: a member unpacks to far more than it should.
    """
    with zipfile.ZipFile(stream) as archive:
        for info in archive.infolist():
            if info.filename in names:
                _check_packing(info, where)
                digest = hashlib.sha256()
                for chunk in _unpack(archive, info, where, 4 * limits.file_bytes, limits):
                    digest.update(chunk)
                yield info.filename, digest.hexdigest()


def plain_digests(stream: IO[bytes], where: str, limits: Limits = LIMITS) -> list[tuple[str, str]] | None:
    """Name and SHA-256 of all members; None where bytes lie around them, in comments or extra fields, that tell more.

    Raises:
        UnreadableError: damaged; ``where`` names the archive.
        UnsafeArchiveError: a member unpacks to far more than it should.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            infos = archive.infolist()
            talks = archive.comment or any(info.comment or len(info.extra) > _ZIP64 for info in infos)
            first = min((info.header_offset for info in infos), default=0)
            names = {info.filename for info in infos}
    except _DAMAGED as error:
        raise _damaged(where, error) from None
    stream.seek(0)
    if talks or first or stream.read(_MAGIC) != b"PK\x03\x04" or len(names) < len(infos):
        return None
    stream.seek(0)
    return list(digests(stream, names, where, limits))


_Moment = tuple[int, int, int, int, int, int]


def _moved(moment: _Moment, days: int) -> _Moment:
    """The date of a member so many days later; the first day that a zip can tell where that is not possible."""
    if not days:
        return moment
    try:
        new = datetime(*moment) + timedelta(days)
    except (ValueError, OverflowError):
        return _FIRST_DAY
    moved = (new.year, new.month, new.day, new.hour, new.minute, new.second)
    return max(moved, _FIRST_DAY)


def write_zip(
    source: IO[bytes],
    target: IO[bytes],
    texts: dict[str, bytes],
    names: dict[str, str],
    where: str,
    limits: Limits = LIMITS,
    days: int = 0,
) -> None:
    """Write a zip like ``source`` with the members in ``names`` only, under their new names, texts replaced.

    Order, dates, compression and rights stay as they were; comments and extra fields are dropped, because
    nobody examined them. ``days`` moves the dates.

    Raises:
        UnreadableError: a member of the source is damaged; ``where`` names the source.
        UnsafeArchiveError: a member unpacks to far more than it should.
    """
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            if info.filename not in names:
                continue
            copy = zipfile.ZipInfo(names[info.filename], _moved(info.date_time, days))
            copy.compress_type, copy.external_attr = info.compress_type, info.external_attr
            copy.create_system = info.create_system
            if info.filename in texts:
                new.writestr(copy, texts[info.filename])
                continue
            _check_packing(info, where)
            copy.file_size = info.file_size
            with new.open(copy, "w") as out:
                for chunk in _unpack(old, info, where, 4 * limits.file_bytes, limits):
                    out.write(chunk)
