"""Interval algebra: resolve overlaps, locate what was read in the source, splice edits in and invert them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappushpop
from itertools import accumulate, islice, pairwise
from typing import Any, NamedTuple, TypeVar

from .longtext import Sliced
from .model import Edit, Field, Kind, View
from .rows import Rows

_PIECE = 1 << 20  # signs of a long text that are copied at a time
_NEAR = 4096  # spans
_T = TypeVar("_T", bound=Any)


class Span(NamedTuple):
    """A range of a part that holds personal data.

    ``lead`` is False for all but the first range of a finding that a format cut into several pieces;
    ``value`` is what such a finding reads as a whole. ``person`` is as in a :class:`Finding`.
    """

    start: int
    end: int
    kind: Kind
    score: float
    by: str
    field: int
    lead: bool = True
    value: str = ""
    person: int = -1


def _weight(span: Span) -> tuple[int, float, str, str, int, bool, int]:
    return (span.end - span.start, span.score, span.kind.value, span.by, -span.field, span.lead, -span.start)


def resolve(spans: Iterable[Span]) -> list[Span]:
    """Turn overlapping spans into one layer that covers exactly the same characters.

    Spans that overlap become one, under the kind of the longest of them (then the surest). Spans that only
    touch stay apart. The result does not depend on the order of the input.
    """
    layer: list[Span] = []
    best: list[Span] = []
    for span in sorted(s for s in spans if s.start < s.end):
        if layer and span.start < layer[-1].end:
            best[-1] = max(best[-1], span, key=_weight)
            layer[-1] = best[-1]._replace(start=layer[-1].start, end=max(layer[-1].end, span.end))
        else:
            layer.append(span)
            best.append(span)
    return layer


def runs(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Spans that overlap, run by run, in the order of the text; what lies in different runs is apart.

    Args:
        spans: in any order; they are gone through up to three times.
    """
    run: list[Span] = []
    end = 0
    for span in _ascending(spans):
        if run and span.start >= end:
            yield run
            run = []
        end = max(end, span.end) if run else span.end
        run.append(span)
    if run:
        yield run


def _ascending(spans: Iterable[Span]) -> Iterable[Span]:
    """Spans by where they start. Those of a long text are nearly in order, so only some are looked at together."""
    if not any(after.start < before.start for before, after in pairwise(spans)):
        return spans
    near = all(before <= after for before, after in pairwise(_by_start(span.start for span in spans)))
    return _by_start(spans) if near else sorted(spans)


def _by_start(coming: Iterable[_T]) -> Iterator[_T]:
    """What comes in order, or nearly so, in order: always the least of the next."""
    coming = iter(coming)
    held = list(islice(coming, _NEAR))
    heapify(held)
    for one in coming:
        yield heappushpop(held, one)
    yield from sorted(held)


def make_room(spans: Iterable[Span], by: str) -> list[Span]:
    """Cut all other spans off where those found ``by`` structure stand, so that they keep their own borders."""
    spans = list(spans)
    solid = resolve(s for s in spans if s.by == by)
    starts = [s.start for s in solid]
    free = [piece for s in spans if s.by != by for piece in _around(s, solid, starts)]
    return [*solid, *free]


def _around(span: Span, solid: Sequence[Span], starts: Sequence[int]) -> Iterator[Span]:
    at = max(bisect_right(starts, span.start) - 1, 0)
    start = span.start
    while at < len(solid) and solid[at].start < span.end:
        if solid[at].end > start:
            if start < solid[at].start:
                yield span._replace(start=start, end=solid[at].start)
            start = solid[at].end
        at += 1
    if start < span.end:
        yield span._replace(start=start)


def splice(text: Sliced, edits: Sequence[Edit]) -> str:
    """Replace the ranges of ``edits`` (sorted, apart) in ``text`` and copy the rest.

    Raises:
        ValueError: the edits overlap, are out of order or lie outside the text.
    """
    return "".join(pieces(text, edits))


def pieces(text: Sliced, edits: Sequence[Edit]) -> Iterator[str]:
    """The spliced text piece by piece, so that it can be hashed without being built."""
    at = 0
    for start, end, new in edits:
        if not at <= start <= end <= len(text):
            raise ValueError(f"edit {start}-{end} does not follow {at} inside a text of {len(text)}")
        yield from _copied(text, at, start)
        yield new
        at = end
    yield from _copied(text, at, len(text))


def _copied(text: Sliced, start: int, end: int) -> Iterator[str]:
    """A range of a text; of a long one in pieces."""
    step = end - start if isinstance(text, str) else _PIECE
    yield from (text[at : min(at + step, end)] for at in range(start, end, step or 1))


def invert(text: Sliced, edits: Sequence[Edit]) -> Rows[Edit]:
    """The edits that turn ``splice(text, edits)`` back into ``text``."""
    grown = accumulate((len(e.new) - (e.end - e.start) for e in edits), initial=0)
    back = (
        Edit(e.start + shift, e.start + shift + len(e.new), text[e.start : e.end])
        for e, shift in zip(edits, grown, strict=False)
    )
    return Rows(Edit, back)


def locate(part_text: Sliced, field: Field, start: int, end: int) -> list[tuple[int, int]]:
    """The ranges of the part behind ``field.text[start:end]``, one for each piece that it touches."""
    return located(views(part_text, field), start, end)


def views(part_text: Sliced, field: Field) -> list[tuple[int, View]]:
    """For each piece of a field where it starts in the part and what a person reads there."""
    return [(piece.start, field.codec.view(part_text[piece.start : piece.end])) for piece in field.pieces]


def located(there: Sequence[tuple[int, View]], start: int, end: int) -> list[tuple[int, int]]:
    """Like :func:`locate`, for a field whose views were made already."""
    found, read = [], 0
    for shift, view in there:
        low, high = max(start - read, 0), min(end - read, len(view.text))
        if low < high:
            raw_start, raw_end = view.raw_range(low, high)
            found.append((shift + raw_start, shift + raw_end))
        read += len(view.text)
    return found
