"""Sources whose people keep their pseudonyms from one to the next: planned in order, with one book.

With a vault, a group of sources gets its reports, then the vault is saved, then their texts are released. A sealed
copy of the vault as it was before the group lies beside it meanwhile, so that a batch which was cut off goes on from
there and ends with the same bytes.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from .. import disk, files, sealed
from ..book import Book
from ..crew import Crew
from ..errors import OutputError, WrongPassphraseError
from ..files import Raw
from ..scrubbing import Prepared
from ..vaults import LARGEST_ARCHIVE, Vault, VaultFile, copies_of
from . import task
from .manifest import Manifest, Row
from .source import Item, answers, task_of
from .task import Failed, Found, Large, Made
from .writer import Issued, Writer

_GROUP = 32  # sources


def with_book(
    todo: Sequence[Item], items: Sequence[Item], writer: Writer, workers: Crew, vault: Vault | None = None
) -> None:
    """Do sources in order, with one book that is not kept.

    Those that are done already are found again, or the people in the others would get other numbers.

    Args:
        todo: what is to be done.
        items: all sources.
        writer: of the batch.
        workers: who does it.
        vault: to begin with; it is not changed on disk.
    """
    settings = writer.batch.job.settings
    book = vault.book if vault else Book(settings.key if settings.keyed else b"")
    before = copy.deepcopy(vault)
    wanted = {item.number for item in todo}
    sources = sorted((item for item in items if item.readable), key=_number)
    found = answers(sources, writer.batch, workers, task.find, begun=writer.begun, in_order=True, vault=before)
    for item, raw, got in found:
        made = _completed(item, raw, got, writer, workers, book, before)
        if item.number in wanted:
            writer.end(item, writer.finish(item, raw, made, workers))


def with_vault(todo: Sequence[Item], writer: Writer, workers: Crew) -> None:
    """Do sources in order, in groups, with the book of a vault.

    Raises:
        VaultError: it cannot be opened or saved.
        OutputError: the copy beside it cannot be written.
    """
    file = writer.batch.job.vault
    assert file is not None
    copies = _Copies(file, *copies_of(file.path, writer.kept.salt))
    before = copies.begun()
    todo = sorted(todo, key=_number)
    if {item.number for item in todo}.issuperset(writer.kept.group):  # what is not done again keeps its way back
        copies.go_back(writer.kept)
    for at in range(0, len(todo), _GROUP):
        group = todo[at : at + _GROUP]
        copies.keep()
        writer.kept.begin([item.number for item in group])
        for item, row in _group(group, writer, workers, before):
            writer.end(item, row)
        writer.kept.begin([])
    copies.remove()


def _number(item: Item) -> int:
    """Whoever came first keeps their numbers when files are added whose names come before."""
    return item.number


def _group(some: Sequence[Item], writer: Writer, workers: Crew, before: Vault) -> list[tuple[Item, Row]]:
    """Plan a group and write its reports, save the vault, release its texts."""
    file = writer.batch.job.vault
    assert file is not None
    issued: list[Issued] = []
    rows: list[tuple[Item, Row]] = []
    found = answers(some, writer.batch, workers, task.find, begun=writer.begun, in_order=True, vault=before)
    with file.changing() as vault:
        for item, raw, got in found:
            made = _completed(item, raw, got, writer, workers, vault.book, before)
            try:
                if isinstance(made, Failed):
                    rows.append((item, writer.failed(item, made)))
                    continue
                one = writer.issue(item, made, raw)
                _record(vault, one)
                issued.append(one)
            except Exception as error:
                rows.append((item, writer.failed(item, item.failed(error))))
    writer.kept.save(_digest(file.path))
    for one in issued:
        try:
            rows.append((one.item, writer.release(one)))
        except Exception as error:
            rows.append((one.item, writer.failed(one.item, one.item.failed(error))))
    return rows


def _record(vault: Vault, issued: Issued) -> None:
    """Keep the way back of what is going to be released."""
    made, export = issued.made, issued.export
    if not made.lacking:
        vault.record(export, made.plan, made.outputs.scrubbed.name, files.read_small(export, LARGEST_ARCHIVE))


def _completed(
    item: Item,
    raw: Raw,
    got: Found | Large | Failed,
    writer: Writer,
    workers: Crew,
    book: Book,
    before: Vault | None,
) -> Made | Failed:
    """The plan and the report of a source, with the pseudonyms of those before it."""
    if isinstance(got, Failed):
        return got
    try:
        work = task_of(item, writer.batch, before, raw)
        ready = writer.large(work, workers) if isinstance(got, Large) else Prepared(task.read(work), *got)
        return task.completed(ready, work, book)
    except Exception as error:
        return item.failed(error)


def _digest(vault: Path) -> str:
    return hashlib.sha256(files.read_plain(vault)).hexdigest()


class _Copies(NamedTuple):
    """Sealed copies of a vault: as it was when the batch was begun, and before the group under way."""

    file: VaultFile
    start: Path
    group: Path

    def begun(self) -> Vault:
        """The vault as it was when the batch was begun; one that is not there is made."""
        if not sealed.is_there(self.file.path):
            with self.file.changing():
                pass
        if not self.start.exists():
            self._copy(self.file.path, self.start)
        try:
            return self.file._replace(path=self.start).opened()
        except WrongPassphraseError:  # it was changed since
            self._copy(self.file.path, self.start)
            return self.file._replace(path=self.start).opened()

    def keep(self) -> None:
        """Copy the vault as it is before a group."""
        self._copy(self.file.path, self.group)

    def go_back(self, kept: Manifest) -> None:
        """Put the vault back to before a group that was cut off, unless it was changed since."""
        if not kept.saved or not self.group.exists() or _digest(self.file.path) != kept.saved:
            return
        old = self.file._replace(path=self.group).opened()
        with self.file.changing() as now:
            now.book, now.undo, now.exports = old.book, old.undo, old.exports

    def remove(self) -> None:
        """Remove the copies when the batch is done."""
        for path in (self.group, self.start):
            files.clear(path)

    def _copy(self, path: Path, to: Path) -> None:
        data = files.read_plain(path)
        try:
            disk.write_beside(to, data, lambda new: new.replace(to))  # what a killed run left is replaced
        except OSError as error:
            raise OutputError(f"{to}: cannot be written ({disk.why(error)}); free the disk and run again") from None
