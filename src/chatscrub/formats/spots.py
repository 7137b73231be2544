"""What a layout says of the places in a text, each looked up once for all objects of a sort."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ..model import Role
from ..syntax.jsontext import ANY, Leaf, Sort
from .cards import Card, Pattern
from .slots import Slot

if TYPE_CHECKING:
    from .layout import Layout

_MOST = 10_000  # paths that are remembered


@dataclass(frozen=True, slots=True)
class Spot:
    """What a layout says of all leaves at one path, or of all keys there.

    Args:
        depth: how many steps lead to the message in which they lie, -1 for none.
        path: within that message, if they lie in one.
        slot: what stands there.
        sender, time, group: numbers of the paths and texts of the layout, -1 where it is none.
        lead: they come before what else a message says.
        card, within: the card in which they lie, and how many steps lead to it.
        settled: what has a fixed form there tells nothing; a key that does so always.
    """

    depth: int
    path: Pattern
    slot: Slot
    sender: int
    time: int
    group: int
    lead: bool
    card: Card | None
    within: int
    settled: bool


class Place(NamedTuple):
    """A leaf and what stands there."""

    leaf: Leaf
    spot: Spot


class Spots:
    """The spots of a layout.

    Args:
        layout: the table.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.values: dict[Pattern, Spot] = {}
        self.keys: dict[Pattern, Spot] = {}

    def of(self, leaf: Leaf) -> Spot:
        """What the layout says of a leaf."""
        known = self.keys if leaf.sort is Sort.KEY else self.values
        spot = known.get(leaf.plain)
        if spot is None:
            spot = self._looked(leaf)
            if known is self.keys and leaf.plain[-1] == ANY:  # every id is a key of its own
                return spot
            if len(known) > _MOST:  # keys that are ids
                known.clear()
            known[leaf.plain] = spot
        return spot

    def _looked(self, leaf: Leaf) -> Spot:
        layout, plain, is_key = self.layout, leaf.plain, leaf.sort is Sort.KEY
        depth = layout.head(plain)
        within, card = layout.card(plain)
        path = plain[max(depth, 0) :]
        slot = layout.keys(plain) if is_key else layout.slot(plain)
        if is_key:
            told = layout.key_role(str(leaf.path[-1]), slot) is not None
        else:
            told = slot.role is not Role.KEEP or bool(slot.note or slot.form)
        sender, time = layout.ranks(path)
        return Spot(
            depth, path, slot, sender, time, layout.group(path), layout.leads(path), card, within, settled=not told
        )
