"""Exports that are too long, too deep or packed too tightly, and strings that keep a pattern busy: all come to an end.

The short form of ``python -m fuzz shapes`` and ``python -m fuzz patterns``, in processes of their own that may take so
much memory and no more, and that are stopped if they do not end.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
from fuzz import patterns, shapes

ROOT = Path(__file__).parents[1]
END = 400.0  # seconds of the clock for one process: what has no end takes hours, a slow machine does not
MEMORY = 5 << 30  # bytes of address space: Python and its libraries take some three before a file is opened
SHARDS = 2
NAMES = list(shapes.SHAPES)


def fuzz(*arguments: str) -> list[Any]:
    """What a command of ``fuzz`` prints, line by line of JSON."""
    ran = subprocess.run(
        [sys.executable, "-m", "fuzz", *arguments],
        capture_output=True,
        text=True,
        timeout=END,
        check=False,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert ran.returncode in (0, 1), ran.stderr[-2000:]
    return [json.loads(line) for line in ran.stdout.splitlines()]


@pytest.mark.parametrize("shard", range(SHARDS))
def test_shapes(shard: int) -> None:
    """A scrubbed export with its report, or one line that says why not."""
    mine = NAMES[shard::SHARDS]
    rows = fuzz("small-shapes", *mine, "--memory", str(MEMORY))
    assert [name for name, *_ in rows] == mine
    wrong = {name: shapes.wrong(name, shapes.Ended(*ended)) for name, *ended in rows}
    assert {name: fault for name, fault in wrong.items() if fault} == {}


@pytest.mark.parametrize("shard", range(1, SHARDS + 1))
def test_patterns(shard: int) -> None:
    """No pattern takes long on any string that is made to keep it busy."""
    *slow, told = fuzz("patterns", "--size", "4000", "--bound", "1.5", "--shard", f"{shard}/{SHARDS}")
    assert told["patterns"] > 400
    assert slow == []


def test_a_bad_pattern_would_be_seen() -> None:
    """Or the test above would show nothing."""
    import re

    for bad in (r"(a+)+b", r"\s*(?:x|y)$", r"(\w+\s?)*:"):
        found = patterns.measured(patterns.Known("x:1", re.compile(bad)), 8_000, 0.2)
        assert found and found[0].twice > 0.2
