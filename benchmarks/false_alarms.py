"""False alarms: the share of words touched in text that holds no personal data, as typed and in lower case.

Usage: python benchmarks/false_alarms.py LISTS_FOLDER [--part dev|test] [--sentences N] [--conversations N]

Two sources. Sentences: everyday sentences of Tatoeba without names, from those that training keeps out, a sample with
a fixed seed, each examined by itself (LISTS_FOLDER holds tatoeba_nl.txt and tatoeba_en.txt). Messages: those of the
development or test conversations in which nothing is marked, optional marks included, written out as a WhatsApp
export per conversation with senders of invented names, and scrubbed as the command line does. Words are touched when
a replacement covers any part of them. The most touched words are shown, but never those of test messages.

The figure for everyday sentences does not prove how many false alarms new text gives; expect more there:

- The word lists that the thresholds depend on (`is_common`, `is_ordinary`) were built with all of Tatoeba, these
  sentences included.
- More than a third of the sentences kept out differ in one word from a sentence that was trained on (38% of the Dutch
  and 36% of the English ones).
- Sentences with a capitalised word inside that is no public name, and those that open with a capitalised word that
  the lists do not have, were left out as perhaps names. Such words are where false alarms are likely.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from arguments import at_least_one, folder_with

import chatscrub
from chatscrub import detector, files, plans
from chatscrub.chat_model import released_model
from chatscrub.settings import Settings

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "models"))
from training.corpus import HELD_OUT_SENTENCES, Line, Talk, everyday, is_clean, talks

SEED = "chatscrub-false-alarms-1"
START = datetime(2024, 5, 2, 16, 8, 13)
LANGUAGES = ("nl", "en")
BATCH = 500
MOST_TOUCHED = 40
UNSHOWN = frozenset({"messages, test"})  # so that nobody tunes on the words of the test conversations
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_FIRST = "Quorvex Zyldrun Ploxan Vrekthi Ozmurik Tchandrix Wuvoli Xerbund Jyphra Krozelin Bzantor Ufliwex".split()
_LAST = "Ghelstrom Ybrackzen Duvolqui Fnorrect Skwazzul Whyxander Ozquipt Prethvaun Mlyxworth Czarvund".split()


class Examined(NamedTuple):
    """Words of a text and, of those, the touched ones."""

    words: list[str]
    touched: list[str]


@dataclass
class Tally:
    """Texts, words and touched words of one source, language and case."""

    texts: int = 0
    words: int = 0
    touched: int = 0
    hit: int = 0
    often: Counter[str] = field(default_factory=Counter)

    def add(self, text: Examined) -> None:
        """Count one text."""
        self.texts += 1
        self.words += len(text.words)
        self.touched += len(text.touched)
        self.hit += bool(text.touched)
        self.often.update(word.casefold() for word in text.touched)


def examined(text: str, ranges: Iterable[tuple[int, int]], start: int = 0, end: int | None = None) -> Examined:
    """The words of a text, or of a range of it, and those that the ranges touch."""
    gone = {i for a, b in ranges for i in range(a, b)}
    words = list(_WORD.finditer(text, start, len(text) if end is None else end))
    return Examined([m[0] for m in words], [m[0] for m in words if not gone.isdisjoint(range(*m.span()))])


# --- sentences ------------------------------------------------------------------------------------------


def sentences(lists: Path, language: str, most: int) -> list[str]:
    """A sample of the sentences without names that are not trained on."""
    numbered = enumerate(everyday(lists / f"tatoeba_{language}.txt", language))
    texts = sorted({t.lines[0].text for i, t in numbered if i % HELD_OUT_SENTENCES == 0 and is_clean(t)})
    return random.Random(f"{SEED}:{language}").sample(texts, min(most, len(texts)))


def by_themselves(texts: Sequence[str]) -> Iterator[Examined]:
    """Every text examined by itself."""
    for at in range(0, len(texts), BATCH):
        batch = texts[at : at + BATCH]
        for text, found in zip(batch, chatscrub.find(batch), strict=True):
            yield examined(text, ((f.start, f.end) for f in found))


# --- messages -------------------------------------------------------------------------------------------


def unmarked(talk: Talk) -> list[Line]:
    """The messages of a conversation in which nothing is marked."""
    return [line for line in talk.lines if _WORD.search(line.text) and not any(s.kind for s in line.segments)]


class Written(NamedTuple):
    """A conversation as a WhatsApp export, and where the messages stand in it."""

    text: str
    bodies: list[tuple[int, int]]


def export(lines: Sequence[Line], name: str, lower: bool) -> Written:
    """Messages as a WhatsApp export of people whose names nobody has."""
    rng = random.Random(f"{SEED}:{name}")
    pairs = rng.sample([f"{first} {last}" for first in _FIRST for last in _LAST], len({line.sender for line in lines}))
    people = dict(zip(dict.fromkeys(line.sender for line in lines), pairs, strict=True))
    text, bodies = "", []
    for number, line in enumerate(lines):
        text += f"[{START + timedelta(minutes=number):%d-%m-%Y, %H:%M:%S}] {people[line.sender]}: "
        body = line.text.lower() if lower else line.text
        bodies.append((len(text), len(text) + len(body)))
        text += body + "\n"
    return Written(text, bodies)


def in_context(talk: Talk, lower: bool) -> Iterator[Examined]:
    """The unmarked messages of a conversation, scrubbed together."""
    written = export(unmarked(talk), talk.name, lower)
    source = files.read_bytes(written.text.encode(), "_chat.txt")
    if source.parts[0].text != written.text:
        raise SystemExit(f"{talk.name}: the export is read otherwise than it was written")
    edits = plans.plan(source, detector.detect(source), Settings()).parts[0].edits
    for start, end in written.bodies:
        near = ((e.start, e.end) for e in edits if e.start < end and start < e.end)
        yield examined(written.text, near, start, end)


# --- report ---------------------------------------------------------------------------------------------


def counted(texts: Iterable[Examined]) -> Tally:
    """All of them in one tally."""
    tally = Tally()
    for text in texts:
        tally.add(text)
    return tally


def tallies(
    sampled: dict[str, list[str]], part: str, conversations: int | None
) -> Iterator[tuple[str, str, str, Tally]]:
    """Source, language, case and counts."""
    for language, texts in sampled.items():
        yield "sentences", language, "as typed", counted(by_themselves(texts))
        yield "sentences", language, "lower", counted(by_themselves([text.lower() for text in texts]))
    chats = [talk for talk in talks(part) if unmarked(talk)]
    for language in LANGUAGES:
        own = [talk for talk in chats if talk.language == language][:conversations]
        for case in ("as typed", "lower"):
            found = counted(e for talk in own for e in in_context(talk, case == "lower"))
            yield f"messages, {part}", language, case, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", type=folder_with([f"tatoeba_{language}.txt" for language in LANGUAGES]))
    parser.add_argument("--part", choices=["dev", "test"], default="dev", help="of the messages")
    parser.add_argument("--sentences", type=at_least_one, default=2_000, help="of each language")
    parser.add_argument("--conversations", type=at_least_one, default=None, help="of each language; all when left out")
    args = parser.parse_args()
    sampled = {language: sentences(args.lists, language, args.sentences) for language in LANGUAGES}
    for language, texts in sampled.items():
        if not texts:
            parser.error(f"{args.lists}: no sentence kept out of training in tatoeba_{language}.txt")
    often: dict[str, Counter[str]] = {}
    print(f"{'source':14} {'language':8} {'case':9} {'texts':>7} {'touched':>8} {'words':>8} {'touched':>8} {'%':>7}")
    for source, language, case, tally in tallies(sampled, args.part, args.conversations):
        often.setdefault(source, Counter()).update(tally.often)
        share = 100 * tally.touched / max(1, tally.words)
        counts = f"{tally.texts:7,} {tally.hit:8,} {tally.words:8,} {tally.touched:8,} {share:7.3f}"
        print(f"{source:14} {language:8} {case:9} {counts}", flush=True)
    for source, touched in often.items():
        if source not in UNSHOWN:
            print(f"{source}: most often touched, of {touched.total():,}:")
            print("  ".join(f"{word} {times}" for word, times in touched.most_common(MOST_TOUCHED)) or "none")
    print(f"model: {released_model()}")


if __name__ == "__main__":
    main()
