"""What is known of the sharing itself: to whom, what for, who agreed, and what must be there before anything goes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from . import standing, statements, times
from .book import Book
from .events import Event
from .facts import NOTHING_TOLD, About, Source
from .fields import Head
from .ledger import Ledger, signed
from .model import Export, Plan, Role
from .people import Cast, How
from .services import Service
from .standing import State
from .statements import Phrases, Statement

REQUIRED = ("speakers", "everybody")
"""Whose consent can be required."""
_NO_STATE = State("none")
_SURE = (How.SENDER, How.LISTED, How.NUMBER, How.LIST, How.VAULT)
_ID = 12  # hex digits


@dataclass(frozen=True, slots=True)
class Sharing:
    """What the report tells beside the plan.

    Args:
        dry_run: nothing is going to be released.
        told: where the knowledge of who is who comes from.
        moved: the dates in the source were moved before.
        to: who gets the text, None when not told.
        about: what the person who shares told.
        ledger: the consent ledger, None without one.
        require_consent: "", or one of ``REQUIRED``.
        require_signature: the person who shares must have signed for this very plan.
        own_copy: write a copy of the report with real names too.
        today: the day on which consent has to hold.
        moment: an ISO moment in UTC that the report names as its own; "" for now. Reports on the same with the same
            moment are the same to the byte.
        states: where the consent of each person stands, by number in the cast.
        told_of: the events of each person, by number in the cast.
        posted: sentences of consent in the chat.
        astray: events of the ledger that fit nobody here, or several.
        unknown_writers: somebody wrote here of whom nobody can tell who it is.
    """

    dry_run: bool = False
    told: tuple[Source, ...] = ("chat",)
    moved: bool = False
    to: Service | None = None
    about: About = NOTHING_TOLD
    ledger: Ledger | None = None
    require_consent: str = ""
    require_signature: bool = False
    own_copy: bool = False
    today: date = field(default_factory=date.today)
    moment: str = ""
    states: Mapping[int, State] = field(default_factory=dict)
    told_of: Mapping[int, tuple[Event, ...]] = field(default_factory=dict)
    posted: tuple[Statement, ...] = ()
    astray: tuple[Event, ...] = ()
    unknown_writers: bool = False

    def state(self, person: int) -> State:
        """Where the consent of a person stands."""
        return self.states.get(person, _NO_STATE)

    def events(self, person: int) -> tuple[Event, ...]:
        """What the ledger tells of a person, in order."""
        return self.told_of.get(person, ())

    def words(self) -> dict[int, str]:
        """The word for each state, as the plan wants it."""
        return {person: state.word for person, state in self.states.items()}


NO_SHARING = Sharing()


def settled(
    sharing: Sharing, export: Export, cast: Cast, book: Book | None, words: Path | Phrases | None = None
) -> Sharing:
    """The same with the state of everybody's consent, and what the chat itself says of it.

    A sentence that takes consent back counts from its own moment, also when nobody recorded it.

    Args:
        sharing: what the user told.
        export: the chat.
        cast: who is who in it.
        book: of the vault, if there is one: the ledger may name people by its pseudonyms.
        words: the user's own wording of such sentences.

    Raises:
        WordingError: the user's wording cannot be used.
    """
    posted = tuple(statements.statements(export, words))
    kept = sharing.ledger or Ledger()
    known = _known(cast, book)
    to = sharing.to.key if sharing.to else ""
    states = standing.states(kept, known, sharing.today, to, sharing.about.purpose)
    states = _with_refusals(states, kept, known, cast)
    taken_back = _taken_back(export, cast, posted)
    states = {n: _with_chat(state, taken_back.get(n)) for n, state in states.items()}
    told_of = {n: tuple(standing.of_person(kept, *names)) for n, names in known.items()}
    astray, unknown = tuple(standing.unmatched(kept, known)), _unknown_writers(export, cast)
    found = replace(sharing, states=states, told_of=told_of, posted=posted)
    return replace(found, astray=astray, unknown_writers=unknown)


def _unknown_writers(export: Export, cast: Cast) -> bool:
    """Whether words have no sender, or one who is nobody in the cast, such as a name that looks like a pseudonym."""

    def is_unknown(one: Head) -> bool:
        if export.parts[one.part].is_name:
            return False
        if one.role is Role.TEXT and one.sender is None and one.note != "time":
            return True
        return one.role is Role.SENDER and not one.note and (one.sender is None or cast.named(one.sender) is None)

    return export.fields.has(is_unknown)


def _with_refusals(
    states: Mapping[int, State], kept: Ledger, known: Mapping[int, tuple[set[str], set[str]]], cast: Cast
) -> dict[int, State]:
    """A no counts for whoever it may be of: by a short form, a nickname or the end of a number too."""
    found = dict(states)
    for event in standing.unmatched(kept, known):
        if event.what not in ("refused", "withdrawn"):
            continue
        person = cast.known(event.person)
        if person is None or person.number not in found:
            continue
        state = found[person.number]
        if state.event is None or state.event.number < event.number:
            found[person.number] = State(event.what, event.at or event.time, "", event)
    return found


def vault_id(book: Book) -> str:
    """What tells one vault from another: pseudonyms of two vaults are alike."""
    return hashlib.sha256(b"chatscrub vault " + book.key).hexdigest()[:_ID]


def _known(cast: Cast, book: Book | None) -> dict[int, tuple[set[str], set[str]]]:
    """By number everybody's sure names and, where a vault is sure, pseudonyms: what was guessed gives no consent."""
    found: dict[int, tuple[set[str], set[str]]] = {}
    for person in cast.single_people():
        entry, unsure = book.person(person.names) if book else (None, False)
        labels = set(entry.labels.values()) if entry and not unsure else set()
        sure = {name for name, how in person.links.items() if how in _SURE} or set(person.names[:1])
        found[person.number] = sure, {f"{label}#{vault_id(book)}" for label in labels} if book else set()
    return found


