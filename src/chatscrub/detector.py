"""Fields to findings: Presidio reads every text once, then every name this chat has taught is looked for again."""

from __future__ import annotations

import logging
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from .aliases import unusual_words
from .callers import call_by_name
from .errors import NotExaminedError
from .formats.filenames import THREAD
from .labels import LABEL
from .lexicon import fold, is_compound, is_ordinary, is_public
from .linking import link, mentioned
from .model import BY_FORM, Export, Field, Finding, Kind, Role, Unexamined
from .people import Cast, hear, is_label, is_nobody, learn, was_scrubbed
from .recognizers import LANGUAGE, registry
from .relations import divided, tell_apart
from .roster import EMPTY, Roster, cast_by
from .second_pass import SecondPass, Unit
from .settings import SETTINGS, Settings
from .unexamined import unexamined

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine

    from .ner import Read

Progress = Callable[[int, int], None]
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
_CHUNK, _OVERLAP, _BATCH = 8_000, 400, 512
_MODEL = "names"  # its findings
_WORD = re.compile(r"[^\W\d_]+")
_ENDING = re.compile(r"[\W_]*(?:\.[a-z0-9]{1,5}|\w)?[\W_]*", re.IGNORECASE)  # of a file, a genitive, a sign
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Detection:
    """What was found in an export: the findings by field, the people, and what nobody could examine."""

    findings: tuple[Finding, ...]
    cast: Cast
    unexamined: tuple[Unexamined, ...]


