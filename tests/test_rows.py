"""The compact sequence of rows gives exactly the rows that went in."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatscrub import rows
from chatscrub.model import Edit, Finding, Kind
from chatscrub.rows import Marks, Numbers, Place, Rows


class Odd(NamedTuple):
    """A row of anything."""

    one: Any
    other: Any


numbers = st.integers(-(2**70), 2**70) | st.integers(-200, 200)
findings = st.builds(
    Finding,
    field=st.integers(0, 2**31),
    start=st.integers(0, 300),
    end=st.integers(0, 70_000),
    kind=st.sampled_from(Kind),
    score=st.floats(0, 1),
    by=st.sampled_from(["people", "repeated", ""]),
    person=st.integers(-1, 5),
)
edits = st.builds(Edit, numbers, numbers, st.text(max_size=3))
anything = st.booleans() | numbers | st.none() | st.text(max_size=2) | st.sampled_from([1.0, 0.5, Kind.ORG, "ORG"])
odd = st.builds(Odd, anything, anything | st.lists(st.integers(), max_size=1))
ROWS = st.one_of(
    st.tuples(st.just(Finding), st.lists(findings)),
    st.tuples(st.just(Edit), st.lists(edits)),
    st.tuples(st.just(Odd), st.lists(odd)),
)


@given(ROWS, st.integers(0, 12), st.data())
def test_the_same_rows_come_out(case: tuple[type[Any], list[Any]], cut: int, data: st.DataObject) -> None:
    sort, found = case
    there = Rows(sort, found[:cut])
    there.extend(iter(found[cut:]))
    assert list(there) == found and len(there) == len(found) and bool(there) == bool(found)
    assert [list(map(type, row)) for row in there] == [list(map(type, row)) for row in found]
    assert there == found and there == tuple(found) and tuple(found) == there and there == Rows(sort, found)
    assert there != [*found, found[0] if found else 0] and there != "rows"
    assert pickle.loads(pickle.dumps(there)) == found
    if found:
        at = data.draw(st.integers(-len(found), len(found) - 1))
        assert there[at] == found[at] and type(there[at]) is sort and type(next(iter(there))) is sort
        assert there[at:] == tuple(found[at:]) and there[::-1] == tuple(found[::-1]) and found[at] in there
        assert there != found[:-1] and there != [*found[:-1], ()]
    with pytest.raises(IndexError):
        there[len(found)]


@given(st.lists(findings, max_size=20), st.integers(1, 4))
def test_values_may_be_forgotten(found: Sequence[Finding], most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "_MOST", most)
        patch.setattr(rows, "_AT_ONCE", 3)
        assert Rows(Finding, found) == found


@given(st.lists(st.integers(-(2**63), 2**63 - 1) | st.integers(-300, 300) | st.just(7)), st.integers(0, 9))
def test_numbers_in_pages(found: list[int], cut: int) -> None:
    """What went in comes out, in any order, of any size, before and after pickling."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("_PAGE_BITS", 2), ("_PAGE", 4), ("_IN_PAGE", 3)):
            patch.setattr(rows, name, value)
        there = Numbers(found[:cut])
        for number in found[cut : cut + 3]:
            there.append(number)
        there.extend(found[cut + 3 :])
        again = pickle.loads(pickle.dumps(there))
        assert list(there) == list(again) == found and len(there) == len(again) == len(found)
        assert [there[at] for at in range(len(found))] == found
        assert [list(there.since(at)) for at in range(len(found) + 1)] == [found[at:] for at in range(len(found) + 1)]
        with pytest.raises(OverflowError):
            there.extend([1, 2**63])
        assert list(there) == found


def test_numbers_that_lie_near_each_other_take_little() -> None:
    there = Numbers(range(10**9, 10**9 + 200 * 10_000, 200))
    assert len(pickle.dumps(there)) < 10_000 * 2.2
    assert len(pickle.dumps(Numbers([5] * 10_000))) < 1_000


@given(st.lists(findings, max_size=20))
def test_another_column(found: list[Finding]) -> None:
    there = Rows(Finding, found)
    there.put("person", (row.start for row in there))
    assert there == [row._replace(person=row.start) for row in found]
    with pytest.raises(ValueError, match="values for"):
        there.put("person", [*found, 1])


@given(st.lists(findings, max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_some_rows_of_many(found: list[Finding], start: int, stop: int) -> None:
    assert list(Rows(Finding, found).between(start, max(start, stop))) == found[start : max(start, stop)]
    assert list(rows.between(found, start, stop)) == found[start:stop]


@given(st.lists(findings, max_size=20))
def test_rows_beside_others_share_what_is_named_alike(found: list[Finding]) -> None:
    there = Rows(Finding, found)
    beside = there.beside(Edit, new=(str(row.score) for row in found))
    assert beside == [Edit(row.start, row.end, str(row.score)) for row in found] and there == found
    with pytest.raises(ValueError, match="values for"):
        there.beside(Edit, new=["", *(str(row.score) for row in found)])


def test_what_repeats_is_kept_once() -> None:
    row = Edit(5, 10, "[PERSON_1]")
    there = Rows(Edit, (row._replace(start=n) for n in range(10_000)))
    assert len(pickle.dumps(there)) < 10_000 * 5
    assert len({id(edit.new) for edit in there}) == 1


def test_rows_print_nothing_of_what_they_hold() -> None:
    assert "Sanne" not in repr(Rows(Edit, [Edit(0, 1, "Sanne")])) + str(Rows(Edit, [Edit(0, 1, "Sanne")]))
    with pytest.raises(TypeError):
        hash(Rows(Edit))


places = st.tuples(st.integers(0, 2), st.integers(-1, 300))


@given(st.dictionaries(places, st.booleans() | st.text(max_size=2) | st.integers(0, 400)))
def test_marks_are_those_that_were_made(wanted: dict[Place, Any]) -> None:
    # "" and False are values too; 0 and False are equal, so one of them would stand for both
    wanted = {place: str(value) if type(value) is int else value for place, value in wanted.items()}
    there = Marks[Any]()
    for place, value in wanted.items():
        there[place] = "before"
        there[place] = value
    assert dict(there.items()) == wanted and list(there.items()) == sorted(wanted.items(), key=lambda row: row[0])
    assert len(there) == len(wanted)
    for place in [(part, message) for part in range(4) for message in range(-1, 302)]:
        assert there.get(place) == wanted.get(place) and (place in there) == (place in wanted)


def test_many_values_have_room() -> None:
    there = Marks[int]()
    for number in range(1000):
        there[0, number] = number * 7
    assert [there.get((0, number)) for number in range(1000)] == [number * 7 for number in range(1000)]
