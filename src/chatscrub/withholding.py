"""Whose words do not go out: the ranges of the people who did not consent, and of what quotes them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from . import times
from .errors import ReleaseRefused
from .lexicon import fold
from .model import OWNER, Export, Field, Role, View, Withheld
from .people import Cast
from .spans import located, views

POLICIES = ("report", "consent", "only-me")
MARKS = {
    "en": {"consent": "[withheld: no consent]", "only-me": "[withheld]"},
    "nl": {"consent": "[weggelaten: geen toestemming]", "only-me": "[weggelaten]"},
}
"""What stands in the place of withheld words."""

_WORDS = (Role.TEXT, Role.NAME, Role.PLACE, Role.FILENAME, Role.TITLE)
_TOKEN = re.compile(r"\w+")
_NAME = 40  # letters of a name at the start of a line
_SPEAKER = re.compile(
    r"[\s*_]*(?:\[[^\]\n]{1,30}\][ ,]*|\d{1,2}[:.]\d\d[ ,-]*)?<?(?P<name>[^\W\d_][^:<>\n]{0,39}?)[\s*_]*[:>](?=\s|$)"
)
_WROTE = re.compile(
    r"\b(?:schreef|wrote|schrieb|a écrit|escribió|ha scritto)\b[^\n]{0,80}:[ \t]*$"
    r"|^\s*(?:van|from|von|de)\s*:[^\n]{0,80}@",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\s*(?:>|\u203a|\u00bb)\s*\S")
_CITED = re.compile('["\u201c\u201e\u201d\u00ab\']([^"\u201c\u201d\u00ab\u00bb\n]{3,200})["\u201d\u00bb\']')
_BACK = timedelta(minutes=10)  # further back than the messenger itself puts messages
_RUN = 6  # words of somebody that make a quote when they stand in a later message of another
_LINE, _LETTERS = 4, 16  # a whole line makes one from this many words and letters on


def withheld(export: Export, cast: Cast, policy: str, consents: Mapping[int, str] | None = None) -> list[Withheld]:
    """The ranges that a policy keeps back, by part and place, none overlapping another.

    Args:
        export: what was read.
        cast: who is who in it.
        policy: one of ``POLICIES``.
        consents: the state of the consent of each person, by number in the cast, as ``standing.State.word``.

    Raises:
        ReleaseRefused: the export does not tell who wrote what, or "only-me" without anybody who is "me".
    """
    if policy == "report":
        return []
    _check(export, cast, policy)
    writers = _Writers(cast, policy, consents or {})
    pasted = _out_of_order(export, writers)
    own = [
        number
        for number, field in enumerate(export.fields)
        if _is_words(export, field) and not ((field.part, field.message) not in pasted and writers.may(field.sender))
    ]
    return list(_merged([*_own(export, own, writers), *_quotes(export, set(own), writers)]))


def _check(export: Export, cast: Cast, policy: str) -> None:
    if not export.fields.has(lambda head: head.role is Role.SENDER or head.sender == OWNER):
        raise ReleaseRefused(f"--policy {policy}: this text does not tell who wrote what; nothing was released")
    if policy == "only-me" and not any(person.role == "me" for person in cast.people):
        raise ReleaseRefused("--policy only-me: say with --me under which name you write; nothing was released")


def _is_words(export: Export, field: Field) -> bool:
    """Whether a field holds what somebody wrote, or may: a line of the messenger that no template knows does."""
    if export.parts[field.part].is_name:  # the name of the export itself has a title or a name that is replaced
        first = next(number for number, part in enumerate(export.parts) if part.is_name)
        return field.part != first and field.role is Role.FILENAME
    if field.role is Role.SYSTEM:
        from .formats.whatsapp.wording import system_slots

        return system_slots(field.text) is None
    if field.role not in _WORDS or field.note in ("time", "system", "renamed", "alias"):
        return False
    return field.sender is not None or field.role is Role.TEXT  # names of others within a message: see _pasted


def _out_of_order(export: Export, writers: _Writers) -> set[tuple[int, int]]:
    """Messages that stand later than they were sent: somebody pasted them, and may not be heard."""
    found: set[tuple[int, int]] = set()
    moments, senders = times.moments(export), _senders(export)
    latest: dict[int, datetime] = {}
    host: dict[int, bool] = {}
    for place in sorted(senders):
        part, time = place[0], moments.get(place)
        if time is None:
            continue
        if part in latest and time < latest[part] - _BACK:
            if not host[part]:
                found.add(place)
            continue
        latest[part] = max(time, latest.get(part, time))
        host[part] = writers.may(senders[place])
    return found


def _senders(export: Export) -> dict[tuple[int, int], str | None]:
    senders = export.fields.heads(lambda head: head.role is Role.SENDER)
    return {(head.part, message): head.sender for message, head in senders}


class _Writers:
    """Who may be heard under a policy."""

    def __init__(self, cast: Cast, policy: str, consents: Mapping[int, str]) -> None:
        self._cast, self._policy, self._consents = cast, policy, consents

    def number(self, sender: str | None) -> int:
        person = self._cast.named(sender) if sender else None
        return -1 if person is None else person.number

    def may(self, sender: str | None) -> bool:
        return self._may(self.number(sender))

    def may_not(self, name: str) -> bool:
        """Whether a text is the name of somebody who may not be heard."""
        person = self._cast.known(name) if 0 < len(name) <= _NAME and name[:1].isalpha() else None
        return person is not None and person.role in ("speaker", "mentioned") and not self._may(person.number)

    def may_be_quoted(self, name: str) -> bool:
        person = self._cast.known(name)
        return person is not None and self._may(person.number)

    def _may(self, number: int) -> bool:
        if number < 0:
            return False
        if self._cast.people[number].role == "me":
            return True
        return self._policy == "consent" and self._consents.get(number) == "granted"


def _own(export: Export, numbers: Iterable[int], writers: _Writers) -> Iterator[Withheld]:
    for number in numbers:
        field = export.fields[number]
        for piece in field.pieces:
            person = writers.number(field.sender)
            yield Withheld(field.part, piece.start, piece.end, number, field.message, person, True, False)


# --- quotes ---------------------------------------------------------------------------------------------


def _quotes(export: Export, own: set[int], writers: _Writers) -> Iterator[Withheld]:
    """What those who may be heard repeat of those who may not: copied speakers, and their words one by one."""
    said = _Said(export, own)
    speakers = _copied(export)
    for number, field in enumerate(export.fields):
        if number in own or field.role not in (Role.TEXT, Role.SYSTEM) or export.parts[field.part].is_name:
            continue
        there: list[tuple[int, View]] = []
        for start, end in (*said.repeated(field), *_by_form(field, writers)):
            there = there or views(export.parts[field.part].text, field)
            for low, high in located(there, start, end):
                yield Withheld(field.part, low, high, number, field.message, -1, True, True)
        yield from _pasted(number, field, speakers.get((field.part, field.message), ()), writers)


def _by_form(field: Field, writers: _Writers) -> Iterator[tuple[int, int]]:
    """What the form of a text says that somebody else wrote: lines behind ">", and all that follows a name or head."""
    if field.role is not Role.TEXT:
        return
    at = 0
    for line in field.text.splitlines(keepends=True):
        plain = line.rstrip("\r\n")
        if (speaker := _SPEAKER.match(plain)) and writers.may_not(speaker["name"]):
            yield at + speaker.end(), len(field.text)
            return
        if writers.may_not(plain.strip()) or _WROTE.search(plain):
            yield at + len(plain), len(field.text)
            return
        if _QUOTED.match(plain):
            yield at, at + len(plain)
        at += len(line)


def _copied(export: Export) -> dict[tuple[int, int], list[Field]]:
    """The names of speakers that stand in pasted messages, by message."""
    found: dict[tuple[int, int], list[Field]] = defaultdict(list)
    for field in export.fields.which(lambda head: head.role is Role.NAME and head.note == "pasted"):
        found[field.part, field.message].append(field)
    return found


def _pasted(number: int, field: Field, speakers: Sequence[Field], writers: _Writers) -> Iterator[Withheld]:
    """All that follows the first copied speaker who may not be heard: what they said has no other end."""
    low, high = field.pieces[0].start, field.pieces[-1].end
    for speaker in sorted(speakers, key=lambda speaker: speaker.pieces[0].start):
        at = speaker.pieces[-1].end
        if low <= at < high and not writers.may_be_quoted(speaker.text):
            yield Withheld(field.part, at, high, number, field.message, -1, True, True)
            return


class _Said:
    """Withheld words, known again by their runs and their whole lines where they stand later in a chat."""

    def __init__(self, export: Export, own: set[int]) -> None:
        self._first: dict[int, tuple[int, int]] = {}  # hash of a run or line -> where it was said first
        for number in sorted(own):
            field = export.fields[number]
            if field.role is Role.TEXT:
                for key, *_ in (*_runs(field.text), *_lines(field.text), *_short(field.text)):
                    self._first.setdefault(key, (field.part, field.message))

    def repeated(self, field: Field) -> Iterator[tuple[int, int]]:
        """The ranges of a field's text that repeat what was said before it."""
        for key, start, end in (*_runs(field.text), *_lines(field.text), *_cited(field.text)) if self._first else ():
            part, message = self._first.get(key, (-1, 0))
            if part >= 0 and (part != field.part or message < field.message):
                yield start, end


