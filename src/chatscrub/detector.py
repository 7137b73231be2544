"""Fields to findings: Presidio reads every text once, then every name this chat has taught is looked for again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .aliases import unusual_words
from .callers import call_by_name
from .examining import Look, Looked, Progress, examine, here, jobs, quietly, without_labels
from .formats.filenames import THREAD
from .lexicon import fold, is_compound, is_ordinary, is_public
from .linking import link, mentioned
from .model import Export, Field, Finding, Kind, Role, Unexamined
from .people import Cast, hear, is_label, is_nobody, learn, was_scrubbed
from .relations import divided, tell_apart
from .roster import EMPTY, Roster, cast_by
from .second_pass import SecondPass, Unit
from .settings import SETTINGS, Settings
from .unexamined import unexamined

if TYPE_CHECKING:
    from .ner import Read

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

    findings: tuple[Finding, ...]
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
    looked = [one for job in jobs([view.text] for view in views) for one in examine(job, threshold)]
    result: list[list[Finding]] = []
    for number, (view, (read, first)) in enumerate(zip(views, looked, strict=True)):
        found = (f for f in _both_passes(Unit(view.text, read.names), read, first) if f.score >= threshold)
        spans = (Span(*view.raw_range(f.start, f.end), f.kind, f.score, f.by, number) for f in found)
        result.append([Finding(s.field, s.start, s.end, s.kind, s.score, s.by) for s in resolve(spans)])
    return result


def _both_passes(unit: Unit, read: Read, found: tuple[Finding, ...]) -> Iterator[Finding]:
    """The findings in a text by itself, also where it says a name again that the first pass missed."""
    return SecondPass(Cast(), {unit: found}).findings(unit, read)


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
    looked = _looked(export, settings, look, progress or quietly)
    units = {number: Unit(export.fields[number].text, one.read.names) for number, one in looked.items()}
    first = {unit: looked[number].found for number, unit in units.items()}
    cast = learn(export, settings.me)
    cast_by(roster, cast)
    hear(cast, (name for f in export.fields if f.role is Role.FILENAME for name in unusual_words(f.text)))
    asides = _unknown_system_lines(export)
    hear(cast, (export.fields[i].text[f.start : f.end] for i in asides for f in _strangers(i, export.fields[i].text)))
    second = SecondPass(cast, first, known) if again else None
    found = {n: tuple(second.findings(u, looked[n].read)) if second else first[u] for n, u in units.items()}
    scrubbed, strange = was_scrubbed(export), frozenset(asides)
    kept: list[int] = []
    findings = tuple(
        finding
        for number, field in enumerate(export.fields)
        for finding in _listed(roster, field, number, _of_field(number, field, found, strange, scrubbed), kept)
    )
    return Detection(_linked(export, cast, findings), cast, tuple(unexamined(export, settings, len(kept))))


def _linked(export: Export, cast: Cast, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with whom they name; the people of the cast are put together."""
    findings = tuple(divided(export, findings))
    call_by_name(export, cast, findings)
    named = mentioned(export, (f for f in findings if f.person < 0))
    link(cast, named, {number: field.sender for number, field in enumerate(export.fields)})
    return tuple(tell_apart(export, cast, findings))


def _looked(export: Export, settings: Settings, look: Look, progress: Progress) -> dict[int, Looked]:
    """What was seen in every field that is to be examined, by number of the field."""
    conversations, copies = _conversations(export)
    cut = jobs([export.fields[number].text for number in numbers] for numbers in conversations)
    seen = (one for there in look(cut, settings.threshold, progress) for one in there)
    by_number = dict(zip((n for numbers in conversations for n in numbers), seen, strict=True))
    return by_number | {number: by_number[original] for number, original in copies.items()}


def _conversations(export: Export) -> tuple[list[list[int]], dict[int, int]]:
    """The numbers of the fields whose texts are examined in each other's context, and which repeat which other.

    The same text twice in one message is examined once.
    """
    parts: dict[tuple[int, bool], list[int]] = {}
    first: dict[tuple[int, int, str], int] = {}
    copies: dict[int, int] = {}
    for number, field in enumerate(export.fields):
        if field.role in _BY_STRUCTURE:
            continue
        original = first.setdefault((field.part, field.message, field.text), number)
        if field.note == "copy" and original != number:
            copies[number] = original
        else:
            parts.setdefault((field.part, field.role is Role.FILENAME), []).append(number)
    conversations: list[list[int]] = []
    for (_, is_name), numbers in parts.items():
        conversations += [[number] for number in numbers] if is_name else [numbers]
    return conversations, copies


# --- fields ---------------------------------------------------------------------------------------------


def _of_field(
    number: int, field: Field, found: dict[int, tuple[Finding, ...]], asides: frozenset[int], scrubbed: bool
) -> Iterator[Finding]:
    """The findings of one field. What no structure explains is examined, also under a role that is new here."""
    if field.role in _KEPT or not field.text.strip() or is_label(field.text, scrubbed):
        return
    if field.role in WHOLE:
        if not is_nobody(field.text):
            yield _whole(number, field, WHOLE[field.role])
        return
    there = found.get(number, ())
    if field.role is Role.FILENAME and (there or field.note == THREAD or not _says_nothing(field.text)):
        yield _whole(number, field, Kind.FILE)
        return
    yield from (finding._replace(field=number) for finding in there)
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
    named = {(f.part, f.message) for f in export.fields if f.role in (Role.NAME, Role.TITLE)}
    return tuple(
        i
        for i, f in enumerate(export.fields)
        if f.role is Role.SYSTEM and f.note == "system" and (f.part, f.message) not in named and _is_short(f.text)
    )


def _is_short(line: str) -> bool:
    return len(line) < 120 and not _NOTICE.search(line)


def _strangers(number: int, line: str) -> Iterator[Finding]:
    """Words that no dictionary has, in such a line: most likely names. A line in another language has too many."""
    words = [m for m in _WORD.finditer(line) if len(m[0]) > 2]
    strange = [m for m in words if not (is_ordinary(fold(m[0])) or is_public(fold(m[0])) or is_compound(fold(m[0])))]
    if len(strange) * 2 <= len(words):
        yield from (Finding(number, m.start(), m.end(), Kind.PERSON, 0.5, "system line") for m in strange)
