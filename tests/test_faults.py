"""Every call that changes something on disk fails once in turn: nothing is lost, and no text is without its report.

Calls are counted where this package and the libraries that it writes with hand them to the system. An error of the
disk (EIO), a full one (ENOSPC) and an interruption that the system reports (EINTR) take turns.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from exports import CHAT, MEMBERS, NAMES, put, tree, zipped
from test_batch_again import Inline
from test_killed import covered

from chatscrub import batch, crew, detector, disk, files, scrubbing, sealed, vaults
from chatscrub.batch import folder as folders
from chatscrub.batch import manifest, source
from chatscrub.crew import Crew
from chatscrub.errors import ChatscrubError
from chatscrub.settings import Settings

CALLS = "fsync link replace rename unlink remove mkdir rmdir chmod ftruncate truncate write symlink utime".split()
CODES = (errno.EIO, errno.ENOSPC, errno.EINTR)
MOST = 2_000
Before = Callable[[int], Callable[[], object]]
PASSPHRASE = "vier losse woorden hier"


class Shaky(io.BufferedWriter):
    """A file whose writes are counted like the rest."""

    disk: Disk

    def write(self, data: Any, /) -> int:
        self.disk.count()
        return super().write(data)

    def flush(self) -> None:
        self.disk.count()
        super().flush()


class Disk:
    """Counts what changes the disk; the ``last`` of these calls fails, with each code in turn, and does nothing."""

    def __init__(self, last: int) -> None:
        self.last, self.counted = last, 0

    def count(self) -> None:
        self.counted += 1
        if self.counted == self.last:
            code = CODES[self.last % len(CODES)]
            raise OSError(code, os.strerror(code))

    def _failing(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **options: Any) -> Any:
            self.count()
            return call(*args, **options)

        return counted

    @contextlib.contextmanager
    def shaky(self, patch: pytest.MonkeyPatch) -> Iterator[None]:
        opened, handed = os.open, os.fdopen

        def open_(path: Any, flags: int, *args: Any, **options: Any) -> int:
            if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                self.count()
            return opened(path, flags, *args, **options)

        def fdopen(handle: int, mode: str = "r", *args: Any, **options: Any) -> Any:
            if mode != "wb":
                return handed(handle, mode, *args, **options)
            made = Shaky(io.FileIO(handle, "wb"))
            made.disk = self
            return made

        with patch.context() as here:
            for name in CALLS:
                here.setattr(os, name, self._failing(getattr(os, name)))
            here.setattr(os, "open", open_)
            here.setattr(os, "fdopen", fdopen)
            yield


def faults(patch: pytest.MonkeyPatch, before: Before, least: int = 8) -> Iterator[tuple[int, str | None]]:
    """Do some work again and again, with the first, second ... call failing, until none is left to fail.

    Args:
        patch: for the calls.
        before: prepares a run and gives the work.
        least: so many calls there are at least.

    Yields:
        The number of the call, and the error, None where the work was done nevertheless.
    """
    for last in range(1, MOST):
        work, shaky, told = before(last), Disk(last), None
        try:
            with shaky.shaky(patch):
                work()
        except ChatscrubError as error:
            told = str(error)
        if shaky.counted < last:
            assert told is None and last > least, "a whole run, and that there was something to fail"
            return
        yield last, told
    pytest.fail("it never came to its end")


def clear_line(told: str | None) -> None:
    """One line that says what, holds nothing of the chat, and names no Python."""
    if told is not None:
        assert told and "\n" not in told and "Errno" not in told and "Error(" not in told
        assert not any(name in told for name in NAMES)


def temporary(folder: Path) -> list[str]:
    found = [name for name in tree(folder) if files.TEMPORARY in name or name.endswith("chatscrub-new")]
    return [name for name in found if not name.endswith("-lock")]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, bytes, Path], Path]:
    """A source that is read and examined once only, for that is not what is tested here."""
    known: dict[str, Any] = {}
    read, detect = scrubbing._read, scrubbing._detect

    def once(call: Callable[..., Any], name: str) -> Callable[..., Any]:
        def remembered(*args: Any) -> Any:
            if name not in known:
                known[name] = call(*args)
            return known[name]

        return remembered

    monkeypatch.setattr(scrubbing, "_read", once(read, "read"))
    monkeypatch.setattr(scrubbing, "_detect", once(detect, "detect"))
    monkeypatch.setattr(sealed, "COST", sealed.Cost(2, 1, 1))
    return lambda name, data, folder: put(folder / name, data)


def no_text_without_its_report(folder: Path) -> bool:
    assert temporary(folder) == []
    return covered(folder)


SORTS = {"file": ("chat.txt", CHAT.encode()), "zip": ("chat.zip", zipped(MEMBERS))}


@pytest.mark.parametrize("sort", SORTS)
def test_a_new_output(sort: str, quick: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = quick(*SORTS[sort], tmp_path)
    job = scrubbing.Job(spans=tmp_path / "spans.jsonl", settings=Settings(keep_media=True))

    def before(last: int) -> Callable[[], object]:
        (tmp_path / "spans.jsonl").unlink(missing_ok=True)
        return lambda: scrubbing.scrub(str(source), scrubbing.replace(job, folder=tmp_path / f"out{last}"))

    failed = 0
    for last, told in faults(monkeypatch, before):
        clear_line(told)
        folder = tmp_path / f"out{last}"
        assert no_text_without_its_report(folder) == (told is None), told
        assert temporary(tmp_path) == []
        if told is not None:
            failed += 1
            assert not folder.exists() and not (tmp_path / "spans.jsonl").exists(), "nothing is left of it"
    assert failed > 20


def test_over_an_earlier_output(quick: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The earlier text and its report are there, or the new ones."""
    source = quick(*SORTS["file"], tmp_path)
    earlier: dict[str, bytes] = {}

    def before(last: int) -> Callable[[], object]:
        job = scrubbing.Job(folder=tmp_path / f"out{last}", settings=Settings(label_language="nl"))
        scrubbing.scrub(str(source), job)
        earlier.clear()
        earlier.update(tree(tmp_path / f"out{last}"))
        return lambda: scrubbing.scrub(str(source), scrubbing.Job(folder=tmp_path / f"out{last}", force=True))

    for last, told in faults(monkeypatch, before):
        clear_line(told)
        folder = tmp_path / f"out{last}"
        assert no_text_without_its_report(folder)
        assert (tree(folder) == earlier) == (told is not None), told


