"""What a text must hold for a pattern to match in it, so that most patterns are not run over most texts.

A pattern for a licence plate needs digits, one for a password one of a few words. What each needs is read from the
pattern itself and stands in needs.json, which is made by ``python -m chatscrub.recognizers.needs_table``. A pattern
that is not in there, because it was changed since, is run over every text.

A text is looked at in pieces of four signs: lower case, and one blank sign for all that is no letter or digit.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

BLANK, DIGIT = "\0", "\1"
"""Stand for any sign that is no letter or digit, and for any digit wherever it stands."""
SIZE = 4
"""Signs of a piece."""
_LONG = 1_000  # signs of a text
FILE = "needs.json"
_DIGITS, _CAPITALS, _SIGNS = re.compile(r"\d"), re.compile("[A-Z]"), re.compile(r"[\W_]")
_BLANKS = {code: BLANK for code in range(128) if not chr(code).isalnum()}
_LIKE = {0x17F: "s", 0x131: "i", 0x130: "i"}  # letters that are one with an ASCII letter where case does not matter


class Needs(NamedTuple):
    """What must be in a text: so many digits, so many of A to Z, and one piece of each set."""

    digits: int = 0
    capitals: int = 0
    pieces: tuple[tuple[frozenset[str], tuple[str, ...]], ...] = ()  # of each set apart those that are shorter


class _Held(NamedTuple):
    """What is in a text."""

    text: str | None = None
    digits: int = 0
    capitals: int = 0
    plain: str = ""
    pieces: AbstractSet[str] = frozenset()


_last = _Held()  # of the last text that was looked at, for many patterns ask about the same
_known: dict[int, tuple[re.Pattern[str], Needs]] = {}  # by id of the pattern, which stays


def found(pattern: re.Pattern[str], text: str) -> Iterable[re.Match[str]]:
    """All matches of a pattern of this package in a text."""
    return pattern.finditer(text) if may_hold(text, pattern) else ()


def holds(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a pattern of this package matches in a text."""
    return may_hold(text, pattern) and pattern.search(text) is not None


def may_hold(text: str, pattern: re.Pattern[str]) -> bool:
    """Whether a text has what a pattern needs. A long one has it nearly always, and is not looked at."""
    if len(text) > _LONG:
        return True
    known = _known.get(id(pattern))
    digits, capitals, sets = known[1] if known else needs_of(pattern)
    held = _last if _last.text is text else _look(text)
    if held.digits < digits or held.capitals < capitals:
        return False
    for whole, short in sets:
        if held.pieces.isdisjoint(whole) and not any(piece in held.plain for piece in short):
            return False
    return True


def has_digits(text: str, number: int = 1) -> bool:
    """Whether a text has at least so many digits; a long one has."""
    return len(text) > _LONG or (_last if _last.text is text else _look(text)).digits >= number


def needs_of(pattern: re.Pattern[str]) -> Needs:
    """What a pattern needs, as far as that is known."""
    return _known.setdefault(id(pattern), (pattern, _shipped(pattern)))[1]


def _look(text: str) -> _Held:
    global _last
    plain = plainly(text)
    there = {plain[at : at + SIZE] for at in range(len(plain) - SIZE + 1)}
    digits = len(_DIGITS.findall(text))
    if digits:
        there.add(DIGIT)
    capitals = 0 if text.islower() else len(_CAPITALS.findall(text))
    _last = held = _Held(text, digits, capitals, plain, there)
    return held


def plainly(text: str) -> str:
    """A text as it is looked at, with a blank before and behind."""
    if text.isascii():
        return f"{BLANK}{text.lower().translate(_BLANKS)}{BLANK}"
    return f"{BLANK}{_SIGNS.sub(BLANK, text.translate(_LIKE).lower())}{BLANK}"


# --- what stands in the file ----------------------------------------------------------------------------


@cache
def _table() -> dict[str, list[Any]]:
    table: dict[str, list[Any]] = json.loads((files(__package__) / FILE).read_text(encoding="utf-8"))
    return table


def _shipped(pattern: re.Pattern[str]) -> Needs:
    digits, capitals, sets = _table().get(key(pattern), (0, 0, ()))
    pieces = (
        (
            frozenset(p for p in one if len(p) == SIZE or p == DIGIT),
            tuple(p for p in one if len(p) < SIZE and p != DIGIT),
        )
        for one in sets
    )
    return Needs(digits, capitals, tuple(pieces))


def key(pattern: re.Pattern[str]) -> str:
    """Under which a pattern stands in the file."""
    return hashlib.sha256(f"{pattern.flags} {pattern.pattern}".encode()).hexdigest()[:16]
