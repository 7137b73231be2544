"""What a person reads in raw text, and the way back: on any Unicode, in linear time."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chatscrub.model import View
from chatscrub.syntax.lines import line_ends
from chatscrub.syntax.plain import INVISIBLE, PLAIN

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_SOFT = re.compile("[\u200c\u200d\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0000-\U000e007f\U000e0100-\U000e01ef]")
_SPECIAL = (
    "aé \r\n\u0301\u0316\u200e\u202f\u00a0\u200c\u200d\u2068\u2069\ufeff\u2028\u0085\ud83d\udcff１👍\u0338\u20dd\ufe0f"
)
_RAW = st.one_of(st.text(), st.text(st.sampled_from(_SPECIAL)), st.text(st.characters(), max_size=50))


def ranges(view: View) -> list[tuple[int, int]]:
    return [view.raw_range(i, i + 1) for i in range(len(view.text))]


@settings(deadline=None)
@given(_RAW)
@example("\ud800")
@example("\u0301")
def test_ranges_lie_in_the_raw_text_in_order(raw: str) -> None:
    found = ranges(PLAIN.view(raw))
    assert all(0 <= start < end <= len(raw) for start, end in found)
    assert [start for start, _ in found] == sorted(start for start, _ in found)
    assert [end for _, end in found] == sorted(end for _, end in found)


@settings(deadline=None)
@given(_RAW)
def test_every_visible_character_is_behind_some_character_that_is_read(raw: str) -> None:
    behind = {at for start, end in ranges(PLAIN.view(raw)) for at in range(start, end)}
    lost = {raw[at] for at in range(len(raw)) if at not in behind}
    assert all(_INVISIBLE.match(char) or _SOFT.match(char) for char in lost)


@settings(deadline=None)
@given(_RAW)
def test_the_whole_view_is_all_but_dropped_characters_at_the_ends(raw: str) -> None:
    view = PLAIN.view(raw)
    if view.text:
        start, end = view.raw_range(0, len(view.text))
        outside = raw[:start] + raw[end:]
        assert all(_INVISIBLE.match(char) or _SOFT.match(char) for char in outside)


@settings(deadline=None)
@given(_RAW)
def test_nothing_invisible_is_read_and_both_ways_of_reading_agree(raw: str) -> None:
    text = PLAIN.view(raw).text
    assert not _INVISIBLE.search(text) and "\r" not in text
    assert PLAIN.read(raw) == text


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_keeps_its_length(raw: str) -> None:
    view = PLAIN.view(raw)
    assert len(view.text) == len(raw) and view.starts is None
    assert [c for c in view.text if not c.isspace()] == [c for c in raw if not c.isspace()]


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("Fenna", "Fenna"),
        ("ⓕⓔⓝⓝⓐ 🅕🅔🅝🅝🅐 🄵🄴🄽🄽🄰 🅵🅴🅽🅽🅰 ꜰᴇɴɴᴀ", "fenna FENNA FENNA FENNA fenna"),
        ("a\r\nb", "a\n\nb"),
        ("a\x0bb\x0cc\u2028d\u2029e\u0085f", "a\nb\nc\nd\ne\nf"),
        ("\u202a+31\u00a06\u00a000000001\u202c", "+31 6 00000001"),
        ("@\u2068~\u202fFenna\u2069", "@~ Fenna"),
        ("\ufeffa\u200eb\u00adc\u200bd", "abcd"),
        ("Zoe\u0308", "Zoë"),
        ("Zo\u200ee\u200e\u0308", "Zoë"),
        ("F\u200den\u200cna", "Fenna"),
        ("06\u200c00\u200d000001", "0600000001"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("０６００００", "060000"),
        ("٠٦٠٠", "0600"),
        ("𝕱𝖊𝖓𝖓𝖆", "Fenna"),
        ("Ｆｅｎｎａ＠ｘ．ｎｌ", "Fenna@x.nl"),
        ("06\u201100\u201000", "06-00-00"),
        ("\udcffa", "\ufffda"),
        ("…", "…"),
        ("x\u0338y\u0338lka", "xylka"),
        ("x\u20ddy\u20ddlka", "xylka"),
        ("x\ufe0fylka", "xylka"),
        ("x\ufe0f\u200d\ufe0f\ufe0fylka", "xylka"),
        ("x\U000e0061ylka", "xylka"),
        ("x\u0327y\u0327lka", "xylka"),
        ("X\u0334y\u0334l\u0334k\u0334a\u0334", "Xylka"),
        ("x\u0338\ufe0f\u0338ylka", "xylka"),
        ("x" + "\u0338" * 90 + "y", "xy"),
        ("e\u0301\u0338", "é"),
        ("𝕱\u0338enna", "Fenna"),
        ("a \u0337invoke", "a invoke"),
        ("0\u03366\u0336", "06"),
        ("0\ufe0f\u20e36\ufe0f\u20e3", "06"),
        ("❤\ufe0f ❤\ufe0f", "❤\ufe0f ❤\ufe0f"),
        ("हिन्दी", "हिन्दी"),
        ("שָׁלוֹם", "שָׁלוֹם"),
        ("مُحَمَّد", "مُحَمَّد"),
        ("ў й ё", "ў й ё"),
    ],
)
def test_what_is_read(raw: str, read: str) -> None:
    assert PLAIN.view(raw).text == read
    assert PLAIN.encode(read) == read


def test_a_letter_and_its_marks_are_one_range() -> None:
    view = PLAIN.view("Zo\u200ee\u200e\u0308!")
    assert view.text == "Zoë!"
    assert ranges(view) == [(0, 1), (1, 2), (3, 6), (6, 7)]


@pytest.mark.parametrize(
    "unit",
    [
        "\u0301",
        "\u0301\u0316",
        "a\u0301",
        "\u200e",
        "\u200d",
        "a\u200c",
        "\ud800",
        "é",
        "\ufe0f",
        "\ufe0f\u200e",
        "x\u0338",
        "\u0338\ufe0f",
    ],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    began = time.process_time()
    PLAIN.view("a" + unit * (300_000 // len(unit)))
    assert time.process_time() - began < 5


@given(st.text(st.sampled_from("ab\n\r\u2028\x0c")), st.integers(0, 30))
def test_lines_end_at_line_feeds_only(text: str, end: int) -> None:
    end = min(end, len(text))
    cuts = list(line_ends(text, end))
    lines = [text[a:b] for a, b in pairwise([0, *cuts])]
    assert "".join(lines) == text[:end]
    assert all("\n" not in line[:-1] for line in lines) and all(line.endswith("\n") for line in lines[:-1])
