"""The second pass: what the first pass is sure of in a chat is looked for again everywhere in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from .aliases import FAINTEST, Alias, Lookup, Weight, words_of
from .hashtags import Names, Sort, Token, Whom, compounds, spelled, tokens
from .lexicon import (
    KIN,
    TUSSENVOEGSELS,
    fold,
    is_compound,
    is_first_name,
    is_homograph,
    is_ordinary,
    is_surname,
)
from .model import Finding, Kind
from .people import Cast, hear

if TYPE_CHECKING:
    from .mentions import Name
    from .ner import Read

_SURE = 0.5
_PERSON = 0  # the model's first kind
_PLACES = (Kind.LOCATION, Kind.ADDRESS, Kind.ORG)
_NAMED = frozenset({Kind.PERSON, Kind.HANDLE, *_PLACES})
_ARTICLES = TUSSENVOEGSELS | {"the"}
_WORD = re.compile(r"\w+(?:[.-]\w+)*")
_LETTERS = re.compile(r"(?<!\w)[^\W\d_]\W{1,3}[^\W\d_]\W{1,3}[^\W\d_](?!\w)")
_NEARLY = 0.99  # so that a chance which was rounded is no less
_BY, _SCORE = "repeated", 0.9


class Unit(NamedTuple):
    """A text with the names that the model read in it, in its context."""

    text: str
    names: tuple[Name, ...]


class Hint(NamedTuple):
    """A piece of a word in which the model sees a chance (0..1) of a name, in code points of its text.

    ``kind`` is the place of the kind among those of the model.
    """

    start: int
    end: int
    kind: int
    chance: float


def hints(read: Read) -> Iterator[Hint]:
    """All that the second pass has to know of what the model saw in a text."""
    reading = read.reading
    if reading.highest < FAINTEST * _NEARLY:
        return
    kinds = (_PERSON, *_places())
    rows, columns = (reading.chances[:, kinds] >= FAINTEST).nonzero()
    if not len(rows):
        return
    starts, ends, chances = reading.starts[rows].tolist(), reading.ends[rows].tolist(), reading.chances
    for row, column, start, end in zip(rows.tolist(), columns.tolist(), starts, ends, strict=True):
        yield Hint(start, end, kinds[column], chances.item(row, kinds[column]))


def _chance(seen: Sequence[Hint], start: int, end: int, kinds: Collection[int]) -> float:
    """The highest chance of one of these kinds in a range; 0 for one that says nothing."""
    return max((h.chance for h in seen if h.end > start and h.start < end and h.kind in kinds), default=0.0)


First = Iterable[tuple[str, Sequence[Finding]]]
"""Every text, in order, with what the first pass found in it; field 0. It is gone through more than once."""


class SecondPass:
    """Looks again for everything that this chat has taught: people, places, numbers, user names.

    Args:
        cast: the people whom the structure makes known; those of whom the first pass is sure are added.
        first: what the first pass found.
        known: names of people from earlier runs.
    """

    def __init__(self, cast: Cast, first: First, known: Iterable[str] = ()) -> None:
        self.cast = cast
        self.first = first
        self.places = _Places()
        free: dict[tuple[str, Kind], None] = {}
        glued: dict[tuple[str, Finding], None] = {}
        read = _Tokens({})
        for text, found in _sure(first):
            if any(_holds(token, found) for token in read(text)):
                glued[text, found] = None
            else:
                free[_together(text[found.start : found.end], found.kind), found.kind] = None
        self._learn(free)
        for name in sorted(known, key=lambda name: (-len(name), name)):
            cast.recall(name)
        again = _Tokens(self._names())  # tell which of the others are somebody's whom we know: "#teamsanne"
        self._learn((text[f.start : f.end], f.kind) for text, f in glued if not _is_explained(f, again(text)))
        self.names = self._names()
        self.handles = frozenset(self._handles())

    def _learn(self, sure: Iterable[tuple[str, Kind]]) -> None:
        people: list[str] = []
        for value, kind in sure:
            if kind is Kind.PERSON:
                people.append(value)
            else:
                self.places.add(value, kind)
        hear(self.cast, people)

    def _names(self) -> Names:
        """Everything that is nothing but a name, without blanks."""
        names = {"".join(alias.words): Whom(kind) for alias, kind in self.places if alias.weight is Weight.NAME}
        for alias in self.cast.aliases():
            if alias.weight is Weight.NAME and not alias.exact:
                names["".join(alias.words)] = Whom(self.cast.people[alias.person].kind, alias.person)
        return names

    def _handles(self) -> Iterator[str]:
        read = _Tokens(self.names)
        for text, found in self.first:
            for f in found:
                if f.kind is Kind.HANDLE and not _is_explained(f, read(text)):
                    plain = fold(text[f.start : f.end]).strip("@")
                    if len(plain) > 4 and _WORD.fullmatch(plain) and not is_ordinary(plain):
                        yield plain

    def findings(self, text: str, seen: Sequence[Hint], first: Sequence[Finding]) -> Iterator[Finding]:
        """All findings in a text, those of the first pass first; field 0."""
        glued = list(tokens(text, self.names))
        letters = list(self._spelled(text))
        rest = [f for f in first if not _is_spelled(f, text, letters)]
        found = [*self._first(text, rest, glued), *letters, *self._people(text, seen), *self._handled(text)]
        for token in glued:
            found += (Finding(0, p.start, p.end, p.whom.kind, _SCORE, _BY, p.whom.person) for p in token.parts)
        for p in compounds(text, self.names):
            found.append(Finding(0, p.start, p.end, p.whom.kind, _SCORE, _BY, p.whom.person))
        yield from found
        for start, end, kind in self.places.find(text, seen):
            if not any(f.start < end and start < f.end for f in found):
                yield Finding(0, start, end, kind, _SCORE, _BY)

    def _first(self, text: str, first: Sequence[Finding], glued: Sequence[Token]) -> Iterator[Finding]:
        """The findings of the first pass, each for one person; the names in a hashtag stand for the whole of it."""
        for found in first:
            if _is_explained(found, glued):
                continue
            value = text[found.start : found.end]
            people = self.cast.divided(value) if found.kind is Kind.PERSON else []
            for start, end, _ in people:
                yield found._replace(start=found.start + start, end=found.start + end)
            if not people:
                yield self._as_person(value, found)

    def _as_person(self, value: str, found: Finding) -> Finding:
        """A mention such as "@Sanne" is the person, when the chat knows one of that name."""
        if found.kind is Kind.HANDLE and value[0] == "@" and self.cast.known(value[1:]):
            return found._replace(start=found.start + 1, kind=Kind.PERSON, by="people")
        return found

    def _people(self, text: str, seen: Sequence[Hint]) -> Iterator[Finding]:
        for start, end, person in self.cast.mentions(text, lambda a, b: _chance(seen, a, b, (_PERSON,))):
            yield Finding(0, start, end, self.cast.people[person].kind, 1.0, "people")
        for start, end, _ in self.cast.numbers(text):
            yield Finding(0, start, end, Kind.PHONE, 1.0, "people")

    def _spelled(self, text: str) -> Iterator[Finding]:
        """Names that are spelled letter by letter: of somebody in the chat, or of the lists."""
        for start, end, word, name, _ in spelled(text):
            person = None if is_ordinary(fold(word)) else self.cast.known(word)
            if person or name:
                yield Finding(0, start, end, Kind.PERSON, _SCORE, _BY, person.number if person else -1)

    def _handled(self, text: str) -> Iterator[Finding]:
        for word in _WORD.finditer(text) if self.handles else ():
            if fold(word[0]) in self.handles:
                yield Finding(0, word.start(), word.end(), Kind.HANDLE, _SCORE, _BY)


def _is_spelled(found: Finding, text: str, letters: Iterable[Finding]) -> bool:
    """Whether nothing is in a finding of the first pass but a name or an ordinary word letter by letter.

    Ordinary words may stand beside it, but none that is now and then a name, such as Roos or Will.
    """
    if found.kind is not Kind.PERSON or not _LETTERS.search(text):
        return False
    names = [(f.start, f.end) for f in letters if f.start < found.end and found.start < f.end]
    if any(_are_no_names(text[found.start : low] + " " + text[high : found.end]) for low, high in names):
        return True
    words = (word for word in spelled(text) if word.plain)
    return any(word.start <= found.start and found.end <= word.end for word in words)


def _together(value: str, kind: Kind) -> str:
    """A person's name, its letters together when they are spelled one by one and no other name stands beside them."""
    word = next(spelled(value), None) if kind is Kind.PERSON else None
    return word.word if word and _are_no_names(value[: word.start] + " " + value[word.end :]) else value


