"""Nothing is reached and nothing is started but what the user named, in this process and in its workers."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from exports import CHAT, NAMES, Ran, put, tree

from chatscrub import guard, staged
from chatscrub.errors import RepositoryError

# --- what Python announces ------------------------------------------------------------------------------

OUT = {
    "connect": "socket.create_connection(('127.0.0.1', 9))",
    "connect by number": "socket.socket().connect(('192.0.2.1', 443))",
    "connect without errors": "socket.socket().connect_ex(('192.0.2.1', 443))",
    "connect over IPv6": "socket.socket(socket.AF_INET6).connect(('2001:db8::1', 443))",
    "send": "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
    "send in parts": "socket.socket(type=socket.SOCK_DGRAM).sendmsg([b'x'], [], 0, ('192.0.2.1', 53))",
    "look up": "socket.getaddrinfo('voorbeeld.example', 443)",
    "look up in the old way": "socket.gethostbyname('voorbeeld.example')",
    "look up backwards": "socket.gethostbyaddr('192.0.2.1')",
    "listen": "socket.socket().bind(('0.0.0.0', 0))",
    "a Unix socket": "socket.socket(socket.AF_UNIX).connect('/run/docker.sock')",
    "a page": "urllib.request.urlopen('http://127.0.0.1:9/')",
    "http": "http.client.HTTPConnection('127.0.0.1', 9).request('GET', '/')",
    "mail": "smtplib.SMTP('127.0.0.1', 9)",
    "ftp": "ftplib.FTP('127.0.0.1')",
    "a program": "subprocess.run(['touch', 'started'])",
    "a program of another form": "subprocess.run('touch started', shell=True)",
    "git with other arguments": "subprocess.run(['git', 'push'])",
    "system": "os.system('touch started')",
    "popen": "os.popen('touch started')",
    "spawn": "os.posix_spawn('/usr/bin/touch', ['touch', 'started'], {})",
    "exec": "os.execv('/usr/bin/touch', ['touch', 'started'])",
    "fork": "os.fork() or os._exit(0)",
    "a terminal": "pty.spawn(['touch', 'started'])",
    "the system's own connect": "ctypes.CDLL(None).connect",
    "the system's own system": "ctypes.CDLL(None).system",
}
TRY = """
import asyncio, ctypes, ftplib, http.client, json, os, pty, smtplib, socket, subprocess, sys, urllib.request
from chatscrub import guard
guard.stand()
found = {}
for name, code in json.loads(sys.argv[1]).items():
    guard._refused.clear()
    try:
        eval(code)
        found[name] = "went through"
    except BaseException as error:
        found[name] = type(error).__name__
    found[name] += " " + str(bool(guard.alarm()))
print(json.dumps(found))
"""


def python(code: str, *args: object, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, args)],
        cwd=folder,
        env=os.environ | env,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="most of these are POSIX")
def test_every_way_out_is_refused(tmp_path: Path) -> None:
    ran = python(TRY, json.dumps(OUT), folder=tmp_path)
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    assert found == dict.fromkeys(found, "ForbiddenError True")
    assert list(tmp_path.iterdir()) == []


def test_who_only_looks_around_is_refused_without_alarm(tmp_path: Path) -> None:
    codes = {
        "is there IPv6": "socket.socket(socket.AF_INET6).bind(('::1', 0))",
        "the processor": "subprocess.check_output(['uname', '-p'])",
    }
    ran = python(TRY, json.dumps(codes), folder=tmp_path)
    assert json.loads(ran.stdout) == dict.fromkeys(codes, "OSError False")


NAMED = """
import socket, subprocess, sys
from chatscrub import guard
from chatscrub.errors import ForbiddenError
guard.stand()
port, other, path = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]

def tried(step):
    try:
        return step() is not None
    except ForbiddenError:
        return "refused"

def unix():
    with socket.socket(socket.AF_UNIX) as one:
        return one.connect(path) or one

