"""What every command shares: exit codes, one-line errors, printing to any terminal, where secrets come from."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from . import guard
from .errors import ChatscrubError, LedgerError, OutputError, ReleaseRefused, one_line, place

if TYPE_CHECKING:
    from .facts import About
    from .sharing import Sharing

DONE, REFUSED, FAILED, INTERRUPTED = 0, 1, 2, 130
_FILE = click.Path(path_type=Path)
_Command = TypeVar("_Command", bound=Callable[..., Any])


def fill_streams() -> None:
    """Open what was closed of standard input, output and error, or a file would get their numbers and what is printed.

    ``sys.__stdout__`` and its like still tell which were closed.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
            setattr(sys, name, open(number, "w" if number else "r", encoding="utf-8", closefd=False))  # noqa: SIM115


def finish(run: Callable[[], int]) -> NoReturn:
    """Run a command and end with its exit code."""
    try:
        code = run()
    except KeyboardInterrupt:
        _say("chatscrub: interrupted; no half-written file was left")
        code = INTERRUPTED
    if told := guard.alarm():
        _say(f"chatscrub: {told}")
        code = FAILED
    _drain()
    sys.exit(code)


def tried(step: Callable[..., None], *args: Any) -> int:
    """Take a step and tell its exit code; an error is one line."""
    try:
        step(*args)
    except (click.ClickException, click.Abort):
        raise
    except Exception as error:
        if not guard.alarm():  # which is told at the end, once
            _say(f"chatscrub: {_told(error)}")
        _bundle(error)
        return REFUSED if isinstance(error, ReleaseRefused) else FAILED
    return DONE


def _told(error: Exception) -> str:
    """An error as one line; the message of one that is not ours may hold text of the chat, so only type and place."""
    if isinstance(error, ChatscrubError):
        return one_line(str(error))
    return f"unexpected {type(error).__name__} at {place(error)}; please report this, see --debug-bundle"


def _bundle(error: Exception) -> None:
    """Write the debug bundle, where it was asked for; the first error makes it."""
    context = click.get_current_context(silent=True)
    path = context.find_root().params.get("debug_bundle") if context else None
    if context is None or path is None or isinstance(error, ReleaseRefused):
        return
    from . import bundles

    try:
        bundles.write(path, error, context)
    except Exception as second:
        _say(f"chatscrub: no debug bundle was written: {_told(second)}")
    else:
        _say(f"chatscrub: {one_line(str(path))}: read it; if you agree, send it with your report")


def echo(text: str, err: bool = False) -> None:
    """Print in whatever encoding the terminal has; that nobody reads it any more is no fault."""
    stream = sys.stderr if err else sys.stdout
    encoding = stream.encoding or "utf-8"
    try:
        click.echo(text.encode(encoding, "backslashreplace").decode(encoding), nl=False, err=err)
    except BrokenPipeError:
        pass
    except OSError as error:
        if not err:  # that nobody can be told changes nothing of what was done
            raise OutputError(f"standard output: cannot be written ({error.strerror})") from None


def _say(line: str) -> None:
    """Tell of an error, if there is anywhere to tell it."""
    with contextlib.suppress(OSError):
        click.echo(line, err=True)


