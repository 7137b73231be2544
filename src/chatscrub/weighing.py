"""Whether a finding is somebody's to protect: what was learned from documents of many hands, and what stops always.

What is looked for stands in ``data/check_evidence.toml``, what else is counted in ``clues``, and what each counts for
in ``data/check_weights.toml``, which ``benchmarks/check_weights.py`` makes. At ``least`` points or more a finding stops
a commit; else it is a name of staff, of an author, an example, a number of an office, or a mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from .contexts import Context
from .toml import parsed

WEIGHED = frozenset({"PERSON", "EMAIL", "PHONE", "ADDRESS", "IBAN", "ID", "DOB", "BSN"})
"""The kinds of which the context is weighed."""
SURE = "BSN"
"""The kind that stops whatever is weighed, unless it is a number that everybody uses as an example."""


class Row(NamedTuple):
    """A row of evidence: what is looked for, where, for which kinds, and what a finding is by it.

    ``becomes`` is "" for what speaks for somebody. What is ``sure`` stops whatever else is weighed; ``never``
    stands by something that is nobody's at all, such as a number that everybody uses as an example.
    """

    name: str
    where: str
    pattern: re.Pattern[str]
    only: frozenset[str]
    becomes: str = ""
    sure: bool = False
    never: bool = False


class Weight(NamedTuple):
    """What was found for and against a finding.

    Args:
        kind: under which it counts: its own, or the reason why it is nobody's to protect.
        points: from ``least()`` on it is somebody's.
        why: the names of the rows that counted for that, the heaviest first.
    """

    kind: str
    points: float
    why: tuple[str, ...]


def found(kind: str, form: str, here: Context) -> tuple[Row, ...]:
    """The rows that are found around a finding.

    Args:
        kind: its kind by itself.
        form: its form, by which some rows go.
        here: what stands around it.
    """
    about = "BORN" if form == "BORN" else kind
    return tuple(row for row in evidence() if about in row.only and _is_found(row, here))


def weigh(kind: str, rows: tuple[Row, ...], clues: Mapping[str, float]) -> Weight:
    """Weigh what speaks for a finding and against it.

    Args:
        kind: its kind by itself.
        rows: what was found around it.
        clues: all that is known about it, the rows as well.
    """
    points, least = weights()
    total = sum(points.get(name, 0.0) * value for name, value in clues.items())
    against = sorted((row for row in rows if row.becomes), key=lambda row: points.get(row.name, 0.0))
    never = any(row.never for row in rows)
    if not never and (not total < least or is_sure(kind, rows)):  # what is no number stops
        speaking = sorted((row for row in rows if not row.becomes), key=lambda row: -points.get(row.name, 0.0))
        return Weight(kind, total, tuple(row.name for row in speaking))
    return Weight(against[0].becomes if against else "MENTION", total, tuple(row.name for row in against))


def is_sure(kind: str, rows: tuple[Row, ...]) -> bool:
    """Whether a finding stops a commit whatever it weighs."""
    return kind == SURE or any(row.sure for row in rows)


def is_settled(kind: str, rows: tuple[Row, ...]) -> bool:
    """Whether it is clear without weighing that a finding stops a commit, or that it never does."""
    return is_sure(kind, rows) or any(row.never for row in rows)


def _is_found(row: Row, here: Context) -> bool:
    text: str = getattr(here, row.where)
    return bool(text) and row.pattern.search(text) is not None


@cache
def weights() -> tuple[dict[str, float], float]:
    """What each clue counts for, and from how many points on a finding stops a commit."""
    table = parsed(resources.files(__package__).joinpath("data/check_weights.toml").read_text("utf-8"))
    return table["weights"], table["least"]


@cache
def evidence() -> tuple[Row, ...]:
    """All rows.

    Raises:
        ValueError: a row is not of the form.
    """
    table = parsed(resources.files(__package__).joinpath("data/check_evidence.toml").read_text("utf-8"))
    return tuple(_rows(table))


def _rows(table: dict[str, Any]) -> Iterator[Row]:
    for row in table["row"]:
        form = row["form"] if "form" in row else _of_words(row["words"])
        for name, part in table["part"].items():
            form = form.replace(f"{{{name}}}", part)
        where = row["where"]
        if where not in Context._fields:
            raise ValueError(f"nobody looks at {where}")
        only = frozenset(row["only"])
        yield Row(
            row["name"],
            where,
            re.compile(f"(?i){form}"),
            only,
            row.get("as", ""),
            row.get("sure", False),
            row.get("never", False),
        )


def _of_words(words: list[str]) -> str:
    """Words as whole words; a star lets the word go on."""
    found = (re.escape(word).replace(r"\ ", r"\s+").replace(r"\*", r"[^\W_]*") for word in words)
    return rf"(?<![^\W_])(?:{'|'.join(found)})(?![^\W_])"
