"""Findings to pseudonyms: whose each place is, by the cast and the book, and what is written there by Presidio."""

from __future__ import annotations

import logging
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from .book import Book, Entry
from .model import Kind
from .people import Cast, How, Person
from .styles import Style, Use

if TYPE_CHECKING:
    from presidio_anonymizer import AnonymizerEngine


@cache
def anonymizer() -> AnonymizerEngine:
    """Presidio's engine with an operator of ours that writes a given text, built once per process."""
    logging.getLogger("presidio-anonymizer").setLevel(logging.CRITICAL)
    from presidio_anonymizer import AnonymizerEngine
    from presidio_anonymizer.operators import Operator, OperatorType

    class Pseudonym(Operator):
        """Replace a value by the text in ``params``; the value itself is not looked at."""

        def operate(self, text: str, params: dict[str, Any] | None = None) -> str:
            return str((params or {})["new"])

        def validate(self, params: dict[str, Any] | None = None) -> None:
            (params or {})["new"]

        def operator_name(self) -> str:
            return "chatscrub_pseudonym"

        def operator_type(self) -> OperatorType:
            return OperatorType.Anonymize

    engine: AnonymizerEngine = AnonymizerEngine()  # type: ignore[no-untyped-call]
    engine.add_anonymizer(Pseudonym)
    return engine


class Pseudonyms:
    """Everybody and everything of one export, by entry of the book.

    Args:
        cast: who is who in it.
        book: what was given in earlier runs; whoever is new is added.
        style: how pseudonyms look.
    """

    def __init__(self, cast: Cast, book: Book, style: Style) -> None:
        self.cast, self.book, self.style = cast, book, style
        self._people: dict[int, Entry] = {}
        self._roles: dict[int, str] = {}

    def use(self, kind: Kind, value: str, number: int = -1) -> Use:
        """Whose place it is.

        Args:
            kind: of the value.
            value: as it stands in the chat.
            number: of the person in the cast whom it names, -1 to go by the value.
        """
        person = self._person(kind, value) if number < 0 else self.cast.people[self.cast.root(number)]
        if person is None:
            return Use(self.book.value(kind, value) or self.book.add(kind, [value]), value)
        entry = self._people.get(person.number) or self._entry(person)
        return Use(entry, value, self._roles[entry.number])

    def people(self) -> dict[str, Person]:
        """Everybody who got a pseudonym, by pseudonym, in reading order."""
        return {self.style.label(entry): self.cast.people[number] for number, entry in self._people.items()}

    def _person(self, kind: Kind, value: str) -> Person | None:
        if kind is Kind.PHONE:
            return self.cast.known(value)
        if kind is Kind.FILE:  # a folder or file that is called after a chat, by its whole name
            named = self.cast.named(value)
            return named if named and {How.SENDER, How.LISTED} & set(named.links.values()) else None
        if kind not in (Kind.PERSON, Kind.GROUP):
            return None
        return self.cast.known(value) or self.cast.add(value, kind, "mentioned" if kind is Kind.PERSON else "group")

    def _entry(self, person: Person) -> Entry:
        if person.kind is Kind.GROUP:
            entry = self.book.value(Kind.GROUP, person.names[0])
        else:
            used = {e.number for e in self._people.values()}
            entry, unsure = self.book.person(person.names, used)
            person.doubt = person.doubt or unsure
        entry = entry or self.book.add(person.kind, person.names)
        self.book.learn(entry, person.names)
        self._people[person.number] = entry
        self._roles[entry.number] = "me" if person.role == "me" else person.relation
        return entry


def through_presidio(kind: Kind, new: str) -> str:
    """A replacement as Presidio's anonymizer writes it."""
    return _written(kind.value, new)


@lru_cache(maxsize=65_536)
def _written(entity: str, new: str) -> str:
    from presidio_anonymizer.entities import OperatorConfig, RecognizerResult

    value = "x"  # the operator does not look at it, so it need not be a real one
    found = [RecognizerResult(entity, 0, len(value), 1.0)]
    how = {"DEFAULT": OperatorConfig("chatscrub_pseudonym", {"new": new})}
    return str(anonymizer().anonymize(value, found, how).text)
