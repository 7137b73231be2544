"""Every search function against its table of invented examples."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from marks import covered, strip, wanted

from chatscrub.recognizers.scanner import MODULES

EXAMPLES: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "examples.yaml").read_text("utf-8"))
FIND = {name: find for name, _, find in MODULES}
CASES = [(name, example) for name, examples in EXAMPLES.items() for example in examples]


def test_every_module_has_examples() -> None:
    assert set(EXAMPLES) == set(FIND)


@pytest.mark.parametrize(("name", "example"), CASES)
def test_example(name: str, example: str) -> None:
    """Exactly the marked letters and digits are found."""
    text, ranges = strip(example)
    assert covered(text, FIND[name]) == wanted(text, ranges)
