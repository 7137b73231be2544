"""Talks that an export holds twice, such as ChatGPT's conversations in a file and in a page: they are counted once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from . import times
from .model import Field, Part, Role

_HEADS = (Role.SENDER, Role.VOICE)
_PAGES = (".html", ".htm")
_FEWEST, _LETTERS = 3, 40  # messages and letters that make a talk known again where no time is told
_TWO = 2
_SHOWN = 300  # letters of a message by which it is known


class _Said(NamedTuple):
    """Who said what, by the hash of its beginning, and how long that is."""

    who: str
    text: int
    length: int


@dataclass(slots=True)
class _Talk:
    """The messages of one text: their numbers, what was said first in each, and the stamps above them."""

    rank: tuple[bool, int]
    messages: set[int] = field(default_factory=set)
    who: dict[int, str] = field(default_factory=dict)
    words: dict[int, tuple[int, int]] = field(default_factory=dict)
    stamps: list[Field] = field(default_factory=list)

    def take(self, found: Field) -> None:
        """Take in what a field tells of its message."""
        self.messages.add(found.message)
        if found.role is Role.TIME:
            self.stamps.append(found)
        elif found.role in _HEADS:
            self.who.setdefault(found.message, found.text.strip())
        elif found.role is Role.TEXT and found.message not in self.words and found.text.strip():
            plain = " ".join(found.text[: 2 * _SHOWN].split())[:_SHOWN]
            self.words[found.message] = hash(plain), len(plain)
            self.who.setdefault(found.message, found.sender or "")

    def said(self) -> list[tuple[int, _Said]]:
        """Who said what, by number of the message."""
        return [(message, _Said(self.who.get(message, ""), *text)) for message, text in self.words.items()]

    def timed(self) -> Counter[tuple[_Said, datetime | None]]:
        """The same with the minute of each; None where it is not told."""
        read = times.parse([stamp.text for stamp in self.stamps])
        when = {stamp.message: time for stamp, time in reversed(list(zip(self.stamps, read, strict=True)))}
        return Counter((said, _minute(when.get(message))) for message, said in self.said())


def doubles(parts: Sequence[Part], fields: Sequence[Field]) -> frozenset[int]:
    """The numbers of the texts all of whose messages stand in another one: said by the same at the same minute.

    Of two that say the same the longer one counts, or the one that is no page, or the first.
    """
    if sum(not part.is_name for part in parts) < _TWO:
        return frozenset()
    numbers = {found.part for found in fields if found.message >= 0 and not parts[found.part].is_name}
    if len(numbers) < _TWO:
        return frozenset()
    talks = {n: _Talk((not parts[n].name.casefold().endswith(_PAGES), -n)) for n in sorted(numbers)}
    for found in fields:
        if found.message >= 0 and found.part in talks:
            talks[found.part].take(found)
    held: dict[_Said, set[int]] = defaultdict(set)
    for number, talk in talks.items():
        for _, said in talk.said():
            held[said].add(number)
    return frozenset(number for number in talks if _is_double(number, talks, held))


def _is_double(number: int, talks: Mapping[int, _Talk], held: Mapping[_Said, set[int]]) -> bool:
    """Whether another text holds all messages of one with their times."""
    talk = talks[number]
    others = [n for n in _wholes(number, talk, held) if _rank(talks[n]) > _rank(talk)]
    if not others:
        return False
    mine = talk.timed()
    known = any(time for _, time in mine)
    long = len(mine) >= _FEWEST and sum(said.length for said, _ in mine) >= _LETTERS
    return (known or long) and any(mine <= talks[other].timed() for other in sorted(others))


def _wholes(number: int, talk: _Talk, held: Mapping[_Said, set[int]]) -> set[int]:
    """The other texts in which all is said that is said in one."""
    found: set[int] | None = None
    for _, said in talk.said():
        found = held.get(said, set()) - {number} if found is None else found & held[said]
        if not found:
            return set()
    return found or set()


def _rank(talk: _Talk) -> tuple[int, bool, int]:
    return (len(talk.messages), *talk.rank)


def _minute(time: datetime | None) -> datetime | None:
    return time.replace(second=0, microsecond=0) if time else None
