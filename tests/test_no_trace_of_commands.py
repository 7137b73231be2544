"""No trace of any command: what stands in a chat stands nowhere else, whatever the command, and however it ends.

``test_no_trace`` does this for one scrub in every way; here are the other commands, real processes with their command
lines, environments and children, and ends that only a real process can have.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from exports import Ran, put, run, tree
from test_hiding_places import CASES, export_of, left, listed
from test_no_trace import CANARIES, CHAT, canaries_in, raising

from chatscrub import castlist, files, gatekeeping, letters, overview, verifying

FIRST, LAST = "Wiebrigje Zwaluwenburg", "Ottelien Zwaluwenburg"
PASSPHRASE = "kwartelhof geheimzinnig slot"


# --- every command, in this process ---------------------------------------------------------------------


@pytest.fixture
def chat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a chat whose name tells nothing."""
    monkeypatch.chdir(tmp_path)
    return put(tmp_path / "chat.txt", CHAT)


def silent(ran: Ran) -> Ran:
    """The canaries are in nothing that a command prints, and it never shows its own inside."""
    told = ran.out.decode() + ran.err
    assert canaries_in(told) == []
    assert "Traceback" not in told
    return ran


COMMANDS: dict[str, tuple[object, ...]] = {
    "inspect": ("inspect", "chat.txt"),
    "inspect as JSON": ("inspect", "chat.txt", "--json"),
    "inspect under another name": ("inspect", "chat.txt", "--format", "signal"),
    "people": ("people", "chat.txt"),
    "people as JSON": ("people", "chat.txt", "--json"),
    "status": ("consent", "status", "chat.txt"),
    "status as JSON": ("consent", "status", "chat.txt", "--json"),
    "request": ("consent", "request", "chat.txt", "-o", "letters"),
    "formats": ("formats",),
    "check": ("check", "chat.txt"),
    "check as JSON": ("check", "chat.txt", "--format", "json"),
    "check as SARIF": ("check", "chat.txt", "--format", "sarif"),
    "dry run": ("scrub", "chat.txt", "-o", "dry", "--dry-run", "-v"),
    "own copy": ("scrub", "chat.txt", "-o", "own", "--own-copy", "-v"),
    "stand-ins": ("scrub", "chat.txt", "-o", "standins", "--style", "surrogate", "--shift-dates", "-v"),
    "only me": ("scrub", "chat.txt", "-o", "me", "--policy", "only-me", "--me", FIRST, "-v"),
    "refused": ("scrub", "chat.txt", "-o", "refused", "--require-consent"),
    "to a service": ("scrub", "chat.txt", "-o", "service", "--to", "chatgpt", "--json"),
    "no such service": ("scrub", "chat.txt", "-o", "nowhere", "--to", "geen dienst"),
}
SHARED = (".consent.html", ".consent.md", ".consent.json", ".scrubbed.txt")


@pytest.mark.parametrize("name", COMMANDS)
def test_commands_print_nothing_of_the_chat(name: str, chat: Path) -> None:
    ran = silent(run(*COMMANDS[name]))
    assert ran.code in (0, 1, 2)
    for path, data in tree(chat.parent).items():
        if path.endswith(SHARED):
            assert canaries_in(path + data.decode()) == [], path


STEPS: list[tuple[Any, str, tuple[object, ...]]] = [
    (files, "read", ("inspect", "chat.txt")),
    (files, "read", ("people", "chat.txt")),
    (castlist, "rows", ("people", "chat.txt")),
    (overview, "of_export", ("consent", "status", "chat.txt")),
    (letters, "write", ("consent", "request", "chat.txt")),
    (gatekeeping, "read_plain", ("check", "chat.txt")),
    (files, "read", ("consent", "record", "iemand", "granted", "--from", "chat.txt")),
    (verifying, "verify", ("verify", "out/chat.scrubbed.txt", "out/chat.consent.json")),
]


