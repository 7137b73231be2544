"""Numbers and codes that stand for somebody, read as the name that the export gives them elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..model import Codec, View


@dataclass(frozen=True, slots=True)
class Reference:
    """Codec of a code that is read as a name, whole or not at all.

    Args:
        name: whom it stands for.
        written: how a replacement is written in its place.
    """

    name: str = field(repr=False)
    written: Codec

    def view(self, raw: str) -> View:
        size = len(self.name)
        return View(self.name, [0] * size, [len(raw)] * size)

    def encode(self, text: str) -> str:
        return self.written.encode(text)
