"""The messages of a JSON text as its layout tells: who wrote each and when, what it says, who else speaks in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from ..model import OWNER, Field, Piece, Role
from ..syntax.jsontext import LIST, Leaf, Path, Sort, Step
from ..syntax.offsets import Offsets, Unit
from .cards import Card, Names, Pattern, pattern
from .fixed import is_fixed, is_voice
from .reading import Reader
from .slots import UNNAMED
from .spots import Place

_UNKNOWN = ("?",)  # who speaks somewhere, where the format does not tell
_Described = tuple[Card, int, Path]  # a card, and the value and path of the object that is one


def card_of(place: Place) -> _Described | None:
    """The card in which a leaf lies, and which of its sort."""
    leaf, spot = place
    return (spot.card, leaf.value, leaf.path[: spot.within]) if spot.card else None


def _list_of(path: Path) -> Path:
    """The path of the innermost list in which a leaf lies: strings in different lists are different texts."""
    last = max((at for at, step in enumerate(path) if not isinstance(step, str)), default=0)
    return path[:last]


class Messages:
    """Tells the fields of single messages, and of the cards in and outside of them.

    Args:
        reader: of the text.
    """

    def __init__(self, reader: Reader) -> None:
        self.reader, self.layout = reader, reader.layout
        self._heard: dict[Path, str | None] = {}

    def outside(self, places: Sequence[Place]) -> Iterator[Field]:
        """What lies outside of messages: one place, or those of one card."""
        yield from self._rest(places, None, -1)

    # --- cards ------------------------------------------------------------------------------------------

    def names(self, key: _Described, places: Sequence[Place]) -> Names:
        """What a card says somebody is called."""
        said = (place.leaf for place in places if place.leaf.sort in (Sort.STRING, Sort.NUMBER))
        names = Names(key[0], {leaf.plain[len(key[2]) :]: self.reader.read(leaf).strip() for leaf in said})
        names.name = next((self.reader.people[one] for one in names.ids if one in self.reader.people), names.name)
        return names

    def _rest(
        self, places: Sequence[Place], sender: str | None, number: int, done: Sequence[Place | None] = ()
    ) -> Iterator[Field]:
        """The fields of all places but those that are done, those of one card together."""
        for key, group in self._by_card(places):
            names = self.names(key, group) if key else None
            for place in group:
                if any(place is one for one in done) or self._is_settled(place):
                    continue
                own = self._voice(place.leaf, sender) if self._heard else sender
                if names is None or key is None:
                    yield from self.reader.value(place.leaf, place.spot.slot, own, number)
                else:
                    yield from self._named(place, place.leaf.plain[len(key[2]) :], names, own, number)

    def _by_card(self, places: Sequence[Place]) -> Iterator[tuple[_Described | None, Sequence[Place]]]:
        if not any(place.spot.card for place in places):
            yield None, places
            return
        for key, there in groupby(places, card_of):
            yield key, list(there)

    def _is_settled(self, place: Place) -> bool:
        """Whether a place was told with the texts, or says nothing that could be told."""
        leaf, spot = place
        if leaf.sort is Sort.STRING:
            return spot.group >= 0 or (spot.settled and not leaf.open and self.reader.is_fixed(leaf, Role.KEEP))
        return leaf.sort is Sort.NUMBER and spot.settled and not self.reader.people

    def _named(self, place: Place, path: Pattern, names: Names, sender: str | None, number: int) -> Iterator[Field]:
        """The fields of a place in a card."""
        if names.holds(path) and place.spot.slot.role is not Role.PHONE and place.leaf.sort is Sort.STRING:
            yield names.field(path, self.reader.field(place.leaf, Role.NAME, number, sender))
        else:
            yield from (
                names.field(path, one) for one in self.reader.value(place.leaf, place.spot.slot, sender, number)
            )

    # --- messages ---------------------------------------------------------------------------------------

    def message(self, places: Sequence[Place], number: int) -> Iterator[Field]:
        """The fields of one message: when, who, its main text, and then what else it says."""
        author = self.first(places, "sender")
        when = self.first(places, "time")
        if when and when.leaf.sort is Sort.STRING and not is_fixed(self.reader.raw(when.leaf), Role.TIME):
            when = None
        voice = author is not None and author.spot.slot.role is Role.VOICE and is_voice(self.reader.read(author.leaf))
        sender = self._owner(places) if author is None else None
        if author and not voice:
            sender = self.reader.name(author.leaf) or None
        said: set[str] = set()
        self._heard = dict(self._voices(places))
        if when:
            yield self.reader.field(when.leaf, Role.TIME, number, None)
        if author and voice:
            yield self.reader.field(author.leaf, Role.VOICE, number, None)
        elif author and sender:
            yield self.reader.person(author.leaf, Role.SENDER, number, sender)
        for found in self._texts(places, number, sender):
            if found.text.strip():
                yield found._replace(note="copy") if found.text in said else found
                said.add(found.text)
                yield from self.reader.pasted(found)
        leading = sorted(places, key=lambda place: not place.spot.lead) if self.layout.lead else places
        for one in self._rest(leading, sender, number, (author, when)):
            copied = one.role is Role.TEXT and one.note in ("", UNNAMED) and one.text in said
            yield one._replace(note="copy") if copied else one
            if one.role is Role.TEXT:
                said.add(one.text)
        self._heard = {}
        yield from self._ranges(places, number)

    def _owner(self, places: Sequence[Place]) -> str | None:
        """Who wrote a message that has no sender: the owner of the account, where the format holds only theirs."""
        own = places and self.layout.is_own(places[0].leaf.plain[: places[0].spot.depth])
        return OWNER if own else None

    def _voices(self, places: Sequence[Place]) -> Iterator[tuple[Path, str | None]]:
        """Who else speaks in a message, by the path of the object in which they do; None where nobody knows."""
        for voice in self.layout.voices:
            where, who = map(pattern, voice.split())
            for leaf, spot in places:
                at = len(leaf.path) - len(spot.path) + len(where)
                if who == _UNKNOWN and spot.path[: len(where)] == where:
                    yield leaf.path[:at], None
                elif spot.path == where + who and leaf.sort is not Sort.KEY:
                    name = self.reader.name(leaf) if leaf.sort in (Sort.STRING, Sort.NUMBER) else ""
                    if name or not where:
                        yield leaf.path[:at], name or None

    def _voice(self, leaf: Leaf, sender: str | None) -> str | None:
        """Who says what stands there."""
        return next((name for at, name in self._heard.items() if leaf.path[: len(at)] == at), sender)

    def _ranges(self, places: Sequence[Place], number: int) -> Iterator[Field]:
        """The numbers in a message that say where in one of its texts something stands."""
        for row in self.layout.ranges:
            text, many, start, length, unit = row.split()
            tail = (many, LIST)
            there: dict[Path, dict[Step, Piece]] = defaultdict(dict)
            texts: dict[Path, Piece] = {}
            for leaf, spot in places:
                path = spot.path
                if path[-3:-1] == tail and path[-1] in (start, length) and leaf.sort is not Sort.KEY:
                    there[leaf.path[:-1]][leaf.path[-1]] = Piece(leaf.start, leaf.end)
                elif path[-1:] == (text,) and leaf.sort is Sort.STRING:
                    texts[leaf.path[:-1]] = Piece(leaf.start, leaf.end)
            for where, numbers in there.items():
                if body := texts.get(where[:-2]):
                    codec = Offsets((body,), self.reader.string, Unit(unit), numbers.get(start), numbers.get(length))
                    pieces = tuple(sorted(numbers.values()))
                    read = "".join(self.reader.text[slice(*piece)] for piece in pieces)
                    yield Field(self.reader.part, pieces, Role.KEEP, read, number, None, "", codec)

    def first(self, places: Sequence[Place], what: Literal["sender", "time"]) -> Place | None:
        """The first place at the first of the paths to who wrote a message, or to when, that says something."""
        best: Place | None = None
        least = -1
        for place in places:
            leaf, spot = place
            rank = spot.sender if what == "sender" else spot.time
            if (
                rank >= 0
                and (best is None or rank < least)
                and leaf.sort in (Sort.STRING, Sort.NUMBER)
                and self.reader.raw(leaf).strip()
            ):
                best, least = place, rank
        return best

    def _texts(self, places: Sequence[Place], number: int, sender: str | None) -> Iterator[Field]:
        """The texts that the format cut up, each as one field."""
        groups: dict[tuple[int, Path], list[Leaf]] = defaultdict(list)
        for place in places:
            if place.spot.group >= 0 and place.leaf.sort is Sort.STRING:
                groups[place.spot.group, _list_of(place.leaf.path)].append(place.leaf)
        for _, found in sorted(groups.items(), key=lambda item: item[0][0]):
            pieces = [leaf for leaf in found if leaf.end > leaf.start]
            if pieces:
                yield self.reader.joined(pieces, number, self._voice(pieces[0], sender))
