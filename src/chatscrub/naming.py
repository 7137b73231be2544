"""What the names of somebody tell: first names, tussenvoegsels, surname, nicknames, sex."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from .lexicon import KIN, MARKS, TUSSENVOEGSELS, fold, is_first_name, is_surname
from .standins import is_listed_first, is_listed_surname, is_surname_first

_LETTERS = rf"(?:[^\W\d_]|[{MARKS}])+"
_WORD = re.compile(rf"['’][tsTS](?=\s)|{_LETTERS}(?:['’]{_LETTERS})*")
_FEMALE = frozenset(
    "mw mevr mevrouw juf juffrouw mrs ms miss madam madame frau tante tant tantie oma omi moeder moeke mam mama mamma "
    "mum mummy mom mommy nonna gran granny grandma aunt auntie aunty zus zusje sis sister nicht nichtje buurvrouw "
    "zuster dochter daughter wifey".split()
)
_MALE = frozenset(
    "dhr heer meneer mr sir herr monsieur oom ome nonkel opa opi vader pap papa pappa pa dad daddy grandpa grandad "
    "gramps uncle broer broertje bro brother neef neefje buurman zoon son hubby pater father pastoor".split()
)
_FORMAL = frozenset(
    "mw mevr mevrouw dhr heer meneer mr mrs ms miss dr drs ir ing prof professor fam familie family juf juffrouw "
    "meester sir madam madame monsieur frau herr dokter doctor".split()
)
TITLES = KIN | _FORMAL
_FIRST_TOO = frozenset({"ben", "mac"})  # particles that are first names as well


class Word(NamedTuple):
    """A word of a name: where it stands, as written, folded."""

    start: int
    end: int
    text: str
    key: str


def words(name: str) -> list[Word]:
    """The words of a name; a hyphen parts them, an apostrophe does not."""
    return [Word(m.start(), m.end(), m[0], key) for m in _WORD.finditer(name) if (key := fold(m[0]))]


def is_particle(key: str) -> bool:
    """Whether a folded word is a tussenvoegsel."""
    return key.strip("'") in TUSSENVOEGSELS


def is_title(row: Sequence[Word], at: int) -> bool:
    """Whether a word is a title or relative: before the name, or behind it without a capital."""
    leads = all(word.key in TITLES for word in row[:at])
    return row[at].key in TITLES and (leads or row[at].text.islower())


class Known(NamedTuple):
    """What the names of somebody say, folded: first names, particles, surnames, other short names, sex by title."""

    firsts: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    nicks: frozenset[str] = frozenset()
    sex: str = ""
    hyphened: bool = False

    def initials(self) -> frozenset[str]:
        """Rows of initials that stand for this person: of all names, with and without particles, of first names."""
        first, last = letters(self.firsts), letters(self.surnames)
        return frozenset(r for r in (first, first + last, first + letters(self.particles) + last) if len(r) > 1)


def letters(names: Iterable[str]) -> str:
    """The first letters of names, in a row."""
    return "".join(name.strip("'")[:1] for name in names)


def read(names: Sequence[str]) -> Known:
    """Take the names of one person apart."""
    return _read(tuple(names))


@lru_cache(maxsize=4096)
def _read(names: tuple[str, ...]) -> Known:
    rows = [words(name) for name in names]
    titles = {word.key for row in rows for word in row if word.key in TITLES}
    known = Known(hyphened=any(re.match(rf"{_LETTERS}-{_LETTERS}", name) for name in names))
    singles: list[str] = []
    for row in rows:
        plain = [word.key for at, word in enumerate(row) if not is_title(row, at) and len(word.key) > 1]
        formal = any(is_title(row, at) and word.key in _FORMAL for at, word in enumerate(row))
        if len(plain) == 1 and not formal:
            singles += plain
            continue
        firsts, particles, surnames = _divide(plain, formal)
        if len(firsts) > len(known.firsts):
            known = known._replace(firsts=firsts)
        if len(surnames) > len(known.surnames):
            known = known._replace(particles=particles, surnames=surnames)
    return _with_singles(known, singles)._replace(sex=_sex(titles))


def _divide(row: list[str], formal: bool) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """First names, particles and surnames of one name in several words."""
    starts = [i for i, key in enumerate(row[:-1]) if is_particle(key) and (i or key not in _FIRST_TOO)]
    if starts:
        at = starts[0]
        run = next((i for i in range(at, len(row)) if not is_particle(row[i])), len(row))
        return tuple(row[:at]), tuple(row[at:run]), tuple(key for key in row[run:] if not is_particle(key))
    if formal:
        return tuple(row[:-1]), (), tuple(row[-1:])
    if len(row) > 1 and _is_surname_first(row[0], row[-1]):
        return tuple(row[1:]), (), tuple(row[:1])
    cut = 1
    while cut < len(row) - 1 and is_listed_first(row[cut]):
        cut += 1
    return tuple(row[:cut]), (), tuple(row[cut:])


def _is_surname_first(first: str, last: str) -> bool:
    """Whether a name in two or more words begins with its surname, as Chinese and Vietnamese ones may."""
    turned = is_listed_first(last) or not is_listed_first(first)
    return is_surname_first(first) and turned and not is_listed_surname(last)


def _is_surname(key: str) -> bool:
    """Whether a word alone is a surname and no first name."""
    return (is_listed_surname(key) or is_surname(key)) and not (is_listed_first(key) or is_first_name(key))


def _with_singles(known: Known, singles: Iterable[str]) -> Known:
    """Names of one word: the first name or surname where none is known yet, else a nickname."""
    for key in singles:
        if {key, key.removesuffix("s")} & {*known.firsts, *known.surnames} or key in known.initials():
            continue
        if not known.surnames and _is_surname(key):
            known = known._replace(surnames=(key,))
        elif not known.firsts:
            known = known._replace(firsts=(key,))
        else:
            known = known._replace(nicks=known.nicks | {key})
    return known


def _sex(titles: set[str]) -> str:
    if bool(titles & _FEMALE) == bool(titles & _MALE):
        return ""
    return "f" if titles & _FEMALE else "m"
