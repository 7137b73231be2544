"""SECURITY.md promises nothing without a test, and every test that it names is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[1]
PAGE = (HOME / "SECURITY.md").read_text()
NAMED = re.findall(r"`(tests/\w+\.py)::(\w+)`", PAGE)


@pytest.mark.parametrize(("path", "name"), NAMED, ids=lambda part: str(part).rpartition("/")[2])
def test_every_test_that_is_named_is_there(path: str, name: str) -> None:
    tree = ast.parse((HOME / path).read_text())
    (found,) = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == name)
    assert any(isinstance(n, (ast.Assert, ast.With, ast.Call)) for n in ast.walk(found)), "and does something"


def test_every_promise_names_a_test() -> None:
    promises = PAGE.partition("## Promises")[2].partition("## What is not promised")[0]
    told = [line for line in promises.splitlines() if line.startswith("- ")]
    assert len(told) > 20
    assert [line for line in told if not re.search(r"`tests/\w+\.py::\w+`", line)] == []
    assert len(set(NAMED)) == len(NAMED), "one test does not keep two promises"
