"""The command line: parse, call, echo."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from .check_command import check
from .consent_command import consent, verify
from .errors import ReleaseRefused
from .inspect_command import formats, inspect
from .people_command import people
from .terminal import (
    DONE,
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
from .vault_commands import key, restore, vault
from .version import VERSION

if TYPE_CHECKING:
    from .roster import Roster
    from .scrubbing import Job, Outcome
    from .settings import Settings
    from .sharing import Sharing
    from .vaults import VaultFile


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="chatscrub")
def main() -> None:
    """Scrub a chat before it goes to an AI service.

    Names, numbers and places that it finds become pseudonyms, and a consent report is written before any
    scrubbed text is. Everything happens on this computer.
    """


@main.command()
@click.argument("exports", metavar="EXPORT...", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder for the outputs. Default: a new folder beside the export.",
)
@click.option(
    "--me",
    metavar="NAME",
    help="Your own name as it stands above your messages; it becomes ME (Dutch report: IK) or a stand-in.",
)
@click.option(
    "--report-lang",
    type=click.Choice(["nl", "en", "auto"]),
    default="auto",
    help="Language of the report. Default: auto, the chat's own.",
)
@click.option("--dry-run", is_flag=True, help="Write the report and release nothing.")
@click.option(
    "--keep-media",
    is_flag=True,
    help="Copy pictures, sound and documents of a zip UNSEEN into the scrubbed zip.",
)
@click.option(
    "--style",
    type=click.Choice(["label", "initial", "surrogate"]),
    default="label",
    help="Pseudonyms such as [PERSON_1], Person A, or invented names that look real. Default: label.",
)
@click.option(
    "--label-lang", type=click.Choice(["en", "nl"]), default="en", help="Language of pseudonyms. Default: en."
)
@click.option(
    "--people",
    "roster",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Your own list (TOML): who is who, roles, what must go, what may stay.",
)
@click.option(
    "--vault",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Keep who is who, and the way back, in this sealed file; it is made if there is none.",
)
@with_passphrase
@click.option(
    "--key",
    "key_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Make pseudonyms of the key in this file, the same in every run; see: chatscrub key.",
)
@click.option(
    "--policy",
    type=click.Choice(["report", "consent", "only-me"]),
    default="report",
    help="Whose words go out: everybody's, theirs who consented, or your own only. Default: report (everybody's).",
)
@click.option(
    "--require-consent", is_flag=True, help="Release nothing without the consent of everybody whose words go out."
)
@click.option("--require-all-consent", is_flag=True, help="The same, and of everybody who is only named as well.")
@click.option(
    "--require-signature", is_flag=True, help="Release nothing before you signed the report: chatscrub consent sign."
)
@click.option("--own-copy", is_flag=True, help="Write a copy of the report with real names too, for you only.")
@with_sharing
@click.option("--shift-dates", is_flag=True, help="Move the dates of all messages by one secret number of days.")
@click.option("--keep-weekdays", is_flag=True, help="With --shift-dates: by whole weeks.")
@click.option(
    "--format",
    "format_",
    metavar="NAME",
    help="Format of the export; see: chatscrub formats. Default: by its content.",
)
@click.option(
    "--spans",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Also write one JSON line per replacement: start, end, kind, pseudonym; never the text.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of the closing table.")
@click.option("--force", is_flag=True, help="Replace outputs that exist already.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Print more figures.")
def scrub(**given: Any) -> None:
    """Write a consent report on an EXPORT, then the scrubbed export.

    EXPORT is a chat as a messenger exports it, as a file or as a .zip; a docx, odt, xlsx or pdf; mail; or any
    plain text. See: chatscrub formats. "-" reads standard input and writes the scrubbed text to standard output.

    Exit code: 0 done, 1 refused, 2 error, 130 interrupted.
    """
    finish(lambda: _scrub_all(given))


def _scrub_all(given: dict[str, Any]) -> int:
    exports: tuple[str, ...] = given["exports"]
    _check_usage(given)
    common: list[Common] = []
    code = tried(lambda: common.append(_common(given)))
    if code != DONE:
        return code
    outcomes: list[Outcome] = []
    code = max([tried(_scrub, source, given, common[0], outcomes) for source in exports])
    if given["as_json"]:
        code = max(code, tried(_print_json, outcomes, given))
    return code


def _check_usage(given: dict[str, Any]) -> None:
    exports: tuple[str, ...] = given["exports"]
    if len(exports) > 1 and (given["spans"] or "-" in exports):
        raise click.UsageError("--spans and - take one EXPORT at a time")
    if given["key_file"] and given["vault"]:
        raise click.UsageError("--key and --vault do not go together: a vault has a key of its own")
    if given["key_file"] and given["style"] == "initial":
        raise click.UsageError("--key makes no letters; use --style label or surrogate with it, or a vault")
    if (given["descriptor"] is not None or given["keyring"]) and not given["vault"]:
        raise click.UsageError("--passphrase-fd and --keyring go with --vault")
    if given["descriptor"] == 0 and "-" in exports:
        raise click.UsageError("--passphrase-fd 0 is standard input, where the text comes from; use another one")
    if given["keep_media"] and given["policy"] != "report":
        raise click.UsageError("--keep-media does not go with --policy: nobody can tell whose pictures those are")
    drawn = given["style"] == "surrogate" or given["shift_dates"]
    kept = given["key_file"] or (given["vault"] and is_there(given["vault"]))
    if given["require_signature"] and drawn and not kept:
        raise click.UsageError(
            "--require-signature with stand-ins or moved dates needs --key, or a vault that is there: "
            "else the next run makes another plan"
        )
    if given["keep_weekdays"] and not given["shift_dates"]:
        raise click.UsageError("--keep-weekdays goes with --shift-dates")


class Common(NamedTuple):
    """What all exports of one call share."""

    settings: Settings
    roster: Roster
    vault: VaultFile | None
    sharing: Sharing


def _common(given: dict[str, Any]) -> Common:
    import secrets

    from . import keys, roster
    from .settings import Settings
    from .vaults import VaultFile

    path = given["vault"]
    listed = roster.load(given["roster"]) if given["roster"] else roster.EMPTY
    key = keys.load(given["key_file"]) if given["key_file"] else secrets.token_bytes(32)
    opened = VaultFile(path, passphrase(path, given["descriptor"], given["keyring"])) if path else None
    settings = Settings(
        me=given["me"],
        language=None if given["report_lang"] == "auto" else given["report_lang"],
        keep_media=given["keep_media"],
        style=given["style"],
        label_language=given["label_lang"],
        key=key,
        keyed=given["key_file"] is not None,
        shift_dates=given["shift_dates"],
        keep_weekdays=given["keep_weekdays"],
        policy=given["policy"],
    )
    return Common(settings, listed, opened, _told(given))


def _told(given: dict[str, Any]) -> Sharing:
    """The sharing, with what must be there before anything is released."""
    from dataclasses import replace

    return replace(
        sharing(given),
        require_consent=required_consent(given),
        require_signature=given["require_signature"],
        own_copy=given["own_copy"],
    )


def _scrub(source: str, given: dict[str, Any], common: Common, outcomes: list[Outcome]) -> None:
    from . import screen, scrubbing
    from .files import read_stream

    quiet = given["quiet"] or given["as_json"]
    job = _job(source, given, common, frozenset(o.outputs.html for o in outcomes))
    data = read_stream(sys.stdin.buffer, "standard input") if source == "-" else None
    with screen.progress(not quiet) as progress:
        outcome = scrubbing.scrub(source, job, data=data, progress=progress)
    outcomes.append(outcome)
    if not quiet:
        piped = job.stream is not None
        echo(screen.summary(outcome, stderr=piped, verbose=given["verbose"]), err=piped)
    if outcome.refused:
        raise ReleaseRefused(f"{source}: not released, {screen.lacking(outcome)}; the report is {outcome.outputs.html}")


def _job(source: str, given: dict[str, Any], common: Common, taken: frozenset[Path]) -> Job:
    from .scrubbing import Job

    piped = source == "-" and given["folder"] is None and not given["as_json"]
    return Job(
        settings=common.settings,
        roster=common.roster,
        vault=common.vault,
        folder=given["folder"],
        spans=given["spans"],
        dry_run=given["dry_run"],
        force=given["force"],
        format=given["format_"],
        stream=sys.stdout.buffer if piped else None,
        taken=taken,
        used=tuple(_used(given)),
        sharing=common.sharing,
        consent_words=given["consent_words"],
    )


def _used(given: dict[str, Any]) -> Iterator[Path]:
    """The files that this call needs, which no output may replace."""
    for name in ("key_file", "roster", "about", "services", "consent_words"):
        if given[name]:
            yield Path(given[name])
    yield from map(Path, given["exports"])
    yield ledger_path(given)


def _print_json(outcomes: list[Outcome], given: dict[str, Any]) -> None:
    import json

    from . import counts

    inputs = []
    for o in outcomes:
        shown = counts.released(o.plan, o.export)
        inputs.append(
            {
                "source": o.source,
                "format": o.export.format,
                "scrubbed": o.scrubbed,
                "report_html": str(o.outputs.html),
                "report_markdown": str(o.outputs.markdown),
                "report_json": str(o.outputs.json),
                "policy": o.plan.policy,
                "withheld": len({(w.part, w.message) for w in o.plan.withheld}),
                "refused": list(o.refused),
                "light": o.light._asdict(),
                "spans": str(given["spans"]) if given["spans"] else None,
                "language": o.language,
                "people": sum(known.role != "group" for known in counts.present(o.plan, shown)),
                "findings": counts.tally(shown)[0],
                "not_examined": [u._asdict() for u in o.plan.unexamined],
            }
        )
    echo(json.dumps({"tool": "chatscrub", "version": VERSION, "inputs": inputs}, indent=2) + "\n")


main.add_command(people)
main.add_command(formats)
main.add_command(inspect)
main.add_command(consent)
main.add_command(verify)
main.add_command(check)
main.add_command(restore)
main.add_command(vault)
main.add_command(key)


if __name__ == "__main__":
    main()
