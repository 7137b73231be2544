"""Fields to findings: Presidio reads every text once, then every name this chat has taught is looked for again."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from .errors import NotExaminedError
from .languages import is_other_language
from .lexicon import fold, is_ordinary, is_public
from .model import LABEL, Export, Field, Finding, Kind, Role, Unexamined
from .people import Cast, hear, is_nobody, learn
from .recognizers import LANGUAGE, registry
from .settings import SETTINGS, Settings

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine

Progress = Callable[[int, int], None]
_EXAMINED = (Role.TEXT, Role.SYSTEM, Role.FILENAME)
_CHUNK, _OVERLAP, _BATCH = 8_000, 400, 512
_SURE_NAME = 0.6
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"\w+(?:[.-]\w+)*")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1cff\u2c00-\ua7ff\uaa00-\ud7ff\uf900-\ufdff\ufe70-\uff9f]")


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
    texts = dict.fromkeys(f.text for f in export.fields if f.role in _EXAMINED)
    first = _first_pass(list(texts), settings.threshold, progress or (lambda done, total: None))
    cast = learn(export, settings.me)
    hear(cast, _sure_names(first))
    handles = _handles(first)
    known = {text: (*_known(text, cast), *_repeated(text, handles)) for text in texts}
    findings = tuple(
        found for number, field in enumerate(export.fields) for found in _findings(number, field, first, known)
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
        chunks = [(text, shift, text[shift : shift + _CHUNK + _OVERLAP]) for text in batch for shift in _shifts(text)]
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


def _shifts(text: str) -> range:
    return range(0, max(len(text), 1), _CHUNK)


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
    for text, found in first.items():
        for f in found:
            if f.kind is Kind.PERSON and f.score >= _SURE_NAME:
                yield text[f.start : f.end]


def _known(text: str, cast: Cast) -> Iterator[Finding]:
    for start, end, person in cast.mentions(text):
        yield Finding(0, start, end, cast.people[person].kind, 1.0, "people")


def _handles(first: dict[str, tuple[Finding, ...]]) -> frozenset[str]:
    """User names that some text gives away, to be found again where they stand bare."""
    named = (text[f.start : f.end] for text, found in first.items() for f in found if f.kind is Kind.HANDLE)
    plain = (fold(name).strip("@") for name in named)
    return frozenset(p for p in plain if len(p) > 4 and _TOKEN.fullmatch(p) and not is_ordinary(p))


def _repeated(text: str, handles: frozenset[str]) -> Iterator[Finding]:
    if handles:
        for token in _TOKEN.finditer(text):
            if fold(token[0]) in handles:
                yield Finding(0, token.start(), token.end(), Kind.HANDLE, 0.9, "repeated")


def _findings(
    number: int, field: Field, first: dict[str, tuple[Finding, ...]], known: dict[str, tuple[Finding, ...]]
) -> Iterator[Finding]:
    if field.role in _EXAMINED:
        found = (*first.get(field.text, ()), *known.get(field.text, ()))
        if field.role is Role.FILENAME and (found or not _says_nothing(field.text)):
            yield _whole(number, field, Kind.FILE)
        else:
            yield from (f._replace(field=number) for f in found)
    elif LABEL.fullmatch(field.text.strip()):
        return
    elif field.role in (Role.SENDER, Role.NAME) and field.text.strip() and not is_nobody(field.text):
        yield _whole(number, field, Kind.PERSON)
    elif field.role is Role.TITLE and field.text.strip():
        yield _whole(number, field, Kind.GROUP)
    elif field.role is Role.PLACE and field.text.strip():
        yield _whole(number, field, Kind.ADDRESS)


def _whole(number: int, field: Field, kind: Kind) -> Finding:
    blank = len(field.text) - len(field.text.lstrip())
    return Finding(number, blank, len(field.text.rstrip()), kind, 1.0, "structure")


def _says_nothing(name: str) -> bool:
    """Whether a file's name is made of ordinary words and short numbers only."""
    words = _WORD.findall(fold(name))
    digits = max((len(d) for d in re.findall(r"\d+", name)), default=0)
    return digits < 5 and all(len(w) < 3 or is_ordinary(w) or is_public(w) for w in words)


# --- not examined ---------------------------------------------------------------------------------------

_MEDIA = (
    "image",
    "video",
    "audio",
    "voice note",
    "sticker",
    "document",
    "contact card",
    "media",
    "archive",
    "other",
)


def unexamined(export: Export, settings: Settings) -> Iterator[Unexamined]:
    """What nobody looked into: files in the archive, files the chat points at, text in other scripts."""
    lying = Counter(m.sort for m in export.members if m.sort != "system file")
    for sort, count in sorted(lying.items()):
        yield Unexamined(sort, count, "kept" if settings.keep_media and is_media(sort) else "withheld")
    pointed = Counter(f.note for f in export.fields if f.note in _MEDIA and not export.parts[f.part].is_name)
    for sort, count in sorted(_absent(pointed, lying).items()):
        yield Unexamined(sort, count, "absent")
    texts = [f.text for f in export.fields if f.role is Role.TEXT]
    scripts = sum(map(is_other_script, texts))
    other = sum(map(is_other_language, texts))
    yield from (Unexamined(w, n, "script") for w, n in (("other script", scripts), ("other language", other)) if n)
    yield Unexamined("names", 0, "names")


def _absent(pointed: Counter[str], lying: Counter[str]) -> Counter[str]:
    return pointed - lying


def is_media(sort: str) -> bool:
    """Whether members of that sort may be copied at the user's request; cards and archives never are."""
    return sort in ("image", "video", "audio", "voice note", "sticker", "document")


def is_other_script(text: str) -> bool:
    """Whether most letters of a text belong to scripts that no detector here reads."""
    letters = _WORD.findall(text)
    return len(_OTHER_SCRIPT.findall(text)) * 2 > sum(map(len, letters)) > 0