command = [sys.executable, "-c", "pass"]
for allowed in (guard.reaching("localhost", port), guard.running(command), guard.asking_services()):
    with allowed:
        print(tried(lambda: socket.create_connection(("localhost", port))),
              tried(lambda: socket.create_connection(("localhost", other))),
              tried(lambda: subprocess.run(command)),
              tried(lambda: subprocess.run([*command, "more"])),
              tried(unix))
print(tried(lambda: socket.create_connection(("localhost", port))), tried(lambda: subprocess.run(command)), tried(unix))
"""


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[tuple[int, int, Path]]:
    """Two ports and a Unix socket of this computer where somebody listens."""
    path = tmp_path / "s"
    one, two = socket.create_server(("localhost", 0)), socket.create_server(("localhost", 0))
    three = socket.socket(socket.AF_UNIX)
    with one, two, three:
        three.bind(str(path))
        three.listen()
        yield one.getsockname()[1], two.getsockname()[1], path


@pytest.mark.skipif(sys.platform == "win32", reason="no Unix sockets")
def test_what_the_user_named_is_allowed_and_nothing_beside_it(listening: tuple[int, int, Path], tmp_path: Path) -> None:
    ran = python(NAMED, *listening, folder=tmp_path)
    assert ran.stdout.splitlines() == [
        "True refused refused refused refused",
        "refused refused True refused refused",
        "refused refused refused refused True",
        "refused refused refused",
    ], ran.stderr


def test_what_is_told_holds_nothing_of_what_was_asked(tmp_path: Path) -> None:
    """A name that is looked up can be a message in disguise."""
    code = (
        "import socket; from chatscrub import guard; guard.stand()\n"
        "try: socket.getaddrinfo('sanne-kuiperveld.example', 443)\n"
        "except Exception as error: print(error)"
    )
    told = python(code, folder=tmp_path).stdout
    assert "socket.getaddrinfo" in told and "kuiperveld" not in told and "443" not in told


def test_libraries_are_told_to_send_nothing(tmp_path: Path) -> None:
    code = "import os; from chatscrub import guard; guard.stand(); print(*(os.environ[n] for n in guard.SILENT))"
    assert python(code, folder=tmp_path, DO_NOT_TRACK="0").stdout.split() == ["1"] * len(guard.SILENT)


# --- a part that was tampered with ----------------------------------------------------------------------

TAMPERED = """
import importlib.abc, importlib.util, os, socket, sys

def tell_home():
    try:
        socket.create_connection(("127.0.0.1", int(os.environ["HOME_PORT"])), 5).sendall(b"here it is")
    except Exception:
        pass  # as such parts do

