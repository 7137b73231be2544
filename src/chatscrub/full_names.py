"""Whether words could be a name with a surname, told by the lists alone: quick, and without the model.

What ``chatscrub check`` stops as a name has to be one by this, and a text in which nothing is one needs no model.
So a rule that is loosened here is loosened in both places at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from .lexicon import (
    MARKS,
    TUSSENVOEGSELS,
    fold,
    is_common,
    is_compound,
    is_first_name,
    is_homograph,
    is_ordinary,
    is_public,
    is_surname,
)

_LETTER = rf"(?:[^\W\d_]|[{MARKS}])"
_WORD = re.compile(rf"{_LETTER}+(?:['’](?:t|s|re|ve|ll|d|m|n)(?!\w))?")
# What may stand between the words of a name: "Jan  (Johannes) de Vries", "Vries, Sanne de", a line that goes on.
_GAP = re.compile(
    r"[ \t\u00a0_./-]{0,3}[,;]?[ \t\u00a0]{0,2}[\"'\u2018\u2019\u201c(*_]{0,3}"
    r"|[\"'\u2019\u201d)*_]{1,3}[ \t\u00a0_.,-]{1,3}|[ \t,]{0,2}\r?\n[ \t>*#-]{0,8}"
)
_HUMP = re.compile(r"(?<=[a-zß-öø-ÿ])(?<!(?<![^\W_])Mc)(?<!(?<![^\W_])Mac)(?=[A-ZÀ-ÖØ-Þ])")
_TITLES = frozenset(
    "meneer mevrouw mevr mw mvr mr mrs ms mx miss sir madam dhr heer dr drs prof dokter doctor ds juf meester".split()
)
_PARTICLES = TUSSENVOEGSELS - {"op", "aan", "bij", "in", "over", "d", "s", "y", "e", "o", "of"}
_CLAN = re.compile(r"mc[a-z]{4,}")
_PREFIX = re.compile(r"Ma?c(?=[A-Z][a-z])")
_ELIDED = frozenset("od")
"""Particles before an apostrophe: "o'gallchobhair", "d'hondt"."""
_EPITHETS = frozenset("groot klein grote kleine oude olde nieuwe nije lage hoge".split())
"""Words before a surname of the east of the Netherlands: "Klein Gunnewiek"."""
_SMALL = "[a-zß-öø-ÿ][a-zß-öø-ÿ'’-]{2,30}"
_LINKED = re.compile(
    rf"(?<![\w.@/-])(?P<first>{_SMALL})[ \t]{{1,2}}"
    r"(?:van|von|vd|v\.d\.|den|der|ter|ten|el|al|bin|ben|mac|mc)[ \t]{1,2}"
    rf"(?:(?:de|der|den|het|'t)[ \t]{{1,2}})?(?P<last>{_SMALL})(?![\w@/-]|\.\w)"
)
# Behind words such as "mw" or "client" two words without capitals that nobody knows are a name.
_CUED = re.compile(
    r"(?<!\w)(?:[Mm]w|[Mm]vr|[Mm]evr|[Mm]evrouw|[Mm]eneer|[Dd]hr|[Mm]rs|[Mm]r|[Mm]iss|[Cc]li[eë]nte?|[Pp]ati[eë]nte?|[Pp]atient"
    r"|[Nn]aam|[Nn]ame|[Mm]oeder|[Vv]ader|[Zz]oon|[Dd]ochter|[Zz]us|[Bb]roer|[Mm]other|[Ff]ather|[Ss]on|[Dd]aughter|[Ss]ister"
    rf"|[Bb]rother)[.:]?[ \t]{{1,2}}(?P<first>{_SMALL})[ \t]{{1,2}}(?P<last>{_SMALL})(?![\w@/-]|\.\w)"
)
_LONGEST = 60
# Of the first names that are ordinary words, and no homographs by the list, those that many people have.
_NAMES_TOO = frozenset(
    """
    adele alexa allen ben brandy candy chad charity chelsea cherry christian claas claude constant dan danish desire
    erin ernst fae flip ford frans froukje georgia grant gul habib harm helder helen honey hope jesus job joe joke
    jordan julie jung ken kent kit koop koos leen lieve masha melodie mercedes mo nan nat noe porter precious prince
    reed roman sang sky sung teddy ton tori val valentijn valentine walker wang wei wilko will yen zak zara
    """.split()
)
# First names that are words of programs, which stand beside others in every line of code.
_CODE = frozenset(
    """
    abs alt alpha ana ast beta bin char chi ci cal co cor dan def del delta don dot dim don echo el elif eli em env
    eta ext fin fold gamma gen han ida ids io ip jo job ko lang lem len lex li lib lin ma mar mark marisa mat math max
    med meta min mo mock mon nav nick nil nor omega pa pari pat per phi pi pip pos psi rex ray rho rio ron sol sum sun
    tag tal tau theo tia tim uri ursa van var vi win zeta
    """.split()
)


class _Word(NamedTuple):
    """What the lists know of a word."""

    first: bool  # a first name
    last: bool  # a surname
    ordinary: bool  # a word of a dictionary, whatever else it is
    common: bool  # one of every conversation
    often: bool  # an ordinary word by which many people are called

    @property
    def strange(self) -> bool:
        return not (self.first or self.last or self.ordinary)

    @property
    def sure(self) -> bool:
        """Whether it is hardly ever anything but a name."""
        return (self.first or self.last) and not (self.ordinary or self.common)


class Pair(NamedTuple):
    """Two words that could be a name together, as a range of the text."""

    start: int
    end: int


@lru_cache(maxsize=65_536)
def _known(folded: str) -> _Word:
    if folded[-2:] in ("'s", "\u2019s"):
        folded = folded[:-2]
    if len(folded) > _LONGEST or "'" in folded or "\u2019" in folded:
        return _Word(False, False, True, True, False)
    first, last = is_first_name(folded), is_surname(folded) or _CLAN.fullmatch(folded) is not None
    ordinary = is_ordinary(folded) or is_public(folded) or not (first or last or not is_compound(folded))
    often = first and (is_homograph(folded) or folded in _NAMES_TOO)
    return _Word(first, last, ordinary, is_common(folded), often)


def pairs(text: str, *, code: bool = False) -> Iterator[Pair]:
    """Words beside each other that could be a first name and a surname, initials and one, or a title and one.

    Args:
        text: as it is read.
        code: it is a program, in which names are written with capitals.
    """
    before: tuple[int, int, str] | None = None
    particle = False
    for start, end in _words(text):
        word = text[start:end]
        beside = before is not None and _GAP.fullmatch(text, before[1], start)
        if before and beside:
            if _goes_between(text, word, end):
                before, particle = (before[0], end, before[2]), True
                continue
            if _fit(before[2], word, text[before[1] : start], code, particle):
                yield Pair(before[0], end)
        before, particle = (start, end, word), False
    if not code:
        yield from plain_names(text)


def _goes_between(text: str, word: str, end: int) -> bool:
    """Whether a word stands between a first name and a surname: "de", "Klein", "o'"."""
    if word in _ELIDED and text[end : end + 1] in {"'", "’"}:
        return True  # a capital is an initial to what follows, as in "with O'Brien"
    plain = fold(word)
    return plain in _PARTICLES or (plain in _EPITHETS and word[0].isupper())


def plain_names(text: str) -> Iterator[Pair]:
    """Names without capitals that no list knows: "ottoline van haecke", and two words behind "mw" or "client"."""
    for pattern in (_LINKED, _CUED):
        for found in pattern.finditer(text):
            if all(_nobody_knows(found[group]) for group in ("first", "last")):
                yield Pair(found.start("first"), found.end("last"))


def _nobody_knows(word: str) -> bool:
    """Whether no list has a word, or only as a name."""
    known = _known(fold(word))
    return known.strange or known.sure


def has_surname(value: str, *, code: bool = False) -> bool:
    """Whether a value could be a name with a surname."""
    return next(pairs(value, code=code), None) is not None


def is_listed(value: str) -> bool:
    """Whether a name holds a first name by the lists, or initials before a surname by them."""
    words = [value[start:end] for start, end in _words(value)]
    known = [_known(fold(word)) for word in words]
    if any(word.first and (word.sure or word.often) for word in known):
        return True
    return any(len(word) == 1 for word in words) and any(word.last for word in known)


def is_name(text: str) -> bool:
    """Whether a short text is nothing but a name with a surname, by the lists: written as one, and little else.

    For cells of tables, which have no sentence around them by which a model could tell.
    """
    words = [text[start:end] for start, end in _words(text)]
    if not 2 <= len(words) <= 5 or any(c not in " -'’.,\u00a0" and not c.isalpha() for c in text.strip()):
        return False
    names = [w for w in words if fold(w) not in _PARTICLES]
    if len(names) < 2 or not all(w[0].isupper() for w in names) or text.strip().isupper():
        return False
    first, last = _known(fold(names[0])), _known(fold(names[-1]))
    if "," in text:
        first, last = last, first
    return first.first and first.sure and (last.sure or last.strange)


def _words(text: str) -> Iterator[tuple[int, int]]:
    """The words of a text; "SanneDeVries" is three."""
    for match in _WORD.finditer(text):
        start, end = match.span()
        if end - start > _LONGEST:
            continue
        if not match[0].islower():
            for hump in _HUMP.finditer(text, start, end):
                yield start, hump.start()
                start = hump.start()
        yield start, end


def _fit(a: str, b: str, between: str, code: bool, particle: bool) -> bool:
    """Whether two words, with this between them and perhaps a particle such as "de", could be a name."""
    if fold(a) in _TITLES:
        written = b[0].isupper() or _known(fold(b)).sure
        return len(b) > 1 and (particle or (written and _is_name(b, code)))
    if len(a) == 1:
        return a.isupper() and len(b) > 1 and b[0].isupper() and _after_initial(b, between, code)
    if len(b) == 1:  # "Visser, A." and "Verhulsdonk;A.M."
        return b.isupper() and a[0].isupper() and "\n" not in between and _before_initial(a, between, code)
    one, two = _known(fold(a)), _known(fold(b))
    if between == "-" and one.first and two.first and a[0].isupper():
        return False  # "Pieter-Jan"
    if not between or (a.isupper() and b.isupper()):
        return one.sure and two.sure and (one.first or two.first)
    if _first_and(a, one, b, two, code, particle) or _both_strange(a, one, b, two, code):
        return True
    if between == " " and a.islower() and b.islower() and two.last and two.sure and len(b) > 3:
        return (one.first and one.sure and fold(a) not in _CODE) if code else one.strange and len(a) > 3
    return _first_and(b, two, a, one, code, False)


def _first_and(a: str, one: _Word, b: str, two: _Word, code: bool, particle: bool) -> bool:
    """Whether ``a`` is a listed first name and ``b`` may be a surname."""
    if not one.first or (code and not (a[0].isupper() and b[0].isupper() and fold(a) not in _CODE)):
        return False
    if one.sure:
        if particle and not code:
            return True
        return two.sure or two.strange or (not two.common and (b[0].isupper() or not (code or a[0].isupper())))
    if not (a[0].isupper() and b[0].isupper()) or (two.common and not two.first):
        return False
    return two.sure or (two.strange and not one.common) or (one.often and not (two.common or b.isupper()))


def _both_strange(a: str, one: _Word, b: str, two: _Word, code: bool) -> bool:
    """Whether both are written as names are, and no dictionary has them."""
    written = _is_written_as_a_name(a) and _is_written_as_a_name(b)
    return written and not one.ordinary and not two.ordinary and (not code or one.last or two.last)


def _is_written_as_a_name(word: str) -> bool:
    """Whether a capital, also behind "Mc", stands before small letters, of any script."""
    word = _PREFIX.sub("", word, count=1)
    return word[0].isupper() and word[1:].islower()


def _is_name(word: str, code: bool) -> bool:
    known = _known(fold(word))
    return not known.common and not (code and known.ordinary)


def _after_initial(word: str, between: str, code: bool) -> bool:
    known = _known(fold(word))
    return "\n" not in between and _is_name(word, code) and (between[:1] == "." or known.sure)


def _before_initial(word: str, between: str, code: bool) -> bool:
    return between.strip() in (",", ";") and _is_name(word, code) and not _known(fold(word)).ordinary
