"""The sources of a batch on their way to the workers and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from .. import crew, files, tars
from ..crew import NO_LIMIT, Cluster, Crew, Limit
from ..errors import ChatscrubError, UnreadableError
from ..files import Raw
from ..scrubbing import NEW, Job, known_before
from ..unexamined import is_media
from ..vaults import Vault
from . import task
from .folder import Source
from .task import Failed, Task

_T = TypeVar("_T")
_UNREADABLE = "unreadable "


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch is to do.

    Args:
        folder: for the outputs.
        job: what to do with each source; its ``folder`` and ``stream`` play no part.
        moment: that the reports name, of a new batch: an ISO moment in UTC.
        personal: what of the settings tells something about somebody; see ``Manifest.digest``.
        size: workers of this computer.
        cluster: workers elsewhere.
        limit: what one source may take.
        same_people: pseudonyms are shared over all sources; with a vault they always are.
        force: do again what is done.
        only_failed: do nothing but what failed or was refused before.
        table: write a table of the scrubbed messages: "csv", "parquet" or "" for none.
    """

    folder: Path
    job: Job
    moment: str
    personal: tuple[str, ...] = ()
    size: int = 1
    cluster: Cluster | None = None
    limit: Limit = NO_LIMIT
    same_people: bool = False
    force: bool = False
    only_failed: bool = False
    table: str = ""


class Item(NamedTuple):
    """One source: where it is, its number, and the digest of its bytes."""

    source: Source
    number: int
    sha256: str

    @property
    def readable(self) -> bool:
        """Whether its bytes could be read."""
        return not self.sha256.startswith(_UNREADABLE)

    def folder(self, batch: Batch) -> Path:
        """Where its outputs stand."""
        return batch.folder / f"{self.number:04}"

    def failed(self, error: Exception) -> Failed:
        """Why something failed, without the name of the file."""
        return task.failed(error, str(self.source.path))


Answer = tuple[Item, Raw, _T | Failed]
"""What came of a source, with its bytes."""
NOTHING = Raw("", None, "", [])
"""The bytes of a source that cannot be read."""


def digested(source: Source, salt: str) -> tuple[str, str]:
    """The digest of a source's bytes, or a stand-in for it and why it cannot be read."""
    try:
        with files.open_source(str(source.path)) as stream:
            return files.sha256_chunks(iter(lambda: stream.read(1 << 20), b"")), ""
    except (ChatscrubError, OSError) as error:
        reason = task.failed(error, str(source.path)).reason
        return _UNREADABLE + files.sha256_chunks(
            iter([f"{salt} {source.name}".encode("utf-8", "surrogateescape")])
        ), reason


def task_of(item: Item, batch: Batch, vault: Vault | None = None, raw: Raw | None = None) -> Task:
    """What a worker needs for a source.

    Args:
        item: the source.
        batch: what to do.
        vault: as it was when the batch was begun.
        raw: its bytes, if they are at hand; else they are read.

    Raises:
        ChatscrubError: it cannot be read, or is not what was listed.
    """
    job, path = batch.job, str(item.source.path)
    raw = raw or files.load(path, job.settings.limits)
    if raw.sha256 != item.sha256:
        raise UnreadableError(f"{path}: was changed after it was listed; run again when nobody writes to it")
    media = {}
    if job.settings.keep_media and raw.container in ("zip", "package"):
        copied = {member.name for member in raw.members if is_media(member.sort)}
        with files.open_source(path) as stream:
            media = dict(tars.digests(stream, copied, path, job.settings.limits))
    sharing = replace(job.sharing, moment=batch.moment)
    plain = replace(job, vault=None, folder=None, stream=None, sharing=sharing)
    before = NEW
    if vault is not None:  # else nothing is decoded here: what is slow or kills is for a worker
        before = known_before(files.decoded(raw, format=job.format, limits=job.settings.limits), vault)
    return Task(raw, plain, item.folder(batch), media, before, task.maker(), bool(batch.table))


def answers(
    items: Iterable[Item],
    batch: Batch,
    workers: Crew,
    step: Callable[[Task], _T],
    *,
    begun: Callable[[Item], None],
    in_order: bool = False,
    vault: Vault | None = None,
) -> Iterator[Answer[_T]]:
    """What workers say of sources, as it comes or in order.

    Only so many sources are read ahead as keep the workers busy, so memory does not grow with their number.

    Args:
        items: the sources.
        batch: what to do.
        workers: who does it.
        step: what they do.
        begun: called with each source that goes to a worker.
        in_order: answers that come early wait for those before them.
        vault: as it was when the batch was begun.
    """
    under_way: dict[Any, tuple[Item, Raw]] = {}  # by future
    left = iter(items)
    while True:
        for item in left:
            begun(item)
            work = _task(item, batch, vault)
            future = _known(work) if isinstance(work, Failed) else workers.submit(step, work)
            under_way[future] = item, NOTHING if isinstance(work, Failed) else work.raw
            if len(under_way) >= 2 * workers.size:
                break
        if not under_way:
            return
        ready = {next(iter(under_way))} if in_order else crew.first(under_way)
        for future in [one for one in under_way if one in ready]:
            item, raw = under_way.pop(future)
            yield item, raw, _answer(item, future, workers)


def _task(item: Item, batch: Batch, vault: Vault | None) -> Task | Failed:
    try:
        return task_of(item, batch, vault)
    except Exception as error:
        return item.failed(error)


def _answer(item: Item, future: Future[_T], workers: Crew) -> _T | Failed:
    try:
        return workers.answer(future)
    except ChatscrubError as error:
        return item.failed(error)


def _known(answer: Failed) -> Future[Failed]:
    future: Future[Failed] = Future()
    future.set_result(answer)
    return future
