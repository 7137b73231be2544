"""Draws that a secret key decides, and the record of who got what: no chance, no state outside one object."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence
from typing import TypeVar

from .errors import NoStandInError
from .lexicon import fold

T = TypeVar("T")
Real = Callable[[str], bool]
SHORTEST_KEY = 16  # bytes
_BLOCK = 1 << 256
_MOST = 400  # attempts before the lists are taken to be used up
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"


class Draw:
    """A row of numbers out of HMAC-SHA256 over some words: the same key and words give the same numbers.

    Each block of 256 bits is used up by division, so that no number is likelier than another by more than 2^-64.
    """

    def __init__(self, key: bytes, *words: str) -> None:
        raw = [word.encode("utf-8", "surrogatepass") for word in words]
        self._seed = b"".join(len(word).to_bytes(4, "big") + word for word in raw)
        self._key = key
        self._blocks = 0
        self._left, self._room = 0, 1

    def below(self, limit: int) -> int:
        """A number from 0 up to but not including ``limit``."""
        if self._room < limit << 64:
            block = hmac.digest(self._key, self._seed + self._blocks.to_bytes(4, "big"), "sha256")
            self._left, self._room = int.from_bytes(block, "big"), _BLOCK
            self._blocks += 1
        self._left, found = divmod(self._left, limit)
        self._room //= limit
        return found

    def of(self, things: Sequence[T]) -> T:
        """One of some things."""
        return things[self.below(len(things))]

    def digits(self, count: int) -> str:
        """Digits, the first one not zero unless it stands alone."""
        low = 10 ** (count - 1) if count > 1 else 0
        return str(low + self.below(10**count - low)) if count else ""

    def word(self, length: int) -> str:
        """Letters that can be spoken and mean nothing."""
        turn = self.below(2) if length > 2 else 0
        return "".join(self.of(_VOWELS if (i + turn) % 2 else _CONSONANTS) for i in range(length))


def like(model: str, text: str) -> str:
    """A text in the case of another: all low, all capitals, or as it is written itself with a capital first."""
    letters = [c for c in model if c.isalpha()]
    if not any(c.isupper() for c in letters):
        return text.lower() if any(c.islower() for c in letters) else text
    if len(letters) > 1 and not any(c.islower() for c in letters):
        return text.upper()
    return text[:1].upper() + text[1:] if letters[0].isupper() else text


def first_fit(make: Callable[[Draw, int], T | None], key: bytes, *words: str) -> T:
    """The first thing that ``make`` is content with, out of one draw after the other.

    Args:
        make: gets a draw and the number of the attempt; returns None to try again.
        key: the secret.
        words: what the draws are for.

    Raises:
        NoStandInError: none of 400 draws.
    """
    for number in range(_MOST):
        found = make(Draw(key, *words, str(number)), number)
        if found is not None:
            return found
    raise NoStandInError(
        "no stand-in is left that differs from every name of this chat; use labels in place of stand-ins"
    )


class Ledger:
    """Which stand-ins are given away, and to whom; none of them is real.

    Args:
        real: whether a folded word or name occurs in the chat or belongs to somebody in it.
    """

    def __init__(self, real: Real) -> None:
        self._real = real
        self._owners: dict[tuple[str, str], str] = {}

    def is_real(self, *texts: str) -> bool:
        """Whether one of some texts, folded, is one of the chat's words or names, or that with a genitive s."""
        return any(self._is_real(fold(text)) for text in texts)

    def _is_real(self, word: str) -> bool:
        return self._real(word) or self._real(f"{word}s") or (word.endswith("s") and self._real(word[:-1]))

    def is_free(self, kind: str, owner: str, *things: str) -> bool:
        """Whether none of these things belongs to somebody else."""
        return all(self._owners.get((kind, thing), owner) == owner for thing in things)

    def take(self, kind: str, owner: str, *things: str) -> bool:
        """Give things to somebody, unless one of them belongs to somebody else: whether they got them."""
        if not self.is_free(kind, owner, *things):
            return False
        self._owners.update({(kind, thing): owner for thing in things})
        return True

    def note(self, kind: str, owner: str, *things: str) -> None:
        """Give things to somebody; what has an owner keeps it."""
        for thing in things:
            self._owners.setdefault((kind, thing), owner)
