"""Texts examined in their context: what the model reads in them, and Presidio's findings.

It is the part of the work that takes long, and it needs nothing but texts. So it is cut into jobs, always at the same
places, which any process can do: one core, all cores and other machines find the same.
"""

from __future__ import annotations

import logging
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from .errors import NotExaminedError
from .labels import LABEL
from .model import BY_FORM, Finding, Kind
from .recognizers import LANGUAGE, registry
from .rows import Rows
from .second_pass import Hint, Unit, hints

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine

    from .ner import Read

Progress = Callable[[int, int], None]
_CHUNK, _OVERLAP = 8_000, 400
_TOLD = 64  # texts from one word on the progress to the next
_JOB, _JOB_SIGNS = 2_000, 200_000  # texts and code points of a job
_LEAD = 24  # texts before a stretch that are read with it
_MODEL = "names"  # its findings
_ENDING = re.compile(r"[\W_]*(?:\.[a-z0-9]{1,5}|\w)?[\W_]*", re.IGNORECASE)  # of a file, a genitive, a sign
_SPACE = re.compile(r"\s")


class Looked(NamedTuple):
    """What was seen in a text: by the model in context, and by Presidio, in findings of field 0."""

    hints: tuple[Hint, ...]
    found: tuple[Finding, ...]


class Seen(Iterable[Looked]):
    """What was seen in texts, in order, kept small."""

    def __init__(self, found: Iterable[Looked]) -> None:
        self._sizes = Rows(_Sizes)
        self._hints = Rows(Hint)
        self._found = Rows(Finding)
        coming = iter(found)
        while looked := list(islice(coming, _JOB)):
            self._sizes.extend(_Sizes(len(one.hints), len(one.found)) for one in looked)
            self._hints.extend(hint for one in looked for hint in one.hints)
            self._found.extend(finding for one in looked for finding in one.found)

    def __len__(self) -> int:
        return len(self._sizes)

    def __iter__(self) -> Iterator[Looked]:
        hints, found = iter(self._hints), iter(self._found)
        for size in self._sizes:
            yield Looked(tuple(islice(hints, size.hints)), tuple(islice(found, size.found)))


class _Sizes(NamedTuple):
    """How much was seen in a text."""

    hints: int
    found: int


class Stretch(NamedTuple):
    """Texts of one conversation in a row; the first ``lead`` of them are there for the context only."""

    texts: tuple[str, ...]
    lead: int = 0

    def __repr__(self) -> str:
        """Sizes only: workers of a cluster write the arguments of what fails into their logs."""
        return f"Stretch({len(self.texts)} texts, lead={self.lead})"


Job = tuple[Stretch, ...]
Look = Callable[[Sequence[Job], float, Progress], Iterable[Seen]]
"""Does jobs under a threshold, telling how far it is, and gives what was seen in the texts of each, in order."""


