"""Killed at any moment, chatscrub never leaves scrubbed text without the report that covers it.

A child process does the whole job and is killed (SIGKILL, so that nothing can clean up) at the first, second, third ...
thing that it does to a file, and then at every line of the modules that write, until it comes to its end.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from exports import CHAT, MEMBERS, put, zipped

from chatscrub import detector, files, scrubbing, verifying
from chatscrub.settings import Settings

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
DONE, FAILED = 0, 3
TOUCHING = {"open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate"}
WRITING = ("files.py", "disk.py", "reports.py", "gate.py", "archives.py")
MOST = 5_000


class Killer:
    """Counts what a process does, and kills it at the ``last`` thing."""

    def __init__(self, last: int, folder: Path) -> None:
        self.left, self.folder = last, str(folder)

    def count(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def audit(self, event: str, args: tuple[Any, ...]) -> None:
        if event in TOUCHING and any(str(arg).startswith(self.folder) for arg in args):
            self.count()

    def trace(self, frame: FrameType, event: str, arg: Any) -> Any:
        if Path(frame.f_code.co_filename).name not in WRITING:
            return None
        if event == "line":
            self.count()
        return self.trace

    def at_files(self) -> None:
        sys.addaudithook(self.audit)
        fsync = os.fsync

        def counted(handle: Any) -> None:
            self.count()
            fsync(handle)
            self.count()

        setattr(os, "fsync", counted)  # noqa: B010 - mypy would want its very type

    def at_lines(self) -> None:
        sys.settrace(self.trace)


def child(work: Callable[[], object], arm: Callable[[], None]) -> int:
    """Run it in a process of its own; its exit code, or minus the signal that killed it."""
    pid = os.fork()
    if pid == 0:
        code = FAILED
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            arm()
            work()
            code = DONE
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def covered(folder: Path) -> bool:
    """Whether there is scrubbed text; then its whole report must be there, and be about that very text."""
    scrubbed = [path for path in folder.iterdir() if ".scrubbed" in path.name] if folder.is_dir() else []
    for path in scrubbed:
        stem = path.name.partition(".scrubbed")[0]
        for form in ("html", "md", "json"):
            report = folder / f"{stem}.consent.{form}"
            assert report.is_file(), f"{path.name} without {report.name}"
            bad = [check.text for check in verifying.verify(path, report) if check.holds is False]
            assert bad == []
    return bool(scrubbed)


CASES: dict[str, tuple[str, bytes, bool]] = {
    "file": ("chat.txt", CHAT.encode(), False),
    "zip": ("chat.zip", zipped(MEMBERS), False),
    "over an earlier run": ("chat.txt", CHAT.encode(), True),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("how", ["at_files", "at_lines"])
def test_killed_at_every_step(case: str, how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name, data, over = CASES[case]
    source = put(tmp_path / name, data)
    export = files.read(source)
    found = detector.detect(export)  # in this process, once: the model's threads do not survive a fork
    monkeypatch.setattr(scrubbing, "_detect", lambda *args: found)
    monkeypatch.setattr(scrubbing, "_read", lambda *args: export)
    seen = {"none": 0, "whole": 0}
    step = {"at_files": 1, "at_lines": 7}[how]
    for last in range(1, MOST, step):
        folder = tmp_path / f"uit{last}"
        if over:
            before = scrubbing.Job(folder=folder, settings=Settings(label_language="nl"))
            scrubbing.scrub(str(source), before)
        job = scrubbing.Job(folder=folder, force=over)
        killer = Killer(last, folder)
        code = child(lambda job=job: scrubbing.scrub(str(source), job), getattr(killer, how))  # type: ignore[misc]
        assert code in (DONE, -signal.SIGKILL)
        seen["whole" if covered(folder) else "none"] += 1
        if code == DONE:
            assert covered(folder)
            break
    else:
        pytest.fail("it never came to its end")
    assert seen["none"] > 3 and seen["whole"] >= 1, "killed before and after the release"
