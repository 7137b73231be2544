"""One tree of errors. A message says what, where and what to do next; it never holds text of a chat."""

from __future__ import annotations

from pathlib import Path


def one_line(text: str) -> str:
    """A message in which names of files cannot break the line or steer the terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def some(count: int, one: str, several: str = "") -> str:
    """A number and what it is of: "1 file", "2 files"."""
    return f"{count:,} {one if count == 1 else several or f'{one}s'}"


def place(error: BaseException) -> str:
    """Module and line where an error arose, without its message."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "unknown place"


class ChatscrubError(Exception):
    """Base of all errors meant for people; the command line prints it on one line and exits with 2."""


class UnreadableError(ChatscrubError):
    """The input cannot be read: missing, a folder, no permission, empty, not text, damaged, too large."""


class UnsafeArchiveError(ChatscrubError):
    """The archive could do harm when unpacked: bombs, ``../`` names, absolute names, encryption."""


class NotExaminedError(ChatscrubError):
    """A detector could not finish a piece of text, so nothing may be released."""


class WorkerError(ChatscrubError):
    """A worker was lost, took too long or had not enough memory; or there is none. What it did is to be done again."""


class ForbiddenError(ChatscrubError):
    """Something tried to open a connection or to start a program, and was stopped; see ``guard``."""


class DamagedModelError(NotExaminedError):
    """The trained model is missing, or is not the one that was released, so nothing can be examined."""


class ReleaseRefused(ChatscrubError):  # noqa: N818 - it is an answer, not a fault
    """Scrubbed text was asked for without a report that covers exactly this plan."""


class OutputError(ChatscrubError):
    """An output cannot be written: it exists already, the disk is full, the folder is not writable."""


class ReportError(ChatscrubError):
    """The consent record cannot be used: no JSON, of another form, or changed after it was made."""


class KeyFileError(ChatscrubError):
    """The file with the key of pseudonyms is too short or too long for one."""


class NoStandInError(ChatscrubError):
    """Every stand-in that could be drawn is somebody's name in the chat already."""


class RosterError(ChatscrubError):
    """The list of people cannot be used: no TOML, or it says two things at once."""


class EvidenceError(ChatscrubError):
    """What is to be recorded cannot be: nobody of that name, no such sentence, no pseudonym."""


class AboutError(ChatscrubError):
    """The file with what the person who shares tells cannot be used."""


class ServiceError(ChatscrubError):
    """The recipient is not known, or the user's own file of services cannot be used."""


class WordingError(ChatscrubError):
    """A list of phrases cannot be used: no TOML, or a phrase that means nothing."""


class LedgerError(ChatscrubError):
    """The consent ledger cannot be used: damaged, edited, no ledger; or an event cannot be recorded."""


class NewerLedgerError(LedgerError):
    """The consent ledger was made by a newer version, with a format that this one does not know."""


class BusyLedgerError(LedgerError):
    """Another process is writing in the consent ledger."""


class VaultError(ChatscrubError):
    """A vault cannot be made, opened or changed; nothing was written."""


class MissingVaultError(VaultError):
    """There is no vault of that name."""


class UnknownPseudonymError(VaultError):
    """Nobody in the vault goes by it, or several do."""


class NotAVaultError(VaultError):
    """The file is something else."""


class NewerVaultError(VaultError):
    """The vault was made by a newer version, with a format that this one does not know."""


class DamagedVaultError(VaultError):
    """The vault was altered, or is cut short."""


class BusyVaultError(VaultError):
    """Another process is changing the vault."""


class PassphraseError(VaultError):
    """There is no usable passphrase: empty, too long, not text, no terminal, no keyring."""


class WrongPassphraseError(VaultError):
    """The vault is whole, and this passphrase does not open it."""


class ProfileError(ChatscrubError):
    """The settings of ``chatscrub check`` cannot be used: no TOML, or a word that means nothing."""


class BaselineError(ChatscrubError):
    """The baseline or its key cannot be used."""


class RepositoryError(ChatscrubError):
    """This is no repository of git, git is not there, or it does not answer."""


class CheckError(ChatscrubError):
    """A check cannot be done as asked."""