@pytest.mark.parametrize("error", [ValueError, RecursionError, UnicodeError, KeyboardInterrupt])
@pytest.mark.parametrize(("module", "step", "command"), STEPS, ids=[f"{s[2][0]}-{s[1]}" for s in STEPS])
def test_errors_that_quote_the_chat(
    module: Any,
    step: str,
    command: tuple[object, ...],
    error: type[BaseException],
    chat: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, step, raising(error))
    before = tree(chat.parent)
    ran = silent(run(*command))
    assert ran.code == (130 if error is KeyboardInterrupt and ran.code != 2 else 2), ran.err
    assert ran.err.count("\n") <= 3
    assert tree(chat.parent) == before


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_inspect_of_every_format_prints_nothing_of_it(case: Path, tmp_path: Path) -> None:
    ran = run("inspect", export_of(case, tmp_path))
    assert ran.code == 0, ran.err
    told = ran.out + ran.err.encode()
    names = [one for one in listed(case) if len(one) > 3]  # shorter ones are parts of words of ours
    assert left(told, names) == []


# --- a vault from its beginning to its end --------------------------------------------------------------


def test_the_life_of_a_vault(chat: Path) -> None:
    """Scrub, restore, info, forget, rekey, and what goes wrong on the way; names are in the restored text only."""

    def with_vault(*args: object, secret: str = PASSPHRASE) -> Ran:
        reading, writing = os.pipe()
        os.write(writing, f"{secret}\n".encode())
        os.close(writing)
        try:
            return silent(run(*args, "--passphrase-fd", reading))
        finally:
            os.close(reading)

    made = with_vault("scrub", chat, "-o", "out", "--vault", "v")
    assert made.code == 0, made.err
    answer = put(chat.parent / "answer.txt", "wat zegt [PERSON_1] daarvan, en [PERSON_2]?\n")
    back = with_vault("restore", answer, "--vault", "v", "-o", "back.txt", "--json")
    assert back.code == 0 and canaries_in((chat.parent / "back.txt").read_text())
    assert run("vault", "info", "v").code == 0
    for ran in (
        with_vault("restore", answer, "--vault", "v", "-o", "again.txt", secret="kwartelhof verkeerd slot"),
        with_vault("restore", answer, "--vault", "v", "-o", "back.txt"),
        with_vault("scrub", chat, "-o", "out", "--vault", "answer.txt"),
    ):
        assert ran.code == 2
    kept = {path for path, data in tree(chat.parent).items() if canaries_in(data.decode("latin-1"))}
    assert kept == {"chat.txt", "back.txt"}


# --- real processes -------------------------------------------------------------------------------------


class Machine:
    """A computer with nothing on it: an empty home, an empty folder for temporary files, a folder to work in."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.work = folder, folder / "work"
        for name in ("home", "tmp", "work"):
            (folder / name).mkdir()
        home = str(folder / "home")
        names = "HOME USERPROFILE XDG_CACHE_HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME TLDEXTRACT_CACHE".split()
        self.env = {
            **dict.fromkeys(names, home),
            "PATH": os.environ["PATH"],
            "TMPDIR": str(folder / "tmp"),
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
            "PYTHONFAULTHANDLER": "1",  # as the computer of somebody who programs
            "PYTHONPYCACHEPREFIX": str(folder / "home" / "pycache"),
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def start(self, *args: object, **options: Any) -> subprocess.Popen[bytes]:
        given: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.PIPE}
        command = [sys.executable, "-m", "chatscrub", *map(str, args)]
        return subprocess.Popen(command, cwd=self.work, env=self.env, **(given | options))

    def clean(self, *told: bytes | None) -> None:
        """Nothing of the chat but in its source, and nothing at all in the home and among temporary files."""
        for text in told:
            assert canaries_in((text or b"").decode("utf-8", "replace")) == []
            assert b"Traceback" not in (text or b"")
        assert not list(self.folder.rglob("core*"))
        assert tree(self.folder / "home") == {} and tree(self.folder / "tmp") == {}
        for path, data in tree(self.work).items():
            if not path.startswith("in/"):
                assert canaries_in(path + data.decode("latin-1")) == [], path


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    (made.work / "in").mkdir()
    for number in (1, 2):
        put(made.work / "in" / f"WhatsApp-chat met {LAST} {number}.txt", CHAT)
    return made


def family(pid: int) -> Iterator[tuple[int, bytes, bytes]]:
    """Command line and environment of a process and all that it started."""
    try:
        yield pid, Path(f"/proc/{pid}/cmdline").read_bytes(), Path(f"/proc/{pid}/environ").read_bytes()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in map(int, children):
        yield from family(child)


class Watch:
    """Looks again and again at a process and what it started, until it ends."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process, self.seen = process, dict[int, bytes]()
        self.thread = threading.Thread(target=self.look, daemon=True)
        self.thread.start()

    def look(self) -> None:
        while self.process.poll() is None:
            for pid, line, environment in family(self.process.pid):
                self.seen[pid] = self.seen.get(pid, b"") + line + environment
            time.sleep(0.05)


