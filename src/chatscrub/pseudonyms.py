"""(kind, value) to pseudonym: numbered in reading order, written by Presidio's anonymizer with an operator of ours."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from .lexicon import fold
from .model import LABEL, Kind
from .people import Cast, Person, name_key

if TYPE_CHECKING:
    from presidio_anonymizer import AnonymizerEngine

_COMPACT = frozenset({Kind.IBAN, Kind.BSN, Kind.ID, Kind.SECRET})


@cache
def anonymizer() -> AnonymizerEngine:
    """Presidio's engine with an operator of ours that writes a numbered label, built once per process."""
    logging.getLogger("presidio-anonymizer").setLevel(logging.CRITICAL)
    from presidio_anonymizer import AnonymizerEngine
    from presidio_anonymizer.operators import Operator, OperatorType

    class Label(Operator):
        """Replace a value by the label in ``params``; the value itself is not looked at."""

        def operate(self, text: str, params: dict[str, Any] | None = None) -> str:
            return f"[{(params or {})['label']}]"

        def validate(self, params: dict[str, Any] | None = None) -> None:
            (params or {})["label"]

        def operator_name(self) -> str:
            return "chatscrub_label"

        def operator_type(self) -> OperatorType:
            return OperatorType.Anonymize

    engine: AnonymizerEngine = AnonymizerEngine()  # type: ignore[no-untyped-call]
    engine.add_anonymizer(Label)
    return engine


class Pseudonyms:
    """The table of one export: the same person or value always gets the same pseudonym.

    ``taken`` holds labels that the source has already, from an earlier run; nobody else gets them.
    """

    def __init__(self, cast: Cast, me: str | None = "ME", taken: frozenset[str] = frozenset()) -> None:
        self.cast = cast
        self._me = me
        self._taken = taken
        self._labels: dict[tuple[Kind, str], str] = {}
        self._counts: dict[Kind, int] = {}
        self._people: dict[int, str] = {}

    def label(self, kind: Kind, value: str, number: int = -1) -> str:
        """The bare pseudonym of a value, such as ``PERSON_1``; new values are numbered as they come.

        Args:
            kind: of the value.
            value: as it stands in the chat.
            number: of the person in the cast whom it names, -1 to go by the value.
        """
        person = self._person(kind, value) if number < 0 else self.cast.people[self.cast.root(number)]
        if person is not None:
            return self._people.get(person.number) or self._people.setdefault(person.number, self._name(person))
        key = (kind, value_key(kind, value))
        return self._labels.get(key) or self._labels.setdefault(key, self._next(kind))

    def people(self) -> dict[str, Person]:
        """Everybody who got a pseudonym, by pseudonym, in the order of numbering."""
        return {label: self.cast.people[number] for number, label in self._people.items()}

    def _person(self, kind: Kind, value: str) -> Person | None:
        if kind is Kind.PHONE:
            return self.cast.known(value)
        if kind not in (Kind.PERSON, Kind.GROUP):
            return None
        return self.cast.known(value) or self.cast.add(value, kind, "mentioned" if kind is Kind.PERSON else "group")

    def _name(self, person: Person) -> str:
        return self._me if person.role == "me" and self._me else self._next(person.kind)

    def _next(self, kind: Kind) -> str:
        label = ""
        while not label or label in self._taken:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            label = f"{kind.value}_{self._counts[kind]}"
        return label


def labels_in(texts: Iterable[str]) -> frozenset[str]:
    """The bare labels that stand in texts already."""
    return frozenset(m[0].strip("[]") for text in texts if "_" in text for m in LABEL.finditer(text))


@cache
def written(kind: Kind, label: str) -> str:
    """The pseudonym as it stands in a text, such as ``[PERSON_1]``."""
    from presidio_anonymizer.entities import OperatorConfig, RecognizerResult

    value = "x"  # the operator does not look at it, so it need not be a real one
    found = [RecognizerResult(kind.value, 0, len(value), 1.0)]
    how = {"DEFAULT": OperatorConfig("chatscrub_label", {"label": label})}
    return str(anonymizer().anonymize(value, found, how).text)


def value_key(kind: Kind, value: str) -> str:
    """What spellings of one value have in common."""
    if kind is Kind.PHONE:
        return name_key(value)
    if kind in _COMPACT:
        return re.sub(r"[\W_]", "", fold(value))
    return " ".join(fold(value).split())