def _tokens(text: str) -> list[tuple[str, int, int]]:
    return [(fold(match[0]), *match.span()) for match in _TOKEN.finditer(text)]


def _runs(text: str) -> Iterator[tuple[int, int, int]]:
    words = _tokens(text)
    for at in range(len(words) - _RUN + 1):
        run = words[at : at + _RUN]
        yield hash(tuple(word for word, *_ in run)), run[0][1], run[-1][2]


def _short(text: str) -> Iterator[tuple[int, int, int]]:
    """A whole message of two words or more, as it is known again between quotation marks."""
    words = _tokens(text)
    if len(words) > 1:
        yield hash(("cited", *(word for word, *_ in words))), words[0][1], words[-1][2]


def _cited(text: str) -> Iterator[tuple[int, int, int]]:
    for match in _CITED.finditer(text):
        for key, start, end in _short(match[1]):
            yield key, match.start(1) + start, match.start(1) + end


def _lines(text: str) -> Iterator[tuple[int, int, int]]:
    at = 0
    for line in text.splitlines(keepends=True):
        words = _tokens(line)
        if len(words) >= _LINE and sum(len(word) for word, *_ in words) >= _LETTERS:
            yield hash(("line", *(word for word, *_ in words))), at + words[0][1], at + words[-1][2]
        at += len(line)


# --- ranges ---------------------------------------------------------------------------------------------


def _merged(ranges: Iterable[Withheld]) -> Iterator[Withheld]:
    """Overlapping ranges as one; within a message only the first is the lead, and quotes each say so."""
    last: Withheld | None = None
    for new in sorted(ranges, key=lambda r: (r.part, r.start, -r.end)):
        if last is not None and new.part == last.part and new.start < last.end:
            last = last._replace(end=max(last.end, new.end), quoted=last.quoted and new.quoted)
            continue
        if last is not None:
            yield last
            same = (last.part, last.message, last.quoted) == (new.part, new.message, new.quoted)
            new = new._replace(lead=not same or new.quoted or new.message < 0)
        last = new
    if last is not None:
        yield last
