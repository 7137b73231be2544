"""Who does the work: processes of this computer, or the workers of a Dask cluster that the user named.

Work is a function of this package and its arguments. The answers do not depend on who gives them.
"""

from __future__ import annotations

import contextlib
import importlib
import multiprocessing
import os
import signal
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar
from urllib.parse import urlsplit

from . import guard, worker
from .errors import ChatscrubError, ForbiddenError, WorkerError
from .examining import Job, Look, Progress, Seen, examine, here

if TYPE_CHECKING:
    from pathlib import Path

_T = TypeVar("_T")
_RETRIES = 3  # of work whose worker is lost, on a cluster
_CONNECT = 30  # seconds
_PORT = 8786  # of a scheduler, where the address names none
_one_at_a_time = threading.Lock()  # the pipeline is not made for several threads, and a Dask worker has some
_WORTH = 3  # jobs; workers take seconds to start, and memory


class Cluster(NamedTuple):
    """Where a Dask scheduler is, and the files of TLS that open it."""

    address: str
    ca: Path | None = None
    certificate: Path | None = None
    key: Path | None = None


class Limit(NamedTuple):
    """What one piece of work may take of a process of this computer; 0 is without end.

    Args:
        seconds: of work; then the process is ended.
        megabytes: of memory of its own.
    """

    seconds: float = 0
    megabytes: int = 0


NO_LIMIT = Limit()


class _Executor(Protocol):
    """What hands work out."""

    def submit(self, function: Callable[..., _T], *args: Any) -> Future[_T]: ...


@dataclass(frozen=True, slots=True)
class Crew:
    """Workers.

    Args:
        size: how many there are.
        executor: hands work to them.
        limit: what a piece of work may take.
    """

    size: int
    executor: _Executor
    limit: Limit = NO_LIMIT

    def submit(self, function: Callable[..., _T], *args: Any) -> Future[_T]:
        """Have work done; :meth:`answer` takes what comes of it."""
        return self.executor.submit(_alone, function, *args)

    def answer(self, future: Future[_T]) -> _T:
        """What came of a piece of work, when it is there.

        Raises:
            ChatscrubError: what the work raised; WorkerError when its worker was lost, took too long or had not
                enough memory.
        """
        try:
            return future.result()
        except ForbiddenError as error:
            guard.heard(error)
            raise
        except ChatscrubError:
            raise
        except (FutureTimeout, TimeoutError):
            raise WorkerError(f"took longer than {self.limit.seconds:g} seconds, so it was stopped") from None
        except MemoryError:
            raise WorkerError("needs more memory than a worker may have") from None
        except CancelledError:
            raise WorkerError("was not begun") from None
        except Exception as error:  # whatever it is, its message may hold text
            raise WorkerError(f"lost its worker ({type(error).__name__})") from None

    def look(self, jobs: Sequence[Job], threshold: float, progress: Progress) -> Iterator[Seen]:
        """Examine texts on all workers at once; see :data:`examining.Look`."""
        left = iter(jobs)
        under_way: deque[tuple[int, Future[Seen]]] = deque()
        done, whole = 0, sum(map(_size, jobs))
        while True:
            for job in islice(left, 2 * self.size - len(under_way)):
                under_way.append((_size(job), self.submit(examine, job, threshold)))
            if not under_way:
                return
            size, future = under_way.popleft()
            yield self.answer(future)
            done += size
            progress(done, whole)


def _alone(function: Callable[..., _T], *args: Any) -> _T:
    """In a worker: do it while its other threads, if it has any, do nothing of ours; what was refused is told."""
    with _one_at_a_time:
        try:
            return function(*args)
        finally:
            guard.check()


def _size(job: Job) -> int:
    return sum(len(stretch.texts) - stretch.lead for stretch in job)


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def crew(size: int, cluster: Cluster | None = None, limit: Limit = NO_LIMIT) -> contextlib.AbstractContextManager[Crew]:
    """Workers for the length of a block.

    Args:
        size: processes on this computer; each uses one core.
        cluster: use its workers instead.
        limit: what a piece of work may take; a cluster has limits of its own.

    Raises:
        WorkerError: the cluster cannot be reached, or has no worker.
    """
    return _cluster(cluster) if cluster else _processes(size, limit)


