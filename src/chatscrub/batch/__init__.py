"""A whole folder of exports, scrubbed on all cores or on a cluster, that can be stopped and begun again.

Workers plan and draft; this process alone reads sources and writes outputs, each on its own, so that what is cut off
at any moment is only what was under way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from .. import crew, files
from ..crew import Crew
from ..errors import OutputError
from . import manifest, table, task
from .folder import Passed, Walk
from .manifest import FAILED, REFUSED, REPORTED, Manifest, Row
from .shared import with_book, with_vault
from .source import Batch, Item, answers, digested
from .writer import Tell, Writer

__all__ = ["Batch", "Outcome", "run"]


class Outcome(NamedTuple):
    """How a batch ended.

    Args:
        items: all sources.
        rows: how each ended, by number.
        passed: the files that were not read.
        skipped: how many were done before.
        moment: that the reports name.
        left: numbers of the folders that hold outputs of files which are not among these sources.
    """

    items: tuple[Item, ...]
    rows: Mapping[int, Row]
    passed: tuple[Passed, ...]
    skipped: int
    moment: str
    left: tuple[int, ...] = ()


def run(batch: Batch, walk: Walk, tell: Tell) -> Outcome:
    """Scrub every source of a folder that is not done yet.

    Args:
        batch: what to do.
        walk: the sources.
        tell: is told what happens.

    Raises:
        OutputError: the folder for the outputs cannot be used, or holds what was made with other settings.
        WorkerError: there are no workers.
        VaultError: the vault cannot be opened or saved.
    """
    _check_folder(batch.folder)
    files.make_folder(batch.folder)
    with manifest.held(batch.folder, batch.moment) as kept:
        _tidy(batch.folder)
        items = _enlisted(walk, kept, tell)
        writer = Writer(replace(batch, moment=kept.moment), kept, _settings(batch, kept), tell)
        todo = [item for item in items if item.readable and _is_todo(item, writer)]
        skipped = sum(item.readable for item in items) - len(todo)
        for form in table.FORMS:  # made of texts that may be gone when this run ends, or is cut off
            files.clear(batch.folder / f"{table.NAME}.{form}")
        tell("listed", {"sources": len(items), "todo": len(todo), "done_before": skipped})
        if todo:
            with crew.crew(batch.size, batch.cluster, batch.limit) as workers:
                _work(todo, items, writer, workers)
        if batch.table:
            _joined(batch, items, kept)
        rows = {item.number: kept.rows[item.number] for item in items if item.number in kept.rows}
        return Outcome(tuple(items), rows, walk.passed, skipped, kept.moment, tuple(_left(batch, kept, rows)))


def _check_folder(folder: Path) -> None:
    """See that the outputs go into a folder of their own: folders in it are replaced."""
    if (
        folder.is_dir()
        and not (folder / manifest.NAME).exists()
        and any(not path.name.startswith(".") for path in folder.iterdir())
    ):
        raise OutputError(f"{folder}: is not empty and no batch was begun there; choose a new folder with -o")


def _tidy(folder: Path) -> None:
    """Remove what a killed run was writing beside the folders of the sources; the caller holds the manifest.

    What it was writing in the folder of a source goes when that source is done again.
    """
    for path in folder.glob(files.TEMPORARY + "*"):
        files.clear(path)


def _enlisted(walk: Walk, kept: Manifest, tell: Tell) -> list[Item]:
    """The sources with their numbers. That one cannot be read is written down."""
    digests, reasons = [], []
    for at, source in enumerate(walk.sources):
        tell("listing", {"done": at, "sources": len(walk.sources)})
        digest, reason = digested(source, kept.salt)
        digests.append(digest)
        reasons.append(reason)
    numbers = kept.enlist(digests)
    failed = [Row(number, FAILED, "", reason) for number, reason in zip(numbers, reasons, strict=True) if reason]
    kept.add([row for row in failed if kept.rows.get(row.number) != row])
    return [Item(*row) for row in zip(walk.sources, numbers, digests, strict=True)]


def _settings(batch: Batch, kept: Manifest) -> str:
    """Digest of all that makes the outputs what they are."""
    job = batch.job
    shown = job.settings.digest(), task.maker(), job.format, job.dry_run, batch.same_people, batch.table
    told = replace(job.sharing, today=None, ledger=None)  # type: ignore[arg-type]
    listed = [job.roster.people, job.roster.hide, sorted(job.roster.keep)]  # a set has another order in every process
    ledger = job.sharing.ledger.head if job.sharing.ledger else ""
    return kept.digest(repr(shown), [*batch.personal, repr(told), repr(listed), job.settings.me or "", ledger])


def _is_todo(item: Item, writer: Writer) -> bool:
    """Whether a source is to be done: it is not, its outputs are gone, or it lies in a group that was cut off.

    Raises:
        OutputError: it was done with other settings.
    """
    batch, kept = writer.batch, writer.kept
    row = kept.rows.get(item.number)
    if row is None or row.state in (REFUSED, FAILED) or not _is_there(item, row, batch):
        return not batch.only_failed or row is not None
    if batch.force or item.number in kept.group or (row.state == REPORTED and not batch.job.dry_run):
        return not batch.only_failed
    if batch.only_failed and not (batch.same_people and batch.job.vault is None):
        return False
    if row.settings != writer.settings:
        raise OutputError(
            f"{batch.folder}: holds what was made with other settings or another version of chatscrub; "
            "use --force to make it anew, or choose another -o"
        )
    return False


def _is_there(item: Item, row: Row, batch: Batch) -> bool:
    """Whether all outputs of a source are where they were written. What is in them is not looked at."""
    return all((item.folder(batch) / name).is_file() for name in row.outputs)


def _joined(batch: Batch, items: Sequence[Item], kept: Manifest) -> None:
    """Write the tables of all sources as one, in order."""
    name = f"{table.NAME}.{batch.table}"
    done = sorted(item.number for item in items if item.number in kept.rows)
    parts = [batch.folder / f"{number:04}" / name for number in done if name in kept.rows[number].outputs]
    table.join(parts, batch.folder / name, batch.table)


def _left(batch: Batch, kept: Manifest, rows: Mapping[int, Row]) -> Iterator[int]:
    """Of whom a file was taken away, the outputs stay: they may have to go as well."""
    for number, row in sorted(kept.rows.items()):
        if number not in rows and any((batch.folder / f"{number:04}" / name).is_file() for name in row.outputs):
            yield number


def _work(todo: Sequence[Item], items: Sequence[Item], writer: Writer, workers: Crew) -> None:
    job = writer.batch.job
    if job.vault is not None and not job.dry_run:
        with_vault(todo, writer, workers)
    elif job.vault is not None or writer.batch.same_people:
        with_book(todo, items, writer, workers, job.vault.opened() if job.vault else None)
    else:
        for item, raw, got in answers(todo, writer.batch, workers, task.make, begun=writer.begun):
            writer.end(item, writer.finish(item, raw, got, workers))
