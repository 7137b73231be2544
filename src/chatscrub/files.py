"""The only code that opens exports and writes outputs: bytes to text and back, atomic writes."""

from __future__ import annotations

import codecs
import contextlib
import hashlib
import io
import os
import re
import stat
import tempfile
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple

from . import archives, formats, lifting, longtext, pdfs, tars, wrapping
from .archives import GIVE, MEGA, read_zip
from .disk import open_source as open_source
from .disk import read_plain as read_plain
from .disk import read_stream as read_stream
from .disk import sync_folder, take_away, too_large, why
from .doubles import doubles
from .errors import OutputError, UnreadableError
from .fields import Fields
from .formats.filenames import name_fields
from .formats.members import chosen, member_fields
from .lifting import MARK, MARKED, Lifted, NeededWholeError
from .longtext import LongText, Sliced, whole
from .model import Export, Member, Part, Role
from .settings import LIMITS, Limits
from .syntax.lines import line_ends

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = bytes({*range(0x20)} - {*b"\a\b\t\n\v\f\r\x1b"})
_MAGIC = {
    b"\xff\xd8\xff": "a JPEG picture",
    b"\x89PNG\r\n": "a PNG picture",
    b"GIF87a": "a GIF picture",
    b"GIF89a": "a GIF picture",
    pdfs.MAGIC: "a PDF document",
    b"OggS\x00": "an audio file",
    b"SQLite format 3\x00": "a database",
    b"PK\x03\x04": "an archive",
}
# What can be read once it was saved otherwise, and how. Word and Excel write old files and encrypted ones alike.
_SAVED = {
    b"Rar!\x1a\x07": "a RAR archive; unpack it and give the file that was exported",
    b"7z\xbc\xaf": "a 7-zip archive; unpack it and give the file that was exported",
    b"\x1f\x8b": "a gzip file; unpack it and give the file that was exported",
    b"\xd0\xcf\x11\xe0": "an old or encrypted Office document; save it as docx or xlsx without a password",
}
_RTF = b"{\\rt"
_HEAD = 64 * 1024  # bytes that tell whether it is text
_FEW = MEGA // 200  # control characters in so many bytes that a text may have
_LARGE = MEGA  # bytes of a text from which on pictures are lifted out of it
_LONG = 4 * MEGA  # bytes or signs of a text from which on it is kept packed
ZIP = (b"PK\x03\x04", b"PK\x05\x06")


class Raw(NamedTuple):
    """What lay in a source: its name, its texts by name, what else there was, and the digest of it all."""

    name: str
    path: str | None
    sha256: str
    texts: Sequence[tuple[str, bytes | LongText]]
    members: tuple[Member, ...] = ()
    container: str = "file"
    packages: frozenset[str] = frozenset()
    lifted: Lifted | None = None

    def __repr__(self) -> str:
        """Sizes only: workers of a cluster write the arguments of what fails into their logs."""
        return f"Raw({len(self.texts)} texts, {self.container})"


def read(path: str | os.PathLike[str], *, format: str | None = None, limits: Limits = LIMITS) -> Export:
    """Read an export: a text file, the zip that a phone shares, or a tar.

    Args:
        path: the file.
        format: name of the format; None looks at the content.
        limits: where to stop.

    Raises:
        UnreadableError: missing, no file, no permission, empty, too large, damaged or not text.
        UnsafeArchiveError: an archive that could do harm.
    """
    try:
        return unfolded(load(path, limits, lift=True), format=format, limits=limits)
    except NeededWholeError:
        return unfolded(load(path, limits), format=format, limits=limits)


def load(path: str | os.PathLike[str], limits: Limits = LIMITS, *, lift: bool = False) -> Raw:
    """The texts of an export as bytes, and what else lies in it: all that :func:`unfolded` needs.

    Args:
        path: the file.
        limits: where to stop.
        lift: leave long runs of base64 in the file, see ``lifting``; :func:`unfolded` may find that it needs them.

    Raises:
        UnreadableError, UnsafeArchiveError: see :func:`read`.
    """
    where = os.fspath(path)
    with open_source(where) as stream:
        return _read(stream, _printable(Path(path).name), where, limits, lift=lift)


def read_bytes(
    data: bytes, name: str, *, path: str | None = None, format: str | None = None, limits: Limits = LIMITS
) -> Export:
    """Like :func:`read`, for a text that is in memory already, such as standard input."""
    if data[:4] in ZIP or tars.is_tar(io.BytesIO(data)):
        raise UnreadableError(f"{_where(path)}: a zip or tar has to be read from a file; save it and give its name")
    if data.startswith(pdfs.MAGIC):
        return unfolded(_pdf(data, name, path), format=format, limits=limits)
    return unfolded(_plain(data, name, path), format=format, limits=limits)


