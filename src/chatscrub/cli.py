"""The command line: parse, call, echo."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .errors import ChatscrubError, OutputError, ReleaseRefused, one_line
from .version import VERSION

if TYPE_CHECKING:
    from .scrubbing import Job, Outcome

DONE, REFUSED, FAILED, INTERRUPTED = 0, 1, 2, 130


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
    "--me", metavar="NAME", help="Your own name as it stands above your messages; it becomes ME (Dutch report: IK)."
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
    "--format",
    "format_",
    metavar="NAME",
    help="Format of the export: whatsapp, plain. Default: by its content.",
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

    EXPORT is a WhatsApp chat as .txt or as the .zip that the phone shares, or any plain text; "-" reads
    standard input and writes the scrubbed text to standard output.

    Exit code: 0 done, 1 refused, 2 error, 130 interrupted.
    """
    try:
        code = _scrub_all(given)
    except KeyboardInterrupt:
        click.echo("chatscrub: interrupted; no half-written file was left", err=True)
        code = INTERRUPTED
    _drain()
    sys.exit(code)


def _scrub_all(given: dict[str, Any]) -> int:
    exports: tuple[str, ...] = given["exports"]
    if len(exports) > 1 and (given["spans"] or "-" in exports):
        raise click.UsageError("--spans and - take one EXPORT at a time")
    outcomes: list[Outcome] = []
    code = max([_tried(_scrub, source, given, outcomes) for source in exports])
    if given["as_json"]:
        code = max(code, _tried(_print_json, outcomes, given))
    return code


def _tried(step: Callable[..., None], *args: Any) -> int:
    """Take a step and tell its exit code; an error is one line."""
    try:
        step(*args)
    except ChatscrubError as error:
        click.echo(f"chatscrub: {one_line(str(error))}", err=True)
        return REFUSED if isinstance(error, ReleaseRefused) else FAILED
    except Exception as error:  # its message may hold text of the chat: print type and place only
        click.echo(f"chatscrub: unexpected {type(error).__name__} at {_place(error)}; please report this", err=True)
        return FAILED
    return DONE


def _scrub(source: str, given: dict[str, Any], outcomes: list[Outcome]) -> None:
    from . import screen, scrubbing
    from .files import read_stream

    quiet = given["quiet"] or given["as_json"]
    job = _job(source, given, frozenset(o.outputs.html for o in outcomes))
    data = read_stream(sys.stdin.buffer, "standard input") if source == "-" else None
    with screen.progress(not quiet) as progress:
        outcome = scrubbing.scrub(source, job, data=data, progress=progress)
    outcomes.append(outcome)
    if not quiet:
        piped = job.stream is not None
        _echo(screen.summary(outcome, stderr=piped, verbose=given["verbose"]), err=piped)


def _job(source: str, given: dict[str, Any], taken: frozenset[Path]) -> Job:
    from .scrubbing import Job
    from .settings import Settings

    language = None if given["report_lang"] == "auto" else given["report_lang"]
    piped = source == "-" and given["folder"] is None and not given["as_json"]
    return Job(
        settings=Settings(me=given["me"], language=language, keep_media=given["keep_media"]),
        folder=given["folder"],
        spans=given["spans"],
        dry_run=given["dry_run"],
        force=given["force"],
        format=given["format_"],
        stream=sys.stdout.buffer if piped else None,
        taken=taken,
    )


def _print_json(outcomes: list[Outcome], given: dict[str, Any]) -> None:
    import json

    from . import reports

    inputs = []
    for o in outcomes:
        shown = reports.released(o.plan, o.export)
        inputs.append(
            {
                "source": o.source,
                "format": o.export.format,
                "scrubbed": o.scrubbed,
                "report_html": str(o.outputs.html),
                "report_json": str(o.outputs.json),
                "spans": str(given["spans"]) if given["spans"] else None,
                "language": o.language,
                "people": sum(known.role != "group" for known in reports.present(o.plan, shown)),
                "findings": reports.tally(shown)[0],
                "not_examined": [u._asdict() for u in o.plan.unexamined],
            }
        )
    _echo(json.dumps({"tool": "chatscrub", "version": VERSION, "inputs": inputs}, indent=2) + "\n")


def _echo(text: str, err: bool = False) -> None:
    """Print in whatever encoding the terminal has; that nobody reads it any more is no fault."""
    stream = sys.stderr if err else sys.stdout
    encoding = stream.encoding or "utf-8"
    try:
        click.echo(text.encode(encoding, "backslashreplace").decode(encoding), nl=False, err=err)
    except BrokenPipeError:
        pass
    except OSError as error:
        raise OutputError(f"standard output: cannot be written ({error.strerror})") from None


def _drain() -> None:
    """Let what could not be printed vanish, or Python complains about it when it ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _place(error: BaseException) -> str:
    """Module and line where an error arose, without its message."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "unknown place"


if __name__ == "__main__":
    main()
