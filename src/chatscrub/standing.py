"""Where people stand by the consent ledger: asked, agreed, refused, came back on it, or unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from .events import DECISIONS, Event
from .ledger import Ledger
from .lexicon import fold
from .phones import number_key
from .syntax.plain import PLAIN


class State(NamedTuple):
    """Where somebody stands.

    Args:
        word: "none", "requested", "granted", "refused", "withdrawn", "expired", "other recipient" or
            "other purpose".
        since: ISO moment at which it was said, else recorded; "" for "none".
        until: ISO date up to and including which it holds, "" without end.
        event: what it rests on, None for "none".
    """

    word: str
    since: str = ""
    until: str = ""
    event: Event | None = None


def state(events_of_person: Iterable[Event], today: date, to: str = "", purpose: str = "") -> State:
    """Where one person stands; the last decision counts, in the order of the ledger.

    Consent for one recipient holds for no other one, and not when it is unknown who receives. What was said for
    this recipient or for any goes before what was said for another.

    Args:
        events_of_person: in the order of the ledger.
        today: consent holds up to and including its last day.
        to: key of the recipient service, "" when it is unknown.
        purpose: what it is for, "" when it is unknown; consent that was given for another purpose does not count.
    """
    known = list(events_of_person)
    decided = [event for event in known if event.what in DECISIONS]
    asked = [event for event in known if event.what == "requested"]
    if not (there := decided or asked):
        return State("none")
    meant = [event for event in there if not to or event.to in ("", to)]
    last = (meant or there)[-1]
    return State(_word(last, today, to, purpose), last.at or last.time, last.until, last)


def _word(event: Event, today: date, to: str, purpose: str) -> str:
    if event.what != "granted":
        return event.what
    if event.until and date.fromisoformat(event.until) < today:
        return "expired"
    if event.to not in ("", to):
        return "other recipient"
    return "other purpose" if event.purpose and purpose and fold(event.purpose) != fold(purpose) else "granted"


def said(event: Event) -> datetime:
    """When something was said, in local time without zone, as chats have it."""
    moment = datetime.fromisoformat((event.at or event.time).replace("Z", "+00:00"))
    return moment.astimezone().replace(tzinfo=None) if moment.tzinfo else moment


def of_person(ledger: Ledger, names: Iterable[str], pseudonyms: Iterable[str] = ()) -> list[Event]:
    """The events of somebody, in order: under one of their pseudonyms, or one of their names.

    Names are compared without case and accents, numbers in full. Signatures are nobody's.
    """
    keys = {key for name in names if (key := _key(name))}
    labels = set(pseudonyms) - {""}
    return [event for event in ledger.events if event.what != "signed" and _is_of(event, keys, labels)]


def _is_of(event: Event, keys: set[str], labels: set[str]) -> bool:
    return event.pseudonym in labels or not keys.isdisjoint(map(_key, (event.person, *event.names)))


def _key(name: str) -> str:
    """What the spellings of a name have in common."""
    plain = PLAIN.read(name)
    return number_key(plain) or " ".join(fold(plain).split())


People = Mapping[int, tuple[Iterable[str], Iterable[str]]]
"""The names and the pseudonyms of the people of a cast, by their number."""


def states(ledger: Ledger, people: People, today: date, to: str = "", purpose: str = "") -> dict[int, State]:
    """Where everybody of a cast stands: see :func:`state`.

    A grant that may be of several people counts for none of them, a refusal or a withdrawal for all.
    """
    counting = [(event, whose) for event, whose in _owners(ledger, people) if not _is_doubtful(event, whose)]
    return {number: state((e for e, whose in counting if number in whose), today, to, purpose) for number in people}


def unmatched(ledger: Ledger, people: People) -> list[Event]:
    """The events that count for nobody: of nobody in the cast, or grants that may be of several."""
    return [event for event, whose in _owners(ledger, people) if not whose or _is_doubtful(event, whose)]


def _is_doubtful(event: Event, whose: set[int]) -> bool:
    return event.what == "granted" and len(whose) > 1


def _owners(ledger: Ledger, people: People) -> list[tuple[Event, set[int]]]:
    """Every event but signatures, and whose it may be."""
    whose: dict[int, set[int]] = {event.number: set() for event in ledger.events if event.what != "signed"}
    for number, (names, pseudonyms) in people.items():
        for event in of_person(ledger, names, pseudonyms):
            whose[event.number].add(number)
    return [(event, whose[event.number]) for event in ledger.events if event.number in whose]
