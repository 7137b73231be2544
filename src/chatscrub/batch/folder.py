"""The files of a folder that a batch is about: by name, never through a link, in an order that does not change."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ..disk import beside, why
from ..errors import UnreadableError
from ..files import read_plain
from ..formats.attachments import sort_of
from . import manifest

IGNORE = ".chatscrubignore"
"""Name of the file with globs, one per line, of what a batch leaves alone."""
_OURS = (".chatscrub", ".consent.html", ".consent.md", ".consent.json", ".own.html", ".own.md", ".own.json")


_SEEN_OR_HEARD = ("image", "video", "audio", "voice note", "gif", "sticker")


class Source(NamedTuple):
    """A file of the folder: where it is, and its name below the folder with ``/`` between the steps."""

    path: Path
    name: str


class Passed(NamedTuple):
    """A file that is not read, and why: "hidden", "link", "ignored", "output", or the sort of a medium."""

    name: str
    why: str


class Walk(NamedTuple):
    """The sources in order of their names, and what was passed over."""

    sources: tuple[Source, ...]
    passed: tuple[Passed, ...]


def walk(root: Path, include: Sequence[str] = (), exclude: Sequence[str] = (), apart: Sequence[Path] = ()) -> Walk:
    """All files below a folder that may be exports.

    Args:
        root: the folder.
        include: globs; if there are any, only files that fit one. A glob without ``/`` fits at any depth.
        exclude: globs of what is left alone, beside those in the folder's ignore file.
        apart: files and folders that are no sources, such as the outputs.

    Raises:
        UnreadableError: it is no folder, a folder in it or its ignore file cannot be read.
    """
    if not root.is_dir():
        raise UnreadableError(f"{root}: no such folder; check the name")
    left = [*_patterns(exclude), *_patterns(_ignored(root / IGNORE))]
    wanted = _patterns(include)
    no = {os.path.realpath(path) for path in apart}
    sources: list[Source] = []
    passed: list[Passed] = []
    for path, name in _below(root, "", no, passed):
        reason = _reason(name, wanted, left)
        if reason is None:
            sources.append(Source(path, name))
        elif reason:
            passed.append(Passed(name, reason))
    return Walk(tuple(sorted(sources, key=lambda s: s.name)), tuple(sorted(passed)))


def _below(folder: Path, above: str, apart: set[str], passed: list[Passed]) -> Iterator[tuple[Path, str]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise UnreadableError(f"{folder}: cannot be listed ({why(error)}); change its rights or leave it out") from None
    for entry in entries:
        name = above + entry.name
        if os.path.realpath(entry.path) in apart:
            continue
        if entry.is_symlink():
            passed.append(Passed(name, "link"))
        elif entry.name.startswith("."):
            if entry.name != IGNORE:
                passed.append(Passed(name, "hidden"))
        elif entry.name.endswith(_OURS) or _is_batch(entry):
            passed.append(Passed(name, "output"))
        elif entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path), f"{name}/", apart, passed)
        else:
            yield Path(entry.path), name


def _is_batch(entry: os.DirEntry[str]) -> bool:
    """Whether it is the folder of another batch's outputs, which hold copies of what lies beside it."""
    path = Path(entry.path) / manifest.NAME
    return entry.is_dir(follow_symlinks=False) and path.is_file() and beside(path, "lock").is_file()


def _reason(name: str, wanted: list[str], left: list[str]) -> str | None:
    """Why a file is passed over; "" for one that nobody asked for, None for one that is read."""
    from wcmatch.glob import DOTGLOB, FORCEUNIX, GLOBSTAR, IGNORECASE, globmatch

    flags = GLOBSTAR | DOTGLOB | FORCEUNIX | IGNORECASE
    if wanted and not globmatch(name, wanted, flags=flags):
        return ""
    if left and globmatch(name, left, flags=flags):
        return "ignored"
    sort = sort_of(name.rpartition("/")[2])
    return sort if sort in _SEEN_OR_HEARD else None


def _patterns(globs: Sequence[str]) -> list[str]:
    """The globs as they fit whole names: at any depth without a ``/``, all that lies below a folder."""
    found: list[str] = []
    for glob in globs:
        plain = glob.strip().removeprefix("/").rstrip("/")
        begin = "" if "/" in glob.strip().rstrip("/") else "**/"
        found += [begin + plain, f"{begin}{plain}/**"]
    return found


def _ignored(path: Path) -> list[str]:
    """The globs of an ignore file; lines that begin with # are remarks."""
    if not path.exists():
        return []
    try:
        lines = read_plain(path).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise UnreadableError(f"{path}: is not UTF-8; save it as UTF-8") from None
    return [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
