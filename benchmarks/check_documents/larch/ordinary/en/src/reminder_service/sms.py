"""Builds the text that goes out the day before. No surnames, no reasons."""
from __future__ import annotations

import re
from typing import Any, Mapping

OFFICE = "01632 960144"
_SPACES = re.compile(r"[\s()-]+")


def normalise(number: str) -> str:
    """'01632 960 144' -> '01632960144'"""
    number = _SPACES.sub("", number)
    if number.startswith("+44"):
        number = "0" + number[3:]
    return number


def build(row: Mapping[str, Any]) -> str:
    when = row["when"]
    return (
        f"Hi {row['first']}, see you {when:%A} at {when:%H:%M} "
        f"with {row['counsellor']}. Can't come? Ring {OFFICE}."
    )
