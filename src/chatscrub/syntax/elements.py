"""The elements that are open at a place of a page or an XML file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .tags import ENDED_BY, PARAGRAPH_ENDS

_DEEPEST = 512  # browsers go no deeper either; what stands deeper counts as standing here


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """An element that is open. Two elements are the same only if they are one.

    Args:
        tag: its name, "" for the whole text.
        attributes: what its attributes read, by name; "" for those without a value.
        parent: the element that it stands in, None for the whole text.
        inline: it stands inside a line.
    """

    tag: str
    attributes: dict[str, str] = field(repr=False)
    parent: Element | None = field(default=None, repr=False)
    inline: bool = False

    @property
    def classes(self) -> list[str]:
        """The words of the attribute ``class``."""
        return self.attributes.get("class", "").split()

    @property
    def path(self) -> tuple[Element, ...]:
        """The elements around it from the outermost in, and itself last; without the whole text."""
        found = [element for element in self.upwards() if element.parent]
        return tuple(reversed(found))

    def upwards(self) -> Iterator[Element]:
        """Itself, then the elements that it stands in, outwards."""
        at: Element | None = self
        while at:
            yield at
            at = at.parent

    def closest(self, name: str) -> Element | None:
        """Itself or the nearest element around it with that tag, or, after a dot, with that class."""
        if name.startswith("."):
            return next((element for element in self.upwards() if name[1:] in element.classes), None)
        return next((element for element in self.upwards() if element.tag == name), None)


class OpenElements:
    """The elements that are open, on the way through a source. Each step takes the same time, whatever is open."""

    __slots__ = ("_borders", "_deeper", "_places", "_stack")

    def __init__(self) -> None:
        self._stack = [Element("", {})]
        self._borders = [0]  # places in the stack of those that are borders
        self._places: dict[str, list[int]] = {}  # places in the stack, by tag
        self._deeper = 0

    @property
    def innermost(self) -> Element:
        """The last one that was opened; the whole text where none is open."""
        return self._stack[-1]

    @property
    def border(self) -> Element:
        """The innermost one that is a border."""
        return self._stack[self._borders[-1]]

    def push(self, element: Element) -> None:
        """Open an element; those that stand too deep are only counted."""
        if len(self._stack) > _DEEPEST:
            self._deeper += 1
            return
        if not element.inline:
            self._borders.append(len(self._stack))
        self._places.setdefault(element.tag, []).append(len(self._stack))
        self._stack.append(element)

    def closed_by(self, tag: str) -> Element | None:
        """The element that a closing tag closes. One inside a line is not closed beyond a border."""
        places = self._places.get(tag)
        if not places or self._deeper:
            return None
        element = self._stack[places[-1]]
        return None if element.inline and places[-1] < self._borders[-1] else element

    def close(self, tag: str) -> None:
        """Close the innermost element of that tag, if any, and all that stand in it."""
        if self._deeper:
            self._deeper -= 1
        elif self.closed_by(tag):
            self._cut(self._places[tag][-1])

    def end_before(self, tag: str) -> None:
        """Close the elements of a page that end where one of this tag begins."""
        ended = ENDED_BY.get(tag, frozenset())
        while not self._deeper and self._borders[-1]:
            last = self.border.tag
            if last not in ended and not (last == "p" and tag in PARAGRAPH_ENDS):
                return
            self._cut(self._borders[-1])

    def _cut(self, place: int) -> None:
        for element in reversed(self._stack[place:]):
            self._places[element.tag].pop()
        del self._stack[place:]
        while self._borders[-1] >= place:
            self._borders.pop()
