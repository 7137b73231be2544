"""The book of pseudonyms: who and what has which, in one run or, kept in a vault, over many."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

from .aliases import words_of
from .lexicon import fold
from .model import Kind
from .namesakes import Person as StandIn
from .people import name_key
from .phones import number_key

_SHORTEST = 2  # words of a whole name


@dataclass(slots=True)
class Entry:
    """Somebody or something that has a pseudonym.

    Args:
        kind: PERSON, GROUP or the kind of a value.
        names: as they stand in the chats, the one to put back first; a value has one.
        labels: the pseudonym, by the style that gave it.
        given: the texts of a style that writes each place in its own way, and what stood there.
        stand_in: the person of the style "surrogate".
        number: place in the book.
        id: stays with it for good, -1 until the book has given one.
        twin: how many before it in the book have the same first name or value.
    """

    kind: Kind
    names: list[str]
    labels: dict[str, str] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    stand_in: StandIn | None = None
    number: int = -1
    id: int = -1
    twin: int = 0

    @property
    def identity(self) -> str:
        """What tells this one from the others of its kind, the same in every run: the key of the first name."""
        return entry_key(self.kind, self.names[0]) + (f" ({self.twin + 1})" if self.twin else "")


def entry_key(kind: Kind, name: str) -> str:
    """What spellings of one name or value have in common."""
    if kind in (Kind.PERSON, Kind.GROUP, Kind.PHONE):
        return name_key(name)
    if kind in (Kind.IBAN, Kind.BSN, Kind.ID, Kind.SECRET):
        return "".join(c for c in fold(name) if c.isalnum()) or name
    return " ".join(fold(name).split()) or name


def is_whole(name: str) -> bool:
    """Whether a name tells one person from others of the same first name: several words, or a number."""
    return number_key(name) is not None or len(words_of(name)) >= _SHORTEST


class Book:
    """Entries, found by kind and name.

    Args:
        key: the secret behind draws and codes; empty where there is none.
        entries: to begin with.
        retired: pseudonyms of entries that were forgotten, which nobody gets again.
        next_id: larger than the id of every entry that was ever in it.
    """

    def __init__(
        self, key: bytes = b"", entries: Iterable[Entry] = (), retired: Iterable[str] = (), next_id: int = 0
    ) -> None:
        self.key, self.retired, self.next_id = key, set(retired), next_id
        self.entries: list[Entry] = []
        self._by_key: dict[tuple[Kind, str], list[int]] = {}
        self._firsts: dict[str, set[int]] = {}
        for entry in entries:
            self._index(entry)

    def _index(self, entry: Entry) -> None:
        entry.number = len(self.entries)
        entry.id = self.next_id if entry.id < 0 else entry.id
        self.next_id = max(self.next_id, entry.id + 1)
        entry.twin = len(self._by_key.get((entry.kind, entry_key(entry.kind, entry.names[0])), ()))
        self.entries.append(entry)
        self.learn(entry, entry.names)

    def add(self, kind: Kind, names: Sequence[str]) -> Entry:
        """A new entry."""
        entry = Entry(kind, list(dict.fromkeys(names)))
        self._index(entry)
        return entry

    def learn(self, entry: Entry, names: Iterable[str]) -> None:
        """More names of an entry."""
        for name in dict.fromkeys(names):
            there = self._by_key.setdefault((entry.kind, entry_key(entry.kind, name)), [])
            if entry.number not in there:
                there.append(entry.number)
            if entry.kind is Kind.PERSON and (words := words_of(name)):
                self._firsts.setdefault(words[0], set()).add(entry.number)
            if name not in entry.names:
                entry.names.append(name)

    def value(self, kind: Kind, value: str) -> Entry | None:
        """The entry of a value, or of the title of a group."""
        there = self._by_key.get((kind, entry_key(kind, value)))
        return self.entries[there[0]] if there else None

    def person(self, names: Sequence[str], used: Container[int] = ()) -> tuple[Entry | None, bool]:
        """The entry of somebody, and whether only a first name says so.

        A whole name or a number decides. A first name alone is taken for the one person of that name whom the book
        knows, unless both have whole names, which then differ.

        Args:
            names: of the person.
            used: numbers of entries that belong to others in the same chat.
        """
        found = self._of([name for name in names if is_whole(name)], used)
        if found:
            return self.entries[min(found)], False
        single = [name for name in names if not is_whole(name)]
        found = self._of(single, used)
        if not found:
            found = {n for name in single for n in self._firsts.get(name_key(name), ())}
            found = found if len(found) == 1 and not any(n in used for n in found) else set()
        if any(map(is_whole, names)):
            found = {n for n in found if not any(map(is_whole, self.entries[n].names))}
        return (self.entries[found.pop()], True) if len(found) == 1 else (None, False)

    def _of(self, names: Iterable[str], used: Container[int]) -> set[int]:
        there = (n for name in names for n in self._by_key.get((Kind.PERSON, name_key(name)), ()))
        return {n for n in there if n not in used}

    def labels(self) -> frozenset[str]:
        """Every pseudonym that was given, also to those who were forgotten."""
        return frozenset(label for entry in self.entries for label in entry.labels.values()) | self.retired

    def without(self, gone: Entry) -> Book:
        """The book with one entry struck out."""
        left = [entry for entry in self.entries if entry is not gone]
        return Book(self.key, left, self.retired | set(gone.labels.values()), self.next_id)
