"""The packages that chatscrub runs on, with versions and licences, as they are installed here.

``python tests/licences.py`` writes docs/LICENCES.md and constraints.txt; run it in an environment that holds nothing
but chatscrub.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HOME = Path(__file__).resolve().parents[1]
LIST, CONSTRAINTS = HOME / "docs" / "LICENCES.md", HOME / "constraints.txt"
FREE = "free"  # may be used in any way; MPL too, which binds its own files only
ARM = "at arm's length"  # LGPL: used unchanged as a library that anybody can replace
FORBIDDEN = "forbidden"  # GPL, AGPL: they would bind chatscrub as a whole
UNKNOWN = "unknown"
_SORTS = (
    (FORBIDDEN, re.compile(r"AGPL|Affero", re.I)),
    (ARM, re.compile(r"LGPL|Lesser General Public", re.I)),
    (FORBIDDEN, re.compile(r"GPL|General Public Li[cs]en[cs]e|SSPL|BUSL|Commons Clause|non.?commercial", re.I)),
    (
        FREE,
        re.compile(r"\b(MIT|0?BSD|Apache|ISC|PSF|Python Software|MPL|Mozilla|Zlib|CC0|Unlicense|CNRI|HPND)\b", re.I),
    ),
)


class Package(NamedTuple):
    """A package that is installed, with its licence as it tells it itself."""

    name: str
    version: str
    licence: str

    @property
    def sort(self) -> str:
        """The most harmless of the alternatives that it offers, each as strict as its strictest part."""
        order = [FREE, ARM, UNKNOWN, FORBIDDEN]
        offered = [
            max((_sort(part) for part in re.split(r"\bAND\b", one)), key=order.index)
            for one in re.split(r"\bOR\b", self.licence)
        ]
        return min(offered, key=order.index)


def _sort(text: str) -> str:
    return next((sort for sort, sign in _SORTS if sign.search(text)), UNKNOWN)


def licence(about: metadata.PackageMetadata) -> str:
    """The licence by the expression of SPDX, else by the classifiers, else by the first line of the text."""
    expression = about.get("License-Expression")
    if expression:
        return str(expression)
    classified = [str(c).rpartition("::")[2].strip() for c in about.get_all("Classifier") or [] if "License ::" in c]
    classified = [one for one in classified if one != "OSI Approved"]
    return " AND ".join(classified) or str(about.get("License") or "").strip().split("\n")[0][:60]


def packages(root: str = "chatscrub") -> list[Package]:
    """All that chatscrub needs to run on this computer, without extras, in order of name."""
    found: dict[str, Package] = {}
    todo = list(_needed(root, frozenset()))
    while todo:
        name, extras = todo.pop()
        key = canonicalize_name(name)
        if key in found:
            continue
        there = metadata.distribution(name)
        found[key] = Package(there.metadata["Name"], there.version, licence(there.metadata))
        todo += _needed(name, extras)
    return [found[key] for key in sorted(found)]


def _needed(name: str, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for line in metadata.requires(name) or []:
        wanted = Requirement(line)
        markers = [{"extra": extra} for extra in ("", *extras)]
        if wanted.marker is None or any(wanted.marker.evaluate(one) for one in markers):
            yield wanted.name, frozenset(wanted.extras)


def as_list(found: list[Package]) -> str:
    """The list as Markdown."""
    head = (
        "# Licences of what chatscrub runs on\n\n"
        "Written by `python tests/licences.py`, from what each package says of itself. No part is under the GPL or the "
        "AGPL; those under the LGPL are used unchanged, as libraries that anybody can replace. MPL binds only its own "
        "files. `tests/test_licences.py` holds this for whatever is installed.\n\n"
        "| package | version | licence | |\n|---|---|---|---|\n"
    )
    rows = [f"| {p.name} | {p.version} | {p.licence} | {'' if p.sort == FREE else p.sort} |\n" for p in found]
    return head + "".join(rows)


def as_constraints(found: list[Package]) -> str:
    """The versions as pip wants them."""
    head = (
        "# What chatscrub was tested with, on Python 3.11 and Linux; written by: python tests/licences.py\n"
        "# pip install -c constraints.txt .\n"
    )
    return head + "".join(f"{p.name}=={p.version}\n" for p in found)


if __name__ == "__main__":
    there = packages()
    LIST.write_text(as_list(there))
    CONSTRAINTS.write_text(as_constraints(there))
