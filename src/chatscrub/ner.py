"""The spaCy pipeline around the trained model, and its seam to Presidio.

``spacy.load`` opens the pipeline's folder: a tokenizer of ours, lower case in the place of lemmas, and the model.
What it finds stands in ``doc.ents``; with true scores, because Presidio gives every spaCy entity the same one, in
``doc.user_data["chatscrub.names"]``; and the chances of every token in ``doc.user_data["chatscrub.reading"]``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from shutil import copyfile
from typing import Any, NamedTuple

from . import lean  # noqa: F401 - before Presidio and spaCy

# isort: split

import numpy as np
import spacy
from presidio_analyzer import AnalysisExplanation, AnalyzerEngine, EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts, SpacyNlpEngine
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans, registry
from spacy.vocab import Vocab

from .chat_model import FILES, FOLDER, OWN, ChatModel, Reading, lines_of, own, released_model
from .mentions import Name, names_in
from .model import BY_FORM, Kind
from .recognizers import LANGUAGE
from .recognizers.needs import has_digits
from .recognizers.scanner import Scanner

_NAME = "names"
_KINDS = [kind.value for kind in Kind]
_READ, _READING = "chatscrub.names", "chatscrub.reading"  # in doc.user_data
_BY_FORM_SCORE = 0.5  # a recognizer that checks the form knows better
_TOKEN = re.compile(r"\w+|[^\w\s]+| |\s+?")


class Read(NamedTuple):
    """What the model found in a text, and its chances for every token."""

    names: tuple[Name, ...]
    reading: Reading


# --- the pipeline ---------------------------------------------------------------------------------------


@Language.component("chatscrub_lower_lemma")
def lower_lemma(doc: Doc) -> Doc:
    """Presidio compares context words with lemmas; lower case stands in for them."""
    for token in doc:
        token.lemma_ = token.lower_
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

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to keep."""
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> Words:
        """Nothing was kept."""
        return self

    def to_disk(self, _: Path, **__: Any) -> None:
        """Nothing to keep."""

    def from_disk(self, _: Path, **__: Any) -> Words:
        """Nothing was kept."""
        return self


@registry.tokenizers("chatscrub.Words.v1")  # type: ignore[untyped-decorator]
def words() -> Callable[[Language], Words]:
    """The tokenizer under its name in config.cfg."""
    return lambda nlp: Words(nlp.vocab)


class ChatNer:
    """The component that runs the model over documents, each text by itself and all of its lines together."""

    def __init__(self, model: ChatModel | None = None) -> None:
        self.model = model

    def read(
        self, conversations: Sequence[Sequence[str]], progress: Callable[[int, int], None] | None = None
    ) -> list[list[Read]]:
        """Read texts in the context of the texts beside them: one list of texts per conversation."""
        reads = self.reads(conversations, progress)
        return [list(islice(reads, len(texts))) for texts in conversations]

    def reads(
        self,
        conversations: Sequence[Sequence[str]],
        progress: Callable[[int, int], None] | None = None,
        readings: Iterator[Reading] | None = None,
    ) -> Iterator[Read]:
        """The same, one after the other as soon as it is there, while the model reads on.

        ``readings`` are those of the lines of all texts, if the model was told to begin before.
        """
        if self.model is None:
            raise ValueError("the pipeline was not loaded from its folder")
        readings = readings or self.model.readings(lines_of(conversations), progress)
        for text in (text for texts in conversations for text in texts):
            reading = _whole(text, list(islice(readings, text.count("\n") + 1)))
            yield Read(tuple(names_in(text, reading, self.model)), reading)

    def __call__(self, doc: Doc) -> Doc:
        """Read one document, unless that was done before."""
        if _READ not in doc.user_data:
            keep(doc, self.read([[doc.text]])[0][0])
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = 256) -> Iterator[Doc]:
        """Read documents in batches; what comes out does not depend on the batch."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            unread = [doc for doc in batch if _READ not in doc.user_data]
            for doc, (read,) in zip(unread, self.read([[doc.text] for doc in unread]), strict=True):
                keep(doc, read)
            yield from batch

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:
        """Copy the model's files there. A pipeline that has none yet writes none: its recipe does."""
        if self.model is not None and Path(path).resolve() != self.model.folder.resolve():
            Path(path).mkdir(exist_ok=True)
            for name in FILES:
                copyfile(self.model.folder / name, Path(path) / name)

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> ChatNer:
        """Open the model in this folder. Raises DamagedModelError when it is not the one that was released."""
        self.model = own() if Path(path).resolve() == OWN.resolve() else ChatModel(Path(path))
        return self


@Language.factory("chatscrub_chat_ner", assigns=["doc.ents"])
def chat_ner(nlp: Language, name: str) -> ChatNer:
    """The component under its name in config.cfg."""
    return ChatNer()


