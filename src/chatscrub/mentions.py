"""From the model's chances to names: which words of a text are part of one, where it begins and ends, of which kind."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .chat_model import ChatModel, Reading
from .lexicon import (
    MARKS,
    TUSSENVOEGSELS,
    fold,
    is_call,
    is_common,
    is_compound,
    is_first_name,
    is_homograph,
    is_ordinary,
    is_place,
    is_public,
    is_surname,
)
from .model import Kind

_WORD = re.compile(rf"[^\W_]+(?:[{MARKS}\u00ad\u200b-\u200f\u2060\ufe0f]+[^\W_]+)*[{MARKS}]*")
_BLANK = r"[ \u00a0\u202f\u3000]"
_BETWEEN = {  # what may stand between two words of one name
    Kind.PERSON: re.compile(rf"{_BLANK}{{1,2}}['’]?|[-'’.·]|\. ?"),
    Kind.LOCATION: re.compile(rf"{_BLANK}{{1,2}}|[-'’./]|\. "),
    Kind.ADDRESS: re.compile(r"[ ,./'’-]{1,3}"),
    Kind.ORG: re.compile(rf"{_BLANK}{{1,2}}|[-'’.&/+]| [&+-] |\. "),
}
_SAME_RUN = re.compile(r"\S{0,4}| ")  # numbers, codes and addresses hold any sign
_WHOLE_RUN = frozenset({Kind.SECRET, Kind.HANDLE, Kind.EMAIL, Kind.URL, Kind.ID, Kind.PHONE})
_OF_ALL = frozenset({Kind.LOCATION, Kind.ORG, Kind.HANDLE})  # countries, chains, apps: names that are nobody's
_NAMED = frozenset({Kind.PERSON, Kind.LOCATION, Kind.ORG})
_APART = frozenset({Kind.EMAIL, Kind.URL, Kind.ID, Kind.HANDLE})
_GENITIVE = re.compile(r"['’][sS]")
_ORDINAL = re.compile(r"\d{1,2}(?:e|de|ste|st|nd|rd|th)")  # "tygo 12e": a day
_INITIAL = re.compile(r", (?=[A-Z]\.)")  # behind a surname: "Vos, F."
_CLOSING = ".,!?:;)\"'>]*=_~}`"
_OPENING = "(\"'<[*:=_~{`"
_PERSON = 0  # the place of persons among the kinds
_CARRIED_ON = 0.4  # a word beside a name of its kind needs only this part of the threshold
_AT_THRESHOLD = 0.35
_NEARLY = 0.99  # so that a sum in another order is no less
_SURE = 0.8  # a chance from which on a name is somebody's, even if it is that of a brand


class Name(NamedTuple):
    """A name in a text, in code points. The score is 0.35 at the threshold and 1 where the model is sure."""

    start: int
    end: int
    kind: Kind
    score: float


class _Word(NamedTuple):
    start: int
    end: int
    kind: int
    chance: float
    begins: bool
    needed: float  # the chance from which on it is part of a name
    person: bool  # may well be a person, whatever is likelier


def names_in(text: str, reading: Reading, model: ChatModel) -> list[Name]:
    """The names that the model read in a text, in order and apart from each other."""
    found: list[Name] = []
    lowest = _lowest(model.thresholds)
    if reading.most < _NEARLY * lowest:  # where no word can be part of a name, nothing else has to be looked at
        return found
    kinds = _kinds(model.kinds)
    for run in _runs(text, list(_words(text, reading, model.thresholds, lowest)), kinds):
        kind = kinds[run[0].kind]
        if kind in _NAMED and len(run) > 1 and _GENITIVE.fullmatch(text, run[-2].end, run[-1].end):
            run.pop()
        if kind is Kind.PERSON and len(run) > 1 and _ORDINAL.fullmatch(text, run[-1].start, run[-1].end):
            run.pop()
        start, end = run[0].start, run[-1].end
        if _is_nobody(fold(text[start:end]), kind, run):
            continue
        if kind in _WHOLE_RUN:
            start, end = _whole_run(text, start, end, _closing(text, start, kind))
        start = max(start, found[-1].end) if found else start
        found.append(Name(start, end, kind, round(max(map(_score, run)), 4)))
    return found


@lru_cache(maxsize=8)
def _kinds(kinds: tuple[str, ...]) -> tuple[Kind, ...]:
    return tuple(map(Kind, kinds))


def _lowest(thresholds: NDArray[np.float32]) -> float:
    return float(thresholds.min())


def _is_nobody(name: str, kind: Kind, run: Sequence[_Word]) -> bool:
    """Whether it is a greeting, or a country or brand of which the model is not sure that it is a person."""
    if kind in _NAMED and is_call(name):
        return True
    if kind not in _NAMED | _OF_ALL or not is_public(name) or (kind is Kind.LOCATION and is_place(name)):
        return False  # "halifax": a bank, or where somebody lives
    if kind in _OF_ALL:
        return not any(word.person for word in run)
    known = len(run) == 1 and (is_first_name(name) or is_surname(name))
    return not known and max(word.chance for word in run) < _SURE


def _score(word: _Word) -> float:
    sure = max(0.0, word.chance - word.needed) / (1 - word.needed)
    return min(1.0, _AT_THRESHOLD + (1 - _AT_THRESHOLD) * sure)


def _rarity(word: str) -> int:
    """0 for a word that no dictionary has, 1 for one that is rarely a name, 2 for a letter or a word of every day."""
    folded = fold(word)
    if len(folded) < 2 or is_common(folded) or is_public(folded):
        return 2
    return int(is_ordinary(folded) or is_homograph(folded) or is_compound(folded))


def _words(text: str, reading: Reading, thresholds: NDArray[np.float32], lowest: float) -> Iterator[_Word]:
    """The words of a text: the likeliest kind of each, and the chance that it is part of any name.

    What is needed is the lowest threshold of the kinds that reach theirs: another kind beside it takes nothing away.
    """
    rows = reading.chances.astype(np.float32)
    sums, kinds = rows.sum(axis=1).tolist(), rows.argmax(axis=1).tolist()
    starts, ends, begins = reading.starts.tolist(), reading.ends.tolist(), reading.begins.tolist()
    size, first = len(ends), 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        while first < size and ends[first] <= start:
            first += 1
        last = best = first
        while last < size and starts[last] < end:
            if sums[last] > sums[best]:
                best = last
            last += 1
        if last == first:
            continue
        chance, needed, person = sums[best], 1.0, False
        if chance >= lowest * _CARRIED_ON:
            row, those = rows[best], thresholds[:, _rarity(match[0])]
            reached = row >= those
            needed = float(those[reached].min()) if reached.any() else float(those[kinds[best]])
            person = bool(reached[_PERSON])
        yield _Word(start, end, kinds[best], chance, begins[first] > 0.5 * sums[first], needed, person)


def _runs(text: str, words: Sequence[_Word], kinds: Sequence[Kind]) -> Iterator[list[_Word]]:
    """Words that belong to one name."""
    sure = [word.chance >= word.needed for word in words]
    run: list[_Word] = []
    for at, word in enumerate(words):
        goes_on = bool(run) and _joins(text, run, word, kinds)
        ahead = at + 1 < len(words) and sure[at + 1] and words[at + 1].kind == word.kind
        likely = word.chance >= _CARRIED_ON * word.needed and _may_carry_on(text, word, kinds)
        if sure[at] or (likely and (goes_on or (ahead and _touch(text, word, words[at + 1])))):
            if run and not goes_on:
                yield run
                run = []
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _may_carry_on(text: str, word: _Word, kinds: Sequence[Kind]) -> bool:
    said = text[word.start : word.end]
    if kinds[word.kind] is Kind.PERSON:
        return fold(said) in TUSSENVOEGSELS or not is_common(fold(said))
    return kinds[word.kind] is not Kind.PHONE or any(map(str.isdigit, said))


def _touch(text: str, word: _Word, after: _Word) -> bool:
    return not after.begins and text[word.end : after.start] in (" ", "-", "")


def _joins(text: str, run: Sequence[_Word], word: _Word, kinds: Sequence[Kind]) -> bool:
    before, kind = run[-1], kinds[word.kind]
    if before.kind != word.kind or (word.begins and _is_whole(text[run[0].start : before.end], kind)):
        return False
    between = _BETWEEN.get(kind, _SAME_RUN).fullmatch(text, before.end, word.start)
    if between is None and kind is Kind.PERSON:
        between = _INITIAL.match(text, before.end)
        return between is not None and between.end() == word.start
    return between is not None


def _is_whole(value: str, kind: Kind) -> bool:
    """Whether a value may end here, so that the next, which the model lets begin, is another one."""
    digits = sum(map(str.isdigit, value))
    return kind in _NAMED | _APART or (kind is Kind.PHONE and digits > 7) or (kind is Kind.DOB and digits > 5)


def _closing(text: str, start: int, kind: Kind) -> str:
    """The signs that are no part of a value at its end: "_kim_" is kim in italics, "kim_" a user name."""
    if kind is Kind.HANDLE and text[start - 1 : start] != "_":
        return _CLOSING.replace("_", "")
    return _CLOSING.replace("!", "") if kind is Kind.SECRET else _CLOSING


def _whole_run(text: str, start: int, end: int, closing: str) -> tuple[int, int]:
    """Carried on to the signs around it, as far as no blank stands between, but for those that close a sentence."""
    while start and _is_sign(text[start - 1]) and text[start - 1] not in _OPENING:
        start -= 1
    while end < len(text) and _is_sign(text[end]):
        end += 1
    while end > start and text[end - 1] in closing:
        end -= 1
    return start, end


def _is_sign(char: str) -> bool:
    return char in string.punctuation
