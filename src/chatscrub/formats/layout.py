"""Formats in JSON as tables: where their messages lie, and what stands at each path.

A path is written ``messages[].from``: keys, ``[]`` for any place in a list, ``*`` for any key. A table names the end of
a path, or all of it if it begins with ``^``; the longest that fits counts. ``mapping{}`` are the keys of an object.
What no table names is examined as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import ClassVar

from ..longtext import Sliced
from ..model import Field, Role
from ..syntax.jsontext import ANY, Leaf, is_uuid, leaves
from . import headings
from .cards import Card, Names, Pattern, directory, pattern
from .code_words import is_either, is_programmed
from .fixed import is_day
from .order import Order
from .reading import Reader
from .slots import COMMON_KEYS, COMMON_SLOTS, EXAMINED, FORMS, UNKNOWN, Slot, slots

_KEYS = "{}"
Inner = Callable[["Reader", Leaf, str | None, int], Iterator[Field]]


@dataclass(frozen=True)
class Layout:
    """A format in JSON.

    Args:
        messages: paths of the objects that are one message each; they begin at the top. "" is an object a line.
        slots: what stands where: several paths, by blanks, to a role with an optional note, or to a form ("path",
            "html", "json", or one of ``inner``).
        sender: paths in a message to who wrote it; the first that says something counts, the others are names. Where
            its slot is "voice", words such as "user" and "assistant" are nobody's name.
        own: those of the messages that only the owner of the account can have written; they may have no sender.
        time: the same for when it was sent; the others are kept.
        lead: paths in a message to its main text, which comes before what else it says.
        joined: groups of paths in a message whose strings, if in one list, are one text that the format cut up.
        signs: sets of paths; a text that has all paths of one set in its beginning is of this format.
        mojibake: strings may be written byte for byte.
        inner: forms of strings, by name, with what gives their fields; "unknown" is that of all that has no slot.
        entities: strings hold references to characters, as pages do.
        bytewise: what is plain ASCII is written byte for byte too once it is not.
        newest_first: messages stand in the order of time turned round; they are read from the oldest on.
        cards: objects that each describe one person.
        voices: objects in a message in which somebody else speaks, each with the path in it to who that is ("?" where
            the format does not tell); "." is all of the message, which was written by another than its sender.
        ranges: lists of objects that say where in a text beside the list something stands: the keys of that text, of
            the list, of the start and of the length, and what they count.
        words: more keys of the format, which no slot names, and words that it writes as values.
    """

    messages: tuple[str, ...]
    slots: Mapping[str, str]
    signs: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    mojibake: bool = False
    entities: bool = False
    bytewise: bool = False
    newest_first: bool = False
    inner: Mapping[str, Inner] = field(default_factory=dict)
    cards: tuple[Card, ...] = ()
    voices: tuple[str, ...] = ()
    ranges: tuple[str, ...] = ()
    words: str = ""
    by_slices: ClassVar[bool] = True
    _table: dict[Pattern, Slot] = field(init=False, repr=False)
    _heads: frozenset[Pattern] = field(init=False, repr=False)
    _own: frozenset[Pattern] = field(init=False, repr=False)
    _groups: dict[Pattern, int] = field(init=False, repr=False)
    _known: frozenset[str] = field(init=False, repr=False)
    _starred: frozenset[Pattern] = field(init=False, repr=False)
    _senders: dict[Pattern, int] = field(init=False, repr=False)
    _times: dict[Pattern, int] = field(init=False, repr=False)
    _lead: frozenset[Pattern] = field(init=False, repr=False)
    _cards: dict[Pattern, Card] = field(init=False, repr=False)
    _signs: tuple[frozenset[str], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "_table", COMMON_SLOTS | slots(self.slots, dict.fromkeys(self.inner, Role.TEXT) | FORMS))
        put(self, "_starred", frozenset(pattern for pattern in self._table if ANY in pattern and len(pattern) > 1))
        put(self, "_signs", tuple(frozenset(written(pattern(one)) for one in row.split()) for row in self.signs))
        put(self, "_lead", frozenset(map(pattern, self.lead)))
        put(self, "_senders", {pattern(path): at for at, path in enumerate(self.sender)})
        put(self, "_times", {pattern(path): at for at, path in enumerate(self.time)})
        put(self, "_heads", frozenset(map(pattern, self.messages)))
        put(self, "_own", frozenset(map(pattern, self.own)))
        put(self, "_groups", {pattern(p): n for n, row in enumerate(self.joined) for p in row.split()})
        paths = [*self.messages, *self.sender, *self.time, *" ".join((*self.slots, *self.joined, *self.signs)).split()]
        paths += [*(p for c in self.cards for p in " ".join((c.path, c.ids, *c.names)).split())]
        put(self, "_cards", {pattern(card.path): card for card in self.cards})
        put(
            self,
            "_known",
            frozenset(
                [
                    *(one.replace("+", " ") for one in self.words.split()),
                    *(step for path in paths for step in pattern(path)),
                ]
            ),
        )

    def sniff(self, name: str, head: str) -> bool:
        """Whether a text is of this format, by the paths in its beginning."""
        if not (begin := head.lstrip("\ufeff \t\r\n")).startswith(("{", "[")):
            return False
        there = paths(begin)
        return any(sign <= there for sign in self._signs)

    def fields(self, part: int, text: Sliced, people: Mapping[str, str] | None = None) -> Iterator[Field]:
        """All places in the text where people's words or names stand.

        Args:
            part: number of the part.
            text: its text.
            people: the names of those whom the export knows by an id.
        """
        yield from self.fields_of(part, text, leaves(text), people)

    def fields_of(
        self, part: int, text: Sliced, found: Iterable[Leaf], people: Mapping[str, str] | None = None
    ) -> Iterator[Field]:
        """The same for some of the leaves of a text."""
        yield from Order(self, part, text, people or {}).fields(found)

    def directory(self, texts: Mapping[str, Sliced]) -> dict[str, str]:
        """The names of people by the ids under which the texts know them; the first name of an id counts."""
        return directory(names for text in texts.values() for names in self.names(text))

    def names(self, text: Sliced) -> Iterator[Names]:
        """What every card in a text says, in order."""
        if self.cards:
            yield from Order(self, 0, text, {}).cards(leaves(text))

    def slot(self, path: Pattern) -> Slot:
        """What stands at the path."""
        if part := headings.role_of_part(path):
            return Slot(part)
        whole = ("^", *path)
        for at in range(len(whole)):
            if whole[at:] in self._table:
                return self._table[whole[at:]]
            if found := _fitting(whole[at:], self._starred):
                return self._table[found]
        return UNKNOWN if self.signs else EXAMINED

    def keys(self, path: Pattern) -> Slot:
        """What the keys of the object are of which one stands at the path."""
        return self.slot((*path[:-1], _KEYS))

    def leads(self, path: Pattern) -> bool:
        """Whether the main text of a message stands at that path in it."""
        return path in self._lead

    def ranks(self, path: Pattern) -> tuple[int, int]:
        """Which of the paths in a message to its sender it is, and which of those to its time; -1 for none."""
        return self._senders.get(path, -1), self._times.get(path, -1)

    def head(self, path: Pattern) -> int:
        """How many steps of a path lead to the message in which it lies; -1 for none, 0 where each line is one."""
        return next((n for n in range(len(path), -1, -1) if _fitting(path[:n], self._heads) is not None), -1)

    def is_own(self, path: Pattern) -> bool:
        """Whether the owner of the account wrote the message at that path, if it does not say who did."""
        return bool(self._own) and _fitting(path, self._own) is not None

    def card(self, path: Pattern) -> tuple[int, Card | None]:
        """How many steps of a path lead to the card in which it lies, and that card."""
        known = frozenset(self._cards)
        for at in range(len(path), 0, -1) if known else ():
            if found := _fitting(path[:at], known):
                return at, self._cards[found]
        return 0, None

    def group(self, path: Pattern) -> int:
        """The number of the text of which the strings at that path in a message are pieces; -1 for none."""
        return self._groups.get(path, -1)

    def knows(self, key: str) -> bool:
        """Whether a key is one of the format's own."""
        return key in self._known or key in COMMON_KEYS

    def key_role(self, key: str, slot: Slot) -> Role | None:
        """What a key is where the keys are of that slot: one of the format or of a program is None.

        A word that is somebody's name as well is examined.
        """
        if slot.form == "person":
            return Role.NAME
        if slot.role is Role.TIME and is_day(key):
            return Role.TIME
        if slot.role not in (Role.TEXT, Role.KEEP, Role.TIME):
            return slot.role
        if self.knows(key) or (slot.role is Role.KEEP and is_uuid(key)) or is_programmed(key):
            return None
        if headings.is_heading(key):
            return None
        return Role.TEXT if is_either(key) else Role.HANDLE


def _fitting(path: Pattern, patterns: frozenset[Pattern]) -> Pattern | None:
    """The pattern that is a path, or fits it with any keys."""
    if path in patterns:
        return path
    starred = (p for p in patterns if len(p) == len(path) and ANY in p)
    return next((p for p in starred if all(a in (ANY, b) for a, b in zip(p, path, strict=True))), None)


def written(path: Pattern) -> str:
    """A path as tables write it."""
    return ".".join(path).replace(".[]", "[]")


@lru_cache(maxsize=8)
def paths(head: str) -> frozenset[str]:
    """All paths in the beginning of a JSON text, also those of keys, as tables write them."""
    return frozenset(written(p) for p in {leaf.plain for leaf in leaves(head)})
