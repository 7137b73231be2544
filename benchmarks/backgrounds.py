"""Recall of names by background: the people of the marked chats renamed, and read by the trained model alone.

Usage: python benchmarks/backgrounds.py [--part dev|test|train] [--limit CONVERSATIONS] [--json FILE]

Every marked person gets a name of the background from backgrounds.txt, the same one all through a conversation, in the
case of what stood there; single words become first names or short forms. Which form a mention takes is the same for
every background. Single letters and initials stay and are not counted. A mention is found when every word of it lies
in names that the model found, of whatever kind. Patterns and what a chat teaches about its people play no part here.

This compares backgrounds; it does not measure names that the model never saw. Training draws its names from lists, and
about two thirds of these first names and nearly all of these surnames stand there too, though not of every background
alike. Differences under two points are noise. The ranges of 95% (Wilson's) take mentions for independent of each other;
those of one person in one conversation are not, so the true ranges are wider.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from arguments import at_least_one, output

from chatscrub import ner
from chatscrub.chat_model import released_model

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "models"))
from training.corpus import Line, Segment, Talk, talks  # noqa: E402

SEED = "chatscrub-backgrounds-1"
SORTS = ("first", "last", "nick")
FORMS = ("first", "nick", "last", "full")
SHORT_FORMS = 0.25  # of the single words
BATCH = 16  # conversations read at once

_TITLE = re.compile(
    r"(?i)(?<!\w)(?:meneer|mijnheer|mevrouw|mevr|mw|mvr|dhr|hr|de heer|fam|familie|dr|drs|ir|prof|professor|mr|mrs|ms|"
    r"miss|mister|dokter|doctor)\.?\s+$"
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?)+(?=[^\W\d_]{2})|[^\W\d_]\s+(?=[^\W\d_]{2})")
_POSSESSIVE = re.compile(r"['’]s?$")
_PARTICLES = frozenset("van von de der den ter ten te vd v/d el al ben di da dos la le".split())
_WORD = re.compile(r"[^\W_]+")


class Names(NamedTuple):
    """The names of one background."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    nick: tuple[str, ...]


class Person(NamedTuple):
    """Somebody of a background."""

    first: str
    last: str
    nick: str


class Mention(NamedTuple):
    """A renamed person in a line: where, in which form, and whether in lower case."""

    line: int
    start: int
    end: int
    form: str
    lower: bool


@dataclass
class Tally:
    """Mentions found and in all: of everything, of what stands in lower case, of each form and each language."""

    found: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)

    def add(self, groups: Iterable[str], found: bool) -> None:
        """Count one mention under several groups."""
        for group in groups:
            self.total[group] += 1
            self.found[group] += found

    def recall(self, group: str) -> float:
        """Share found, in percent."""
        return 100 * self.found[group] / max(1, self.total[group])


def names(path: Path) -> dict[str, Names]:
    """The backgrounds of a file of names."""
    rows: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            background, sort, listed = (part.strip() for part in line.split("|"))
            rows.setdefault(background, {})[sort] = tuple(name.strip() for name in listed.split(","))
    return {background: Names(*(sorts[sort] for sort in SORTS)) for background, sorts in rows.items()}


class Renamed:
    """A conversation with other people in it."""

    def __init__(self, talk: Talk, background: str, pool: Names) -> None:
        self.talk = talk
        rng = random.Random(f"{SEED}:{background}:{talk.name}")
        self._pool = [rng.sample(there, len(there)) for there in pool]
        self._people: dict[str, Person] = {}
        self.texts: list[str] = []
        self.mentions: list[Mention] = []
        for number, line in enumerate(talk.lines):
            self.texts.append(self._line(number, line))

    def _line(self, number: int, line: Line) -> str:
        text = ""
        for segment in line.segments:
            renamed = self._renamed(segment, text) if segment.kind == "PERSON" else None
            if renamed is None:
                text += segment.text
                continue
            name, form = renamed
            self.mentions.append(Mention(number, len(text), len(text) + len(name), form, name == name.lower()))
            tail = _POSSESSIVE.search(segment.text)
            text += name + (tail[0] if tail else "")
        return text

    def _renamed(self, segment: Segment, before: str) -> tuple[str, str] | None:
        """The new name and its form; none for a letter or two, which say nothing about a background."""
        body = _POSSESSIVE.sub("", segment.text)
        if sum(c.isalpha() for c in body) <= 2 or not _WORD.search(body):
            return None
        name, form = self._named(body, self._person(segment.key or body.casefold()), before)
        return cased(name, body), form

    def _person(self, key: str) -> Person:
        if key not in self._people:
            at = len(self._people)
            first, last, nick = (there[at % len(there)] for there in self._pool)
            self._people[key] = Person(first, last, nick)
        return self._people[key]

    def _named(self, body: str, who: Person, before: str) -> tuple[str, str]:
        words = body.split()
        if _INITIALS.match(body):
            return f"{who.first[0]}. {who.last}", "last"
        if words[0].casefold() in _PARTICLES or (len(words) == 1 and _TITLE.search(before)):
            return who.last, "last"
        if len(words) == 1:
            return (who.nick, "nick") if self._is_short(body) else (who.first, "first")
        if len(words[-1].strip(".")) == 1:
            return f"{who.first} {who.last[0]}" + ("." if words[-1].endswith(".") else ""), "full"
        return f"{who.first} {who.last}", "full"

    def _is_short(self, body: str) -> bool:
        """Whether a single word becomes a short form: the same for every background and every mention of the word."""
        return random.Random(f"{SEED}:{self.talk.name}:{body.casefold()}").random() < SHORT_FORMS