@pytest.mark.parametrize("new", [True, False])
def test_with_a_vault(new: bool, quick: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The vault is the old one or the new one, opens, and knows the way back of all that was released."""
    source = quick(*SORTS["file"], tmp_path)

    def file(last: int) -> vaults.VaultFile:
        return vaults.VaultFile(tmp_path / f"{last}.vault", PASSPHRASE)

    def before(last: int) -> Callable[[], object]:
        if not new:
            with file(last).changing():
                pass
        job = scrubbing.Job(folder=tmp_path / f"out{last}", vault=file(last))
        return lambda: scrubbing.scrub(str(source), job)

    for last, told in faults(monkeypatch, before):
        clear_line(told)
        there = no_text_without_its_report(tmp_path / f"out{last}")
        assert there == (told is None), told
        assert temporary(tmp_path) == []
        if file(last).path.exists():
            exports = file(last).opened().exports
            assert exports or not there
        else:
            assert new and not there


@pytest.mark.parametrize("call", ["append", "create", "rekey"])
def test_ledger_and_vault_by_themselves(call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line is there or not, and what stood before it is; a vault opens with the old passphrase or the new."""
    monkeypatch.setattr(sealed, "COST", sealed.Cost(2, 1, 1))

    def before(last: int) -> Callable[[], object]:
        path = tmp_path / str(last)
        if call == "append":
            put(path, "een\n")
            return lambda: disk.append(path, b"twee\n")
        if call == "create":
            return lambda: sealed.create(path, PASSPHRASE, b"inhoud")
        sealed.create(path, PASSPHRASE, b"inhoud")
        return lambda: sealed.rekey(path, PASSPHRASE, "nieuw en ook lang")

    def tried(last: int) -> Callable[[], object]:
        work = before(last)

        def quietly() -> None:
            try:
                work()
            except OSError as error:  # of disk itself; whoever calls it tells
                raise ChatscrubError(disk.why(error)) from None

        return quietly

    for last, told in faults(monkeypatch, tried, least=2):
        clear_line(told)
        path = tmp_path / str(last)
        assert temporary(tmp_path) == []
        if call == "append":
            assert path.read_bytes() in (b"een\n", b"een\ntwee\n")
        elif call == "rekey":
            opened = [word for word in (PASSPHRASE, "nieuw en ook lang") if _opens(path, word)]
            assert len(opened) == 1 and (told is not None or opened != [PASSPHRASE])
        elif path.exists():
            assert sealed.read(path, PASSPHRASE) == b"inhoud"
        else:
            assert told is not None


def _opens(path: Path, passphrase: str) -> bool:
    try:
        return sealed.read(path, passphrase) == b"inhoud"
    except ChatscrubError:
        return False


# --- a batch --------------------------------------------------------------------------------------------

TEXTS = {"a.txt": CHAT, "b.txt": CHAT.replace("10:1", "11:1")}


@pytest.fixture
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    """No processes, and every text is examined once."""

    @contextlib.contextmanager
    def alone(*args: Any) -> Iterator[Crew]:
        yield Crew(1, Inline())

    known: dict[str, Any] = {}
    detect = detector.detect

    def once(export: Any, *args: Any, **options: Any) -> Any:
        if export.sha256 not in known:
            known[export.sha256] = detect(export, *args, **options)
        return known[export.sha256]

    monkeypatch.setattr(crew, "crew", alone)
    monkeypatch.setattr(detector, "detect", once)
    monkeypatch.setattr(sealed, "COST", sealed.Cost(2, 1, 1))


@pytest.mark.parametrize("vault", [False, True])
def test_a_batch(vault: bool, inline: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever fails is told, the same command goes on, and the end is the same as if nothing had failed."""
    (tmp_path / "in").mkdir()
    for name, text in TEXTS.items():
        put(tmp_path / "in" / name, text)

    def run(last: int) -> list[str]:
        file = vaults.VaultFile(tmp_path / f"{last}.vault", PASSPHRASE) if vault else None
        job = scrubbing.Job(vault=file, settings=Settings(key=b"k" * 32))
        wanted = source.Batch(tmp_path / f"out{last}", job, "2024-06-01T00:00:00+00:00", table="csv")
        outcome = batch.run(wanted, folders.walk(tmp_path / "in"), lambda what, told: None)
        reasons = [row.reason for row in outcome.rows.values() if row.state != manifest.DONE]
        if reasons:
            raise ChatscrubError("; ".join(reasons))
        return reasons

    run(0)
    wanted = _without_manifest(tmp_path / "out0")
    assert len([name for name in wanted if ".scrubbed" in name]) == len(TEXTS)
    for last, told in faults(monkeypatch, lambda last: lambda: run(last)):
        clear_line(told)
        folder = tmp_path / f"out{last}"
        for one in folder.glob("0*"):
            covered(one)
        assert told is None or run(last) == []
        if vault:  # who is known from the vault depends on what was done first, and the reports say so
            texts = [hashlib.sha256(data).hexdigest() for name, data in tree(folder).items() if ".scrubbed" in name]
            known = vaults.VaultFile(tmp_path / f"{last}.vault", PASSPHRASE).opened().undo
            assert len(texts) == len(TEXTS) and known.keys() >= set(texts)
            assert all(covered(one) for one in folder.glob("0*"))
        else:
            assert _without_manifest(folder) == wanted
        assert temporary(folder) == []


def _without_manifest(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in tree(folder).items() if "manifest" not in name}
