"""What a worker does for one source of a batch: it gets bytes and gives a plan and a report, and opens no file.

Scrubbed text is not made here: the plan holds none, and only the gate lets it out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

from .. import files, plans, reports
from ..book import Book
from ..chat_model import released_model
from ..detector import Detection
from ..errors import ChatscrubError, ReleaseRefused, place
from ..examining import Look, here
from ..files import Raw
from ..model import Export, Plan
from ..reports import Draft
from ..scrubbing import NEW, Before, Job, Prepared, prepared, with_consents
from ..settings import Settings
from ..sharing import refused
from ..targets import Outputs, outputs
from ..version import VERSION
from .table import Mark, marks

_T = TypeVar("_T")
MOST = 20_000
"""Fields of an export that one worker takes; of a larger one the texts are shared out among all."""


class Task(NamedTuple):
    """One source to be scrubbed.

    Args:
        raw: its bytes.
        job: what to do; without vault, folder and stream.
        folder: where the outputs will stand.
        media: digests of the members that are copied unseen, by name.
        before: what the vault knew of it when the batch was begun.
        maker: see :func:`maker`.
        marks: also tell what was replaced in each message, for the table.
    """

    raw: Raw
    job: Job
    folder: Path
    media: Mapping[str, str]
    before: Before = NEW
    maker: str = ""
    marks: bool = False

    def __repr__(self) -> str:
        """No text, no names, no settings: workers of a cluster write the arguments of what fails into their logs."""
        return f"Task({self.raw!r})"


class Large(NamedTuple):
    """It is too large for one worker."""

    fields: int


class Failed(NamedTuple):
    """It cannot be done; ``refused`` when something that is required is missing."""

    reason: str
    refused: bool = False


class Found(NamedTuple):
    """What was found in it, and the settings that it settled."""

    settings: Settings
    found: Detection


class Made(NamedTuple):
    """What will be written.

    Args:
        plan: what is replaced.
        outputs: where it will stand.
        draft: the report.
        lacking: what is missing before anything is released.
        marks: what was replaced in each message, if that was asked for.
    """

    plan: Plan
    outputs: Outputs
    draft: Draft
    lacking: tuple[str, ...]
    marks: tuple[Mark, ...] = ()


def maker() -> str:
    """What must be the same in every worker: the version of this package and of its model."""
    return f"{VERSION} {released_model()}"


def make(task: Task) -> Made | Large | Failed:
    """Plan one source and draft its report."""
    return _answered(task, lambda export: completed(_prepared(export, task), task))


def find(task: Task) -> Found | Large | Failed:
    """Find everything in one source, for a plan that others have to be made before."""
    return _answered(task, lambda export: _found(_prepared(export, task)))


def completed(ready: Prepared, task: Task, book: Book | None = None) -> Made:
    """The plan and the report of a source in which everything was found.

    Args:
        ready: the source.
        task: what to do with it.
        book: the pseudonyms of the sources before it; its own are added.

    Raises:
        ChatscrubError: see ``plans.plan``.
    """
    sharing = with_consents(ready, task.job, task.before, book)
    plan = plans.plan(ready.export, ready.found, ready.settings, book, sharing.words())
    where = outputs(ready.export, plan, task.folder)
    lacking = () if task.job.dry_run else refused(plan, sharing)
    media = reports.media_digests(plan, ready.export, task.media)
    draft = reports.drafted(plan, ready.export, where, ready.settings, sharing, media)
    return Made(plan, where, draft, lacking, marks(plan, ready.export) if task.marks else ())


def read(task: Task) -> Export:
    """The source, from its bytes."""
    return files.unfolded(task.raw, format=task.job.format, limits=task.job.settings.limits)


def _prepared(export: Export, task: Task, look: Look = here) -> Prepared:
    return prepared(export, task.job, task.before, look=look)


def _found(ready: Prepared) -> Found:
    return Found(ready.settings, ready.found)


def _answered(task: Task, step: Callable[[Export], _T]) -> _T | Large | Failed:
    """What a step gives, or why it gives nothing. No exception leaves: its message may hold text of the chat."""
    if task.maker != maker():
        return Failed("a worker has another version of chatscrub or of its model; install the same everywhere")
    try:
        export = read(task)
        return Large(len(export.fields)) if len(export.fields) > MOST else step(export)
    except MemoryError:
        raise
    except Exception as error:
        return failed(error, task.raw.path)


def failed(error: Exception, path: str | None = None) -> Failed:
    """Why something failed, without the name of the file, which may be somebody's."""
    if not isinstance(error, ChatscrubError):
        return Failed(f"unexpected {type(error).__name__} at {place(error)}; please report this")
    told = str(error)
    for name in (path or "", Path(path or "").name):
        told = told.replace(f"{name}: ", "").replace(name, "it") if name else told
    return Failed(told, isinstance(error, ReleaseRefused))