def keep(doc: Doc, read: Read) -> None:
    """Write what was read into a document."""
    doc.user_data[_READ], doc.user_data[_READING] = list(read.names), read.reading
    spans = (doc.char_span(n.start, n.end, n.kind.value, alignment_mode="expand") for n in read.names)
    doc.ents = tuple(filter_spans(span for span in spans if span is not None))


def _whole(text: str, readings: Sequence[Reading]) -> Reading:
    """The readings of a text's lines as one."""
    if len(readings) == 1:
        return readings[0]
    shifts, at = [], 0
    for line in text.split("\n"):
        shifts.append(at)
        at += len(line) + 1
    moved = [reading.shifted(by) for reading, by in zip(readings, shifts, strict=True)]
    return Reading(
        np.concatenate([one.starts for one in moved]),
        np.concatenate([one.ends for one in moved]),
        np.concatenate([one.chances for one in moved]),
        np.concatenate([one.begins for one in moved]),
        max(one.most for one in moved),
        max(one.highest for one in moved),
    )


@cache
def pipeline() -> Language:
    """The bilingual pipeline that ships with the package, opened once per process."""
    nlp = spacy.load(FOLDER)
    nlp.max_length = 10_000_000
    released_model()  # what the report will say was opened is what is opened now
    return nlp


def reader() -> ChatNer:
    """The model's component of the pipeline."""
    component = pipeline().get_pipe("chat_ner")
    assert isinstance(component, ChatNer)
    return component


# --- the seam to Presidio -------------------------------------------------------------------------------


class ChatNlpEngine(SpacyNlpEngine):
    """Presidio's spaCy engine over a pipeline that is there already, so that nothing is downloaded."""

    def __init__(self) -> None:
        super().__init__(models=[{"lang_code": LANGUAGE, "model_name": "chat_ner"}])
        self.nlp: dict[str, Language] = {LANGUAGE: pipeline()}  # type: ignore[assignment]

    def load(self) -> None:
        """Nothing to load: the pipeline was opened before."""


class ReadArtifacts(NlpArtifacts):
    """Artifacts that hold names and nothing else: no recognizer here asks for tokens or lemmas, which take long."""

    def __init__(self, names: tuple[Name, ...]) -> None:
        super().__init__([], _NO_TOKENS, [], [], None, LANGUAGE)
        self.names = names


_NO_TOKENS = Doc(Vocab())


class ChatAnalyzer(AnalyzerEngine):
    """Presidio's engine without the step that raises scores by context words: no recognizer here has any.

    Each looks for its own cues. The step copies every result several times over, a third of the engine's time.
    """

    def analyze(self, text: str, language: str, *args: Any, **options: Any) -> list[RecognizerResult]:
        """Presidio's own work; of a text whose names are known, what is the same for every text is done only once."""
        names, least = options.get("nlp_artifacts"), options.get("score_threshold")
        if args or len(options) > 2 or least is None or not isinstance(names, ReadArtifacts):
            return super().analyze(text, language, *args, **options)
        found: list[RecognizerResult] = []
        for recognizer in self._all if has_digits(text) else self._wordy:
            for result in recognizer.analyze(text, _KINDS, names):
                if result.score >= least:
                    who = result.recognition_metadata = result.recognition_metadata or {}
                    who.setdefault(RecognizerResult.RECOGNIZER_IDENTIFIER_KEY, recognizer.id)
                    who.setdefault(RecognizerResult.RECOGNIZER_NAME_KEY, str(vars(recognizer)["name"]))
                    vars(result)["analysis_explanation"] = None
                    found.append(result)
        return EntityRecognizer.remove_duplicates(found) if found else found

    @cached_property
    def _all(self) -> tuple[EntityRecognizer, ...]:
        return tuple(self.registry.recognizers)

    @cached_property
    def _wordy(self) -> tuple[EntityRecognizer, ...]:
        """Those that find something in a text without digits."""
        return tuple(one for one in self._all if not isinstance(one, Scanner) or not one.digits)

    def _enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        return raw_results


class NameRecognizer(EntityRecognizer):
    """Passes on what the pipeline found, with its own scores."""

    def __init__(self) -> None:
        super().__init__(_KINDS, _NAME, supported_language=LANGUAGE)

    def load(self) -> None:
        """Nothing to load."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """Names of the wanted kinds in the text that the pipeline has read."""
        return [self._result(name) for name in _names(nlp_artifacts) if name.kind.value in entities]

    def _result(self, name: Name) -> RecognizerResult:
        score = min(name.score, _BY_FORM_SCORE) if name.kind in BY_FORM else name.score
        why = AnalysisExplanation(_NAME, score)
        return RecognizerResult(name.kind.value, name.start, name.end, score, why, {"recognizer_name": _NAME})


def _names(artifacts: Any) -> Iterator[Name]:
    if isinstance(artifacts, ReadArtifacts):
        yield from artifacts.names
        return
    for start, end, kind, score in artifacts.tokens.doc.user_data.get(_READ, ()):
        yield Name(start, end, Kind(kind), score)  # from another process they come as plain lists
