"""Zips: texts out of hostile ones without harm, and scrubbed ones like their source; also zips within zips.

A member of a zip within a zip is named by both names with ``//`` between them. Documents (docx, odt, xlsx, pptx)
are zips too: *packages*, all of whose members stay, under their own names.
"""

from __future__ import annotations

import hashlib
import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import IO, NamedTuple

from .errors import UnreadableError, UnsafeArchiveError
from .formats.attachments import sort_of
from .model import Member
from .settings import LIMITS, Limits

MEGA = 1024 * 1024
_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
GIVE = "give the file that was exported, or a docx, odt, xlsx, pptx, rtf or pdf"
WITHIN = "//"
_MAGIC, _ZIP64 = 4, 28  # bytes: how a member begins, and what large sizes need beside it
_HEADER, _LENGTHS = 30, slice(26, 30)  # bytes: of a member before its name, and where its lengths stand in that
_STREAMED = 0x08  # flag: sizes stand behind the data
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_DAMAGED = (zipfile.BadZipFile, EOFError, zlib.error, RuntimeError, ValueError, OSError)
TEXTS = tuple(f".{e}" for e in "txt text log md markdown json jsonl ndjson html htm xml csv tsv eml mbox rtf".split())
_CARDS = (".vcf", ".vcard", ".ics")  # beside chats they are left out
_PARTS = (".xml", ".rels", ".vml", ".rdf", "mimetype")  # texts of a package
_ARCHIVES = tuple(f".{e}" for e in "zip docx docm dotx odt ott xlsx xlsm ods pptx odp".split())


class Box(NamedTuple):
    """What lies in a zip: its texts by name, its other members, whether it is a package; ``packages`` lie within."""

    texts: list[tuple[str, bytes]]
    members: tuple[Member, ...]
    package: bool = False
    packages: frozenset[str] = frozenset()


