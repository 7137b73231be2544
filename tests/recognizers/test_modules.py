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


@pytest.mark.parametrize("sizes", [(5000, 43), (40, 9000), (0, 20, 5000, 22)])
def test_a_token_is_taken_to_its_end_however_long_its_parts_are(sizes: tuple[int, ...]) -> None:
    token = "eyJhbGciOiJIUzI1NiJ9" + "".join("." + "aB3-_x"[n % 6] * size for n, size in enumerate(sizes))
    assert covered(f"met {token} erbij", FIND["secret"]) == {4 + n for n, sign in enumerate(token) if sign.isalnum()}
