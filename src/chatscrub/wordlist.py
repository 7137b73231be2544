"""Names by word list and by writing: first names, what follows them, people after a title, towns.

It stands in until the trained model comes. It reads one message at a time, so what it finds depends on
nothing but the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from .cues import BEFORE_MONTH, MONTHS, VERBS
from .lexicon import (
    KIN,
    TUSSENVOEGSELS,
    fold,
    is_compound,
    is_first_name,
    is_homograph,
    is_ordinary,
    is_place,
    is_public,
    is_surname,
)
from .model import Kind

DETECTOR: Final = "words"
_WORD = re.compile(r"(?<!\d)[^\W\d_]+(?:[-'’][^\W\d_]+)*(?!\d)")
_TITLES = frozenset(
    """
    tante tantie oom ome nonkel oma opa omi bomma bompa juf juffrouw meester meneer mevrouw mevr mw dhr mr mrs
    ms miss dr drs ds prof dokter zuster zr broeder aunt auntie aunty uncle nan nana grandma grandpa granny
    sister coach pastoor pater rabbi imam sir buurman buurvrouw collega familie fam doctor mister madam
    teacher professor nurse
    """.split()
)
_KIN = frozenset(
    """
    broer broertje zus zusje zoon zoontje dochter dochtertje vriend vriendin man vrouw neef neefje nicht
    nichtje schoonzus zwager buurman buurvrouw collega therapeut psycholoog huisarts begeleider mentor baas ex
    brother sister son daughter friend husband wife boyfriend girlfriend cousin nephew niece neighbour
    neighbor colleague boss therapist partner bestie roommate flatmate named called genaamd heet
    """.split()
)
# Particles that carry a name on; "in", "op" and "of" far more often begin something else.
_PARTICLES = TUSSENVOEGSELS - frozenset("in op aan bij te ver of o d s y c over zu".split())
_ABBREVIATED = frozenset("mw mevr dhr mr mrs ms dr drs ds prof zr fam ing ir st".split())
_OWN = frozenset("mijn mn m'n zijn zn haar hun onze ons jouw je my his her our your their de the die dat".split())
_SURE, _LIKELY, _GUESS = 0.85, 0.6, 0.4


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    key: str
    opens: bool  # first word of a sentence
    opens_line: bool
    loud: bool  # it stands among words in capitals, so its own tell nothing


def names_in(text: str) -> Iterator[tuple[int, int, Kind, float]]:
    """Names of people and towns in a text: start, end, kind, score."""
    words = list(_words(text))
    at = 0
    while at < len(words):
        at += _public_name(text, words, at)
        if at >= len(words):
            break
        length, kind, score = _place(text, words, at) or _person(text, words, at) or (0, Kind.PERSON, 0.0)
        if length:
            yield words[at].start, words[at + length - 1].end, kind, score
        at += max(length, 1)


def _public_name(text: str, words: list[_Word], at: int) -> int:
    """How many words from ``at`` on are a name that everybody knows, such as that of a singer or a shop."""
    for length in (4, 3, 2):
        if at + length <= len(words) and is_public(fold(text[words[at].start : words[at + length - 1].end])):
            return length
    return 0


def _words(text: str) -> Iterator[_Word]:
    last = 0
    matches = list(_WORD.finditer(text))
    shouted = [m[0].isupper() and len(m[0]) > 1 for m in matches]
    for i, match in enumerate(matches):
        loud = shouted[i] and (any(shouted[max(0, i - 2) : i]) or any(shouted[i + 1 : i + 3]))
        gap = text[last : match.start()].strip(" \t\"'“‘(*_~")
        opens_line = not last or "\n" in text[last : match.start()]
        opens = opens_line or (bool(gap) and gap[-1] not in ",;)-/&+'’")
        word = match[0]
        for mark in ("'s", "’s"):
            word = word.removesuffix(mark)
        yield _Word(match.start(), match.start() + len(word), word, fold(word), opens, opens_line, loud)
        last = match.end()


def _person(text: str, words: list[_Word], at: int) -> tuple[int, Kind, float] | None:
    end = _initials(text, words, at)
    score = _LIKELY if end > at else _score(text, words, at)
    if not score:
        return None
    end = max(end, at + 1)
    while end < len(words) and (more := _continues(text, words, end)):
        end += more
    return end - at, Kind.PERSON, score if end == at + 1 else max(score, _LIKELY)


def _initials(text: str, words: list[_Word], at: int) -> int:
    """Where initials with a dot end that begin at ``at`` and lead to a surname; ``at`` when none do."""
    end = at
    while end < min(len(words) - 1, at + 4) and len(words[end].text) == 1 and words[end].text.isupper():
        if text[words[end].end : words[end + 1].start] not in (".", ". "):
            return at
        end += 1
    ahead = end
    while ahead < min(len(words) - 1, end + 3) and words[ahead].key in _PARTICLES and _blank(text, words, ahead + 1):
        ahead += 1
    named = end > at and len(words[ahead].text) > 2 and words[ahead].text[0].isupper() and not words[ahead].opens_line
    return ahead + 1 if named else at


def _score(text: str, words: list[_Word], at: int) -> float:
    word = words[at]
    if len(word.key) < 2 or is_public(word.key) or word.key in KIN or _is_month(text, words, at):
        return 0.0
    capital = word.text[0].isupper() and not word.loud
    if len(word.key) == 2 and not capital and _beside_number(text, word):
        return 0.0
    after = _after_title(text, words, at)
    if is_first_name(word.key):
        written = capital and (not word.opens or not is_homograph(word.key) or _acts(text, words, at))
        if not is_ordinary(word.key) and (written or not is_homograph(word.key) or after):
            return _SURE
        if after and (capital or not is_ordinary(word.key)):
            return _LIKELY
        return _LIKELY if capital and not word.opens else 0.0
    if is_ordinary(word.key):
        return _LIKELY if after == 2 and capital else 0.0
    if after:
        return _LIKELY if capital or after == 2 else _GUESS
    if not capital and len(word.key) > 4 and is_surname(word.key):
        return _GUESS
    unknown = capital and len(word.key) > 2 and not word.text.isupper()
    return _GUESS if unknown and (is_surname(word.key) or not is_compound(word.key)) else 0.0


def _after_title(text: str, words: list[_Word], at: int) -> int:
    """2 right after a title ("tante", "dr."), 1 after "mijn broer", 0 elsewhere. Particles may stand between."""
    before = at - 1
    while before >= 0 and before > at - 4 and words[before].key in TUSSENVOEGSELS and _joined(text, words, before):
        before -= 1
    if before < 0 or not _joined(text, words, before):
        return 0
    if words[before].key in _TITLES:
        return 2
    own = before > 0 and words[before - 1].key in _OWN
    return 1 if before == at - 1 and words[before].key in _KIN and own else 0


def _joined(text: str, words: list[_Word], at: int) -> bool:
    """Whether only a blank stands between word ``at`` and the next, or a dot and a blank after an abbreviation."""
    gap = text[words[at].end : words[at + 1].start]
    return gap == " " or (gap in (".", ". ") and words[at].key in _ABBREVIATED)


def _beside_number(text: str, word: _Word) -> bool:
    """Whether a number stands next to a word, as in a number plate: "ab 12 cd"."""
    return any(c.isdigit() for c in text[max(0, word.start - 2) : word.start] + text[word.end : word.end + 2])


def _acts(text: str, words: list[_Word], at: int) -> bool:
    """Whether what follows a word at the start of a sentence shows a person: a verb, a comma, another name."""
    after = text[words[at].end :]
    if not after.strip() or after[0] in ",!?:'’)" or at + 1 == len(words):
        return True
    follower = words[at + 1]
    return follower.key in VERBS or (follower.text[0].isupper() and not is_ordinary(follower.key))


def _is_month(text: str, words: list[_Word], at: int) -> bool:
    """Whether a month that is a name as well means the month: "in May", "3 april", "jan 6"."""
    word = words[at]
    if word.key not in MONTHS:
        return False
    beside = text[max(0, word.start - 3) : word.start] + text[word.end : word.end + 3]
    return any(c.isdigit() for c in beside) or (at > 0 and words[at - 1].key in BEFORE_MONTH)


def _continues(text: str, words: list[_Word], at: int) -> int:
    """How many words from ``at`` on carry a name on: particles with a surname, or a surname."""
    ahead = at
    while ahead < min(len(words), at + 3) and words[ahead].key in _PARTICLES and _blank(text, words, ahead):
        ahead += 1
    if ahead >= len(words) or not _blank(text, words, ahead):
        return 0
    word = words[ahead]
    if len(word.text) == 1 and word.text.isupper() and word.text != "I" and not word.loud:
        return ahead - at + 1
    written = word.text[0].isupper() and not word.loud
    if len(word.key) < 2 or is_public(word.key) or (ahead > at and is_place(word.key) and not written):
        return 0
    return ahead - at + 1 if written or (not is_ordinary(word.key) and is_surname(word.key)) else 0


def _blank(text: str, words: list[_Word], at: int) -> bool:
    """Whether one blank stands between the word before ``at`` and it."""
    return text[words[at - 1].end : words[at].start] == " "


def _place(text: str, words: list[_Word], at: int) -> tuple[int, Kind, float] | None:
    for length in (4, 3, 2, 1):
        if at + length > len(words):
            continue
        span = text[words[at].start : words[at + length - 1].end]
        key = fold(span)
        if not is_place(key) or is_public(key):
            continue
        word = words[at]
        capital = word.text[0].isupper() and not word.loud
        if length > 1 or (not is_ordinary(key) and (capital or not is_first_name(key))) or (capital and not word.opens):
            return length, Kind.LOCATION, _SURE
    return None
