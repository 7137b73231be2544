"""What a consent report tells about one export: pseudonyms, counts and digests, never an original value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from .model import Kind, Unexamined
from .wording import Language

Source = Literal["chat", "list", "vault"]
FOUND = ("asked",)
"""Reasons of what was examined."""


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
