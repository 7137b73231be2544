"""Fields to findings: Presidio reads every text once, then every name this chat has taught is looked for again."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from .aliases import unusual_words
from .errors import NotExaminedError
from .lexicon import fold, is_compound, is_ordinary, is_public
from .model import LABEL, Export, Field, Finding, Kind, Role, Unexamined
from .people import Cast, hear, is_label, is_nobody, learn, was_scrubbed
from .recognizers import LANGUAGE, registry
from .settings import SETTINGS, Settings
from .unexamined import unexamined

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine

Progress = Callable[[int, int], None]
_NOTICE = re.compile(r"(?i)end.to.end|ende.zu.ende|bout en bout|extremo a extremo|WhatsApp|versleutel|encrypt")
_WHOLE = {
    Role.SENDER: Kind.PERSON,
    Role.NAME: Kind.PERSON,
    Role.TITLE: Kind.GROUP,
    Role.PLACE: Kind.ADDRESS,
}
_KEPT = (Role.TIME, Role.KEEP)
_BY_STRUCTURE = (*_WHOLE, *_KEPT)
_CHUNK, _OVERLAP, _BATCH = 8_000, 400, 512
_SURE_NAME = 0.6
_WORD = re.compile(r"[^\W\d_]+")
_SPACE = re.compile(r"\s")
_TOKEN = re.compile(r"\w+(?:[.-]\w+)*")


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
    found = _first_pass([view.text for view in views], threshold, lambda done, total: None)
    result: list[list[Finding]] = []
    for number, view in enumerate(views):
        spans = (Span(*view.raw_range(f.start, f.end), f.kind, f.score, f.by, number) for f in found.get(view.text, ()))
        result.append([Finding(s.field, s.start, s.end, s.kind, s.score, s.by) for s in resolve(spans)])
    return result


def detect(export: Export, settings: Settings = SETTINGS, progress: Progress | None = None) -> Detection:
    """Find the personal data in an export.

    Args:
        export: what ``files.read`` gave.
        settings: the threshold and the uploader's name are used.
        progress: called with distinct texts done and in all.

    Raises:
        NotExaminedError: a detector failed, so nothing may be released.
    """
    texts = list(dict.fromkeys(f.text for f in export.fields if f.role not in _BY_STRUCTURE))
    first = _first_pass(texts, settings.threshold, progress or (lambda done, total: None))
    cast = learn(export, settings.me)
    hear(cast, (name for f in export.fields if f.role is Role.FILENAME for name in unusual_words(f.text)))
    asides = _unknown_system_lines(export)
    hear(cast, (export.fields[i].text[f.start : f.end] for i in asides for f in _strangers(i, export.fields[i].text)))
    hear(cast, _sure_names(first))
    second = SecondPass(cast, first)
    found = {text: tuple(second.findings(text)) for text in texts}
    scrubbed, strange = was_scrubbed(export), frozenset(asides)
    findings = tuple(
        finding
        for number, field in enumerate(export.fields)
        for finding in _of_field(number, field, found, strange, scrubbed)
    )
    return Detection(findings, cast, tuple(unexamined(export, settings)))


# --- first pass -----------------------------------------------------------------------------------------


def _first_pass(texts: Sequence[str], threshold: float, progress: Progress) -> dict[str, tuple[Finding, ...]]:
    """Presidio's findings in every distinct text, with field 0."""
    found: dict[str, tuple[Finding, ...]] = {}
    distinct = list(dict.fromkeys(texts))
    engine = analyzer()
    for at in range(0, len(distinct), _BATCH):
        progress(at, len(distinct))
        batch = distinct[at : at + _BATCH]
        chunks = [(text, shift, text[shift:end]) for text in batch for shift, end in _windows(text)]
        for (text, shift, _), results in zip(chunks, _analyze(engine, [c for *_, c in chunks], threshold), strict=True):
            found[text] = found.get(text, ()) + tuple(
                Finding(0, r.start + shift, r.end + shift, Kind(r.entity_type), r.score, _who(r)) for r in results
            )
    progress(len(distinct), len(distinct))
    return {text: _without_labels(text, there) for text, there in found.items()}


