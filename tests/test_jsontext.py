"""The JSON scanner: every string at its path, codecs that invert, and nothing lost in what is no JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatscrub.syntax.chain import Chain
from chatscrub.syntax.jsontext import JsonScalar, JsonString, Mojibake, Path, Sort, is_mojibake, is_uuid, leaves
from chatscrub.syntax.plain import PLAIN

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
CODEC = JsonString()


def strings(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every string of a document with its path, keys among them."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key), key
            yield from strings(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from strings(inner, (*path, number))
    elif isinstance(value, str):
        yield path, value


def found(text: str) -> list[tuple[Path, str]]:
    return [
        (leaf.path, CODEC.view(text[leaf.start : leaf.end]).text)
        for leaf in leaves(text)
        if leaf.sort in (Sort.KEY, Sort.STRING)
    ]


@settings(deadline=None)
@given(JSON, st.booleans(), st.sampled_from([None, 1, 4]), st.sampled_from([None, (",", ":"), (" , ", " : ")]))
def test_every_string_is_found_at_its_path(value: Any, ascii: bool, indent: int | None, marks: Any) -> None:
    text = json.dumps(value, ensure_ascii=ascii, indent=indent, separators=marks)
    assert found(text) == list(strings(value))


@given(JSON)
def test_numbers_and_words_have_their_sort(value: Any) -> None:
    for leaf in leaves(text := json.dumps(value)):
        raw = text[leaf.start : leaf.end]
        if leaf.sort is Sort.NUMBER:
            assert isinstance(json.loads(raw), (int, float))
        elif leaf.sort is Sort.WORD:
            assert raw in ("true", "false", "null")
        assert leaf.sort is not Sort.LOOSE and not leaf.open


@given(st.text())
def test_nothing_is_lost_in_any_text(text: str) -> None:
    covered = {i for leaf in leaves(text) for i in range(leaf.start, leaf.end)}
    lost = "".join(c for i, c in enumerate(text) if i not in covered)
    assert not any(c.isalnum() for c in lost)
    assert {c for c in lost if not c.isspace()} <= set('"{}[],:\\\ufeff')


@given(JSON, st.data())
def test_damaged_documents_lose_no_word(value: Any, data: st.DataObject) -> None:
    text = json.dumps(value, ensure_ascii=False)
    at = data.draw(st.integers(0, len(text)))
    much = data.draw(st.integers(0, 5))
    for damaged in (text[:at], text[at:], text[:at] + text[at + much :], text[:at] + '"' + text[at:], text + text):
        there = list(leaves(damaged))
        assert there == sorted(there, key=lambda leaf: leaf.start)
        assert all(a.end <= b.start for a, b in pairwise(there))
        covered = {i for leaf in there for i in range(leaf.start, leaf.end)}
        assert not any(c.isalnum() for i, c in enumerate(damaged) if i not in covered)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": "b"}', [(("a",), "a"), (("a",), "b")]),
        (r'{"a": "x\x0By"}', [(("a",), "a"), (("a",), "x\x0by")]),
        (r'["\ud83d\ude00", "\ud83d"]', [((0,), "\U0001f600"), ((1,), "\ud83d")]),
        ('{"a": [1, {"b": 2}], "d": "e"}', [(("a",), "a"), (("a", 1, "b"), "b"), (("d",), "d"), (("d",), "e")]),
        ('{"a": "cut off', [(("a",), "a"), (("a",), "cut off")]),
        ('{"a": "cut off\\', [(("a",), "a"), (("a",), "cut off")]),
        ('{"a" "b"}', [(("a",), "a"), (("b",), "b")]),
        ("", []),
        ("[]]]}", []),
        ('["a"]]"b"', [((0,), "a"), ((), "b")]),
    ],
)  # fmt: skip
def test_odd_documents(text: str, expected: list[tuple[Path, str]]) -> None:
    assert found(text) == expected


def test_values_in_a_row_have_numbers() -> None:
    text = '{"a": 1}\n{"a": 2}\n\n{"b": "c"}'
    assert [(leaf.value, leaf.path) for leaf in leaves(text) if leaf.sort is not Sort.KEY] == [
        (0, ("a",)),
        (1, ("a",)),
        (2, ("b",)),
    ]


def test_words_outside_of_strings_are_loose() -> None:
    text = 'window.x = {"a": 1};'
    assert [text[leaf.start : leaf.end] for leaf in leaves(text) if leaf.sort is Sort.LOOSE] == ["window.x", "=", ";"]


def test_a_string_that_is_cut_off_is_open() -> None:
    assert [leaf.open for leaf in leaves('["a", "b')] == [False, True]


def test_a_million_quotes_take_no_time() -> None:
    assert sum(1 for _ in leaves('"' * 1_000_000)) == 500_000
    assert [leaf.open for leaf in leaves('"' + "\\\\" * 500_000)] == [True]
    assert sum(1 for _ in leaves("[" * 1_000_000)) == 0


# --- codecs ---------------------------------------------------------------------------------------------

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXT, st.booleans(), st.booleans())
def test_strings_invert(text: str, ascii: bool, slash: bool) -> None:
    codec = JsonString(ascii, slash)
    raw = codec.encode(text)
    assert codec.view(raw).text == text == json.loads(f'"{raw}"')
    assert not ascii or raw.isascii()


@given(TEXT, st.booleans())
def test_offsets_lead_back(text: str, ascii: bool) -> None:
    for codec in (JsonString(ascii), Mojibake(JsonString(True))):
        raw = codec.encode(text)
        view = codec.view(raw)
        for i in range(len(view.text)):
            low, high = view.raw_range(i, i + 1)
            assert codec.view(raw[low:high]).text == view.text[i]
        if view.text:
            assert view.raw_range(0, len(view.text)) == (0, len(raw))


@given(TEXT)
def test_bytes_as_escapes_invert(text: str) -> None:
    codec = Mojibake(JsonString())
    raw = codec.encode(text)
    assert raw.isascii()
    assert codec.view(raw).text == text
    assert is_mojibake(json.loads(f'"{raw}"')) is not text.isascii()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("caf\u00c3\u00a9", True), ("caf\u00e9", False), ("\u201chi\u201d", False), ("plain", False), ("", False)],
)
def test_what_is_written_byte_for_byte(text: str, expected: bool) -> None:
    assert is_mojibake(text) is expected


def test_what_cannot_be_bytes_is_left_as_it_is() -> None:
    assert Mojibake(JsonString()).view("caf\\u00e9 \\u201c").text == "caf\u00e9 \u201c"


def test_a_number_becomes_a_string() -> None:
    codec = JsonScalar(JsonString())
    assert (codec.view("123").text, codec.encode("[ID_1]")) == ("123", '"[ID_1]"')
    assert json.loads(codec.encode("")) == ""


def test_a_chain_reads_through_both() -> None:
    view = Chain(JsonString(), PLAIN).view("S\\u200ean\\u00adne\\n\\u0065\\u0301")
    assert view.text == "Sanne\n\u00e9"
    assert view.raw_range(0, 5) == (0, 17)
    assert view.raw_range(6, 7) == (19, 31)


def test_leaves_say_where_they_stand() -> None:
    text = '{"naam": "Sanne"}'
    assert [(leaf.path, leaf.sort, leaf.start, leaf.end, leaf.plain) for leaf in leaves(text)] == [
        (("naam",), Sort.KEY, 2, 6, ("naam",)),
        (("naam",), Sort.STRING, 10, 15, ("naam",)),
    ]


def test_plain_paths_leave_out_what_tells_objects_apart() -> None:
    text = '{"mapping": {"00000099-1f2e-4d3c-8b7a-000000127cd7": [{"a": 1}, {"a": ["b"]}]}, "a": null}'
    ways = [("mapping",), ("mapping", "*")] + [("mapping", "*", "[]", "a")] * 3 + [("mapping", "*", "[]", "a", "[]")]
    assert [leaf.plain for leaf in leaves(text)] == [*ways, ("a",), ("a",)]


@given(JSON)
def test_plain_paths_have_no_numbers_and_no_ids(value: Any) -> None:
    for leaf in leaves(json.dumps(value)):
        assert leaf.plain == tuple("[]" if isinstance(s, int) else "*" if is_uuid(s) else s for s in leaf.path)
