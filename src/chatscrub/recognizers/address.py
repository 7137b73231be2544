"""Streets with or without a house number, Dutch and English; postcodes are rows of patterns.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from chatscrub.recognizers import homes, streets_en, streets_nl
from chatscrub.recognizers.hits import Hit


def find(text: str) -> Iterator[Hit]:
    """Street and house number as one finding; house numbers that are said without a street."""
    yield from streets_nl.find(text)
    yield from streets_en.find(text)
    yield from homes.find(text)