def _are_no_names(words: str) -> bool:
    """Whether all words are ordinary ones that are never somebody's name."""
    return all(is_ordinary(w) and not _may_be_name(w) for w in map(fold, _WORD.findall(words)))


def _may_be_name(folded: str) -> bool:
    return is_homograph(folded) or is_first_name(folded) or is_surname(folded)


class _Tokens:
    """The tokens of a text; of the last one they are kept, for it has many findings."""

    def __init__(self, names: Mapping[str, Whom]) -> None:
        self._names = names
        self._text, self._found = "", list[Token]()

    def __call__(self, text: str) -> list[Token]:
        if text != self._text:
            self._text, self._found = text, list(tokens(text, self._names))
        return self._found


# --- what is learned ------------------------------------------------------------------------------------


def _sure(first: First) -> Iterator[tuple[str, Finding]]:
    """The names of which the first pass is sure; of people only those that are no part of something else."""
    for text, found in first:
        others = [f for f in found if f.kind is not Kind.PERSON]
        for f in found:
            alone = f.kind in _PLACES or not any(o.start < f.end and f.start < o.end for o in others)
            if f.kind in (Kind.PERSON, *_PLACES) and f.score >= _SURE and alone:
                yield text, f


def _holds(token: Token, found: Finding) -> bool:
    return token.start <= found.start and found.end <= token.end


