"""Exports that are a tar, as those of Skype and of personal Teams are: read like a zip, and released as one.

What a tar notes beside its members (whose they are, when they were written, comments) is left behind; compressed tars
are not read. https://www.gnu.org/software/tar/manual/html_node/Standard.html
"""

from __future__ import annotations

import hashlib
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from typing import IO

from . import archives
from .archives import GIVE, MEGA, TEXTS, Box, escapes, is_text, sort_in
from .errors import UnreadableError, UnsafeArchiveError
from .model import Member
from .settings import LIMITS, Limits

_AT, _MAGICS = 257, (b"ustar\x00", b"ustar ")  # where the first header says what it is, and how
_LONGEST_HEADER = 8 * MEGA  # bytes that a header may want to be read at once
_DAMAGED = (tarfile.TarError, EOFError, ValueError, OSError, OverflowError)
_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a zip can tell


class _Guarded:
    """A stream that gives no more at once than a header may be long."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        """So many bytes."""
        if not 0 <= size <= _LONGEST_HEADER:
            raise tarfile.ReadError("a header of that size")
        return self._stream.read(size)

    def seek(self, place: int, whence: int = 0) -> int:
        """Go to a place."""
        return self._stream.seek(place, whence)

    def tell(self) -> int:
        """The place."""
        return self._stream.tell()


def is_tar(stream: IO[bytes]) -> bool:
    """Whether a source is a tar; it stands at its beginning then."""
    stream.seek(0)
    head = stream.read(_AT + len(_MAGICS[0]))
    stream.seek(0)
    return head[_AT:] in _MAGICS


def read_tar(stream: IO[bytes], where: str, limits: Limits) -> Box:
    """Texts by name, and the other members; what lies in an archive in it is not looked at.

    Raises:
        UnreadableError: damaged, or without a text; ``where`` names the source.
        UnsafeArchiveError: it could do harm.
    """
    texts: list[tuple[str, bytes]] = []
    members: list[Member] = []
    left = limits.text_bytes
    for name, info, archive in _members(stream, where, limits):
        if not is_text(name, TEXTS):
            members.append(Member(name, info.size, sort_in(name)))
            continue
        if info.size > left:
            raise UnsafeArchiveError(f"{where}: its texts are more than {limits.text_bytes // MEGA} MB; {GIVE}")
        left -= info.size
        texts.append((name, b"".join(_content(archive, info, where))))
    if not texts:
        raise UnreadableError(f"{where}: no text in this tar that can be read; give the file that was exported")
    return Box(texts, tuple(members))


def write_zip(
    source: IO[bytes],
    target: IO[bytes],
    texts: Mapping[str, bytes],
    names: Mapping[str, str],
    where: str,
    limits: Limits = LIMITS,
    days: int = 0,
) -> None:
    """Write a zip with the members of a zip or a tar that are in ``names``, see :func:`archives.write_zip`.

    Of a tar their order stays; there are no dates of members that could be moved.

    Raises:
        UnreadableError: a member of the source is damaged; ``where`` names the source.
        UnsafeArchiveError: it could do harm.
    """
    if not is_tar(source):
        archives.write_zip(source, target, texts, names, where, limits, days)
        return
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name, info, archive in _members(source, where, limits):
            if name not in names:
                continue
            entry = zipfile.ZipInfo(names[name], _DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            with new.open(entry, "w", force_zip64=info.size >= 1 << 31) as out:
                for chunk in (texts[name],) if name in texts else _content(archive, info, where):
                    out.write(chunk)


def digests(stream: IO[bytes], names: set[str], where: str, limits: Limits = LIMITS) -> Iterator[tuple[str, str]]:
    """Name and SHA-256 of those members of a zip or a tar.

    Raises:
        UnreadableError: one of them is damaged; ``where`` names the source.
        UnsafeArchiveError: it could do harm.
    """
    if not is_tar(stream):
        yield from archives.digests(stream, names, where, limits)
        return
    for name, info, archive in _members(stream, where, limits):
        if name in names:
            found = hashlib.sha256()
            for chunk in _content(archive, info, where):
                found.update(chunk)
            yield name, found.hexdigest()


def _members(stream: IO[bytes], where: str, limits: Limits) -> Iterator[tuple[str, tarfile.TarInfo, tarfile.TarFile]]:
    """The files in a tar in order; what else there is than folders and files could do harm."""
    seen: set[str] = set()
    stream.seek(0)
    try:
        with tarfile.open(fileobj=_Guarded(stream), mode="r:") as archive:  # type: ignore[call-overload]
            while info := archive.next():
                archive.members.clear()  # which would hold every header that was read
                name = info.name.removeprefix("./").encode("utf-8", "surrogateescape").decode("utf-8", "replace")
                if info.isdir():
                    continue
                _check(info, name, seen, where, limits)
                seen.add(name)
                yield name, info, archive
    except _DAMAGED as error:
        raise _damaged(where, error) from None


def _check(info: tarfile.TarInfo, name: str, seen: set[str], where: str, limits: Limits) -> None:
    if not info.isreg() or info.issparse():
        raise UnsafeArchiveError(f"{where}: the tar holds a link or a device; {GIVE}")
    if escapes(name) or name.startswith("/"):
        raise UnsafeArchiveError(f"{where}: a file in the tar points outside it; {GIVE}")
    if name in seen:
        raise UnsafeArchiveError(f"{where}: two files in the tar have the same name; {GIVE}")
    if len(seen) >= limits.members:
        raise UnsafeArchiveError(f"{where}: more than {limits.members:,} files in the tar; {GIVE}")


def _content(archive: tarfile.TarFile, info: tarfile.TarInfo, where: str) -> Iterator[bytes]:
    """What a member holds, piece by piece, all of it."""
    left = info.size
    try:
        stream = archive.extractfile(info)
        while stream and left and (chunk := stream.read(min(left, MEGA))):
            left -= len(chunk)
            yield chunk
    except _DAMAGED as error:
        raise _damaged(where, error) from None
    if left:
        raise UnreadableError(f"{where}: the tar is cut off; export or save it again")


def _damaged(where: str, error: Exception) -> UnreadableError:
    return UnreadableError(f"{where}: a damaged tar ({type(error).__name__}); export or save it again")
