"""How a name may be written in a text, and whether a word that could be a name is meant as one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from .lexicon import (
    KIN,
    MARKS,
    TUSSENVOEGSELS,
    fold,
    is_common,
    is_compound,
    is_first_name,
    is_form,
    is_homograph,
    is_ordinary,
    is_public,
    is_surname,
)

RUN = re.compile(rf"(?:[^\W\d_]|[{MARKS}])+")
_HYPHENED = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}-[^\W\d_]{2,}")
_STRETCH = re.compile(r"(.)\1{2,}")
_NAME = 100  # code points of a name
_SHORT = 2_000  # code points of a text whose words are kept
_LONG = 5  # letters from which on one wrong letter makes no other name
_FIRST_TOO = frozenset({"ben", "al", "di", "mac", "van"})  # particles that are first names as well


_MOST = 65_536  # words that are known again
_new = tuple.__new__


Chance = Callable[[int, int], float]


class Weight(IntEnum):
    """How much a word says that it is the name."""

    NAME = 0  # nothing else
    WORD = 1  # a rarer word as well
    COMMON = 2  # a word of every conversation as well


_NEEDED = {Weight.WORD: 0.04, Weight.COMMON: 0.06}  # chances from which on such a word is taken for the name
FAINTEST = min(_NEEDED.values())
"""A lower chance of a name says nothing in the second pass."""


class Alias(NamedTuple):
    """One way of naming a person: folded words in a row. ``full``: it is all there is to somebody's name.

    ``exact`` holds the only spelling that counts, for initials such as "JW".
    """

    words: tuple[str, ...]
    person: int
    weight: Weight
    full: bool = False
    exact: str = ""


class Run(NamedTuple):
    """A word of a text: where it stands, as written, folded."""

    start: int
    end: int
    text: str
    key: str


def runs(text: str) -> tuple[Run, ...]:
    """The words of a text. Those of a short one are kept for a while, for it is looked through several times."""
    return _kept(text) if len(text) <= _SHORT else _made(text)


def _made(text: str) -> tuple[Run, ...]:
    return tuple([_new(Run, (*m.span(), m[0], key)) for m in RUN.finditer(text) if (key := fold(m[0]))])


_kept = lru_cache(maxsize=256)(_made)


def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a name. Those of a short one are kept for a while."""
    return _words_of(name) if len(name) <= _NAME else _words_of.__wrapped__(name)


@lru_cache(maxsize=4096)
def _words_of(name: str) -> tuple[str, ...]:
    return tuple([key for match in RUN.finditer(name) if (key := fold(match[0]))])


# --- the ways of writing a name -------------------------------------------------------------------------


def aliases(person: int, name: str, *, sure: bool) -> Iterator[Alias]:
    """The ways in which a text may name somebody called ``name``: whole, by each name, by initials.

    Args:
        person: number in the cast.
        name: as it stands in the chat.
        sure: the structure of the chat knows this person, so a name that is a rarer word too is theirs.
    """
    words = words_of(name)
    named = [i for i in range(len(words)) if _names(words, i)]
    if len(words) > 1 and named:
        whole = Weight.NAME if sure or not all(is_ordinary(words[i]) for i in named) else Weight.COMMON
        yield Alias(words, person, whole, full=True)
        plain = _untitled(words)
        if len(plain) < len(words) and sum(word not in TUSSENVOEGSELS for word in plain) > 1:
            yield Alias(plain, person, whole)
    for i in named:
        yield Alias(
            (words[i],),
            person,
            _weigh(words[i], sure),
            full=len(named) == 1 and not any(len(word) == 1 for word in words[1:]),
        )
    for match in _HYPHENED.finditer(fold(name)):
        yield Alias(tuple(match[0].split("-")), person, Weight.NAME)
        yield Alias((match[0].replace("-", ""),), person, Weight.NAME)
    yield from _by_surname(words, person)
    yield from _by_initials(name, words, person)


