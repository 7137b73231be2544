"""Work for workers that have several threads, and for workers that see no file of this computer."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from chatscrub import statements
from chatscrub.batch import source, task
from chatscrub.batch.folder import Source
from chatscrub.crew import Crew
from chatscrub.scrubbing import Job

BUSY: list[int] = []
CHAT = "01-02-2024 10:00 - Sanne de Wit: het mag van mij hoor zeker weten\n01-02-2024 10:01 - Jan Boom: fijn\n"


def alone(number: int) -> bool:
    """Whether nothing else is done in this process meanwhile, as for the pipeline, which is not made for that."""
    BUSY.append(number)
    time.sleep(0.01)
    calm = [number] == BUSY
    BUSY.remove(number)
    return calm


def test_a_worker_does_one_thing_at_a_time() -> None:
    with ThreadPoolExecutor(4) as threads:
        executor: Any = threads
        workers = Crew(4, executor)
        assert all(workers.answer(future) for future in [workers.submit(alone, n) for n in range(12)])


def test_own_words_of_consent_go_along(tmp_path: Path) -> None:
    words = tmp_path / "words.toml"
    words.write_text('given = ["het mag van mij hoor"]\n')
    (tmp_path / "x.txt").write_text(CHAT)
    there = Source(tmp_path / "x.txt", "x.txt")
    item = source.Item(there, 1, source.digested(there, "")[0])
    made = []
    for own in (None, statements.phrases(words)):
        batch = source.Batch(tmp_path / "out", Job(consent_words=own), "2024-06-01T00:00:00+00:00")
        work = source.task_of(item, batch)
        words.unlink(missing_ok=True)  # the worker's disk is another
        made.append(task.make(work))
    plain, with_own = made
    assert isinstance(plain, task.Made) and isinstance(with_own, task.Made)
    assert list(plain.draft.copies.values()) != list(with_own.draft.copies.values())
