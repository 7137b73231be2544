"""The commands around consent: request, record, status, sign; and verify, which looks at what is about to go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .errors import LedgerError, ReleaseRefused, one_line
from .terminal import (
    DONE,
    REFUSED,
    check_services,
    echo,
    finish,
    is_there,
    ledger_path,
    passphrase,
    required_consent,
    sharing,
    tried,
    with_passphrase,
    with_sharing,
)

if TYPE_CHECKING:
    from .evidence import Evidence
    from .vaults import Vault

_FILE = click.Path(path_type=Path)
_format = click.option(
    "--format", "format_", metavar="NAME", help="Format of the export; see: chatscrub formats. Default: by its content."
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
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="DIR",
    type=_FILE,
    help="For the letters. Default: a new folder beside the export.",
)
@click.option("--me", metavar="NAME", help="Your own name as it stands above your messages.")
@click.option("--people", "roster", metavar="FILE", type=_FILE, help="Your own list of who is who (TOML).")
@click.option("--lang", type=click.Choice(["nl", "en", "both"]), default="both", help="Their language. Default: both.")
@click.option(
    "--style",
    type=click.Choice(["label", "initial", "surrogate"]),
    default="label",
    help="Style of the pseudonyms in the text.",
)
@with_sharing
@_vault
@with_passphrase
@_format
@click.option(
    "--policy",
    type=click.Choice(["report", "consent", "only-me"]),
    default="report",
    help="The policy under which you are going to scrub, which the letters tell. Default: report.",
)
@click.option("--show", is_flag=True, help="Show names in full; without it only first letters.")
@click.option("--force", is_flag=True, help="Replace letters that exist.")
def request(**given: Any) -> None:
    """Write for everybody in EXPORT a message to send and a full notice (GDPR Art. 14).

    The letters hold real names and are for these people only. Nothing is sent. When you have sent one, note it:
    chatscrub consent record NAME requested.
    """
    finish(lambda: tried(_request, given))


def _request(given: dict[str, Any]) -> None:
    from . import letters
    from .castlist import masked

    job = letters.Job(
        sharing=sharing(given),
        me=given["me"],
        people=given["roster"],
        folder=given["folder"],
        languages=("nl", "en") if given["lang"] == "both" else (given["lang"],),
        style=given["style"],
        format=given["format_"],
        force=given["force"],
        vault=_opened(given),
        words=given["consent_words"],
        policy=given["policy"],
    )
    done = letters.write(given["source"], job)
    for person in done.people:
        echo(f"{person.pseudonym:14}{one_line(person.name if given['show'] else masked(person.name))}\n")
    if not done.people:
        echo("Nobody to ask was found.\n")
        return
    echo(f"Letters       {done.folder}: a message and a notice for each, by pseudonym\n")
    if done.blanks:
        echo(f"Fill in       {', '.join(done.blanks)} (or give --to, --purpose, --as, --about)\n")
    if not given["me"]:
        echo("Nobody here is you (--me), so there is a letter to you as well.\n")
    echo("They hold real names: send each to that person only, and keep them to yourself.\n")


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
@click.option(
    "--from", "source", metavar="EXPORT", type=_FILE, help="Take their own sentence in this chat as evidence."
)
@click.option("--until", metavar="DATE", help="Last day on which it holds, as 2027-12-31.")
@click.option("--to", metavar="SERVICE", help="Who gets the text, as it was told to that person.")
@click.option("--services", metavar="FILE", type=_FILE, help="Your own facts on services (TOML).")
@click.option("--purpose", metavar="TEXT", help="What for, as it was told to that person.")
@click.option("--consent-words", metavar="FILE", type=_FILE, help="Your own wording of consent in a chat (TOML).")
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
    from . import evidence, ledger, services
    from .events import Event

    check_services(given)
    _check_until(given["until"])
    shown, path = _evidence(given), ledger_path(given)
    event = Event(
        what=given["what"],
        person=given["person"],
        until=given["until"] or "",
        to=services.pick(given["to"], given["services"]).key if given["to"] else "",
        purpose=given["purpose"] or "",
        evidence=shown.text,
        evidence_sha256=shown.sha256,
        at=shown.at,
    )
    vault = _opened(given)
    event = evidence.under_pseudonym(event, vault.book) if vault else event
    evidence.check_order(event, ledger.read(path))
    done = ledger.append(path, event)
    echo(f"Recorded      {done.what} (event {done.number} in {path})\n")
    if done.until and done.until < done.time[:10]:
        echo(f"The day {done.until} has passed, so it does not hold any more.\n", err=True)


def _check_until(day: str | None) -> None:
    from datetime import date

    from .errors import EvidenceError

    if day:
        try:
            known = date.fromisoformat(day).isoformat() == day
        except ValueError:
            known = False
        if not known:
            raise EvidenceError("--until: no such day; write year, month and day, as 2027-12-31")


def _evidence(given: dict[str, Any]) -> Evidence:
    from . import evidence, files

    if given["source"] is None:
        return evidence.evidence(given["evidence"] or "")
    if given["evidence"]:
        raise click.UsageError("--evidence and --from do not go together")
    export = files.read(given["source"], format=given["format_"])
    return evidence.posted(export, given["person"], given["what"], given["consent_words"])


# --- status ---------------------------------------------------------------------------------------------


@consent.command()
@click.argument("source", metavar="[EXPORT]", required=False, type=_FILE)
@click.option("--me", metavar="NAME", help="Your own name as it stands above your messages.")
@click.option("--people", "roster", metavar="FILE", type=_FILE, help="Your own list of who is who (TOML).")
@click.option("--show", is_flag=True, help="Show names in full; without it only first letters.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_sharing
@_vault
@with_passphrase
@_format
def status(**given: Any) -> None:
    """Tell where everybody's consent stands: by the ledger, or of all people in EXPORT, with what they posted there."""
    finish(lambda: tried(_status, given))


