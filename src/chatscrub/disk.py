"""What reading and writing files have in common: opening them, reasons of errors, folders made to last, one writer."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, BinaryIO

from .errors import UnreadableError
from .settings import LIMITS, Limits

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Of every file that is opened by number: no links, no waiting for pipes, no other line ends."""
_MEGA = 1024 * 1024


class LockError(OSError):
    """The disk knows no locks."""


def why(error: Exception) -> str:
    """The system's word for an error, else its type; never a message, which may hold text."""
    return getattr(error, "strerror", None) or type(error).__name__


def open_source(path: str) -> BinaryIO:
    """Open a source for reading.

    Raises:
        UnreadableError: missing, a folder, a device, no permission.
    """
    try:
        mode = Path(path).stat().st_mode  # before opening: opening a pipe would wait for its other end
        if stat.S_ISDIR(mode):
            raise UnreadableError(f"{path}: this is a folder; give the file in it, or pack it as a zip and give that")
        if not stat.S_ISREG(mode):
            raise UnreadableError(f"{path}: this is not a regular file; pipe it in and give - as its name")
        return Path(path).open("rb")
    except FileNotFoundError:
        raise UnreadableError(f"{path}: no such file; check the name") from None
    except PermissionError:
        raise UnreadableError(f"{path}: no permission to read it; change its rights or copy it") from None
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{path}: cannot be read ({why(error)}); check the file and its disk") from None


def read_stream(stream: IO[bytes], where: str, limits: Limits = LIMITS) -> bytes:
    """All bytes of a stream such as standard input, up to the limit.

    Raises:
        UnreadableError: there is more than the limit, or reading fails.
    """
    try:
        data = stream.read(min(_size(stream), limits.file_bytes) + 1)
        while len(data) <= limits.file_bytes and (more := stream.read(max(len(data), _MEGA))):
            data += more
    except OSError as error:
        raise UnreadableError(f"{where}: cannot be read ({why(error)}); check the file and its disk") from None
    if len(data) > limits.file_bytes:
        raise too_large(where, limits.file_bytes)
    return data


def _size(stream: IO[bytes]) -> int:
    """About how much a stream holds: as much memory is set aside as is asked for, however little there is."""
    with contextlib.suppress(OSError, AttributeError):
        return os.fstat(stream.fileno()).st_size
    return _MEGA


def read_plain(path: str | os.PathLike[str], limits: Limits = LIMITS) -> bytes:
    """The bytes of any file, up to the limit.

    Raises:
        UnreadableError: see :func:`open_source`.
    """
    with open_source(os.fspath(path)) as stream:
        return read_stream(stream, os.fspath(path), limits)


def too_large(where: str, most: int) -> UnreadableError:
    """The error for what has more than ``most`` bytes."""
    return UnreadableError(f"{where}: a text of more than {most // _MEGA} MB; split it and run each piece")


def sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder are on disk, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def take_away(path: Path) -> None:
    """Remove a file that this process made, if it is there; a disk that refuses is asked once more.

    Raises:
        OSError: it is still there.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError:
        path.unlink(missing_ok=True)


def beside(path: Path, what: str) -> Path:
    """The hidden file beside another one that is its "lock", or the "new" one that will take its place."""
    return path.with_name(f".{path.name}.chatscrub-{what}")


def lock(path: Path, seconds: float) -> int:
    """Take the lock on what has a name, and give the handle that holds it until it is closed.

    The lock is on an empty file beside ``path`` that stays there, for the file itself is replaced. The system frees
    it when this process ends, however it ends. Do not unlock the handle, only close it: a forked process that
    unlocks would free its parent's lock.

    Raises:
        TimeoutError: another process has held it for so many seconds.
        LockError: the disk cannot lock.
        OSError: the disk refuses the file of the lock.
    """
    handle = os.open(beside(path, "lock"), os.O_RDWR | os.O_CREAT | FLAGS, 0o600)
    try:
        _wait(handle, seconds)
    except BaseException:
        os.close(handle)
        raise
    return handle


def _wait(handle: int, seconds: float) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            return _lock(handle)
        except (BlockingIOError, PermissionError):
            if time.monotonic() >= end:
                raise TimeoutError from None
        except OSError as error:
            raise LockError(error.errno, why(error)) from None
        time.sleep(0.05)


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def write_beside(path: Path, data: bytes, publish: Callable[[Path], object]) -> None:
    """Write a new file beside ``path``, for its owner only, then publish it: old or new is there, whatever happens.

    Whoever calls this has the lock. ``publish`` gives the finished file its name.

    Raises:
        OSError: the disk refuses; nothing was changed.
    """
    temporary = beside(path, "new")
    temporary.unlink(missing_ok=True)  # a killed run left it; whoever has the lock may remove it
    try:
        _fill(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | FLAGS, 0o600), data)
        publish(temporary)
    finally:
        with contextlib.suppress(OSError):
            take_away(temporary)
    sync_folder(path.parent)


def _fill(handle: int, data: bytes) -> None:
    try:
        _write(handle, data)
    finally:
        os.close(handle)


def _write(handle: int, data: bytes) -> None:
    """Write it all, and see it on disk."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
    os.fsync(handle)


def append(path: Path, data: bytes) -> None:
    """Add to the end of a file of lines, behind its last whole one, and see it on disk. A new file is its owner's only.

    Raises:
        OSError: the disk refuses.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | FLAGS, 0o600)
    try:
        size = os.lseek(handle, 0, os.SEEK_END)
        if size and _last(handle, size) != b"\n":
            size = _whole(handle, size)
            os.ftruncate(handle, size)
            os.lseek(handle, size, os.SEEK_SET)
        _write(handle, data)
    finally:
        os.close(handle)
    if not size:
        sync_folder(path.parent)


def _last(handle: int, size: int) -> bytes:
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1)


def _whole(handle: int, size: int) -> int:
    """Where the last whole line ends."""
    os.lseek(handle, 0, os.SEEK_SET)
    return os.read(handle, size).rfind(b"\n") + 1
