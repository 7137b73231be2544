"""What git will commit: the content of the index. git is run as a program, in this module only."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from . import guard
from .disk import read_plain
from .errors import ChatscrubError, RepositoryError
from .settings import LIMITS

_LINK, _MODULE = "120000", "160000"
LARGEST = LIMITS.file_bytes
"""Bytes of a file in the index from which on it is not read."""
_CHUNK = 1024 * 1024
# https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
_POINTER = re.compile(
    rb"version https://(?:git-lfs\.github\.com/spec|hawser\.github\.com/spec)/v1\n"
    rb"(?:[a-z0-9.-]+ [^\n]*\n)*?oid sha256:(?P<oid>[0-9a-f]{64})\nsize \d{1,15}\n"
)
# A repository may come from anybody: no program that its settings name is run (core.fsmonitor), and nothing that it
# lacks is fetched. See https://git-scm.com/docs/git#Documentation/git.txt-GITALLOWPROTOCOL.
_GIT = ("git", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "--no-optional-locks", "--literal-pathspecs")
_ALONE = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}


class Entry(NamedTuple):
    """A file in the index: its path from the root with slashes, mode, object; ``stage`` is 0 but in a conflict."""

    path: str
    mode: str
    blob: str
    stage: int = 0

    @property
    def is_link(self) -> bool:
        return self.mode == _LINK

    @property
    def is_module(self) -> bool:
        """Whether it is a submodule, of which the index knows only a commit."""
        return self.mode == _MODULE


class Repository:
    """A repository of git, for reading its index.

    Raises:
        RepositoryError: there is none here, or no git.
    """

    def __init__(self, folder: Path) -> None:
        top = _run(["rev-parse", "--show-toplevel"], folder)
        self.root = Path(os.fsdecode(top.removesuffix(b"\n").removesuffix(b"\r")))

    def staged(self) -> list[Entry]:
        """What the next commit changes, without what it deletes; of a rename the new path; in a merge all it brings."""
        return self._changed(*([] if self._has_head() else [self._nothing()]))

    def since(self, revision: str) -> list[Entry]:
        """What differs between a revision and the index, without what is deleted.

        Raises:
            RepositoryError: there is no such revision.
        """
        if revision.startswith("-"):
            raise RepositoryError("--since: a revision does not begin with -")
        found = _run(["rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"], self.root, _no_such(revision))
        return self._changed(os.fsdecode(found).strip())

    def tracked(self, *paths: str) -> list[Entry]:
        """All files of the index, or those of some paths from the root."""
        return list(self._entries(_run(["ls-files", "--stage", "-z", "--", *paths], self.root)))

    def _changed(self, *base: str) -> list[Entry]:
        asked = ("--name-only", "-z", "--no-renames", "--diff-filter=d", "--no-ext-diff", "--ignore-submodules=none")
        raw = _run(["diff", "--cached", *asked, *base], self.root)
        names = [name for name in raw.split(b"\0") if name]
        paths = {os.fsdecode(name) for name in names}
        return [entry for entry in self.tracked() if entry.path in paths]

    def _has_head(self) -> bool:
        try:
            _run(["rev-parse", "--verify", "--quiet", "HEAD"], self.root)
        except RepositoryError:
            return False
        return True

    def _nothing(self) -> str:
        """The tree without files, in the hash that this repository has."""
        return os.fsdecode(_run(["hash-object", "-t", "tree", "--stdin"], self.root)).strip()

    def _entries(self, raw: bytes) -> Iterator[Entry]:
        for row in raw.split(b"\0"):
            if row:
                told, _, name = row.partition(b"\t")
                mode, blob, stage = told.decode().split()
                yield Entry(os.fsdecode(name), mode, blob, int(stage))

    def contents(self, entries: Sequence[Entry]) -> Iterator[tuple[Entry, bytes | None]]:
        """The content of files in the index, one after the other, by one git; None for what is larger than the limit.

        Raises:
            RepositoryError: an object is not there.
        """
        if not entries:
            return
        with _popen(["cat-file", "--batch"], self.root) as process:
            assert process.stdin and process.stdout
            for entry in entries:
                process.stdin.write(entry.blob.encode() + b"\n")
                process.stdin.flush()
                yield entry, _object(process.stdout)
            process.stdin.close()

    def large(self, data: bytes) -> bytes | None:
        """What a pointer of git-lfs stands for, which is published beside the repository; other content as it is.

        None where what it stands for is not here, or not what the pointer says.
        """
        pointer = _POINTER.fullmatch(data) if len(data) < 1024 else None
        if pointer is None:
            return data
        import hashlib

        oid = pointer["oid"].decode()
        store = Path(os.fsdecode(_run(["rev-parse", "--git-common-dir"], self.root)).rstrip("\r\n"))
        path = self.root / store / "lfs" / "objects" / oid[:2] / oid[2:4] / oid
        try:
            whole = read_plain(path)
        except ChatscrubError:
            return None
        return whole if hashlib.sha256(whole).hexdigest() == oid else None

    def hooks(self) -> Path:
        """The folder of the hooks, also with ``core.hooksPath`` and in a work tree beside the first."""
        told = os.fsdecode(_run(["rev-parse", "--git-path", "hooks"], self.root)).rstrip("\r\n")
        return self.root / told

    def relative(self, path: Path) -> str | None:
        """The path of a file from the root, with slashes, "." for the root itself; None outside."""
        path = path.resolve() if ".." in path.parts else path
        try:
            return path.absolute().relative_to(self.root.absolute()).as_posix()
        except ValueError:
            pass
        try:
            return (path.parent.resolve() / path.name).relative_to(self.root.resolve()).as_posix()
        except (ValueError, OSError):
            return None


def _no_such(revision: str) -> str:
    return f"--since {revision}: no such revision; see: git log"


def find(folder: Path) -> Repository | None:
    """The repository in which a folder lies, if there is one and git is there."""
    try:
        return Repository(folder)
    except RepositoryError:
        return None


def _object(stream: IO[bytes]) -> bytes | None:
    head = stream.readline().split()
    if len(head) != 3 or not head[2].isdigit():
        raise RepositoryError("git does not have the content of a file in the index; see: git fsck")
    size = left = int(head[2])
    while size > LARGEST and left and (chunk := stream.read(min(left, _CHUNK))):
        left -= len(chunk)
    data = b"" if size > LARGEST else stream.read(size)
    if (size > LARGEST and left) or (size <= LARGEST and len(data) < size) or stream.read(1) != b"\n":
        raise RepositoryError("git stopped within the content of a file; run it again")
    return None if size > LARGEST else data


def _run(args: Sequence[str], folder: Path, otherwise: str = "") -> bytes:
    command = [*_GIT, *args]
    try:
        with guard.running(command):
            ran = subprocess.run(
                command, cwd=folder, env=_env(), stdin=subprocess.DEVNULL, capture_output=True, check=False
            )
    except FileNotFoundError:
        raise RepositoryError("git was not found; install it, or give the files by name") from None
    except OSError as error:
        raise RepositoryError(f"git does not run ({error.strerror})") from None
    if ran.returncode:
        raise RepositoryError(otherwise or "this folder is in no repository of git; give the files by name")
    return ran.stdout


def _popen(args: Sequence[str], folder: Path) -> subprocess.Popen[bytes]:
    command = [*_GIT, *args]
    with guard.running(command):
        return subprocess.Popen(
            command,
            cwd=folder,
            env=_env(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )


def _env() -> dict[str, str]:
    return os.environ | _ALONE
