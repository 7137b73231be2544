"""Documents in XML as tables: what is read together, and which elements and attributes hold words.

A table names an element (``dc:creator``), an attribute anywhere (``@descr``) or that of an element
(``w:bookmarkStart@w:name``), and says what stands there. What no table names is examined, unless it is written as only
numbers, colours, codes and the words of a schema are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from ..model import Field, Piece


@dataclass(frozen=True)
class Grammar:
    """A format of documents.

    Args:
        paragraphs: elements whose text is read together.
        joins: elements whose text belongs to the paragraph around them.
        signs: empty elements that read as a sign, and ``sign_in``: where they do; the same tag may mean more.
        table, row, cell: the elements of tables.
        inserted, deleted: what tracks changes.
        special: the fields of what has a form of its own, such as formulas.
        words: what stands where; "keep" is copied.
        is_kept: what else is copied, by element, attribute ("" for text) and value.
    """

    paragraphs: frozenset[str]
    joins: Callable[[str], bool]
    signs: dict[str, str]
    sign_in: Callable[[str], bool]
    words: Mapping[str, str]
    is_kept: Callable[[str, str, str], bool]
    table: str = ""
    row: frozenset[str] = frozenset()
    cell: frozenset[str] = frozenset()
    inserted: frozenset[str] = frozenset()
    deleted: frozenset[str] = frozenset()
    special: Mapping[str, Callable[[int, str, Piece], Iterator[Field]]] = field(default_factory=dict)

    def is_bookmark_kept(self, name: str) -> bool:
        """Whether a program made the bookmark of that name."""
        return any(self.is_kept(*one, name) for one in (("w:bookmarkStart", "w:name"), ("", "text:name")))


def grammar_words(table: Mapping[str, str]) -> dict[str, str]:
    """A table whose keys are several places, by blanks."""
    return {place: sort for places, sort in table.items() for place in places.split()}
