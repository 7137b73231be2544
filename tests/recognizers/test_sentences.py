"""Invented chat sentences read by every recognizer at once, with the kind that the engine would settle on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from chatscrub.model import Kind
from chatscrub.recognizers.scanner import scanners
from chatscrub.settings import SETTINGS
from chatscrub.spans import Span, resolve

SENTENCES: dict[str, list[str]] = yaml.load(
    (Path(__file__).parent / "sentences.yaml").read_text("utf-8"), Loader=yaml.BaseLoader
)
MARK = re.compile(r"\[\[([A-Z]+)\|(.*?)\]\]", re.DOTALL)
ALL = list(scanners())


def marked(example: str) -> tuple[str, dict[int, str]]:
    """The plain text and the kind of every marked letter and digit."""
    kinds: dict[int, str] = {}
    plain, last = "", 0
    for match in MARK.finditer(example):
        plain += example[last : match.start()]
        kinds |= {len(plain) + i: match[1] for i, char in enumerate(match[2]) if char.isalnum()}
        plain += match[2]
        last = match.end()
    return plain + example[last:], kinds


def found(text: str) -> dict[int, str]:
    """The kind of every letter and digit that would be replaced."""
    spans = [
        Span(hit.start, hit.end, Kind(scanner.supported_entities[0]), hit.score, scanner.title, 0)
        for scanner in ALL
        for hit in scanner.find(text)
        if hit.score >= SETTINGS.threshold
    ]
    return {i: s.kind.value for s in resolve(spans) for i in range(s.start, s.end) if text[i].isalnum()}


@pytest.mark.parametrize("example", [s for group in SENTENCES.values() for s in group])
def test_sentence(example: str) -> None:
    text, kinds = marked(example)
    assert found(text) == kinds
