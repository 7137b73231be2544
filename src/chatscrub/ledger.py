"""The consent ledger: who was asked, who agreed, refused or came back on it, and who signed.

A TOML file of ``[[event]]`` tables that only ever grows. Every event holds the hash of the one before, so an edit, a
gap or two that have changed places show. What the chain cannot show: events cut off at the end, and a chain that was
made anew from its first event. So a report keeps :attr:`Ledger.head`, and :meth:`Ledger.holds` tells later whether
the ledger of that day is still the beginning of this one.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from . import disk, files
from .disk import why
from .errors import BusyLedgerError, LedgerError, NewerLedgerError
from .events import Event, digest, table, wrong

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FORMAT = 1
START = "0" * 64
"""What stands before the first event; the head of an empty ledger."""
_LARGEST = 16 * 1024 * 1024  # bytes
_WAIT = 10.0  # seconds that a writer waits for another one
_HEADER = f"""\
# The consent ledger of chatscrub: who was asked for consent, and what they said. It holds names, so keep it safe. It
# is your evidence, so keep it. Do not edit anything here: if something is wrong or has changed, record a new event
# with "chatscrub consent record". Every event holds the hash of the one before, so an edit shows. What does not show
# is that events were cut off at the end, or that the whole file was written anew. That is why every report notes the
# hash of the last event, the head.
#
# Het toestemmingsregister van chatscrub: wie er om toestemming is gevraagd, en wat die persoon zei. Er staan namen
# in, dus bewaar het op een veilige plek. Het is je bewijs, dus gooi het niet weg. Verander hier niets: klopt er iets
# niet (meer), leg dan iets nieuws vast met "chatscrub consent record". Elke gebeurtenis bevat de hash van de vorige,
# dus een wijziging valt op. Wat niet opvalt: dat er aan het eind iets is afgeknipt, of dat het hele bestand opnieuw
# is geschreven. Daarom staat in elk rapport de hash van de laatste gebeurtenis, de head.

format = {FORMAT}
"""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The events of a ledger, in the order in which they were recorded."""

    events: tuple[Event, ...] = ()

    @property
    def head(self) -> str:
        """The hash of the last event: it stands for the whole ledger of today."""
        return self.events[-1].hash if self.events else START

    def holds(self, head: str) -> bool:
        """Whether a ledger with that head is how this one began; if not, events were cut off or written anew."""
        return head == START or any(event.hash == head for event in self.events)


# --- the file -------------------------------------------------------------------------------------------


def read(path: Path) -> Ledger:
    """The ledger in a file; an empty one where there is no file.

    Raises:
        NewerLedgerError: made by a newer version.
        LedgerError: damaged, edited, or no ledger.
        UnreadableError: the file cannot be read.
    """
    data = _bytes(path)
    return Ledger() if data is None else parse(data, str(path))


def append(path: Path, event: Event) -> Event:
    """Record an event at the end of a ledger, which is made if it is not there.

    The file is there as it was or with the event, whatever happens meanwhile; what it held stays byte for byte.

    Args:
        path: the file.
        event: without number and hashes; without a time it gets the present one.

    Returns:
        The event as it was recorded.

    Raises:
        BusyLedgerError: another process is writing in it.
        LedgerError: see :func:`read`; or the event cannot be, or the disk refuses. Nothing was changed.
    """
    read(path)  # what is no ledger gets no lock beside it
    handle = _lock(path)
    try:
        before = _bytes(path)
        ledger = Ledger() if before is None else parse(before, str(path))
        whole = _next(ledger, event, str(path))
        data = (_HEADER.encode() if before is None else before) + table(whole).encode()
        if len(data) > _LARGEST:
            raise LedgerError(f"{path}: would become larger than a ledger can be; start another one")
        _replace(path, before, data)
        return whole
    finally:
        os.close(handle)


def _next(ledger: Ledger, event: Event, where: str) -> Event:
    now = datetime.now(timezone.utc).isoformat(timespec="seconds").replace("+00:00", "Z")
    whole = event._replace(
        number=len(ledger.events) + 1,
        time=event.time or now,
        salt=event.salt or secrets.token_hex(16),
        previous=ledger.head,
        hash="",
    )
    if fault := wrong(whole):
        raise LedgerError(f"{where}: this cannot be recorded, {fault}; nothing was changed")
    return whole._replace(hash=digest(whole))


def _bytes(path: Path) -> bytes | None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise LedgerError(f"{path}: cannot be read ({why(error)}); check the name") from None
    if stat.S_ISLNK(mode):  # it would be replaced by a file
        raise LedgerError(f"{path}: this is a link; give the ledger that it points to")
    if not stat.S_ISREG(mode):
        raise LedgerError(f"{path}: this is not a regular file; check the name")
    return files.read_plain(path)


