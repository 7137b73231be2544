"""Parts of one text that stand in places of their own, such as the parts of a name in the cells of a table."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Codec, View


@dataclass(frozen=True, slots=True)
class Spaced:
    """The codec of such a part: a space is read behind it, which nothing of the raw text stands for."""

    codec: Codec

    def view(self, raw: str) -> View:
        """What a person reads, and a space."""
        view = self.codec.view(raw)
        if not view.text:
            return view
        starts = list(range(len(view.text))) if view.starts is None else view.starts
        ends = list(range(1, len(view.text) + 1)) if view.ends is None else view.ends
        return View(view.text + " ", [*starts, len(raw)], [*ends, len(raw)])

    def encode(self, text: str) -> str:
        return self.codec.encode(text)
