"""Objects that each describe one person: the ids by which an export knows them, and what they are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..model import Field, Role
from ..syntax.reference import Reference

Pattern = tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """Where a format describes somebody.

    Args:
        path: of the object; it begins at the top.
        names: paths in it, best name first; those by blanks are one name in several strings.
        ids: paths in it, by blanks, to what the export calls them elsewhere.
    """

    path: str
    names: tuple[str, ...]
    ids: str = ""


class Names:
    """What one card says somebody is called.

    Args:
        card: what stands where.
        read: what a person reads at each path in the object.
    """

    def __init__(self, card: Card, read: Mapping[Pattern, str]) -> None:
        self.card = card
        self._whole: dict[Pattern, str] = {}
        self._several: set[Pattern] = set()
        for written in card.names:
            paths = [path for path in map(pattern, written.split()) if read.get(path)]
            whole = " ".join(dict.fromkeys(read[path] for path in paths))
            self._whole.update(dict.fromkeys(paths, whole))
            self._several.update(paths if len(paths) > 1 else ())
        self.all = list(dict.fromkeys(self._whole.values()))
        self.name = self.all[0] if self.all else ""
        self.ids = [read[path] for path in map(pattern, card.ids.split()) if read.get(path)]

    def holds(self, path: Pattern) -> bool:
        """Whether a name, or part of one, stands there."""
        return path in self._whole

    def field(self, path: Pattern, found: Field) -> Field:
        """The field of a place in the card: a part of a name is read as all of it, another name is an alias."""
        whole = self._whole.get(path)
        if whole and found.role is Role.NAME:
            if path in self._several:
                found = found._replace(text=whole, codec=Reference(whole, found.codec))
        elif found.role is not Role.PHONE:
            return found
        if not self.name or found.text.strip() == self.name:
            return found
        return found._replace(note="alias", sender=self.name)


def directory(found: Iterable[Names]) -> dict[str, str]:
    """The names of people by id: the best name that nobody else has, of several cards with one id the first."""
    cards = [names for names in found if names.ids and names.name]
    owners: dict[str, set[str]] = defaultdict(set)
    for names in cards:
        for name in names.all:
            owners[name].add(names.ids[0])
    people: dict[str, str] = {}
    for names in cards:
        own = next((name for name in names.all if len(owners[name]) == 1), names.name)
        people |= {one: own for one in names.ids if one not in people}
    return people


def pattern(written: str) -> Pattern:
    """A path as tables write it, step by step: ``[]`` and ``{}`` are steps, ``~`` is a dot in a key, ``+`` a blank."""
    steps = written.replace("[]", ".[]").replace("{}", ".{}").strip(".").split(".") if written else ()
    return tuple(step.replace("~", ".").replace("+", " ") for step in steps if step)
