"""Recognizers for what patterns and checksums can find: one module per kind, plus the table patterns.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer, RecognizerRegistry

LANGUAGE = "xx"
"""The one code under which Presidio runs: every recognizer reads Dutch and English at once."""


def recognizers() -> list[EntityRecognizer]:
    """Build every recognizer: the modules of this package and the table's entries."""
    from chatscrub.recognizers.scanner import scanners

    return [*scanners()]


def registry() -> RecognizerRegistry:
    """A Presidio registry that holds these recognizers and no others."""
    from presidio_analyzer import RecognizerRegistry

    return RecognizerRegistry(recognizers=recognizers(), supported_languages=[LANGUAGE])
