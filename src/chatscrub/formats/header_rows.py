"""Tables with a row of headings, or labels before what is filled in: what they say about a cell."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Role
from . import headings
from .columns import column
from .vocabulary import ROLES

_TOLD = frozenset((Role.NAME, Role.PHONE, Role.EMAIL, Role.DOB, Role.PLACE, Role.ID, Role.SECRET))
_NUMBERED = frozenset((Role.PHONE, Role.EMAIL, Role.DOB, Role.ID, Role.SECRET))
_DIGITS = 4  # that a heading may have, such as a year


def role_over(heading: str) -> Role | None:
    """What stands under a heading of a table, by any of its words as well."""
    role = headings.role_of(heading)
    if role is None and not headings.is_heading(heading):
        role = ROLES.get(column(heading))
    return role if role in _TOLD or headings.role_of(heading) else None


def role_beside(label: str) -> Role | None:
    """What a label in a table says of the number in the cell behind it, by any of its words as well."""
    role = headings.role_of(label) or role_over(label)
    return role if role in _NUMBERED else None


def is_header(cells: Sequence[str]) -> bool:
    """Whether the cells of a first row are headings of what stands under them."""
    filled = [cell for cell in cells if cell.strip()]
    named = sum(headings.is_heading(cell) for cell in filled)
    told = any(headings.role_of(cell) for cell in filled)
    plain = all(headings.is_heading(cell) or (headings.is_plain(cell) and cell[0].isalpha()) for cell in filled)
    return (told and plain and (named > 1 or len(filled) > 2)) or _is_mostly_named(filled)


def _is_mostly_named(filled: Sequence[str]) -> bool:
    """Whether more than half of the cells are headings, three at least; in a form every second one is a value."""
    if any("@" in cell or sum(c.isdigit() for c in cell) > _DIGITS for cell in filled):
        return False
    named = sum(headings.is_heading(cell) or role_over(cell) is not None for cell in filled)
    return named > 2 and named * 2 > len(filled)


class _Table:
    """A table on the way through a document: the texts of its first row, and of the cells of this row so far."""

    __slots__ = ("first", "headed", "more", "rows", "texts")

    def __init__(self) -> None:
        self.first: list[str] = []
        self.texts: list[str] = []
        self.rows = 0
        self.headed = False
        self.more = 0  # how often the cell that is filled now is repeated behind itself

    def next_row(self) -> None:
        if self.rows == 1:
            self.first = self.texts
            self.headed = is_header(self.first)
        self.rows += 1
        self.texts = []
        self.more = 0

    def next_cell(self, times: int) -> None:
        """Begin a cell that stands there so many times."""
        self.texts += [""] * (1 + self.more)
        self.more = times - 1

    def role(self) -> Role | None:
        """What the headings say about the cell that is filled now."""
        at = len(self.texts) - 1
        if self.headed:
            return role_over(self.first[at]) if 0 <= at < len(self.first) else None
        return headings.role_of(self.texts[at - 1]) if at > 0 else None

    def is_told(self) -> bool:
        """Whether headings or a label say something about a number in the cell that is filled now."""
        at = len(self.texts) - 1
        return self.role() is not None or (not self.headed and at > 0 and role_beside(self.texts[at - 1]) is not None)


class Tables(list[_Table]):
    """The tables that are open on the way through a document, the innermost last."""

    def begin(self) -> None:
        """Open a table."""
        self.append(_Table())

    def in_cell(self) -> bool:
        """Whether what comes now stands in a cell."""
        return bool(self and self[-1].texts)

    def role(self) -> Role | None:
        """What headings or labels say about the cell that is filled now."""
        return self[-1].role() if self.in_cell() else None

    def is_told(self) -> bool:
        """Whether headings or a label say something about a number in the cell that is filled now."""
        return self.in_cell() and self[-1].is_told()
