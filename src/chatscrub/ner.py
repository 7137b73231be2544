"""The spaCy pipeline that finds names in words, and its seam to Presidio.

For now the names come from word lists and from how a word is written (:func:`word_list_names`); a trained
model takes that component's place without anything else having to change. What it finds stands in
``doc.user_data["names"]`` with true scores, because Presidio gives every spaCy entity the same one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import spacy
from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts, SpacyNlpEngine
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from .model import Kind
from .recognizers import LANGUAGE
from .wordlist import names_in

_NAME = "names"
_TOKEN = re.compile(r"\w+|[^\w\s]+| |\s+?")


class Name(NamedTuple):
    """A name in a text, in code points."""

    start: int
    end: int
    kind: Kind
    score: float


@Language.component("chatscrub_lower_lemma")
def lower_lemma(doc: Doc) -> Doc:
    """Presidio compares context words with lemmas; lower case stands in for them."""
    for token in doc:
        token.lemma_ = token.lower_
    return doc


@Language.component("chatscrub_word_list_names")
def word_list_names(doc: Doc) -> Doc:
    """Find names by word lists and by the way they are written."""
    doc.user_data["names"] = [Name(*found) for found in names_in(doc.text)]
    return doc


class Words:
    """A tokenizer in one pass: words, runs of signs, blanks. spaCy's own takes quadratic time on runs of signs."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The text as a document whose text is the same, character by character."""
        words: list[str] = []
        spaces: list[bool] = []
        for token in _TOKEN.findall(text):
            if token == " " and words and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
            else:
                words.append(token)
                spaces.append(False)
        return Doc(self.vocab, words, spaces)


@cache
def pipeline() -> Language:
    """The bilingual pipeline, built once per process."""
    nlp = spacy.blank("xx")
    nlp.max_length = 10_000_000
    nlp.tokenizer = Words(nlp.vocab)
    nlp.add_pipe("chatscrub_lower_lemma")
    nlp.add_pipe("chatscrub_word_list_names")
    return nlp


class ChatNlpEngine(SpacyNlpEngine):
    """Presidio's spaCy engine over a pipeline that is there already, so that nothing is downloaded."""

    def __init__(self) -> None:
        super().__init__(models=[{"lang_code": LANGUAGE, "model_name": "chatscrub"}])
        self.nlp: dict[str, Language] = {LANGUAGE: pipeline()}  # type: ignore[assignment]

    def load(self) -> None:
        """Nothing to load: the pipeline was built in memory."""


class NameRecognizer(EntityRecognizer):
    """Passes on what the pipeline found, with its own scores."""

    def __init__(self) -> None:
        super().__init__([Kind.PERSON.value, Kind.LOCATION.value, Kind.ORG.value], _NAME, supported_language=LANGUAGE)

    def load(self) -> None:
        """Nothing to load."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """Names of the wanted kinds in the text that the pipeline has read."""
        return [self._result(name) for name in _names(nlp_artifacts) if name.kind.value in entities]

    def _result(self, name: Name) -> RecognizerResult:
        why = AnalysisExplanation(_NAME, name.score)
        return RecognizerResult(name.kind.value, name.start, name.end, name.score, why, {"recognizer_name": _NAME})


def _names(artifacts: Any) -> Iterator[Name]:
    yield from artifacts.tokens.doc.user_data.get("names", ())
