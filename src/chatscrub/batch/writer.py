"""Outputs of a batch, written one source after the other: its report, its text, its line in the manifest."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from .. import files, gate, reports
from ..crew import Crew
from ..errors import OutputError
from ..files import Raw
from ..model import Export, Receipt
from ..scrubbing import Prepared, prepared
from ..targets import is_scrubbed
from . import table, task
from .manifest import DONE, FAILED, REFUSED, REPORTED, Manifest, Row
from .source import Batch, Item, task_of
from .task import Failed, Large, Made, Task

Tell = Callable[[str, Mapping[str, Any]], None]
"""Called with what happened and its figures: "listed", "begun" and "ended" of a source, "large", "table"."""


class Issued(NamedTuple):
    """A source whose report is on disk."""

    item: Item
    made: Made
    export: Export
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the outputs of a batch.

    Args:
        batch: what to do.
        kept: the manifest, which this process holds.
        settings: digest of the settings.
        tell: is told what happens.
    """

    batch: Batch
    kept: Manifest
    settings: str
    tell: Tell

    def finish(self, item: Item, raw: Raw, got: Made | Large | Failed, workers: Crew) -> Row:
        """Write what was made of a source, or say why there is nothing."""
        try:
            if isinstance(got, Large):
                work = task_of(item, self.batch, None, raw)
                got = task.completed(self.large(work, workers), work)
            return self.failed(item, got) if isinstance(got, Failed) else self.release(self.issue(item, got, raw))
        except Exception as error:
            return self.failed(item, item.failed(error))

    def begun(self, item: Item) -> None:
        """A source goes to a worker."""
        self.tell("begun", {"number": item.number})

    def large(self, work: Task, workers: Crew) -> Prepared:
        """Everything in a source whose texts are examined by all workers."""

        def progress(done: int, whole: int) -> None:
            self.tell("large", {"texts": done, "whole": whole})

        return prepared(task.read(work), work.job, work.before, progress, workers.look)

    def issue(self, item: Item, made: Made, raw: Raw) -> Issued:
        """Write the report of a source. What an earlier run left is removed.

        Raises:
            ChatscrubError: it cannot be written.
        """
        self._clear(item)
        job = self.batch.job
        export = files.decoded(raw, format=job.format, limits=job.settings.limits)
        return Issued(item, made, export, reports.published(made.draft, made.plan, made.outputs))

    def release(self, issued: Issued) -> Row:
        """Release the text of a source, if nothing is missing.

        Raises:
            ChatscrubError: it cannot be written.
        """
        item, made, export, receipt = issued
        state, reason = DONE, ""
        if made.lacking:
            state, reason = REFUSED, "not released: " + ", ".join(made.lacking)
        elif self.batch.job.dry_run:
            state = REPORTED
        else:
            path = gate.release(made.plan, export, receipt, made.outputs)
            if self.batch.table:
                table.write(path, self.batch.table, item.number, made.marks, export.format)
        written = {path.name: _digest(path) for path in sorted(item.folder(self.batch).iterdir())}
        return Row(item.number, state, self.settings, reason, written, made.draft.shown)

    def failed(self, item: Item, why: Failed) -> Row:
        """The row of a source that came to nothing; what an earlier run left of it goes."""
        reason = why.reason.replace(f"{self.batch.folder}{os.sep}", "")  # where that is tells about its owner
        try:
            self._clear(item)
        except OutputError:
            reason += f"; what an earlier run left in {item.number:04} could not be removed"
        return Row(item.number, REFUSED if why.refused else FAILED, self.settings, reason)

    def end(self, item: Item, row: Row) -> None:
        """Write down how a source ended."""
        self.kept.add([row])
        figures = {key: row.shown[key] for key in ("messages", "format") if key in row.shown}
        self.tell("ended", {"number": item.number, "state": row.state, "reason": row.reason, **figures})

    def _clear(self, item: Item) -> None:
        """Remove the folder of a source: the scrubbed text first, so that its report outlives it.

        If this is cut off, the manifest says so already.

        Raises:
            OutputError: it cannot be removed, or is no folder.
        """
        folder = item.folder(self.batch)
        if not folder.exists():
            return
        if item.number in self.kept.rows and self.kept.rows[item.number].state != FAILED:
            self.kept.add([Row(item.number, FAILED, self.settings, "was cut off; run again")])
        try:
            if folder.is_symlink():  # its files are somebody else's
                raise NotADirectoryError
            for path in sorted(folder.iterdir()):
                if is_scrubbed(path.name) or path.stem == table.NAME:
                    files.clear(path)
            shutil.rmtree(folder)
        except OSError:
            raise OutputError(f"{folder}: cannot be replaced; choose another place with -o") from None


def _digest(path: Path) -> str:
    with files.open_source(str(path)) as stream:
        return files.sha256_chunks(iter(lambda: stream.read(1 << 20), b""))
