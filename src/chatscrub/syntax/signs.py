"""Codecs of what documents write in other ways than as text: signs as elements, values that programs must read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model import View
from .entities import XML_TEXT
from .uris import URI


@dataclass(frozen=True, slots=True)
class Signs:
    """Codec of text in which empty elements stand for a tab, a line end, a hyphen.

    Args:
        signs: what they stand for, by name.
    """

    signs: Mapping[str, str] = field(hash=False)

    def view(self, raw: str) -> View:
        """The sign of an element, which is one piece; else the text."""
        if not raw.startswith("<"):
            return XML_TEXT.view(raw)
        name = re.split(r"[\s/>]", raw[1:], maxsplit=1)[0]
        sign = self.signs.get(name, self.signs.get(name.rpartition(":")[2], ""))
        return View(sign, [0] * len(sign), [len(raw)] * len(sign))

    def encode(self, text: str) -> str:
        return XML_TEXT.encode(text)


@dataclass(frozen=True, slots=True)
class Instead:
    """Codec of a value that other programs must be able to read, and that stands elsewhere as well.

    Args:
        value: what is written in its place, whatever replaces it.
    """

    value: str

    def view(self, raw: str) -> View:
        return View(raw)

    def encode(self, text: str) -> str:
        return self.value


class Outside:
    """Codec of an address that must go on leading out of the package that it stands in."""

    def view(self, raw: str) -> View:
        return URI.view(raw)

    def encode(self, text: str) -> str:
        return "../" + URI.encode(text)


OUTSIDE = Outside()
EMPTIED = Instead("")
"""Of packed bytes, which nobody can examine: they are left out."""
MOMENT, ZERO = Instead("1901-01-01T00:00:00"), Instead("0")