def cased(new: str, old: str) -> str:
    """The new name in the case of the old one."""
    if old == old.lower():
        return new.lower()
    return new.upper() if old.isupper() else new


def measured(pool: Names, background: str, chats: Sequence[Talk]) -> Tally:
    """What the model finds when everybody is of one background."""
    tally = Tally()
    for at in range(0, len(chats), BATCH):
        renamed = [Renamed(talk, background, pool) for talk in chats[at : at + BATCH]]
        reads = ner.reader().read([talk.texts for talk in renamed])
        for talk, there in zip(renamed, reads, strict=True):
            for mention, found in _found(talk, there):
                groups = ["all", mention.form, talk.talk.language, *(["lower"] if mention.lower else [])]
                tally.add(groups, found)
    return tally


def _found(talk: Renamed, reads: Sequence[ner.Read]) -> Iterator[tuple[Mention, bool]]:
    covered = [{i for name in read.names for i in range(name.start, name.end)} for read in reads]
    for mention in talk.mentions:
        words = _WORD.finditer(talk.texts[mention.line], mention.start, mention.end)
        yield mention, all(covered[mention.line].issuperset(range(*word.span())) for word in words)


def table(tallies: dict[str, Tally]) -> Iterator[str]:
    """The backgrounds, best first, with the range of 95% that holds for mentions independent of each other."""
    best = max(tally.recall("all") for tally in tallies.values())
    titles = f"{'mentions':>8} {'recall %':>9} {'95% range':>15} {'lower case':>11} {'recall %':>9} {'gap':>6}"
    yield f"{'background':30} {titles}"
    for background, tally in sorted(tallies.items(), key=lambda row: -row[1].recall("all")):
        low, high = wilson(tally.found["all"], tally.total["all"])
        whole = f"{tally.total['all']:8,} {tally.recall('all'):9.2f} {low:6.2f} - {high:6.2f}"
        lower = f"{tally.total['lower']:11,} {tally.recall('lower'):9.2f}"
        yield f"{background:30} {whole} {lower} {best - tally.recall('all'):6.2f}"


def wilson(found: int, total: int) -> tuple[float, float]:
    """Wilson's interval of 95% for a share, in percent."""
    if not total:
        return 0.0, 100.0
    z, share = 1.96, found / total
    middle = share + z * z / (2 * total)
    half = z * (share * (1 - share) / total + z * z / (4 * total * total)) ** 0.5
    whole = 1 + z * z / total
    return 100 * (middle - half) / whole, 100 * (middle + half) / whole


def figures(tallies: dict[str, Tally]) -> dict[str, dict[str, list[float]]]:
    """For every background and group: recall in percent, found, in all, low and high end of the 95% range."""
    groups = ("all", "lower", *FORMS, "nl", "en")
    return {background: {g: row(t, g) for g in groups if t.total[g]} for background, t in tallies.items()}


def row(tally: Tally, group: str) -> list[float]:
    """The figures of one group."""
    found, total = tally.found[group], tally.total[group]
    low, high = wilson(found, total)
    return [round(tally.recall(group), 2), found, total, round(low, 2), round(high, 2)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=["dev", "test", "train"], default="dev")
    parser.add_argument("--limit", type=at_least_one, default=None, help="only the first conversations")
    parser.add_argument("--json", type=output, default=None, help="write all figures here")
    args = parser.parse_args()
    chats = talks(args.part)[: args.limit]
    pools = names(HERE / "backgrounds.txt")
    tallies = {background: measured(pool, background, chats) for background, pool in pools.items()}
    print(f"{len(chats)} conversations of {args.part}, {len(tallies)} backgrounds, the model alone")
    print("\n".join(table(tallies)))
    print(f"model: {released_model()}")
    if args.json:
        rows = {"model": released_model(), "part": args.part, "conversations": len(chats)}
        rows |= {"columns": ["recall %", "found", "mentions", "95% low", "95% high"], "backgrounds": figures(tallies)}
        args.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
