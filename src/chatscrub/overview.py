"""Where consent stands, for the terminal: of everybody in the ledger, or of everybody in a chat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from . import detector, files, plans, roster, standing
from .castlist import masked
from .chats import moments
from .errors import one_line
from .events import Event
from .ledger import Ledger
from .model import Export, Known
from .people import Cast
from .scrubbing import check_me
from .settings import Settings
from .sharing import Sharing, settled
from .standing import State

if TYPE_CHECKING:
    from .vaults import Vault

_ASTRAY = "fits nobody here, or several"


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody, and where their consent stands.

    Args:
        who: pseudonym in a chat; "" for a line of the ledger that fits nobody there, or several.
        name: as the ledger or the chat has it.
        role: "speaker" or "mentioned", "" unknown.
        state: see ``standing.State``.
        since, until: ISO dates, "" for none.
        to: key of the recipient for whom it was said, "" when not told.
        posted: what they posted in the chat: "given" or "withdrawn", with number of the message and its day.
    """

    who: str
    name: str = field(repr=False)
    role: str
    state: str
    since: str = ""
    until: str = ""
    to: str = ""
    posted: tuple[str, ...] = ()


def of_ledger(sharing: Sharing) -> list[Row]:
    """Everybody in the ledger."""
    kept = sharing.ledger or Ledger()
    to = sharing.to.key if sharing.to else ""
    people: dict[str, list[Event]] = {}
    for event in kept.events:
        if event.what != "signed":
            alone = Ledger((event,))
            same = (who for who, known in people.items() if standing.of_person(alone, [who], [known[0].pseudonym]))
            people.setdefault(next(same, event.person), []).append(event)
    states = {name: standing.state(events, sharing.today, to or _last_to(events)) for name, events in people.items()}
    return [_line(name, "", "", state) for name, state in states.items()]


def _last_to(events: list[Event]) -> str:
    """The recipient of the last event that names one: without --to everybody is shown by their own."""
    return next((event.to for event in reversed(events) if event.to), "")


def _line(name: str, who: str, role: str, state: State, posted: tuple[str, ...] = ()) -> Row:
    to = state.event.to if state.event else ""
    return Row(who, name, role, state.word, state.since[:10], state.until, to, posted)


def of_export(source: str, sharing: Sharing, vault: Vault | None, given: Mapping[str, Any]) -> list[Row]:
    """Everybody in a chat but the user, then what the ledger says of nobody there.

    Raises:
        ChatscrubError: the chat, the list or the wording cannot be read.
    """
    export = files.read(source, format=given["format_"])
    settings = Settings(me=given["me"])
    listed = roster.load(given["roster"]) if given["roster"] else roster.EMPTY
    found = detector.detect(export, settings, None, listed)
    check_me(settings, found.cast, source)
    book = vault.book if vault else None
    told = settled(sharing, export, found.cast, book, given["consent_words"])
    plan = plans.plan(export, found, settings, book)
    posted = _posted(export, found.cast, told)
    rows = [
        _row(known, found.cast, told.state(known.person), tuple(posted.get(known.person, ())))
        for known in plan.people
        if known.role not in ("me", "group")
    ]
    rows += [Row("", event.person, "", f"{event.what}: {_ASTRAY}", event.time[:10]) for event in told.astray]
    return sorted(rows, key=lambda row: (not row.who, row.role != "speaker"))


def _row(known: Known, cast: Cast, state: State, posted: tuple[str, ...]) -> Row:
    return _line(cast.people[known.person].names[0], known.pseudonym, known.role, state, posted)


def _posted(export: Export, cast: Cast, told: Sharing) -> dict[int, list[str]]:
    """What everybody said about consent in the chat, by number in the cast."""
    when = moments(export)
    found: dict[int, list[str]] = {}
    for one in told.posted:
        if (writer := cast.named(one.sender)) is not None:
            day = (when.get(one.message) or "unknown")[:10]
            found.setdefault(writer.number, []).append(f"{one.what}, message {one.message[1] + 1}, {day}")
    return found


def as_json(rows: Iterable[Row], show: bool) -> str:
    """The rows as JSON; names are masked without ``show``."""
    import json

    plain = [asdict(row) | {"name": row.name if show else masked(row.name)} for row in rows]
    return json.dumps({"people": plain}, ensure_ascii=False, indent=2) + "\n"


def as_table(rows: list[Row], show: bool) -> str:
    """The rows as a table; names are masked without ``show``."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for title in ("Who", "Name", "Consent", "For", "Since", "Until", "Said in the chat"):
        table.add_column(title, overflow="fold")
    for row in rows:
        name = one_line(row.name if show else masked(row.name))  # may hold what steers a terminal
        colour = {"granted": "green", "refused": "red", "withdrawn": "red", "expired": "red"}.get(row.state, "yellow")
        cells = (row.who or "-", name, Text(row.state, colour), row.to, row.since, row.until, "; ".join(row.posted))
        table.add_row(*(cell if isinstance(cell, Text) else Text(cell) for cell in cells))
    with console.capture() as shown:
        console.print(table if rows else "The ledger is empty.")
        if rows and not show:
            console.print("Names are masked; --show prints them in full.")
    return shown.get()
