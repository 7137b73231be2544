"""The nouns of the house. Everything here is frozen; offsets are code points of a part's decoded text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from . import wrapping
from .lifting import Run
from .longtext import Sliced, whole

if TYPE_CHECKING:
    from .fields import Fields


class Role(Enum):
    """What a format knows about a field before anything has looked at its words."""

    TEXT = "text"  # people's words: examine
    SENDER = "sender"  # the name or number a message stands under
    VOICE = "voice"  # the part that speaks in a talk with a program, such as "user" or "assistant": kept, nobody's name
    NAME = "name"  # a person's name or number, known by structure (system lines, mentions, cards)
    TITLE = "title"  # the title of a group, or of a chat: a contact or a group
    FILENAME = "filename"  # the name somebody gave a file, without folder and extension
    PLACE = "place"  # a shared place: its name, its street, its coordinates
    PHONE = "phone"
    EMAIL = "email"
    HANDLE = "handle"  # a user name
    URL = "url"  # a link that leads to somebody or to something of theirs
    ID = "id"  # a number or code by which a service knows somebody
    SECRET = "secret"  # a key, a PIN, a token
    DOB = "dob"
    ORG = "org"
    SYSTEM = "system"  # a line the messenger wrote: names this chat knows and numbers are looked for
    TIME = "time"  # when a message was sent
    MEDIA = "media"  # a picture, sound or file written into the text: left out unless media are kept
    KEEP = "keep"  # fixed wording of the messenger, kept


SIDES = ("prompt", "answer")
"""Notes of the words of both sides of a talk with a program, where one record holds them."""


OWNER = "Me"
"""What exporters call the one whose phone or account it was; the sender of what only they can have written."""


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
    HIDDEN = "HIDDEN"  # what the user's list says must go

    def __str__(self) -> str:
        return self.value


BY_FORM = frozenset({Kind.PHONE, Kind.EMAIL, Kind.URL, Kind.IBAN, Kind.BSN, Kind.ID, Kind.DOB})
"""Kinds whose form can be checked: numbers, addresses of the internet, dates."""


class Piece(NamedTuple):
    """A range of a part's text."""

    start: int
    end: int


class View(NamedTuple):
    """What a person reads in a raw string, and where each code point of it came from.

    ``starts[i]`` and ``ends[i]`` bound the raw range behind ``text[i]``; both are None when every code
    point of the text stands at its own place in the raw string.
    """

    text: str
    starts: list[int] | None = None
    ends: list[int] | None = None

    def raw_range(self, start: int, end: int) -> tuple[int, int]:
        """The raw range behind ``text[start:end]``, which must not be empty."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


class Codec(Protocol):
    """Turns the raw text of a field into what a person reads, and a replacement into raw text."""

    def view(self, raw: str) -> View: ...

    def encode(self, text: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Part:
    """One text of an export: a plain file is one part, a zip is several. A file's name is a part too.

    Args:
        name: the member's name in its container, or the file's name.
        text: the decoded text, a string or a ``LongText``; :meth:`encode` gives the source bytes back.
        encoding: Python codec name, ending in ``wrapping.WRAPPED`` if texts in base64 were unwrapped.
        sha256: digest of the source bytes, hex.
        is_name: the text is itself the name of the file or of a member.
        lifted: what was lifted out of the text, in the order of the marks in it; see ``lifting``.
    """

    name: str
    text: Sliced = field(repr=False)
    encoding: str
    sha256: str
    is_name: bool = False
    lifted: tuple[Run, ...] = ()

    def encode(self, text: Sliced) -> bytes:
        """Encode a text of this part as its source was encoded."""
        return wrapping.encoded(whole(text), self.encoding)


class Field(NamedTuple):
    """A place in a part where people's words or names stand.

    Args:
        part: index of the part in its export.
        pieces: ranges of the part's text, in order; several where a format cuts one text up.
        role: what the format knows about it.
        text: what a person reads there: the codec's view of the pieces, joined.
        message: number of the message in its part, from 0; -1 outside messages.
        sender: the sender as the header names them, None for system lines, loose text and talks with a program.
        note: what the format says it is: "" for words, else "image", "deleted", "call", "system", "prompt" ...
        codec: how raw text and read text belong together.
    """

    part: int
    pieces: tuple[Piece, ...]
    role: Role
    text: str
    message: int
    sender: str | None
    note: str
    codec: Codec

    def __repr__(self) -> str:
        """Place and role only: a field must never print people's words."""
        return f"Field(part={self.part}, pieces={self.pieces}, role={self.role}, message={self.message})"


class Finding(NamedTuple):
    """Personal data in a field (or, from ``find``, in a text): code points, kind, score 0..1, who found it.

    ``person`` is the number in the cast of whom this very mention names, where its words alone would name somebody
    else; -1 leaves it to the words.
    """

    field: int
    start: int
    end: int
    kind: Kind
    score: float
    by: str
    person: int = -1