def _drain() -> None:
    """Let what could not be printed vanish, or Python complains about it when it ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


# --- secrets --------------------------------------------------------------------------------------------


def with_passphrase(command: _Command) -> _Command:
    """The options that tell where the passphrase of a vault comes from; without one of them it is asked for."""
    number = click.option(
        "--passphrase-fd",
        "descriptor",
        metavar="N",
        type=click.IntRange(0),
        help="Read the vault's passphrase from this open file descriptor, as in 3< FILE.",
    )
    ring = click.option(
        "--keyring", is_flag=True, help="Take the passphrase from this computer's keyring, or keep it there."
    )
    return number(ring(command))


def passphrase(vault: Path, descriptor: int | None, keyring: bool) -> str:
    """The passphrase of a vault, a new one where there is none yet.

    Raises:
        PassphraseError: there is none.
        VaultError: the file is no vault.
    """
    from . import passphrases, sealed

    new = not sealed.is_there(vault)
    if not new:
        sealed.info(vault)  # a wrong file is told before anybody types
    if descriptor is not None:
        return passphrases.from_fd(descriptor, new)
    kept = passphrases.from_keyring(vault) if keyring else None
    if kept is not None:
        return kept
    given = passphrases.ask(confirm=new)
    if keyring:
        passphrases.to_keyring(vault, given)
    return given


# --- the sharing ----------------------------------------------------------------------------------------


def with_sharing(command: _Command) -> _Command:
    """The options that tell to whom a text goes, what for, and where consent is kept."""
    for option in reversed(
        (
            click.option("--to", metavar="SERVICE", help="Who gets the text: chatgpt, claude, local, other:NAME ..."),
            click.option("--services", metavar="FILE", type=_FILE, help="Your own facts on services (TOML)."),
            click.option("--purpose", metavar="TEXT", help="What the text is shared for."),
            click.option(
                "--as",
                "capacity",
                type=click.Choice(["private", "professional"]),
                help="In what capacity you share: for yourself, or for your work.",
            ),
            click.option(
                "--about", metavar="FILE", type=_FILE, help="Purpose, controller, basis, retention and so on (TOML)."
            ),
            click.option(
                "--ledger",
                metavar="FILE",
                type=_FILE,
                help="The consent ledger. Default: beside the vault, else consents.toml in this folder.",
            ),
            click.option(
                "--consent-words",
                metavar="FILE",
                type=_FILE,
                help="Your own wording of consent in a chat (TOML).",
            ),
        )
    ):
        command = option(command)
    return command


def required_consent(given: dict[str, Any]) -> str:
    """Whose consent is required: "", "speakers" or "everybody"."""
    return "everybody" if given["require_all_consent"] else "speakers" if given["require_consent"] else ""


def is_there(path: Path) -> bool:
    """Whether there is something of that name; a name that cannot be is told where the file is needed."""
    try:
        return path.exists()
    except OSError:
        return False


def ledger_path(given: dict[str, Any]) -> Path:
    """Where the consent ledger is."""
    if given["ledger"] is not None:
        return Path(given["ledger"])
    vault, here = given.get("vault"), Path("consents.toml")
    beside = Path(f"{vault}.consents.toml") if vault else here
    if vault and is_there(here) and here != beside:
        raise LedgerError(
            f"{here}: there is a ledger here, and with a vault the one beside it counts; say with --ledger which one"
        )
    return beside


def check_services(given: dict[str, Any]) -> None:
    """See that facts on services are not given for nobody."""
    if given["services"] and not given["to"]:
        raise click.UsageError("--services goes with --to")


def about(given: dict[str, Any]) -> About:
    """What the person who shares told, in a file and in options, which go first.

    Raises:
        AboutError: see ``about.load``.
    """
    from .about import load, told
    from .facts import NOTHING_TOLD

    listed = load(given["about"]) if given["about"] else NOTHING_TOLD
    return told({"purpose": given["purpose"], "capacity": given["capacity"]}, "--purpose", listed)


def sharing(given: dict[str, Any]) -> Sharing:
    """To whom a text goes, what for, and the ledger as it is.

    Raises:
        ServiceError: no service of that name.
        LedgerError: the ledger cannot be used.
    """
    from . import ledger, services
    from .sharing import Sharing

    check_services(given)
    path = ledger_path(given)
    if given["ledger"] is not None and not is_there(path):
        raise LedgerError(f"{path}: there is no such ledger; chatscrub consent record makes one")
    return Sharing(
        to=services.pick(given["to"], given["services"]) if given["to"] else None,
        about=about(given),
        ledger=ledger.read(path) if is_there(path) else None,
    )
