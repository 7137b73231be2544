"""The command line: parse, call, echo."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .errors import ChatscrubError, ReleaseRefused
from .version import VERSION

if TYPE_CHECKING:
    from .scrubbing import Job, Outcome

DONE, REFUSED, FAILED, INTERRUPTED = 0, 1, 2, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="chatscrub")
def main() -> None:
    """Scrub a chat before it goes to an AI service.

    Names, numbers and places of third parties become pseudonyms, and a consent report is written before any
    scrubbed text is. Everything happens on this computer.
    """


@main.command()
@click.argument("exports", metavar="EXPORT...", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option("-o", "--output", "folder", metavar="DIR", type=click.Path(path_type=Path),
              help="Folder for the outputs. Default: a new folder beside the export.")
@click.option("--me", metavar="NAME", help="Your own name in the chat; it becomes ME (Dutch report: IK).")
@click.option("--report-lang", type=click.Choice(["nl", "en"]), help="Language of the report. Default: the chat's own.")
@click.option("--dry-run", is_flag=True, help="Write the report and release nothing.")
@click.option("--keep-media", is_flag=True, help="Copy pictures, sound and documents of a zip UNSEEN into the scrubbed zip.")
@click.option("--format", "format_", metavar="NAME", help="Format of the export (whatsapp, plain). Default: by its content.")
@click.option("--spans", metavar="FILE", type=click.Path(path_type=Path),
              help="Also write one JSON line per replacement: start, end, kind, pseudonym; never the text.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of the closing table.")
@click.option("--force", is_flag=True, help="Replace outputs that exist already.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Print more figures.")
def scrub(**given: Any) -> None:
    """Write a consent report on an EXPORT, then the scrubbed export.

    EXPORT is a WhatsApp chat as .txt or as the .zip that the phone shares, or any plain text; "-" reads
    standard input and writes the scrubbed text to standard output.

    Exit code: 0 done, 1 refused, 2 error, 130 interrupted.
    """
    try:
        sys.exit(_scrub_all(given))
    except KeyboardInterrupt:
        click.echo("chatscrub: interrupted; no half-written file was left", err=True)
        sys.exit(INTERRUPTED)


def _scrub_all(given: dict[str, Any]) -> int:
    exports: tuple[str, ...] = given["exports"]
    code, outcomes = DONE, []
    if len(exports) > 1 and (given["spans"] or "-" in exports):
        raise click.UsageError("--spans and - take one EXPORT at a time")
    for source in exports:
        try:
            outcomes.append(_scrub(source, given))
        except ChatscrubError as error:
            click.echo(f"chatscrub: {error}", err=True)
            code = max(code, REFUSED if isinstance(error, ReleaseRefused) else FAILED)
        except Exception as error:  # its message may hold text of the chat: print type and place only
            click.echo(f"chatscrub: unexpected {type(error).__name__} at {_place(error)}; please report this", err=True)
            code = FAILED
    if given["as_json"]:
        click.echo(_as_json(outcomes, given))
    return code


def _scrub(source: str, given: dict[str, Any]) -> Outcome:
    from . import screen, scrubbing
    from .files import read_stream

    quiet = given["quiet"] or given["as_json"]
    job = _job(source, given)
    data = read_stream(click.get_binary_stream("stdin"), "standard input") if source == "-" else None
    with screen.progress(not quiet) as progress:
        outcome = scrubbing.scrub(source, job, data=data, progress=progress)
    if not quiet:
        screen.summary(outcome, stderr=job.stream is not None, verbose=given["verbose"])
    return outcome


def _job(source: str, given: dict[str, Any]) -> Job:
    from .scrubbing import Job
    from .settings import Settings

    piped = source == "-" and given["folder"] is None and not given["as_json"]
    return Job(
        settings=Settings(me=given["me"], language=given["report_lang"], keep_media=given["keep_media"]),
        folder=given["folder"],
        spans=given["spans"],
        dry_run=given["dry_run"],
        force=given["force"],
        format=given["format_"],
        stream=click.get_binary_stream("stdout") if piped else None,
    )


def _as_json(outcomes: list[Outcome], given: dict[str, Any]) -> str:
    import json

    from .reports import tally

    inputs = [
        {
            "source": o.source,
            "format": o.export.format,
            "scrubbed": str(o.outputs.scrubbed) if o.released else None,
            "report_html": str(o.outputs.html),
            "report_json": str(o.outputs.json),
            "spans": str(given["spans"]) if given["spans"] else None,
            "language": o.language,
            "people": sum(p.role != "group" for p in o.plan.people),
            "findings": tally(o.plan.replacements)[0],
            "not_examined": [u._asdict() for u in o.plan.unexamined],
        }
        for o in outcomes
    ]
    return json.dumps({"tool": "chatscrub", "version": VERSION, "inputs": inputs}, indent=2, ensure_ascii=False)


def _place(error: BaseException) -> str:
    """Module and line where an error arose, without its message."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "unknown place"


if __name__ == "__main__":
    main()
