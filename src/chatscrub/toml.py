"""TOML that users write: read so that an error tells where, and never what stands there."""

from __future__ import annotations

import re
import sys
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


class NoTomlError(ValueError):
    """A text that is no TOML.

    Args:
        place: "at line 3, column 4", or "" where it is not known.
    """

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


def parsed(text: str) -> dict[str, Any]:
    """The tables of a text.

    Raises:
        NoTomlError: it is none; the parser's own message may hold what stands there.
    """
    try:
        found: dict[str, Any] = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        at = re.search(r"at line \d+", str(error))
        raise NoTomlError(at[0] if at else "") from None
    return found