def _untitled(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name without the titles before it: "mevrouw Wietske Hoogland" goes by "Wietske Hoogland" too."""
    first = next((i for i, word in enumerate(words) if word not in KIN), len(words))
    return words[first:]


def _names(words: Sequence[str], i: int) -> bool:
    if len(words[i]) < 2 or words[i] in KIN:
        return False
    return words[i] not in TUSSENVOEGSELS or (i == 0 and (words[i] in _FIRST_TOO or len(words) == 1))


def _weigh(word: str, sure: bool) -> Weight:
    if is_common(word) or (word in _FIRST_TOO) or (not sure and (is_ordinary(word) or _is_clipped(word))):
        return Weight.COMMON
    if is_ordinary(word) or is_homograph(word):
        return Weight.WORD if sure else Weight.COMMON
    return Weight.NAME


def _is_clipped(word: str) -> bool:
    """Whether it is a word that lacks its apostrophe: "hes"."""
    return any(is_ordinary(f"{word[:i]}'{word[i:]}") for i in range(1, len(word)))


def _by_surname(words: tuple[str, ...], person: int) -> Iterator[Alias]:
    """A surname with its particles, and the initials before it: "de vries", "s de vries", "j w bos"."""
    at = next((i for i, w in enumerate(words) if i and w in TUSSENVOEGSELS), len(words) - 1)
    last = words[at:]
    if at < 1 or last[-1] in KIN or len(last[-1]) < 2 or words[0] in KIN:
        return
    if len(last) > 1:
        yield Alias(last, person, Weight.COMMON if is_ordinary(last[-1]) else Weight.NAME)
    initials = tuple(w[0] for w in words[:at])
    yield Alias((initials[0], *last), person, Weight.NAME)
    if len(initials) > 1:
        yield Alias((*initials, *last), person, Weight.NAME)
        yield Alias(("".join(initials), *last), person, Weight.NAME)
    if len(last) > 2 and not any("'" in word for word in last):  # "vd Berg", "v.d. Berg", Sanne vd Berg
        letters = tuple(word[0] for word in last[:-1])
        weight = Weight.COMMON if is_ordinary(last[-1]) else Weight.NAME
        for short in ((*letters, last[-1]), ("".join(letters), last[-1])):
            yield Alias(short, person, weight)
            yield Alias((*words[:at], *short), person, Weight.NAME)


def _by_initials(name: str, words: tuple[str, ...], person: int) -> Iterator[Alias]:
    """Initials of all names, with dots or without: "S.d.V.", "sdv", "JW"."""
    words = tuple(word for word in words if word not in ("t", "'t"))
    if len(words) < 2 or words[0] in KIN or any(len(w) < 2 for w in words):
        return
    letters = tuple(w[0] for w in words)
    joined = "".join(letters)
    yield Alias(letters, person, Weight.NAME, exact="dotted")
    if len(joined) > 2 and not is_ordinary(joined) and not is_public(joined):
        yield Alias((joined,), person, Weight.NAME)
    first = [run for run in runs(name) if run.key not in TUSSENVOEGSELS][:2]
    if len(first) == 2 and len(words) > 2 and words[1] not in TUSSENVOEGSELS:
        short = (first[0].text[0] + first[1].text[0]).upper()
        yield Alias((fold(short),), person, Weight.NAME, exact=short)
        yield Alias((fold(short[0]), fold(short[1])), person, Weight.NAME, exact="dotted")


# --- finding them in a text -----------------------------------------------------------------------------


@lru_cache(maxsize=65_536)
def forms(word: str) -> tuple[str, ...]:
    """A folded word as a name may be written: as it is, without a genitive s, with stretched letters let go."""
    found = [word]
    if _STRETCH.search(word):
        found += [_STRETCH.sub(r"\1", word), _STRETCH.sub(r"\1\1", word)]
    return tuple(dict.fromkeys(found + [genitive(form) for form in found]))


def genitive(word: str) -> str:
    """The name in a genitive such as "sannes"."""
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


class Lookup:
    """Aliases by their first word, and where a text holds one of them."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[tuple[str, ...], Alias]] = {}
        self._nothing: set[str] = set()  # folded words with which no alias begins

    def __iter__(self) -> Iterator[Alias]:
        return (alias for row in self.rows.values() for alias in row.values())

    def get(self, words: tuple[str, ...]) -> Alias | None:
        """The alias of exactly these folded words."""
        return self.rows.get(words[0], {}).get(words) if words else None

    def put(self, alias: Alias) -> None:
        """Take an alias in, in the place of one of the same words."""
        self.rows.setdefault(alias.words[0], {})[alias.words] = alias
        self._nothing.clear()

    def find(self, text: str, chance: Chance) -> Iterator[tuple[int, int, int]]:
        """Where the text holds aliases, longest first: start, end, number of the person."""
        there = runs(text)
        at, size, nothing = 0, len(there), self._nothing
        while at < size:
            if there[at].key in nothing:
                at += 1
                continue
            length, end, alias = self._longest(text, there, at, chance)
            if alias is not None:
                yield there[at].start, end, alias.person
            at += max(length, 1)

    def _longest(self, text: str, there: Sequence[Run], at: int, chance: Chance) -> tuple[int, int, Alias | None]:
        known = False
        for first in forms(there[at].key):
            rows = self.rows.get(first)
            known = known or rows is not None
            for words in sorted(rows, key=len, reverse=True) if rows else ():
                alias = rows[words] if rows else None
                if alias and _stands(alias, text, there, at, first) and _meant(alias, there, at, chance):
                    return len(words), there[at + len(words) - 1].end, alias
        found = self._joined(there[at])
        if not known and found[2] is None:
            if len(self._nothing) >= _MOST:
                self._nothing.clear()
            self._nothing.add(there[at].key)
        return found

    def _joined(self, run: Run) -> tuple[int, int, Alias | None]:
        """A name that is grown together with a word: "sannefeestje"."""
        word = run.key
        if 6 < len(word) < 60 and not is_ordinary(word) and not is_compound(word):
            for length in range(len(word) - 2, 4, -1):
                alias = self.get((word[:length],))
                if alias and alias.weight is Weight.NAME and not alias.exact:
                    return 1, run.start + length, alias
        return 1, run.end, None


def _stands(alias: Alias, text: str, there: Sequence[Run], at: int, first: str) -> bool:
    """Whether all words of an alias follow each other from run ``at`` on, with at most a blank or hyphen between."""
    words = alias.words
    if len(words) > len(there) - at or words[0] != first:
        return False
    if len(first) < 4 and _touches_digit(text, there[at]):
        return False
    for i in range(1, len(words)):
        gap = text[there[at + i - 1].end : there[at + i].start]
        dotted = alias.exact != "dotted" or gap in (".", ". ")
        stops = "." in gap and gap != "." and len(there[at + i - 1].key) > 1  # there a sentence ends
        if (
            len(gap.rstrip("'’")) > 2
            or gap.strip(" ._-'’")
            or stops
            or not dotted
            or words[i] not in forms(there[at + i].key)
        ):
            return False
    return alias.exact in ("", "dotted") or there[at].text == alias.exact


def _touches_digit(text: str, run: Run) -> bool:
    return text[run.start - 1 : run.start].isdigit() or text[run.end : run.end + 1].isdigit()


# --- is it meant as a name? -----------------------------------------------------------------------------


def _meant(alias: Alias, there: Sequence[Run], at: int, chance: Chance) -> bool:
    """Whether the model sees a name, however faintly, in a word that could be one: "Thi" in "this"."""
    bent = len(alias.words) == 1 and there[at].key != alias.words[0] and is_ordinary(there[at].key)
    weight = Weight.COMMON if bent else alias.weight
    if weight is Weight.NAME:
        return True
    return chance(there[at].start, there[at + len(alias.words) - 1].end) >= _NEEDED[weight]


# --- names that words cannot catch ----------------------------------------------------------------------

_NO_SPACES = re.compile(r"[\u0e00-\u0e7f\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


_TOGETHER = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]{3,4}")


def literal(name: str) -> str | None:
    """A pattern for a name that words cannot catch: with digits, of signs, in a script without spaces; else None."""
    plain = name.strip().removeprefix("~").strip()
    if _NO_SPACES.search(plain):
        return re.escape(plain)
    wordless = all(len(word) < 2 for word in words_of(plain))
    if len(plain) > 2 and (wordless or any(c.isdigit() for c in plain)):
        return rf"(?<![^\W_]){re.escape(plain)}(?![^\W_])"
    return None


def given_parts(name: str) -> Iterator[str]:
    """The names by which people go whose whole name is written without blanks: 小明 for 王小明, 田中 for 田中太郎."""
    plain = name.strip().removeprefix("~").strip()
    if _TOGETHER.fullmatch(plain):
        yield plain[-2:]
        if len(plain) == 4:
            yield plain[:2]


def title_aliases(group: int, title: str) -> Iterator[Alias]:
    """How a text may name a group: by its whole title, unless that could be any words."""
    words = words_of(title)
    unusual = [w for w in words if not is_ordinary(w) and w not in KIN and w not in TUSSENVOEGSELS and len(w) > 2]
    if words and (unusual or len(words) > 2):
        yield Alias(words, group, Weight.NAME if len(words) > 1 or unusual else Weight.COMMON, full=True)


def unusual_words(text: str) -> Iterator[str]:
    """Runs of words of a file name that no dictionary has: most likely somebody's name."""
    found: list[str] = []
    for at, run in enumerate([*runs(text.replace("_", " ")), None]):
        if run and len(run.key) > 2 and not (is_public(run.key) or _is_word(run, at == 0)):
            found.append(run.text)
        elif found:
            yield " ".join(found)
            found = []


def _is_word(run: Run, first: bool) -> bool:
    """Whether a word of a file name is an ordinary one, or a form of one that nobody is called."""
    if is_ordinary(run.key) or is_compound(run.key):
        return True
    named = is_first_name(run.key) or is_surname(run.key) or not (first or run.text.islower())
    return not named and is_form(run.key)


def pattern(literals: Iterable[str]) -> re.Pattern[str] | None:
    """One pattern for all literals, longest first; None when there are none."""
    ordered = sorted(set(literals), key=len, reverse=True)
    return re.compile("|".join(f"(?:{p})" for p in ordered), re.IGNORECASE) if ordered else None


def is_slip(one: str, other: str) -> bool:
    """Whether two words are one edit apart: a letter more, less, other, or two that have changed places."""
    if min(len(one), len(other)) < _LONG or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rests = (one[at:], other[at + 1 :]), (one[at + 1 :], other[at:]), (one[at + 1 :], other[at + 1 :])
    swapped = one[at + 1 : at + 2] + one[at : at + 1] + one[at + 2 :] == other[at:]
    return one != other and (swapped or any(a == b for a, b in rests))
