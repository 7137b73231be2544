"""Surrogates: realistic stand-ins for what was found in a chat, chosen by a secret key (hide in plain sight).

The same key, identities and names give the same stand-ins in any process. Who is asked for first matters only
where two identities would draw the same stand-in: then the later one draws again. :meth:`StandIns.people` and
:meth:`StandIns.all_of` take a whole set in sorted order, so that the order in a chat does not matter at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from .coined import Coined
from .draws import SHORTEST_KEY, Ledger, Real
from .firms import Firms
from .namesakes import Namesakes, Person
from .shapes import Shapes
from .spellings import spelled
from .whereabouts import Whereabouts

__all__ = ["Person", "Real", "StandIns", "spelled"]


class StandIns:
    """Chooses the stand-ins of one chat, or of several that share a key.

    Args:
        key: a secret of 16 bytes or more.
        real: whether a folded word or name occurs in the chat or belongs to somebody in it; no stand-in is one,
            nor is one of its words. Tussenvoegsels, titles and words that tell a sort ("school") do not count.
        language: "nl" or "en", for whoever has names that tell no background.
    """

    def __init__(self, key: bytes, real: Real, language: str = "nl") -> None:
        if len(key) < SHORTEST_KEY:
            raise ValueError(f"a key has {SHORTEST_KEY} bytes or more")
        ledger = Ledger(real)
        coined = Coined(key, ledger, language)
        self._people: dict[str, Person] = {}
        self._namesakes = Namesakes(key, ledger, language)
        self._whereabouts = Whereabouts(key, ledger, coined, language)
        self._firms = Firms(coined)
        self._shapes = Shapes(key, ledger, language)

    def person(self, identity: str, names: Sequence[str]) -> Person:
        """Somebody of the same sex and background, as far as the names tell; the first answer stays."""
        if identity not in self._people:
            self._people[identity] = self._namesakes.choose(identity, names)
        return self._people[identity]

    def keep(self, identity: str, person: Person) -> bool:
        """Let somebody have the stand-in of an earlier run, if nobody else has it: whether that was so."""
        if not self._namesakes.keep(identity, person):
            return False
        self._people[identity] = person
        return True

    def people(self, known: Mapping[str, Sequence[str]]) -> dict[str, Person]:
        """The stand-ins of everybody, given out in sorted order: names by identity."""
        return {identity: self.person(identity, known[identity]) for identity in sorted(known)}

    @staticmethod
    def all_of(choose: Callable[[str], str], values: Iterable[str]) -> dict[str, str]:
        """The stand-ins of values, given out in sorted order: ``all_of(stand_ins.phone, numbers)``."""
        return {value: choose(value) for value in sorted(set(values))}

    def place(self, identity: str, surface: str) -> str:
        """Another town of like size in the same country; for an address see :meth:`address`."""
        return self._whereabouts.place(identity, surface)

    def address(self, surface: str) -> str:
        """Another street, house number, postcode and town, in the shape of the real ones."""
        return self._whereabouts.address(surface)

    def organisation(self, identity: str, surface: str) -> str:
        """Another school, practice, club or firm of the same sort."""
        return self._firms.organisation(identity, surface)

    def phone(self, value: str) -> str:
        """A phone number of fiction, else one that nobody can have."""
        return self._shapes.phone(value)

    def email(self, value: str) -> str:
        """An e-mail address at example.org."""
        return self._shapes.email(value)

    def handle(self, value: str) -> str:
        """An account name of the same shape."""
        return self._shapes.handle(value)

    def url(self, value: str) -> str:
        """An address of the same shape below example.org."""
        return self._shapes.url(value)

    def iban(self, value: str) -> str:
        """An IBAN of the same country whose checksum fails."""
        return self._shapes.iban(value)

    def bsn(self, value: str) -> str:
        """A BSN whose checksum fails."""
        return self._shapes.bsn(value)

    def identifier(self, value: str) -> str:
        """Letters for letters, digits for digits."""
        return self._shapes.identifier(value)

    def dob(self, value: str, keep: str = "year") -> str:
        """Another day of the same "year" or "decade"."""
        return self._shapes.dob(value, keep)
