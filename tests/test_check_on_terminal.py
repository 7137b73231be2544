"""``chatscrub check`` on a real terminal: the questions of --audit, the values of --show, and the way with --fix."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from exports import put
from repositories import COMMAND, ENV, check, git, made

if sys.platform == "win32":
    pytest.skip("a terminal of Unix is needed", allow_module_level=True)
import fcntl
import pty
import termios

FIRST, SECOND = "06-01982734", "06-07461528"
NOTE = f"Bel haar op {FIRST}.\n\nOf de buren op {SECOND}.\n"
SECONDS = 300  # a run that says nothing for so long hangs


def _take_terminal() -> None:
    """Make standard input the terminal of a new session, whose keys send signals, also where this test ignores them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def on_terminal(
    folder: Path, args: Sequence[str], answers: Sequence[str], env: dict[str, str] = ENV
) -> tuple[int, str]:
    """Exit code of a run, and what the terminal showed; each question is answered once.

    Ctrl-C is pressed again when nothing happens: Python does not see it between the question and the wait for a key.
    """
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *args],
        cwd=folder,
        env=env,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=_take_terminal,
    )
    os.close(theirs)
    shown, left, last, waited = b"", list(answers), "", 0
    try:
        while True:
            ready, _, _ = select.select([ours], [], [], 1)
            waited = 0 if ready else waited + 1
            assert waited < SECONDS, "it hangs"
            if not ready:
                if last == "\x03":
                    os.write(ours, last.encode())
                continue
            try:
                data = os.read(ours, 4096)
            except OSError:  # so Linux says that the other side is closed
                break
            if not data:
                break
            shown += data
            if left and shown.count(b"y/n/s(kip)") > len(answers) - len(left) and shown.endswith(b": "):
                last = left.pop(0)
                os.write(ours, last.encode())
        code = process.wait(SECONDS)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    assert not left, "not all questions came"
    return code, shown.decode().replace("\r\n", "\n")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = made(tmp_path / "praktijk")
    put(folder / "note.txt", NOTE)
    git(folder, "add", "-A")
    return folder


def test_an_audit_asks_and_keeps_what_is_nobodys(repository: Path, tmp_path: Path) -> None:
    key = ("--baseline-key", str(tmp_path / "key"))
    code, shown = on_terminal(repository, ["--audit", *key], ["n\n", "y\n"])
    assert code == 1, shown
    assert f"'{FIRST}'" in shown and f"'{SECOND}'" in shown and shown.count("Personal data?") == 2
    after = shown[shown.rindex("Personal data?") :]
    assert "note.txt:3:" in after and "note.txt:1:" not in after and "1 allowed" in after
    written = (repository / ".chatscrub-baseline").read_text()
    assert len(written.splitlines()) == 2 and not any(n in written for n in (FIRST, SECOND, "note"))
    again = check(repository, *key)
    assert again.returncode == 1 and "note.txt:3:" in again.stdout and "note.txt:1:" not in again.stdout
    code, shown = on_terminal(repository, ["--audit", *key], ["n\n"])
    assert code == 0 and FIRST not in shown, "what was answered is not asked again"
    assert len((repository / ".chatscrub-baseline").read_text().splitlines()) == 3


def test_an_audit_that_skips_or_is_broken_off_writes_nothing(repository: Path, tmp_path: Path) -> None:
    key = ("--baseline-key", str(tmp_path / "key"))
    code, shown = on_terminal(repository, ["--audit", *key], ["\n", "s\n"])
    assert code == 1 and shown.count("Personal data?") == 2
    for key_pressed in ("\x03", "\x04"):
        code, shown = on_terminal(repository, ["--audit", *key], ["n\n", key_pressed])
        assert code != 0 and "Traceback" not in shown
    assert not (repository / ".chatscrub-baseline").exists()


def test_show_on_a_terminal_only(repository: Path) -> None:
    code, shown = on_terminal(repository, ["--show"], [])
    assert code == 1 and FIRST in shown and SECOND in shown
    code, shown = on_terminal(repository, [], [])
    assert code == 1 and FIRST not in shown and "****" in shown
    for option in ("--show", "--audit"):
        code, shown = on_terminal(repository, [option], [], {**ENV, "CI": "true"})
        assert code == 2 and FIRST not in shown and "never where CI is set" in shown


def test_a_fix_writes_beside_and_says_what_to_commit(repository: Path) -> None:
    code, shown = on_terminal(repository, ["--fix"], [])
    assert code == 1 and "note.txt: scrubbed to " in shown and "git rm --cached -- note.txt" in shown
    assert FIRST not in shown and SECOND not in shown
    assert (repository / "note.txt").read_text() == NOTE
    scrubbed = (repository / "note.chatscrub/note.scrubbed.txt").read_text()
    assert FIRST not in scrubbed and SECOND not in scrubbed
    code, shown = on_terminal(repository, ["--fix"], [])
    assert code == 1 and "not scrubbed" in shown and "exists already" in shown and "Traceback" not in shown
    put(repository / "note.txt", NOTE + "\n")
    code, shown = on_terminal(repository, ["--fix"], [])
    assert code == 1 and "what is staged is not what lies on disk" in shown
