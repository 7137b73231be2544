"""What may stand in a repository although it looks like somebody: words in the text itself, and the practice's list.

On the line, or on a line of its own above it::

    chatscrub: allow[PERSON] our own therapist, she is on the website
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from .lexicon import KIN, TUSSENVOEGSELS, fold

_WORDS = re.compile(r"chatscrub:[ \t]*allow\[(?P<kinds>[A-Z_, ]{2,200})\](?P<reason>[^\r\n]{0,500})")
_CLOSING = re.compile(r"(?:-->|\*/|%>|#\}|\*\))[ \t]*$")
_OPENING = re.compile(r"[\s#/*<!\-;%|>\"'{(=]*")
_LETTERS = re.compile(r"[^\W\d_]+")
_TOKENS = re.compile(r"\d+|[^\W\d_]+")
_LONG = 5  # digits from which on a number is known by them alone
_PLAIN_KIND = {"CHAT"}  # a chat is never allowed


def inline(text: str) -> dict[int, frozenset[str]]:
    """The kinds that the text itself allows, by number of the line from 1. Without a reason nothing is allowed."""
    found: dict[int, frozenset[str]] = {}
    if "chatscrub:" not in text:
        return found
    for number, line in enumerate(re.split(r"\r\n?|\n", text), 1):
        if not (match := _WORDS.search(line)):
            continue
        reason = _CLOSING.sub("", match["reason"])
        if not re.search(r"[^\W\d_]{2}", reason):
            continue
        kinds = frozenset(kind.strip() for kind in match["kinds"].split(",")) - _PLAIN_KIND
        alone = _OPENING.fullmatch(line, 0, match.start()) is not None
        at = number + 1 if alone else number
        found[at] = found.get(at, frozenset()) | kinds
    return found


class AllowList:
    """The practice's own public names, numbers and addresses. ``@example.org`` stands for a whole domain.

    A long number is the same however it is written. What is shorter, such as a postcode, has to stand in an entry as
    it is, letters and all: "1234 AB" allows no other postcode and no other number of four digits.
    """

    def __init__(self, entries: Iterable[str]) -> None:
        plain = [fold(" ".join(entry.split())) for entry in entries]
        self.domains = tuple(entry for entry in plain if entry.startswith("@"))
        self.wholes = frozenset(plain)
        self.numbers = frozenset(digits for entry in plain if len(digits := _digits(entry)) >= _LONG)
        self.words = tuple(words for entry in plain if (words := _words(entry)) and "@" not in entry)
        self.runs = tuple(_run(entry) for entry in plain if any(map(str.isdigit, entry)) and "@" not in entry)

    def __bool__(self) -> bool:
        return bool(self.wholes)

    def allows(self, value: str) -> bool:
        """Whether a value is one of the list, written otherwise perhaps, or a part of a name or address in it."""
        plain = fold(" ".join(value.split())).strip(" .,;:()<>\"'")
        if plain in self.wholes or plain.endswith(self.domains):
            return True
        if digits := _digits(plain):
            return (len(digits) >= _LONG and digits in self.numbers) or self._holds(plain)
        words = _words(plain)
        return bool(words) and any(words <= known for known in self.words)

    def _holds(self, plain: str) -> bool:
        """Whether a value with letters and digits stands in an entry as it is, blanks and signs apart."""
        run = _run(plain)
        told = _LETTERS.search(plain) is not None and any(len(step) > 3 for step in run.split())
        return told and any(run in known for known in self.runs)


def _run(text: str) -> str:
    """The numbers and words of a text between blanks: "1234ab" and "1234 AB" are the same, "4 1" and "41" are not."""
    return f" {' '.join(_TOKENS.findall(text))} "


@lru_cache(maxsize=4096)
def _digits(text: str) -> str:
    """The digits of a number without its country's code."""
    digits = "".join(char for char in text if char.isdigit())
    for code in ("0031", "0044", "0032", "31", "44", "32"):
        if text.lstrip(" (").startswith(("+", "00")) and digits.startswith(code):
            return digits.removeprefix(code).lstrip("0")
    return digits.lstrip("0") if len(digits) > 6 else digits


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in _LETTERS.findall(text) if word not in TUSSENVOEGSELS and word not in KIN)
