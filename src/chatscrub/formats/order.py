"""The values of a JSON text put together to messages, from the first to the last, and what lies outside of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from ..longtext import Sliced
from ..model import Field
from ..syntax.jsontext import Leaf, Path, Sort
from .cards import Names
from .messages import Messages, card_of
from .reading import Reader
from .spots import Place, Spots

if TYPE_CHECKING:
    from .layout import Layout

_LONGEST_TIME = 24  # digits
_Key = tuple[int, Path]  # the value and the path of a message


class Order:
    """Reads one text with a layout, message by message.

    Args:
        layout: the table.
        part: number of the part.
        text: its whole text.
        people: names by id.
    """

    def __init__(self, layout: Layout, part: int, text: Sliced, people: Mapping[str, str]) -> None:
        self.layout, self.text = layout, text
        self._reader = Reader(layout, part, text, people)
        self._messages = Messages(self._reader)
        self._spots = Spots(layout)
        self._all_told = bool(layout.ranges or layout.voices)
        self._waiting: list[list[list[Place]]] = []
        self._number = -1

    def fields(self, found: Iterable[Leaf]) -> Iterator[Field]:
        """The fields of the leaves: messages as wholes, what lies outside of them one by one."""
        held: dict[_Key, list[Place]] = {}
        key: _Key | None = None  # of the message of the leaf before
        outer: _Key | None = None
        row: list[Place] = []
        apart: list[Place] = []
        known, keys = self._spots.values, self._spots.keys
        for leaf in found:
            is_key = leaf.sort is Sort.KEY
            spot = (keys if is_key else known).get(leaf.plain) or self._spots.of(leaf)
            depth = spot.depth
            if key is None or depth != len(key[1]) or leaf.path[:depth] != key[1] or leaf.value != key[0]:
                key = (leaf.value, leaf.path[:depth]) if depth >= 0 else None
                if outer is not None and not (key and key[0] == outer[0] and key[1][: len(outer[1])] == outer[1]):
                    yield from self._flush(held)
                    outer = None
                if key:
                    outer = outer or key
                    row = held.setdefault(key, [])
            silent = spot.settled if is_key else self._is_silent(leaf)
            if apart and (key or card_of(apart[0]) != card_of(Place(leaf, spot))):
                yield from self._messages.outside(apart)
                apart = []
            if key is None:
                yield from self._turned()
            if key is None and spot.card:
                apart.append(Place(leaf, spot))
            elif not silent and key:
                row.append(Place(leaf, spot))
            elif not silent:
                yield from self._reader.value(leaf, spot.slot, None, -1)
        yield from self._flush(held)
        yield from self._turned()
        yield from self._messages.outside(apart)

    def cards(self, found: Iterable[Leaf]) -> Iterator[Names]:
        """What every card among the leaves says."""
        for key, there in groupby((Place(leaf, self._spots.of(leaf)) for leaf in found), card_of):
            if key:
                yield self._messages.names(key, list(there))

    def _is_silent(self, leaf: Leaf) -> bool:
        """Whether nothing is to be told of a leaf that is no key, wherever it stands."""
        return (leaf.start == leaf.end or leaf.sort is Sort.WORD) and not self._all_told

    def _flush(self, held: dict[_Key, list[Place]]) -> Iterator[Field]:
        if self.layout.newest_first:
            self._waiting += [list(held.values())] if held else []
        else:
            yield from self._numbered(held.values())
        held.clear()

    def _turned(self) -> Iterator[Field]:
        """The messages that wait, from the oldest on."""
        waiting, self._waiting = self._waiting, []
        times = [when for held in waiting for places in held[:1] if (when := self._when(places)) is not None]
        if not times or times[0] >= times[-1]:
            waiting.reverse()
        for held in waiting:
            yield from self._numbered(held)

    def _when(self, places: Sequence[Place]) -> float | None:
        """The time of a message that is written as a number."""
        when = self._messages.first(places, "time")
        if when is None or when.leaf.sort is not Sort.NUMBER or when.leaf.end - when.leaf.start > _LONGEST_TIME:
            return None
        return float(self.text[when.leaf.start : when.leaf.end])

    def _numbered(self, messages: Iterable[Sequence[Place]]) -> Iterator[Field]:
        for places in messages:
            self._number += 1
            yield from self._messages.message(places, self._number)