def read_content(data: bytes, name: str, path: str, *, format: str | None = None, limits: Limits = LIMITS) -> Export:
    """Like :func:`read`, for a file whose content is at hand, as git keeps it; an archive cannot be released."""
    return unfolded(_read(io.BytesIO(data), _printable(name), path, limits, lift=False), format=format, limits=limits)


def _read(stream: IO[bytes], name: str, where: str, limits: Limits, *, lift: bool) -> Raw:
    try:
        stream.seek(0)
        is_zip = stream.read(4) in ZIP
        stream.seek(0)
        is_tar = tars.is_tar(stream)
        size = stream.seek(0, os.SEEK_END)
        stream.seek(0)
        digest = sha256_chunks(iter(lambda: stream.read(MEGA), b"")) if is_zip or is_tar else ""
        alone = lift and not (is_zip or is_tar)
        long = _long(stream, size, name, where, limits) if alone else None
        lifted = _lifted(stream, size, where, limits) if alone and not long else None
    except OSError as error:
        raise UnreadableError(f"{where}: cannot be read ({why(error)}); check the file and its disk") from None
    if is_zip:
        box = read_zip(stream, where, limits)
        container = "package" if box.package else "zip"
        return Raw(name, where, digest, box.texts, box.members, container, box.packages)
    if is_tar:
        box = tars.read_tar(stream, where, limits)
        return Raw(name, where, digest, box.texts, box.members, "zip")
    if long:
        return long
    if lifted:
        return Raw(name, where, lifted.sha256, [(name, b"".join(lifted.segments))], lifted=lifted)
    if size > limits.file_bytes:
        raise too_large(where, limits.file_bytes)
    data = read_stream(stream, where, limits)
    if data.startswith(pdfs.MAGIC):
        return _pdf(data, name, where)
    return _plain(data, name, where)


def _lifted(stream: IO[bytes], size: int, where: str, limits: Limits) -> Lifted | None:
    """A large text without the pictures that are written into it; None where there are none, or it is no text."""
    is_text = b"\x00" not in stream.read(_HEAD)
    stream.seek(0)
    if size < _LARGE or not is_text:
        return None
    found = lifting.lift(stream, limits.file_bytes)
    stream.seek(0)
    if found is None:
        raise too_large(where, limits.file_bytes)
    return found if found.runs else None


def _long(stream: IO[bytes], size: int, name: str, where: str, limits: Limits) -> Raw | None:
    """A large text in UTF-8 that is read by slices, packed while it is read; None for any other."""
    head = stream.read(_HEAD).decode("utf-8", "ignore") if size >= _LONG else ""
    stream.seek(0)
    known = formats.by_name(formats.sniff(name, head)) if head else None
    if known is None or not known.by_slices:
        return None
    most = limits.file_bytes if known.lines else limits.long_bytes
    if size > most:
        raise too_large(where, most)
    digest = hashlib.sha256()
    try:
        text = LongText(longtext.decoded(_text_chunks(stream, digest)))
    except UnicodeError:
        stream.seek(0)
        return None
    return Raw(name, where, digest.hexdigest(), [(name, text)])