def _without_labels(text: str, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings less those inside a pseudonym of an earlier run."""
    labels = [m.span() for m in LABEL.finditer(text)] if found else []
    if not labels:
        return found
    return tuple(f for f in found if not any(start <= f.start and f.end <= end for start, end in labels))


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


def _analyze(engine: AnalyzerEngine, texts: Sequence[str], threshold: float) -> Iterator[list[Any]]:
    from .ner import pipeline

    nlp = engine.nlp_engine
    try:
        with pipeline().memory_zone():
            for text, artifacts in nlp.process_batch(texts, LANGUAGE, batch_size=_BATCH):
                yield engine.analyze(text, LANGUAGE, nlp_artifacts=artifacts, score_threshold=threshold)
    except Exception as error:  # whatever it is, its message may hold text of the chat
        raise NotExaminedError(
            f"a detector failed ({type(error).__name__}), so not all text was examined and nothing was written; "
            "please report this"
        ) from None


def _who(result: Any) -> str:
    return str((result.recognition_metadata or {}).get("recognizer_name", ""))


# --- second pass ----------------------------------------------------------------------------------------


def _sure_names(first: dict[str, tuple[Finding, ...]]) -> Iterator[str]:
    """The names of which the first pass is sure, less those that are part of something else."""
    for text, found in first.items():
        others = [f for f in found if f.kind is not Kind.PERSON]
        for f in found:
            alone = not any(o.start < f.end and f.start < o.end for o in others)
            if f.kind is Kind.PERSON and f.score >= _SURE_NAME and alone:
                yield text[f.start : f.end]


class SecondPass:
    """Looks again for everything that this chat has taught: names, numbers, user names."""

    def __init__(self, cast: Cast, first: dict[str, tuple[Finding, ...]]) -> None:
        self.cast = cast
        self.first = first
        named = (text[f.start : f.end] for text, found in first.items() for f in found if f.kind is Kind.HANDLE)
        plain = (fold(name).strip("@") for name in named)
        self.handles = frozenset(p for p in plain if len(p) > 4 and _TOKEN.fullmatch(p) and not is_ordinary(p))

    def findings(self, text: str) -> Iterator[Finding]:
        """All findings in a text, those of the first pass first; field 0."""
        for found in self.first.get(text, ()):
            people = self.cast.divided(text[found.start : found.end]) if found.kind is Kind.PERSON else []
            for start, end, _ in people:
                yield found._replace(start=found.start + start, end=found.start + end)
            if not people:
                yield self._as_person(text, found)
        for start, end, person in self.cast.mentions(text):
            yield Finding(0, start, end, self.cast.people[person].kind, 1.0, "people")
        for start, end, _ in self.cast.numbers(text):
            yield Finding(0, start, end, Kind.PHONE, 1.0, "people")
        for token in _TOKEN.finditer(text) if self.handles else ():
            if fold(token[0]) in self.handles:
                yield Finding(0, token.start(), token.end(), Kind.HANDLE, 0.9, "repeated")

    def _as_person(self, text: str, found: Finding) -> Finding:
        """A mention such as "@Sanne" is the person, when the chat knows one of that name."""
        called = found.kind is Kind.HANDLE and text[found.start] == "@"
        if called and self.cast.known(text[found.start + 1 : found.end]):
            return found._replace(start=found.start + 1, kind=Kind.PERSON, by="people")
        return found


# --- fields ---------------------------------------------------------------------------------------------


def _of_field(
    number: int, field: Field, found: dict[str, tuple[Finding, ...]], asides: frozenset[int], scrubbed: bool
) -> Iterator[Finding]:
    """The findings of one field. What no structure explains is examined, also under a role that is new here."""
    if field.role in _KEPT or not field.text.strip() or is_label(field.text, scrubbed):
        return
    if field.role in _WHOLE:
        if not is_nobody(field.text):
            yield _whole(number, field, _WHOLE[field.role])
        return
    there = found.get(field.text, ())
    if field.role is Role.FILENAME and (there or not _says_nothing(field.text)):
        yield _whole(number, field, Kind.FILE)
        return
    yield from (finding._replace(field=number) for finding in there)
    if number in asides:
        yield from _strangers(number, field.text)


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
