"""Stored offsets after an edit: they cover the same words, whatever was replaced before them or in them."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from chatscrub.model import Codec, Edit, Piece
from chatscrub.spans import invert, splice
from chatscrub.syntax.jsontext import JsonString
from chatscrub.syntax.offsets import Offsets, Unit, mended
from chatscrub.syntax.plain import PLAIN

WORDS = st.lists(st.text(st.sampled_from('ab😀é"\\\n\u200e\ufffc𝔸'), min_size=1, max_size=4), min_size=1, max_size=12)
NEW = st.text(st.sampled_from('xy👍"'), max_size=6)


def size(text: str, unit: Unit) -> int:
    return len(text.encode("utf-16-le")) // 2 if unit is Unit.UTF16 else len(text)


def covered(text: str, start: int, length: int, unit: Unit) -> str:
    if unit is Unit.POINTS:
        return text[start : start + length]
    return text.encode("utf-16-le")[2 * start : 2 * (start + length)].decode("utf-16-le")


class Written:
    """A text of words in a JSON string, with rows of offsets behind it, as programs write them."""

    def __init__(self, words: list[str], ranges: list[tuple[int, int]], unit: Unit, codec: Codec) -> None:
        self.raw = [codec.encode(word) for word in words]
        body = " ".join(self.raw)
        self.text = f'{{"body":"{body}","rows":['
        self.starts: list[int] = []
        at = piece = len('{"body":"')
        for one in self.raw:
            self.starts.append(at)
            at += len(one) + 1
        self.rows: list[Offsets] = []
        for first, last in ranges:
            begin = size(" ".join(words[:first]) + " " * bool(first), unit)
            length = size(" ".join(words[first : last + 1]), unit)
            numbers = []
            for key, number in (("length", length), ("start", begin)):
                self.text += f'"{key}":'
                numbers.append(Piece(len(self.text), len(self.text) + len(str(number))))
                self.text += f"{number},"
            where = (Piece(piece, piece + len(body)),)
            self.rows.append(Offsets(where, codec, unit, numbers[1], numbers[0]))
        self.text += "]}"

    def edits(self, new: dict[int, str], codec: Codec) -> list[Edit]:
        rows = ((self.starts[at], self.raw[at], word) for at, word in sorted(new.items()))
        return [Edit(start, start + len(raw), codec.encode(word)) for start, raw, word in rows]


@given(WORDS, st.data(), st.sampled_from(Unit), st.booleans())
def test_they_cover_the_same_words(words: list[str], data: st.DataObject, unit: Unit, ascii: bool) -> None:
    codec = JsonString(ascii)
    numbers = st.integers(0, len(words) - 1)
    ranges = [(min(pair), max(pair)) for pair in data.draw(st.lists(st.tuples(numbers, numbers), max_size=5))]
    new = data.draw(st.dictionaries(numbers, NEW))
    there = Written(words, ranges, unit, codec)
    edits = mended(there.text, there.rows, there.edits(new, codec))
    after = splice(there.text, edits)
    replaced = [new.get(number, word) for number, word in enumerate(words)]
    body = json.loads(after[len('{"body":') : after.index(',"rows"')], strict=False)
    assert body == " ".join(replaced)
    row = after[after.index('"rows"') :]
    found = [int(n) for n in "".join(c if c.isdigit() else " " for c in row).split()]
    for (first, last), length, start in zip(ranges, found[::2], found[1::2], strict=True):
        assert covered(body, start, length, unit) == " ".join(replaced[first : last + 1])
    assert splice(after, invert(there.text, edits)) == there.text


@given(st.text(max_size=20), st.lists(st.integers(0, 40), max_size=6), st.lists(st.integers(0, 40), max_size=6))
def test_any_numbers_and_any_edits(text: str, numbers: list[int], cuts: list[int]) -> None:
    """Offsets that lead nowhere, or into the middle of something, never raise and never grow beyond the text."""
    raw = text + "|" + "".join(f"{n:>3}" for n in numbers)
    rows = [
        Offsets((Piece(0, len(text)),), PLAIN, Unit.UTF16, Piece(at + 1, at + 3), None)
        for at in range(len(text) + 1, len(raw), 3)
    ]
    marks = sorted({min(cut, len(text)) for cut in cuts})
    given_edits = [Edit(a, b, "new") for a, b in zip(marks[::2], marks[1::2], strict=False)]
    edits = mended(raw, rows, given_edits)
    assert [edit for edit in edits if edit.end <= len(text)] == given_edits
    assert splice(splice(raw, edits), invert(raw, edits)) == raw


def one(text: str, edits: list[Edit], body: str, start: str, length: str) -> list[str]:
    """What becomes of one start and length behind a body."""
    raw = f"{body}|{start}|{length}"
    first = Piece(len(body) + 1, len(body) + 1 + len(start))
    second = Piece(first.end + 1, len(raw))
    offsets = Offsets((Piece(0, len(body)),), PLAIN, Unit.UTF16, first if start else None, second if length else None)
    return splice(raw, mended(raw, [offsets], edits)).split("|")[1:]


def test_a_range_that_cuts_a_name_takes_all_of_what_stands_for_it() -> None:
    edits = [Edit(4, 9, "PERSON_12")]  # "hoi Sanne dag"
    assert one("", edits, "hoi Sanne dag", "0", "6") == ["0", "13"]
    assert one("", edits, "hoi Sanne dag", "6", "7") == ["4", "13"]
    assert one("", edits, "hoi Sanne dag", "5", "2") == ["4", "9"]


def test_what_is_left_out_is_zero() -> None:
    assert one("", [Edit(0, 5, "AB")], "Sanne dag", "", "9") == ["", "6"]
    assert one("", [Edit(0, 5, "AB")], "Sanne dag", "6", "") == ["3", ""]


def test_what_leads_out_of_the_text_stays() -> None:
    edits = [Edit(0, 5, "AB")]
    assert one("", edits, "Sanne dag", "9", "4") == ["9", "4"]
    assert one("", edits, "Sanne dag", "900", "4") == ["900", "4"]
    assert one("", edits, "Sanne dag", "6", "40") == ["3", "40"]
    assert one("", edits, "Sanne dag", "x6", "40") == ["x6", "40"]
