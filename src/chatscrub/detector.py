"""Fields to findings: Presidio reads every text once, then every name this chat has taught is looked for again."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import chain, islice, pairwise
from typing import overload

from .aliases import unusual_words
from .callers import call_by_name
from .examining import Jobs, Look, Looked, Progress, Seen, examine, here, quietly, without_labels
from .fields import Fields, Head
from .formats.filenames import THREAD
from .lexicon import fold, is_compound, is_ordinary, is_public
from .linking import link, mentioned
from .model import Export, Field, Finding, Kind, Role, Unexamined
from .people import Cast, hear, is_label, is_nobody, labelled, learn, was_scrubbed
from .pieces import Pieces
from .relations import divided, tell_apart
from .roster import EMPTY, Roster, cast_by
from .rows import Marks, Place, Rows
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
_SOME = 500  # fields of a conversation
_AT_BITS = 31  # of the lower of two numbers that are kept as one


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


def _both_passes(text: str, looked: Looked) -> Sequence[Finding]:
    """The findings in a text by itself, also where it says a name again that the first pass missed."""
    found = tuple(SecondPass(Cast(), [(text, looked.found)]).findings(text, *looked))
    return (*found, *Pieces(talk=False).more(text, found))


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
    found = _ByField(seen.again(SecondPass(cast, seen, known)) if again else seen.once())
    del seen
    kept: list[int] = []
    findings = Rows(Finding, divided(export, _all_found(export, found, frozenset(asides), roster, kept)))
    del found
    _link(export, cast, findings)
    return Detection(findings, cast, tuple(unexamined(export, settings, len(kept), labelled(export))))


def _all_found(
    export: Export, found: _ByField, asides: frozenset[int], roster: Roster, kept: list[int]
) -> Iterator[Finding]:
    """The findings of all fields; the numbers of the fields of those that the user keeps go to ``kept``."""
    scrubbed = was_scrubbed(export)
    for number, field in export.fields.numbered(lambda head: head.role not in _KEPT):
        yield from _listed(roster, field, number, _of_field(number, field, found, asides, scrubbed), kept)


def _link(export: Export, cast: Cast, findings: Rows[Finding]) -> None:
    """Tell whom the findings name; the people of the cast are put together."""
    call_by_name(export, cast, findings)
    named = mentioned(export, (f for f in findings if f.person < 0))
    link(cast, named, lambda number: export.fields.head(number).sender)
    findings.put("person", (found.person for found in tell_apart(export, cast, findings)))


class _Examined(Iterable[tuple[str, Sequence[Finding]]]):
    """The fields of an export that are to be examined, and what was seen in them; gives texts and first findings."""

    def __init__(self, export: Export, settings: Settings, look: Look, progress: Progress) -> None:
        self._fields = export.fields
        self._conversations, self._copies = _conversations(export)
        jobs = Jobs(map(self._texts, self._conversations))
        self._seen = Seen(chain.from_iterable(look(jobs, settings.threshold, progress)))

    def _texts(self, numbers: Sequence[int]) -> Sequence[str]:
        return _Texts(self._fields, numbers)

    def __iter__(self) -> Iterator[tuple[str, Sequence[Finding]]]:
        return ((self._fields[number].text, looked.found) for number, looked in self._looked())

    def _looked(self) -> Iterator[tuple[int, Looked]]:
        """The number of every field that was examined, and what was seen in it."""
        return zip(chain.from_iterable(self._conversations), self._seen, strict=True)

    def once(self) -> Iterator[Finding]:
        """The findings of the first pass, by field."""
        return self._placed((number, looked.found) for number, looked in self._looked())

    def again(self, second: SecondPass) -> Iterator[Finding]:
        """The findings after the second pass, by field."""
        return self._placed(self._looked_again(second))

    def _looked_again(self, second: SecondPass) -> Iterator[tuple[int, Sequence[Finding]]]:
        looked = iter(self._seen)
        for numbers in self._conversations:
            pieces = Pieces(talk=any(self._fields.head(n).sender for n in islice(numbers, _SOME)))
            for number in numbers:
                text, sender = self._fields[number].text, self._fields.head(number).sender
                found = tuple(second.findings(text, *next(looked)))
                yield number, (*found, *pieces.more(text, found, sender or ""))

    def _placed(self, rows: Iterable[tuple[int, Sequence[Finding]]]) -> Iterator[Finding]:
        """Findings with the number of their field, and those of the fields that repeat another."""
        for number, found in rows:
            for place in (number, *self._copies.of(number)) if found else ():
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

    def __init__(self, found: Iterable[Finding]) -> None:
        self._rows = Rows(Finding, found)
        firsts = array("q")  # number of the field, and of its first finding
        last = -1
        for at, finding in enumerate(self._rows):
            if finding.field != last:
                last = finding.field
                firsts.append(last << _AT_BITS | at)
        self._firsts = _ascending(firsts)

    def __getitem__(self, number: int) -> list[Finding]:
        place = bisect_left(self._firsts, number << _AT_BITS)
        if place == len(self._firsts) or self._firsts[place] >> _AT_BITS != number:
            return []
        at = end = self._firsts[place] & (1 << _AT_BITS) - 1
        while end < len(self._rows) and self._rows[end].field == number:
            end += 1
        return [self._rows[one] for one in range(at, end)]


class _Copies:
    """Which fields repeat the text of another one: pairs of the number of the other one and their own."""

    def __init__(self) -> None:
        self._pairs = array("q")

    def add(self, number: int, original: int) -> None:
        """Tell that a field repeats another one."""
        self._pairs.append(original << _AT_BITS | number)

    def settle(self) -> None:
        """Make ready to be asked."""
        self._pairs = _ascending(self._pairs)

    def of(self, original: int) -> Iterator[int]:
        """The fields that repeat a field, in order."""
        at = bisect_left(self._pairs, original << _AT_BITS) if self._pairs else 0
        while at < len(self._pairs) and self._pairs[at] >> _AT_BITS == original:
            yield self._pairs[at] & (1 << _AT_BITS) - 1
            at += 1


def _ascending(numbers: array[int]) -> array[int]:
    """Numbers in order; what is in order already is merged run by run."""
    cuts = [at for at, (one, other) in enumerate(pairwise(numbers), 1) if other < one]
    if not cuts:
        return numbers
    bounds = pairwise([0, *cuts, len(numbers)])
    return array("q", merge(*(map(numbers.__getitem__, range(low, high)) for low, high in bounds)))


def _conversations(export: Export) -> tuple[list[Sequence[int]], _Copies]:
    """The numbers of the fields whose texts are examined in each other's context, and which repeat which other.

    The same text twice in one message is examined once.
    """
    fields, copies = export.fields, _Copies()
    parts: dict[tuple[int, bool], array[int]] = {}
    copied = Marks[bool]()
    for message, h in fields.heads(lambda h: h.note == "copy"):
        copied[h.part, message] = True
    twice, first = len(copied) > 0, _First(export, copied)
    for number in fields.numbers(_is_examined):
        head = fields.head(number)
        original = first(number) if twice else number
        if original != number and head.note == "copy":
            copies.add(number, original)
        else:
            parts.setdefault((head.part, head.role is Role.FILENAME), array("i")).append(number)
    copies.settle()
    conversations: list[Sequence[int]] = []
    for (_, is_name), numbers in parts.items():
        conversations += [[number] for number in numbers] if is_name else [numbers]
    return conversations, copies


class _First:
    """The first field of a message that says what a field says. Messages that are told in several goes are kept."""

    def __init__(self, export: Export, copied: Marks[bool]) -> None:
        self._fields, self._copied = export.fields, copied
        self._place: Place | None = None
        self._open: dict[tuple[int, int, str], int] = {}
        self._kept: dict[tuple[int, int, str], int] = {}
        self._scattered = _scattered(export, copied) if len(copied) else frozenset[Place]()

    def __call__(self, number: int) -> int:
        place = self._fields.head(number).part, self._fields.message(number)
        if place not in self._copied:
            return number
        if place != self._place:
            self._place, self._open = place, {}
        said = self._kept if place in self._scattered else self._open
        return said.setdefault((*place, self._fields[number].text), number)


def _scattered(export: Export, copied: Marks[bool]) -> frozenset[Place]:
    """The messages with copies to which the fields come back after those of another."""
    seen, found, last = Marks[bool](), set[Place](), None
    for message, head in export.fields.heads(_is_examined):
        place = head.part, message
        if place == last or place not in copied:
            continue
        if place in seen:
            found.add(place)
        seen[place], last = True, place
    return frozenset(found)


def _is_examined(head: Head) -> bool:
    return head.role not in _BY_STRUCTURE


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
    if field.role is Role.FILENAME and _is_letter(field.text):
        there = [finding for finding in there if finding.by != "names"]
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


def _is_letter(name: str) -> bool:
    """Whether a file's name is one letter, in which the model can see nobody that the chat does not know."""
    return len(_WORD.findall(name)) == 1 == sum(char.isalnum() for char in name)


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
