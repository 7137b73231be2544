"""Ways of saying one thing: phrases with gaps and lists of words, and where a row of words holds one.

A phrase is a text of words. ``{name}`` stands for any entry of that list, ``{name?}`` for one or nothing, ``...`` for
a gap, ``^`` and ``|`` for the beginning and the end of a sentence or of a part between commas, ``$`` for no other
subject to follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

GAP = 6
"""Words that a gap may hold."""
COMMA = ","
_LIST = re.compile(r"\{(\w+)(\??)\}")
_SIGNS = frozenset({"...", "^", "|", "$", COMMA})
_ABOUT = frozenset("voor om for to tot van from".split())  # behind them another subject may be named
_THAT = frozenset("dat dit die deze hier daar that this it any these mij me ons us mijn my".split())
_NEEDED = frozenset("nodig needed required".split())
_GOES_ON = frozenset("want omdat dus because cause cos so".split())  # behind them there is a reason
_LONGEST = 200  # characters of a phrase
_CHANCES = (1.0, 1.0, 1.0, 0.7, 0.3, 0.1, 0.03)  # of a word of so many letters

Phrase = tuple[str, ...]
_Known = dict[tuple[str, int], frozenset[int]]


class Wording:
    """Phrases that were read, ready to be looked for in folded words.

    Args:
        phrases: one of them suffices.
        lists: the words that they refer to.
        barred: words that no gap may hold.

    Raises:
        ValueError: a phrase that means nothing, or a list that there is not.
    """

    def __init__(self, phrases: Iterable[str], lists: Mapping[str, Iterable[str]], barred: Iterable[str] = ()) -> None:
        self._barred = frozenset(barred)
        entries = {name: [(COMMA,) if row == COMMA else _parsed(row) for row in rows] for name, rows in lists.items()}
        found = [_parsed(phrase) for phrase in phrases]
        openings = _openings(entries)
        _check(found, openings)
        self._lists = {name: _by_opening(rows, openings) for name, rows in entries.items()}
        self._phrases = _by_opening(found, openings)
        told: dict[str, frozenset[str]] = {}
        self._needed: dict[str, list[tuple[Phrase, list[frozenset[str]]]]] = {}  # by the words of the first set
        for phrase in dict.fromkeys(found):
            needed = sorted(_needed(phrase, entries, told), key=_chance) or [frozenset({""})]
            for word in needed[0]:
                self._needed.setdefault(word, []).append((phrase, needed))

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Where the words of one sentence hold a phrase: every pair of start and end there is."""
        there = {*words, ""}
        rows = (row for word in self._needed.keys() & there for row in self._needed[word])
        likely = {phrase for phrase, needed in rows if not any(there.isdisjoint(one_of) for one_of in needed)}
        if not likely:
            return
        known: _Known = {}
        for start, word in enumerate(words):
            for phrase in self._phrases.get(word, ()):
                if phrase in likely:
                    yield from ((start, end) for end in sorted(self._ends(phrase, words, start, known)))

    def _ends(self, phrase: Phrase, words: Sequence[str], start: int, known: _Known) -> frozenset[int]:
        """Where the phrase may end when it begins at ``start``."""
        there = frozenset({start})
        for part in phrase:
            if len(there) == 1:
                there = self._step(part, words, next(iter(there)), known)
            else:
                there = frozenset().union(*(self._step(part, words, at, known) for at in there))
            if not there:
                break
        return there

    def _step(self, part: str, words: Sequence[str], at: int, known: _Known) -> frozenset[int]:
        if name := _list_of(part):
            return self._listed(name[0], words, at, known) | (frozenset({at}) if name[1] else frozenset())
        if part == "...":
            return self._gap(words, at)
        if part == "^":
            return frozenset({at} if at == 0 or words[at - 1] == COMMA else ())
        if part == "|":
            return frozenset({at} if at == len(words) or words[at] == COMMA or words[at] in _GOES_ON else ())
        if part == "$":
            return frozenset({at} if _ends_there(words, at) else ())
        return frozenset({at + 1} if at < len(words) and words[at] == part else ())

    def _listed(self, name: str, words: Sequence[str], at: int, known: _Known) -> frozenset[int]:
        if at >= len(words):
            return frozenset()
        if (name, at) not in known:
            entries = self._lists[name].get(words[at], ())
            known[name, at] = frozenset().union(*(self._ends(entry, words, at, known) for entry in entries))
        return known[name, at]

    def _gap(self, words: Sequence[str], at: int) -> frozenset[int]:
        end = at
        while end < min(at + GAP, len(words)) and words[end] not in self._barred:
            end += 1
        return frozenset(range(at, end + 1))


