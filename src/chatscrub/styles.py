"""The styles of pseudonyms: numbered labels, letters, and stand-ins that look real."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from .birthdays import has_day
from .book import Entry
from .draws import Draw, Real
from .errors import NoStandInError
from .labels import KINDS, LETTERED, ROLES, letters
from .lexicon import fold
from .model import Kind
from .namesakes import Person as StandIn
from .phones import number_key
from .spellings import spelled

_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CODE = 8  # signs of a code: 40 bits, so that two of 100,000 values are alike once in 200 times
_LABELLED = (Kind.GROUP, Kind.FILE, Kind.HIDDEN)
_EDGES = re.compile(r"^[\W_]+|[^\w.'’)\]}]+$")


class Use(NamedTuple):
    """A place in a chat: whose entry, what stands there, and a role: "me" or one of ``labels.ROLES``."""

    entry: Entry
    value: str
    role: str = ""


class Style(Protocol):
    """How pseudonyms look."""

    name: str

    def assign(self, uses: Sequence[Use]) -> None:
        """Choose the pseudonyms of everybody and everything in a chat, whose places come in reading order."""

    def label(self, entry: Entry) -> str:
        """The bare pseudonym by which a report names somebody."""

    def written(self, entry: Entry, value: str, bare: bool) -> str:
        """What comes in the place of a value; ``bare`` in headers and file names."""


class Labels:
    """[PERSON_1], [PHONE_2]: numbers in reading order, or codes that a key makes of the value itself.

    Args:
        language: "nl" or "en".
        taken: labels that somebody has already; nobody else gets them.
        me: label of the uploader, None where it was given to somebody in an earlier run.
        key: makes codes; empty for numbers.
    """

    def __init__(self, language: str, taken: Iterable[str] = (), me: str | None = None, key: bytes = b"") -> None:
        self.name = f"{'code' if key else 'label'}-{language}"
        self._language, self._taken, self._me, self._key = language, set(taken), me, key
        self._counts: dict[str, int] = {}
        self._labels: dict[int, str] = {}

    def assign(self, uses: Iterable[Use]) -> None:
        """Give everybody a label; whoever has one in the book keeps it."""
        for entry, _, role in uses:
            if entry.number not in self._labels:
                self._labels[entry.number] = self._chosen(entry, role)

    def label(self, entry: Entry) -> str:
        """Such as PERSON_1, ME or PARTNER."""
        if entry.number not in self._labels:
            self.assign([Use(entry, entry.names[0])])
        return self._labels[entry.number]

    def written(self, entry: Entry, value: str, bare: bool) -> str:
        """The label, between brackets in a text."""
        return self.label(entry) if bare else f"[{self.label(entry)}]"

    def _chosen(self, entry: Entry, role: str) -> str:
        if role == "me" and self._me:
            return self._role(entry, self._me)
        if role in ROLES:
            return self._role(entry, ROLES[role].of(self._language))
        return entry.labels.get(self.name) or entry.labels.setdefault(self.name, self._next(entry))

    def _role(self, entry: Entry, word: str) -> str:
        """The word of a role, with a number where somebody else has it."""
        kept = f"role-{word}"
        if kept not in entry.labels:
            label, number = word, 1
            while label in self._taken:
                number += 1
                label = f"{word}_{number}"
            self._taken.add(label)
            entry.labels[kept] = label
        return entry.labels[kept]

    def _next(self, entry: Entry) -> str:
        word = KINDS[entry.kind].of(self._language)
        return self._first_free(word, lambda n: f"{word}_{self._code(entry, n) if self._key else n}")

    def _first_free(self, word: str, make: Callable[[int], str]) -> str:
        label = ""
        while not label or label in self._taken:
            number = self._counts[word] = self._counts.get(word, 0) + 1
            label = make(number)
        self._taken.add(label)
        return label

    def _code(self, entry: Entry, attempt: int) -> str:
        """Signs that the key makes of a kind and value, a letter and a digit among them."""
        draw = Draw(self._key, "label", entry.kind.value, entry.identity)
        while True:
            code = "".join(draw.of(_SIGNS) for _ in range(_CODE))
            if not code.isalpha() and not code.isdigit():
                return code


class Letters(Labels):
    """Person A, Persoon B, Plaats C; kinds without a letter keep their labels."""

    def __init__(self, language: str, taken: Iterable[str] = (), me: str | None = None) -> None:
        super().__init__(language, taken, me)
        self.name = f"initial-{language}"

    def written(self, entry: Entry, value: str, bare: bool) -> str:
        """Letters stand without brackets."""
        label = self.label(entry)
        return label if bare or " " in label else f"[{label}]"

    def _next(self, entry: Entry) -> str:
        if entry.kind not in LETTERED:
            return super()._next(entry)
        word = LETTERED[entry.kind].of(self._language)
        return self._first_free(word, lambda n: f"{word} {letters(n)}")


class Surrogates:
    """Names, places and numbers that look real and are nobody's; titles of groups and file names keep labels.

    Args:
        key: decides who gets what.
        real: whether a folded word or name occurs in the chat or belongs to somebody in it.
        language: of the chat, "nl" or "en", for names that tell no background.
        labels: of what gets no stand-in.
        encodings: Python codecs that stand-ins have to fit in.
    """

    def __init__(
        self, key: bytes, real: Real, language: str, labels: Labels, encodings: Iterable[str] = ("utf-8",)
    ) -> None:
        from .surrogates import StandIns

        self.name = "surrogate"
        self._real, self._labels, self._encodings = real, labels, tuple(encodings)
        self._made = StandIns(key, real, language)
        self._values: dict[tuple[Kind, str], str] = {}
        self._shown: dict[int, str] = {}

    def assign(self, uses: Sequence[Use]) -> None:
        """Choose stand-ins in sorted order, so that the order in the chat does not matter; labels if none is left."""
        people = {entry.identity: entry for entry, _, _ in uses if entry.kind is Kind.PERSON}
        for identity in sorted(people):
            with contextlib.suppress(NoStandInError):
                self._stand_in(identity, people[identity])
        values = {(kind, e.identity, value) for e, value, _ in uses if (kind := _drawn(e.kind, value))}
        for kind, identity, value in sorted(values):
            with contextlib.suppress(NoStandInError):
                self._values[kind, value] = self._draw(kind, identity, value)
        self._labels.assign([use for use in uses if self._text(use.entry, use.value, bare=True) is None])
        for entry, value, _ in uses:
            if entry.number not in self._shown:
                self._shown[entry.number] = self._show(entry, value)

    def label(self, entry: Entry) -> str:
        """The whole name of a stand-in; for a value what it is first replaced by."""
        return self._shown[entry.number]

    def written(self, entry: Entry, value: str, bare: bool) -> str:
        """The stand-in in the way the chat writes the real one."""
        new = self._text(entry, value, bare)
        if new is None:
            return self._labels.written(entry, value, bare)
        entry.given.setdefault(new, value)
        return new

    def _text(self, entry: Entry, value: str, bare: bool) -> str | None:
        """What stands in for a value, None where it gets a label."""
        kind = _drawn(entry.kind, value)
        if kind:
            new = self._values.get((kind, value))
            return None if new is None or fold(new) == fold(value) else self._fitting(new)
        return self._fitting(self._name(entry.stand_in, entry, value, bare)) if entry.stand_in else None

    def _fitting(self, text: str) -> str | None:
        """A text that can be written in the encodings of the chat, if need be without its accents."""
        plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        for form in (text, plain):
            with contextlib.suppress(UnicodeEncodeError):
                for encoding in self._encodings:
                    form.encode(encoding)
                return form
        return None

    def _stand_in(self, identity: str, entry: Entry) -> None:
        """Somebody's stand-in, anew where the kept one is called like somebody in this chat."""
        kept, entry.stand_in = entry.stand_in, None
        if kept and not any(self._real(fold(name)) for name in kept.names()) and self._made.keep(identity, kept):
            entry.stand_in = kept
        else:
            entry.stand_in = self._made.person(identity, entry.names)

    @staticmethod
    def _name(other: StandIn, entry: Entry, value: str, bare: bool) -> str:
        plain = _EDGES.sub("", value) if bare else value
        new = spelled(other, plain, entry.names)
        return other.first if not plain or fold(new) == fold(value) or not any(map(str.isalnum, new)) else new

    def _draw(self, kind: Kind, identity: str, value: str) -> str:
        made = self._made
        ways: dict[Kind, Callable[[str], str]] = {
            Kind.LOCATION: lambda text: made.place(identity, text),
            Kind.ORG: lambda text: made.organisation(identity, text),
            Kind.ADDRESS: made.address,
            Kind.PHONE: made.phone,
            Kind.EMAIL: made.email,
            Kind.URL: made.url,
            Kind.HANDLE: made.handle,
            Kind.IBAN: made.iban,
            Kind.BSN: made.bsn,
            Kind.DOB: lambda text: made.dob(text, "year" if has_day(text) else "decade"),
        }
        return ways.get(kind, made.identifier)(value)

    def _show(self, entry: Entry, value: str) -> str:
        if entry.kind is Kind.PERSON and entry.stand_in:
            return entry.stand_in.full
        return self._text(entry, value, bare=True) or self._labels.label(entry)


def _drawn(kind: Kind, value: str) -> Kind | None:
    """As what a value is drawn, None where it is a name or gets a label."""
    if kind is Kind.PERSON:
        return Kind.PHONE if number_key(value) is not None else None
    return None if kind in _LABELLED else kind
