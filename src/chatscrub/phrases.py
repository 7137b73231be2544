"""Ways of saying one thing: phrases with gaps and lists of words, and where a row of words holds one.

A phrase is a text of words. ``{name}`` stands for any entry of that list, ``{name?}`` for one or nothing, ``...`` for
a gap, ``^`` for the beginning of a sentence or of a part behind a comma, ``$`` for no other subject to follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

GAP = 6
"""Words that a gap may hold."""
COMMA = ","
_LIST = re.compile(r"\{(\w+)(\??)\}")
_SIGNS = frozenset({"...", "^", "$", COMMA})
_ABOUT = frozenset("voor om for to tot".split())  # behind them another subject may be named
_THAT = frozenset("dat dit die deze hier daar that this it any these".split())
_MOST = 2_000  # entries of one list, or phrases
_LONGEST = 200  # characters of one

Phrase = tuple[str, ...]


class Wording:
    """Phrases that were read, ready to be looked for in folded words.

    Args:
        phrases: one of them suffices.
        lists: the words that they refer to.
        barred: words that no gap may hold.

    Raises:
        ValueError: a phrase that means nothing, or a list that there is not; the message holds no phrase.
    """

    def __init__(self, phrases: Iterable[str], lists: Mapping[str, Iterable[str]], barred: Iterable[str] = ()) -> None:
        self._barred = frozenset(barred)
        self._lists = {name: [_parsed(entry) for entry in entries] for name, entries in lists.items()}
        for name in self._lists:
            self._check(name, ())
        self._openings: dict[str, frozenset[str]] = {}
        self._by_opening = {name: self._sorted(entries) for name, entries in self._lists.items()}
        found = [_parsed(phrase) for phrase in phrases]
        for phrase in found:
            self._check_phrase(phrase, ())
        self._phrases = self._sorted(found)

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Where the words of one sentence hold a phrase: every pair of start and end there is."""
        known: dict[tuple[str, int], frozenset[int]] = {}
        for start, word in enumerate(words):
            for phrase in self._phrases.get(word, ()):
                yield from ((start, end) for end in self._ends(phrase, words, start, known))

    # --- reading phrases ---

    def _check(self, name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise ValueError(f"the list {name} holds itself")
        if name not in self._lists:
            raise ValueError("a phrase names a list that is not there")
        for entry in self._lists[name]:
            self._check_phrase(entry, (*above, name))

    def _check_phrase(self, phrase: Phrase, above: tuple[str, ...]) -> None:
        for part in phrase:
            if match := _LIST.fullmatch(part):
                self._check(match[1], above)

    def _sorted(self, phrases: Iterable[Phrase]) -> dict[str, list[Phrase]]:
        """Phrases by each word with which they may begin."""
        found: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            for word in self._first(phrase):
                found.setdefault(word, []).append(phrase)
        return found

    def _first(self, phrase: Phrase) -> frozenset[str]:
        found: frozenset[str] = frozenset()
        for part in phrase:
            match = _LIST.fullmatch(part)
            if match:
                found |= self._opening(match[1])
            elif part != "^":
                found |= {part}
            if part != "^" and not (match and match[2]):
                break
        return found

    def _opening(self, name: str) -> frozenset[str]:
        if name not in self._openings:
            self._openings[name] = frozenset().union(*map(self._first, self._lists[name]))
        return self._openings[name]

    # --- finding them ---

    def _ends(
        self, phrase: Phrase, words: Sequence[str], start: int, known: dict[tuple[str, int], frozenset[int]]
    ) -> frozenset[int]:
        """Where the phrase may end when it begins at ``start``."""
        there = frozenset({start})
        for part in phrase:
            there = frozenset().union(*(self._step(part, words, at, known) for at in there))
            if not there:
                break
        return there

    def _step(
        self, part: str, words: Sequence[str], at: int, known: dict[tuple[str, int], frozenset[int]]
    ) -> frozenset[int]:
        if part == "...":
            return self._gap(words, at)
        if part == "^":
            return frozenset({at} if at == 0 or words[at - 1] == COMMA else ())
        if part == "$":
            return frozenset({at} if _ends_there(words, at) else ())
        if match := _LIST.fullmatch(part):
            return self._listed(match[1], words, at, known) | frozenset({at} if match[2] else ())
        return frozenset({at + 1} if words[at : at + 1] == [part] else ())

    def _listed(
        self, name: str, words: Sequence[str], at: int, known: dict[tuple[str, int], frozenset[int]]
    ) -> frozenset[int]:
        if at >= len(words):
            return frozenset()
        if (name, at) not in known:
            entries = self._by_opening[name].get(words[at], ())
            known[name, at] = frozenset().union(*(self._ends(entry, words, at, known) for entry in entries))
        return known[name, at]

    def _gap(self, words: Sequence[str], at: int) -> frozenset[int]:
        end = at
        while end < min(at + GAP, len(words)) and words[end] not in self._barred:
            end += 1
        return frozenset(range(at, end + 1))


def _ends_there(words: Sequence[str], at: int) -> bool:
    """Whether no other subject follows: "no permission", "no permission for that", but not "... for the trip"."""
    return not (words[at : at + 1] and words[at] in _ABOUT and at + 1 < len(words) and words[at + 1] not in _THAT)


def _parsed(phrase: str) -> Phrase:
    parts = tuple(phrase.split())
    if len(phrase) > _LONGEST or not any(part not in _SIGNS for part in parts):
        raise ValueError("a phrase without words, or a very long one")
    if parts[0] == "..." or parts[-1] == "..." or "^" in parts[1:] or "$" in parts[:-1]:
        raise ValueError("a phrase that begins or ends in a gap, or has ^ or $ in its middle")
    if not all(part in _SIGNS or _LIST.fullmatch(part) or part.isalnum() for part in parts):
        raise ValueError("a phrase with other signs than ... ^ $ { } ?")
    return parts
