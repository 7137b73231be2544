"""Interval algebra: one layer, edits and their inverse, and the way from read text back to raw text."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatscrub import spans as spans_
from chatscrub.model import Edit, Field, Kind, Piece, Role
from chatscrub.spans import Span, invert, locate, make_room, pieces, resolve, runs, splice
from chatscrub.syntax.plain import PLAIN

_SPANS = st.lists(
    st.builds(
        Span,
        st.integers(0, 30),
        st.integers(0, 30),
        st.sampled_from([Kind.PERSON, Kind.PHONE, Kind.ADDRESS]),
        st.sampled_from([0.4, 0.6, 1.0]),
        st.sampled_from(["a", "b"]),
        st.integers(0, 3),
        st.booleans(),
    ),
    max_size=12,
)


def characters(spans: list[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


@given(_SPANS)
def test_resolve_covers_exactly_the_same_characters(spans: list[Span]) -> None:
    assert characters(resolve(spans)) == characters(spans)


@given(_SPANS)
def test_resolve_gives_one_sorted_layer(spans: list[Span]) -> None:
    layer = resolve(spans)
    assert all(s.start < s.end for s in layer)
    assert all(a.end <= b.start for a, b in pairwise(layer))


@given(_SPANS, st.randoms(use_true_random=False))
def test_resolve_does_not_depend_on_order(spans: list[Span], rng: random.Random) -> None:
    assert resolve(rng.sample(spans, len(spans))) == resolve(spans)


@given(_SPANS)
def test_run_by_run_comes_to_the_same(spans: list[Span]) -> None:
    there = list(runs(spans))
    assert sorted(span for run in there for span in run) == sorted(spans)
    one_by_one = [span for run in there for span in resolve(make_room(run, "a"))]
    assert one_by_one == resolve(make_room(spans, "a"))


def test_runs_of_spans_that_are_nearly_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are those of spans in order, and so are those of spans in no order at all."""
    monkeypatch.setattr(spans_, "_NEAR", 4)
    spans = [Span(at, at + 12, Kind.ORG, 0.5, "", at) for at in range(0, 400, 10)]
    near = [span for at in range(0, len(spans), 3) for span in reversed(spans[at : at + 3])]
    for row in (near, spans[::-1], [*spans[20:], *spans[:20]]):
        assert list(runs(row)) == list(runs(spans)) == [spans]


@given(_SPANS)
def test_resolve_twice_is_resolve(spans: list[Span]) -> None:
    assert resolve(resolve(spans)) == resolve(spans)


def _span(start: int, end: int, kind: Kind = Kind.PERSON, score: float = 1.0, *, lead: bool = True) -> Span:
    return Span(start, end, kind, score, "x", 0, lead)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], []),
        ([(3, 3, Kind.PERSON, 1.0)], []),
        ([(5, 2, Kind.PERSON, 1.0)], []),
        ([(0, 3, Kind.PERSON, 1.0), (3, 5, Kind.PHONE, 1.0)], [(0, 3, Kind.PERSON), (3, 5, Kind.PHONE)]),
        ([(0, 3, Kind.PERSON, 1.0), (2, 9, Kind.PHONE, 0.4)], [(0, 9, Kind.PHONE)]),
        ([(0, 9, Kind.ADDRESS, 0.4), (2, 5, Kind.PERSON, 1.0)], [(0, 9, Kind.ADDRESS)]),
        ([(0, 5, Kind.ADDRESS, 0.4), (0, 5, Kind.PERSON, 1.0)], [(0, 5, Kind.PERSON)]),
        ([(0, 3, Kind.PERSON, 1.0), (2, 6, Kind.PHONE, 1.0), (5, 7, Kind.URL, 1.0)], [(0, 7, Kind.PHONE)]),
    ],
)
def test_resolve_table(spans: list[tuple[int, int, Kind, float]], expected: list[tuple[int, int, Kind]]) -> None:
    assert [(s.start, s.end, s.kind) for s in resolve([_span(*s) for s in spans])] == expected


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text and edits that are in order and apart."""
    text = draw(st.text(max_size=40))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    starts_ends = zip(cuts[::2], cuts[1::2], strict=False)
    return text, [Edit(start, end, draw(st.text(max_size=4))) for start, end in starts_ends]


@given(edited())
def test_splice_and_invert_give_the_text_back(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    spliced = splice(text, edits)
    assert splice(spliced, invert(text, edits)) == text
    assert len(spliced) == len(text) + sum(len(e.new) - (e.end - e.start) for e in edits)
    assert "".join(pieces(text, edits)) == spliced


@given(st.text())
def test_splicing_nothing_changes_nothing(text: str) -> None:
    assert splice(text, []) == text
    assert splice(text, [Edit(i, i + 1, char) for i, char in enumerate(text)]) == text


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(0, 3, ""), Edit(2, 4, "")],
        [Edit(3, 4, ""), Edit(0, 1, "")],
        [Edit(2, 1, "")],
        [Edit(0, 6, "")],
        [Edit(6, 6, "")],
        [Edit(-1, 1, "")],
    ],
)
def test_bad_edits_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="edit"):
        splice("Fenna", edits)


@st.composite
def cut_up(draw: st.DrawFn) -> tuple[str, Field]:
    """A text and a field over some pieces of it, as formats make them."""
    chars = st.sampled_from("ab é\u200e\u0301\u202f\u00a0\u200d\r")
    text = draw(st.text(chars, max_size=30))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    ranges = tuple(Piece(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False))
    read = "".join(PLAIN.view(text[slice(*p)]).text for p in ranges)
    return text, Field(0, ranges, Role.TEXT, read, 0, None, "", PLAIN)


@given(cut_up(), st.integers(0, 30), st.integers(0, 30))
def test_locate_stays_inside_the_pieces(case: tuple[str, Field], start: int, end: int) -> None:
    text, field = case
    found = locate(text, field, start, end)
    assert all(any(p.start <= a < b <= p.end for p in field.pieces) for a, b in found)
    assert found == sorted(found)
    assert bool(found) == (min(start, len(field.text)) < min(end, len(field.text)))


@given(cut_up())
def test_locate_covers_what_was_read(case: tuple[str, Field]) -> None:
    text, field = case
    for at, char in enumerate(field.text):
        ((start, end),) = locate(text, field, at, at + 1)
        assert char in PLAIN.view(text[start:end]).text
    whole = locate(text, field, 0, len(field.text))
    assert "".join(PLAIN.view(text[a:b]).text for a, b in whole) == field.text


def test_locate_gives_one_range_for_each_piece() -> None:
    text = "<b>Fen\u200ena</b> <i>Vos</i>"
    field = Field(0, (Piece(3, 9), Piece(17, 20)), Role.TEXT, "FennaVos", 0, None, "", PLAIN)
    assert locate(text, field, 2, 7) == [(5, 9), (17, 19)]
