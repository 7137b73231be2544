"""The only code that opens files: bytes to text and back, members of archives, safe names, atomic writes."""

from __future__ import annotations

import codecs
import contextlib
import hashlib
import os
import re
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, BinaryIO

from . import formats
from .errors import OutputError, UnreadableError, UnsafeArchiveError
from .formats.whatsapp import sort_of
from .model import Export, Field, Member, Part
from .names import name_fields
from .settings import Limits

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_MAGIC = {
    b"\xff\xd8\xff": "a JPEG picture",
    b"\x89PNG": "a PNG picture",
    b"GIF8": "a GIF picture",
    b"%PDF": "a PDF document",
    b"RIFF": "a media file",
    b"OggS": "an audio file",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7-zip archive",
    b"\x1f\x8b": "a gzip file",
    b"SQLite": "a database",
    b"\xd0\xcf\x11\xe0": "an Office document",
}
_MEGA = 1024 * 1024
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def read(path: str | os.PathLike[str], *, format: str | None = None, limits: Limits = Limits()) -> Export:
    """Read an export: a text file or the zip a phone shares.

    Args:
        path: the file.
        format: name of the format; None looks at the content.
        limits: where to stop.

    Raises:
        UnreadableError: missing, no file, no permission, empty, too large, damaged or not text.
        UnsafeArchiveError: an archive that could do harm.
    """
    place = Path(path)
    name = _printable(place.name)
    with _open(place) as stream:
        if stream.read(4) in _ZIP:
            stream.seek(0)
            digest = sha256_chunks(iter(lambda: stream.read(_MEGA), b""))
            return _export(name, os.fspath(path), digest, *_read_zip(stream, name, limits), "zip", format, limits)
        stream.seek(0)
        data = read_stream(stream, str(path), limits)
    return read_bytes(data, name, path=os.fspath(path), format=format, limits=limits)


def read_bytes(
    data: bytes, name: str, *, path: str | None = None, format: str | None = None, limits: Limits = Limits()
) -> Export:
    """Like :func:`read`, for a text that is in memory already, such as standard input."""
    if not data:
        raise UnreadableError(f"{name}: the file is empty; export the chat again")
    if data[:4] in _ZIP:
        raise UnreadableError(f"{name}: a zip must be given as a file, not through standard input")
    digest = hashlib.sha256(data).hexdigest()
    return _export(name, path, digest, [(name, data)], (), "file", format, limits)


def _export(
    name: str,
    path: str | None,
    digest: str,
    texts: list[tuple[str, bytes]],
    members: tuple[Member, ...],
    container: str,
    format: str | None,
    limits: Limits,
) -> Export:
    parts = [_part(n, d, name, limits) for n, d in texts]
    known = [format or formats.sniff(part.name, part.text) for part in parts]
    found: list[Field] = []
    for index, part in enumerate(parts):
        found += formats.by_name(known[index]).fields(index, part.text)
    for text in [name, *(p.name for p in parts if container == "zip"), *(m.name for m in members)]:
        found += name_fields(len(parts), text)
        digest_of_name = hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
        parts.append(Part(text, text, "utf-8", digest_of_name, True))
    chosen = next((kind for kind in known if kind != "plain"), "plain")
    return Export(name, path, digest, chosen, tuple(parts), tuple(found), members, container)


