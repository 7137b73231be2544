"""The commands around consent: request, record, status, sign; and verify, which looks at what is about to go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .terminal import DONE, REFUSED, about, echo, finish, ledger_path, passphrase, sharing, tried, with_passphrase, with_sharing

if TYPE_CHECKING:
    from .book import Book
    from .ledger import Event, Ledger
    from .model import Export
    from .statements import Statement
    from .vaults import Vault

_FILE = click.Path(path_type=Path)
_format = click.option(
    "--format", "format_", metavar="NAME", help="Format of the export: whatsapp, plain. Default: by its content."
)
_ledger = click.option(
    "--ledger", metavar="FILE", type=_FILE, help="The ledger. Default: beside the vault, else consents.toml here."
)
_vault = click.option("--vault", metavar="FILE", type=_FILE, help="The vault whose pseudonyms the ledger uses.")


@click.group()
def consent() -> None:
    """Ask people for their consent, and keep what they said."""


# --- request --------------------------------------------------------------------------------------------


@consent.command()
@click.argument("source", metavar="EXPORT", type=click.Path())
@click.option("-o", "--output", "folder", metavar="DIR", type=_FILE, help="Folder for the letters. Default: a new one beside the export.")
@click.option("--me", metavar="NAME", help="Your own name as it stands above your messages.")
@click.option("--people", "roster", metavar="FILE", type=_FILE, help="Your own list of who is who (TOML).")
@click.option("--lang", type=click.Choice(["nl", "en", "both"]), default="both", help="Language of the letters. Default: both.")
@click.option("--style", type=click.Choice(["label", "initial", "surrogate"]), default="label", help="Pseudonyms the text will have.")
@with_sharing
@_vault
@with_passphrase
@_format
@click.option("--force", is_flag=True, help="Replace letters that exist.")
def request(**given: Any) -> None:
    """Write for everybody in EXPORT a message to send and a full notice (GDPR Art. 14).

    The letters hold real names and are for these people only. Nothing is sent. When you have sent one, note it:
    chatscrub consent record NAME requested.
    """
    finish(lambda: tried(_request, given))


def _request(given: dict[str, Any]) -> None:
    from . import requests

    job = requests.Job(
        sharing=sharing(given),
        me=given["me"],
        roster=given["roster"],
        folder=given["folder"],
        languages=("nl", "en") if given["lang"] == "both" else (given["lang"],),
        style=given["style"],
        format=given["format_"],
        force=given["force"],
        vault=_opened(given),
    )
    done = requests.write(given["source"], job)
    for letter in done.letters:
        echo(f"{letter.pseudonym:14}{letter.path}\n")
    if not done.letters:
        echo("Nobody to ask was found.\n")
    if done.blanks:
        echo(f"Fill in before you send: {', '.join(done.blanks)} (or give --to, --purpose, --as, --about)\n", err=True)
    if done.letters:
        echo("These letters hold real names. Send each to that person only, and keep them to yourself.\n", err=True)


def _opened(given: dict[str, Any]) -> Vault | None:
    """The vault beside the ledger, opened; None without one."""
    from .vaults import VaultFile

    path = given["vault"]
    if path is None:
        return None
    return VaultFile(path, passphrase(path, given["descriptor"], given["keyring"]), new=False).opened()


# --- record ---------------------------------------------------------------------------------------------


@consent.command()
@click.argument("person")
@click.argument("what", type=click.Choice(["requested", "granted", "refused", "withdrawn"]))
@click.option("--evidence", metavar="TEXT|FILE", help="What shows it: a few words, or a file such as a signed form.")
@click.option("--from", "source", metavar="EXPORT", type=_FILE, help="Take that person's own sentence in this chat as evidence.")
@click.option("--until", metavar="DATE", help="Last day on which it holds, as 2027-12-31.")
@click.option("--to", metavar="SERVICE", help="Who gets the text, as it was told to that person.")
@click.option("--services", metavar="FILE", type=_FILE, help="Your own facts on services (TOML).")
@click.option("--purpose", metavar="TEXT", help="What for, as it was told to that person.")
@click.option("--consent-words", metavar="FILE", type=_FILE, help="Your own wording of consent given in the chat (TOML).")
@_ledger
@_vault
@with_passphrase
@_format
def record(**given: Any) -> None:
    """Note that PERSON was asked, granted, refused or withdrew consent.

    PERSON is a name as it stands in the chat; with --vault also a pseudonym, and then no name is written down.
    Events are only ever added, and each is bound to the one before, so that an edit shows.
    """
    finish(lambda: tried(_record, given))


def _record(given: dict[str, Any]) -> None:
    from . import ledger, recording

    event = recording.event(given["person"], given["what"], _evidence(given), **_scope(given))
    vault = _opened(given)
    event = recording.under_pseudonym(event, vault.book) if vault else event
    path = ledger_path(given)
    done = ledger.append(path, event)
    echo(f"Recorded      {done.what}, event {done.number} in {path}\n")


def _scope(given: dict[str, Any]) -> dict[str, str]:
    from . import services

    to = services.pick(given["to"], given["services"]).key if given["to"] else ""
    return {"until": given["until"] or "", "to": to, "purpose": given["purpose"] or ""}


def _evidence(given: dict[str, Any]) -> Any:
    from . import files, recording

    if given["source"] is not None:
        export = files.read(given["source"], format=given["format_"])
        return recording.posted(export, given["person"], given["what"], given["consent_words"])
    return recording.evidence(given["evidence"] or "")
