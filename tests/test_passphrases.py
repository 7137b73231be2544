"""Passphrases: asked for without being shown, read from a descriptor or the keyring, never left in a message."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace

import click
import pytest

from chatscrub import passphrases, sealed
from chatscrub.errors import PassphraseError

GOOD, OTHER = "een lang geheim", "een ander geheim"
ASKED: dict[str, tuple[bool, list[str], str | None, str]] = {
    # for a new one, what is typed, what comes back, what is said on the way
    "known": (False, [GOOD], GOOD, ""),
    "known and short": (False, ["kort"], "kort", ""),
    "known and blank": (False, ["  "], "  ", ""),
    "empty, then known": (False, ["", GOOD], GOOD, "empty"),
    "empty three times": (False, ["", "", ""], None, "empty"),
    "new": (True, [GOOD, GOOD], GOOD, ""),
    "new with eight": (True, ["achttien", "achttien"], "achttien", ""),
    "short, then new": (True, ["zeventi", GOOD, GOOD], GOOD, "8 characters"),
    "empty, then new": (True, ["", GOOD, GOOD], GOOD, "empty"),
    "differing, then new": (True, [GOOD, OTHER, OTHER, OTHER], OTHER, "differ"),
    "differing three times": (True, [GOOD, OTHER] * 3, None, "differ"),
    "short three times": (True, ["kort", "kort", "kort"], None, "8 characters"),
}


@pytest.mark.parametrize("case", ASKED)
def test_asking(case: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    confirm, typed, expected, said = ASKED[case]
    answers = iter(typed)

    def answer(prompt: str) -> str:
        sys.stderr.write(prompt)
        return next(answers)

    monkeypatch.setattr(click.termui, "hidden_prompt_func", answer)
    if expected is None:
        with pytest.raises(PassphraseError, match=r"3 tries; ") as caught:
            passphrases.ask(confirm)
        assert not [secret for secret in typed if secret and secret in str(caught.value)]
    else:
        assert passphrases.ask(confirm) == expected
    out, err = capsys.readouterr()
    assert (out, list(answers)) == ("", [])
    assert "assphrase:" in err and said in err
    assert not [secret for secret in typed if secret.strip() and secret in err]


PROGRAM = "import sys; from chatscrub import passphrases; sys.stdout.write(str(len(passphrases.ask(False))))"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="terminals of another kind")
def test_a_terminal_does_not_show_it() -> None:
    import pty

    child, terminal = pty.fork()
    if not child:
        os.execv(sys.executable, [sys.executable, "-c", PROGRAM])
    shown = b""
    while not shown.endswith(b": "):  # the blank comes from getpass, when it has silenced the terminal
        shown += os.read(terminal, 1)
    os.write(terminal, GOOD.encode() + b"\n")
    try:
        while piece := os.read(terminal, 100):
            shown += piece
    except OSError:  # how Linux tells that the other side is gone
        pass
    assert os.waitpid(child, 0)[1] == 0
    assert shown.split() == [b"Passphrase:", b"%d" % len(GOOD)]


@pytest.mark.skipif(not hasattr(os, "setsid"), reason="terminals of another kind")
def test_without_a_terminal_it_does_not_read_the_chat() -> None:
    program = "\n".join(["import sys", "try:", f"    {PROGRAM}", "except Exception as error:", "    print(error)"])
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\nprint(sys.stdin.read())"],
        input="a chat\n",
        capture_output=True,
        text=True,
        start_new_session=True,
        timeout=60,
    )
    said, rest = done.stdout.split("\n", 1)
    assert "no terminal" in said and rest == "a chat\n\n"


# --- descriptors ----------------------------------------------------------------------------------------


def piped(data: bytes) -> int:
    reader, writer = os.pipe()
    os.write(writer, data)
    os.close(writer)
    return reader


LINES: dict[str, tuple[bytes, str, bytes]] = {
    "a line": (b"een lang geheim\n", GOOD, b""),
    "no line end": (b"een lang geheim", GOOD, b""),
    "a Windows line end": (b"een lang geheim\r\n", GOOD, b""),
    "blanks kept": (b"  a  \t\n", "  a  \t", b""),
    "letters": ("gehé😀m\n".encode(), "gehé😀m", b""),
    "the chat follows": (b"een lang geheim\nchat\n", GOOD, b"chat\n"),
    "as long as may be": (b"a" * 4096 + b"\n", "a" * 4096, b""),
}
BAD_LINES = {
    "nothing": (b"", "empty"),
    "an empty line": (b"\n" + GOOD.encode(), "empty"),
    "an empty Windows line": (b"\r\n" + GOOD.encode(), "empty"),
    "too long": (b"geheim" * 800, "4096 bytes"),
    "one too long": (b"a" * 4097 + b"\n", "4096 bytes"),
    "not UTF-8": (b"geheim \xe9\n", "UTF-8"),
    "half a letter": (b"geheim \xed\xa0\x80\n", "UTF-8"),
}


@pytest.mark.parametrize("case", LINES)
def test_a_line_of_a_descriptor(case: str) -> None:
    data, expected, rest = LINES[case]
    reader = piped(data)
    assert passphrases.from_fd(reader) == expected
    assert os.read(reader, 100) == rest
    os.close(reader)


def refused(number: int) -> str:
    with pytest.raises(PassphraseError) as caught:
        passphrases.from_fd(number)
    message = str(caught.value)
    assert message.startswith(f"file descriptor {number}: ") and "; " in message and "\n" not in message
    assert "geheim" not in message
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    return message


@pytest.mark.parametrize("case", BAD_LINES)
def test_a_bad_line_of_a_descriptor(case: str) -> None:
    data, why = BAD_LINES[case]
    reader = piped(data)
    assert why in refused(reader)
    os.close(reader)


def test_descriptors_that_cannot_be_read() -> None:
    reader, writer = os.pipe()
    assert "not open" in refused(writer)
    os.close(reader)
    os.close(writer)
    for number in (reader, writer, -1, 2**70):
        assert "not open" in refused(number)


# --- the keyring ----------------------------------------------------------------------------------------


class Ring:
    """A keyring in memory."""

    def __init__(self, priority: float = 5) -> None:
        self.priority = priority
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, user: str) -> str | None:
        return self.kept.get((service, user))

    def set_password(self, service: str, user: str, passphrase: str) -> None:
        self.kept[service, user] = passphrase


class LockedRing(Ring):
    """One that refuses, and says too much."""

    def get_password(self, service: str, user: str) -> str | None:
        raise RuntimeError(GOOD)

    def set_password(self, service: str, user: str, passphrase: str) -> None:
        raise RuntimeError(passphrase)


USES: dict[str, Callable[[Path], object]] = {
    "from_keyring": passphrases.from_keyring,
    "to_keyring": lambda path: passphrases.to_keyring(path, GOOD),
}


def install(ring: Ring, monkeypatch: pytest.MonkeyPatch) -> Ring:
    package = ModuleType("keyring")
    vars(package).update(vars(SimpleNamespace(get_keyring=lambda: ring)))
    monkeypatch.setitem(sys.modules, "keyring", package)
    return ring


def test_the_keyring_keeps_one_for_each_vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = install(Ring(), monkeypatch)
    one, two = tmp_path / "one", tmp_path / "two"
    assert passphrases.from_keyring(one) is None
    passphrases.to_keyring(one, GOOD)
    passphrases.to_keyring(two, OTHER)
    monkeypatch.chdir(tmp_path)
    assert (passphrases.from_keyring(Path("one")), passphrases.from_keyring(two)) == (GOOD, OTHER)
    assert set(ring.kept) == {("chatscrub vault", str(path.resolve())) for path in (one, two)}


@pytest.mark.parametrize("use", USES)
def test_a_keyring_that_refuses(use: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(LockedRing(), monkeypatch)
    with pytest.raises(PassphraseError, match=r"RuntimeError.*; ") as caught:
        USES[use](tmp_path / "v")
    assert GOOD not in str(caught.value) and str(tmp_path) in str(caught.value)
    assert caught.value.__suppress_context__


@pytest.mark.parametrize("priority", [-1, 0, 0.5])
def test_a_keyring_that_hides_nothing(priority: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = install(Ring(priority), monkeypatch)
    with pytest.raises(PassphraseError, match="no safe keyring; "):
        passphrases.to_keyring(tmp_path / "v", GOOD)
    assert ring.kept == {}


@pytest.mark.parametrize("use", USES)
def test_without_the_package(use: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(PassphraseError, match=r"; install it with: pip install 'chatscrub\[keyring\]'"):
        USES[use](tmp_path / "v")


@pytest.mark.parametrize("module", [passphrases, sealed])
def test_nothing_comes_from_flags_or_the_environment(module: ModuleType) -> None:
    tree = ast.parse(Path(module.__file__ or "").read_text())
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert used & {"argv", "environ", "environb", "getenv", "getenvb"} == set()
    assert used & {"replace", "read", "prompt"}
