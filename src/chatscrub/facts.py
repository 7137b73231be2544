"""What a consent report tells about one export: pseudonyms, counts and digests, never an original value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from .model import Kind, Unexamined
from .wording import Language

Source = Literal["chat", "list", "vault"]
FOUND = ("asked",)
"""Reasons of what was examined."""
TOPICS = (
    "health",
    "mental_health",
    "medication",
    "sex",
    "religion",
    "politics",
    "union",
    "ethnicity",
    "biometrics",
    "offence",
    "minor",
)
"""Special categories (GDPR Art. 9), offences (Art. 10), and minors."""


class EventRow(NamedTuple):
    """One event of consent: what ("requested", "granted", "refused", "withdrawn", "expired"), when, with what evidence.

    ``time`` is an ISO moment, ``evidence`` the SHA-256 of the evidence or "", ``hash`` that of the event in the ledger.
    """

    what: str
    time: str
    until: str
    evidence: str
    hash: str


class ConsentRow(NamedTuple):
    """Where the consent of one person stands.

    ``state`` is "none", "requested", "granted", "refused", "withdrawn", "expired", "other recipient" or "other
    purpose"; ``since`` and
    ``until`` are ISO dates or "".
    """

    state: str
    since: str = ""
    until: str = ""
    events: tuple[EventRow, ...] = ()


NOT_ASKED = ConsentRow("none")


class PostedRow(NamedTuple):
    """A sentence of consent ("given") or of its withdrawal in the chat: when (ISO or None), digest of the message."""

    what: str
    time: str | None
    sha256: str


class FactRow(NamedTuple):
    """What is known of the recipient: the key of its name in ``recipient.``, the text, source and date; "" unknown."""

    key: str
    text: str
    source: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What only the person who shares can tell. "" is unknown.

    Args:
        capacity: "private" or "professional".
        controller: name of the controller, and how to reach them.
        contact: of the data protection officer, or "".
        purpose: what the text is shared for.
        basis: the legal ground that the person names.
        retention: how long they keep the text.
        storage: where they keep it.
        jurisdiction: country whose law applies.
    """

    capacity: str = ""
    controller: str = ""
    contact: str = ""
    purpose: str = ""
    basis: str = ""
    retention: str = ""
    storage: str = ""
    jurisdiction: str = ""


NOTHING_TOLD = About()


class Light(NamedTuple):
    """The traffic light: "red", "amber" or "green", and the keys of its reasons in ``light.``, the gravest first."""

    colour: str
    reasons: tuple[str, ...]


NO_LIGHT = Light("amber", ())


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One name of a person, or the title of a group, by pseudonym only.

    One person can have several rows: chatscrub does not know whose nickname it met.

    Args:
        pseudonym: "PERSON_1", "ME", "IK", "GROUP_1".
        role: "me", "speaker", "mentioned" or "group".
        messages: how many messages they wrote.
        first, last: ISO date or moment of their first and last message, None if unknown.
        mentions: how often their name or number was replaced outside the headers.
        spellings: how many different spellings this pseudonym stands for.
        doubt: could not be told apart from someone else with the same name.
        kinds: kind of data -> how often it was found in the messages they wrote.
        topics: special-category topic -> how many of the messages they wrote touch on it.
        topics_about: the same for messages of others that name them.
        consent: where their consent stands.
        withheld: how many of their messages are withheld.
        posted: sentences about consent that they posted in the chat itself.
    """

    pseudonym: str
    role: str
    messages: int
    first: str | None
    last: str | None
    mentions: int
    spellings: int
    doubt: bool
    kinds: Mapping[str, int]
    topics: Mapping[str, int] = field(default_factory=dict)
    topics_about: Mapping[str, int] = field(default_factory=dict)
    consent: ConsentRow = NOT_ASKED
    withheld: int = 0
    posted: tuple[PostedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """All that a report tells about one export.

    Args:
        created: ISO moment in UTC.
        source_name: the file's name, already scrubbed.
        scrubbed: name and SHA-256 of each output that may be released; empty for a trial run.
        members: number of files in the export.
        kinds: kind of data -> places replaced.
        distinct: kind of data -> different values replaced.
        detector: name, version and digest of the model that looked for names.
        me: the uploader's pseudonym, None when chatscrub was not told who that is.
        people_source: where the knowledge of who is who came from: "chat", "list", "vault".
        style: how pseudonyms look: "label", "initial" or "surrogate".
        dates_moved: the dates of messages were moved, in this report too.
        record_id: a UUID, new for each report.
        policy: "report", "consent" or "only-me".
        withheld: reason -> messages whose words are withheld; reasons are keys of ``withheld.``.
        recipient: key of the service that gets the text, "" when not told.
        recipient_name: how people call it.
        recipient_local: it runs on the user's own computer.
        recipient_facts: what is known of it.
        about: what the person who shares told.
        ledger: hash of the last event of the consent ledger, "" without one.
        require_consent: "", "speakers" or "everybody".
        require_signature: a signature was asked for.
        signed: ISO moment of the signature on this very plan, "" for none.
        refused: keys of the reasons in ``consent.`` why nothing is released.
        lacking: the same, also of a trial run.
        in_headers: places replaced above messages.
        topics: special-category topic -> messages that touch on it.
        topic_messages: messages that touch on any topic.
        timeline: pseudonym of the writer, month ("2024-05") or day, messages.
        named_by: pseudonym of the writer, pseudonym of whom they name, times.
        light: see :class:`Light`.
    """

    tool_version: str
    created: str
    language: Language
    source_name: str
    source_sha256: str
    plan_digest: str
    settings_digest: str
    scrubbed: tuple[tuple[str, str], ...]
    format: str
    messages: int
    period: tuple[str | None, str | None]
    members: int
    people: tuple[PersonRow, ...]
    kinds: Mapping[str, int]
    distinct: Mapping[str, int]
    unexamined: tuple[Unexamined, ...]
    detector: str
    keep_media: bool
    me: str | None
    dry_run: bool
    people_source: tuple[Source, ...] = ("chat",)
    style: str = "label"
    dates_moved: bool = False
    record_id: str = ""
    policy: str = "report"
    withheld: Mapping[str, int] = field(default_factory=dict)
    recipient: str = ""
    recipient_name: str = ""
    recipient_local: bool = False
    recipient_facts: tuple[FactRow, ...] = ()
    about: About = NOTHING_TOLD
    ledger: str = ""
    require_consent: str = ""
    require_signature: bool = False
    signed: str = ""
    refused: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    topics: Mapping[str, int] = field(default_factory=dict)
    topic_messages: int = 0
    in_headers: int = 0
    timeline: tuple[tuple[str, str, int], ...] = ()
    named_by: tuple[tuple[str, str, int], ...] = ()
    light: Light = NO_LIGHT


def ordered(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts per kind in the order of ``Kind``, unknown ones last; keys become plain strings."""
    order = {kind.value: place for place, kind in enumerate(Kind)}
    plain = {str(kind): n for kind, n in counts.items()}
    return dict(sorted(plain.items(), key=lambda item: (order.get(item[0], len(order)), item[0])))


def still_open(items: Iterable[Unexamined]) -> int:
    """How many things nobody examined."""
    return total(item for item in items if item.reason not in FOUND)


def total(items: Iterable[Unexamined]) -> int:
    """How many things those are."""
    return sum(item.count for item in items)