def _ends_there(words: Sequence[str], at: int) -> bool:
    """Whether no other subject follows: "no permission", "no permission for that", but not "... for the trip"."""
    word, then = [*words[at : at + 2], "", ""][:2]
    return word not in _NEEDED and not (word in _ABOUT and then and then not in _THAT)


# --- reading phrases ------------------------------------------------------------------------------------


def _parsed(phrase: str) -> Phrase:
    parts = tuple(phrase.split())
    if len(phrase) > _LONGEST or not any(part not in _SIGNS for part in parts):
        raise ValueError("a phrase without words, or a very long one")
    if parts[0] in ("...", "|", "$") or parts[-1] in ("...", "^") or "^" in parts[1:] or "$" in parts[:-1]:
        raise ValueError("a phrase that begins or ends in a gap, or has ^ or $ in its middle")
    if not all(part in _SIGNS or _LIST.fullmatch(part) or part.isalnum() for part in parts):
        raise ValueError("a phrase with other signs than ... ^ | $ { } ?")
    return parts


@lru_cache(maxsize=8192)
def _list_of(part: str) -> tuple[str, bool] | None:
    """The list that a part names, and whether it may be left out."""
    match = _LIST.fullmatch(part)
    return (match[1], bool(match[2])) if match else None


def _openings(lists: Mapping[str, Sequence[Phrase]]) -> dict[str, frozenset[str]]:
    """The words with which an entry of each list may begin."""
    found: dict[str, frozenset[str]] = {}

    def opening(name: str, above: frozenset[str]) -> frozenset[str]:
        if name in above:
            raise ValueError("a list holds itself")
        if name not in lists:
            raise ValueError("a phrase names a list that is not there")
        if name not in found:
            inside = {part[0] for entry in lists[name] for part in map(_list_of, entry) if part}
            for other in sorted(inside):
                opening(other, above | {name})
            found[name] = frozenset(word for entry in lists[name] for word in _first(entry, found))
        return found[name]

    for name in lists:
        opening(name, frozenset())
    return found


def _check(phrases: Iterable[Phrase], known: Mapping[str, object]) -> None:
    for part in (part for phrase in phrases for part in phrase):
        if (name := _list_of(part)) and name[0] not in known:
            raise ValueError("a phrase names a list that is not there")


def _first(phrase: Phrase, openings: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """The words with which a phrase may begin."""
    for part in phrase:
        name = _list_of(part)
        if name:
            yield from openings[name[0]]
        elif part != "^":
            yield part
        if part != "^" and not (name and name[1]):
            return


def _needed(
    phrase: Phrase, lists: Mapping[str, Sequence[Phrase]], told: dict[str, frozenset[str]]
) -> Iterator[frozenset[str]]:
    """Sets of words; wherever the phrase stands, there is one of each.

    Args:
        phrase: a phrase or an entry of a list.
        lists: the entries of each list.
        told: the words of the lists that were asked for before, of which one is in each of their entries.
    """
    for part in phrase:
        name, optional = _list_of(part) or ("", False)
        if name and not optional:
            if name not in told:
                rows = [min(_needed(entry, lists, told), key=_chance, default=None) for entry in lists[name]]
                told[name] = frozenset(word for row in rows if row for word in row) if all(rows) else frozenset()
            if told[name]:
                yield told[name]
        elif not name and part not in _SIGNS:
            yield frozenset({part})


def _chance(words: Iterable[str]) -> float:
    """About how likely one of some words is to be met: short ones are frequent."""
    return sum(_CHANCES[min(len(word), len(_CHANCES) - 1)] for word in words)


def _by_opening(phrases: Iterable[Phrase], openings: Mapping[str, frozenset[str]]) -> dict[str, list[Phrase]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        for word in dict.fromkeys(_first(phrase, openings)):
            found.setdefault(word, []).append(phrase)
    return found
