"""What a batch has done, in a file that only grows: one line of JSON for every step, on disk before the next.

It holds numbers, digests and counts, never a name of a file or of a person. A last line that is cut off, because the
machine went down, counts for nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from .. import disk
from ..disk import why
from ..errors import OutputError, UnreadableError
from ..files import read_plain
from ..version import VERSION

NAME = "manifest.jsonl"
_FORM = 1
DONE, REPORTED, REFUSED, FAILED = "done", "reported", "refused", "failed"
STATES = (DONE, REPORTED, REFUSED, FAILED)
_NOTHING: Mapping[str, Any] = {}


class Row(NamedTuple):
    """How a source ended.

    Args:
        number: of the source in this batch, from 1.
        state: one of ``STATES``; "reported" after a trial run.
        settings: digest of the settings under which that was.
        reason: why it was refused or failed, else "".
        outputs: SHA-256 of every file that was written, by name in the source's folder.
        shown: figures of the report.
    """

    number: int
    state: str
    settings: str
    reason: str = ""
    outputs: Mapping[str, str] = _NOTHING
    shown: Mapping[str, Any] = _NOTHING


@dataclass(slots=True)
class Manifest:
    """The manifest of one batch while this process holds it.

    Args:
        path: where it is.
        moment: when the batch was begun, as its reports tell it: an ISO moment in UTC.
        salt: makes digests of settings that nobody can compare with those of another batch.
        numbers: the number of each source, by digest and by how many with this digest stand before it.
        rows: how each ended, by number.
        group: the numbers of the sources that were under way with a vault, if it was not finished.
        saved: SHA-256 of the vault's file as it was saved for that group, "" before.
    """

    path: Path
    moment: str
    salt: str
    numbers: dict[tuple[str, int], int] = field(default_factory=dict)
    rows: dict[int, Row] = field(default_factory=dict)
    group: tuple[int, ...] = ()
    saved: str = ""

    def enlist(self, digests: Sequence[str]) -> list[int]:
        """The numbers of sources, in the order given; new ones get the next.

        Args:
            digests: SHA-256 of each source.
        """
        seen: Counter[str] = Counter()
        lines, found = [], []
        for digest in digests:
            key = digest, seen[digest]
            seen[digest] += 1
            if key not in self.numbers:
                self.numbers[key] = len(self.numbers) + 1
                lines.append({"number": self.numbers[key], "source": digest})
            found.append(self.numbers[key])
        self._append(lines)
        return found

    def add(self, rows: Sequence[Row]) -> None:
        """Write down how sources ended."""
        self.rows |= {row.number: row for row in rows}
        self._append([row._asdict() for row in rows])

    def begin(self, group: Sequence[int]) -> None:
        """Write down which sources are under way with a vault; none when that is finished."""
        self.group, self.saved = tuple(group), ""
        self._append([{"group": list(group)}])

    def save(self, vault: str) -> None:
        """Write down the digest of the vault's file as it was saved for the group under way."""
        self.saved = vault
        self._append([{"group": list(self.group), "saved": vault}])

    def digest(self, plain: str, personal: Sequence[str]) -> str:
        """A digest of settings under which another run is the same.

        Args:
            plain: what tells nothing about anybody.
            personal: texts that do. Of these only eight bits of a digest are kept, which tell that something was
                changed and not what it is.
        """
        tail = hashlib.sha256("\0".join([self.salt, *personal]).encode()).hexdigest()[:2]
        return hashlib.sha256(f"{plain} {tail}".encode()).hexdigest()[:32]

    def _append(self, lines: Sequence[Mapping[str, Any]]) -> None:
        if not lines:
            return
        data = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines).encode()
        try:
            disk.append(self.path, data)
        except OSError as error:
            raise OutputError(f"{self.path}: cannot be written ({why(error)}); free the disk and run again") from None


@contextlib.contextmanager
def held(folder: Path, moment: str) -> Iterator[Manifest]:
    """The manifest of a batch, for one process at a time.

    Args:
        folder: of the outputs.
        moment: of a new batch.

    Raises:
        OutputError: another process is at work there, or the disk refuses.
        UnreadableError: the file is no manifest.
    """
    path = folder / NAME
    try:
        handle = disk.lock(path, 0.0)
    except TimeoutError:
        raise OutputError(f"{folder}: another batch is at work here; wait for it or choose another -o") from None
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({why(error)}); choose another -o") from None
    try:
        yield _opened(path, moment)
    finally:
        os.close(handle)


def read(folder: Path) -> Manifest:
    """The manifest of a batch as it is, for looking at.

    Raises:
        UnreadableError: there is none, or it is no manifest.
    """
    path = folder / NAME
    lines = list(_lines(path))
    return _from(path, lines)


def _opened(path: Path, moment: str) -> Manifest:
    if path.exists():
        lines = list(_lines(path))
        if lines:
            return _from(path, lines)
    made = Manifest(path, moment, secrets.token_hex(8))
    made._append([{"manifest": _FORM, "chatscrub": VERSION, "moment": moment, "salt": made.salt}])
    return made


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """The whole lines; the last may have been cut off."""
    data = read_plain(path)
    whole = data[: data.rfind(b"\n") + 1]
    try:
        for line in whole.splitlines():
            if line.strip():
                yield dict(json.loads(line))
    except (ValueError, TypeError, RecursionError):
        raise _no_manifest(path) from None


def _from(path: Path, lines: Sequence[Mapping[str, Any]]) -> Manifest:
    head, *rest = lines or [{}]
    try:
        if head["manifest"] != _FORM:
            raise _no_manifest(path)
        found = Manifest(path, str(head["moment"]), str(head["salt"]))
        seen: Counter[str] = Counter()
        for line in rest:
            if "group" in line:
                found.group, found.saved = tuple(map(int, line["group"])), str(line.get("saved", ""))
            elif "state" in line:
                row = Row(**line)
                found.rows[row.number] = row
            else:
                digest = str(line["source"])
                found.numbers[digest, seen[digest]] = int(line["number"])
                seen[digest] += 1
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError):
        raise _no_manifest(path) from None
    return found


def _no_manifest(path: Path) -> UnreadableError:
    return UnreadableError(f"{path}: is no manifest of a batch; choose another -o, or remove that file")
