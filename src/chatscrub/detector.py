"""Fields to findings: Presidio reads every text once, then every name this chat has taught is looked for again."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import overload

from .aliases import unusual_words
from .callers import call_by_name
from .examining import Jobs, Look, Looked, Progress, examine, here, quietly, without_labels
from .fields import Fields, Head
from .formats.filenames import THREAD
from .lexicon import fold, is_compound, is_ordinary, is_public
from .linking import link, mentioned
from .model import Export, Field, Finding, Kind, Role, Unexamined
from .people import Cast, hear, is_label, is_nobody, learn, was_scrubbed
from .relations import divided, tell_apart
from .roster import EMPTY, Roster, cast_by
from .rows import Rows
from .second_pass import SecondPass
from .settings import SETTINGS, Settings
from .unexamined import unexamined

_NOTICE = re.compile(r"(?i)end.to.end|ende.zu.ende|bout en bout|extremo a extremo|WhatsApp|versleutel|encrypt")
WHOLE = {
    Role.SENDER: Kind.PERSON,
    Role.NAME: Kind.PERSON,
    Role.TITLE: Kind.GROUP,
    Role.PLACE: Kind.ADDRESS,
    Role.PHONE: Kind.PHONE,
    Role.EMAIL: Kind.EMAIL,
    Role.HANDLE: Kind.HANDLE,
    Role.URL: Kind.URL,
    Role.ID: Kind.ID,
    Role.SECRET: Kind.SECRET,
    Role.DOB: Kind.DOB,
    Role.ORG: Kind.ORG,
}
"""What a field holds as a whole, by its role."""
_KEPT = (Role.TIME, Role.KEEP, Role.VOICE, Role.MEDIA)
_BY_STRUCTURE = (*WHOLE, *_KEPT)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Detection:
    """What was found in an export: the findings by field, the people, and what nobody could examine."""

    findings: Sequence[Finding]
    cast: Cast
    unexamined: tuple[Unexamined, ...]


def find(texts: Sequence[str], *, threshold: float = 0.35) -> list[list[Finding]]:
    """Find personal data in texts that have no chat around them.

    Args:
        texts: any strings; each is examined by itself.
        threshold: findings with a lower score (0..1) are dropped.

    Returns:
        For every text its findings in order, apart from each other; start and end are code points of the
        text, ``field`` is its number.

    Raises:
        NotExaminedError: a detector failed, so the answer would not be complete.
    """
    from .spans import Span, resolve
    from .syntax.plain import PLAIN

    views = [PLAIN.view(text) for text in texts]
    looked = [one for job in Jobs([view.text] for view in views) for one in examine(job, threshold)]
    result: list[list[Finding]] = []
    for number, (view, one) in enumerate(zip(views, looked, strict=True)):
        found = (f for f in _both_passes(view.text, one) if f.score >= threshold)
        spans = (Span(*view.raw_range(f.start, f.end), f.kind, f.score, f.by, number) for f in found)
        result.append([Finding(s.field, s.start, s.end, s.kind, s.score, s.by) for s in resolve(spans)])
    return result


def _both_passes(text: str, looked: Looked) -> Iterator[Finding]:
    """The findings in a text by itself, also where it says a name again that the first pass missed."""
    return SecondPass(Cast(), [(text, looked.found)]).findings(text, *looked)


def detect(
    export: Export,
    settings: Settings = SETTINGS,
    progress: Progress | None = None,
    roster: Roster = EMPTY,
    known: Iterable[str] = (),
    *,
    again: bool = True,
    look: Look = here,
) -> Detection:
    """Find the personal data in an export.

    Args:
        export: what ``files.read`` gave.
        settings: the threshold and the uploader's name are used.
        progress: called with texts done and in all.
        roster: the user's own list of who is who.
        known: names of people from earlier runs.
        again: look again for what the first pass is sure of; only for measuring what that does is it False.
        look: who examines the texts.

    Raises:
        NotExaminedError: a detector failed, so nothing may be released.
    """
    seen = _Examined(export, settings, look, progress or quietly)
    cast = learn(export, settings.me)
    cast_by(roster, cast)
    hear(cast, (name for f in export.fields.which(_is_filename) for name in unusual_words(f.text)))
    asides = _unknown_system_lines(export)
    hear(cast, (export.fields[i].text[f.start : f.end] for i in asides for f in _strangers(i, export.fields[i].text)))
    found = _ByField(len(export.fields), seen.again(SecondPass(cast, seen, known)) if again else seen.once())
    scrubbed, strange = was_scrubbed(export), frozenset(asides)
    kept: list[int] = []
    findings = (
        finding
        for number, field in export.fields.numbered(lambda head: head.role not in _KEPT)
        for finding in _listed(roster, field, number, _of_field(number, field, found, strange, scrubbed), kept)
    )
    return Detection(_linked(export, cast, findings), cast, tuple(unexamined(export, settings, len(kept))))


def _linked(export: Export, cast: Cast, findings: Iterable[Finding]) -> Rows[Finding]:
    """The findings with whom they name; the people of the cast are put together."""
    findings = Rows(Finding, divided(export, findings))
    call_by_name(export, cast, findings)
    named = mentioned(export, (f for f in findings if f.person < 0))
    link(cast, named, lambda number: export.fields.head(number).sender)
    return Rows(Finding, tell_apart(export, cast, findings))


class _Examined(Iterable[tuple[str, Sequence[Finding]]]):
    """The fields of an export that are to be examined, and what was seen in them; gives texts and first findings."""

    def __init__(self, export: Export, settings: Settings, look: Look, progress: Progress) -> None:
        self._fields = export.fields
        self._conversations, self._copies = _conversations(export)
        self._seen = list(look(Jobs(map(self._texts, self._conversations)), settings.threshold, progress))

    def _texts(self, numbers: Sequence[int]) -> Sequence[str]:
        return _Texts(self._fields, numbers)

    def __iter__(self) -> Iterator[tuple[str, Sequence[Finding]]]:
        return ((self._fields[number].text, looked.found) for number, looked in self._looked())

    def _looked(self) -> Iterator[tuple[int, Looked]]:
        """The number of every field that was examined, and what was seen in it."""
        return zip(chain.from_iterable(self._conversations), chain.from_iterable(self._seen), strict=True)

    def once(self) -> Iterator[Finding]:
        """The findings of the first pass, by field."""
        return self._placed((number, looked.found) for number, looked in self._looked())

    def again(self, second: SecondPass) -> Iterator[Finding]:
        """The findings after the second pass, by field."""
        return self._placed((n, tuple(second.findings(self._fields[n].text, *looked))) for n, looked in self._looked())

    def _placed(self, rows: Iterable[tuple[int, Sequence[Finding]]]) -> Iterator[Finding]:
        """Findings with the number of their field, and those of the fields that repeat another."""
        repeated = defaultdict[int, list[int]](list)
        for number, original in self._copies.items():
            repeated[original].append(number)
        for number, found in rows:
            for place in (number, *repeated.get(number, ())):
                yield from (finding._replace(field=place) for finding in found)


class _Texts(Sequence[str]):
    """The texts of fields, each made when it is asked for."""

    def __init__(self, fields: Fields, numbers: Sequence[int]) -> None:
        self._fields, self._numbers = fields, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> list[str]: ...

    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self._fields[number].text for number in self._numbers[at]]
        return self._fields[self._numbers[at]].text


class _ByField:
    """Findings by field. Those of one field come together."""

    def __init__(self, fields: int, found: Iterable[Finding]) -> None:
        self._first = array("i", [-1]) * fields
        self._rows = Rows(Finding, map(self._noted, count(), found))

    def _noted(self, at: int, finding: Finding) -> Finding:
        if self._first[finding.field] < 0:
            self._first[finding.field] = at
        return finding

    def __getitem__(self, number: int) -> list[Finding]:
        at = end = self._first[number]
        while 0 <= end < len(self._rows) and self._rows[end].field == number:
            end += 1
        return [self._rows[one] for one in range(at, end)]


def _conversations(export: Export) -> tuple[list[Sequence[int]], dict[int, int]]:
    """The numbers of the fields whose texts are examined in each other's context, and which repeat which other.

    The same text twice in one message is examined once.
    """
    parts: dict[tuple[int, bool], array[int]] = {}
    first: dict[tuple[int, int, str], int] = {}
    copies: dict[int, int] = {}
    copied = {(h.part, message) for message, h in export.fields.heads(lambda h: h.note == "copy")}
    for number in export.fields.numbers(lambda h: h.role not in _BY_STRUCTURE):
        head = export.fields.head(number)
        original = number
        if copied and (place := (head.part, export.fields[number].message)) in copied:
            original = first.setdefault((*place, export.fields[number].text), number)
        if original != number and head.note == "copy":
            copies[number] = original
        else:
            parts.setdefault((head.part, head.role is Role.FILENAME), array("i")).append(number)
    conversations: list[Sequence[int]] = []
    for (_, is_name), numbers in parts.items():
        conversations += [[number] for number in numbers] if is_name else [numbers]
    return conversations, copies


# --- fields ---------------------------------------------------------------------------------------------


def _of_field(number: int, field: Field, found: _ByField, asides: frozenset[int], scrubbed: bool) -> Iterator[Finding]:
    """The findings of one field. What no structure explains is examined, also under a role that is new here."""
    if field.role in _KEPT or not field.text.strip() or is_label(field.text, scrubbed):
        return
    if field.role in WHOLE:
        if not is_nobody(field.text):
            yield _whole(number, field, WHOLE[field.role])
        return
    there = found[number]
    if field.role is Role.FILENAME and (there or field.note == THREAD or not _says_nothing(field.text)):
        yield _whole(number, field, Kind.FILE)
        return
    yield from there
    if number in asides:
        yield from _strangers(number, field.text)


def _listed(roster: Roster, field: Field, number: int, found: Iterable[Finding], kept: list[int]) -> Iterator[Finding]:
    """The findings of a field less what the user keeps, of which the numbers go to ``kept``, and what must go."""
    found = list(found)
    if field.role not in WHOLE and found:
        found = list(without_labels(field.text, found))
    for finding in found:
        if field.role is not Role.SENDER and roster.keeps(field.text[finding.start : finding.end]):
            kept.append(number)
        else:
            yield finding
    if field.role not in _BY_STRUCTURE:
        yield from (finding._replace(field=number) for finding in roster.hidden(field.text))


def _whole(number: int, field: Field, kind: Kind) -> Finding:
    blank = len(field.text) - len(field.text.lstrip())
    return Finding(number, blank, len(field.text.rstrip()), kind, 1.0, "structure")


def _says_nothing(name: str) -> bool:
    """Whether a file's name is made of ordinary words and short numbers only."""
    words = _WORD.findall(fold(name))
    digits = max((len(d) for d in re.findall(r"\d+", name)), default=0)
    return digits < 5 and all(len(w) < 3 or is_ordinary(w) or is_public(w) for w in words)


def _unknown_system_lines(export: Export) -> tuple[int, ...]:
    """Short lines of the messenger in which the format knew no name: their wording is new to it."""
    named = {(head.part, message) for message, head in export.fields.heads(lambda h: h.role in (Role.NAME, Role.TITLE))}
    return tuple(
        number
        for number, f in export.fields.numbered(lambda h: h.role is Role.SYSTEM and h.note == "system")
        if (f.part, f.message) not in named and _is_short(f.text)
    )


def _is_filename(head: Head) -> bool:
    return head.role is Role.FILENAME


def _is_short(line: str) -> bool:
    return len(line) < 120 and not _NOTICE.search(line)


def _strangers(number: int, line: str) -> Iterator[Finding]:
    """Words that no dictionary has, in such a line: most likely names. A line in another language has too many."""
    words = [m for m in _WORD.finditer(line) if len(m[0]) > 2]
    strange = [m for m in words if not (is_ordinary(fold(m[0])) or is_public(fold(m[0])) or is_compound(fold(m[0])))]
    if len(strange) * 2 <= len(words):
        yield from (Finding(number, m.start(), m.end(), Kind.PERSON, 0.5, "system line") for m in strange)
