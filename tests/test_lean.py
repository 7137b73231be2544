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
print(hasattr(spacy, "cli"), spacy.info(silent=True)["spacy_version"] == spacy.__version__)
import spacy.cli
print(callable(spacy.cli.download))
from presidio_analyzer.predefined_recognizers.generic import email_recognizer
print(callable(email_recognizer.tldextract.extract))
import tldextract
print(email_recognizer.tldextract.extract is tldextract.extract)
"""
    assert told(code).split("\n") == ["False True", "True", "True", "True"]


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