class _Reading:
    """One reading of a zip with all that lies within: what is found, and how much more may be."""

    def __init__(self, where: str, limits: Limits, kinds: tuple[str, ...]) -> None:
        self.where, self.limits, self.kinds = where, limits, kinds
        self.left = limits.text_bytes
        self.count = 0
        self.texts: list[tuple[str, bytes]] = []
        self.members: list[Member] = []
        self.packages: set[str] = set()

    def read(self, archive: zipfile.ZipFile, within: str, depth: int) -> bool:
        """Read an open archive; whether it is a package."""
        infos = [i for i in archive.infolist() if not i.is_dir()]
        self.count += len(infos)
        _check(infos, self.count, self.where, self.limits)
        package = is_package(archive.namelist())
        for info in infos:
            name = within + info.filename
            if is_text(info.filename, _PARTS if package else self.kinds):
                _check_packing(info, self.where)
                self.texts.append((name, self._unpacked(archive, info)))
            elif not self._nested(archive, info, name, depth):
                self.members.append(Member(name, info.file_size, sort_in(info.filename)))
        return package

    def _unpacked(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
        data = b"".join(_unpack(archive, info, self.where, self.left, self.limits))
        self.left -= len(data)
        return data

    def _nested(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, depth: int) -> bool:
        """Read a zip within the zip; False where it is none, lies too deep or holds no text."""
        if not _may_nest(info) or depth >= self.limits.depth or info.file_size > self.left:
            return False
        before, texts, members = self.left, len(self.texts), len(self.members)
        data = self._unpacked(archive, info)
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as inner:
                package = self.read(inner, name + WITHIN, depth + 1)
        except (*_DAMAGED, UnreadableError):
            del self.texts[texts:]
        if len(self.texts) == texts:
            self.left = before
            del self.members[members:]
            return False
        if package:
            self.packages.add(name)
        return True


def read_zip(stream: IO[bytes], where: str, limits: Limits) -> Box:
    """Texts by name, and the other members, which stay packed; cards are texts where there is no other.

    Raises:
        UnreadableError: damaged, packed in a rare way, or without a text; ``where`` names the source.
        UnsafeArchiveError: it could do harm.
    """
    for kinds in (TEXTS, _CARDS):
        reading = _Reading(where, limits, kinds)
        try:
            with zipfile.ZipFile(stream) as archive:
                package = reading.read(archive, "", 0)
        except _DAMAGED as error:
            raise _damaged(where, error) from None
        if reading.texts:
            break
    if not reading.texts:
        raise UnreadableError(f"{where}: no text in this zip that can be read; give the file that was exported")
    return Box(reading.texts, tuple(reading.members), package, frozenset(reading.packages))


def is_package(names: Sequence[str]) -> bool:
    """Whether the members of a zip are those of a document."""
    return "[Content_Types].xml" in names or ("mimetype" in names and "content.xml" in names)


def _may_nest(info: zipfile.ZipInfo) -> bool:
    return info.filename.casefold().endswith(_ARCHIVES) and not _is_system_file(info.filename)


def _damaged(where: str, error: Exception) -> UnreadableError:
    return UnreadableError(
        f"{where}: a damaged or unsupported zip, docx, odt or xlsx ({type(error).__name__}); export or save it again"
    )


def _check(infos: Sequence[zipfile.ZipInfo], count: int, where: str, limits: Limits) -> None:
    if count > limits.members:
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
        if escapes(info.orig_filename) or escapes(info.filename):
            raise UnsafeArchiveError(f"{where}: a file in the zip points outside it; {GIVE}")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise UnsafeArchiveError(f"{where}: the zip holds a link to another place; {GIVE}")


def escapes(member: str) -> bool:
    """Whether the name of a member leads out of the archive."""
    steps = re.split(r"[/\\]", member)
    return ".." in steps or "" in steps[:-1] or bool(re.match(r"[A-Za-z]:", member)) or "\x00" in member


def _packing(info: zipfile.ZipInfo) -> int:
    """How a new member in the place of this one is packed: as it was, where that can be written."""
    return info.compress_type if info.compress_type in _WAYS else zipfile.ZIP_DEFLATED


def _check_packing(info: zipfile.ZipInfo, where: str) -> None:
    if info.compress_type not in _WAYS:
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


def is_text(member: str, kinds: tuple[str, ...]) -> bool:
    """Whether a member is a text of those kinds by its name, and none that a computer put there by itself."""
    return member.casefold().endswith(kinds) and not _is_system_file(member)


def _is_system_file(member: str) -> bool:
    """Whether a computer put it there by itself; some hold old names and dates."""
    base = member.rpartition("/")[2]
    return member.startswith("__MACOSX/") or base.startswith("._") or base in (".DS_Store", "Thumbs.db")


def sort_in(member: str) -> str:
    """What sort of file a member is, by its name."""
    return "system file" if _is_system_file(member) else sort_of(member.rpartition("/")[2])


def names_in(stream: IO[bytes], within: frozenset[str] = frozenset()) -> list[str]:
    """The names of all members, and those of what lies in the zips ``within``."""
    with zipfile.ZipFile(stream) as archive:
        found: list[str] = []
        for info in archive.infolist():
            if info.filename not in within:
                found.append(info.filename)
                continue
            inner = names_in(io.BytesIO(archive.read(info)), _deeper(within, info.filename))
            found += [info.filename + WITHIN + name for name in inner]
        return found


def outer(names: set[str] | Mapping[str, object]) -> frozenset[str]:
    """The zips in which those members lie, by name."""
    steps = [name.split(WITHIN) for name in names]
    return frozenset(WITHIN.join(path[:n]) for path in steps for n in range(1, len(path)))


def _deeper(names: frozenset[str], name: str) -> frozenset[str]:
    return frozenset(n[len(name) + len(WITHIN) :] for n in names if n.startswith(name + WITHIN))


def digests(stream: IO[bytes], names: set[str], where: str, limits: Limits = LIMITS) -> Iterator[tuple[str, str]]:
    """Name and SHA-256 of the content of those members.

    Raises:
        UnreadableError: one of them is damaged or packed in a rare way; ``where`` names the archive.
        UnsafeArchiveError: a member unpacks to far more than it should.
    """
    inside = outer(names)
    with zipfile.ZipFile(stream) as archive:
        for info in archive.infolist():
            if info.filename in inside:
                data = io.BytesIO(b"".join(_unpack(archive, info, where, 4 * limits.file_bytes, limits)))
                for name, digest in digests(data, set(_deeper(frozenset(names), info.filename)), where, limits):
                    yield info.filename + WITHIN + name, digest
            elif info.filename in names:
                _check_packing(info, where)
                found = hashlib.sha256()
                for chunk in _unpack(archive, info, where, 4 * limits.file_bytes, limits):
                    found.update(chunk)
                yield info.filename, found.hexdigest()


def plain_digests(
    stream: IO[bytes], where: str, limits: Limits = LIMITS, within: frozenset[str] = frozenset()
) -> list[tuple[str, str]] | None:
    """Name and SHA-256 of all members, also of the zips ``within``.

    Returns:
        None where bytes lie around the members, in comments or extra fields, that tell more.

    Raises:
        UnreadableError: damaged; ``where`` names the archive.
        UnsafeArchiveError: a member unpacks to far more than it should.
    """
    found: list[tuple[str, str]] = []
    try:
        with zipfile.ZipFile(stream) as archive:
            infos = archive.infolist()
            if _talks(archive, stream):
                return None
            for info in infos:
                data = b"".join(_unpack(archive, info, where, 4 * limits.file_bytes, limits))
                if info.filename not in within:
                    found.append((info.filename, hashlib.sha256(data).hexdigest()))
                    continue
                inner = plain_digests(io.BytesIO(data), where, limits, _deeper(within, info.filename))
                if inner is None:
                    return None
                found += [(info.filename + WITHIN + name, digest) for name, digest in inner]
    except _DAMAGED as error:
        raise _damaged(where, error) from None
    return found


def _talks(archive: zipfile.ZipFile, stream: IO[bytes]) -> bool:
    """Whether there is more in an archive than its members."""
    infos = archive.infolist()
    first = min((info.header_offset for info in infos), default=0)
    stream.seek(0)
    more = archive.comment or any(info.comment or len(info.extra) > _ZIP64 for info in infos)
    return (
        bool(more) or first > 0 or stream.read(_MAGIC) != b"PK\x03\x04" or len({i.filename for i in infos}) < len(infos)
    )


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
    texts: Mapping[str, bytes],
    names: Mapping[str, str],
    where: str,
    limits: Limits = LIMITS,
    days: int = 0,
) -> None:
    """Write a zip like ``source`` with the members in ``names`` only, under their new names, texts replaced.

    Order, dates, way of packing and rights stay as they were, and so do the packed bytes of what is not replaced;
    comments and extra fields are dropped, because nobody examined them. ``days`` moves the dates.

    Raises:
        UnreadableError: a member of the source is damaged; ``where`` names the source.
        UnsafeArchiveError: a member unpacks to far more than it should.
    """
    inside = outer(names)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            if info.filename in inside:
                name, data = _inner(old, info, texts, names, where, limits, days)
                new.writestr(_copy(info, name, days), data)
            elif info.filename in names:
                copy, text = _copy(info, names[info.filename], days), texts.get(info.filename)
                if text is None or (len(text) == info.file_size and zlib.crc32(text) == info.CRC):
                    _check_packing(info, where)
                    _copy_packed(source, new, info, copy)
                else:
                    new.writestr(copy, text)


