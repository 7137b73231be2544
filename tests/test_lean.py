"""Presidio and spaCy are imported without what nobody here uses, and work as ever."""

from __future__ import annotations

import subprocess
import sys

import pytest

LEFT_OUT = ("spacy.cli", "tldextract", "requests", "urllib3", "http.client")


def told(code: str) -> str:
    """What code prints in a process of its own."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize("module", ["chatscrub.ner", "chatscrub.recognizers.scanner"])
def test_nothing_that_speaks_http_is_loaded(module: str) -> None:
    assert told(f"import sys, {module}; print([m for m in {LEFT_OUT} if m in sys.modules])") == "[]"


def test_what_was_left_out_comes_when_it_is_asked_for() -> None:
    code = """
import chatscrub.lean, spacy
print(callable(spacy.cli.download), spacy.info(silent=True)["spacy_version"] == spacy.__version__)
import spacy.cli
print(callable(spacy.cli.download))
from presidio_analyzer.predefined_recognizers.generic import email_recognizer
print(callable(email_recognizer.tldextract.extract))
import tldextract
print(email_recognizer.tldextract.extract is tldextract.extract)
"""
    assert told(code).split("\n") == ["True True", "True", "True", "True"]


def test_patterns_are_validated_again_afterwards() -> None:
    code = """
import regex
own = regex.compile
import chatscrub.lean
from presidio_analyzer import Pattern
try:
    Pattern("broken", "(", 0.5)
except ValueError:
    print("refused", regex.compile is own)
"""
    assert told(code) == "refused True"


def test_presidios_own_recognizers_work() -> None:
    code = """
import chatscrub.lean
from presidio_analyzer.predefined_recognizers import IbanRecognizer, UrlRecognizer
def places(recognizer, text):
    return [(r.start, r.end) for r in recognizer.analyze(text, recognizer.supported_entities, None)][:1]
print(places(UrlRecognizer(), "see https://example.org/a"))
print(places(IbanRecognizer(), "GB33BUKB20201555555555"))
"""
    assert told(code).split("\n") == ["[(4, 25)]", "[(0, 22)]"]


def test_what_is_loaded_already_stays() -> None:
    code = """
import tldextract, spacy.cli
import chatscrub.ner
import sys
print(sys.modules["tldextract"] is tldextract, sys.modules["spacy.cli"] is spacy.cli)
"""
    assert told(code) == "True True"


def test_a_library_that_asks_while_it_is_imported_gets_the_real_one() -> None:
    code = """
import sys
from chatscrub.lean import _left_out
for name in [m for m in sys.modules if m.split(".")[0] in ("spacy", "tldextract")]:
    del sys.modules[name]
with _left_out():
    from tldextract import TLDExtract
    import spacy
    from spacy.cli import download
import tldextract, spacy.cli
print(TLDExtract is tldextract.TLDExtract, download is spacy.cli.download)
"""
    assert told(code) == "True True"


def test_presidio_can_fetch_a_model_for_those_who_let_it() -> None:
    code = """
import chatscrub.lean
from presidio_analyzer.nlp_engine import SpacyNlpEngine
import spacy
spacy.cli.download = lambda name: print("asked for", name)
try:
    SpacyNlpEngine(models=[{"lang_code": "en", "model_name": "en_nobody_has_this"}]).load()
except OSError:
    print("not there")
"""
    assert told(code).split("\n") == ["asked for en_nobody_has_this", "not there"]
