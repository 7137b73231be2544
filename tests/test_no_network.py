"""Nothing reaches for the network, not even on a computer that has never run chatscrub before."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from exports import CHAT, put, tree

TRAP = """
import socket, sys

def trap(*args, **kwargs):
    raise SystemExit("NETWORK")

class Trapped(socket.socket):
    # urllib3, which spaCy loads, opens a socket of its own computer to see whether there is IPv6
    def __init__(self, *args, **kwargs):
        asked = sys._getframe(1).f_globals["__name__"]
        raise OSError("no socket") if asked == "urllib3.util.connection" else SystemExit("NETWORK")

socket.socket = Trapped
for name in ("create_connection", "getaddrinfo", "gethostbyname", "create_server", "socketpair", "fromfd"):
    setattr(socket, name, trap)
"""
LINKS = "01-02-2023 10:20 - Sanne Kuiperveld: zie https://www.voorbeeld.example/sanne of sanne@voorbeeld.nl\n"


def empty_machine(folder: Path) -> dict[str, str]:
    """An environment in which no cache of spaCy, tldextract or anything else can be found."""
    (folder / "home").mkdir()
    (folder / "trap").mkdir()
    put(folder / "trap" / "sitecustomize.py", TRAP)
    home = str(folder / "home")
    names = ("HOME", "USERPROFILE", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "TLDEXTRACT_CACHE")
    paths = os.pathsep.join([str(folder / "trap"), *filter(None, [os.environ.get("PYTHONPATH")])])
    return {"PATH": os.environ["PATH"], "PYTHONPATH": paths, **dict.fromkeys(names, home)}


def run(code: str, *args: object, folder: Path, env: dict[str, str]) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", code, *map(str, args)],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=env,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_the_trap_works(tmp_path: Path) -> None:
    env = empty_machine(tmp_path)
    for call in (
        "socket.socket()",
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.getaddrinfo('a', 80)",
    ):
        code = f"import socket\ntry: {call}\nexcept SystemExit as e: print(e)"
        assert run(code, folder=tmp_path, env=env).startswith("NETWORK"), call


def test_the_whole_job(tmp_path: Path) -> None:
    env = empty_machine(tmp_path)
    source = put(tmp_path / "chat.txt", CHAT + LINKS)
    code = "import sys; from chatscrub import cli; cli.main(['scrub', '--json', *sys.argv[1:]])"
    (one,) = json.loads(run(code, source, folder=tmp_path, env=env))["inputs"]
    assert {"EMAIL", "PHONE", "PERSON"} <= set(one["findings"])
    assert "sanne@voorbeeld.nl" not in Path(one["scrubbed"]).read_text()
    assert tree(tmp_path / "home") == {}, "nothing is kept for next time either"


def test_the_front_door(tmp_path: Path) -> None:
    env = empty_machine(tmp_path)
    source = put(tmp_path / "chat.txt", CHAT + LINKS)
    code = (
        "import sys, chatscrub; print(len(chatscrub.find(['mail sanne@voorbeeld.nl'])[0]), "
        "len(chatscrub.tables.messages(sys.argv[1])))"
    )
    assert run(code, source, folder=tmp_path, env=env).split() == ["1", "9"]
    assert tree(tmp_path / "home") == {}
