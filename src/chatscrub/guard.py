"""No connection is opened and no program is started but what the user named: Python asks here first.

Python announces ("audits") what it is about to do. From :func:`stand` on, whatever would open a connection, look up a
name or start a program is refused, whoever asks for it: this package, one that it uses, or one that somebody tampered
with. What was refused is remembered even if whoever asked hides it, and then nothing is released any more.

It is a guard and no prison: code that is not written in Python can open a connection without Python's knowing, and
code in Python that looks for this guard can disarm it. See https://peps.python.org/pep-0578/.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from .errors import ForbiddenError

SILENT = {
    "DO_NOT_TRACK": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "ORT_DISABLE_TELEMETRY": "1",
}
"""What libraries look for in the environment before they tell their makers anything."""
_PEERS = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"})
_LOOKUPS = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"})
_CLIENTS = frozenset(
    "ftplib.connect http.client.connect imaplib.open nntplib.connect poplib.connect smtplib.connect "
    "telnetlib.Telnet.open urllib.Request webbrowser.open".split()
)
_PROGRAMS = frozenset(
    "_winapi.CreateProcess os.exec os.fork os.forkpty os.posix_spawn os.spawn os.startfile os.startfile/2 os.system "
    "pty.spawn subprocess.Popen".split()
)
_WATCHED = _PEERS | _LOOKUPS | _CLIENTS | _PROGRAMS | {"ctypes.dlsym"}
# Functions of the system that would do the same behind Python's back.
_SYMBOLS = frozenset(
    "connect execl execv execve execvp fork getaddrinfo gethostbyname popen posix_spawn posix_spawnp sendmsg sendto "
    "socket syscall system vfork WinExec CreateProcessA CreateProcessW ShellExecuteA ShellExecuteW WSAConnect".split()
)
_LIBRARIES = ["/sbin/ldconfig", "-p"]  # by which ctypes.util.find_library lists what is installed
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

_refused: list[str] = []
_programs: list[list[str]] = []
_places: list[tuple[Collection[str], int]] = []  # addresses and port
_services: list[None] = []
_standing: list[Callable[[str, tuple[Any, ...]], None]] = []


def stand() -> None:
    """Guard this process from now on; it cannot be undone. Libraries are told to send nothing."""
    os.environ.update(SILENT)
    if not _standing:
        _standing.append(_heard)
        sys.addaudithook(_heard)


def is_standing() -> bool:
    """Whether this process is guarded."""
    return bool(_standing)


def alarm() -> str:
    """What was refused, as a line for the user; empty when nothing was."""
    return _refused[0] if _refused else ""


def check() -> None:
    """See that nothing was refused.

    Raises:
        ForbiddenError: something was.
    """
    if _refused:
        raise ForbiddenError(_refused[0]) from None


def heard(error: ForbiddenError) -> None:
    """Remember what was refused in a worker."""
    _refused.append(str(error))


@contextlib.contextmanager
def running(command: Sequence[str]) -> Iterator[None]:
    """Within this block exactly this program with these arguments may be started."""
    allowed = list(command)
    _programs.append(allowed)
    try:
        yield
    finally:
        _programs.remove(allowed)


@contextlib.contextmanager
def reaching(host: str, port: int) -> Iterator[None]:
    """Within this block this one place, which the user named, may be reached."""
    place: tuple[set[str], int] = ({host}, port)
    _places.append(place)
    try:
        place[0].update(_addresses(host, port))
        yield
    finally:
        _places.remove(place)


def _addresses(host: str, port: int) -> set[str]:
    import socket

    try:
        return {str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except OSError:  # whoever tries to reach it will tell
        return set()


@contextlib.contextmanager
def asking_services() -> Iterator[None]:
    """Within this block a service of this computer, such as the keyring, may be asked over a Unix socket."""
    _services.append(None)
    try:
        yield
    finally:
        _services.pop()


# --- what Python announces ------------------------------------------------------------------------------


def _heard(event: str, args: tuple[Any, ...]) -> None:
    """Refuse what is watched and not allowed. It is called for everything that Python announces, so it is quick."""
    if event not in _WATCHED or _is_allowed(event, args, sys._getframe(1)):
        return
    if _is_idle(event, args):
        raise OSError("not here")
    what = "start a program" if event in _PROGRAMS or event == "ctypes.dlsym" else "open a connection"
    who = _asker(sys._getframe(1))
    _refused.append(
        f"something tried to {what} ({event}, asked for by {who}) and was stopped; nothing was released from then on; "
        "it is a fault, or a part was tampered with: install chatscrub anew in an empty environment, and report this"
    )
    raise ForbiddenError(_refused[-1])


def _is_idle(event: str, args: tuple[Any, ...]) -> bool:
    """Whether it is refused without alarm: whoever asks only looks around, and can do without an answer.

    urllib3 opens a socket of this computer to see whether there is IPv6, ``platform`` asks for the processor's name.
    """
    if event == "socket.bind":
        return _host(args[1]) in _LOOPBACK
    return event == "subprocess.Popen" and args[1] == ["uname", "-p"]


def _is_allowed(event: str, args: tuple[Any, ...], caller: FrameType) -> bool:
    if event == "ctypes.dlsym":
        return args[1] not in _SYMBOLS
    if event in _PEERS:
        return _is_socket_allowed(args[0], args[1], caller)
    if event in _LOOKUPS:
        return any(args[0] in hosts for hosts, _ in _places)
    if event == "os.fork":
        return _is(caller, "multiprocessing.forkserver", ("main",))
    if event == "subprocess.Popen":
        return _is_command(args[1])
    if event == "_winapi.CreateProcess":  # Windows: behind a Popen that was asked before, or a worker
        return _is(caller, "subprocess", ("_execute_child",)) or _is(caller, "multiprocessing.popen_spawn_win32", ())
    return False


def _is_command(command: Any) -> bool:
    given = [str(word) for word in command] if isinstance(command, (list, tuple)) else command
    if isinstance(given, str):  # Windows: as one text
        import subprocess

        return given in map(subprocess.list2cmdline, _programs)
    return given == _LIBRARIES or given in _programs


def _is_socket_allowed(socket: Any, address: Any, caller: FrameType) -> bool:
    if isinstance(address, (str, bytes)):
        return bool(_services) or _is_ours(os.fsdecode(address))
    if address is None:  # it is connected already, and that was asked for
        return True
    if _is(caller, "socket", ("socketpair", "_fallback_socketpair")):  # Windows: a pipe of two sockets
        return _host(address) in _LOOPBACK
    return isinstance(address, tuple) and any(address[0] in hosts and address[1] == port for hosts, port in _places)


def _host(address: Any) -> object:
    return address[0] if isinstance(address, tuple) and address else None


def _is_ours(path: str) -> bool:
    """Whether a Unix socket lies in the folder, for its owner only, that multiprocessing made for this process."""
    process = sys.modules.get("multiprocessing.process")
    folder = process.current_process()._config.get("tempdir") if process else None
    return folder is not None and str(Path(path).parent) == folder


def _is(frame: FrameType, module: str, names: tuple[str, ...]) -> bool:
    """Whether a frame runs code of that module, with one of these names if there are any."""
    known = sys.modules.get(module)
    return known is not None and frame.f_globals is vars(known) and (not names or frame.f_code.co_name in names)


def _asker(frame: FrameType | None) -> str:
    """The package that asked, the nearest that is not Python's own; never what it asked for."""
    while frame is not None:
        name = str(frame.f_globals.get("__name__", "")).partition(".")[0]
        if name not in sys.stdlib_module_names and name.isidentifier():
            return name
        frame = frame.f_back
    return "Python"
