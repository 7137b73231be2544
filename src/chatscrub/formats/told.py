"""What labels before a blank in a form, and the form of pasted text, tell about parts of a text."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Field, Piece, Role
from ..spans import located, views
from . import headings
from .pasted import pasted_names


def told(text: str, found: Field, note: str = "", skipped: int = 0) -> Iterator[Field]:
    """The parts of a field that have a role from a label or from the form of pasted text.

    Args:
        text: of the part.
        found: the field.
        note: of what is given.
        skipped: where what may begin with a label begins in it.
    """
    if found.role is not Role.TEXT or not any(sign in found.text for sign in ":\t["):
        return
    there = views(text, found)
    given = [(Role.NAME, start, end) for start, end in pasted_names(found.text)]
    given += [(role, skipped + a, skipped + b) for role, a, b in headings.labelled(found.text[skipped:])]
    for role, start, end in given:
        pieces = tuple(Piece(*one) for one in located(there, start, end))
        yield found._replace(pieces=pieces, role=role, text=found.text[start:end], note=note)
