"""Exports that are too long, too deep or packed too tightly, and strings that keep a pattern busy: all come to an end.

The short form of ``python -m fuzz shapes`` and ``python -m fuzz patterns``, in processes of their own that may take so
much memory and no more, and that are stopped if they do not end.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from fuzz import patterns, shapes

ROOT = Path(__file__).parents[1]
END = 400.0  # seconds of the clock for one process: what has no end takes hours, a slow machine does not
MEMORY = 5 << 30  # bytes of address space: Python and its libraries take some three before a file is opened
SHARDS = 2
NAMES = list(shapes.SHAPES)


def fuzz(*commands: Sequence[str]) -> list[list[Any]]:
    """What commands of ``fuzz``, run side by side, print: line by line of JSON."""
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "fuzz", *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for command in commands
    ]
    try:
        told = [one.communicate(timeout=END) for one in started]
    finally:
        for one in started:
            one.kill()
    for one, (_, err) in zip(started, told, strict=True):
        assert one.returncode in (0, 1), err[-2000:]
    return [[json.loads(line) for line in out.splitlines()] for out, _ in told]


def test_shapes() -> None:
    """A scrubbed export with its report, or one line that says why not."""
    shards = [NAMES[n::SHARDS] for n in range(SHARDS)]
    rows = fuzz(*(("small-shapes", *mine, "--memory", str(MEMORY)) for mine in shards))
    assert [[name for name, *_ in there] for there in rows] == shards
    wrong = {name: shapes.wrong(name, shapes.Ended(*ended)) for there in rows for name, *ended in there}
    assert {name: fault for name, fault in wrong.items() if fault} == {}


def test_patterns() -> None:
    """No pattern takes long on a string of 4,000 signs that is made to keep it busy.

    What grows with the square stays below the bound at this size, whatever the machine; what grows faster does not.
    """
    shards = (f"{n}/{SHARDS}" for n in range(1, SHARDS + 1))
    for rows in fuzz(*(("patterns", "--size", "2000", "--bound", "1.5", "--shard", shard) for shard in shards)):
        *slow, told = rows
        assert told["patterns"] > 1_000
        assert slow == []


def test_a_bad_pattern_would_be_seen() -> None:
    """Or the test above would show nothing."""
    import re

    for bad in (r"(a+)+b", r"\s*(?:x|y)$"):
        found = patterns.measured(patterns.Known("x:1", re.compile(bad)), 4_000, 0.1)
        assert found and found[0].twice > 0.1
