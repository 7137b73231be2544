"""The nouns of the house. Everything here is frozen; offsets are code points of a part's decoded text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple, Protocol


class Role(Enum):
    """What a format knows about a field before anything has looked at its words."""

    TEXT = "text"  # people's words: examine
    SENDER = "sender"  # the name or number a message stands under
    NAME = "name"  # a person's name, known by structure (system lines, mentions, contact cards)
    PHONE = "phone"
    TITLE = "title"  # the title of a group
    FILENAME = "filename"  # a file's own name, without folder and extension
    PLACE = "place"  # a shared place: its name, street or coordinates
    TIME = "time"  # examined by nobody, kept
    KEEP = "keep"  # fixed wording of the messenger, kept


class Kind(str, Enum):
    """Kinds of personal data; the values are Presidio entity names and stand in the pseudonyms."""

    PERSON = "PERSON"
    GROUP = "GROUP"
    LOCATION = "LOCATION"
    ADDRESS = "ADDRESS"
    ORG = "ORG"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    URL = "URL"
    HANDLE = "HANDLE"
    IBAN = "IBAN"
    BSN = "BSN"
    ID = "ID"
    DOB = "DOB"
    SECRET = "SECRET"
    FILE = "FILE"

    def __str__(self) -> str:
        return self.value


class Piece(NamedTuple):
    """A range of a part's text."""

    start: int
    end: int


class View(NamedTuple):
    """What a person reads in a raw string, and where each code point of it came from.

    ``starts[i]`` and ``ends[i]`` are the raw range behind ``text[i]``; both are None when text and raw
    have the same length and every code point stands at its own place.
    """

    text: str
    starts: list[int] | None = None
    ends: list[int] | None = None


class Codec(Protocol):
    """Turns the raw text of a field into what a person reads, and a replacement into raw text."""

    def view(self, raw: str) -> View: ...

    def encode(self, text: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Part:
    """One text of an export: a plain file is one part, a zip is one or many.

    Args:
        name: the member's name in its container, or the file's name.
        text: the decoded text; ``text.encode(encoding, errors)`` gives the source bytes back.
        encoding: Python codec name.
        sha256: digest of the source bytes, hex.
    """

    name: str
    text: str
    encoding: str
    sha256: str

    def encode(self, text: str) -> bytes:
        """Encode a text of this part as its source was encoded."""
        errors = "surrogateescape" if self.encoding == "utf-8" else "strict"
        return text.encode(self.encoding, errors)


@dataclass(frozen=True, slots=True)
class Field:
    """A place in a part where people's words or names stand.

    Args:
        part: index of the part in its export.
        piece: the range of the part's text.
        role: what the format knows about it.
        text: what a person reads there (the codec's view of the raw text).
        message: number of the message in its part, -1 outside messages.
        sender: the sender's name as it stands in the header, None for system lines and loose text.
    """

    part: int
    piece: Piece
    role: Role
    text: str
    message: int
    sender: str | None


class Finding(NamedTuple):
    """Personal data in a field (or, from ``find``, in a text): code points, kind, score in 0..1, who found it."""

    field: int
    start: int
    end: int
    kind: Kind
    score: float
    by: str


class Edit(NamedTuple):
    """Replace ``text[start:end]`` of a part by ``new``."""

    start: int
    end: int
    new: str


class Replacement(NamedTuple):
    """One place that will be replaced, in code points of its part; what the report and ``--spans`` count."""

    part: int
    start: int
    end: int
    kind: Kind
    pseudonym: str
    field: int
    by: str


class Unexamined(NamedTuple):
    """Something in the export that nobody looked into: what sort, how many, and the reason's key."""

    what: str
    count: int
    reason: str


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an archive that is not a part: media, cards, anything else. Names are the archive's own."""

    name: str
    size: int
    sort: str  # image, video, audio, sticker, document, contact card, archive, other


@dataclass(frozen=True, slots=True)
class Export:
    """A source that was read: its parts, the fields in them, and what else lay in the container.

    Args:
        name: file name of the source, without folder.
        path: where it was read, None for standard input or text.
        sha256: digest of the source file's bytes, hex.
        format: name of the format, a key of ``formats.FORMATS``.
        parts, fields, members: see their classes.
        file_fields: fields of file names: ``part`` is -1 for the source's own stem, else
            ``-2 - i`` for member i; their pieces are ranges of that stem.
        container: "zip" or "file".
    """

    name: str
    path: str | None
    sha256: str
    format: str
    parts: tuple[Part, ...]
    fields: tuple[Field, ...]
    members: tuple[Member, ...] = ()
    container: str = "file"
    messages: int = 0


@dataclass(frozen=True, slots=True)
class PartPlan:
    """The edits of one part and the digest of the source bytes that they belong to."""

    part: str
    source_sha256: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that will be changed in one export. Holds pseudonyms and ranges, no original words and no output.

    ``digest`` covers the source digest, the settings and every edit; the report names it and
    ``gate.release`` checks it against the receipt.
    """

    source_sha256: str
    stem: str  # scrubbed stem for the outputs' names
    parts: tuple[PartPlan, ...]
    member_names: tuple[tuple[str, str | None], ...]  # archive name -> new name, None: withheld
    replacements: tuple[Replacement, ...] = field(repr=False)
    unexamined: tuple[Unexamined, ...]
    settings_digest: str
    digest: str


class Receipt(NamedTuple):
    """Proof that a report on a plan stands on disk. Only ``reports.issue`` makes one."""

    html: str
    json: str
    plan_digest: str
    json_sha256: str
