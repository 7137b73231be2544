"""Words without blanks between them, as in hashtags, mentions and file names, and the known names in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import NamedTuple

from .lexicon import fold, is_common, is_compound, is_first_name, is_ordinary, is_place, is_public, is_surname
from .model import Kind
from .recognizers.url import FILES, PLAIN, WORDS

_LOW, _HIGH = "[a-zß-öø-ÿ]", "[A-ZÀ-ÖØ-Þ]"
_SIGNS = re.compile(rf"[#@]\w|\w\.\w|{_LOW}{_HIGH}")
_TOKEN = re.compile(r"(?:(?<![\w#@])[#@])?\w+(?:[.-]\w+)*")
_CAMEL = re.compile(_LOW + _HIGH)
_LETTERS = re.compile(r"[^\W\d_]+")
_EDGE = re.compile(rf"(?<={_LOW})(?={_HIGH})")
_LONGEST = 40  # letters of a word or name in a token
_INITIALS = 5
_INSIDE, _BESIDE = 4, 5  # letters of a name beside others: between capitals or ordinary words, and else
_MANY_DIGITS = 5
_SPELLED = re.compile(r"(?<![\w'’.&-])[^\W\d_]([ .·*_-]|, | - )[^\W\d_](?:\1[^\W\d_]){1,18}(?![\w'’&-])")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"  # of answers to choose from: "a-b-c-d"
_LONG_WORD = re.compile(r"(?<![\w#@])[^\W\d_]{8,40}(?![\w@])")


class Sort(Enum):
    """What a token is."""

    TAG = "#"
    MENTION = "@"
    FILE = "file"
    LINK = "link"
    CAMEL = "camel"


class Whom(NamedTuple):
    """What a name in a token is the name of; ``person`` as in a Finding."""

    kind: Kind
    person: int = -1


class Part(NamedTuple):
    """A name in a token, in code points of the text."""

    start: int
    end: int
    whom: Whom


class Token(NamedTuple):
    """A token with the names in it. ``whole``: the rest is ordinary words; ``bare``: there is no rest."""

    start: int
    end: int
    sort: Sort
    parts: tuple[Part, ...]
    whole: bool
    bare: bool


Names = Mapping[str, Whom]
"""Names by their folded letters, without blanks."""


def tokens(text: str, names: Names) -> Iterator[Token]:
    """The hashtags, mentions, names of files and hosts, and words with capitals inside, of a text."""
    if not _SIGNS.search(text):
        return
    for match in _TOKEN.finditer(text):
        if sort := _sort(match[0]):
            yield _read(match, sort, names)


def _sort(token: str) -> Sort | None:
    if token[0] in "#@":
        return Sort(token[0])
    ending = token.rpartition(".")[2].lower() if "." in token else ""
    if ending in FILES:
        return Sort.FILE
    if ending in PLAIN or ending in WORDS:
        return Sort.LINK
    return Sort.CAMEL if _CAMEL.search(token) else None


def _read(match: re.Match[str], sort: Sort, names: Names) -> Token:
    token, shift = match[0], match.start()
    end = token.rindex(".") if sort in (Sort.FILE, Sort.LINK) else len(token)
    parts: list[Part] = []
    whole = sum(map(str.isdigit, token)) < _MANY_DIGITS
    letters = 0
    for word in _LETTERS.finditer(token, 0, end):
        letters += len(word[0])
        for low, high, whom in _in_word(word[0], names):
            if whom is None:
                whole = False
            elif whom is not _WORDS:
                parts.append(Part(shift + word.start() + low, shift + word.start() + high, whom))
    bare = sum(p.end - p.start for p in parts) == letters == sum(map(str.isalnum, token[:end]))
    return Token(shift, match.end(), sort, tuple(parts), whole and bool(parts), bare and bool(parts))


class Spelled(NamedTuple):
    """A word that a text spells letter by letter, in code points of the text; ``name``: it is one, of the lists."""

    start: int
    end: int
    word: str
    name: bool
    plain: bool


def spelled(text: str) -> Iterator[Spelled]:
    """The words that a text spells letter by letter, such as "K-O-W-A-L" or "m a r l i e s"; initials are none."""
    for match in _SPELLED.finditer(text):
        word = "".join(_LETTERS.findall(match[0]))
        if match[1] == "." and word.isupper() and len(word) <= _INITIALS:
            continue
        folded = fold(word)
        ordinary = is_ordinary(folded) or is_public(folded)
        named = is_first_name(folded) or is_surname(folded)
        plain = (ordinary or folded in _ALPHABET) and not named and match[1] in " -"
        yield Spelled(*match.span(), word, named and not ordinary and len(word) >= _INSIDE, plain)


def compounds(text: str, names: Names) -> Iterator[Part]:
    """The known names in words such as "durkavond", whose other half is an ordinary word."""
    for match in _LONG_WORD.finditer(text) if names else ():
        if cut := _in_compound(fold(match[0]), len(match[0]), names):
            low, high, whom = cut
            yield Part(match.start() + low, match.start() + high, whom)


def _in_compound(word: str, length: int, names: Names) -> tuple[int, int, Whom] | None:
    """The longest name with which a folded word begins or ends, when nothing but an ordinary word is left of it."""
    ends = ((at, names.get(word[:at]), names.get(word[-at:])) for at in range(length - _INSIDE, _INSIDE - 1, -1))
    for at, first, last in ends:
        if (first and _is_half(word[at:])) or (last and _is_half(word[:-at])):
            if len(word) != length or _is_known(word):
                return None
            return (0, at, first) if first and _is_half(word[at:]) else (length - at, length, last or _WORDS)
    return None


def _is_half(word: str) -> bool:
    """Whether a name can stand glued to it: "avond", also behind the s of "lisasverjaardag"."""
    return any(len(half) >= _INSIDE and is_ordinary(half) for half in (word, word.removeprefix("s")))


def _is_known(word: str) -> bool:
    """Whether a word is one of the language, or somebody's or some place's name as it stands."""
    lists = (is_ordinary, is_compound, is_public, is_first_name, is_surname, is_place)
    return any(is_in(word) for is_in in lists)


# --- one word of a token --------------------------------------------------------------------------------

_WORDS = Whom(Kind.FILE)  # stands for ordinary words
_Cut = tuple[int, int, "Whom | None"]  # start, end, whose name; None for letters that are no word


def _in_word(word: str, names: Names) -> Iterator[_Cut]:
    """A run of letters cut into names and the rest, at its capitals first."""
    if is_public(fold(word)):
        yield 0, len(word), _WORDS
        return
    edges = [0, *(m.start() for m in _EDGE.finditer(word)), len(word)]
    at = 0
    while at < len(edges) - 1:
        low = edges[at]
        for to in range(max(bisect_right(edges, low + _LONGEST) - 1, at + 1), at, -1):
            alone = edges[to] - low == len(word)
            if (alone or edges[to] - low >= _INSIDE) and (whom := names.get(fold(word[low : edges[to]]))):
                yield low, edges[to], whom
                break
        else:
            to = at + 1
            for start, end, whom in _in_hump(fold(word[low : edges[to]]), edges[to] - low, names):
                yield low + start, low + end, whom
        at = to


def _in_hump(hump: str, length: int, names: Names) -> list[_Cut]:
    """A folded word without capitals inside, which is no known name as a whole, cut into names and the rest."""
    if is_ordinary(hump) or is_compound(hump) or is_public(hump) or length < 2:
        return [(0, length, _WORDS)]
    if len(hump) != length or length > _LONGEST or is_first_name(hump) or is_surname(hump) or is_place(hump):
        return [(0, length, None)]
    cut = _fewest(hump, names)
    if cut and any(whom is not _WORDS for *_, whom in cut):
        plain = _fewest(hump, {})
        return [(0, length, _WORDS)] if plain and len(plain) <= _words(cut) else cut
    return [(0, length, _WORDS)] if cut else _at_an_end(hump, names)


def _fewest(hump: str, names: Names) -> list[_Cut]:
    """The cut into known names and ordinary words with the fewest words, then the longest names; empty if none."""
    best: list[list[_Cut] | None] = [[], *([None] * len(hump))]
    for end in range(2, len(hump) + 1):
        for start in range(end - 1):
            before, piece = best[start], hump[start:end]
            if before is None:
                continue
            whom = names.get(piece) if end - start >= _INSIDE else None
            if whom or _is_word(piece):
                found = [*before, (start, end, whom or _WORDS)]
                now = best[end]
                if now is None or _rank(found) < _rank(now):
                    best[end] = found
    return best[-1] or []


def _is_word(piece: str) -> bool:
    return is_ordinary(piece) if len(piece) > 2 else is_common(piece)


def _rank(cut: list[_Cut]) -> tuple[int, int]:
    return _words(cut), -sum(end - start for start, end, whom in cut if whom is not _WORDS)


def _words(cut: list[_Cut]) -> int:
    return sum(whom is _WORDS for *_, whom in cut)


def _at_an_end(hump: str, names: Names) -> list[_Cut]:
    """The longest name with which a word begins or ends, and letters of no word beside it."""
    for length in range(len(hump) - 1, _BESIDE - 1, -1):
        if whom := names.get(hump[:length]):
            return [(0, length, whom), (length, len(hump), None)]
        if whom := names.get(hump[-length:]):
            return [(0, len(hump) - length, None), (len(hump) - length, len(hump), whom)]
    return [(0, len(hump), None)]
