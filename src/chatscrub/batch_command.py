"""The command that scrubs a whole folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .errors import UnreadableError, one_line, some
from .terminal import DONE, FAILED, INTERRUPTED, REFUSED, echo, finish, tried
from .treatment import Common, check_options, common_of, needed, with_treatment

if TYPE_CHECKING:
    from .batch import Batch, Outcome
    from .batch.folder import Walk

_FILE = click.Path(path_type=Path)
_FEW = 8  # folders that are named


@click.command()
@click.argument("source", metavar="FOLDER", type=_FILE)
@click.option("-o", "--output", "folder", metavar="DIR", type=_FILE, required=True, help="Folder for the outputs.")
@click.option("--include", multiple=True, metavar="GLOB", help="Only files that fit, such as '*.zip'; may be repeated.")
@click.option("--exclude", multiple=True, metavar="GLOB", help="Leave these alone, beside those in .chatscrubignore.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="Workers, each on one core. Default: all cores.")
@click.option("--same-people", is_flag=True, help="The same person has the same pseudonym in all files.")
@click.option("--force", is_flag=True, help="Do again what is done.")
@click.option("--only-failed", is_flag=True, help="Do again what failed or was refused, and nothing else.")
@click.option(
    "--timeout", type=click.FloatRange(0), default=3600.0, help="Seconds that one file may take. Default: 3600."
)
@click.option(
    "--memory", type=click.IntRange(0), default=0, metavar="MB", help="Memory of its own that a worker may have."
)
@click.option("--table", type=click.Choice(["csv", "parquet"]), help="Also write one table of all scrubbed messages.")
@click.option("--scheduler", metavar="ADDRESS", help="Use the workers of this Dask scheduler: text goes there.")
@click.option("--tls-ca", type=_FILE, metavar="FILE", help="For --scheduler: the authority behind its certificate.")
@click.option("--tls-cert", type=_FILE, metavar="FILE", help="For --scheduler: your certificate.")
@click.option("--tls-key", type=_FILE, metavar="FILE", help="For --scheduler: its key.")
@with_treatment
@click.option("--dry-run", is_flag=True, help="Write the reports and release nothing.")
@click.option("--json-lines", is_flag=True, help="Print one JSON object for everything that happens.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def batch(**given: Any) -> None:
    """Scrub all exports in a FOLDER, each with its report, and write an index over all.

    Pictures, sound, hidden files and links are not read. What is done is not done again: stop it at any time, and
    give the same command to go on.

    Exit code: 0 all done, 1 something was refused, 2 something failed, 130 interrupted.
    """
    code: list[int] = []
    finish(lambda: max([tried(lambda: code.append(_batch(given))), *code]))


def _batch(given: dict[str, Any]) -> int:
    from . import batch as batches
    from .batch import folder, progress, table

    _check(given)
    table.check(given["table"] or "")
    out: Path = given["folder"]
    walk = folder.walk(given["source"], given["include"], given["exclude"], [out, *_apart(given)])
    if not walk.sources:
        raise UnreadableError(f"{given['source']}: no file here to scrub; check the folder, --include and --exclude")
    wanted = _wanted(given, common_of(given))
    try:
        with progress.shown(_how(given), echo) as tell:
            outcome = batches.run(wanted, walk, tell)
    except KeyboardInterrupt:
        told = "what was under way was dropped; give the same command to go on"
        echo(f"chatscrub: interrupted; no half-written file was left, {told}\n", err=True)
        return INTERRUPTED
    _index(wanted, outcome, given)
    _tell(wanted, outcome, walk, given)
    states = {row.state for row in outcome.rows.values()}
    return FAILED if "failed" in states else REFUSED if "refused" in states else DONE


def _check(given: dict[str, Any]) -> None:
    check_options(given)
    drawn = given["style"] == "surrogate" or given["shift_dates"]
    if drawn and not (given["key_file"] or given["vault"]):
        raise click.UsageError("stand-ins and moved dates need --key or --vault here, or a second run would differ")
    if given["scheduler"] is None and any(given[name] for name in ("tls_ca", "tls_cert", "tls_key")):
        raise click.UsageError("--tls-ca, --tls-cert and --tls-key go with --scheduler")
    if given["scheduler"] is not None and (given["memory"] or given["jobs"]):
        raise click.UsageError("--memory and --jobs are for this computer; a Dask cluster has its own settings")
    if given["source"].resolve().is_relative_to(given["folder"].resolve()):  # what is there may be replaced
        raise click.UsageError("FOLDER must not be that of -o, nor lie within it")


def _apart(given: dict[str, Any]) -> Iterator[Path]:
    """The files that are no sources although they may lie in the folder."""
    yield from needed(given)
    for name in ("vault", "tls_ca", "tls_cert", "tls_key"):
        if given[name]:
            yield Path(given[name])


def _how(given: dict[str, Any]) -> str:
    if given["json_lines"]:
        return "json"
    return "quiet" if given["quiet"] else "bars" if sys.stderr.isatty() else "lines"


def _wanted(given: dict[str, Any], common: Common) -> Batch:
    from . import crew
    from .batch import Batch
    from .scrubbing import Job
    from .statements import phrases

    address = given["scheduler"]
    job = Job(
        settings=common.settings,
        roster=common.roster,
        vault=common.vault,
        dry_run=given["dry_run"],
        format=given["format_"],
        sharing=common.sharing,
        consent_words=phrases(given["consent_words"]) if given["consent_words"] else None,
    )
    return Batch(
        folder=given["folder"],
        job=job,
        moment=_moment(),
        personal=tuple(_personal(given, common)),
        size=given["jobs"] or crew.cores(),
        cluster=crew.Cluster(address, given["tls_ca"], given["tls_cert"], given["tls_key"]) if address else None,
        limit=crew.Limit(given["timeout"], given["memory"]),
        same_people=given["same_people"],
        force=given["force"],
        only_failed=given["only_failed"],
        table=given["table"] or "",
    )


def _personal(given: dict[str, Any], common: Common) -> Iterator[str]:
    if common.settings.keyed:
        yield common.settings.key.hex()
    if given["consent_words"]:
        from .files import read_plain

        yield read_plain(given["consent_words"]).hex()


def _moment() -> str:
    """The moment that reports name: the day, so that what is made on one day is the same to the byte.

    Raises:
        UsageError: SOURCE_DATE_EPOCH, which may set it, is no number. See https://reproducible-builds.org/specs/.
    """
    from datetime import datetime, timezone

    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given and not given.isdecimal():
        raise click.UsageError("SOURCE_DATE_EPOCH is not a number of seconds")
    if given:
        return datetime.fromtimestamp(int(given), timezone.utc).isoformat(timespec="seconds")
    today = datetime.now(timezone.utc).replace(hour=0, minute=0, second=0, microsecond=0)
    return today.isoformat(timespec="seconds")


def _index(wanted: Batch, outcome: Outcome, given: dict[str, Any]) -> None:
    from collections import Counter

    from .batch import index

    told = Counter(row.shown.get("language") for row in outcome.rows.values() if row.shown)
    language = given["report_lang"] if given["report_lang"] != "auto" else "nl" if told["nl"] > told["en"] else "en"
    index.write(wanted.folder, outcome, language)


def _tell(wanted: Batch, outcome: Outcome, walk: Walk, given: dict[str, Any]) -> None:
    """What failed, by the name that the user gave it, and the closing lines."""
    from .batch import index

    names = {item.number: item.source.path for item in outcome.items}
    for number, row in sorted(outcome.rows.items()):
        if row.state in ("refused", "failed"):
            echo(f"chatscrub: {one_line(str(names[number]))}: {row.reason}\n", err=True)
    figures = index.states(outcome) | {"done_before": outcome.skipped, "not_read": len(walk.passed)}
    figures["left"] = len(outcome.left)
    page = wanted.folder / index.PAGE
    if given["json_lines"]:
        import json

        echo(json.dumps({"event": "end", **figures, "index": str(page)}) + "\n")
    elif not given["quiet"]:
        echo(_closing(figures, index.totals(outcome)["messages"], page, outcome.left))


_NOT_DONE = (
    ("Refused", "refused", "no scrubbed text was written"),
    ("Failed", "failed", "no scrubbed text was written"),
    ("Not read", "not_read", "pictures, hidden ones and the like"),
)


def _closing(figures: dict[str, int], messages: int, page: Path, left: tuple[int, ...]) -> str:
    again = f" ({figures['done_before']} of them before)" if figures["done_before"] else ""
    what = "Reported" if figures["reported"] else "Done"
    lines = [f"{what:13} {some(figures['done'] or figures['reported'], 'file')}{again}, {some(messages, 'message')}"]
    lines += ["              This was a trial run: without --dry-run the scrubbed files are made."] * bool(
        figures["reported"]
    )
    for name, state, why in _NOT_DONE:
        lines += [f"{name:13} {some(figures[state], 'file')}: {why}"] * bool(figures[state])
    folders = ", ".join(f"{number:04}" for number in left[:_FEW]) + " ..." * (len(left) > _FEW)
    lines += [f"Left over     {folders}: outputs of files that are not among these; delete what must go"] * bool(left)
    lines += [f"Index         {one_line(str(page))}"]
    read = (
        "Read every report."
        if figures["reported"]
        else "Read every report, then every scrubbed file, before you share it."
    )
    lines += [f"Next          {read}"]
    return "\n" + "\n".join(lines) + "\n\n"
