"""Signals of special categories on marked sentences: which topics does a sentence touch on?

Usage: python benchmarks/topics.py [--part tune|more|check|test] [--misses]

The sentences are invented, marked by hand, and lie beside this file: a half to tune the rules on, one to test, more to
tune on (written by those who wrote the rules, and by others), and some by others to check on while tuning. Each pair of
a sentence and a topic counts. ``--misses`` shows what is wrong in those to tune on; the others only give figures, so
that nobody tunes on them. Look at the test half once per version of the rules. The command ends with 1 where a goal is
missed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from chatscrub.facts import TOPICS
from chatscrub.topics import topics

GOAL = 0.85  # for precision and for recall
HERE = Path(__file__).parent
Row = dict[str, Any]


def load(part: str) -> list[Row]:
    """The marked sentences of a half, with what was found in each."""
    lines = (HERE / f"topics.{part}.jsonl").read_text("utf-8").splitlines()
    return [row | {"found": set(topics(row["text"]))} for row in map(json.loads, lines)]


def figures(rows: Sequence[Row], only: str = "") -> tuple[float, float, float, int]:
    """Precision, recall, F1 and the number of marks, over all topics or one."""
    right = given = there = 0
    for row in rows:
        marked, found = ({t for t in row[key] if only in ("", t)} for key in ("topics", "found"))
        right, given, there = right + len(marked & found), given + len(found), there + len(marked)
    return right / max(1, given), right / max(1, there), 2 * right / max(1, given + there), there


def table(rows: Sequence[Row]) -> Iterator[str]:
    """A line per topic, per language and for all."""
    yield f"{'':14}{'precision':>10}{'recall':>10}{'F1':>10}{'marks':>8}"
    parts = [(topic, rows, topic) for topic in TOPICS]
    parts += [(language, [r for r in rows if r["lang"] == language], "") for language in ("nl", "en")]
    for name, chosen, only in [*parts, ("all", rows, "")]:
        precision, recall, f1, marks = figures(chosen, only)
        yield f"{name:14}{precision:10.3f}{recall:10.3f}{f1:10.3f}{marks:8}"


def misses(rows: Sequence[Row]) -> Iterator[str]:
    """Every sentence with a topic too many or too few."""
    for row in rows:
        marked = set(row["topics"])
        if marked != row["found"]:
            yield f"+{sorted(row['found'] - marked)} -{sorted(marked - row['found'])} {row['text']}"


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = ["tune", "more", "check", "test"]
    parser.add_argument("--part", choices=parts, default="test", help="which part (default: test)")
    parser.add_argument("--misses", action="store_true", help="show what is wrong")
    given = parser.parse_args()
    if given.misses and given.part in ("check", "test"):
        parser.error(f"--misses is not for --part {given.part}: nobody tunes on it")
    rows = load(given.part)
    sys.stdout.writelines(f"{line}\n" for line in (*(misses(rows) if given.misses else ()), *table(rows)))
    precision, recall, *_ = figures(rows)
    sys.exit(0 if min(precision, recall) >= GOAL else 1)


if __name__ == "__main__":
    main()
