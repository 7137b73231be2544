"""Which special categories of personal data a message touches on: GDPR Art. 9, offences (Art. 10), and minors.

The rules stand in data/topics.yaml, and ready for use in data/topics.json.gz, which is made from it by
``python -m chatscrub.topics``. They look for what is told of somebody in the chat or known to its people, also
when it is denied or asked; sayings, news and things are passed over as far as the rules know them. A message without
a signal can still be about such a thing.
"""

from __future__ import annotations

import gzip
import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, NamedTuple

from .entries import Finder, Index, Match, Word, entries, index
from .yamls import shipped

WEAK, FAINT, STRONG = "~", "?", "!"
"""Marks before an entry."""
PERSON = "person"
"""The scene that a weak entry needs."""
_BUILT = "topics.json.gz"
_NEAR = 12  # words between a context and what it is the context of


class Signal(NamedTuple):
    """A place that tells something of a topic: code points of the text; ``topic`` is one of ``facts.TOPICS``."""

    start: int
    end: int
    topic: str


class Tag(NamedTuple):
    """What a phrase of the table stands for.

    Args:
        does: "tells" of the topics ``names``, "hides" the words it stands on (a saying), or "sets" the scene ``names``.
        marks: WEAK tells only beside somebody, FAINT only where nothing else is told, STRONG in every scene.
    """

    does: Literal["tells", "hides", "sets"]
    names: tuple[str, ...] = ()
    marks: str = ""


class Rules(NamedTuple):
    """The table, ready for use; ``not_in`` says in which scenes a topic is not told."""

    finder: Finder[Tag]
    not_in: dict[str, tuple[str, ...]]


def signals(text: str) -> list[Signal]:
    """Every place that tells something of a topic, in Dutch or English, in the order of the text."""
    rules = _rules()
    found = set[Signal]()
    start = 0
    for line in text.split("\n"):
        words = rules.finder.words(line)
        for match, name in _told(rules, words):
            found.add(Signal(start + words[match.first].start, start + words[match.last].end, name))
        start += len(line) + 1
    return sorted(found)


def topics(text: str) -> frozenset[str]:
    """The topics that a text touches on."""
    return frozenset(signal.topic for signal in signals(text))


def _told(rules: Rules, words: Sequence[Word]) -> Iterator[tuple[Match[Tag], str]]:
    """The matches in a line that tell of a topic, with the topic."""
    matches = list(rules.finder.find(words))
    if not matches:
        return
    hidden = _hidden(matches, len(words))
    scenes = _scenes(matches)
    faint: list[tuple[Match[Tag], str]] = []
    clear: list[tuple[Match[Tag], str]] = []
    for match in matches:
        if match.tag.does != "tells" or _covered(hidden, match):
            continue
        if WEAK in match.tag.marks and not _near(scenes[PERSON], match):
            continue
        for name in match.tag.names:
            if STRONG in match.tag.marks or not any(_near(scenes[s], match) for s in rules.not_in[name]):
                (faint if FAINT in match.tag.marks else clear).append((match, name))
    places = sorted(match.anchor for match, _ in clear)
    yield from clear
    yield from ((match, name) for match, name in faint if not _near(places, match))


def _covered(hidden: Sequence[int], match: Match[Tag]) -> bool:
    """Whether a word that a match stands on is in a saying that is at least as long."""
    return max(hidden[match.first], hidden[match.anchor], hidden[match.last]) >= match.size


def _hidden(matches: Iterable[Match[Tag]], size: int) -> list[int]:
    """For each word, how many elements the longest saying has that it stands in."""
    longest = [0] * size
    for match in matches:
        if match.tag.does == "hides":
            for n in range(match.first, match.last + 1):
                longest[n] = max(longest[n], match.size)
    return longest


def _scenes(matches: Iterable[Match[Tag]]) -> defaultdict[str, list[int]]:
    """Name of a scene -> numbers of the words that set it, in order."""
    found = defaultdict[str, list[int]](list)
    for match in matches:
        if match.tag.does == "sets":
            for name in match.tag.names:
                found[name].append(match.anchor)
    return found


def _near(places: Sequence[int], match: Match[Tag]) -> bool:
    """Whether one of those words stands near a match."""
    at = bisect_left(places, match.first - _NEAR)
    return at < len(places) and places[at] <= match.last + _NEAR


def _tagged(lines: str, tag: Tag) -> Iterator[tuple[str, Tag]]:
    for entry in entries(lines):
        bare = entry.lstrip(WEAK + FAINT + STRONG)
        yield bare, tag._replace(marks=entry.removesuffix(bare))


def table() -> dict[str, Any]:
    """data/topics.yaml as it stands, with the examples that its rules must and must not match."""
    data: dict[str, Any] = shipped("chatscrub", "data", "topics.yaml")
    return data


def built() -> dict[str, Any]:
    """The table in the form in which it is searched, which takes long to make: what stands in data/topics.json.gz."""
    data = table()
    phrases = list(_tagged(data["sayings"], Tag("hides")))
    for name, lines in data["scenes"].items():
        phrases += _tagged(lines, Tag("sets", (name,)))
    for row in data["rules"]:
        for language in ("nl", "en"):
            phrases += _tagged(row.get(language) or "", Tag("tells", tuple(row["tells"])))
    tags = {tag: number for number, tag in enumerate(dict.fromkeys(tag for _, tag in phrases))}
    classes = {name: entries(lines) for name, lines in data["classes"].items()}
    found = index(classes, ((entry, tags[tag]) for entry, tag in phrases))
    return {"not_in": data["not_in"], "tags": list(tags), **found._asdict()}


def shipped_index() -> dict[str, Any]:
    """What stands in data/topics.json.gz."""
    made: dict[str, Any] = json.loads(
        gzip.decompress(files(__package__).joinpath("data").joinpath(_BUILT).read_bytes())
    )
    return made


@cache
def _rules() -> Rules:
    made = shipped_index()
    tags = [Tag(does, tuple(names), marks) for does, names, marks in made.pop("tags")]
    not_in = {name: tuple(scenes) for name, scenes in made.pop("not_in").items()}
    return Rules(Finder(Index(**made), tags, lambda tag: tag.does == "tells"), not_in)


def write() -> None:
    """Make data/topics.json.gz anew; to be done after every change of data/topics.yaml."""
    text = json.dumps(built(), ensure_ascii=False, separators=(",", ":"))
    Path(__file__).with_name("data").joinpath(_BUILT).write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    write()