class Edit(NamedTuple):
    """Replace ``text[start:end]`` of a part by ``new``."""

    start: int
    end: int
    new: str


class Replacement(NamedTuple):
    """One place that will be replaced, in code points of its part: what the report and ``--spans`` count.

    ``entry`` is the id of whom or what stands there in the book of pseudonyms.
    """

    part: int
    start: int
    end: int
    kind: Kind
    pseudonym: str
    field: int
    by: str
    entry: int = -1


class Withheld(NamedTuple):
    """A range of a part whose words do not go out, in code points.

    ``field`` is the number of a field that lies there, ``person`` that of the writer in the cast (-1 unknown),
    ``lead`` is False for the later ranges of one message, which only become empty, ``quoted`` tells that somebody
    else repeats the words.
    """

    part: int
    start: int
    end: int
    field: int
    message: int
    person: int
    lead: bool
    quoted: bool


class Unexamined(NamedTuple):
    """Something that nobody looked into: what sort, how many, and the key of the reason.

    Reasons: "withheld" (left out of the output), "kept" (copied unseen because the user asked for it),
    "absent" (the chat points at it, the export does not hold it), "script" (a script or language that the
    detector does not read), "broken" (a text ends too early), "form" (examined word by word, without knowing what
    stands where), "names" (what the name detector cannot find), "asked" (found, and left because the user's list
    says so), "before" (scrubbed with this vault before), "label" (a pseudonym of an earlier run).
    """

    what: str
    count: int  # type: ignore[assignment]  # a tuple has a method of that name
    reason: str


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an archive that is not a part: media, cards, anything else."""

    name: str
    size: int
    sort: str


@dataclass(frozen=True, slots=True)
class Export:
    """A source that was read: its parts, the fields in them, and what else lay in the container.

    Args:
        name: file name of the source, without folder.
        path: where it was read, None for standard input.
        sha256: digest of the source file's bytes, hex.
        format: name of the format, a key of ``formats.FORMATS``; of the first text that is more than plain.
        known: the format of each text.
        parts: the texts, then the file names.
        fields: in reading order.
        members: what else lies in the archive.
        container: "file", "zip", "package": a zip that is one document, all of whose members stay; or "pdf", of
            which only the text was taken.
        packages: members of a zip that are packages.
        doubles: numbers of texts all of whose messages stand in another text too: they are not counted again.
    """

    name: str
    path: str | None
    sha256: str
    format: str
    parts: tuple[Part, ...]
    fields: Fields = field(repr=False)
    members: tuple[Member, ...] = ()
    container: str = "file"
    packages: frozenset[str] = frozenset()
    known: tuple[str, ...] = ()
    doubles: frozenset[int] = frozenset()

    @property
    def packed(self) -> bool:
        """Whether it is written as a zip."""
        return self.container in ("zip", "package")

    def is_double(self, field: Field) -> bool:
        """Whether a field lies in a message that another text holds too."""
        return field.message >= 0 and field.part in self.doubles

    def names(self) -> list[str]:
        """The names of all members: texts, then the others."""
        return [part.name for part in self.parts if not part.is_name] + [member.name for member in self.members]

    def packaged_in(self, member: str) -> str:
        """The document in the zip in which a member lies, else its own name."""
        return next((p for p in self.packages if member.startswith(f"{p}//")), member)

    def packaged(self, member: str) -> bool:
        """Whether a member lies in a document, so that its name is no secret and it cannot be left out."""
        return self.container == "package" or self.packaged_in(member) != member


class Known(NamedTuple):
    """Somebody who got a pseudonym: role ("me", "speaker", "mentioned", "group"), spellings linked, doubt.

    ``person`` is their number in the cast.
    """

    pseudonym: str
    role: str
    spellings: int
    doubt: bool
    person: int = -1


@dataclass(frozen=True, slots=True)
class PartPlan:
    """The edits of one part, the digest of its source bytes and that of the scrubbed bytes to come."""

    part: int
    source_sha256: str
    scrubbed_sha256: str
    edits: Sequence[Edit]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that will be changed in one export: ranges and pseudonyms, no output text.

    ``digest`` covers the source digest, the settings and every edit; the report carries it, and
    ``gate.release`` wants a receipt for that very digest.
    """

    source_sha256: str
    settings_digest: str
    parts: tuple[PartPlan, ...]
    names: tuple[str, ...]  # scrubbed text of every name part, in the order of the name parts
    keep_media: bool
    people: tuple[Known, ...]
    replacements: Sequence[Replacement] = field(repr=False)
    unexamined: tuple[Unexamined, ...]
    digest: str
    days: int = 0  # by which the dates of messages were moved
    withheld: Sequence[Withheld] = ()
    policy: str = "report"  # under which words were withheld


class Receipt(NamedTuple):
    """Proof that the report on a plan stands on disk. Only ``reports.issue`` makes one."""

    html: str
    json: str
    json_sha256: str
    plan_digest: str
    markdown: str = ""
