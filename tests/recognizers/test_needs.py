"""What a text must hold for a pattern to match in it: no match of any pattern is passed over."""

from __future__ import annotations

import json
import re
import sys
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chatscrub.recognizers import needs, needs_table
from chatscrub.recognizers.needs import found, has_digits, holds, may_hold, plainly

PATTERNS = needs_table.all_patterns()


def test_the_file_is_made_of_the_patterns() -> None:
    """After a change of a pattern: ``python -m chatscrub.recognizers.needs_table``."""
    there = json.loads(files("chatscrub.recognizers").joinpath(needs.FILE).read_text(encoding="utf-8"))
    assert there == needs_table.built() and len(there) > 150


@settings(max_examples=300, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.data())
def test_a_text_that_matches_may_hold_it(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(PATTERNS))
    text = data.draw(st.text(max_size=3)) + data.draw(st.from_regex(pattern)) + data.draw(st.text(max_size=3))
    for one in (text, text.upper(), text.swapcase()):
        if pattern.search(one):
            assert may_hold(one, pattern)


@pytest.mark.parametrize("at", range(len(PATTERNS)))
def test_letters_that_are_one_where_case_does_not_matter(at: int) -> None:
    """A letter of another code that a pattern takes for one of its own is looked up as that one."""
    for letter in {c for c in PATTERNS[at].pattern if c.isalpha()}:
        for other in LIKE.get(letter.lower(), ()):
            assert plainly(f"a{other}b") == plainly(f"a{letter}b")


def _like() -> dict[str, list[str]]:
    letters = {c.lower() for pattern in PATTERNS for c in pattern.pattern if c.isalpha()}
    others = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isalpha() and not chr(code).isascii()]
    whole = "".join(others)
    return {c: re.findall(c, whole, re.IGNORECASE) for c in letters}


LIKE = _like()


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (r"(?<!\w)ww(?!\w)", "het ww is x", True),
        (r"(?<!\w)ww(?!\w)", "hmmwwat", False),
        (r"\d{4} ?[A-Z]{2}", "1234ab", False),
        (r"\d{4} ?[A-Z]{2}", "123AB", False),
        (r"\d{4} ?[A-Z]{2}", "1234 AB", True),
        (r"(?i)kel(?:der|ner)", "de KELNER", True),
        (r"(?i)kel(?:der|ner)", "de kelken", False),
        (r"(?i)stik", "\u017ft\u0131\u212a", True),
        (r"(?=\d)\d{2}x", "1x", False),
        (r"a+\b b", "aa b", True),
        (r"(?:een|twee|\d)", "drie", False),
    ],
)
def test_what_a_pattern_needs(pattern: str, text: str, expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = re.compile(pattern)
    digits, capitals, sets = needs_table.needs(compiled)
    row = [digits, capitals, [sorted(one) for one in sets]]
    monkeypatch.setattr(needs, "_table", lambda: {needs.key(compiled): row})
    assert may_hold(text, compiled) is expected
    assert holds(compiled, text) is (compiled.search(text) is not None)
    assert [m.span() for m in found(compiled, text)] == [m.span() for m in compiled.finditer(text)]


def test_a_pattern_that_is_not_in_the_file_and_a_long_text() -> None:
    assert may_hold("", re.compile("kelder"))
    assert has_digits("9", 1) and not has_digits("9", 2) and has_digits("x" * 2000, 2)