def _lock(path: Path) -> int:
    try:
        return disk.lock(path, _WAIT)
    except TimeoutError:
        raise BusyLedgerError(f"{path}: another process is writing in it; try again when that is done") from None
    except disk.LockError as error:
        raise LedgerError(f"{path}: cannot be locked ({why(error)}); keep it on a disk of this computer") from None
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from None


def _replace(path: Path, before: bytes | None, data: bytes) -> None:
    """Put new bytes in the place of a ledger that still is as it was read; programs that copy files know no locks."""

    def publish(temporary: Path) -> None:
        if _bytes(path) != before:
            raise BusyLedgerError(f"{path}: another program changed it, nothing was recorded; try again")
        temporary.replace(path)

    try:
        disk.write_beside(path, data, publish)
    except OSError as error:
        raise _unwritable(path, error) from None


def _unwritable(path: Path, error: Exception) -> LedgerError:
    return LedgerError(f"{path}: cannot be written ({why(error)}), nothing was recorded; check the folder and its disk")


# --- its text -------------------------------------------------------------------------------------------


def parse(data: bytes, where: str) -> Ledger:
    """Read the bytes of a ledger.

    Args:
        data: TOML.
        where: the file, for errors, which never show what stands in it.

    Raises:
        NewerLedgerError: made by a newer version.
        LedgerError: damaged, edited, or no ledger.
    """
    if len(data) > _LARGEST:
        raise LedgerError(f"{where}: larger than a ledger can be; check the name")
    plain = _load(data, where)
    version = plain.get("format")
    if type(version) is not int or version < 1:
        raise LedgerError(f"{where}: this is not a consent ledger of chatscrub; check the name")
    if version > FORMAT:
        raise NewerLedgerError(f"{where}: made by a newer version of chatscrub; update chatscrub to read it")
    if plain.keys() - {"format", "event"}:
        raise _damaged(where, "something was added to it that is no event")
    ledger = Ledger(tuple(_events(plain.get("event", []), where)))
    _check_bytes(data, ledger, where)
    return ledger


def _load(data: bytes, where: str) -> dict[str, Any]:
    try:
        loaded: dict[str, Any] = tomllib.loads(data.decode())
    except UnicodeDecodeError as error:
        raise _damaged(_near(data[: error.start], where), "it is not UTF-8") from None
    except (ValueError, RecursionError) as error:  # its message may hold what stands there
        at = re.search(r"at line (\d+)", str(error))
        above = data.splitlines()[: int(at[1])] if at else data.splitlines()
        raise _damaged(_near(b"\n".join(above), where), "it is not valid TOML") from None
    return loaded


def _near(above: bytes, where: str) -> str:
    """The event in which a place of the file is, by what stands above it."""
    number = len(re.findall(rb"^\[\[event\]\]", above, re.MULTILINE))
    return f"{where}: event {number}" if number else where


def _damaged(where: str, what: str) -> LedgerError:
    return LedgerError(f"{where}: the ledger was edited or damaged, {what}; take a copy of it from your backup")


def _events(rows: Any, where: str) -> Iterator[Event]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _damaged(where, "event is not written as [[event]]")
    before = START
    for number, row in enumerate(rows, 1):
        here = f"{where}: event {number}"
        event = _event(row, here)
        if fault := wrong(event):
            raise _damaged(here, fault)
        if event.number != number:
            known = 0 <= event.number < 1_000  # a longer one could be anything
            raise _damaged(here, f"its number is {event.number}" if known else "its number is another one")
        if event.previous != before:
            raise _damaged(here, "it does not follow the event before it")
        if event.hash != digest(event):
            raise _damaged(here, "its hash is not that of what it says")
        before = event.hash
        yield event


def _event(row: dict[str, Any], here: str) -> Event:
    if row.keys() - set(Event._fields):
        raise _damaged(here, "it has a field that no event has")
    values = dict(row)
    if isinstance(values.get("names"), list):
        values["names"] = tuple(values["names"])
    return Event(**values)


def _check_bytes(data: bytes, ledger: Ledger, where: str) -> None:
    """See that the file holds nothing but what was recorded, comments and blanks included."""
    header = _HEADER.encode()
    if not data.startswith(header):
        raise _damaged(where, "the lines at its top were changed")
    at = len(header)
    for event in ledger.events:
        written = table(event).encode()
        if not data.startswith(written, at):
            raise _damaged(f"{where}: event {event.number}", "it is written in another way")
        at += len(written)
    if at < len(data):
        raise _damaged(where, "something was added at its end")


def signed(ledger: Ledger, plan_digest: str, to: str = "") -> Event | None:
    """The last signature under the plan with that digest, for the recipient with that key; None without."""
    mine = (e for e in reversed(ledger.events) if e.what == "signed" and (e.plan, e.to) == (plan_digest, to))
    return next(mine, None)