@cache
def analyzer() -> AnalyzerEngine:
    """Presidio's engine with our registry and pipeline, built once per process. It never logs a text."""
    for name in ("presidio-analyzer", "presidio-anonymizer"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    from presidio_analyzer import AnalyzerEngine

    from .ner import ChatNlpEngine, NameRecognizer

    known = registry()
    known.add_recognizer(NameRecognizer())
    return AnalyzerEngine(nlp_engine=ChatNlpEngine(), registry=known, supported_languages=[LANGUAGE])


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
    reads = [read for (read,) in _reads([[view.text] for view in views])]
    units = [Unit(view.text, read.names) for view, read in zip(views, reads, strict=True)]
    first = _first_pass(units, threshold, _quietly)
    result: list[list[Finding]] = []
    for number, (view, unit, read) in enumerate(zip(views, units, reads, strict=True)):
        found = (f for f in _both_passes(unit, read, first[unit]) if f.score >= threshold)
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
) -> Detection:
    """Find the personal data in an export.

    Args:
        export: what ``files.read`` gave.
        settings: the threshold and the uploader's name are used.
        progress: called with texts done and in all; each is read twice, by the model and by Presidio.
        roster: the user's own list of who is who.
        known: names of people from earlier runs.
        again: look again for what the first pass is sure of; only for measuring what that does is it False.

    Raises:
        NotExaminedError: a detector failed, so nothing may be released.
    """
    progress = progress or _quietly
    whole = 2 * sum(f.role not in _BY_STRUCTURE for f in export.fields)
    reads = read_in_context(export, lambda done, jobs: progress(whole * done // (2 * jobs), whole))
    units = {number: Unit(export.fields[number].text, read.names) for number, read in reads.items()}

    def half(done: int, texts: int) -> None:
        if texts:
            progress(whole * (texts + done) // (2 * texts), whole)

    first = _first_pass(units.values(), settings.threshold, half)
    cast = learn(export, settings.me)
    cast_by(roster, cast)
    hear(cast, (name for f in export.fields if f.role is Role.FILENAME for name in unusual_words(f.text)))
    asides = _unknown_system_lines(export)
    hear(cast, (export.fields[i].text[f.start : f.end] for i in asides for f in _strangers(i, export.fields[i].text)))
    second = SecondPass(cast, first, known) if again else None
    found = {n: tuple(second.findings(u, reads[n])) if second else first[u] for n, u in units.items()}
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


# --- first pass -----------------------------------------------------------------------------------------


def read_in_context(export: Export, progress: Progress) -> dict[int, Read]:
    """What the model reads in every field that is to be examined, in the order of the chat, by number of the field.

    Args:
        export: what ``files.read`` gave.
        progress: called with windows done and in all.
    """
    parts: dict[tuple[int, bool], list[int]] = {}
    first: dict[tuple[int, int, str], int] = {}
    copies: dict[int, int] = {}
    for number, field in enumerate(export.fields):
        if field.role in _BY_STRUCTURE:
            continue
        original = first.setdefault((field.part, field.message, field.text), number)
        if field.note == "copy" and original != number:  # the same text twice in one message is read once
            copies[number] = original
        else:
            parts.setdefault((field.part, field.role is Role.FILENAME), []).append(number)
    conversations: list[list[int]] = []
    for (_, is_name), numbers in parts.items():
        conversations += [[number] for number in numbers] if is_name else [numbers]
    reads = _reads([[export.fields[number].text for number in numbers] for numbers in conversations], progress)
    by_number = {
        n: read
        for numbers, there in zip(conversations, reads, strict=True)
        for n, read in zip(numbers, there, strict=True)
    }
    return by_number | {number: by_number[original] for number, original in copies.items()}


def _reads(texts: Sequence[Sequence[str]], progress: Progress | None = None) -> list[list[Read]]:
    from .ner import reader

    try:
        return reader().read(texts, progress)
    except NotExaminedError:
        raise
    except Exception as error:  # whatever it is, its message may hold text of the chat
        raise _not_examined(error) from None


def _quietly(done: int, total: int) -> None:
    """Tell nobody."""


def _first_pass(units: Iterable[Unit], threshold: float, progress: Progress) -> dict[Unit, tuple[Finding, ...]]:
    """Presidio's findings in every distinct text, with field 0."""
    distinct = list(dict.fromkeys(units))
    found: list[list[Finding]] = [[] for _ in distinct]
    engine = analyzer()
    for at in range(0, len(distinct), _BATCH):
        progress(at, len(distinct))
        chunks = [
            (number, shift, _part(distinct[number], shift, end))
            for number in range(at, min(at + _BATCH, len(distinct)))
            for shift, end in _windows(distinct[number].text)
        ]
        analyzed = _analyze(engine, [part for *_, part in chunks], threshold)
        for (number, shift, _), results in zip(chunks, analyzed, strict=True):
            found[number] += (
                Finding(0, r.start + shift, r.end + shift, Kind(r.entity_type), r.score, _who(r)) for r in results
            )
    progress(len(distinct), len(distinct))
    return {
        unit: _without_labels(unit.text, tuple(_by_form(unit.text, there)))
        for unit, there in zip(distinct, found, strict=True)
    }


def _by_form(text: str, found: Sequence[Finding]) -> Iterator[Finding]:
    """The findings, less what the model took for a number or address where a recognizer checked the form of one.

    What is left beside such a one stays only when it looks like another.
    """
    checked = sorted((f.start, f.end) for f in found if f.by != _MODEL and f.kind in BY_FORM)
    for finding in found:
        near = [(low, high) for low, high in checked if low < finding.end and finding.start < high]
        if finding.by != _MODEL or finding.kind not in BY_FORM or not near:
            yield finding
            continue
        start = finding.start
        for low, high in [*near, (finding.end, finding.end)]:
            if high > start and low <= finding.end:
                if any(c.isdigit() or c == "@" for c in text[start : min(low, finding.end)]):
                    yield finding._replace(start=start, end=min(low, finding.end))
                start = max(start, high)


def _part(unit: Unit, start: int, end: int) -> Unit:
    """A range of a text with the names in it, and what of a name lies in it."""
    if not start and end == len(unit.text):
        return unit
    first = bisect_right(unit.names, start, key=lambda n: n.end)
    last = bisect_left(unit.names, end, key=lambda n: n.start)
    inside = (
        n._replace(start=max(n.start, start) - start, end=min(n.end, end) - start) for n in unit.names[first:last]
    )
    return Unit(unit.text[start:end], tuple(inside))


def _without_labels(text: str, found: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings less the pseudonyms of an earlier run in them, and less what is then only an ending."""
    labels = [m.span() for m in LABEL.finditer(text)] if found else []
    if not labels:
        return tuple(found)
    return tuple(left for finding in found for left in _around(text, finding, labels))


def _around(text: str, found: Finding, labels: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    """What of a finding lies between pseudonyms."""
    within = [(low, high) for low, high in labels if low < found.end and found.start < high]
    if not within:
        yield found
        return
    at = found.start
    for low, high in [*within, (found.end, found.end)]:
        if not _ENDING.fullmatch(text, at, max(low, at)):
            yield found._replace(start=at, end=low)
        at = high


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Ranges that cover a long text with an overlap, cut at blanks so that no half word looks like a name."""
    at, end = 0, _blank(text, _CHUNK + _OVERLAP)
    yield at, end
    while end < len(text):
        at = _blank(text, at + _CHUNK)
        end = _blank(text, at + _CHUNK + _OVERLAP)
        yield at, end


def _blank(text: str, at: int) -> int:
    """The first blank from ``at`` on, if it is near."""
    near = _SPACE.search(text, at, at + _OVERLAP // 2)
    return min(near.start() if near else at, len(text))


def _analyze(engine: AnalyzerEngine, units: Sequence[Unit], threshold: float) -> Iterator[list[Any]]:
    from .ner import ChatNlpEngine, pipeline

    nlp = engine.nlp_engine
    assert isinstance(nlp, ChatNlpEngine)
    try:
        with pipeline().memory_zone():
            for unit, artifacts in zip(units, nlp.process_read(units), strict=True):
                yield engine.analyze(unit.text, LANGUAGE, nlp_artifacts=artifacts, score_threshold=threshold)
    except Exception as error:  # whatever it is, its message may hold text of the chat
        raise _not_examined(error) from None


def _not_examined(error: Exception) -> NotExaminedError:
    return NotExaminedError(
        f"a detector failed ({type(error).__name__}), so not all text was examined and nothing was written; "
        "please report this"
    )


def _who(result: Any) -> str:
    return str((result.recognition_metadata or {}).get("recognizer_name", ""))


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
        found = list(_without_labels(field.text, found))
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
