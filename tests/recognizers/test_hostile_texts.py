"""Hostile strings of 100 kB finish well within a second in every recognizer, and nothing raises."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatscrub.recognizers import recognizers
from chatscrub.recognizers.scanner import scanners

SIZE = 40_000
SEEDS = (
    "a",
    "1",
    "A",
    "@",
    "a.",
    "1.",
    "1 ",
    "1-",
    "a@",
    "_a",
    "a-",
    "A1",
    "A1-",
    "a1 ",
    "straat ",
    "a b ",
    "de van ",
    "www.",
    "http://a.b/",
    "wachtwoord ",
    "code ",
    "code 1 ",
    "nul zes ",
    "0 1",
    "06 ",
    "+",
    "(",
    "1/2/",
    "geb ",
    "mei ",
    "1 mei ",
    "NL00",
    "NL00 ",
    "aa bb road ",
    "1 a ",
    "///a.b.c",
    "1:",
    "a:b:",
    "::",
    "at dot ",
    "a at b dot ",
    "x_x",
    "'",
    "#1",
    "é",
    "straat",
    "weg",
    "Aa",
    "insta is ",
    "$a",
    "\n",
    " ",
    "1 Main ",
    "flat 3, ",
    "wachtwoord van ",
    "pw=",
    "van de straat ",
    "laan van de ",
    "12-05-",
    "C1234X ",
    "ref AB12 ",
    "ww ",
    "ww a,",
    "ww 'a",
    "@1",
    "ab0601234567",
    "nul een ",
    "oh one 1",
    "[PERSON_1] ",
    "00000017-a",
    "wifi: a1 / ",
    "wachtwoord van a b ",
    "a@b .",
    "startnummer ",
    "plein 1944 ",
    "tx 1",
)
REAL = (
    "1 mei 1990 ",
    "Kerkstraat 12, ",
    "14 Oak Road ",
    "06-01234567 ",
    "jan@example.com ",
    "jan at example punt com ",
    "https://example.com/a ",
    "example.nl/a ",
    "insta: jan_x ",
    "wachtwoord: abc1 ",
    "code 1234 ",
    "(geb. 12-05-1990) ",
    "ref AB-12345 ",
    "NL00BANK0123456789 ",
    "adres: zonnedauw 12 ",
    "Zonnedauw 12, 9999 XZ ",
    "a_b ",
    "123 456 789 ",
    "on Elm Grove ",
)
ALL = list(scanners())
LIMIT = 10.0  # seconds of processor time: a catastrophic pattern takes hours, a slow machine does not


@pytest.mark.parametrize("seed", SEEDS + REAL)
def test_hostile(seed: str) -> None:
    text = (seed * (SIZE // len(seed) + 1))[:SIZE]
    slow = {}
    for recognizer in ALL:
        start = time.process_time()
        recognizer.analyze(text, [])
        if (took := time.process_time() - start) > LIMIT:
            slow[recognizer.get_supported_entities()[0]] = round(took, 1)
    assert not slow


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=80))
def test_no_text_raises(text: str) -> None:
    for recognizer in ALL:
        for result in recognizer.analyze(text, []):
            assert 0 <= result.start < result.end <= len(text)


def test_importing_the_package_stays_light() -> None:
    """The package itself imports nothing heavy; the recognizers do when they are built."""
    import subprocess
    import sys

    code = "import sys, chatscrub.recognizers; sys.exit('presidio_analyzer' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    assert {r.supported_language for r in recognizers()} == {"xx"}
