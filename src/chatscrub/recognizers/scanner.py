"""The bridge to Presidio: one EntityRecognizer around a search function."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from chatscrub import lean  # noqa: F401 - before Presidio

# isort: split

from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from chatscrub.labels import LABEL
from chatscrub.model import Kind
from chatscrub.recognizers import LANGUAGE, address, dob, email, handle, iban, number, phone, secret, url
from chatscrub.recognizers.hits import Find, Hit
from chatscrub.recognizers.needs import has_digits, needs_of
from chatscrub.recognizers.patterns import table

MODULES: tuple[tuple[str, Kind, Find], ...] = (
    ("phone", Kind.PHONE, phone.find),
    ("email", Kind.EMAIL, email.find),
    ("url", Kind.URL, url.find),
    ("handle", Kind.HANDLE, handle.find),
    ("iban", Kind.IBAN, iban.find),
    ("number", Kind.ID, number.find),
    ("dob", Kind.DOB, dob.find),
    ("secret", Kind.SECRET, secret.find),
    ("address", Kind.ADDRESS, address.find),
)


class Scanner(EntityRecognizer):
    """Presidio's view of one search: it looks for its own cues, so Presidio's context words stay empty."""

    def __init__(self, name: str, kind: Kind, find: Find, shapes: Sequence[re.Pattern[str]] = ()) -> None:
        self._search = find
        self._shapes = tuple(shapes)
        self.title = name
        super().__init__(supported_entities=[kind.value], name=name, supported_language=LANGUAGE)

    def load(self) -> None:
        """Nothing to load: the patterns are compiled when their module is imported."""

    @cached_property
    def digits(self) -> int:
        """How many digits a text must hold for this search to find something, as far as that is known."""
        return min((needs_of(shape).digits for shape in self._shapes), default=0)

    def find(self, text: str) -> Iterable[Hit]:
        """The search's hits less every pseudonym of an earlier run."""
        if self.digits and not has_digits(text, self.digits):
            return ()
        labels = _labels(text) if "_" in text or "[" in text else ()
        hits = self._search(text)
        return (left for hit in hits for left in _without(text, hit, labels)) if labels else hits

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Search the text; an error in a search is raised, never skipped."""
        return [self._result(hit) for hit in self.find(text)]

    def _result(self, hit: Hit) -> RecognizerResult:
        why = AnalysisExplanation(recognizer=self.title, original_score=hit.score)
        return RecognizerResult(self.supported_entities[0], hit.start, hit.end, hit.score, why)


@lru_cache(maxsize=8)
def _labels(text: str) -> tuple[tuple[int, int], ...]:
    """Where the pseudonyms of an earlier run stand."""
    return tuple(match.span() for match in LABEL.finditer(text))


def _without(text: str, hit: Hit, labels: tuple[tuple[int, int], ...]) -> Iterator[Hit]:
    """What is left of a hit outside the pseudonyms, where letters or digits are left."""
    at = hit.start
    for start, end in (*((a, b) for a, b in labels if a < hit.end and hit.start < b), (hit.end, hit.end)):
        if any(char.isalnum() for char in text[at:start]):
            yield hit._replace(start=at, end=start)
        at = max(at, end)


def scanners() -> Iterator[Scanner]:
    """One recognizer per module and one per entry of the table."""
    for name, kind, find in MODULES:
        yield Scanner(name, kind, find)
    for entry in table():
        yield Scanner(entry.name, entry.kind, entry.find, [shape.regex for shape in entry.shapes])