def _taken_back(export: Export, cast: Cast, posted: tuple[Statement, ...]) -> dict[int, datetime]:
    """When each person last took consent back in the chat; the end of time where the moment cannot be read."""
    said = [one for one in posted if one.what == "withdrawn"]
    when = times.moments(export) if said else {}
    found: dict[int, datetime] = {}
    for one in said:
        person = cast.named(one.sender)
        if person is not None:
            moment = when.get(one.message) or datetime.max
            found[person.number] = max(moment, found.get(person.number, moment))
    return found


def _with_chat(state: State, taken_back: datetime | None) -> State:
    """A state after what was said in the chat: consent taken back there later than it was recorded is gone."""
    if taken_back is None or state.word in ("refused", "withdrawn"):
        return state
    if state.event is not None and standing.said(state.event) > taken_back:
        return state
    since = "" if taken_back == datetime.max else taken_back.date().isoformat()
    return State("refused" if state.word in ("none", "requested") else "withdrawn", since, "", None)


# --- what was required ----------------------------------------------------------------------------------


def signature(plan: Plan, sharing: Sharing) -> Event | None:
    """The last signature of the person who shares under this very plan and recipient, if there is one."""
    to = sharing.to.key if sharing.to else ""
    return signed(sharing.ledger, plan.digest, to) if sharing.ledger else None


def refused(plan: Plan, sharing: Sharing) -> tuple[str, ...]:
    """Why this plan may not be released: keys of ``refused.``, none when it may.

    Args:
        plan: what would go out.
        sharing: what was required.
    """
    reasons = []
    if sharing.require_consent:
        if sharing.unknown_writers and plan.policy == "report":
            reasons.append("unknown_writers")
        there = {r.pseudonym for r in plan.replacements}
        asked = [k for k in plan.people if k.pseudonym in there and _is_asked(plan, k.role, sharing)]
        words = {sharing.state(known.person).word for known in asked}
        if words & {"refused", "withdrawn"}:
            reasons.append("said_no")
        if words - {"granted", "refused", "withdrawn"}:
            reasons.append(sharing.require_consent)
    if sharing.require_signature and signature(plan, sharing) is None:
        reasons.append("signature")
    return tuple(reasons)


def _is_asked(plan: Plan, role: str, sharing: Sharing) -> bool:
    """Whether somebody's consent is required: of writers, unless their words are withheld, or of everybody."""
    if role in ("me", "group"):
        return False
    if sharing.require_consent == "everybody":
        return True
    return role == "speaker" and plan.policy == "report"