def _text_chunks(stream: IO[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    """A text as it is read.

    Raises:
        UnicodeError: it is none, by its control characters.
    """
    while chunk := stream.read(MEGA):
        if b"\x00" in chunk or len(chunk) - len(chunk.translate(None, _CONTROL)) > _FEW:
            raise UnicodeError
        digest.update(chunk)
        yield chunk


def _plain(data: bytes, name: str, path: str | None) -> Raw:
    return Raw(name, path, hashlib.sha256(data).hexdigest(), [(name, data)])


def _pdf(data: bytes, name: str, path: str | None) -> Raw:
    """The text of a PDF in the place of the PDF; what is lost on the way is listed like what lies in an archive."""
    taken = pdfs.text_of(data, _where(path))
    lost = [Member("", 0, "layout")]
    lost += [Member("", 0, "silent page")] * taken.silent + [Member("", 0, "image")] * taken.pictures
    return Raw(name, path, hashlib.sha256(data).hexdigest(), [(name, taken.text.encode())], tuple(lost), "pdf")


def unfolded(raw: Raw, *, format: str | None = None, limits: Limits = LIMITS) -> Export:
    """The export whose texts are at hand. Nothing is opened.

    Args:
        raw: what :func:`load` gave.
        format: name of the format; None looks at the content.
        limits: where to stop.

    Raises:
        UnreadableError: no text, or too long lines.
        NeededWholeError: what was lifted out of the text is more than media, so it has to be loaded with all of it.
    """
    export = decoded(raw, format=format, limits=limits)
    texts = [part for part in export.parts if not part.is_name]
    found = Fields(texts, formats.fields(texts, export.known))
    _check_lifted(texts, found)
    export = _packed(export, found)
    for number, part in enumerate(export.parts[len(texts) :], len(texts)):
        found.lie_in(part.text)
        found.extend(
            member_fields(number, part.name, export.packages, export.container == "package")
            if number > len(texts)
            else name_fields(number, part.name)
        )
    return replace(export, fields=found, doubles=doubles(export.parts, found))


def _packed(export: Export, found: Fields) -> Export:
    """The export with its long texts packed: they were read as a whole, and from now on are read by slices."""
    parts = list(export.parts)
    for number, part in enumerate(parts):
        if not part.is_name and isinstance(part.text, str) and len(part.text) >= _LONG:
            parts[number] = replace(part, text=LongText([part.text]))
            found.move(number, parts[number].text)
    return replace(export, parts=tuple(parts))


def decoded(raw: Raw, *, format: str | None = None, limits: Limits = LIMITS) -> Export:
    """The same as far as its texts, their formats and the names go; without fields.

    Raises:
        UnreadableError: see :func:`unfolded`.
    """
    parts, unread = _parts(raw, _where(raw.path), format, limits)
    known = formats.sniffed(parts, format)
    if format and format not in known:
        told = f"nothing in it is of the format {format}; leave --format out, and the content tells"
        raise UnreadableError(f"{_where(raw.path)}: {told}")
    chosen = min(known, key=_tells_little, default="plain")
    members = (*raw.members, *unread)
    found = Export(
        raw.name, raw.path, raw.sha256, chosen, (), Fields(), members, raw.container, raw.packages, tuple(known)
    )
    for text in [raw.name, *_member_names(found, parts)]:
        parts.append(Part(text, text, "utf-8", hashlib.sha256(text.encode()).hexdigest(), True))
    return replace(found, parts=tuple(parts))


def _tells_little(kind: str) -> int:
    return formats.GENERIC.index(kind) if kind in formats.GENERIC else -1


def _member_names(export: Export, parts: Sequence[Part]) -> list[str]:
    """The names of members that somebody chose, so of those within documents only what no program gave."""
    if not export.packed:
        return []
    names = [part.name for part in parts] + [member.name for member in export.members] + sorted(export.packages)
    return [n for n in names if not export.packaged(n) or chosen(n)]


def _where(path: str | None) -> str:
    return "standard input" if path is None else path


def _printable(name: str) -> str:
    """A file name as text that can be encoded, whatever bytes it has on disk."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def digest(path: str | os.PathLike[str]) -> str:
    """SHA-256 of the bytes of a file of any size, hex.

    Raises:
        UnreadableError: see :func:`open_source`.
    """
    where = os.fspath(path)
    with open_source(where) as stream:
        try:
            return sha256_chunks(iter(lambda: stream.read(MEGA), b""))
        except OSError as error:
            raise UnreadableError(f"{where}: cannot be read ({why(error)}); check the file and its disk") from None


def read_small(export: Export, most: int) -> bytes:
    """The bytes of an archive that is not larger than ``most``; empty for a larger one and for a plain file.

    Raises:
        UnreadableError: it is not there any more, or was changed.
    """
    if not export.packed or export.path is None:
        return b""
    with open_source(export.path) as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        return b""
    if hashlib.sha256(data).hexdigest() != export.sha256:
        raise UnreadableError(f"{export.path}: changed while it was being scrubbed; nothing was released")
    return data


# --- text -----------------------------------------------------------------------------------------------


def _parts(raw: Raw, where: str, format: str | None, limits: Limits) -> tuple[list[Part], list[Member]]:
    """The texts of a source, and the members of a zip that turned out to be none."""
    if not any(isinstance(data, LongText) or data.strip() for _, data in raw.texts):
        raise UnreadableError(f"{where}: holds no text; export or save it again")
    parts: list[Part] = []
    unread: list[Member] = []
    for number, (name, data) in enumerate(raw.texts, 1):  # a member's name may be a contact's: tell its number
        place = where if raw.container in ("file", "pdf") else f"{where}: text {number} of {len(raw.texts)} in the zip"
        if isinstance(data, LongText):
            known = formats.by_name(formats.read_as(format, name, data))
            if not known.by_slices and len(data) > limits.file_bytes:
                raise too_large(place, limits.file_bytes)
            if known.lines:
                _check_lines(data, place, limits)
            parts.append(Part(name, data if known.by_slices else data[:], "utf-8", raw.sha256))
            continue
        try:
            text, encoding = decode(data, place)
            if raw.lifted:
                text, data = _marked(raw.lifted, text, encoding)
            known = formats.by_name(formats.read_as(format, name, text))
            if known.lines:
                _check_lines(text, place, limits)
            if known.unwrap:
                text, encoding = _unwrapped(data, text, encoding, known.unwrap)
        except UnreadableError:
            packaged = any(name.startswith(package + archives.WITHIN) for package in raw.packages)
            if raw.container != "zip" or packaged or name.casefold().endswith(".txt"):
                raise
            unread.append(Member(name, len(data), "other"))
            continue
        runs, digest = (raw.lifted.runs, raw.sha256) if raw.lifted else ((), hashlib.sha256(data).hexdigest())
        parts.append(Part(name, text, encoding, digest, lifted=runs))
    if not parts:
        raise UnreadableError(f"{where}: holds no text that can be read; export or save it again")
    return parts, unread


def _marked(lifted: Lifted, text: str, encoding: str) -> tuple[str, bytes]:
    """The text and its bytes with a mark wherever something was lifted out.

    Raises:
        NeededWholeError: the marks cannot be told apart from the text, or not be written in its encoding.
    """
    if encoding != "utf-8" or MARK in text:
        raise NeededWholeError
    data = MARKED.join(lifted.segments)
    return data.decode("utf-8", "surrogateescape"), data


def _check_lifted(parts: Sequence[Part], found: Fields) -> None:
    """See that all that was lifted out is media.

    Raises:
        NeededWholeError: it is not.
    """
    for number, part in enumerate(parts):
        if not part.lifted:
            continue
        media = found.which(lambda head: head.role is Role.MEDIA)
        taken = sorted(piece for field in media if field.part == number for piece in field.pieces)
        for mark in lifting.places(part.text):
            at = bisect_right(taken, (mark, len(part.text))) - 1
            if at < 0 or taken[at].end <= mark:
                raise NeededWholeError


def _unwrapped(data: bytes, text: str, encoding: str, unwrap: Callable[[str], str]) -> tuple[str, str]:
    """The text of a file whose parts have encodings of their own; what is in base64 in it is unwrapped if possible."""
    if encoding == "cp1252":
        text, encoding = data.decode("utf-8", "surrogateescape"), "utf-8"
    found = text if wrapping.has_private(text) else unwrap(text)
    wrapped = encoding + wrapping.WRAPPED
    return (found, wrapped) if found != text and wrapping.encoded(found, wrapped) == data else (text, encoding)


def _check_lines(text: Sliced, place: str, limits: Limits) -> None:
    last = longest = 0
    for start, piece in longtext.windows(text):
        for end in line_ends(piece):
            if piece[end - 1] == "\n":
                longest, last = max(longest, start + end - last), start + end
    if not last and whole(text).strip().count("\r") > 1:
        raise UnreadableError(f"{place}: its lines end in carriage returns only; save it with normal line ends")
    if max(longest, len(text) - last) > limits.line_chars:
        raise UnreadableError(f"{place}: a line of more than {limits.line_chars:,} characters, so no chat; {GIVE}")


def decode(data: bytes, where: str) -> tuple[str, str]:
    """Text and encoding of bytes, such that encoding the text gives the bytes back.

    UTF-8 keeps stray bytes as surrogates; UTF-16 needs its byte order mark; what is clearly not UTF-8 is
    read as Windows-1252. RTF is ASCII, and says itself what its other bytes are.

    Raises:
        UnreadableError: pictures, archives, anything that is not text.
    """
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise UnreadableError(f"{where}: this is {what}, not an export; {GIVE}")
    for magic, what in _SAVED.items():
        if data.lstrip()[:8].startswith(magic):
            raise UnreadableError(f"{where}: this is {what}")
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(_RTF):
        return data.decode("ascii", "surrogateescape"), "utf-8"
    encoding = next((e for bom, e in _BOMS if data.startswith(bom)), "utf-8")
    if encoding != "utf-8":
        return _utf16(data, encoding, where), encoding
    if b"\x00" in data[:200] and not (any(data[:200:2]) and any(data[1:200:2])):
        raise UnreadableError(f"{where}: UTF-16 text without a byte order mark; save it as UTF-8")
    if b"\x00" in data or (len(data) - len(data.translate(None, _CONTROL))) * 200 > len(data):
        raise UnreadableError(f"{where}: this is not text; {GIVE}")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _stray(data, where)


def _utf16(data: bytes, encoding: str, where: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{where}: damaged UTF-16 text at byte {error.start}; export or save it again") from None
    if "\x00" in text:
        raise UnreadableError(f"{where}: this is not text; {GIVE}")
    return text


def _stray(data: bytes, where: str) -> tuple[str, str]:
    """Bytes that are not UTF-8 throughout: UTF-8 with a few bad bytes, or Windows-1252."""
    text = data.decode("utf-8", "surrogateescape")
    stray = len(re.findall("[\udc80-\udcff]", text))
    good = len(re.findall("[^\x00-\x7f]", text)) - stray
    if good >= stray:
        return text, "utf-8"
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError as error:
        if stray * 50 < len(data):
            return text, "utf-8"
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(f"{where}: line {line} is neither UTF-8 nor Windows-1252; save it as UTF-8") from None


# --- writing --------------------------------------------------------------------------------------------


Write = Callable[[BinaryIO], object]
TEMPORARY = ".chatscrub-"
"""How the names of files begin that are being written; a killed run may leave one."""


def write_atomic(path: Path, write: Write) -> None:
    """Write a new file so that it is there whole or not at all, readable by its owner only.

    Raises:
        OutputError: something of that name exists, or the disk refuses.
    """
    check_free(path, force=False)
    try:
        handle, temporary = tempfile.mkstemp(prefix=TEMPORARY, dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as out:
                write(out)
                out.flush()
                os.fsync(out.fileno())
            _publish(Path(temporary), path)
        finally:
            take_away(Path(temporary))
        _sync(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({why(error)}); choose another place with -o") from None


def _put(data: bytes, out: BinaryIO) -> int:
    return out.write(data)


def _sync(path: Path) -> None:
    """Make sure that a new name is on disk; a file whose name may be lost is taken away."""
    try:
        sync_folder(path.parent)
    except BaseException:
        take_away(path)
        raise


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write new files, all of them or none; see :func:`write_each`."""
    write_each({path: partial(_put, data) for path, data in contents.items()})


def write_each(contents: Mapping[Path, Write]) -> None:
    """Write new files, all of them or none.

    Raises:
        OutputError: see :func:`write_atomic`; then what this call has written is gone again.
    """
    written: list[Path] = []
    try:
        for path, write in contents.items():
            write_atomic(path, write)
            written.append(path)
    except BaseException:
        for path in written:
            with contextlib.suppress(OSError):  # the first error tells more
                take_away(path)
        raise


def _publish(temporary: Path, path: Path) -> None:
    """Give the finished file its name, in a way that cannot replace another file."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise _exists(path) from None
    except OSError:  # a file system without hard links
        check_free(path, force=False)
        temporary.replace(path)


def _exists(path: Path) -> OutputError:
    return OutputError(f"{path}: exists already; use --force to replace it or -o for another folder")


def check_free(path: Path, force: bool) -> None:
    """Make sure that writing ``path`` destroys nothing.

    Raises:
        OutputError: it exists already and ``force`` is False, or it is a link, a folder, a device.
    """
    try:
        mode = path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({why(error)}); choose another place with -o") from None
    if not stat.S_ISREG(mode):
        raise OutputError(f"{path}: is not a regular file; choose another place with -o")
    if not force:
        raise _exists(path)


def check_apart(outputs: Iterable[str | Path], used: Iterable[str | Path], option: str = "") -> None:
    """Make sure that no output would replace a file that is in use, such as the vault.

    Raises:
        OutputError: it would.
    """
    taken = {os.path.realpath(path) for path in used}
    for path in outputs:
        if os.path.realpath(path) in taken:
            raise OutputError(f"{path}: {option}would replace a file that is needed here; choose another name")


def held(path: Path, most: int) -> bytes | None:
    """The bytes of a file that is going to be replaced, to put it back; None where there is none, or a larger one."""
    with contextlib.suppress(OSError):
        if path.is_file() and path.stat().st_size <= most:
            return path.read_bytes()
    return None


def clear(path: Path) -> None:
    """Remove a file that is about to be written anew, if it is there.

    Raises:
        OutputError: it cannot be removed, or is no regular file.
    """
    check_free(path, force=True)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: cannot be replaced ({why(error)}); choose another place with -o") from None


def make_folder(path: Path) -> None:
    """Make an output folder, with its parents.

    Raises:
        OutputError: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: cannot make this folder ({why(error)}); choose another with -o") from None


def sha256_chunks(chunks: Iterator[bytes]) -> str:
    """Digest of bytes that come in pieces, hex."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()
