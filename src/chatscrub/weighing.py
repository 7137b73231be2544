"""Whether a finding is somebody's to protect: evidence for it and against it, each for some points.

The table is ``data/check_evidence.toml``. Above 0 points a finding stops a commit; else it is a name of staff, of an
author, an example, a number of an office, or a mention. What no row speaks about starts above 0, and so stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from .contexts import Context
from .toml import parsed

WEIGHED = frozenset({"PERSON", "EMAIL", "PHONE", "ADDRESS", "IBAN", "ID", "DOB", "BSN"})
"""The kinds of which the context is weighed."""


class Row(NamedTuple):
    """A row of the table: what is looked for, where, for which kinds, and what it counts for."""

    name: str
    points: int
    where: str
    pattern: re.Pattern[str]
    only: frozenset[str]
    becomes: str = ""
    group: str = ""


class Weight(NamedTuple):
    """What was found for and against a finding.

    Args:
        kind: under which it counts: its own, or the reason why it is nobody's to protect.
        points: above 0 it is somebody's.
        why: the names of the rows that counted.
    """

    kind: str
    points: int
    why: tuple[str, ...]


def weigh(kind: str, form: str, here: Context) -> Weight:
    """Weigh what stands around a finding.

    Args:
        kind: its kind by itself.
        form: the kind and form by which the table starts, such as ``NAME`` for a name that no list knows.
        here: what stands around it.
    """
    start, rows = _table()
    about = "BORN" if form == "BORN" else kind
    counted = _heaviest(row for row in rows if about in row.only and _found(row, here))
    points = start[form] + sum(row.points for row in counted)
    why = tuple(row.name for row in counted)
    if points > 0:
        return Weight(kind, points, why)
    against = [row for row in counted if row.points < 0]
    becomes = min(against, key=lambda row: row.points).becomes if against else ""
    return Weight(becomes or "MENTION", points, why)


def _heaviest(rows: Iterable[Row]) -> list[Row]:
    """Of rows of one group only the heaviest."""
    counted: list[Row] = []
    groups: dict[str, Row] = {}
    for row in rows:
        if not row.group:
            counted.append(row)
        elif row.group not in groups or abs(row.points) > abs(groups[row.group].points):
            groups[row.group] = row
    return [*counted, *groups.values()]


def _found(row: Row, here: Context) -> bool:
    text: str = getattr(here, row.where)
    return bool(text) and row.pattern.search(text) is not None


@cache
def _table() -> tuple[dict[str, int], tuple[Row, ...]]:
    """The points to start with, and the rows.

    Raises:
        ValueError: a row is not of the form.
    """
    table = parsed(resources.files(__package__).joinpath("data/check_evidence.toml").read_text("utf-8"))
    return table["start"], tuple(_rows(table))


def _rows(table: dict[str, Any]) -> Iterator[Row]:
    for row in table["row"]:
        form = row["form"] if "form" in row else _of_words(row["words"])
        for name, part in table["part"].items():
            form = form.replace(f"{{{name}}}", part)
        where = row["where"]
        if where not in Context._fields:
            raise ValueError(f"nobody looks at {where}")
        yield Row(
            row["name"],
            row["points"],
            where,
            re.compile(f"(?i){form}"),
            frozenset(row["only"]),
            row.get("as", ""),
            row.get("group", ""),
        )


def _of_words(words: list[str]) -> str:
    """Words as whole words; a star lets the word go on."""
    found = (re.escape(word).replace(r"\ ", r"\s+").replace(r"\*", r"[^\W_]*") for word in words)
    return rf"(?<![^\W_])(?:{'|'.join(found)})(?![^\W_])"