def _is_explained(found: Finding, glued: Iterable[Token]) -> bool:
    """Whether a finding is all or part of a hashtag or the like of which nothing is left without known names.

    A user name stays whole, unless it is nothing but such names. Names of files are at times taken for links.
    """
    there = next((token for token in glued if _holds(token, found)), None)
    if there is None or found.kind not in _NAMED:
        return there is not None and there.whole and there.sort is Sort.FILE and found.kind is Kind.URL
    if found.kind is Kind.HANDLE:
        return there.bare or (there.whole and there.sort in (Sort.TAG, Sort.FILE))
    return there.whole


class _Places:
    """Places, addresses and organisations of which the first pass is sure, and where a text holds one again."""

    def __init__(self) -> None:
        self._lookup = Lookup()
        self._kinds: list[Kind] = []

    def __iter__(self) -> Iterator[tuple[Alias, Kind]]:
        return ((alias, self._kinds[alias.person]) for alias in self._lookup)

    def add(self, name: str, kind: Kind) -> None:
        """Learn a name, also without the article before it; the kind that came first stays."""
        words = words_of(name)
        if all(word in _ARTICLES or word in KIN for word in words):
            return
        for row in (words, words[1:]) if words[0] in _ARTICLES else (words,):
            if row and self._lookup.get(row) is None:
                self._lookup.put(Alias(row, len(self._kinds), _weigh(row), full=True))
                self._kinds.append(kind)

    def find(self, text: str, seen: Sequence[Hint]) -> Iterator[tuple[int, int, Kind]]:
        """Where the text holds one; of ordinary words only where the model sees a chance of a place."""
        places = _places()
        for start, end, number in self._lookup.find(text, lambda a, b: _chance(seen, a, b, places)):
            yield start, end, self._kinds[number]


def _weigh(words: tuple[str, ...]) -> Weight:
    odd = (w for w in words if len(w) > 2 and w not in _ARTICLES)
    if any(not (is_ordinary(w) or is_compound(w) or is_homograph(w)) for w in odd) and len("".join(words)) > 3:
        return Weight.NAME
    return Weight.COMMON


@cache
def _places() -> tuple[int, ...]:
    """The places of these kinds in a reading's chances."""
    from .ner import reader

    model = reader().model
    assert model is not None
    return tuple(model.kinds.index(kind.value) for kind in _PLACES)
