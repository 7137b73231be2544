"""The table patterns.yaml: formats that one regex, a few cue words and perhaps a checksum can find."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from chatscrub.model import Kind
from chatscrub.recognizers import validators
from chatscrub.recognizers.hits import Find, Hit, cue, follows, near
from chatscrub.recognizers.needs import found, holds
from chatscrub.yamls import shipped


@dataclass(frozen=True, slots=True)
class Shape:
    """One regex of an entry; a group named ``v`` is the value, else the whole match is.

    Args:
        regex: compiled with IGNORECASE only where the table says so (``(?i)``).
        score: without a cue, once the entry's validator (if any) agrees; 0 for nothing to report.
        cue: with a cue near, whatever the validator says: people mistype.
    """

    regex: re.Pattern[str]
    score: float
    cue: float

    def values(self, text: str) -> Iterator[tuple[int, int]]:
        """Ranges that have this shape."""
        group: str | int = "v" if "v" in self.regex.groupindex else 0
        for match in found(self.regex, text):
            yield match.span(group)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table with its own true and false examples."""

    name: str
    kind: Kind
    shapes: tuple[Shape, ...]
    cues: re.Pattern[str] | None
    reach: int
    validate: validators.Validate | None
    needs: re.Pattern[str]
    must_match: tuple[str, ...]
    must_not_match: tuple[str, ...]

    @property
    def find(self) -> Find:
        """The entry's search."""
        return self._find

    def _find(self, text: str) -> Iterator[Hit]:
        if not holds(self.needs, text):
            return
        for shape in self.shapes:
            for start, end in shape.values(text):
                score = self._score(shape, text, start, end)
                if score > 0:
                    yield Hit(start, end, score)

    def _score(self, shape: Shape, text: str, start: int, end: int) -> float:
        if self.cues and (near(text, start, self.cues, self.reach) or follows(text, end, self.cues)):
            return shape.cue
        if self.validate and not self.validate(text[start:end]):
            return 0.0
        return shape.score


def _entry(row: dict[str, Any]) -> Entry:
    shapes = tuple(
        Shape(re.compile(p["regex"]), p.get("score", 0.0), p.get("cue", max(0.8, p.get("score", 0.0))))
        for p in row["patterns"]
    )
    return Entry(
        name=row["name"],
        kind=Kind(row["kind"]),
        shapes=shapes,
        cues=cue(*row["context"]) if row.get("context") else None,
        reach=row.get("reach", 40),
        validate=validators.VALIDATORS[row["validate"]] if "validate" in row else None,
        needs=re.compile(row.get("needs", r"\d")),
        must_match=tuple(row["must_match"]),
        must_not_match=tuple(row["must_not_match"]),
    )


@cache
def table() -> tuple[Entry, ...]:
    """Every entry of patterns.yaml."""
    rows = shipped("chatscrub.recognizers", "patterns.yaml")
    return tuple(_entry(row) for row in rows)