@cache
def analyzer() -> AnalyzerEngine:
    """Presidio's engine with our registry and pipeline, built once per process. It never logs a text."""
    for name in ("presidio-analyzer", "presidio-anonymizer"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    from .ner import ChatAnalyzer, ChatNlpEngine, NameRecognizer

    known = registry()
    known.add_recognizer(NameRecognizer())
    return ChatAnalyzer(nlp_engine=ChatNlpEngine(), registry=known, supported_languages=[LANGUAGE])


class Jobs(Sequence[Job]):
    """Conversations cut into jobs. Short ones share a job, long ones are cut. A job is made when it is asked for.

    Args:
        conversations: the texts of each, in order. They are read in each other's context.
    """

    def __init__(self, conversations: Iterable[Sequence[str]]) -> None:
        self._jobs: list[list[_Cut]] = []
        texts = signs = 0
        for cut in (cut for texts_ in conversations for cut in _cuts(texts_)):
            size = cut.end - cut.first
            if not self._jobs or texts + size > _JOB or signs + cut.signs > _JOB_SIGNS:
                self._jobs.append([])
                texts = signs = 0
            self._jobs[-1].append(cut)
            texts, signs = texts + size, signs + cut.signs

    def __len__(self) -> int:
        return len(self._jobs)

    @overload
    def __getitem__(self, at: int) -> Job: ...

    @overload
    def __getitem__(self, at: slice) -> list[Job]: ...

    def __getitem__(self, at: int | slice) -> Job | list[Job]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        return tuple(Stretch(tuple(c.texts[c.first : c.end]), c.begin - c.first) for c in self._jobs[at])


class _Cut(NamedTuple):
    """Where a conversation is cut: from where it is read, where it counts, and code points of all of that."""

    texts: Sequence[str]
    first: int
    begin: int
    end: int
    signs: int


def _cuts(texts: Sequence[str]) -> Iterator[_Cut]:
    """One conversation in stretches of a size for one job, each but the first with the end of the one before."""
    sizes = array("q", map(len, texts))
    begin = signs = 0
    for number, size in enumerate(sizes):
        if number > begin and (number - begin >= _JOB - _LEAD or signs + size > _JOB_SIGNS):
            yield _cut(texts, sizes, begin, number)
            begin, signs = number, 0
        signs += size
    if sizes:
        yield _cut(texts, sizes, begin, len(sizes))


def _cut(texts: Sequence[str], sizes: array[int], begin: int, end: int) -> _Cut:
    first = max(0, begin - _LEAD)
    return _Cut(texts, first, begin, end, sum(sizes[first:end]))


def examine(job: Job, threshold: float, progress: Progress | None = None) -> Seen:
    """Do a job. The same job gives the same answer in any process.

    Args:
        job: the texts.
        threshold: findings with a lower score (0..1) are dropped.
        progress: called with steps done and in all.

    Returns:
        One for every text but those that lead.

    Raises:
        NotExaminedError: a detector failed, so the answer would not be complete.
    """
    tell = progress or quietly
    texts = [(text, number < stretch.lead) for stretch in job for number, text in enumerate(stretch.texts)]
    reads = _reads([stretch.texts for stretch in job])
    found: dict[Unit, tuple[Finding, ...]] = {}

    def looked() -> Iterator[Looked]:
        for number, ((text, leads), read) in enumerate(zip(texts, reads, strict=True)):
            if number % _TOLD == 0:
                tell(number, len(texts))
            if leads:
                continue
            unit = Unit(text, read.names)
            if unit not in found:  # "ok" and "haha" come back and back
                found[unit] = first_pass(unit, threshold)
            yield Looked(tuple(hints(read)), found[unit])

    seen = Seen(looked())
    tell(len(texts), len(texts))
    return seen


def here(jobs: Sequence[Job], threshold: float, progress: Progress | None = None) -> Iterator[Seen]:
    """Do jobs one after the other in this process.

    Args:
        jobs: what to do.
        threshold: findings with a lower score (0..1) are dropped.
        progress: called with texts done and in all, as near as that can be told.
    """
    sizes = [sum(len(stretch.texts) - stretch.lead for stretch in job) for job in jobs]
    ends = list(accumulate(sizes, initial=0))
    for job, size, before in zip(jobs, sizes, ends, strict=False):
        yield examine(job, threshold, _shifted(progress or quietly, before, size, ends[-1]))
    (progress or quietly)(ends[-1], ends[-1])


def _shifted(progress: Progress, before: int, size: int, whole: int) -> Progress:
    """Progress within one of several jobs, as texts of them all."""
    return lambda done, steps: progress(before + size * done // (steps or 1), whole)


def quietly(done: int, total: int) -> None:
    """Tell nobody."""


def _reads(texts: Sequence[Sequence[str]]) -> Iterator[Read]:
    """What the model reads in each text. It begins before Presidio is loaded, and reads on while we look."""
    from .chat_model import lines_of, own

    try:
        readings = own().readings(lines_of(texts))
        from .ner import reader

        yield from reader().reads(texts, readings=readings)
    except NotExaminedError:
        raise
    except Exception as error:  # whatever it is, its message may hold text of the chat
        raise _not_examined(error) from None


def first_pass(unit: Unit, threshold: float) -> tuple[Finding, ...]:
    """Presidio's findings in a text, with field 0.

    Raises:
        NotExaminedError: a detector failed.
    """
    found = [
        Finding(0, r.start + shift, r.end + shift, Kind(r.entity_type), r.score, _who(r))
        for shift, end in _windows(unit.text)
        for r in _analyzed(_part(unit, shift, end), threshold)
    ]
    return without_labels(unit.text, tuple(_by_form(unit.text, found)))


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


def without_labels(text: str, found: Sequence[Finding]) -> tuple[Finding, ...]:
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


def _analyzed(unit: Unit, threshold: float) -> list[Any]:
    from .ner import ReadArtifacts

    try:
        names = ReadArtifacts(unit.names)
        return analyzer().analyze(unit.text, LANGUAGE, nlp_artifacts=names, score_threshold=threshold)
    except Exception as error:  # whatever it is, its message may hold text of the chat
        raise _not_examined(error) from None


def _not_examined(error: Exception) -> NotExaminedError:
    return NotExaminedError(
        f"a detector failed ({type(error).__name__}), so not all text was examined and nothing was written; "
        "please report this"
    )


def _who(result: Any) -> str:
    return str((result.recognition_metadata or {}).get("recognizer_name", ""))
