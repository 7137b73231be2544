"""Codecs on top of one another: what one gives to read is the raw text of the next."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Codec, View


@dataclass(frozen=True, slots=True)
class Chain:
    """The codec of text that was written twice, such as HTML in a JSON string: ``outer`` is undone first."""

    outer: Codec
    inner: Codec

    def view(self, raw: str) -> View:
        """What a person reads, with a map through both codecs."""
        return composed(self.outer.view(raw), self.inner)

    def encode(self, text: str) -> str:
        return self.outer.encode(self.inner.encode(text))


def composed(outer: View, inner: Codec) -> View:
    """The view of a text that was read already, read once more with another codec."""
    view = inner.view(outer.text)
    if outer.starts is None or outer.ends is None:
        return view
    if view.starts is None or view.ends is None:
        return View(view.text, outer.starts, outer.ends)
    starts, ends = [*outer.starts, *outer.ends[-1:]], outer.ends  # a sign may be read behind the last one
    return View(view.text, [starts[start] for start in view.starts], [ends[end - 1] for end in view.ends])