@contextlib.contextmanager
def _processes(size: int, limit: Limit) -> Iterator[Crew]:
    """Processes that are begun anew when they die, so that only what they were at is lost."""
    from pebble import ProcessPool

    forks = "forkserver" in multiprocessing.get_all_start_methods() and _has_room_for_a_socket()
    context = multiprocessing.get_context("forkserver" if forks else "spawn")
    if forks:
        context.set_forkserver_preload(["chatscrub.fork_server"])
        _deaf_server(context)
    pool: Any = ProcessPool(max_workers=size, context=context, initializer=worker.begin, initargs=(limit.megabytes,))
    try:
        yield Crew(size, _Pool(pool, limit.seconds), limit)
    except BaseException:
        pool.stop()
        raise
    else:
        pool.close()
    finally:
        pool.join()


def _has_room_for_a_socket() -> bool:
    """Whether a socket in the temporary folder has an address that is not too long; some systems cut at 104 bytes."""
    return len(os.fsencode(tempfile.gettempdir())) + len("/pymp-12345678/listener-12345678") < 104


def _deaf_server(context: Any) -> None:
    """Start the process that the others are forked from, so that Ctrl-C, which goes to all, never reaches it.

    It would ignore it too, but only when it has imported everything. Until then Ctrl-C waits: a process that is
    being started when its parent ends would complain.
    """
    from multiprocessing import forkserver, resource_tracker

    resource_tracker.ensure_running()  # before: it unblocks what is blocked here
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
        first = context.Process(target=_nothing)
        first.start()
        first.join()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _nothing() -> None:
    """Be a process that has started."""


class _Pool:
    """A pool of processes as an executor."""

    def __init__(self, pool: Any, seconds: float) -> None:
        self.pool, self.seconds = pool, seconds

    def submit(self, function: Callable[..., _T], *args: Any) -> Future[_T]:
        found: Future[_T] = self.pool.schedule(function, args=list(args), timeout=self.seconds or None)
        return found


@contextlib.contextmanager
def _cluster(cluster: Cluster) -> Iterator[Crew]:
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError:
        raise WorkerError("--scheduler needs Dask: pip install 'chatscrub[dask]'") from None
    named: dict[str, Any] = {
        "tls_ca_file": cluster.ca,
        "tls_client_cert": cluster.certificate,
        "tls_client_key": cluster.key,
    }
    files = {name: str(path) for name, path in named.items() if path is not None}
    security = distributed.Security(**files, require_encryption=True) if files else None
    with guard.reaching(*_place(cluster.address)):
        yield from _connected(distributed, cluster, security)


def _place(address: str) -> tuple[str, int]:
    """Host and port of a scheduler."""
    try:
        found = urlsplit(address if "://" in address else f"tcp://{address}")
        return found.hostname or "", found.port or _PORT
    except ValueError:  # no number; the scheduler's own client tells
        return "", _PORT


def _connected(distributed: Any, cluster: Cluster, security: Any) -> Iterator[Crew]:
    try:
        client = distributed.Client(cluster.address, security=security, timeout=_CONNECT, set_as_default=False)
    except Exception as error:  # of many kinds, all of them about the connection
        raise WorkerError(f"{cluster.address}: no scheduler answers there ({type(error).__name__})") from None
    try:
        size = sum(client.nthreads().values())
        if not size:
            raise WorkerError(f"{cluster.address}: the scheduler has no workers; start some: dask worker ADDRESS")
        yield Crew(size, client.get_executor(retries=_RETRIES))
    finally:
        client.close()


def spread(size: int) -> Look:
    """Examine texts in this process, or on so many workers where there are enough to be worth their start."""

    def look(jobs: Sequence[Job], threshold: float, progress: Progress) -> Iterator[Seen]:
        if size < 2 or len(jobs) < _WORTH:
            yield from here(jobs, threshold, progress)
            return
        with crew(min(size, len(jobs))) as workers:
            yield from workers.look(jobs, threshold, progress)

    return look


def first(futures: Iterable[Future[Any]]) -> set[Future[Any]]:
    """Those that have an answer, when at least one has."""
    from concurrent.futures import FIRST_COMPLETED, wait

    return wait(futures, return_when=FIRST_COMPLETED).done
