"""Every row of patterns.yaml carries its own true and false examples."""

from __future__ import annotations

import pytest
from marks import covered, strip, wanted

from chatscrub.recognizers.patterns import Entry, table

TRUE = [(entry, example) for entry in table() for example in entry.must_match]
FALSE = [(entry, example) for entry in table() for example in entry.must_not_match]


@pytest.mark.parametrize(("entry", "example"), TRUE, ids=lambda v: getattr(v, "name", v))
def test_must_match(entry: Entry, example: str) -> None:
    text, ranges = strip(example)
    assert covered(text, entry.find) == wanted(text, ranges)


@pytest.mark.parametrize(("entry", "example"), FALSE, ids=lambda v: getattr(v, "name", v))
def test_must_not_match(entry: Entry, example: str) -> None:
    assert not covered(example, entry.find)


def test_every_row_has_examples() -> None:
    assert all(entry.must_match and entry.must_not_match for entry in table())
