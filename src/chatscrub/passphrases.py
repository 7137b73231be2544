"""Where a passphrase comes from: a prompt, a file descriptor or the keyring; never a flag or the environment."""

from __future__ import annotations

import getpass
import os
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from . import guard
from .errors import PassphraseError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SHORTEST = 8  # characters of a new passphrase
LONGEST = 4096  # bytes of a line
_TRIES = 3
_SERVICE = "chatscrub vault"
_T = TypeVar("_T")


def ask(confirm: bool) -> str:
    """Ask for a passphrase on the terminal, without showing it; ``confirm`` is for a new one, which is asked twice.

    Raises:
        PassphraseError: three times no good one, or there is no terminal.
    """
    for _ in range(_TRIES):
        given = _prompt("New passphrase" if confirm else "Passphrase")
        wrong = _wrong(given, confirm)
        if not wrong and confirm and _prompt("The same again") != given:
            wrong = "These two differ; type the same passphrase twice."
        if not wrong:
            return given
        click.echo(wrong, err=True)
    raise PassphraseError(f"no passphrase after {_TRIES} tries; start again when you have one")


def _wrong(given: str, new: bool) -> str:
    if not given:
        return "That was empty; type a passphrase."
    if new and len(given) < SHORTEST:
        return f"That is short; use {SHORTEST} characters or more, such as a few words."
    return ""


def _prompt(text: str) -> str:
    """One hidden answer. Without a terminal Python would read standard input, where the chat may come from."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return str(click.prompt(text, default="", show_default=False, hide_input=True, err=True))
        except getpass.GetPassWarning:
            how = "give it by a file descriptor or the keyring"
            raise PassphraseError(f"no terminal to ask for the passphrase on; {how}") from None


def from_fd(number: int, new: bool = False) -> str:
    """The first line that an open file descriptor gives, without its end; what follows is left there.

    Raises:
        PassphraseError: not open, nothing in it, too long, not UTF-8; or too short for a ``new`` one.
    """
    where = f"file descriptor {number}"
    line = _line(number, where).removesuffix(b"\n").removesuffix(b"\r")
    if not line:
        raise PassphraseError(f"{where}: its first line is empty; write the passphrase there")
    try:
        given = line.decode()
    except UnicodeDecodeError:  # that error would show the passphrase
        raise PassphraseError(f"{where}: the passphrase is not UTF-8; write it as UTF-8") from None
    if new and len(given) < SHORTEST:
        raise PassphraseError(f"{where}: shorter than {SHORTEST} characters; use more, such as a few words")
    return given


def _line(number: int, where: str) -> bytes:
    line = bytearray()
    try:
        while len(line) <= LONGEST and not line.endswith(b"\n"):
            if not (byte := os.read(number, 1)):  # one at a time: the chat may follow
                break
            line += byte
    except (OSError, OverflowError):
        raise PassphraseError(f"{where}: not open for reading; open it, as in 3< FILE") from None
    if len(line.removesuffix(b"\n")) > LONGEST:
        raise PassphraseError(f"{where}: a line of more than {LONGEST} bytes; write only the passphrase there")
    return bytes(line)


def from_keyring(path: Path) -> str | None:
    """The passphrase that the keyring of this computer keeps for a vault, None if it keeps none.

    Raises:
        PassphraseError: the package is missing, or the keyring refuses.
    """
    found: str | None = _keyring(path, lambda ring: ring.get_password(_SERVICE, _user(path)))
    return found


def to_keyring(path: Path, passphrase: str) -> None:
    """Keep the passphrase of a vault in the keyring of this computer.

    Raises:
        PassphraseError: the package is missing, the keyring refuses or is one that hides nothing.
    """
    _keyring(path, lambda ring: _keep(ring, path, passphrase))


def _keep(ring: KeyringBackend, path: Path, passphrase: str) -> None:
    if ring.priority < 1:  # keyring's own bound: below it are files that anybody can read, and one that forgets
        raise PassphraseError(f"{path}: this computer has no safe keyring; keep the passphrase elsewhere")
    ring.set_password(_SERVICE, _user(path), passphrase)


def _keyring(path: Path, use: Callable[[KeyringBackend], _T]) -> _T:
    try:
        import keyring
    except ImportError:
        how = "install it with: pip install 'chatscrub[keyring]'"
        raise PassphraseError(f"{path}: the package keyring is missing; {how}") from None
    try:
        with guard.asking_services():
            return use(keyring.get_keyring())
    except PassphraseError:
        raise
    except Exception as error:  # each system has a keyring of its own, with its own errors, of unknown text
        why = f"the keyring cannot be used ({type(error).__name__})"
        raise PassphraseError(f"{path}: {why}; unlock it or type the passphrase") from None


def _user(path: Path) -> str:
    return str(path.resolve())
