"""Text within text: a card in a card, a page in the body of a mail, read by its own format and mapped back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import Codec, Field, Piece, View
from ..syntax.chain import Chain


def enclosed(found: Iterable[Field], view: View, at: int, outer: Codec) -> Iterator[Field]:
    """Fields of a text that was written within another, with the ranges and the codecs that they have there.

    Args:
        found: fields of ``view.text``.
        view: the inner text, and where it stands in the raw one.
        at: where the raw text begins in its part.
        outer: how the inner text is written in the raw one.
    """
    chains: dict[int, tuple[Codec, Codec]] = {}
    for one in found:
        inner, chain = chains.get(id(one.codec), (one.codec, None))
        chain = chain or Chain(outer, one.codec)
        chains[id(one.codec)] = inner, chain  # the inner one is kept, so that no other gets its number
        ranges = (view.raw_range(*piece) for piece in one.pieces if piece.start < piece.end)
        pieces = tuple(Piece(at + low, at + high) for low, high in ranges)
        if pieces:
            yield one._replace(pieces=pieces, codec=chain)