def _printable(name: str) -> str:
    """A file name as text that can be printed and encoded, whatever bytes it has on disk."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


@contextlib.contextmanager
def _open(path: Path) -> Iterator[BinaryIO]:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableError(f"{path}: this is a folder; give the export file inside it")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError(f"{path}: this is not a regular file")
        stream = open(path, "rb")
    except FileNotFoundError:
        raise UnreadableError(f"{path}: no such file; check the name") from None
    except PermissionError:
        raise UnreadableError(f"{path}: no permission to read it; change its rights or copy it") from None
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{path}: cannot be read ({_why(error)})") from None
    with stream:
        yield stream


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or type(error).__name__


def read_stream(stream: IO[bytes], name: str, limits: Limits = Limits()) -> bytes:
    """All bytes of a stream such as standard input, up to the limit.

    Raises:
        UnreadableError: there is more than the limit, or reading fails.
    """
    try:
        data = stream.read(limits.file_bytes + 1)
    except OSError as error:
        raise UnreadableError(f"{name}: cannot be read ({_why(error)})") from None
    if len(data) > limits.file_bytes:
        raise UnreadableError(f"{name}: a text of more than {limits.file_bytes // _MEGA} MB; split it and run each part")
    return data


# --- text -----------------------------------------------------------------------------------------------


def _part(name: str, data: bytes, source: str, limits: Limits) -> Part:
    where = source if name == source else f"{source}: {_shown(name)}"
    if not data.strip():
        raise UnreadableError(f"{where}: holds no text; export the chat again")
    text, encoding = decode(data, where)
    longest = max(map(len, text.split("\n")))
    if longest > limits.line_chars:
        raise UnreadableError(f"{where}: a line of more than {limits.line_chars:,} characters; this is no chat export")
    return Part(name, text, encoding, hashlib.sha256(data).hexdigest())


def decode(data: bytes, where: str) -> tuple[str, str]:
    """Text and encoding of bytes, such that encoding the text gives the bytes back.

    UTF-8 keeps stray bytes as surrogates; UTF-16 needs its byte order mark; what is clearly not UTF-8 is
    read as Windows-1252.

    Raises:
        UnreadableError: pictures, archives, anything that is not text.
    """
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise UnreadableError(f"{where}: this is {what}, not a chat export; give the .txt or .zip that the phone shared")
    encoding = next((e for bom, e in _BOMS if data.startswith(bom)), "utf-8")
    if encoding != "utf-8":
        return _strict(data, encoding, where), encoding
    if _CONTROL.search(data[:65_536]) and len(_CONTROL.findall(data)) * 200 > len(data) or b"\x00" in data:
        raise UnreadableError(f"{where}: this is not text; give the .txt or .zip that the phone shared")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _stray(data, where)


def _strict(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{where}: damaged {encoding} text at byte {error.start}; export the chat again") from None


def _stray(data: bytes, where: str) -> tuple[str, str]:
    """Bytes that are not UTF-8 throughout: UTF-8 with a few bad bytes, or Windows-1252."""
    text = data.decode("utf-8", "surrogateescape")
    stray = sum("\udc80" <= c <= "\udcff" for c in text)
    good = sum(ord(c) > 127 for c in text) - stray
    if good >= stray:
        return text, "utf-8"
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError as error:
        if stray * 50 < len(data):
            return text, "utf-8"
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(f"{where}:{line}: neither UTF-8 nor Windows-1252 text; save it as UTF-8") from None


# --- archives -------------------------------------------------------------------------------------------


def _read_zip(data: IO[bytes], name: str, limits: Limits) -> tuple[list[tuple[str, bytes]], tuple[Member, ...]]:
    texts: list[tuple[str, bytes]] = []
    members: list[Member] = []
    try:
        with zipfile.ZipFile(data) as archive:
            infos = [i for i in archive.infolist() if not i.is_dir()]
            _check(infos, name, limits)
            left = limits.text_bytes
            for info in infos:
                if _is_chat_text(info.filename):
                    texts.append((info.filename, _inflate(archive, info, name, left, limits)))
                    left -= len(texts[-1][1])
                else:
                    members.append(Member(info.filename, info.file_size, _sort(info.filename)))
    except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError, ValueError, OSError) as error:
        raise UnreadableError(f"{name}: damaged or unsupported zip ({type(error).__name__}); export the chat again") from None
    if not texts:
        raise UnreadableError(f"{name}: no chat text (.txt) in this zip; give the zip that the phone shared")
    return texts, tuple(members)


def _check(infos: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    if len(infos) > limits.members:
        raise UnsafeArchiveError(f"{name}: more than {limits.members:,} files in the zip; refused")
    if len({i.filename for i in infos}) < len(infos):
        raise UnsafeArchiveError(f"{name}: two files in the zip have the same name; refused")
    for info in infos:
        if info.flag_bits & 0x1:
            raise UnsafeArchiveError(f"{name}: the zip is encrypted; unpack it with its password and give the chat text")
        if _escapes(info.filename):
            raise UnsafeArchiveError(f"{name}: a file in the zip points outside it; refused")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise UnsafeArchiveError(f"{name}: the zip holds a link to another place; refused")


def _escapes(member: str) -> bool:
    steps = re.split(r"[/\\]", member)
    return ".." in steps or steps[0] == "" or bool(re.match(r"[A-Za-z]:", member)) or "\x00" in member


def _inflate(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, left: int, limits: Limits) -> bytes:
    """Unpack a text member, counting real bytes rather than trusting the header."""
    read = bytearray()
    with archive.open(info) as stream:
        while chunk := stream.read(_MEGA):
            read += chunk
            if len(read) > left or (len(read) > 8 * _MEGA and len(read) > limits.ratio * max(info.compress_size, 1)):
                raise UnsafeArchiveError(f"{name}: a text in the zip unpacks to far more than it should; refused")
    return bytes(read)


def _is_chat_text(member: str) -> bool:
    base = member.rpartition("/")[2]
    return base.casefold().endswith(".txt") and not base.startswith("._") and not member.startswith("__MACOSX/")


def _sort(member: str) -> str:
    if member.startswith("__MACOSX/") or member.rpartition("/")[2] in (".DS_Store", "Thumbs.db"):
        return "system file"
    return sort_of(member.rpartition("/")[2])


def _shown(name: str) -> str:
    """A member's name for an error message: it may be a contact's, so only its extension is shown."""
    return f"a {name.rpartition('.')[2][:8]} file in the zip"


def write_zip(
    source: str, target: IO[bytes], texts: dict[str, bytes], names: dict[str, str], limits: Limits = Limits()
) -> None:
    """Write a zip like ``source`` with the members in ``names`` only, under their new names, texts replaced.

    Order, dates, compression and flags stay as they were; comments and extra fields are dropped, because
    nobody examined them.
    """
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            if info.filename not in names:
                continue
            copy = zipfile.ZipInfo(names[info.filename], info.date_time)
            copy.compress_type, copy.external_attr = info.compress_type, info.external_attr
            if info.filename in texts:
                new.writestr(copy, texts[info.filename])
            else:
                _copy_member(old, info, new, copy, limits)


def _copy_member(
    old: zipfile.ZipFile, info: zipfile.ZipInfo, new: zipfile.ZipFile, copy: zipfile.ZipInfo, limits: Limits
) -> None:
    copy.file_size, written = info.file_size, 0
    with old.open(info) as stream, new.open(copy, "w") as out:
        while chunk := stream.read(_MEGA):
            written += len(chunk)
            if written > 4 * limits.file_bytes:
                raise UnsafeArchiveError("a file in the zip unpacks to far more than it should; refused")
            out.write(chunk)


# --- writing --------------------------------------------------------------------------------------------


Write = Callable[[BinaryIO], None]


def write_atomic(path: Path, write: Write, *, force: bool) -> None:
    """Write a file so that it is there whole or not at all, readable by its owner only.

    Raises:
        OutputError: it exists and ``force`` is False, it is a link or folder, or the disk refuses.
    """
    try:
        check_free(path, force)
        handle, temporary = tempfile.mkstemp(prefix=".chatscrub-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as out:
                write(out)
                out.flush()
                os.fsync(out.fileno())
            _publish(temporary, path, force)
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary)
        _sync_folder(path.parent)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({_why(error)})") from None


def put(out: BinaryIO, data: bytes) -> None:
    """Write bytes that are there whole; for :func:`write_atomic`."""
    out.write(data)


def _publish(temporary: str, path: Path, force: bool) -> None:
    """Give the finished file its name; without ``force`` in a way that cannot replace another file."""
    if force:
        os.replace(temporary, path)
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise OutputError(f"{path}: exists already; use --force to replace it or -o for another folder") from None
    except OSError:  # a file system without hard links
        os.replace(temporary, path)


def check_free(path: Path, force: bool) -> None:
    """Make sure that writing ``path`` destroys nothing.

    Raises:
        OutputError: it exists already, or is a link or a folder.
    """
    if path.is_symlink() or path.is_dir():
        raise OutputError(f"{path}: is a link or a folder; choose another output folder with -o")
    if path.exists() and not force:
        raise OutputError(f"{path}: exists already; use --force to replace it or -o for another folder")


def make_folder(path: Path) -> None:
    """Make an output folder, with its parents.

    Raises:
        OutputError: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: cannot make this folder ({_why(error)})") from None


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # not every system can sync a folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sha256_chunks(chunks: Iterator[bytes]) -> str:
    """Digest of bytes that come in pieces, hex."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()