class Tampering(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name != "phonenumbers":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        load = spec.loader.exec_module

        def exec_module(module):
            load(module)
            parse = module.parse

            def tampered(*args, **options):
                tell_home()
                return parse(*args, **options)

            module.parse = tampered
            if os.environ.get("AT_ONCE"):
                tell_home()

        spec.loader.exec_module = exec_module
        return spec

sys.meta_path.insert(0, Tampering())
"""


class Home:
    """Where the tampered part calls: it hears who does."""

    def __init__(self) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = str(self.server.getsockname()[1])
        self.calls = 0
        self.thread = threading.Thread(target=self.listen, daemon=True)
        self.thread.start()

    def listen(self) -> None:
        while True:
            try:
                self.server.accept()[0].close()
            except OSError:
                return
            self.calls += 1


@pytest.fixture
def home() -> Iterator[Home]:
    made = Home()
    yield made
    made.server.close()


def command(tmp_path: Path, home: Home, *args: object, **env: str) -> Ran:
    (tmp_path / "parts").mkdir(exist_ok=True)
    put(tmp_path / "parts" / "sitecustomize.py", TAMPERED)
    paths = os.pathsep.join([str(tmp_path / "parts"), *filter(None, [os.environ.get("PYTHONPATH")])])
    ran = subprocess.run(
        [sys.executable, "-m", "chatscrub", *map(str, args)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": paths, "HOME_PORT": home.port} | env,
        capture_output=True,
        check=False,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr.decode())


def test_the_tampered_part_does_call(home: Home, tmp_path: Path) -> None:
    """Without a guard: or the tests below would show nothing."""
    put(tmp_path / "sitecustomize.py", TAMPERED)
    code = "import phonenumbers; phonenumbers.parse('06-01234567', 'NL')"
    paths = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    python(code, folder=tmp_path, PYTHONPATH=paths, HOME_PORT=home.port)
    assert home.calls == 1


def stopped(ran: Ran, home: Home) -> None:
    assert ran.code == 2, ran.err
    assert "Traceback" not in ran.err
    last = ran.err.splitlines()[-1]
    told = "something tried to open a connection (socket.getaddrinfo, asked for by sitecustomize)"
    assert last.startswith(f"chatscrub: {told}")
    assert not any(name in ran.err for name in NAMES)
    assert home.calls == 0


@pytest.mark.parametrize("when", ["AT_ONCE", "LATER"])
def test_scrub_releases_nothing(when: str, home: Home, tmp_path: Path) -> None:
    source = put(tmp_path / "chat.txt", CHAT)
    ran = command(tmp_path, home, "scrub", source, "-o", tmp_path / "out", **{when: "1"})
    stopped(ran, home)
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("when", ["AT_ONCE", "LATER"])
def test_workers_of_a_batch_are_guarded(when: str, home: Home, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        put(tmp_path / "in" / name, CHAT)
    ran = command(tmp_path, home, "batch", tmp_path / "in", "-o", tmp_path / "out", "-j", 2, "-q", **{when: "1"})
    stopped(ran, home)
    assert not [name for name in tree(tmp_path / "out") if ".scrubbed" in name]


def test_check_passes_nothing(home: Home, tmp_path: Path) -> None:
    source = put(tmp_path / "note.md", "Verslag\n\nIk sprak Sanne vandaag, ze belde op met 06-01234567.\n")
    stopped(command(tmp_path, home, "check", source, AT_ONCE="1"), home)


# --- a repository of somebody else ----------------------------------------------------------------------


def git(folder: Path, *args: str) -> None:
    subprocess.run(["git", *args], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A repository whose settings name programs to run, which leave a mark."""
    root = tmp_path / "repository"
    root.mkdir()
    git(root, "init", "-q")
    put(root / "a.md", "Verslag\n")
    git(root, "add", "a.md")
    program = put(tmp_path / "program", f"#!/bin/sh\ntouch '{tmp_path}/started'\n")
    program.chmod(0o755)
    for name in "core.fsmonitor core.pager core.sshCommand diff.external diff.x.textconv filter.x.clean".split():
        git(root, "config", name, str(program))
    put(root / ".gitattributes", "* filter=x diff=x\n")
    git(root, "config", "extensions.partialClone", "origin")
    git(root, "config", "remote.origin.url", f"ext::{program}")
    git(root, "config", "remote.origin.promisor", "true")
    git(root, "config", "protocol.ext.allow", "always")
    return root


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_a_hostile_repository_starts_nothing(hostile: Path) -> None:
    mark = hostile.parent / "started"
    subprocess.run(["git", "status"], cwd=hostile, check=False, capture_output=True)
    assert mark.exists(), "it would, if one just looked at it"
    mark.unlink()
    found = staged.Repository(hostile)
    entries = found.tracked()
    assert [entry.path for entry in found.staged()] == ["a.md"]
    assert [data for _, data in found.contents(entries)] == [b"Verslag\n"]
    missing = entries[0]._replace(blob="1" * 40)
    with pytest.raises(RepositoryError):
        list(found.contents([missing]))
    with pytest.raises(RepositoryError):
        found.since("1" * 40)
    assert not mark.exists()