def _copy(info: zipfile.ZipInfo, name: str, days: int) -> zipfile.ZipInfo:
    copy = zipfile.ZipInfo(name, _moved(info.date_time, days))
    copy.compress_type, copy.external_attr = _packing(info), info.external_attr
    copy.create_system = info.create_system
    return copy


def _inner(
    old: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    texts: Mapping[str, bytes],
    names: Mapping[str, str],
    where: str,
    limits: Limits,
    days: int,
) -> tuple[str, bytes]:
    """The new name of a zip within the zip, and the zip, written anew."""
    start = info.filename + WITHIN
    mine = {name[len(start) :]: new.split(WITHIN, 1) for name, new in names.items() if name.startswith(start)}
    theirs = {name[len(start) :]: text for name, text in texts.items() if name.startswith(start)}
    data = io.BytesIO(b"".join(_unpack(old, info, where, 4 * limits.file_bytes, limits)))
    out = io.BytesIO()
    write_zip(data, out, theirs, {name: new for name, (_, new) in mine.items()}, where, limits, days)
    return next(iter(mine.values()))[0], out.getvalue()


def _copy_packed(source: IO[bytes], new: zipfile.ZipFile, info: zipfile.ZipInfo, copy: zipfile.ZipInfo) -> None:
    """Copy the packed bytes of a member as they are."""
    source.seek(info.header_offset)
    name, extra = (int.from_bytes(half, "little") for half in _halves(source.read(_HEADER)[_LENGTHS]))
    source.seek(info.header_offset + _HEADER + name + extra)
    copy.CRC, copy.compress_size, copy.file_size = info.CRC, info.compress_size, info.file_size
    copy.flag_bits = info.flag_bits & ~_STREAMED
    assert new.fp is not None
    copy.header_offset = new.fp.tell()
    new.fp.write(copy.FileHeader())
    left = info.compress_size
    while left and (chunk := source.read(min(left, MEGA))):
        new.fp.write(chunk)
        left -= len(chunk)
    new.filelist.append(copy)
    new.NameToInfo[copy.filename] = copy
    new.start_dir = new.fp.tell()  # where the next member goes
    new._didModify = True  # type: ignore[attr-defined]  # there is no public way to add packed bytes


def _halves(data: bytes) -> tuple[bytes, bytes]:
    return data[:2], data[2:]