def _status(given: dict[str, Any]) -> None:
    from . import overview

    told = sharing(given)
    if given["source"] is None:
        rows = overview.of_ledger(told)
    else:
        rows = overview.of_export(given["source"], told, _opened(given), given)
    echo(overview.as_json(rows, given["show"]) if given["as_json"] else overview.as_table(rows, given["show"]))


# --- sign -----------------------------------------------------------------------------------------------


@consent.command()
@click.argument("report", metavar="REPORT", type=_FILE)
@click.option("--name", required=True, metavar="NAME", help="Your name, as the signature.")
@click.option("--as", "capacity", type=click.Choice(["private", "professional"]), help="In what capacity you share.")
@click.option("--yes", is_flag=True, help="You stand by all three statements; do not ask.")
@_ledger
@click.option("--vault", metavar="FILE", type=_FILE, help="The vault beside which the ledger is.")
def sign(**given: Any) -> None:
    """Sign REPORT: you read the text it is about, have a ground to share it, and looked at what goes along.

    The signature is for that very plan. A scrub with --require-signature that makes the same plan is released.
    """
    finish(lambda: tried(_sign, given))


def _sign(given: dict[str, Any]) -> None:
    from . import ledger, verifying
    from .events import Event

    told = verifying.told(given["report"])
    capacity = given["capacity"] or told.capacity
    if not capacity:
        raise click.UsageError("say with --as whether you do this privately or for your work")
    if not given["yes"]:
        for statement in told.statements:
            if not click.confirm(statement):
                raise ReleaseRefused("not signed; nothing was written")
    event = Event(what="signed", person=given["name"], plan=told.plan, to=told.to, role=capacity)
    done = ledger.append(ledger_path(given), event)
    echo(f"Signed        event {done.number} in {ledger_path(given)}\n")


# --- verify ---------------------------------------------------------------------------------------------


@click.command()
@click.argument("scrubbed", type=_FILE)
@click.argument("report", type=_FILE)
@click.option("--require-consent", is_flag=True, help="All who wrote must have consented.")
@click.option("--require-all-consent", is_flag=True, help="Everybody who is named must have consented as well.")
@click.option("--require-signature", is_flag=True, help="The report must have been signed.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_ledger
@click.option("--vault", metavar="FILE", type=_FILE, help="The vault beside which the ledger is.")
def verify(**given: Any) -> None:
    """Tell whether SCRUBBED is exactly what REPORT covers, and whether what it rests on still holds.

    Exit code: 0 it is, 1 it is not, 2 error.
    """
    code: list[int] = []
    finish(lambda: max(tried(_verify, given, code), *code, DONE))


def _verify(given: dict[str, Any], code: list[int]) -> None:
    import json

    from . import ledger, verifying

    path = ledger_path(given)
    if given["ledger"] is not None and not is_there(path):
        raise LedgerError(f"{path}: there is no such ledger; check the name")
    required = verifying.Required(required_consent(given), given["require_signature"])
    kept = ledger.read(path) if is_there(path) else None
    checks = verifying.verify(given["scrubbed"], given["report"], kept, required)
    good = all(check.holds is not False for check in checks)
    code.append(DONE if good else REFUSED)
    if given["as_json"]:
        echo(json.dumps({"ok": good, "checks": [check._asdict() for check in checks]}, indent=2) + "\n")
        return
    for check in checks:
        mark = {True: "yes", False: "NO", None: "-"}[check.holds]
        echo(f"{mark:5}{check.text}\n")
    echo(f"{'This is what the report covers.' if good else 'Do not rely on this file.'}\n")