proc = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc")


@proc
def test_a_batch_leaves_no_trace_on_the_computer(machine: Machine) -> None:
    """Names of files are names of clients: they are in no command line and no environment of any process."""
    with machine.start("batch", "in", "-o", "out", "-j", 2) as process:
        watch = Watch(process)
        out, err = process.communicate()
        watch.thread.join()
    assert process.returncode == 0, err.decode()
    assert len(watch.seen) > 2, "the workers were seen"
    for seen in watch.seen.values():
        assert canaries_in(seen.decode("utf-8", "replace")) == []
    (machine.work / "out" / "sources.own.csv").unlink()  # names of files, for the owner only
    machine.clean(out, err)


ENDS = {"interrupted": signal.SIGINT, "ended": signal.SIGTERM, "killed": signal.SIGKILL, "crashed": signal.SIGSEGV}


@proc
@pytest.mark.parametrize("how", ENDS)
def test_a_scrub_that_is_ended_by_force(how: str, machine: Machine) -> None:
    with machine.start("scrub", "-", "-o", "out") as process:
        assert process.stdin
        process.stdin.write(CHAT.encode() * 1000)  # more than a pipe holds: it has begun to read when this is written
        process.stdin.flush()  # it waits for more, with the text in memory
        process.send_signal(ENDS[how])
        out, err = process.communicate()
    assert process.returncode not in (0, 1)
    machine.clean(out, err)
    assert not (machine.work / "out").exists()


@proc
@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_nowhere_to_print(stream: str, machine: Machine) -> None:
    with Path("/dev/full").open("wb") as full, machine.start("scrub", "-", **{stream: full}) as process:
        out, err = process.communicate(CHAT.encode())
    assert process.returncode in ((2,) if stream == "stdout" else (0, 2))
    machine.clean(err, out)


@proc
@pytest.mark.parametrize("limit", [0, 4096, 40_000])
def test_a_disk_that_takes_no_more(limit: int, machine: Machine) -> None:
    """A limit of the system on the size of files, which a full disk is like, in the middle of writing."""
    import resource

    source = next((machine.work / "in").iterdir())
    code = (
        "import resource, signal, sys; from chatscrub.__main__ import main\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {resource.RLIM_INFINITY})); main()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, "scrub", str(source), "-o", "out"],
        cwd=machine.work,
        env=machine.env,
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 2 and ran.stderr.count(b"\n") == 1, ran.stderr
    assert b"cannot be written" in ran.stderr
    assert canaries_in(ran.stderr.decode().replace(str(source), "")) == []
    assert tree(machine.folder / "tmp") == {} and not (machine.work / "out").exists()


def test_no_core_file_is_left(machine: Machine) -> None:
    """Even where the user allows core files: they would hold all that is in memory."""
    if sys.platform == "win32":
        pytest.skip("no core files")
    code = (
        "import resource, sys; from chatscrub import __main__ as m, cli\n"
        "hard = resource.getrlimit(resource.RLIMIT_CORE)[1]\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))\n"
        "cli.main = lambda: print(resource.getrlimit(resource.RLIMIT_CORE))\n"
        "m.main()"
    )
    ran = subprocess.run([sys.executable, "-c", code], env=machine.env, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "(0, 0)"


def test_the_canaries_are_what_the_machine_would_show(machine: Machine) -> None:
    """Or the tests above would show nothing."""
    put(machine.work / "leak.txt", CANARIES[0])
    with pytest.raises(AssertionError):
        machine.clean()
