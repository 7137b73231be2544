"""Towns by country and size, and Dutch streets by their ending."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from .lexicon import fold
from .standins import shipped


class Town(NamedTuple):
    """A town: its country, and its place in the row of that country's towns by size."""

    country: str
    rank: int


def town_key(name: str) -> str:
    """What spellings of one town have in common."""
    return " ".join(re.sub(r"[-'’.]", " ", fold(name)).split())


def towns(country: str) -> Sequence[tuple[str, int]]:
    """The towns of a country with their inhabitants in hundreds, the largest first."""
    found: Sequence[tuple[str, int]] = shipped()["towns"].get(country, ())
    return found


@cache
def _towns_by_name() -> dict[str, list[tuple[int, Town]]]:
    found: dict[str, list[tuple[int, Town]]] = {}
    for country, listed in shipped()["towns"].items():
        for rank, (name, people) in enumerate(listed):
            found.setdefault(town_key(name), []).append((people, Town(country, rank)))
    return found


def find_town(name: str, language: str) -> Town | None:
    """The town of that name: the largest, where a country of the language counts twenty times."""
    key = town_key(name)
    found = _towns_by_name().get(key) or _towns_by_name().get(
        town_key(shipped()["town_aliases"].get(fold(name), "")), []
    )
    home = ("NL", "BE") if language == "nl" else ("GB", "IE", "US")
    ranked = sorted(found, key=lambda each: (each[0] + 1) * (20 if each[1].country in home else 1))
    return ranked[-1][1] if ranked else None


def streets(ending: str) -> Sequence[str]:
    """Dutch streets with an ending such as "straat", the most common first; none for another ending."""
    found: Sequence[str] = shipped()["streets"].get(ending, ())
    return found
