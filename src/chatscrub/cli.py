"""The command line: parse, call, echo."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .batch_command import batch
from .check_command import check
from .consent_command import consent, verify
from .errors import OutputError, ReleaseRefused
from .inspect_command import formats, inspect
from .people_command import people
from .terminal import (
    DONE,
    echo,
    fill_streams,
    finish,
    tried,
)
from .treatment import Common, check_options, common_of, needed, with_treatment
from .vault_commands import key, restore, vault
from .version import VERSION

if TYPE_CHECKING:
    from .scrubbing import Job, Outcome


_MOST = 4  # workers, for each takes memory


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="chatscrub")
@click.option(
    "--debug-bundle",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="When something fails, also write what helps to mend it: versions, places in our code; no text, no names.",
)
def main(debug_bundle: Path | None) -> None:
    """Scrub a chat before it goes to an AI service.

    Names, numbers and places that it finds become pseudonyms, and a consent report is written before any
    scrubbed text is. Everything happens on this computer.
    """
    fill_streams()


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
@click.option("-j", "--jobs", type=click.IntRange(1), help="Cores for a large export. Default: all, up to four.")
@with_treatment
@click.option("--dry-run", is_flag=True, help="Write the report and release nothing.")
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

    EXPORT is a chat as a messenger exports it, as a file, .zip or .tar; a file of Word, Excel, PowerPoint,
    OpenDocument, RTF or PDF; mail; or any plain text. See: chatscrub formats. "-" reads standard input and writes
    the scrubbed text to standard output.

    Exit code: 0 done, 1 refused, 2 error, 130 interrupted.
    """
    finish(lambda: _scrub_all(given))


def _scrub_all(given: dict[str, Any]) -> int:
    exports: tuple[str, ...] = given["exports"]
    _check_usage(given)
    common: list[Common] = []
    code = tried(lambda: common.append(common_of(given)))
    if code != DONE:
        return code
    outcomes: list[Outcome] = []
    code = max([tried(_scrub, source, given, common[0], outcomes) for source in exports])
    if given["as_json"]:
        code = max(code, tried(_print_json, outcomes, given))
    if not given["quiet"]:
        _tell_unmatched(outcomes, given)
    return code


def _tell_unmatched(outcomes: list[Outcome], given: dict[str, Any]) -> None:
    """Say what of the user's list stands in none of the exports: a slip there would go unnoticed."""
    places = outcomes[0].unmatched if outcomes else ()
    if nowhere := [place for place in places if all(place in one.unmatched for one in outcomes)]:
        echo(f"{given['roster']}: not in what was scrubbed: {'; '.join(nowhere)}; check the spelling", err=True)


def _check_usage(given: dict[str, Any]) -> None:
    exports: tuple[str, ...] = given["exports"]
    if len(exports) > 1 and (given["spans"] or "-" in exports):
        raise click.UsageError("--spans and - take one EXPORT at a time")
    if given["descriptor"] == 0 and "-" in exports:
        raise click.UsageError("--passphrase-fd 0 is standard input, where the text comes from; use another one")
    check_options(given)


def _scrub(source: str, given: dict[str, Any], common: Common, outcomes: list[Outcome]) -> None:
    from . import screen, scrubbing
    from .files import read_stream

    quiet = given["quiet"] or given["as_json"]
    job = _job(source, given, common, frozenset(o.outputs.html for o in outcomes))
    data = read_stream(sys.stdin.buffer, "standard input") if source == "-" else None
    try:
        with screen.progress(not quiet) as progress:
            outcome = scrubbing.scrub(source, job, data=data, progress=progress)
    except ReleaseRefused as error:
        raise ReleaseRefused(f"{'standard input' if data is not None else source}: {error}") from None
    outcomes.append(outcome)
    if not quiet:
        piped = job.stream is not None
        echo(screen.summary(outcome, stderr=piped, verbose=given["verbose"]), err=piped)
    if outcome.refused:
        raise ReleaseRefused(f"{source}: not released, {screen.lacking(outcome)}; the report is {outcome.outputs.html}")


def _job(source: str, given: dict[str, Any], common: Common, taken: frozenset[Path]) -> Job:
    from . import crew
    from .scrubbing import Job

    piped = source == "-" and given["folder"] is None and not given["as_json"]
    if piped and sys.__stdout__ is None:
        raise OutputError("standard output: is closed, and the text was to go there; give a folder with -o")
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
        used=(*needed(given), *map(Path, given["exports"])),
        sharing=common.sharing,
        consent_words=given["consent_words"],
        workers=given["jobs"] or min(crew.cores(), _MOST),
    )


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


main.add_command(batch)
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
